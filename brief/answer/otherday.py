"""Whether a time is plainly of another event: only described, still to come, or first told of then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from brief.answer.announced import with_parts
from brief.answer.clauses import ANY_SUBJECT, covering, main_verb
from brief.answer.days import day_of
from brief.answer.scene import Scene, governing, on_main_clause
from brief.grammar import above
from brief.model import Moment, Sentence, Token
from brief.patterns import either, pattern
from brief.resources import listed

BOUND = 3
"""Words over a time among which the one stands that makes it a bound ("until the early hours of Monday")."""
SMALL_WORD = 2
"""Letters of what may stand between a verb of saying and its day ("sagte am Freitag")."""
_MONTH = re.compile(r"\d{4}-\d\d")
_BIRTH = listed("times_en.txt", "birth")
_FORETELLING = listed("times_en.txt", "foretelling")
_FIRST = listed("times_en.txt", "first")
_MADE_KNOWN = listed("times_en.txt", "made_known")
_AHEAD = listed("times_en.txt", "ahead")
_BOUNDS = listed("times_en.txt", "bounds")
_TOLD = frozenset({"title", "lead"})
_DESCRIBING = frozenset({"acl", "advcl", "relcl"})
_WHEN = listed("grammar_en.txt", "time_clauses")
_AUXILIARY = frozenset({"aux", "auxpass"})


def is_of_other_day(
    scene: Scene, source: str, sentence: Sentence, moment: Moment, *, ahead: bool, planned: bool
) -> bool:
    """Whether an expression of time tells when something else was, or is to be.

    Args:
        scene: Its headline and lead tell the event.
        source: Where the expression stands: title, lead, opening or later.
        sentence: That holds it; without a parse nothing is known of it.
        moment: The expression.
        ahead: Whether it tells of a day to come.
        planned: Whether the headline looks ahead.
    """
    verb = governing(sentence, moment.span)
    if verb is None:
        return False
    if source in _TOLD:
        return _is_described(scene, sentence, verb) and _has_its_own(scene, sentence, moment)
    if planned:
        was = not ahead and _is_to_come(scene) and not _is_own(scene, sentence.tokens, verb)
        return was or _is_first_told(sentence.tokens, verb)
    later = _is_past(scene) and _comes_later(scene, sentence.tokens, verb, ahead=ahead)
    return later or _is_first_told(sentence.tokens, verb)


def is_of_birth(scene: Scene, sentence: Sentence, moment: Moment) -> bool:
    """Whether somebody was born then, of which neither headline nor lead tells."""
    verb = governing(sentence, moment.span)
    if verb is None or sentence.tokens[verb].text.lower() not in _BIRTH:
        return False
    return not _is_own(scene, sentence.tokens, verb)


def is_only_compared(scene: Scene, sentence: Sentence, moment: Moment) -> bool:
    """Whether a day is that of a price something is compared with, or is made one of mourning or rest.

    "27 percent above Friday's closing price", "declared Thursday a day of mourning".
    """
    text, start = scene.text(sentence.span), sentence.span.start
    before, after = text[: moment.span.start - start], text[moment.span.end - start :]
    decrees = pattern(r"\b(?:%s)\s+$", scene.cues.get("decrees", "(?!)"))
    decreed = pattern(r"\s+(?:%s)\b", scene.cues.get("decreed", "(?!)"))
    return (
        (decreed.match(after) is not None and decrees.search(before[-LONGEST_LEVEL:]) is not None)
        or _level_before().search(before[-LONGEST_LEVEL:]) is not None
        or _level_behind().match(after) is not None
    )


@cache
def _level_before() -> re.Pattern[str]:
    levels, joints = either("times_en.txt", "levels"), either("times_en.txt", "level_of")
    return re.compile(rf"\b(?:{levels}) (?:{joints}) $", re.IGNORECASE)


@cache
def _level_behind() -> re.Pattern[str]:
    return re.compile(rf"['’]s (?:{either('times_en.txt', 'levels')})\b", re.IGNORECASE)


LONGEST_LEVEL = 20
"""Characters before a time that hold the words for whose price it tells."""


def is_only_said(scene: Scene, sentence: Sentence, moment: Moment) -> bool:
    """Whether something was only said then that is to come on another day.

    The headline names that day ("Parliament votes in February", "said on Friday"), or it was foretold
    ("could flood the coast on Sunday, forecasters warned on Friday").
    """
    if scene.of_statement:
        return False
    named = scene.text(moment.span).lower()
    ahead = [one for one in _moments_of(scene, scene.title) if _is_ahead(scene, one)]
    if any(_shares_a_day(scene, one, other) for one in ahead for other in _moments_of(scene, scene.lead)):
        # Behind the lead a day that neither names is of something else.
        further = sentence.span not in [one.span for one in (scene.title, scene.lead) if one]
        said = further or _is_said(scene, sentence, moment)
        return said and all(scene.text(one.span).lower() not in named for one in ahead)
    if not _is_said(scene, sentence, moment):
        return False
    verb = governing(sentence, moment.span)
    if verb is None or sentence.tokens[verb].text.lower() not in _FORETELLING:
        return False
    others = [one for one in _moments_of(scene, sentence) if one is not moment]
    return any(
        _is_ahead(scene, one) and governing(sentence, one.span) not in (None, verb) and one.kind == "DATE"
        for one in others
    )


def _moments_of(scene: Scene, sentence: Sentence | None) -> Sequence[Moment]:
    """The expressions of time of a sentence."""
    return scene.found.moments_in(sentence.span) if sentence else ()


def _shares_a_day(scene: Scene, one: Moment, other: Moment) -> bool:
    """Whether two expressions name one day or month: "on Monday" and "next Monday"."""
    told, again = (scene.text(each.span).lower().split()[-1] for each in (one, other))
    return told == again


def _is_ahead(scene: Scene, moment: Moment) -> bool:
    """Whether an expression tells a day or month to come."""
    stated = scene.analysis.story.articles[moment.span.article].published
    value = moment.value or ""
    if moment.kind not in {"DATE", "TIME"} or not (moment.offset or _MONTH.match(value)):
        return False
    return (moment.offset or 0) > 0 or bool(stated and value[:10] > stated.value[: len(value[:10])])


def _is_said(scene: Scene, sentence: Sentence, moment: Moment) -> bool:
    """Whether an expression is of a verb of saying; without a parse, whether it stands beside one."""
    verb = governing(sentence, moment.span)
    if sentence.tokens:
        return verb is not None and sentence.tokens[verb].text.lower() in scene.reporting | _FORETELLING
    text, start = scene.text(sentence.span), sentence.span.start
    before = text[: moment.span.start - start].lower().split()[-2:]
    after = text[moment.span.end - start :].lower().split()[:1]
    # "a annoncé mardi", "sagte am Donnerstag", "am Donnerstag sagte".
    near = (*before[-1:], *(before[:1] if len(before) > 1 and len(before[1]) <= SMALL_WORD else ()), *after)
    return any(word.strip(".,") in scene.reporting for word in near)


def _is_described(scene: Scene, sentence: Sentence, verb: int) -> bool:
    """Whether a verb only describes what the event is about ("at cuts agreed by ministers on Tuesday")."""
    tokens = sentence.tokens
    if tokens[verb].text.lower().startswith(tuple(scene.headline)):
        return False
    participle = tokens[verb].tag == "VBN" and not with_parts(tokens, verb, _AUXILIARY)
    return tokens[verb].dep == "relcl" or (participle and tokens[verb].dep in _DESCRIBING)


def _has_its_own(scene: Scene, sentence: Sentence, moment: Moment) -> bool:
    """Whether the main clause of the sentence has another day, at which it was and not only until it."""
    for other in scene.found.moments_in(sentence.span):
        inside = covering(sentence, other.span)
        if other is moment or other.kind not in {"DATE", "TIME"} or not inside:
            continue
        over = {sentence.tokens[i].text.lower() for i in above(sentence.tokens, inside[1])[:BOUND]}
        if over.isdisjoint(_BOUNDS) and on_main_clause(scene, sentence, other.span):
            return True
    return False


def _is_first_told(tokens: Sequence[Token], verb: int) -> bool:
    """Whether it came to be known then ("the messages were first published on Wednesday")."""
    beside = {tokens[i].text.lower() for i in with_parts(tokens, verb, frozenset({"advmod"}))}
    return bool(beside & _FIRST) and tokens[verb].text.lower() in _MADE_KNOWN


def _is_past(scene: Scene) -> bool:
    """Whether the lead tells of what has happened."""
    tokens = scene.lead.tokens if scene.lead else ()
    if not tokens:
        return False
    main = main_verb(tokens, scene.reporting)
    helpers = [tokens[i] for i in with_parts(tokens, main, _AUXILIARY)]
    if tokens[main].tag == "VBN":
        return bool(helpers) and all(word.tag in {"VBD", "VBZ", "VBP", "VBN"} for word in helpers)
    return tokens[main].tag == "VBD" and not helpers


def _comes_later(scene: Scene, tokens: Sequence[Token], verb: int, *, ahead: bool) -> bool:
    """Whether a verb tells of something else that is still to come ("when the draw is made on Wednesday")."""
    below = [tokens[i] for i in with_parts(tokens, verb, _AUXILIARY)]
    helpers = {one.text.lower() for one in below}
    when = {tokens[i].text.lower() for i in with_parts(tokens, verb, frozenset({"mark", "advmod"}))}
    present = tokens[verb].tag in {"VBZ", "VBP"} or bool(helpers & _AHEAD)
    # "Was to perform on Sunday": by now it is past, and may be when it happened.
    past = tokens[verb].tag == "VBD" or any(one.tag == "VBD" for one in below)
    to_come = (ahead and not past) or (present and bool(when & _WHEN))
    return to_come and not _is_own(scene, tokens, verb)


def _is_own(scene: Scene, tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb, or what it tells of, is in headline or lead."""
    subjects = [tokens[i] for i in with_parts(tokens, verb, ANY_SUBJECT)]
    return any(one.text.lower().startswith(tuple(scene.event)) for one in (tokens[verb], *subjects))


def _is_to_come(scene: Scene) -> bool:
    """Whether the lead's own verb tells of what is to come, and on which day."""
    lead = scene.lead
    if lead is None or not lead.tokens:
        return False
    helpers = with_parts(lead.tokens, main_verb(lead.tokens, scene.reporting), _AUXILIARY)
    modal = any(lead.tokens[i].tag == "MD" for i in helpers)
    # "Can now help": now is no day.
    return modal and any(
        ((one.offset or 0) > 0 or day_of(one.value) is not None) and on_main_clause(scene, lead, one.span)
        for one in scene.found.moments_in(lead.span)
    )
