import os
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.analyse import analyse
from brief.errors import UnknownName
from brief.model import Analysis, Stated, Story, Summary
from brief.summarise import SCORERS, summarise
from tests.support import cleaned_record, told_by, unparsed

HARBOUR = [
    "The harbour bridge was closed on Monday after inspectors found deep cracks in two pillars.",
    "Ferries will carry passengers across the river until repairs end, the port authority said.",
    "Engineers expect the repairs to take at least six weeks and to cost the city about four million crowns.",
    "Mayor Ida Holt told the council that the cracks were first reported by a fisherman in early spring.",
    "She asked for a full account of every inspection made since the bridge was opened in 1987.",
    "Shop owners on the north bank fear that the closure will cost them most of their summer trade.",
    "The national road agency will inspect eleven other bridges of the same design this year.",
]


def read(*articles: list[str], language: str = "en") -> Analysis:
    """The articles as one story, cut into sentences."""
    story = told_by(*articles)
    story = Story(articles=tuple(replace(article, language=language) for article in story.articles))
    return unparsed(story)


def page(analysis: Analysis, summary: Summary) -> list[str]:
    """The picks as a page prints them: bottom line, then the others in reading order."""
    order = [summary.bottom_line] if summary.bottom_line is not None else []
    order += [index for index in summary.picks if index != summary.bottom_line]
    return [analysis.story.slice(analysis.sentences[index].span) for index in order]


def test_a_summary_opens_with_the_event() -> None:
    analysis = read(HARBOUR)

    summary = summarise(analysis)

    assert page(analysis, summary)[0] == HARBOUR[0]
    assert 2 <= len(summary.picks) <= 5


SCENE = [
    "# Harbour bridge closed after cracks are found in pillars",
    "Gulls sat on the empty carriageway, and nobody chased them away.",
    "An old man with a fishing rod had the railing to himself for the first time in years.",
    *HARBOUR,
]


@pytest.mark.parametrize("sentences", [None, 1, 2, 3])
def test_a_scene_at_the_top_gives_way_to_the_event_of_the_headline(sentences: int | None) -> None:
    analysis = read(SCENE)

    told = page(analysis, summarise(analysis, sentences=sentences))

    assert told[0] == HARBOUR[0]
    assert sentences is None or len(told) == sentences


def test_the_words_of_a_map_open_no_page() -> None:
    drawn = (
        "NORTH QUAY RIVER ROAD HARBOUR BRIDGE Inspectors found cracks in the pillars of the harbour bridge."
    )
    analysis = read([SCENE[0], drawn, *HARBOUR])

    assert drawn not in page(analysis, summarise(analysis))


REPAIRS = [
    *HARBOUR,
    "Divers went down to the pillars on Tuesday to measure how far the cracks reach below the water.",
    "Lorries above eight tonnes must take the motorway until a temporary bridge of steel arrives.",
    "Insurers put the loss to the port at ninety thousand crowns for each day without road traffic.",
    "A similar bridge in the north of the country fell into its river eleven years ago.",
]


def test_a_page_has_a_bottom_line_and_four_points_when_the_story_has_them() -> None:
    summary = summarise(read(REPAIRS))

    assert len(summary.picks) == 5
    assert summary.short is None


