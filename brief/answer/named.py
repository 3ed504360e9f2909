"""The name of somebody whom the lead only tells by what he is, where a court report names him soon."""

from __future__ import annotations

import re

from brief.answer.announced import is_of_kind
from brief.answer.clauses import main_verb, noun_phrase, root, subjects
from brief.answer.scene import Scene
from brief.model import Entity, Sentence
from brief.resources import listed

NAMED_SOON = 3
"""Sentences behind the lead of which one names the accused."""
_COURTS = listed("actors_en.txt", "courts")
_HEARD = listed("actors_en.txt", "heard")
_PLEADS = listed("actors_en.txt", "pleads")
_AGE = re.compile(r",\s*(?:aged\s+)?\d{1,3},")


def accused(scene: Scene, head: str) -> Entity | None:
    """Who it is that the lead says was jailed, charged or fined, by the name that a next sentence gives.

    Only a report of a court tells so surely: the one person with an age, who pleads or of whom the court
    hears; where the lead has another person in it, the name may be that one's.

    Args:
        scene: Its lead tells of a sentence or a charge.
        head: The noun for the person in the answer so far, in small letters.
    """
    lead = scene.lead
    if lead is None or not lead.tokens or not _is_judged(scene, lead, head):
        return None
    behind = scene.opening.index(lead) + 1 if lead in scene.opening else 0
    for sentence in scene.opening[behind : behind + NAMED_SOON]:
        named = [entity for entity, _ in scene.found.named_over(sentence.span) if entity.kind == "person"]
        if named:
            return named[0] if _is_before_court(scene, sentence, named[0]) else None
    return None


def _is_judged(scene: Scene, lead: Sentence, head: str) -> bool:
    """Whether the lead tells that one person was judged, and names no other who could be meant."""
    tokens = lead.tokens
    main = main_verb(tokens, scene.reporting)
    about = [noun for noun, verb, part in subjects(tokens) if verb == main and part == "passive"]
    if not about or not is_of_kind(scene, "judged", tokens[main]):
        return False
    noun = tokens[about[0]]
    first = tokens[noun_phrase(tokens, about[0])[0]].text.lower()
    relative = any(is_of_kind(scene, "relatives", token) for token in tokens)
    return noun.text.lower() == head and noun.tag == "NN" and first in {"a", "an"} and not relative


def _is_before_court(scene: Scene, sentence: Sentence, somebody: Entity) -> bool:
    """Whether a sentence about somebody with an age tells what was pleaded or what a court heard."""
    tokens = sentence.tokens
    text = scene.text(sentence.span)
    mention = next((m for m in somebody.mentions if m.begins_in(sentence.span)), None)
    if mention is None or not tokens or not _AGE.match(text, mention.end - sentence.span.start):
        return False
    if somebody.role is not None or mention.start != sentence.span.start:
        return False
    top = root(tokens)
    courts = {tokens[noun].text.lower() for noun, verb, _ in subjects(tokens) if verb == top}
    heard = tokens[top].text.lower() in _HEARD and bool(courts & _COURTS)
    return heard or tokens[top].text.lower() in _PLEADS
