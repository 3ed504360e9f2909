"""Why: purpose and cause in the source's words, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from brief.answer.announced import past_event
from brief.answer.bearing import (
    about_event,
    actors,
    goes_on,
    is_for_event,
    is_of_event,
    is_of_stranger,
    tells_of_long_ago,
    told_in_headline,
)
from brief.answer.clauses import NOUNS, main_verb, noun_phrase, span, subjects
from brief.answer.ranking import Draft, rank
<<<<<<< HEAD
from brief.answer.reasons import CIRCUMSTANCES, Reason, reasons, tells_of_death
from brief.answer.scene import OPENING, TRUSTED, Scene, tells_of_event
from brief.grammar import VERBS
=======
from brief.answer.scene import Scene, tells_of_event
from brief.cues import may_hold, pattern
from brief.grammar import VERBS, children
>>>>>>> main
from brief.model import Answer, Candidate, Sentence, Span, Token

SHORT = 4
"""Words from which on a reason says something."""
SOON = 18
"""Characters behind the cue within which a time is what the cue announces."""
_TOLD = frozenset({"title", "lead"})
_TALKING = frozenset({"i", "we", "you", "my", "our", "your"})
_DESCRIBING = frozenset({"relcl", "acl", "appos"})
"""How a clause that only describes somebody hangs on the noun."""
_HEADS = frozenset({"pobj", "nsubj", "dobj", "nsubjpass"})
LONGEST_REPORTER = 8
"""Words in "police said"; more, and other things stand between subject and verb."""
_EARLIER = re.compile(r"\b(?:years?|months?|decades?) (?:earlier|ago|before)\b")
"""What a circumstance of another day ends with."""


def why(scene: Scene) -> tuple[Candidate, ...]:
    """Rank what headline, opening and later sentences that give a reason offer as one.

    Returns:
        Best first, purpose before cause before circumstance where all else is equal.
        The words that announce it ("because", "in response to") are part of the answer.
    """
    drafts = []
<<<<<<< HEAD
    later = [
        ("later", sentence)
        for sentence in scene.analysis.sentences
        if sentence.tokens and sentence.span.article == scene.number and sentence not in scene.opening
    ]
    for source, sentence in (*scene.told, *later):
=======
    event = _actors(scene) | _told_in_headline(scene)
    later = [("later", sentence) for sentence in scene.later if sentence.tokens]
    for order, (source, sentence) in enumerate((*scene.told, *later)):
>>>>>>> main
        # Another article's headline and lead tell of the story; the rest of it may tell of anything.
        told = tells_of_event(scene, sentence) or (source == "opening" and goes_on(scene, sentence))
        told = told and (scene.number == 0 or source in {"title", "lead"})
        for reason in reasons(scene, sentence) if told else ():
            drafts.append(
                Draft(
<<<<<<< HEAD
                    answer=Answer(
                        spans=(reason.span,), note=_reporter(scene, sentence, reason.span), confidence=0
                    ),
                    features=_features(scene, source, sentence, reason),
                    barred=_is_no_reason(scene, source, sentence, reason),
=======
                    answer=Answer(spans=(where,), note=_reporter(scene, sentence, where), confidence=0),
                    features=_features(scene, source, order, sentence, kind, cue, where),
                    barred=(cue == "as" and _at_the_same_time(sentence, where))
                    or (kind == "circumstance" and _only_counts(sentence, where))
                    or (
                        source in {"opening", "later"}
                        and not _of_event(scene, event, sentence, kind, cue, where)
                    )
                    or (source in {"opening", "later"} and _tells_of_long_ago(scene, sentence, where)),
>>>>>>> main
                )
            )
    return rank("why", drafts)


<<<<<<< HEAD
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
=======
def _reasons(scene: Scene, sentence: Sentence) -> Iterator[tuple[str, str, Span]]:
    """Each reason that a sentence gives: kind, announcing words and span."""
    text = scene.text(sentence.span)
    small = text.lower()
    for kind in (*KINDS, "errand"):
        if may_hold(small, scene.cues[kind]):
            for cue, where in _announced(scene, sentence, text, kind):
                yield "infinitive" if kind == "errand" else kind, cue, where
    yield from _infinitives(scene, sentence)
    if may_hold(small, scene.cues["blames"]):
        yield from _blamed(scene, sentence)


def _announced(scene: Scene, sentence: Sentence, text: str, kind: str) -> Iterator[tuple[str, Span]]:
    """What the cues of one list announce in a sentence."""
    for match in pattern(r"\b(?:%s)\b", scene.cues[kind]).finditer(text):
        start = sentence.span.start + match.start()
        first = next((i for i, token in enumerate(sentence.tokens) if token.start >= start), None)
        if first is None or not _announces(scene, sentence, first, match.group().strip().lower()):
            continue
        last = _end(sentence, first, sentence.span.start + match.end())
        last = _before_circumstance(scene, sentence, first, last)
        if last - first + 1 <= LONGEST and sentence.tokens[last].end > sentence.span.start + match.end():
            yield match.group().strip().lower(), span(sentence, first, last)
>>>>>>> main


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


<<<<<<< HEAD
def _only_points(sentence: Sentence, reason: Reason) -> bool:
    """Whether a circumstance is something told before and no more ("after the blast")."""
    inside = sentence.tokens[reason.first + 1 : reason.last + 1]
    return len(inside) == 2 and inside[0].text.lower() in {"the", "this", "that"} and inside[1].pos == "NOUN"
=======
def _of_event(scene: Scene, event: set[str], sentence: Sentence, kind: str, cue: str, where: Span) -> bool:
    """Whether a reason outside headline and lead is one for the main event, not for another.

    What the reason is given for is the event or its actor, whose purpose it has to be;
    where it is nobody else by name, it is enough that the sentence has several of the
    event's words. Right behind the lead a pronoun, or "the cause" of nothing said, means
    what has just been told.
    """
    early = scene.trusts(sentence)
    if kind not in {"cause", "response"} and not early:
        return False
    if cue.startswith("blam") and not _is_for_event(scene, sentence, where):
        return False
    given_for = _given_for(sentence, where)
    named = {word.text.lower() for word in given_for if word.pos == "PROPN" and word.dep in SUBJECTS}
    if named and not named & event and _about_event(scene, sentence) < MOSTLY_ABOUT_EVENT:
        return False
    if event & {word.text.lower() for word in given_for}:
        return True
    enough = ENOUGH_ABOUT_EVENT.get(kind, 2) if early else MOSTLY_ABOUT_EVENT
    if _about_event(scene, sentence) >= enough:
        return True
    return early and not any(word.pos in NOUNS for word in given_for)


def _tells_of_long_ago(scene: Scene, sentence: Sentence, where: Span) -> bool:
    """Whether the sentence, outside the reason, names a time well before publication: another event's."""
    stated = scene.analysis.story.articles[sentence.span.article].published
    published = day_of(stated.value) if stated else None
    return any(
        is_long_ago(moment, published) and not where.start <= moment.span.start < where.end
        for moment in scene.found.moments_in(sentence.span)
    )


