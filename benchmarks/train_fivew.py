"""Learn the box's weights again and write `brief/data/box.json`: `python -m benchmarks.train_fivew`.

Each question has a linear score for its candidates. The weights maximise the likelihood of the coders'
choice among an article's candidates (a softmax over them), and are held near weights set by hand, because
67 articles of twelve events are few: without the hand set, F1 falls by 3 to 8 points when whole events are
left out. Confidence is a logistic curve of the best score and its lead over the next, fitted on answers to
left-out events.

Why is learned by `benchmarks.train_why`, from reasons that were read besides.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
"""More than it takes to settle."""
RIDGE = 4.0
"""How strongly the weights of confidence are held near none."""
HOLD: Mapping[Question, float] = {"who": 6.0, "what": 3.0, "when": 10.0, "where": 10.0, "why": 6.0}
"""How strongly weights are held near those set by hand. Less fitted the twelve events; the reasons that the
coders marked are too few and too various to learn from."""
THRESHOLDS: Mapping[Question, float] = {"who": 0.4, "what": 0.35, "when": 0.38, "where": 0.34, "why": 0.44}
"""Confidence from which an answer is given: see docs/box.md for the curve."""
TRUST: Mapping[Question, tuple[str, ...]] = {
    "where": ("statement", "attribute", "lead_main", "in_or_at"),
}
"""Features of the best answer that confidence is learned from, beside its score and its lead: what tells
stories with an answer from those without."""
TRUST_ONLY = frozenset({"statement"})
"""Features of confidence that say nothing of one answer beside another."""
RIGHT = 0.5
"""Token F1 from which an answer counts as right in the curve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """From a best answer to the share of such answers that are right."""

    score: float
    margin: float
    offset: float
    trust: Mapping[str, float] = field(default_factory=dict)
    """Weights of features of the answer."""

    def confidence(self, one: Judged) -> float:
        """0 to 1."""
        known = sum(weight * one.features.get(name, 0.0) for name, weight in self.trust.items())
        return logistic(self.score * one.score + self.margin * one.margin + known + self.offset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The best answer to one question of one article, by weights that have not seen its event."""

    id: str
    asked: bool
    """Whether the coders found an answer."""
    counts: bool
    """Whether confidence is learned from it: not where silence is as good as the answer."""
    f1: float
    right: bool
    """Whether it has half of the words of what was marked, or is its day."""
    score: float
    margin: float
    value: str | None
    text: str
    features: Mapping[str, float]
    confidence: float = 0.0
    given: bool = False


Group = tuple["np.ndarray", "np.ndarray", float]
"""An article's options (one a row), the share of the likelihood that each should get, and what it counts."""


def main() -> None:
    """Learn from every event, calibrate on left-out ones, write the file."""
    from benchmarks import scene
    from benchmarks.fivew import load_cases

    fivew = load_cases()
    everything = [*fivew, *scene.load_cases()]
    learned: dict[str, Any] = {
        "source": "Weights of brief/answer, learned by benchmarks/train_fivew.py from marks that people made"
        " on news articles (Giveme5W1H, Apache-2.0), held near weights set by hand.",
    }
    for question in QUESTIONS:
        cases = everything if question in scene.ASKED else fivew
        weights = fit(cases, question)
        curve = calibrate(
            [one for one in judge(cases, question) if one.asked or question != "what"], question
        )
        learned[question] = {
            "weights": {
                name: round(weight, 3) for name, weight in sorted(weights.items()) if abs(weight) >= 0.001
            },
            "score": round(curve.score, 3),
            "margin": round(curve.margin, 3),
            "offset": round(curve.offset, 3),
            "trust": {name: round(weight, 3) for name, weight in curve.trust.items()},
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
        confidence = curve.confidence(one)
        out.append(replace(one, confidence=confidence, given=confidence >= THRESHOLDS[question]))
    return out


def judge(cases: Sequence[Case], question: Question) -> list[Judged]:
    """Every article's best answer by weights learned from the other events, not yet calibrated."""
    from benchmarks.fivew import best_f1

    out = []
    for event in sorted({case.event for case in cases}):
        left_out = [case for case in cases if case.event == event]
        weights = fit([case for case in cases if case.event != event], question, left_out=left_out)
        for case in cases:
            if case.event != event or not (case.gold[question] or question in case.none):
                continue
            options = options_of(case, question)
            if not options:
                continue
            scores = [score_of(weights, option) for option in options]
            top = max(range(len(options)), key=lambda i: (scores[i], -i))
            others = scores[:top] + scores[top + 1 :]
            said = case.text(options[top].answer)
            out.append(
                Judged(
                    id=case.id,
                    asked=bool(case.gold[question]),
                    counts=question not in case.either,
                    f1=best_f1(said, case.gold[question]),
                    right=_quality(case, question, options[top]) >= RIGHT,
                    score=scores[top],
                    margin=min(MARGIN, scores[top] - max(others)) if others else MARGIN,
                    value=options[top].answer.value,
                    text=said,
                    features=dict(options[top].features),
                )
            )
    return out


def fit(cases: Sequence[Case], question: Question, *, left_out: Sequence[Case] = ()) -> dict[str, float]:
    """Weights that make the coders' choices likely, held near those set by hand.

    Why is also learned from reasons that were read, none of them of a case left out.
    """
    from benchmarks import train_why

    if question == "why":
        return train_why.fit(cases, left_out=left_out)
    by_hand = set_by_hand(question)
    seen = {name for case in cases for c in options_of(case, question) for name, _ in c.features}
    names = sorted((seen | set(by_hand)) - TRUST_ONLY)
    return settle(chosen(cases, question, names), names, question)


def set_by_hand(question: Question) -> dict[str, float]:
    """Weights set by hand, by their names, as shares of token F1."""
    weights: dict[str, float] = json.loads(BY_HAND.read_text(encoding="utf-8"))[question]
    return weights


def chosen(cases: Sequence[Case], question: Question, names: Sequence[str]) -> list[Group]:
    """What coders chose among the options of each article that has a good one and another."""
    groups: list[Group] = []
    for case in cases:
        options = options_of(case, question)
        quality = np.array([_quality(case, question, c) for c in options])
        told = bool(len(options)) and quality.max() >= 0.2
        if told and len(options) > 1:
            # Nearly as good answers share the likelihood; poor ones get none.
            target = np.where(quality >= 0.3 * quality.max(), quality, 0.0) ** 2
            groups.append((rows_of(options, names), target / target.sum(), 1.0))
    return groups


def rows_of(options: Sequence[Candidate], names: Sequence[str]) -> np.ndarray:
    """The features of each option, a row each."""
    return np.array([[dict(option.features).get(name, 0.0) for name in names] for option in options])


def settle(groups: Sequence[Group], names: Sequence[str], question: Question) -> dict[str, float]:
    """The weights that make the groups' choices most likely, held near those set by hand."""
    by_hand = set_by_hand(question)
    start = np.array([SCALE * by_hand.get(name, 0.0) for name in names])
    weights = start.copy()
    for _ in range(NEWTON_STEPS):
        slope = 2 * HOLD[question] * (weights - start)
        curve = 2 * HOLD[question] * np.eye(len(names))
        for rows, target, count in groups:
            z = rows @ weights
            p = np.exp(z - z.max())
            p /= p.sum()
            middle = p @ rows
            slope -= count * (rows.T @ (target - p))
            curve += count * ((rows - middle).T @ ((rows - middle) * p[:, None]))
        weights -= np.linalg.solve(curve, slope)
    return dict(zip(names, map(float, weights), strict=True))


def calibrate(judged: Sequence[Judged], question: Question) -> Curve:
    """The logistic curve of being right."""
    from benchmarks import train_why

    if question == "why":
        return train_why.curve()
    judged = [one for one in judged if one.counts]
    names = TRUST.get(question, ())
    rows = np.array([_row(one, names) for one in judged])
    right = np.array([float(one.right) for one in judged])
    ridge = np.diag([RIDGE] * (len(names) + 2) + [0.0])
    middle = np.append(rows[:, :-1].mean(axis=0), 0.0)
    rows = rows - middle
    fixed: frozenset[int] = frozenset()
    while True:
        free = [i for i in range(rows.shape[1]) if i not in fixed]
        weights = np.zeros(rows.shape[1])
        for _ in range(NEWTON_STEPS):
            p = 1 / (1 + np.exp(-rows @ weights))
            slope = rows.T @ (right - p) - ridge @ weights
            bend = rows.T @ (rows * (p * (1 - p))[:, None]) + ridge
            weights[free] += np.linalg.solve(bend[np.ix_(free, free)], slope[free])
        # Neither a better score nor a larger lead may lower confidence.
        low = frozenset(i for i in (0, 1) if weights[i] < 0)
        if not low:
            break
        fixed |= low
    return Curve(
        score=float(weights[0]),
        margin=float(weights[1]),
        offset=float(weights[-1] - weights @ middle),
        trust=dict(zip(names, map(float, weights[2:-1]), strict=True)),
    )


def _row(one: Judged, names: Sequence[str]) -> list[float]:
    return [one.score, one.margin, *(one.features.get(name, 0.0) for name in names), 1.0]


def _quality(case: Case, question: Question, option: Candidate) -> float:
    """How good an answer is, 0 to 1: its words, or its day said otherwise."""
    from benchmarks.fivew import best_f1

    words = best_f1(case.text(option.answer), case.gold[question])
    return max(words, RIGHT * (question == "when" and same_day(option.answer.value, case.days)))


def same_day(value: str | None, days: Iterable[str]) -> bool:
    """Whether a value begins with the day, month or year that one of several begins with."""
    return value is not None and value[:10] in {day[:10] for day in days}


def options_of(case: Case, question: Question) -> list[Candidate]:
    """The candidates of one question that may be given."""
    return [one for one in case.candidates if one.question == question and not one.barred]


def score_of(weights: Mapping[str, float], option: Candidate) -> float:
    """The weighted sum of its features."""
    return sum(weights.get(name, 0.0) * value for name, value in option.features)


def logistic(x: float) -> float:
    """Between 0 and 1."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, x))))


if __name__ == "__main__":
    main()
