"""Which sentences carry the story: score them, pick, put back in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType

from brief.errors import UnknownName
from brief.labels import labels, say
from brief.model import Analysis, Summary
from brief.summarise.default import Addends, default, explained, log_odds, weights
from brief.summarise.features import Reading, read_features
from brief.summarise.graphs import lexrank, textrank
from brief.summarise.groups import Choice
from brief.summarise.lead import lead
from brief.summarise.pick import Length, pick
from brief.summarise.sumy_methods import edmundson, kl, lsa, luhn, reduction, sumbasic

Scorer = Callable[[Analysis], Sequence[float]]

SCORERS = MappingProxyType[str, Scorer](
    {
        "default": default,
        "lead": lead,
        "lexrank": lexrank,
        "textrank": textrank,
        "edmundson": edmundson,
        "kl": kl,
        "lsa": lsa,
        "luhn": luhn,
        "reduction": reduction,
        "sumbasic": sumbasic,
    }
)
"""Every method by its name: a function that scores each sentence of a story, more being better."""


def summarise(
    analysis: Analysis,
    *,
    method: str = "default",
    sentences: int | None = None,
    words: int | None = None,
    percent: float | None = None,
    why: bool = True,
    language: str | None = None,
) -> Summary:
    """Choose the sentences that carry a story, each saying something the others do not.

    Args:
        analysis: The story, read; deduplicated, so that no method counts a repeat twice.
        method: A name in `SCORERS`.
        sentences: How many sentences, bottom line included; at least 1.
        words: How many words at most, counted between spaces; at least 1.
        percent: How many words at most, as a share of the story's; above 0, up to 100.
            With several limits, the tightest holds. With none, as much as a page
            holds beside the rest: four or five sentences, fewer of a short story.
        why: Say what the scores are made of; a page shows nothing of it.
        language: ISO 639-1 code that `short` is told in; the lead article's when None.

    Returns:
        The picks and why. `short` says why when there are fewer than were asked for.
        Without sentences there are no picks and no bottom line.

    Raises:
        UnknownName: If there is no such method.
        ValueError: If a length is out of its range.
    """
    _check(method, sentences, words, percent)
    if not analysis.sentences:
        return Summary(method=method, picks=(), scores=(), short="the story has no sentences")
    lengths = [len(analysis.story.slice(sentence.span).split()) for sentence in analysis.sentences]
    length = _length(lengths, sentences, words, percent)
    reading = read_features(analysis)
    # The default's scores come from features the picking needs too: read once for both.
    scores = log_odds(reading) if method == "default" else tuple(SCORERS[method](analysis))
    choice = Choice(analysis=analysis, reading=reading, scores=scores, lengths=lengths)
    order = pick(choice, length, weights=weights().summary if method == "default" else None)
    return Summary(
        method=method,
        picks=tuple(sorted(order)),
        order=tuple(order),
        bottom_line=order[0] if order else None,
        scores=scores,
        why=_why(method, reading, scores) if why else (),
        short=_short(choice, order, length, language or analysis.story.articles[0].language),
    )


def _why(method: str, reading: Reading, scores: Sequence[float]) -> tuple[Addends, ...]:
    """What each score is made of: of a method other than ours, no more than the score is known."""
    if method == "default":
        return tuple(explained(reading))
    return tuple([((method, score),) for score in scores])


def check_method(name: str) -> None:
    """See that sentences can be scored by a method.

    Raises:
        UnknownName: If there is no such method.
    """
    if name not in SCORERS:
        raise UnknownName("summariser", name, SCORERS)


def _check(method: str, sentences: int | None, words: int | None, percent: float | None) -> None:
    """Raise for a method or a length that cannot be."""
    check_method(method)
    if sentences is not None and sentences < 1:
        raise ValueError(f"sentences must be at least 1, not {sentences}")
    if words is not None and words < 1:
        raise ValueError(f"words must be at least 1, not {words}")
    if percent is not None and not 0 < percent <= 100:
        raise ValueError(f"percent must be above 0 and at most 100, not {percent:g}")


def _length(
    lengths: Sequence[int], sentences: int | None, words: int | None, percent: float | None
) -> Length:
    """What was asked for, a share of the words turned into their number."""
    share = None if percent is None else int(sum(lengths) * percent / 100)
    limits = [limit for limit in (words, share) if limit is not None]
    return Length(sentences=sentences, words=min(limits, default=None))


def _short(choice: Choice, order: Sequence[int], length: Length, language: str) -> str | None:
    """Why there are fewer sentences than were asked for; None when there are not."""
    if not order:
        return say(language, "short_none", n=length.words)
    if length.sentences is None or len(order) >= length.sentences:
        return None
    short = say(language, "short", asked=length.sentences, given=len(order))
    if length.words is not None:
        return short + say(language, "short_words", n=length.words)
    if len(choice.lengths) < length.sentences:
        short += say(language, "short_story", n=len(choice.lengths))
    return short if len(order) == len(choice.lengths) else short + labels(language)["short_repeat"]
