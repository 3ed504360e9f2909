"""Our graphs give sumy's scores."""

import random
import warnings

import pytest

from brief.model import Analysis, Sentence, Span, Story
from brief.summarise.graphs import lexrank, textrank

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


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("name", ["lexrank", "textrank"])
def test_scores_equal_those_of_sumy(name: str, seed: int) -> None:
    analysis = analysis_of(3 + 4 * seed, seed)

    ours = {"lexrank": lexrank, "textrank": textrank}[name](analysis)

    assert ours == pytest.approx(sumy_scores(analysis, name), abs=1e-9)


def test_a_story_without_sentences_has_no_scores() -> None:
    empty = Analysis(story=Story(articles=()), sentences=())

    assert lexrank(empty) == textrank(empty) == []
