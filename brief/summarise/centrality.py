"""How alike sentences are, and which are like the most others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import mul

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
    seen = Counter(term for counts in counted for term in counts)
    total = len(counted)
    return [
        _normed({term: n * math.log(1 + total / seen[term]) for term, n in counts.items()})
        for counts in counted
    ]


def cosine(one: Vector, other: Vector) -> float:
    """How alike two vectors of length 1 are, 0 to 1.

    >>> cosine({"bridg": 1.0}, {"bridg": 0.6, "close": 0.8})
    0.6
    """
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


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
    told = Counter(term for vector in vectors for term in vector)
    # A term that one sentence has alone passes nothing on.
    shared = {term: number for number, term in enumerate(term for term, n in told.items() if n > 1)}
    rows = [_row(vector, shared) for vector in vectors]
    alike = _received(rows, [1.0] * count, len(shared))
    degrees = [max(mass, 0.0) for mass in alike]
    ranks = [1.0 / count] * count
    for _ in range(rounds):
        ranks = _passed_on(rows, degrees, ranks, damping, len(shared))
    return ranks


Row = tuple[Sequence[int], Sequence[float], float]
"""The terms of a sentence that others have too, as numbers, their weights, and the sum of their squares."""


def _row(vector: Vector, shared: Mapping[str, int]) -> Row:
    """A sentence by the terms it shares."""
    held = [(shared[term], weight) for term, weight in vector.items() if term in shared]
    weights = [weight for _, weight in held]
    return [number for number, _ in held], weights, sum(map(mul, weights, weights))


def _passed_on(
    rows: Sequence[Row], degrees: Sequence[float], ranks: Sequence[float], damping: float, terms: int
) -> list[float]:
    """The ranks after one more round."""
    count = len(rows)
    shares = [rank / degree if degree > 1e-9 else 0.0 for rank, degree in zip(ranks, degrees, strict=True)]
    stuck = sum(rank for rank, degree in zip(ranks, degrees, strict=True) if degree <= 1e-9) / count
    received = _received(rows, shares, terms)
    return [(1 - damping) / count + damping * (max(mass, 0.0) + stuck) for mass in received]


def _received(rows: Sequence[Row], shares: Sequence[float], terms: int) -> list[float]:
    """What each sentence gets when each gives its share to those like it, but not to itself."""
    field = [0.0] * terms
    for (numbers, weights, _), share in zip(rows, shares, strict=True):
        for number, weight in zip(numbers, weights, strict=True):
            field[number] += weight * share
    return [
        sum(map(mul, weights, map(field.__getitem__, numbers))) - share * own
        for (numbers, weights, own), share in zip(rows, shares, strict=True)
    ]


def _normed(vector: dict[str, float]) -> dict[str, float]:
    """The vector at length 1; an empty one stays empty."""
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}


def pairs(count: int) -> Iterator[tuple[int, int]]:
    """Every pair of `count` things, the earlier first."""
    return ((one, other) for other in range(count) for one in range(other))
