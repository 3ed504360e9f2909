"""Tellings of one thing that differ: figures, days, names, outcomes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from brief.compose.cite import Citing
from brief.labels import labels, say
from brief.model import Analysis, Difference, Item, Span, Story
from brief.text import WORD, even

# "120 wounded people": what a number counts stands within so many words.
MOST_COUNTED = 3
# More than these are tellings of different things, and nobody reads them all.
MOST_DIFFERENCES = 5
# What a figure counts is told in the word or two behind it.
BEHIND = re.compile(r"(?:[ \t]+[^\W\d_]+(?:['’-][^\W\d_]+)*){1,2}(?!\w)")
LONGEST_COUNTED = 80


def differences(analysis: Analysis, citing: Citing, language: str) -> Iterator[Item]:
    """Tellings that differ in a figure, a date or a name: one item for all that are told of one thing."""
    several = len(analysis.story.articles) > 1
    for values in _connected(analysis.story)[:MOST_DIFFERENCES]:
        key = "flag_difference" if several else "flag_difference_inside"
        if values[0] == "entry":
            key = "flag_difference_inside"
        if values[0] == "claim":
            key = "flag_difference_quoted"
        spans = _counted(analysis, values)
        text = say(language, key, tellings=_tellings(spans, citing, language))
        yield Item(text=text, kind="difference", cites=tuple(map(citing.cite, spans)))


def _connected(story: Story) -> list[tuple[str, list[Span]]]:
    """The kind and the places of values that differ, those that share a place together."""
    groups: list[tuple[str, list[Span]]] = []
    for difference in story.differences:
        if difference.kind not in ("number", "figure", "date", "name", "unit", "claim", "outcome", "entry"):
            continue
        near = [group for group in groups if group[0] == difference.kind and _meet(group[1], difference)]
        merged = [span for _, spans in near for span in spans]
        merged += [span for span in difference.spans if not any(span.meets(one) for one in merged)]
        place = groups.index(near[0]) if near else len(groups)
        groups = [group for group in groups if group not in near]
        groups.insert(place, (difference.kind, merged))
    return groups


def _meet(spans: Iterable[Span], difference: Difference) -> bool:
    """Whether one of the differing values stands where one of these does."""
    return any(span.meets(other) for span in spans for other in difference.spans)


def _counted(analysis: Analysis, values: tuple[str, list[Span]]) -> list[Span]:
    """The places of differing numbers with what they count: the words that all share, or each its own."""
    kind, spans = values
    if kind != "number":
        return spans
    behind = [_words_behind(analysis.story, span) for span in spans]
    size = 0
    for told in zip(*behind, strict=False):
        if len({even(word) for word, _ in told}) > 1:
            break
        size += 1
    small = {
        (sentence.span.article, token.end)
        for sentence in analysis.sentences
        for token in sentence.tokens
        if token.pos not in ("NOUN", "PROPN")
    }
    while size and (spans[0].article, behind[0][size - 1][1]) in small:
        size -= 1
    if size == 0:
        kinds = {
            (sentence.span.article, token.end): token.pos
            for sentence in analysis.sentences
            for token in sentence.tokens
        }
        return [
            replace(
                span, end=_own_noun([(end, kinds.get((span.article, end))) for _, end in told]) or span.end
            )
            for span, told in zip(spans, behind, strict=True)
        ]
    return [replace(span, end=words[size - 1][1]) for span, words in zip(spans, behind, strict=True)]


def _own_noun(words: Iterable[tuple[int, str | None]]) -> int | None:
    """Where the noun behind a number ends, with nothing but what describes it between."""
    for end, kind in islice(words, MOST_COUNTED):
        if kind in ("NOUN", "PROPN"):
            return end
        if kind not in ("ADJ", "NUM"):
            return None
    return None


def _words_behind(story: Story, span: Span) -> list[tuple[str, int]]:
    """The next words after a place, up to the first mark, and where each ends."""
    tail = replace(span, start=span.end, end=span.end + LONGEST_COUNTED)
    match = BEHIND.match(story.slice(tail))
    if match is None:
        return []
    return [(word.group(), span.end + word.end()) for word in WORD.finditer(match.group())]


def _tellings(spans: Iterable[Span], citing: Citing, language: str) -> str:
    """The differing words, each once with everywhere it stands."""
    words = labels(language)
    told: dict[str, list[Span]] = {}
    for span in spans:
        told.setdefault(citing.text((span,)), []).append(span)
    return ", ".join(
        f"{words['open']}{text}{words['close']} ({citing.mark(places, language)})"
        for text, places in told.items()
    )
