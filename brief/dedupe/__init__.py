"""Story → Story: each thing told once, each removal explained, no news taken out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from brief.dedupe.alike import alike
from brief.dedupe.copies import Likeness, precedence, prose, verify
from brief.dedupe.differences import differences
from brief.dedupe.explain import difference
from brief.dedupe.outcomes import outcomes
from brief.dedupe.overtaken import casualties_of, latest_first, overtaken
from brief.dedupe.passages import NEAR, Comparer, comparer
from brief.dedupe.repeats import (
    Alike,
    Cut,
    headline_again,
    like_paragraphs,
    like_sentences,
    paragraphs,
    same_paragraphs,
)
from brief.dedupe.sentences import Split, Unit, units_of
from brief.dedupe.sketches import Pair, join, sketch, sketch_all
from brief.model import Block, Difference, Removal, Span, Story

__all__ = [
    "NEAR",
    "Likeness",
    "Pair",
    "Split",
    "casualties_of",
    "dedupe",
    "difference",
    "join",
    "latest_first",
    "precedence",
    "prose",
    "sketch",
    "sketch_all",
    "verify",
]


def dedupe(story: Story, *, split: Split, threshold: float = NEAR, told: int = 0) -> Story:
    """Take out every passage that another passage of the story already tells.

    Paragraphs first, then sentences. The first telling is kept, unless a later one is
    the same and says more: then the later one is kept, in the place of the first when
    both stand in one article (with its own offsets and paragraph number), in its own
    place when they do not. Passages that differ in a number, a date, a name, a
    negation, a unit or a quoted word are never repeats; they are reported as differences.

    Args:
        story: Articles in the order we trust them; the first telling wins.
        split: Cuts a paragraph into sentences.
        threshold: Share of a passage's words, in (0, 1], that another must tell in the
            same order for the passage to go.
        told: How many articles, from the first on, a reader knows already: nothing in
            them gives way to a later telling that says more.

    Returns:
        The same articles in the same order, `blocks` unchanged, with fewer paragraphs,
        and one Removal for each passage taken out. A sentence is cut out of a paragraph
        by putting its remaining pieces in its place. At least one paragraph stays.
        Running it again changes nothing. `differences` has the tellings that differ in a
        fact, figures of the same that do, however they are worded, and contrary outcomes.

    Raises:
        ValueError: If threshold is outside (0, 1].

    Source:
        Candidates by shared runs of two words (Broder, "On the resemblance and
        containment of documents", 1997); decided by aligning the words.
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold must be in (0, 1], not {threshold!r}")
    # A sentence is read and a pair compared once a call, though looked at in every round.
    compare, split = comparer(threshold), cache(split)
    while True:
        # Taking one passage out can leave another alone that a third now tells. Each round takes
        # at least one out, so this ends; and since it ends on a round that finds nothing, a
        # second run finds nothing either.
        units = units_of(story, split, ready=compare.passage)
        once, like = _once(story, units, compare, told)
        if once == story:
            figures = overtaken(story, split=split, told=told)
            found = (*_news(differences(like), figures), *outcomes(story, split=split))
            return replace(story, differences=found)
        story = once


def _news(alike: Iterable[Difference], overtaken: Iterable[Difference]) -> tuple[Difference, ...]:
    """Counts that differ however they are worded, before differences between sentences alike."""
    found = tuple(alike)
    told = {(span.article, span.start) for one in found for span in one.spans}
    counts = [one for one in overtaken if not all((span.article, span.start) in told for span in one.spans)]
    return (*counts, *found)


def _once(story: Story, units: Sequence[Unit], compare: Comparer, told: int) -> tuple[Story, Alike]:
    """One round: paragraphs with the same words, paragraphs alike, sentences, the headline again."""
    before, removed = units, story.removed
    cuts = tuple(same_paragraphs(story, units))
    units, removed = _without(units, cuts), _with(removed, cuts)
    like = alike(units)
    for find in (like_paragraphs, like_sentences) if like else ():
        cuts = tuple(find(story, units, like, compare, told))
        units, removed = _without(units, cuts), _with(removed, cuts)
    cuts = tuple(headline_again(story, units, compare))
    units, removed = _without(units, cuts), _with(removed, cuts)
    return story if units is before else _told(story, units, removed), like


def _without(units: Sequence[Unit], cuts: Sequence[Cut]) -> Sequence[Unit]:
    """The units without those cut, a fuller later telling moved to the place of the first."""
    if not cuts:
        return units
    gone = {unit for cut in cuts for unit in cut.gone}
    place = {unit: (index, index) for index, unit in enumerate(units)}
    for cut in cuts:
        to = min(place[unit][0] for unit in cut.gone)
        for unit in cut.moved:
            place[unit] = (min(to, place[unit][0]), place[unit][1])
    return tuple(sorted((unit for unit in units if unit not in gone), key=place.__getitem__))


def _with(removed: tuple[Removal, ...], cuts: Sequence[Cut]) -> tuple[Removal, ...]:
    """The removals with those of the cuts; what repeated a passage now gone repeats what was kept for it."""
    if not cuts:
        return removed
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
    gone = sorted(new, key=lambda one: one.span)
    return tuple(replace(one, repeats=_kept_for(one.repeats, gone)) for one in (*removed, *new))


def _kept_for(telling: Span, gone: Sequence[Removal]) -> Span:
    """The telling that was kept in the end for one that may have been taken out."""
    while True:
        place = bisect_right(
            gone, (telling.article, telling.start), key=lambda one: (one.span.article, one.span.start)
        )
        over = gone[place - 1] if place else None
        if (
            over is None
            or telling.part != "text"
            or over.span.article != telling.article
            or telling.start >= over.span.end
        ):
            return telling
        telling = over.repeats


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
