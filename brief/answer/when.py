"""When: the time of the main event, resolved to a day where the story allows."""

from __future__ import annotations

import re
from functools import cache
from math import log1p

from brief.answer.clauses import covering
from brief.answer.days import A_WEEK, day_of, is_long_ago, iso, narrowed
from brief.answer.index import DAY
from brief.answer.otherday import is_of_birth, is_of_other_day, is_only_compared, is_only_said
from brief.answer.ranking import Draft, rank
from brief.answer.scene import (
    ELSEWHERE,
    LONGEST_SENTENCE_WORDS,
    TRUSTED,
    Scene,
    about_headline,
    governing,
    in_quotes,
    on_main_clause,
    tells_of_before,
    tells_of_event,
)
from brief.cues import cues
from brief.model import Answer, Candidate, Moment, Sentence, Span, Token
from brief.patterns import may_hold, one_of, pattern

_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}")
_CAPTION = re.compile(r"\(|Photo|Image|\d/\d")
SHORTLY_BEFORE = 100
"""Characters before an expression that hold what stands right before it."""
_NAME_BEFORE = re.compile(r"[A-Z][\w’']+\s$")


def when(scene: Scene) -> tuple[Candidate, ...]:
    """Rank the expressions of time in headline and opening.

    Returns:
        Best first; `value` is an ISO date or interval (first/last day), None when the
        story does not say against which day to read the expression.
    """
    drafts = []
    last = _last_telling(scene)
    later = [("later", sentence) for sentence in scene.later]
    for source, sentence in (*scene.told, *later):
        moments = scene.found.moments_in(sentence.span)
        if not moments:
            continue
        text = scene.text(sentence.span)
        told = tells_of_event(scene, sentence) or _stands_inside(scene, sentence, last)
        for moment in moments:
            if (told or _is_publication_day(scene, moment)) and _may_answer(scene, moment):
                before = text[: moment.span.start - sentence.span.start]
                where = _about(scene, moment, before)
                value = narrowed(iso(moment.value), scene.text(moment.span), scene.language)
                answer = Answer(spans=(where,), value=value, anchor=moment.anchor, confidence=0)
                features = _features(scene, source, sentence, moment, where)
                ahead, planned = bool(features["future"]), _looks_ahead(scene)
                other = is_of_other_day(scene, source, sentence, moment, ahead=ahead, planned=planned)
                other = other or is_of_birth(scene, sentence, moment) or is_only_said(scene, sentence, moment)
                other = other or is_only_compared(scene, sentence, moment)
                barred = _is_stamp(scene, moment, before) or (other and not features["publication_day"])
                drafts.append(Draft(answer=answer, features=features, barred=barred))
    return rank("when", drafts, every=scene.every)


def _last_telling(scene: Scene) -> int:
    """Number of the lead article's last sentence that surely tells of the event: it has two of its words."""
    for number in range(len(scene.article) - 1, -1, -1) if scene.number == 0 else ():
        if len(scene.event.intersection(scene.article[number].terms)) >= ELSEWHERE:
            return number
    return -1


def _stands_inside(scene: Scene, sentence: Sentence, last: int) -> bool:
    """Whether the article goes on about the event behind a sentence, so that it is no footer or teaser."""
    position = scene.positions.get((sentence.span.part, sentence.span.start), 0)
    return position < last and len(sentence.words) <= LONGEST_SENTENCE_WORDS


def _may_answer(scene: Scene, moment: Moment) -> bool:
    """Whether an expression can be the time of an event; "three weeks later" does not say than what."""
    words = scene.text(moment.span)
    return (
        moment.kind in {"DATE", "TIME"}
        and not str(moment.value).endswith("_REF")
        and not pattern(r"\b(?:%s)$", scene.cues.get("from_another", "(?!)")).search(words)
    )


def _is_stamp(scene: Scene, moment: Moment, before: str) -> bool:
    """Whether a time only tells when the page was put up ("Published 18:26")."""
    words = scene.cues.get("stamped", "(?!)")
    stamped = pattern(r"\b(?:%s)\b[^!?]{0,45}$", words)
    return (
        may_hold(before.lower(), words)
        and not _is_publication_day(scene, moment)
        and stamped.search(before) is not None
    )


