"""The promises of duplicate removal, on generated stories."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from brief.model import Story
from tests.support import copied, deduped, paragraphs_of, told_by

# Speed is measured in benchmarks/; what else runs on the machine must not fail a test.
unhurried = settings(deadline=None)

OPENINGS = ["The bridge", "The old ferry", "A lorry", "He", "The mayor", "Anna Verhoef", "Pieter Brandsma"]
VERBS = ["closed", "was said to have closed", "did not close", "opened", "will close", "struck the pier"]
TIMES = ["on Monday", "on Friday", "in May 1962", "last week", "after inspectors found cracks", "at 6 am"]
ENDS = [
    "with 3 people on board",
    "with five people on board",
    "near Arnhem",
    'and called it "a disaster"',
    "",
]

sentences = st.builds(
    lambda *parts: " ".join(filter(None, parts)) + ".",
    st.sampled_from(OPENINGS),
    st.sampled_from(VERBS),
    st.sampled_from(TIMES),
    st.sampled_from(ENDS),
)
paragraphs = st.lists(sentences, min_size=1, max_size=3).map(" ".join)
stories = st.lists(st.lists(paragraphs, min_size=1, max_size=4), min_size=1, max_size=3).map(
    lambda articles: told_by(*articles)
)
any_stories = st.lists(st.lists(st.text(max_size=40), max_size=5), min_size=1, max_size=2).map(
    lambda articles: told_by(*[[line.replace("\n", " ") for line in lines] for lines in articles])
)


@unhurried
@given(stories | any_stories)
def test_a_second_run_changes_nothing(story: Story) -> None:
    once = deduped(story)

    assert deduped(once) == once


@unhurried
@given(stories | any_stories)
def test_what_is_kept_and_what_is_removed_is_what_came_in(story: Story) -> None:
    once = deduped(story)

    for index, article in enumerate(story.articles):
        told = [(block.start, block.end) for block in article.paragraphs]
        kept = [(block.start, block.end) for block in once.articles[index].paragraphs]
        gone = [(cut.span.start, cut.span.end) for cut in once.removed if cut.span.article == index]
        assert marks(article.text, kept + gone) == marks(article.text, told)


def marks(text: str, spans: list[tuple[int, int]]) -> list[int]:
    """The offsets of all that is not white space, as often as a span holds it."""
    return sorted(at for start, end in spans for at in range(start, end) if not text[at].isspace())


@unhurried
@given(stories)
def test_what_a_removal_repeats_is_still_told(story: Story) -> None:
    once = deduped(story)

    for removal in once.removed:
        # A later sentence of it may be told elsewhere, which has a removal of its own.
        kept = once.articles[removal.repeats.article].paragraphs
        assert any(block.start <= removal.repeats.start < block.end for block in kept)


@unhurried
@given(stories)
def test_a_story_of_one_article_printed_twice_is_the_story_printed_once(story: Story) -> None:
    article = story.articles[0]
    once = deduped(Story(articles=(article,)))
    twice = deduped(Story(articles=(article, article)))

    assert paragraphs_of(twice) == [*paragraphs_of(once), []]


PLAIN = ["the", "a", "of", "in", "under", "large", "wooden", "door", "house", "carried", "painted", "boats"]
NAMES = ["Verhoef", "Brandsma", "Okafor", "Lindqvist", "Castellano"]
frames = st.lists(st.sampled_from(PLAIN), min_size=6, max_size=24)


@unhurried
@given(frames, st.integers(0, 9999), st.integers(0, 9999), st.data())
def test_no_removal_across_a_differing_number(
    words: list[str], one: int, other: int, data: st.DataObject
) -> None:
    at = data.draw(st.integers(1, len(words)))

    story = deduped(told_by([framed(words, at, str(one)), framed(words, at, str(other))]))

    assert bool(story.removed) == (one == other)


@unhurried
@given(frames, st.sampled_from(NAMES), st.sampled_from(NAMES), st.data())
def test_no_removal_across_a_differing_name(
    words: list[str], one: str, other: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(words)))

    story = deduped(told_by([framed(words, at, one)], [framed(words, at, other)]))

    assert bool(story.removed) == (one == other)


@unhurried
@given(frames, st.sampled_from(["not", "never", "no", "hardly"]), st.booleans(), st.data())
def test_no_removal_across_a_negation(
    words: list[str], denial: str, first: bool, data: st.DataObject
) -> None:
    at = data.draw(st.integers(1, len(words)))
    said = " ".join(words).capitalize() + "."
    denied = framed(words, at, denial)

    story = deduped(told_by([denied, said] if first else [said, denied]))

    assert not story.removed


def framed(words: list[str], at: int, fact: str) -> str:
    """The words as a sentence, with a fact at a place."""
    sentence = " ".join([*words[:at], fact, *words[at:]])
    return sentence[0].upper() + sentence[1:] + "."


@unhurried
@given(st.lists(paragraphs, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_an_archive_changes_no_group_of_copies(texts: list[str], chance: random.Random) -> None:
    told = [{"id": str(day), "text": text, "date": f"2026-03-{day:02}"} for day, text in enumerate(texts, 1)]
    mixed = chance.sample(told, len(told))

    with TemporaryDirectory() as straight, TemporaryDirectory() as shuffled:
        assert copied(told, Path(straight)) == copied(mixed, Path(shuffled))
