"""Story → Story: each thing told once, each removal explained, no news taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from brief.dedupe.copies import Copy, Likeness, Telling, copies, verify
from brief.dedupe.differences import differences
from brief.dedupe.explain import difference
from brief.dedupe.passages import NEAR
from brief.dedupe.repeats import (
    Cut,
    headline_again,
    like_paragraphs,
    like_sentences,
    paragraphs,
    same_paragraphs,
)
from brief.dedupe.sentences import Split, Unit, sentences, units_of
from brief.dedupe.sketches import Pair, join, sketch
from brief.model import Block, Removal, Span, Story

__all__ = [
    "NEAR",
    "Copy",
    "Likeness",
    "Pair",
    "Split",
    "Telling",
    "copies",
    "dedupe",
    "difference",
    "differences",
    "join",
    "sentences",
    "sketch",
    "verify",
]


def dedupe(story: Story, *, threshold: float = NEAR, split: Split = sentences) -> Story:
    """Take out every passage that another passage of the story already tells.

    Paragraphs first, then sentences. The first telling is kept, unless a later one is
    the same and says more: then the later one is kept, in the place of the first when
    both stand in one article (with its own offsets and paragraph number), in its own
    place when they do not. Passages that differ in a number, a date, a name, a
    negation, a unit or a quoted word are never repeats; they are reported as differences.

    Args:
        story: Articles in the order we trust them; the first telling wins.
        threshold: Share of a passage's words, in (0, 1], that another must tell in the
            same order for the passage to go.
        split: Cuts a paragraph into sentences.

    Returns:
        The same articles in the same order, `blocks` unchanged, with fewer paragraphs,
        and one Removal for each passage taken out. A sentence is cut out of a paragraph
        by putting its remaining pieces in its place. At least one paragraph stays.
        Running it again changes nothing.

    Raises:
        ValueError: If threshold is outside (0, 1].

    Source:
        Candidates by shared runs of two words (Broder, "On the resemblance and
        containment of documents", 1997); decided by aligning the words.
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold must be in (0, 1], not {threshold!r}")
    while True:
        # Taking one passage out can leave another alone that a third now tells. Each round takes
        # at least one out, so this ends; and since it ends on a round that finds nothing, a
        # second run finds nothing either.
        told = _once(story, threshold, split)
        if told == story:
            return replace(told, differences=differences(told, split=split))
        story = told


def _once(story: Story, threshold: float, split: Split) -> Story:
    """One round: paragraphs with the same words, paragraphs alike, sentences, the headline again."""
    units = units_of(story, split)
    removed = story.removed
    for find in (same_paragraphs, like_paragraphs, like_sentences, headline_again):
        cuts = tuple(find(story, units, threshold))
        units = _without(units, cuts)
        removed = _with(removed, cuts)
    return _told(story, units, removed)


def _without(units: Sequence[Unit], cuts: Sequence[Cut]) -> tuple[Unit, ...]:
    """The units without those cut, a fuller later telling moved to the place of the first."""
    gone = {unit for cut in cuts for unit in cut.gone}
    place = {unit: (index, index) for index, unit in enumerate(units)}
    for cut in cuts:
        to = min(place[unit][0] for unit in cut.gone)
        for unit in cut.moved:
            place[unit] = (min(to, place[unit][0]), place[unit][1])
    return tuple(sorted((unit for unit in units if unit not in gone), key=place.__getitem__))


def _with(removed: tuple[Removal, ...], cuts: Sequence[Cut]) -> tuple[Removal, ...]:
    """The removals with those of the cuts; what repeated a passage now gone repeats what was kept for it."""
    new = [
        Removal(
            span=cut.span,
            repeats=cut.repeats,
            similarity=cut.match.similarity,
            kind=cut.match.kind,
            rule=cut.match.rule,
        )
        for cut in cuts
    ]
    found = [*removed, *new]
    return tuple(replace(one, repeats=_kept_for(one, found)) for one in found)


def _kept_for(removal: Removal, removed: Iterable[Removal]) -> Span:
    """The telling that was kept in the end for what a removal repeats."""
    repeats, past = removal.repeats, removal
    while True:
        over = next((one for one in removed if one is not past and _within(repeats, one)), None)
        if over is None:
            return repeats
        repeats, past = over.repeats, over


def _within(repeats: Span, removal: Removal) -> bool:
    """Whether a telling was itself taken out by that removal."""
    span = removal.span
    return (
        repeats.part == span.part
        and repeats.article == span.article
        and span.start <= repeats.start
        and repeats.end <= span.end
    )


def _told(story: Story, units: Iterable[Unit], removed: tuple[Removal, ...]) -> Story:
    """The story with only these units in its paragraphs."""
    kept = {index: tuple(group) for index, group in groupby(units, key=lambda unit: unit.article)}
    articles = tuple(
        replace(article, paragraphs=tuple(_block(run) for run in paragraphs(kept.get(index, ()))))
        for index, article in enumerate(story.articles)
    )
    return replace(story, articles=articles, removed=removed)


def _block(run: Sequence[Unit]) -> Block:
    """A run of sentences of one block as a block: itself when it is whole."""
    first, last = run[0], run[-1]
    if first.place == 0 and last.last:
        return first.block
    return replace(first.block, start=first.start, end=last.end)
