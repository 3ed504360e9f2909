"""Why: purpose and cause in the source's words, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log

from brief.answer.announced import is_of_kind
from brief.answer.bearing import (
    Event,
    about_event,
    goes_on,
    is_for_event,
    is_of_event,
    is_of_stranger,
    main_event,
    verbs_above,
)
from brief.answer.clauses import (
    ANY_SUBJECT,
    INSIDE,
    NOUNS_AND_NUMBERS,
    main_verb,
    noun_phrase,
    span,
    subjects,
)
from brief.answer.noreason import is_no_reason
from brief.answer.ranking import Draft, by_itself, rank
from brief.answer.reasons import CIRCUMSTANCES, LONGEST, Reason, reasons
from brief.answer.scene import TRUSTED, Scene, tells_of_event
from brief.grammar import VERBS, above, children
from brief.model import OPENING, Answer, Candidate, Sentence, Span, Token
from brief.patterns import pattern
from brief.resources import listed

SHORT = 4
"""Words from which on a reason says something."""
FAR = 12
"""Words between a verb and its reason from which on more say no more."""
SOON = 18
"""Characters behind the cue within which a time is what the cue announces."""
FEW = 4
"""Words that another reason begins before it at most, to be the same one told in full."""
_HOLDING = frozenset({"after", "as", "when", "follows", "to"})
DEEP = 4
"""Verbs above a reason from which on more say no more."""
LONG = 60
"""Sentences of an article from which on more say no more."""
_RELATIVE = frozenset({"relcl", "acl"})
_THE = listed("grammar_en.txt", "this") | listed("reasons_en.txt", "the")
_TOLD = frozenset({"title", "lead"})
_TALKING = listed("grammar_en.txt", "i_or_you", "my_or_your")
_DESCRIBING = frozenset({"relcl", "acl", "appos"})
"""How a clause that only describes somebody hangs on the noun."""
_SUBJECTS_OF_EVENT = frozenset({"made", "blamed"})
"""Kinds whose reason acts in the sentence: it is among the event's names and yet its cause."""
_HE = listed("grammar_en.txt", "he")
_HEADS = frozenset({"pobj", "nsubj", "dobj", "nsubjpass"})
_PARTICIPLES = frozenset({"acl", "amod", "pcomp"})
"""How a verb hangs on a noun or a preposition that tells no clause of its own ("with nine feared dead")."""
LONGEST_REPORTER = 8
"""Words in "police said"; more, and other things stand between subject and verb."""


def why(scene: Scene) -> tuple[Candidate, ...]:
    """Rank what headline, opening and later sentences that give a reason offer as one.

    Returns:
        Best first, purpose before cause before circumstance where all else is equal.
        The words that announce it ("because", "in response to") are part of the answer.
    """
    drafts = []
    event, story = main_event(scene), _what_story_it_is(scene)
    later = [("later", sentence) for sentence in scene.later if sentence.tokens]
    for source, sentence in (*scene.told, *later):
        # Another article's headline and lead tell of the story; the rest of it may tell of anything.
        told = tells_of_event(scene, sentence) or (source == "opening" and goes_on(scene, sentence))
        told = told and (scene.number == 0 or source in {"title", "lead"})
        found = tuple(reasons(scene, sentence)) if told else ()
        unfit = {reason for reason in found if is_no_reason(scene, event, source, sentence, reason)}
        rivals = [reason for reason in found if reason not in unfit]
        given = [reason for reason in rivals if not _is_told_with(reason, rivals)]
        for reason in found if scene.every or not by_itself("why") else given:
            features = _features(scene, event, source, sentence, reason)
            drafts.append(
                Draft(
                    answer=Answer(
                        spans=(reason.span,), note=_reporter(scene, sentence, reason.span), confidence=0
                    ),
                    features={**story, **features, **_beside(reason, rivals)},
                    barred=reason not in given,
                )
            )
    return rank("why", drafts, every=scene.every)


def _is_told_with(reason: Reason, rivals: Sequence[Reason]) -> bool:
    """Whether another begins a few words before and holds it ("after fans were | angered by the news")."""
    return any(
        one.kind in _HOLDING and one.first < reason.first <= one.first + FEW and reason.last <= one.last
        for one in rivals
    )


