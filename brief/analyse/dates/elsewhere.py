"""Calendar days in languages without cue lists of ours, read by dateparser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

# A day's number and a word, with or without a year: "17 marzo 2019", "3 de março", "4. maaliskuuta".
_SPAN = re.compile(
    r"\b[0-3]?\d[.º°]?\s+(?:de\s+|di\s+)?[^\W\d_]{3,}\.?(?:\s+(?:de\s+|del\s+|di\s+)?(?P<year>(?:19|20)\d\d)\b)?"
)


def calendar_days(
    text: str, language: str, published: date | None
) -> Iterator[tuple[int, int, str | None, bool]]:
    """Find the calendar days that a text writes as a number and a month's name.

    Args:
        text: One sentence.
        language: ISO 639-1 code; nothing is found when dateparser does not know it.
        published: Day of publication, which says the year of a day without one.

    Yields:
        Start, end, ISO day, and whether it was written with its year; the day is
        None when the year is neither written nor to be told.
    """
    for match in _SPAN.finditer(text):
        found = _read(match.group().rstrip("."), language, published or date(2000, 1, 1))
        if found is None:
            continue
        if match["year"]:
            yield match.start(), match.end(), found.isoformat(), True
        else:
            yield match.start(), match.end(), _nearest(found, published), False


def _read(words: str, language: str, near: date) -> date | None:
    """The day that dateparser reads, when it sees a day and a month in the words."""
    import dateparser

    try:
        found = dateparser.parse(
            words,
            languages=[language],
            settings={
                "REQUIRE_PARTS": ["day", "month"],
                "RELATIVE_BASE": datetime(near.year, near.month, near.day),  # noqa: DTZ001  a day has no zone
                "PARSERS": ["absolute-time"],
            },
        )
    except ValueError:  # a language that it does not know
        return None
    return found.date() if found else None


def _nearest(found: date, published: date | None) -> str | None:
    """The day in the year that puts it nearest to publication."""
    if published is None:
        return None
    years = (published.year - 1, published.year, published.year + 1)
    days = [found.replace(year=year) for year in years if (found.month, found.day) != (2, 29)] or [found]
    return min(days, key=lambda day: abs((day - published).days)).isoformat()
