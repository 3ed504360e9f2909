"""Learn the box's weights again and write `brief/data/box.json`: `python -m benchmarks.train_fivew`.

Each question has a linear score for its candidates. The weights maximise the likelihood of the coders'
choice among an article's candidates (a softmax over them), and are held near weights set by hand, because
67 articles of twelve events are few: without the hand set, F1 falls by 3 to 8 points when whole events are
left out. Confidence is a logistic curve of the best score and its lead over the next, fitted on answers to
left-out events.

Why is also learned from `labels_why.jsonl` (see `benchmarks.why`), where to say nothing is one of the
choices, since half of the articles state no reason; its curve is fitted on clusters left out.
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
    from benchmarks.why import Labelled, Verdict

BY_HAND = Path(__file__).with_name("fivew_by_hand.json")
SCALE = 8.0
"""What a weight set by hand (a share of token F1) is multiplied by to be a softmax score."""
NEWTON_STEPS = 12
CURVE_STEPS = 3_000
"""Both are far more than it takes to settle."""
HOLD: Mapping[Question, float] = {"who": 6.0, "what": 3.0, "when": 10.0, "where": 3.0, "why": 15.0}
"""How strongly weights are held near those set by hand. Less fitted the twelve events; the reasons that the
coders marked are too few and too various to learn from."""
THRESHOLDS: Mapping[Question, float] = {"who": 0.4, "what": 0.35, "when": 0.4, "where": 0.4, "why": 0.5}
"""Confidence from which an answer is given: see docs/box.md for the curve."""
RIGHT = 0.5
"""Token F1 from which an answer counts as right in the curve."""
CODED_WHY = 0.5
"""What a coders' choice counts beside a label when why is learned; 0 to 1 differ by less than a point."""
Group = tuple["np.ndarray", "np.ndarray", float]
"""An article's choices (one a row), the share of the likelihood that each should get, and what it counts."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The best reason of one labelled article, by weights that have not seen its cluster."""

    id: str
    verdict: Verdict
    score: float
    """Minus infinity where there is no candidate."""
    confidence: float = 0.0
    given: bool = False


def main() -> None:
    """Learn from every event, calibrate on left-out ones, write the file."""
    from benchmarks import why
    from benchmarks.fivew import load_cases

    cases = load_cases()
    read = why.load()
    learned: dict[str, Any] = {
        "source": "Weights of brief/answer, learned by benchmarks/train_fivew.py from marks that people made"
        " on news articles (Giveme5W1H, Apache-2.0), held near weights set by hand.",
    }
    for question in QUESTIONS:
        weights = fit(cases, question, read)
        curve = (
            reading_curve(leave_one_cluster_out(read))
            if question == "why"
            else calibrate([one for one in judge(cases, question) if one.asked or question != "what"])
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


def leave_one_event_out(
    cases: Sequence[Case], question: Question, read: Sequence[Labelled] = ()
) -> list[Judged]:
    """Every article's best answer by weights and confidence learned from the other events."""
    judged = judge(cases, question, read)
    event_of = {case.id: case.event for case in cases}
    read_curve = reading_curve(leave_one_cluster_out(read)) if question == "why" else None
    out = []
    for one in judged:
        curve = read_curve or calibrate([other for other in judged if event_of[other.id] != event_of[one.id]])
        confidence = _logistic(curve[0] * one.score + curve[1] * one.margin + curve[2])
        out.append(
            Judged(
                id=one.id, asked=one.asked, f1=one.f1, score=one.score, margin=one.margin, value=one.value,
                text=one.text, confidence=confidence, given=confidence >= THRESHOLDS[question],
            )
        )  # fmt: skip
    return out


def leave_one_cluster_out(read: Sequence[Labelled]) -> list[Reading]:
    """Every labelled article's best reason, by weights and confidence learned from other clusters."""
    from benchmarks.why import FOLDS

    clusters = sorted({one.cluster for one in read})
    fold = {cluster: number % FOLDS for number, cluster in enumerate(clusters)}
    readings: list[tuple[int, Reading]] = []
    for number in range(FOLDS):
        weights = fit((), "why", [one for one in read if fold[one.cluster] != number])
        readings += [(number, _reading(weights, one)) for one in read if fold[one.cluster] == number]
    out = []
    for number, one in readings:
        curve = reading_curve([other for at, other in readings if at != number])
        confidence = _logistic(curve[0] * one.score + curve[2])
        given = confidence >= THRESHOLDS["why"]
        out.append(
            Reading(id=one.id, verdict=one.verdict, score=one.score, confidence=confidence, given=given)
        )
    return out


def _reading(weights: Mapping[str, float], one: Labelled) -> Reading:
    scores = [_score(weights, option) for option in one.candidates]
    if not scores:
        return Reading(id=one.id, verdict="wrong", score=-30.0)
    top = max(range(len(scores)), key=lambda i: (scores[i], -i))
    return Reading(id=one.id, verdict=one.verdicts[top], score=scores[top])


def reading_curve(readings: Sequence[Reading]) -> tuple[float, float, float]:
    """Weight of the score, of the lead (none) and offset of the curve of being right or partly right."""
    scored = [one for one in readings if one.score > -30.0]
    if not scored:
        return 1.0, 0.0, 0.0
    rows = np.array([[one.score, 1.0] for one in scored])
    right = np.array([float(one.verdict != "wrong") for one in scored])
    weights = np.array([1.0, 0.0])
    for _ in range(NEWTON_STEPS):
        p = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - p)
        curve = (rows * (p * (1 - p))[:, None]).T @ rows + 0.1 * np.eye(2)
        weights += np.linalg.solve(curve, slope)
    return float(weights[0]), 0.0, float(weights[1])


