"""The patterns of `data/furniture.txt`: what stands around a story."""

from __future__ import annotations

import re
from functools import cache
from typing import cast, get_args

from brief.clean.published import DATE, MONTH, WEEKDAY
from brief.model import BlockKind
from brief.resources import data

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĹĽŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-ΩА-Я"
_NOT_A_NAME = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December|The|This|That|Then|Now|Late|Early|Mid|Law|Contrast|Comparison|Next|Last)\b)"
)
_PARTICLE = "(?:de|del|della|di|da|van|von|der|den|ter|al|el|bin|ibn|la|le|dos|du)"
_WORD = rf"(?:(?:al|el|ad|as|ash|an|ar|at)-)?[{_UPPER}][\w.'\-]*"
_FURTHER = rf"(?: (?:{_PARTICLE} )*{_WORD})"
_NAME = rf"(?-i:{_NOT_A_NAME}{_WORD}{_FURTHER}{{0,4}})"
_FULL_NAME = rf"(?-i:{_NOT_A_NAME}{_WORD}{_FURTHER}{{1,4}})"


@cache
def furniture() -> tuple[tuple[BlockKind, re.Pattern[str]], ...]:
    """The kinds in the order they are tried, each with one pattern for whole paragraphs."""
    sections: dict[str, list[str]] = {}
    for line in data("furniture.txt").read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]") and line[1:-1] in get_args(BlockKind):
            section = sections.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            section.append(line)
    return tuple(
        (cast(BlockKind, kind), re.compile("|".join(_filled(line) for line in lines), re.IGNORECASE))
        for kind, lines in sections.items()
    )


@cache
def outlets() -> tuple[str, ...]:
    """Names of agencies and outlets, longest first."""
    lines = data("outlets.txt").read_text("utf-8").splitlines()
    return tuple(
        sorted((line for line in lines if line and not line.startswith("#")), key=lambda n: (-len(n), n))
    )


def _filled(line: str) -> str:
    """A pattern with its places filled in."""
    places = {
        "{names}": _several(_NAME),
        "{fullnames}": _several(_FULL_NAME),
        "{name}": _NAME,
        "{outlet}": f"(?-i:{'|'.join(re.escape(name) for name in outlets())})",
        "{date}": DATE,
        "{day}": rf"(?:{DATE}|{MONTH}\.? \d{{1,2}}|\d{{1,2}} {MONTH}\.?|{WEEKDAY})",
    }
    for place, pattern in places.items():
        line = line.replace(place, f"(?:{pattern})")
    return f"(?:{line})"


def _several(name: str) -> str:
    """One name, or a few with commas and "and" between them."""
    return rf"{name}(?:(?:,? and |, | & ){name}){{0,4}}"
