"""Names that the sources spell in several ways."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from brief.compose.cite import Citing
from brief.labels import say
from brief.model import Analysis, Entity, Item, Span
from brief.text import even

# Two spellings of a name share most of their letters; an abbreviation does not, and is none.
SAME_NAME = 0.6


def spellings(analysis: Analysis, citing: Citing, language: str) -> Iterator[Item]:
    """Names that the sources spell in several ways."""
    for entity in analysis.entities:
        if not entity.variants:
            continue
        ways = _ways(entity, citing)
        if len(ways) < 2:
            continue
        names = ", ".join(f"{name} ({citing.mark(spans, language)})" for name, spans in ways.items())
        cites = tuple(citing.cite(span) for spans in ways.values() for span in spans)
        text = say(language, "flag_spelling", n=len(ways), names=names)
        yield Item(text=text, kind="spelling", cites=cites)


def _ways(entity: Entity, citing: Citing) -> dict[str, list[Span]]:
    """Each spelling of a name and where it stands, the main one first; only those that are met."""
    name = citing.text((entity.name,))
    usual = max(
        (_closest(name, variant) for variant in entity.variants),
        key=lambda run: max(_likeness(run, variant) for variant in entity.variants),
    )
    ways: dict[str, list[Span]] = {usual: []}
    for variant in entity.variants:
        # A capital or a hyphen is a matter of style, not of who is meant; an abbreviation is no spelling.
        if variant.isupper() != usual.isupper():
            continue
        if _likeness(usual, variant) >= SAME_NAME and all(_letters(variant) != _letters(way) for way in ways):
            ways[variant] = []
    for mention in entity.mentions:
        text = citing.text((mention,))
        # The longest first: one spelling may stand inside another.
        for name in sorted(ways, key=len, reverse=True):
            if name in text:
                ways[name].append(mention)
                break
    return {name: spans for name, spans in ways.items() if spans}


def _letters(name: str) -> str:
    """A name without what style alone decides."""
    return "".join(one for one in even(name) if one.isalnum())


def _closest(name: str, variant: str) -> str:
    """The words of a name that a variant spells otherwise: as many words, and the most alike."""
    words, size = name.split(), len(variant.split())
    runs = [" ".join(words[start : start + size]) for start in range(max(1, len(words) - size + 1))]
    return max(runs, key=lambda run: _likeness(run, variant))


def _likeness(name: str, variant: str) -> float:
    """How much of two names' letters is the same, in order, from 0 to 1."""
    return SequenceMatcher(None, name.lower(), variant.lower(), autojunk=False).ratio()
