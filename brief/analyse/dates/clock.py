"""Clock times: "6.10am", "16:08 UTC", "15.30 Uhr"."""

from __future__ import annotations

import re

from brief.analyse.dates.parts import group
from brief.analyse.dates.setting import Meaning, Setting


def clock(match: re.Match[str], setting: Setting) -> Meaning | None:
    """A clock time; its day is told elsewhere in the sentence."""
    time = time_of(match)
    return ("TIME", time) if time else None


def time_of(match: re.Match[str]) -> str:
    """The clock time of a match as "T06:00", without its zone; empty when it has none."""
    hour = group(match, "h")
    if hour is None:
        return ""
    if hour == "0" and not group(match, "ampm"):
        return ""  # how long a film lasts
    minute = int(group(match, "min", "min2", "min3", "min4") or 0)
    half = (group(match, "ampm") or "").lower()
    hours = int(hour) % 12 + (12 if half.startswith("p") else 0) if half else int(hour)
    return f"T{hours:02}:{minute:02}" if hours < 24 else ""
