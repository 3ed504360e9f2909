"""Reads a passage word by word: how each compares, and which carry a fact.

A word that is a number, a date, a name, a negation or a unit, or that stands in
quotes, is a fact: two passages that differ in one are both kept, however alike.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import chain
from typing import Literal

from brief import resources

FactKind = Literal["number", "date", "name", "negation", "unit", "quote"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a passage, made ready to be compared."""

    key: str
    """What it is compared by: evened, a number as its value ("three" and "3" are one)."""
    start: int
    """Offset into the passage."""
    end: int
    fact: FactKind | None = None
    quoted: bool = False
    plain: bool = False
    """Carries grammar, no content: an article, a preposition, a verb of saying."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A word as written, before it is told what it is."""

    text: str
    start: int
    end: int
    opens: bool
    """Stands where any word would have a capital letter."""
    quoted: bool


def read(passage: str) -> tuple[Word, ...]:
    """The words of a passage in order, each with the fact it carries.

    Case, quotation marks, dashes, Unicode form, white space and punctuation are evened
    out; currency and percent signs, a minus before a figure and the question mark stay,
    for they carry meaning. "didn't" is read as two words at the same place.

    >>> [(word.key, word.fact) for word in read("Three didn't vote on Monday.")]
    [('3', 'number'), ('did', None), ('not', 'negation'), ('vote', None), ('on', None), ('monday', 'date')]
    """
    tokens = list(_tokens(passage))
    lower = {token.text for token in tokens if token.text[:1].islower()}
    cased = bool(lower) and any(token.text[:1].isupper() for token in tokens)
    found: list[Word] = []
    for place, token in enumerate(tokens):
        after = tokens[place + 1].text if place + 1 < len(tokens) else ""
        before = found[-1] if found else None
        counts = before is not None and before.key[-1:].isdigit()
        for key in (_keys_of_counted if counts else _keys)(token.text):
            fact = _fact(key, token, before, after, lower, cased=cased)
            plain = fact is None and key in lists().plain
            found.append(Word(key, token.start, token.end, fact, token.quoted, plain))
    return tuple(_dated(found))


def keys(passage: str) -> tuple[str, ...]:
    """What the words of a passage are compared by: the keys of `read`, much sooner.

    >>> keys("Three DIDN’T vote.")
    ('3', 'did', 'not', 'vote')
    """
    tokens = _TOKEN.findall(passage)
    found = tuple(chain.from_iterable(map(_keys, tokens)))
    return found if _after_numbers().isdisjoint(found) else tuple(_counted(tokens))


def _counted(tokens: Iterable[str]) -> Iterator[str]:
    """The keys of words some of which may mean another thing behind a number."""
    last = ""
    for token in tokens:
        for key in (_keys_of_counted if last[-1:].isdigit() else _keys)(token):
            yield (last := key)


@cache
def _after_numbers() -> frozenset[str]:
    """What words that mean another thing behind a number are compared by elsewhere."""
    return frozenset(chain.from_iterable(map(_keys, lists().after_number)))


def stem(key: str) -> str:
    """The word without the commonest English endings, so that "says" meets "say".

    >>> stem("arrested"), stem("arrests"), stem("rises"), stem("news")
    ('arrest', 'arrest', 'ris', 'new')
    """
    for ending in ("ingly", "edly", "ings", "ing", "ies", "ied", "ed", "es", "ly", "s", "e", "y"):
        if key.endswith(ending) and len(key) - len(ending) >= 3:
            return key[: -len(ending)]
    return key


def opposed(one: str, other: str) -> bool:
    """Whether two words say the contrary of each other.

    Either both stand in a pair of `data/facts.toml`, or one is the other with a
    prefix of denial before it.

    >>> opposed("rose", "fell"), opposed("legal", "illegal"), opposed("rose", "climbed")
    (True, True, False)
    """
    if any(one == prefix + other or other == prefix + one for prefix in _DENYING):
        return True
    return stem(other) in lists().opposites.get(stem(one), frozenset())


