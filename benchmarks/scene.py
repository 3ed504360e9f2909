"""How well the box answers when and where on articles of many events: `python -m benchmarks.scene`.

`labels_scene.jsonl` says of 216 articles of `clusters/` and `meantime/` on which days their main event was,
which words say so, and which words say where; nothing, where the story does not say. It holds facts only:
the set, the article's id, hashes of its text and of its cluster's name, the day it is read against, offsets
and ISO values. An article counts as right when the answer has half of the words of one that was marked, or
is its day.

The articles were drawn by chance: two of each cluster without publication dates, up to five of each with,
all of `meantime/`. Clusters, and articles of `meantime/`, whose SHA-256 of the id begins with a byte under
`UNSEEN` were left out and never looked at: a reading that wants articles nobody has tuned on draws from them.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import train_fivew
from benchmarks.fivew import Case, read, records
from brief.answer import candidates
from brief.model import Question

LABELS = Path(__file__).with_name("labels_scene.jsonl")
SETS: Mapping[str, tuple[str, ...]] = {
    "clusters": ("story_newscluster.dev.jsonl", "story_wikinews.dev.jsonl"),
    "meantime": ("meantime_wikinews.dev.jsonl",),
}
ASKED: tuple[Question, ...] = ("when", "where")
UNSEEN = 120
"""Of 256: the share of clusters and of articles of `meantime/` that are kept unread."""
FOLDS = 10
"""Parts that clusters are dealt into; each is answered by what the others taught."""


def main() -> None:
    """Print every figure."""
    from benchmarks.fivew import load_cases as load_fivew

    ours = load_cases()
    cases = (*load_fivew(), *ours)
    for question in ASKED:
        learned = {one.id: one for one in train_fivew.leave_one_event_out(cases, question)}
        report(question, ours, learned)


def load_cases() -> list[Case]:
    """Every labelled article, read, with its candidates."""
    texts = {(name, record["id"]): record for name in SETS for record in _records(name)}
    return [_case(label, texts[label["set"], label["id"]]) for label in labels()]


def labels() -> Iterator[dict[str, Any]]:
    """The labels, in the order of the file."""
    with LABELS.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def report(
    question: Question, cases: Sequence[Case], learned: Mapping[str, train_fivew.Judged]
) -> dict[str, float]:
    """Print how answers to one question turned out; return the two figures that have a floor.

    Each article is answered with weights and confidence learned without its tenth of the clusters.
    """
    outcomes = Counter(_outcome(case, question, learned.get(case.id)) for case in cases)
    given = outcomes["right"] + outcomes["wrong"] + outcomes["no answer exists"]
    told = outcomes["right"] + outcomes["wrong"] + outcomes["wrongly silent"]
    print(
        f"scene, {len(cases)} articles, {question}: "
        + ", ".join(f"{name} {outcomes[name]}" for name in OUTCOMES)
        + f"; right of those given {100 * outcomes['right'] / max(1, given):.0f} %,"
        f" of those that have an answer {100 * outcomes['right'] / max(1, told):.0f} %"
    )
    if question == "when":
        _print_days(cases, learned)
    return {
        f"scene: {question}, right of those given in percent": 100 * outcomes["right"] / max(1, given),
        f"scene: {question}, right of those told in percent": 100 * outcomes["right"] / max(1, told),
    }


OUTCOMES = ("right", "wrong", "no answer exists", "wrongly silent", "rightly silent", "either will do")
"""What may become of a question; "no answer exists" is an answer given where nothing was marked."""


def _outcome(case: Case, question: Question, said: train_fivew.Judged | None) -> str:
    """One of `OUTCOMES`."""
    told = bool(case.gold[question])
    if said is None or not said.given:
        return "either will do" if question in case.either else "wrongly silent" if told else "rightly silent"
    if said.right:
        return "right"
    return "wrong" if told else "no answer exists"


def _print_days(cases: Sequence[Case], learned: Mapping[str, train_fivew.Judged]) -> None:
    """Of the articles that tell a day: how many get it."""
    dated = [case for case in cases if case.days]
    given = [case for case in dated if case.id in learned and learned[case.id].given]
    right = sum(train_fivew.same_day(learned[case.id].value, case.days) for case in given)
    share = f"{right} of {len(dated)} = {100 * right / max(1, len(dated)):.0f} %"
    print(f"scene, when: ISO day right {share}, {len(given)} given")


def _case(label: Mapping[str, Any], record: Mapping[str, Any]) -> Case:
    if hashlib.sha256(record["text"].encode()).hexdigest()[:16] != label["sha256"]:
        raise SystemExit(f"{label['id']}: not the text that was labelled")
    analysis = read(record["title"], record["text"], label["published"])
    gold = {
        question: tuple((record[part] or "")[start:end] for part, start, end in label[question])
        for question in ASKED
    }
    return Case(
        id=label["id"],
        event=label.get("event") or _fold(label["cluster"]),
        analysis=analysis,
        candidates=candidates(analysis),
        gold=gold,
        days=frozenset(label["days"]),
        none=frozenset(q for q in ASKED if not gold[q] and q not in label["either"]),
        either=frozenset(label["either"]),
    )


def _fold(cluster: str) -> str:
    """Which part a cluster belongs to."""
    return f"part {int(cluster, 16) % FOLDS}"


def _records(name: str) -> Iterator[dict[str, Any]]:
    for file in SETS[name]:
        yield from records(f"{name}/{file}")


if __name__ == "__main__":
    main()
