"""Figures and what they count."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.analyse import analyse
from brief.analyse.figures import figures
from brief.analyse.sentences import sentences
from tests.support import case, told_by

CASES = sorted((Path(__file__).parent / "cases" / "figures").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    text, expected = case(path)
    story = told_by([text])

    counted = [
        f"{story.slice(figure.span)} | {story.slice(figure.label) if figure.label else ''} | {figure.kind}"
        for figure in analyse(story).figures
    ]

    assert counted == expected


def test_a_figure_knows_its_sentence() -> None:
    story = told_by(["Nobody came. 40 fishing boats left."])

    assert [figure.sentence for figure in analyse(story).figures] == [1]


def test_without_a_parse_nothing_tells_what_is_counted() -> None:
    story = told_by(["Nobody came. 40 fishing boats left."])
    found, _ = sentences(story)

    assert figures(story, found) == ()
