"""Words → lines: how many they take in a column, at least and at most, by the widths of their letters."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, repeat
from math import ceil
from typing import Any

from brief.resources import data

# Neighbours move letters apart or together (kerning) by less than these shares of a line.
WIDER = 1.012
NARROWER = 0.93

# Where a space is no chance to break a line: Unicode Standard Annex 14, rules LB13 to LB17.
# The space comes first, so that nothing is tried anywhere else.
UNBROKEN = re.compile(
    r"""\ (?: (?<=[(\[{¡¿„‚«“‘‹"'—]\ )(?=[(\[{¡¿„‚—]) | (?<=[(\[{¡¿„‚«‹]\ ) | (?=[)\]}!?,.;:/»›%…—]) )""",
    re.VERBOSE,
)


class Unknown(Exception):
    """A letter that was not measured, or words too wide for their line: only setting the page would tell."""


@dataclass(frozen=True, slots=True)
class Between:
    """A height, or a number of lines: at least and at most."""

    low: float
    high: float

    def __add__(self, more: Between | float) -> Between:
        """One above the other."""
        low, high = (more.low, more.high) if isinstance(more, Between) else (more, more)
        return Between(self.low + low, self.high + high)

    __radd__ = __add__

    def __or__(self, other: Between) -> Between:
        """One beside the other: the higher of both."""
        return Between(max(self.low, other.low), max(self.high, other.high))


@dataclass(frozen=True, slots=True)
class Run:
    """Words set in one face and size."""

    text: str
    face: str
    size: float
    tracking: float = 0.0
    """Further space behind each letter, in em."""
    before: float = 0.0
    """Further space before the first letter, in points."""


def lines_of(runs: Sequence[Run], width: float) -> Between:
    """How many lines runs of words take, one behind the other in a column."""
    return _set(tuple(runs), round(width, 3))


# Most of what is set on one line are the page's own words, the same on every page.
@lru_cache(maxsize=1024)
def width_of(run: Run) -> float:
    """The width of a run on one line, at most."""
    return WIDER * sum(gap + wide for gap, wide in _words((run,)))


def as_measured(text: str) -> str:
    """A text with letters that were measured in place of those that were not."""
    return text if text.isascii() else "".join(map(_known_letter, text))


@cache
def _known_letter(character: str) -> str:
    """A letter about as wide; behind one as wide as high, a line may break."""
    if character in _face("serif") or character == "\u200b":
        return character
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return ""
    return "W\u200b" if unicodedata.east_asian_width(character) in "WF" else "a"


@lru_cache(maxsize=4096)
def _set(runs: tuple[Run, ...], width: float) -> Between:
    """Lines filled word by word with wide letters, and poured full with narrow ones."""
    words = _words(runs)
    if not words:
        return Between(0, 1)
    count, used, poured = 1, 0.0, 0.0
    for gap, wide in words:
        poured += NARROWER * ((wide if wide < width else width) + gap)
        widest = WIDER * (gap + wide)
        used += widest
        if used > width and used > widest:
            count, used = count + 1, WIDER * wide
        if WIDER * wide > width:
            # An address may be broken at its marks: of two lines of it more than one would be full.
            count, used = count + int(2 * WIDER * wide / width), width
    # A space at the end of a line takes none of its room.
    return Between(ceil(poured / (width + max(words)[0])), count)


def _words(runs: Sequence[Run]) -> list[tuple[float, float]]:
    """Each word's width and that of the space before it; a run goes on with the word before it."""
    words: list[tuple[float, float]] = []
    gap = wide = 0.0
    begun = False
    for run in runs:
        face, unit, tracking = run.face, run.size / 1000, run.tracking * run.size
        space = (_face(face)[" "] + 1000 * run.tracking) * unit
        wide += run.before
        for before, piece in _pieces(run.text):
            if before:
                if begun:
                    words.append((gap, wide))
                    gap = space if before == " " else 0.0
                wide, begun = 0.0, False
            if piece:
                wide += unit * _letters(face, piece) + tracking * len(piece)
                begun = True
    return [*words, (gap, wide)] if begun else words


@lru_cache(maxsize=1024)
def _pieces(text: str) -> tuple[tuple[str, str], ...]:
    """A text's words, each behind what its lines may be broken at; behind nothing the first."""
    text = UNBROKEN.sub("\u00a0", text)
    if "\u200b" not in text:
        return tuple(zip(chain(("",), repeat(" ")), text.split(" "), strict=False))
    parts = re.split("([ \u200b])", text)
    return tuple(zip(("", *parts[1::2]), parts[::2], strict=True))


@lru_cache(maxsize=20_000)
def _letters(face: str, word: str) -> int:
    """The width of a word's letters, in thousandths of an em; the same few words make most of every page."""
    try:
        return sum(map(_face(face).__getitem__, word))
    except KeyError:
        raise Unknown from None


@cache
def _face(name: str) -> dict[str, int]:
    """The width of each character in a face, in thousandths of an em."""
    table = _faces()
    return dict(zip(table["characters"], table[name], strict=True))


@cache
def _faces() -> dict[str, Any]:
    faces: dict[str, Any] = json.loads(data("widths.json").read_text(encoding="utf-8"))
    return faces
