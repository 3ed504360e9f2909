"""What a story says of its own mistakes: kept out of the story, and told in its own words."""

from __future__ import annotations

import pytest

from brief.clean import clean
from brief.model import Article, RawArticle, Stated

STORY = [
    "The mill of Orlo burned down on Thursday, and two people were killed, the mayor said.",
    "It broke out at noon in the store, she said, and went on until the evening.",
    "Nobody knows yet how it came about, and the police are looking into it.",
    "The mill belongs to the village and has stood there for ninety years.",
]
HEADLINE = "Fire at Orlo mill kills two"


def read(*lines: str, title: str | None = None) -> Article:
    return clean(
        RawArticle(
            uri="a.txt",
            media_type="text/plain",
            sha256="0" * 64,
            text="\n\n".join(lines),
            title=Stated(value=title, origin="record") if title else None,
        )
    )


def told(article: Article) -> list[str]:
    return [article.text[one.start : one.end] for one in article.paragraphs]


def said(article: Article) -> list[str]:
    return [article.slice(span) for span in article.corrections]


@pytest.mark.parametrize(
    ("note", "words"),
    [
        (
            "Correction: An earlier version of this story said that 18 people had died. The number is two.",
            "An earlier version of this story said that 18 people had died. The number is two.",
        ),
        (
            "CORRECTION (Nov. 19, 2026): The story misspelled the name of the mayor.",
            "The story misspelled the name of the mayor.",
        ),
        (
            "Clarification: The story has been updated to remove a statement that the mill was unlicensed.",
            "The story has been updated to remove a statement that the mill was unlicensed.",
        ),
        ("CORRECTED: Corrects death toll to two, not 20.", "Corrects death toll to two, not 20."),
        (
            "(Corrects day of the fire in first paragraph to Thursday, not Friday)",
            "Corrects day of the fire in first paragraph to Thursday, not Friday",
        ),
        ("(Corrects death toll to two, not 20)", "Corrects death toll to two, not 20"),
        (
            "(This Nov. 19 story has been corrected to say that the mill is ninety, in paragraph 4)",
            "This Nov. 19 story has been corrected to say that the mill is ninety, in paragraph 4",
        ),
        ("An earlier version of this article said that the mill was unlicensed.", ""),
        ("In an earlier version of this story, the mayor was misnamed.", ""),
        (
            "This article was amended on 20 November 2026 because an earlier version said that 12 died.",
            "",
        ),
        ("Due to an editing error, an earlier version of this article gave the wrong day.", ""),
        ("This version corrects the spelling of the mayor's name.", ""),
        ("This story has been updated to correct the number of those killed.", ""),
        (
            "Correction added Nov. 20, 2026: The number of those killed was wrong.",
            "The number of those killed was wrong.",
        ),
        (
            "Berichtigung: In der ersten Fassung hieß es, zwölf Menschen seien gestorben.",
            "In der ersten Fassung hieß es, zwölf Menschen seien gestorben.",
        ),
        (
            "(Berichtigung: Im ersten Absatz wurde die Zahl der Toten korrigiert.)",
            "Im ersten Absatz wurde die Zahl der Toten korrigiert.",
        ),
        ("Korrektur: Die Mühle ist 90 Jahre alt, nicht 19.", "Die Mühle ist 90 Jahre alt, nicht 19."),
        ("Richtigstellung vom Freitag: Die Mühle gehört dem Dorf.", "Die Mühle gehört dem Dorf."),
        ("In einer früheren Version dieses Artikels hieß es, die Mühle sei nicht genehmigt gewesen.", ""),
        ("Dieser Artikel wurde am 20. November korrigiert: Es gab zwei Tote.", ""),
        ("Wir haben den Fehler im zweiten Absatz korrigiert.", ""),
        (
            "Rectificatif : le bilan est de deux morts et non de douze.",
            "le bilan est de deux morts et non de douze.",
        ),
        ("Une version précédente de cet article indiquait que douze personnes étaient mortes.", ""),
        ("Cet article a été corrigé le 20 novembre : le bilan est de deux morts.", ""),
        ("(Corrige le bilan au premier paragraphe)", "Corrige le bilan au premier paragraphe"),
        (
            "Corrección: El molino tiene noventa años, no diecinueve.",
            "El molino tiene noventa años, no diecinueve.",
        ),
        ("Fe de errores: el incendio dejó dos muertos, no doce.", "el incendio dejó dos muertos, no doce."),
        ("Una versión anterior de este artículo decía que había doce muertos.", ""),
        ("Este artículo ha sido corregido: los muertos son dos.", ""),
        ("Rectificación: el molino pertenece al pueblo.", "el molino pertenece al pueblo."),
    ],
)
@pytest.mark.parametrize("where", ["below", "above", "behind"])
def test_a_correction_is_told_and_is_no_part_of_the_story(note: str, words: str, where: str) -> None:
    lines = {
        "below": [*STORY, note],
        "above": [note, *STORY],
        "behind": [*STORY[:-1], f"{STORY[-1]} {note}"],
    }[where]

    article = read(HEADLINE, *lines)

    assert told(article) == STORY
    assert said(article) == [words or note]


