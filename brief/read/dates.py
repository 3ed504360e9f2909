"""Dates as machines write them, in metadata."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from brief.model import FIRST_NEWSPAPER

_ISO = re.compile(
    r"\s*(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:(?:[T\s]+)(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)


def iso_date(value: str) -> str | None:
    """A date, or date and time, of a record, a header or a `<meta>`, in ISO 8601.

    Args:
        value: ISO 8601 (more or less), or RFC 2822 as in mail and RSS.

    Returns:
        `YYYY-MM-DD`, or with the time and its zone where the value has them. None when it is no
        date of these forms: other ways of writing one can be read in two ways.

    >>> iso_date("2016-11-09 06:30:00Z"), iso_date("Wed, 09 Nov 2016 06:30:00 +0100")
    ('2016-11-09T06:30:00+00:00', '2016-11-09T06:30:00+01:00')
    """
    if match := _ISO.match(value):
        return _from_iso(match) if int(match[1]) >= FIRST_NEWSPAPER else None
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.isoformat() if moment.year >= FIRST_NEWSPAPER else None


def _from_iso(match: re.Match[str]) -> str | None:
    """The parts of an ISO date, checked."""
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        if hour is None:
            return date(int(year), int(month), int(day)).isoformat()
        moment = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0))  # noqa: DTZ001
        if zone is None:
            return moment.isoformat()
        if zone.upper() in ("Z", "UTC", "GMT"):
            return moment.replace(tzinfo=UTC).isoformat()
        return datetime.fromisoformat(f"{moment.isoformat()}{_zone(zone)}").isoformat()
    except ValueError:
        return None


def _zone(zone: str) -> str:
    """`+0100` and `+01` as `+01:00`."""
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"
