"""`lexrank` and `textrank`: the scores sumy gives, in a fraction of its time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from brief.model import Analysis
from brief.summarise.matrices import lexrank_scores, textrank_scores

# As in sumy, whose scores these are.
_LEXRANK_THRESHOLD = 0.1
_LEXRANK_EPSILON = 0.1
_TEXTRANK_EPSILON = 1e-4
_TEXTRANK_DAMPING = 0.85
_TEXTRANK_ZERO = 1e-7
# From so many sentences on numpy is quicker than we are, its calls' own cost included.
MANY = 50


def lexrank(analysis: Analysis) -> list[float]:
    """Score sentences by how many others are like them, and how many are like those.

    Returns:
        One score for each sentence, equal to those of sumy's LexRankSummarizer on the
        same terms up to 1e-9.

    Source:
        Erkan and Radev, "LexRank: graph-based lexical centrality as salience in text
        summarization", 2004; sumy 0.11 for what the paper leaves open.
    """
    sentences = [sentence.terms for sentence in analysis.sentences]
    if not sentences:
        return []
    if len(sentences) >= MANY:
        return lexrank_scores(sentences, threshold=_LEXRANK_THRESHOLD, epsilon=_LEXRANK_EPSILON)
    rows = _lexrank_rows(sentences)
    count = len(rows)
    ranks = [1.0 / count] * count
    while True:
        received = [0.0] * count
        for rank, row in zip(ranks, rows, strict=True):
            share = rank / max(len(row), 1)
            for other in row:
                received[other] += share
        length = math.sqrt(math.fsum(mass * mass for mass in received))
        if not length:
            return [0.0] * count
        received = [mass / length for mass in received]
        moved = math.dist(received, ranks)
        ranks = received
        if moved <= _LEXRANK_EPSILON:
            return ranks


def textrank(analysis: Analysis) -> list[float]:
    """Score sentences by the words they share with others, and those with others still.

    Returns:
        One score for each sentence, equal to those of sumy's TextRankSummarizer on the
        same terms up to 1e-9.

    Source:
        Mihalcea and Tarau, "TextRank: bringing order into texts", 2004; sumy 0.11 for
        what the paper leaves open.
    """
    sentences = [sentence.terms for sentence in analysis.sentences]
    count = len(sentences)
    if not count:
        return []
    if count >= MANY:
        return textrank_scores(
            sentences, epsilon=_TEXTRANK_EPSILON, damping=_TEXTRANK_DAMPING, zero=_TEXTRANK_ZERO
        )
    edges, sums = _textrank_edges(sentences)
    ranks = [1.0 / count] * count
    while True:
        base = (1.0 - _TEXTRANK_DAMPING) / count * math.fsum(ranks)
        shares = [
            _TEXTRANK_DAMPING * rank / (total + _TEXTRANK_ZERO)
            for rank, total in zip(ranks, sums, strict=True)
        ]
        received = [base] * count
        for one, other, weight in edges:
            received[other] += weight * shares[one]
            if one != other:
                received[one] += weight * shares[other]
        moved = math.dist(received, ranks)
        ranks = received
        if moved <= _TEXTRANK_EPSILON:
            return ranks


def _lexrank_rows(sentences: Sequence[Sequence[str]]) -> list[list[int]]:
    """For each sentence, those whose idf-modified cosine with it passes the threshold."""
    counted = [Counter(terms) for terms in sentences]
    seen = Counter(term for counts in counted for term in counts)
    idf = {term: math.log(len(sentences) / (1 + n)) for term, n in seen.items()}
    vectors = []
    for counts in counted:
        most = max(counts.values(), default=1)
        vectors.append({term: n / most * idf[term] for term, n in counts.items()})
    lengths = [math.sqrt(sum(weight * weight for weight in vector.values())) for vector in vectors]
    rows: list[list[int]] = [[] for _ in sentences]
    for one, other, product in _products(vectors):
        if product > _LEXRANK_THRESHOLD * lengths[one] * lengths[other] > 0:
            rows[one].append(other)
            if one != other:
                rows[other].append(one)
    return rows


def _textrank_edges(sentences: Sequence[Sequence[str]]) -> tuple[list[tuple[int, int, float]], list[float]]:
    """The edges between sentences that share words, each once, and the sum of each one's weights."""
    logs = [math.log(len(terms)) if terms else 0.0 for terms in sentences]
    edges = []
    sums = [0.0] * len(sentences)
    for one, other, shared in _products([Counter(terms) for terms in sentences]):
        norm = logs[one] + logs[other]
        weight = float(shared) if abs(norm) <= 1e-8 else shared / norm
        edges.append((one, other, weight))
        sums[one] += weight
        if one != other:
            sums[other] += weight
    return edges, sums


def _products(vectors: Sequence[dict[str, float] | Counter[str]]) -> Iterator[tuple[int, int, float]]:
    """The inner product of each two sentences that share a term, and of each with itself."""
    postings: dict[str, list[tuple[int, float]]] = {}
    for index, vector in enumerate(vectors):
        products: dict[int, float] = {}
        for term, weight in vector.items():
            posted = postings.setdefault(term, [])
            posted.append((index, weight))
            for other, theirs in posted:
                products[other] = products.get(other, 0.0) + weight * theirs
        for other, product in products.items():
            yield other, index, product