def _reporter(scene: Scene, sentence: Sentence, where: Span) -> Span | None:
    """Who gives the reason, where the sentence says so ("police said"), outside the reason itself."""
    tokens = sentence.tokens
    for noun, verb, part in subjects(tokens):
        if part != "subject" or not _says(scene, tokens, noun, verb):
            continue
        first, last = min(noun_phrase(tokens, noun)[0], verb), max(noun_phrase(tokens, noun)[1], verb)
        said = span(sentence, first, last)
        if last - first <= LONGEST_REPORTER and (said.end <= where.start or said.start >= where.end):
            return said
    return None


def _says(scene: Scene, tokens: Sequence[Token], noun: int, verb: int) -> bool:
    """Whether somebody says so in a clause of its own: not "with nine confirmed dead", nor "who said"."""
    return (
        tokens[verb].text.lower() in scene.reporting
        and tokens[verb].dep not in _PARTICIPLES
        and tokens[noun].pos != "NUM"
        and tokens[noun].tag not in {"WP", "WDT"}
    )


def _what_story_it_is(scene: Scene) -> dict[str, float]:
    """What the headline is about: stories of prices, matches and questions give their reasons otherwise."""
    title = scene.text(scene.title.span) if scene.title else ""
    return {
        "of_prices": float(bool(pattern(r"\b(?:%s)\b", scene.cues["priced"]).search(title))),
        "of_match": float(bool(pattern(r"\b(?:%s)\b", scene.cues["played"]).search(title))),
        "asks": float("?" in title or bool(pattern(r"(?:%s)\b", scene.cues["asked"]).match(title))),
        "of_statement": float(scene.of_statement),
        "lengthy": min(1.0, len(scene.article) / LONG),
    }


def _beside(reason: Reason, rivals: Sequence[Reason]) -> dict[str, float]:
    """Whether it is inside of another reason of its sentence, or holds one."""
    return {
        "within": float(any(one.first < reason.first and reason.last <= one.last for one in rivals)),
        "holds": float(any(reason.first < one.first and one.last <= reason.last for one in rivals)),
    }


def _features(
    scene: Scene, event: Event, source: str, sentence: Sentence, reason: Reason
) -> dict[str, float]:
    """What speaks for a stretch being the reason of the main event, each from 0 to 1."""
    hangs_on = _what_it_hangs_on(scene, event, source, sentence, reason)
    return {
        "bias": 1.0,
        reason.kind: 1.0,
        f"{reason.kind}_main": hangs_on["main"],
        f"{reason.kind}_title_act": hangs_on["title_act"],
        f"{reason.kind}_by_actor": hangs_on.get("by_actor", 0.0),
        **_in_what_clause(sentence, reason),
        **_of_its_kind(source, sentence, reason, hangs_on),
        **_where_it_stands(scene, event, source, sentence),
        **hangs_on,
        **_how_it_is_worded(scene, event, source, sentence, reason),
    }


def _where_it_stands(scene: Scene, event: Event, source: str, sentence: Sentence) -> dict[str, float]:
    """Headline, lead or how far down, and how much the sentence tells of the event."""
    further = OPENING if source == "later" else 0
    number = scene.positions.get((sentence.span.part, sentence.span.start), 0)
    place = further or (number if source != "title" else 0)
    return {
        "lead": float(source == "lead"),
        "early": float(source == "opening" and place < TRUSTED),
        "later": float(source == "later"),
        "position": place / OPENING,
        "second": float(source == "opening" and place == 1),
        "third": float(source == "opening" and place == 2),
        "fourth": float(source == "opening" and place == 3),
        "about_event": about_event(event, sentence),
    }


def _what_it_hangs_on(
    scene: Scene, event: Event, source: str, sentence: Sentence, reason: Reason
) -> dict[str, float]:
    """Whether what it is given for is the event: its verb, its actors, a word for it."""
    told = source in _TOLD
    governing = verbs_above(sentence, reason)
    acts = [sentence.tokens[i] for i in governing]
    act = acts[0].text.lower() if acts else ""
    on_main = _on_main_clause(scene, sentence, reason)
    wanted = reason.kind in {"motive", "serves"}
    taken_up = len(acts) < 2 and goes_on(scene, sentence)
    return {
        "main": on_main,
        "main_told": on_main * told,
        "title_act": float(act.startswith(tuple(event.headline))),
        "event_act": float(act.startswith(tuple(event.terms))),
        "inside": float(len(acts) > 1),
        "relative": float(bool(acts) and acts[0].dep in _DESCRIBING),
        "describing": float(reason.kind == "cause" and sentence.tokens[reason.first].dep in _DESCRIBING),
        # "The blast was caused by a valve, the manager said": said is not what has the reason.
        "reporting": float(act in scene.reporting and sentence.tokens[reason.first].dep != "ccomp"),
        "goes_on": float(taken_up),
        "stranger": float(is_of_stranger(event, sentence, reason)),
        "for_event": float(is_for_event(event, sentence, reason)),
        "of_event": float(told or taken_up or is_of_event(scene, event, sentence, reason)),
        "far": min(1.0, min(abs(governing[0] - end) for end in (reason.first, reason.last)) / FAR)
        if governing
        else 0.0,
        **_who_does_it(event, sentence, _governor(sentence, reason) if wanted else governing),
    }


