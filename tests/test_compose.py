"""What stands on a page, in which order, and what goes when it does not fit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.analyse import analyse
from brief.analyse.figures import figures
from brief.analyse.quotes import quotes
from brief.clean import clean
from brief.compose import compose
from brief.compose.fit import _most
from brief.model import (
    Analysis,
    Answer,
    Briefing,
    Dateline,
    Difference,
    Entity,
    FactBox,
    Moment,
    RawArticle,
    Span,
    Stated,
    Story,
    Summary,
)
from brief.text import fold
from tests.support import case, cleaned_record, fitted, harbour_page, told_by, unparsed

PIER = [
    "# Pier Closed",
    "The pier closed on Tuesday, reports said.",
    "About 3,100 people use the ferry, and six buses were hired.",
    "“We would rather be late than be sorry,” said harbour master Ilse Brandt.",
    "The pier was repaired in 1998.",
]


def analysis_of(story: Story, **more: object) -> Analysis:
    """A story read without a language model."""
    analysis = unparsed(story)
    told = {"quotes": quotes(story, analysis.sentences, ()), "figures": figures(story, analysis.sentences)}
    return replace(analysis, **told, **more)  # type: ignore[arg-type]


def summary_of(
    analysis: Analysis, *picks: int, order: tuple[int, ...] = (), bottom: int | None = 0
) -> Summary:
    """A summary of these sentences; the first is the bottom line."""
    scores = tuple(1.0 - index / 100 for index in range(len(analysis.sentences)))
    return Summary(method="test", picks=picks, order=order or picks, bottom_line=bottom, scores=scores)


def page_of(
    analysis: Analysis,
    *picks: int,
    box: FactBox | None = None,
    order: tuple[int, ...] = (),
    fits: Callable[[Briefing], bool] | None = None,
) -> Briefing:
    """The page of an analysis."""
    summary = summary_of(analysis, *picks, order=order)
    return compose(
        analysis, summary, box or FactBox(), made="2025-03-12T06:00:00Z", tool="brief test", fits=fits
    )


def span_of(story: Story, text: str, article: int = 0) -> Span:
    """Where a text stands in an article."""
    start = story.articles[article].text.index(text)
    return Span(article=article, start=start, end=start + len(text))


def kinds(page: Briefing) -> list[str]:
    """The kinds of what is to be read with care."""
    return [flag.kind for flag in page.flags]


def test_every_word_of_a_page_is_where_its_cite_says() -> None:
    story = told_by(PIER)
    page = page_of(analysis_of(story), 0, 1, 2)
    text = story.articles[0].text

    assert page.title is not None
    assert page.bottom_line is not None
    for item in (page.title, page.bottom_line, *page.points, *page.quotes, *page.figures):
        assert " … ".join(fold(text[cite.start : cite.end]) for cite in item.cites) == item.text
        assert [cite.paragraph for cite in item.cites] == [
            text.count("\n", 0, cite.start) + 1 for cite in item.cites
        ]


def test_the_bottom_line_is_not_said_again_below() -> None:
    page = page_of(analysis_of(told_by(PIER)), 0, 1, 2)

    assert page.bottom_line is not None
    assert page.bottom_line.text == "The pier closed on Tuesday, reports said."
    assert page.bottom_line.text not in [point.text for point in page.points]
    assert len(page.points) == 2


def test_a_title_apart_is_a_source_of_its_own() -> None:
    (article,) = told_by(PIER[1:]).articles
    title = Stated(value="Pier\nClosed", origin="record")
    headline = Span(article=0, start=0, end=len(title.value), part="title")
    page = page_of(analysis_of(Story(articles=(replace(article, title=title, headline=headline),))), 0, 1)

    assert page.title is not None
    assert page.title.text == "Pier Closed"
    assert page.title.cites[0].source == 1
    assert (page.sources[1].title_of, page.sources[1].text) == (0, "Pier\nClosed")
    assert page.sources[0].text is None


def test_who_said_something_and_what_is_counted_is_on_the_page() -> None:
    page = page_of(analyse(told_by(PIER)), 0)

    assert [(quote.text, quote.speaker) for quote in page.quotes] == [
        ("We would rather be late than be sorry", "harbour master Ilse Brandt")
    ]
    assert [(figure.text, figure.label) for figure in page.figures] == [
        ("About 3,100", "people use the ferry"),
        ("six", "buses were hired"),
    ]


def figures_of(*articles: list[str]) -> list[str]:
    """The key figures of a page of these articles, its first sentence the bottom line."""
    return [f"{figure.text} | {figure.label}" for figure in page_of(analyse(told_by(*articles)), 0).figures]


def test_people_harmed_come_first_and_small_counts_go() -> None:
    told = figures_of(
        ["The quake struck Karvik on Monday, killing 61 people.", "Two ships brought 3,000 tents for $2m."]
    )

    assert told == [
        "61 | killing 61 people",
        "$2m | Two ships brought 3,000 tents for $2m",
    ]


def test_a_statement_with_two_figures_is_told_once() -> None:
    told = figures_of(
        ["By dusk 150 divers with 50 boats searched the bay. The harbour has 90 staff on site."]
    )

    assert told == ["150 | divers with 50 boats", "90 | staff on site"]


def test_the_toll_of_an_older_disaster_is_none_of_this_one() -> None:
    told = figures_of(
        [
            "A coach fell off the Karvik bridge, killing 6 people and injuring 21.",
            "In 1987 a storm killed 31 people.",
        ]
    )

    assert told == ["6 | killing 6 people", "21 | injuring 21"]


def test_what_befell_people_is_told_before_money_wherever_it_stands() -> None:
    told = figures_of(
        [
            "A clerk stole $2 million from elderly widows in Karvik.",
            "The widows lost 80 rings.",
            "Reed was jailed for nine years.",
        ]
    )

    assert [line.split(" | ")[0] for line in told] == ["$2 million", "nine years", "80"]


def test_jobs_lost_are_told_before_money() -> None:
    told = figures_of(
        [
            "The shipyard at Karvik made a loss of $40 million.",
            "Shares in the yard fell 11 percent in Lund.",
            "The yard cut 1,150 jobs.",
        ]
    )

    assert [line.split(" | ")[0] for line in told] == ["$40 million", "1,150", "11 percent"]


def test_sums_that_are_next_to_nothing_beside_the_headline_s_are_left_out() -> None:
    told = figures_of(
        [
            "A clerk stole $2 million from elderly widows in Karvik.",
            "The bank queried a transfer of $4,000.",
            "The largest loss, $700,000, was suffered by a baker.",
            "The clerk paid $180,000 for a boat.",
        ]
    )

    assert [line.split(" | ")[0] for line in told] == ["$2 million", "$700,000", "$180,000"]


def test_the_same_figure_of_two_sources_is_told_once() -> None:
    told = figures_of(
        ["A ferry carrying 214 people ran aground.", "The ship lost 40 tonnes of fuel worth $70,000."],
        ["All 214 passengers on board were rescued."],
    )

    assert len([line for line in told if line.startswith("214")]) == 1


def test_a_single_figure_is_no_list_of_figures() -> None:
    assert page_of(analysis_of(told_by(["The pier closed.", "It has 48 piles."])), 0).figures == ()


def test_a_word_in_marks_is_no_quotation() -> None:
    assert page_of(analysis_of(told_by(["Brandt called it “a shame”.", "Brandt said “no”."])), 0).quotes == ()


def quoted(*lines: str) -> list[str]:
    """The quotations of a page of these lines, the bottom line another one."""
    story = told_by(["The pier closed on Tuesday.", *lines])
    return [quote.text for quote in page_of(analysis_of(story), 0).quotes]


def test_pieces_of_different_speeches_stay_apart() -> None:
    assert quoted(
        "“We lost the boat to the sea,” said Ilse Brandt in Karvik.",
        "“It will be found by us all,” said Ilse Brandt.",
    ) == ["We lost the boat to the sea", "It will be found by us all"]
    assert quoted("She watched “Sesame Street,” and “public life is like apple pie”, said Ilse Brandt.") == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "“We lost the boat and all of the nets,” said Ilse Brandt. “But nobody of us was hurt.”",
            "We lost the boat and all of the nets … But nobody of us was hurt.",
        ),
        (
            "“We lost the boat. The nets are gone too,” said Ilse Brandt, a fisher. “Nobody was hurt.”",
            "We lost the boat. The nets are gone too … Nobody was hurt.",
        ),
        (
            "“A very hard day,” said Ilse Brandt. “But nobody of us was hurt in the storm.”",
            "A very hard day … But nobody of us was hurt in the storm.",
        ),
        (
            "“We lost the boat,” said Ilse Brandt. “It went down. Nobody was hurt.”",
            "We lost the boat … It went down. Nobody was hurt.",
        ),
    ],
)
def test_a_speech_that_its_speaker_parts_is_one(line: str, told: str) -> None:
    assert quoted(line) == [told]


@pytest.mark.parametrize(
    "line",
    [
        "“We lost the boat and all of the nets,” said Ilse Brandt, who calls the port “dead”.",
        "“We lost the boat and all of the nets,” said Ilse Brandt, an analyst whose rating is “hold”.",
    ],
)
def test_a_word_in_marks_behind_a_speaker_is_none_of_his_speech(line: str) -> None:
    assert quoted(line) == ["We lost the boat and all of the nets"]


@pytest.mark.parametrize(
    "line",
    [
        "“We lost all our nets,” said Ilse Brandt. It rained. “None of us drowned,” said Ilse Brandt.",
        "“We lost all our nets,” said Ilse Brandt. “None of us was hurt that day,” said Ann Lee.",
    ],
)
def test_what_something_else_parts_is_two_speeches(line: str) -> None:
    assert len(quoted(line)) == 2


def test_the_rest_of_a_long_speech_is_another_item() -> None:
    long = " ".join(["We lost the boat and all of the nets that we had"] * 3)
    rest = "Nobody of us was hurt since the whole of the harbour sent all its boats at once"

    assert quoted(f"“{long},” said Ilse Brandt. “{rest}.”") == [long, f"{rest}."]


def test_two_items_of_one_speaker_stand_as_they_were_spoken() -> None:
    told = quoted(
        "“We lost the boat and all of the nets,” said Ilse Brandt.",
        "“Nobody was hurt when the pier closed on Tuesday,” said Ilse Brandt.",
    )

    assert told == ["We lost the boat and all of the nets", "Nobody was hurt when the pier closed on Tuesday"]


def test_half_a_speech_that_the_summary_tells_is_not_quoted_alone() -> None:
    line = "“We lost the boat and all of the nets,” said Ilse Brandt. “But nobody of us was hurt.”"
    longer = line.replace(
        "But nobody of us was hurt", "Nobody of us was hurt, since the harbour sent its boats at once"
    )

    assert page_of(analysis_of(told_by([line])), 0).quotes == ()
    assert [one.text for one in page_of(analysis_of(told_by([longer])), 0).quotes] == [
        "Nobody of us was hurt, since the harbour sent its boats at once."
    ]


def test_who_says_little_is_heard_where_one_speaks_alone() -> None:
    lines = (
        "“We would rather be late than be sorry,” said Ilse Brandt.",
        "“Our rope is new and it holds very well,” said Ilse Brandt.",
        "“They never asked us.” said Mara Holt.",
    )

    assert "They never asked us." in quoted(*lines)


def test_a_long_speech_is_told_up_to_the_end_of_a_sentence() -> None:
    first = "We lost the boat and the nets and the whole of the catch in the storm."
    more = "It was a very long night for the whole of the crew."

    assert quoted(f"“{first} {more} {more} {more}” said Ilse Brandt.") == [f"{first} {more} {more}"]


def test_what_the_summary_tells_is_not_quoted_again() -> None:
    story = told_by(["“We would rather be late than be sorry,” said Ilse Brandt.", "The pier closed."])

    assert page_of(analysis_of(story), 0).quotes == ()


def test_each_speaker_is_heard_before_any_is_heard_twice() -> None:
    lines = (
        "“We would rather be late than be sorry,” said Ilse Brandt.",
        "“We shall open the old pier again next week,” said Ilse Brandt.",
        "“Nobody came for us until the next day,” said Mara Holt.",
    )

    assert quoted(*lines) == [
        "We would rather be late than be sorry",
        "Nobody came for us until the next day",
        "We shall open the old pier again next week",
    ]


def test_pieces_of_one_speech_count_together() -> None:
    assert quoted("“We lost the boat,” said Ilse Brandt. “It is gone for good.”") == [
        "We lost the boat … It is gone for good."
    ]
    assert (
        quoted("“we lost the boat” said Ilse Brandt.", "It rained.", "“it is gone” said Ilse Brandt.") == []
    )
    assert quoted("“we lost the boat” said Ilse Brandt.", "“it is gone” said Ann Lee.") == []


def test_a_short_sentence_is_quoted_where_longer_ones_are_few() -> None:
    short = "“We lost the boat,” said Ilse Brandt."
    long = (
        "“We would rather be late than be sorry,” said Ann Lee.",
        "“Nobody came for us until the next day,” said Mara Holt.",
    )

    assert quoted(short) == ["We lost the boat"]
    assert quoted('"We lost the boat.” said Ilse Brandt.') == ["We lost the boat."]
    assert "We lost the boat" in quoted(short, long[0])
    assert "We lost the boat" not in quoted(short, *long)
    assert quoted("Ilse Brandt said “lost the old boat” twice.") == []


def test_a_main_claim_without_a_named_source_is_flagged() -> None:
    page = page_of(analysis_of(told_by(PIER)), 0)

    (flag,) = [flag for flag in page.flags if flag.kind == "attribution"]
    assert "“reports said” (¶2)" in flag.text


def test_a_main_claim_with_a_named_source_is_not() -> None:
    for line in (
        "The pier closed, Brandt said.",
        "The pier closed, Reuters reports said.",
        "The pier closed.",
    ):
        assert "attribution" not in kinds(page_of(analysis_of(told_by([line])), 0))


@pytest.mark.parametrize(
    ("line", "phrase"),
    [
        ("The storm reportedly closed the pier.", "reportedly"),
        ("A harbour source told the station the pier had closed.", "A harbour source told"),
        ("Two people familiar with the matter said it had closed.", "people familiar with the matter"),
        ("Security sources said the pier had closed.", "Security sources said"),
        ("A source who asked not to be named said the pier had closed.", "asked not to be named"),
        ("The pier closed, said an engineer who declined to be identified.", "declined to be identified"),
        ("An engineer told Reuters on condition of anonymity it had closed.", "on condition of anonymity"),
    ],
)
def test_a_main_claim_of_somebody_without_a_name_is_flagged(line: str, phrase: str) -> None:
    (flag,) = [one for one in page_of(analyse(told_by([line])), 0).flags if one.kind == "attribution"]

    assert f"“{phrase}”" in flag.text
    assert flag.text.startswith("The main claim")


@pytest.mark.parametrize(
    "line",
    [
        "The storm reportedly closed the pier, police said.",
        "According to Reuters, the storm reportedly closed the pier.",
        "Reuters sources said the pier had closed.",
        "The Harbour Ledger reports said the pier had closed.",
        "The boy, who cannot be named for legal reasons, closed the pier.",
        "Police declined to name the man who closed the pier.",
        "Ilse Brandt asked not to be named chairwoman of the pier.",
        "Mayor Ilse Brandt said it had closed and an aide, speaking on condition of anonymity, agreed.",
    ],
)
def test_a_main_claim_of_somebody_with_a_name_is_not_flagged(line: str) -> None:
    assert "attribution" not in kinds(page_of(analyse(told_by([line])), 0))


def test_who_would_not_be_named_is_flagged_wherever_the_page_tells_it() -> None:
    story = told_by(
        ["The pier closed, Brandt said.", "A source who asked not to be named said it was rotten."]
    )
    (flag,) = [one for one in page_of(analysis_of(story), 0, 1).flags if one.kind == "attribution"]

    assert flag.text == "“asked not to be named” (¶2) tells of a source that is not named."


def test_a_denial_that_the_summary_does_not_tell_is_flagged_in_the_words_of_the_source() -> None:
    story = told_by(
        [
            "The report says Jon Holm took bribes from three builders.",
            "The town has 4,000 people.",
            "Jon Holm denies any wrongdoing.",
        ]
    )
    (flag,) = [flag for flag in page_of(analyse(story), 0).flags if flag.kind == "denial"]

    assert flag.text == "The source also tells a denial: “Jon Holm denies any wrongdoing.” (¶3)."
    assert [(cite.paragraph, cite.start) for cite in flag.cites] == [
        (3, story.articles[0].text.index("Jon Holm denies"))
    ]
    assert "denial" not in kinds(page_of(analyse(story), 0, 2))


def test_a_name_spelled_in_two_ways_is_flagged_with_where() -> None:
    story = told_by(["General Baqeri came.", "Bageri left.", "Bageri spoke."])
    names = (Span(article=0, start=0, end=14), span_of(story, "Bageri"), Span(article=0, start=34, end=40))
    entity = Entity(name=names[0], kind="person", mentions=names, variants=("Bageri",))

    page = page_of(analysis_of(story, entities=(entity,)), 0)

    (flag,) = [flag for flag in page.flags if flag.kind == "spelling"]
    assert "Baqeri (¶1), Bageri (¶2, ¶3)" in flag.text


def test_an_abbreviation_or_a_capital_is_no_other_spelling() -> None:
    story = told_by(["The Harbour Rescue Guard came.", "HRG left.", "The harbour Rescue Guard spoke."])
    name = span_of(story, "Harbour Rescue Guard")
    mentions = (name, span_of(story, "HRG"), span_of(story, "harbour Rescue Guard"))
    entity = Entity(
        name=name, kind="organisation", mentions=mentions, variants=("HRG", "harbour Rescue Guard")
    )

    assert "spelling" not in kinds(page_of(analysis_of(story, entities=(entity,)), 0))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "The source corrects itself: “The number is two.” (¶3)."),
        ("de", "Die Quelle berichtigt sich: „The number is two.“ (¶3)."),
        ("fr", "La source se corrige : « The number is two. » (¶3)."),
        ("es", "La fuente se corrige: «The number is two.» (¶3)."),
        ("ar", "المصدر يصحّح نفسه: «The number is two.» (¶3)."),
    ],
)
def test_a_correction_is_flagged_in_the_source_s_words(language: str, told: str) -> None:
    text = "A mill burned down in Orlo.\n\nTwo people died, the mayor said.\n\nCorrection: The number is two."
    article = clean(RawArticle(uri="a.txt", media_type="text/plain", sha256="0" * 64, text=text))
    analysis = analyse(Story(articles=(article,)))

    page = compose(
        analysis, summary_of(analysis, 0), FactBox(), made="2025-03-12T06:00:00Z", tool="t", language=language
    )

    (flag,) = [flag for flag in page.flags if flag.kind == "correction"]
    assert flag.text == told
    assert [cite.paragraph for cite in flag.cites] == [3]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "The source is a press release: “FOR IMMEDIATE RELEASE” (¶1)."),
        ("de", "Die Quelle ist eine Pressemitteilung: „FOR IMMEDIATE RELEASE“ (¶1)."),
        ("fr", "La source est un communiqué de presse : « FOR IMMEDIATE RELEASE » (¶1)."),
        ("es", "La fuente es un comunicado de prensa: «FOR IMMEDIATE RELEASE» (¶1)."),
        ("ar", "المصدر بيان صحفي: «FOR IMMEDIATE RELEASE» (¶1)."),
    ],
)
def test_a_press_release_is_flagged_as_one(language: str, told: str) -> None:
    text = "FOR IMMEDIATE RELEASE\n\nKestrel opens plant\n\nKestrel opened a plant in Orlo.\n\nIt is large."
    article = clean(RawArticle(uri="a.txt", media_type="text/plain", sha256="0" * 64, text=text))
    analysis = analyse(Story(articles=(article,)))

    page = compose(
        analysis, summary_of(analysis, 0), FactBox(), made="2025-03-12T06:00:00Z", tool="t", language=language
    )

    assert [flag.text for flag in page.flags if flag.kind == "release"] == [told]


def test_figures_that_differ_between_sources_are_flagged() -> None:
    story = told_by(["Three men died."], ["Five men died."])
    spans = (Span(article=0, start=0, end=5), Span(article=1, start=0, end=4))
    passages = (Span(article=0, start=0, end=15), Span(article=1, start=0, end=14))
    story = replace(story, differences=(Difference(spans=spans, passages=passages, kind="number"),))

    page = page_of(analysis_of(story), 0)

    (flag,) = [flag for flag in page.flags if flag.kind == "difference"]
    assert flag.text == "The sources differ: “Three men died” (¶A1), “Five men died” (¶B1)."
    assert [cite.source for cite in flag.cites] == [0, 1]
    assert "single" not in kinds(page)


def test_two_sources_of_one_report_do_not_make_it_differ_with_itself() -> None:
    story = told_by(["Organisers counted 80,000. Police counted 27,000."])
    spans = span_of(story, "80,000", 0), span_of(story, "27,000", 0)

    page = page_of(
        analysis_of(replace(story, differences=(Difference(spans=spans, passages=spans, kind="claim"),))), 0
    )

    assert [flag.text for flag in page.flags if flag.kind == "difference"] == [
        "Those whom it quotes differ: “80,000” (¶1), “27,000” (¶1)."
    ]


def differing(story: Story, *pairs: tuple[tuple[int, str], tuple[int, str]]) -> list[str]:
    """What a page says of these differing figures: article and words of each."""
    found = []
    for pair in pairs:
        spans = tuple(span_of(story, words, article) for article, words in pair)
        found.append(Difference(spans=spans, passages=spans, kind="number"))
    page = page_of(analysis_of(replace(story, differences=tuple(found))), 0)
    return [flag.text for flag in page.flags if flag.kind == "difference"]


def test_figures_that_are_told_in_other_words_keep_each_its_own() -> None:
    story = told_by(["There were two fatalities at the gate."], ["Four dead bodies were brought in."])
    spans = span_of(story, "two", 0), span_of(story, "Four", 1)
    differs = Difference(spans=spans, passages=spans, kind="number")

    page = page_of(analyse(replace(story, differences=(differs,))), 0)

    assert [flag.text for flag in page.flags if flag.kind == "difference"] == [
        "The sources differ: “two fatalities” (¶A1), “Four dead bodies” (¶B1)."
    ]


def test_figures_that_differ_of_one_thing_are_one_flag() -> None:
    story = told_by(["Three men died."], ["Five men fell."], ["Six men left."])

    assert differing(story, ((0, "Three"), (1, "Five")), ((1, "Five"), (2, "Six"))) == [
        "The sources differ: “Three men” (¶A1), “Five men” (¶B1), “Six men” (¶C1)."
    ]


def test_what_is_counted_is_not_said_where_it_differs() -> None:
    story = told_by(["Three men died, and five women did."])

    assert differing(story, ((0, "Three"), (0, "five"))) == [
        "The source differs with itself: “Three” (¶1), “five” (¶1)."
    ]


def test_no_more_than_five_differences_are_flagged() -> None:
    story = told_by(
        [f"Boat {number} took {number}1 men." for number in range(1, 8)],
        [f"Boat {number} took {number}2 men." for number in range(1, 8)],
    )
    pairs = [((0, f"{number}1 men"), (1, f"{number}2 men")) for number in range(1, 8)]

    assert len(differing(story, *pairs)) == 5


def test_a_missing_date_is_flagged_only_where_it_matters() -> None:
    story = told_by(PIER)
    tuesday = Moment(span=span_of(story, "Tuesday"), kind="DATE", value=None, sentence=0)

    assert "undated" in kinds(page_of(analysis_of(story, moments=(tuesday,)), 0))
    assert "undated" not in kinds(page_of(analysis_of(story), 0))
    assert "undated" not in kinds(
        page_of(analysis_of(story, moments=(replace(tuesday, value="2025-03-11"),)), 0)
    )


def datelined(opening: str, place: str, day: str, published: str | None = None) -> Briefing:
    """A page of one article with a dateline, and with a weekday that matters."""
    story = told_by([f"{opening}The pier at Karvik closed on Tuesday.", "Boats stay away."])
    (article,) = story.articles
    start, date = article.text.index(place), article.text.index(day)
    article = replace(
        article,
        dateline=Dateline(
            start=0, end=len(opening), place=(start, start + len(place)), date=(date, date + len(day))
        ),
        published=Stated(value=published, origin="record") if published else None,
    )
    tuesday = Moment(span=span_of(story, "Tuesday"), kind="DATE", value=None, sentence=0)
    return page_of(analysis_of(replace(story, articles=(article,)), moments=(tuesday,)), 0)


def test_a_dateline_without_a_year_is_shown_with_its_day_and_flagged_so() -> None:
    page = datelined("KARVIK, March 11 (Polder) - ", "KARVIK", "March 11")

    assert page.sources[0].dateline == "KARVIK, March 11"
    (flag,) = (flag.text for flag in page.flags if flag.kind == "undated")
    assert flag.startswith("The source gives its day without a year (“March 11”), so days such as “Tuesday”")


def test_a_dateline_s_day_is_shown_unless_it_is_that_of_publication() -> None:
    told = ("KARVIK, March 11 (Polder) - ", "KARVIK", "March 11")

    assert datelined(*told, "2025-03-11").sources[0].dateline == "KARVIK"
    assert datelined(*told, "2025-03-11T06:30:00Z").sources[0].dateline == "KARVIK"
    assert datelined(*told, "2025-04-02").sources[0].dateline == "KARVIK, March 11"


def test_the_timeline_is_in_the_order_of_time() -> None:
    story = told_by(PIER)
    tuesday = Moment(span=span_of(story, "Tuesday"), kind="DATE", value="2025-03-11", sentence=0)
    year = Moment(span=span_of(story, "1998"), kind="DATE", value="1998", sentence=3)
    length = Moment(span=span_of(story, "late"), kind="DURATION", value="P1D", sentence=2)

    page = page_of(analysis_of(story, moments=(tuesday, year, length)), 0)

    assert [(turn.text, turn.label) for turn in page.timeline] == [
        ("1998", "The pier was repaired in 1998"),
        ("Tuesday", "The pier closed on Tuesday, reports said"),
    ]


def test_a_day_that_lies_ahead_but_is_told_of_in_the_past_is_left_out() -> None:
    told = "Mayor Brandt opened the bridge on 3 June 2031. The town will pay the last debt on 4 July 2031."
    story = told_by([told, "The quay was repaired in 1898."])
    dated = replace(
        story,
        articles=tuple(
            replace(one, published=Stated(value="2026-03-17", origin="text")) for one in story.articles
        ),
    )

    turns = page_of(analyse(dated), 0).timeline

    assert [turn.text for turn in turns] == ["1898", "4 July 2031"]


def test_without_a_day_of_publication_the_longest_ago_comes_first() -> None:
    story = told_by(["The pier closed on Sunday.", "The harbour was dredged eight years ago."])

    turns = page_of(analyse(story), 0).timeline

    assert [(turn.text, turn.value) for turn in turns] == [("eight years ago", None), ("Sunday", None)]


def turns_of(*lines: str) -> list[str]:
    """The times that the timeline tells of lines published on a Wednesday, read with the language model."""
    story = told_by(list(lines))
    stated = Stated(value="2025-11-19", origin="test")
    story = replace(story, articles=(replace(story.articles[0], published=stated),))
    return [turn.text for turn in page_of(analyse(story), 0).timeline]


def test_a_day_is_told_from_its_morning_to_its_night() -> None:
    turns = turns_of(
        "Mayor Reed was arrested in Karvik late Tuesday.",
        "Rescue teams ended their search on Tuesday afternoon.",
        "The first boat left the port on Tuesday morning.",
        "A storm hit the island early Tuesday.",
    )

    assert turns == ["early Tuesday", "Tuesday morning", "Tuesday afternoon", "late Tuesday"]


def test_one_deed_of_one_day_is_told_once() -> None:
    turns = turns_of(
        "A passenger ferry capsized in rough seas off Maren on Monday.",
        "The wooden-hulled Rosalia overturned near the island on Monday evening.",
        "The skipper, Danilo Reed, was arrested at a hospital in Karvik late Tuesday.",
        "Police arrested the captain of the ferry on Tuesday night.",
    )

    assert turns == ["Monday", "late Tuesday"]


def test_the_same_is_done_in_the_morning_and_in_the_evening() -> None:
    turns = turns_of(
        "Police arrested two miners in Karvik on Tuesday morning.",
        "Police arrested a clerk near Maren on Tuesday evening.",
    )

    assert turns == ["Tuesday morning", "Tuesday evening"]


def test_one_date_is_no_timeline() -> None:
    story = told_by(PIER)
    year = Moment(span=span_of(story, "1998"), kind="DATE", value="1998", sentence=3)

    assert page_of(analysis_of(story, moments=(year,)), 0).timeline == ()


def told_then(line: str) -> list[str]:
    """What the timeline tells of the times of a line, read with the language model."""
    story = told_by([line, "The quay was repaired in 1998.", "The mole was built in 1887."])
    turns = page_of(analyse(story), 0).timeline
    return [turn.label for turn in turns if turn.text not in ("1998", "1887")]


@pytest.mark.parametrize(
    "line",
    [
        "Brandt told reporters that the 2013 law went too far.",
        "Brandt denied that the bridge was closed on 4 May 2020.",
        "The talks would end if the deal failed on 4 May 2020.",
        "The law, passed on 4 May 2020, went too far.",
        "It opened on 4 May 2020.",
        "The ferry would have sailed on 4 May 2020.",
        "The fire [in the north (on 4 May 2020)] spread.",
    ],
)
def test_a_time_dates_nothing_that_the_sentence_does_not_say_of_it(line: str) -> None:
    assert told_then(line) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "The Supreme Court ruled 7-2 on Tuesday that a state law is unconstitutional.",
            "The Supreme Court ruled 7-2 on Tuesday that a state law is unconstitutional",
        ),
        (
            "The police said in a statement on 4 May 2020 that two men died.",
            "The police said in a statement on 4 May 2020 that two men died",
        ),
        ("Brandt said the bridge was closed on 4 May 2020.", "the bridge was closed"),
        ("The next meeting of the council is on 17 April.", "The next meeting of the council"),
        ("The start of the conflict in 2011 drove people out.", "The start of the conflict"),
    ],
)
def test_a_time_dates_the_clause_it_stands_in(line: str, told: str) -> None:
    assert told_then(line) == [told]


TIMES = sorted((Path(__file__).parent / "cases" / "timeline").glob("*.txt"))


@pytest.mark.parametrize("path", TIMES, ids=lambda path: path.stem)
def test_timeline_case(path: Path) -> None:
    text, expected = case(path)
    story = told_by([text, "The quay was repaired in 1898.", "The mole was built in 1887."])

    turns = page_of(analyse(story), 0).timeline

    assert [f"{turn.text} | {turn.label}" for turn in turns if turn.text not in ("1898", "1887")] == expected


def count(page: Briefing) -> int:
    """How many items a page has that may go."""
    answers = sum(max(0, len(answers) - 1) for answers in (page.box.who, page.box.where, page.box.when))
    parts = (page.points, page.quotes, page.figures, page.timeline, page.entities, page.flags)
    return answers + sum(map(len, parts))


@given(st.integers(0, 20))
def test_what_goes_is_counted_and_what_must_stay_stays(room: int) -> None:
    full = harbour_page()

    page = fitted(full, lambda page: count(page) <= room)

    assert count(page) <= room
    assert count(page) + page.left_out == count(full)
    assert (page.title, page.bottom_line) == (full.title, full.bottom_line)
    assert page.box.who[:1] == full.box.who[:1]
    assert len(page.figures) != 1
    assert len(page.timeline) != 1


def test_the_best_sentences_stay_longest_and_keep_their_order() -> None:
    analysis = analysis_of(told_by(["One. Two. Three. Four. Five. Six."]))

    page = page_of(analysis, 0, 1, 2, 3, 4, order=(0, 4, 2, 1, 3), fits=lambda page: len(page.points) <= 2)

    assert [point.text for point in page.points] == ["Three.", "Five."]


def test_a_sentence_too_long_for_any_page_is_cut_between_words_and_counted() -> None:
    long = " ".join(f"word{number}" for number in range(400)) + "."
    story = told_by([long])
    answer = Answer(spans=(span_of(story, "word1 word2"),), confidence=0.9)

    def fits(page: Briefing) -> bool:
        return page.bottom_line is None or len(page.bottom_line.text) <= 500

    page = page_of(analysis_of(story), 0, box=FactBox(who=(answer,)), fits=fits)

    assert page.bottom_line is not None
    assert page.bottom_line.cut
    assert 480 <= len(page.bottom_line.text) <= 500
    assert re.fullmatch(r"(word\d+ )*word\d+", page.bottom_line.text)
    (cite,) = page.bottom_line.cites
    assert story.articles[0].text[cite.start : cite.end] == page.bottom_line.text
    assert page.left_out >= 1
    assert not page.box.who[0].cut


def test_the_same_story_gives_the_same_page() -> None:
    analysis = analysis_of(told_by(PIER))

    assert page_of(analysis, 0, 1) == page_of(analysis, 0, 1)


@given(st.integers(0, 60), st.integers(-1, 60), st.integers(-1, 60))
def test_a_guess_changes_only_how_long_the_search_takes(highest: int, turn: int, guess: int) -> None:
    asked = []

    def holds(number: int) -> bool:
        asked.append(number)
        return number <= turn

    most = _most(highest, holds, lambda number: number <= guess)

    assert most == (min(turn, highest) if turn >= 0 else None)
    assert len(asked) == len(set(asked))
    if guess == turn:
        assert len(asked) <= 2


def test_a_number_that_two_reports_give_is_one_figure() -> None:
    told = figures_of(
        ["A ferry with 214 people aboard ran aground, and two boats came."],
        ["The ferry carried 214 passengers and crew. Some 40 buses came."],
    )

    assert told == ["214 | A ferry with 214 people aboard ran aground", "Some 40 | buses came"]


def test_without_a_parse_a_bound_stands_with_its_time() -> None:
    lines = [
        "Die Strecke nach Vell bleibt bis Mittwoch gesperrt.",
        "Der Hafen war im Mai 2019 gesperrt worden.",
        "VELL, 19.11.2026.",
        "Die Sitzung ist für den 15. Dezember geplant.",
        "Seit dem 3. Mai fahren dort keine Busse.",
    ]
    article = cleaned_record("\n\n".join(lines), title="Strecke nach Vell gesperrt", language="de")

    turns = page_of(analyse(Story(articles=(article,))), 0).timeline

    times = ["Mai 2019", "Seit dem 3. Mai", "bis Mittwoch", "15. Dezember"]
    assert [turn.text for turn in turns] == times


def test_without_a_day_of_publication_what_is_due_comes_last() -> None:
    story = told_by(
        [
            "The council is due to meet on 15 December.",
            "The pier closed on Sunday.",
            "Two men were arrested on 8 October.",
        ]
    )

    turns = page_of(analyse(story), 0).timeline

    assert [turn.text for turn in turns] == ["8 October", "Sunday", "15 December"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Drivers in Vell began a strike at 2 a.m. on Monday.", "so days such as “2 a.m. on Monday”"),
        ("A mill in Vell burned on Monday night.", "so days such as “Monday night”"),
        ("The gates of the port opened at 19:42.", "so times such as “19:42”"),
        ("The pier closed on 3 May 2019 at noon.", None),
        ("The pier closed three hours later.", None),
    ],
)
def test_an_hour_without_a_date_is_flagged_too(line: str, said: str | None) -> None:
    page = page_of(analyse(told_by([line, "Boats stay away."])), 0)

    flags = [flag.text for flag in page.flags if flag.kind == "undated"]
    assert [said in flag for flag in flags if said] == ([True] if said else [])
    assert bool(flags) == bool(said)


def test_an_hour_beside_a_dateline_s_day_is_not_flagged() -> None:
    article = cleaned_record("KARVIK, March 11 (Polder) - The gates of the port opened at 19:42.\n\nRain.")
    assert article.dateline is not None

    page = page_of(analyse(Story(articles=(article,))), 0)

    assert "undated" not in kinds(page)


def live(*paragraphs: str) -> list[tuple[str, str | None]]:
    """The turns of an article without a date, of these paragraphs."""
    article = cleaned_record("\n\n".join(paragraphs), title="Siege of the port of Vell live")
    return [(turn.text, turn.label) for turn in page_of(analyse(Story(articles=(article,))), 0).timeline]


def test_the_entries_of_a_live_report_are_its_timeline() -> None:
    turns = live(
        "19:42 All hostages freed\nPolice in Vell say all hostages in the port have been freed.",
        "19:05: Shots were heard from the port. Nobody knows who fired.",
        "17:30 “We want a plane”\nThe gunmen have asked for a plane.",
        "15:55 Flights suspended\nPassengers are told to go home.",
    )

    assert turns == [
        ("15:55", "Flights suspended"),
        ("19:05", "Shots were heard from the port"),
        ("19:42", "All hostages freed"),
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            "9:00 The first bus leaves now.",
            "8:15 A school bus leaves.",
            "23:10 The last bus leaves.",
        ),
        ("19:42 All hostages freed today", "The council met at 9:00.", "19:05 Shots were heard there"),
    ],
)
def test_hours_in_no_order_or_too_few_are_no_entries(paragraphs: tuple[str, ...]) -> None:
    assert live(*paragraphs) == []


def test_two_reports_that_open_with_one_event_of_a_day_tell_it_once() -> None:
    leads = (
        "A ferry carrying 180 people sank off the island of Maren on Monday night.",
        "An overloaded boat hit rocks near Maren island late on Monday.",
    )
    mole, mill = "The mole was built in 1887.", "A mill burned down in Karvik on Monday."

    assert days_of([leads[0], mole], [leads[1]]) in (["1887", "Monday night"], ["1887", "Monday"])
    assert days_of([leads[0]], [mill]) == ["Monday", "Monday night"]


def days_of(*articles: list[str]) -> list[str]:
    """The times of the timeline of a story of these articles, published on a Wednesday."""
    stated = Stated(value="2025-11-19", origin="test")
    story = told_by(*articles)
    story = replace(story, articles=tuple(replace(one, published=stated) for one in story.articles))
    return [turn.text for turn in page_of(analyse(story), 0).timeline]