def judge(cases: Sequence[Case], question: Question, read: Sequence[Labelled] = ()) -> list[Judged]:
    """Every article's best answer by weights learned from the other events, not yet calibrated."""
    from benchmarks.fivew import best_f1

    out = []
    for event in sorted({case.event for case in cases}):
        told = {_title(case) for case in cases if case.event == event}
        same = {one.cluster for one in read if one.title in told}
        weights = fit(
            [case for case in cases if case.event != event],
            question,
            [one for one in read if one.cluster not in same],
        )
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


def _title(case: Case) -> str:
    title = case.analysis.story.articles[0].title
    return title.value if title else ""


def fit(cases: Sequence[Case], question: Question, read: Sequence[Labelled] = ()) -> dict[str, float]:
    """Weights that make the choices of coders and labels likely, held near those set by hand."""
    by_hand = json.loads(BY_HAND.read_text(encoding="utf-8"))[question]
    options = [option for case in cases for option in _options(case, question)]
    if question == "why":
        options += [option for one in read for option in one.candidates]
    names = sorted({name for option in options for name, _ in option.features} | set(by_hand))
    start = np.array([SCALE * by_hand.get(name, 0.0) for name in names])
    groups = _coded(cases, question, names)
    if question == "why":
        groups = [_or_silence(rows, target, CODED_WHY) for rows, target, _ in groups] + _read(read, names)

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


def _coded(cases: Sequence[Case], question: Question, names: Sequence[str]) -> list[Group]:
    """What coders chose among the candidates of each article."""
    from benchmarks.fivew import best_f1

    groups: list[Group] = []
    for case in cases:
        options = _options(case, question)
        quality = np.array([best_f1(case.text(c.answer), case.gold[question]) for c in options])
        if len(options) > 1 and quality.max() >= 0.2:
            # Nearly as good answers share the likelihood; poor ones get none.
            target = np.where(quality >= 0.3 * quality.max(), quality, 0.0) ** 2
            groups.append((_rows(options, names), target / target.sum(), 1.0))
    return groups


def _read(read: Sequence[Labelled], names: Sequence[str]) -> list[Group]:
    """What reading found among the candidates of each article: silence is right as far as none of them is."""
    groups: list[Group] = []
    for one in read:
        if one.candidates:
            worth = np.array(one.worth)
            best = worth.max()
            target = np.append(worth / worth.sum() * best if best else worth, 1.0 - best)
            rows, _, _ = _or_silence(_rows(one.candidates, names), worth, 1.0)
            groups.append((rows, target, 1.0))
    return groups


def _or_silence(rows: np.ndarray, target: np.ndarray, count: float) -> Group:
    """A choice with silence as its last option, which scores 0 whatever the weights."""
    return np.vstack([rows, np.zeros(rows.shape[1])]), np.append(target, 0.0), count


def _rows(options: Sequence[Candidate], names: Sequence[str]) -> np.ndarray:
    return np.array([[dict(option.features).get(name, 0.0) for name in names] for option in options])


def calibrate(judged: Sequence[Judged]) -> tuple[float, float, float]:
    """Weight of the score, weight of the lead, and offset of the logistic curve of being right."""
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
