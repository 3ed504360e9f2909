"""Figures of another, older event, told for comparison: no key figures of the news."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from brief.cues import unit_of
from brief.grammar import SUBJECTS, VERBS, above, children, subject
from brief.model import Analysis, Figure, Moment, Span, Token
from brief.patterns import alternatives
from brief.resources import listed
from brief.text import words

# What happened longer ago than this before publication is not the news of the day.
LONG_AGO = timedelta(days=365)
# "The highest since 1991", "up from 2019": these compare with a time, and tell of now.
COMPARING = listed("events_en.txt", "compared_with")
PREVIOUS = listed("events_en.txt", "previous")
PRESENT = frozenset({"VBZ", "VBP"})
SAME_TIME = listed("events_en.txt", "same_time_clauses")
SINCE = "since"
# A sentence that opens with its time has no more words before it.
# 1 or 4 change none of 184 pages, of every 14th article of the sets that `benchmarks` reads.
OPENING_WORDS = 2
AROUND = 40
"""Characters before and behind what is shown that tell whether it is a comparison; 20 or 80 change none of
184 pages."""
_YEAR = re.compile(r"\d{4}")
_DATED = re.compile(r"(?P<year>\d{3,4})(?:-(?P<month>\d\d)(?=-|$|T))?")


def background(analysis: Analysis, bottom_line: int | None) -> frozenset[Figure]:
    """Find the figures of what happened a year or more before publication, or is compared with.

    Args:
        analysis: The story, read.
        bottom_line: Index of the sentence that tells the news; its own figures are never
            background, and where it tells of the past itself, none are.

    Returns:
        The figures of old events, and those that another one is compared with. Without
        a day of publication only a bare year ("in 1999") tells that one is old, and only
        where the bottom line names no year. A sentence without a parse has to begin with
        its time.
    """
    moments: dict[int | None, list[Moment]] = {}
    for moment in analysis.moments:
        if moment.kind == "DATE" and moment.value and _DATED.match(moment.value):
            moments.setdefault(moment.sentence, []).append(moment)
    compared = frozenset(figure for figure in analysis.figures if _is_compared(analysis, figure))
    told = moments.get(bottom_line, []) if bottom_line is not None else []
    if any(_is_old(analysis, moment, named=False) for moment in told):
        return compared
    return compared | frozenset(
        figure
        for figure in analysis.figures
        if figure.sentence != bottom_line
        and (
            _is_of_another(analysis, figure)
            or _is_of_old(analysis, figure)
            or any(
                _is_old(analysis, moment, named=True) and _dates(analysis, moment, figure)
                for moment in moments.get(figure.sentence, [])
            )
        )
    )


def _is_of_another(analysis: Analysis, figure: Figure) -> bool:
    """Whether a sentence says at its beginning that it tells of something else: "In a separate case"."""
    return _another().match(analysis.story.slice(analysis.sentences[figure.sentence].span)) is not None


def _is_of_old(analysis: Analysis, figure: Figure) -> bool:
    """Whether a figure is told behind a year that opens its sentence, or behind the name of an old event.

    The parse may take the year for one of what follows: "In 2011 floods killed 340 people".
    """
    sentence = analysis.sentences[figure.sentence]
    before = analysis.story.slice(sentence.span.to(sentence.span.start, figure.span.start))
    if _long_past().search(before):
        return True
    match = _opening_year().match(before)
    if match is None or _tells_of_now(sentence.tokens, figure):
        return False
    published = analysis.story.articles[figure.span.article].published
    return published is None or int(match["year"]) + 1 < int(published.value[:4])


def _tells_of_now(tokens: Sequence[Token], figure: Figure) -> bool:
    """Whether the verb that a figure hangs on is of the present, or of what may come."""
    inside = _inside(tokens, figure.span)
    told_of = _told_of(tokens, inside[-1], leads=True) if inside else []
    verb = next((index for index in told_of if tokens[index].pos in VERBS), None)
    return verb is not None and _is_present(tokens, verb)


def _is_present(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb stands in the present or with a modal."""
    return tokens[verb].tag in PRESENT or any(
        tokens[one].tag in (*PRESENT, "MD")
        for one in children(tokens, verb)
        if tokens[one].dep.startswith("aux")
    )


@cache
def _opening_year() -> re.Pattern[str]:
    """A year that opens a sentence."""
    return re.compile(r"\s*(?:back\s+)?in\s+(?:[A-Z]\w+\s+)?(?P<year>1[5-9]\d\d|20\d\d)\b", re.IGNORECASE)


@cache
def _long_past() -> re.Pattern[str]:
    """The name of an old event and the clause that tells of it: "the attacks of 9/11, when"."""
    words = alternatives("events_en.txt")
    return re.compile(
        rf"\b(?:{words['long_past']})\b(?:\s+\w+)?,?\s+(?:{words['of_its_time']})\b", re.IGNORECASE
    )


@cache
def _another() -> re.Pattern[str]:
    """How a sentence begins that tells of another event."""
    words = alternatives("events_en.txt")
    other, part = words["another_event"], words["first_of_two"]
    return re.compile(
        rf"\s*[“\"]?(?:in|at)\s+(?:(?:an?|the)\s+(?:{other})\s|the\s+first\s+(?:{part})\b)", re.IGNORECASE
    )


def _is_compared(analysis: Analysis, figure: Figure) -> bool:
    """Whether a figure is only what another is compared with ("against 60 a year earlier")."""
    shown = (figure.span, figure.label or figure.span)
    start, end = min(span.start for span in shown), max(span.end for span in shown)
    if not _earlier().match(analysis.story.slice(figure.span.to(end, end + AROUND))):
        return False
    before = analysis.story.slice(figure.span.to(max(0, start - AROUND), start))
    return _compared().search(before) is not None


