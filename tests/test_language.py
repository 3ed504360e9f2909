from __future__ import annotations

import pytest

from brief.analyse import analyse
from brief.analyse.language import installed
from brief.answer import answer
from brief.errors import SettingsError
from brief.model import QUESTIONS, Analysis, Story
from tests.support import cleaned_record


def test_each_sentence_is_parsed_by_itself_with_offsets_of_the_source() -> None:
    analysis = read("It rained. The bridge over the Vlist closed on Monday. Ferries ran.")

    for sentence in analysis.sentences:
        assert sum(token.head == i for i, token in enumerate(sentence.tokens)) == 1
        for token in sentence.tokens:
            assert analysis.story.articles[0].text[token.start : token.end] == token.text


def test_a_headline_in_title_case_is_read_with_the_casing_of_the_body() -> None:
    analysis = read(
        "The city closed the old bridge over the Vlist on Monday.", title="City Closes Old Bridge Over Vlist"
    )

    (title,) = analysis.titles
    assert title
    verb = next(token for token in title.tokens if token.text == "Closes")
    assert verb.pos == "VERB"
    assert [token.text for token in title.tokens][:2] == ["City", "Closes"]


def test_a_verb_of_the_headline_that_looks_like_a_plural_is_read_as_a_verb() -> None:
    analysis = read(
        "A truck rammed the wall of the harbour on Monday.", title="Fuel truck rams wall of harbour"
    )

    (title,) = analysis.titles
    assert title
    assert next(token for token in title.tokens if token.text == "rams").tag.startswith("VB")


def test_late_sentences_are_parsed_only_when_they_give_a_reason() -> None:
    filler = " ".join(f"The ferry made crossing number {n} of the day." for n in range(15))

    analysis = read(f"{filler} Nobody came aboard. It stopped because of the storm.")

    assert not analysis.sentences[15].tokens
    assert analysis.sentences[16].tokens


def test_a_language_without_a_model_is_a_gap_and_the_box_says_what_is_missing() -> None:
    analysis = read("Palokunta sammutti palon Turussa sunnuntaina.", language="fi")

    assert installed("fi") is None
    assert [gap for gap in analysis.gaps if "'fi'" in gap]
    assert answer(analysis).unavailable == QUESTIONS


def test_a_language_without_cue_lists_is_never_said_to_state_nothing() -> None:
    bridge = "Due operai sono morti martedì nel crollo di un ponte in Calabria."
    unanswered = read(bridge, language="it", published="2026-11-18")
    located = read(f"{bridge} Il sindaco di Roma è partito.", language="it", published="2026-11-18")

    silent = [one for one in QUESTIONS if not getattr(answer(unanswered), one)]

    assert "when" in silent
    assert list(answer(unanswered).unavailable) == silent
    assert not set(answer(located).unavailable) & {one for one in QUESTIONS if getattr(answer(located), one)}


def test_german_that_states_no_day_and_no_place_states_none() -> None:
    analysis = read("Die Feuerwehr hat einen Brand gelöscht.", language="de", published="2019-03-18")

    assert not {"where", "when"} & set(answer(analysis).unavailable)


def test_german_without_a_model_still_says_when_and_where() -> None:
    analysis = read(
        "Die Feuerwehr hat am Sonntag einen Brand in Hamburg gelöscht.", language="de", published="2019-03-18"
    )

    box = answer(analysis)

    assert [one.value for one in box.when] == ["2019-03-17"]
    assert [one.value for one in box.where] == ["Hamburg, Germany"]


def test_a_named_model_that_is_not_installed_is_refused() -> None:
    with pytest.raises(SettingsError, match="no_such_model"):
        read("It rained.", model="no_such_model")


def read(
    text: str,
    *,
    title: str = "",
    language: str = "en",
    published: str | None = None,
    model: str | None = None,
) -> Analysis:
    """An article read as the pipeline reads it."""
    record = cleaned_record(text, title=title, published=published, language=language)
    return analyse(Story(articles=(record,)), model=model)