def _actors(scene: Scene) -> set[str]:
    """The nouns that act or suffer in headline and lead; whoever only reports it is left out."""
    reporting = scene.reporting
    return {
        told.tokens[noun].text.lower()
        for told in (scene.title, scene.lead)
        if told
        for noun, verb, _ in subjects(told.tokens)
        if told.tokens[verb].text.lower() not in reporting
    }


def _told_in_headline(scene: Scene) -> set[str]:
    """The headline's nouns: the event itself, where it is told by one ("attack"), and who is named."""
    tokens = scene.title.tokens if scene.title else ()
    return {token.text.lower() for token in tokens if token.pos in NOUNS and token.dep != "compound"}


def _given_for(sentence: Sentence, where: Span) -> list[Token]:
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


def _announces(scene: Scene, sentence: Sentence, first: int, cue: str) -> bool:
    """Whether a cue that has other meanings too gives a reason here.

    "As" must open a clause (not "as one of"), "due to" must not stand before a verb
    ("due to open"), and "over" must follow a word of dispute or blame and not stand
    before a place, a time or a number.
    """
    tokens = sentence.tokens
    after = first + len(cue.split())
    if after < len(tokens) and tokens[after].text in QUOTES:
        after += 1
    following = tokens[after] if after < len(tokens) else None
    if following is None or following.dep == "punct" or following.text.lower() in _TALK:
        return False
    if following.text.lower() in _POINTING and following.dep in {"pobj", "nsubj", "dobj", "pcomp"}:
        return False
    if cue == "as":
        return (
            (first == 0 or tokens[first - 1].text.lower() not in _AS_MUCH)
            and tokens[first].dep == "mark"
            and tokens[tokens[first].head].pos in VERBS
        )
    if cue in {"due to", "owing to"}:
        return following.tag != "VB"
    if cue == "for":
        return _is_for_a_deed(scene, tokens, first)
    if cue in {"after", "following"} and following.text.lower() in _HOURS:
        return False
    if cue.startswith("because"):
        return not _points_back(tokens, first, following)
    if cue != "over":
        return True
    near = (
        tokens[following.head]
        if following.dep in {"det", "amod", "poss", "compound", "nummod"}
        else following
    )
    behind = sentence.span.to(following.start, near.end + 1)
    spots = [moment.span for moment in scene.found.moments_in(behind)]
    spots += [mention for entity, mention in scene.found.named_in(behind) if entity.kind == "place"]
    if near.pos == "NUM" or following.text[0].isdigit() or spots:
        return False
    return any(
        pattern("%s", scene.cues["disputes"]).fullmatch(token.text)
        for token in tokens[max(0, first - 6) : first]
    )


