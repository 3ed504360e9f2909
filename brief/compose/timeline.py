"""The timeline: what is told to have happened when, in the order of time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from brief.compose.cite import Citing
from brief.compose.clause import LONGEST_LABEL, PLANNED
from brief.compose.happening import happening
from brief.cues import alternatives, unit_of
from brief.model import Analysis, Item, Moment, Span, Summary
from brief.text import words

# Of 184 pages, of every 14th article of the sets that `benchmarks` reads, 4 are otherwise with 4 turns, none
# with 16.
MOST_TURNS = 8
DATED = re.compile(r"\d{4}(?:-(?:W\d\d|Q\d|SP|SU|FA|WI|\d\d(?:-\d\d(?:T[\w:]+)?)?))?(?:/.+)?")
# A time of day by the clock alone says no day.
NAMED = re.compile(r"[^\W\d_]{3,}")
# Two turns are one from this share of their longer words on. Of 150 turns on 184 pages half the share
# costs 6; a share of 1, or small words of 1 or 6 letters, are one turn more or less.
SMALL_WORD = 3
ALIKE = 0.7
MARKS = frozenset('“”"„«»')


def timeline(analysis: Analysis, summary: Summary, citing: Citing) -> tuple[Item, ...]:
    """The story's dated turns: the words of time, what happened then, and the date when it could be told.

    Returns:
        At least two items or none, earliest first; those without a date follow, by how
        long before an unknown day of publication they are, else in reading order. Each
        tells another time and other words.
    """
    turns: dict[str, tuple[Moment, Span, tuple[Span, ...]]] = {}
    taken: list[Span] = []
    said: list[set[str]] = []
    found = _Found.of(analysis)
    for moment in sorted(analysis.moments, key=lambda moment: _weight(moment, summary)):
        key = moment.value or citing.text((moment.span,)).lower()
        told = None if key in turns else _told(found, moment)
        if told is None or any(one.meets(other) for one in told[1] for other in taken):
            continue
        words_told = _content(citing.text(told[1]))
        if any(_much_alike(words_told, other) for other in said):
            continue
        turns[key] = (moment, *told)
        taken += told[1]
        said.append(words_told)
        if len(turns) == MOST_TURNS:
            break
    chosen = sorted(turns.values(), key=lambda turn: _when(turn[0]))
    if len(chosen) < 2:
        return ()
    return tuple(
        citing.item((when,), label=label, value=moment.value, anchor=moment.anchor)
        for moment, when, label in chosen
    )


def _content(label: str) -> set[str]:
    """The longer words of a label, by which two are told to be of one event."""
    return {word for word in words(label) if len(word) > SMALL_WORD}


def _much_alike(label: set[str], other: set[str]) -> bool:
    """Whether two labels share most of their words."""
    return len(label & other) >= ALIKE * min(len(label), len(other)) and len(label & other) > 1


def _weight(moment: Moment, summary: Summary) -> tuple[float, Span]:
    """Moments in weightier sentences come first, then reading order."""
    return (-summary.score(moment.sentence), moment.span)


def _when(moment: Moment) -> tuple[bool, str, bool, int, Span]:
    """The order of the timeline: dates, then times before or after an unknown day, then the rest as told."""
    return (
        moment.value is None,
        moment.value or "",
        moment.offset is None,
        moment.offset or 0,
        moment.span,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What was found in a story, by where it stands: a long text has thousands of times."""

    analysis: Analysis
    moments: Mapping[int | None, Sequence[Moment]]
    """Of each sentence, in the order of `Analysis.moments`."""
    quoted: Mapping[tuple[int, str], tuple[list[int], list[int]]]
    """For each text where its quotes begin, rising, and how far they reach up to each."""
    parsed: frozenset[int]
    """Articles that a model has read."""

    @staticmethod
    def of(analysis: Analysis) -> _Found:
        """Sort what was found."""
        moments: dict[int | None, list[Moment]] = {}
        for moment in analysis.moments:
            moments.setdefault(moment.sentence, []).append(moment)
        quoted: dict[tuple[int, str], tuple[list[int], list[int]]] = {}
        for span in sorted(quote.span for quote in analysis.quotes):
            starts, reach = quoted.setdefault((span.article, span.part), ([], []))
            starts.append(span.start)
            reach.append(max(span.end, reach[-1] if reach else 0))
        parsed = frozenset(one.span.article for one in analysis.sentences if one.tokens)
        return _Found(analysis=analysis, moments=moments, quoted=quoted, parsed=parsed)


