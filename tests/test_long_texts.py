"""What lost its stops is one sentence of a million letters: it is read in proportion to its length."""

from collections.abc import Callable
from time import process_time

from brief.analyse import analyse
from brief.analyse.sentences import split
from tests.support import told_by

TIMES = 8
"""How much longer the longer text is: what looks at all before it again takes up to 64 times as long."""


def test_days_of_a_text_without_stops() -> None:
    unit = "5 May 2019 Monday Sun 2018 one day, "

    assert _growth(lambda count: analyse(told_by([unit * count])), 300) < 3 * TIMES


def test_sentences_glued_together() -> None:
    assert _growth(lambda count: split("council.Police" * count), 1_000) < 3 * TIMES


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
