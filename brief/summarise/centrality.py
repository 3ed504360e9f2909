"""How alike sentences are, and which are like the most others."""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import mul

from brief.summarise.matrices import Receive, Row, receiver

Vector = Mapping[str, float]
"""Weights of terms, of length 1."""


def tf_isf(sentences: Iterable[Sequence[str]]) -> list[dict[str, float]]:
    """The terms of each sentence, weighted by how few sentences have them.

    Args:
        sentences: The terms of each sentence.

    Returns:
        One vector of length 1 for each sentence; empty for a sentence without terms.

    Source:
        Neto, Santos, Kaestner and Freitas, "Document clustering and text summarization", 2000.
    """
    counted = [Counter(terms) for terms in sentences]
    seen = Counter(chain.from_iterable(counted))
    total = len(counted)
    rarity = {term: math.log(1 + total / n) for term, n in seen.items()}
    return [_normed({term: n * rarity[term] for term, n in counts.items()}) for counts in counted]


def cosine(one: Vector, other: Vector) -> float:
    """How alike two vectors of length 1 are, 0 to 1.

    >>> cosine({"bridg": 1.0}, {"bridg": 0.6, "close": 0.8})
    0.6
    """
    if len(one) > len(other):
        one, other = other, one
    return sum([weight * other[term] for term, weight in one.items() if term in other])


def centroid(vectors: Iterable[Vector]) -> dict[str, float]:
    """The direction they point in together, of length 1."""
    total: dict[str, float] = {}
    for vector in vectors:
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + weight
    return _normed(total)


def page_rank(vectors: Sequence[Vector], *, damping: float = 0.85, rounds: int = 12) -> list[float]:
    """How central each sentence is when each passes its weight to those like it.

    The graph is never built: a round costs what the vectors hold, so it is linear in
    the length of the text. What a sentence would pass to itself is taken off.

    Returns:
        One share for each vector; they add up to 1. Empty for no vectors.

    Source:
        Erkan and Radev, "LexRank", 2004 (the continuous form).
    """
    count = len(vectors)
    if not count:
        return []
    told = Counter(chain.from_iterable(vectors))
    # A term that one sentence has alone passes nothing on.
    shared = {term: number for number, term in enumerate(term for term, n in told.items() if n > 1)}
    rows = [_row(vector, shared) for vector in vectors]
    # The same sums in the same order, in a quarter of the time; but to load numpy takes as long as
    # the ranks of two hundred articles, so only where the language model has done so.
    using = receiver if "numpy" in sys.modules else _receiver
    receive = using(rows, len(shared))
    degrees = [max(mass, 0.0) for mass in receive([1.0] * count)]
    ranks = [1.0 / count] * count
    for _ in range(rounds):
        ranks = _passed_on(receive, degrees, ranks, damping)
    return ranks


def _row(vector: Vector, shared: Mapping[str, int]) -> Row:
    """A sentence by the terms it shares."""
    held = [(shared[term], weight) for term, weight in vector.items() if term in shared]
    weights = [weight for _, weight in held]
    return [number for number, _ in held], weights, sum(map(mul, weights, weights))


def _receiver(rows: Sequence[Row], terms: int) -> Receive:
    """What tells how much each sentence gets."""

    def receive(shares: Sequence[float]) -> list[float]:
        field = [0.0] * terms
        for (numbers, weights, _), share in zip(rows, shares, strict=True):
            for number, weight in zip(numbers, weights, strict=True):
                field[number] += weight * share
        return [
            sum(map(mul, weights, map(field.__getitem__, numbers))) - share * own
            for (numbers, weights, own), share in zip(rows, shares, strict=True)
        ]

    return receive


def _passed_on(
    receive: Receive, degrees: Sequence[float], ranks: Sequence[float], damping: float
) -> list[float]:
    """The ranks after one more round."""
    count = len(ranks)
    shares = [rank / degree if degree > 1e-9 else 0.0 for rank, degree in zip(ranks, degrees, strict=True)]
    stuck = sum([rank for rank, degree in zip(ranks, degrees, strict=True) if degree <= 1e-9]) / count
    base = (1 - damping) / count
    return [base + damping * (max(mass, 0.0) + stuck) for mass in receive(shares)]


def _normed(vector: dict[str, float]) -> dict[str, float]:
    """The vector at length 1; an empty one stays empty."""
    length = math.sqrt(sum(map(mul, vector.values(), vector.values())))
    return {term: weight / length for term, weight in vector.items()} if length else {}


def pairs(count: int) -> Iterator[tuple[int, int]]:
    """Every pair of `count` things, the earlier first."""
    return ((one, other) for other in range(count) for one in range(other))
