"""What arithmetic says of a page, Typst says too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.model import Box, Briefing, Named
from brief.render import fits, fullness, pdf
from brief.render.estimate import estimate
from brief.render.profile import SECTIONS, Profile
from tests.support import ATTACKS, cited, fitted, harbour_page, source_of
from tests.test_render_pdf import briefings

LETTERS = st.text(
    alphabet=st.sampled_from("aeiounrstlmdcpgWMÄÉßłЖя0123456789-–’'“”«»„()[]{}/.,:;!?%&@—…fiVAT"), min_size=1
)
WORDS = st.one_of(
    LETTERS, st.sampled_from(ATTACKS), st.sampled_from(["of the", "said on Tuesday", "( x )", "!"])
)
LINES = st.lists(WORDS, min_size=1, max_size=60).map(lambda words: " ".join(words))


@st.composite
def written(draw: st.DrawFn) -> Briefing:
    """Pages in letters that the text fonts have, about as full as a page is."""
    lines = draw(st.lists(LINES, min_size=2, max_size=14))
    source = source_of("\n".join(lines), outlet=draw(st.none() | LINES), dateline=draw(st.none() | LETTERS))
    items = [cited(source, line) for line in lines]
    short = [cited(source, line[:30]) for line in lines]
    some = st.lists(st.sampled_from(items), max_size=3).map(tuple)
    few = st.lists(st.sampled_from(short), max_size=4).map(tuple)
    return harbour_page(
        title=draw(st.none() | st.sampled_from(items + short)),
        bottom_line=draw(st.none() | st.sampled_from(items)),
        points=tuple(items[2:]),
        box=Box(who=draw(few), what=draw(some), where=draw(few), when=draw(few), why=draw(some)),
        quotes=tuple(replace(item, speaker=item.text[:40]) for item in draw(some)),
        figures=tuple(replace(item, label=item.text) for item in draw(few)),
        timeline=tuple(replace(item, label=item.text, value="2019-03-17") for item in draw(few)),
        flags=tuple(replace(item, kind="single") for item in draw(some)),
        entities=tuple(
            Named(name=f"Name Surname {index}", kind="person") for index in range(draw(st.integers(0, 60)))
        ),
        sources=(source,),
        removed=(),
        language=draw(st.sampled_from(["en", "de", "fr", "es"])),
    )


LOOKS = st.builds(
    Profile.of,
    paper=st.sampled_from(["a4", "letter"]),
    desk=st.sampled_from(
        ["", "Foreign desk", "The desk of far too many words and of names that go on and on"]
    ),
    analyst=st.booleans(),
    sections=st.permutations(SECTIONS).flatmap(lambda order: st.integers(0, 6).map(lambda n: order[:n])),
)


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.one_of(written(), briefings()), LOOKS, st.sampled_from(pdf.SCALES))
def test_what_is_said_to_fit_fits_and_what_is_said_not_to_does_not(
    page: Briefing, profile: Profile, scale: float
) -> None:
    data = pdf.page_data(page, profile)
    share = estimate(data, profile, scale)

    if share is not None:
        least, most = share
        counted = pdf._pages(data, profile, scale)
        assert least <= most
        assert most > 1 or counted == 1
        assert least <= 1 or counted > 1


@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(written())
def test_the_page_is_the_one_that_measuring_alone_finds(page: Briefing) -> None:
    profile = Profile.of()

    def measured(one: Briefing) -> bool:
        return pdf.pages(one, profile) == 1

    assert fitted(page, fits, fullness) == fitted(page, measured)


def test_a_page_of_common_length_is_told_without_setting_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("set for nothing")

    monkeypatch.setattr(pdf, "_compile", refuse)

    assert fits(harbour_page())
    assert pdf.scale_of(pdf.page_data(harbour_page(), Profile.of()), Profile.of()) == max(pdf.SCALES)
    assert not fits(harbour_page(points=harbour_page().points * 30))


@pytest.mark.parametrize("change", [{"language": "ar"}, {"bottom_line": None, "title": "新闻"}])
def test_other_scripts_are_set_to_be_measured_and_guessed_before(change: dict[str, object]) -> None:
    if "title" in change:
        source = source_of("新闻\nText.")
        change = {"title": cited(source, "新闻"), "sources": (source,)}
    profile = Profile.of()
    page = harbour_page(**change)

    assert estimate(pdf.page_data(page, profile), profile, 1.0) is None
    assert 0.2 < (fullness(page) or 0) < 1


def test_another_template_is_set_to_be_measured() -> None:
    assert fullness(harbour_page(), template="sitrep") is None


def test_a_fuller_page_is_estimated_fuller() -> None:
    page = harbour_page()

    some, more = fullness(page), fullness(replace(page, points=page.points * 3))

    assert some is not None
    assert more is not None
    assert 0 < some < more


@pytest.mark.parametrize(
    "long",
    [
        "<script>alert(1)</script> ![](http://127.0.0.1:9/x) alpha beta gamma delta epsilon",
        "<script>alert(1)</script> ![](http://127.0.0.1:9/x) 0 0000000 :smile: #12 @someone 00",
        "see https://harbour.example/notices/2025/03/the-ferry-to-maren-is-stopped#why for more",
        "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenversicherung zahlt",
        "either/or/and/or/neither/nor/both/and/not/only/but/also/whether/or/as/well/as this",
    ],
)
def test_a_word_wider_than_its_column_takes_as_many_lines_as_it_may_be_broken_into(long: str) -> None:
    source = source_of(long)
    page = harbour_page(
        box=Box(why=(cited(source, long),) * 6), sources=(source,), points=(), figures=(), quotes=()
    )
    profile = Profile.of(sections=("named",))
    counted = []
    for names in range(0, 200, 3):
        entities = tuple(Named(name=f"Name Surname {index}", kind="person") for index in range(names))
        data = pdf.page_data(replace(page, entities=entities), profile)
        share = estimate(data, profile, 1.07)
        assert share is not None
        counted.append(pdf._pages(data, profile, 1.07))
        assert share[1] > 1 or counted[-1] == 1
        assert share[0] <= 1 or counted[-1] > 1

    assert {1, 2} <= set(counted)
