"""Whether who and what is named is told rightly: `python -m benchmarks.named`.

`labels_named.jsonl` holds what reading found in 124 articles of `news/`, `clusters/` and `summ/`: every
person, organisation and place that headline or text names, with every form of its name, as places in the
text. The rules were written while looking at the half that says `dev`; the other was only measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.records import DATA, labelled, raw_article
from brief.pipeline import brief_record

LABELS = Path(__file__).with_name("labels_named.jsonl")
KINDS = ("person", "organisation", "place")
PARTS = ("dev", "test")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """Somebody or something that an article names."""

    kind: str
    forms: tuple[str, ...]
    """Every form of the name, the fullest first."""
    main: bool
    """Whether the story cannot be told without."""


@dataclass(slots=True)
class Tally:
    """What was found of one kind."""

    printed: int = 0
    right: int = 0
    """Printed under a form of its name, of the right kind, and not printed before."""
    full: int = 0
    """Of those right, under the fullest form."""
    named: int = 0
    found: int = 0
    main: int = 0
    main_found: int = 0


def main() -> None:
    """Print every figure."""
    figures()


def figures() -> dict[str, float]:
    """Print how many names are right, and how many are found; return the figures that have a floor."""
    articles = list(load())
    if not articles:
        print(f"named: no labelled articles under {DATA}: set BRIEF_EVAL_DATA")
        return {}
    kept: dict[str, float] = {}
    for part in PARTS:
        mine = [(gold, told(record)) for which, gold, record in articles if which == part]
        print(f"named, {part}: {len(mine)} articles")
        for kind in KINDS:
            tally = Tally()
            for gold, printed in mine:
                judge(tally, [one for one in gold if one.kind == kind], printed[kind])
            right, found = 100 * tally.right / tally.printed, 100 * tally.found / tally.named
            print(
                f"  {kind:13s} {tally.printed} printed, {right:.1f} % right"
                f" ({100 * tally.full / max(tally.right, 1):.0f} % of them in full);"
                f" {found:.1f} % of {tally.named} found, {100 * tally.main_found / tally.main:.1f} %"
                f" of the {tally.main} main ones"
            )
            kept[f"named: {part}: {kind}, right of those printed, percent"] = right
            kept[f"named: {part}: {kind}, found of those named, percent"] = found
    return kept


def judge(tally: Tally, gold: Sequence[Gold], printed: Sequence[str]) -> None:
    """Count what one article's names of one kind are."""
    met: set[int] = set()
    for name in printed:
        fits = [place for place, one in enumerate(gold) if plain(name) in map(plain, one.forms)]
        new = next((place for place in fits if place not in met), None)
        if new is not None:
            met.add(new)
            tally.right += 1
            tally.full += plain(name) == plain(gold[new].forms[0])
    tally.printed += len(printed)
    tally.named += len(gold)
    tally.found += len(met)
    tally.main += sum(one.main for one in gold)
    tally.main_found += sum(gold[place].main for place in met)


def plain(name: str) -> str:
    """A name without an article before it, in small letters."""
    return " ".join(name.lower().replace("’", "'").split()).removeprefix("the ").removesuffix(".")


def told(record: Mapping[str, Any]) -> dict[str, list[str]]:
    """The names of each kind on an article's page, those named most often first."""
    named = brief_record(raw_article(record), made="2026-01-01T00:00:00Z").entities
    return {kind: [one.name for one in named if one.kind == kind] for kind in KINDS}


def load() -> Iterator[tuple[str, list[Gold], Mapping[str, Any]]]:
    """Every labelled article whose text is the one that was read: its part, its names, its record."""
    for row, record in labelled(LABELS):
        text = {"text": record["text"], "title": record.get("title") or ""}
        gold = [
            Gold(
                kind=one["kind"],
                main=one["main"],
                forms=tuple(text[part][start:end] for part, start, end in one["forms"]),
            )
            for one in row["names"]
        ]
        yield row["part"], gold, record


if __name__ == "__main__":
    main()
