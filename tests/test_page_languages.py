"""Pages in German, French and Spanish: no English on them, and the parts an English page has."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief import pipeline
from brief.labels import labels
from brief.model import Article, Briefing
from brief.render import render

GERMAN = """\
Fähre nach Maren steht nach Rissen im Pier still
KARVIK, 11. März 2025 (dpa) – Die Fähren nach Maren stehen seit Dienstag still, hieß es aus Kreisen der Stadt.
Hafenmeisterin Ilse Brandt sagte, der Pier bleibe gesperrt, weil sich zwei seiner 48 Pfähle verschoben hätten.
„Wir kommen lieber zu spät, als dass es uns leidtut“, sagte Brandt vor Journalisten am Kai.
Rund 3.100 Menschen nutzen die Verbindung täglich, und der Landkreis hat sechs Busse gemietet.
Der Kreistag soll am Donnerstag über die Reparatur beraten.
Brandt hatte die Reparatur erstmals am 4. März beantragt.
"""
FRENCH = """\
Le ferry de Maren à l’arrêt après la découverte de fissures
KARVIK, 11 mars 2025 (AFP) – Les ferries pour Maren sont à l’arrêt depuis mardi, selon des sources portuaires.
La capitaine du port, Ilse Brandt, a déclaré que deux des 48 pieux de la jetée ont bougé.
« Nous préférons arriver en retard que de le regretter », a déclaré Ilse Brandt aux journalistes sur le quai.
Environ 3 100 personnes empruntent la ligne chaque jour, et le département a loué six autocars.
Le conseil doit se prononcer jeudi sur les travaux.
La jetée avait été réparée le 4 mars 2019, après une tempête.
"""
SPANISH = """\
El transbordador de Maren se detiene tras hallarse grietas en el muelle
KARVIK, 11 de marzo de 2025 (EFE) – Los barcos a Maren no circulan desde el martes, según fuentes del puerto.
La capitana del puerto, Ilse Brandt, dijo que dos de los 48 pilotes del muelle se movieron.
«Preferimos siempre llegar un poco tarde que tener que lamentarlo», dijo Brandt a los periodistas.
Unas 3.100 personas usan el servicio cada día, y la provincia ha alquilado seis autobuses.
El consejo votará el jueves una partida para la reparación.
El muelle se reparó por última vez el 4 de marzo de 2019, tras una tormenta.
"""
TEXTS = {"de": GERMAN, "fr": FRENCH, "es": SPANISH}


def page_of(language: str, folder: Path, *, sentences: int = 7) -> Briefing:
    """The page of the text in a language."""
    path = folder / f"{language}.txt"
    path.write_text(TEXTS[language], encoding="utf-8")
    found = [one for one in pipeline.articles([str(path)], language=language) if isinstance(one, Article)]
    (story,) = pipeline.stories(found)
    return pipeline.brief_story(story, pipeline.Wishes(sentences=sentences), made="2025-03-12T06:00:00Z")


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("template", ["briefing", "sitrep"])
def test_a_page_has_no_english_on_it(language: str, template: str, tmp_path: Path) -> None:
    page = render(page_of(language, tmp_path), "txt", template=template).decode()

    english = [words for words in labels("en").values() if isinstance(words, str) and len(words.split()) > 1]
    told = " ".join(page.split())
    fixed = [words.split("{")[0].strip() for words in english]
    assert [words for words in fixed if len(words.split()) > 1 and words.lower() in told.lower()] == []


@pytest.mark.parametrize("language", TEXTS)
def test_a_dateline_is_read_with_its_month(language: str, tmp_path: Path) -> None:
    (source,) = page_of(language, tmp_path).sources

    assert (source.dateline, source.published) == ("KARVIK", "2025-03-11")


@pytest.mark.parametrize(
    ("language", "opening", "told"),
    [
        ("de", "ERFURT (dpa) - Das Hochwasser in Erfurt geht zurück.", "[Erfurt, Deutschland]"),
        ("fr", "LYON (AFP) - Les pompiers de Lyon ont été appelés.", "[Lyon, France]"),
        ("es", "MARSELLA (EFE) - Un incendio se declaró en Londres.", "Reino Unido]"),
    ],
)
def test_a_country_is_named_in_the_language_of_the_page(
    language: str, opening: str, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "page.txt"
    path.write_text(f"{TEXTS[language].splitlines()[0]}\n\n{opening}\n", encoding="utf-8")
    found = [one for one in pipeline.articles([str(path)], language=language) if isinstance(one, Article)]
    (story,) = pipeline.stories(found)

    page = render(pipeline.brief_story(story, made="2025-03-12T06:00:00Z"), "txt").decode()

    assert told in " ".join(page.split())


@pytest.mark.parametrize(
    ("language", "figures"),
    [
        ("de", ["48 | Pfähle", "Rund 3.100 | Menschen"]),
        ("fr", ["48 | pieux de la jetée", "Environ 3 100 | personnes"]),
        ("es", ["48 | pilotes del muelle", "Unas 3.100 | personas"]),
    ],
)
def test_figures_and_speakers_are_found(language: str, figures: list[str], tmp_path: Path) -> None:
    page = page_of(language, tmp_path, sentences=1)

    assert sorted(f"{one.text} | {one.label}" for one in page.figures) == sorted(figures)
    assert [(one.speaker or "").split()[-1] for one in page.quotes] == ["Brandt"]


@pytest.mark.parametrize(
    ("language", "phrase"),
    [("de", "aus Kreisen"), ("fr", "selon des sources portuaires"), ("es", "según fuentes del")],
)
def test_a_source_without_a_name_is_flagged(language: str, phrase: str, tmp_path: Path) -> None:
    page = page_of(language, tmp_path)
    lead = next(item for item in (page.bottom_line, *page.points) if item and phrase in item.text)

    flagged = [flag.text for flag in page.flags if flag.kind == "attribution"]

    assert bool(flagged) == (lead == page.bottom_line)
    assert all(phrase in text for text in flagged)


@pytest.mark.parametrize(
    ("language", "step"),
    [("de", "Der Kreistag soll"), ("fr", "Le conseil doit"), ("es", "El consejo votará")],
)
def test_what_comes_next_is_told_apart(language: str, step: str, tmp_path: Path) -> None:
    page = page_of(language, tmp_path)
    report = render(page, "md", template="sitrep").decode()

    before, _, after = report.partition(f"## {labels(language)['next']}")
    assert step in after
    assert step not in before


@pytest.mark.parametrize("language", TEXTS)
def test_a_turn_of_the_timeline_is_a_whole_clause(language: str, tmp_path: Path) -> None:
    page = page_of(language, tmp_path)

    assert page.timeline
    assert all(turn.text in turn.label for turn in page.timeline)


@pytest.mark.parametrize(
    ("language", "note"),
    [("de", "40 Sätze gewünscht"), ("fr", "40 phrases demandées"), ("es", "40 frases pedidas")],
)
def test_why_the_summary_is_short_is_told_in_its_language(language: str, note: str, tmp_path: Path) -> None:
    page = page_of(language, tmp_path, sentences=40)

    assert note in " ".join(page.notes)


def test_a_note_is_told_in_the_language_of_the_page_not_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "de.txt"
    path.write_text(GERMAN, encoding="utf-8")
    (found,) = pipeline.articles([str(path)], language="de")
    assert isinstance(found, Article)
    (story,) = pipeline.stories([found])

    def notes(**look: str) -> str:
        wishes = pipeline.Wishes(sentences=40, look=look)
        return " ".join(pipeline.brief_story(story, wishes, made="2025-03-12T06:00:00Z").notes)

    assert "Sätze" in notes()
    assert "Sätze" not in notes(language="en")
    assert "sentences" in notes(language="en")


@pytest.mark.parametrize(
    ("sentence", "language", "value"),
    [
        ("Der Bürgermeister Karl Brenner trat Anfang Februar zurück.", "de", "2025-02-01/2025-02-10"),
        ("Le maire Karl Brenner a démissionné fin février.", "fr", "2025-02-21/2025-02-28"),
        ("El alcalde Karl Brenner dimitió a mediados de febrero.", "es", "2025-02-11/2025-02-20"),
    ],
)
def test_a_part_of_a_month_is_an_interval_in_every_language_we_have_words_for(
    sentence: str, language: str, value: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{sentence}\n", encoding="utf-8")
    (found,) = pipeline.articles([str(path)], language=language, published="2025-03-11")
    assert isinstance(found, Article)

    box = pipeline.brief_story(pipeline.stories([found])[0], made="2025-03-12T06:00:00Z").box

    assert [one.value for one in box.when] == [value]
