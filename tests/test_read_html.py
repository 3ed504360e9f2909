"""Saved pages: the main text, and what the page states."""

from __future__ import annotations

import json

import pytest

from brief.errors import ReadError
from brief.model import RawArticle
from brief.read import Limits, read_bytes
from tests import formats

TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in formats.PARAGRAPHS)


def page(body: str = f"<article><h1>Bridge</h1>{TEXT}</article>", head: str = "") -> RawArticle:
    """The article of a page."""
    source = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    (article,) = read_bytes(source.encode(), "a.html")
    assert isinstance(article, RawArticle)
    return article


def ld(**fields: object) -> str:
    """A JSON-LD record of an article."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def test_json_ld_is_believed_before_meta_and_both_say_where() -> None:
    article = page(
        head=ld(
            headline="Bridge &amp; ferry",
            datePublished="2019-03-17T09:30:00+01:00",
            author=[{"@type": "Person", "name": "Ina Vos"}, {"name": "Jan Blok"}],
            publisher={"name": "Polder Courier"},
        )
        + '<meta property="og:title" content="Other">'
        + '<meta property="article:published_time" content="2020-01-01">'
    )

    stated = (article.title, article.published, article.byline, article.outlet)
    assert [(said.value, said.origin) for said in stated if said] == [
        ("Bridge & ferry", "json-ld headline"),
        ("2019-03-17T09:30:00+01:00", "json-ld datePublished"),
        ("Ina Vos, Jan Blok", "json-ld author"),
        ("Polder Courier", "json-ld publisher"),
    ]


@pytest.mark.parametrize(
    ("head", "body", "origin"),
    [
        ('<meta property="article:published_time" content="2019-03-17">', "", "meta article:published_time"),
        ('<meta name="DC.date.issued" content="2019-03-17">', "", "meta dc.date.issued"),
        ("", '<time class="published" datetime="2019-03-17">Sunday</time>', "time"),
        ("", '<time datetime="2019-03-17T08:00Z">Sunday</time>', "time"),
    ],
)
def test_a_date_is_taken_where_a_machine_shall_read_it(head: str, body: str, origin: str) -> None:
    article = page(f"<article>{body}{TEXT}</article>", head)

    assert article.published is not None
    assert (article.published.value[:10], article.published.origin) == ("2019-03-17", origin)


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00", "soon", "", "31-31-2019"])
def test_a_date_that_is_none_is_not_taken(value: str) -> None:
    assert page(head=ld(datePublished=value)).published is None


def test_several_times_say_nothing() -> None:
    times = '<time datetime="2019-03-17">a</time><time datetime="2019-03-18">b</time>'

    assert page(f"{times}<article>{TEXT}</article>").published is None


def test_the_outlet_s_name_after_a_title_is_cut_where_the_page_shows_it_without() -> None:
    article = page(
        f"<article><h1>Bridge over the Vlist closes</h1>{TEXT}</article>",
        '<meta property="og:title" content="Bridge over the Vlist closes - Polder Courier">',
    )

    assert article.title is not None
    assert article.title.value == "Bridge over the Vlist closes"


def test_a_body_cut_in_two_is_put_together_in_order() -> None:
    first, second = formats.PARAGRAPHS[:3], formats.PARAGRAPHS[3:]
    parts = [
        f'<div class="body">{"".join(f"<p>{paragraph}</p>" for paragraph in part)}</div>'
        for part in (first * 2, second)
    ]

    article = page(
        f'<main><section>{parts[0]}</section><div class="ad">Buy</div><aside>{parts[1]}</aside></main>'
    )

    for paragraph in formats.PARAGRAPHS:
        assert paragraph in article.text
    assert "Buy" not in article.text


def test_a_fuller_copy_in_json_ld_is_taken() -> None:
    whole = "\n\n".join(formats.PARAGRAPHS)

    article = page(f"<article><p>{formats.PARAGRAPHS[0]}</p></article>", ld(articleBody=whole))

    assert article.text == whole


def test_a_page_says_its_character_set() -> None:
    source = f'<html><head><meta charset="iso-8859-1"></head><body><p>Café. {TEXT}</p></body></html>'
    data = source.replace("“", '"').replace("”", '"').encode("cp1252")

    (article,) = read_bytes(data, "a.html")

    assert isinstance(article, RawArticle)
    assert "Café" in article.text


@pytest.mark.parametrize(
    ("source", "limits", "reason"),
    [
        ("<html><body><nav>Home</nav></body></html>", Limits(), "no article text"),
        ("<html><body>" + "<div>" * 300 + "x", Limits(max_nesting=100), "nested too deeply"),
        ("<html><body>" + "<p>word</p>" * 300, Limits(max_entries=100), "more than 100 elements"),
    ],
)
def test_what_is_no_article_is_refused(source: str, limits: Limits, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read_bytes(source.encode(), "a.html", limits=limits)
