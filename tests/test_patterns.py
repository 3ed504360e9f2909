"""Expressions that are made of word lists find what the words themselves would."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.cues import cues
from brief.patterns import alternatives, by_first_letter, either, is_one_of, may_hold, words_may_hold
from brief.resources import listed

WORDS = st.lists(st.text("aAbB", min_size=1, max_size=4), min_size=1, max_size=6)
MIXED = [
    (["aim", "(?:af)", "after"], "After"),
    (["aim", "after", "(?:af)"], "After"),
    (["late", "may(?:or)?", "mayoress"], "Mayoress"),
    (["(?:the )?end", "eve", "the"], "The End"),
    (["e?ve", "eve"], "Eve"),
]
"""Words and expressions, with what the first of them matches that matches anything."""
LANGUAGES = ("en", "de", "fr", "es")


def lists_of(language: str) -> Iterator[str]:
    """The cue lists of a language that are alternatives of an expression."""
    return (value for value in cues(language).values() if isinstance(value, str))


def plain(words: str) -> list[str]:
    """The parts of a list that are plain words; some are of a group within it."""
    return [word for word in words.split("|") if re.fullmatch(r"[^\W\d_A-Z]+(?: [^\W\d_A-Z]+)*", word)]


@given(WORDS, st.text("aAbB", max_size=8))
def test_alternatives_by_their_first_letters_match_what_they_match_in_turn(
    words: list[str], text: str
) -> None:
    in_turn = re.compile("|".join(map(str.lower, words)), re.IGNORECASE)
    together = re.compile(by_first_letter(map(str.lower, words)), re.IGNORECASE)

    assert [match.span() for match in together.finditer(text)] == [
        match.span() for match in in_turn.finditer(text)
    ]


@pytest.mark.parametrize(("parts", "text"), MIXED)
def test_what_is_no_plain_word_keeps_its_place_among_them(parts: list[str], text: str) -> None:
    in_turn = re.compile("|".join(parts), re.IGNORECASE).match(text)
    together = re.compile(by_first_letter(parts), re.IGNORECASE).match(text)

    assert in_turn is not None
    assert together is not None
    assert in_turn.group() == together.group()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_holds_a_word_of_a_list_may_hold_one(language: str) -> None:
    listed = list(lists_of(language))
    asked = sorted({word for words in listed for word in plain(words)})
    held = [(word, words) for words in listed for word in asked if is_one_of(word.title(), words)]

    assert len(held) > len(asked) / 2
    assert [pair for pair in held if not may_hold(f"there {pair[0]} was", pair[1])] == []
    assert [pair for pair in held if not words_may_hold(pair[0].split(), pair[1])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_no_letters_of_a_list_holds_none(language: str) -> None:
    longer = [words for words in lists_of(language) if plain(words) == words.split("|")]

    assert longer
    assert not any(may_hold("zzq", words) for words in longer)


def test_words_are_taken_letter_by_letter_and_forms_as_expressions() -> None:
    assert re.fullmatch(either("names_en.txt", "behind a comma"), "Incx") is None
    assert re.fullmatch(either("names_en.txt", "behind a comma"), "Inc.") is not None
    assert re.fullmatch(alternatives("sources_en.txt")["unnamed_who"], "spokeswoman") is not None
    assert set(either("names_en.txt", "storms", "compass").split("|")) == {
        re.escape(word) for word in listed("names_en.txt", "storms", "compass")
    }


def test_a_space_in_a_phrase_is_any_white_space() -> None:
    told = alternatives("figures_en.txt")["hedges"]

    assert re.fullmatch(told, "more\n than") is not None
    assert re.fullmatch(told, "morethan") is None
