"""Hard-wrapped texts: their lines are joined, and those of lists, poems and tables are not."""

from __future__ import annotations

import textwrap

import pytest

from brief.clean import clean
from brief.clean.paragraphs import split_paragraphs
from brief.model import Article, RawArticle

ENGLISH = (
    "The small dam above the village of Orlo gave way on Monday evening after three days of rain, and "
    "eleven people were killed, the mayor, Ada Wilm, said at the school.",
    "The water came because the gate had rusted shut and nobody could open it, the miller told this paper. "
    '"We wrote to the ministry four times," he said, and showed the letters.',
    "About forty families sleep in the hall.",
    "The minister is expected on Tuesday. He has said nothing yet about the letters that the miller says "
    "were sent to his office in the spring of last year.",
)
GERMAN = (
    "Der kleine Damm oberhalb des Dorfes Orlo ist am Montagabend nach drei Tagen Regen gebrochen; elf "
    "Menschen kamen ums Leben, wie die Bürgermeisterin Ada Wilm in der Schule sagte.",
    "Das Wasser kam, weil das Tor festgerostet war und niemand es öffnen konnte, sagte der Müller. „Wir "
    "haben dem Ministerium viermal geschrieben“, sagte er und zeigte die Briefe aus dem Frühjahr.",
    "Etwa vierzig Familien schlafen in der Halle.",
)


def told(text: str) -> list[str]:
    return [" ".join(text[block.start : block.end].split()) for block in split_paragraphs(text)]


def read(text: str) -> Article:
    return clean(RawArticle(uri="a.txt", media_type="text/plain", sha256="0" * 64, text=text))


@pytest.mark.parametrize("width", [60, 72, 80, 95, 110, 125])
def test_lines_are_joined_whatever_they_are_wrapped_at(width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(one, width) for one in ENGLISH)

    assert told(f"Dam gives way\n\n{wrapped}\n\nYours\nLina Haddad\n") == [
        "Dam gives way",
        *ENGLISH,
        "Yours",
        "Lina Haddad",
    ]


@pytest.mark.parametrize("width", [60, 72, 80, 125])
def test_so_are_those_of_other_languages(width: int) -> None:
    assert told("\n\n".join(textwrap.fill(one, width) for one in GERMAN)) == list(GERMAN)


def test_the_times_of_a_live_blog_stay_lines_of_their_own() -> None:
    entries = [("16:40", ENGLISH[0]), ("16:55", ENGLISH[1]), ("17:05", ENGLISH[2])]
    text = "\n\n".join(f"{time}\n{textwrap.fill(line, 90)}" for time, line in entries)

    assert told(text) == [one for entry in entries for one in entry]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "The water came at evening down the hill",
            "and took the bridge, the orchard and the mill,",
            "and in the morning we could see the stones",
            "lie in the meadow like so many bones.",
            "",
            "They wrote four letters and they had no reply;",
            "the gate was rust, the summer had been dry,",
            "and nobody believed that it would rain",
            "until the river came across the plain.",
        ],
        [
            "16:40 The minister has arrived at the airport of Zelna",
            "16:55 Police say that nobody is left in the hall there",
            "17:05 The minister will speak to the press in an hour",
            "17:30 The hall is empty and the police are going home",
        ],
        [
            "The office of the ministry has a new address from Monday on.",
            "",
            "Ministry of Water and Dams, Department of Gates",
            "12 Mill Lane, behind the old school of the village",
            "Orlo, Kardovia, telephone at the front desk only",
        ],
        [
            "District          Party of water     Party of fire",
            "Orlo and Tavel    12,345 (45.2%)     10,111 (40.1%)",
            "Brenn and Zelna   22,345 (55.2%)     12,111 (39.1%)",
            "the old harbour   32,345 (65.2%)     13,111 (30.1%)",
        ],
        [
            "What is closed in the province from Monday on until the first of March:",
            "",
            "the bridge over the Vlist at Haastrecht for cars and cyclists",
            "the ferry to the island of Corvo and all that it stops at",
            "the museum of dams and gates in Orlo on all days but Sunday",
            "the office of the ministry in Tavel, where letters are kept",
        ],
        [
            "The dam gave way on Monday evening after three days of rain.",
            "Eleven people were killed, the mayor said at the school there.",
            "Forty families sleep in the hall of the village tonight, too.",
            "The minister is expected on Tuesday and has said nothing yet.",
        ],
    ],
    ids=["poem", "live-blog", "address", "table", "list", "sentences"],
)
def test_what_is_written_in_lines_stays_so(lines: list[str]) -> None:
    assert told("\n".join(lines)) == [" ".join(line.split()) for line in lines if line]


@pytest.mark.parametrize(
    "headers",
    [
        "Subject: Fwd: Dam gives way above Orlo",
        "Subject: RE: FW: Dam gives way above Orlo",
        "Betreff: WG: Dam gives way above Orlo",
        "Objet : Dam gives way above Orlo",
        "To: the desk\nDate: 17 November 2026\nSubject: Dam gives way above Orlo",
    ],
)
def test_the_subject_of_a_pasted_mail_is_the_headline(headers: str) -> None:
    article = read(f"{headers}\n\nHi Maria,\n\n" + "\n\n".join(ENGLISH))

    assert article.headline is not None
    assert article.slice(article.headline) == "Dam gives way above Orlo"
    assert article.title is not None
    assert article.title.value == "Dam gives way above Orlo"
    assert [article.text[one.start : one.end] for one in article.paragraphs] == list(ENGLISH)


def test_the_day_of_a_pasted_mail_is_its_day() -> None:
    article = read("Subject: Dam gives way\nDate: 17 November 2026\n\n" + "\n\n".join(ENGLISH))

    assert article.published is not None
    assert article.published.value == "2026-11-17"


@pytest.mark.parametrize(
    "line",
    [
        "Subject to approval: the dam of Orlo",
        "To: a hard winter in the valley of Orlo",
        "From the dam: a letter",
    ],
)
def test_a_headline_with_a_colon_is_no_header(line: str) -> None:
    article = read(f"{line}\n\n" + "\n\n".join(ENGLISH))

    assert article.headline is not None
    assert article.slice(article.headline) == line


def test_greetings_and_signatures_tell_nothing() -> None:
    lines = ["Dear all,", *ENGLISH, "Kind regards,", "--", "Sent from my phone"]

    article = read("Dam gives way\n\n" + "\n\n".join(lines))

    assert [article.text[one.start : one.end] for one in article.paragraphs] == list(ENGLISH)


def test_a_speech_that_begins_with_a_greeting_is_told() -> None:
    line = '"Dear friends, the dam is closed," the mayor said.'

    article = read("Dam gives way\n\n" + "\n\n".join([*ENGLISH, line]))

    assert article.text[article.paragraphs[-1].start :].startswith(line)
