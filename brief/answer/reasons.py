"""The stretches of a sentence that give a reason; whether for the main event is asked elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat

from brief.answer.announced import announces, is_of_kind, with_parts
from brief.answer.clauses import ANY_SUBJECT, NOUNS_AND_NUMBERS, OBJECT, main_verb, span, subjects, subtree
from brief.answer.scene import Scene
from brief.cues import cues
from brief.grammar import VERBS, children, first_from, once
from brief.model import Sentence, Span, Token
from brief.patterns import REMEMBERED, letters_of, may_hold, pattern
from brief.resources import listed

LONGEST = 28
"""Words in an answer; a longer reason is a misread sentence."""
CIRCUMSTANCES = frozenset({"after", "amid", "as", "over", "when"})
"""Kinds that tell what went before or on beside it, which may or may not be why."""
ANNOUNCED = (
    "purpose", "cause", "response", "charge", "after", "amid", "as", "over", "when", "follows", "saying",
    "feeling", "illness", "errand", "motive", "serves",
)  # fmt: skip
"""Kinds that words of their own announce, in `brief/data/cues_*.json`."""
_LISTS = (*ANNOUNCED, "makes", "helps", "blames")
_ORDER = listed("reasons_en.txt", "order")
"""Words before "to" that say who did it, not what for ("the first artist to develop")."""
_PHRASES = listed("reasons_en.txt", "phrases")
"""Verbs behind "to" that tell no purpose ("to say the least", "to be held", "years to come")."""
_HAVE_TO = listed("grammar_en.txt", "is", "be", "has") | listed("reasons_en.txt", "getting")
"""Words before "to" that make it a duty or the future ("is to meet", "had to stop")."""
_PURPOSES = {"advcl": "to", "xcomp": "to", "acl": "to_noun", "relcl": "to_noun"}
"""Kinds of purposes, by how a verb with "to" hangs on the rest."""
_BROUGHT_ABOUT = OBJECT | {"prep", "ccomp"}
_TELLING = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
_LEADS = listed("reasons_en.txt", "leads")
_NEVER_LAST = listed("reasons_en.txt", "never_last")
_LOOSE = listed("reasons_en.txt", "loose")
_ENDS = listed("reasons_en.txt", "ends") | {",", ";"}
_CLAUSE_OPENS = listed("grammar_en.txt", "he")
"""What a clause without "that" begins with behind a noun ("fears it could fall")."""
_OPENS_CLAUSE = listed("grammar_en.txt", "time_clauses", "if_clauses") | listed("reasons_en.txt", "once")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_BREAKS = frozenset({",", ";", ":", ".", "-", "–", "—", "|"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A stretch of a sentence that gives a reason for something."""

    kind: str
    """One of `ANNOUNCED`, or made, blamed, to, to_noun."""
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
    kinds: frozenset[str] = frozenset().union(*map(_lists_with, sentence.words, repeat(scene.language)))
    text = scene.text(sentence.span)
    small = text.lower()
    # Small letters are searched for in half the time that letters of any case take; offsets must hold ("İ").
    words, flags = (small, 0) if len(small) == len(text) else (text, re.IGNORECASE)
    for kind in ANNOUNCED:
        if kind in kinds and (kind != "illness" or scene.of_death):
            announcing = pattern(r"\b(?:%s)\b", scene.cues[kind], flags=flags)
            yield from _announced(scene, sentence, kind, announcing.finditer(words))
    if "makes" in kinds or "helps" in kinds or "lead" in small or "led" in small:
        yield from _made(scene, sentence)
    if "blames" in kinds:
        yield from _blamed(scene, sentence)
    yield from _infinitives(scene, sentence)


@lru_cache(REMEMBERED)
def _lists_with(word: str, language: str) -> frozenset[str]:
    """The lists with a cue that a text with this word may hold.

    Remembered by the word, since a sentence has some twenty of them, and all lists together a hundred and
    more: searching it for each of those took half the time of all reasons.
    """
    # Nine words in ten have no letters of any.
    if not _any_list(language).search(word):
        return frozenset()
    lists = cues(language)
    return frozenset(kind for kind in _LISTS if may_hold(word, lists[kind]))


@cache
def _any_list(language: str) -> re.Pattern[str]:
    """What letters a word of any list has."""
    lists = cues(language)
    return letters_of("|".join(lists[kind] for kind in _LISTS))


