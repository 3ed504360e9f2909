"""How often a reason that the box gives is right or partly right: `python -m benchmarks.why`.

`labels_why.jsonl` holds what reading found in articles of `clusters/`, `meantime/` and `news/`: which
stretches say why the main event happened, which say a part of it or something beside it, and which belong to
another event or say no reason.
Each article is answered with weights learned without its cluster (ten folds), so no figure here is of weights
on their own training data. Beside the box, on the same articles: the first "because" and the like in headline
or lead, which is what a regular expression finds.

The clusters that `read_last` names were read by others, more strictly, when the rules had been written on the
rest: how the answers do there, from weights learned on the rest, stands in docs/box.md.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from benchmarks import train_why
from benchmarks.records import DATA, labelled
from brief.answer import candidates
from brief.model import Analysis, Candidate

LABELS = Path(__file__).with_name("labels_why.jsonl")
READ_LAST_PERCENT = 45
SHARES = (0.40, 0.45, 0.48, 0.50, 0.55)
"""Shares of articles answered, the surest first, at which the share right is printed."""
SETS: dict[str, Callable[[Labelled], bool]] = {
    "all": lambda one: True,
    "clusters": lambda one: one.set.startswith("clusters/"),
    "  read first": lambda one: one.set.startswith("clusters/") and not read_last(one.cluster),
    "  read last": lambda one: one.set.startswith("clusters/") and read_last(one.cluster),
    "meantime": lambda one: one.set.startswith("meantime/"),
    "clusters and meantime": lambda one: not one.set.startswith("news/"),
    "news": lambda one: one.set.startswith("news/"),
}
"""What is printed apart: the news of many papers, and of one (BBC, 2004 and 2005)."""
FLOORED = "clusters and meantime"
"""What the floors are of: the news of many papers."""
Verdict = Literal["right", "partly", "wrong"]
WORTH: dict[Verdict, float] = {"right": 1.0, "partly": 0.35, "wrong": 0.0}
"""What a verdict counts when weights are learned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One article that was read, with what each of its candidates is worth."""

    id: str
    cluster: str
    """Of `clusters/`; elsewhere each article is one of its own."""
    set: str
    title: str
    analysis: Analysis
    candidates: tuple[Candidate, ...]
    """Those for why that may be given."""
    verdicts: tuple[Verdict, ...]
    """Of each candidate; one that nobody judged counts as wrong."""
    stated: bool
    """Whether the article states any reason at all, found or not."""

    @property
    def worth(self) -> tuple[float, ...]:
        """What each candidate counts."""
        return tuple(WORTH[verdict] for verdict in self.verdicts)


def main() -> None:
    """Print every figure."""
    figures()


def figures() -> dict[str, float]:
    """Print every figure; return those that have a floor, by name."""
    read = load()
    if not read:
        print(f"why: no labelled articles under {DATA / 'clusters'}: set BRIEF_EVAL_DATA")
        return {}
    judged = train_why.leave_one_cluster_out(read)
    stated = sum(one.stated for one in read)
    found = sum(any(one.worth) for one in read)
    print(f"why: {len(read)} articles read, {stated} state a reason, {found} with a candidate that says it")
    print("answered, surest first, and at the threshold: right or partly right (right) of the answers, in %")
    for name, belongs in SETS.items():
        _print_shares(name, {one.id for one in read if belongs(one)}, judged)
    counted = {one.id for one in read if SETS[FLOORED](one)}
    given = [one for one in judged if one.given and one.id in counted]
    answered = 100 * len(given) / max(1, len(counted))
    plain = [verdict for one in read if (verdict := _regex(one)) is not None]
    right = 100 * sum(verdict != "wrong" for verdict in plain) / len(plain)
    print(
        f"regex: {100 * len(plain) / len(read):.0f} % answered, {right:.1f} % right or partly right"
        " (of those that fall on a judged stretch)"
    )
    return {
        "box: why, right or partly right of those given, percent": _percent(given, "partly"),
        "box: why, articles answered, percent": answered,
    }


def _print_shares(name: str, ids: Collection[str], judged: Sequence[train_why.Reading]) -> None:
    """Print how many answers of a set are right, for each share of its articles answered."""
    surest = sorted((one for one in judged if one.id in ids), key=lambda one: -one.confidence)
    cells = []
    for share in SHARES:
        first = surest[: round(share * len(ids))]
        cells.append(f"{share:.0%}: {_percent(first, 'partly'):.1f} ({_percent(first, 'right'):.1f})")
    given = [one for one in surest if one.given]
    cells.append(f"{len(given) / max(1, len(ids)):.0%} given: {_percent(given, 'partly'):.1f}")
    print(f"  {name:24} {len(ids):4} articles  {'  '.join(cells)} ({_percent(given, 'right'):.1f})")


def read_last(cluster: str) -> bool:
    """Whether no article of a cluster of `clusters/` was read before the rules were written.

    >>> sum(read_last(f"cluster {number}") for number in range(100))
    40
    """
    return int(hashlib.sha256(cluster.encode()).hexdigest(), 16) % 100 < READ_LAST_PERCENT


def load() -> list[Labelled]:
    """Every labelled article whose text is the one that was read, in the order of the labels.

    Returns:
        None at all where the data are missing.
    """
    return [_labelled(row, record) for row, record in labelled(LABELS)]


def _labelled(row: dict[str, Any], record: dict[str, Any]) -> Labelled:
    """What reading found of one article's candidates."""
    from benchmarks.fivew import read

    # The same words may begin several candidates of one worth: what counts is where a reason begins.
    verdict_at: dict[tuple[str, int], Verdict] = {
        (part, start): verdict for verdict in WORTH for part, start, _ in row[verdict]
    }
    analysis = read(record["title"], record["text"], record.get("date"))
    asked = tuple(one for one in candidates(analysis) if one.question == "why" and not one.barred)
    spans = [one.answer.spans[0] for one in asked]
    return Labelled(
        id=row["id"],
        cluster=record.get("cluster") or row["id"],
        set=row["set"],
        title=record["title"],
        analysis=analysis,
        candidates=asked,
        verdicts=tuple(verdict_at.get((span.part, span.start), "wrong") for span in spans),
        stated=bool(row["right"] or row["partly"]),
    )


def _regex(one: Labelled) -> Verdict | None:
    """What the first cue of headline or lead announces is, by where it begins; None without one."""
    sentences = [s for s in (one.analysis.titles[0], *one.analysis.sentences[:1]) if s is not None]
    for sentence in sentences:
        text = one.analysis.story.slice(sentence.span)
        match = re.search(r"\b(?:because|due to|after|to)\s", text)
        if match:
            start = sentence.span.start + match.start()
            for candidate, verdict in zip(one.candidates, one.verdicts, strict=True):
                span = candidate.answer.spans[0]
                if (span.part, span.start) == (sentence.span.part, start):
                    return verdict
            return "wrong"
    return None


def _percent(judged: Sequence[train_why.Reading], least: Verdict) -> float:
    """The share whose verdict is at least that good, in percent."""
    if not judged:
        return 0.0
    return 100 * sum(WORTH[one.verdict] >= WORTH[least] for one in judged) / len(judged)


if __name__ == "__main__":
    main()
