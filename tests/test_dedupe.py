"""Each thing told once, each removal explained, no news taken out."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.clean import clean
from brief.dedupe import dedupe, difference
from brief.model import RawArticle, Story
from brief.read import read_bytes
from tests.support import deduped, paragraphs_of, told_by

CASES = sorted((Path(__file__).parent / "cases" / "dedupe").glob("*.txt"))
SEED = Path("seeds/top-iranian-military-officials-in-syria-for-talks.txt")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = parts(path.read_text("utf-8"))

    story = deduped(told_by(*articles(case["in"])))

    assert paragraphs_of(story) == articles(case["out"])
    if "removed" in case:
        for shown, line in zip(removals(story), case["removed"].splitlines(), strict=True):
            kind, passage, rule = line.split(" | ")
            assert shown[:2] == (kind, passage)
            assert rule in shown[2]
    if "differences" in case:
        assert differing(story) == case["differences"].splitlines()


def test_the_seed_prints_nine_paragraphs_twice_and_each_goes_once() -> None:
    (raw,) = read_bytes(SEED.read_bytes(), "seed.txt")
    assert isinstance(raw, RawArticle)
    seed = clean(raw)

    story = deduped(Story(articles=(seed,)))

    numbers = [(seed.number_at(cut.span.start), seed.number_at(cut.repeats.start)) for cut in story.removed]
    assert numbers == [(later, later - 9) for later in range(12, 21)]
    assert {(cut.kind, cut.similarity) for cut in story.removed} == {("exact", 1.0)}


def test_a_removal_is_shown_word_by_word() -> None:
    kept = "Engineers of the province found deep cracks in the steel beams under the northern lane."
    story = deduped(told_by([kept], [kept.replace("beams", "girders").replace("deep ", "")]))

    shown = difference(story, story.removed[0])

    assert shown == (
        ("same", "Engineers of the province found"),
        ("kept", "deep"),
        ("same", "cracks in the steel"),
        ("kept", "beams"),
        ("removed", "girders"),
        ("same", "under the northern lane."),
    )


def test_a_splitter_may_be_handed_in() -> None:
    line = (
        "One old ferry runs from the northern bank until six in the evening; "
        "the bridge is closed to all lorries"
    )
    story = told_by(["The bridge is closed to all lorries", line])

    whole = dedupe(story, split=lambda prose: [(0, len(prose))])
    halves = dedupe(
        story, split=lambda prose: [(0, 67), (68, len(prose))] if ";" in prose else [(0, len(prose))]
    )

    assert paragraphs_of(whole) == [[line]]
    assert paragraphs_of(halves) == [["The bridge is closed to all lorries", line[:67]]]


def test_what_a_reader_knows_does_not_give_way_to_a_fuller_telling() -> None:
    known = "In September the regime carried out its sixth and most powerful nuclear test in a mountain."
    fuller = f"{known} Two villages near the mountain had to be left."

    anew = deduped(told_by([known], [fuller]))
    after = deduped(told_by([known], [fuller]), told=1)

    assert paragraphs_of(anew) == [[], [fuller]]
    assert paragraphs_of(after) == [[known], [fuller.removeprefix(f"{known} ")]]


@pytest.mark.parametrize("threshold", [0, -1, 1.5])
def test_a_threshold_outside_its_range_is_named(threshold: float) -> None:
    with pytest.raises(ValueError, match=str(threshold)):
        deduped(told_by(["A line."]), threshold=threshold)


def parts(case: str) -> dict[str, str]:
    """The sections of a case file by name."""
    _, *sections = ("\n" + case.rstrip("\n") + "\n").split("\n--- ")
    return {name: body.rstrip("\n") for name, _, body in (section.partition("\n") for section in sections)}


def articles(section: str) -> list[list[str]]:
    """The articles of a section, each a list of paragraphs."""
    told: list[list[str]] = [[]]
    for line in section.splitlines():
        if line == "===":
            told.append([])
        else:
            told[-1].append(line)
    return told


def removals(story: Story) -> list[tuple[str, str, str]]:
    """Each removal as its kind, the passage and the rule."""
    return [(removal.kind, story.slice(removal.span), removal.rule) for removal in story.removed]


def differing(story: Story) -> list[str]:
    """Each difference as its kind and the differing words."""
    return [" | ".join([news.kind, *map(story.slice, news.spans)]) for news in story.differences]
