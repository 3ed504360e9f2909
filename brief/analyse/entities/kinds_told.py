"""The kind of each mention: told by the article where it tells, and the same for all of one name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from brief.analyse.entities.beside import beside, shows_person
from brief.analyse.entities.mentions import Mention
from brief.analyse.entities.things import things
from brief.analyse.entities.whole import without_everyday_word
from brief.analyse.given import full_names
from brief.analyse.kinds import is_company, is_person, told_by_its_words
from brief.analyse.names import short_for
from brief.analyse.places import place, places
from brief.cues import cues_or_english
from brief.model import EntityKind, Story
from brief.wellknown import is_organisation

_MAYBE_PEOPLE = frozenset({"organisation", "place", "other"})
"""What the language model takes people for."""
_MAYBE_COMPANIES = frozenset({"person", "organisation", "place", "other"})
"""What it takes companies for."""
_MAYBE_WELL_KNOWN = frozenset({"person", "place", "other", "group"})
"""What it takes well-known organisations for."""


def kinds_told(story: Story, found: Sequence[Mention]) -> list[Mention]:
    """The mentions with the kinds that the article itself or their own words tell."""
    known_things = things(story, found)
    found = [
        replace(one, kind=known_things[one.name], shown=True) if one.name in known_things else one
        for one in found
    ]
    companies = _companies(story, found)
    told = [_told_by_words(story, one, companies) for one in found]
    known = full_names(one.name for one in told if one.kind == "person")
    full = {one.name for one in told if one.kind == "person" and " " in one.name}
    told = [without_everyday_word(story, one, full) if one.kind == "person" else one for one in told]
    people = _people(story, told, known) - companies - known_things.keys()
    well_known = _well_known(told, known)
    return [
        replace(one, kind="organisation", shown=True)
        if one.name in well_known and one.kind in _MAYBE_WELL_KNOWN
        else replace(one, kind="person")
        if one.name in people and one.kind in _MAYBE_PEOPLE and not (one.kind == "place" and one.shown)
        else one
        for one in told
    ]


def _companies(story: Story, found: Sequence[Mention]) -> frozenset[str]:
    """Names that the model takes for people's, and that the words around them show to be companies'."""
    long = {one.name for one in found if one.kind == "organisation" and " " in one.name}
    people = full_names(one.name for one in found if one.kind == "person")
    maybe = [one for one in found if one.kind in _MAYBE_COMPANIES and one.name not in people]
    maybe = [one for one in maybe if one.kind != "place" or not (places(one.name) or place(one.name))]
    # A name is asked for once, however often it stands, and the words around it until they tell.
    names = {one.name for one in maybe}
    companies = {name for name in names if any(short_for(name, other) for other in long)}
    for one in maybe:
        words = cues_or_english(story.articles[one.span.article].language)
        if one.name not in companies and is_company(beside(story, one), words):
            companies.add(one.name)
    return frozenset(companies)


def _told_by_words(story: Story, one: Mention, companies: Collection[str]) -> Mention:
    """A mention with the kind that its own words or those around its name give away, if they do."""
    if one.kind in _MAYBE_COMPANIES and one.name in companies:
        return replace(one, kind="organisation", shown=True)
    if one.kind != "person":
        return one
    words = cues_or_english(story.articles[one.span.article].language)
    kind = told_by_its_words(one.name, words)
    return replace(one, kind=kind, shown=True) if kind else one


def _people(story: Story, told: Sequence[Mention], known: Mapping[str, str]) -> set[str]:
    """Names of what the model takes for other things, and the article shows to be people.

    Args:
        story: That names them.
        told: Its mentions.
        known: `full_names` of its people.
    """
    ends = {one.name.rpartition(" ")[2] for one in told if one.kind == "place" and " " in one.name}
    alone = {
        one.name for one in told if one.name in ends and (one.kind == "person" or shows_person(story, one))
    }
    people: set[str] = set()
    for one in told:
        if one.kind in _MAYBE_PEOPLE and one.name not in people:
            words = cues_or_english(story.articles[one.span.article].language)
            if is_person(one.name, one.kind, beside(story, one), known, words, alone):
                people.add(one.name)
    return people


def _well_known(told: Sequence[Mention], known: Collection[str]) -> set[str]:
    """Names of organisations that are known everywhere, and that the model takes for other things."""
    return {
        one.name
        for one in told
        if one.kind in _MAYBE_WELL_KNOWN
        and one.name not in known  # the surname of somebody told in full: Marcus Ericsson
        and is_organisation(
            one.name, called=one.kind == "group" or (one.kind == "place" and bool(places(one.name)))
        )
    }


def agreed(found: Sequence[Mention], towns: Collection[str]) -> list[Mention]:
    """One kind for each name: the one it is most often taken for, a known place before others.

    Args:
        found: Mentions, those of one name alike.
        towns: Names in small letters that are places unless an office stands beside them.
    """
    votes: defaultdict[str, Counter[EntityKind]] = defaultdict(Counter)
    for one in found:
        votes[one.name][one.kind] += 1
    offices = {one.name for one in found if one.role}
    kinds: dict[str, EntityKind] = {}
    for name, counts in votes.items():
        most = max(counts, key=lambda kind: counts[kind])
        known = counts["place"] and place(name)
        town = name.lower() in towns and (most != "person" or name not in offices)
        kinds[name] = "place" if known or town else most
    return [one if one.kind == kinds[one.name] else replace(one, kind=kinds[one.name]) for one in found]
