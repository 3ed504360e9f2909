"""Calendar days, with or without their year: "Nov. 9, 2016", "9/11/2016", "March 3-9", "on the 11th"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from brief.analyse.dates.clauses import shortly_before
from brief.analyse.dates.clock import time_of
from brief.analyse.dates.months import said_year
from brief.analyse.dates.parts import group, index
from brief.analyse.dates.setting import Meaning, Setting
from brief.cues import cues
from brief.patterns import pattern

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
A_FEW_WEEKS = timedelta(weeks=6)


def iso(match: re.Match[str], setting: Setting) -> Meaning | None:
    """As a machine writes it: "2016-11-09", "2016-11-09T06:00"."""
    value = f"{match['y']}-{match['mo']}-{int(match['d']):02}"
    if day_named(value) is None:
        return None
    return ("TIME", f"{value}T{match['t']}") if match["t"] else ("DATE", value)


def numeric(match: re.Match[str], setting: Setting) -> Meaning | None:
    """Day and month in figures: month first in English unless that cannot be."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    month, day = (a, b) if setting.cues is cues("en") and a <= 12 and "/" in match.group() else (b, a)
    year += 2000 if year < 50 else 1900 if year < 100 else 0
    value = f"{year:04}-{month:02}-{day:02}"
    return ("DATE", value) if day_named(value) else None


def calendar_day(match: re.Match[str], setting: Setting) -> Meaning | None:
    """Day and month, with the year or in the one that nearness to publication and tense mean."""
    named = pattern(r"\b(?:%s)\s+$", setting.cues.get("no_month_behind", "(?!)"))
    if named.search(shortly_before(match)):
        return None  # a rocket's name
    month = index(group(match, "m") or "", setting.cues["months"]) + 1
    day = int(group(match, "d") or 0)
    year = group(match, "y") or said_year(match, setting)
    value = f"{year}-{month:02}-{day:02}" if year else _without_year(month, day, setting)
    if not _possible(month, day) or (year and not day_named(value or "")):
        return None  # "29 February 2017"
    if value is None:
        return "DATE", None
    time = time_of(match)
    return ("TIME", value + time) if time else ("DATE", value)


def calendar_range(match: re.Match[str], setting: Setting) -> Meaning | None:
    """As in "March 3-9": the interval from one day to another of the month."""
    month = index(match["m"], setting.cues["months"]) + 1
    first, last = int(match["d"]), int(match["d_2"])
    if not (_possible(month, first) and _possible(month, last) and first < last):
        return None
    if not match["y"] and setting.published is None:
        return "DATE", None
    year = match["y"] or (_without_year(month, first, setting) or "")[:4]
    days = [f"{year}-{month:02}-{day:02}" for day in (first, last)]
    return ("DATE", "/".join(days)) if all(map(day_named, days)) else None


def day_of_month(match: re.Match[str], setting: Setting) -> Meaning | None:
    """As in "on the 11th": the last one up to publication, or the next when the sentence looks ahead."""
    now, number = setting.published, int(match["d"])
    if not 1 <= number <= 31:
        return None
    if now is None:
        return "DATE", None
    months = now.year * 12 + now.month - 1
    if setting.ahead:
        months += number < now.day
    else:
        months -= number > now.day
    value = f"{months // 12}-{months % 12 + 1:02}-{number:02}"
    return ("DATE", value) if day_named(value) else ("DATE", None)


def _possible(month: int, day: int) -> bool:
    return 1 <= day <= (29 if month == 2 else 30 if month in {4, 6, 9, 11} else 31)


def _without_year(month: int, day: int, setting: Setting) -> str | None:
    """The day of that month nearest to publication; the last or next one where the tense says so.

    What is told beside the day of something else is often a few weeks off its tense ("was due on 2 May"):
    that the nearest one is another year's takes more than `A_FEW_WEEKS`.
    """
    now = setting.published
    if now is None:
        return None
    years = (now.year, now.year - 1, now.year + 1)
    days = [one for year in years if (one := day_named(f"{year}-{month:02}-{day:02}"))]
    nearest = min(days, key=lambda one: abs(one - now), default=None)
    if nearest is None:
        return None
    if nearest < now - A_FEW_WEEKS and setting.ahead:
        days = [one for one in days if one > now]
    elif nearest > now + A_FEW_WEEKS and setting.plainly_past:
        days = [one for one in days if one < now]
    return min(days, key=lambda one: abs(one - now), default=nearest).isoformat()


@lru_cache(maxsize=64)
def day_named(iso: str) -> date | None:
    """The day that an ISO date begins with; None where it names none."""
    match = ISO_DAY.match(iso)
    try:
        return date.fromisoformat(match.group()) if match else None
    except ValueError:
        return None