@pytest.mark.parametrize(
    "line",
    [
        "The report, published in May, was amended by the ministry after a complaint by the mayor.",
        "Corrections officers said that two people had left the prison on Thursday evening.",
        "Correction of the course is needed, the mayor said, and nobody can say when it comes.",
        "The mayor corrected herself: two people were killed, not three, she told the council.",
        "An earlier version of the law said that mills must have two doors on the ground floor.",
        "The stocks saw a correction of 10 percent on Thursday after the fire at the mill.",
        "A previous version of the mill stood there until the war, the mayor told reporters.",
        "Eine frühere Version des Gesetzes sah zwei Türen vor, sagte die Bürgermeisterin dazu.",
        "Une version précédente de la loi prévoyait deux portes, a dit la maire du village.",
        "The story of the mill was told on Thursday by the mayor, and it was a long one to tell.",
        "Clarification was not given by the mayor on Thursday, and the police said nothing.",
    ],
)
def test_what_only_speaks_of_corrections_is_told(line: str) -> None:
    article = read(HEADLINE, *STORY, line)

    assert told(article) == [*STORY, line]
    assert article.corrections == ()


@pytest.mark.parametrize(
    "name", ["Correction", "CLARIFICATION", "Berichtigung", "Rectificatif", "Fe de errores"]
)
def test_a_correction_may_stand_below_its_name(name: str) -> None:
    note = "The mayor is Ada Wilm, not Ida Wilm."

    article = read(HEADLINE, *STORY, name, note)

    assert told(article) == STORY
    assert said(article) == [note]


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        (f"CORRECTED-{HEADLINE}", "CORRECTED"),
        (f"CORRECTED: {HEADLINE}", "CORRECTED"),
        (f"UPDATE 2-CORRECTED-{HEADLINE}", "CORRECTED"),
        (f"(CORRECTED) {HEADLINE}", "CORRECTED"),
        (f"Korrektur: {HEADLINE}", "Korrektur"),
    ],
)
def test_a_mark_before_the_headline_is_told_where_no_note_is(line: str, mark: str) -> None:
    article = read(line, *STORY)
    noted = read(line, *STORY, "(Corrects death toll to two, not 20)")
    apart = read(*STORY, title=line)

    assert article.headline is not None
    assert article.slice(article.headline) == HEADLINE
    assert said(article) == [mark]
    assert said(noted) == ["Corrects death toll to two, not 20"]
    assert [line[span.start : span.end] for span in apart.corrections] == [mark]


@pytest.mark.parametrize(
    "line", ["Correction officers strike in Orlo over pay", "Corrections: prison staff walk out over pay"]
)
def test_a_headline_about_prisons_says_nothing_of_itself(line: str) -> None:
    article = read(line, *STORY)

    assert article.headline is not None
    assert article.slice(article.headline) == line
    assert article.corrections == ()


def test_of_a_long_note_the_first_sentences_are_told() -> None:
    first = "An earlier version of this story said that 18 people had been killed."
    second = f"The number is two, as the mayor said {'and said again ' * 20}on Friday."

    assert said(read(HEADLINE, *STORY, f"Correction: {first} {second}")) == [first]
