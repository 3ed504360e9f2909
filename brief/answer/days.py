"""The days that values of time begin and end with."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from brief.cues import cues_or_english
from brief.model import Moment
from brief.patterns import pattern

A_WEEK = 7
VALUES_REMEMBERED = 4096
"""Values whose days are remembered: one is asked for several times in an article."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INTERVAL = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")
_THIRDS = {(1, 10): "month_begins", (11, 20): "month_middle", (21, 31): "month_ends"}
"""First and last day of what is meant by "early", "mid" and "late", with the cue list of words for it."""
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


@lru_cache(VALUES_REMEMBERED)
def iso(value: str | None) -> str | None:
    """A TIMEX3 value as an ISO 8601 date, or as the interval between its first and last day.

    >>> iso("2016-11-09TNI"), iso("2008-W35"), iso("2013"), iso("2008-FA"), iso("PXD")
    ('2016-11-09', '2008-08-25/2008-08-31', '2013', '2008-09-01/2008-11-30', None)
    """
    if value is None or _INTERVAL.fullmatch(value):
        return value
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?(?:T[A-Z]\w)?", value):
        return match[1] + (match[2] or "")
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        first = monday + timedelta(days=5 if match[3] else 0)
        return f"{first.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return _months(int(match[1]), *_SEASONS[match[2]])
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return _months(int(match[1]), 3 * int(match[2]) - 2, 3 * int(match[2]))
    if match := re.fullmatch(r"(\d{3})", value):
        return f"{match[1]}0/{match[1]}9"
    return value if re.fullmatch(r"\d{4}(?:-\d\d)?", value) else None


def narrowed(value: str | None, words: str, language: str) -> str | None:
    """A month's value as an interval, when the words name a part of the month.

    >>> narrowed("2019-02", "late February", "en"), narrowed("2019-02", "Anfang Februar", "de")
    ('2019-02-21/2019-02-28', '2019-02-01/2019-02-10')
    >>> narrowed("2019-02", "February", "en"), narrowed("2019", "early 2019", "en")
    ('2019-02', '2019')
    """
    known = cues_or_english(language)
    part = next((third for third, name in _THIRDS.items() if pattern(known[name]).match(words)), None)
    if value is None or part is None or not re.fullmatch(r"\d{4}-\d\d", value):
        return value
    first, last = part
    end = _months(int(value[:4]), int(value[5:]), int(value[5:])).rpartition("-")[2]
    return f"{value}-{first:02}/{value}-{min(last, int(end)):02}"


def _months(year: int, first: int, last: int) -> str:
    """The interval from the first day of one month to the last day of another."""
    after = date(year + (last < first or last == 12), last % 12 + 1, 1)
    return f"{date(year, first, 1).isoformat()}/{(after - timedelta(days=1)).isoformat()}"


@lru_cache(VALUES_REMEMBERED)
def day_of(value: str | None) -> date | None:
    """The day that an ISO value begins with."""
    match = _DAY.match(value or "")
    try:
        return date.fromisoformat(match.group()) if match else None
    except ValueError:
        return None


def is_long_ago(moment: Moment, published: date | None) -> bool:
    """Whether what the expression means was over a week, a month or a year before publication."""
    value = iso(moment.value) or ""
    if published is None or not value:
        return False
    last = value.rpartition("/")[2]
    if re.fullmatch(r"\d{4}", last):
        return int(last) < published.year
    if re.fullmatch(r"\d{4}-\d\d", last):
        # Figures of last month are this month's news.
        return 12 * (published.year - int(last[:4])) + published.month - int(last[5:]) > 1
    day = day_of(last)
    return day is not None and (day - published).days <= -A_WEEK