def _is_for_a_deed(scene: Scene, tokens: Sequence[Token], first: int) -> bool:
    """Whether "for" and a deed say what somebody is fined or blamed for, not what a thing is for.

    It hangs on a verb or a word of dispute ("criticism for changing", not "chemicals for
    making"); thanks, and "you cannot blame her for", are no reason.
    """
    head = tokens[tokens[first].head]
    if any(tokens[i].dep == "neg" for i in children(tokens, tokens[first].head)):
        return False
    if any(token.text.lower().startswith("thank") for token in tokens[max(0, first - 3) : first]):
        return False
    near = (head, *tokens[max(0, first - 3) : first])
    return head.pos in VERBS or any(
        pattern("%s", scene.cues["disputes"]).fullmatch(token.text) for token in near
    )


def _points_back(tokens: Sequence[Token], first: int, following: Token) -> bool:
    """Whether a reason, or what it is given for, was told before ("that is because", "because of this")."""
    clause = tokens[first].head
    governor = tokens[clause].head
    pointing = any(
        tokens[i].text.lower() in {"that", "this", "it"} and tokens[i].dep in SUBJECTS
        for i in children(tokens, governor)
        if tokens[governor].text.lower() in _IS and governor < first
    )
    return pointing or following.text.lower() in _POINTING


def _before_circumstance(scene: Scene, sentence: Sentence, first: int, last: int) -> int:
    """The last token before a comma, a relative clause, "during" or a time inside the reason."""
    tokens = sentence.tokens
    times = scene.found.times_in(sentence.span)
    for i in range(first + 4, last + 1):
        token = tokens[i]
        if (
            token.text in {",", ";"}
            or token.text.lower() in {"during", "which", "who"}
            or (token.start in times and tokens[i - 1].pos == "ADP")
        ):
            return _trim(sentence, i - 1 - (token.start in times))
    return last


def _infinitives(scene: Scene, sentence: Sentence) -> Iterator[tuple[str, str, Span]]:
    """As in "To" with a verb that tells the purpose of the main event."""
    tokens = sentence.tokens
    if not tokens:
        return
    main = main_verb(tokens, scene.reporting)
    acts = {main, *(i for i in children(tokens, main) if tokens[i].dep in {"conj", "xcomp", "ccomp"})}
    for i, token in enumerate(tokens):
        if token.dep == "advcl" and token.head in acts and token.pos in VERBS:
            to = [child for child in children(tokens, i) if tokens[child].tag == "TO" and child < i]
            # "Set to launch" and "about to meet" tell what happens, not why.
            if (
                to
                and to[0] > main
                and token.text.lower() not in _PHRASES
                and not _ORDER & {word.text.lower() for word in tokens[max(0, to[0] - 6) : to[0]]}
                and not pattern("%s", scene.cues["leads_to"]).fullmatch(tokens[to[0] - 1].text)
            ):
                last = _trim(sentence, max(subtree(tokens, i)))
                if last - to[0] + 1 <= LONGEST:
                    yield "infinitive", "to", span(sentence, to[0], last)


def _blamed(scene: Scene, sentence: Sentence) -> Iterator[tuple[str, str, Span]]:
    """What is blamed: "blamed the delay on ice", "blamed ice for the delay"."""
    tokens = sentence.tokens
    for verb, token in enumerate(tokens):
        if token.pos not in VERBS or not pattern("%s", scene.cues["blames"]).fullmatch(token.text):
            continue
        below = children(tokens, verb)
        things = [i for i in below if tokens[i].dep in OBJECT]
        charged = [i for i in below if tokens[i].dep == "prep" and tokens[i].text.lower() in {"on", "for"}]
        # The parser may hang "for" on the last noun of what is blamed.
        charged += [
            i
            for thing in things
            for i in subtree(tokens, thing)
            if tokens[i].text.lower() in {"on", "for"} and tokens[i].dep == "prep"
        ]
        if not things or not charged:
            continue
        if tokens[charged[0]].text.lower() == "on":
            blamed = subtree(tokens, charged[0])[1:]
        else:
            blamed = [i for i in subtree(tokens, things[0]) if i < charged[0]]
        if blamed and blamed[-1] - blamed[0] < LONGEST:
            yield "cause", "blamed", span(sentence, blamed[0], _trim(sentence, blamed[-1]))
