"""Places: whether a name is one, and what contains it, from a table of facts."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from brief.resources import data


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


@lru_cache(maxsize=4096)
def places(name: str) -> tuple[Place, ...]:
    """Every place of that name, the largest first; empty when none is known.

    The table is one sorted string, searched by halves: reading it takes a
    millisecond, where building a dictionary of its 25,000 names would take fifty.

    >>> places("Damascus")[0].full
    'Damascus, Syria'
    >>> places("Nowhere at all")
    ()
    """
    table = _table()
    low, high = 0, len(table)
    while low < high:
        middle = table.rfind("\n", low, (low + high) // 2) + 1 or low
        end = table.index("\n", middle)
        if table[middle : table.index("\t", middle)] < name:
            low = end + 1
        else:
            high = middle
    found = []
    while table.startswith(f"{name}\t", low):
        end = table.index("\n", low)
        _, kind, within, inhabitants = table[low:end].split("\t")
        found.append(Place(name=name, kind=kind, within=within, inhabitants=int(inhabitants)))  # type: ignore[arg-type]  # the file has these three kinds only
        low = end + 1
    return tuple(found)


def place(name: str, near: Collection[str] = ()) -> Place | None:
    """The place most likely meant by a name.

    Args:
        name: As written; "the" and a leading point of the compass are ignored.
        near: Names of countries and regions that the article names.

    Returns:
        A country or region before a town; among several, one that lies in a place
        that the article names, else the largest. None when the table has none.
    """
    for form in _forms(name):
        known = places(form)
        if known:
            countries = [one for one in known if one.kind == "country"]
            inside = [
                one for one in known if one.within and any(part in near for part in one.within.split(", "))
            ]
            return (
                (inside or countries or list(known))[0] if not (countries and form in near) else countries[0]
            )
    return None


def country_of(demonym: str) -> str | None:
    """The country whose people or things the word names.

    >>> country_of("Syrian")
    'Syria'
    """
    return _demonyms().get(demonym)


def _forms(name: str) -> tuple[str, ...]:
    """The name as written, then without article, possessive and compass point."""
    bare = name.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s")
    first, _, rest = bare.partition(" ")
    compass = first.lower().removesuffix("ern") in {"north", "south", "east", "west", "central", "northeast", "northwest",
                                                    "southeast", "southwest", "downtown", "upper", "lower"}  # fmt: skip
    capital = bare.title() if bare.isupper() and len(bare) > 3 else bare
    return tuple(dict.fromkeys((name, bare, capital, *((rest,) if compass and rest else ()))))


@cache
def _table() -> str:
    text = data("places.tsv").read_text(encoding="utf-8")
    return text[re.match(r"(?:#.*\n)*", text).end() :]  # type: ignore[union-attr]  # matches anything


@cache
def _demonyms() -> dict[str, str]:
    lines = data("demonyms.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if not line.startswith("#"))  # type: ignore[arg-type, misc]  # two columns
