"""Markdown: the words without their markup; front matter is metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.model import BlockKind, RawArticle
from brief.read.charset import decode
from brief.read.dates import iso_date
from brief.read.found import Piece, from_pieces, hashed, stated
from brief.read.limits import Budget

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z][\w-]*)[ \t]*[:=][ \t]*(.*?)[ \t]*$", re.MULTILINE)


def read_markdown(data: bytes, uri: str, budget: Budget) -> Iterator[RawArticle]:
    """One article: headings, paragraphs, list items and quotations as blocks."""
    text = decode(data)
    fields, body = _front_matter(text)
    yield from_pieces(
        hashed(data),
        uri,
        "text/markdown",
        _pieces(body, budget.limits.max_nesting),
        title=stated(fields.get("title", ""), "front matter"),
        byline=stated(fields.get("author") or fields.get("byline", ""), "front matter"),
        outlet=stated(
            fields.get("outlet") or fields.get("publisher") or fields.get("source", ""), "front matter"
        ),
        published=stated(iso_date(fields.get("date") or fields.get("published", "")), "front matter"),
        language=stated(fields.get("language") or fields.get("lang", ""), "front matter"),
        url=fields.get("url") or None,
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields between the `---` lines at the top, by name, and the rest.

    Only `name: value` lines: a list or a nested value says nothing that we need.
    """
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    fields = {name.lower(): value.strip("\"'") for name, value in _FIELD.findall(match.group(2))}
    return fields, text[match.end() :]


def _pieces(body: str, max_nesting: int) -> Iterator[Piece]:
    """The blocks of the text, markup taken off."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": min(max_nesting, 100)}).enable("table")
    open_blocks: list[str] = []
    for token in parser.parse(body):
        if token.nesting == 1:
            open_blocks.append(token.type)
        elif token.nesting == -1 and open_blocks:
            open_blocks.pop()
        elif token.type == "inline":
            yield _kind(open_blocks), _inline(token)
        elif token.type in ("fence", "code_block"):
            yield "paragraph", token.content


def _kind(open_blocks: list[str]) -> BlockKind:
    """What a block is, by what it stands in."""
    if "heading_open" in open_blocks:
        return "heading"
    if "blockquote_open" in open_blocks:
        return "quote"
    return "item" if "list_item_open" in open_blocks else "paragraph"


def _inline(token: Token) -> str:
    """The words of a run of text; of an image, its description is not told."""
    said = {"text": None, "code_inline": None, "softbreak": "\n", "hardbreak": "\n"}
    return "".join(said[child.type] or child.content for child in token.children or () if child.type in said)
