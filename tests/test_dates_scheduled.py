"""What is on a calendar, planned or possible is told before it comes."""

from __future__ import annotations

import pytest

from tests.support import analysed_record


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Peace talks between Norland and the rebels resume Thursday in Vell, diplomats said.", "2026-11-19"),
        ("Norland holds a presidential election on Sunday, the first since 2019.", "2026-11-22"),
        ("Parliament votes on Thursday.", "2026-11-19"),
        ("The prime minister meets opposition leaders in Vell on Friday, her office said.", "2026-11-20"),
        ("Rovers face United at home on Saturday.", "2026-11-21"),
        ("The new law takes effect on Friday.", "2026-11-20"),
        ("Doctors go on strike on Friday over pay.", "2026-11-20"),
        ("The exhibition reopens in June.", "2027-06"),
        ("The Norland Parliament votes in February.", "2027-02"),
        ("President Olga Brandt declared Friday a day of national mourning.", "2026-11-20"),
        ("The government made Friday a public holiday.", "2026-11-20"),
    ],
)
def test_a_day_behind_a_verb_of_the_calendar_in_the_present_is_to_come(sentence: str, day: str) -> None:
    assert values(sentence)[0] == day


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Peace talks resumed on Thursday in Vell.", "2026-11-12"),
        ("The talks did not resume on Thursday.", "2026-11-12"),
        ("The talks ended on Thursday a day of protests later.", "2026-11-12"),
        ("The vote on Sunday opens the way for a new government.", "2026-11-15"),
        ("The minister faces calls to resign after riots on Saturday.", "2026-11-14"),
        ("She plays the role of a nurse who died on Sunday.", "2026-11-15"),
        ("Protesters hold signs outside the court on Monday.", "2026-11-16"),
        ("Fans gather in Vell on Sunday after Rovers won the cup.", "2026-11-15"),
        ("A gunman opens fire in Vell on Sunday, killing two.", "2026-11-15"),
        ("The president says on Monday he was ill.", "2026-11-16"),
        ("The mayor looks on as the queen arrives in Vell on Monday.", "2026-11-16"),
        ("The mayor faces questions – the last on Sunday – about the mill.", "2026-11-15"),
        ("The mayor meets Friday's winner.", "2026-11-13"),
        ("Vell Harbour figures in February.", "2026-02"),
    ],
)
def test_other_days_beside_a_present_are_past(sentence: str, day: str) -> None:
    assert values(sentence)[0] == day


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Storm Ines could bring floods to the coast of Norland on Sunday if the wind turns.", "2026-11-22"),
        ("Teachers could strike from Monday.", "2026-11-23"),
        ("On Saturday gusts could top 140 kilometres an hour.", "2026-11-21"),
        ("Officials said the pass could reopen on Friday.", "2026-11-20"),
        ("The plant could close in January.", "2027-01"),
    ],
)
def test_what_could_be_is_to_come(sentence: str, day: str) -> None:
    assert values(sentence)[0] == day


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("She could not sleep on Sunday.", "2026-11-15"),
        ("Smoke could be seen on Monday.", "2026-11-16"),
        ("Residents could return on Monday after the fire was put out.", "2026-11-16"),
        ("The thieves could have left the harbour on Sunday.", "2026-11-15"),
        ("They were relieved so that they could rest on Saturday.", "2026-11-14"),
    ],
)
def test_what_somebody_could_do_is_past(sentence: str, day: str) -> None:
    assert values(sentence)[0] == day


@pytest.mark.parametrize(
    ("language", "sentence", "day"),
    [
        ("es", "Un incendio declarado este jueves arrasó una fábrica.", "2026-11-12"),
        ("es", "Un hombre ha muerto este lunes en el puerto.", "2026-11-16"),
        ("es", "La reunión prevista este lunes será en la sede.", "2026-11-23"),
        ("es", "El Congreso vota este lunes la ley.", "2026-11-23"),
        ("es", "Las lluvias podrían llegar el domingo a la costa.", "2026-11-22"),
        ("es", "El ladrón podría haber huido el domingo de la cárcel.", "2026-11-15"),
        ("fr", "L'incendie survenu ce jeudi a détruit un hangar.", "2026-11-12"),
        ("fr", "Le conseil se réunira ce jeudi.", "2026-11-19"),
        ("fr", "La compagnie prévoit de supprimer un train sur trois jeudi.", "2026-11-19"),
        ("fr", "La réforme prévoit des aides, a annoncé jeudi le ministre.", "2026-11-12"),
        ("fr", "La neige pourrait tomber dimanche en plaine.", "2026-11-22"),
        ("fr", "Le suspect pourrait avoir quitté la ville samedi.", "2026-11-14"),
        ("de", "Der Sturm könnte am Montag die Küste erreichen.", "2026-11-23"),
        ("de", "Die Täter könnten am Dienstag nach Hafen geflohen sein.", "2026-11-17"),
    ],
)
def test_plans_and_participles_of_other_languages(language: str, sentence: str, day: str) -> None:
    assert values(sentence, language)[0] == day


def values(text: str, language: str = "en") -> list[str | None]:
    """What the times of a text mean that was published on Wednesday, 18 November 2026."""
    article = analysed_record(text, published="2026-11-18", language=language)
    return [moment.value for moment in article.moments]