def _announced(
    scene: Scene, sentence: Sentence, kind: str, cues: Iterable[re.Match[str]]
) -> Iterator[Reason]:
    """What the cues of one list announce in a sentence."""
    for match in cues:
        cue = match.group().strip().lower()
        start, end = sentence.span.start + match.start(), sentence.span.start + match.end()
        first = first_from(sentence.tokens, start)
        if first == len(sentence.tokens) or not announces(scene, sentence, first, kind, cue):
            continue
        last = _end(sentence, first, end)
        headline = sentence is scene.title and kind != "response"
        last = _to_the_break(sentence, last) if headline else _whole(sentence, last)
        last = _past_small_words(sentence, _before_circumstance(scene, sentence, first, last))
        if sentence.tokens[last].end > end or kind == "illness":
            yield from _reason(sentence, kind, cue, first, last)


def _reason(sentence: Sentence, kind: str, cue: str, first: int, last: int) -> Iterator[Reason]:
    """A reason from one token to another, unless it is too long to be one."""
    last = _to_its_verb(sentence, first, last)
    if first <= last < first + LONGEST:
        yield Reason(kind=kind, cue=cue, span=span(sentence, first, last), first=first, last=last)


def _end(sentence: Sentence, first: int, after_cue: int) -> int:
    """The last token of what a cue announces: its phrase or clause, to the next break at most."""
    tokens = sentence.tokens
    heads = range(first, first_from(tokens, after_cue))
    # "Died of": the phrase belongs to the preposition; the verb has places and times besides.
    if len(heads) > 1 and tokens[first].pos in VERBS and tokens[heads[-1]].pos == "ADP":
        heads = heads[-1:]
    last = max((subtree(tokens, i)[-1] for i in heads if tokens[i].head <= i or i == first), default=first)
    # A conjunction hangs on the verb of its clause, which stands further on.
    governor = tokens[first].head
    # So does a noun on the one that it describes ("a revenge attack for the raid").
    quoted = governor + 1 < len(tokens) and tokens[governor + 1].text in {'"', "”", "'", "’"}
    if tokens[first].dep in {"compound", "amod"} and governor > first and quoted:
        return governor
    if tokens[first].dep in {"mark", "advmod", "compound", "amod", "aux"} and governor > first:
        last = max(last, subtree(tokens, governor)[-1])
    return trim(sentence, last)


def _to_the_break(sentence: Sentence, last: int) -> int:
    """A headline's reason goes on to the next break: it has no time or place behind it."""
    while last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].text not in _BREAKS:
        last += 1
    return trim(sentence, last)


def _whole(sentence: Sentence, last: int) -> int:
    """Further than the parse says, where what belongs to the last words was hung elsewhere."""
    tokens = sentence.tokens
    following = last + 1
    if following >= len(tokens):
        return last
    head = tokens[following].head if tokens[following].pos != "ADP" else following
    # "Amid fears it could fall", "hopes the move | will help": the clause's beginning was taken for all.
    begun = tokens[following].tag == "MD" or (
        tokens[following].text.lower() in _CLAUSE_OPENS and tokens[last].pos == "NOUN"
    )
    if begun and tokens[head].pos in VERBS and head > last:
        return trim(sentence, subtree(tokens, head)[-1])
    if tokens[following].text.lower() not in {"to", "that", "of", "who"}:
        return last
    inside = subtree(tokens, head)
    return trim(sentence, inside[-1]) if head > last and inside[0] > last else last


def _before_circumstance(scene: Scene, sentence: Sentence, first: int, last: int) -> int:
    """The last token before a comma, a relative clause, "during" or a time inside the reason."""
    tokens = sentence.tokens
    times = scene.found.times_in(sentence.span)
    # "After only one woman, a singer, won": what stands before the clause's verb is no end of it.
    verb = tokens[first].head if tokens[first].dep in {"mark", "advmod"} else first
    for i in range(max(first + 4, verb + 1), last + 1):
        token = tokens[i]
        if token.text.lower() in _ENDS or (token.start in times and tokens[i - 1].pos == "ADP"):
            return _without_loose(sentence, trim(sentence, i - 1 - (token.start in times)))
    return last


def _without_loose(sentence: Sentence, last: int) -> int:
    """The last token before the words that only blurred the time behind them ("off the coast | late")."""
    while last > 0 and sentence.tokens[last].text.lower() in _LOOSE and sentence.tokens[last].pos == "ADV":
        last = trim(sentence, last - 1)
    return last


def _to_its_verb(sentence: Sentence, first: int, last: int) -> int:
    """With the verb right behind that the parse hung elsewhere ("after talks with the owner | collapsed").

    It has no subject of its own, so the last words are its: without it the reason may say the reverse.
    """
    tokens = sentence.tokens
    verb = last + 1
    opened = any(token.text.lower() in _OPENS_CLAUSE for token in tokens[first : last + 1])
    if verb >= len(tokens) or not opened or tokens[verb].tag not in _FINITE:
        return last
    if tokens[verb].dep in {"ROOT", "conj"} or with_parts(tokens, verb, ANY_SUBJECT):
        return last
    return trim(sentence, subtree(tokens, verb)[-1])


