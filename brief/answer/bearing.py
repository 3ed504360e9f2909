"""Whether a reason is given for the main event, not for something smaller or long ago."""

from __future__ import annotations

import re

from brief.answer.clauses import CLAUSE, NOUNS, OBJECT, SUBJECTS, covering, subjects, subtree
from brief.answer.days import day_of, is_long_ago
from brief.answer.scene import TRUSTED, Scene
from brief.grammar import VERBS, children
from brief.model import Sentence, Span, Token

MOSTLY_ABOUT_EVENT = 0.6
"""Share from which it is about it even where it names somebody else as its subject."""
ENOUGH_ABOUT_EVENT = {"purpose": 0.5, "cause": 0.25, "response": 0.25}
"""Share of the event's words, of eight at most, from which a later sentence is about it whoever acts."""


def is_of_event(scene: Scene, sentence: Sentence, kind: str, cue: str, where: Span) -> bool:
    """Whether a reason outside headline and lead is one for the main event, not for another.

    What the reason is given for is the event or its actor, whose purpose it has to be;
    where it is nobody else by name, it is enough that the sentence has several of the
    event's words. Right behind the lead a pronoun, or "the cause" of nothing said, means
    what has just been told.
    """
    if kind not in {"cause", "response"} and sentence not in scene.opening[:TRUSTED]:
        return False
    if cue.startswith("blam") and not is_for_event(scene, sentence, where):
        return False
    hangs_on = given_for(sentence, where)
    event = actors(scene) | told_in_headline(scene)
    if is_of_stranger(scene, sentence, where) and about_event(scene, sentence) < MOSTLY_ABOUT_EVENT:
        return False
    if event & {word.text.lower() for word in hangs_on}:
        return True
    early = sentence in scene.opening[:TRUSTED]
    enough = ENOUGH_ABOUT_EVENT.get(kind, 2) if early else MOSTLY_ABOUT_EVENT
    if about_event(scene, sentence) >= enough:
        return True
    return early and not any(word.pos in NOUNS for word in hangs_on)


def is_of_stranger(scene: Scene, sentence: Sentence, where: Span) -> bool:
    """Whether it is given for somebody by name, and headline and lead tell of none of those named."""
    subjects_named = (word for word in given_for(sentence, where) if word.dep in SUBJECTS)
    named = {word.text.lower() for word in subjects_named if word.pos == "PROPN"}
    return bool(named and not named & (actors(scene) | told_in_headline(scene)))


def given_for(sentence: Sentence, where: Span) -> list[Token]:
    """Whose reason it is: the nouns it hangs on, up to the subject of its clause and that one's phrase.

    A noun that itself announces the reason ("the cause of the fire was") is left out.
    """
    tokens = sentence.tokens
    inside = covering(sentence, where)
    if inside is None:
        return []
    here = inside[0]
    if tokens[here].dep in {"mark", "advmod", "aux"}:
        here = tokens[tokens[here].head].head
    # "Blamed the crash on": the announcing verb's object is what the reason is for.
    found = [
        tokens[i] for i in children(tokens, here) if tokens[i].dep in OBJECT and tokens[here].pos in VERBS
    ]
    if tokens[here].head != here and tokens[tokens[here].head].pos in VERBS:
        found += [tokens[i] for i in children(tokens, tokens[here].head) if tokens[i].dep in OBJECT]
    while True:
        subject = [child for child in children(tokens, here) if tokens[child].dep in SUBJECTS]
        for noun in subject:
            phrase = subtree(tokens, noun, CLAUSE)
            found += [tokens[i] for i in phrase if i != noun or not inside[0] <= i <= inside[1]]
        if subject or tokens[here].head == here:
            return found
        here = tokens[here].head
        if tokens[here].pos in NOUNS and not inside[0] <= here <= inside[1]:
            found.append(tokens[here])


def actors(scene: Scene) -> set[str]:
    """The nouns that act or suffer in headline and lead; whoever only reports it is left out."""
    reporting = scene.cues["reporting"].split("|")
    return {
        told.tokens[noun].text.lower()
        for told in (scene.title, scene.lead)
        if told
        for noun, verb, _ in subjects(told.tokens)
        if told.tokens[verb].text.lower() not in reporting
    }


def told_in_headline(scene: Scene) -> set[str]:
    """The headline's nouns: the event itself, where it is told by one ("attack"), and who is named."""
    tokens = scene.title.tokens if scene.title else ()
    return {token.text.lower() for token in tokens if token.pos in NOUNS and token.dep != "compound"}


def is_for_event(scene: Scene, sentence: Sentence, where: Span) -> bool:
    """Whether what the reason is given for is named in the headline."""
    terms = set(scene.title.terms) if scene.title else set()
    hangs_on = {word.text.lower() for word in given_for(sentence, where)}
    return any(word.startswith(term) for term in terms for word in hangs_on)


def about_event(scene: Scene, sentence: Sentence) -> float:
    """The share of the event's words, of eight at most, that a sentence has, 0 to 1."""
    event = set(scene.title.terms if scene.title else ()) | set(scene.lead.terms if scene.lead else ())
    return min(1.0, len(event & set(sentence.terms)) / max(1, min(len(event), 8)))


def tells_of_long_ago(scene: Scene, sentence: Sentence, where: Span) -> bool:
    """Whether the sentence, outside the reason, names a time well before publication: another event's."""
    stated = scene.analysis.story.articles[sentence.span.article].published
    published = day_of(stated.value) if stated else None
    return any(
        is_long_ago(moment, published) and not where.start <= moment.span.start < where.end
        for moment in scene.analysis.moments
        if moment.span.article == sentence.span.article
        and moment.span.part == sentence.span.part
        and sentence.span.start <= moment.span.start < sentence.span.end
    )


def goes_on(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence takes up the event with a word for it ("The move comes after", "It follows")."""
    return bool(
        re.match(
            rf"\W*(?:the|this|these|his|her|their|its|both)? ?(?:[\w’'-]+ ){{0,1}}?(?:{scene.cues['moves']}) "
            rf"(?:\w+ ){{0,3}}?(?:{scene.cues['goes_on']})\b",
            scene.text(sentence.span),
            re.IGNORECASE,
        )
    )
