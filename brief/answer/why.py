"""Why: purpose and cause in the source's words, or nothing."""

from __future__ import annotations

import re

from brief.answer.bearing import (
    about_event,
    actors,
    given_for,
    goes_on,
    is_for_event,
    is_of_event,
    tells_of_long_ago,
    told_in_headline,
)
from brief.answer.clauses import (
    NOUNS,
    SUBJECTS,
    main_verb,
    noun_phrase,
    span,
    subjects,
)
from brief.answer.ranking import Draft, rank
from brief.answer.reasons import CIRCUMSTANCES, Reason, past_event, reasons, tells_of_death
from brief.answer.scene import TRUSTED, Scene, tells_of_event
from brief.grammar import VERBS
from brief.model import Answer, Candidate, Sentence, Span

_EARLIER = re.compile(r"\b(?:years?|months?|decades?) (?:earlier|ago|before)\b")
LONGEST_REPORTER = 8
"""Words in "police said"; more, and other things stand between subject and verb."""


def why(scene: Scene) -> tuple[Candidate, ...]:
    """Rank what headline, opening and later sentences that give a reason offer as one.

    Returns:
        Best first, purpose before cause before circumstance where all else is equal.
        The words that announce it ("because", "in response to") are part of the answer.
    """
    drafts = []
    later = [
        ("later", sentence)
        for sentence in scene.analysis.sentences
        if sentence.tokens and sentence.span.article == scene.number and sentence not in scene.opening
    ]
    for source, sentence in (*scene.told, *later):
        # Another article's headline and lead tell of the story; the rest of it may tell of anything.
        told = tells_of_event(scene, sentence) or (source == "opening" and goes_on(scene, sentence))
        told = told and (scene.number == 0 or source in {"title", "lead"})
        for reason in reasons(scene, sentence) if told else ():
            drafts.append(
                Draft(
                    answer=Answer(
                        spans=(reason.span,), note=_reporter(scene, sentence, reason.span), confidence=0
                    ),
                    features=_features(scene, source, sentence, reason),
                    barred=_is_no_reason(scene, source, sentence, reason),
                )
            )
    return rank("why", drafts)


def _is_no_reason(scene: Scene, source: str, sentence: Sentence, reason: Reason) -> bool:
    """Whether it is a moment, a mere number, or a reason for something else than the event."""
    return (
        (reason.kind == "as" and _at_the_same_time(sentence, reason.span))
        or (
            reason.kind in CIRCUMSTANCES
            and (_only_counts(sentence, reason) or _only_points(sentence, reason))
        )
        or (reason.kind in CIRCUMSTANCES and bool(_EARLIER.search(scene.text(reason.span))))
        or (source in {"opening", "later"} and tells_of_long_ago(scene, sentence, reason.span))
    )


def _at_the_same_time(sentence: Sentence, where: Span) -> bool:
    """Whether "as" joins two past events: it then tells a moment ("fell asleep as the train left").

    A state ("as he was ill"), what goes on ("as sales were falling") and what was over
    before ("as the pump had failed") may be reasons.
    """
    tokens = sentence.tokens
    clause = next(tokens[i].head for i, token in enumerate(tokens) if token.start >= where.start)
    main = tokens[clause].head
    return clause != main and past_event(tokens, clause) and past_event(tokens, main)


def _only_counts(sentence: Sentence, reason: Reason) -> bool:
    """Whether a circumstance is a number of things and no more ("after 25 years at the helm")."""
    inside = sentence.tokens[reason.first : reason.last + 1]
    told = any(token.pos in VERBS for token in inside)
    return len(inside) > 2 and inside[1].pos == "NUM" and inside[2].pos == "NOUN" and not told


def _only_points(sentence: Sentence, reason: Reason) -> bool:
    """Whether a circumstance is something told before and no more ("after the blast")."""
    inside = sentence.tokens[reason.first + 1 : reason.last + 1]
    return len(inside) == 2 and inside[0].text.lower() in {"the", "this", "that"} and inside[1].pos == "NOUN"


def _reporter(scene: Scene, sentence: Sentence, where: Span) -> Span | None:
    """Who gives the reason, where the sentence says so ("police said"), outside the reason itself."""
    tokens = sentence.tokens
    for noun, verb, part in subjects(tokens):
        if part != "subject" or tokens[verb].text.lower() not in scene.cues["reporting"].split("|"):
            continue
        first, last = min(noun_phrase(tokens, noun)[0], verb), max(noun_phrase(tokens, noun)[1], verb)
        said = span(sentence, first, last)
        if last - first <= LONGEST_REPORTER and (said.end <= where.start or said.start >= where.end):
            return said
    return None


