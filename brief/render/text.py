"""Plain text: for mail without HTML, pagers and printers; lines of at most 72 columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from brief.formats import Format
from brief.model import Edition, Sheet
from brief.render.jinja import fill
from brief.render.overview import behind, of_digest, overview
from brief.render.profile import Profile
from brief.render.view import view

COLUMNS = 72


def render(sheet: Sheet, profile: Profile, *, full: bool = False) -> bytes:
    """The briefing or digest as plain text, UTF-8; `full` adds a digest's briefings, a sheet each."""
    if not isinstance(sheet, Edition):
        return _filled(profile.template, view(sheet, profile))
    own = of_digest(profile, Format.txt)
    further = [render(briefing, look) for briefing, look in behind(sheet, profile)] if full else []
    return b"\f".join([_filled(own.template, overview(sheet, own)), *further])


def _filled(template: str, data: dict[str, Any]) -> bytes:
    """A template with these data in it."""
    filters: dict[str, Callable[..., object]] = {"wrap": wrap, "width": width}
    page = fill(template, Format.txt, data, str, filters)
    return (re.sub(r"\n{3,}", "\n\n", page).strip() + "\n").encode("utf-8", "replace")


def wrap(text: str, indent: str = "", first: str = "") -> str:
    """Text in lines of at most 72 columns, where a wide character takes two.

    Args:
        text: To be wrapped; its white space is folded.
        indent: What all lines but the first begin with.
        first: What the first line begins with.

    >>> wrap("one two", "  ", "* ")
    '* one two'
    """
    lines = [first]
    for word in str(text).split():
        for piece in _pieces(word, COLUMNS - width(indent)):
            if width(lines[-1]) + 1 + width(piece) <= COLUMNS or lines[-1].strip() in ("", first.strip()):
                space = "" if not lines[-1] or lines[-1].endswith(" ") else " "
                lines[-1] += space + piece
            else:
                lines.append(indent + piece)
    return "\n".join(lines)


def width(text: str) -> int:
    """How many columns of a terminal a text takes.

    >>> width("abc"), width("新闻")
    (3, 4)
    """
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in str(text)
    )


def _pieces(word: str, room: int) -> list[str]:
    """A word, broken where it is wider than a line."""
    if width(word) <= room:
        return [word]
    pieces = [""]
    for character in word:
        if width(pieces[-1]) + width(character) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces
