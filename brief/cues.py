"""Cue words of a language: what announces a time, a place, a cause, an office."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from brief.resources import data, lists


@cache
def cues(language: str) -> Mapping[str, Any]:
    """The cue lists of a language, from `brief/data/cues_<language>.json`.

    Args:
        language: ISO 639-1 code.

    Returns:
        Lists by their name, those of verbs of saying among them; empty when there is no
        file for the language. Values that are strings are alternatives of a regular expression.
    """
    path = data(f"cues_{language}.json")
    if not path.is_file():
        return {}
    listed: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    verbs = {name: "|".join(words) for name, words in saying(language).items() if name in _SAYING}
    return listed | verbs


_SAYING = frozenset({"clause", "reporting", "says", "statements"})
"""Sections of the verbs of saying that are asked for as cues."""


def cues_or_english(language: str) -> Mapping[str, Any]:
    """The cue lists of a language, or those of English where it has none."""
    return cues(language) or cues("en")


@cache
def phrases(language: str) -> Mapping[str, Any]:
    """How a language says what the page looks for: who says so, what is to come, what is counted.

    Args:
        language: ISO 639-1 code.

    Returns:
        Alternatives of a regular expression by their name, from `brief/data/phrases.json`;
        empty where there is no list, and for English: its code also reads a parse, and asks for
        words in lists of its own (`figures_en.txt`, `sources_en.txt`).
    """
    tables: dict[str, Any] = json.loads(data("phrases.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = tables.get(language, {})
    return found


@cache
def saying(language: str) -> Mapping[str, tuple[str, ...]]:
    """Verbs of saying, from `brief/data/saying_<language>.txt`: a section for each who asks.

    Args:
        language: ISO 639-1 code.

    Returns:
        Words by the section they stand in; empty when there is no file for the language.

    >>> saying("en")["clause"], saying("xx")
    (('said', 'told'), {})
    """
    try:
        return lists(f"saying_{language}.txt")
    except FileNotFoundError:
        return {}


@cache
def units(language: str, *names: str) -> str:
    """Alternatives for units of time, in the singular and plural, cut short nowhere.

    Args:
        language: ISO 639-1 code of one that has cue lists.
        names: As in those, "Y" a year.

    >>> units("en", "Y", "TH")
    'years?|hours?'
    """
    known = cues(language)["units"]
    return "|".join(known[name].split("|")[0] for name in names)


def unit_of(language: str, *names: str) -> str:
    """The same in the singular only.

    >>> unit_of("en", "Y", "TH")
    'year|hour'
    """
    return units(language, *names).replace("s?", "")


@cache
def months(language: str) -> tuple[tuple[str, ...], ...]:
    """The names of each month, whole and cut short, January first.

    Args:
        language: ISO 639-1 code of one that has cue lists.

    >>> months("en")[0], months("en")[8]
    (('january', 'jan'), ('september', 'sept', 'sep'))
    """
    return tuple(
        tuple(name for told in month.split("|") for name in _spelled(told.removesuffix(r"\.?")))
        for month in cues(language)["months"]
    )


def _spelled(name: str) -> Iterator[str]:
    """A name whose last letter may be missing, with it and without."""
    yield name.removesuffix("?")
    if name.endswith("?"):
        yield name[:-2]
