"""Months, and people who are called like one."""

from __future__ import annotations

import pytest

from brief.analyse import analyse
from brief.model import Story
from tests.support import cleaned_record


@pytest.mark.parametrize(
    "sentence",
    [
        "A late goal by Jan Holub was enough for Vell.",
        "In Jan Holub they have a new star.",
        "Since Jan Holub took over, the club has won.",
        "The mayor came with his wife, April Holub.",
        "The sum is right, said June Carter.",
        "August Krol, the mayor, spoke.",
        "A letter to August Krol was read.",
    ],
)
def test_somebody_called_like_a_month_is_no_time(sentence: str) -> None:
    assert values(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "month"),
    [
        ("In April Norland held elections.", "2026-04"),
        ("In August Krol resigned.", "2026-08"),
        ("In Jan. sales fell.", "2026-01"),
        ("Prices fell in Jan and Feb.", "2026-01"),
        ("From April Norland will pay.", "2027-04"),
        ("An August Reuters poll had her ahead.", "2026-08"),
        ("The April White House visit was put off.", "2026-04"),
        ("He returned last June Carter said.", "2026-06"),
        ("August was dry.", "2026-08"),
    ],
)
def test_a_month_before_a_name_stays_one(sentence: str, month: str) -> None:
    assert values(sentence)[0] == month


def values(text: str) -> list[str | None]:
    """What the times of a text mean that was published on Wednesday, 18 November 2026."""
    article = cleaned_record(text, published="2026-11-18")
    return [moment.value for moment in analyse(Story(articles=(article,))).moments]


@pytest.mark.parametrize(
    ("sentence", "month"),
    [
        ("Prices fell last November.", "2025-11"),
        ("Parliament votes next November.", "2027-11"),
        ("This November was dry.", "2026-11"),
        ("November was dry.", "2026-11"),
        ("Prices fell last October.", "2026-10"),
        ("Prices fell last December.", "2025-12"),
        ("Parliament votes next December.", "2026-12"),
    ],
)
def test_the_last_and_the_next_month_of_a_name_are_not_the_one_it_is_said_in(
    sentence: str, month: str
) -> None:
    assert values(sentence) == [month]