>>>>>>> main


def _reporter(scene: Scene, sentence: Sentence, where: Span) -> Span | None:
    """Who gives the reason, where the sentence says so ("police said"), outside the reason itself."""
    tokens = sentence.tokens
    for noun, verb, part in subjects(tokens):
        if part != "subject" or tokens[verb].text.lower() not in scene.reporting:
            continue
        first, last = min(noun_phrase(tokens, noun)[0], verb), max(noun_phrase(tokens, noun)[1], verb)
        said = span(sentence, first, last)
        if last - first <= LONGEST_REPORTER and (said.end <= where.start or said.start >= where.end):
            return said
    return None


def _features(scene: Scene, source: str, sentence: Sentence, reason: Reason) -> dict[str, float]:
    """What speaks for a stretch being the reason of the main event, each from 0 to 1."""
    return {
        "bias": 1.0,
        reason.kind: 1.0,
        **_where_it_stands(scene, source, sentence),
        **_what_it_hangs_on(scene, source, sentence, reason),
        **_how_it_is_worded(scene, source, sentence, reason),
    }


def _where_it_stands(scene: Scene, source: str, sentence: Sentence) -> dict[str, float]:
    """Headline, lead or how far down, and how much the sentence tells of the event."""
    further = OPENING if source == "later" else 0
    place = scene.opening.index(sentence) if sentence in scene.opening else further
    return {
        "lead": float(source == "lead"),
        "early": float(source == "opening" and place < TRUSTED),
        "later": float(source == "later"),
        "position": place / OPENING,
        "about_event": about_event(scene, sentence),
    }


def _what_it_hangs_on(scene: Scene, source: str, sentence: Sentence, reason: Reason) -> dict[str, float]:
    """Whether what it is given for is the event: its verb, its actors, a word for it."""
    told = source in _TOLD
    acts = [sentence.tokens[i] for i in _acts(sentence, reason)]
    title = scene.title.terms if scene.title else ()
    lead = scene.lead.terms if scene.lead else ()
    on_main = _on_main_clause(scene, sentence, reason.span)
    reporting = scene.cues["reporting"].split("|")
    return {
        "main": on_main,
        "main_told": on_main * told,
        "title_act": float(any(acts[0].text.lower().startswith(term) for term in title) if acts else 0),
        "event_act": float(
            any(acts[0].text.lower().startswith(term) for term in title + lead) if acts else 0
        ),
        "inside": float(len(acts) > 1),
        "relative": float(bool(acts) and acts[0].dep in _DESCRIBING),
        "reporting": float(bool(acts) and acts[0].text.lower() in reporting),
        "goes_on": float(len(acts) < 2 and goes_on(scene, sentence)),
        "stranger": float(is_of_stranger(scene, sentence, reason.span)),
        "for_event": float(is_for_event(scene, sentence, reason.span)),
        "of_event": float(told or is_of_event(scene, sentence, reason.kind, reason.cue, reason.span)),
    }


def _how_it_is_worded(scene: Scene, source: str, sentence: Sentence, reason: Reason) -> dict[str, float]:
    """What the words of the reason themselves are."""
    tokens = sentence.tokens
    inside = tokens[reason.first : reason.last + 1]
    after_cue = min(reason.first + len(reason.cue.split()), reason.last)
    opens = tokens[after_cue]
    circumstance = reason.kind in CIRCUMSTANCES
    purpose = reason.kind in {"purpose", "to", "to_noun"}
    told = source in _TOLD
    return {
        "itself": float(
            source != "title" and not purpose and _is_event(scene, tokens[after_cue : reason.last + 1])
        ),
        "pronoun": float(circumstance and opens.tag in {"PRP", "PRP$"}),
        "timely": float(circumstance and _opens_with_time(scene, reason, inside)),
        "counts": float(circumstance and opens.pos == "NUM"),
        "short": float(len(inside) < SHORT),
        "opens": float(reason.first == 0),
        "talk": float(any(token.text.lower() in _TALKING for token in inside)),
        "ill": float(_is_illness(scene, sentence, reason)),
        "rule": float(bool(re.search("violat|breach|infring", reason.cue))),
        "to_told": float(reason.kind == "to" and told),
        "to_title": float(reason.kind == "to" and source == "title"),
        "revenge": float(bool(re.search("retaliat|revenge|repris|a response", reason.cue))),
    }


