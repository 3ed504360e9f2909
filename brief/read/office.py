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
from brief.read.found import Piece, from_pieces, hashed, stated, title_of
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
    blocks = list(pieces(root))
    return from_pieces(
        hashed(data),
        uri,
        media_type,
        blocks,
        title=title_of(blocks, said.get("title")),
        byline=stated(said.get("creator"), "properties"),
    )


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
    """The paragraphs of a Word file, those in tables and text boxes in their place.

    Deleted words are none of these elements, so the text is as it stands with every change accepted.
    """
    words: dict[Any, list[str]] = {}
    for element in root.iter(*(f"{_W}{name}" for name in ("p", "t", "tab", "br", "cr", "noBreakHyphen"))):
        name = _local(element)
        if name == "p":
            words[element] = []
        elif (holder := next(element.iterancestors(f"{_W}p"), None)) in words:
            said = {"t": element.text or "", "tab": "\t", "noBreakHyphen": "-"}
            words[holder].append(said.get(name, "\n"))
    for paragraph, said_words in words.items():
        # What older programs shall show in place of a text box says the same again.
        if said_words and next(paragraph.iterancestors(_FALLBACK), None) is None:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
            name = "" if style is None else style.get(f"{_W}val", "")
            yield _kind_of_style(name, listed=listed), "".join(said_words)


def _odt_pieces(root: Any) -> Iterator[Piece]:
    """The paragraphs and headings of an OpenDocument text; notes and comments are not its text."""
    from lxml import etree

    open_words: list[list[str]] = []
    items = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        name = _local(element)
        items += {"list-item": 1}.get(name, 0) * (1 if event == "start" else -1)
        if event == "start" and name in ("annotation", "note", "tracked-changes"):
            walker.skip_subtree()
        elif event == "start":
            if name in ("p", "h"):
                open_words.append([])
            if open_words:
                open_words[-1].append(_odt_said(element, name))
        else:
            if name in ("p", "h") and open_words:
                style = element.get(f"{_TEXT}style-name", "")
                kind = "heading" if name == "h" else _kind_of_style(style, listed=items > 0)
                yield kind, "".join(open_words.pop())
            if open_words:
                open_words[-1].append(element.tail or "")


def _odt_said(element: Any, name: str) -> str:
    """What an element says before its children: spaces, tabs and line ends are elements there."""
    if name == "s":
        count = element.get(f"{_TEXT}c", "1")
        return " " * (min(int(count), 80) if count.isdecimal() else 1)
    return {"tab": "\t", "line-break": "\n"}.get(name) or element.text or ""


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
