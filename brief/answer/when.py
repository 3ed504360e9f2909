"""When: the time of the main event, resolved to a day where the story allows."""

from __future__ import annotations

import re
from datetime import date, timedelta
from math import log1p

from brief.answer.ranking import Draft, rank
from brief.answer.scene import Scene
from brief.model import Answer, Candidate, Moment, Sentence

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
    for source, sentence in scene.told:
        for moment in scene.analysis.moments:
            if (
                _inside(moment, sentence)
                and moment.kind in {"DATE", "TIME"}
                and not str(moment.value).endswith("_REF")
            ):
                answer = Answer(
                    spans=(moment.span,), value=iso(moment.value), anchor=moment.anchor, confidence=0
                )
                drafts.append(Draft(answer=answer, features=_features(scene, source, sentence, moment)))
    return rank("when", drafts)


def iso(value: str | None) -> str | None:
    """A TIMEX3 value as an ISO 8601 date, or as the interval between its first and last day.

    >>> iso("2016-11-09TNI"), iso("2008-W35"), iso("2013"), iso("2008-FA"), iso("PXD")
    ('2016-11-09', '2008-08-25/2008-08-31', '2013', '2008-09-01/2008-11-30', None)
    """
    if value is None:
        return None
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\dZ?)?(?:T[A-Z]\w)?", value):
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


def _months(year: int, first: int, last: int) -> str:
    """The interval from the first day of one month to the last day of another."""
    after = date(year + (last < first or last == 12), last % 12 + 1, 1)
    return f"{date(year, first, 1).isoformat()}/{(after - timedelta(days=1)).isoformat()}"


def _inside(moment: Moment, sentence: Sentence) -> bool:
    a, b = moment.span, sentence.span
    return a.article == b.article and a.part == b.part and b.start <= a.start < b.end


def _features(scene: Scene, source: str, sentence: Sentence, moment: Moment) -> dict[str, float]:
    """What speaks for a moment being the time of the event, each from 0 to 1."""
    text = scene.text(sentence.span)
    before = text[: moment.span.start - sentence.span.start]
    day = _DAY.match(moment.value or "")
    published = scene.analysis.story.articles[moment.span.article].published
    words = scene.text(moment.span)
    weekday = re.search(rf"\b(?:{'|'.join(scene.cues['weekdays'])})\b", words, re.IGNORECASE)
    relative = re.search(rf"\b(?:{'|'.join(scene.cues['days'])})\b", words, re.IGNORECASE)
    clock = moment.kind == "TIME" and re.search(r"\d", words)
    distance = None
    if day and published:
        distance = (date.fromisoformat(day.group()) - date.fromisoformat(published.value[:10])).days
    position = scene.opening.index(sentence) if sentence in scene.opening else 0
    return {
        "bias": 1.0,
        "title": float(source == "title"),
        "lead": float(source == "lead"),
        "position": min(1.0, log1p(position) / 2),
        "weekday": float(bool(weekday)),
        "relative": float(bool(relative)),
        "clock": float(bool(clock)),
        "date": float(
            bool(re.search(r"\d", words)) and not clock and (day is not None or moment.value is None)
        ),
        "coarse": float(not (weekday or relative or clock or day)),
        "year": float(bool(re.fullmatch(r"\d{4}", moment.value or ""))),
        "within_a_week": float(distance is not None and -A_WEEK < distance <= 0),
        "future": float(distance is not None and distance > 0),
        "long_ago": float(distance is not None and distance <= -A_WEEK),
        "background": float(
            bool(re.search(rf"\b(?:{scene.cues['background']})(?:\s+\w+)?\s+$", before, re.IGNORECASE))
        ),
        "quoted": float(before.count('"') % 2 == 1 or before.count("“") > before.count("”")),
        "caption": float(bool(re.search(r"\(|Photo|Image", before[-60:]))),
    }
