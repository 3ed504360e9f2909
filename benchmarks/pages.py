"""What a strict reader finds wrong on the pages that are made: `python -m benchmarks.pages`.

`labels_pages.jsonl` holds what reading found in 521 articles of `summ/` and `clusters/`: of eight or nine
sentences of each, those that were likeliest to stand on a page, which two tell one fact, which cannot stand
under the headline alone, and which others would make them understood. It holds places in the text, no text.
Articles that `unread` names were never looked at for this: a blind reading draws from them.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.records import DATA, analysed, labelled
from brief.model import Analysis
from brief.summarise import summarise

LABELS = Path(__file__).with_name("labels_pages.jsonl")
LEAD = 3
PARTS = (
    ("", "all"),
    ("summ/sum_cnndm", "CNN/DM"),
    ("clusters/", "clusters"),
    ("summ/sum_writers", "writers"),
)
"""How the names of the sets' files begin, and what they are printed as."""
TIED = frozenset({"pronoun", "connective", "quote"})
"""Kinds of sentences that hang on another by their first words or their marks; the others stand by
themselves, and take something as known."""
UNREAD = 85
"""Of 256: the share of articles, or of clusters, that are kept for blind reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One article that was read."""

    id: str
    set: str
    cluster: str
    analysis: Analysis
    judged: tuple[int, ...]
    """The sentences that the reader saw."""
    twice: frozenset[tuple[int, int]]
    """Pairs that tell one fact."""
    near: frozenset[tuple[int, int]]
    """Pairs that overlap, but each adds something."""
    orphans: Mapping[int, tuple[str, frozenset[int]]]
    """Those that cannot stand under the headline alone: of what kind, and after which others they can."""
    main: frozenset[int]
    """Those that tell the main fact."""


def main() -> None:
    """Print every figure."""
    figures()


def figures() -> dict[str, float]:
    """Print what is wrong on the pages of the labelled articles; return the figures that have a floor."""
    articles = load()
    if not articles:
        print(f"pages: no labelled articles under {DATA}: set BRIEF_EVAL_DATA")
        return {}
    kept: dict[str, float] = {}
    for part, name in PARTS:
        read = [one for one in articles if one.set.startswith(part)]
        pages = [summarise(one.analysis, why=False) for one in read]
        ours = [_wrong(one, page.picks, page.bottom_line) for one, page in zip(read, pages, strict=True)]
        lead = [_wrong(one, range(min(LEAD, len(one.analysis.sentences))), 0) for one in read]
        print(f"pages, {name}: {len(read)} articles")
        _print(f"the first {LEAD} sentences", lead)
        _print("brief", ours)
        tied = [not TIED.isdisjoint(wrong.orphans.values()) for wrong in ours]
        print(f"  brief, a loose pronoun, connective or half a quotation: {_percent(tied):.1f} %")
        kinds = Counter(kind for wrong in ours for kind in wrong.orphans.values())
        print("  cannot stand: " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
        kept[f"pages: {name}: no fact told twice, percent"] = 100 - _percent([bool(w.twice) for w in ours])
        kept[f"pages: {name}: all sentences stand, percent"] = 100 - _percent([bool(w.orphans) for w in ours])
    return kept


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong on one page."""

    twice: list[tuple[int, int]]
    orphans: dict[int, str]
    missing: bool
    """Whether the main fact is."""
    sentences: int
    unjudged: int


def _wrong(one: Read, picks: Sequence[int], head: int | None) -> Wrong:
    return Wrong(
        twice=[pair for pair in combinations(sorted(picks), 2) if pair in one.twice],
        orphans=orphans_of(one, picks, head),
        missing=bool(one.main) and one.main.isdisjoint(picks),
        sentences=len(picks),
        unjudged=sum(index not in one.judged for index in picks),
    )


def _print(name: str, pages: Sequence[Wrong]) -> None:
    """What share of the pages is wrong, and how."""
    sentences, unjudged = sum(page.sentences for page in pages), sum(page.unjudged for page in pages)
    print(
        f"  {name:22s} {sentences} sentences ({unjudged} not judged);"
        f" a fact told twice {_percent([bool(page.twice) for page in pages]):.0f} %,"
        f" a sentence that cannot stand {_percent([bool(page.orphans) for page in pages]):.0f} %,"
        f" the main fact missing {_percent([page.missing for page in pages]):.0f} %"
    )


def _percent(found: Sequence[bool]) -> float:
    return 100 * sum(found) / len(found)


def unread(name: str) -> bool:
    """Whether an article of `summ/`, by its id, or a cluster of `clusters/` is kept for blind reading."""
    return hashlib.sha256(name.encode()).digest()[0] < UNREAD


def orphans_of(one: Read, picks: Sequence[int], head: int | None) -> dict[int, str]:
    """The picks that cannot stand on the page, and of what kind each is.

    A sentence is understood when one that makes it understood stands above it: earlier in the
    story, or at the head of the page.
    """
    found: dict[int, str] = {}
    for index in picks:
        if index in one.orphans:
            kind, cures = one.orphans[index]
            above = {other for other in picks if other < index or other == head} - {index}
            if index == head:
                above = set()
            if cures.isdisjoint(above):
                found[index] = kind
    return found


def load() -> list[Read]:
    """Every labelled article whose text is the one that was read, in the order of the labels."""
    return [_read(row, record) for row, record in labelled(LABELS)]


def _read(row: dict[str, Any], record: dict[str, Any]) -> Read:
    """What reading found in one article."""
    analysis = analysed(record["text"], title=record.get("title"))
    at = [_sentence_at(analysis, start, end) for start, end in row["read"]]
    return Read(
        id=row["id"],
        set=row["set"],
        cluster=record.get("cluster") or row["id"],
        analysis=analysis,
        judged=tuple(index for index in at if index is not None),
        twice=_pairs(at, row["twice"]),
        near=_pairs(at, row["near"]),
        orphans={
            index: (kind, frozenset(other for cure in cures if (other := at[cure]) is not None))
            for place, kind, cures in row["orphans"]
            if (index := at[place]) is not None
        },
        main=frozenset(index for place in row["main"] if (index := at[place]) is not None),
    )


def _sentence_at(analysis: Analysis, start: int, end: int) -> int | None:
    """The sentence that holds most of a stretch; None where it is gone or cut in another way."""
    for index, sentence in enumerate(analysis.sentences):
        shared = min(end, sentence.span.end) - max(start, sentence.span.start)
        if 2 * shared > max(end - start, sentence.span.end - sentence.span.start):
            return index
    return None


def _pairs(at: Sequence[int | None], places: Sequence[Sequence[int]]) -> frozenset[tuple[int, int]]:
    found = [sorted(index for place in pair if (index := at[place]) is not None) for pair in places]
    return frozenset((pair[0], pair[1]) for pair in found if len(pair) == 2)


if __name__ == "__main__":
    main()
