"""The path as a whole, on the seeds: what issue after issue must not break."""

from __future__ import annotations

import gc
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from brief import pipeline
from brief.model import Article, Story
from brief.render import render
from brief.reread import verify
from tests.support import cleaned_record, record

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
IRAN = "top-iranian-military-officials-in-syria-for-talks.txt"
MADE = "2026-11-22T06:00:00Z"


@cache
def page(*names: str, date: str | None = None) -> dict[str, Any]:
    """The JSON of one page from seeds."""
    found = [
        one
        for one in pipeline.articles([str(SEEDS / name) for name in names], published=date, today=MADE[:10])
        if isinstance(one, Article)
    ]
    (story,) = pipeline.stories(found)
    return dict(json.loads(render(pipeline.brief_story(story, made=MADE), "json")))


def texts(items: list[dict[str, Any]]) -> list[str]:
    return [item["text"] for item in items]


def test_the_seed_has_twenty_paragraphs_of_which_nine_are_told_twice() -> None:
    briefing = page(IRAN)

    assert briefing["sources"][0]["paragraphs"] == 20
    assert [(one["paragraph"], one["repeats"]["paragraph"]) for one in briefing["removed"]] == [
        (n, n - 9) for n in range(12, 21)
    ]
    assert {one["kind"] for one in briefing["removed"]} == {"exact"}


def test_nothing_stands_on_the_page_twice() -> None:
    briefing = page(IRAN)
    lines = [briefing["bottom_line"]["text"], *texts(briefing["summary"])]

    assert len(set(lines)) == len(lines)


def test_headline_and_dateline_are_told_apart_from_the_first_sentence() -> None:
    briefing = page(IRAN)

    assert briefing["title"] == "Top Iranian Military Officials in Syria for Talks"
    assert briefing["sources"][0]["outlet"] == "Dispatches"
    assert briefing["bottom_line"]["text"].startswith(
        "Two of Iran’s highest-ranking commanders made a surprise visit"
    )


def test_the_summary_stands_in_reading_order() -> None:
    for name in (IRAN, "museum-painting-missing.txt", "central-bank-raises-rate.txt"):
        starts = [item["cites"][0]["start"] for item in page(name)["summary"]]
        assert starts == sorted(starts)


def test_who_are_the_two_men_with_their_offices_and_spellings() -> None:
    who = page(IRAN)["box"]["who"]

    assert len(who) == 2
    assert who[0]["text"].endswith("Muhammad Hussein Baqeri")
    assert who[1]["text"].endswith("Qasem Soleimani")
    assert who[0]["note"].startswith("Chief of Staff of the Iranian armed forces")
    assert who[1]["note"].startswith("head of the Quds Force for the Islamic Revolution Guard Corps")
    assert "Bageri" in who[0]["variants"]


def test_where_and_why_are_slices_of_the_source() -> None:
    box = page(IRAN)["box"]

    assert box["where"][0]["text"].casefold() == "damascus"
    assert "with the aim of developing defense cooperation" in box["why"][0]["text"]


def test_sunday_is_resolved_only_against_a_publication_day() -> None:
    undated, dated = page(IRAN)["box"]["when"], page(IRAN, date="2019-03-18")["box"]["when"]

    assert undated[0]["text"].endswith("Sunday")
    assert undated[0]["value"] is None
    assert dated[0]["value"] == "2019-03-17"


def test_a_date_is_never_guessed_and_says_where_it_comes_from() -> None:
    assert page(IRAN)["sources"][0]["published"] is None
    source = page(IRAN, date="2019-03-18")["sources"][0]
    assert (source["published"], source["published_from"]) == ("2019-03-18", "option --date")
    assert page("central-bank-raises-rate.txt")["sources"][0]["published"] == "2025-03-06"


def test_why_stays_empty_where_no_cause_is_given() -> None:
    assert page("museum-painting-missing.txt")["box"]["why"] == []


def test_a_corrected_number_is_news_and_the_repeated_paragraph_is_not() -> None:
    briefing = page("mine-collapse-corrected.txt")

    assert [(one["paragraph"], one["repeats"]["paragraph"]) for one in briefing["removed"]] == [(10, 8)]


