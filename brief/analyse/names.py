"""Whether two written names mean the same person or organisation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from brief.analyse.namewords import name_regex, name_words
from brief.analyse.places import places
from brief.resources import lists

SHORTEST_VARIANT = 5
"""Letters from which a surname that differs in one letter is taken for a slip: shorter ones are often
other names."""

FEWEST_WORDS = 3
"""Words of a name from which on a slip in one of them leaves no doubt who is meant."""
INITIAL = 2
"""Letters up to which a word of a name is an initial or a particle."""


@lru_cache(maxsize=10_000)
def surname(name: str) -> str:
    """The last word of a name, without a suffix such as Jr.

    >>> surname("Ayatollah Seyyd Ali Khamenei"), surname("Martin King Jr.")
    ('Khamenei', 'King')
    """
    parts = [part for part in name.split() if part.strip(".").lower() not in name_words("generations")]
    return parts[-1] if parts else name


@lru_cache(maxsize=20_000)
def same_person(one: str, other: str) -> bool:
    """Whether two names, their titles taken off, can mean one person.

    The surnames agree, and the words before them do not contradict each other: each
    word of the shorter is in the longer, or is an initial of one of its words.

    >>> same_person("Assad", "Bashar al-Assad"), same_person("Jeb Bush", "George Bush")
    (True, False)
    >>> same_person("Tony Benn", "Anthony Wedgwood Benn"), same_person("Bashar Assad", "Bashar al-Assad")
    (True, True)
    """
    a, b = sorted((_words(one), _words(other)), key=len)
    if not a or not b:
        return False
    if a[-1] != b[-1] and _bare(a[-1]) != _bare(b[-1]):
        return False
    return all(any(word == x or _initial(word, x) for x in b) for word in a[:-1])


@lru_cache(maxsize=20_000)
def spelling_variant(word: str, known: str) -> bool:
    """Whether a word is a known surname with one letter other, missing, added or swapped.

    A plural is not one, and a first letter that differs makes another name.

    >>> spelling_variant("Bageri", "Baqeri"), spelling_variant("Iraq", "Iran")
    (True, False)
    """
    a, b = word.lower(), known.lower()
    if min(len(a), len(b)) < SHORTEST_VARIANT or a == b or a[0] != b[0]:
        return False
    if {a, b} in ({b, b + "s"}, {a, a + "s"}, {a, a + "es"}, {b, b + "es"}):
        return False
    return _one_edit(a, b)


@lru_cache(maxsize=20_000)
def misspelt(one: str, other: str) -> bool:
    """Whether two full names are one name, written with a slip in one of its three words or more.

    >>> misspelt("Stephen Criag Paddock", "Stephen Craig Paddock"), misspelt("Jeb Bush", "Jed Bush")
    (True, False)
    """
    a, b = one.split(), other.split()
    if len(a) != len(b) or len(a) < FEWEST_WORDS:
        return False
    unlike = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(unlike) == 1 and spelling_variant(*unlike[0])


def other_letters(one: str, other: str) -> bool:
    """Whether two names are one, written with and without the marks on its letters.

    >>> other_letters("Joao Pires", "João Pires"), other_letters("João Pires", "João Pires")
    (True, False)
    """
    return one != other and _plain(one) == _plain(other)


def _plain(name: str) -> str:
    """A name without the marks on its letters."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def initials_of(acronym: str, long_form: str) -> bool:
    """Whether an acronym is made of a name's initials, small words left out or in.

    >>> initials_of("IRGC", "Islamic Revolution Guard Corps"), initials_of("BBC", "Bank of Cyprus")
    (True, False)
    """
    letters = re.sub(r"[^A-Za-z]", "", acronym).upper()
    words = re.findall(r"[^\W\d_]+", long_form)
    big = "".join(word[0] for word in words if word[0].isupper()).upper()
    every = "".join(word[0] for word in words).upper()
    return len(letters) > 1 and letters in {big, every}


def first_surname(name: str, known: str) -> bool:
    """Whether a word is one of several surnames of somebody, as Spanish and Portuguese names have them.

    >>> first_surname("Sanchez", "Pedro Sanchez Perez"), first_surname("Pedro", "Pedro Sanchez Perez")
    (True, False)
    """
    parts = known.split()
    return len(parts) >= FEWEST_WORDS and len(name) > INITIAL and name in parts[1:-1]


def short_for(short: str, long: str) -> bool:
    """Whether an organisation's name is short for another: without company form, or without its town.

    >>> short_for("Goldman", "Goldman Sachs Group Inc."), short_for("Cubs", "Chicago Cubs")
    (True, True)
    >>> short_for("BBC", "BBC Trust"), short_for("Council", "Security Council")
    (False, False)
    """
    if long.endswith(f" {short}"):
        return bool(places(long.removesuffix(f" {short}")))
    bare = _without_form(long)
    return bare != long and f"{bare} ".startswith(f"{short} ")


@lru_cache(maxsize=10_000)
def _without_form(name: str) -> str:
    """A company's name without its form."""
    return _company_form().sub("", name)


@cache
def _company_form() -> re.Pattern[str]:
    return re.compile(rf"(?:,?\s+(?:{name_regex('company forms')})\.?)+$")


def fullest(names: Sequence[str]) -> str:
    """The name with the most words, then the most letters; the first among equals.

    >>> fullest(["Obama", "Barack Obama", "Mr Obama"])
    'Barack Obama'
    """
    return max(names, key=lambda name: (len(name.split()), len(name)))


def _bare(word: str) -> str:
    """A surname without the article of Arabic names."""
    return word.removeprefix("al-").removeprefix("el-")


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    parts = [part.strip(".,").lower() for part in surname_last(name).split()]
    if len(parts) > 1 and parts[0] in name_words("peerage"):
        parts = parts[1:]
    kept = [part for part in parts if part and part not in name_words("particles")]
    nicknames = _nicknames()
    return (*(nicknames.get(part, part) for part in kept[:-1]), *kept[-1:])


@cache
def _nicknames() -> Mapping[str, str]:
    """Given names that are written in several ways, and what each is read as."""
    return {short: long for long, shorts in lists("nicknames_en.txt").items() for short in shorts}


def surname_last(name: str) -> str:
    """The name up to its surname."""
    parts = name.split()
    last = surname(name)
    return " ".join(parts[: parts.index(last) + 1]) if last in parts else name


def _initial(one: str, other: str) -> bool:
    return (len(one) == 1 or len(other) == 1) and one[0] == other[0]


def _one_edit(a: str, b: str) -> bool:
    """Whether two different words are one substitution, insertion, deletion or swap apart."""
    if abs(len(a) - len(b)) > 1:
        return False
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    if len(a) == len(b):
        swapped = (
            a[head + 1 : head + 2] == b[head]
            and a[head] == b[head + 1 : head + 2]
            and a[head + 2 :] == b[head + 2 :]
        )
        return a[head + 1 :] == b[head + 1 :] or swapped
    short, long = sorted((a, b), key=len)
    return short[head:] == long[head + 1 :]
