"""Time zones as news texts write them, and how far each is from universal time."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# The offsets and zones below are facts of the IANA time zone database. Abbreviations of several zones (IST
# of India, Ireland and Israel; AST, BRT) are left out: a wrong hour is worse than none.
_OFFSETS = {
    "UTC": "Z", "GMT": "Z", "BST": "+01:00", "WEST": "+01:00", "CET": "+01:00", "CEST": "+02:00",
    "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "SAST": "+02:00", "PKT": "+05:00",
    "SGT": "+08:00", "HKT": "+08:00", "JST": "+09:00", "KST": "+09:00",
    "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00",
    "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00",
    "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
}  # fmt: skip
_REGIONS = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
    "Eastern": "America/New_York", "Central": "America/Chicago", "Mountain": "America/Denver",
    "Pacific": "America/Los_Angeles", "New York": "America/New_York", "London": "Europe/London",
    "Paris": "Europe/Paris", "Berlin": "Europe/Berlin", "Brussels": "Europe/Brussels",
    "Moscow": "Europe/Moscow", "Kyiv": "Europe/Kiev", "Kiev": "Europe/Kiev", "Istanbul": "Europe/Istanbul",
    "Beijing": "Asia/Shanghai", "Tokyo": "Asia/Tokyo", "Hong Kong": "Asia/Hong_Kong",
    "Singapore": "Asia/Singapore", "Tehran": "Asia/Tehran", "Indian": "Asia/Kolkata",
    "Sydney": "Australia/Sydney", "Brazil": "America/Sao_Paulo",
}  # fmt: skip
_LETTERS = sorted((name for name in (*_OFFSETS, *_REGIONS) if name.isupper()), key=len, reverse=True)
_NAMES = sorted((name for name in _REGIONS if not name.isupper()), key=len, reverse=True)
PATTERN = (
    rf"(?-i:{'|'.join(_LETTERS)})\b|(?-i:{'|'.join(_NAMES)})\s(?:standard\s|daylight\s|summer\s)?time"
    r"|IST\b|local time"
)
"""A zone behind a clock time; abbreviations count in capitals only ("à 18 h et" tells none)."""


def from_universal(zone: str | None, moment: str) -> str:
    """The offset from universal time that a zone has at a time.

    Args:
        zone: As written; None or an unknown one gives nothing.
        moment: Local date and time, "2016-11-09T18:00", or the time alone.

    Returns:
        "Z", "-05:00" ..., to be written behind the time; empty where the zone is unknown, or
        keeps summer time and the day is not known.

    >>> from_universal("ET", "2016-11-09T18:00"), from_universal("ET", "2016-07-09T18:00")
    ('-05:00', '-04:00')
    """
    name = re.sub(r"\s(?:(?:standard|daylight|summer)\s)?time$", "", zone or "", flags=re.IGNORECASE)
    if name in _OFFSETS:
        return _OFFSETS[name]
    place = _place(_REGIONS[name]) if name in _REGIONS else None
    if place is None or not re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d$", moment):
        return ""
    ahead = datetime.fromisoformat(moment).replace(tzinfo=place).utcoffset() or timedelta()
    minutes = round(ahead.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def is_zone(name: str) -> bool:
    """Whether a name is a time zone's abbreviation.

    >>> is_zone("GMT"), is_zone("WHO")
    (True, False)
    """
    return name.isupper() and (name in _OFFSETS or name in _REGIONS)


@cache
def _place(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return None
