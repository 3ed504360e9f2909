"""Story → its quotations: words in quotation marks, and who said them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from brief.analyse.quotes.cast import Cast
from brief.analyse.quotes.described import by_name
from brief.analyse.quotes.full import in_full
from brief.analyse.quotes.marks import marked
from brief.analyse.quotes.neighbours import neighbour
from brief.analyse.quotes.speaker import speaker
from brief.model import Entity, Quote, Sentence, Span, Story


def quotes(story: Story, sentences: Sequence[Sentence], entities: Sequence[Entity]) -> tuple[Quote, ...]:
    """Find what is quoted and who is quoted.

    Args:
        story: Where the sentences stand.
        sentences: In reading order; parsed ones give better speakers.
        entities: Whom "he said" may mean.

    Returns:
        Quotations in reading order, marks included. `speaker` is None where the text
        does not tell; of "he said" it is the one person named just before, if it is one;
        of a bare surname it is the person's full name, where that stands.
    """
    cast = Cast.of(story, entities, sentences)
    found: list[Quote] = []
    for _, paragraph in groupby(enumerate(sentences), key=_paragraph):
        for quote in _in_paragraph(cast, list(paragraph), found):
            found.append(quote)  # at once, since the next one may be the same speaker's
    return tuple(
        replace(quote, speaker=_labelled(cast, quote.speaker, quote, found)) if quote.speaker else quote
        for quote in found
    )


def _labelled(cast: Cast, speaker: Span, quote: Quote, found: Sequence[Quote]) -> Span | None:
    """A speaker by name and office, as far as they are told."""
    named = by_name(cast, speaker, quote, found)
    return in_full(cast, named) if named else None


def _paragraph(numbered: tuple[int, Sentence]) -> tuple[int, int]:
    """The paragraph that a sentence stands in."""
    _, sentence = numbered
    return sentence.span.article, sentence.paragraph


def _in_paragraph(
    cast: Cast,
    paragraph: Sequence[tuple[int, Sentence]],
    told: Sequence[Quote],
) -> Iterator[Quote]:
    """The quotations of one paragraph; one without a speaker of its own takes its neighbour's.

    `told` are all those before, each of this paragraph's among them once it is found.
    """
    article = paragraph[0][1].span.article
    text = cast.story.articles[article].text
    starts = [sentence.span.start for _, sentence in paragraph]
    for start, end in marked(text, starts[0], paragraph[-1][1].span.end):
        index, sentence = paragraph[max(0, bisect_right(starts, start) - 1)]
        span = Span(article=article, start=start, end=end)
        who = speaker(cast, sentence, span, told)
        _, ends = paragraph[max(0, bisect_right(starts, end - 1) - 1)]
        if who is None and ends is not sentence:
            who = speaker(cast, ends, span, told)
        if who is None and _is_whole(text, sentence, span):
            who = neighbour(cast, paragraph, index, span, told)
        yield Quote(span=span, speaker=who, sentence=index)


def _is_whole(text: str, sentence: Sentence, span: Span) -> bool:
    """Whether the sentence the quotation begins in holds hardly anything else."""
    outside = text[sentence.span.start : span.start] + text[span.end : sentence.span.end]
    return len(outside.split()) <= 1
