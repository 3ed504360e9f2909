"""When: the time of the main event, resolved to a day where the story allows."""

from __future__ import annotations

import re
from dataclasses import replace
from math import log1p

from brief.answer.clauses import CLAUSE, covering, main_verb
from brief.answer.days import A_WEEK, day_of, is_long_ago, iso
from brief.answer.index import DAY
from brief.answer.ranking import Draft, rank
from brief.answer.scene import TRUSTED, Scene, about_headline, tells_of_event
from brief.cues import pattern
from brief.grammar import VERBS
from brief.model import Answer, Candidate, Moment, Sentence, Span

LONGEST_WAY = 4
"""Words between an expression of time and the verb that it hangs on."""


def when(scene: Scene) -> tuple[Candidate, ...]:
    """Rank the expressions of time in headline and opening.

    Returns:
        Best first; `value` is an ISO date or interval (first/last day), None when the
        story does not say against which day to read the expression.
    """
    drafts = []
    later = [("later", sentence) for sentence in scene.later]
    for source, sentence in (*scene.told, *later):
        moments = scene.found.moments_in(sentence.span)
        told = bool(moments) and tells_of_event(scene, sentence)
        for moment in moments:
            if (
                (told or _is_publication_day(scene, moment))
                and moment.kind in {"DATE", "TIME"}
                and not str(moment.value).endswith("_REF")
                and not re.search(r"\b(?:earlier|later)$", scene.text(moment.span))  # than what, is not told
            ):
                where = _about(scene, sentence, moment)
                answer = Answer(spans=(where,), value=iso(moment.value), anchor=moment.anchor, confidence=0)
                drafts.append(
                    Draft(answer=answer, features=_features(scene, source, sentence, moment, where))
                )
    return rank("when", drafts)


def _about(scene: Scene, sentence: Sentence, moment: Moment) -> Span:
    """The expression with the words that blur it ("shortly before 7 pm", "late on Thursday")."""
    before = scene.text(sentence.span)[: moment.span.start - sentence.span.start]
    match = pattern(r"\b(?:%s)\s+$", scene.cues["blur"]).search(before)
    return replace(moment.span, start=sentence.span.start + match.start()) if match else moment.span


def _is_publication_day(scene: Scene, moment: Moment) -> bool:
    """Whether a full date is the day of publication: wherever it stands, it cannot be another story's."""
    stated = scene.analysis.story.articles[moment.span.article].published
    day = day_of(moment.value)
    return bool(
        stated and day and day == day_of(stated.value) and re.search(r"\d{4}", scene.text(moment.span))
    )


def _attached(scene: Scene, sentence: Sentence, moment: Moment) -> float:
    """1 when the expression hangs on the sentence's main clause, 0 when on one inside it or unread."""
    inside = covering(sentence, moment.span)
    if not inside:
        return 0.0
    tokens = sentence.tokens
    here, main = inside[1], main_verb(tokens, scene.reporting)
    for _ in range(len(tokens)):
        if here == main:
            return 1.0
        if tokens[here].dep in CLAUSE or tokens[here].head == here:
            return 0.0
        here = tokens[here].head
    return 0.0


def _hangs_on_saying(scene: Scene, sentence: Sentence, moment: Moment) -> float:
    """1 when the expression tells when something was said, or reported."""
    inside = covering(sentence, moment.span)
    if not inside:
        return 0.0
    tokens, here = sentence.tokens, inside[1]
    for _ in range(LONGEST_WAY):
        here = tokens[here].head
        if tokens[here].pos in VERBS:
            return float(tokens[here].text.lower() in scene.reporting)
    return 0.0


def _in_relative_clause(sentence: Sentence, moment: Moment) -> float:
    """1 when the expression stands in a clause that only describes somebody or something."""
    inside = covering(sentence, moment.span)
    if not inside:
        return 0.0
    tokens, here = sentence.tokens, inside[1]
    while tokens[here].head != here:
        if tokens[here].dep in {"relcl", "acl:relcl"}:
            return 1.0
        here = tokens[here].head
    return 0.0


def _belonging(scene: Scene, after: str) -> bool | None:
    """Whether what belongs to the day ("Tuesday's election") is the main event; None when nothing does."""
    match = re.match(r"['’]s\s+((?:[\w’'-]+\s*){1,4})", after)
    if not match:
        return None
    event = [term for told in (scene.title, scene.lead) if told for term in told.terms]
    return any(word.startswith(term) for word in match[1].lower().split() for term in event)


def _features(scene: Scene, source: str, sentence: Sentence, moment: Moment, where: Span) -> dict[str, float]:
    """What speaks for a moment being the time of the event, each from 0 to 1."""
    text = scene.text(sentence.span)
    before = text[: where.start - sentence.span.start]
    after = text[moment.span.end - sentence.span.start :]
    of_event = _belonging(scene, after)
    day = day_of(moment.value)
    stated = scene.analysis.story.articles[moment.span.article].published
    published = day_of(stated.value) if stated else None
    words = scene.text(moment.span)
    weekday = pattern(r"\b(?:%s)\b", "|".join(scene.cues["weekdays"])).search(words)
    relative = pattern(r"\b(?:%s)\b", "|".join(scene.cues["days"])).search(words)
    clock = moment.kind == "TIME" and re.search(r"\d", words)
    distance = None
    if day and published:
        distance = (day - published).days
    position = scene.positions.get((sentence.span.part, sentence.span.start), 0)
    same = scene.found.days[moment.value[:DAY]] if moment.value and day else 1
    return {
        "bias": 1.0,
        "title": float(source == "title"),
        "lead": float(source == "lead"),
        "about": about_headline(scene, sentence),
        "part_of_day": float(moment.kind == "TIME" and not clock),
        "main": _attached(scene, sentence, moment),
        "said": _hangs_on_saying(scene, sentence, moment),
        # Further down, such a clause often tells of the event again ("the crash, which killed seven on ...").
        "aside": _in_relative_clause(sentence, moment) * (source in {"title", "lead"} or position < TRUSTED),
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
        "long_ago": float(is_long_ago(moment, published)),
        "background": float(
            of_event is None
            and bool(
                pattern(r"\b(?:%s)(?:\s+(?:the \w+ hours of|\w+))?\s+$", scene.cues["background"]).search(
                    before
                )
            )
        ),
        "quoted": float(before.count('"') % 2 == 1 or before.count("“") > before.count("”")),
        "caption": float(bool(re.search(r"\(|Photo|Image|\d/\d", before[-60:]))),
        "its_event": float(of_event is True),
        "other_event": float(of_event is False),
        "count": float(bool(pattern(r"\b(?:%s)\b", scene.cues["recounts"]).search(before))),
    }
