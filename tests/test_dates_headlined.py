"""Whether a headline's weekday lies ahead."""

from __future__ import annotations

import pytest

from tests.support import analysed_record


@pytest.mark.parametrize(
    ("title", "text", "day"),
    [
        ("Norland votes on Sunday", "Norland will elect a president on Sunday.", "2026-11-22"),
        ("Talks resume Thursday", "Talks with the rebels resume on Thursday, envoys said.", "2026-11-19"),
        ("Norland votes in February", "Norland will vote on the rules in February.", "2027-02"),
        ("Bridge collapses in February", "The bridge collapsed in February.", "2026-02"),
        ("Bridge collapses Sunday", "A bridge collapsed on Sunday in Vell.", "2026-11-15"),
        ("Bridge collapsed Sunday", "A ferry will run in its place on Sunday.", "2026-11-15"),
        ("Fire on Sunday", "A mill burned on Sunday. It will be searched on Sunday.", "2026-11-15"),
        (
            "Fire on Sunday",
            "A mill burned. Two fled. It is gone. Vell mourns. A mass will be held on Sunday.",
            "2026-11-15",
        ),
    ],
)
def test_a_headline_s_weekday_is_the_one_that_the_opening_tells(title: str, text: str, day: str) -> None:
    assert analysed_record(text, title=title, published="2026-11-18").moments[0].value == day
