"""What a strict reader finds wrong on the pages that are made: `python -m benchmarks.pages`.

`labels_pages.jsonl` holds what reading found in 264 articles of `summ/` and `clusters/`: of eight or nine
sentences of each, those that were likeliest to stand on a page, which two tell one fact, which cannot stand
under the headline alone, and which others would make them understood. It holds places in the text, no text.
Articles that `unread` names were never looked at for this: a blind reading draws from them.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.records import DATA, analysed
from brief.model import Analysis
from brief.summarise import summarise

LABELS = Path(__file__).with_name("labels_pages.jsonl")
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
    for part, name in (("", "all"), ("summ/", "CNN/DM"), ("clusters/", "clusters")):
        read = [one for one in articles if one.set.startswith(part)]
        pages = [summarise(one.analysis, why=False) for one in read]
        heads = [page.bottom_line for page in pages]
        twice = [_told_twice(one, page.picks) for one, page in zip(read, pages, strict=True)]
        orphans = [
            orphans_of(one, page.picks, head) for one, page, head in zip(read, pages, heads, strict=True)
        ]
        kinds = Counter(kind for found in orphans for kind in found.values())
        printed = sum(len(page.picks) for page in pages)
        unjudged = sum(
            index not in one.judged for one, page in zip(read, pages, strict=True) for index in page.picks
        )
        told = sum(
            not one.main or not one.main.isdisjoint(page.picks) for one, page in zip(read, pages, strict=True)
        )
        print(
            f"pages, {name}: {len(read)}, {printed} sentences ({unjudged} not judged);"
            f" with a fact told twice {_share(twice)}, with a sentence that cannot stand {_share(orphans)};"
            f" with the main fact {100 * told / len(read):.0f} %"
        )
        print("  " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
        kept[f"pages: {name}: without a fact told twice, percent"] = 100 - 100 * sum(map(bool, twice)) / len(
            read
        )
        kept[f"pages: {name}: all sentences stand, percent"] = 100 - 100 * sum(map(bool, orphans)) / len(read)
    return kept


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
    if not (DATA / "clusters").is_dir():
        return []
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    texts = {}
    for name in sorted({row["set"] for row in rows}):
        for line in (DATA / name).read_text(encoding="utf-8").split("\n"):
            if line.strip():
                record = json.loads(line)
                texts[name, record["id"]] = record
    return list(_read(rows, texts))


def _read(rows: Sequence[dict], texts: dict[tuple[str, str], dict]) -> Iterator[Read]:  # type: ignore[type-arg]  # JSON
    for row in rows:
        record = texts.get((row["set"], row["id"]))
        if record is None or hashlib.sha256(record["text"].encode()).hexdigest()[:16] != row["sha256"]:
            continue
        analysis = analysed(record["text"], title=record.get("title"))
        at = [_sentence_at(analysis, start, end) for start, end in row["read"]]
        yield Read(
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


def _told_twice(one: Read, picks: Sequence[int]) -> list[tuple[int, int]]:
    return [pair for pair in combinations(sorted(picks), 2) if pair in one.twice]


def _share(found: Sequence[object]) -> str:
    count = sum(map(bool, found))
    return f"{count} ({100 * count / len(found):.0f} %)"


if __name__ == "__main__":
    main()
