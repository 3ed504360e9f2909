"""Which story stands first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from brief.model import Article, Stated, Status
from brief.rank import Standing, rank
from tests.support import told_by

DAY = date(2026, 3, 1)


def standing(
    story: str,
    *reports: str,
    outlets: tuple[str | None, ...] = (),
    published: str | None = None,
    status: Status = "new",
    changed: bool = False,
) -> Standing:
    """A story of reports of one sentence."""
    articles: list[Article] = []
    for index, report in enumerate(reports):
        (article,) = told_by([report]).articles
        outlet = outlets[index] if outlets else None
        articles.append(
            replace(
                article,
                outlet=Stated(value=outlet, origin="record") if outlet else None,
                published=Stated(value=published, origin="record") if published else None,
            )
        )
    return Standing(story=story, reports=tuple(articles), status=status, changed=changed)


def order(*stories: Standing) -> list[str]:
    return [stories[index].story for index, _, _ in rank(stories, day=DAY)]


def why(*stories: Standing) -> dict[str, float]:
    """What the first story's score is made of."""
    return next(dict(why) for index, _, why in rank(stories, day=DAY) if index == 0)


def test_more_independent_tellers_come_first() -> None:
    one = standing("one", "It rained.", "It rained hard.", outlets=("Wire", "Wire"))
    two = standing("two", "It snowed.", "It snowed hard.", outlets=("Wire", "Post"))

    assert order(one, two) == ["two", "one"]
    assert why(one)["independent tellers"] == 1.0


def test_newer_reports_come_first_and_equals_go_by_name() -> None:
    old = standing("a", "It rained.", published="2026-02-25")
    new = standing("b", "It rained.", published="2026-03-01T08:00:00Z")
    ahead = standing("c", "It rained.", published="2026-03-01")

    assert order(old, ahead, new) == ["b", "c", "a"]


def test_of_equals_more_reports_then_harm_to_people_then_length_decide() -> None:
    tax = standing("a", "The council spoke of salt for a long time, and of little else, on that day.")
    fair = standing("b", "The fair opened.")
    hurt = standing("c", "At a fair 40 people were hurt when a stand fell.")
    dead = standing("d", "At a bridge three people were killed.")
    twice = standing("e", "It snowed.", "It snowed hard.", outlets=("Wire", "Wire"))

    assert order(tax, fair, hurt, dead, twice) == ["e", "d", "c", "a", "b"]
    assert order(twice, dead, hurt, fair, tax) == ["e", "d", "c", "a", "b"]


def test_who_was_rescued_was_not_harmed() -> None:
    saved = standing("a", "At a bridge 40 people were rescued.")
    hurt = standing("b", "At a bridge two people were hurt.")

    assert order(saved, hurt) == ["b", "a"]


def test_what_is_new_or_has_changed_comes_before_what_goes_on() -> None:
    stories = (
        standing("update", "It rained.", status="update"),
        standing("day", "It rained.", status="day"),
        standing("changed", "It rained.", status="day", changed=True),
        standing("new", "It rained."),
    )

    assert order(*stories) == ["changed", "new", "day", "update"]


def test_names_that_several_stories_tell_of_weigh_and_weekdays_do_not() -> None:
    said = "The mayor of Karvik, Ida Holt, spoke on Monday."
    also = "In Karvik a judge heard Ida Holt on Monday."
    other = "A judge in Lund heard a case on Monday."

    assert why(standing("a", said), standing("b", also), standing("c", other))["prominent names"] == round(
        (2 / 3 + 2 / 3) / 6, 4
    )


def test_a_script_without_capital_letters_names_nobody() -> None:
    assert why(standing("a", "地震发生在周一。"))["prominent names"] == 0.0


def test_no_story_is_ranked_as_none() -> None:
    assert rank([], day=DAY) == []
