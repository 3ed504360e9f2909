"""What sounds like a reason for the main event and is none: a moment, a result, another event's reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from brief.answer.announced import is_of_kind, past_event, with_parts
from brief.answer.bearing import Event, goes_on, is_of_another, tells_of_long_ago, verbs_above
from brief.answer.clauses import ANY_SUBJECT
from brief.answer.reasons import CIRCUMSTANCES, Reason
from brief.answer.scene import Scene
from brief.cues import units
from brief.grammar import VERBS, children
from brief.model import Sentence, Token
from brief.patterns import either, pattern
from brief.resources import listed

FAR_DOWN = 6
"""Number of the sentence from which on a response is mostly somebody else's."""
_TOLD = frozenset({"title", "lead"})
_TALKING = listed("grammar_en.txt", "i_or_you", "my_or_your")
_DESCRIBING = frozenset({"relcl", "acl", "appos"})
_THE = listed("grammar_en.txt", "this") | listed("reasons_en.txt", "the")
_THESE = _THE | listed("grammar_en.txt", "these")
_SUPPOSING = listed("grammar_en.txt", "if")
_MEASURED_FROM = listed("reasons_en.txt", "measured_from")
_TOLL = listed("reasons_en.txt", "toll")
_HE = listed("grammar_en.txt", "he")
_ANYONE = listed("reasons_en.txt", "anyone")
_PURPOSES = frozenset({"purpose", "to", "to_noun"})
_POINTING = frozenset({"cause", "response", "follows", "amid"})
"""Kinds that, with two or three words, may name what was told before ("due to the online issues")."""


def is_no_reason(scene: Scene, event: Event, source: str, sentence: Sentence, reason: Reason) -> bool:
    """Whether it is a moment, a mere number, a result, or a reason for something else than the event.

    Args:
        scene: Whose event it would be the reason of.
        event: In words.
        source: Where it stands: title, lead, opening or later.
        sentence: That holds it.
        reason: What sounds like one.
    """
    return (
        _is_moment(scene, sentence, reason)
        or _only_points(source, sentence, reason)
        or _is_cut_off(sentence, reason)
        or _runs_into_event(sentence, reason)
        or _is_aside(scene, sentence, reason)
        or _is_result(scene, source, sentence, reason)
        or _is_of_other_deed(scene, event, source, sentence, reason)
        or _is_of_clause_before(scene, sentence, reason)
        or (source not in _TOLD and _is_of_before(event, sentence, reason))
        or (
            (
                (source not in _TOLD and _is_of_other_time(scene, event, sentence, reason))
                or (source not in _TOLD and _is_of_anothers_deed(event, sentence, reason))
                or (source != "title" and _comes_of_event(event, sentence, reason))
            )
            and not goes_on(scene, sentence)
        )
    )


def _is_moment(scene: Scene, sentence: Sentence, reason: Reason) -> bool:
    """Whether a circumstance only says when ("as night fell", "after 25 years at the helm")."""
    if reason.kind not in CIRCUMSTANCES:
        return False
    tokens, first = sentence.tokens, reason.first
    clause = tokens[first].head if tokens[first].dep in {"mark", "advmod"} else None
    opens = tokens[min(first + 1, reason.last)]
    # "After days of rain" tells what went on all the time.
    went_on = tokens[min(first + 2, reason.last)].text.lower() == "of"
    time = clause is not None and (
        (is_of_kind(scene, "moments", opens) and not went_on)
        or any(is_of_kind(scene, "moments", tokens[i]) for i in with_parts(tokens, clause, ANY_SUBJECT))
    )
    return (
        time
        or (reason.kind == "as" and _at_the_same_time(sentence, reason))
        or (reason.kind == "as" and clause is not None and _counts_on(tokens, clause))
        or _only_counts(sentence, reason)
        or _long_before().search(scene.text(reason.span)) is not None
    )


@cache
def _long_before() -> re.Pattern[str]:
    """What a circumstance of another day ends with."""
    earlier = either("events_en.txt", "earlier")
    return re.compile(rf"\b(?:{units('en', 'Y', 'M', 'DE')}) (?:{earlier})\b")


def _counts_on(tokens: Sequence[Token], clause: int) -> bool:
    """Whether a clause tells how many there are by now ("as the toll reached 20")."""
    return any(tokens[i].text.lower() in _TOLL for i in with_parts(tokens, clause, ANY_SUBJECT))


def _at_the_same_time(sentence: Sentence, reason: Reason) -> bool:
    """Whether "as" joins two past events: it then tells a moment ("fell asleep as the train left").

    A state ("as he was ill"), what goes on ("as sales were falling") and what was over
    before ("as the pump had failed") may be reasons.
    """
    tokens = sentence.tokens
    clause = tokens[reason.first].head
    main = tokens[clause].head
    return clause != main and past_event(tokens, clause) and past_event(tokens, main)


