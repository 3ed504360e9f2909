"""A headline's own words, without what an agency or a paper puts around them."""

from __future__ import annotations

import pytest

from brief.clean import clean
from brief.clean.headline import bare
from brief.model import Stated
from tests.support import record

OWN = "Kestrel to buy Dunmore"


@pytest.mark.parametrize(
    "line",
    [
        "UPDATE 2-Kestrel to buy Dunmore",
        "UPDATE 2 - Kestrel to buy Dunmore",
        "RPT-UPDATE 1-Kestrel to buy Dunmore",
        "UPDATE 3-EXCLUSIVE-Kestrel to buy Dunmore",
        "WRAPUP 1-Kestrel to buy Dunmore",
        "EXCLUSIVE: Kestrel to buy Dunmore",
        "Exclusive | Kestrel to buy Dunmore",
        "BREAKING - Kestrel to buy Dunmore",
        "Breaking news: Kestrel to buy Dunmore",
        "[AFP] Kestrel to buy Dunmore",
        "(Reuters) Kestrel to buy Dunmore",
        "Kestrel to buy Dunmore [Reuters]",
        "Kestrel to buy Dunmore (video)",
        "Kestrel to buy Dunmore | Reuters",
        "Kestrel to buy Dunmore | Karvik Gazette",
        "Kestrel to buy Dunmore - The Western Post",
        "[AFP] EXCLUSIVE: Kestrel to buy Dunmore – The Western Post",
    ],
)
def test_marks_are_no_part_of_it(line: str) -> None:
    assert line[slice(*bare(line, "The food maker said so.", ""))] == OWN


@pytest.mark.parametrize(
    "line",
    [
        "Update on Kestrel is due on Monday",
        "Exclusive – and expensive – schools close",
        "Breaking bad habits takes years",
        "Breaking: never",
        "Live music returns to Karvik",
        "Analysis: why Kestrel wants Dunmore",
        "Opinion: Kestrel should buy Dunmore",
        "Corrected figures help Kestrel to buy Dunmore",
        "Kestrel to buy Dunmore (again)",
        "Kestrel to buy Dunmore - source",
        "Kestrel to buy Dunmore - Reuters",
        "Profits rise - Third Straight Record",
        "Kestrel - Dunmore deal is off",
    ],
)
def test_its_own_words_stay(line: str) -> None:
    assert bare(line, "The food maker said so.", "") == (0, len(line))


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Kestrel to buy Dunmore - Reuters", "Reuters"),
        ("Kestrel to buy Dunmore - Karvik Gazette", "Karvik Gazette"),
        ("Kestrel to buy Dunmore - The Western Post", "www.westernpost.example"),
    ],
)
def test_behind_a_dash_stands_who_published_it(line: str, outlet: str) -> None:
    body = "The food maker told the Karvik Gazette, Reuters and the Western Post so."

    assert line[slice(*bare(line, body, outlet))] == OWN


def test_a_paper_that_the_text_names_is_whom_the_headline_has_it_from() -> None:
    line = "Kestrel to buy Dunmore - The Western Post"

    assert bare(line, "Kestrel wants to buy Dunmore, the Western Post reported.", "") == (0, len(line))


@pytest.mark.parametrize("title", [None, "UPDATE 2-Kestrel to buy Dunmore for cash"])
def test_the_title_is_cited_as_it_stands(title: str | None) -> None:
    text = "UPDATE 2-Kestrel to buy Dunmore for cash\n\nKestrel said so.\n\nDunmore agreed.\n"
    article = clean(record(text if title is None else text.partition("\n\n")[2], title=title))

    assert article.headline is not None
    assert article.slice(article.headline) == "Kestrel to buy Dunmore for cash"
    assert article.title == Stated(
        value="UPDATE 2-Kestrel to buy Dunmore for cash", origin="record" if title else "text"
    )
