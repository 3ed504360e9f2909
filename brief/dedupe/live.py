"""Reports told by the hour, entry upon entry: what a newer entry counts, an older one counts no more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from brief.dedupe.casualties import casualties
from brief.dedupe.measures import measures
from brief.dedupe.sentences import Split
from brief.dedupe.told import Told, told_in
from brief.model import Article

# Two hours are a timetable's, and a lead with one hour below it.
FEWEST_ENTRIES = 3
_HOUR = re.compile(
    r"\s*(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?!\d)(?:\s*(?P<half>[ap])\.?m\b)?", re.IGNORECASE
)


def outdated(index: int, article: Article, split: Split) -> Iterator[tuple[Told, Told]]:
    """The figures of a live report's entries that a newer entry tells otherwise.

    Args:
        index: Of the article in its story.
        article: A report in English; nothing is found where its paragraphs do not open with hours that
            all rise or all fall.
        split: Cuts a paragraph into sentences.

    Yields:
        The older figure and the newest of the same.
    """
    begins = _entries(article)
    if not begins:
        return
    told: defaultdict[str, list[Told]] = defaultdict(list)
    for sentence in told_in(index, article, split):
        if sentence.span.start >= min(begins):
            whole = replace(sentence, opening=True)
            for one in (*casualties(whole), *measures(whole)):
                told[one.what].append(one)
    for figures in told.values():
        # Of one entry the first: what stands behind it may be a part.
        newest = max(figures, key=lambda one: (_entry(begins, one), -one.span.start))
        for one in figures:
            if _entry(begins, one) < _entry(begins, newest):
                yield one, newest


def _entries(article: Article) -> dict[int, int]:
    """Where the entries of a live report begin, each with its place in the order of time; none of another."""
    hours = [
        (block.start, match)
        for block in article.paragraphs
        if (match := _HOUR.match(article.text, block.start, block.end))
    ]
    times = [_minutes(match) for _, match in hours]
    ordered = times == sorted(times) or times == sorted(times, reverse=True)
    if len(set(times)) < FEWEST_ENTRIES or not ordered:
        return {}
    falling = times[0] > times[-1]
    return {start: -place if falling else place for place, (start, _) in enumerate(hours)}


def _minutes(match: re.Match[str]) -> int:
    """The hour of an entry in minutes since midnight."""
    half = (match["half"] or "").lower()
    hour = int(match["hour"]) % 12 + (12 if half == "p" else 0) if half else int(match["hour"])
    return hour * 60 + int(match["minute"])


def _entry(begins: dict[int, int], one: Told) -> int:
    """The place in time of the entry that a figure stands in."""
    return begins[max(start for start in begins if start <= one.span.start)]
