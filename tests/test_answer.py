from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.analyse import analyse
from brief.answer import answer, candidates
from brief.answer.scene import Scene, scene
from brief.answer.who import _Actor, _is_lifeless, _opens_with_number
from brief.model import QUESTIONS, Analysis, Answer, Article, FactBox, Span, Story
from brief.text import fold
from tests.support import analysed_record, cleaned_record

CASES = sorted((Path(__file__).parent / "cases" / "answer").glob("*.txt"))
SEED = Path(__file__).parent.parent / "seeds" / "top-iranian-military-officials-in-syria-for-talks.txt"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_box_answers_as_the_case_says(path: Path) -> None:
    head, _, rest = path.read_text(encoding="utf-8").partition("--- in\n")
    text, _, expected = rest.partition("--- out\n")
    title, _, body = text.partition("\n")
    analysis = read(title, body.strip(), published=day_of(head))

    box = answer(analysis)

    wrong = [line for line in expected.splitlines() if not holds(line, analysis, box)]
    assert not wrong, told(analysis, box)


def test_there_are_enough_cases_for_every_question() -> None:
    asked = [line for path in CASES for line in path.read_text().partition("--- out\n")[2].splitlines()]

    for question in QUESTIONS:
        assert sum(question in line.partition(":")[0].split() for line in asked) >= 8


def test_commanders_that_the_lead_only_counts_are_told_by_name_with_their_offices() -> None:
    analysis = seed()

    box = answer(analysis)

    assert [words(analysis, one) for one in box.who] == ["Muhammad Hussein Baqeri", "Qasem Soleimani"]
    notes = [fold(analysis.story.slice(one.note)) for one in box.who if one.note]
    assert notes[0] == "Chief of Staff of the Iranian armed forces"
    assert notes[1].startswith("head of the Quds Force")
    assert box.who[0].variants == ("Bageri",)


def test_the_seed_says_where_and_why_and_leaves_its_undated_sunday_unresolved() -> None:
    analysis = seed()

    box = answer(analysis)

    assert (words(analysis, box.where[0]), box.where[0].value) == ("Damascus", "Damascus, Syria")
    assert "Sunday" in words(analysis, box.when[0])
    assert box.when[0].value is None
    assert words(analysis, box.why[0]).startswith("with the aim of developing defense cooperation")


def test_a_publication_date_resolves_sunday_and_is_named_as_the_anchor() -> None:
    (when,) = answer(seed(published="2019-03-18")).when

    assert when.value == "2019-03-17"
    assert when.anchor == "published 2019-03-18"


def test_candidates_stand_best_first_with_named_features_and_agree_with_the_box() -> None:
    analysis = seed()

    found = candidates(analysis)

    for question in QUESTIONS:
        own = [one for one in found if one.question == question]
        assert [one.score for one in own] == sorted((one.score for one in own), reverse=True)
        assert all(dict(one.features)["bias"] == 1 for one in own)
        assert bool(getattr(answer(analysis), question)) == any(one.given for one in own)


def test_what_the_lead_article_leaves_open_the_next_article_answers_from_its_own_text() -> None:
    story = Story(
        articles=(
            article("Bridge closed in Lyon", "The bridge was closed. Nobody knows for how long."),
            article(
                "Bridge in Lyon closed",
                "The bridge was closed on Monday because of cracks. A cafe opened near it in May.",
            ),
        )
    )
    analysis = analyse(story)

    box = answer(analysis)

    (where,), (when,), (why,) = box.where, box.when, box.why
    assert where.spans[0].article == 0
    assert (when.spans[0].article, words(analysis, when)) == (1, "Monday")
    assert (why.spans[0].article, words(analysis, why)) == (1, "because of cracks")
    given = [one for one in candidates(analysis) if one.given and one.question == "when"]
    assert given[0].answer == when


def test_another_article_that_tells_something_else_fills_no_gap() -> None:
    story = Story(
        articles=(
            article("Bridge closed in Lyon", "The bridge was closed. Nobody knows for how long."),
            article("Cup final", "The cup final was played on Monday because of the heat."),
        )
    )

    box = answer(analyse(story))

    assert not box.when


def test_without_a_parse_when_and_where_are_answered_and_the_rest_is_said_to_be_unavailable() -> None:
    analysis = read(
        "Storm hits Lisbon", "A storm hit the coast in Portugal on Monday.", published="2019-03-20"
    )
    unread = replace(
        analysis,
        sentences=tuple(replace(one, tokens=()) for one in analysis.sentences),
        titles=tuple(one and replace(one, tokens=()) for one in analysis.titles),
    )

    box = answer(unread)

    assert box.unavailable == ("who", "what", "why")
    assert box.when[0].value == "2019-03-18"


