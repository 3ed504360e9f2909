"""Who wrote it and who published it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from brief.clean.furniture import PAPER
from brief.model import Block, Dateline, RawArticle, Stated
from brief.text import fold
from brief.wellknown import outlets

_BY = re.compile(
    r"^(?:by|words by|written by|story by|author|from|von|par|por|di|door|av|af)\b\s?:?\s*", re.IGNORECASE
)
_PAPER = re.compile(PAPER)
_DATED = re.compile(r"\b(?:19|20)\d\d$|^\d{1,2} \w+$|^\w+ \d{1,2}$")
_END_NOTE = re.compile(
    r"^[(\[]?(?:additional |further )?(?:reporting|writing|editing|with|source|compiled)\b", re.IGNORECASE
)


def tell_byline(raw: RawArticle, blocks: tuple[Block, ...]) -> Stated | None:
    """Who wrote it: the byline of the text without its "By", else what the metadata states."""
    lines = _bylines(raw, blocks)
    for line in sorted(lines, key=lambda line: _BY.match(line) is None):
        name = ", ".join(part for part in _parts(line) if not _is_outlet(part))
        if name:
            return Stated(value=name, origin="text")
    return raw.byline and Stated(value=_BY.sub("", raw.byline.value), origin=raw.byline.origin)


def tell_outlet(raw: RawArticle, blocks: tuple[Block, ...], dateline: Dateline | None) -> Stated | None:
    """Who published it.

    As the document's metadata state it; else the agency or paper that stands by the byline; else
    the host of its address; else the agency of its dateline.
    """
    if raw.outlet:
        return raw.outlet
    lines = _bylines(raw, blocks)
    signed = any(_BY.match(line) for line in lines)
    for line in lines:
        parts = _parts(line)
        named = [part for part in parts if _is_outlet(part)]
        if named or (signed and parts and not _BY.match(line)):
            return Stated(value=(named or parts)[0], origin="text")
    if host := _host(raw.url or raw.uri):
        return Stated(value=host.removeprefix("www."), origin="address")
    if dateline and dateline.agency:
        return Stated(value=fold(raw.text[slice(*dateline.agency)]), origin="dateline")
    return None


def _host(address: str) -> str:
    """The host of a web address; empty for anything else."""
    try:
        return (urlsplit(address).hostname or "") if address.startswith(("http://", "https://")) else ""
    except ValueError:
        return ""


def _bylines(raw: RawArticle, blocks: tuple[Block, ...]) -> list[str]:
    """The bylines of the text, without the notes at its end on who reported and edited."""
    lines = [fold(raw.text[block.start : block.end]) for block in blocks if block.kind == "byline"]
    return [line for line in lines if not _END_NOTE.match(line)]


def _parts(line: str) -> list[str]:
    """A byline without its "By": who, as what, for whom; without what stands behind a bar, and the date."""
    return [part for part in _BY.sub("", line).split(" | ")[0].split(", ") if not _DATED.search(part)]


def _is_outlet(part: str) -> bool:
    """Whether a part of a byline names who published it."""
    return part in outlets() or _PAPER.fullmatch(part.title() if part.isupper() else part) is not None