@given(st.integers(4, 11))
def test_a_page_is_not_filled_with_more_than_half_of_a_short_story(count: int) -> None:
    assert len(summarise(read(REPAIRS[:count])).picks) <= max(3, (count + 1) // 2)


def test_a_page_is_not_filled_with_repeats() -> None:
    again = [
        HARBOUR[0].replace("was closed on Monday", "has been shut since Monday"),
        HARBOUR[2].replace("Engineers expect", "Engineers say they expect"),
        "Deep cracks in two of its pillars were found by inspectors, and the harbour bridge is closed.",
        "The repairs will take at least six weeks and cost four million crowns, engineers say.",
    ]
    analysis = read([HARBOUR[0], HARBOUR[2], *again, HARBOUR[5]])

    told = page(analysis, summarise(analysis))

    assert sum("pillars" in sentence for sentence in told) <= 1
    assert sum("crowns" in sentence for sentence in told) <= 1


@pytest.mark.parametrize(
    "aside",
    [
        "Which lighthouse keeper of the islands has watched more whales than Anders Brandt?",
        "Whales: a lighthouse keeper watched twenty of them pass the islands.",
        "In this file photo a lighthouse keeper watches whales pass the islands.",
        "I watched whales pass the islands with a lighthouse keeper.",
        "You can watch whales pass the islands with a lighthouse keeper.",
        "The whales that pass the islands mean the world to me.'",
        "Read more of whales and of lighthouse keepers on the islands.",
    ],
)
def test_a_page_is_not_filled_with_asides(aside: str) -> None:
    analysis = read([*HARBOUR[:3], REPAIRS[7], HARBOUR[5], aside, "Then came the rain.", *["So it was."] * 4])

    assert aside not in page(analysis, summarise(analysis))


def test_a_page_is_not_filled_with_answers_to_what_is_not_on_it() -> None:
    answer = "'There is no question about that,' said a lighthouse keeper who watches whales."
    analysis = read([*HARBOUR[:3], REPAIRS[7], "Rain fell.", answer, *["So it was."] * 5])

    assert answer not in page(analysis, summarise(analysis))


def test_an_opening_that_only_what_follows_explains_does_not_fill_a_page() -> None:
    opening = "It was old, and gulls sang of it on the islands."
    lines = [REPAIRS[place] for place in (10, 8, 7, 3, 0)]
    analysis = read([opening, *lines, *["So it was."] * 5])

    assert opening not in page(analysis, summarise(analysis))


def test_a_question_is_no_bottom_line_though_another_leans_on_the_rest() -> None:
    lines = [
        "Will the harbour bridge of Vlist ever open again?",
        HARBOUR[0],
        f"But {HARBOUR[2]}",
        *HARBOUR[3:],
    ]

    assert page(read(lines), summarise(read(lines)))[0] != lines[0]


def test_what_fills_a_page_ranks_behind_the_best_summary_and_stands_after_it() -> None:
    analysis = read(REPAIRS)

    order = summarise(analysis).order

    assert order[0] == 0
    assert max(order[:2]) < max(order)


@given(st.permutations(range(len(REPAIRS))))
def test_on_a_full_page_every_pronoun_follows_its_sentence(places: list[int]) -> None:
    lines = [REPAIRS[place] for place in places]
    analysis = read(lines)
    she = lines.index(HARBOUR[4])

    told = page(analysis, summarise(analysis))

    assert she == 0 or HARBOUR[4] not in told or told[told.index(HARBOUR[4]) - 1] == lines[she - 1]


@pytest.mark.parametrize("method", sorted(SCORERS))
def test_every_method_gives_exactly_as_many_sentences_as_asked_for(method: str) -> None:
    analysis = read(HARBOUR)

    summary = summarise(analysis, method=method, sentences=3)

    assert len(summary.picks) == 3
    assert len(summary.scores) == len(HARBOUR)
    assert summary.short is None


@pytest.mark.parametrize("method", sorted(SCORERS))
def test_every_method_takes_a_story_without_sentences(method: str) -> None:
    summary = summarise(read([]), method=method)

    assert summary.picks == ()
    assert summary.bottom_line is None
    assert summary.short == "the story has no sentences"


@pytest.mark.parametrize("method", sorted(SCORERS))
def test_every_method_takes_a_single_sentence(method: str) -> None:
    assert summarise(read(HARBOUR[:1]), method=method).picks == (0,)


@pytest.mark.parametrize("method", sorted(SCORERS))
def test_every_method_takes_a_story_without_words(method: str) -> None:
    assert summarise(read(["* * *", "!!!"]), method=method).picks


@given(st.integers(1, 9), st.sampled_from(["default", "lead", "lexrank", "textrank"]))
def test_picks_rise_and_order_and_bottom_line_are_made_of_them(count: int, method: str) -> None:
    summary = summarise(read(HARBOUR), method=method, sentences=count)

    assert list(summary.picks) == sorted(set(summary.picks))
    assert sorted(summary.order) == list(summary.picks)
    assert summary.bottom_line == summary.order[0]
    assert len(summary.picks) == min(count, len(HARBOUR))


@given(st.integers(1, 150))
def test_a_number_of_words_is_never_passed(words: int) -> None:
    analysis = read(HARBOUR)

    summary = summarise(analysis, words=words)

    assert sum(len(sentence.split()) for sentence in page(analysis, summary)) <= words
    assert bool(summary.picks) == (words >= min(len(line.split()) for line in HARBOUR))


def test_a_share_of_the_words_is_never_passed() -> None:
    analysis = read(HARBOUR)
    whole = sum(len(line.split()) for line in HARBOUR)

    told = page(analysis, summarise(analysis, percent=50))

    assert 0.25 * whole < sum(len(sentence.split()) for sentence in told) <= 0.5 * whole


def test_too_few_words_for_any_sentence_are_said() -> None:
    assert summarise(read(HARBOUR), words=3).short == "no sentence has 3 words or fewer"


def test_a_story_with_fewer_sentences_than_asked_for_says_so() -> None:
    summary = summarise(read(HARBOUR[:2]), sentences=5)

    assert summary.short == "5 sentences asked for, 2 given: the story has 2"


def test_repeats_are_not_used_to_fill_a_length() -> None:
    again = HARBOUR[0].replace("was closed", "has been closed")

    summary = summarise(read([HARBOUR[0], again]), sentences=2)

    assert summary.picks == (0,)
    assert summary.short == "2 sentences asked for, 1 given; the others repeat these"


@pytest.mark.parametrize(
    ("wanted", "complaint"),
    [
        ({"sentences": 0}, "sentences must be at least 1, not 0"),
        ({"words": -4}, "words must be at least 1, not -4"),
        ({"percent": 0.0}, "percent must be above 0 and at most 100, not 0"),
        ({"percent": 120.0}, "percent must be above 0 and at most 100, not 120"),
    ],
)
def test_a_length_out_of_range_is_refused(wanted: dict[str, int], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        summarise(read(HARBOUR), **wanted)  # type: ignore[arg-type]  # percent is a float here


def test_an_unknown_method_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="no summariser named 'best'; choose one of default, edmundson"):
        summarise(read(HARBOUR), method="best")


def test_the_addends_of_a_score_add_up_to_it() -> None:
    summary = summarise(read(HARBOUR))

    for score, parts in zip(summary.scores, summary.why, strict=True):
        assert sum(value for _, value in parts) == pytest.approx(score)
        assert len({name for name, _ in parts}) == len(parts) > 20


def test_a_sentence_that_begins_with_a_pronoun_comes_only_with_the_one_before() -> None:
    analysis = read(HARBOUR)

    for count in range(1, 6):
        picks = summarise(analysis, sentences=count).picks
        assert 4 not in picks or 3 in picks


def test_any_front_part_of_the_order_can_stand() -> None:
    summary = summarise(read(HARBOUR), sentences=7)

    order = list(summary.order)
    assert order.index(3) < order.index(4)


def test_a_later_telling_with_other_figures_replaces_the_earlier() -> None:
    early = ["At least three people died when a ferry sank off Vlist on Monday, the coast guard said."]
    late = ["At least five people died when a ferry sank off Vlist on Monday, the coast guard said."]
    story = told_by(early + HARBOUR[2:4], late)
    first, second = story.articles
    story = Story(
        articles=(
            replace(first, published=Stated(value="2024-05-06", origin="record")),
            replace(second, published=Stated(value="2024-05-07", origin="record")),
        )
    )
    analysis = unparsed(story)

    told = page(analysis, summarise(analysis, sentences=2))

    assert late[0] in told
    assert early[0] not in told


@pytest.mark.parametrize(
    ("day", "told"),
    [("Thursday", False), ("20 November", False), ("26 November", True), ("Monday", True)],
)
def test_what_an_earlier_report_foretells_is_told_until_its_day_has_come(day: str, told: bool) -> None:
    ahead = f"Cyclone Idris will strike the coast of Norland on {day}, forecasters said."
    early = cleaned_record(
        f"Norland ordered 180,000 people off its coast as Cyclone Idris grew.\n\n{ahead}",
        published="2026-11-17",
    )
    late = cleaned_record(
        "Cyclone Idris caused damage of 130 million dollars in Norland.\n\nEight fishermen drowned.",
        published="2026-11-22",
    )
    analysis = analyse(Story(articles=(late, early)))

    assert (ahead in page(analysis, summarise(analysis, sentences=4))) == told


def test_two_articles_make_one_summary_without_repeats() -> None:
    other = [HARBOUR[0].replace("deep cracks", "large cracks"), *HARBOUR[5:]]
    analysis = read(HARBOUR[:5], other)

    told = page(analysis, summarise(analysis, sentences=4))

    assert sum("inspectors found" in sentence for sentence in told) == 1


GERMAN = [
    "Die Brücke am Hafen von Vlist wurde am Montag gesperrt, nachdem Prüfer tiefe Risse gefunden hatten.",
    "Fähren bringen Reisende bis zum Ende der Arbeiten über den Fluss, teilte die Hafenbehörde mit.",
    "Er nannte keine Zahlen zu den Kosten der Arbeiten an der Brücke.",
    "Die Arbeiten an den Pfeilern der Brücke sollen mindestens sechs Wochen dauern.",
]


def test_a_german_pronoun_is_known_too() -> None:
    picks = summarise(read(GERMAN, language="de"), sentences=2).picks

    assert 2 not in picks or 1 in picks


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "أغلق الجسر يوم الاثنين بعد العثور على شقوق. تنقل العبارات الركاب عبر النهر. من يدفع؟"),
        ("zh", "检查人员发现裂缝后，大桥周一关闭。渡轮将运送乘客过河。谁来付钱？市长没有回答。"),
        ("xx", "Vlist broen stengt mandag. Ferger går til kl seks. Byen betaler."),
    ],
)
def test_a_language_without_word_lists_gets_sensible_sentences(language: str, text: str) -> None:
    analysis = read([text], language=language)

    told = page(analysis, summarise(analysis, sentences=2))

    assert len(analysis.sentences) >= 3
    assert len(told) == 2
    assert all(sentence in text for sentence in told)


def test_a_long_text_is_summarised_too() -> None:
    analysis = read(
        [
            f"{left}{right} met {right}{left} at the gate."
            for left in "abcdefghijkl"
            for right in HARBOUR[0].split()
        ]
    )

    summary = summarise(analysis, sentences=12)

    assert len(summary.picks) == 12


def test_two_articles_that_open_with_the_event_in_other_words_tell_it_once() -> None:
    one = ["The dance clip by the South Korean singer Pavo has become the most watched video on Vidra ever."]
    other = ["A dance video by the South Korean pop star Pavo is now the most seen on Vidra of all time."]
    analysis = read(one + HARBOUR[1:3], other + HARBOUR[3:4])

    told = page(analysis, summarise(analysis, sentences=3))

    assert sum("Pavo" in sentence for sentence in told) == 1


def test_scores_are_the_same_to_the_last_bit_whatever_order_sets_have() -> None:
    program = (
        "import sys; from tests.test_summarise import *; "
        "text = open('seeds/central-bank-raises-rate.txt', encoding='utf-8').read(); "
        "print(summarise(read([text])))"
    )

    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3", "4")
    }

    assert len(printed) == 1
