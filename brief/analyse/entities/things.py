"""Ships, storms and illnesses: named like people and places, and told apart by the words beside the name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from brief.analyse.entities.mentions import Mention
from brief.analyse.namewords import name_regex, name_words
from brief.model import EntityKind, Story

_BESIDE = 40
"""Characters before and behind a name that may hold the word for what it is."""
_TAKEN_FOR = frozenset({"person", "organisation", "place", "other"})
"""What the language model takes them for."""


def things(story: Story, found: Sequence[Mention]) -> Mapping[str, EntityKind]:
    """Names that the article shows to be a ship's, a storm's or an illness's, with their kinds.

    Illnesses are often named after places; those that are no place stand in a list. A name told once in full
    ("Storm Arno", "the ferry Santa Rosalia") is known by it everywhere.
    """
    known: dict[str, EntityKind] = {}
    for one in found:
        # In a headline "Storm" and "Ship" may be what somebody does.
        if one.kind not in _TAKEN_FOR or one.role is not None or one.span.part != "text":
            continue
        if storm := _storm().match(one.name):
            known[one.name] = known[storm["own"]] = "event"
            continue
        before = story.slice(one.span.to(max(0, one.span.start - _BESIDE), one.span.start))
        behind = story.slice(one.span.to(one.span.end, one.span.end + _BESIDE))
        if _storm_before().search(before):
            known[one.name] = "event"
        elif (
            one.name in name_words("names of illnesses")
            or _ship_before().search(before)
            or (one.kind == "place" and _is_illness(before, behind))
        ):
            known[one.name] = "other"
    return known


@cache
def _storm() -> re.Pattern[str]:
    return re.compile(rf"(?:{name_regex('storms')}) (?P<own>[A-Z][\w'’-]+)$")


@cache
def _storm_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{name_regex('storms')}) $")


@cache
def _ship_before() -> re.Pattern[str]:
    """Right before the name, or as in "a passenger ferry, the Santa Rosalia"."""
    return re.compile(
        rf"\b(?:(?i:{name_regex('ships')})(?:, (?:the|called))? |(?:{name_regex('prefixes of ships')}) )$"
    )


def _is_illness(before: str, behind: str) -> bool:
    """Whether what stands beside a name shows it to be an illness's ("outbreak of Marburg")."""
    return bool(_illness_before().search(before) or _illness_behind().match(behind))


@cache
def _illness_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{name_regex('illness follows')}) $")


@cache
def _illness_behind() -> re.Pattern[str]:
    return re.compile(rf" (?:{name_regex('illnesses')})\b")