def _about(scene: Scene, moment: Moment, before: str) -> Span:
    """The expression with the words that blur it ("shortly before 7 pm", "late on Thursday")."""
    words, shortly = scene.cues["blur"], before[-SHORTLY_BEFORE:]
    hours = scene.cues.get("hour_blur", "(?!)")
    if re.match(_hours(scene.language), scene.text(moment.span), re.IGNORECASE):
        words = f"{words}|{hours}"
    blurred = may_hold(shortly.lower(), words)
    match = pattern(r"\b(?:%s)\s+$", words).search(shortly) if blurred else None
    if match is None:
        return moment.span
    return moment.span.to(moment.span.start - len(shortly) + match.start(), moment.span.end)


def _is_publication_day(scene: Scene, moment: Moment) -> bool:
    """Whether a full date is the day of publication: wherever it stands, it cannot be another story's."""
    stated = scene.analysis.story.articles[moment.span.article].published
    day = day_of(moment.value)
    return bool(stated and day and day == day_of(stated.value) and _YEAR.search(scene.text(moment.span)))


def _is_nowadays(scene: Scene, verb: Token | None, before: str, words: str, after: str) -> bool:
    """Whether "today" means these days ("the largest flying today", "today's children")."""
    if not pattern("%s", scene.cues.get("nowadays", "(?!)")).fullmatch(words):
        return False
    around = pattern(r"\b(?:%s)\s+$", scene.cues["nowadays_behind"]).search(before[-SHORTLY_BEFORE:])
    now = verb is not None and verb.tag in PRESENT and verb.text.lower() not in scene.reporting
    return around is not None or _belongs(after) or now


PRESENT = frozenset({"VBZ", "VBP", "VBG"})
"""Tags of verbs that tell no event of the past."""


def _belongs(after: str) -> bool:
    """Whether something is said to be the day's ("today's children")."""
    return re.match(r"['’]s\s", after) is not None


def _in_relative_clause(sentence: Sentence, moment: Moment) -> float:
    """1 when the expression stands in a clause that only describes somebody or something."""
    inside = covering(sentence, moment.span)
    if not inside:
        return 0.0
    tokens, here = sentence.tokens, inside[1]
    while tokens[here].head != here:
        if tokens[here].dep in {"relcl", "acl:relcl", "acl"}:
            return 1.0
        here = tokens[here].head
    return 0.0


def _is_a_day_of_some_year(scene: Scene, moment: Moment, words: str) -> bool:
    """Whether a day is told without its year, and nobody says when it was published ("14 November")."""
    months = "|".join(cues(scene.language)["months"])
    told = moment.kind == "DATE" and moment.value is None and _DIGIT.search(words) is not None
    return told and pattern(r"\b(?:%s)\b", months).search(words) is not None


def _looks_ahead(scene: Scene) -> bool:
    """Whether the headline tells of something that is to come."""
    title = scene.text(scene.title.span) if scene.title else ""
    return pattern(r"\b(?:%s)\b", scene.cues.get("announced_ahead", "(?!)")).search(title) is not None


def _belonging(scene: Scene, sentence: Sentence, after: str) -> bool | None:
    """Whether what belongs to the day ("Tuesday's election") is the main event; None when nothing does."""
    match = re.match(r"['’]s\s+((?:[\w’'-]+\s*){1,4})", after)
    if not match:
        return None
    # The sentence itself says nothing of what the event is.
    told = [told for told in (scene.title, scene.lead) if told and told != sentence]
    event = [term for one in told for term in one.terms]
    return any(word.startswith(term) for word in match[1].lower().split() for term in event)


