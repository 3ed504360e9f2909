"""PDF: columns, running heads, divided words, pages that are pictures."""

from __future__ import annotations

import io
import struct
import zlib
from collections import Counter
from pathlib import Path

import pytest
import typst

from brief.errors import ReadError
from brief.model import RawArticle, Skipped
from brief.read import Limits, read_bytes
from brief.read.pdf_layout import Line, arrange

HYPHENS = "The eight-year-old inter-\nconnection of the eight-year-\nold bridges is an inter-\nnational one."


def line(text: str, *, left: float = 50, top: float = 100, size: float = 10, width: float = 200) -> Line:
    """A line of a page of 800 points, as wide as its column unless told."""
    return Line(text=text, left=left, right=left + width, top=top, bottom=top + size, page_height=800)


def texts(*pages: list[Line]) -> list[str]:
    """The blocks that come of the pages."""
    return [words for _, words in arrange(pages)]


def test_lines_of_one_paragraph_are_joined_and_an_indent_begins_the_next() -> None:
    page = [
        line("The bridge closed on Sunday after"),
        line("inspectors had found the cracks.", top=112),
        line("Ferries will run from Monday until", left=60, top=124, width=190),
        line("the autumn, the town said.", top=136, width=120),
    ]

    assert texts(page) == [
        "The bridge closed on Sunday after inspectors had found the cracks.",
        "Ferries will run from Monday until the autumn, the town said.",
    ]


def test_a_divided_word_is_made_whole_unless_the_document_writes_it_with_a_hyphen() -> None:
    lines = [line(words, top=100 + 12 * n) for n, words in enumerate(HYPHENS.split("\n"))]

    assert texts(lines) == [
        "The eight-year-old interconnection of the eight-year-old bridges is an international one."
    ]


def test_columns_drawn_row_by_row_are_read_one_after_the_other() -> None:
    page = [
        side
        for n in range(4)
        for side in (
            line(f"left column line {n} goes on", top=100 + 12 * n),
            line(f"right column line {n} goes on", left=300, top=100 + 12 * n),
        )
    ]

    joined = " ".join(texts(page))
    assert joined.index("left column line 3") < joined.index("right column line 0")


def test_running_heads_and_page_numbers_are_left_out_and_a_repeated_line_of_the_text_is_kept() -> None:
    def page(number: int) -> list[Line]:
        return [
            line("The Polder Courier", top=20),
            line("The bridge closed on Sunday after", top=70),
            line("inspectors found cracks.", top=82, width=120),
            line(f"- {number} -", top=780),
        ]

    assert Counter(texts(page(1), page(2), page(3))) == {
        "The bridge closed on Sunday after inspectors found cracks.": 3
    }


def test_larger_letters_are_a_heading() -> None:
    page = [line("Bridge closes", size=20), line("The bridge closed on Sunday, the town said.", top=130)]

    assert [kind for kind, _ in arrange([page])] == ["heading", "paragraph"]


def test_a_line_that_leaves_its_column_free_is_a_last_line_or_a_heading() -> None:
    page = [
        line("A bridge too old", width=90),
        line("The bridge closed on Sunday after", top=112),
        line("inspectors found cracks.", top=124, width=120),
        line("He sighed.", top=136, width=50),
        line("Ferries will run from Monday, the", top=148),
        line("town said, and nobody has to pay.", top=160),
    ]

    assert texts(page) == [
        "A bridge too old",
        "The bridge closed on Sunday after inspectors found cracks.",
        "He sighed.",
        "Ferries will run from Monday, the town said, and nobody has to pay.",
    ]


def test_a_paragraph_goes_on_over_the_page() -> None:
    words = "The bridge over the Vlist closed on Sunday after inspectors found cracks in two of its pillars. "
    source = f'#set page(width: 10cm, height: 8cm, numbering: "1")\n#set par(justify: true)\n{words * 12}'

    (article,) = read_bytes(typst.compile(source.encode()), "a.pdf")

    assert isinstance(article, RawArticle)
    assert " ".join(article.text.split()) == (words * 12).strip()


def test_a_scanned_file_is_refused_and_a_scanned_page_skipped(tmp_path: Path) -> None:
    (tmp_path / "scan.png").write_bytes(png())
    (tmp_path / "a.typ").write_text('#image("scan.png")')
    (tmp_path / "b.typ").write_text('The bridge closed.\n#pagebreak()\n#image("scan.png")')

    with pytest.raises(ReadError, match="is scanned"):
        read_bytes(typst.compile(tmp_path / "a.typ"), "a.pdf")
    found = read_bytes(typst.compile(tmp_path / "b.typ"), "b.pdf")
    assert found[1] == Skipped(uri="b.pdf#page=2", reason="the page is a picture without text")


def test_what_cannot_be_read_says_why() -> None:
    import pypdf

    pdf = typst.compile(b"The bridge closed.\n#pagebreak()\nOn Sunday.")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)

    for data, reason, limits in (
        (locked.getvalue(), "password", Limits()),
        (pdf[:300], "damaged PDF", Limits()),
        (pdf, "more than 1 pages", Limits(max_pages=1)),
        (typst.compile(b"#h(1pt)"), "holds no text", Limits()),
    ):
        with pytest.raises(ReadError, match=reason):
            read_bytes(data, "a.pdf", limits=limits)


def png() -> bytes:
    """A grey square."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = zlib.compress(b"".join(b"\0" + b"\x80" * 8 for _ in range(8)))
    header = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
