"""Of which day a clock time is that stands without one."""

from __future__ import annotations

import pytest

from brief.analyse.dates import moments
from brief.analyse.sentences import sentences
from brief.model import Story
from tests.support import cleaned_record


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("The ferry sank late on Monday. It had left at 4 p.m. that day.", "2026-11-16T16:00"),
        ("A fire broke out on Saturday in Vell. It was put out shortly after 7 a.m.", "2026-11-14T07:00"),
        ("Rain fell on Wednesday. It sank. It rose. It drifted. It sank again at 7 a.m.", "2026-11-18T07:00"),
        ("It sank on Monday. It left at noon. It struck the quay at 4 p.m.", "T16:00"),
        ("A fire broke out on Saturday. Two were hurt. It was put out at 7 a.m.", "T07:00"),
        ("Rain fell on Monday and on Tuesday. The dam broke at 7 a.m.", "T07:00"),
        ("The quake struck at 7 a.m. It was felt in Vell.", "2026-11-18T07:00"),
        (
            "It sank on Monday. It was raised on Wednesday. Nobody saw it. It lay there at 7 a.m.",
            "2026-11-18T07:00",
        ),
        ("The institute said on Wednesday that it struck at 7 a.m.", "2026-11-18T07:00"),
        ("Norland was founded on 3 May 1814. Flags rose at 7 a.m.", "2026-11-18T07:00"),
    ],
)
def test_a_clock_time_is_of_the_day_that_its_sentence_or_the_one_before_names(text: str, clock: str) -> None:
    assert values(text)[-1] == clock


def test_the_clock_goes_on_from_sentence_to_sentence() -> None:
    text = "It sank on Monday. It left at 4 p.m. It called at 5 p.m. Help came at 6 p.m."

    assert values(text)[1:] == ["2026-11-16T16:00", "2026-11-16T17:00", "2026-11-16T18:00"]


def test_the_first_sentence_goes_on_with_the_headline() -> None:
    assert values("It left at 4 p.m. for Vell.", title="Ferry sinks on Monday")[-1] == "2026-11-16T16:00"


@pytest.mark.parametrize(
    ("told", "again"),
    [
        ("4 p.m. (0800 GMT)", "2026-11-16T08:00Z"),
        ("1 a.m. (2100 GMT)", "2026-11-15T21:00Z"),
        ("11 p.m. (0300 GMT)", "2026-11-17T03:00Z"),
    ],
)
def test_brackets_tell_the_same_moment_by_another_clock(told: str, again: str) -> None:
    assert values(f"It sank on Monday. It had left at {told} with 90 aboard.")[-1] == again


def test_sentences_are_of_their_own_article() -> None:
    first = cleaned_record("It sank on Monday.", published="2026-11-18")
    second = cleaned_record("It left at 4 p.m. for Vell.", published="2026-11-10")
    story = Story(articles=(first, second))
    found, titles = sentences(story)

    assert [one.value for one in moments(story, found, titles)] == ["2026-11-16", "2026-11-10T16:00"]


def values(text: str, *, title: str = "") -> list[str | None]:
    """What the times of a text mean that was published on Wednesday, 18 November 2026."""
    story = Story(articles=(cleaned_record(text, title=title, published="2026-11-18"),))
    found, titles = sentences(story)
    return [moment.value for moment in moments(story, found, titles)]
