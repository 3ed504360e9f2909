"""Places: each once under all of its names, and what contains it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from brief.analyse.entities.mentions import Bearer, Mention
from brief.analyse.kinds import may_be_place
from brief.analyse.namewords import name_words
from brief.analyse.places import (
    KNOWN_AMONG_NAMESAKES,
    Place,
    country_of,
    listed,
    located,
    place,
    spelled_out,
)
from brief.model import Story


def said_within(story: Story, found: Sequence[Mention]) -> list[Mention]:
    """Each place with the one that stands right behind it ("San Jose, Costa Rica")."""
    at = {(one.span.article, one.span.part, one.span.start): one for one in found if one.kind == "place"}
    out = []
    for one in found:
        following = at.get((one.span.article, one.span.part, one.span.end + 2))
        if following is not None and one.kind == "place":
            after = replace(one.span, start=one.span.end, end=one.span.end + 2)
            if story.slice(after) == ", ":
                one = replace(one, within=spelled_out(following.name))
        out.append(one)
    return out


def places_named(story: Story, found: Sequence[Mention]) -> list[Bearer]:
    """Places, by their plain names; a country under all of its names is one."""
    named: dict[str, Bearer] = {}
    for one in found:
        if one.kind == "place":
            key = listed(spelled_out(one.name.removeprefix("the "))).lower()
            named.setdefault(key, Bearer(kind="place")).mentions.append(one)
    for each in named.values():
        if each.is_english(story) and not may_be_place(each.name):
            each.kind = "other"
    return list(named.values())


def surroundings(bearers: Iterable[Bearer], found: Iterable[Mention]) -> frozenset[str]:
    """The places that a story names, and the countries whose people it names: what other places lie in."""
    near = {spelled_out(one.name) for one in bearers if one.kind == "place"}
    return frozenset(near | {known.name for one in found if (known := _country(one.name))})


def _country(name: str) -> Place | None:
    """The country that a name or demonym means."""
    known = place(country_of(name) or name)
    return known if known and known.kind in {"country", "region"} else None


def container(name: str, said: frozenset[str], near: frozenset[str]) -> Place | None:
    """The place that is meant: one in what the article says it lies in, where it says so.

    Args:
        name: As written.
        said: What stands behind a comma after it, in any mention.
        near: As `surroundings` gives it.
    """
    if not said:
        known = located(name, near)
        return None if known and _is_doubtful(known, near) else known
    known = place(name, said)
    return (
        known if known and (known.kind == "country" or said.intersection(known.within.split(", "))) else None
    )


def _is_doubtful(known: Place, near: frozenset[str]) -> bool:
    """Whether a town called after one elsewhere is hardly meant: Whitby of a British pianist is in Britain.

    Where the story names no other country, it is believed.
    """
    if known.kind != "city" or near.intersection(known.within.split(", ")):
        return False
    called_after = known.within.split(", ")[-1] in name_words("countries with towns called after others")
    return called_after and known.inhabitants < KNOWN_AMONG_NAMESAKES and any(_country(one) for one in near)
