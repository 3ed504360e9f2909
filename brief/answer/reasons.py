"""The stretches of a sentence that give a reason; whether for the main event is asked elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brief.answer.clauses import (
    NOUNS,
    OBJECT,
    SUBJECT,
    SUBJECTS,
    main_verb,
    span,
    subjects,
    subtree,
)
from brief.answer.scene import Scene
from brief.cues import may_hold
from brief.grammar import VERBS, children
from brief.model import Sentence, Span, Token

LONGEST = 28
"""Words in an answer; a longer reason is a misread sentence."""
CIRCUMSTANCES = frozenset({"after", "amid", "as", "over", "when"})
"""Kinds that tell what went before or on beside it, which may or may not be why."""
ANNOUNCED = (
    "purpose", "cause", "response", "charge", "after", "amid", "as", "over", "when", "follows", "saying",
    "feeling", "illness", "errand",
)  # fmt: skip
"""Kinds that words of their own announce, in `brief/data/cues_*.json`."""
KINDS = (*ANNOUNCED, "made", "blamed", "to", "to_noun")
_ANY_WORD = 6
"""How far before "over" a word of dispute may stand."""
_AS_MUCH = frozenset({"far", "long", "soon", "well", "much", "just", "same"})
"""Words before "as" that make it no conjunction of its own ("as far as")."""
_ORDER = frozenset({"first", "second", "third", "last", "next", "only"})
"""Words before "to" that say who did it, not what for ("the first artist to develop")."""
_PHRASES = frozenset({"say", "put", "name", "mention", "begin", "start", "be", "have", "go", "come"})
"""Verbs behind "to" that tell no purpose ("to say the least", "to be held", "years to come")."""
_HAVE_TO = frozenset(
    {"is", "are", "was", "were", "be", "been", "'s", "’s", "have", "has", "had", "got", "get", "gets"}
)
"""Words before "to" that make it a duty or the future ("is to meet", "had to stop")."""
_HOURS = frozenset({"noon", "midday", "midnight", "dawn", "dusk", "sunrise", "sunset", "dark"})
_BEFORE_AFTER = frozenset(
    {"look", "looks", "looked", "looking", "named", "went", "going", "goes", "shortly", "soon", "just"}
)
"""Words before "after" that make it part of the verb, or a mere time."""
_IS = frozenset({"is", "was", "are", "were", "'s", "’s"})
_TALK = frozenset({"i", "we", "you"})
"""Who speaks or is spoken to: what they do is no news."""
_POINTING = frozenset({"this", "that", "these", "those", "such"})
_PRESENT = frozenset({"VBZ", "VBP", "MD"})
_OPENS_NOUN = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"})
_NEVER_LAST = frozenset(
    {"that", "of", "to", "at", "by", "with", "in", "for", "from", "on", "which", "the", "a", "an"}
)
QUOTES = frozenset("\"'“‘")
_BREAKS = frozenset({",", ";", ":", ".", "-", "–", "—", "|"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A stretch of a sentence that gives a reason for something."""

    kind: str
    """One of `KINDS`."""
    cue: str
    """The words that announce it, in small letters."""
    span: Span
    first: int
    """Index into the sentence's tokens, as is `last`."""
    last: int


def reasons(scene: Scene, sentence: Sentence) -> Iterator[Reason]:
    """Each reason that a sentence gives, kind by kind; the same words may be given twice.

    Args:
        scene: Its cue words say what announces a reason.
        sentence: With its parse; none is found without.
    """
    for kind in ANNOUNCED:
        yield from _announced(scene, sentence, kind)
    yield from _made(scene, sentence)
    yield from _blamed(scene, sentence)
    yield from _infinitives(scene, sentence)


def _reason(sentence: Sentence, kind: str, cue: str, first: int, last: int) -> Iterator[Reason]:
    """A reason from one token to another, unless it is too long to be one."""
    if first <= last < first + LONGEST:
        yield Reason(kind=kind, cue=cue, span=span(sentence, first, last), first=first, last=last)


