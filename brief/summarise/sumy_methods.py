"""sumy's methods under their own names, on our sentences and terms.

sumy brings nltk along (half a second), so it is imported when one of them is asked for.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from brief.model import Analysis


def edmundson(analysis: Analysis) -> list[float]:
    """Score by the words of the headlines and the place of a sentence (Edmundson, 1969)."""
    return sumy_scores(analysis, "edmundson", "EdmundsonSummarizer")


def kl(analysis: Analysis) -> list[float]:
    """Score by how early a sentence is taken to keep close to all words (Haghighi and Vanderwende, 2009)."""
    return sumy_scores(analysis, "kl", "KLSummarizer")


def lsa(analysis: Analysis) -> list[float]:
    """Score by the weight of the topics a sentence holds (Steinberger and Jezek, 2004)."""
    return sumy_scores(analysis, "lsa", "LsaSummarizer")


def luhn(analysis: Analysis) -> list[float]:
    """Score by clusters of frequent words (Luhn, 1958)."""
    return sumy_scores(analysis, "luhn", "LuhnSummarizer")


def reduction(analysis: Analysis) -> list[float]:
    """Score by the sum of likenesses to the other sentences (sumy's own, after TextRank)."""
    return sumy_scores(analysis, "reduction", "ReductionSummarizer")


def sumbasic(analysis: Analysis) -> list[float]:
    """Score by how early the sentence is taken for its frequent words (Nenkova and Vanderwende, 2005)."""
    return sumy_scores(analysis, "sum_basic", "SumBasicSummarizer")


class _Terms:
    """What sumy calls a tokenizer: a sentence's text is its number, its words our terms."""

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        self._sentences = sentences

    def to_words(self, number: str) -> tuple[str, ...]:
        return tuple(self._sentences[int(number)])


def sumy_scores(analysis: Analysis, module: str, name: str) -> list[float]:
    """The scores that a summariser of sumy gives to each sentence of a story.

    Args:
        analysis: The story.
        module: Its module in `sumy.summarizers`.
        name: Its class there.
    """
    count = len(analysis.sentences)
    if not count:
        return []
    document = _document(analysis)
    summarizer = getattr(import_module(f"sumy.summarizers.{module}"), name)()
    scores = [0.0] * count

    def rate(sentences: Any, wanted: Any, rating: Any, *args: Any, **kwargs: Any) -> tuple[()]:
        """Stands in for sumy's picking, which hands the ratings on and keeps none."""
        for sentence in sentences:
            value = rating[sentence] if isinstance(rating, dict) else rating(sentence, *args, **kwargs)
            scores[int(str(sentence))] = float(value)
        return ()

    summarizer._get_best_sentences = rate
    if name == "EdmundsonSummarizer":
        summarizer.bonus_words = summarizer.stigma_words = summarizer.null_words = ("",)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        summarizer(document, count)
    return scores


def _document(analysis: Analysis) -> Any:
    """Our sentences as sumy's document, a paragraph for each of ours, titles as headings."""
    dom = import_module("sumy.models.dom")
    titles = [title for title in analysis.titles if title is not None]
    terms = _Terms([sentence.terms for sentence in (*analysis.sentences, *titles)])
    paragraphs: dict[tuple[int, int], list[Any]] = {}
    for number, sentence in enumerate(analysis.sentences):
        place = (sentence.span.article, sentence.paragraph)
        paragraphs.setdefault(place, []).append(dom.Sentence(str(number), terms))
    headings = [
        dom.Sentence(str(len(analysis.sentences) + place), terms, is_heading=True)
        for place in range(len(titles))
    ]
    return dom.ObjectDocumentModel(
        [dom.Paragraph(each) for each in ([headings] if headings else []) + list(paragraphs.values())]
    )
