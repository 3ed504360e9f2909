"""Articles to stories in languages that the word table does not know."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from brief.group import group
from brief.model import Article, Block, Stated

CASES = Path(__file__).parent / "cases" / "group"


def told_in(language: str) -> dict[str, tuple[str, str]]:
    """Two reports of a ferry run aground, and one each of a verdict, a bank's rate and a fire."""
    stories = (CASES / f"{language}.txt").read_text(encoding="utf-8").split("\n\n")
    rows = (story.strip().split("\n") for story in stories)
    return {name.strip("[]"): (title, told) for name, title, told in rows}


# Of the last there is no list of common words.
TOLD = {language: told_in(language) for language in ("de", "fr", "es", "it", "pt", "nl", "ar", "ca")}


def article(language: str, name: str) -> Article:
    title, told = TOLD[language][name]
    return made(language, name, title, told)


def made(language: str, name: str, title: str, told: str) -> Article:
    block = Block(kind="paragraph", start=0, end=len(told), number=1)
    return Article(
        uri=name,
        sha256="0" * 64,
        text=told,
        blocks=(block,),
        paragraphs=(block,),
        title=Stated(value=title, origin="record"),
        language=language,
    )


def names(articles: list[Article]) -> list[list[str]]:
    return sorted(sorted(one.uri for one in story.articles) for story in group(articles))


@pytest.mark.parametrize("language", TOLD)
def test_two_reports_of_one_event_are_one_story_and_all_others_their_own(language: str) -> None:
    told = [article(language, name) for name in TOLD[language]]

    assert names(told) == [["bank"], ["ferry", "ferry again"], ["fire"], ["verdict"]]


@pytest.mark.parametrize("language", TOLD)
def test_two_articles_alone_are_told_apart_by_what_they_tell(language: str) -> None:
    for one, other in itertools.combinations(TOLD[language], 2):
        same = one.startswith("ferry") and other.startswith("ferry")
        assert len(names([article(language, one), article(language, other)])) == (1 if same else 2), other


@pytest.mark.parametrize(
    ("language", "told", "other_town", "again"),
    [
        (
            "de",
            (
                "Streik legt Busse in Altmar lahm",
                "Ein Streik hat am Freitag die Busse in Altmar lahmgelegt, "
                "teilte die Gewerkschaft mit. Es geht um höhere Löhne für die Busfahrer.",
            ),
            (
                "Streik an Schulen in Grünau",
                "Ein Streik hat am Freitag die Schulen in Grünau getroffen, teilte "
                "die Gewerkschaft mit. Es geht um kleinere Klassen.",
            ),
            (
                "Busfahrer in Altmar streiken",
                "Wegen eines Streiks fahren in Altmar keine Busse. Die Busfahrer "
                "verlangen zehn Prozent mehr Lohn.",
            ),
        ),
        (
            "fr",
            (
                "Incendie dans une scierie à Vernaie",
                "Un incendie s'est déclaré jeudi dans une scierie de "
                "Vernaie, ont annoncé les pompiers. Un ouvrier de la scierie a été blessé.",
            ),
            (
                "Incendie dans un hôtel à Altmar",
                "Un incendie s'est déclaré jeudi dans un hôtel d'Altmar, ont "
                "annoncé les pompiers. Un client a été blessé.",
            ),
            (
                "La scierie de Vernaie en feu",
                "Le feu a ravagé la scierie de Vernaie, qui emploie vingt "
                "ouvriers. L'un d'eux a été blessé au bras.",
            ),
        ),
        (
            "es",
            (
                "Un terremoto sacude Altamar",
                "Un terremoto sacudió este lunes Altamar, informó la policía. No "
                "hubo heridos. La catedral de Altamar perdió su campanario.",
            ),
            (
                "Un terremoto daña dos puentes en Vernay",
                "Un terremoto sacudió este lunes Vernay, informó la policía. No "
                "hubo heridos. Dos puentes quedaron cerrados.",
            ),
            (
                "Cae el campanario de Altamar",
                "El campanario de la catedral de Altamar cayó por un terremoto, "
                "dijo el alcalde. Nadie estaba en la catedral.",
            ),
        ),
    ],
)
def test_two_events_of_one_kind_are_two_stories_and_a_short_report_of_one_is_not(
    language: str, told: tuple[str, str], other_town: tuple[str, str], again: tuple[str, str]
) -> None:
    first, other, second = (
        made(language, name, *report) for name, report in zip("aox", (told, other_town, again), strict=True)
    )

    assert names([first, other]) == [["a"], ["o"]]
    assert names([first, second]) == [["a", "x"]]
    assert names([first, other, second]) == [["a", "x"], ["o"]]


def test_languages_do_not_mix() -> None:
    told = [article(language, name) for language in ("de", "fr", "es", "it") for name in TOLD[language]]

    for story in group(told):
        assert len({one.uri.removesuffix(" again") for one in story.articles}) == 1
