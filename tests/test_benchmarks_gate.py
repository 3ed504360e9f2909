"""The gate of floors, and the yardstick that the weights are trained with."""

import pytest

from benchmarks.eval import compare
from benchmarks.rouge import rouge, tokens

REFERENCE = [
    "The harbour bridge was closed on Monday after inspectors found cracks.",
    "Ferries carry passengers until the repairs end, and the city pays four million crowns.",
]
SUMMARY = [
    "Inspectors found deep cracks in the bridge, which was closed on Monday.",
    "The city pays for ferries that carry passengers across the river.",
    "Shops fear for their summer.",
]


def test_our_rouge_is_that_of_rouge_score() -> None:
    scorer = pytest.importorskip("rouge_score.rouge_scorer")
    theirs = scorer.RougeScorer(["rouge1", "rouge2", "rougeLsum"], use_stemmer=True).score(
        "\n".join(REFERENCE), "\n".join(SUMMARY)
    )

    ours = rouge([[tokens(sentence) for sentence in REFERENCE]], [tokens(sentence) for sentence in SUMMARY])

    assert ours.one == pytest.approx(100 * theirs["rouge1"].fmeasure, abs=1e-9)
    assert ours.two == pytest.approx(100 * theirs["rouge2"].fmeasure, abs=1e-9)
    assert ours.lsum == pytest.approx(100 * theirs["rougeLsum"].fmeasure, abs=1e-9)


def test_several_references_count_alike() -> None:
    told = [tokens(SUMMARY[0])]
    one, other = ([tokens(sentence)] for sentence in REFERENCE)

    both = rouge([one, other], told)

    assert both.one == pytest.approx((rouge([one], told).one + rouge([other], told).one) / 2)


def test_a_figure_at_its_floor_holds() -> None:
    assert compare({"gain": 1.2}, {"gain": 1.2}, {"a": "1"}, {"a": "1"}) == []


def test_a_figure_below_its_floor_is_named() -> None:
    assert compare({"gain": 1.0}, {"gain": 1.2}, {}, {}) == ["gain: 1.00 is below its floor of 1.20"]


def test_a_figure_that_nobody_measured_is_a_fault() -> None:
    assert compare({}, {"gain": 1.2}, {}, {}) == ["gain: not measured"]


def test_other_data_is_a_fault() -> None:
    assert compare({}, {}, {"a": "2"}, {"a": "1"}) == ["a: not the data the floors were measured on"]
