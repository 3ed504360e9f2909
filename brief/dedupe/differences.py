"""Tellings that are alike but for a fact: kept, and reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brief.dedupe.passages import Clash, clashes
from brief.dedupe.repeats import Index
from brief.dedupe.sentences import Split, Unit, sentences, units_of
from brief.model import Difference, Span, Story


def differences(story: Story, *, split: Split = sentences) -> tuple[Difference, ...]:
    """The pairs of sentences still told that differ in one figure, date or name only.

    Args:
        story: Articles in the order we trust them.
        split: Cuts a paragraph into sentences.

    Returns:
        One Difference for each pair, in the order of the later telling, the earlier
        telling's words first; empty where nothing differs.
    """
    return tuple(_differences(units_of(story, split)))


def _differences(units: Sequence[Unit]) -> Iterator[Difference]:
    """The differing pairs among the sentences."""
    index = Index()
    for place, later in enumerate(units):
        for other in index.like(later.passage.pairs):
            earlier = units[other]
            found = list(clashes(later.passage, earlier.passage))
            if len(found) == 1 and found[0].passage and found[0].other:
                yield _difference(earlier, later, found[0])
        index.add(place, later.passage.pairs)


def _difference(earlier: Unit, later: Unit, clash: Clash) -> Difference:
    """The clash as places in the story."""
    return Difference(
        spans=(_at(earlier, clash.other), _at(later, clash.passage)),
        passages=(earlier.span, later.span),
        kind=clash.kind,
    )


def _at(unit: Unit, place: tuple[int, int] | None) -> Span:
    """A place in a sentence as a place in the story."""
    start, end = place or (0, 0)
    return Span(article=unit.article, start=unit.start + start, end=unit.start + end)
