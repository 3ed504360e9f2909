"""How many were killed, hurt, missing: told otherwise, and told last."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from brief.analyse import analyse
from brief.analyse.sentences import split
from brief.compose.cite import Citing, sources
from brief.compose.keyfigures import key_figures
from brief.dedupe import latest_first
from brief.dedupe.overtaken import overtaken
from brief.model import Stated, Story
from brief.summarise import summarise
from tests.support import deduped, told_by
from tests.test_dedupe import articles, parts
from tests.test_summarise import page, read

CASES = sorted((Path(__file__).parent / "cases" / "tolls").glob("*.txt"))
EARLY = ["A bomb killed 43 people at the market of Halden on Monday.", "The market opens at six every day."]
LATE = [
    "Sixty people died when a bomb went off in Halden, the mayor said.",
    "He closed the schools for a week.",
]
ASIDE = ["Halden has had a market since the time of the river tolls.", "Carts come from all the valley."]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = parts(path.read_text("utf-8"))

    story = told_by(*articles(case["in"]))

    shown = [" | ".join(map(story.slice, one.spans)) for one in overtaken(story, split=split)]
    assert shown == case["out"].splitlines()


def dated(story: Story, *days: str | None) -> Story:
    """The story with each article published on its day."""
    return Story(
        articles=tuple(
            replace(article, published=Stated(value=day, origin="record") if day else None)
            for article, day in zip(story.articles, days, strict=True)
        )
    )


def leads(story: Story) -> str:
    return latest_first(story, split=split).articles[0].text.splitlines()[0]


def test_a_report_with_the_latest_count_leads() -> None:
    story = told_by(EARLY, ASIDE, LATE)

    assert leads(dated(story, "2026-03-01", "2026-03-01", "2026-03-02")) == LATE[0]
    assert leads(dated(story, "2026-03-02T08:00:00Z", None, "2026-03-02T09:00:00+02:00")) == EARLY[0]


def test_without_dates_nothing_is_known_to_be_later() -> None:
    story = told_by(EARLY, LATE)

    assert latest_first(dated(story, None, "2026-03-02"), split=split).articles[0].text.startswith(EARLY[0])
    assert (
        latest_first(dated(story, "2026-03-02", "2026-03-02"), split=split)
        .articles[0]
        .text.startswith(EARLY[0])
    )


def test_a_lead_that_counts_nobody_stays() -> None:
    story = dated(told_by(ASIDE, EARLY, LATE), "2026-03-01", "2026-03-01", "2026-03-02")

    assert latest_first(story, split=split) == story


def test_counts_a_fortnight_apart_are_of_two_events() -> None:
    assert overtaken(dated(told_by(EARLY, LATE), "2026-03-01", "2026-03-15"), split=split) == ()


def test_dedupe_reports_them_and_both_stay() -> None:
    story = deduped(dated(told_by(EARLY, LATE), "2026-03-01", "2026-03-02"))

    assert [tuple(map(story.slice, one.spans)) for one in story.differences] == [
        ("killed 43 people", "Sixty people died")
    ]
    assert story.removed == ()


def test_a_count_that_was_overtaken_is_not_in_the_summary() -> None:
    analysis = read(ASIDE, EARLY, LATE)
    days = dated(analysis.story, "2026-03-01", "2026-03-01", "2026-03-02")
    late = replace(analysis, story=deduped(days))

    assert EARLY[0] not in page(late, summarise(late))
    assert LATE[0] in page(late, summarise(late))


def test_which_count_is_the_later_one_is_told_by_moments_not_by_letters() -> None:
    analysis = read(ASIDE, EARLY, LATE)
    # One in the morning in Athens is half an hour before midnight in London, though its day is the next.
    days = dated(analysis.story, "2026-03-01", "2026-03-18T01:00:00+02:00", "2026-03-17T23:30:00Z")
    story = deduped(days)

    assert [story.slice(new) for _, new in story.superseded()]
    assert all(new.article == 2 and old.article == 1 for old, new in story.superseded())
    assert EARLY[0] not in page(replace(analysis, story=story), summarise(replace(analysis, story=story)))
    assert deduped(dated(analysis.story, None, None, "2026-03-17")).superseded() == ()


def test_a_story_of_some_of_its_articles_tells_of_no_others() -> None:
    story = deduped(dated(told_by(ASIDE, [*EARLY, *ASIDE], LATE), None, "2026-03-01", "2026-03-02"))

    pair = story.only([1, 2])

    assert [tuple(map(pair.slice, one.spans)) for one in pair.differences] == [
        ("killed 43 people", "Sixty people died")
    ]
    assert len(story.removed) == 2
    assert pair.removed == ()
    assert story.only([0, 1]).removed == story.removed
    assert story.only([2]).differences == ()


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("At least 27 people drowned when a ferry sank off Maren, the worst accident for years.", "drowned"),
        ("A ferry sank off Maren and 27 people drowned in the deadliest accident since 2003.", "drowned"),
        ("A ferry sank off Maren and 27 people lost their lives.", "lives"),
        ("The loss of a ferry off Maren has cost at least 27 lives.", "lives"),
        ("Off Maren 27 lives were lost when a ferry sank.", "lost"),
        ("The number of dead after a ferry sank off Maren rose to 27.", "27"),
    ],
)
def test_the_dead_are_counted_in_other_words(other: str, told: str) -> None:
    story = told_by(["A ferry sank off Maren, killing 23 people."], [other])

    (one,) = overtaken(story, split=split)

    assert one.kind == "number"
    assert told in story.slice(one.spans[1])


@pytest.mark.parametrize(
    "other",
    [
        "Boats saved 27 lives when a ferry sank off Maren.",
        "The deadliest accident off Maren killed 40 people when a ferry sank in 1990.",
        "A ferry sank off Maren, the worst accident there since 40 people died on a ferry.",
        "As many as 40 people could die after a ferry sank off Maren.",
        "A ferry sank off Maren, and the accident killed 10 from Karvik.",
    ],
)
def test_others_and_those_of_other_accidents_are_no_other_toll(other: str) -> None:
    assert overtaken(told_by(["A ferry sank off Maren, killing 23 people."], [other]), split=split) == ()


def test_ways_of_dying_count_nobody_else() -> None:
    one, other = "Gunmen shot dead eight teachers in Maren.", "Six teachers were shot dead in Maren."

    assert len(overtaken(told_by([one], [other]), split=split)) == 1


def test_a_headline_counts_where_nothing_behind_it_does() -> None:
    five, head = "A bridge fell in Maren, killing five people.", "# Nine die as a bridge falls in Maren"
    headed = told_by([five], [head, "A bridge fell in Maren, police said."])

    (one,) = overtaken(headed, split=split)

    assert headed.slice(one.spans[1]) == "Nine die"
    assert overtaken(told_by([five], [head, five]), split=split) == ()


LIVE = [
    "09.10 Bomb in Maren",
    "A bomb went off at the market of Maren. Three people were killed, police say.",
    "10.05 Toll rises",
    "Five people were killed, the mayor says.",
    "11.30 Seven dead",
    "The hospital says seven people have died.",
]


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        (
            LIVE,
            [
                "Three people were killed | seven people have died",
                "Five people were killed | seven people have died",
            ],
        ),
        (
            [
                "7:42pm There are 12 hostages inside.",
                "7.10 pm There are 40 hostages inside.",
                "6:30 p.m. Gunmen come.",
            ],
            ["40 hostages | 12 hostages"],
        ),
        (["11:30 Eighty people marched.", "11:00 A siege began.", "10:30 Eighty people marched."], []),
        (
            [
                "19:00 Three people were killed.",
                "09:30 Five people were killed.",
                "14:00 Six people were killed.",
            ],
            [],
        ),
        (["The 09:10 train killed three people in Maren.", "At 10:05 five people were killed."], []),
    ],
    ids=["rising", "falling", "the same", "no order", "no entries"],
)
def test_a_newer_entry_of_a_live_report_counts(entries: list[str], told: list[str]) -> None:
    story = told_by(entries)

    found = overtaken(story, split=split)

    assert [" | ".join(map(story.slice, one.spans)) for one in found] == told
    assert {one.kind for one in found} <= {"entry"}


def test_what_an_older_entry_counts_is_neither_summary_nor_key_figure() -> None:
    analysis = analyse(deduped(told_by(LIVE)))
    summary = summarise(analysis)
    citing = Citing(analysis.story, sources(analysis.story))

    told = "".join(page(analysis, summary))
    counted = [item.text for item in key_figures(analysis, summary, citing)]

    assert "Seven" in told or "seven" in told
    assert "Three" not in told
    assert "Three" not in counted
