"""Headlines, which leave words out and capitalise others: made readable for a model of plain sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial

from brief.cues import cues, saying
from brief.grammar import NOUNS, SUBJECTS, children, forms
from brief.model import Token
from brief.resources import listed
from brief.text import WORD

TITLE_CASE = 0.7
"""Share of a headline's longer words with a capital from which it is in title case."""
LONG_ENOUGH = 60
"""Different words from which a body is expected to hold every name of its headline."""
MOST_READINGS = 6
"""Ways to read a headline that are tried: each is parsed anew."""

_PLAIN_VERBS = ("took", "attacked")
"""Words that every model reads as verbs; the first is never taken for a participle."""
_NAMES_A_THING = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBP", "VBZ", "VB"})
_PREPOSITIONS = frozenset({"IN", "TO", "RP"})
_BEGIN_A_CLAUSE = listed("grammar_en.txt", "time_clauses", "if_clauses")
_PLURALS = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a reading, and which token of the headline it stands for; None for one put in."""

    text: str
    space: bool
    token: int | None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A headline with words in place of others or between them, and the one that is to be its main verb."""

    words: tuple[Word, ...]
    verb: int


Parse = Callable[[Sequence[Word]], Sequence[Token]]


def parts(headline: str) -> list[tuple[int, str]]:
    """A headline cut where it begins anew ("Topic: what happened; what else — outlet"), with offsets.

    Who says so, at its end ("Bridge is unsafe, engineers say"), is a part of its own.
    """
    found, start = [], 0
    for match in _new_beginning().finditer(headline):
        found.append((start, headline[start : match.end()]))
        start = match.end() + 1
    found.append((start, headline[start:]))
    return [(start, part) for start, part in found if part.strip()]


@cache
def _new_beginning() -> re.Pattern[str]:
    """Where a headline begins anew, or says who says so."""
    says = rf",(?= (?:[\w.’'-]+ ){{1,4}}(?:{'|'.join(saying('en')['headline_end'])})$)"
    return re.compile(rf"[:;](?= )|(?<= )(?:[-–—|])(?= )|{says}", re.IGNORECASE)


def mended(
    tokens: Sequence[Token], words: Sequence[Word], body: Collection[Sequence[Token]], parse: Parse
) -> tuple[Token, ...]:
    """The parse of a headline's part, or of a plain sentence that says the same where it has no verb.

    Read again are verbs that the model took for nouns ("Bomber rams truck", "Astronomers spot
    pair of holes"): those that the opening has as verbs, and those that headlines are fond of.
    What headlines leave out is put in for the model's eyes: "Soldiers (were) killed", "Police
    (are) investigating", "Ministers (are) to boycott games".

    Args:
        tokens: The part as it was parsed.
        words: Its words as they were read, one for each token.
        body: The parse of the article's sentences.
        parse: Parses words.

    Returns:
        As many tokens as went in, of the same words and offsets.
    """
    main = next((i for i, token in enumerate(tokens) if token.head == i), 0)
    # News gives no orders: a plain verb at the head of a headline is a noun ("Strike shuts airport").
    order = main == 0 and len(tokens) > 1 and tokens[0].tag == "VB"
    found = bool(tokens) and tokens[main].tag.startswith(("VB", "MD")) and not order
    heard = cache(partial(_verbs, body))
    if not tokens or (
        found and (_is_said(tokens[main].text.lower(), body) or _known_verb(tokens, main, heard))
    ):
        return tuple(tokens)
    # "Care home boss jailed": no one cares who is nowhere said to, and a care home is told of.
    thing = found and _is_named(tokens[main].text.lower(), body)
    found = found and not thing
    end = main if found else len(tokens) - 1
    readings = _misread(tokens, words, end, partial(_heard_verb, heard=heard))
    if not found:
        left_out = list(_left_out(tokens, words, behind=main if thing else -1))
        readings += [one for one in left_out if one.words[one.verb - 1].text == "were"]
        readings += _misread(tokens, words, end, partial(_known_verb, heard=heard))
        readings += [one for one in left_out if one not in readings]
    for reading in readings[:MOST_READINGS]:
        again = parse(reading.words)
        verb = again[reading.verb]
        subjects = [i for i in children(again, reading.verb) if again[i].dep in SUBJECTS and i < reading.verb]
        if verb.head == reading.verb and verb.tag.startswith("VB") and subjects:
            return _as_written(tokens, again, reading.words)
    return tuple(tokens)


