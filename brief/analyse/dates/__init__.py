"""Expressions of time: where they stand, of what kind they are, and which day they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from brief.analyse.dates.days import ISO_DAY, day_named
from brief.analyse.dates.elsewhere import calendar_days
from brief.analyse.dates.parts import group
from brief.analyse.dates.rules import Rule, applying, longest
from brief.analyse.dates.setting import Kind, Meaning, Setting
from brief.analyse.dates.timewords import signs
from brief.analyse.zones import from_universal
from brief.cues import cues
from brief.model import Moment, Sentence, Span, Story
from brief.text import words

_DATED_BLOCKS = frozenset({"dateline", "byline"})
"""Kinds of block that are no prose and state a date."""
# Any Wednesday: what "Sunday" and "eight years ago" are ordered by when no article says its day.
_SOME_DAY = date(2000, 1, 5)


def moments(
    story: Story, sentences: Sequence[Sentence], titles: Sequence[Sentence | None]
) -> tuple[Moment, ...]:
    """Find every expression of time and say which day, time or stretch it means.

    Args:
        story: Each article's expressions are resolved against its own `published`.
        sentences: Of the story, in reading order.
        titles: One for each article.

    Returns:
        Titles' first, then those of datelines, then the sentences' in reading order;
        `sentence` is None for the first two. `value` is as in TimeML: "2016-11-09",
        "2016-11-09T06:00", "2008-W35", "P2W", "PRESENT_REF" ...; None when it
        depends on a publication date that the article does not state. `anchor`
        says what a relative expression was resolved against.

    Source:
        TimeML 1.2.1, TIMEX3; Strötgen and Gertz, "HeidelTime", 2010, for the
        order: find by rules, then resolve against publication and tense.
    """
    found: list[Moment] = []
    for title in titles:
        if title is not None:
            found += _in_sentence(story, title, None)
    for line in _dated_lines(story):
        found += _in_sentence(story, line, None)
    for number, sentence in enumerate(sentences):
        found += _in_sentence(story, sentence, number)
    return tuple(_with_year(story, found))


def _dated_lines(story: Story) -> Iterator[Sentence]:
    """What is no prose and states a date."""
    for number, article in enumerate(story.articles):
        for block in article.blocks:
            if block.kind in _DATED_BLOCKS:
                span = Span(article=number, start=block.start, end=block.end)
                said = tuple(words(article.slice(span)))
                yield Sentence(span=span, paragraph=block.number, words=said, terms=())


class _Time(NamedTuple):
    """An expression of time in a sentence."""

    start: int
    end: int
    kind: Kind
    value: str | None
    absolute: bool
    """Whether it means the same whenever it is published."""
    zone: str | None = None
    """As written beside a clock time."""
    offset: int | None = None
    """Days from publication, where nobody says its day."""


def _in_sentence(story: Story, sentence: Sentence, number: int | None) -> list[Moment]:
    """The expressions of one sentence; clock times take over the day named beside them."""
    article = story.articles[sentence.span.article]
    language = article.language if cues(article.language) else "en"
    rules = applying(language, signs(sentence.words, language))
    if not rules and language == article.language:
        return []
    published = day_named(article.published.value) if article.published else None
    text = story.slice(sentence.span)
    times: list[_Time] = []
    if language != article.language:
        days = calendar_days(text, article.language, published)
        times = [_Time(start, end, "DATE", value, absolute) for start, end, value, absolute in days]
    times += _by_rules(text, rules, language, published, times)
    return [
        Moment(
            span=sentence.span.stretch(time.start, time.end),
            kind=time.kind,
            value=time.value and time.value + from_universal(time.zone, time.value),
            anchor=f"published {published.isoformat()}"
            if published and time.value and not time.absolute
            else None,
            offset=time.offset,
            sentence=number,
        )
        for time in _with_day(sorted(times), published)
    ]


def _by_rules(
    text: str, rules: Sequence[Rule], language: str, published: date | None, known: Sequence[_Time]
) -> list[_Time]:
    """The expressions that the rules of a language find, but for those that meet a known one."""
    found = []
    for match, mean in longest(text, rules):
        if any(match.start() < time.end and time.start < match.end() for time in known):
            continue
        setting = Setting(cues=cues(language), published=published, match=match)
        meaning = mean(match, setting)
        if meaning is None:
            continue
        absolute = published is None or mean(match, setting.against(None)) == meaning
        offset = None
        if published is None and meaning[1] is None:
            offset = _offset(mean(match, setting.against(_SOME_DAY)))
        found.append(_Time(match.start(), match.end(), *meaning, absolute, group(match, "zone"), offset))
    return found


def _offset(meaning: Meaning | None) -> int | None:
    """Days from the stand-in for the day of publication to the first day that is meant."""
    value = meaning[1] if meaning else None
    if value is None or not _FROM_A_DAY.match(value):
        return None
    year, month, day = (int(part) for part in (value[:10].split("/")[0] + "-07-01").split("-")[:3])
    return (date(year, month, day) - _SOME_DAY).days


_FROM_A_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?:$|[/T])")


def _with_day(times: Sequence[_Time], published: date | None) -> list[_Time]:
    """Clock times with the day of the nearest day expression of the sentence, else of publication."""
    days = [(time.start, time.value[:10]) for time in times if time.value and ISO_DAY.match(time.value)]
    return [
        _on_day(time, days, published)
        if time.kind == "TIME" and time.value and time.value.startswith("T")
        else time
        for time in times
    ]


def _on_day(time: _Time, days: Sequence[tuple[int, str]], published: date | None) -> _Time:
    """A clock time with the nearest of these days."""
    if days:
        day = min(days, key=lambda day: abs(day[0] - time.start))[1]
    elif published:
        day = published.isoformat()
    else:
        return time
    return time._replace(value=f"{day}{time.value}", absolute=False)


def _with_year(story: Story, found: Sequence[Moment]) -> list[Moment]:
    """Days of undated articles with the year that the article tells them with elsewhere."""
    full: dict[tuple[int, str], tuple[str, str]] = {}
    for moment in found:
        told = story.slice(moment.span)
        short = _YEAR_BEHIND.sub("", told)
        if short != told and moment.value and ISO_DAY.fullmatch(moment.value):
            full.setdefault((moment.span.article, short), (moment.value, told))
    return [
        moment
        if moment.value is not None or moment.kind != "DATE"
        else _as_told(moment, full.get((moment.span.article, story.slice(moment.span))))
        for moment in found
    ]


_YEAR_BEHIND = re.compile(r",?\s+(?:1[6-9]|20)\d\d$")


def _as_told(moment: Moment, full: tuple[str, str] | None) -> Moment:
    return (
        replace(moment, value=full[0], anchor=f"“{full[1]}” in the source", offset=None) if full else moment
    )
