"""What holds for every text: nothing vanishes, numbers rise, a second look changes nothing."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from brief.clean import clean
from brief.model import PROSE, Article
from tests.support import record

LINES = (
    "Bridge over the Vlist closes for good",
    "By Marijke van Dam",
    "17 March 2019",
    "HAASTRECHT (AP) — The bridge over the Vlist closed on Sunday, the town said.",
    "Ferries will run from six in the morning until ten at night.",
    "• Cyclists board first.",
    "1. Cyclists board first.",
    "2. Then those on foot.",
    "Photo: The bridge on Sunday morning",
    "Read more: Ten bridges",
    "Share | Mail | Print",
    "Correction: it was 1931.",
    "© 2019 Polder Courier",
    "no stop and no capital",
    "   indented line of text that goes on",
    "\u200b\u00a0",
    "",
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(LINES), min_size=1, max_size=14).map("\n".join),
    st.lists(st.sampled_from(LINES), min_size=1, max_size=14).map("\n\n".join),
    st.text(max_size=400),
)


def cleaned(text: str, *, title: str | None = None) -> Article:
    """The article in a plain text."""
    return clean(record(text, title=title))


@given(TEXTS, st.sampled_from([None, LINES[0]]))
def test_every_word_is_in_a_block_of_its_own(text: str, title: str | None) -> None:
    article = cleaned(text, title=title)

    assert all(a.end <= b.start for a, b in pairwise(article.blocks))
    inside = set().union(*(range(block.start, block.end) for block in article.blocks))
    outside = "".join(character for place, character in enumerate(text) if place not in inside)
    assert not any(character.isalpha() for character in outside)


@given(TEXTS)
def test_numbers_count_from_one_without_a_gap(text: str) -> None:
    article = cleaned(text)

    numbers = [block.number for block in article.blocks]
    assert sorted(set(numbers)) == list(range(1, len(set(numbers)) + 1))
    assert numbers == sorted(numbers)


@given(TEXTS)
def test_what_is_told_is_the_prose_and_there_is_some_unless_all_is_furniture(text: str) -> None:
    article = cleaned(text)

    assert article.paragraphs == tuple(block for block in article.blocks if block.kind in PROSE)
    assert sum(block.kind == "headline" for block in article.blocks) <= 1
    if "Ferries will run" in text:
        assert article.paragraphs


@given(TEXTS)
def test_a_second_look_sees_the_same(text: str) -> None:
    assert cleaned(text) == cleaned(text)
