"""Figures and what they count."""

from __future__ import annotations

from dataclasses import replace
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


@pytest.mark.parametrize(
    ("language", "line", "counted"),
    [
        ("de", "Rund 3.100 Menschen leben am 4. März 2025 auf 48 Hektar.", ["Rund 3.100 | Menschen"]),
        (
            "de",
            "Mindestens 14 Menschen starben, 2,5 Millionen Euro für die Opfer liegen bereit.",
            ["Mindestens 14 | Menschen", "2,5 Millionen Euro | für die Opfer liegen bereit"],
        ),
        (
            "fr",
            "Le 11 mars 2025, environ 3 100 personnes ont perdu 2,5 millions d’euros de travaux.",
            ["environ 3 100 | personnes", "2,5 millions d’euros | de travaux"],
        ),
        (
            "es",
            "El 11 de marzo de 2025 unas 3.100 personas usan seis autobuses.",
            ["unas 3.100 | personas", "seis | autobuses"],
        ),
        (
            "es",
            "Evacuaron a unas 1.100 personas de cinco comunidades ante el aumento de la actividad volcánica.",
            ["unas 1.100 | personas de cinco comunidades ante el aumento"],
        ),
        (
            "de",
            "Die Hafenpartei kam auf 31,8 Prozent, nach 37,2 Prozent vor fünf Jahren.",
            ["31,8 Prozent | Die Hafenpartei kam auf 31,8 Prozent"],
        ),
        (
            "de",
            "Im Sommer sank der Umsatz um 8 Prozent auf 4,3 Milliarden Euro.",
            ["4,3 Milliarden Euro | Im Sommer sank der Umsatz um 8 Prozent auf 4,3 Milliarden Euro"],
        ),
        (
            "de",
            "Es blieb ein Verlust von 2 Millionen Euro, nach einem Gewinn von 4 Millionen ein Jahr zuvor.",
            [],
        ),
        ("de", "Die Hafenpartei kam nicht auf 5 Prozent.", []),
        ("de", "Die Aktie könnte 5,1 Prozent verlieren.", []),
        ("de", "Rund 400 Häuser wegen des Wassers geräumt.", ["Rund 400 | Häuser"]),
        (
            "fr",
            "La participation a atteint 68,1 %, contre 62 % en 2021.",
            ["68,1 % | La participation a atteint 68,1 %"],
        ),
        ("fr", "Elle a atteint 68,1 %, après 62 % un an plus tôt.", []),
        (
            "es",
            "La participación fue del 68,1 por ciento, frente al 62 por ciento hace cuatro años.",
            ["68,1 por ciento | La participación fue del 68,1 por ciento"],
        ),
        (
            "es",
            "Las llamas han quemado unas 2.300 hectáreas de pinar debido al viento.",
            ["unas 2.300 hectáreas | de pinar"],
        ),
        ("fi", "Noin 3 100 ihmistä käytti kuutta bussia.", []),
    ],
)
def test_figures_are_written_in_the_way_of_their_language(
    language: str, line: str, counted: list[str]
) -> None:
    story = told_by([line])
    story = replace(story, articles=(replace(story.articles[0], language=language),))
    found, _ = sentences(story)

    told = [
        f"{story.slice(one.span)} | {one.label and story.slice(one.label)}" for one in figures(story, found)
    ]

    assert told == counted
