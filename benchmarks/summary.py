"""Summaries beside the peers, at the same number of words: `python -m benchmarks.summary`.

For every article the summary of each method is cut to the words of Lead-3, as pysbd cuts
its sentences, and scored with ROUGE F1 (stemmed). Ours is cross-validated: folds by article,
three shufflings, weights that never saw the article. sumy's methods get our sentences and
terms, so that only the choosing differs. Intervals are paired bootstraps of the difference
to Lead-3 (95 %, percentile, seeded).
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from benchmarks.records import Record, cut, pysbd_sentences, records
from benchmarks.rouge import rouge, tokens
from benchmarks.train_summary import Example, cross_validated, examples
from brief.analyse.sentences import sentences
from brief.model import Analysis
from brief.summarise import SCORERS, summarise
from brief.summarise.sumy_methods import sumy_scores

SHUFFLINGS = (1, 2, 3)
ROUNDS = 4000
SPEED_SHARE = 4
"""Every so many-th article is timed."""
SUMY = ("lexrank", "textrank", "lsa", "luhn", "kl", "sumbasic")
PARTS: Mapping[str, Callable[[Record], bool]] = {
    "CNN/DM": lambda record: record.set == "sum_cnndm",
    "CNN/DM cased": lambda record: record.set == "sum_cnndm" and record.cased,
    "CNN/DM lower-cased": lambda record: record.set == "sum_cnndm" and not record.cased,
    "writers": lambda record: record.set == "sum_writers_human",
    "all": lambda record: True,
}
MEASURES = ("ROUGE-1", "ROUGE-2", "ROUGE-Lsum")
Table = NDArray[np.float64]
"""A row for each record, a column for each measure."""


def main() -> None:
    """Print the table."""
    figures()


def figures() -> dict[str, float]:
    """Print the table; return the figures that have a floor, by name."""
    found = examples(records())
    scored = {name: _scores(found, told) for name, told in _methods(found).items()}
    lead = scored.pop("Lead-3 (pysbd)")
    kept: dict[str, float] = {}
    for part, belongs in PARTS.items():
        rows = [index for index, each in enumerate(found) if belongs(each.record)]
        if rows:
            kept |= _print_part(part, {name: table[rows] for name, table in scored.items()}, lead[rows])
    _print_lengths(found)
    _print_speed(found)
    return kept


def _methods(found: Sequence[Example]) -> dict[str, list[list[list[str]]]]:
    """For each method, for each record, the summaries to average (one, or one a shuffling)."""
    warnings.simplefilter("ignore")
    told: dict[str, list[list[list[str]]]] = {
        "Lead-3 (pysbd)": [[list(each.record.lead)] for each in found],
        "Lead-3, our splitter": [[each.told[:3]] for each in found],
    }
    runs = [cross_validated(found, seed) for seed in SHUFFLINGS]
    told["brief, cross-validated"] = [
        [[each.told[index] for index in run[each.record.id]] for run in runs] for each in found
    ]
    for name in SUMY:
        told[f"sumy {name}"] = [[_best_first(each, SCORERS[name](each.record.analysis))] for each in found]
    told["lede"] = [[_lede(each.record)] for each in found]
    return told


def _best_first(example: Example, scores: Sequence[float]) -> list[str]:
    """What sumy does with its ratings: the best until it is long enough, in reading order."""
    ranked = sorted(range(len(scores)), key=lambda index: (-scores[index], index))
    taken, words = [], 0
    for index in ranked:
        if words >= example.record.lead_words:
            break
        taken.append(index)
        words += example.lengths[index]
    return [example.told[index] for index in sorted(taken)]


def _lede(record: Record) -> list[str]:
    """What lede makes of the article in about the same number of letters."""
    import lede

    letters = max(sum(len(sentence) + 1 for sentence in record.lead), 40)
    return pysbd_sentences(str(lede.summarize(record.text, letters)))


def _scores(found: Sequence[Example], told: Sequence[Sequence[list[str]]]) -> Table:
    """ROUGE of each record's summary, the mean of its runs."""
    rows = []
    for example, runs in zip(found, told, strict=True):
        record = example.record
        each = [
            rouge(record.references, [tokens(sentence) for sentence in cut(run, record.lead_words)])
            for run in runs
        ]
        rows.append(np.mean([(score.one, score.two, score.lsum) for score in each], axis=0))
    return np.array(rows)


def _print_part(part: str, scored: Mapping[str, Table], lead: Table) -> dict[str, float]:
    """One part of the table; the gains of ours, for the floors."""
    print(f"\n{part}: {len(lead)} articles, cut to the words of Lead-3")
    print(f"  {'':26s}" + "".join(f"{measure:>30s}" for measure in MEASURES))
    print(f"  {'Lead-3 (pysbd)':26s}" + "".join(f"{value:>30.2f}" for value in lead.mean(axis=0)))
    kept: dict[str, float] = {}
    for name, table in scored.items():
        cells = []
        for column, measure in enumerate(MEASURES):
            gain = table[:, column] - lead[:, column]
            low, high = _interval(gain)
            cells.append(f"{table[:, column].mean():.2f} {gain.mean():+.2f} [{low:+.2f}, {high:+.2f}]")
            if name == "brief, cross-validated":
                kept[f"summary: {part}: {measure}, gain over Lead-3"] = float(gain.mean())
        print(f"  {name:26s}" + "".join(f"{cell:>30s}" for cell in cells), flush=True)
    return kept


def _interval(gains: Table) -> tuple[float, float]:
    """Where 95 of 100 resamplings of the articles put the mean."""
    chance = np.random.default_rng(20160612)
    means = gains[chance.integers(0, len(gains), (ROUNDS, len(gains)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def _print_lengths(found: Sequence[Example]) -> None:
    """How long a summary is when nothing is asked for."""
    picks = [(each, summarise(each.record.analysis).picks) for each in found]
    words = [sum(each.lengths[index] for index in chosen) for each, chosen in picks]
    count = np.mean([len(chosen) for _, chosen in picks])
    lead = np.mean([each.record.lead_words for each in found])
    print(f"\nshipped: {count:.1f} sentences, {np.mean(words):.0f} words on average; Lead-3 has {lead:.0f}")


def _print_speed(found: Sequence[Example]) -> None:
    """Milliseconds an article takes, warm; sumy's own LexRank and TextRank on the same terms."""
    analyses = [each.record.analysis for each in found[::SPEED_SHARE]]
    words = np.mean([sum(each.lengths) for each in found[::SPEED_SHARE]])
    print(f"\nmilliseconds of processor time for an article of {words:.0f} words")
    print(
        f"  {'cutting into sentences':26s}{_milliseconds(lambda each: sentences(each.story), analyses):8.2f}"
    )
    print(f"  {'brief, choosing':26s}{_milliseconds(summarise, analyses):8.2f}")
    for name in ("lexrank", "textrank"):
        theirs = partial(sumy_scores, module=f"{name[:-4]}_rank", name=f"{name[:-4].title()}RankSummarizer")
        print(f"  {name + ', ours':26s}{_milliseconds(SCORERS[name], analyses):8.2f}")
        print(f"  {name + ', sumy':26s}{_milliseconds(theirs, analyses):8.2f}")


def _milliseconds(work: Callable[[Analysis], object], analyses: Sequence[Analysis]) -> float:
    """Mean over the articles; the first, which loads things, not counted."""
    work(analyses[0])
    started = time.process_time()
    for each in analyses:
        work(each)
    return 1000 * (time.process_time() - started) / len(analyses)


if __name__ == "__main__":
    main()
