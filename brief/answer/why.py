"""Why: purpose and cause in the source's words, or nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from brief.answer.clauses import (
    CLAUSE,
    NOUNS,
    OBJECT,
    SUBJECTS,
    covering,
    main_verb,
    noun_phrase,
    span,
    subjects,
    subtree,
)
from brief.answer.days import day_of, is_long_ago
from brief.answer.ranking import Draft, rank
from brief.answer.scene import Scene, tells_of_event
from brief.cues import may_hold, pattern
from brief.grammar import VERBS, children
from brief.model import Answer, Candidate, Sentence, Span, Token

LONGEST = 28
"""Words in an answer; a longer reason is a misread sentence."""
LONGEST_REPORTER = 8
"""Words in "police said"; more, and other things stand between subject and verb."""
_AS_MUCH = frozenset({"far", "long", "soon", "well", "much", "just", "same"})
"""Words before "as" that make it no conjunction of its own ("as far as")."""
_ORDER = frozenset({"first", "second", "third", "last", "next", "only"})
"""Words before "to" that say who did it, not what for ("the first artist to develop")."""
_PHRASES = frozenset({"say", "put", "name", "mention", "begin", "start"})
"""Verbs of phrases that tell no purpose ("to say the least", "to begin with")."""
_HOURS = frozenset({"noon", "midday", "midnight", "dawn", "dusk", "sunrise", "sunset", "dark"})
_IS = frozenset({"is", "was", "are", "were", "'s", "’s"})
_TALK = frozenset({"i", "we", "you"})
"""Who speaks or is spoken to: what they do is no news."""
_POINTING = frozenset({"this", "that", "these", "those", "such"})
QUOTES = frozenset("\"'“‘")
KINDS = ("purpose", "cause", "response", "circumstance")
MOSTLY_ABOUT_EVENT = 0.6
"""Share from which it is about it even where it names somebody else as its subject."""
ENOUGH_ABOUT_EVENT = {"purpose": 0.5, "cause": 0.25, "response": 0.25}
"""Share of the event's words, of eight at most, from which a later sentence is about it whoever acts."""


def why(scene: Scene) -> tuple[Candidate, ...]:
    """Rank what headline, opening and later sentences that give a reason offer as one.

    Returns:
        Best first, purpose before cause before circumstance where all else is equal.
        The words that announce it ("because", "in response to") are part of the answer.
    """
    drafts = []
    event = _actors(scene) | _told_in_headline(scene)
    later = [("later", sentence) for sentence in scene.later if sentence.tokens]
    for order, (source, sentence) in enumerate((*scene.told, *later)):
        # Another article's headline and lead tell of the story; the rest of it may tell of anything.
        told = tells_of_event(scene, sentence) and (scene.number == 0 or source in {"title", "lead"})
        for kind, cue, where in _reasons(scene, sentence) if told else ():
            drafts.append(
                Draft(
                    answer=Answer(spans=(where,), note=_reporter(scene, sentence, where), confidence=0),
                    features=_features(scene, source, order, sentence, kind, cue, where),
                    barred=(cue == "as" and _at_the_same_time(sentence, where))
                    or (kind == "circumstance" and _only_counts(sentence, where))
                    or (
                        source in {"opening", "later"}
                        and not _of_event(scene, event, sentence, kind, cue, where)
                    )
                    or (source in {"opening", "later"} and _tells_of_long_ago(scene, sentence, where)),
                )
            )
    return rank("why", drafts)


def _reasons(scene: Scene, sentence: Sentence) -> Iterator[tuple[str, str, Span]]:
    """Each reason that a sentence gives: kind, announcing words and span."""
    text = scene.text(sentence.span)
    small = text.lower()
    # Small letters are searched for in half the time that letters of any case take; offsets must hold ("İ").
    words, flags = (small, 0) if len(small) == len(text) else (text, re.IGNORECASE)
    for kind in (*KINDS, "errand"):
        if may_hold(small, scene.cues[kind]):
            cues = pattern(r"\b(?:%s)\b", scene.cues[kind], flags=flags)
            for cue, where in _announced(scene, sentence, cues.finditer(words)):
                yield "infinitive" if kind == "errand" else kind, cue, where
    yield from _infinitives(scene, sentence)
    if may_hold(small, scene.cues["blames"]):
        yield from _blamed(scene, sentence)


