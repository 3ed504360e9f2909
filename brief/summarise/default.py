"""`default`: early sentences that say what the whole text is about."""

from __future__ import annotations

from brief.model import Analysis
from brief.summarise.centrality import centroid, cosine, tf_isf


def default(analysis: Analysis) -> list[float]:
    """One score for each sentence."""
    vectors = tf_isf(sentence.terms for sentence in analysis.sentences)
    together = centroid(vectors)
    return [
        cosine(vector, together) + 1.0 / (1 + place) if len(sentence.words) >= 5 else 0.0
        for place, (sentence, vector) in enumerate(zip(analysis.sentences, vectors, strict=True))
    ]