def _is_event(scene: Scene, inside: Sequence[Token]) -> bool:
    """Whether the first noun of a reason is the event itself ("after the sinking" of a sinking)."""
    heads = [token.text.lower() for token in inside if token.dep in _HEADS and token.pos in NOUNS]
    if not heads:
        return False
    named = heads[0] in actors(scene) | told_in_headline(scene)
    return named or (tells_of_death(scene) and heads[0] in {"death", "passing"})


def _opens_with_time(scene: Scene, reason: Reason, inside: Sequence[Token]) -> bool:
    """Whether a time stands right behind the cue, and nothing is told besides."""
    soon = reason.span.start + len(reason.cue) + SOON
    return not any(token.pos in VERBS for token in inside) and any(
        reason.span.start <= moment.span.start < soon
        for moment in scene.analysis.moments
        if (moment.span.article, moment.span.part) == (reason.span.article, reason.span.part)
    )


def _is_illness(scene: Scene, sentence: Sentence, reason: Reason) -> bool:
    """Whether it names what somebody died of, in a story of that death, and of no other."""
    acts = _acts(sentence, reason)
    return (
        tells_of_death(scene)
        and not is_of_stranger(scene, sentence, reason.span)
        and not (acts and sentence.tokens[acts[0]].dep in _DESCRIBING)
        and bool(re.search(scene.cues["illnesses"], scene.text(reason.span), re.IGNORECASE))
    )


def _on_main_clause(scene: Scene, sentence: Sentence, where: Span) -> float:
    """1 when the reason hangs on the verb of the main event, not on a clause inside it."""
    tokens = sentence.tokens
    main = main_verb(tokens, scene.reporting)
    first = next(i for i, token in enumerate(tokens) if token.start >= where.start)
    governor = tokens[first].head if tokens[first].dep in {"mark", "advmod", "aux"} else first
    announced = tokens[main].start in range(where.start, where.end)
    return float(announced or main in {governor, tokens[governor].head})


<<<<<<< HEAD
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
=======
def _features(
    scene: Scene, source: str, order: int, sentence: Sentence, kind: str, cue: str, where: Span
) -> dict[str, float]:
    """What speaks for a stretch being the reason of the main event, each from 0 to 1."""
    inside = scene.text(where)
    first_word = re.sub(r"^\W*" + re.escape(cue), "", inside.lower()).split()
    timely = bool(scene.found.moments_in(where.to(where.start, where.start + len(cue) + 18)))
    return {
        "bias": 1.0,
        "title": float(source == "title"),
        "lead": float(source == "lead"),
        "opening": float(source == "opening"),
        "later": float(source == "later"),
        **{name: float(kind == name) for name in (*KINDS, "infinitive")},
        "main": _on_main_clause(scene, sentence, where),
        "gerund": float(
            cue in {"after", "following"}
            and bool(first_word)
            and (first_word[0].endswith("ing") or first_word[0] in {"his", "her", "its", "their"})
        ),
        "about_event": _about_event(scene, sentence),
        "time_only": float(timely and kind == "circumstance"),
        "as": float(cue == "as"),
        "over": float(cue == "over"),
        "over_number": float(cue == "over" and bool(first_word) and first_word[0][:1].isdigit()),
        "short": float(len(inside.split()) < 4),
        "for_event": float(_is_for_event(scene, sentence, where)),
        "quoted": float(_in_quotation(scene.text(sentence.span)[: where.start - sentence.span.start])),
    }


def _only_counts(sentence: Sentence, where: Span) -> bool:
    """Whether a circumstance is a number of things and no more ("after 25 years at the helm")."""
    inside = [token for token in sentence.tokens if where.start <= token.start and token.end <= where.end]
    told = any(token.pos in VERBS for token in inside)
    return len(inside) > 2 and inside[1].pos == "NUM" and inside[2].pos == "NOUN" and not told
>>>>>>> main


def _in_quotation(before: str) -> bool:
    """Whether a quotation that began before has not ended."""
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”") or before.count("''") % 2 == 1
<<<<<<< HEAD
=======


def _is_for_event(scene: Scene, sentence: Sentence, where: Span) -> bool:
    """Whether what the reason is given for is named in the headline."""
    given_for = {word.text.lower() for word in _given_for(sentence, where)}
    return any(word.startswith(term) for term in scene.headline for word in given_for)


def _about_event(scene: Scene, sentence: Sentence) -> float:
    """The share of the event's words, of eight at most, that a sentence has, 0 to 1."""
    event = scene.headline.union(scene.lead.terms if scene.lead else ())
    return min(1.0, len(event.intersection(sentence.terms)) / max(1, min(len(event), 8)))
>>>>>>> main
