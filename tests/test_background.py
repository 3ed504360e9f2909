"""Figures of older events are no key figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from brief.analyse import analyse
from brief.compose.background import background
from brief.model import Stated
from tests.support import told_by


def old_figures(*lines: str, published: str | None = "2026-11-18") -> list[str]:
    """The figures of older events in a story of these lines, its first sentence the bottom line."""
    story = told_by(list(lines))
    stated = Stated(value=published, origin="test") if published else None
    analysis = analyse(replace(story, articles=(replace(story.articles[0], published=stated),)))
    return [story.slice(figure.span) for figure in sorted(background(analysis, 0), key=lambda one: one.span)]


@pytest.mark.parametrize(
    ("line", "old"),
    [
        ("In May 2023 nine miners died when a shaft flooded.", ["nine"]),
        ("A landslide in 1987 killed 31 people.", ["31"]),
        ("The 2016 landslide killed 31 people.", ["31"]),
        ("The theft came to light in June 2022 after a clerk queried a payment of $4,200.", ["$4,200"]),
        ("An outbreak in Norland in 2024 infected 66 people and killed 15.", ["66", "15"]),
        (
            "A previous plan, announced in May 2023, collapsed after rebels killed eight people near Karvik.",
            ["eight"],
        ),
        ("In 2011 floods killed 340 people in the same valley.", ["340"]),
        ("In August 2022 a fire in the same hills killed three people.", ["three"]),
        (
            "Storm Berta killed four people and flooded 80 houses when it hit the coast in January 2022.",
            ["four", "80"],
        ),
        ("The pier was named after the attacks of 9/11, when 38 airliners landed at Karvik.", ["38"]),
        (
            "Police blame the Grey Hand, which has kidnapped at least 30 foreigners since 2019.",
            ["at least 30"],
        ),
        ("Anger grew over the fall of a bridge in Karvik in June 2024, in which 18 people died.", ["18"]),
    ],
)
def test_what_a_sentence_dates_years_before_is_background(line: str, old: list[str]) -> None:
    assert old_figures("The pier closed on Tuesday.", line) == old


@pytest.mark.parametrize(
    "line",
    [
        "Turnout was 61.2 percent, the highest since the vote of 1994.",
        "The mill opened in 1971 and now employs 400 weavers.",
        "The mill, built in 1971, cut 400 jobs.",
        "The mill lost $31 million last year.",
        "In 2011 the town had no boats, and 50 boats use the harbour now.",
        "Forty people were hurt when a wall built in 1922 fell.",
        "More than 300 people have died in the war since 2019.",
        "The storm sank 40 boats and hit a museum of the Second World War.",
        "Its sales rose 5 percent from 2019.",
    ],
)
def test_a_year_that_dates_something_else_makes_no_background(line: str) -> None:
    assert old_figures("The pier closed on Tuesday.", line) == []


def test_what_a_figure_is_compared_with_is_background() -> None:
    line = "The mill made a loss of $40 million, compared with a profit of $25 million a year earlier."

    assert old_figures("The pier closed on Tuesday.", line) == ["$25 million"]
    assert old_figures(line) == ["$25 million"]


def test_where_the_news_itself_is_old_nothing_is_background() -> None:
    assert old_figures("In 1953 the sea broke the dyke.", "In 1953 the flood killed 40 people.") == []


def test_a_bare_year_is_enough_where_nobody_says_the_day_of_publication() -> None:
    lines = "The pier closed on Tuesday.", "In 1987 a storm killed 31 people."

    assert old_figures(*lines, published=None) == ["31"]


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("In a separate case, police found 12 paintings in a barn.", ["12"]),
        ("In an earlier attack, 15 people were killed near Maren.", ["15"]),
        ("In the first round, Reed won 41.9 percent of the votes in Karvik.", ["41.9 percent"]),
        ("In the first quarter, the mill cut 400 jobs.", []),
        ("In a third village, 15 people were killed.", []),
    ],
)
def test_what_a_sentence_says_of_another_event_is_background(line: str, other: list[str]) -> None:
    assert old_figures("The pier closed on Tuesday.", line) == other
