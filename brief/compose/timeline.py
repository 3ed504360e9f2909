"""The timeline: what is told to have happened when, in the order of time."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from brief.compose.cite import Citing
from brief.compose.clause import LONGEST_LABEL, PLANNED
from brief.compose.happening import SPEAKING, happening
from brief.cues import cues, unit_of
from brief.grammar import forms
from brief.model import Analysis, Item, Moment, Span, Summary
from brief.patterns import alternatives
from brief.resources import lists
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
# Words in small letters beside a time that a sentence without a parse has to tell something with.
FEWEST_WORDS = 2
_DAY = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)(?:T(?P<hour>[\w:]+))?")
# Of an article without a date.
_CLOCK = re.compile(r"T(?P<hour>\d\d:\d\d).*")
_AT = re.compile(r"T\d\d:\d\d")
# Paragraphs that open with the time make a text one of entries, told as things happened.
FEWEST_ENTRIES = 3
# About when the parts of a day are, and the words that part it more loosely.
PARTS = {"MO": "08:00", "AF": "14:00", "EV": "19:00", "NI": "22:00"}
LATE = {
    word: hour
    for name, hour in (("of_the_morning", "04:00"), ("of_the_evening", "21:00"))
    for word in lists("events_en.txt")[name]
}
# A day without an hour stands before its morning, and behind what was early.
WHOLE_DAY = "06:00"
# When the morning turns to afternoon, and that to evening and night.
TURNING = ("12:00", "18:00")
MARKS = frozenset('“”"„«»')


def timeline(analysis: Analysis, summary: Summary, citing: Citing) -> tuple[Item, ...]:
    """The story's dated turns: the words of time, what happened then, and the date when it could be told.

    Returns:
        At least two items or none, earliest first; those without a date follow, by how
        long before an unknown day of publication they are, else in reading order. Each
        tells another time and other words, and of one day no deed twice.
    """
    turns: dict[str, _Turn] = {}
    found = _Found.of(analysis)
    for moment in sorted(analysis.moments, key=lambda moment: _weight(moment, summary)):
        named = citing.text((moment.span,)).lower()
        hour = _hour(moment, named)
        key = f"{moment.value} {hour}" if moment.value else named
        told = None if key in turns else _told(found, moment)
        if told is None:
            continue
        turn = _Turn(
            moment=moment,
            when=told[0],
            label=told[1],
            hour=hour,
            words=_content(citing.text(told[1])),
            deeds=_deeds(analysis, moment, told[1]),
            leads=moment.sentence in found.leads,
        )
        if any(_tell_the_same(turn, other) for other in turns.values()):
            continue
        turns[key] = turn
        if len(turns) == MOST_TURNS:
            break
    if len(turns) < 2:
        return ()
    return tuple(
        citing.item((turn.when,), label=turn.label, value=_value(turn.moment), anchor=turn.moment.anchor)
        for turn in sorted(turns.values(), key=_when)
    )


def _value(moment: Moment) -> str | None:
    """The value of a time; a clock time without a day has none."""
    return None if _CLOCK.fullmatch(moment.value or "") else moment.value


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """What happened at a time, and by what two are told to be one."""

    moment: Moment
    when: Span
    label: tuple[Span, ...]
    hour: str
    """By the clock ("18:40"), about that where a part of the day is told; empty where no part is."""
    words: frozenset[str]
    deeds: frozenset[str]
    leads: bool
    """Whether the first sentence of its article tells it."""


def _hour(moment: Moment, named: str) -> str:
    """The hour that a time tells: "Tuesday morning" about eight, "late Tuesday" about nine at night."""
    clock = _CLOCK.fullmatch(moment.value or "")
    if clock:
        return clock["hour"]
    day = _DAY.fullmatch(moment.value or "")
    if day is None:
        return ""
    if day["hour"]:
        return PARTS.get(day["hour"], day["hour"])
    return next((hour for word, hour in LATE.items() if word in words(named)), "")


def _content(label: str) -> frozenset[str]:
    """The longer words of a label, by which two are told to be of one event."""
    return frozenset(word for word in words(label) if len(word) > SMALL_WORD)


def _deeds(analysis: Analysis, moment: Moment, label: Sequence[Span]) -> frozenset[str]:
    """What is done in a label: its verbs, those of one meaning by one of them."""
    tokens = analysis.sentences[moment.sentence or 0].tokens
    return frozenset(
        _alike().get(token.text.lower(), token.text.lower())
        for token in tokens
        if token.pos == "VERB"
        and token.text.lower() not in SPEAKING
        and any(span.start <= token.start < span.end for span in label)
    )


def _tell_the_same(turn: _Turn, other: _Turn) -> bool:
    """Whether two turns are of one event: in the same words mostly, or the same deed of one day."""
    if any(one.meets(another) for one in turn.label for another in other.label):
        return True
    shared = len(turn.words & other.words)
    two = turn.moment.span.article != other.moment.span.article
    if shared > 1 and two and turn.leads and other.leads and _may_be_one_time(turn, other):
        return True  # what two reports of one story open with is one event
    alike = shared > 1 and shared >= ALIKE * min(len(turn.words), len(other.words))
    return alike or (_may_be_one_time(turn, other) and bool(turn.deeds & other.deeds))


def _may_be_one_time(turn: _Turn, other: _Turn) -> bool:
    """Whether two turns are of one day, and not of two parts of it."""
    days = [_DAY.match(one.moment.value or "") for one in (turn, other)]
    if days[0] is None or days[1] is None or days[0]["day"] != days[1]["day"]:
        return False
    if not turn.hour or not other.hour:
        return True
    return bisect_right(TURNING, turn.hour) == bisect_right(TURNING, other.hour)


def _weight(moment: Moment, summary: Summary) -> tuple[float, Span]:
    """Moments in weightier sentences come first, then reading order."""
    return (-summary.score(moment.sentence), moment.span)


def _when(turn: _Turn) -> tuple[bool, str, str, bool, int, Span]:
    """The order of the timeline: dates, then times before or after an unknown day, then the rest as told."""
    moment = turn.moment
    value = _value(moment)
    day = _DAY.fullmatch(value or "")
    return (
        value is None,
        day["day"] if day else value or "",
        turn.hour or WHOLE_DAY,
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
    leads: frozenset[int]
    """The first sentence of each article."""
    entries: Mapping[Span, Span]
    """For each clock time that opens an entry of a live report, what the entry tells first."""

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
        leads: dict[int, int] = {}
        for number, sentence in enumerate(analysis.sentences):
            leads.setdefault(sentence.span.article, number)
        return _Found(
            analysis=analysis,
            moments=moments,
            quoted=quoted,
            parsed=parsed,
            leads=frozenset(leads.values()),
            entries=_entries(analysis),
        )


def _entries(analysis: Analysis) -> dict[Span, Span]:
    """The entries of live reports, of which each paragraph or its heading opens with the time.

    Those of an article count where their hours stand in order, the first or the last of them first.
    """
    found: dict[int, list[tuple[str, Span, Span]]] = {}
    for moment in analysis.moments:
        clock = _AT.search(moment.value or "") if moment.kind == "TIME" else None
        if clock is None or moment.sentence is None:
            continue
        sentence = analysis.sentences[moment.sentence]
        before = analysis.sentences[moment.sentence - 1] if moment.sentence else None
        place = (sentence.span.article, sentence.paragraph)
        opens = before is None or (before.span.article, before.paragraph) != place
        if opens and moment.span.start == sentence.span.start:
            rest = analysis.story.slice(sentence.span)[moment.span.end - moment.span.start :]
            first = len(rest) - len(rest.lstrip(" \t:.,|–—-"))
            start, end = moment.span.end + first, sentence.span.end - (len(rest) - len(rest.rstrip(" .!\n")))
            told = (clock.group(), moment.span, sentence.span.to(start, max(start, end)))
            found.setdefault(sentence.span.article, []).append(told)
    kept = {}
    for entries in found.values():
        hours = [hour for hour, _, _ in entries]
        if len(hours) >= FEWEST_ENTRIES and hours in (sorted(hours), sorted(hours, reverse=True)):
            kept.update({time: told for _, time, told in entries})
    return kept


def _told(found: _Found, moment: Moment) -> tuple[Span, tuple[Span, ...]] | None:
    """The words of a time and what is told of it; None when it is no day or nothing is told."""
    analysis = found.analysis
    if moment.span in found.entries:
        return _entry(analysis, moment, found.entries[moment.span])
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


def _entry(analysis: Analysis, moment: Moment, told: Span) -> tuple[Span, tuple[Span, ...]] | None:
    """What an entry of a live report tells first, where that is short and nobody is quoted."""
    text = analysis.story.slice(told)
    quoted = MARKS & set(text) or text.endswith("?")
    few = len(words(text)) < FEWEST_WORDS
    return None if quoted or few or len(text) > LONGEST_LABEL else (moment.span, (told,))


def _unparsed(found: _Found, moment: Moment, text: str) -> tuple[Span, tuple[Span, ...]] | None:
    """A short sentence whole, in an article that no model reads, or of a language without our rules."""
    sentence = found.analysis.sentences[moment.sentence or 0]
    article = found.analysis.story.articles[sentence.span.article]
    parsed = article.language.split("-")[0] == "en" and sentence.span.article in found.parsed
    whole = text.rstrip(" .!\n")
    if parsed or len(whole) > LONGEST_LABEL or MARKS & set(whole):
        return None
    at = moment.span.start - sentence.span.start
    rest = f"{text[:at]} {text[moment.span.end - sentence.span.start :]}"
    if sum(word.islower() for word in rest.split()) < FEWEST_WORDS:
        return None  # a place and a date
    bound = _bound(article.language.split("-")[0]).search(text[:at])
    start = at - len(bound.group()) if bound else at
    return moment.span.to(sentence.span.start + start, moment.span.end), (
        sentence.span.stretch(0, len(whole)),
    )


@cache
def _bound(language: str) -> re.Pattern[str]:
    """What stands before a time from which or up to which something lasts: "bis Mittwoch", "desde 2017"."""
    words = cues(language).get("bounds", "(?!)")
    return re.compile(rf"\b(?:{words})(?:\s+(?:\w{{1,3}}|l['’]))?\s*$", re.IGNORECASE)


@cache
def _alike() -> dict[str, str]:
    """For verbs of one meaning the first of them, in any of its forms."""
    groups = (entry.split("=") for entry in lists("events_en.txt")["one_deed"])
    return {form: group[0] for group in groups for verb in group for form in forms([verb])}


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
