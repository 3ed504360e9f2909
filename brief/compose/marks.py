"""Everything found in a source, for those who ask for more than the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from brief.model import Analysis, Mark, Marks, Source, Span, Summary


def with_marks(sources: Sequence[Source], analysis: Analysis, summary: Summary) -> tuple[Source, ...]:
    """The sources, each with its sentences and their scores, names and times.

    Args:
        sources: As the page has them: articles first, then titles handed over apart.
        analysis: What was found.
        summary: Its scores, one for each sentence.
    """
    return tuple(
        replace(source, marks=_marks(_place(source, index), analysis, summary))
        for index, source in enumerate(sources)
    )


Place = tuple[int, str]
"""Index of an article, and which part of it a source is."""


def _place(source: Source, index: int) -> Place:
    return (index, "text") if source.title_of is None else (source.title_of, "title")


def _marks(place: Place, analysis: Analysis, summary: Summary) -> Marks:
    """What stands in one source, in reading order."""
    sentences = [
        Mark(start=sentence.span.start, end=sentence.span.end, score=score)
        for sentence, score in zip(analysis.sentences, summary.scores, strict=True)
        if _in(sentence.span, place)
    ]
    entities = [
        Mark(start=span.start, end=span.end, kind=entity.kind)
        for entity in analysis.entities
        for span in entity.mentions
        if _in(span, place)
    ]
    timex = [
        Mark(start=moment.span.start, end=moment.span.end, kind=moment.kind, value=moment.value)
        for moment in analysis.moments
        if _in(moment.span, place)
    ]
    return Marks(sentences=_sorted(sentences), entities=_sorted(entities), timex=_sorted(timex))


def _in(span: Span, place: Place) -> bool:
    return (span.article, span.part) == place


def _sorted(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))
