"""Whether a time is plainly of another event: only described, still to come, or first told of then."""

from __future__ import annotations

from collections.abc import Sequence

from brief.answer.announced import with_parts
from brief.answer.clauses import ANY_SUBJECT, covering, main_verb
from brief.answer.days import day_of
from brief.answer.scene import Scene, governing, on_main_clause
from brief.grammar import above
from brief.model import Moment, Sentence, Token
from brief.resources import listed

BOUND = 3
"""Words over a time among which the one stands that makes it a bound ("until the early hours of Monday")."""
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
