"""PDF: lines with their places on the page, by PDFium; `pdf_layout` makes paragraphs of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.errors import ReadError
from brief.model import RawArticle, Skipped
from brief.read.found import from_pieces, hashed, stated, title_of
from brief.read.limits import Budget
from brief.read.pdf_layout import Line, arrange

if TYPE_CHECKING:
    import pypdfium2

# PDFium puts this where a word is divided at a line's end.
_DIVIDED = "\ufffe"
_BREAK = re.compile(f"\r\n|[\r\n{_DIVIDED}]")
# Times the height of a line: a wider gap inside it is the space between two columns.
_GAP = 1.5
# From this share on, the letters of a page are shapes without a meaning.
_UNREADABLE = 0.3
_NO_TITLE = re.compile(r"(?:untitled|microsoft word|document|.*\.\w{2,5}$|[\W\d_]*$)", re.IGNORECASE)


def read_pdf(data: bytes, uri: str, budget: Budget) -> Iterator[RawArticle | Skipped]:
    """One article; and, for each page that is only a picture, what was skipped."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise ReadError(uri, "is locked with a password" if locked else "damaged PDF") from error
    try:
        pages, scanned = _pages(document, uri, budget)
        properties = document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()
    if not any(pages):
        said = "is scanned: its pages are pictures without text; run it through OCR first"
        raise ReadError(uri, said if scanned else "holds no text")
    pieces = list(arrange(pages))
    title = properties.get("Title", "")
    yield from_pieces(
        hashed(data),
        uri,
        "application/pdf",
        pieces,
        title=None if _NO_TITLE.match(title) else title_of(pieces, title),
        byline=stated(properties.get("Author", ""), "properties"),
    )
    for number in scanned:
        yield Skipped(uri=f"{uri}#page={number}", reason="the page is a picture without text")


def _pages(document: pypdfium2.PdfDocument, uri: str, budget: Budget) -> tuple[list[list[Line]], list[int]]:
    """The lines of each page, and the numbers of the pages that are only pictures."""
    import pypdfium2

    if len(document) > budget.limits.max_pages:
        raise ReadError(uri, f"has more than {budget.limits.max_pages} pages")
    pages: list[list[Line]] = []
    scanned: list[int] = []
    for index in range(len(document)):
        budget.check_time()
        try:
            page = document[index]
            lines = _lines(page)
            if not lines and _has_picture(page):
                scanned.append(index + 1)
            page.close()
        except pypdfium2.PdfiumError:
            lines = []
        pages.append(lines)
    if _unreadable(pages):
        raise ReadError(
            uri, "its letters have no meaning (fonts without a character map); run it through OCR"
        )
    return pages, scanned


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    """Whether there is an image on the page."""
    import pypdfium2.raw

    return any(True for _ in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _unreadable(pages: list[list[Line]]) -> bool:
    """Whether most characters are of no script: replaced, private or control characters."""
    text = "".join(line.text for lines in pages for line in lines)
    strange = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or (c < " " and not c.isspace()) for c in text)
    return strange > _UNREADABLE * len(text)


def _lines(page: pypdfium2.PdfPage) -> list[Line]:
    """The lines of one page in the order in which they are drawn."""
    height = page.get_height()
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range()
        starts = [0, *(match.end() for match in _BREAK.finditer(text))]
        ends = [*(match.start() for match in _BREAK.finditer(text)), len(text)]
        return [
            line
            for start, end in zip(starts, ends, strict=True)
            for line in _segments(text_page, text, start, end, height)
        ]
    finally:
        text_page.close()


def _segments(
    text_page: pypdfium2.PdfTextPage, text: str, start: int, end: int, page_height: float
) -> Iterator[Line]:
    """One line; cut where it runs over the gap between two columns."""
    words = [match.span() for match in re.finditer(r"\S+", text[start:end])]
    segment: list[tuple[int, int]] = []
    right = 0.0
    for place, (a, b) in enumerate(words):
        left, bottom, _, top = text_page.get_charbox(start + a, loose=True)
        if segment and left - right > _GAP * (top - bottom):
            yield _line(text_page, text, start, segment, page_height, divided=False)
            segment = []
        segment.append((a, b))
        if place + 1 < len(words):
            right = text_page.get_charbox(start + b - 1, loose=True)[2]
    if segment:
        yield _line(text_page, text, start, segment, page_height, divided=text[end : end + 1] == _DIVIDED)


def _line(
    text_page: pypdfium2.PdfTextPage,
    text: str,
    base: int,
    words: list[tuple[int, int]],
    page_height: float,
    *,
    divided: bool,
) -> Line:
    """The words with their place, measured from the top of the page."""
    start, end = base + words[0][0], base + words[-1][1]
    left, bottom, _, top = text_page.get_charbox(start, loose=True)
    right = text_page.get_charbox(end - 1, loose=True)[2]
    return Line(
        text=text[start:end] + ("-" if divided else ""),
        left=left,
        right=right,
        top=page_height - top,
        bottom=page_height - bottom,
        page_height=page_height,
    )