def test_an_empty_story_has_an_empty_box() -> None:
    assert answer(Analysis(story=Story(articles=()), sentences=())) == FactBox()


FACTS = (
    "The ferry sank off Crete on Monday",
    "Officials said it was unclear",
    "Two people died in Lyon",
    "It rained",
)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from(FACTS), min_size=1, max_size=5), st.sampled_from(["", "Ferry sinks off Crete"])
)
def test_every_answer_is_a_slice_of_its_source(facts: list[str], title: str) -> None:
    analysis = read(title, ". ".join(facts) + ".", published="2019-03-18")

    box = answer(analysis)

    for question in QUESTIONS:
        for one in getattr(box, question):
            assert one.spans
            assert 0 <= one.confidence <= 1
            for span in one.spans:
                source = title if span.part == "title" else analysis.story.articles[0].text
                assert source[span.start : span.end].strip()
                assert 0 <= span.start < span.end <= len(source)


FOOTERS = (
    "Follow us for more news.",
    "Read more: Minister quits in Madrid on Friday after row.",
    "The newspaper was founded in 1871 in Manchester.",
    "A second storm is expected next month.",
)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(FOOTERS), min_size=1, max_size=3, unique=True))
def test_what_comes_after_the_article_changes_no_answer(footers: list[str]) -> None:
    story = (
        "The ferry Estrela sank off Crete on Monday evening after a fire broke out in its engine room. "
        "Coast guards rescued all 64 passengers. The ship had left Piraeus an hour before. "
        "Its owner said the fire would be investigated."
    )
    alone = read("Ferry sinks off Crete", story, published="2019-03-19")
    followed = read("Ferry sinks off Crete", "\n".join((story, *footers)), published="2019-03-19")

    assert told(followed, answer(followed)) == told(alone, answer(alone))


def read(title: str, text: str, *, published: str | None) -> Analysis:
    """A story of one article, read as the pipeline reads it."""
    return analysed_record(text, title=title, published=published)


def article(title: str, text: str, *, published: str | None = "2019-03-20") -> Article:
    """An article with its title apart."""
    return cleaned_record(text, title=title, published=published)


def seed(*, published: str | None = None) -> Analysis:
    """The first real article, a repeated half cut off."""
    text = "\n".join(SEED.read_text(encoding="utf-8").splitlines()[:10])
    return analysed_record(text, published=published)


def day_of(head: str) -> str | None:
    """The date of publication that a case's head states."""
    return next(
        (line.partition(": ")[2] for line in head.splitlines() if line.startswith("published: ")), None
    )


def holds(line: str, analysis: Analysis, box: FactBox) -> bool:
    """Whether a line of a case holds: "who: X", or "also", "in", "never" or "value who: X"."""
    key, _, wanted = line.partition(": ")
    *mode, question = key.split()
    given: tuple[Answer, ...] = getattr(box, question)
    texts = [words(analysis, one) for one in given]
    match mode:
        case []:
            return not given if wanted == "-" else texts[:1] == [wanted]
        case ["also"]:
            return wanted in texts
        case ["in"]:
            return bool(texts) and wanted in texts[0]
        case ["never"]:
            return not any(wanted in text for text in texts)
        case ["value"]:
            return bool(given) and str(given[0].value) == wanted
        case _:
            raise ValueError(f"no such expectation: {line!r}")


def words(analysis: Analysis, one: Answer) -> str:
    return " … ".join(fold(analysis.story.slice(span)) for span in one.spans)


def told(analysis: Analysis, box: FactBox) -> list[tuple[str, str, str | None]]:
    """Every answer with its question and value."""
    return [(q, words(analysis, one), one.value) for q in QUESTIONS for one in getattr(box, q)]


def test_nobody_is_lifeless_in_a_language_whose_words_we_do_not_have() -> None:
    # German "Art" is no English art.
    head = _Actor(span=Span(article=0, start=0, end=3), entity=None, head="art")
    words = {"people": "people", "offices": "mayor", "bodies": "police", "no_agents": "anger"}

    assert _is_lifeless(cast(Scene, SimpleNamespace(cues=words)), head)
    del words["bodies"]
    assert not _is_lifeless(cast(Scene, SimpleNamespace(cues=words)), head)


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        ("40 people", True),
        ("at least three", True),
        ("almost 40 people", True),
        ("roughly 40 people", True),
        ("as many as six people", True),
        ("almost everyone", False),
        ("roughly built homes", False),
        ("overall 40 people", False),
    ],
)
def test_who_is_counted_opens_with_how_many_there_are(words: str, counted: bool) -> None:
    text = f"An earthquake killed {words} in Norland on Monday. Rescuers were digging."
    at = scene(analysed_record(text))

    assert _opens_with_number(at, words) is counted
