"""What lost its stops is one sentence of a million letters: it is read in proportion to its length."""

import sys
from collections.abc import Callable
from time import process_time

import pytest

from brief.analyse import analyse
from brief.analyse.sentences import split
from brief.pipeline import Wishes, brief_story
from brief.text import even
from tests.support import told_by

TIMES = 8
"""How much longer the longer text is: what looks at all before it again takes up to 64 times as long."""


def test_days_of_a_text_without_stops() -> None:
    unit = "5 May 2019 Monday Sun 2018 one day, "

    assert _growth(lambda count: analyse(told_by([unit * count])), 300) < 3 * TIMES


def test_sentences_glued_together() -> None:
    assert _growth(lambda count: split("council.Police" * count), 1_000) < 3 * TIMES


def test_quotations_are_compared_until_the_page_has_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules["brief.compose.quotations"]
    compared: list[str] = []

    def counted(text: str) -> str:
        compared.append(text)
        return even(text)

    monkeypatch.setattr(module, "even", counted)
    speakers = [
        first + last for first in ("Mar", "Tol", "Vli", "Bran", "Hol") for last in ("len", "de", "st", "dt")
    ]
    told = [f'"The ferry of {name} leaves the pier at noon today," said Anna {name}.' for name in speakers]

    page = brief_story(told_by(told), Wishes(only=("quotes",)), made="2026-01-01T00:00:00Z")

    assert len(page.quotes) == 4
    assert len(compared) < len(speakers)


def _growth(read: Callable[[int], object], count: int) -> float:
    read(count)  # lists are loaded
    return _least(read, TIMES * count) / _least(read, count)


def _least(read: Callable[[int], object], count: int) -> float:
    taken = []
    for more in range(1, 4):  # another text each time: none is remembered
        start = process_time()
        read(count + more)
        taken.append(process_time() - start)
    return min(taken)