def _is_said(word: str, body: Collection[Sequence[Token]]) -> bool:
    """Whether a text has a verb of the same stem."""
    stem = _stem(word)
    # Every word begins with its stem, and few begin as this one does.
    alike = [
        one
        for sentence in body
        for token in sentence
        if token.tag[:2] == "VB" and (one := token.text.lower()).startswith(stem)
    ]
    return any(_stem(one) == stem for one in alike)


def _is_named(word: str, body: Collection[Sequence[Token]]) -> bool:
    """Whether a text has a word as a noun."""
    return any(token.tag in {"NN", "NNS"} and token.text.lower() == word for told in body for token in told)


Heard = Callable[[], Mapping[str, frozenset[str]]]
"""The verbs of the body, found when they are asked for: most headlines are told without."""


def _verbs(body: Collection[Sequence[Token]]) -> Mapping[str, frozenset[str]]:
    """The stems of the verbs of a text, each with its subjects and the words behind it."""
    found: dict[str, set[str]] = {}
    for sentence in body:
        for i, token in enumerate(sentence):
            if token.tag.startswith("VB"):
                own = {sentence[k].text.lower() for k in children(sentence, i) if sentence[k].dep in SUBJECTS}
                own |= {following.text.lower() for following in sentence[i + 1 : i + 2]}
                found.setdefault(_stem(token.text.lower()), set()).update(own)
    return {stem: frozenset(own) for stem, own in found.items()}


def _misread(
    tokens: Sequence[Token],
    words: Sequence[Word],
    end: int,
    is_verb: Callable[[Sequence[Token], int], bool],
) -> list[_Reading]:
    """Readings that take a word before `end` for a verb; one of a clause of its own is not the main one."""
    clause = next((i for i, token in enumerate(tokens) if token.text.lower() in _BEGIN_A_CLAUSE), end)
    return [
        _Reading((*words[:i], replace(words[i], text=plain), *words[i + 1 :]), i)
        for i in range(1, min(end, clause))
        if tokens[i].tag in _NAMES_A_THING and _after_a_noun(tokens, i) and is_verb(tokens, i)
        for plain in _PLAIN_VERBS
    ]


def _after_a_noun(tokens: Sequence[Token], i: int) -> bool:
    """Whether a noun or a name stands before a word, adverbs aside."""
    while i > 1 and tokens[i - 1].pos == "ADV":
        i -= 1
    return i > 0 and (i == 1 or tokens[i - 1].pos in NOUNS | {"PUNCT", "ADJ"})


def _heard_verb(tokens: Sequence[Token], i: int, heard: Heard) -> bool:
    """Whether the body has a word as a verb, and its form fits the noun before it.

    Before a preposition it may well be a noun ("Job cuts at the port"), unless the body has
    it with that preposition, or with that subject.
    """
    word = tokens[i].text.lower()
    if _strikes().fullmatch(word):
        return word.endswith("s")
    known = heard().get(_stem(word))
    if known is None or not _fits_its_subject(tokens, i, heard):
        return False
    around = {tokens[i - 1].text.lower(), tokens[i + 1].text.lower()}
    return tokens[i + 1].tag not in _PREPOSITIONS or not known.isdisjoint(around)


def _known_verb(tokens: Sequence[Token], i: int, heard: Heard) -> bool:
    """Whether a word is one that headlines tell events with, and stands where its verb would."""
    word = tokens[i].text.lower()
    if word not in _headline_verbs() or i == 0 or not _fits_its_subject(tokens, i, heard):
        return False
    following = tokens[min(i + 1, len(tokens) - 1)]
    return following.tag not in _PREPOSITIONS or word in _moves()


def _fits_its_subject(tokens: Sequence[Token], i: int, heard: Heard) -> bool:
    """Whether a word has the "s" that a verb has behind one, and does not have behind several."""
    before = tokens[i - 1]
    acts = before.tag == "JJ" and any(before.text.lower() in subjects for subjects in heard().values())
    several = before.tag in _PLURALS or before.text.lower() in {"police", "mps"}
    if tokens[i].text.lower().endswith("s"):
        return before.tag not in {"JJ", "POS", "CD"} or acts
    return several and tokens[i].tag not in _PLURALS


