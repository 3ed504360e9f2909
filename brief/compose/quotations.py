"""The quotations of a page: what was said, by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from brief.compose.cite import Citing
from brief.model import Analysis, Item, Quote, Span, Story, Summary
from brief.text import DOUBLE_MARKS, SINGLE_MARKS, fold, words

# A quotation shorter than this is a word in inverted commas, not something said.
SPOKEN_WORDS = 7
# A whole sentence says something in fewer; they are wanted where longer quotations are few.
SENTENCE_WORDS = 4
FEW_QUOTES = 2
# The most that a page could ever want; the fitting drops from these by rank.
MOST_QUOTES = 6


def quotations(analysis: Analysis, summary: Summary, citing: Citing) -> tuple[Item, ...]:
    """What was said, by named speakers: what the summary does not tell first, weightiest sentences first.

    Returns:
        Items without the marks around them, which the page sets in its own style:
        texts mix them.
    """
    spoken = _spoken(analysis)
    spoken.sort(
        key=lambda run: (
            all(quote.sentence in summary.picks for quote in run),
            -max(summary.score(quote.sentence) for quote in run),
            run[0].span,
        )
    )
    told: set[str] = set()
    items: list[Item] = []
    for run in spoken:
        spans = [_inside(analysis.story, quote.span) for quote in run]
        item = citing.item(spans, speaker=run[0].speaker)
        if item.text not in told:
            told.add(item.text)
            items.append(item)
    return tuple(items[:MOST_QUOTES])


def _spoken(analysis: Analysis) -> list[list[Quote]]:
    """Quotations that say something, pieces of one together; where these are few, short sentences too."""
    runs = _runs(analysis)
    spoken = [run for run in runs if _length(analysis.story, run) >= SPOKEN_WORDS]
    if len(spoken) < FEW_QUOTES:
        spoken += [run for run in runs if run not in spoken and _is_sentence(analysis.story, run)]
    return spoken


def _runs(analysis: Analysis) -> list[list[Quote]]:
    """Quotations with a speaker; what one says in neighbouring sentences adds up until it is long enough."""
    runs: list[list[Quote]] = []
    before: Quote | None = None
    for quote in analysis.quotes:
        if quote.speaker is not None:
            adjoins = before is not None and _adjoins(analysis.story, before, quote)
            if adjoins and _length(analysis.story, runs[-1]) < SPOKEN_WORDS:
                runs[-1].append(quote)
            else:
                runs.append([quote])
        before = quote
    return runs


def _adjoins(story: Story, before: Quote, quote: Quote) -> bool:
    """Whether one speaker says both, in one sentence or in neighbouring ones."""
    if before.speaker is None or quote.speaker is None or before.span.article != quote.span.article:
        return False
    same = fold(story.slice(before.speaker)) == fold(story.slice(quote.speaker))
    return same and quote.sentence - before.sentence <= 1


def _length(story: Story, run: Sequence[Quote]) -> int:
    """How many words are quoted."""
    return sum(len(words(story.slice(quote.span))) for quote in run)


def _is_sentence(story: Story, run: Sequence[Quote]) -> bool:
    """Whether a quotation is one whole sentence of some words."""
    inner = story.slice(run[0].span)[1:-1].strip()
    whole = not inner[:1].islower() and inner.endswith((".", ",", "!", "?", "…"))
    return len(run) == 1 and whole and _length(story, run) >= SENTENCE_WORDS


def _inside(story: Story, span: Span) -> Span:
    """What stands between the marks, without the stop that belongs to the sentence around it."""
    text = story.slice(span)
    marks = DOUBLE_MARKS + SINGLE_MARKS
    start, end = 0, len(text)
    if text[:1] in marks:
        start += 1
    if end > start + 1 and text[end - 1] in marks:
        end -= 1
    inner = text[start:end].strip()
    start = text.index(inner, start)
    end = start + len(inner.rstrip(",;" if not inner[:1].islower() else ",;."))
    return replace(span, start=span.start + start, end=span.start + end)
