"""What kind of thing a name is, where the article itself tells better than the language model."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from typing import Any

from brief.analyse.given import is_given_name
from brief.analyse.namewords import name_regex
from brief.analyse.places import LARGE_TOWN, country_of, place, places
from brief.grammar import shouts
from brief.model import EntityKind
from brief.patterns import pattern
from brief.wellknown import is_everyday, is_organisation

MOST_WORDS = 4
"""Of what the model takes for an organisation or a place, and is somebody's name."""
ACRONYM = 3
"""Letters from which a word in capitals is an acronym rather than initials."""


def told_by_its_words(name: str, words: Mapping[str, Any]) -> EntityKind | None:
    """The kind that a name's own words give away, where the model takes it for a person.

    Returns:
        "place" for the Brandenburg Gate, "organisation" for the German Red Cross, None
        for what may be somebody's name.
    """
    return _told_by_its_words(
        name,
        words["place_heads"],
        words.get("organisation_heads", "(?!)"),
        words.get("surely_organisation_heads", "(?!)"),
    )


@lru_cache(maxsize=10_000)
def _told_by_its_words(name: str, of_places: str, of_organisations: str, surely: str) -> EntityKind | None:
    parts = name.split()
    given = is_given_name(parts[0])
    if len(parts) > 1 and (
        pattern("%s", surely).fullmatch(parts[-1])
        or (not given and any(is_organisation(part, called=True) for part in parts))
    ):
        return "organisation"
    if len(parts) < 2 or given:
        return None
    if _ends(parts[-1], of_places):
        return "place"
    return "organisation" if country_of(parts[0]) or _ends(parts[-1], of_organisations) else None


def kind_by_writing(name: str, kind: EntityKind, sentence: str) -> EntityKind:
    """The kind of a name, unless letters and figures give away that it is nobody's.

    Args:
        name: Without title and possessive.
        kind: What the model takes it for.
        sentence: Where it stands; one in capitals tells nothing.

    >>> kind_by_writing("OPEC", "person", "Then OPEC met in town."), kind_by_writing("SpaceX", "person", "")
    ('organisation', 'organisation')
    >>> kind_by_writing("Anna McLeod", "person", ""), kind_by_writing("Galaxy S9", "person", "")
    ('person', 'other')
    """
    if kind != "person":
        return kind
    if any(letter.isdigit() for letter in name):
        return "other"
    first, *rest = name.split()
    acronym = first.isupper() and len(first) >= ACRONYM and "." not in first
    if acronym and not (any(word.isupper() and len(word) > ACRONYM for word in rest) or shouts(sentence)):
        return "organisation"
    return "organisation" if any(_humped().search(word) for word in name.split()) else kind


@cache
def _humped() -> re.Pattern[str]:
    """A capital behind a small letter, and no particle that names are joined with."""
    return re.compile(rf"^(?!{name_regex('joined particles')})[^\W\d_]*[a-z][A-Z]")


def is_person(
    name: str,
    kind: EntityKind,
    around: tuple[str, str],
    known: Mapping[str, str],
    words: Mapping[str, Any],
    alone: Collection[str] = (),
) -> bool:
    """Whether what the model takes for an organisation or a place is somebody's name.

    Args:
        name: Without title and possessive.
        kind: What the model takes it for.
        around: What stands before and behind it.
        known: `full_names` of the article's people.
        words: Cue words of the article's language.
        alone: Names of one word that the model takes for people's, or that speak.

    Returns:
        True behind "Mr", for the surname or first name of somebody told in full, for one word
        with "who", an age or an office behind it, for two words right behind an office, for a given
        name or one more of the family,
        and for what no table has as a place and ends with somebody's name ("Rio Ferdinand");
        unless the last word is one that names of organisations or places end with.
    """
    before, after = around
    parts = name.split()
    if _is_nobodys(name):
        return False
    if addressed(before) or _begins_addressed().match(name):
        return True
    if len(parts) == 1:
        behind = pattern(r",\s+(?:%s)(?!\w)", words.get("person_behind", "(?!)"), flags=0)
        told = name in known or (not name.isupper() and behind.match(after))
        return bool(told) and not _is_place(name, before, words)
    if _is_headed(name, words["place_heads"], words.get("organisation_heads", "(?!)")):
        return False
    two = len(parts) == 2 and name.replace(" ", "").isalpha()
    if two and kind == "organisation" and _has_office(before, words):
        return not parts[-1].isupper() and not any(map(places, parts))
    family = two and kind == "organisation" and known.get(parts[-1]) == "surname"
    somebody = two and kind == "place" and parts[-1] in alone and not places(parts[-1])
    return is_given_name(parts[0]) or family or somebody


def _has_office(before: str, words: Mapping[str, Any]) -> bool:
    """Whether an office stands right before a name ("council leader Anna Lund")."""
    return before[-1:].isspace() and pattern(r"\b(?:%s) $", words["offices"]).search(before) is not None


@lru_cache(maxsize=10_000)
def _is_nobodys(name: str) -> bool:
    """Whether a name has a word in small letters, too many words, or is a country's people's."""
    parts = name.split()
    return not all(part[:1].isupper() for part in parts) or len(parts) > MOST_WORDS or bool(country_of(name))


