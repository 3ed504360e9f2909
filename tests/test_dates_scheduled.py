"""What is on a calendar is told in the present before it comes."""

from __future__ import annotations

import pytest

from tests.support import analysed_record


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Peace talks between Norland and the rebels resume Thursday in Vell, diplomats said.", "2026-11-19"),
        ("Norland holds a presidential election on Sunday, the first since 2019.", "2026-11-22"),
        ("Parliament votes on Thursday.", "2026-11-19"),
        ("The prime minister meets opposition leaders in Vell on Friday, her office said.", "2026-11-20"),
        ("Rovers face United at home on Saturday.", "2026-11-21"),
        ("The new law takes effect on Friday.", "2026-11-20"),
        ("Doctors go on strike on Friday over pay.", "2026-11-20"),
        ("The exhibition reopens in June.", "2027-06"),
    ],
)
def test_a_day_behind_a_verb_of_the_calendar_in_the_present_is_to_come(sentence: str, day: str) -> None:
    assert values(sentence)[0] == day


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Peace talks resumed on Thursday in Vell.", "2026-11-12"),
        ("The talks did not resume on Thursday.", "2026-11-12"),
        ("The vote on Sunday opens the way for a new government.", "2026-11-15"),
        ("The minister faces calls to resign after riots on Saturday.", "2026-11-14"),
        ("She plays the role of a nurse who died on Sunday.", "2026-11-15"),
        ("Protesters hold signs outside the court on Monday.", "2026-11-16"),
        ("Fans gather in Vell on Sunday after Rovers won the cup.", "2026-11-15"),
        ("A gunman opens fire in Vell on Sunday, killing two.", "2026-11-15"),
        ("The president says on Monday he was ill.", "2026-11-16"),
        ("The mayor looks on as the queen arrives in Vell on Monday.", "2026-11-16"),
        ("The mayor faces questions – the last on Sunday – about the mill.", "2026-11-15"),
        ("The mayor meets Friday's winner.", "2026-11-13"),
    ],
)
def test_other_days_beside_a_present_are_past(sentence: str, day: str) -> None:
    assert values(sentence)[0] == day


def values(text: str) -> list[str | None]:
    """What the times of a text mean that was published on Wednesday, 18 November 2026."""
    return [moment.value for moment in analysed_record(text, published="2026-11-18").moments]