def _announced(scene: Scene, sentence: Sentence, kind: str) -> Iterator[Reason]:
    """What the cues of one list announce in a sentence."""
    text = scene.text(sentence.span)
    if not may_hold(text.lower(), scene.cues[kind]) or (kind == "illness" and not tells_of_death(scene)):
        return
    for match in re.finditer(rf"\b(?:{scene.cues[kind]})\b", text, re.IGNORECASE):
        cue = match.group().strip().lower()
        start, end = sentence.span.start + match.start(), sentence.span.start + match.end()
        first = next((i for i, token in enumerate(sentence.tokens) if token.start >= start), None)
        if first is None or not _announces(scene, sentence, first, kind, cue):
            continue
        last = _end(sentence, first, end)
        last = (
            _to_the_break(sentence, last)
            if sentence == scene.title and kind != "response"
            else _whole(sentence, last)
        )
        last = _past_small_words(sentence, _before_circumstance(scene, sentence, first, last))
        if sentence.tokens[last].end > end or kind == "illness":
            yield from _reason(sentence, kind, cue, first, last)


def tells_of_death(scene: Scene) -> bool:
    """Whether the headline, or the lead where there is none, tells that somebody died."""
    told = scene.title or scene.lead
    return told is not None and bool(
        re.search(rf"\b(?:{scene.cues['deaths']})\b", scene.text(told.span), re.IGNORECASE)
    )


def _announces(scene: Scene, sentence: Sentence, first: int, kind: str, cue: str) -> bool:
    """Whether a cue that has other meanings too gives a reason here."""
    tokens = sentence.tokens
    after = first + len(cue.split())
    if after < len(tokens) and tokens[after].text in QUOTES:
        after += 1
    following = tokens[after] if after < len(tokens) else None
    if kind == "illness":
        return True
    if following is None or following.dep == "punct" or following.text.lower() in _TALK:
        return False
    if following.text.lower() in _POINTING and following.dep in {"pobj", "nsubj", "dobj", "pcomp"}:
        return False
    if cue.endswith(" to") and following.tag == "VB" and following.text.lower() in _PHRASES:
        return False
    word, before = tokens[first], tokens[first - 1].text.lower() if first else ""
    if kind == "as":
        return before not in _AS_MUCH and word.dep == "mark" and _is_no_source(scene, tokens, first)
    if kind == "after":
        return (
            (word.dep in {"prep", "mark", "advmod", "pcomp"} or (word.dep == "advcl" and cue == "following"))
            and following.text.lower() not in _HOURS
            and before not in _BEFORE_AFTER
            and not _is_occasion(scene, tokens, first)
        )
    if kind == "when":
        return word.dep in {"advmod", "mark"} and _is_of_kind(
            scene, "suffers", tokens[_governor(tokens, first)]
        )
    if kind == "over":
        return _is_disputed(scene, sentence, first, following)
    if kind == "follows":
        return (
            word.pos in VERBS and bool(_with_parts(tokens, first, SUBJECT)) and following.pos in _OPENS_NOUN
        )
    if cue.startswith("protesting") and word.dep == "pcomp":
        return False
    if kind == "saying":
        return word.dep in {"advcl", "xcomp", "conj", "acl"} and word.tag == "VBG"
    if kind == "charge":
        return _is_charge(scene, sentence, first, cue)
    if kind == "cause":
        return _is_cause(scene, sentence, first, cue, following)
    return True


def _with_parts(tokens: Sequence[Token], verb: int, parts: frozenset[str]) -> list[int]:
    """What hangs on a verb by one of the relations."""
    return [i for i in children(tokens, verb) if tokens[i].dep in parts]


def _governor(tokens: Sequence[Token], first: int) -> int:
    """What the clause or phrase that begins here hangs on."""
    head = tokens[first].head
    return tokens[head].head if tokens[first].dep in {"mark", "advmod"} else head


def _is_of_kind(scene: Scene, name: str, token: Token) -> bool:
    """Whether a word is in one of the cue lists."""
    return bool(re.fullmatch(scene.cues[name], token.text, re.IGNORECASE))


