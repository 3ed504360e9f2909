"""How "why" is learned: from what coders marked, and from reasons that were read (`benchmarks.why`).

Among an article's candidates to say nothing is one more choice, which scores 0 whatever the weights: half of
the articles state no reason. Confidence is a logistic curve of the best score, fitted on clusters left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.train_fivew import (
    NEWTON_STEPS,
    THRESHOLDS,
    Curve,
    Group,
    chosen,
    logistic,
    options_of,
    rows_of,
    score_of,
    set_by_hand,
    settle,
)

if TYPE_CHECKING:
    from benchmarks.fivew import Case
    from benchmarks.why import Labelled, Verdict

CODED = 0.5
"""What a coders' choice counts beside one that was read; 0 and 1 differ by less than a point of either."""
FOLDS = 10
NEVER = -30.0
"""The score of an article without a candidate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The best reason of one article that was read, by weights that have not seen its cluster."""

    id: str
    verdict: Verdict
    score: float
    confidence: float = 0.0
    given: bool = False


def fit(cases: Sequence[Case], *, left_out: Sequence[Case] = ()) -> dict[str, float]:
    """Weights that make the choices of coders and readers likely.

    Args:
        cases: With what coders marked.
        left_out: Clusters that hold an article with the headline of one of these are left out as well.
    """
    headlines = {_headline(case) for case in left_out}
    same = {one.cluster for one in _read() if one.title in headlines}
    return _fit(cases, [one for one in _read() if one.cluster not in same])


@cache
def curve() -> Curve:
    """The curve of being right or partly right, from clusters left out."""
    return _curve(tuple(leave_one_cluster_out(_read())))


def leave_one_cluster_out(read: Sequence[Labelled]) -> list[Reading]:
    """Every article's best reason, by weights and confidence learned from other clusters, in ten folds."""
    clusters = sorted({one.cluster for one in read})
    fold = {cluster: number % FOLDS for number, cluster in enumerate(clusters)}
    readings: list[tuple[int, Reading]] = []
    for number in range(FOLDS):
        weights = _fit((), [one for one in read if fold[one.cluster] != number])
        readings += [(number, _best(weights, one)) for one in read if fold[one.cluster] == number]
    out = []
    for number, one in readings:
        known = _curve(tuple(other for at, other in readings if at != number))
        confidence = logistic(known.score * one.score + known.offset)
        out.append(replace(one, confidence=confidence, given=confidence >= THRESHOLDS["why"]))
    return out


@cache
def _read() -> tuple[Labelled, ...]:
    from benchmarks import why

    return tuple(why.load())


def _headline(case: Case) -> str:
    title = case.analysis.story.articles[0].title
    return title.value if title else ""


def _fit(cases: Sequence[Case], read: Sequence[Labelled]) -> dict[str, float]:
    options = [option for case in cases for option in options_of(case, "why")]
    options += [option for one in read for option in one.candidates]
    names = sorted({name for option in options for name, _ in option.features} | set(set_by_hand("why")))
    coded = [
        (_with_silence(rows), np.append(target, 0.0), CODED)
        for rows, target, _ in chosen(cases, "why", names)
    ]
    return settle(coded + _judged(read, names), names, "why")


def _judged(read: Sequence[Labelled], names: Sequence[str]) -> list[Group]:
    """What was found of the candidates of each article: silence is right as far as none of them is."""
    groups: list[Group] = []
    for one in read:
        if one.candidates:
            worth = np.array(one.worth)
            best = worth.max()
            target = np.append(worth / worth.sum() * best if best else worth, 1.0 - best)
            groups.append((_with_silence(rows_of(one.candidates, names)), target, 1.0))
    return groups


def _with_silence(rows: np.ndarray) -> np.ndarray:
    return np.vstack([rows, np.zeros(rows.shape[1])])


def _best(weights: dict[str, float], one: Labelled) -> Reading:
    scores = [score_of(weights, option) for option in one.candidates]
    if not scores:
        return Reading(id=one.id, verdict="wrong", score=NEVER)
    top = max(range(len(scores)), key=lambda i: (scores[i], -i))
    return Reading(id=one.id, verdict=one.verdicts[top], score=scores[top])


@cache
def _curve(readings: tuple[Reading, ...]) -> Curve:
    scored = [one for one in readings if one.score > NEVER]
    if not scored:
        return Curve(score=1.0, margin=0.0, offset=0.0)
    rows = np.array([[one.score, 1.0] for one in scored])
    right = np.array([float(one.verdict != "wrong") for one in scored])
    weights = np.array([1.0, 0.0])
    for _ in range(NEWTON_STEPS):
        p = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - p)
        bend = (rows * (p * (1 - p))[:, None]).T @ rows + 0.1 * np.eye(2)
        weights += np.linalg.solve(bend, slope)
    return Curve(score=float(weights[0]), margin=0.0, offset=float(weights[1]))