def _past_small_words(sentence: Sentence, last: int) -> int:
    """Where the parse ends on a word that cannot stand last, what follows up to a comma belongs to it."""
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
            part == "subject"
            and tokens[noun].pos in NOUNS_AND_NUMBERS
            and _brings_about(scene, tokens, noun, verb)
        ):
            phrase = [i for i in subtree(tokens, noun) if i < verb]
            cue = tokens[verb].text.lower()
            yield from _reason(sentence, "made", cue, phrase[0], trim(sentence, phrase[-1]))


def _brings_about(scene: Scene, tokens: Sequence[Token], noun: int, verb: int) -> bool:
    """Whether a verb tells that its subject made something happen: "led to", but not "led the parade".

    What helped or kept from something is a thing, not somebody: "good rains helped".
    """
    if tokens[verb].text.lower() in _LEADS:
        return any(tokens[i].text.lower() == "to" for i in with_parts(tokens, verb, frozenset({"prep"})))
    if is_of_kind(scene, "helps", tokens[verb]):
        phrase = [i for i in subtree(tokens, noun) if i < verb and tokens[i].pos in _TELLING]
        thing = tokens[noun].pos == "NOUN" and not is_of_kind(scene, "people", tokens[noun])
        return (
            thing and len(phrase) > 1 and bool(with_parts(tokens, verb, _BROUGHT_ABOUT | {"xcomp", "acomp"}))
        )
    return is_of_kind(scene, "makes", tokens[verb]) and bool(with_parts(tokens, verb, _BROUGHT_ABOUT))


def _blamed(scene: Scene, sentence: Sentence) -> Iterator[Reason]:
    """What is blamed: "blamed the delay on ice", "blamed ice for the delay"."""
    tokens = sentence.tokens
    for verb, token in enumerate(tokens):
        if token.pos not in VERBS or not is_of_kind(scene, "blames", token):
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
        if any(tokens[i].pos != "PRON" for i in blamed):
            yield from _reason(sentence, "blamed", "blamed", blamed[0], trim(sentence, blamed[-1]))


def _infinitives(scene: Scene, sentence: Sentence) -> Iterator[Reason]:
    """As in "To" with a verb that tells the purpose of the main event, or of a thing that it is about."""
    tokens = sentence.tokens
    for verb in sorted({token.head for token in tokens if token.tag == "TO"}):
        token = tokens[verb]
        if token.dep not in _PURPOSES or token.pos not in VERBS:
            continue
        to = [i for i in children(tokens, verb) if tokens[i].tag == "TO" and i < verb]
        kind = _PURPOSES[token.dep]
        if not to or not to[0]:
            continue
        if kind == "to_noun" and token.head not in _of_main_clause(tokens, scene.reporting):
            continue
        # "Cast their ballots to pick": what was done to something has a purpose, "agreed to pick" has none.
        if token.dep == "xcomp" and (
            not any(i < to[0] for i in with_parts(tokens, token.head, OBJECT))
            or is_of_kind(scene, "persuades", tokens[token.head])
        ):
            continue
        if _tells_purpose(scene, tokens, to[0], verb):
            last = _before_circumstance(scene, sentence, verb, trim(sentence, subtree(tokens, verb)[-1]))
            yield from _reason(sentence, kind, "to", to[0], last)


@once
def _of_main_clause(tokens: Sequence[Token], reporting: frozenset[str]) -> frozenset[int]:
    """The nouns of the main event: below its verb."""
    main = main_verb(tokens, reporting)
    return frozenset(i for i in subtree(tokens, main) if tokens[i].pos in NOUNS_AND_NUMBERS)


def _tells_purpose(scene: Scene, tokens: Sequence[Token], to: int, verb: int) -> bool:
    """Whether "to" and a verb tell what for.

    "Set to launch", "is to meet", "the right to vote" and "for all to see" do not.
    """
    before, act = tokens[to - 1], tokens[verb].head
    return (
        not (tokens[act].dep == "advcl" and with_parts(tokens, act, frozenset({"mark"})))
        and tokens[verb].text.lower() not in _PHRASES
        and not any(tokens[i].dep in {"aux", "auxpass"} for i in children(tokens, verb) if to < i < verb)
        and not with_parts(tokens, verb, ANY_SUBJECT)
        and before.text.lower() not in _HAVE_TO
        and not _ORDER & {word.text.lower() for word in tokens[max(0, to - 6) : to]}
        and not is_of_kind(scene, "leads_to", before)
        and not is_of_kind(scene, "abilities", tokens[tokens[verb].head])
    )
