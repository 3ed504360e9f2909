"""How organisations are told from other names: `python -m benchmarks.train_organisations`.

It writes `brief/data/organisation_weights.json` and prints what they are worth. `labels_organisations.jsonl`
holds names of 203 articles of `news/`, `clusters/` and `summ/` (none that are kept for blind reading),
read for what they are: an organisation, a part of an organisation's name, a place, a person, or nothing of
these. The half of `labels_named.jsonl` that says `dev` is learned from as well; the other is only measured.
The names of `organisations_en.txt` were in part added after a look at what was missed of the former two.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import named
from benchmarks.records import labelled, raw_article
from benchmarks.regression import logistic
from brief.analyse import analyse
from brief.analyse.given import full_names
from brief.analyse.organisations import LIKELY, Locator, features, likelihood
from brief.analyse.sentences import split
from brief.clean import clean
from brief.dedupe import dedupe
from brief.group import group
from brief.model import Analysis, Entity, EntityKind
from brief.resources import data

LABELS = Path(__file__).with_name("labels_organisations.jsonl")
STRENGTH = 2.0
"""How strongly weights are held near none."""
FEWEST = 8
"""Names that a feature has to be met in."""
FOLDS = 10
DIGITS = 3
LIMITS = (0.3, LIKELY, 0.5, 0.6, 0.7)
RIGHT: EntityKind = "organisation"
CANDIDATES: tuple[EntityKind, ...] = ("organisation", "other")
TARGET = data("organisation_weights.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A name that was read."""

    article: str
    part: str
    features: Mapping[str, float]
    right: bool
    """Whether it is an organisation's, and whole."""


def main() -> None:
    """Learn, write and measure."""
    found = list(examples())
    learned = [one for one in found if one.part != "test"]
    articles = sorted({one.article for one in learned})
    judged: list[tuple[Example, float]] = []
    for fold in range(FOLDS):
        held_out = set(articles[fold::FOLDS])
        weights = fit([one for one in learned if one.article not in held_out])
        judged += [(one, likelihood(weights, one.features)) for one in learned if one.article in held_out]
    _print("left out in turn", judged)
    weights = fit(learned)
    rest = [(one, likelihood(weights, one.features)) for one in found if one.part == "test"]
    _print("the half of labels_named that nothing is learned from", rest)
    TARGET.write_text(json.dumps({"en": weights}, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def examples() -> Iterator[Example]:
    """Every name that was read and is still found."""
    for row, record in labelled(LABELS):
        analysis = _analysed(record)
        read = {(part, start, end): kind for kind, part, start, end in row["names"]}
        for entity, known in candidates(analysis):
            kind = read.get((entity.name.part, entity.name.start, entity.name.end))
            if kind is not None:
                yield Example(article=record["id"], part="read", features=known, right=kind == RIGHT)
    for part, gold, article in named.load():
        analysis = _analysed(article)
        met: set[int] = set()
        for entity, known in candidates(analysis):
            name = named.plain(analysis.story.slice(entity.name))
            fits = {
                place
                for place, one in enumerate(gold)
                if one.kind == RIGHT and name in map(named.plain, one.forms)
            }
            if not fits or fits - met:  # a second entity of one name says nothing of names
                met |= fits
                yield Example(article=article["id"], part=part, features=known, right=bool(fits))


def candidates(analysis: Analysis) -> Iterator[tuple[Entity, Mapping[str, float]]]:
    """Every name that may be an organisation's, with its features."""
    story = analysis.story
    titles = [title for title in analysis.titles if title is not None]
    where = Locator.of(story, [*titles, *analysis.sentences])
    people = full_names(
        story.slice(span) for one in analysis.entities if one.kind == "person" for span in one.mentions
    )
    for entity in analysis.entities:
        if entity.kind in CANDIDATES:
            yield entity, features(story.slice(entity.name), entity.mentions, where, people, "en")


def fit(learned: Sequence[Example]) -> dict[str, float]:
    """The weight of each feature that is met often enough; the constant under no name."""
    met = Counter(name for one in learned for name in one.features)
    names = sorted(name for name, times in met.items() if times >= FEWEST)
    rows = np.array([[one.features.get(name, 0.0) for name in names] for one in learned])
    right = np.array([float(one.right) for one in learned])
    fitted = logistic(rows, right, np.ones(len(right)), STRENGTH)
    return dict(zip(["", *names], (round(float(weight), DIGITS) for weight in fitted), strict=True))


def _print(name: str, judged: Sequence[tuple[Example, float]]) -> None:
    """What share of those told are right, and of those right told, at several limits."""
    right = sum(one.right for one, _ in judged)
    print(f"{name}: {len(judged)} names, {right} of them organisations'")
    for limit in LIMITS:
        told = [one for one, likely in judged if likely >= limit]
        told_right = sum(one.right for one in told)
        shares = 100 * told_right / len(told), 100 * told_right / right
        print(f"  from {limit:.2f}: {shares[0]:.1f} % of those told are right, {shares[1]:.1f} % told")


def _analysed(record: Mapping[str, Any]) -> Analysis:
    """One record, read as the pipeline reads it."""
    (story,) = group([clean(raw_article(record))])
    return analyse(dedupe(story, split=split))


if __name__ == "__main__":
    main()
