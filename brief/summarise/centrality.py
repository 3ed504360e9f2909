"""How alike sentences are, and which are like the most others."""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import mul, truediv

from brief.summarise.matrices import Receive, receiver

Vector = Mapping[str, float]
"""Weights of terms, of length 1."""
# The share of its weight that a sentence passes on, as in LexRank. After so many rounds the shares of half of
# 102 articles are within 0.02 % of where they settle, of 19 in 20 within 1 %; the weights of `default` were
# learned with both.
_DAMPING = 0.85
_ROUNDS = 12


def tf_isf(sentences: Iterable[Sequence[str]]) -> list[dict[str, float]]:
    """The terms of each sentence, weighted by how few sentences have them.

    Args:
        sentences: The terms of each sentence.

    Returns:
        One vector of length 1 for each sentence; empty for a sentence without terms.

    Source:
        Neto, Santos, Kaestner and Freitas, "Document clustering and text summarization", 2000.
    """
    counted = [_counts(terms) for terms in sentences]
    seen = Counter(chain.from_iterable(counted))
    total = len(counted)
    rare = {n: math.log(1 + total / n) for n in set(seen.values())}
    rarity = {term: rare[n] for term, n in seen.items()}
    return [_normed({term: n * rarity[term] for term, n in counts.items()}) for counts in counted]


def _counts(terms: Sequence[str]) -> Mapping[str, int]:
    """How often each term is said: most sentences say each once, which is sooner seen than counted."""
    once = dict.fromkeys(terms, 1)
    return once if len(once) == len(terms) else Counter(terms)


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


def page_rank(vectors: Sequence[Vector]) -> list[float]:
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
    # The same sums in the same order, in a quarter of the time; but to load numpy takes as long as
    # the ranks of two hundred articles, so only where the language model has done so.
    using = receiver if "numpy" in sys.modules else _receiver
    receive = using(vectors, shared)
    alike = receive([1.0] * count)
    alone = [place for place, mass in enumerate(alike) if mass <= _NOTHING]
    degrees = [mass if mass > _NOTHING else math.inf for mass in alike]
    ranks = [1.0 / count] * count
    for _ in range(_ROUNDS):
        stuck = sum([ranks[place] for place in alone]) / count
        base, shares = (1 - _DAMPING) / count, list(map(truediv, ranks, degrees))
        ranks = [base + _DAMPING * ((mass if mass > 0 else 0.0) + stuck) for mass in receive(shares)]
    return ranks


# What sums of weights leave over where there is nothing.
_NOTHING = 1e-9


def _receiver(vectors: Sequence[Vector], shared: Mapping[str, int]) -> Receive:
    """What tells how much each sentence gets, as `matrices.receiver` does."""
    rows = [_row(vector, shared) for vector in vectors]

    def receive(shares: Sequence[float]) -> list[float]:
        field = [0.0] * len(shared)
        for (numbers, weights, _), share in zip(rows, shares, strict=True):
            for number, weight in zip(numbers, weights, strict=True):
                field[number] += weight * share
        return [
            sum(map(mul, weights, map(field.__getitem__, numbers))) - share * own
            for (numbers, weights, own), share in zip(rows, shares, strict=True)
        ]

    return receive


def _row(vector: Vector, shared: Mapping[str, int]) -> tuple[Sequence[int], Sequence[float], float]:
    """A sentence by the terms it shares: their numbers, their weights, and the sum of the squares."""
    held = [(shared[term], weight) for term, weight in vector.items() if term in shared]
    weights = [weight for _, weight in held]
    return [number for number, _ in held], weights, sum(map(mul, weights, weights))


def _normed(vector: dict[str, float]) -> dict[str, float]:
    """The vector at length 1; an empty one stays empty."""
    length = math.sqrt(sum(map(mul, vector.values(), vector.values())))
    return {term: weight / length for term, weight in vector.items()} if length else {}
