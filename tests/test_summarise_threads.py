import pytest

from brief.analyse.sentences import sentences
from brief.model import Analysis
from brief.summarise import summarise
from brief.summarise.threads import Threads
from tests.support import told_by

OPENING = (
    "The harbour bridge of Vlist was closed on Monday after inspectors found deep cracks in two pillars."
)


def threads(*lines: str) -> Threads:
    """The threads of a story with a sentence a line."""
    found, titles = sentences(story := told_by(list(lines)))
    assert len(found) == len(lines)
    return Threads.of(Analysis(story=story, sentences=found, titles=titles))


@pytest.mark.parametrize(
    ("before", "taken_up"),
    [
        ("A fisherman saw the first crack in spring.", "Nobody believed the fisherman for half a year."),
        ("Mayor Ida Holt spoke to the council.", "Repairs will last until summer, Holt told the council."),
        ("Mayor Ida Holt spoke to the council.", "Repairs of the road will follow, said Mrs Holt."),
        ("A law of 1987 asks for yearly inspections.", "In a town of ferries, this law was soon forgotten."),
        ("Ferries will run until six.", "Lorries will also have to use the motorway."),
        ("Ferries will run until six.", "Buses of the island will be free as well."),
        ("Ida Holt opened the meeting.", "In written testimony, she blamed the port."),
        ("Ida Holt opened the meeting.", "Thanks to a fault of the clock, she came late."),
        ("The port lost a case in court.", "If they were wrong, the city must pay for all."),
        ("Two men fired at the ferry.", "The attackers fled in a red van."),
        ("The council will vote in May.", "The move was welcomed by shop owners."),
    ],
)
def test_what_a_sentence_takes_up_has_to_be_on_the_page(before: str, taken_up: str) -> None:
    told = threads(OPENING, before, taken_up)

    assert told.loose(2, {0}) >= 1
    assert told.loose(2, {0, 1}) == 0


@pytest.mark.parametrize(
    "line",
    [
        "Inspectors found cracks in eleven bridges of the country.",
        "The government of the islands will pay for the ferries.",
        "Mayor Ida Holt asked for an account, and she wants it soon.",
        "The fisherman who saw the first crack was not believed.",
        "This week the council will vote on a plan.",
    ],
)
def test_a_sentence_that_introduces_what_it_speaks_of_owes_nothing(line: str) -> None:
    told = threads(OPENING, "A fisherman spoke to Mayor Ida Holt of the port of Vlist.", line)

    assert told.loose(2, {0}) == 0


def test_she_is_nobody_where_the_sentence_before_names_nobody() -> None:
    told = threads(OPENING, "Ferries carry all of the passengers.", "She has counted 300 of them a day.")

    assert told.loose(2, {0, 1}) == 1


def test_text_without_capitals_opens_with_what_it_is_about() -> None:
    told = threads(
        OPENING.lower(),
        "holt spoke to the council for an hour.",
        "holt wants a full account of the inspections.",
    )

    assert told.loose(2, {0}) == 1
    assert told.loose(2, {0, 1}) == 0


def test_what_opens_an_article_owes_nothing() -> None:
    assert threads("The move was welcomed by the attackers.", OPENING).debts(0) == ()


POINTS = [
    OPENING,
    "Ferries will carry passengers across the river until repairs end, the port authority said.",
    "Engineers expect repairs to take at least six weeks and to cost the city four million crowns.",
    "Divers went down on Tuesday to measure how far the damage reaches below the water.",
]


@pytest.mark.parametrize(
    "line",
    [
        "Bremer was referring to a report of the year before on rust in the steel of old bridges.",
        "Boiled salt cod 100g; 300 calories.",
        "Eleven other bridges of the same design will be looked at this year:",
        "Will be twice as long as the old one when it opens again in summer.",
        "Fishing master: a man of 58 years said the rust was known to all.",
        "We have come to this quiet pier since it is known for 'rust' and for gulls.",
    ],
)
def test_a_page_is_not_filled_with_what_does_not_stand(line: str) -> None:
    filler = ["Jan Bremer, who builds ships, laughed at all of it.", line, *["So it was."] * 6]
    analysis = threads(*POINTS, *filler).analysis

    picks = summarise(analysis).picks

    assert 5 not in picks
    assert 0 in picks


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The lowest span began to move at about 3:40 a.m., when nobody was near it.", True),
        ("Ferries at 6:15: a new timetable for all who cross.", False),
        ("Some 30 lorries were stuck.", True),
        ("A few lorries were stuck.", False),
        ("The quarrel lasted until the early 1990s.", False),
    ],
)
def test_a_clock_is_no_label_and_a_few_words_with_a_figure_say_something(line: str, expected: bool) -> None:
    analysis = threads(*POINTS, line, *["So it was."] * 7).analysis

    assert (4 in summarise(analysis).picks) == expected


def test_a_line_of_an_agency_picture_is_no_sentence_of_a_page() -> None:
    picture = "FILE - In this 2014 photo, the harbour bridge of Vlist is seen with its cracks and pillars."
    analysis = threads(picture, *POINTS, *["So it was."] * 4).analysis

    assert 0 not in summarise(analysis).picks


def test_those_of_an_opening_line_are_not_known_on_a_page() -> None:
    opening = "Those poor gulls of the harbour bridge must have wondered what on earth was going on in Vlist."
    analysis = threads(opening, *POINTS, *["So it was."] * 4).analysis

    assert 0 not in summarise(analysis).picks


@pytest.mark.parametrize(
    "line",
    [
        "A panel of engineers found Castor to be right.",
        "The fisherman's warning was read out by the panel.",
    ],
)
def test_a_sentence_takes_up_whom_it_names_and_what_it_opens_with(line: str) -> None:
    told = threads(OPENING, "A fisherman, known as Castor, had warned of it.", line)

    assert told.takes_up(2, {0})
    assert not told.takes_up(2, {0, 1})


def test_a_sentence_about_something_new_takes_nothing_up() -> None:
    told = threads(OPENING, "A fisherman, known as Castor, had warned of it.", "Ferries will run all night.")

    assert not told.takes_up(2, {0})


def test_two_bare_surnames_do_not_explain_each_other() -> None:
    told = threads(
        OPENING,
        "Mayor Ida Holt spoke to the council.",
        "Repairs will last until summer, Holt told the council.",
        "Ferries will run until six in the evening, Holt said.",
    )

    assert told.loose(3, {0, 2}) == 1
    assert told.loose(3, {0, 1}) == 0
