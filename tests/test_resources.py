"""The word lists that ship with brief."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TypeGuard

import pytest

from brief import resources
from brief.cues import cues
from brief.resources import lines, listed, lists

PACKAGE = Path(resources.__file__).parent


def _is_string(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


DOORS = {"names_en.txt": "namewords.py", "quotes_en.txt": "words.py"}
"""Files that one module reads for others, which ask it for their lists."""
SUBJECTS = sorted(
    path.name
    for path in (PACKAGE / "data").glob("*_en.txt")
    # Lists of names or of words that mean the same: their headings are words too, or they have none.
    if path.name.removesuffix("_en.txt")
    not in {"again", "alike", "everyday", "nicknames", "organisations", "sentences"}
)
STRINGS = {
    path: {node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if _is_string(node)}
    for path in sorted(PACKAGE.rglob("*.py"))
}
"""The strings in each module; the examples of its docstrings are none of their own."""


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_file_of_words_says_where_they_are_from_and_who_reads_them(name: str) -> None:
    head = resources.data(name).read_text("utf-8").partition("\n\n")[0]
    readers = {path.name for path, strings in STRINGS.items() if name in strings}

    assert "Source:" in head
    assert "Licence:" in head
    assert "Read by" in head or "Read through" in head
    assert [reader for reader in readers if reader not in head and reader != DOORS.get(name)] == []


@pytest.mark.parametrize("name", SUBJECTS)
def test_every_list_is_asked_for_and_holds_each_word_once(name: str) -> None:
    asked = frozenset().union(*STRINGS.values(), lists("figures_en.txt")["scales"])
    words = lists(name)

    assert name == "outcomes_en.txt" or not set(words) - asked  # there whatever contradicts is asked for
    assert [heading for heading, told in words.items() if len(set(told)) < len(told)] == []


def test_words_of_several_headings_are_one_set() -> None:
    assert listed("grammar_en.txt", "this", "these") == {"this", "that", "these", "those"}


def test_a_list_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        listed("grammar_en.txt", "adverbs of the moon")


def test_the_numbers_that_dates_know_are_numbers_of_figures() -> None:
    numbers = listed("figures_en.txt", "one", "ones", "ten", "teens", "tens")

    assert set(cues("en")["numbers"]) - {"a", "an"} <= numbers


@pytest.mark.parametrize("name", ["outlets.txt", "everyday_en.txt"])
def test_a_file_without_headings_has_no_lists(name: str) -> None:
    with pytest.raises(KeyError):
        lists(name)


@pytest.mark.parametrize("name", ["outlets.txt", "everyday_en.txt", "places.tsv", "word_articles.tsv"])
def test_the_lines_of_a_file_are_those_that_say_something(name: str) -> None:
    found = lines(name)

    assert found
    assert [line for line in found if not line or line.startswith("#")] == []
