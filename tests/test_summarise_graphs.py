"""Our graphs give sumy's scores."""

import random
import warnings

import pytest

from brief.model import Analysis, Sentence, Span, Story
from brief.summarise.graphs import MANY, lexrank, textrank

VOCABULARY = [f"term{number}" for number in range(60)]


def analysis_of(count: int, seed: int) -> Analysis:
    """Sentences of terms by chance, some empty, some twice."""
    chance = random.Random(seed)  # noqa: S311  # a test is no secret
    drawn = [tuple(chance.choices(VOCABULARY, k=chance.choice([0, 1, 1, 4, 9, 15]))) for _ in range(count)]
    drawn[-1] = drawn[0]
    return Analysis(
        story=Story(articles=()),
        sentences=tuple(
            Sentence(span=Span(article=0, start=place, end=place + 1), paragraph=1, words=terms, terms=terms)
            for place, terms in enumerate(drawn)
        ),
    )


def sumy_scores(analysis: Analysis, name: str) -> list[float]:
    """What sumy itself gives for the same terms."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from sumy.summarizers.lex_rank import LexRankSummarizer
        from sumy.summarizers.text_rank import TextRankSummarizer
    terms = [list(sentence.terms) for sentence in analysis.sentences]
    if name == "lexrank":
        lex = LexRankSummarizer()
        matrix = lex._create_matrix(terms, lex.threshold, lex._compute_tf(terms), lex._compute_idf(terms))
        return [float(score) for score in lex.power_method(matrix, lex.epsilon)]
    import numpy

    text = TextRankSummarizer()
    count = len(terms)
    weights = numpy.zeros((count, count))
    for one in range(count):
        for other in range(count):
            weights[one, other] = text._rate_sentences_edge(terms[one], terms[other])
    weights /= weights.sum(axis=1)[:, numpy.newaxis] + text._ZERO_DIVISION_PREVENTION
    matrix = numpy.full((count, count), (1.0 - text.damping) / count) + text.damping * weights
    return [float(score) for score in text.power_method(matrix, text.epsilon)]


@pytest.mark.parametrize("count", [1, 3, 7, 11, 15, 19, 31, MANY - 1, MANY, 120])
@pytest.mark.parametrize("name", ["lexrank", "textrank"])
def test_scores_equal_those_of_sumy(name: str, count: int) -> None:
    analysis = analysis_of(count, seed=count)

    ours = {"lexrank": lexrank, "textrank": textrank}[name](analysis)

    assert ours == pytest.approx(sumy_scores(analysis, name), abs=1e-9)


@pytest.mark.parametrize("name", ["lexrank", "textrank"])
def test_many_sentences_are_scored_as_few_are(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    analysis = analysis_of(400, seed=7)
    score = {"lexrank": lexrank, "textrank": textrank}[name]

    at_once = score(analysis)
    monkeypatch.setattr("brief.summarise.matrices.PAIRS_AT_A_TIME", 1_000)
    in_pieces = score(analysis)
    monkeypatch.setattr("brief.summarise.graphs.MANY", 1_000)

    assert at_once == in_pieces == pytest.approx(score(analysis), abs=1e-12)


@pytest.mark.parametrize("name", ["lexrank", "textrank"])
def test_many_sentences_without_terms_are_all_alike(name: str) -> None:
    empty = Sentence(span=Span(article=0, start=0, end=1), paragraph=1, words=(), terms=())
    analysis = Analysis(story=Story(articles=()), sentences=(empty,) * MANY)

    scores = {"lexrank": lexrank, "textrank": textrank}[name](analysis)

    assert len(scores) == MANY
    assert len(set(scores)) == 1


def test_a_story_without_sentences_has_no_scores() -> None:
    empty = Analysis(story=Story(articles=()), sentences=())

    assert lexrank(empty) == textrank(empty) == []
