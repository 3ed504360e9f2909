"""Tellings that are alike but for a fact: kept, and reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from brief.dedupe.passages import Clash, clash_between
from brief.dedupe.sentences import Unit
from brief.model import Difference, Span


def differences(pairs: Iterable[tuple[Unit, Unit]]) -> Iterator[Difference]:
    """The pairs of sentences still told that differ in one figure, date or name only.

    Args:
        pairs: Sentences worth comparing, the earlier telling first.

    Yields:
        One Difference for each pair that differs so, the earlier telling's words first.
    """
    for earlier, later in pairs:
        if earlier.passage.keys == later.passage.keys:
            continue
        clash = clash_between(later.passage, earlier.passage)
        if clash and clash.passage and clash.other and not _parallel(earlier, later, clash):
            yield _difference(earlier, later, clash)


def _parallel(earlier: Unit, later: Unit, clash: Clash) -> bool:
    """Whether one article lists things in sentences of one form: captions, entries, results.

    Within an article a differing name is another entry, not another telling, and so is a
    differing number that opens the line or a line of a few words.
    """
    if earlier.article != later.article:
        return False
    opens = clash.passage is not None and clash.passage[0] == 0 and later.passage.text[0].isdigit()
    return clash.kind in ("name", "quote") or opens or len(later.passage.keys) < ENTRY_WORDS


# Entries of a list are seldom longer.
ENTRY_WORDS = 8


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
