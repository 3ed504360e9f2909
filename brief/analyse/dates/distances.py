"""How far away and how long: "two weeks ago", "three days later", "five-year", "decades"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from brief.analyse.dates.parts import key
from brief.analyse.dates.setting import Meaning, Setting
from brief.analyse.dates.timewords import NEVER
from brief.patterns import is_one_of

_SMALL_BEHIND = re.compile(r"\s+[a-z]")


def distance(match: re.Match[str], setting: Setting) -> Meaning | None:
    """As in "Two weeks ago", "three days later"."""
    unit, number = key(match["unit"], setting.cues["units"]), _number_of(match["n"], setting)
    back = any(
        setting.cues[name] and is_one_of(match["dir"], setting.cues[name])
        for name in ("ago_after", "ago_before")
    )
    # What counts from another event ("later"), which is not looked for.
    other = is_one_of(match["dir"], setting.cues.get("from_another", NEVER))
    if setting.published is None or number is None or other or unit.startswith("T"):
        return ("DATE", None) if not unit.startswith("T") else ("TIME", None)
    return "DATE", _moved(setting.published, unit, -number if back else number)


def _moved(now: date, unit: str, number: float) -> str | None:
    """A day, month or year so many units away, as exact as the unit."""
    if unit in {"D", "W"}:
        try:
            return (now + timedelta(days=round(number * (7 if unit == "W" else 1)))).isoformat()
        except OverflowError:
            return None
    if unit == "M":
        months = now.year * 12 + now.month - 1 + round(number)
        return f"{months // 12}-{months % 12 + 1:02}"
    years = {"Y": 1, "DE": 10, "CE": 100}.get(unit)
    year = now.year + round(number * years) if years else 0
    return f"{year:04}" if 0 < year < 10_000 else None


def duration(match: re.Match[str], setting: Setting) -> Meaning | None:
    """How long something lasts; neither an age nor an ordinal ("a second day")."""
    unit = key(match["unit"], setting.cues["units"])
    if match.group().lower().endswith("-old") or match.string.startswith((" old", "-old"), match.end()):
        return None
    number = _number_of(match["n"], setting)
    if unit == "TS" and number == 1 and _SMALL_BEHIND.match(match.string, match.end()):
        return None  # "a second day"
    if (match["n"] or "").lower() == "the":
        return None
    amount = "X" if number is None else f"{number:g}"
    if unit.startswith("T"):
        return "DURATION", f"PT{amount}{unit[1]}"
    if unit == "DE":
        return "DURATION", "PXY" if number is None else f"P{number * 10:g}Y"
    if unit == "CE":
        return "DURATION", "PXY" if number is None else f"P{number * 100:g}Y"
    return "DURATION", f"P{amount}{unit}"


def _number_of(word: str, setting: Setting) -> float | None:
    """The number a word stands for; None for "several"."""
    word = word.lower()
    if word in setting.cues["numbers"]:
        return float(setting.cues["numbers"][word])
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return None
