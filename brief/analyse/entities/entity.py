"""Everything that bears one name → an Entity, under its fullest form."""

from __future__ import annotations

from functools import partial

from brief.analyse.entities.mentions import Bearer, Mention, reading_order
from brief.analyse.entities.within import container
from brief.analyse.names import misspelt, other_letters, short_for, surname
from brief.analyse.namewords import name_words
from brief.model import Entity, Span, Story

LONGEST_ACRONYM = 3
"""Letters up to which a place is written in capitals ("U.S.", "USA"); a longer one is shouted ("OSLO")."""


def entity(story: Story, named: Bearer, near: frozenset[str]) -> Entity:
    """What was collected as one entity; a person with the office that tells most, a place with its country.

    Args:
        story: That names it.
        named: With one mention or more.
        near: The places that the story names.
    """
    best = max(named.mentions, key=partial(_tells_best, named))
    roles = [one.role for one in named.mentions if one.role and named.kind == "person"]
    said = frozenset(one.within for one in named.mentions if one.within)
    known = container(best.name, said, near) if named.kind == "place" else None
    spans = {one.span for one in named.mentions}
    return Entity(
        name=best.span,
        kind=named.kind,
        mentions=tuple(sorted(spans, key=lambda span: (*reading_order(span), span.end))),
        variants=_variants(named, best.name),
        role=max(roles, key=partial(_tells_most, story), default=None),
        place=known.full if known else None,
    )


def _tells_best(named: Bearer, one: Mention) -> tuple[bool, bool, int, int, bool, int]:
    """How good a form of a name is: rightly spelled, not shouted, full, in the text, early."""
    shouted = (
        named.kind == "place" and one.name.isupper() and len(one.name.replace(".", "")) > LONGEST_ACRONYM
    )
    return (
        one.name not in named.misspelt,
        not shouted,
        len(one.name.split()),
        len(one.name),
        one.span.part == "text",
        -one.span.start,
    )


def _variants(named: Bearer, name: str) -> tuple[str, ...]:
    """Its forms that a reader may not know for the same name, in reading order."""
    return tuple(
        form
        for form in dict.fromkeys(one.name for one in named.mentions)
        if surname(form) in named.misspelt
        or (named.kind == "person" and (misspelt(form, name) or other_letters(form, name)))
        or (named.kind == "organisation" and form != name and not short_for(form, name))
    )


def _tells_most(story: Story, office: Span) -> tuple[bool, int]:
    """How much an office tells of somebody: one that was held then less than any other, a longer one more."""
    past = story.slice(office).lower().startswith(tuple(name_words("no longer")))
    return not past, office.end - office.start
