from __future__ import annotations

import pytest

from brief.model import Analysis
from brief.summarise import summarise
from brief.summarise.again import Tellings, events
from brief.summarise.centrality import tf_isf
from brief.summarise.groups import RETELLS
from tests.support import told_by, unparsed

OTHERS = [
    "Ferries run until six, and no lorry may cross before the council has met again in June.",
    "A school choir from Norfield sang for the guests in the rain on Sunday afternoon.",
    "Two of the islands had no power for an hour, which nobody could explain at first.",
    "The price of bread went up by four cents in the shops of the northern valleys.",
]


def read(*lines: str) -> Analysis:
    """The lines as one article."""
    return unparsed(told_by(list(lines)))


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


ALIKE = [
    (
        "A striker must concentrate on his career at Norfield, not on his country, said coach Ida Holt.",
        "Holt wants the striker to focus on forcing his way into the first team of Norfield.",
    ),
    (
        "Vidra suspended more than 10,000 accounts of militants in a single day.",
        "The network shut about 10,000 accounts that extremists had opened, a reporter found.",
    ),
    (
        "A walker was horrified to find a dead lizard in the lining of a coat.",
        "Paula Durn was shocked when she discovered the body of a lizard in her coat's lining.",
    ),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_other_words_for_the_same_are_heard(one: str, other: str) -> None:
    assert told_alike(one, other) > RETELLS


def test_a_new_fact_of_the_same_people_is_no_retelling() -> None:
    one = "Vidra suspended more than 10,000 accounts of militants in a single day."
    other = "Militants used to find their recruits among students, whom they met in chats and at games."

    assert told_alike(one, other) < RETELLS


def test_a_figure_in_common_weighs_more_than_a_word() -> None:
    one, other = "Divers brought up 359 coins.", "Of those 359 were old."

    assert told_alike(one, other) > told_alike(one.replace("359", "some"), other.replace("359", "some"))


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_a_page_tells_a_fact_once(one: str, other: str) -> None:
    picks = summarise(read(one, *OTHERS, other, *["So it was."] * 5)).picks

    assert not {0, 1 + len(OTHERS)} <= set(picks)


def told_alike(one: str, other: str) -> float:
    """How much two sentences of a story have in common."""
    analysis = read(one, other, *OTHERS)
    return Tellings(analysis, tf_isf(sentence.terms for sentence in analysis.sentences)).alike(0, 1)
