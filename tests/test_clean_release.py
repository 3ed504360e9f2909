"""Press releases: what says that a text is one, and what senders print below each of theirs."""

from __future__ import annotations

import pytest

from brief.clean import clean
from brief.model import Article, RawArticle

HEADLINE = "Kestrel Energy opens battery plant in Orlo"
STORY = [
    "Kestrel Energy opened its new battery plant in Orlo on Tuesday, which will create 400 jobs.",
    "The plant was built in 22 months with the support of a grant of the province, the company said.",
    "It will supply power companies in twelve provinces from the spring of next year on.",
    '"Kestrel\'s investment shows that Orlo is open for business," said the mayor, Ada Wilm.',
]
COMPANY = "Kestrel Energy is a leading maker of batteries. Founded in 2011, the company employs 2,600 people."


def read(*lines: str) -> Article:
    return clean(RawArticle(uri="a.txt", media_type="text/plain", sha256="0" * 64, text="\n\n".join(lines)))


def told(article: Article) -> list[str]:
    return [article.text[one.start : one.end] for one in article.paragraphs]


def said(article: Article) -> str | None:
    return article.slice(article.release) if article.release else None


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["FOR IMMEDIATE RELEASE", HEADLINE, *STORY], "FOR IMMEDIATE RELEASE"),
        (["PRESS RELEASE", "19 November 2026", HEADLINE, *STORY], "PRESS RELEASE"),
        (["Press release | 19 November 2026", HEADLINE, *STORY], "Press release"),
        (["News Release No. 45/2026", HEADLINE, *STORY], "News Release"),
        (["Kestrel Energy", "Press release", HEADLINE, *STORY], "Press release"),
        ([HEADLINE, "For immediate release", *STORY], "For immediate release"),
        ([f"Press release: {HEADLINE}", *STORY], "Press release"),
        (["Pressemitteilung", HEADLINE, *STORY], "Pressemitteilung"),
        (["Pressemitteilung Nr. 12", HEADLINE, *STORY], "Pressemitteilung"),
        (["COMMUNIQUÉ DE PRESSE", HEADLINE, *STORY], "COMMUNIQUÉ DE PRESSE"),
        (["Nota de prensa", HEADLINE, *STORY], "Nota de prensa"),
        ([HEADLINE, f"ORLO, Nov. 18, 2026 /PRNewswire/ -- {STORY[0]}", *STORY[1:]], "PRNewswire"),
        ([HEADLINE, f"ORLO--(BUSINESS WIRE)--{STORY[0]}", *STORY[1:]], "BUSINESS WIRE"),
        ([HEADLINE, f"ORLO, Nov. 18, 2026 (GLOBE NEWSWIRE) -- {STORY[0]}", *STORY[1:]], "GLOBE NEWSWIRE"),
        ([HEADLINE, f"Orlo (ots) - {STORY[0]}", *STORY[1:]], "ots"),
        (
            [HEADLINE, *STORY, "Diese Pressemitteilung enthält Aussagen über die Zukunft."],
            "Diese Pressemitteilung enthält",
        ),
    ],
)
def test_a_release_says_so(lines: list[str], words: str) -> None:
    assert said(read(*lines)) == words


@pytest.mark.parametrize(
    "lines",
    [
        [HEADLINE, *STORY, "The company said so in a press release on Tuesday."],
        [HEADLINE, "The press release of the company came as a surprise to the town.", *STORY],
        ["Home > News > Press releases", HEADLINE, *STORY],
        ["Press freedom falls in Kardovia", *STORY],
        ["Release of hostages is near, minister says", *STORY],
        ["Communique: leaders fail to agree on gates", *STORY],
        [HEADLINE, f"ORLO (Reuters) - {STORY[0]}", *STORY[1:], "(Source: press release)"],
        [HEADLINE, *STORY, "PR Newswire, a wire that companies pay, carried the news on Tuesday."],
    ],
)
def test_what_only_speaks_of_releases_is_none(lines: list[str]) -> None:
    assert said(read(*lines)) is None


@pytest.mark.parametrize(
    "below",
    [
        ["About Kestrel Energy", COMPANY],
        ["About Kestrel Energy:", COMPANY, "Kestrel is listed in Tavel."],
        [f"About Kestrel Energy: {COMPANY}"],
        ["ABOUT KESTREL ENERGY", COMPANY, "Forward-Looking Statements", "Results could differ materially."],
        ["Über die Kestrel AG", "Die Kestrel AG, gegründet 2011, beschäftigt 2.600 Menschen."],
        ["À propos de Kestrel", "Fondée en 2011, la société emploie 2 600 personnes."],
        ["Sobre Kestrel Energía", "Fundada en 2011, la empresa emplea a 2.600 personas."],
        ["Media Contact:", "Jill Hart", "press@kestrel.example", "+1 555 0100"],
        ["Pressekontakt", "Jill Hart", "Telefon 555 0100"],
        ["###", "Kestrel and the bird in its sign are marks of Kestrel Energy. All others are of theirs."],
        ["- Ends -", "Pictures of the plant may be had from the office in Orlo."],
    ],
)
def test_what_stands_below_each_release_is_no_part_of_it(below: list[str]) -> None:
    assert told(read("PRESS RELEASE", HEADLINE, *STORY, *below)) == STORY


def test_below_a_heading_of_its_own_the_story_goes_on() -> None:
    more = "Visitors may see the plant from March on, and the first guided walk is free for all."

    assert told(read("PRESS RELEASE", HEADLINE, *STORY, "About Kestrel", COMPANY, "Guided walks", more)) == [
        *STORY,
        more,
    ]


def test_what_a_company_says_of_itself_is_left_out_of_other_articles_too() -> None:
    article = read(HEADLINE, *STORY, "About Kestrel Energy", COMPANY)

    assert told(article) == STORY
    assert article.release is None


@pytest.mark.parametrize(
    "lines",
    [
        [*STORY, "About turn in the council", "The mayor had been against the plant until Monday, she said."],
        [*STORY, "About the village", "Orlo lies in a valley, and the mill there is ninety years old."],
        [*STORY, "Contact lost", "The radio fell silent at noon, and nobody in the valley knows why."],
        [STORY[0], COMPANY, *STORY[1:]],
    ],
)
def test_other_headings_and_words_of_the_story_are_kept(lines: list[str]) -> None:
    article = read(HEADLINE, *lines)

    assert [line for line in lines if line.endswith((".", '"')) and line not in told(article)] == []
    assert told(article)[0] == STORY[0]
    assert "ninety" not in article.text or any("ninety" in line for line in told(article))


def test_a_story_s_figure_of_its_company_stays_in_a_release() -> None:
    assert told(read("PRESS RELEASE", HEADLINE, STORY[0], COMPANY, *STORY[1:])) == [
        STORY[0],
        COMPANY,
        *STORY[1:],
    ]
