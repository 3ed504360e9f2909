"""Places: whether a name is one, and what contains it, from a table of facts."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from brief.analyse.namewords import name_regex, name_words
from brief.resources import lines

CLEAR = 4
"""How many times larger than the next of its name a town must be to be meant without its country."""
LONGEST_CODE = 3
"""Letters up to which capitals stand for a longer name ("USA"); a longer name is only shouted ("OSLO")."""

# Inhabitants from which a town is taken to be meant: the more else its name may mean, the more of them.
KNOWN_ALONE = 100_000
"""Without its country, where no other place has its name."""
LARGE_TOWN = 200_000
"""Where its name may be somebody's surname, or an everyday word behind "in"."""
KNOWN_AMONG_NAMESAKES = 250_000
"""Without its country, where smaller places have its name."""
METROPOLIS = 1_000_000
"""Whatever else the language model takes its name for; a region too, unless that is a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named place of the table."""

    name: str
    kind: Literal["country", "region", "city"]
    within: str
    """What contains it, smallest first ("Washington, United States"); may be empty."""
    inhabitants: int

    @property
    def full(self) -> str:
        """The place and what contains it."""
        return f"{self.name}, {self.within}" if self.within else self.name


@lru_cache(maxsize=10_000)
def places(name: str) -> tuple[Place, ...]:
    """Every place of that name, the largest first; empty when none is known.

    The lines of the table are sorted, and searched by halves: reading them takes a
    millisecond, where building a dictionary of its 25,000 names would take fifty.

    >>> places("Damascus")[0].full
    'Damascus, Syria'
    >>> places("Nowhere at all")
    ()
    """
    table, own = _table(), f"{name}\t"
    line = bisect_left(table, own)
    found = []
    while line < len(table) and table[line].startswith(own):
        _, kind, within, inhabitants = table[line].split("\t")
        # The file has these three kinds only.
        found.append(Place(name=name, kind=kind, within=within, inhabitants=int(inhabitants)))  # type: ignore[arg-type]
        line += 1
    return tuple(found)


@lru_cache(maxsize=10_000)
def place(name: str, near: frozenset[str] = frozenset()) -> Place | None:
    """The place most likely meant by a name.

    Args:
        name: As written; "the" and a leading point of the compass are ignored.
        near: Names of countries and regions that the article names.

    Returns:
        One that lies in a place that the article names, else a country, else the
        largest when it is by far. None when the table has none, or several alike.
        A country has one name, however it is written.

    >>> place("the U.S.").full
    'United States'
    """
    for form in _forms(spelled_out(name)):
        known = places(form)
        if known:
            countries = [one for one in known if one.kind == "country"]
            inside = [one for one in known if (near - {one.name}).intersection(one.within.split(", "))]
            told = inside or countries
            best = (told or list(known))[0]
            return None if _unclear(known, told) else replace(best, name=listed(best.name))
    return None


def located(name: str, near: frozenset[str]) -> Place | None:
    """The place meant by a name, where the article or its size says which one it is.

    Args:
        name: As written.
        near: Names of countries and regions that the article names.

    Returns:
        As `place` does, but no small town in a country that the article does not name:
        an unknown hamlet often shares its name.
    """
    known = place(name, near)
    if known is None or known.kind != "city":
        return known
    alone = len({one.within for one in places(known.name)}) == 1
    if known.inhabitants >= (KNOWN_ALONE if alone else KNOWN_AMONG_NAMESAKES):
        return known
    return known if near.intersection(known.within.split(", ")) else None


def _unclear(known: tuple[Place, ...], told: list[Place]) -> bool:
    """Whether nothing tells which of several towns is meant, and none is by far the largest."""
    wholes = {one.within for one in known}
    return not told and len(wholes) > 1 and known[0].inhabitants < CLEAR * known[1].inhabitants


def spelled_out(name: str) -> str:
    """The state that a news agency's abbreviation stands for, or the name itself.

    >>> spelled_out("Nev."), spelled_out("Syria")
    ('Nevada', 'Syria')
    """
    return _pairs("states.tsv").get(name, name)


def listed(name: str) -> str:
    """The name that a country is listed under, whichever of its names is given; other names as they are.

    >>> listed("U.K."), listed("Lyon")
    ('United Kingdom', 'Lyon')
    """
    return _pairs("countries.tsv").get(name, name)


def country_of(demonym: str) -> str | None:
    """The country whose people or things the word names.

    >>> country_of("Syrian")
    'Syria'
    """
    return _pairs("demonyms.tsv").get(demonym)


@lru_cache(maxsize=10_000)
def _forms(name: str) -> tuple[str, ...]:
    """The name as written, then without article, possessive, kind ("Hebei province") and compass point."""
    bare = name.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s")
    first, _, rest = bare.partition(" ")
    compass = first.lower() in name_words("compass", "parts of a place", "parts of a country")
    capital = bare.title() if bare.isupper() and len(bare) > LONGEST_CODE else bare
    plain = _kind_behind().sub("", bare)
    return tuple(dict.fromkeys((name, bare, capital, plain, *((rest,) if compass and rest else ()))))


@cache
def _kind_behind() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{name_regex('kind of place behind')})$", re.IGNORECASE)


@cache
def _table() -> list[str]:
    return lines("places.tsv")


@cache
def _pairs(name: str) -> dict[str, str]:
    """The two columns of a data file."""
    return {left: right for left, _, right in (line.partition("\t") for line in lines(name))}
