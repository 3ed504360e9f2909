from __future__ import annotations

import pytest

from brief.analyse.organisations import Locator, features, is_likely, likelihood, weights
from brief.model import Analysis, Span, Story
from tests.support import analysed_record


def read(text: str, language: str | None = None) -> Analysis:
    return analysed_record(text, language=language)


def kinds(text: str) -> dict[str, str]:
    analysis = read(text)
    return {analysis.story.slice(one.name): one.kind for one in analysis.entities}


def features_of(name: str, text: str) -> dict[str, float]:
    """What is seen of a name wherever it stands in a text."""
    analysis = read(text)
    mentions = []
    start = text.find(name)
    while start >= 0:
        mentions.append(Span(article=0, start=start, end=start + len(name)))
        start = text.find(name, start + 1)
    return features(name, mentions, Locator.of(analysis.story, analysis.sentences), (), "en")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Brannick Dairy Council said on Monday that milk would cost more.", "Brannick Dairy Council"),
        ("A spokesman for Veltrona said the plant would close in May.", "Veltrona"),
        ("The Harbour Workers' Union called a strike. It met on Friday.", "Harbour Workers' Union"),
        ("Pia Holm reported from the town for the Associated Press.", "Associated Press"),
    ],
)
def test_what_acts_speaks_and_has_a_staff_is_an_organisation(text: str, name: str) -> None:
    assert kinds(text).get(name) == "organisation"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The film won three prizes at the Norland Film Awards on Sunday.", "Norland Film Awards"),
        ("They had seen the musical “The Miller’s Song” twice in Bergen.", "The Miller’s Song"),
        ("Parliament passed the Coastal Waters Act on Monday after a long debate.", "Coastal Waters Act"),
        ("She ran every morning before Training and went home.", "Training"),
    ],
)
def test_prizes_works_laws_and_everyday_words_are_none(text: str, name: str) -> None:
    assert kinds(text).get(name) != "organisation"


def test_a_name_that_the_text_calls_a_company_is_one_whatever_the_odds() -> None:
    told = kinds(
        "Hallam Stone, a quarry company, shut its gates. Workers of the firm Hallam Stone went home."
    )

    assert told["Hallam Stone"] == "organisation"


def test_what_stands_around_a_name_is_seen() -> None:
    found = features_of(
        "Veltrona", "A director of Veltrona, Kai Rehn, left. Veltrona shares fell. Veltrona said so."
    )

    assert found["before: office of"] == pytest.approx(1 / 3)
    assert found["any before: office of"] == 1
    assert found["behind: staff"] == pytest.approx(1 / 3)
    assert found["behind: says"] == pytest.approx(1 / 3)
    assert found["one word"] == 1
    assert "before: capital" not in found


def test_a_name_cut_out_of_a_longer_one_is_seen() -> None:
    text = "The World Travel and Tourism Council met. The Centers for Medicine and Rest closed."

    assert "before: and a name" in features_of("Tourism Council", text)
    assert "before: capital" in features_of("Council", text)
    assert "behind: and a name" in features_of("Centers for Medicine", text)


@pytest.mark.parametrize(
    ("name", "feature"),
    [
        ("Bank of Norland", "head of"),
        ("Norland Bank", "head at the end"),
        ("Coastal Waters Act 1998", "head of something else"),
        ("BRNK", "acronym"),
        ("VeltroNet", "humped"),
        ("Training", "everyday word"),
        ("Twitter", "known"),
        ("Ford", "known unless"),
        ("Economist", "known beside others"),
    ],
)
def test_what_a_name_is_made_of_is_seen(name: str, feature: str) -> None:
    assert features_of(name, f"They saw {name} there.").get(feature) == 1


def test_a_mention_over_the_end_of_a_sentence_tells_nothing() -> None:
    analysis = read("It closed. Veltrona said so.")
    where = Locator.of(analysis.story, analysis.sentences)

    assert where.around(Span(article=0, start=3, end=19)) is None
    assert where.around(Span(article=0, start=11, end=19)) == analysis.sentences[1]
    assert where.around(Span(article=0, part="title", start=0, end=2)) is None


def test_without_weights_nothing_is_said() -> None:
    where = Locator.of(Story(articles=()), ())

    assert weights("de") is None
    assert is_likely("Veltrona", [Span(article=0, start=0, end=8)], where, (), "de") is None


def test_the_likelihood_is_that_of_a_logistic_curve() -> None:
    assert likelihood({"": 0.0}, {"unknown": 5.0}) == 0.5
    assert likelihood({"": -1.0, "known": 3.0}, {"known": 1.0}) == pytest.approx(0.8808, abs=1e-4)