def _only_counts(sentence: Sentence, reason: Reason) -> bool:
    """Whether a circumstance is a number of things and no more ("after 25 years at the helm")."""
    inside = sentence.tokens[reason.first : reason.last + 1]
    told = any(token.pos in VERBS for token in inside)
    return len(inside) > 2 and inside[1].pos == "NUM" and inside[2].pos == "NOUN" and not told


def _only_points(source: str, sentence: Sentence, reason: Reason) -> bool:
    """Whether it names something told before and no more ("after the blast", "due to the online issues").

    In headline and lead nothing was told before: "because of the fog" tells enough there.
    """
    words = 1 if reason.kind in CIRCUMSTANCES else len(reason.cue.split())
    inside = sentence.tokens[reason.first + words : reason.last + 1]
    if not inside or inside[-1].pos != "NOUN" or inside[0].text.lower() not in _THE:
        return False
    if reason.kind in CIRCUMSTANCES:
        return len(inside) == 2
    return reason.kind in _POINTING and source not in _TOLD and len(inside) <= 3


def _is_cut_off(sentence: Sentence, reason: Reason) -> bool:
    """Whether a circumstance ends before its verb, which the parse lost ("after a tram, ..., crashed")."""
    following = sentence.tokens[reason.last + 1 : reason.last + 3]
    cut = len(following) == 2 and following[0].text == "," and following[1].pos in VERBS
    # "Burst after days of rain, flooding two villages": what came of it lost no verb.
    cut = cut and following[1].tag != "VBG"
    if reason.kind not in CIRCUMSTANCES or not cut:
        return False
    above = verbs_above(sentence, reason)
    aside = bool(above) and sentence.tokens[above[0]].dep in _DESCRIBING
    return not aside and not any(t.pos in VERBS for t in sentence.tokens[reason.first : reason.last + 1])


def _runs_into_event(sentence: Sentence, reason: Reason) -> bool:
    """Whether it holds the verb of the clause it stands in ("put up in honour of the mayor has fallen").

    The parse took what only describes the subject for what it did.
    """
    tokens = sentence.tokens
    if reason.kind not in {"purpose", "response", "errand"}:
        return False
    inside = range(reason.first, reason.last + 1)
    joined = [i for i in inside if tokens[i].dep == "conj" and tokens[i].pos in VERBS]
    return any(
        tokens[i].head < reason.first and not any(tokens[j].dep == "cc" for j in range(tokens[i].head, i))
        for i in joined
    )


def _is_aside(scene: Scene, sentence: Sentence, reason: Reason) -> bool:
    """Whether it is said of a case ("if it is meant to"), of anyone, of who somebody is, or to the reader."""
    tokens = sentence.tokens
    inside = range(reason.first, reason.last + 1)
    above = verbs_above(sentence, reason)
    beside = [
        i
        for verb in {*above, *(i for i in inside if tokens[i].pos in VERBS)}
        for i in children(tokens, verb)
        if i not in inside
    ]
    supposed = any(tokens[i].text.lower() in _SUPPOSING for i in beside)
    anyone = any(tokens[i].text.lower() in _ANYONE and tokens[i].dep in ANY_SUBJECT for i in beside)
    described = reason.kind == "charge" and tokens[reason.first].dep == "relcl"
    # "Denied that it broke up because of the row": what is denied has no reason.
    false = any(is_of_kind(scene, "denies", tokens[i]) for i in above[1:])
    # "Did not raise taxes to pay for it": what was not done was done for nothing.
    undone = (
        reason.kind in _PURPOSES and bool(above) and bool(with_parts(tokens, above[0], frozenset({"neg"})))
    )
    reader = reason.kind == "errand" and any(tokens[i].text.lower() in _TALKING for i in inside)
    return supposed or anyone or described or false or undone or reader


def _is_result(scene: Scene, source: str, sentence: Sentence, reason: Reason) -> bool:
    """Whether it tells what came of something, or may ("beat Rovers to go top", "so that it broke")."""
    tokens = sentence.tokens
    inside = tokens[reason.first : reason.last + 1]
    if reason.kind in {"to", "to_noun"}:
        verb = next((token for token in inside[1:] if token.pos in VERBS), None)
        if verb is None or not is_of_kind(scene, "results", verb):
            return False
        title = scene.text(scene.title.span) if scene.title else ""
        return bool(pattern(r"\b(?:%s)\b", scene.cues["played"]).search(title))
    if reason.cue == "so that":
        return not any(token.tag == "MD" for token in inside)
    if reason.kind == "made":
        # "The heat could cause a collapse", "this forced a change".
        verb_of = tokens[_top(tokens, reason)].head
        perhaps = any(tokens[i].tag == "MD" for i in children(tokens, verb_of))
        return perhaps or (len(inside) <= 2 and inside[0].text.lower() in _THESE)
    # "Man charged with murder": a headline without another verb tells that as its event.
    alone = not any(
        token.pos == "VERB" for i, token in enumerate(tokens) if not reason.first <= i <= reason.last
    )
    return reason.kind == "charge" and source == "title" and alone and inside[0].dep in {"acl", "ROOT"}


