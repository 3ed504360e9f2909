"""The word lists that ship with brief."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brief import resources
from brief.cues import cues
from brief.resources import listed, lists

PACKAGE = Path(resources.__file__).parent
ENGLISH = ("asserted", "counted", "events", "figures", "grammar", "measures", "reasons", "sources", "terms")


@pytest.mark.parametrize("subject", ENGLISH)
def test_a_file_of_words_says_where_they_are_from_and_who_reads_them(subject: str) -> None:
    head = [
        line
        for line in resources.data(f"{subject}_en.txt").read_text("utf-8").splitlines()
        if line.startswith("#")
    ]

    assert "Source:" in head[1]
    assert "Licence:" in head[1]
    assert "Read by" in " ".join(head)


@pytest.mark.parametrize("subject", ENGLISH)
def test_every_list_is_asked_for_and_holds_each_word_once(subject: str) -> None:
    code = "".join(path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    asked = {*re.findall(r"""["'](\w+)["']""", code), *lists("figures_en.txt")["scales"]}
    words = lists(f"{subject}_en.txt")

    assert not set(words) - asked
    assert [name for name, told in words.items() if len(set(told)) < len(told)] == []


def test_words_of_several_headings_are_one_set() -> None:
    assert listed("grammar_en.txt", "this", "these") == {"this", "that", "these", "those"}


def test_a_list_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        listed("grammar_en.txt", "adverbs of the moon")


def test_the_numbers_that_dates_know_are_numbers_of_figures() -> None:
    numbers = listed("figures_en.txt", "one", "ones", "ten", "teens", "tens")

    assert set(cues("en")["numbers"]) - {"a", "an"} <= numbers
