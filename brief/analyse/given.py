"""Given names: whether a word is one, and whose they are in a story."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from brief.analyse.names import first_surname, surname
from brief.resources import lines


def is_given_name(word: str) -> bool:
    """Whether a word is a given name, or one and one more joined by a hyphen."""
    return any(part in given_names() for part in word.lower().split("-"))


@cache
def given_names() -> frozenset[str]:
    """Names given to people that are no large places, lower-cased."""
    return frozenset(lines("given_names.txt"))


def full_names(people: Iterable[str]) -> dict[str, str]:
    """Each first name and surname of people who are told by both, with which of the two it is.

    >>> full_names(["Peter Rippon", "Savile"])
    {'Peter': 'given', 'Rippon': 'surname'}
    """
    found: dict[str, str] = {}
    for name in people:
        words = name.split()
        if len(words) > 1:
            found.setdefault(words[0], "given")
            found.update((word, "surname") for word in words[1:] if first_surname(word, name))
            found[surname(name)] = "surname"
    return found
