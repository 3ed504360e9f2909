"""People: mentions and spellings that mean the same person, joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from brief.analyse.casing import stands_small
from brief.analyse.entities.beside import shows_person
from brief.analyse.entities.mentions import Bearer, Mention
from brief.analyse.kinds import may_be_somebody
from brief.analyse.names import (
    first_surname,
    fullest,
    misspelt,
    other_letters,
    same_person,
    spelling_variant,
    surname,
)
from brief.analyse.places import country_of, places
from brief.model import Story


def people(story: Story, found: Sequence[Mention]) -> tuple[list[Bearer], list[Mention]]:
    """People, each with every form of the name; short forms join the one person they fit.

    Returns:
        The people, and all mentions: a name that turned out to be a slip in the spelling of
        somebody's is a person's among them too. Who turned out to be nobody is a place or other.
    """
    bearers, found = _with_misspelt(story, _joined([one for one in found if one.kind == "person"]), found)
    families = Counter(surname(name) for name in {person.name for person in bearers} if " " in name)
    family = {name for name, members in families.items() if members > 1}
    for person in bearers:
        person.sort()
        if not person.is_english(story):
            continue
        shown = surname(person.name) in family or any(
            (one.shown and one.kind == "person") or shows_person(story, one) for one in person.mentions
        )
        if not may_be_somebody(person.name, len(person.mentions), shown=shown):
            person.kind = "place" if places(person.name) else "other"
    return bearers, found


def _joined(mentions: Sequence[Mention]) -> list[Bearer]:
    """People by their mentions, the fullest names first, so that shorter ones find whom they mean."""
    people: list[Bearer] = []
    # Their names so far, and for each name already looked up, among how many people and whom it fits.
    called: list[str] = []
    seen: dict[str, tuple[int, list[int]]] = {}
    apart = _known_by_office(mentions)
    for mention in sorted(mentions, key=lambda one: -len(one.name.split())):
        name = mention.name
        before, fits = seen.get(name, (0, []))
        fits = fits + [place for place in range(before, len(called)) if _fits(name, called[place])]
        seen[name] = len(called), fits
        if name in apart:
            fits = [place for place in fits if called[place] == name]
        fits = fits or [place for place, known in enumerate(called) if known.split(" ", 1)[0] == name]
        alike = [place for place in fits if called[place] == name]
        if len(fits) == 1 or alike:
            place = (alike or fits)[0]
            people[place].mentions.append(mention)
            if fullest([called[place], name]) != called[place]:
                called[place] = name
                seen.clear()
        else:
            people.append(Bearer(kind="person", mentions=[mention]))
            called.append(name)
    return people


def _known_by_office(mentions: Sequence[Mention]) -> frozenset[str]:
    """Surnames that a text introduces with an office before it names one of the family in full.

    "President Obama" of the lead is not the Michelle Obama of a later paragraph.
    """
    full = [one for one in mentions if " " in one.name and one.span.part == "text"]
    return frozenset(
        one.name
        for one in mentions
        if " " not in one.name and one.role and one.role.end <= one.span.start and one.span.part == "text"
        if not any(
            same_person(one.name, other.name) and (other.span <= one.span or other.role) for other in full
        )
    )


@lru_cache(maxsize=20_000)
def _fits(name: str, known: str) -> bool:
    """Whether a name means the person of that fuller name, a slip in a long one allowed."""
    return (
        same_person(name, known)
        or misspelt(name, known)
        or first_surname(name, known)
        or other_letters(name, known)
    )


def _with_misspelt(
    story: Story, people: Sequence[Bearer], found: Sequence[Mention]
) -> tuple[list[Bearer], list[Mention]]:
    """The people, each with what is one letter off a surname of theirs, and the mentions as they are now.

    Such a name is taken from where it was.
    """
    full = [person for person in people if len(person.name.split()) > 1]
    alike = _by_initial(full)
    texts = [article.text for article in story.articles]
    out = list(found)
    for index, mention in enumerate(found):
        last = surname(mention.name)
        if mention.kind not in _MAYBE_MISSPELT or places(last) or country_of(last):
            continue
        first = mention.name.split()[:-1]
        fits = [
            person
            for person, name in alike.get(last.lower()[:1], ())
            if spelling_variant(last, surname(name))
            and (not first or _fits(" ".join((*first, surname(name))), name))
        ]
        if len(fits) != 1 or mention in fits[0].mentions or stands_small(texts, last):
            continue
        fits[0].misspelt.add(last)
        for person in people:
            if mention in person.mentions:
                person.mentions.remove(mention)
        out[index] = replace(mention, kind="person")
        fits[0].mentions.append(out[index])
        alike = _by_initial(full)
    return [person for person in people if person.mentions], out


_MAYBE_MISSPELT = frozenset({"person", "organisation", "place", "other"})


def _by_initial(people: Sequence[Bearer]) -> Mapping[str, Sequence[tuple[Bearer, str]]]:
    """People that are still named, with their names, by the first letter of the surname: no slip is in it."""
    found: defaultdict[str, list[tuple[Bearer, str]]] = defaultdict(list)
    for person in people:
        if person.mentions:
            name = person.name
            found[surname(name).lower()[:1]].append((person, name))
    return found
