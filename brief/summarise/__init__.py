"""Which sentences carry the story: score, pick, put back in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from brief.errors import UnknownName
from brief.model import Analysis, Summary
from brief.summarise.centrality import cosine, tf_isf
from brief.summarise.default import default
from brief.summarise.graphs import lexrank, textrank
from brief.summarise.lead import lead

Scorer = Callable[[Analysis], Sequence[float]]

SCORERS: dict[str, Scorer] = {"default": default, "lead": lead, "lexrank": lexrank, "textrank": textrank}
"""Every method by its name: a function that gives each sentence a score, more being better."""

A_PAGE = 4
SAME = 0.6


def summarise(
    analysis: Analysis,
    *,
    method: str = "default",
    sentences: int | None = None,
    words: int | None = None,
    percent: float | None = None,
) -> Summary:
    """Choose the sentences that carry a story.

    Args:
        analysis: The story, read.
        method: A name in `SCORERS`.
        sentences: How many sentences, at least 1.
        words: At most how many words, at least 1.
        percent: At most what share of the story's words, in (0, 100].

    Returns:
        The summary, empty for a story without sentences.

    Raises:
        UnknownName: If there is no such method.
        ValueError: If a length is out of range.
    """
    if method not in SCORERS:
        raise UnknownName("summariser", method, SCORERS)
    if sentences is not None and sentences < 1:
        raise ValueError(f"sentences must be at least 1, not {sentences}")
    if words is not None and words < 1:
        raise ValueError(f"words must be at least 1, not {words}")
    if percent is not None and not 0 < percent <= 100:
        raise ValueError(f"percent must be above 0 and at most 100, not {percent}")
    scores = tuple(SCORERS[method](analysis))
    order = _picked(
        analysis, scores, sentences or (A_PAGE if words is None and percent is None else None), words, percent
    )
    return Summary(
        method=method,
        picks=tuple(sorted(order)),
        order=tuple(order),
        bottom_line=order[0] if order else None,
        scores=scores,
        why=tuple((("score", score),) for score in scores),
    )


def _picked(
    analysis: Analysis,
    scores: Sequence[float],
    sentences: int | None,
    words: int | None,
    percent: float | None,
) -> list[int]:
    """Indices of the sentences taken, best first."""
    vectors = tf_isf(sentence.terms for sentence in analysis.sentences)
    total = sum(len(sentence.words) for sentence in analysis.sentences)
    limits = [
        limit
        for limit in (words, None if percent is None else int(total * percent / 100))
        if limit is not None
    ]
    room = min(limits, default=total)
    taken: list[int] = []
    for index in sorted(range(len(scores)), key=lambda index: (-scores[index], index)):
        if sentences is not None and len(taken) == sentences:
            break
        length = len(analysis.sentences[index].words)
        if length > room or any(cosine(vectors[index], vectors[other]) > SAME for other in taken):
            continue
        taken.append(index)
        room -= length
    return taken
