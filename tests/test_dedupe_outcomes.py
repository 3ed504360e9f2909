"""Outcomes that reports of one day tell to the contrary."""

from __future__ import annotations

import pytest

from brief.analyse.sentences import split
from brief.dedupe.outcomes import outcomes
from tests.support import deduped, told_by
from tests.test_dedupe_tolls import dated


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (
            "A court in Halden acquitted a former teacher of murdering his wife.",
            "A court in Halden convicted a former teacher of the murder of his wife.",
            ("acquitted", "convicted"),
        ),
        (
            "A former teacher was found not guilty of murder by a court in Halden.",
            "A former teacher was found guilty of murder by a court in Halden.",
            ("not guilty", "guilty"),
        ),
        (
            "Parliament in Karvik approved the new harbour law on Monday.",
            "Parliament in Karvik voted to reject the new harbour law.",
            ("approved", "reject"),
        ),
        (
            "The court in Lund upheld the ban on fishing off Maren.",
            "The court in Lund overturned the ban on fishing off Maren.",
            ("upheld", "overturned"),
        ),
        (
            "Karvik won the last match of the season against Lund.",
            "Karvik lost the last match of the season to Lund.",
            ("won", "lost"),
        ),
        (
            "The missing girl from Maren was found alive in the woods of Halden.",
            "The missing girl from Maren was found dead in the woods of Halden.",
            ("alive", "dead"),
        ),
    ],
)
def test_what_cannot_both_be_is_told(one: str, other: str, told: tuple[str, str]) -> None:
    story = dated(told_by([one], [other]), "2026-03-01", "2026-03-01")

    assert [tuple(map(story.slice, each.spans)) for each in outcomes(story, split=split)] == [told]
    assert any(each.kind == "outcome" for each in deduped(story).differences)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karvik won the last match of the season.", "Lund lost the last match of the season to Karvik."),
        ("Parliament approved the harbour law.", "Parliament rejected a tax on salt."),
        ("Parliament approved the harbour law.", "Parliament may reject the harbour law."),
        (
            "Parliament approved the harbour law.",
            "Parliament will vote on whether to reject the harbour law.",
        ),
        (
            "A court in Halden acquitted a former teacher of murder.",
            "A court in Halden acquitted a former teacher of murder and convicted him of theft.",
        ),
        ("A court in Halden acquitted a teacher.", "The convicted teacher of Halden went home."),
        (
            "Two girls from Maren were found alive in Halden.",
            "Three girls from Maren were found dead in Halden.",
        ),
        ("The hostages in Halden were freed.", "Police in Halden held a meeting with the freed hostages."),
    ],
)
def test_what_can_both_be_is_not(one: str, other: str) -> None:
    assert outcomes(dated(told_by([one], [other]), "2026-03-01", "2026-03-01"), split=split) == ()


def test_reports_of_two_days_or_of_none_contradict_nobody() -> None:
    story = told_by(
        ["A court in Halden acquitted a former teacher of murder."],
        ["A court in Halden convicted a former teacher of murder."],
    )

    assert outcomes(dated(story, "2026-03-01", "2026-03-02"), split=split) == ()
    assert outcomes(dated(story, None, None), split=split) == ()


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (
            "Mayor Ada Wilm said it had been inspected in May.",
            "Mayor Ada Wilm said it had not been inspected since 2019.",
            ("had been inspected", "had not been inspected"),
        ),
        (
            "The owner of the mill in Lund said the valve was never checked.",
            "The owner of the mill in Lund said the valve was checked every year.",
            ("was never checked", "was checked"),
        ),
        (
            "Transport Minister Ada Wilm resigned on Monday.",
            "Transport Minister Ada Wilm did not resign.",
            ("resigned", "did not resign"),
        ),
    ],
)
def test_what_another_report_denies_is_told(one: str, other: str, told: tuple[str, str]) -> None:
    story = dated(told_by([one], [other]), "2026-03-01", "2026-03-01")

    (found,) = outcomes(story, split=split)

    assert tuple(map(story.slice, found.spans)) == told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Transport Minister Ada Wilm resigned.", "Harbour Minister Ivo Brenk did not resign."),
        ("The harbour of Maren was closed by a storm.", "The harbour of Maren was not damaged by a storm."),
        (
            "The owner of the mill in Lund said he would pay the workers.",
            "The owner of the mill in Lund said he would not pay the fine.",
        ),
    ],
)
def test_what_is_denied_of_something_else_is_not(one: str, other: str) -> None:
    assert outcomes(dated(told_by([one], [other]), "2026-03-01", "2026-03-01"), split=split) == ()