_QUOTES = '"“”„‟«»″'
# Within a word: accents written apart, soft hyphens, signs without width.
_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060]")
_TOKEN = re.compile(
    # Each form begins with a set of characters, by which the others are passed over.
    r"[Pp](?i:er\s+cent\b)"
    # Nine words in ten are no more than this; to try the rest of the forms takes half as long again.
    r"|[A-Za-z][A-Za-z]+(?=[ ,.\n])"
    r"|[^\W\d_](?:\.(?:[^\W\d_]\.)+|[^\W\d_]*(?:['’][^\W\d_]+|[" + _INSIDE + r"]+[^\W\d_]*)*)"
    r"|[$£€¥₹₽%‰°?]"
    r"|\d\d*(?:(?i:st|nd|rd|th)\b|(?:[.,:]\d+)*)"
    r"|[-−](?<![\w.].)\d+(?:[.,:]\d+)*"
)
_SENTENCE_ENDS = re.compile(r"[.!?:;…\n•]")


def _tokens(passage: str) -> Iterator[_Token]:
    """The words as written, with where they stand."""
    end, inside = 0, False
    opens = True
    for match in _TOKEN.finditer(passage):
        gap = passage[end : match.start()]
        opens = opens or (gap != " " and bool(_SENTENCE_ENDS.search(gap)))
        for mark in gap if gap != " " else "":
            if mark in _QUOTES:
                # A straight mark opens and closes; a curly one says which it does. Sources mix them
                # (“like this"), so a closing curly closes whatever was open.
                inside = mark in "“„«" or (mark not in "”»" and not inside)
                opens = opens or inside
        yield _Token(match.group(), match.start(), match.end(), opens, inside)
        end = match.end()
        opens = match.group() == "?"


_NEGATED = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "cannot": ("can", "not"),
}


_BRITISH = re.compile(r"is(e|ed|es|ing|ation|ations)$")


MOST_WORDS = 1 << 15
"""How many forms of words are remembered: news says most things in a few thousand."""


@lru_cache(MOST_WORDS)
def _keys_of_counted(text: str) -> tuple[str, ...]:
    """What a word behind a number is compared by: there "m" is "million"."""
    return _keys(lists().after_number.get(_evened(text), text))


@lru_cache(MOST_WORDS)
def _keys(text: str) -> tuple[str, ...]:
    """What a word is compared by: one key, or two for a contraction with "not"."""
    known = lists()
    key = _evened(text)
    if key.isascii() and key.isalpha():
        return _NEGATED.get(key) or (known.same.get(key, key),)
    if not key.isascii():
        key = _UNSEEN.sub("", unicodedata.normalize("NFKC", key)).replace("’", "'").replace("−", "-")
    if key.lstrip("-")[:1].isdigit():
        return (_value(key),)
    if key in _NEGATED:
        return _NEGATED[key]
    if key.endswith("n't"):
        return tuple(filter(None, (key[:-3], "not")))  # "have n't" stands apart in some corpora
    key = key.removesuffix("'s").replace(".", "")
    key = "percent" if key.startswith("per") and key.endswith("cent") else key
    return (known.same.get(key, key),)


def _evened(text: str) -> str:
    """A word in small letters and in American spelling."""
    key = text.casefold()
    return _BRITISH.sub(r"iz\1", key) if len(key) >= 7 and not key.startswith("rais") else key


def _value(figure: str) -> str:
    """A figure in one way of writing: no thousands marks, no idle zeros."""
    if figure[-1].isalpha():
        return figure[:-2] + "."
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", figure):
        figure = figure.replace(",", "")
    figure = re.sub(r"^(\d\d?):(\d\d)$", r"\1.\2", figure)
    if re.fullmatch(r"-?\d+\.\d+", figure):
        return f"{Decimal(figure).normalize():f}"
    return figure


