"""Learn the box's weights again and write `brief/data/box.json`: `python -m benchmarks.train_fivew`.

Each question has a linear score for its candidates. The weights maximise the likelihood of the coders'
choice among an article's candidates (a softmax over them), and are held near weights set by hand, because
67 articles of twelve events are few: without the hand set, F1 falls by 3 to 8 points when whole events are
left out. Confidence is a logistic curve of the best score and its lead over the next, fitted on answers to
left-out events.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from brief.answer.ranking import MARGIN
from brief.model import QUESTIONS, Candidate, Question
from brief.resources import data

if TYPE_CHECKING:
    from benchmarks.fivew import Case

BY_HAND = Path(__file__).with_name("fivew_by_hand.json")
SCALE = 8.0
"""What a weight set by hand (a share of token F1) is multiplied by to be a softmax score."""
NEWTON_STEPS = 12
CURVE_STEPS = 3_000
"""Both are far more than it takes to settle."""
HOLD: Mapping[Question, float] = {"who": 6.0, "what": 3.0, "when": 10.0, "where": 3.0, "why": 12.0}
"""How strongly weights are held near those set by hand. Less fitted the twelve events; the reasons that the
coders marked are too few and too various to learn from."""
THRESHOLDS: Mapping[Question, float] = {"who": 0.4, "what": 0.35, "when": 0.4, "where": 0.4, "why": 0.5}
"""Confidence from which an answer is given: see docs/box.md for the curve."""
RIGHT = 0.5
"""Token F1 from which an answer counts as right in the curve."""
READ_WHY = (0.7, 0.0, -3.1)
"""The curve of "why", from reading articles of `clusters/` (docs/box.md): reasons are told in so many ways
that the coders' words say little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The best answer to one question of one article, by weights that have not seen its event."""

    id: str
    asked: bool
    """Whether the coders found an answer."""
    f1: float
    score: float
    margin: float
    value: str | None
    text: str
    confidence: float = 0.0
    given: bool = False


def main() -> None:
    """Learn from every event, calibrate on left-out ones, write the file."""
    from benchmarks.fivew import load_cases

    cases = load_cases()
    learned: dict[str, Any] = {
        "source": "Weights of brief/answer, learned by benchmarks/train_fivew.py from marks that people made"
        " on news articles (Giveme5W1H, Apache-2.0), held near weights set by hand.",
    }
    for question in QUESTIONS:
        weights = fit(cases, question)
        curve = calibrate(
            [one for one in judge(cases, question) if one.asked or question != "what"], question
        )
        learned[question] = {
            "weights": {
                name: round(weight, 3) for name, weight in sorted(weights.items()) if abs(weight) >= 0.001
            },
            "score": round(curve[0], 3),
            "margin": round(curve[1], 3),
            "offset": round(curve[2], 3),
            "threshold": THRESHOLDS[question],
        }
    data("box.json").write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")


def leave_one_event_out(cases: Sequence[Case], question: Question) -> list[Judged]:
    """Every article's best answer by weights and confidence learned from the other events."""
    judged = judge(cases, question)
    event_of = {case.id: case.event for case in cases}
    out = []
    for one in judged:
        curve = calibrate([other for other in judged if event_of[other.id] != event_of[one.id]], question)
        confidence = _logistic(curve[0] * one.score + curve[1] * one.margin + curve[2])
        out.append(
            Judged(
                id=one.id, asked=one.asked, f1=one.f1, score=one.score, margin=one.margin, value=one.value,
                text=one.text, confidence=confidence, given=confidence >= THRESHOLDS[question],
            )
        )  # fmt: skip
    return out


def judge(cases: Sequence[Case], question: Question) -> list[Judged]:
    """Every article's best answer by weights learned from the other events, not yet calibrated."""
    from benchmarks.fivew import best_f1

    out = []
    for event in sorted({case.event for case in cases}):
        weights = fit([case for case in cases if case.event != event], question)
        for case in cases:
            if case.event != event or not (case.gold[question] or question in case.none):
                continue
            options = _options(case, question)
            if not options:
                continue
            scores = [_score(weights, option) for option in options]
            top = max(range(len(options)), key=lambda i: (scores[i], -i))
            others = scores[:top] + scores[top + 1 :]
            said = case.text(options[top].answer)
            out.append(
                Judged(
                    id=case.id,
                    asked=bool(case.gold[question]),
                    f1=best_f1(said, case.gold[question]),
                    score=scores[top],
                    margin=min(MARGIN, scores[top] - max(others)) if others else MARGIN,
                    value=options[top].answer.value,
                    text=said,
                )
            )
    return out


def fit(cases: Sequence[Case], question: Question) -> dict[str, float]:
    """Weights that make the coders' choices likely, held near those set by hand."""
    from benchmarks.fivew import best_f1

    by_hand = json.loads(BY_HAND.read_text(encoding="utf-8"))[question]
    names = sorted(
        {name for case in cases for c in _options(case, question) for name, _ in c.features} | set(by_hand)
    )
    start = np.array([SCALE * by_hand.get(name, 0.0) for name in names])
    groups = []
    for case in cases:
        options = _options(case, question)
        quality = np.array([best_f1(case.text(c.answer), case.gold[question]) for c in options])
        if len(options) > 1 and quality.max() >= 0.2:
            # Nearly as good answers share the likelihood; poor ones get none.
            target = np.where(quality >= 0.3 * quality.max(), quality, 0.0) ** 2
            rows = np.array([[dict(c.features).get(name, 0.0) for name in names] for c in options])
            groups.append((rows, target / target.sum()))

    weights = start.copy()
    for _ in range(NEWTON_STEPS):
        slope = 2 * HOLD[question] * (weights - start)
        curve = 2 * HOLD[question] * np.eye(len(names))
        for rows, target in groups:
            z = rows @ weights
            p = np.exp(z - z.max())
            p /= p.sum()
            middle = p @ rows
            slope -= rows.T @ (target - p)
            curve += (rows - middle).T @ ((rows - middle) * p[:, None])
        weights -= np.linalg.solve(curve, slope)
    return dict(zip(names, map(float, weights), strict=True))


def calibrate(judged: Sequence[Judged], question: Question) -> tuple[float, float, float]:
    """Weight of the score, weight of the lead, and offset of the logistic curve of being right."""
    if question == "why":
        return READ_WHY
    rows = np.array([[one.score, one.margin, 1.0] for one in judged])
    right = np.array([float(one.f1 >= RIGHT) for one in judged])
    middle = np.array([rows[:, 0].mean(), 0.0, 0.0])
    weights = np.zeros(3)
    for _ in range(CURVE_STEPS):
        p = 1 / (1 + np.exp(-(rows - middle) @ weights))
        slope = (rows - middle).T @ (p - right) + 4 * weights * (1, 1, 0)
        weights -= slope / len(judged)
        # Neither a better score nor a larger lead may lower confidence.
        weights[:2] = np.maximum(weights[:2], 0)
    a, b, c = (float(weight) for weight in weights)
    return a, b, c - a * float(middle[0])


def _options(case: Case, question: Question) -> list[Candidate]:
    return [one for one in case.candidates if one.question == question and not one.barred]


def _score(weights: Mapping[str, float], option: Candidate) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in option.features)


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, x))))


if __name__ == "__main__":
    main()
