"""Holidays: of a fixed day, or so many days from Easter or Thanksgiving."""

from __future__ import annotations

import re
from datetime import date, timedelta

from brief.analyse.dates.parts import group
from brief.analyse.dates.setting import Mean, Meaning, Setting


def holiday(rule: str) -> Mean:
    """A rule for a holiday: of a fixed day, or so many days from one that moves."""

    def mean(match: re.Match[str], setting: Setting) -> Meaning | None:
        year = group(match, "y")
        if year:
            return "DATE", _holiday_in(int(year), rule).isoformat()
        now = setting.published
        if now is None:
            return "DATE", None
        days = [_holiday_in(one, rule) for one in (now.year, now.year - 1, now.year + 1)]
        return "DATE", min(days, key=lambda day: abs(day - now)).isoformat()

    return mean


def _holiday_in(year: int, rule: str) -> date:
    """The day of a holiday in a year; `rule` is "12-25", "easter-2" or "thanksgiving+1"."""
    parts = re.fullmatch(r"(easter|thanksgiving)([+-]\d+)?", rule)
    if not parts:
        return date.fromisoformat(f"{year}-{rule}")
    day = _easter(year) if parts[1] == "easter" else _thanksgiving(year)
    return day + timedelta(days=int(parts[2] or 0))


def _easter(year: int) -> date:
    """Easter Sunday of a year.

    Source:
        The anonymous Gregorian computus, Nature, 20 April 1876.
    """
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + weekday - 7 * ((a + 11 * h + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def _thanksgiving(year: int) -> date:
    """The fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