def test_one_story_by_two_outlets_cites_both_and_repeats_nothing() -> None:
    briefing = page("ferry-grounds-harbour-ledger.txt", "ferry-grounds-norland-wire.txt")
    lines = [briefing["bottom_line"]["text"], *texts(briefing["summary"])]

    assert len([one for one in briefing["sources"] if one.get("title_of") is None]) == 2
    assert len(set(lines)) == len(lines)
    assert any("lifeboats" in line for line in lines) <= 1
    assert any(one["source"] != one["repeats"]["source"] for one in briefing["removed"])


def test_every_span_of_every_seed_holds() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        assert verify(page(path.name)) == (), path.name


def test_the_public_verify_is_no_module_once_the_path_is_loaded() -> None:
    import brief

    assert brief.articles is pipeline.articles
    assert brief.verify is verify


def test_a_title_apart_from_its_text_is_a_source_of_its_own() -> None:
    text = (
        "A bridge over the Vlist in Aldermoor was closed on Monday. Inspectors had found cracks in two piers."
    )
    briefing = json.loads(
        render(pipeline.brief_record(record(text, title="Bridge closed"), made=MADE), "json")
    )

    assert briefing["title"] == "Bridge closed"
    for cite in briefing["title_cites"]:
        source = briefing["sources"][cite["source"]]
        assert source["title_of"] == 0
        assert source["text"][cite["start"] : cite["end"]] == "Bridge closed"


def test_common_words_of_a_headline_are_not_listed_as_names(tmp_path: Path) -> None:
    article = tmp_path / "dam.txt"
    article.write_text(
        "Court Orders Halt to Dam Work on Upper Lenne\n\n"
        "A court ordered the water board on Wednesday to stop work on the Upper Lenne dam.\n"
        "Judge Amalia Brodersen said the board must hold hearings first.\n"
    )
    (story,) = pipeline.stories(
        [one for one in pipeline.articles([str(article)]) if isinstance(one, Article)]
    )
    names = [one.name for one in pipeline.brief_story(story, made=MADE).entities]

    assert "Amalia Brodersen" in names
    assert "Halt" not in names


@pytest.mark.parametrize("on", [True, False])
def test_the_garbage_collector_rests_while_a_story_is_briefed_and_is_left_as_it_was(on: bool) -> None:
    article = Article(uri="bridge.txt", sha256="0" * 64, text="", blocks=(), paragraphs=())
    during: list[bool] = []
    (gc.enable if on else gc.disable)()
    try:
        pipeline.brief_story(
            Story(articles=(article,)), made=MADE, lap=lambda step: during.append(gc.isenabled())
        )
        with pytest.raises(ZeroDivisionError):
            pipeline.brief_story(Story(articles=(article,)), made=MADE, lap=_fail)
        after = gc.isenabled()
    finally:
        gc.enable()

    assert during
    assert not any(during)
    assert after is on


def _fail(step: str) -> None:
    raise ZeroDivisionError(step)


def test_of_a_long_source_the_page_says_from_how_much_the_box_was_read() -> None:
    lead = "The bridge over the Vlist closed on Monday because inspectors found cracks in its beams."
    odd = [f"Beam {number} of the bridge was painted in the colour of the province." for number in range(150)]

    def said(lines: list[str]) -> list[str]:
        story = Story(articles=(cleaned_record("\n\n".join([lead, *lines]), title="Bridge closes"),))
        briefing = pipeline.brief_story(story, pipeline.Wishes(keep_repeats=True), made=MADE)
        return [flag.text for flag in briefing.flags if flag.kind == "length"]

    (told,) = said(odd)
    assert "of its 151 sentences" in told
    assert said(odd[:20]) == []


@pytest.mark.parametrize("before", ["pass", "import brief.render.html", "from brief.render import render"])
def test_every_public_name_is_what_it_is_said_to_be_whatever_was_loaded_before(before: str) -> None:
    code = f"""
{before}
import brief
from brief import articles, brief_story, render, stories
(story,) = stories(list(articles([{str(SEEDS / IRAN)!r}])))
page = brief_story(story, made="2026-11-22T06:00:00Z")
assert render(page, "md") == brief.render(page, "md") == brief.render.render(page, "md")
assert all(callable(getattr(brief, name)) for name in brief.__all__ if name != "__version__")
assert dir(brief) == brief.__all__
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.stderr == ""


def test_the_example_of_the_readme_prints_a_page_for_each_story_of_the_seeds() -> None:
    (code,) = re.findall(r"^```python\n(.+?)^```", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )

    assert done.stdout.count("\nBOTTOM LINE\n") == 5