def _in_what_clause(sentence: Sentence, reason: Reason) -> dict[str, float]:
    """What kind of clause it stands in, and how deep."""
    tokens = sentence.tokens
    over = [tokens[i].dep for i in above(tokens, reason.first) if not reason.first <= i <= reason.last]
    verbs = verbs_above(sentence, reason)
    described = reason.kind in {"cause", "charge"} and tokens[reason.first].dep in _RELATIVE
    return {
        "in_relative": float(described or not _RELATIVE.isdisjoint(over)),
        "in_said": float("ccomp" in over),
        "in_clause": float("advcl" in over),
        "on_clause": float(bool(verbs) and tokens[verbs[0]].dep == "advcl"),
        "on_root": float(bool(verbs) and tokens[verbs[0]].dep == "ROOT"),
        "deep": min(1.0, len(verbs) / DEEP),
        "supposed": float("if" in sentence.words),
    }


def _of_its_kind(
    source: str, sentence: Sentence, reason: Reason, hangs_on: dict[str, float]
) -> dict[str, float]:
    """What is asked of one kind of reason alone."""
    tokens, told = sentence.tokens, source in _TOLD
    first = tokens[reason.first]
    if reason.kind == "after":
        # "After the vote" dates more often than "after they had voted".
        noun = first.dep != "mark"
        opens = tokens[min(reason.first + len(reason.cue.split()), reason.last)]
        return {
            "after_noun": float(noun),
            "after_noun_early": float(noun and not told),
            "after_noun_the": float(noun and opens.text.lower() in _THE),
        }
    if reason.kind in {"to", "to_noun"}:
        verbs = verbs_above(sentence, reason)
        past = reason.kind == "to" and bool(verbs) and tokens[verbs[0]].tag == "VBD"
        return {"to_far": hangs_on["far"], "to_past": float(past), "to_past_told": float(past and told)}
    if reason.kind == "made":
        return {
            "made_else": float(not told and not hangs_on["for_event"]),
            "plain": float(first.dep == "amod"),
        }
    if reason.kind == "charge" and reason.cue == "for":
        return {"charge_on_noun": float(tokens[first.head].pos in NOUNS_AND_NUMBERS)}
    return {"plain": float(first.dep == "amod")}


def _governor(sentence: Sentence, reason: Reason) -> list[int]:
    """The verb that a reason of its own begins with ("wanted to", "will help")."""
    first = sentence.tokens[reason.first]
    return [first.head if first.dep == "aux" else reason.first]


def _who_does_it(event: Event, sentence: Sentence, acts: Sequence[int]) -> dict[str, float]:
    """Who does what the reason is given for, and whether it was done at all."""
    if not acts:
        return {"nothing_done": 1.0}
    below = [sentence.tokens[i] for i in children(sentence.tokens, acts[0])]
    who = [token for token in below if token.dep in ANY_SUBJECT]
    return {
        "by_actor": float(any(one.text.lower() in event.names for one in who)),
        "by_him": float(any(one.text.lower() in _HE for one in who)),
        "by_nobody": float(not who),
        "denied": float(any(token.dep == "neg" for token in below)),
        "perhaps": float(any(token.tag == "MD" for token in below)),
        "before": float(any(token.dep == "aux" and token.text.lower() == "had" for token in below)),
    }


