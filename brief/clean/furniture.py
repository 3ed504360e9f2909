"""The patterns of `data/furniture.txt`: what stands around a story."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from brief.clean.published import DATE, MONTH, WEEKDAY
from brief.model import BlockKind
from brief.resources import lines
from brief.wellknown import outlets

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """One kind of what stands around a story."""

    kind: BlockKind
    plain: re.Pattern[str]
    """Of whole paragraphs, told by how they begin."""
    signed: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]
    """Of whole paragraphs that begin with anything, each with letters one of which they have."""

    def is_it(self, line: str, small: str) -> bool:
        """Whether a paragraph, its white space folded and its quotes straight, is of the kind.

        Args:
            line: The paragraph.
            small: The same in small letters.
        """
        if self.plain.fullmatch(line):
            return True
        # Nine in ten are told apart by these letters, in a third of the time the patterns take.
        for signs, pattern in self.signed:
            for sign in signs:
                if sign in small and pattern.fullmatch(line):
                    return True
        return False


@cache
def furniture() -> tuple[Furniture, ...]:
    """The kinds in the order they are tried."""
    sections: dict[str, list[str]] = {}
    for line in lines("furniture.txt"):
        if line.startswith("[") and line.endswith("]") and line[1:-1] in get_args(BlockKind):
            section = sections.setdefault(line[1:-1], [])
        else:
            section.append(line)
    return tuple(_kind(cast(BlockKind, kind), patterns) for kind, patterns in sections.items())


def _kind(kind: BlockKind, patterns: list[str]) -> Furniture:
    """A section of the file."""
    plain = [line for line in patterns if not line.startswith("<")]
    signed = [line[1:].split("> ", 1) for line in patterns if line.startswith("<")]
    return Furniture(
        kind=kind,
        plain=re.compile("|".join(map(_filled, plain)), re.IGNORECASE),
        signed=tuple(
            (tuple(signs.split("|")), re.compile(_filled(line), re.IGNORECASE)) for signs, line in signed
        ),
    )


PAPER = (
    r"(?-i:(?:The )?(?:[A-Z][\w'’&.\-]+ ){0,4}(?:Advertiser|Argus|Bulletin|Chronicle|Courier|Daily|Dispatch"
    r"|Echo|Examiner|Express|Gazette|Globe|Guardian|Herald|Independent|Inquirer|Journal|Ledger|Mail|Mercury|Mirror|News"
    r"|Observer|Post|Press|Record|Register|Reporter|Review|Sentinel|Standard|Star|Sun|Telegraph|Times|Tribune"
    r"|Weekly|Wire))"
)
"""The name of a paper, by what papers call themselves."""


def _filled(line: str) -> str:
    """A pattern with its places filled in."""
    places = {
        "{names}": _several(_NAME),
        "{fullnames}": _several(_FULL_NAME),
        "{name}": _NAME,
        "{outlet}": f"(?-i:{'|'.join(re.escape(name) for name in outlets())})",
        "{paper}": PAPER,
        "{date}": DATE,
        "{day}": rf"(?:{DATE}|{MONTH}\.? \d{{1,2}}|\d{{1,2}} {MONTH}\.?|{WEEKDAY})",
    }
    for place, pattern in places.items():
        line = line.replace(place, f"(?:{pattern})")
    return f"(?:{line})"


def _several(name: str) -> str:
    """One name, or a few with commas and "and" between them."""
    return rf"{name}(?:(?:,? and |, | & ){name}){{0,4}}"
