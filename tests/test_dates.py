from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from brief.analyse.dates import moments
from brief.analyse.dates.rules import rules_of
from brief.analyse.dates.timewords import signs
from brief.model import Article, Block, Sentence, Span, Stated, Story
from brief.text import words

CASES = sorted((Path(__file__).parent / "cases" / "dates").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_times_are_found_and_resolved_as_the_case_says(path: Path) -> None:
    head, _, rest = path.read_text(encoding="utf-8").partition("--- in\n")
    text, _, expected = rest.partition("\n--- out\n")
    stated = dict(line.split(": ", 1) for line in head.splitlines()[1:])
    story, sentence = one_sentence(
        text, published=stated.get("published"), language=stated.get("language", "en")
    )

    found = moments(story, [sentence], [None])

    assert [f"{one.kind} {story.slice(one.span)} = {one.value}" for one in found] == expected.splitlines()


TIMES = {
    "en": "Sept. 3|3rd of May 2019|mid-june|midsummer 2015|Mon|Tues.|last night|the day before yesterday"
    "|this morning|every week|at the moment|the near term|new year's eve|two-week|a couple of mins ago"
    "|the third quarter of 2009|MONDAYS|two centuries|5 trading days|12:30 GMT|2008-09-01|1990s"
    "|two days before now|in recent history|each year|quarterly|a month from now|in mid-2017|summer 2012",
    "de": "Montagabend|3. März|heute nacht|vor drei Tagen|jährlich|Mo.|frühjahr 2015|Silvester"
    "|vergangenes Wochenende",
    "es": "tres meses|este fin de semana|pasado mañana|cada día|diaria|sábados|año nuevo|3 de mayo de 2015",
    "fr": "aujourd'hui|aujourd’hui|avant-hier|le 3 août|l'été 2014|mi-mars|quotidienne|Noël|sept. 2015",
}


@pytest.mark.parametrize(
    ("language", "time"), [(language, time) for language in TIMES for time in TIMES[language].split("|")]
)
def test_what_a_form_of_time_is_known_by_is_in_every_text_that_holds_it(language: str, time: str) -> None:
    text = f"It was seen {time} there."
    seen = signs(words(text), language)

    found = [rule for rule in rules_of(language) if rule.pattern.search(text)]

    assert found
    assert all(rule.signs <= seen for rule in found)


def test_a_day_without_a_year_has_the_year_that_an_undated_article_tells_it_with_elsewhere() -> None:
    story, sentence = one_sentence(
        "It fell on Nov. 2, rose on Nov. 3 and is dated Nov. 2, 2016.", published=None
    )

    fell, rose, dated = moments(story, [sentence], [None])

    assert (fell.value, rose.value, dated.value) == ("2016-11-02", None, "2016-11-02")
    assert (fell.anchor, dated.anchor) == ("“Nov. 2, 2016” in the source", None)


def test_only_what_was_resolved_against_the_publication_date_has_it_as_anchor() -> None:
    story, sentence = one_sentence("It fell on 9 November 1989 and rose on Monday.", published="2019-03-19")

    absolute, relative = moments(story, [sentence], [None])

    assert absolute.anchor is None
    assert relative.anchor == "published 2019-03-19"


def test_a_broken_publication_date_leaves_times_unresolved() -> None:
    story, sentence = one_sentence("It rained on Monday.", published="some day")

    (found,) = moments(story, [sentence], [None])

    assert found.value is None


def test_a_title_apart_has_its_own_offsets_and_no_sentence() -> None:
    story, _ = one_sentence("It rained.", published="2019-03-19", title="Storm on Sunday")
    title = Sentence(
        span=Span(article=0, start=0, end=15, part="title"),
        paragraph=1,
        words=("storm", "on", "sunday"),
        terms=("storm", "sunday"),
    )

    (found,) = moments(story, [], [title])

    assert (story.slice(found.span), found.sentence) == ("Sunday", None)


def one_sentence(
    text: str, *, published: str | None, title: str | None = None, language: str = "en"
) -> tuple[Story, Sentence]:
    """A story of one article of one sentence."""
    block = Block(kind="paragraph", start=0, end=len(text), number=1)
    article = Article(
        uri="case",
        sha256="",
        text=text,
        blocks=(block,),
        paragraphs=(block,),
        title=Stated(value=title, origin="record") if title else None,
        published=Stated(value=published, origin="record") if published else None,
        language=language,
    )
    span = Span(article=0, start=0, end=len(text))
    return Story(articles=(article,)), Sentence(span=span, paragraph=1, words=tuple(words(text)), terms=())


@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_before_any_month_s_name_is_kept(month: int) -> None:
    name = date(2019, month, 4).strftime("%B")
    for written in (f"4 {name} 2019", f"{name} 4, 2019"):
        story, sentence = one_sentence(f"The bridge closed on {written} for repairs.", published=None)

        assert [one.value for one in moments(story, [sentence], [None])] == [f"2019-{month:02d}-04"]
