from __future__ import annotations

import pytest

from brief.model import Sentence
from tests.support import analysed_record

BODY = "A blast damaged the roof of a school on Monday, the police said. Ministers met in the town hall."


@pytest.mark.parametrize(
    ("headline", "verb", "subject"),
    [
        ("Quarry blast damages school roof", "damages", "blast"),
        ("Danish astronomers spot pair of dim stars", "spot", "astronomers"),
        ("Soldiers killed in boat collision", "killed", "Soldiers"),
        ("Police investigating theft of copper", "investigating", "Police"),
        ("Ministers to visit flooded farms", "visit", "Ministers"),
    ],
)
def test_the_verb_that_a_model_misses_is_the_main_verb_with_its_subject(
    headline: str, verb: str, subject: str
) -> None:
    title = title_of(headline)

    (main,) = [token for index, token in enumerate(title.tokens) if token.head == index]
    assert main.text == verb
    assert main.tag.startswith("VB")
    assert subject in [title.tokens[i].text for i in subjects(title)]


@pytest.mark.parametrize("headline", ["Plan to close harbour school", "Job cuts at the port of Lisbon"])
def test_a_headline_without_a_verb_stays_without_one(headline: str) -> None:
    title = title_of(headline)

    (main,) = [token for index, token in enumerate(title.tokens) if token.head == index]
    assert main.text in {"Plan", "cuts"}
    assert not subjects(title)


@pytest.mark.parametrize(
    "headline", ["Two divers found dead in Oslo; ship seized", "Bank to cut 40 jobs: union"]
)
def test_a_mended_headline_has_its_own_words_at_their_places(headline: str) -> None:
    title = title_of(headline)

    assert all(headline[token.start : token.end] == token.text for token in title.tokens)
    assert "".join(token.text for token in title.tokens) == headline.replace(" ", "")
    assert all(0 <= token.head < len(title.tokens) for token in title.tokens)


def title_of(headline: str) -> Sentence:
    (title,) = analysed_record(BODY, title=headline).titles
    assert title
    return title


def subjects(title: Sentence) -> list[int]:
    return [i for i, token in enumerate(title.tokens) if token.dep in {"nsubj", "nsubjpass"}]
