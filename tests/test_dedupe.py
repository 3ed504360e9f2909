"""Each thing told once, each removal explained, no news taken out."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.clean import clean
from brief.dedupe import dedupe, difference
from brief.model import Story
from brief.read import read_bytes
from tests.support import paragraphs_of, told_by

CASES = sorted((Path(__file__).parent / "cases" / "dedupe").glob("*.txt"))
SEED = Path("seeds/top-iranian-military-officials-in-syria-for-talks.txt")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = parts(path.read_text("utf-8"))

    story = dedupe(told_by(*articles(case["in"])))

    assert paragraphs_of(story) == articles(case["out"])
    if "removed" in case:
        for shown, line in zip(removals(story), case["removed"].splitlines(), strict=True):
            kind, passage, rule = line.split(" | ")
            assert shown[:2] == (kind, passage)
            assert rule in shown[2]
    if "differences" in case:
        assert differing(story) == case["differences"].splitlines()


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
    return [
        " | ".join([difference.kind, *map(story.slice, difference.spans)]) for difference in story.differences
    ]
