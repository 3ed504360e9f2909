"""Sums over all sentences of a story by numpy, taken all at once: for `graphs` and for `centrality`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, Any]

# Sentences are compared so many pairs at a time: their products (2 MB) stay in the processor's cache.
PAIRS_AT_A_TIME = 250_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How often each sentence has each term: a row for each sentence's each different term."""

    sentences: int
    terms: int
    sentence: Numbers
    """Index of the sentence; rising."""
    term: Numbers
    """Number of the term; rising within a sentence."""
    times: Numbers
    lengths: Numbers
    """Terms of each sentence, repeats counted."""

    @staticmethod
    def of(sentences: Sequence[Sequence[str]]) -> Counts:
        """Number the terms and count them."""
        import numpy as np

        numbers = {term: number for number, term in enumerate(dict.fromkeys(chain.from_iterable(sentences)))}
        term = np.fromiter(map(numbers.__getitem__, chain.from_iterable(sentences)), dtype=np.int64)
        lengths = np.fromiter(map(len, sentences), dtype=np.int64, count=len(sentences))
        width = max(len(numbers), 1)
        keys, times = np.unique(
            np.repeat(np.arange(len(sentences)), lengths) * width + term, return_counts=True
        )
        return Counts(
            sentences=len(sentences),
            terms=len(numbers),
            sentence=keys // width,
            term=keys % width,
            times=times,
            lengths=lengths,
        )


def lexrank_scores(sentences: Sequence[Sequence[str]], *, threshold: float, epsilon: float) -> list[float]:
    """What `graphs.lexrank` gives, in time and memory that the pairs with a common term cost."""
    import numpy as np

    counts = Counts.of(sentences)
    one, other = _alike(counts, threshold)
    apart = one != other
    giver = np.concatenate((one, other[apart]))
    taker = np.concatenate((other, one[apart]))
    degrees = np.maximum(np.bincount(giver, minlength=counts.sentences), 1)
    ranks = np.full(counts.sentences, 1.0 / counts.sentences)
    while True:
        received = np.bincount(taker, weights=(ranks / degrees)[giver], minlength=counts.sentences)
        length = float(np.linalg.norm(received))
        if not length:
            return [0.0] * counts.sentences
        received = np.divide(received, length)
        moved = float(np.linalg.norm(received - ranks))
        ranks = received
        if moved <= epsilon:
            return [float(rank) for rank in ranks]


def _alike(counts: Counts, threshold: float) -> tuple[Numbers, Numbers]:
    """The pairs whose idf-modified cosine passes the threshold, the later first; each with itself too."""
    import numpy as np

    known = np.bincount(counts.term, minlength=counts.terms)
    idf = np.log(counts.sentences / (1 + known))
    first = np.searchsorted(counts.sentence, np.arange(counts.sentences + 1))
    most = np.ones(counts.sentences)
    np.maximum.at(most, counts.sentence, counts.times)
    weights = counts.times / most[counts.sentence] * idf[counts.term]
    lengths = np.sqrt(np.bincount(counts.sentence, weights=weights * weights, minlength=counts.sentences))
    # The same rows by term: which sentences have it, those before a sentence standing before its own row.
    order = np.argsort(counts.term, kind="stable")
    having, their_weights = counts.sentence[order], weights[order]
    begins = (np.cumsum(known) - known)[counts.term]
    partners = np.empty_like(order)
    partners[order] = np.arange(len(order))
    partners += 1 - begins
    found: list[tuple[Numbers, Numbers]] = []
    step = max(1, PAIRS_AT_A_TIME // max(counts.sentences, 1))
    for start in range(0, counts.sentences, step):
        end = min(start + step, counts.sentences)
        rows = slice(first[start], first[end])
        many = partners[rows]
        places = np.repeat(begins[rows] - np.cumsum(many) + many, many) + np.arange(many.sum())
        cells = np.repeat((counts.sentence[rows] - start) * end, many) + having[places]
        products = np.bincount(
            cells,
            weights=np.repeat(weights[rows], many) * their_weights[places],
            minlength=(end - start) * end,
        ).reshape(end - start, end)
        needed = threshold * np.outer(lengths[start:end], lengths[:end])
        one, other = np.nonzero((products > needed) & (needed > 0))
        found.append((one + start, other))
    return np.concatenate([one for one, _ in found]), np.concatenate([other for _, other in found])


def textrank_scores(
    sentences: Sequence[Sequence[str]], *, epsilon: float, damping: float, zero: float
) -> list[float]:
    """What `graphs.textrank` gives, in time linear in the text.

    An edge's weight is what two sentences share, over a number that only their lengths
    make. So nobody needs the edges: what all sentences of one length pass on is summed
    by term, and each sentence takes up what stands under its terms.
    """
    import numpy as np

    counts = Counts.of(sentences)
    lengths, own = np.unique(counts.lengths, return_inverse=True)
    logs = np.log(np.maximum(lengths, 1))
    norms = logs[:, np.newaxis] + logs
    factors = 1.0 / np.where(norms <= 1e-8, 1.0, norms)
    cells = counts.term * len(lengths) + own[counts.sentence]

    def passed_on(shares: Numbers) -> Numbers:
        by_length = np.bincount(
            cells, weights=counts.times * shares[counts.sentence], minlength=counts.terms * len(lengths)
        )
        taken = (by_length.reshape(counts.terms, len(lengths)) @ factors).ravel()[cells]
        return np.bincount(counts.sentence, weights=counts.times * taken, minlength=counts.sentences)

    sums = passed_on(np.ones(counts.sentences))
    ranks = np.full(counts.sentences, 1.0 / counts.sentences)
    while True:
        base = (1.0 - damping) / counts.sentences * ranks.sum()
        received = base + passed_on(damping * ranks / (sums + zero))
        moved = float(np.linalg.norm(received - ranks))
        ranks = received
        if moved <= epsilon:
            return [float(rank) for rank in ranks]


Receive = Callable[[Sequence[float]], list[float]]
"""What each sentence gets when each gives its share to those like it, but not to itself."""


def receiver(vectors: Sequence[Mapping[str, float]], shared: Mapping[str, int]) -> Receive:
    """What tells how much each sentence gets.

    Args:
        vectors: The weights of the terms of each sentence, at least one.
        shared: The terms that several sentences have, each with its number from 0 on.
    """
    import numpy as np

    many = len(vectors)
    terms = np.fromiter(map(shared.get, chain.from_iterable(vectors), repeat(-1)), dtype=np.intp)
    (held,) = np.nonzero(terms >= 0)
    term = terms[held]
    sentence = np.repeat(np.arange(many), list(map(len, vectors)))[held]
    weights = chain.from_iterable([vector.values() for vector in vectors])
    weight = np.fromiter(weights, dtype=np.float64)[held]
    own = np.bincount(sentence, weights=weight * weight, minlength=many)

    def receive(shares: Sequence[float]) -> list[float]:
        given = np.array(shares)
        field = np.bincount(term, weights=weight * given[sentence], minlength=len(shared))
        got = np.bincount(sentence, weights=weight * field[term], minlength=many)
        received: list[float] = (got - given * own).tolist()
        return received

    return receive
