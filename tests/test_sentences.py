from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.analyse.sentences import sentences, split
from brief.model import Article, Block, Dateline, Span, Stated, Story
from brief.text import fold

CASES = sorted(Path(__file__).parent.joinpath("cases", "sentences").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_text_is_cut_as_its_case_file_says(case: Path) -> None:
    head, _, rest = case.read_text(encoding="utf-8").partition("\n--- in\n")
    given_text, _, expected = rest.partition("\n--- out\n")
    language = head.partition("\nlanguage: ")[2] or "en"

    found = [fold(given_text[start:end]) for start, end in split(given_text, language=language)]

    assert found == expected.splitlines()


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 150


def test_a_mark_that_closes_on_the_next_line_is_cut_off_once() -> None:
    assert list(split("Hm?\n” Ok.")) == [(0, 5), (6, 9)]


@given(st.text(alphabet="aB .?!\"'”…\n()0.,。", max_size=80))
def test_spans_rise_do_not_touch_and_lose_no_letter(text: str) -> None:
    spans = split(text)

    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert [letter for letter in kept if letter.isalnum()] == [letter for letter in text if letter.isalnum()]


@given(st.text(max_size=200))
def test_any_text_can_be_cut(text: str) -> None:
    assert all(text[start:end] == text[start:end].strip() for start, end in split(text))


def test_only_the_stretch_asked_for_is_cut() -> None:
    text = "Before. The bridge closed. Ferries run. After."

    spans = split(text, start=8, end=39)

    assert [text[start:end] for start, end in spans] == ["The bridge closed.", "Ferries run."]


def told(text: str, **known: Any) -> Story:
    """A story of one article, a paragraph a line."""
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        blocks.append(Block(kind="paragraph", start=start, end=start + len(line), number=number))
        start += len(line) + 1
    article = Article(
        uri="a.txt", sha256="", text=text, blocks=tuple(blocks), paragraphs=tuple(blocks), **known
    )
    return Story(articles=(article,))


def test_a_sentence_knows_its_paragraph_its_words_and_its_terms() -> None:
    found, _ = sentences(told("The bridge closed.\nFerries are running."))

    assert [sentence.paragraph for sentence in found] == [1, 2]
    assert found[1].words == ("ferries", "are", "running")
    assert found[1].terms == ("ferri", "run")


def test_a_dateline_is_no_part_of_the_first_sentence() -> None:
    text = "LONDON (AP) — The bank cut rates."
    story = told(text, dateline=Dateline(start=0, end=13))

    found, _ = sentences(story)

    assert story.slice(found[0].span) == "The bank cut rates."


def test_a_headline_handed_over_apart_is_a_sentence_of_the_title() -> None:
    headline = Span(article=0, start=0, end=13, part="title")
    story = told(
        "The bank cut rates.", title=Stated(value="Bank cuts rates"[:13], origin="record"), headline=headline
    )

    _, titles = sentences(story)

    assert titles[0] is not None
    assert titles[0].span.part == "title"
    assert titles[0].words[0] == "bank"


def test_a_story_without_a_headline_has_no_title_sentence() -> None:
    assert sentences(told("The bank cut rates."))[1] == (None,)


def test_a_long_text_without_stops_is_cut_in_good_time() -> None:
    text = "word " * 50_000

    assert split(text) == [(0, len(text) - 1)]


@pytest.mark.parametrize(
    "dateline", ["KANSAS CITY, Kan. (AP) -- ", "SAN JUAN, Puerto Rico - ", "LONDON (AP) - ", "OSLO — "]
)
def test_a_dateline_further_down_is_no_part_of_a_sentence_either(dateline: str) -> None:
    story = told(f"The first report ended here.\n{dateline}The race ended late.")

    found, _ = sentences(story)

    assert story.slice(found[1].span) == "The race ended late."


def test_an_acronym_before_a_dash_is_no_dateline() -> None:
    story = told("NATO - the alliance - agreed.")

    assert story.slice(sentences(story)[0][0].span) == "NATO - the alliance - agreed."
