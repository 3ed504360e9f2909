"""How well `group` finds stories, beside plain TF-IDF average linkage: `python -m benchmarks.group`.

BCubed precision, recall and F1 on two sets of articles that people put together. A threshold is never scored
on the set it was picked on: each set is grouped at the threshold that is best on the other. The peer's best
threshold on the same data stands beside it, which flatters the peer.

`--table NEWS.jsonl` counts the shipped word table again; `--speed` times growing days.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from brief import group as grouping
from brief import resources
from brief.model import Article, Block, Stated

SETS = ("newscluster", "wikinews")
THRESHOLDS = tuple(step / 200 for step in range(12, 60))
MIN_TABLED = 4
Grouper = Callable[[Sequence[Article], float], Iterable[Sequence[Article]]]


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--table", type=Path)
    arguments.add_argument("--speed", action="store_true")
    options = arguments.parse_args()
    if options.table:
        count_words(options.table)
    elif options.speed:
        speed()
    else:
        quality()


def quality() -> None:
    """BCubed of ours and the peer, each at the other set's threshold and at its own."""
    sets = {name: load(name) for name in SETS}
    for label, grouper in (("brief", ours), ("TF-IDF average linkage", plain)):
        curves = {
            name: {t: b_cubed(gold, grouper(articles, t)) for t in THRESHOLDS}
            for name, (articles, gold) in sets.items()
        }
        best = {name: max(curve, key=lambda t: (curve[t][2], -t)) for name, curve in curves.items()}
        for name, other in zip(SETS, reversed(SETS), strict=True):
            print(row(label, f"{name}, threshold from {other}", best[other], curves[name][best[other]]))
            print(row(label, f"{name}, threshold picked on it", best[name], curves[name][best[name]]))
        joint = max(THRESHOLDS, key=lambda t: sum(curve[t][2] for curve in curves.values()))
        for name in SETS:
            print(row(label, f"{name}, best for both", joint, curves[name][joint]))
        for clusters in (3, 6, 12):
            print(
                row(
                    label,
                    f"days of {clusters} stories, mean of 48",
                    joint,
                    small_days(sets, grouper, clusters, joint),
                )
            )
    for name, (articles, gold) in sets.items():
        shipped = b_cubed(gold, (story.articles for story in grouping.group(articles)))
        print(row("brief, as shipped", name, grouping.SAME_EVENT, shipped))


def row(label: str, what: str, threshold: float, scores: tuple[float, float, float]) -> str:
    """One line of the report."""
    return (
        f"{label:24s} {what:44s} @{threshold:.3f}  P {scores[0]:.3f}  R {scores[1]:.3f}  F1 {scores[2]:.3f}"
    )


def load(name: str) -> tuple[list[Article], dict[str, str]]:
    """The articles of a set, and the story each belongs to."""
    folder = Path(os.environ.get("BRIEF_EVAL_DATA", "../shared/data"))
    lines = (folder / "clusters" / f"story_{name}.dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [article(row_) for row_ in rows], {row_["id"]: row_["cluster"] for row_ in rows}


def article(row_: Mapping[str, str | None]) -> Article:
    """A line of a set as an article: each line of its text a paragraph."""
    text = row_["text"] or ""
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        blocks.append(Block(kind="paragraph", start=start, end=start + len(line), number=number))
        start += len(line) + 1
    return Article(
        uri=row_["id"] or "",
        id=row_["id"],
        sha256="",
        text=text,
        blocks=tuple(blocks),
        paragraphs=tuple(block for block in blocks if block.end > block.start),
        title=Stated(value=row_["title"], origin="record") if row_["title"] else None,
        published=Stated(value=row_["date"], origin="record") if row_["date"] else None,
    )


def ours(articles: Sequence[Article], threshold: float) -> Iterable[Sequence[Article]]:
    """The shipped grouping at a threshold of our choice."""
    return [story.articles for story in grouping.group(articles, threshold=threshold)]


def plain(articles: Sequence[Article], threshold: float) -> Iterable[Sequence[Article]]:
    """TF-IDF average linkage over words alone: no title, opening, names, window or word table."""
    import numpy as np

    texts = [Counter(grouping._words(f"{a.title.value if a.title else ''}\n{a.text}")) for a in articles]
    holders = Counter(word for words in texts for word in words)
    numbers = {word: n for n, word in enumerate(sorted(w for w, k in holders.items() if k <= len(texts) / 2))}
    matrix = np.zeros((len(texts), len(numbers)))
    for index, words in enumerate(texts):
        for word, count in words.items():
            if word in numbers:
                matrix[index, numbers[word]] = (1 + np.log(count)) * np.log((len(texts) + 1) / holders[word])
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-12)
    return [
        [articles[i] for i in members] for members in grouping._average_linkage(matrix @ matrix.T, threshold)
    ]


