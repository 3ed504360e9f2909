"""Saved web pages: the main text, and what the page says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from brief.errors import ReadError
from brief.model import BlockKind, RawArticle
from brief.read.dates import iso_date
from brief.read.found import Piece, from_pieces, stated
from brief.read.limits import Budget

_KINDS: dict[str, BlockKind] = {
    "p": "paragraph",
    "head": "heading",
    "item": "item",
    "quote": "quote",
    "cell": "item",
}


def read_html(data: bytes, uri: str, budget: Budget) -> Iterator[RawArticle]:
    """One article: the main text of the page as blocks."""
    import trafilatura

    page = trafilatura.bare_extraction(data, include_comments=False, with_metadata=True)
    pieces = list(_pieces(page.body)) if page is not None and not isinstance(page, dict) else []
    if not pieces or page is None or isinstance(page, dict):
        raise ReadError(uri, "no article text found in the page")
    yield from_pieces(
        data,
        uri,
        "text/html",
        pieces,
        title=stated(page.title, "meta"),
        byline=stated(page.author, "meta"),
        outlet=stated(page.sitename, "meta"),
        published=stated(iso_date(page.date or ""), "meta"),
        url=page.url,
    )


def _pieces(body) -> Iterator[Piece]:  # type: ignore[no-untyped-def]
    for element in body.iter("p", "head", "item", "quote", "cell"):
        if any(parent.tag in _KINDS for parent in element.iterancestors()):
            continue
        yield _KINDS[element.tag], " ".join("".join(element.itertext()).split())
