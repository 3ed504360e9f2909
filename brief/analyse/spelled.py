"""Names found by their spelling: where they stand again, and what is taken."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from brief.model import Span

FEW = 60
"""Names up to which each is looked for in every text; of more, those whose first word the text has. That is
twice as slow for an article, and keeps a megabyte with its thousands of names from taking minutes."""

_IN_WORD = re.compile(r"\w").match
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Names:
    """Names to look for."""

    listed: Sequence[str]
    """Those to prefer first."""
    by_word: Mapping[str, Sequence[int]]
    """Their indices by their first words, where there are many."""

    @staticmethod
    def of(listed: Sequence[str]) -> Names:
        """In the order of preference; each begins with a letter."""
        by_word: defaultdict[str, list[int]] = defaultdict(list)
        for order, name in enumerate(listed if len(listed) > FEW else ()):
            by_word[_WORD.findall(name)[0]].append(order)
        return Names(listed, by_word)

    def standing_alone(self, text: str) -> Iterator[tuple[int, str]]:
        """Where names stand as words of their own; of those that overlap, the first, then the preferred.

        A regular expression of all the names says the same; to build it takes longer than all the rest.
        """
        found = []
        for order in self._possible(text):
            name = self.listed[order]
            start = text.find(name)
            while start >= 0:
                before, after = text[start - 1 : start], text[start + len(name) : start + len(name) + 1]
                if not (_IN_WORD(before) or before in ("@", "#") or _IN_WORD(after)):
                    found.append((start, order))
                start = text.find(name, start + 1)
        end = 0
        for start, order in sorted(found):
            if start >= end:
                yield start, self.listed[order]
                end = start + len(self.listed[order])

    def _possible(self, text: str) -> Sequence[int]:
        """Indices of the names that a text may hold."""
        if not self.by_word:
            return range(len(self.listed))
        return [order for word in {*_WORD.findall(text)} for order in self.by_word.get(word, ())]


@dataclass(frozen=True, slots=True)
class Taken:
    """Where something is named already, by article and part."""

    starts: Mapping[tuple[int, str], Sequence[int]]
    """Rising."""
    reaches: Mapping[tuple[int, str], Sequence[int]]
    """How far what starts there, or any before it, reaches."""

    @staticmethod
    def of(spans: Iterable[Span]) -> Taken:
        """By these spans."""
        listed: defaultdict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
        for span in spans:
            listed[span.article, span.part].append((span.start, span.end))
        starts, reaches = {}, {}
        for part, own in listed.items():
            own.sort()
            starts[part] = [start for start, _ in own]
            reaches[part] = list(accumulate((end for _, end in own), max))
        return Taken(starts, reaches)

    def meets(self, span: Span) -> bool:
        """Whether one of them shares a character with a span."""
        part = span.article, span.part
        before = bisect_left(self.starts.get(part, ()), span.end)
        return before > 0 and self.reaches[part][before - 1] > span.start
