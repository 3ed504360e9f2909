"""The typeset page: one page, nothing beside it, the words of the other formats."""

from __future__ import annotations

import io
import json
import logging
import re
import unicodedata
from dataclasses import replace
from typing import Any

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.errors import SettingsError, TemplateError, UnknownName
from brief.model import Box, Briefing, Item, Named
from brief.render import fits, pages, pdf, render
from brief.render.profile import Profile
from tests.support import cited, fitted, harbour_page, pixels, source_of

ATTACKS = (
    "{{7*7}}",
    "{% for x in y %}",
    "<script>alert(1)</script>",
    '#read("/etc/passwd")',
    "$x$ and $$y$$",
    "![](http://127.0.0.1:9/x)",
    "[link](javascript:alert(1))",
    "#panic() #set page(height: 1pt)",
    "*bold* _italic_ `code` ~~struck~~",
    "# heading",
    "- item",
    "1. item",
    "---",
    'title: "x"',
    "=1+1",
    "@SUM(A1)",
    "\\begin{x} \\",
    "<!-- comment",
    "&lt;b&gt; &amp;",
    "]]> <?xml",
)
WORDS = st.one_of(
    st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=0x24F, exclude_categories=("C", "Z")), min_size=1, max_size=12),
    st.sampled_from(ATTACKS),
    st.sampled_from(["مرحبا", "دمشق", "新闻报道", "東京", "서울", "😀", "👩‍👩‍👧", "नमस्ते", "Ünïcödé", "e\u0301"]),
    st.integers(30, 400).map(lambda size: "W" * size),
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
LONG = st.integers(500, 1200).map(lambda size: "never ending words " * (size // 4))


@st.composite
def briefings(draw: st.DrawFn) -> Briefing:
    """Pages of any words, in any amount, each word of them in its source."""
    title = draw(st.one_of(SENTENCES, st.just("Long headline " * 64)))
    sentences = draw(st.lists(st.one_of(SENTENCES, SENTENCES, LONG), min_size=1, max_size=14))
    text = "\n".join([title, *sentences])
    source = source_of(text, outlet=draw(st.one_of(st.none(), SENTENCES)))
    items = [cited(source, " ".join(sentence.split()).strip() or "x") if False else _item(source, sentence) for sentence in sentences]
    take = st.lists(st.sampled_from(items), max_size=6).map(tuple)
    names = draw(st.one_of(st.just(0), st.integers(0, 200)))
    return harbour_page(
        title=draw(st.one_of(st.none(), st.just(_item(source, title)))),
        bottom_line=items[0],
        points=tuple(items[1:]),
        box=Box(who=draw(take), what=draw(take), where=draw(take), when=draw(take), why=draw(take)),
        quotes=tuple(replace(item, speaker=item.text[:40]) for item in draw(take)),
        figures=tuple(replace(item, label=item.text) for item in draw(take)),
        timeline=tuple(replace(item, label=item.text, value=None) for item in draw(take)),
        flags=tuple(replace(item, kind="single") for item in draw(take)),
        entities=tuple(Named(name=f"Name Surname {index}", kind="person") for index in range(names)),
        sources=(source,),
        removed=(),
        language=draw(st.sampled_from(["en", "de", "ar", "fr", "xx"])),
    )


def _item(source: Any, text: str) -> Item:
    return cited(source, text)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(briefings(), st.sampled_from(["a4", "letter"]), st.sampled_from(["briefing", "plain", "sitrep"]))
def test_any_page_is_one_page_with_clean_margins_and_the_words_of_the_markdown(
    full: Briefing, paper: str, template: str
) -> None:
    page = fitted(full, lambda one: fits(one, paper=paper, template=template))

    sheet = render(page, "pdf", paper=paper, template=template)
    assert len(pypdf.PdfReader(io.BytesIO(sheet)).pages) == 1
    assert _margins_are_clean(page, paper=paper, template=template)


def _margins_are_clean(page: Briefing, *, paper: str = "a4", template: str = "briefing") -> bool:
    """Whether the strips beside the text, 16 mm wide, are white; all of the page at 36 dots an inch."""
    profile = Profile.of(paper=paper, template=template)
    data = pdf.page_data(page, profile)
    drawn = pdf.draw(data, profile, pdf.scale_of(data, profile), ppi=36)
    strip = int(14.5 / 25.4 * 36)
    return all(
        set(row[: strip * 4]) == {255} and set(row[-strip * 4 :]) == {255}
        for row in pixels(drawn)
    )