def _features(scene: Scene, source: str, sentence: Sentence, reason: Reason) -> dict[str, float]:
    """What speaks for a stretch being the reason of the main event, each from 0 to 1."""
    where, tokens = reason.span, sentence.tokens
    inside = tokens[reason.first : reason.last + 1]
    opens = tokens[min(reason.first + len(reason.cue.split()), reason.last)]
    circumstance = reason.kind in CIRCUMSTANCES
    told = source in {"title", "lead"}
    place = scene.opening.index(sentence) if sentence in scene.opening else 12 if source != "title" else 0
    acts = [tokens[i] for i in _acts(sentence, reason)]
    act = acts[0] if acts else None
    hangs_on = given_for(sentence, where)
    event = actors(scene) | told_in_headline(scene)
    named = {word.text.lower() for word in hangs_on if word.pos == "PROPN" and word.dep in SUBJECTS}
    subject = [word.text.lower() for word in hangs_on if word.dep in SUBJECTS][:1]
    terms = (scene.title.terms if scene.title else ()) + (scene.lead.terms if scene.lead else ())
    title_terms = scene.title.terms if scene.title else ()
    timely = any(
        where.start <= m.span.start < where.start + len(reason.cue) + 18
        for m in scene.analysis.moments
        if m.span.article == where.article and m.span.part == where.part
    )
    heads = [
        token.text.lower()
        for token in tokens[reason.first + len(reason.cue.split()) : reason.last + 1]
        if token.dep in {"pobj", "nsubj", "dobj", "nsubjpass"} and token.pos in NOUNS
    ][:1]
    dead = tells_of_death(scene)
    return {
        "bias": 1.0,
        "lead": float(source == "lead"),
        "early": float(source == "opening" and place < TRUSTED),
        "later": float(source == "later"),
        "position": place / 12,
        reason.kind: 1.0,
        "main": _on_main_clause(scene, sentence, where),
        "main_told": _on_main_clause(scene, sentence, where) * told,
        "title_act": float(any(act.text.lower().startswith(t) for t in title_terms) if act else 0),
        "event_act": float(any(act.text.lower().startswith(t) for t in terms) if act else 0),
        "inside": float(len(acts) > 1),
        "relative": float(act is not None and act.dep in {"relcl", "acl", "appos"}),
        "reporting": float(act is not None and act.text.lower() in scene.cues["reporting"].split("|")),
        "goes_on": float(len(acts) < 2 and goes_on(scene, sentence)),
        "pronoun": float(circumstance and opens.tag in {"PRP", "PRP$"}),
        "about_event": about_event(scene, sentence),
        "stranger": float(bool(named and not named & event)),
        "for_event": float(is_for_event(scene, sentence, where)),
        "of_event": float(told or is_of_event(scene, sentence, reason.kind, reason.cue, where)),
        "itself": float(
            source != "title"
            and reason.kind not in {"purpose", "to", "to_noun"}
            and bool(heads)
            and (heads[0] in event or (dead and heads[0] in {"death", "passing"}))
        ),
        "timely": float(timely and circumstance and not any(t.pos in VERBS for t in inside)),
        "counts": float(circumstance and opens.pos == "NUM"),
        "short": float(len(inside) < 4),
        "opens": float(reason.first == 0),
        "talk": float(any(t.text.lower() in {"i", "we", "you", "my", "our", "your"} for t in inside)),
        "ill": float(
            dead
            and not named - event
            and not (act is not None and act.dep in {"relcl", "acl", "appos"})
            and bool(
                re.search(
                    r"ill\w*|cancer|disease|overdose|heart|stroke|suicide|shot|accident|crash",
                    scene.text(where),
                    re.IGNORECASE,
                )
            )
        ),
        "rule": float(bool(re.search("violat|breach|infring", reason.cue))),
        "to_told": float(reason.kind == "to" and told),
        "to_title": float(reason.kind == "to" and source == "title"),
        "revenge": float(bool(re.search("retaliat|revenge|repris|a response", reason.cue))),
    }


def _on_main_clause(scene: Scene, sentence: Sentence, where: Span) -> float:
    """1 when the reason hangs on the verb of the main event, not on a clause inside it."""
    tokens = sentence.tokens
    main = main_verb(tokens, frozenset(scene.cues["reporting"].split("|")))
    first = next(i for i, token in enumerate(tokens) if token.start >= where.start)
    governor = tokens[first].head if tokens[first].dep in {"mark", "advmod", "aux"} else first
    announced = tokens[main].start in range(where.start, where.end)
    return float(announced or main in {governor, tokens[governor].head})


def _acts(sentence: Sentence, reason: Reason) -> list[int]:
    """The verbs that a reason hangs on, outside of it, nearest first."""
    tokens = sentence.tokens
    here, found = reason.first, []
    while True:
        if not reason.first <= here <= reason.last and tokens[here].pos in VERBS:
            found.append(here)
        if tokens[here].head == here or len(found) > 8:
            return found
        here = tokens[here].head


def _in_quotation(before: str) -> bool:
    """Whether a quotation that began before has not ended."""
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”") or before.count("''") % 2 == 1