def _left_out(tokens: Sequence[Token], words: Sequence[Word], *, behind: int) -> Iterator[_Reading]:
    """Readings with the word that stands unwritten before a participle or before "to".

    Args:
        tokens: Of the headline.
        words: Its words, one for each token.
        behind: Index of a noun taken for the main verb, behind which a participle of any clause
            may be that of the main one; -1 for none.
    """
    for i in range(1, len(tokens)):
        token, before = tokens[i], tokens[i - 1]
        if token.tag == "JJ" and i + 1 < len(tokens) and tokens[i + 1].tag in {"CC", ","}:
            return  # "Seven dead and 50 injured" tells it with an adjective
        if before.pos in {"DET", "ADP", "CCONJ", "AUX"} or before.tag in {"POS", "TO", "WDT", "WP"}:
            continue
        head = tokens[token.head]
        of_main = head.head == token.head or (head.dep in SUBJECTS and tokens[head.head].head == head.head)
        of_main = of_main or -1 < behind < i
        if token.tag in {"VBN", "VBD", "VBG"} and of_main and token.dep not in {"amod", "compound"}:
            put = Word("are" if token.tag == "VBG" else "were", True, None)
            yield _Reading((*words[:i], put, *words[i:]), i + 1)
            return
        named = before.pos in NOUNS and before.text.lower() not in _takes_to()
        if named and token.text == "to" and i + 1 < len(tokens) and tokens[i + 1].tag == "VB":
            yield _Reading((*words[:i], replace(words[i], text="will"), *words[i + 1 :]), i + 1)
            return


@cache
def _takes_to() -> frozenset[str]:
    """Nouns that say what they are for with "to": nobody is to do it."""
    return frozenset(cues("en")["takes_to"].split("|"))


@cache
def _strikes() -> re.Pattern[str]:
    """Verbs that headlines tell blasts and storms with ("rocks", "hits")."""
    return re.compile(cues("en")["strikes_places"], re.IGNORECASE)


@cache
def _headline_verbs() -> frozenset[str]:
    """Verbs that headlines are fond of, in every form."""
    return forms(cues("en")["headline_verbs"]) | _moves()


@cache
def _moves() -> frozenset[str]:
    """Those among them that need no object, so that a preposition may follow."""
    return forms(cues("en")["headline_moves"])


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """What the forms of a regular verb share: "rams", "rammed" and "ramming" give "ram"."""
    bare = re.sub(r"(?:ing|ed|es|s|e)$", "", word)
    return bare[:-1] if len(bare) > 3 and bare[-1] == bare[-2] else bare


def _as_written(tokens: Sequence[Token], again: Sequence[Token], words: Sequence[Word]) -> tuple[Token, ...]:
    """A reading's parse, told of the headline's own words."""
    place = {number: word.token for number, word in enumerate(words) if word.token is not None}
    out = []
    for number, old in place.items():
        head = again[number].head
        if head not in place:
            head = again[head].head
        mine = tokens[old]
        out.append(
            replace(
                again[number],
                start=mine.start, end=mine.end, text=mine.text, lemma=mine.lemma, head=place.get(head, old),
            )
        )  # fmt: skip
    return tuple(out)


def in_title_case(words: Sequence[str]) -> bool:
    """Whether most of the longer words have a capital."""
    longer = [word for word in words if len(word) > 3 and word.isalpha()]
    return len(longer) > 2 and sum(word[0].isupper() for word in longer) >= TITLE_CASE * len(longer)


def without_title_case(text: str, casing: Mapping[str, str]) -> str:
    """A headline with the casing that its words have in the body, offsets unchanged."""
    stems = {word[:5]: form for word, form in casing.items() if len(word) > 5 and form.islower()}
    return WORD.sub(lambda match: _as_in_body(match.group(), casing, stems), text)


def _as_in_body(word: str, casing: Mapping[str, str], stems: Mapping[str, str]) -> str:
    """One word of a headline as the body writes it, or as it writes words of the same stem.

    A name stands in the body too, so a word that a body of some length does not have is none.
    """
    lower = word.lower()
    form = casing.get(lower)
    if form is None:
        unknown = len(casing) >= LONG_ENOUGH and lower.isalpha() and not word.isupper()
        form = lower if unknown or lower in _small_words() or lower[:5] in stems else word
    return form if len(form) == len(word) else word


@cache
def _small_words() -> frozenset[str]:
    """Words that a headline capitalises and that are never names; the body may lack them."""
    return frozenset(cues("en")["small_words"].split("|"))