@cache
def _compared() -> re.Pattern[str]:
    """What stands before a figure that another is compared with."""
    against = alternatives("events_en.txt")["compared"]
    return re.compile(rf"\b(?:{against})\s+(?:an?\s+|the\s+)?$", re.IGNORECASE)


@cache
def _earlier() -> re.Pattern[str]:
    """What stands behind it."""
    unit, earlier = unit_of("en", "Y", "Q", "M", "W", "DE"), alternatives("events_en.txt")["earlier"]
    return re.compile(
        rf",?\s+(?:(?:an?|the)\s+(?:\w+\s+)?(?:{unit})\s+(?:{earlier})|last\s+year)\b", re.IGNORECASE
    )


def _is_old(analysis: Analysis, moment: Moment, *, named: bool) -> bool:
    """Whether a time ended a year before publication; without one, whether it is a year."""
    match = _DATED.match((moment.value or "").rpartition("/")[2])
    published = analysis.story.articles[moment.span.article].published
    if match is None:
        return False
    if published is None:
        return not named or _YEAR.fullmatch(moment.value or "") is not None
    try:
        return _last_day(match) + LONG_AGO <= date.fromisoformat(published.value[:10])
    except ValueError:
        return False


def _last_day(match: re.Match[str]) -> date:
    """The last day of a month, a year or a decade; of a day, the end of its month."""
    year, month = int(match["year"].ljust(4, "9")), int(match["month"] or 12)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _dates(analysis: Analysis, moment: Moment, figure: Figure) -> bool:
    """Whether a time says when that happened which a figure is told of."""
    sentence = analysis.sentences[figure.sentence]
    tokens, start = sentence.tokens, moment.span.start
    if not tokens:
        before = analysis.story.slice(sentence.span.to(sentence.span.start, start))
        return len(words(before)) <= OPENING_WORDS
    inside = _inside(tokens, figure.span)
    attached = _attached(tokens, _inside(tokens, moment.span))
    if attached is None and inside:
        return _is_since(tokens, _inside(tokens, moment.span), inside)
    if attached is None or not inside:
        return False
    told_of = _told_of(tokens, inside[-1], leads=start < tokens[attached].start)
    verb = next((index for index in told_of if tokens[index].pos in VERBS), None)
    if verb is None:
        return attached in told_of
    if tokens[verb].tag in PRESENT or any(tokens[one].tag == "MD" for one in children(tokens, verb)):
        return False
    joined = verb
    while tokens[joined].dep == "conj" and subject(tokens, joined) is None:
        joined = tokens[joined].head
    happened = tokens[attached].head == joined and tokens[attached].dep in SUBJECTS
    at_once = not _at_one_time(tokens, attached).isdisjoint(told_of)
    return attached in told_of or happened or at_once or _is_previous(tokens, verb)


def _at_one_time(tokens: Sequence[Token], attached: int) -> frozenset[int]:
    """The verbs that tell of one time with a clause of "when": "killed 4 and hurt 9 when it hit in 2022"."""
    whens = any(tokens[one].text.lower() in SAME_TIME for one in children(tokens, attached))
    found: set[int] = set()
    if tokens[attached].dep == "advcl" and whens:
        found.add(verb := tokens[attached].head)
        while tokens[verb].dep == "conj" and subject(tokens, verb) is None:
            found.add(verb := tokens[verb].head)
    return frozenset(found)


def _is_since(tokens: Sequence[Token], time: Sequence[int], inside: Sequence[int]) -> bool:
    """Whether an aside counts since a time: "which has kidnapped at least 30 people since 2019"."""
    link = next((index for index in above(tokens, time[0]) if tokens[index].text.lower() == SINCE), None)
    if link is None:
        return False
    verb = tokens[link].head
    return tokens[verb].dep == "relcl" and verb in _told_of(tokens, inside[-1], leads=False)


def _is_previous(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb belongs to what is told of something that has been before: "a previous plan"."""
    higher = (verb, *above(tokens, verb))
    named = {*higher, *(about for index in higher if (about := subject(tokens, index)) is not None)}
    return any(tokens[below].text.lower() in PREVIOUS for index in named for below in children(tokens, index))


def _inside(tokens: Sequence[Token], span: Span) -> list[int]:
    """Indices of the words of a span."""
    return [index for index, token in enumerate(tokens) if token.start < span.end and token.end > span.start]


def _attached(tokens: Sequence[Token], inside: Sequence[int]) -> int | None:
    """The word that a time is told of; None where it is only compared with."""
    top = next((index for index in inside if tokens[index].head not in inside), None)
    if top is None:
        return None
    while tokens[top].pos not in ("ADP", "SCONJ") and tokens[tokens[top].head].pos in ("ADP", "SCONJ"):
        top = tokens[top].head
    linked = tokens[top].head
    return None if tokens[top].text.lower() in COMPARING or linked == top else linked


def _told_of(tokens: Sequence[Token], index: int, *, leads: bool) -> list[int]:
    """The words that a figure hangs on, nearest first, as far as a time speaks of them.

    A time that leads its sentence speaks of all that is told there; one behind a verb not of
    what another verb adds ("was built in 1978 and employs 900").
    """
    found: list[int] = []
    for one in above(tokens, index):
        below = found[-1] if found else index
        if tokens[below].dep == "conj" and tokens[below].pos in VERBS and not leads:
            break
        found.append(one)
    return found
