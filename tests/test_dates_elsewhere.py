"""Calendar days in languages without cue lists of ours."""

from __future__ import annotations

from datetime import date

import pytest

from brief.analyse.dates.elsewhere import calendar_days


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Il ponte è stato chiuso il 17 marzo 2019.", "it", "2019-03-17"),
        ("A ponte fechou em 3 de março de 2019.", "pt", "2019-03-03"),
        ("De brug ging dicht op 4 mei 2019.", "nl", "2019-05-04"),
        ("Most zamknięto 12 kwietnia 2019.", "pl", "2019-04-12"),
    ],
)
def test_a_full_day_is_read_in_the_text_s_language(text: str, language: str, value: str) -> None:
    ((start, end, day, absolute),) = calendar_days(text, language, None)

    assert (day, absolute) == (value, True)
    assert text[start:end].endswith("2019")


def test_a_day_without_a_year_is_the_one_nearest_to_publication() -> None:
    text = "Il ponte sarà riaperto il 4 gennaio."

    assert [day for _, _, day, _ in calendar_days(text, "it", date(2019, 12, 20))] == ["2020-01-04"]
    assert [day for _, _, day, _ in calendar_days(text, "it", None)] == [None]


@pytest.mark.parametrize(
    "text", ["Ci sono 12 persone a bordo.", "Hanno speso 30 milioni.", "La strada 9 è chiusa."]
)
def test_other_counts_are_no_days(text: str) -> None:
    assert list(calendar_days(text, "it", date(2019, 3, 18))) == []


def test_a_language_that_nobody_knows_has_none() -> None:
    assert list(calendar_days("Zorp 17 blimar 2019", "xx", None)) == []
