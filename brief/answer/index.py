"""Names and times by where they stand: every sentence and noun asks, so they are looked up, not searched."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from brief.model import Analysis, Entity, Moment, Span

DAY = len("2019-03-17")
Text = tuple[int, str]
"""An article, and which part of it."""
Named = tuple[int, int, Entity, Span]
"""Where a mention begins, its number among all mentions, whom it names, and itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What was found in a story, by text and offset."""

    moments: Mapping[Text, Sequence[Moment]]
    """In reading order."""
    beginnings: Mapping[Text, Sequence[int]]
    """Where they begin, in the same order."""
    times: Mapping[Text, frozenset[int]]
    """The same, to look one up."""
    days: Mapping[str, int]
    """How many moments have a value that begins with this day, or is this shorter value."""
    named: Mapping[Text, Sequence[Named]]
    """In reading order."""
    endings: Mapping[tuple[int, str, int], Sequence[Named]]
    """Those that end at an offset, by the order of `Analysis.entities`."""

    def moments_in(self, span: Span) -> Sequence[Moment]:
        """The moments that begin in a stretch."""
        text = (span.article, span.part)
        begins = self.beginnings.get(text, ())
        first = bisect_left(begins, span.start)
        last = bisect_left(begins, span.end, lo=first)
        return self.moments[text][first:last] if first < last else ()

    def times_in(self, span: Span) -> frozenset[int]:
        """Where the moments of the text that a stretch stands in begin."""
        return self.times.get((span.article, span.part), frozenset())

    def named_in(self, span: Span) -> list[tuple[Entity, Span]]:
        """The mentions that begin in a stretch, by the order of `Analysis.entities`."""
        there = self.named.get((span.article, span.part), ())
        first = bisect_left(there, (span.start,))
        last = bisect_left(there, (span.end,), lo=first)
        found = sorted(there[first:last], key=lambda one: one[1])
        return [(entity, mention) for _, _, entity, mention in found]

    def named_over(self, span: Span) -> list[tuple[Entity, Span]]:
        """The mentions that have a part of a stretch, by the order of `Analysis.entities`."""
        there = self.named.get((span.article, span.part), ())
        before_its_end = there[: bisect_left(there, (span.end,))]
        found = sorted((one for one in before_its_end if one[3].end > span.start), key=lambda one: one[1])
        return [(entity, mention) for _, _, entity, mention in found]


def index(analysis: Analysis) -> Index:
    """Sort what was found by where it stands."""
    moments: dict[Text, list[Moment]] = {}
    for moment in sorted(analysis.moments, key=lambda moment: moment.span):
        moments.setdefault((moment.span.article, moment.span.part), []).append(moment)
    named: dict[Text, list[Named]] = {}
    endings: dict[tuple[int, str, int], list[Named]] = {}
    number = 0
    for entity in analysis.entities:
        for mention in entity.mentions:
            one = (mention.start, number, entity, mention)
            named.setdefault((mention.article, mention.part), []).append(one)
            endings.setdefault((mention.article, mention.part, mention.end), []).append(one)
            number += 1
    beginnings = {text: [moment.span.start for moment in there] for text, there in moments.items()}
    for mentions in named.values():
        mentions.sort(key=lambda one: one[:2])
    return Index(
        moments=moments,
        beginnings=beginnings,
        times={text: frozenset(begins) for text, begins in beginnings.items()},
        days=Counter(moment.value[:DAY] for moment in analysis.moments if moment.value),
        named=named,
        endings=endings,
    )