def _announced(scene: Scene, sentence: Sentence, cues: Iterable[re.Match[str]]) -> Iterator[tuple[str, Span]]:
    """What the cues of one list announce in a sentence."""
    for match in cues:
        start = sentence.span.start + match.start()
        first = bisect_left(sentence.tokens, start, key=lambda token: token.start)
        if first == len(sentence.tokens) or not _announces(
            scene, sentence, first, match.group().strip().lower()
        ):
            continue
        last = _end(sentence, first, sentence.span.start + match.end())
        last = _before_circumstance(scene, sentence, first, last)
        if last - first + 1 <= LONGEST and sentence.tokens[last].end > sentence.span.start + match.end():
            yield match.group().strip().lower(), span(sentence, first, last)


def _at_the_same_time(sentence: Sentence, where: Span) -> bool:
    """Whether "as" joins two past events: it then tells a moment ("fell asleep as the train left").

    A state ("as he was ill"), what goes on ("as sales were falling") and what was over
    before ("as the pump had failed") may be reasons.
    """
    tokens = sentence.tokens
    clause = next(tokens[i].head for i, token in enumerate(tokens) if token.start >= where.start)
    main = tokens[clause].head
    return clause != main and _past_event(tokens, clause) and _past_event(tokens, main)


def _past_event(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb is in the simple past, active or passive, and tells more than a state."""
    helpers = [tokens[i] for i in children(tokens, verb) if tokens[i].dep in {"aux", "auxpass", "aux:pass"}]
    if tokens[verb].tag == "VBN":
        return any(word.tag == "VBD" and word.dep != "aux" for word in helpers) and not any(
            word.tag in {"VBZ", "VBP"} or word.dep == "aux" for word in helpers
        )
    state = any(tokens[i].dep in {"acomp", "attr", "expl"} for i in children(tokens, verb))
    return tokens[verb].tag == "VBD" and tokens[verb].pos != "AUX" and not state


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


def _end(sentence: Sentence, first: int, after_cue: int) -> int:
    """The last token of what a cue announces: its phrase or clause, to the next break at most."""
    tokens = sentence.tokens
    heads = [i for i, token in enumerate(tokens) if i >= first and token.start < after_cue]
    # "Died of": the phrase belongs to the preposition; the verb has places and times besides.
    if len(heads) > 1 and tokens[first].pos in VERBS and tokens[heads[-1]].pos == "ADP":
        heads = heads[-1:]
    last = max((max(subtree(tokens, i)) for i in heads if tokens[i].head <= i or i == first), default=first)
    # A conjunction hangs on the verb of its clause, which stands further on.
    governor = tokens[first].head
    # So does a noun on the one that it describes ("a revenge attack for the raid").
    quoted = governor + 1 < len(tokens) and tokens[governor + 1].text in {'"', "”", "'", "’"}
    if tokens[first].dep in {"compound", "amod"} and governor > first and quoted:
        return governor
    if tokens[first].dep in {"mark", "advmod", "compound", "amod"} and governor > first:
        last = max(last, max(subtree(tokens, governor)))
    return _trim(sentence, last)


def _trim(sentence: Sentence, last: int) -> int:
    while (
        last > 0
        and sentence.tokens[last].dep == "punct"
        and sentence.tokens[last].text in {".", ",", ";", ":", "-", "–", "—"}
    ):
        last -= 1
    return last


def _on_main_clause(scene: Scene, sentence: Sentence, where: Span) -> float:
    """1 when the reason hangs on the verb of the main event, not on a clause inside it."""
    tokens = sentence.tokens
    main = main_verb(tokens, scene.reporting)
    first = next(i for i, token in enumerate(tokens) if token.start >= where.start)
    governor = tokens[first].head if tokens[first].dep in {"mark", "advmod", "aux"} else first
    announced = tokens[main].start in range(where.start, where.end)
    return float(announced or main in {governor, tokens[governor].head})


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


def _in_quotation(before: str) -> bool:
    """Whether a quotation that began before has not ended."""
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”") or before.count("''") % 2 == 1


def _is_for_event(scene: Scene, sentence: Sentence, where: Span) -> bool:
    """Whether what the reason is given for is named in the headline."""
    given_for = {word.text.lower() for word in _given_for(sentence, where)}
    return any(word.startswith(term) for term in scene.headline for word in given_for)


def _about_event(scene: Scene, sentence: Sentence) -> float:
    """The share of the event's words, of eight at most, that a sentence has, 0 to 1."""
    event = scene.headline.union(scene.lead.terms if scene.lead else ())
    return min(1.0, len(event.intersection(sentence.terms)) / max(1, min(len(event), 8)))
