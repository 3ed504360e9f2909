"""Whether a reason is given for the main event, not for something smaller or long ago."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brief.answer.clauses import ANY_SUBJECT, CLAUSE, NOUNS_AND_NUMBERS, OBJECT, subjects, subtree
from brief.answer.days import day_of, is_long_ago
from brief.answer.reasons import Reason
from brief.answer.scene import Scene
from brief.grammar import VERBS, children, once
from brief.model import Sentence, Span, Token
from brief.patterns import pattern

MOSTLY_ABOUT_EVENT = 0.6
"""Share from which it is about it even where it names somebody else as its subject."""
ENOUGH_ABOUT_EVENT = {"purpose": 0.5, "cause": 0.25, "response": 0.25}
"""Share of the event's words, of eight at most, from which a later sentence is about it whoever acts."""
ENOUGH_WORDS = 8
"""Words of the event from which on more say no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The words that headline and lead tell the main event with."""

    names: frozenset[str]
    """Who acts or suffers in them, and the headline's nouns, in small letters."""
    terms: frozenset[str]
    """Stems of their content words."""
    headline: frozenset[str]
    """Stems of the headline's."""


def main_event(scene: Scene) -> Event:
    """The main event in words, asked for once and used for every reason."""
    return Event(
        names=_actors(scene) | _told_in_headline(scene),
        terms=scene.headline.union(scene.lead.terms if scene.lead else ()),
        headline=scene.headline,
    )


def is_of_event(scene: Scene, told: Event, sentence: Sentence, reason: Reason) -> bool:
    """Whether a reason outside headline and lead is one for the main event, not for another.

    What the reason is given for is the event or its actor, whose purpose it has to be;
    where it is nobody else by name, it is enough that the sentence has several of the
    event's words. Right behind the lead a pronoun, or "the cause" of nothing said, means
    what has just been told.
    """
    early = scene.trusts(sentence)
    if reason.kind not in {"cause", "response"} and not early:
        return False
    if reason.cue.startswith("blam") and not is_for_event(told, sentence, reason):
        return False
    about = about_event(told, sentence)
    if is_of_another(told, sentence, reason):
        return False
    hangs_on = given_for(sentence.tokens, reason.first, reason.last)
    if told.names & {word.text.lower() for word in hangs_on}:
        return True
    if about >= (ENOUGH_ABOUT_EVENT.get(reason.kind, 2) if early else MOSTLY_ABOUT_EVENT):
        return True
    return early and not any(word.pos in NOUNS_AND_NUMBERS for word in hangs_on)


def is_of_another(told: Event, sentence: Sentence, reason: Reason) -> bool:
    """Whether it is given for a stranger, in a sentence that is not mostly about the event."""
    return about_event(told, sentence) < MOSTLY_ABOUT_EVENT and is_of_stranger(told, sentence, reason)


def is_of_stranger(told: Event, sentence: Sentence, reason: Reason) -> bool:
    """Whether it is given for somebody by name, and headline and lead tell of none of those named."""
    hangs_on = given_for(sentence.tokens, reason.first, reason.last)
    named = {word.text.lower() for word in hangs_on if word.dep in ANY_SUBJECT and word.pos == "PROPN"}
    return bool(named and not named & told.names)


def verbs_above(sentence: Sentence, reason: Reason) -> list[int]:
    """The verbs that a reason hangs on, outside of it, nearest first."""
    tokens = sentence.tokens
    here, found = reason.first, []
    while True:
        if not reason.first <= here <= reason.last and tokens[here].pos in VERBS:
            found.append(here)
        if tokens[here].head == here or len(found) > 8:
            return found
        here = tokens[here].head


@once
def given_for(tokens: Sequence[Token], first: int, last: int) -> tuple[Token, ...]:
    """Whose reason it is: the nouns it hangs on, up to the subject of its clause and that one's phrase.

    A noun that itself announces the reason ("the cause of the fire was") is left out.

    Args:
        tokens: Of the sentence.
        first: Index of the reason's first token.
        last: Of its last.
    """
    here = first
    if tokens[here].dep in {"mark", "advmod", "aux"}:
        here = tokens[tokens[here].head].head
    # "Heavy snow delayed it": the first word is not the one that hangs on the verb.
    while first <= tokens[here].head <= last and tokens[here].head != here:
        here = tokens[here].head
    # "Blamed the crash on": the announcing verb's object is what the reason is for.
    found = [
        tokens[i] for i in children(tokens, here) if tokens[i].dep in OBJECT and tokens[here].pos in VERBS
    ]
    if tokens[here].head != here and tokens[tokens[here].head].pos in VERBS:
        found += [tokens[i] for i in children(tokens, tokens[here].head) if tokens[i].dep in OBJECT]
    while True:
        subject = [child for child in children(tokens, here) if tokens[child].dep in ANY_SUBJECT]
        for noun in subject:
            phrase = subtree(tokens, noun, CLAUSE)
            found += [tokens[i] for i in phrase if i != noun or not first <= i <= last]
        if subject or tokens[here].head == here:
            return tuple(found)
        here = tokens[here].head
        if tokens[here].pos in NOUNS_AND_NUMBERS and not first <= here <= last:
            found.append(tokens[here])


def _actors(scene: Scene) -> frozenset[str]:
    """The nouns that act or suffer in headline and lead; whoever only reports it is left out."""
    return frozenset(
        told.tokens[noun].text.lower()
        for told in (scene.title, scene.lead)
        if told
        for noun, verb, _ in subjects(told.tokens)
        if told.tokens[verb].text.lower() not in scene.reporting
    )


def _told_in_headline(scene: Scene) -> frozenset[str]:
    """The headline's nouns: the event itself, where it is told by one ("attack"), and who is named."""
    tokens = scene.title.tokens if scene.title else ()
    return frozenset(
        token.text.lower() for token in tokens if token.pos in NOUNS_AND_NUMBERS and token.dep != "compound"
    )


def is_for_event(told: Event, sentence: Sentence, reason: Reason) -> bool:
    """Whether what the reason is given for is named in the headline."""
    hangs_on = {word.text.lower() for word in given_for(sentence.tokens, reason.first, reason.last)}
    terms = tuple(told.headline)
    return any(word.startswith(terms) for word in hangs_on)


def about_event(told: Event, sentence: Sentence) -> float:
    """The share of the event's words, of eight at most, that a sentence has, 0 to 1."""
    shared = told.terms.intersection(sentence.terms)
    return min(1.0, len(shared) / max(1, min(len(told.terms), ENOUGH_WORDS)))


def tells_of_long_ago(scene: Scene, sentence: Sentence, where: Span) -> bool:
    """Whether the sentence, outside the reason, names a time well before publication: another event's."""
    stated = scene.analysis.story.articles[sentence.span.article].published
    published = day_of(stated.value) if stated else None
    return any(
        is_long_ago(moment, published) and not where.start <= moment.span.start < where.end
        for moment in scene.found.moments_in(sentence.span)
    )


def goes_on(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence takes up the event with a word for it ("The move comes after", "It follows")."""
    form = r"\W*(?:the|this|these|his|her|their|its|both)? ?(?:[\w’'-]+ )?(?:%s) (?:\w+ ){0,3}?(?:%s)\b"
    taken_up = pattern(form, scene.cues["moves"], scene.cues["goes_on"])
    return bool(taken_up.match(scene.text(sentence.span)))
