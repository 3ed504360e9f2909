"""Train the default method: `python -m benchmarks.train_summary` writes brief/data/summary_weights.json.

Two steps, as at run time. A logistic regression tells the sentences of the best extract
from the others; a linear model then ranks every combination of the likeliest ones, learned
so that the page it puts first is expected to score best. The second learns on likelihoods
that come from folds without the article, as it will meet them. Articles are the summary sets
of BRIEF_EVAL_DATA; only weights leave this file. Takes about a minute.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.records import Record, cut, folded, records
from benchmarks.regression import Matrix, logistic
from benchmarks.rouge import rouge, tokens
from brief.summarise.default import Weights, log_odds
from brief.summarise.features import Reading, read_features
from brief.summarise.groups import BEST, FEATURES, SIZES, Choice, Pool, cost, group_features, possible_groups
from brief.summarise.pick import Length, bottom_line, pick, usable

TARGET = Path(__file__).parent.parent / "brief" / "data" / "summary_weights.json"
FOLDS = 5
# Chosen by cross-validation: the first flat from 30 to 300, the second from 60 to 140.
SENTENCE_RIDGE = 100.0
GROUP_RIDGE = 100.0
# A best extract holds no sentence that adds less than this (mean of three ROUGE F1).
WORTH_ADDING = 0.3
LOOKED_AT = 40
SEVERAL = 2.0
# The sets hold single articles, and one in a hundred has a headline.
UNSEEN = frozenset({"title terms", "another article", "opens another article"})


@dataclass(frozen=True, slots=True)
class Example:
    """A record with what training needs of it, worked out once."""

    record: Record
    reading: Reading
    lengths: list[int]
    told: list[str]
    """Its sentences as a page prints them."""
    wanted: Matrix
    """1 for the sentences of the best extract."""
    values: dict[tuple[int, ...], float]
    """What pages scored so far; folds meet the same ones again."""

    @property
    def weight(self) -> float:
        """Articles with several people's summaries tell more of what people want."""
        return SEVERAL if self.record.set == "sum_writers_human" else 1.0


def main() -> None:
    """Learn from every record, and write the weights."""
    found = examples(records())
    learned = learn(found)
    written = {
        "source": "CNN/Daily Mail and writers' summaries of the evaluation data; weights only, no text",
        "licence": "as brief (Apache-2.0)",
        "made by": "python -m benchmarks.train_summary",
        "base": round(learned.base, 4),
        "sentence": {name: [round(w, 4), round(mean, 4)] for name, (w, mean) in learned.sentence.items()},
        "summary": {name: round(weight, 4) for name, weight in learned.summary.items()},
    }
    TARGET.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    print(f"{len(found)} records, {TARGET.stat().st_size} bytes")


def examples(found: Iterable[Record]) -> list[Example]:
    """Work out the features and the best extract of every record."""
    return [_example(record) for record in found]


def cross_validated(found: Sequence[Example], seed: int) -> dict[str, list[int]]:
    """For each record, by id, the page order chosen with weights that never saw its article."""
    fold = folds(found, seed)
    chosen = {}
    for held in range(FOLDS):
        learned = learn([each for each, place in zip(found, fold, strict=True) if place != held])
        for each, place in zip(found, fold, strict=True):
            if place == held:
                chosen[each.record.id] = on_the_page(each, learned)
    return chosen


def on_the_page(example: Example, learned: Weights) -> list[int]:
    """The sentences in the order of the page: bottom line, then the others as they stand."""
    order = pick(_choice(example, learned), Length(), weights=learned.summary)
    return order[:1] + sorted(order[1:])


def page_order(choice: Choice, picks: Sequence[int]) -> list[int]:
    """The picks with the bottom line first."""
    head = bottom_line(choice, picks)
    return ([] if head is None else [head]) + [index for index in picks if index != head]


def folds(found: Sequence[Example], seed: int) -> list[int]:
    """A fold for each record; those of one article share theirs."""
    articles = sorted({each.record.article for each in found})
    random.Random(seed).shuffle(articles)
    place = {article: index % FOLDS for index, article in enumerate(articles)}
    return [place[each.record.article] for each in found]


def learn(found: Sequence[Example]) -> Weights:
    """Learn both steps."""
    sentence = _learn_sentences(found)
    likelihoods: dict[int, Weights] = {}
    fold = folds(found, seed=0)
    for held in range(FOLDS):
        rest = [each for each, place in zip(found, fold, strict=True) if place != held]
        likelihoods[held] = _learn_sentences(rest)
    pairs = [(each, likelihoods[place]) for each, place in zip(found, fold, strict=True)]
    return Weights(base=sentence.base, sentence=sentence.sentence, summary=_learn_groups(pairs))