def _told(found: _Found, moment: Moment) -> tuple[Span, tuple[Span, ...]] | None:
    """The words of a time and what is told of it; None when it is no day or nothing is told."""
    analysis = found.analysis
    if moment.sentence is None or not _is_day(analysis, moment) or _is_quoted(found, moment.span):
        return None
    sentence = analysis.sentences[moment.sentence]
    text = analysis.story.slice(sentence.span)
    english = analysis.story.articles[sentence.span.article].language.split("-")[0] == "en"
    if not sentence.tokens or not english:
        return _unparsed(found, moment, text)
    link = _link().match(analysis.story.slice(moment.span))
    named = (
        replace(moment, span=moment.span.to(moment.span.start + link.end(), moment.span.end))
        if link
        else moment
    )
    others = [one for one in found.moments[moment.sentence] if one is not moment]
    told = happening(text, sentence, named, others)
    bounded = told is not None and told[0].start < named.span.start
    return None if told is None or (not bounded and _is_contrary(analysis, moment, told[1])) else told


def _is_day(analysis: Analysis, moment: Moment) -> bool:
    """Whether a moment is a day or longer that can be placed, or a time of a day that is named."""
    told = analysis.story.slice(moment.span)
    if moment.value is not None and not DATED.fullmatch(moment.value):
        return False
    before = analysis.story.slice(moment.span.to(max(0, moment.span.start - 4), moment.span.start))
    if _period().match(told) and (before.lower().endswith("the ") or "past" in told.lower()):
        return False
    if _relative().search(told) and (moment.value is None or "previous" in told.lower()):
        return False
    if moment.kind == "TIME":
        return any(not word.lower().endswith("m.") for word in NAMED.findall(told))
    return moment.kind == "DATE"


def _is_contrary(analysis: Analysis, moment: Moment, label: tuple[Span, ...]) -> bool:
    """Whether a day computed to lie after the publication is told of in the past: one of the two is wrong."""
    published = analysis.story.articles[moment.span.article].published
    if (
        published is None
        or not moment.value
        or moment.value[:10] <= published.value[: len(moment.value[:10])]
    ):
        return False
    tokens = analysis.sentences[moment.sentence or 0].tokens
    told = [token for token in tokens if any(one.start <= token.start < one.end for one in label)]
    planned = {"MD"} & {token.tag for token in told} or PLANNED & {token.text.lower() for token in told}
    return not planned and any(token.tag == "VBD" for token in told)


def _is_quoted(found: _Found, span: Span) -> bool:
    """Whether somebody is quoted with the time: who knows of which day they spoke."""
    starts, reach = found.quoted.get((span.article, span.part), ([], []))
    before = bisect_left(starts, span.end)
    return before > 0 and reach[before - 1] > span.start


def _unparsed(found: _Found, moment: Moment, text: str) -> tuple[Span, tuple[Span, ...]] | None:
    """A short sentence whole, in an article that no model reads, or of a language without our rules."""
    sentence = found.analysis.sentences[moment.sentence or 0]
    article = found.analysis.story.articles[sentence.span.article]
    parsed = article.language.split("-")[0] == "en" and sentence.span.article in found.parsed
    words = text.rstrip(" .!\n")
    if parsed or len(words) > LONGEST_LABEL or MARKS & set(words):
        return None
    return moment.span, (sentence.span.stretch(0, len(words)),)


@cache
def _link() -> re.Pattern[str]:
    """What a time is told with that belongs to the words before it."""
    return re.compile(rf"^(?:{alternatives('events_en.txt')['linking']})\s+", re.IGNORECASE)


@cache
def _relative() -> re.Pattern[str]:
    """Words of a time told by another: three months later than what?"""
    return re.compile(rf"\b(?:{alternatives('events_en.txt')['relative']})\b", re.IGNORECASE)


@cache
def _period() -> re.Pattern[str]:
    """A stretch up to now: "in the last year", "over the past month"."""
    rank = alternatives("events_en.txt")["up_to_now"]
    unit = unit_of("en", "W", "M", "Y", "DE", "Q")
    return re.compile(rf"(?:the\s+)?(?:{rank})\s+(?:{unit})", re.IGNORECASE)