def _how_it_is_worded(
    scene: Scene, event: Event, source: str, sentence: Sentence, reason: Reason
) -> dict[str, float]:
    """What the words of the reason themselves are."""
    tokens = sentence.tokens
    inside = tokens[reason.first : reason.last + 1]
    after_cue = min(reason.first + len(reason.cue.split()), reason.last)
    opens = tokens[after_cue]
    circumstance = reason.kind in CIRCUMSTANCES
    purpose = reason.kind in {"purpose", "to", "to_noun"}
    told = source in _TOLD
    told_inside = any(token.pos in VERBS and token.dep not in INSIDE for token in inside)
    return {
        "itself": float(
            source != "title"
            and not purpose
            and reason.kind not in _SUBJECTS_OF_EVENT
            and _is_event(scene, event, tokens[after_cue : reason.last + 1])
        ),
        "pronoun": float(circumstance and opens.tag in {"PRP", "PRP$"}),
        "dated": float(bool(scene.found.moments_in(reason.span))),
        "timely": float(circumstance and _opens_with_time(scene, reason, inside)),
        "counts": float(circumstance and opens.pos == "NUM" and not told_inside),
        "short": float(len(inside) < SHORT),
        "long": min(1.0, log(1 + len(inside)) / log(1 + LONGEST)),
        "tells": float(any(token.pos == "VERB" for token in inside)),
        "tells_circumstance": float(circumstance and any(token.pos == "VERB" for token in inside)),
        "trouble": float(circumstance and _has(scene, reason, "troubles")),
        "sake": float(
            reason.kind in {"to", "to_noun"}
            and any(is_of_kind(scene, "sakes", token) for token in inside[1:3])
        ),
        "opens": float(reason.first == 0 and reason.kind not in _SUBJECTS_OF_EVENT),
        "talk": float(any(token.text.lower() in _TALKING for token in inside)),
        "ill": float(_is_illness(scene, event, sentence, reason)),
        "rule": float(bool(re.search("violat|breach|infring", reason.cue))),
        "to_complement": float(reason.kind == "to" and tokens[tokens[reason.first].head].dep == "xcomp"),
        "to_relative": float(reason.kind == "to_noun" and tokens[tokens[reason.first].head].dep == "relcl"),
        "to_told": float(reason.kind == "to" and told),
        "to_title": float(reason.kind == "to" and source == "title"),
        "revenge": float(bool(re.search("retaliat|revenge|repris|a response", reason.cue))),
    }


def _has(scene: Scene, reason: Reason, name: str) -> bool:
    """Whether a reason has a word of a cue list."""
    return bool(pattern(r"\b(?:%s)\b", scene.cues[name]).search(scene.text(reason.span)))


def _is_event(scene: Scene, event: Event, inside: Sequence[Token]) -> bool:
    """Whether the first noun of a reason is the event itself ("after the sinking" of a sinking)."""
    heads = [token.text.lower() for token in inside if token.dep in _HEADS and token.pos in NOUNS_AND_NUMBERS]
    if not heads:
        return False
    return heads[0] in event.names or (scene.of_death and heads[0] in {"death", "passing"})


def _opens_with_time(scene: Scene, reason: Reason, inside: Sequence[Token]) -> bool:
    """Whether a time stands right behind the cue, and nothing is told besides."""
    soon = reason.span.start + len(reason.cue) + SOON
    times = scene.found.moments_in(reason.span.to(reason.span.start, soon))
    return bool(times) and not any(token.pos in VERBS for token in inside)


def _is_illness(scene: Scene, event: Event, sentence: Sentence, reason: Reason) -> bool:
    """Whether it names what somebody died of, in a story of that death, and of no other."""
    if not scene.of_death:
        return False
    # "Her daughter, who said the cause was": it describes nobody.
    acts = [
        i for i in verbs_above(sentence, reason) if sentence.tokens[i].text.lower() not in scene.reporting
    ]
    return (
        not is_of_stranger(event, sentence, reason)
        and not (acts and sentence.tokens[acts[0]].dep in _DESCRIBING)
        and bool(pattern("%s", scene.cues["illnesses"]).search(scene.text(reason.span)))
    )


def _on_main_clause(scene: Scene, sentence: Sentence, reason: Reason) -> float:
    """1 when the reason hangs on the verb of the main event, not on a clause inside it."""
    tokens = sentence.tokens
    main = main_verb(tokens, scene.reporting)
    governor = reason.first
    if tokens[governor].dep in {"mark", "advmod", "aux"}:
        governor = tokens[governor].head
    announced = reason.first <= main <= reason.last
    return float(announced or main in {governor, tokens[governor].head})