def _learn_sentences(found: Sequence[Example]) -> Weights:
    """Tell the sentences of best extracts from the others."""
    # Always 0 in single articles or without headlines, so nothing can be learned of these.
    names = [name for name in found[0].reading.rows[0] if name not in UNSEEN]
    rows = np.array([[row[name] for name in names] for each in found for row in each.reading.rows])
    wanted = np.concatenate([each.wanted for each in found])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    shares = np.concatenate([np.full(len(each.wanted), each.weight) for each in found])
    fitted = logistic((rows - mean) / spread, wanted, shares, SENTENCE_RIDGE)
    return Weights(
        base=float(fitted[0]),
        sentence={
            name: (float(weight), float(middle))
            for name, weight, middle in zip(names, fitted[1:] / spread, mean, strict=True)
        },
        summary={},
    )


def _learn_groups(pairs: Sequence[tuple[Example, Weights]]) -> dict[str, float]:
    """Rank the combinations of an article's likeliest sentences."""
    features, values, costs, shares = [], [], [], []
    for example, learned in pairs:
        choice = replace(_choice(example, learned), learning=True)
        pool = Pool.of(choice, _likeliest(choice))
        groups = list(possible_groups(pool, sizes=SIZES, room=None))
        if len(groups) < 2:
            continue
        table = np.array([group_features(pool, group) for group in groups])
        # Only differences within an article matter: which of its summaries is better.
        features.append(table - table.mean(axis=0))
        values.append(np.array([_page_value(example, page_order(choice, group)) for group in groups]))
        costs.append(np.array([cost(pool, group) for group in groups]))
        shares.append(example.weight)
    spread = np.vstack(features).std(axis=0) + 1e-9
    fitted = _best_expected(
        [table / spread for table in features], values, costs, np.array(shares), GROUP_RIDGE
    )
    return {name: float(weight) for name, weight in zip(FEATURES, fitted / spread, strict=True)}


def _likeliest(choice: Choice) -> list[int]:
    """The sentences whose combinations picking would try."""
    ranked = sorted(range(len(choice.scores)), key=lambda index: (-choice.scores[index], index))
    return [index for index in ranked if usable(choice, index)][:BEST]


def _choice(example: Example, learned: Weights) -> Choice:
    """The example as picking sees it."""
    scores = log_odds(example.reading, learned=learned)
    return Choice(
        analysis=example.record.analysis, reading=example.reading, scores=scores, lengths=example.lengths
    )


def _page_value(example: Example, order: Sequence[int]) -> float:
    """Mean ROUGE of a page, worked out once."""
    known = example.values.get(tuple(order))
    if known is None:
        known = example.values[tuple(order)] = _worked_out(example, order)
    return known


def _worked_out(example: Example, order: Sequence[int]) -> float:
    """Mean ROUGE of a page, cut to the words of Lead-3."""
    told = cut([example.told[index] for index in order], example.record.lead_words)
    return rouge(example.record.references, [tokens(sentence) for sentence in told]).mean


def _example(record: Record) -> Example:
    """Features and best extract of one record."""
    count = len(record.analysis.sentences)
    told = [folded(record.analysis, index) for index in range(count)]
    example = Example(
        record=record,
        reading=read_features(record.analysis),
        lengths=[len(sentence.split()) for sentence in told],
        told=told,
        wanted=np.zeros(count),
        values={},
    )
    example.wanted[_best_extract(example)] = 1.0
    return example


def _best_extract(example: Example) -> list[int]:
    """Sentences added one by one, each the one that helps most, while it helps."""
    taken: list[int] = []
    reached = 0.0
    while len(taken) < max(SIZES):
        tried = [
            (_page_value(example, sorted([*taken, index])), -index)
            for index in range(min(len(example.told), LOOKED_AT))
            if index not in taken
        ]
        value, index = max(tried, default=(0.0, 0))
        if value <= reached + WORTH_ADDING:
            break
        taken.append(-index)
        reached = value
    return taken


def _best_expected(
    features: Sequence[Matrix],
    values: Sequence[Matrix],
    costs: Sequence[Matrix],
    shares: Matrix,
    strength: float,
) -> Matrix:
    """Weights with which the pages drawn by their odds, less what they cost a reader, are worth most.

    A squared error would spend them on telling bad pages from worse ones; all that
    counts is what the page put first is worth. One table and one row of values an article.
    """
    from scipy.optimize import minimize

    table, worth = np.vstack(features), np.concatenate([each - each.mean() for each in values])
    given = np.concatenate(costs)
    counts = [len(each) for each in values]
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    article = np.repeat(np.arange(len(counts)), counts)

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        """What is lost, and its slope."""
        scores = table @ weights - given
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[article])
        chances = odds / np.add.reduceat(odds, starts)[article]
        expected = np.add.reduceat(chances * worth, starts)
        slope = table.T @ (shares[article] * chances * (worth - expected[article]))
        return (
            float(strength / 2 * weights @ weights - shares @ expected),
            strength * weights - slope,
        )

    found = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(found.x)


if __name__ == "__main__":
    main()
