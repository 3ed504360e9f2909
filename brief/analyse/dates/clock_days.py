"""Of which day a clock time is that stands without one: of its sentence's, or that of the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from brief.analyse.dates.clauses import FAR, Cues, holds
from brief.analyse.dates.days import ISO_DAY, day_named
from brief.analyse.dates.timewords import NEVER
from brief.patterns import pattern

A_FORTNIGHT = timedelta(days=14)
"""A day further from publication is hardly the one that the next sentence goes on with."""
SOON = 3
"""Sentences before a day is named that may already tell of it, and behind it that may still."""
HALF_A_DAY = 12 * 60
"""Minutes that the clocks of two places are hardly apart."""
_CLOCK = re.compile(r"T(\d\d):(\d\d)")


class Written(NamedTuple):
    """An expression of time in a sentence, as far as it is asked for its day."""

    start: int
    end: int
    value: str | None
    """Of a clock time without its day "T06:00"."""
    zone: str | None


def clock_days(
    told: Sequence[tuple[str, Sequence[Written]]], cues: Cues, published: date | None
) -> Iterator[list[str | None]]:
    """Find the days of clock times that stand without one.

    Args:
        told: Headline and sentences of an article, each with its expressions of time in order.
        cues: Of its language.
        published: The day of publication.

    Yields:
        For each sentence, for each of its expressions, an ISO day; None for what is no such clock
        time and where the day cannot be told: the article has named other days than that of its
        publication, or is about to, but neither the sentence nor the one before does.
    """
    today = published.isoformat() if published else None
    others = [
        number
        for number, (_, times) in enumerate(told)
        if any((day := _day(time)) and day != today and _is_near(day, published) for time in times)
    ]
    # Until another day is named, all happened on that of publication.
    since = others[0] - SOON if others else len(told)
    before: str | None = None
    latest: tuple[int, str | None] = (len(told), None)
    for number, (text, times) in enumerate(told):
        own = [(time.start, day) for time in times if (day := _day(time)) and not _says(text, time, cues)]
        said = {day for time in times if (day := _day(time))}
        still = number - latest[0] <= SOON and latest[1] == today
        assumed = number < since or said == {today} or still
        goes_on = before or (today if assumed else None)
        found: list[str | None] = []
        for index, time in enumerate(times):
            if not _is_bare(time):
                found.append(None)
            elif own:
                found.append(min(own, key=lambda each: abs(each[0] - time.start))[1])
            else:
                found.append(goes_on)
            if _is_bare(time) and index and (day := _told_again(text, times[index - 1], found[-2], time)):
                found[-1] = day
        yield found
        if own:
            latest = number, own[-1][1]
        named = {day for _, day in own}
        if not named and any(map(_is_bare, times)):
            continue  # what goes on with a day hands it on
        before = named.pop() if len(named) == 1 else None
        if before and not _is_near(before, published):
            before = None


def _is_bare(time: Written) -> bool:
    return bool(time.value) and str(time.value).startswith("T")


def _day(time: Written) -> str | None:
    """The day that an expression names."""
    return time.value[:10] if time.value and ISO_DAY.match(time.value) else None


def _is_near(day: str, published: date | None) -> bool:
    found = day_named(day)
    return published is None or (found is not None and abs(found - published) <= A_FORTNIGHT)


def _says(text: str, time: Written, cues: Cues) -> bool:
    """Whether a day only tells when something was said ("left at 4 p.m., its owner said on Monday")."""
    saying = pattern(r"\b(?:%s)\b((?:\s+[\w.’'-]+){0,5})\s*$", cues.get("clause", NEVER))
    found = saying.search(text[max(0, time.start - FAR) : time.start])
    return found is not None and not holds(cues.get("dated_past", NEVER), found[1])


def _told_again(text: str, first: Written, day: str | None, again: Written) -> str | None:
    """The day of a clock time in brackets that tells the one before it by another zone's clock."""
    one, other = _CLOCK.search(first.value or ""), _CLOCK.match(again.value or "")
    day = _day(first) or day
    known = day_named(day or "")
    bracket = re.fullmatch(r"\s*\((?:\w+\s)?", text[first.end : again.start])
    if not (one and other and known and bracket and (first.zone or again.zone)):
        return None
    apart = (int(other[1]) - int(one[1])) * 60 + int(other[2]) - int(one[2])
    return (known + timedelta(days=(apart < -HALF_A_DAY) - (apart > HALF_A_DAY))).isoformat()
