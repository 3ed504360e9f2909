"""What is told apart from the prose, by case files and examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.clean import clean
from brief.clean.captions import mark_captions
from brief.clean.furniture import furniture
from brief.model import Article, BlockKind, RawArticle, Stated
from brief.read import read_bytes
from tests.support import record

CASES = sorted((Path(__file__).parent / "cases" / "clean").glob("*.txt"))
SEED = Path("seeds/top-iranian-military-officials-in-syria-for-talks.txt")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_paragraph_is_what_it_is(path: Path) -> None:
    _, given, expected = path.read_text("utf-8").replace("\n--- out\n", "\n--- in\n").split("\n--- in\n")

    article = cleaned(given)

    assert shown(article) == expected.strip()


def test_the_seed_has_twenty_paragraphs_and_its_headline_is_the_first() -> None:
    article = cleaned(SEED.read_text("utf-8"))

    assert article.paragraph_count == 20
    assert article.headline is not None
    assert article.slice(article.headline) == "Top Iranian Military Officials in Syria for Talks"
    assert [(block.number, block.kind) for block in article.blocks[:3]] == [
        (1, "headline"),
        (2, "dateline"),
        (2, "paragraph"),
    ]
    assert article.text[article.paragraphs[0].start :].startswith("Two of Iran")


def cleaned(text: str) -> Article:
    """The article in a plain text."""
    found = read_bytes(text.encode(), "case.txt")[0]
    assert isinstance(found, RawArticle)
    return clean(found, today="2026-01-01")


def shown(article: Article) -> str:
    """Each block on a line, long ones cut; then what the document states of itself."""
    lines = []
    for block in article.blocks:
        words = " ".join(article.text[block.start : block.end].split())
        lines.append(f"{block.number} {block.kind}: {words if len(words) <= 50 else words[:49] + '…'}")
    if article.headline and article.headline.part == "title":
        lines.append(f"headline = {article.slice(article.headline)} (title)")
    for name in ("byline", "outlet", "published"):
        said = getattr(article, name)
        lines += [f"{name} = {said.value} ({said.origin})"] if said else []
    return "\n".join([*lines, *(f"flag = {flag}" for flag in article.flags)])


@pytest.mark.parametrize("date", ["9999-12-31T23:59:00-05:00", "soon"])
def test_a_date_beyond_the_calendar_is_refused_like_any_in_the_future(date: str) -> None:
    raw = record("The bridge closed.", published=date)

    article = clean(raw, published="2019-03-17", today="2026-01-01")

    assert article.published == Stated(value="2019-03-17", origin="option --date")
    assert len(article.flags) == 1


# One paragraph for each line of `furniture.txt` that stands behind letters, as a page might print it.
SIGNED = {
    "The Tollen Courier, 20 March 2019": "byline",
    "The Polder Courier 2019. All Rights Reserved.": "copyright",
    "This report May Not Be Reproduced in part or whole.": "copyright",
    "Without WRITTEN permission of its owner nobody may copy this.": "copyright",
    "No word of it is copied, without the prior written consent of the Courier.": "copyright",
    "(c) Vlist Post. Distributed by Polder Content Agency": "copyright",
    "To the desk: corrects spelling of the alderman's name in second paragraph": "correction",
    "This article was amended on 20 March because the name was wrong.": "correction",
    "An earlier version of this article named another alderman.": "correction",
    "Due to an editing error, the article named another alderman.": "correction",
    "(Corrects name of the alderman to Blok)": "correction",
    "In einer früheren Fassung dieses Artikels stand ein anderer Name.": "correction",
    "Dieser Artikel wurde am 20. März korrigiert.": "correction",
    "Une version précédente de cet article citait un autre nom.": "correction",
    "Cet article a été corrigé le 20 mars.": "correction",
    "Una versión anterior de este artículo daba otro nombre.": "correction",
    "Este artículo ha sido corregido el 20 de marzo.": "correction",
    "A desk in Gouda contributed to this report.": "editors_note",
    "Note: the following article was sent in by a reader.": "editors_note",
    "Why the bridge over the Vlist closed read more": "read_more",
    "Like what you see? Subscribe to our letter": "boilerplate",
    "To get no more of these, unsubscribe": "boilerplate",
    "Trouble? View this e-mail in your BROWSER": "boilerplate",
    "The bridge over the Vlist after the storm hide caption 2 of 9": "caption",
    "The bridge over the Vlist on Monday. (Photo by the province)": "caption",
    "The bridge over the Vlist on Monday. REUTERS/Handout": "caption",
    "The bridge over the Vlist on Monday. [Photo/Polder Courier]": "caption",
    "Tollen, 20 March 2019": "dateline",
}


@pytest.mark.parametrize(("line", "kind"), SIGNED.items())
def test_furniture_that_may_begin_anywhere_is_told_by_its_letters(line: str, kind: str) -> None:
    found = next((one for one in furniture() if one.is_it(line, line.lower())), None)

    assert found is not None
    assert found.kind == kind
    assert found.plain.fullmatch(line) is None


def test_there_is_an_example_for_all_furniture_that_may_begin_anywhere() -> None:
    searched = [pattern for one in furniture() for _, pattern in one.signed]

    assert all(any(pattern.fullmatch(line) for line in SIGNED) for pattern in searched)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("This March 4, 2019 photo made available by the province shows the bridge.", "caption"),
        ("In this March 4, 2019 file photo, a boy looks at the bridge over the Vlist.", "caption"),
        ("A picture taken on Monday shows the bridge over the Vlist.", "caption"),
        ("In a picture of the region's trade, the council counts its bridges.", "paragraph"),
        ("In this bleak economic picture, the council sees hope.", "paragraph"),
        ("These pictures show the bridge falling into the Vlist.", "paragraph"),
    ],
)
def test_a_caption_is_told_by_how_agencies_begin_it_wherever_it_stands(line: str, kind: str) -> None:
    told = [
        f"The council met for the {word} time on Monday." for word in ("first", "second", "third", "last")
    ]
    lines = [*told, line]
    kinds: list[BlockKind] = ["paragraph"] * len(lines)

    mark_captions(lines, kinds)

    assert kinds == [*["paragraph"] * len(told), kind]
