"""When: the time of the main event, resolved to a day where the story allows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from math import log1p

from brief.answer.clauses import CLAUSE, covering, main_verb
from brief.answer.ranking import Draft, rank
from brief.answer.scene import Scene, about_headline, tells_of_event
from brief.model import Answer, Candidate, Moment, Sentence, Span

A_WEEK = 7
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


def when(scene: Scene) -> tuple[Candidate, ...]:
    """Rank the expressions of time in headline and opening.

    Returns:
        Best first; `value` is an ISO date or interval (first/last day), None when the
        story does not say against which day to read the expression.
    """
    drafts = []
    later = [("later", sentence) for sentence in scene.article if sentence not in scene.opening]
    for source, sentence in (*scene.told, *later):
        for moment in scene.analysis.moments:
            if (
                _inside(moment, sentence)
                and (tells_of_event(scene, sentence) or _is_publication_day(scene, moment))
                and moment.kind in {"DATE", "TIME"}
                and not str(moment.value).endswith("_REF")
                and not re.search(r"\b(?:earlier|later)$", scene.text(moment.span))  # than what, is not told
            ):
                where = _about(scene, sentence, moment)
                answer = Answer(spans=(where,), value=iso(moment.value), anchor=moment.anchor, confidence=0)
                drafts.append(Draft(answer=answer, features=_features(scene, source, sentence, moment)))
    return rank("when", drafts)


def iso(value: str | None) -> str | None:
    """A TIMEX3 value as an ISO 8601 date, or as the interval between its first and last day.

    >>> iso("2016-11-09TNI"), iso("2008-W35"), iso("2013"), iso("2008-FA"), iso("PXD")
    ('2016-11-09', '2008-08-25/2008-08-31', '2013', '2008-09-01/2008-11-30', None)
    """
    if value is None:
        return None
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?(?:T[A-Z]\w)?", value):
        return match[1] + (match[2] or "")
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        first = monday + timedelta(days=5 if match[3] else 0)
        return f"{first.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return _months(int(match[1]), *_SEASONS[match[2]])
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return _months(int(match[1]), 3 * int(match[2]) - 2, 3 * int(match[2]))
    if match := re.fullmatch(r"(\d{3})", value):
        return f"{match[1]}0/{match[1]}9"
    return value if re.fullmatch(r"\d{4}(?:-\d\d)?", value) else None


def _about(scene: Scene, sentence: Sentence, moment: Moment) -> Span:
    """The expression with the words that blur it ("shortly before 7 pm", "late on Thursday")."""
    before = scene.text(sentence.span)[: moment.span.start - sentence.span.start]
    match = re.search(rf"\b(?:{scene.cues['blur']})\s+$", before, re.IGNORECASE)
    return replace(moment.span, start=sentence.span.start + match.start()) if match else moment.span


def _months(year: int, first: int, last: int) -> str:
    """The interval from the first day of one month to the last day of another."""
    after = date(year + (last < first or last == 12), last % 12 + 1, 1)
    return f"{date(year, first, 1).isoformat()}/{(after - timedelta(days=1)).isoformat()}"


def _inside(moment: Moment, sentence: Sentence) -> bool:
    a, b = moment.span, sentence.span
    return a.article == b.article and a.part == b.part and b.start <= a.start < b.end


def _is_publication_day(scene: Scene, moment: Moment) -> bool:
    """Whether a full date is the day of publication: wherever it stands, it cannot be another story's."""
    stated = scene.analysis.story.articles[moment.span.article].published
    day = _day(moment.value)
    return bool(stated and day and day == _day(stated.value) and re.search(r"\d{4}", scene.text(moment.span)))


def _attached(scene: Scene, sentence: Sentence, moment: Moment) -> float:
    """1 when the expression hangs on the sentence's main clause, 0 when on one inside it or unread."""
    inside = covering(sentence, moment.span)
    if not inside:
        return 0.0
    tokens = sentence.tokens
    here, main = inside[1], main_verb(tokens, frozenset(scene.cues["reporting"].split("|")))
    for _ in range(len(tokens)):
        if here == main:
            return 1.0
        if tokens[here].dep in CLAUSE or tokens[here].head == here:
            return 0.0
        here = tokens[here].head
    return 0.0


