"""A story's prose as sentences, ready to be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from brief.dedupe.passages import Passage, passage
from brief.model import Article, Block, Span, Story

Split = Callable[[str], Sequence[tuple[int, int]]]
"""Cuts a paragraph into sentences: rising (start, end) offsets that do not overlap."""


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A sentence of a block of an article."""

    article: int
    """Index into `Story.articles`."""
    block: Block
    place: int
    """Which sentence of the block, from 0."""
    last: bool
    """Whether it is the last of its block."""
    start: int
    """Offset into the article's text."""
    end: int
    passage: Passage

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(article=self.article, start=self.start, end=self.end)

    def follows(self, before: Unit) -> bool:
        """Whether it comes right after the other in the same block."""
        return self.block is before.block and self.place == before.place + 1 and not before.last


def units_of(story: Story, split: Split, *, ready: Callable[[str], Passage] = passage) -> tuple[Unit, ...]:
    """Every sentence still told, article by article, in the order of the paragraphs."""
    return tuple(
        unit
        for index, article in enumerate(story.articles)
        for block in article.paragraphs
        for unit in _units(article, index, block, split, ready)
    )


def _units(
    article: Article, index: int, block: Block, split: Split, ready: Callable[[str], Passage]
) -> Iterator[Unit]:
    """The sentences of a block; a block that the splitter finds empty is one sentence."""
    prose = article.text[block.start : block.end]
    spans = split(prose) or [(0, len(prose))]
    for place, (start, end) in enumerate(spans):
        yield Unit(
            article=index,
            block=block,
            place=place,
            last=place == len(spans) - 1,
            start=block.start + start,
            end=block.start + end,
            passage=ready(prose[start:end]),
        )
