"""Stretches of the calendar: weeks, quarters, seasons, years, decades ("last week", "next spring")."""

from __future__ import annotations

import re
from datetime import date, timedelta

from brief.analyse.dates.parts import group, key, rank_of
from brief.analyse.dates.setting import Meaning, Setting
from brief.patterns import is_one_of


def relative_unit(match: re.Match[str], setting: Setting) -> Meaning | None:
    """As in "Last week", "next spring", "this year"."""
    rank = rank_of(match["rank"], setting)
    seasons = setting.cues["seasons"]
    season = next((key for key, words in seasons.items() if is_one_of(match["unit"], words)), None)
    now = setting.published
    if now is None:
        return "DATE", None
    if season:
        return "DATE", f"{_season_year(season, rank, now)}-{season}"
    unit = key(match["unit"], setting.cues["units"])
    if unit in {"W", "WE"}:
        # A weekend that has begun, or ended yesterday, is still "this" one.
        week = (now + timedelta(weeks=rank)).isocalendar()
        return "DATE", f"{week.year}-W{week.week:02}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        months = now.year * 12 + now.month - 1 + rank
        return "DATE", f"{months // 12}-{months % 12 + 1:02}"
    if unit == "Q":
        quarters = now.year * 4 + (now.month - 1) // 3 + rank
        return "DATE", f"{quarters // 4}-Q{quarters % 4 + 1}"
    if unit == "DE":
        return "DATE", str(now.year // 10 + rank)
    return "DATE", str(now.year + rank)


def _season_year(season: str, rank: int, now: date) -> int:
    """The year of "last summer" or "next spring", seen from a day."""
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    if rank > 0:
        return now.year + (now.month >= begins)
    if rank < 0:
        return now.year - (now.month < begins + 3)
    return now.year


def quarter(match: re.Match[str], setting: Setting) -> Meaning | None:
    """A quarter of a named year, else the last one that has begun."""
    quarter = key(match["q"], setting.cues["ordinals"])
    year = group(match, "y")
    if year is None:
        if setting.published is None:
            return "DATE", None
        own = setting.published.year + rank_of(group(match, "rank"), setting)
        running = (setting.published.month - 1) // 3 + 1
        if not group(match, "rank") and int(quarter) > running:
            own -= 1
        year = str(own)
    return "DATE", f"{year}-Q{quarter}"


def season(match: re.Match[str], setting: Setting) -> Meaning | None:
    """A season of a named year."""
    return "DATE", f"{match['y']}-{key(match['season'], setting.cues['seasons'])}"


def decade(match: re.Match[str], setting: Setting) -> Meaning | None:
    """Ten years: "1990s"."""
    return "DATE", match["decade"][:3]


def year(match: re.Match[str], setting: Setting) -> Meaning | None:
    """A bare year; refused where it counts something or is part of a name."""
    after = match.string[match.end() : match.end() + 12]
    before = match.string[max(0, match.start() - 2) : match.start()]
    if _COUNTED.match(after) or before.strip().endswith(("$", "£", "€", "#")):
        return None
    return "DATE", match["y"]


_COUNTED = re.compile(r"\s(?:[a-z]+s\b(?<!was)(?<!has)(?<!is)|km|miles|people)")