def _day(value: str | None) -> date | None:
    """The day that an ISO value begins with."""
    match = _DAY.match(value or "")
    try:
        return date.fromisoformat(match.group()) if match else None
    except ValueError:
        return None


def _belonging(scene: Scene, after: str) -> bool | None:
    """Whether what belongs to the day ("Tuesday's election") is the main event; None when nothing does."""
    match = re.match(r"['’]s\s+((?:[\w’'-]+\s*){1,4})", after)
    if not match:
        return None
    event = [term for told in (scene.title, scene.lead) if told for term in told.terms]
    return any(word.startswith(term) for word in match[1].lower().split() for term in event)


def _is_long_ago(moment: Moment, published: date | None) -> bool:
    """Whether what the expression means was over a week, a month or a year before publication."""
    value = iso(moment.value) or ""
    if published is None or not value:
        return False
    last = value.rpartition("/")[2]
    if re.fullmatch(r"\d{4}", last):
        return int(last) < published.year
    if re.fullmatch(r"\d{4}-\d\d", last):
        # Figures of last month are this month's news.
        return 12 * (published.year - int(last[:4])) + published.month - int(last[5:]) > 1
    day = _day(last)
    return day is not None and (day - published).days <= -A_WEEK


def _features(scene: Scene, source: str, sentence: Sentence, moment: Moment) -> dict[str, float]:
    """What speaks for a moment being the time of the event, each from 0 to 1."""
    text = scene.text(sentence.span)
    before = text[: _about(scene, sentence, moment).start - sentence.span.start]
    after = text[moment.span.end - sentence.span.start :]
    of_event = _belonging(scene, after)
    day = _day(moment.value)
    stated = scene.analysis.story.articles[moment.span.article].published
    published = _day(stated.value) if stated else None
    words = scene.text(moment.span)
    weekday = re.search(rf"\b(?:{'|'.join(scene.cues['weekdays'])})\b", words, re.IGNORECASE)
    relative = re.search(rf"\b(?:{'|'.join(scene.cues['days'])})\b", words, re.IGNORECASE)
    clock = moment.kind == "TIME" and re.search(r"\d", words)
    distance = None
    if day and published:
        distance = (day - published).days
    position = scene.article.index(sentence) if sentence in scene.article else 0
    same = (
        sum(other.value[:10] == moment.value[:10] for other in scene.analysis.moments if other.value)
        if moment.value and day
        else 1
    )
    return {
        "bias": 1.0,
        "title": float(source == "title"),
        "lead": float(source == "lead"),
        "about": about_headline(scene, sentence),
        "part_of_day": float(moment.kind == "TIME" and not clock),
        "main": _attached(scene, sentence, moment),
        "same_day": min(1.0, (same - 1) / 3),
        "position": min(1.0, log1p(position) / 4),
        "weekday": float(bool(weekday)),
        "relative": float(bool(relative)),
        "clock": float(bool(clock)),
        "date": float(
            bool(re.search(r"\d", words)) and not clock and (day is not None or moment.value is None)
        ),
        "coarse": float(not (weekday or relative or clock or day)),
        "year": float(bool(re.fullmatch(r"\d{4}", moment.value or ""))),
        "within_a_week": float(distance is not None and -A_WEEK < distance <= 0),
        "publication_day": float(_is_publication_day(scene, moment)),
        "future": float(distance is not None and distance > 0),
        "long_ago": float(_is_long_ago(moment, published)),
        "background": float(
            of_event is None
            and bool(re.search(rf"\b(?:{scene.cues['background']})(?:\s+\w+)?\s+$", before, re.IGNORECASE))
        ),
        "quoted": float(before.count('"') % 2 == 1 or before.count("“") > before.count("”")),
        "caption": float(bool(re.search(r"\(|Photo|Image|\d/\d", before[-60:]))),
        "its_event": float(of_event is True),
        "other_event": float(of_event is False),
        "count": float(bool(re.search(rf"\b(?:{scene.cues['recounts']})\b", before, re.IGNORECASE))),
    }
