"""The typeset page: one page, nothing beside it, the words of the other formats."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.errors import RenderError, TemplateError
from brief.model import QUESTIONS, Box, Briefing, Item, Named
from brief.render import fits, pages, pdf, render
from brief.render.fonts import covered
from brief.render.profile import Profile
from tests.support import ATTACKS, cited, fitted, harbour_page, pixels, source_of

WORDS = st.one_of(
    st.text(
        alphabet=st.characters(min_codepoint=33, max_codepoint=0x24F, exclude_categories=("C", "Z")),
        min_size=1,
    ),
    st.sampled_from(ATTACKS),
    st.sampled_from(["مرحبا", "دمشق", "新闻报道", "東京", "서울", "😀", "👩‍👩‍👧", "नमस्ते", "e\u0301"]),
    st.integers(30, 4000).map(lambda size: "W" * size),
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=20).map(
    lambda words: " ".join(" ".join(words).split()) or "-"
)
ENDLESS = st.just(" ".join(["an endless sentence of many words"] * 180))


@st.composite
def briefings(draw: st.DrawFn) -> Briefing:
    """Pages of any words, in any amount, each word of them in its source."""
    sentences = draw(st.lists(st.one_of(SENTENCES, SENTENCES, ENDLESS), min_size=1, max_size=10))
    title = draw(st.one_of(SENTENCES, st.just("A headline of nine hundred characters " * 24)).map(str.strip))
    source = source_of("\n".join([title, *sentences]), outlet=draw(st.one_of(st.none(), SENTENCES)))
    items = [cited(source, sentence) for sentence in sentences]
    some = st.lists(st.sampled_from(items), max_size=4).map(tuple)
    return harbour_page(
        title=draw(st.one_of(st.none(), st.just(cited(source, title)))),
        bottom_line=items[0],
        points=tuple(items[1:]),
        box=Box(who=draw(some), what=draw(some), where=draw(some), when=draw(some), why=draw(some)),
        quotes=tuple(replace(item, speaker=item.text[:60]) for item in draw(some)),
        figures=tuple(replace(item, label=item.text) for item in draw(some)),
        timeline=tuple(replace(item, label=item.text) for item in draw(some)),
        flags=tuple(replace(item, kind="single") for item in draw(some)),
        entities=tuple(
            Named(name=f"Name Surname {index}", kind="person") for index in range(draw(st.integers(0, 200)))
        ),
        sources=(source,),
        removed=(),
        language=draw(st.sampled_from(["en", "de", "ar", "fr", "xx"])),
    )


# Setting a page takes longer than hypothesis allows a test by default.
@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(briefings(), st.sampled_from(["a4", "letter"]), st.sampled_from(["briefing", "plain", "sitrep"]))
def test_any_page_is_one_page_with_nothing_beside_it_and_the_words_it_was_given(
    full: Briefing, paper: str, template: str
) -> None:
    page = fitted(full, lambda one: fits(one, paper=paper, template=template))

    sheet = pypdf.PdfReader(io.BytesIO(render(page, "pdf", paper=paper, template=template)))

    assert len(sheet.pages) == 1
    assert margins_are_clean(page, Profile.of(paper=paper, template=template))
    printed = letters(sheet.pages[0].extract_text())
    for item in [page.title, page.bottom_line]:
        if item is not None and covered(item.text) and page.language != "ar" and template != "sitrep":
            assert letters(item.text) in printed


def letters(text: str) -> str:
    """A text without white space and without what shows nothing."""
    text = unicodedata.normalize("NFKC", text)
    shown = "".join(one for one in text if not one.isspace() and unicodedata.category(one) != "Cf")
    # A letter that the face draws in two pieces ("Ĭ") is read twice.
    return re.sub(r"([^\x00-\x7f])\1+", r"\1", shown)


def margins_are_clean(page: Briefing, profile: Profile) -> bool:
    """Whether the strips beside the text, 14 of their 16 mm, are white."""
    data = pdf.page_data(page, profile)
    drawn = pdf.draw(data, profile, pdf.scale_of(data, profile), ppi=24)
    assert isinstance(drawn, bytes)
    return clean(drawn)


def clean(drawn: bytes) -> bool:
    """Whether a picture at 24 dots an inch has white strips of 14 mm at its sides."""
    strip = int(14 / 25.4 * 24) * 4
    return all(set(row[:strip]) == {255} == set(row[-strip:]) for row in pixels(drawn))


def test_a_token_longer_than_its_column_stays_on_the_page() -> None:
    token = "W" * 200
    source = source_of(f"Head\n{token}")
    page = harbour_page(
        bottom_line=cited(source, token), box=Box(why=(cited(source, token),)), sources=(source,), points=()
    )
    profile = Profile.of()
    data = pdf.page_data(page, profile)
    unbroken = {**data, "bottom_line": {**data["bottom_line"], "text": token}}

    assert margins_are_clean(page, profile)
    assert not clean(pdf.draw(unbroken, profile, 1.0, ppi=24))  # type: ignore[arg-type]  # one page


def items_of(page: Briefing) -> Iterator[Item]:
    """Everything on a page that has a text of the source."""
    yield from filter(None, (page.title, page.bottom_line))
    for question in QUESTIONS:
        yield from getattr(page.box, question)
    for part in (page.points, page.quotes, page.figures, page.timeline, page.flags):
        yield from part


def test_the_pdf_and_the_markdown_carry_the_same_words() -> None:
    page = harbour_page()

    printed = letters(text_of(render(page, "pdf")))
    markdown = letters(render(page, "md").decode())

    for item in items_of(page):
        if item not in page.box.what:  # the headline tells it
            assert letters(item.text) in printed
            assert letters(item.text) in markdown


def text_of(sheet: bytes) -> str:
    """The words of a one-page PDF."""
    (page,) = pypdf.PdfReader(io.BytesIO(sheet)).pages
    return page.extract_text()


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert render(harbour_page(), "pdf") == render(harbour_page(), "pdf")


def test_the_pdf_says_title_language_day_and_that_it_is_tagged() -> None:
    reader = pypdf.PdfReader(io.BytesIO(render(harbour_page(), "pdf")))

    assert reader.metadata is not None
    assert reader.metadata.title == "Ferry Service to Maren Halted After Pier Cracks"
    assert str(reader.metadata.get("/CreationDate", ""))[:10] == "D:20250312"
    assert str(reader.root_object["/Lang"]) == "en"
    assert "/StructTreeRoot" in reader.root_object
    assert b"<pdfuaid:part>1" in render(harbour_page(), "pdf")


def test_an_archive_copy_is_pdf_a() -> None:
    sheet = render(harbour_page(), "pdf", pdf_standard="a-2a")

    assert b"<pdfaid:part>2" in sheet
    assert b"<pdfaid:conformance>A" in sheet


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612)])
def test_the_paper_is_the_one_asked_for(paper: str, width: int) -> None:
    reader = pypdf.PdfReader(io.BytesIO(render(harbour_page(), "pdf", paper=paper)))

    assert int(reader.pages[0].mediabox.width) == width


def test_a_short_page_is_set_larger_than_a_full_one() -> None:
    short = harbour_page(points=(), quotes=(), figures=(), timeline=(), entities=(), flags=())
    profile = Profile.of()

    assert pdf.scale_of(pdf.page_data(short, profile), profile) == max(pdf.SCALES)


def test_no_print_is_smaller_than_six_and_a_half_points() -> None:
    parts = (Path(__file__).parent.parent / "templates" / "_parts.typ").read_text(encoding="utf-8")

    sizes = [float(size) for size in re.findall(r"size: pt\((\d+(?:\.\d+)?)\)", parts)]
    assert len(sizes) > 5
    assert min(sizes) * min(pdf.SCALES) >= 6.5


def test_two_pages_hold_more_than_one() -> None:
    source = source_of(
        "\n".join(f"Sentence {n} has a few words more than it needs to have." for n in range(90))
    )
    items = [cited(source, line) for line in (source.text or "").split("\n")]
    full = harbour_page(points=tuple(items), sources=(source,))

    one = fitted(full, fits)
    two = fitted(full, lambda page: fits(page, pages=2))

    assert pages(one) == 1
    assert pages(two) == 2
    assert two.left_out < one.left_out


def test_the_page_of_a_right_to_left_language_is_mirrored() -> None:
    def tinted(page: Briefing) -> tuple[int, int]:
        profile = Profile.of()
        drawn = pdf.draw(pdf.page_data(page, profile), profile, 1.0, ppi=24)
        assert isinstance(drawn, bytes)
        rows = pixels(drawn)
        half = len(rows[0]) // 2
        tint = bytes((0xF2, 0xF4, 0xF6))
        return (sum(row[:half].count(tint) for row in rows), sum(row[half:].count(tint) for row in rows))

    left, right = tinted(harbour_page(language="ar"))
    assert left > 10 * right
    left, right = tinted(harbour_page(language="en"))
    assert right > 10 * left


def test_characters_that_no_font_has_are_named(caplog: pytest.LogCaptureFixture) -> None:
    source = source_of("Head\nA sign that no font draws: \U000e0fff\U0001fbff.")
    page = harbour_page(
        bottom_line=cited(source, "A sign that no font draws: \U000e0fff\U0001fbff."), sources=(source,)
    )

    with caplog.at_level(logging.WARNING):
        sheet = render(page, "pdf")

    assert "print as boxes" in caplog.text
    assert "A sign that no font draws" in text_of(sheet)


def test_a_template_of_ones_own_sets_the_page(tmp_path: Path) -> None:
    mine = tmp_path / "mine.typ"
    mine.write_text('#set document(title: "x")\n#let d = json(bytes(sys.inputs.data))\nOurs: #d.title')

    assert "Ours: Ferry Service to Maren" in text_of(render(harbour_page(), "pdf", template=str(mine)))


def test_an_error_in_a_template_names_file_and_line(tmp_path: Path) -> None:
    mine = tmp_path / "mine.typ"
    mine.write_text('#set document(title: "x")\n\n#nothing-of-that-name')

    with pytest.raises(TemplateError, match=r"mine\.typ.*:3:"):
        render(harbour_page(), "pdf", template=str(mine))


def test_a_template_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "templates"
    folder.mkdir()
    mine = folder / "mine.typ"
    mine.write_text('#read("../secret.txt")')

    with pytest.raises(TemplateError):
        render(harbour_page(), "pdf", template=str(mine))


def test_what_looks_like_markup_prints_as_itself() -> None:
    source = source_of("\n".join(ATTACKS))
    items = tuple(cited(source, text) for text in ATTACKS)
    page = harbour_page(title=items[4], bottom_line=items[0], points=items, sources=(source,), removed=())

    printed = letters(text_of(render(page, "pdf")))

    for text in ATTACKS:
        assert letters(text) in printed


def test_a_web_address_is_a_link_in_the_pdf() -> None:
    source = source_of("Head\nText.", uri="https://news.example/a?b=1")
    page = harbour_page(bottom_line=cited(source, "Text."), sources=(source,), removed=())

    (sheet,) = pypdf.PdfReader(io.BytesIO(render(page, "pdf"))).pages

    links = [note.get_object()["/A"]["/URI"] for note in sheet["/Annots"]]  # type: ignore[attr-defined]  # an array
    assert links == ["https://news.example/a?b=1"]


@pytest.mark.parametrize("desk", ["", "Night desk"])
def test_a_logo_stands_in_the_head(tmp_path: Path, desk: str) -> None:
    profile = Profile.of()
    picture = pdf.draw(pdf.page_data(harbour_page(), profile), profile, 1.0, ppi=4)
    assert isinstance(picture, bytes)
    logo = tmp_path / "logo.png"
    logo.write_bytes(picture)

    (sheet,) = pypdf.PdfReader(io.BytesIO(render(harbour_page(), "pdf", logo=str(logo), desk=desk))).pages
    html = render(harbour_page(), "html", logo=str(logo), desk=desk).decode()

    assert len(sheet.images) == 1
    assert '<img src="data:image/png;base64,' in html


def test_a_logo_that_is_no_picture_says_so(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_text("not a picture")

    with pytest.raises(RenderError, match="image"):
        render(harbour_page(), "pdf", logo=str(logo))


def test_a_headline_of_many_words_is_set_small_whatever_a_metre_would_hold() -> None:
    title = "The harbour of Tollen is closed to every ship until the spring tide is over " * 5
    source = source_of(f"{title.strip()}\nText.")
    page = harbour_page(title=cited(source, title.strip()), sources=(source,))
    sizes: list[float] = []

    def note(text: str, matrix: list[float], scale: list[float], font: object, size: float) -> None:
        if "harbour of Tollen" in text:
            sizes.append(size * matrix[0] * scale[0])

    pypdf.PdfReader(io.BytesIO(render(page, "pdf"))).pages[0].extract_text(visitor_text=note)

    assert 0 < max(map(abs, sizes)) < 18
