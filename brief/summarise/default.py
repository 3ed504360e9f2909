"""`default`: learned on news what makes a sentence part of a good summary, a few dozen weights."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from operator import itemgetter, mul, sub
from types import MappingProxyType

from brief import resources
from brief.model import Analysis
from brief.summarise.features import Reading, read_features

Addends = tuple[tuple[str, float], ...]


def default(analysis: Analysis) -> list[float]:
    """Score sentences by where they stand, what they hold and how they are written.

    Returns:
        For each sentence the logarithm of the odds that a reader who may keep a few
        would keep it; above 0 means more likely than not.

    Source:
        Logistic regression, trained by `python -m benchmarks.train_summary`.
    """
    return list(log_odds(read_features(analysis)))


def log_odds(reading: Reading, *, learned: Weights | None = None) -> tuple[float, ...]:
    """The score of each sentence: what `explained` gives, added up."""
    learned = learned or weights()
    values = itemgetter(*learned.sentence)
    weight, mean = zip(*learned.sentence.values(), strict=True)
    scores = []
    for row in reading.rows:
        score = sum(map(mul, weight, map(sub, values(row), mean)), learned.base)
        for name, other in _OTHERS.items():
            score += other * row[name]
        scores.append(score)
    return tuple(scores)


def explained(reading: Reading) -> list[Addends]:
    """What the score of each sentence is made of: named addends, whose sum it is."""
    learned = weights()
    counted = [(name, weight, mean) for name, (weight, mean) in learned.sentence.items()]
    base, others = [("base", learned.base)], list(_OTHERS.items())
    return [
        (
            *base,
            *[(name, weight * (row[name] - mean)) for name, weight, mean in counted],
            *[(name, weight * row[name]) for name, weight in others if row[name]],
        )
        for row in reading.rows
    ]


# In a story of several articles, all open with the event that the lead article has told.
# The training sets have single articles only; set by reading the clusters.
_OTHERS = {"another article": -0.5, "opens another article": -1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What was learned."""

    base: float
    sentence: Mapping[str, tuple[float, float]]
    """For each feature of a sentence its weight, and the mean it is counted from."""
    summary: Mapping[str, float]
    """For each feature of a whole summary its weight."""


@cache
def weights() -> Weights:
    """The shipped weights."""
    learned = json.loads(resources.data("summary_weights.json").read_text(encoding="utf-8"))
    return Weights(
        base=learned["base"],
        sentence=MappingProxyType(
            {name: (weight, mean) for name, (weight, mean) in learned["sentence"].items()}
        ),
        summary=MappingProxyType(learned["summary"]),
    )
