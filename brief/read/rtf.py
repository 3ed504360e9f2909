"""Rich text (RTF): paragraphs by striprtf."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.errors import ReadError
from brief.model import RawArticle
from brief.read.found import Piece, from_pieces, hashed, stated, title_of
from brief.read.limits import Budget

_INFO = re.compile(r"\{\\(title|author) ([^{}\\]{1,500})\}")
# Groups whose content is no text: a picture as hexadecimal digits can be most of a file.
_PICTURE = re.compile(r"\{(?:\\\*)?\\(?:pict|bin|objdata|datafield|themedata|colorschememapping)\b[^{}]*\}")


def read_rtf(data: bytes, uri: str, budget: Budget) -> Iterator[RawArticle]:
    """One article: its paragraphs, and title and author as its information group states them."""
    from striprtf import striprtf

    source = _PICTURE.sub("", data.decode("latin-1"))
    if source.count("{") > 50 * budget.limits.max_nesting and _depth(source) > budget.limits.max_nesting:
        raise ReadError(uri, "is nested too deeply")
    info = dict(_INFO.findall(source[:20_000]))
    try:
        text = str(striprtf.rtf_to_text(source, errors="replace"))  # type: ignore[no-untyped-call]  # it has no types
    # striprtf raises whatever its own mistakes raise on damaged files (IndexError, KeyError, ...).
    except Exception as error:
        raise ReadError(uri, f"damaged RTF: {error}") from error
    pieces: list[Piece] = [("paragraph", line) for line in text.split("\n")]
    yield from_pieces(
        hashed(data),
        uri,
        "application/rtf",
        pieces,
        title=title_of(pieces, info.get("title")),
        byline=stated(info.get("author"), "properties"),
    )


def _depth(source: str) -> int:
    """How many groups stand within groups."""
    deepest = depth = 0
    for brace in re.findall(r"\\[{}]|[{}]", source):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        deepest = max(deepest, depth)
    return deepest