def _features(scene: Scene, source: str, sentence: Sentence, moment: Moment, where: Span) -> dict[str, float]:
    """What speaks for a moment being the time of the event, each from 0 to 1."""
    text = scene.text(sentence.span)
    before = text[: where.start - sentence.span.start]
    after = text[moment.span.end - sentence.span.start :]
    of_event = _belonging(scene, sentence, after)
    above = governing(sentence, moment.span)
    verb = sentence.tokens[above] if above is not None else None
    says = verb is not None and verb.text.lower() in one_of(scene.cues.get("says", ""))
    day = day_of(moment.value)
    stated = scene.analysis.story.articles[moment.span.article].published
    published = day_of(stated.value) if stated else None
    words = scene.text(moment.span)
    weekday, relative = (named.search(words) for named in _names_of_days(scene.language))
    clock = moment.kind == "TIME" and _DIGIT.search(words)
    distance = (day - published).days if day and published else None
    # Without a day of publication a weekday and its tense still tell whether it is to come.
    foreseen = verb is not None and verb.text.lower() in one_of(scene.cues.get("foresees", ""))
    ahead = foreseen or (distance or 0) > 0 or (bool(weekday or relative) and (moment.offset or 0) > 0)
    position = scene.positions.get((sentence.span.part, sentence.span.start), 0)
    same = scene.found.days[moment.value[:DAY]] if moment.value and day else 1
    a_day = day is not None or _is_a_day_of_some_year(scene, moment, words)
    return {
        "bias": 1.0,
        "apart": float(not tells_of_event(scene, sentence)),
        "title": float(source == "title"),
        "lead": float(source == "lead"),
        "about": about_headline(scene, sentence),
        "part_of_day": float(moment.kind == "TIME" and not clock),
        "main": float(on_main_clause(scene, sentence, moment.span)),
        "said": float(says and of_event is None and not scene.of_statement),
        "earlier": float(above is not None and tells_of_before(sentence, above)),
        "nowadays": float(source != "title" and _is_nowadays(scene, verb, before, words, after)),
        # Further down, such a clause often tells of the event again ("the crash, which killed seven on ...").
        "aside": _in_relative_clause(sentence, moment) * (source in {"title", "lead"} or position < TRUSTED),
        "same_day": min(1.0, (same - 1) / 3),
        "position": min(1.0, log1p(position) / 4),
        "weekday": float(bool(weekday)),
        "relative": float(bool(relative)),
        "clock": float(bool(clock)),
        "date": float(bool(_DIGIT.search(words)) and not clock and (day is not None or moment.value is None)),
        "coarse": float(not (weekday or relative or clock or a_day)),
        "year": float(bool(_YEAR.fullmatch(moment.value or ""))),
        "within_a_week": float(distance is not None and -A_WEEK < distance <= 0),
        "publication_day": float(_is_publication_day(scene, moment)),
        "future": float(ahead),
        "planned": float(ahead and _looks_ahead(scene)),
        "long_ago": float(is_long_ago(moment, published)),
        "background": float(of_event is None and _is_background(scene, before)),
        "quoted": float(in_quotes(before)),
        "caption": float(bool(_CAPTION.search(before[-60:]))),
        "in_name": float(bool(_YEAR.fullmatch(words) and _NAME_BEFORE.search(before[-SHORTLY_BEFORE:]))),
        "its_event": float(of_event is True),
        "other_event": float(of_event is False),
        "count": float(_recounts(scene, before) and not _is_of_a_count(scene)),
    }


@cache
def _names_of_days(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Those of the week, and those said from today ("yesterday")."""
    words = cues(language)
    weekdays, days = (pattern(r"\b(?:%s)\b", "|".join(words[name])) for name in ("weekdays", "days"))
    return weekdays, days


@cache
def _hours(language: str) -> str:
    """Words for an hour, before which and after which something may be ("before dawn on Tuesday")."""
    return rf"(?:{'|'.join(cues(language).get('hours', {}).values()) or '(?!)'})\b"


def _is_background(scene: Scene, before: str) -> bool:
    """Whether the words before a time make it no event's ("since last March")."""
    words, shortly = scene.cues["background"], before[-SHORTLY_BEFORE:]
    if not may_hold(shortly.lower(), words):
        return False
    behind = pattern(r"\b(?:%s)(?:\s+(?:the \w+ hours of|\w+))?\s+$", words)
    return behind.search(shortly) is not None


def _recounts(scene: Scene, before: str) -> bool:
    """Whether the words before tell how many there are by now ("the toll rose to nine on Friday")."""
    words = scene.cues["recounts"]
    return may_hold(before.lower(), words) and pattern(r"\b(?:%s)\b", words).search(before) is not None


def _is_of_a_count(scene: Scene) -> bool:
    """Whether the headline itself tells that there are more by now: then that is the news."""
    return scene.title is not None and _recounts(scene, scene.text(scene.title.span))