def b_cubed(gold: Mapping[str, str], found: Iterable[Sequence[Article]]) -> tuple[float, float, float]:
    """Precision, recall and F1, averaged over the articles found (Bagga & Baldwin 1998)."""
    groups = [[a.id or "" for a in members] for members in found]
    sizes = Counter(gold[i] for members in groups for i in members)
    precision = recall = 0.0
    for members in groups:
        for story, count in Counter(gold[i] for i in members).items():
            precision += count * count / len(members)
            recall += count * count / sizes[story]
    total = sizes.total()
    precision, recall = precision / total, recall / total
    return precision, recall, 2 * precision * recall / (precision + recall)


def small_days(
    sets: Mapping[str, tuple[list[Article], dict[str, str]]], grouper: Grouper, stories: int, threshold: float
) -> tuple[float, float, float]:
    """Mean scores of days with a few stories each, drawn from both sets."""
    chance = random.Random(7)
    scores = []
    for articles, gold in sets.values():
        for _ in range(24):
            drawn = set(chance.sample(sorted(set(gold.values())), stories))
            day = [a for a in articles if gold[a.id or ""] in drawn]
            scores.append(b_cubed(gold, grouper(day, threshold)))
    precision, recall, f1 = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    return precision, recall, f1


def speed() -> None:
    """Seconds and memory of days of 50 to 5,000 articles, beside the peer where its matrix fits."""
    pool = [a for name in SETS for a in load(name)[0]]
    for size in (50, 500, 5000):
        day = [shifted(pool[n % len(pool)], n // len(pool)) for n in range(size)]
        started = time.perf_counter()
        stories = grouping.group(day)
        mine = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        line = f"{size:5d} articles: {len(stories):4d} stories, {mine:6.2f} s, peak {peak} MB"
        if size <= 500:
            started = time.perf_counter()
            list(plain(day, grouping.SAME_EVENT))
            line += f"; {mine / (time.perf_counter() - started):.1f} times the peer's time"
        print(line)


def shifted(article_: Article, round_: int) -> Article:
    """The article again for another round: every fifth word made a word of that round."""
    from dataclasses import replace

    if not round_:
        return article_
    words = article_.text.split(" ")
    text = " ".join(f"{word}q{round_}" if n % 5 == round_ % 5 else word for n, word in enumerate(words))
    row_ = {"id": f"{article_.id}-{round_}", "text": text, "title": f"{round_}q", "date": None}
    return replace(article(row_), published=article_.published)


def count_words(news: Path) -> None:
    """Write the word table from a file of JSON lines with `title` and `text`."""
    holders: Counter[str] = Counter()
    size = 0
    with news.open(encoding="utf-8") as lines:
        for line in lines:
            size += 1
            row_ = json.loads(line)
            names = {grouping._NAME + name for name in grouping._names(row_["text"])}
            holders.update(names | set(grouping._words(f"{row_['title']}\n{row_['text']}")))
    path = resources.data("word_articles.tsv")
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    body = [f"{term}\t{count}" for term, count in sorted(holders.items()) if count >= MIN_TABLED]
    path.write_text("\n".join([*head, f"\t{size}", *body, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
