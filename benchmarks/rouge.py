"""ROUGE-1, -2 and -Lsum F1, as rouge-score gives them with stemming, fast enough to train on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from nltk.stem.porter import PorterStemmer

_STEMMER = PorterStemmer()
Tokens = tuple[str, ...]


def tokens(text: str) -> Tokens:
    """Lower-cased runs of a-z and 0-9; those longer than three letters stemmed."""
    return tuple(_stem(word) for word in re.findall(r"[a-z0-9]+", text.lower()))


@cache
def _stem(word: str) -> str:
    return _STEMMER.stem(word) if len(word) > 3 else word


@dataclass(frozen=True, slots=True, kw_only=True)
class Rouge:
    """F1, in percent."""

    one: float
    two: float
    lsum: float

    @property
    def mean(self) -> float:
        """Of the three."""
        return (self.one + self.two + self.lsum) / 3


def rouge(references: Sequence[Sequence[Tokens]], summary: Sequence[Tokens]) -> Rouge:
    """Score a summary, a list of sentences, against one or more such; their mean."""
    each = [_against(reference, summary) for reference in references]
    count = len(each)
    return Rouge(
        one=sum(score.one for score in each) / count,
        two=sum(score.two for score in each) / count,
        lsum=sum(score.lsum for score in each) / count,
    )


def _against(reference: Sequence[Tokens], summary: Sequence[Tokens]) -> Rouge:
    """Score against one reference."""
    flat, told = _joined(reference), _joined(summary)
    return Rouge(
        one=_overlap(_counts(flat, 1), _counts(told, 1)),
        two=_overlap(_counts(flat, 2), _counts(told, 2)),
        lsum=_lsum(tuple(reference), tuple(summary), flat, told),
    )


@cache
def _counts(flat: Tokens, n: int) -> Counter[Tokens]:
    return Counter(zip(*(flat[start:] for start in range(n)), strict=False))


def _overlap(gold: Counter[Tokens], told: Counter[Tokens]) -> float:
    return _f1(sum((gold & told).values()), sum(gold.values()), sum(told.values()))


def _lsum(reference: tuple[Tokens, ...], summary: tuple[Tokens, ...], flat: Tokens, told: Tokens) -> float:
    """Union of longest common subsequences, each token counted once on either side."""
    left, right = Counter(flat), Counter(told)
    hits = 0
    for sentence in reference:
        union = sorted(set().union(*(_common(sentence, other) for other in summary)))
        for place in union:
            token = sentence[place]
            if left[token] > 0 and right[token] > 0:
                left[token] -= 1
                right[token] -= 1
                hits += 1
    return _f1(hits, len(flat), len(told))


@cache
def _common(reference: Tokens, other: Tokens) -> frozenset[int]:
    """Places in the reference of one longest common subsequence."""
    rows, columns = len(reference), len(other)
    table = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(1, rows + 1):
        above, row, token = table[i - 1], table[i], reference[i - 1]
        for j in range(1, columns + 1):
            row[j] = above[j - 1] + 1 if token == other[j - 1] else max(above[j], row[j - 1])
    found, i, j = set(), rows, columns
    while i and j:
        if reference[i - 1] == other[j - 1]:
            found.add(i - 1)
            i, j = i - 1, j - 1
        elif table[i][j - 1] > table[i - 1][j]:
            j -= 1
        else:
            i -= 1
    return frozenset(found)


def _f1(hits: int, gold: int, told: int) -> float:
    return 200.0 * hits / (gold + told) if hits else 0.0


def _joined(sentences: Sequence[Tokens]) -> Tokens:
    return tuple(token for sentence in sentences for token in sentence)
