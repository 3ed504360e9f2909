"""Word and OpenDocument files: a ZIP with the text as XML.

Read by hand, not by python-docx or odfpy: these unpack whole members before anyone can look at
their size, and of all they offer we need paragraphs and their styles.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from brief.errors import ReadError
from brief.model import BlockKind, RawArticle
from brief.read.archive import open_member, open_zip
from brief.read.found import Piece, from_pieces, stated
from brief.read.limits import Budget
from brief.read.xml import parse_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ODT = "application/vnd.oasis.opendocument.text"


def read_docx(data: bytes, uri: str, budget: Budget) -> Iterator[RawArticle]:
    """One article from a Word file: its paragraphs, kinds by their styles."""
    yield _document(data, uri, budget, _DOCX, "word/document.xml", "docProps/core.xml", _docx_pieces)


def read_odt(data: bytes, uri: str, budget: Budget) -> Iterator[RawArticle]:
    """One article from an OpenDocument text: its paragraphs, kinds by their styles."""
    yield _document(data, uri, budget, _ODT, "content.xml", "meta.xml", _odt_pieces)


def _document(
    data: bytes,
    uri: str,
    budget: Budget,
    media_type: str,
    body: str,
    properties: str,
    pieces: Callable[[Any], Iterator[Piece]],
) -> RawArticle:
    """The article in a file of this make."""
    archive = open_zip(data, uri)
    root = parse_xml(_member(archive, body, uri, budget), uri, budget)
    said = _properties(archive, properties, uri, budget)
    article = from_pieces(
        data,
        uri,
        media_type,
        pieces(root),
        title=stated(said.get("title"), "properties"),
        byline=stated(said.get("creator"), "properties"),
    )
    if not article.text:
        raise ReadError(uri, "holds no text")
    return article


def _member(archive: zipfile.ZipFile, name: str, uri: str, budget: Budget) -> bytes:
    """A member that has to be there."""
    try:
        return open_member(archive, archive.getinfo(name), uri, budget)
    except KeyError as error:
        raise ReadError(uri, f"damaged: {name} is missing from it") from error


def _properties(archive: zipfile.ZipFile, name: str, uri: str, budget: Budget) -> dict[str, str]:
    """Title and creator; the times of a file are not when its text was published."""
    try:
        root = parse_xml(_member(archive, name, uri, budget), uri, budget)
    except ReadError:
        return {}
    return {name: text for name in ("title", "creator") if (text := root.findtext(f".//{_DC}{name}"))}


def _docx_pieces(root: Any) -> Iterator[Piece]:
    """The paragraphs of a Word file, those in tables and text boxes in their place."""
    for paragraph in root.iter(f"{_W}p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is not None:
            continue
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = "" if style is None else style.get(f"{_W}val", "")
        listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
        yield _kind_of_style(name, listed=listed), _docx_words(paragraph)


def _docx_words(paragraph: Any) -> str:
    """The words of a paragraph as they stand after every change was accepted."""
    out: list[str] = []
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        holder = next(element.iterancestors(f"{_W}p"))
        if holder is not paragraph:
            continue
        out.append({"t": element.text or "", "tab": "\t", "noBreakHyphen": "-"}.get(_local(element), "\n"))
    return "".join(out)


def _odt_pieces(root: Any) -> Iterator[Piece]:
    """The paragraphs and headings of an OpenDocument text; notes and comments are not its text."""
    for paragraph in root.iter(f"{_TEXT}p", f"{_TEXT}h"):
        above = {_local(element) for element in paragraph.iterancestors()}
        if above & {"annotation", "note", "tracked-changes"}:
            continue
        if _local(paragraph) == "h":
            yield "heading", _odt_words(paragraph)
        else:
            style = paragraph.get(f"{_TEXT}style-name", "")
            yield _kind_of_style(style, listed="list-item" in above), _odt_words(paragraph)


def _odt_words(paragraph: Any) -> str:
    """The words of a paragraph; spaces, tabs and line ends are elements there."""
    out: list[str] = [paragraph.text or ""]
    for element in paragraph.iterdescendants():
        inside = {_local(above) for above in element.iterancestors() if above is not paragraph}
        if _local(element) == "s":
            count = element.get(f"{_TEXT}c", "1")
            out.append(" " * (min(int(count), 80) if count.isdecimal() else 1))
        elif _local(element) in ("tab", "line-break"):
            out.append("\t" if _local(element) == "tab" else "\n")
        elif not {_local(element), *inside} & {"annotation", "note", "p", "h"}:
            out.append(element.text or "")
        if not inside & {"annotation", "note", "p", "h"}:
            out.append(element.tail or "")
    return "".join(out)


def _local(element: Any) -> str:
    """An element's name without its namespace; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _kind_of_style(style: str, *, listed: bool) -> BlockKind:
    """What a paragraph is by the name of its style."""
    name = style.lower()
    for part, kind in _STYLES:
        if part in name:
            return kind
    return "item" if listed else "paragraph"


_STYLES: tuple[tuple[str, BlockKind], ...] = (
    ("caption", "caption"),
    ("subtitle", "standfirst"),
    ("title", "heading"),
    ("heading", "heading"),
    ("quot", "quote"),
)
