"""How times are written: the patterns of a language, from the words in its cue lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from brief.analyse.zones import PATTERN as ZONE

YEAR = r"(?P<y>(?:1[6-9]|20)\d\d)"
_DAY = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th|\.(?=\s)|er|º)?"
_CLOCK = (
    r"(?P<h>[0-2]?\d)"
    r"(?:(?:[:.h](?P<min>[0-5]\d))?\s?(?P<ampm>[ap]\.\s?m\.?|[ap]m\b)"
    r"|[:h](?P<min2>[0-5]\d)(?:\s?uhr)?|\s(?:uhr|heures|o'clock))"
    rf"(?:\s(?P<zone>{ZONE}))?"
)


def patterns(words: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every way a language writes a time, with the name of what it means.

    Args:
        words: Its cue lists; a missing list means that the language has no such form.

    Yields:
        Name and regular expression, the one to prefer among equally long matches
        first. Named groups hold the parts.
    """
    yield from _days(words)
    yield from _clocks()
    yield from _stretches(words)
    yield from _distances(words)
    yield from _years(words)


def any_of(alternatives: Iterable[str]) -> str:
    """A group of alternatives, each possibly several divided by a bar, the longest first."""
    parts = [part for group in alternatives for part in group.split("|")]
    return "(?:" + "|".join(sorted(parts, key=len, reverse=True)) + ")"


def _days(words: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Dates in figures and words, months, weekdays, "yesterday evening"."""
    month, weekday = any_of(words["months"]), any_of(words["weekdays"])
    of = rf"(?:\s*(?:{words['of']})\s+|,?\s+)"
    at = rf"(?:{words['at']})"
    early, rank = _early(words), _rank(words)
    named = rf"(?:(?P<wd>{weekday})|(?P<rel>{any_of(words['days'])}))"
    part = any_of(words["parts"].values())
    month_first = rf"(?P<m>{month})\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?:,?\s+{YEAR})?"
    day_first = rf"{_numbered(_DAY, 2)}{of}(?P<m_2>{month})(?:{of}{_numbered(YEAR, 2)})?"

    yield "iso", rf"\b{YEAR}-(?P<mo>[01]\d)-{_DAY}(?:T(?P<t>\d\d:\d\d))?\b"
    yield "numeric", r"\b(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<y>\d{4}|\d\d)\b"
    yield (
        "calendar day",
        rf"\b(?:{weekday},?\s+)?(?:{month_first}|{day_first})(?![\w:])(?:\s+{at}\s+{_CLOCK})?",
    )
    yield "calendar month", rf"\b{early}(?P<m>{month})\.?{of}{YEAR}\b"
    yield "calendar month", rf"\b{early}(?:{rank}\s+)?(?P<m>{month})\b(?!\s+\d)"
    yield (
        "named day",
        rf"\b(?:{_CLOCK}(?:\s+{at})?\s+)?{early}(?:{rank}\s+)?{named}(?:\s*(?P<part>{part}))?"
        rf"(?:,?\s+{at}\s+{_numbered(_CLOCK, 3)})?(?!\w)",
    )


def _clocks() -> Iterator[tuple[str, str]]:
    """Clock times: "6.10am", "16:08 UTC", "0800 UTC"."""
    yield "clock", rf"\b{_CLOCK}(?!\w)"
    yield "clock", r"\b(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)\s(?P<zone>(?-i:UTC|GMT|CET|MSK))\b"


def _stretches(words: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Weeks, months, years and seasons: "last week", "next spring", "the third quarter of 2009"."""
    units, season = words["units"], any_of(words["seasons"].values())
    early, rank = _early(words), _rank(words)
    large = any_of(units[unit] for unit in ("W", "M", "Q", "Y", "WE", "DE"))
    after = rf"(?P<rank>{words['last_after']}|{words['next_after']})"
    of = rf"(?:\s*(?:{words['of']})\s+|,?\s+)"

    yield "relative unit", rf"\b{early}{rank}\s+(?P<unit>{large}|{season})\b(?!\s+(?:of|old))"
    yield "relative unit", rf"\b{early}(?P<unit>{large}|{season})\s+{after}\b"
    yield (
        "quarter",
        rf"\b(?:the )?(?P<q>{any_of(words['ordinals'].values())})[ -](?:{units['Q']})"
        rf"(?:\s+(?:{words['of']})\s+(?:{YEAR}|{rank}\s+(?:{units['Y']})))?\b",
    )
    yield "season", rf"\b{early}(?P<season>{season}){of}{YEAR}\b"


def _distances(words: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Distances ("two weeks ago") and durations ("five-year", "the past nine days", "decades")."""
    unit = any_of(words["units"].values())
    count = rf"(?P<n>\d+(?:[.,]\d+)?|{any_of(words['numbers'])}|{words['vague']})"
    about = f"(?:{words['about']})?"
    plural = any_of(words["units"][unit] for unit in ("D", "W", "M", "Y", "DE", "TM", "TH"))
    direction = f"(?P<dir>{words['ago_after']}|{words['hence_after']})"

    yield "distance", rf"\b{about}{count}\s+(?P<unit>{unit})\s+{direction}\b"
    yield "distance", rf"\b(?P<dir>{words['ago_before']})\s+{count}\s+(?P<unit>{unit})\b"
    yield (
        "duration",
        rf"\b{about}(?:the (?:{words['last']}|{words['next']}|first) )?{count}[ -]"
        rf"(?:{words['unit_kinds']})?(?P<unit>{unit})(?:-long|-old)?\b",
    )
    yield "duration", rf"\b(?P<n>)(?P<unit>{plural})(?<=s)(?:-long)?\b"


def _years(words: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Bare years and decades."""
    early = _early(words)
    yield "decade", rf"\b{early}(?P<decade>(?:1[6-9]|20)\d0)s\b"
    yield "year", rf"\b{early}(?:(?:{words['of']})\s+)?{YEAR}(?![\d%,.:]\d|\w|-\d)"


def _early(words: Mapping[str, Any]) -> str:
    return f"(?P<early>{words['early']})?"


def _rank(words: Mapping[str, Any]) -> str:
    return f"(?P<rank>{words['this']}|{words['last']}|{words['next']})"


def _numbered(pattern: str, number: int) -> str:
    """The pattern with its group names numbered, to stand a second time in one expression."""
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{number}>", pattern)