def past_event(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb is in the simple past, active or passive, and tells more than a state."""
    helpers = [tokens[i] for i in children(tokens, verb) if tokens[i].dep in {"aux", "auxpass", "aux:pass"}]
    if tokens[verb].tag == "VBN":
        return any(word.tag == "VBD" and word.dep != "aux" for word in helpers) and not any(
            word.tag in {"VBZ", "VBP"} or word.dep == "aux" for word in helpers
        )
    state = tokens[verb].text.lower() in _IS or any(
        tokens[i].dep in {"acomp", "attr", "expl"} for i in children(tokens, verb)
    )
    return tokens[verb].tag == "VBD" and tokens[verb].pos != "AUX" and not state


def _is_no_source(scene: Scene, tokens: Sequence[Token], first: int) -> bool:
    """Whether "as" opens a clause of its own that does not only say who said so ("as he told reporters")."""
    verb = tokens[tokens[first].head]
    return verb.pos in VERBS and verb.text.lower() not in scene.cues["reporting"].split("|")


def _is_occasion(scene: Scene, tokens: Sequence[Token], first: int) -> bool:
    """Whether "after" tells a moment: an occasion that is held ("after the game"), or a while ("after two years")."""
    if tokens[first].dep == "mark":
        return False
    if _is_of_kind(scene, "occasions", tokens[first + 1]) and tokens[first + 1].tag == "VBG":
        return True
    objects = _with_parts(tokens, first, frozenset({"pobj"}))
    if not objects:
        return False
    noun = tokens[objects[0]]
    inside = subtree(tokens, objects[0])
    told = any(tokens[i].pos in VERBS for i in inside)
    while_ = _is_of_kind(scene, "whiles", noun) and not told
    return while_ or (_is_of_kind(scene, "occasions", noun) and len(inside) <= 6 and not told)


def _is_disputed(scene: Scene, sentence: Sentence, first: int, following: Token) -> bool:
    """Whether "over" follows a word of dispute or blame and does not stand before a place, a time or a number."""
    tokens = sentence.tokens
    inside = following.dep in {"det", "amod", "poss", "compound", "nummod"}
    near = tokens[following.head] if inside else following
    here = (sentence.span.article, sentence.span.part)
    times = [m.span.start for m in scene.analysis.moments if (m.span.article, m.span.part) == here]
    places = [
        mention.start
        for entity in scene.analysis.entities
        if entity.kind == "place"
        for mention in entity.mentions
        if (mention.article, mention.part) == here
    ]
    if (
        near.pos == "NUM"
        or following.text[0].isdigit()
        or any(following.start <= time <= near.end for time in times)
        or any(near.start <= place < near.end for place in places)
        or _is_of_kind(scene, "place_heads", near)
    ):
        return False
    return any(_is_of_kind(scene, "disputes", token) for token in tokens[max(0, first - _ANY_WORD) : first])


def _is_charge(scene: Scene, sentence: Sentence, first: int, cue: str) -> bool:
    """Whether it says what somebody was arrested, fined or praised for.

    A charge that headline or lead tells as the event itself ("is charged with") says what, not why.
    """
    tokens = sentence.tokens
    if cue == "for":
        return _is_for_a_deed(scene, tokens, first)
    before = tokens[first - 1].text.lower() if first else ""
    if cue.startswith("guilty") and before in {"not", "plead", "pleads", "pleaded"}:
        return False
    main = main_verb(tokens, frozenset(scene.cues["reporting"].split("|")))
    return not (sentence in {scene.title, scene.lead} and main in {first, tokens[first].head})


def _is_for_a_deed(scene: Scene, tokens: Sequence[Token], first: int) -> bool:
    """Whether "for" says what somebody is fined or blamed for, not what a thing is for.

    A deed hangs on a verb or a word of dispute ("criticism for changing", not "chemicals for
    making"), anything else on a word of dispute ("fined for fraud"); thanks, and "you cannot
    blame her for", are no reason.
    """
    head, following = tokens[tokens[first].head], tokens[first + 1]
    if _with_parts(tokens, tokens[first].head, frozenset({"neg"})):
        return False
    if any(token.text.lower().startswith("thank") for token in tokens[max(0, first - 3) : first]):
        return False
    things = [tokens[i] for i in _with_parts(tokens, first, frozenset({"pobj"}))]
    if any(thing.pos in {"PROPN", "NUM"} or _is_of_kind(scene, "whiles", thing) for thing in things):
        return False
    wrong = _is_of_kind(scene, "wrongs", following)
    above = (head, tokens[head.head], *tokens[max(0, first - 2) : first])
    judged = any(_is_of_kind(scene, "judged", token) for token in above)
    return judged or (wrong and head.pos in VERBS) or following.text.lower().startswith("alleged")


def _is_cause(scene: Scene, sentence: Sentence, first: int, cue: str, following: Token) -> bool:
    """Whether a word of cause gives one here.

    "Due to" must not stand before a verb ("due to open"), "since" must tell a state of
    today (a past one is a time), and what is broken must be a rule.
    """
    tokens = sentence.tokens
    word = tokens[first]
    if cue == "since":
        clause = tokens[word.head]
        helpers = [tokens[i] for i in children(tokens, word.head) if tokens[i].dep in {"aux", "auxpass"}]
        return word.dep == "mark" and any(verb.tag in _PRESENT for verb in (clause, *helpers))
    if cue == "given":
        return word.dep in {"mark", "prep"}
    if cue in {"due to", "owing to"}:
        return following.tag != "VB"
    if cue.startswith("because"):
        return not _points_back(tokens, first, following)
    if re.search(r"violat|breach|infring", cue):
        return any(_is_of_kind(scene, "rules", tokens[i]) for i in subtree(tokens, first))
    return True


def _points_back(tokens: Sequence[Token], first: int, following: Token) -> bool:
    """Whether a reason, or what it is given for, was told before ("that is because", "because of this")."""
    governor = tokens[tokens[first].head].head
    pointing = any(
        tokens[i].text.lower() in {"that", "this", "it"} and tokens[i].dep in SUBJECTS
        for i in children(tokens, governor)
        if tokens[governor].text.lower() in _IS and governor < first
    )
    return pointing or following.text.lower() in _POINTING


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
    return trim(sentence, last)


def _to_the_break(sentence: Sentence, last: int) -> int:
    """A headline's reason goes on to the next break: it has no time or place behind it."""
    while last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].text not in _BREAKS:
        last += 1
    return trim(sentence, last)


def _whole(sentence: Sentence, last: int) -> int:
    """Further than the parse says, where a clause that only describes the last words was hung elsewhere."""
    tokens = sentence.tokens
    following = last + 1
    if following >= len(tokens) or tokens[following].text.lower() not in {"to", "that", "of", "who"}:
        return last
    head = tokens[following].head if tokens[following].pos != "ADP" else following
    inside = subtree(tokens, head)
    return trim(sentence, max(inside)) if head > last and min(inside) > last else last


def _before_circumstance(scene: Scene, sentence: Sentence, first: int, last: int) -> int:
    """The last token before a comma, a relative clause, "during" or a time inside the reason."""
    tokens = sentence.tokens
    times = {
        moment.span.start
        for moment in scene.analysis.moments
        if moment.span.part == sentence.span.part and moment.span.article == sentence.span.article
    }
    # "After only one woman, a singer, won": what stands before the clause's verb is no end of it.
    verb = tokens[first].head if tokens[first].dep in {"mark", "advmod"} else first
    for i in range(max(first + 4, verb + 1), last + 1):
        token = tokens[i]
        if (
            token.text in {",", ";"}
            or token.text.lower() in {"during", "which", "who"}
            or (token.start in times and tokens[i - 1].pos == "ADP")
        ):
            return trim(sentence, i - 1 - (token.start in times))
    return last


def _past_small_words(sentence: Sentence, last: int) -> int:
    """Where the parse ends on a word that cannot stand last, what follows up to the next comma belongs to it."""
    tokens = sentence.tokens
    if tokens[last].text.lower() not in _NEVER_LAST:
        return last
    while last + 1 < len(tokens) and tokens[last + 1].text not in _BREAKS:
        last += 1
    return trim(sentence, last)


def trim(sentence: Sentence, last: int) -> int:
    """The last token of a stretch without the marks and joining words at its end."""
    tokens = sentence.tokens
    while last > 0 and (
        (tokens[last].dep == "punct" and tokens[last].text in _BREAKS) or tokens[last].dep == "cc"
    ):
        last -= 1
    return last


def _made(scene: Scene, sentence: Sentence) -> Iterator[Reason]:
    """What brought something about: "a bomb scare forced the evacuation"."""
    tokens = sentence.tokens
    for noun, verb, part in subjects(tokens):
        if (
            part == "passive"
            or tokens[noun].pos not in NOUNS
            or not _is_of_kind(scene, "makes", tokens[verb])
        ):
            continue
        # "Obama leads celebrations" tells who, "leads to" tells why.
        if (
            tokens[verb].text.lower().startswith("le")
            and tokens[verb + 1 : verb + 2][:1] != ()
            and tokens[verb + 1].text.lower() != "to"
        ):
            continue
        told = {tokens[i].dep for i in children(tokens, verb)} & (OBJECT | {"prep", "ccomp"})
        if told and part == "subject":
            phrase = [i for i in subtree(tokens, noun) if i < verb]
            yield from _reason(
                sentence, "made", tokens[verb].text.lower(), phrase[0], trim(sentence, phrase[-1])
            )


def _blamed(scene: Scene, sentence: Sentence) -> Iterator[Reason]:
    """What is blamed: "blamed the delay on ice", "blamed ice for the delay"."""
    tokens = sentence.tokens
    for verb, token in enumerate(tokens):
        if token.pos not in VERBS or not _is_of_kind(scene, "blames", token):
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
        if not things or not charged or any(tokens[i].dep == "neg" for i in below):
            continue
        if tokens[charged[0]].text.lower() == "on":
            # "Blamed a raid on Sunday on rebels": the last of them names who is blamed.
            blamed = subtree(tokens, charged[-1])[1:]
        else:
            blamed = [i for i in subtree(tokens, things[0]) if i < charged[0]]
        if blamed:
            yield from _reason(sentence, "blamed", "blamed", blamed[0], trim(sentence, blamed[-1]))


def _infinitives(scene: Scene, sentence: Sentence) -> Iterator[Reason]:
    """As in "To" with a verb that tells the purpose of the main event, or of a thing that it is about."""
    tokens = sentence.tokens
    if not tokens:
        return
    main = main_verb(tokens, frozenset(scene.cues["reporting"].split("|")))
    acts = {main, *(i for i in children(tokens, main) if tokens[i].dep in {"conj", "xcomp", "ccomp"})}
    things = {i for act in acts for i in subtree(tokens, act) if tokens[i].pos in NOUNS}
    for verb, token in enumerate(tokens):
        to = [i for i in children(tokens, verb) if tokens[i].tag == "TO" and i < verb]
        if token.pos not in VERBS or not to or not to[0]:
            continue
        kind = {"advcl": "to", "xcomp": "to", "acl": "to_noun", "relcl": "to_noun"}.get(token.dep)
        # "Cast their ballots to pick": what was done to something has a purpose, "agreed to pick" has none.
        if token.dep == "xcomp" and (
            not any(i < to[0] for i in _with_parts(tokens, token.head, OBJECT))
            or _is_of_kind(scene, "persuades", tokens[token.head])
        ):
            continue
        if kind is None or (kind == "to_noun" and token.head not in things):
            continue
        if _tells_purpose(scene, tokens, to[0], verb):
            last = _before_circumstance(scene, sentence, verb, trim(sentence, max(subtree(tokens, verb))))
            yield from _reason(sentence, kind, "to", to[0], last)


def _tells_purpose(scene: Scene, tokens: Sequence[Token], to: int, verb: int) -> bool:
    """Whether "to" and a verb tell what for: not "set to launch", "is to meet", "the right to vote", "for all to see"."""
    before, act = tokens[to - 1], tokens[verb].head
    return (
        not (tokens[act].dep == "advcl" and _with_parts(tokens, act, frozenset({"mark"})))
        and tokens[verb].text.lower() not in _PHRASES
        and not any(tokens[i].dep in {"aux", "auxpass"} for i in children(tokens, verb) if to < i < verb)
        and not _with_parts(tokens, verb, SUBJECTS)
        and before.text.lower() not in _HAVE_TO
        and not _ORDER & {word.text.lower() for word in tokens[max(0, to - 6) : to]}
        and not _is_of_kind(scene, "leads_to", before)
        and not _is_of_kind(scene, "abilities", tokens[tokens[verb].head])
    )
