"""Who wrote it and who published it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from brief.model import Block, Dateline, RawArticle, Stated
from brief.text import fold

_BY = re.compile(
    r"^(?:by|words by|written by|story by|author|from|von|par|por|di|door|av|af)\b\s?:?\s*", re.IGNORECASE
)
_END_NOTE = re.compile(
    r"^[(\[]?(?:additional |further )?(?:reporting|writing|editing|with|source|compiled)\b", re.IGNORECASE
)


def tell_byline(raw: RawArticle, blocks: tuple[Block, ...]) -> Stated | None:
    """Who wrote it: the byline of the text without its "By", else what the metadata states."""
    for block in blocks:
        line = fold(raw.text[block.start : block.end])
        if block.kind == "byline" and not _END_NOTE.match(line):
            return Stated(value=_BY.sub("", line), origin="text")
    return raw.byline and Stated(value=_BY.sub("", raw.byline.value), origin=raw.byline.origin)


def tell_outlet(raw: RawArticle, dateline: Dateline | None) -> Stated | None:
    """Who published it: as the document states it, else its address, else the dateline's agency."""
    if raw.outlet:
        return raw.outlet
    host = (urlsplit(raw.url).hostname or "") if raw.url and raw.url.startswith("http") else ""
    if host:
        return Stated(value=host.removeprefix("www."), origin="address")
    if dateline and dateline.agency:
        return Stated(value=fold(raw.text[slice(*dateline.agency)]), origin="dateline")
    return None
