"""Headlines tell past and future in the present: whether their day or month lies ahead, the text says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from brief.analyse.dates.clauses import holds
from brief.analyse.dates.days import day_named
from brief.analyse.dates.timewords import NEVER
from brief.cues import cues_or_english
from brief.model import Moment, Sentence, Story
from brief.patterns import pattern

_MONTH = re.compile(r"\d{4}-\d\d")
OPENING = 3
"""Sentences of an article one of which tells what its headline does."""


def as_text_says(
    story: Story, sentences: Sequence[Sentence], titles: Sequence[Sentence | None], found: Sequence[Moment]
) -> list[Moment]:
    """Move a headline's day or month that was read as past to the coming one, where the text looks ahead.

    Args:
        story: The story.
        sentences: Of the story, in reading order.
        titles: One for each article.
        found: Expressions of time of all of them.

    Returns:
        The same, in their order. A day is moved when the article's opening names that weekday, and all
        that its sentences tell of one is of the same day.
    """
    moved = []
    for moment in found:
        title = titles[moment.span.article] if moment.sentence is None else None
        inside = (
            title is not None
            and title.span.part == moment.span.part
            and (title.span.start <= moment.span.start < title.span.end)
        )
        told = _told(story, sentences, found, moment) if inside and _may_move(story, moment, title) else None
        moved.append(replace(moment, value=told + (moment.value or "")[len(told) :]) if told else moment)
    return moved


def _may_move(story: Story, moment: Moment, title: Sentence | None) -> bool:
    """Whether an expression is a weekday in a headline that has no verb of the past."""
    words = cues_or_english(story.articles[moment.span.article].language)
    return (
        title is not None
        and _is_by_name(story, moment)
        and not holds(words.get("dated_past", NEVER), story.slice(title.span))
    )


def _told(story: Story, sentences: Sequence[Sentence], found: Sequence[Moment], moment: Moment) -> str | None:
    """The day that an article's sentences mean by the weekday of its headline."""
    article, day = moment.span.article, _named(moment.value or "")
    others = [
        (other.value[:10], other.sentence)
        for other in found
        if other.span.article == article and other.value and other.sentence is not None
        if day and _named(other.value) == day and _is_by_name(story, other)
    ]
    first = next((number for number, one in enumerate(sentences) if one.span.article == article), 0)
    early = any(number < first + OPENING for _, number in others)
    days = {value for value, _ in others}
    return days.pop() if early and len(days) == 1 else None


def _named(value: str) -> tuple[str, int] | None:
    """Which day of the week a value is, or which month of the year."""
    if _MONTH.fullmatch(value):
        return "month", int(value[5:])
    day = day_named(value)
    return ("weekday", day.weekday()) if day else None


def _is_by_name(story: Story, moment: Moment) -> bool:
    """Whether an expression names a weekday or a month, and its date does not stand beside it."""
    told = story.slice(moment.span)
    words = cues_or_english(story.articles[moment.span.article].language)
    names = (*words["weekdays"], *words["months"])
    named = pattern(r"\b(?:%s)\b", "|".join(names)).search(told)
    return named is not None and not any(map(str.isdigit, told)) and moment.kind in {"DATE", "TIME"}
