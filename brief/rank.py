"""A day's stories by importance, and why they stand in that order."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from brief.analyse.sentences import split
from brief.dedupe import casualties_of, prose
from brief.dedupe.told import OPENING_CHARACTERS
from brief.dedupe.words import read
from brief.model import Article, Status
from brief.remembered import outlet

RECENCY_HALF_LIFE_DAYS = 2.0
NAMES_WEIGHED = 3
NEWNESS: dict[Status, float] = {"new": 0.5, "day": 0.25, "update": 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a story is ranked by."""

    story: str
    """Its name."""
    reports: tuple[Article, ...]
    """Those that say something of their own."""
    status: Status
    changed: bool
    """Whether a figure or date differs from what was told."""


Addends = tuple[tuple[str, float], ...]


def rank(stories: Sequence[Standing], *, day: date) -> list[tuple[int, float, Addends]]:
    """The stories, the most important first.

    A score is the sum of: the logarithm (base 2) of one more than the independent tellers; recency,
    which is 1 on the day and halves every two days (0.5 without a date); half the mean share of the
    day's stories that name the story's three most named people, places and organisations; 0.5 for a
    new story and half of that for another day of one; 0.25 for a figure that has changed. Of equals the
    one with more reports comes first, then more people dead, more harmed, the longer report, the name.

    Args:
        stories: In any order.
        day: Of the digest.

    Returns:
        For each story its index, its score, and what the score is made of.
    """
    named = [_names(one.reports) for one in stories]
    holders = Counter(name for names in named for name in names)
    scored = []
    for index, one in enumerate(stories):
        prominent = [holders[name] / len(stories) for name, _ in named[index].most_common(NAMES_WEIGHED)]
        why = (
            ("independent tellers", round(math.log2(1 + _independent(one.reports)), 4)),
            ("recency", round(_recency(one.reports, day), 4)),
            ("prominent names", round(sum(prominent) / (2 * NAMES_WEIGHED), 4)),
            ("new", NEWNESS[one.status]),
            ("changed figures", 0.25 if one.changed else 0.0),
        )
        scored.append((index, round(sum(value for _, value in why), 4), why))
    weights = [_weight(one.reports) for one in stories]
    return sorted(scored, key=lambda entry: (-entry[1], weights[entry[0]], stories[entry[0]].story))


def _weight(reports: Sequence[Article]) -> tuple[int, ...]:
    """What tells stories of one score apart, the weightier first."""
    told = [
        one for index, article in enumerate(reports) for one in casualties_of(index, article, split=split)
    ]
    dead = max((int(one.value) for one in told if one.what.startswith("dead")), default=0)
    harmed = max((int(one.value) for one in told if not one.what.startswith("rescued")), default=0)
    return -len(reports), -dead, -harmed, -max((len(prose(article)) for article in reports), default=0)


def _names(reports: Sequence[Article]) -> Counter[str]:
    """How often the reports' beginnings name whom; of equals the one named first comes first."""
    told: Counter[str] = Counter()
    for article in reports:
        prose = article.text[article.paragraphs[0].start :] if article.paragraphs else ""
        told.update(_named(prose[:OPENING_CHARACTERS]))
    return told


def _named(passage: str) -> Iterator[str]:
    """Runs of words that are a name, as written."""
    start = end = 0
    for word in read(passage) if passage.upper() != passage.lower() else ():
        if word.fact != "name":
            continue
        if end and passage[end : word.start] != " ":
            yield passage[start:end]
            end = 0
        start, end = (start, word.end) if end else (word.start, word.end)
    if end:
        yield passage[start:end]


def _independent(reports: Sequence[Article]) -> int:
    """How many tell the story: each outlet once, and each report whose outlet is not known."""
    outlets = [outlet(article) for article in reports]
    return max(1, len(set(filter(None, outlets))) + outlets.count(None))


def _recency(reports: Sequence[Article], day: date) -> float:
    """1 for a story of the day, half as much for each two days from it; 0.5 when it says no date.

    A report dated after the digest's day is as far from it as one dated before.
    """
    days = [article.published.value[:10] for article in reports if article.published]
    if not days:
        return 0.5
    age = min(abs((day - date.fromisoformat(each)).days) for each in days)
    return float(0.5 ** (age / RECENCY_HALF_LIFE_DAYS))