def _fact(
    key: str, token: _Token, before: Word | None, after: str, lower: set[str], *, cased: bool
) -> FactKind | None:
    """Which kind of fact a word carries, or None."""
    known = lists()
    if key[-1].isdigit() or key[0].isdigit() or key in known.multiples:
        return "date" if re.fullmatch(r"(?:19|20)\d\d", token.text) else "number"
    if key in known.currencies or (
        key in known.units and before is not None and before.fact in ("number", "unit")
    ):
        return "unit"
    capital = token.text[0].isupper() and not token.opens
    if key in known.days or (key in known.months and (capital or (token.opens and after[:1].isdigit()))):
        return "date"
    if (
        key in known.negations
        or stem(key) in known.denials
        or (key in known.hedges and not (capital and cased))
    ):
        return "negation"
    if key in known.turns and stem(after.casefold()) in known.periods:
        return "date"
    return "name" if _is_name(key, token, lower, cased=cased) else None


def _is_name(key: str, token: _Token, lower: set[str], *, cased: bool) -> bool:
    """Whether a word may be part of a name, judged by its capital letters."""
    known = lists()
    initials = len(token.text) > 1 and token.text.isupper()
    if key in known.titles or (key in known.plain and not (initials and cased)):
        return False
    if not cased:
        # All small or all capital letters: any word could be a name, so each counts as one.
        return token.text[0].isalpha()
    if not any(letter.isupper() for letter in token.text):
        return False
    if not token.opens or any(letter.isupper() for letter in token.text[1:]):
        return True
    return key not in lower and not key.endswith("ly")


def _dated(found: list[Word]) -> Iterator[Word]:
    """The words again; a figure beside a month is a date."""
    months = lists().months
    for place, word in enumerate(found):
        beside = [found[near] for near in (place - 1, place + 1) if 0 <= near < len(found)]
        if word.fact == "number" and any(near.key in months and near.fact == "date" for near in beside):
            yield Word(word.key, word.start, word.end, "date", word.quoted)
        else:
            yield word


_DENYING = ("un", "in", "im", "il", "ir", "non", "dis", "mis", "anti", "de")


@dataclass(frozen=True, slots=True)
class _Lists:
    """The word lists of `data/facts.toml`."""

    plain: frozenset[str]
    titles: frozenset[str]
    multiples: frozenset[str]
    currencies: frozenset[str]
    units: frozenset[str]
    negations: frozenset[str]
    denials: frozenset[str]
    hedges: frozenset[str]
    days: frozenset[str]
    relative: frozenset[str]
    months: frozenset[str]
    turns: frozenset[str]
    periods: frozenset[str]
    placing: frozenset[str]
    pronouns: frozenset[str]
    pointing: frozenset[str]
    links: frozenset[str]
    same: Mapping[str, str]
    """What a word is compared by, when not by itself."""
    after_number: Mapping[str, str]
    opposites: Mapping[str, frozenset[str]]
    """For a stem, the stems that say the contrary."""


@cache
def lists() -> _Lists:
    """The word lists, read once: they are part of the program."""
    found = tomllib.loads(resources.data("facts.toml").read_text("utf-8"))
    sets = {name: frozenset(words.split()) for name, words in found.items() if isinstance(words, str)}
    return _Lists(
        **sets,
        same=_inverted(found["same"]),
        after_number=_inverted(found["after_number"]),
        opposites=_contraries(found["opposites"]["pairs"]),
    )


def number_words(least: int = 0) -> list[str]:
    """The words for whole numbers from `least` on, the longest first.

    >>> number_words(least=80)
    ['eighty', 'ninety']
    """
    told = [form for form, key in lists().same.items() if key.isdigit() and int(key) >= least]
    return sorted(told, key=len, reverse=True)


def _inverted(forms: Mapping[str, str]) -> dict[str, str]:
    """For each form the word it stands for."""
    return {form: word for word, written in forms.items() for form in written.split()}


def _contraries(pairs: str) -> dict[str, frozenset[str]]:
    """For a stem, the stems on the other side of its bars."""
    found: dict[str, set[str]] = {}
    for line in pairs.strip().splitlines():
        sides = [{stem(word) for word in side.split()} for side in line.split("|")]
        for one, other in (sides, sides[::-1]):
            for word in one:
                found.setdefault(word, set()).update(other)
    return {word: frozenset(others) for word, others in found.items()}