def _is_of_other_deed(scene: Scene, event: Event, source: str, sentence: Sentence, reason: Reason) -> bool:
    """Whether what it is given for is plainly no part of the event: a device, a relative."""
    tokens = sentence.tokens
    first = tokens[reason.first]
    number = scene.positions.get((sentence.span.part, sentence.span.start), 0)
    if reason.kind == "purpose" and reason.cue.startswith(("designed", "meant", "intended")):
        # "A parachute designed to open": what a thing is for; a law that the headline names has an aim.
        return first.dep in {"acl", "relcl"} and tokens[first.head].text.lower() not in event.names
    if reason.kind == "charge":
        above = verbs_above(sentence, reason)
        spared = bool(above) and is_of_kind(scene, "spares", tokens[above[0]])
        return spared or (first.dep == "acl" and source not in _TOLD)
    if reason.kind == "follows":
        things = with_parts(tokens, reason.first, frozenset({"dobj"}))
        return any(tokens[i].pos == "PROPN" or is_of_kind(scene, "people", tokens[i]) for i in things)
    if reason.cue == "in response to" and source not in _TOLD and number >= FAR_DOWN:
        return True
    acting = [reason.first] if first.pos in VERBS else verbs_above(sentence, reason)[:1]
    return any(
        is_of_kind(scene, "relatives", tokens[i]) and tokens[i].text.lower() not in event.names
        for verb in acting
        for i in with_parts(tokens, verb, ANY_SUBJECT)
    )


def _is_of_clause_before(scene: Scene, sentence: Sentence, reason: Reason) -> bool:
    """Whether it is given for what was before the event ("two years after it was shut because of a fire")."""
    tokens = sentence.tokens
    for verb in verbs_above(sentence, reason):
        for mark in with_parts(tokens, verb, frozenset({"mark", "advmod"})):
            word, before = tokens[mark].text.lower(), tokens[max(0, mark - 1)]
            if word in _MEASURED_FROM and is_of_kind(scene, "whiles", before):
                return tokens[verb].dep == "advcl"
    return False


def _is_of_before(event: Event, sentence: Sentence, reason: Reason) -> bool:
    """Whether a circumstance is of what had been before the event ("had led after Reed had scored")."""
    tokens, above = sentence.tokens, verbs_above(sentence, reason)
    if reason.kind not in CIRCUMSTANCES or len(above) != 1:
        return False
    had = [i for i in with_parts(tokens, above[0], frozenset({"aux"})) if tokens[i].text.lower() == "had"]
    return bool(had) and not tokens[above[0]].text.lower().startswith(tuple(event.terms))


def _is_of_anothers_deed(event: Event, sentence: Sentence, reason: Reason) -> bool:
    """Whether somebody else did it, who suffered from it ("said a guard was hurt after falling")."""
    tokens, above = sentence.tokens, verbs_above(sentence, reason)
    deed = tokens[min(reason.first + 1, reason.last)]
    if reason.kind not in CIRCUMSTANCES or deed.tag != "VBG" or not above:
        return False
    who = {tokens[i].text.lower() for i in with_parts(tokens, above[0], ANY_SUBJECT)}
    told = tokens[above[0]].text.lower().startswith(tuple(event.terms))
    return bool(who) and not told and not who & (event.names | _HE)


def _is_of_other_time(scene: Scene, event: Event, sentence: Sentence, reason: Reason) -> bool:
    """Whether it is told of long ago, or far down of a stranger."""
    return tells_of_long_ago(scene, sentence, reason.span) or (
        not scene.trusts(sentence) and is_of_another(event, sentence, reason)
    )


def _comes_of_event(event: Event, sentence: Sentence, reason: Reason) -> bool:
    """Whether the reason is the event, and what it is given for came of it ("quit after the crash")."""
    if reason.kind not in CIRCUMSTANCES and reason.cue != "in the wake of":
        return False
    tokens, above = sentence.tokens, verbs_above(sentence, reason)
    inside = tokens[reason.first : reason.last + 1]
    if not above or any(token.pos in VERBS for token in inside):
        return False
    noun = next(
        (token for token in inside if token.dep == "pobj" and token.text.lower() in event.names), None
    )
    definite = any(token.text.lower() == "the" and tokens[token.head] is noun for token in inside)
    who = {tokens[i].text.lower() for i in with_parts(tokens, above[0], ANY_SUBJECT)}
    told = any(tokens[above[0]].text.lower().startswith(term) for term in event.terms)
    return definite and not told and not who & event.names


def _top(tokens: Sequence[Token], reason: Reason) -> int:
    """The word of a reason that hangs on a word outside of it."""
    inside = range(reason.first, reason.last + 1)
    return next((i for i in inside if tokens[i].head not in inside), reason.first)