@lru_cache(maxsize=10_000)
def _is_headed(name: str, *heads: str) -> bool:
    """Whether a name is a place's, ends with one of these words, or has an acronym."""
    parts = name.split()
    return (
        place(name) is not None
        or any(_ends(parts[-1], one) for one in heads)
        or any(part.isupper() and len(part) >= ACRONYM for part in parts)
    )


def addressed(before: str) -> bool:
    """Whether a text ends in a form of address, so that what follows is somebody's name."""
    return _addressed().search(before, max(0, len(before) - _LONGEST_ADDRESS)) is not None


_LONGEST_ADDRESS = 8
"""Characters that hold any form of address, with what stands before and behind it."""


@cache
def _addressed() -> re.Pattern[str]:
    forms = name_regex("addressed", "addressed, more formally", "addressed, as a dame")
    return re.compile(rf"(?:^|\W)(?:{forms})\.?\s+$")


@cache
def _begins_addressed() -> re.Pattern[str]:
    return re.compile(rf"(?:{name_regex('addressed')})\b")


def may_be_somebody(name: str, times: int, *, shown: bool) -> bool:
    """Whether what the model takes for a person can be one.

    Args:
        name: The fullest form, without title.
        times: How often it stands in the text.
        shown: Whether an office, a form of address or a verb of saying beside it shows a person.

    Returns:
        Of words that are shown to be nobody's by nothing else: False where the last is an
        everyday word ("Rat Pack"), and for one word that stands twice or less or is a large town's name.

    >>> may_be_somebody("Rat Pack", 3, shown=False), may_be_somebody("Xi Jinping", 1, shown=False)
    (False, True)
    >>> may_be_somebody("Thaad", 1, shown=False), may_be_somebody("Rose", 1, shown=True)
    (False, True)
    """
    parts = name.split()
    if shown:
        return True
    if is_given_name(parts[0]):
        return len(parts) > 1 or not is_everyday(name)
    if is_everyday(parts[-1]):
        return False
    town = max((known.inhabitants for known in places(name)), default=0)
    return len(parts) > 1 or (times > FEWEST_TIMES and town < LARGE_TOWN)


FEWEST_TIMES = 2
"""Times up to which one word that nothing shows to be somebody's is nobody's."""


def shows_somebody(before: str, after: str, words: Mapping[str, Any]) -> bool:
    """Whether a verb of saying or an age beside a name shows that it is a person's."""
    return bool(
        pattern(r"\s*(?:,[^,]{3,60},)?\s*(?:%s)\b", words["says"]).match(after)
        or pattern(r"\b(?:%s)\s+$", words["says"]).search(before)
        or _aged().match(after)
    )


@cache
def _aged() -> re.Pattern[str]:
    return re.compile(rf",\s+(?:(?:{name_regex('aged')})\s+)?\d{{1,2}}\b(?!\s*(?:{name_regex('no years')}))")


def may_be_place(name: str) -> bool:
    """Whether what the model takes for a place can be one: not an everyday word.

    >>> may_be_place("Trail"), may_be_place("Brannick")
    (False, True)
    """
    return " " in name or not is_everyday(name) or bool(places(name))


def is_company(around: tuple[str, str], words: Mapping[str, Any]) -> bool:
    """Whether the words around a name show that it is a company's: "the airline", ", which runs".

    Args:
        around: What stands before and behind it.
        words: Cue words of the article's language.
    """
    before, after = around
    kinds = words.get("companies", "(?!)")
    behind = before[-1:].isspace()
    return bool(
        (behind and pattern(r"(?<![\w-])(?:%s),?\s+$", kinds).search(before))
        or (behind and _owned().search(before))
        or (after.startswith(",") and pattern(_IS_A, kinds, flags=0).match(after))
    )


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(rf"\b(?:(?i:{name_regex('owned')}) (?:in|of|at)|(?i:{name_regex('bought')}) of)\s+$")


_IS_A = r",\s+(?:which\b|(?:a|an|the|its)\s+(?:(?!at|of|for|in|with)[\w-]+\s+){0,3}(?:%s)\b(?!['’]))"


def is_prize(name: str, words: Mapping[str, Any]) -> bool:
    """Whether a name is that of something to be won, which is neither a person nor an organisation."""
    return pattern(r"\b(?:%s)s?$", words.get("prizes", "(?!)")).search(name) is not None


def _is_place(name: str, before: str, words: Mapping[str, Any]) -> bool:
    """Whether a bare name is a place rather than a person of that name."""
    listed = places(name)
    if listed and (listed[0].kind == "country" or listed[0].inhabitants >= LARGE_TOWN):
        return True
    return bool(listed and pattern(r"\b(?:%s)\s+$", words["places_before"], flags=0).search(before))


@lru_cache(maxsize=20_000)
def _ends(word: str, heads: str) -> bool:
    """Whether a word is one of these, in singular or plural."""
    return pattern("(?:%s)s?", heads).fullmatch(word.strip(".,")) is not None
