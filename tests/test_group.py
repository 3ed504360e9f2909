"""Articles to stories, in any order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import group as grouping
from brief.group import group, newest_first
from brief.model import Article, Block, Stated, Story

FERRY = (
    "Ferry runs aground off Sandhaven",
    "A ferry with 212 passengers ran aground off Sandhaven harbour on Tuesday in thick fog. "
    "The Sandhaven coastguard took everyone off the ferry within three hours.",
)
FERRY_AGAIN = (
    "Passengers taken off stranded Sandhaven ferry",
    "Coastguard boats took 212 passengers off a ferry that had run aground in fog near Sandhaven harbour. "
    "Nobody on the ferry was hurt, the coastguard said.",
)
FERRY_OWNER = (
    "Owner of stranded ferry promises inquiry",
    "The owner of the ferry that ran aground off Sandhaven harbour promised passengers an inquiry into "
    "why it sailed in fog. The coastguard said the ferry had no working radar.",
)
BANK = (
    "Central bank of Orland holds its rate",
    "The central bank of Orland left its main interest rate at 6.25 percent and said inflation remains high. "
    "Economists had expected the bank to cut the rate.",
)


def article(
    told: tuple[str, str], *, uri: str, published: str | None = None, outlet: str | None = None
) -> Article:
    title, text = told
    block = Block(kind="paragraph", start=0, end=len(text), number=1)
    return Article(
        uri=uri,
        sha256="0" * 64,
        text=text,
        blocks=(block,),
        paragraphs=(block,) if text else (),
        title=Stated(value=title, origin="record"),
        published=Stated(value=published, origin="record") if published else None,
        outlet=Stated(value=outlet, origin="record") if outlet else None,
    )


def uris(stories: tuple[Story, ...]) -> list[list[str]]:
    return [[one.uri for one in story.articles] for story in stories]


def test_reports_of_one_event_become_one_story() -> None:
    told = [
        article(FERRY, uri="a"),
        article(BANK, uri="b"),
        article(FERRY_AGAIN, uri="c"),
        article(FERRY_OWNER, uri="d"),
    ]

    assert sorted(map(sorted, uris(group(told)))) == [["a", "c", "d"], ["b"]]


def test_no_article_gives_no_story_and_one_article_gives_itself() -> None:
    alone = article(FERRY, uri="a")

    assert group([]) == ()
    assert group([alone]) == (Story(articles=(alone,)),)


def test_the_earlier_of_two_equals_leads() -> None:
    late = article(FERRY, uri="a", published="2026-03-02", outlet="Evening Wire")
    early = article(FERRY, uri="b", published="2026-03-01", outlet="Morning Wire")
    undated = article(FERRY, uri="c")

    assert uris(group([undated, late, early])) == [["b", "a", "c"]]


def test_the_article_most_like_the_others_leads() -> None:
    edges = [article((FERRY[0], f"{FERRY[1]} {BANK[1]} {BANK[1]}"), uri="a"), article(FERRY_OWNER, uri="b")]
    centre = article((FERRY[0], f"{FERRY[1]} {FERRY_OWNER[1]}"), uri="c")

    assert uris(group([*edges, centre], threshold=0.05))[0][0] == "c"


def test_far_apart_in_time_needs_more_likeness() -> None:
    told = [
        article(FERRY, uri="a", published="2026-03-01"),
        article(FERRY_AGAIN, uri="b", published="2026-09-01"),
    ]
    (together,) = group(told, threshold=0.1, window_days=None)
    bar = (
        next(t / 100 for t in range(10, 100) if len(group(told, threshold=t / 100, window_days=None)) == 2)
        - 0.01
    )

    assert len(together.articles) == 2
    assert len(group(told, threshold=bar, window_days=None)) == 1
    assert len(group(told, threshold=bar, window_days=30)) == 2
    assert len(group(told, threshold=bar, window_days=365)) == 1


def test_articles_without_a_word_stand_alone() -> None:
    told = [article(("", ""), uri="a"), article(("", "…"), uri="b"), article(("", ""), uri="c")]

    assert uris(group(told)) == [["a"], ["b"], ["c"]]


def test_a_date_that_is_none_is_no_date() -> None:
    told = [
        article(FERRY, uri="a", published="last Tuesday"),
        article(FERRY, uri="b", published="2026-03-01"),
    ]

    assert len(group(told, window_days=0)) == 1


def test_text_without_spaces_is_told_by_pairs_of_characters() -> None:
    quake = (
        "東京で地震",
        "東京で火曜日に強い地震があり、鉄道が止まった。気象庁は津波の心配はないと発表した。",
    )
    again = ("地震で鉄道停止", "火曜日の東京の地震で鉄道が止まった。気象庁によると津波の心配はない。")
    vote = ("大阪で選挙", "大阪の市長選挙で現職が当選した。投票率は過去最低だった。")
    told = [article(quake, uri="a"), article(again, uri="b"), article(vote, uri="c")]

    assert uris(group(told)) == [["a", "b"], ["c"]]


@pytest.mark.parametrize(
    ("threshold", "window_days", "message"),
    [(0.0, 30, "threshold is 0.0"), (1.5, 30, "1.5"), (0.1, -1, "window_days is -1")],
)
def test_a_bound_that_makes_no_sense_is_refused(threshold: float, window_days: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        group([article(FERRY, uri="a")], threshold=threshold, window_days=window_days)


WORDS = [
    "ferry",
    "harbour",
    "fog",
    "coastguard",
    "bank",
    "rate",
    "inflation",
    "vote",
    "Sandhaven",
    "Orland",
    "minister",
    "bridge",
]
stories_of_words = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from(["2026-03-01", "2026-06-01", None])
    ),
    max_size=9,
)


@given(stories_of_words, st.randoms(use_true_random=False))
def test_the_order_of_the_articles_makes_no_difference(
    drawn: list[tuple[list[str], str | None]], chance: random.Random
) -> None:
    told = [article(("", " ".join(words)), uri=str(n), published=day) for n, (words, day) in enumerate(drawn)]
    shuffled = chance.sample(told, len(told))

    assert group(told) == group(shuffled)


@given(stories_of_words)
def test_every_article_is_in_exactly_one_story(drawn: list[tuple[list[str], str | None]]) -> None:
    told = [article(("", " ".join(words)), uri=str(n), published=day) for n, (words, day) in enumerate(drawn)]

    assert sorted(uri for story in uris(group(told)) for uri in story) == sorted(one.uri for one in told)


@given(st.randoms(use_true_random=False))
def test_linking_component_by_component_is_linking_all(chance: random.Random) -> None:
    told = [article(("", " ".join(chance.choices(WORDS, k=8))), uri=f"{n:02}") for n in range(12)]
    space = grouping._Space.of(told, window_days=None)

    import numpy as np

    matrix = np.array([space.likeness(n) for n in range(12)])
    whole = {tuple(f"{n:02}" for n in sorted(members)) for members in grouping._average_linkage(matrix, 0.3)}

    assert {tuple(sorted(story)) for story in uris(group(told, threshold=0.3))} == whole


def test_a_large_day_is_grouped_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "EXACT_ARTICLES", 6)
    monkeypatch.setattr(grouping, "NEIGHBOURS", 3)
    told = [article(FERRY, uri=f"a{n}") for n in range(9)]
    told += [article(BANK, uri=f"b{n}") for n in range(4)]

    assert sorted(map(len, uris(group(told)))) == [4, 9]


def test_a_report_of_the_last_day_leads_a_page_unless_it_is_a_note() -> None:
    early = article(FERRY, uri="a", published="2026-03-01")
    late = article(FERRY_AGAIN, uri="b", published="2026-03-02T06:00:00Z")
    note = article((FERRY[0], "Two were found."), uri="c", published="2026-03-03")
    undated = article(FERRY, uri="d")

    assert uris((newest_first(Story(articles=(early, late))),)) == [["b", "a"]]
    assert uris((newest_first(Story(articles=(early, note))),)) == [["a", "c"]]
    assert uris((newest_first(Story(articles=(undated, late))),)) == [["d", "b"]]
