"""Expressions of time: where they stand, of what kind they are, and which day they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple

from brief.analyse.dates.clock_days import Written, clock_days
from brief.analyse.dates.days import ISO_DAY, day_named
from brief.analyse.dates.elsewhere import calendar_days
from brief.analyse.dates.headlined import as_text_says
from brief.analyse.dates.parts import group
from brief.analyse.dates.rules import Rule, applying, longest
from brief.analyse.dates.setting import Kind, Meaning, Setting
from brief.analyse.dates.timewords import signs
from brief.analyse.zones import from_universal
from brief.cues import cues, cues_or_english
from brief.model import Moment, Sentence, Span, Story
from brief.text import words

_DATED_BLOCKS = frozenset({"dateline", "byline"})
"""Kinds of block that are no prose and state a date."""
# Any Wednesday: what "Sunday" and "eight years ago" are ordered by when no article says its day.
_SOME_DAY = date(2000, 1, 5)
A_WEEK, A_YEAR = 8, 365
A_FEW = 3
"""Days of a year that are counted as one, so that all of them are less than half a year."""


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
    read: list[_Read] = []
    for title in titles:
        if title is not None:
            read.append(_times(story, title, None))
    read += [_times(story, line, None, prose=False) for line in _dated_lines(story)]
    read += [_times(story, sentence, number) for number, sentence in enumerate(sentences)]
    found = [moment for each in _with_days(story, read) for moment in _moments(story, each)]
    return tuple(as_text_says(story, sentences, titles, _with_year(story, found)))


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


class _Read(NamedTuple):
    """A sentence with its expressions of time, in order."""

    sentence: Sentence
    number: int | None
    prose: bool
    """Whether it is a headline or a sentence, which others go on with."""
    times: Sequence[_Time]


def _times(story: Story, sentence: Sentence, number: int | None, *, prose: bool = True) -> _Read:
    """The expressions of one sentence."""
    article = story.articles[sentence.span.article]
    language = article.language if cues(article.language) else "en"
    rules = applying(language, signs(sentence.words, language))
    if not rules and language == article.language:
        return _Read(sentence, number, prose, ())
    published = _published(story, sentence)
    text = story.slice(sentence.span)
    times: list[_Time] = []
    if language != article.language:
        days = calendar_days(text, article.language, published)
        times = [_Time(start, end, "DATE", value, absolute) for start, end, value, absolute in days]
    # A headline's present is no plan.
    tokens = sentence.tokens if number is not None else ()
    setting = partial(Setting, cues(language), published, tokens=tokens, begins=sentence.span.start)
    times += _by_rules(text, rules, setting, times)
    return _Read(sentence, number, prose, sorted(times))


def _published(story: Story, sentence: Sentence) -> date | None:
    """The day of publication of a sentence's article."""
    stated = story.articles[sentence.span.article].published
    return day_named(stated.value) if stated else None


def _moments(story: Story, read: _Read) -> Iterator[Moment]:
    """A sentence's expressions as moments, clock times with the offset of their zone."""
    published = _published(story, read.sentence)
    for time in read.times:
        yield Moment(
            span=read.sentence.span.stretch(time.start, time.end),
            kind=time.kind,
            value=time.value and time.value + from_universal(time.zone, time.value),
            anchor=f"published {published.isoformat()}"
            if published and time.value and not time.absolute
            else None,
            offset=time.offset,
            sentence=read.number,
        )


def _by_rules(
    text: str, rules: Sequence[Rule], setting_of: Callable[[re.Match[str]], Setting], known: Sequence[_Time]
) -> list[_Time]:
    """The expressions that the rules of a language find, but for those that meet a known one."""
    found = []
    for match, mean in longest(text, rules):
        if any(match.start() < time.end and time.start < match.end() for time in known):
            continue
        setting = setting_of(match)
        meaning = mean(match, setting)
        if meaning is None:
            continue
        absolute = setting.published is None or mean(match, setting.against(None)) == meaning
        offset = None
        if setting.published is None and meaning[1] is None:
            offset = _offset(mean(match, setting.against(_SOME_DAY)))
            if offset is not None and group(match, "m"):
                offset = _told_by_tense(offset, ahead=setting.ahead)
        found.append(_Time(match.start(), match.end(), *meaning, absolute, group(match, "zone"), offset))
    return found


def _offset(meaning: Meaning | None) -> int | None:
    """Days from the stand-in for the day of publication to the first day that is meant."""
    value = meaning[1] if meaning else None
    if value is None or not _FROM_A_DAY.match(value):
        return None
    year, month, day = (int(part) for part in (value[:10].split("/")[0] + "-07-01").split("-")[:3])
    return (date(year, month, day) - _SOME_DAY).days


def _told_by_tense(offset: int, *, ahead: bool) -> int:
    """The same for a day of the calendar, whose distance from the stand-in says nothing: by its tense.

    It is further off than a weekday and nearer than last or next year.
    """
    if ahead:
        return A_WEEK + offset % A_YEAR // A_FEW
    return -A_WEEK - -offset % A_YEAR // A_FEW


_FROM_A_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?:$|[/T])")


def _with_days(story: Story, read: Sequence[_Read]) -> Iterator[_Read]:
    """Clock times with their days."""
    prose: dict[int, list[_Read]] = {}
    for each in read:
        if each.prose:
            prose.setdefault(each.sentence.span.article, []).append(each)
    days = {number: _clock_days(story, own) for number, own in prose.items()}
    for each in read:
        own = _clock_days(story, [each]) if not each.prose else days[each.sentence.span.article]
        times = [
            time._replace(value=f"{day}{time.value}", absolute=False) if day else time
            for time, day in zip(each.times, next(own), strict=True)
        ]
        yield each._replace(times=times)


def _clock_days(story: Story, read: Sequence[_Read]) -> Iterator[list[str | None]]:
    """For each sentence of an article the days that its clock times have from what stands around them."""
    sentence = read[0].sentence
    told = [
        (
            story.slice(each.sentence.span),
            [Written(time.start, time.end, time.value, time.zone) for time in each.times],
        )
        for each in read
    ]
    words = cues_or_english(story.articles[sentence.span.article].language)
    return clock_days(told, words, _published(story, sentence))


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
