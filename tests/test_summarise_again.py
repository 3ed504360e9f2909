from __future__ import annotations

import pytest

from brief.analyse.sentences import sentences
from brief.model import Analysis
from brief.summarise import summarise
from brief.summarise.again import events
from tests.support import told_by

OTHERS = [
    "Ferries run until six, and no lorry may cross before the council has met again in June.",
    "A school choir from Norfield sang for the guests in the rain on Sunday afternoon.",
    "Two of the islands had no power for an hour, which nobody could explain at first.",
    "The price of bread went up by four cents in the shops of the northern valleys.",
]


def read(*lines: str) -> Analysis:
    """The lines as one article."""
    story = told_by(list(lines))
    found, titles = sentences(story)
    return Analysis(story=story, sentences=found, titles=titles)


@pytest.mark.parametrize(
    ("one", "other", "event"),
    [
        ("Troops ousted the rebels from Norfield.", "The army regained control of Norfield.", "seize"),
        ("Minister Holt has resigned.", "Holt handed in her resignation.", "resign"),
        ("Two boys were killed.", "Two boys lost their lives.", "kill"),
        ("Six in ten chose the early shift.", "Most opted for the early shift.", "choose"),
    ],
)
def test_an_event_is_known_by_any_of_its_words(one: str, other: str, event: str) -> None:
    for text in (one, other):
        (sentence,) = read(text).sentences
        assert event in events(sentence, "en")


def test_a_word_within_a_word_is_no_event() -> None:
    (sentence,) = read("The skilled diet of Winslow was opened.").sentences

    assert events(sentence, "en") == {"open"}


def test_a_language_without_a_list_has_no_known_events() -> None:
    (sentence,) = read("Der Minister ist tot.").sentences

    assert events(sentence, "de") == frozenset()


RETOLD = [
    (
        "Government troops ousted rebels from the Norfield oil refinery, the army said on Sunday.",
        "The army regained full control of the Norfield refinery, a spokesman for the government said.",
    ),
    (
        "A million men now choose to work part-time so that they can help at home with children.",
        "Most men who opted for part-time work wanted to be with their children, a survey found.",
    ),
]


@pytest.mark.parametrize(("one", "other"), RETOLD)
def test_an_event_is_told_once_in_whatever_words(one: str, other: str) -> None:
    analysis = read(one, other, *OTHERS)

    picks = summarise(analysis).picks

    assert not {0, 1} <= set(picks)
    assert len(picks) == 3


def test_two_events_of_a_kind_with_other_figures_are_two_facts() -> None:
    one = "In Norfield 13 soldiers of the northern army were killed in the valley on Sunday."
    other = "In Vlist 45 soldiers of the northern army died in the valley a day later."
    analysis = read(one, other, "The army flies flags at half mast.", "Nobody else came.")

    assert {0, 1} <= set(summarise(analysis, sentences=3).picks)
