"""What stands above a headline and is none, and headlines that only look like it."""

from __future__ import annotations

import pytest

from brief.clean import clean
from brief.model import Article, Block, Stated
from tests.support import record

STORY = (
    "The harbour master, Elena Marku, on Tuesday opened the new quay between Karvik and Tollen.",
    "It cost 28 million crowns and took six years, she said. Ferries will call every hour.",
    "Fishermen had asked for it since the storm of two years ago.",
)
HEADLINE = "Harbour Master Opens New Quay"


def read(*lines: str, title: str | None = None) -> Article:
    return clean(record("\n\n".join((*lines, *STORY)), title=title))


def headline(article: Article) -> str | None:
    return article.slice(article.headline) if article.headline else None


@pytest.mark.parametrize(
    "above",
    [
        ["PRESS RELEASE"],
        ["Press release"],
        ["Press Release No. 45/2026"],
        ["PRESS RELEASE | 18 November 2026"],
        ["For immediate release"],
        ["FOR IMMEDIATE RELEASE:"],
        ["EMBARGOED until 00:01 GMT Thursday 19 November"],
        ["Statement 26/1234"],
        ["Statement 26/1234", "Tollen, 19 November 2026"],
        ["IP/26/1234"],
        ["Ministry of Transport", "Press release", "19 November 2026"],
        ["Ministry of Transport and Ports", "Press release", "For immediate release", "19 November 2026"],
        ["Ministry of Ports", "PRESS RELEASE"],
        ["Norland Ports plc", "News release"],
        ["FOREIGN MINISTRY OF NORLAND"],
        ["Nota de prensa"],
        ["Ministère des Ports", "Communiqué de presse"],
        ["Bundesministerium für Verkehr", "Pressemitteilung Nr. 12/2026"],
        ["WORLD NEWS"],
        ["Business"],
        ["Business | Transport"],
        ["Politics / Europe"],
        ["Science & Environment"],
        ["BREAKING"],
        ["Breaking news:"],
        ["UPDATE 2"],
        ["EXCLUSIVE", "Business"],
        ["Analysis"],
        ["Home > News > Politics"],
        ["Home » Business » Ports and Ferries"],
        ["Home > News > Harbour Master Opens New Quay at Last"],
        ["1."],
        ["Reuters"],
        ["The Western Post"],
        ["THE WESTERN POST"],
        ["The Western Post", "Saturday, November 14, 2026"],
        ["Tollen Argus, Thursday, November 12, 2026"],
    ],
)
def test_a_headline_stands_below(above: list[str]) -> None:
    article = read(*above, HEADLINE)

    assert headline(article) == HEADLINE
    assert len(article.paragraphs) == len(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "Press release ban is lifted",
        "Statement on the quay is due",
        "Ministry of Ports opens quay at Tollen",
        "MINISTRY OF PORTS OPENS NEW QUAY AT TOLLEN",
        "Norland Loses World Record",
        "Business Weekly to close",
        "Business | Rate cut lifts shares across Norland",
        "Live Aid at forty",
        "Mayor Meets Press",
        "World news agency closes",
        "Home rule for Tollen",
        "The Last Post of Tollen",
        "Analysis: why Tollen wants its quay",
        "Opinion: Tollen needs a quay",
        "Exclusive school for pilots opens",
    ],
)
def test_a_headline_that_only_looks_like_it_stays(line: str) -> None:
    assert headline(read(line)) == line
    assert headline(read(line, "Fishermen welcome it after years of waiting")) == line


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("Quay Opens", "Harbour master cuts the ribbon at the new quay"),
        ("Ministry of Ports Opens New Quay", "Ferries to call every hour, fares remain the same"),
        ("City Council Rejects Plan for Quay", "Mayor says that she will try once more"),
    ],
)
def test_above_the_words_press_release_may_stand_the_headline(line: str, below: str) -> None:
    assert headline(read(line, "Press release", below)) == line


def test_above_the_words_press_release_a_name_that_the_text_has_again_is_whose_it_is() -> None:
    article = read("Tollen Quays", "NEWS RELEASE", "Tollen Quays to Build Second Quay")

    assert headline(article) == "Tollen Quays to Build Second Quay"


@pytest.mark.parametrize("line", ["WORLD NEWS", "Breaking", "The Western Post"])
def test_a_line_alone_above_the_story_stays_its_headline(line: str) -> None:
    assert headline(read(line)) == line


@pytest.mark.parametrize("line", ["PRESS RELEASE", "For immediate release", "Home > News > Politics"])
def test_a_slug_is_never_a_headline(line: str) -> None:
    assert headline(read(line)) is None


def test_a_title_handed_over_apart_leaves_the_slugs_out_of_the_story() -> None:
    article = read("Business", "Press release", title="Harbour master opens quay")

    assert headline(article) == "Harbour master opens quay"
    assert len(article.paragraphs) == len(STORY)


@pytest.mark.parametrize(
    "above", [["The Western Post", "Saturday, November 14, 2026"], ["The Western Post, 14 November 2026"]]
)
def test_a_masthead_is_who_published_it(above: list[str]) -> None:
    article = read(*above, HEADLINE, "By Ana Reyes")

    assert article.outlet == Stated(value="The Western Post", origin="text")
    assert article.byline == Stated(value="Ana Reyes", origin="text")
    assert article.published is not None
    assert article.published.value == "2026-11-14"


def test_a_standfirst_is_told_below_a_masthead_too() -> None:
    article = read("The Western Post", HEADLINE, "Ferries will call every hour", "By Ana Reyes")

    assert kinds(article.blocks)[:4] == ["byline", "headline", "standfirst", "byline"]


def test_a_place_with_a_day_is_a_dateline_of_its_own() -> None:
    article = read("Statement 26/1234", "Tollen, 19 November 2026", HEADLINE)

    assert kinds(article.blocks)[:3] == ["boilerplate", "dateline", "headline"]
    assert article.published == Stated(value="2026-11-19", origin="text")


def kinds(blocks: tuple[Block, ...]) -> list[str]:
    return [block.kind for block in blocks]
