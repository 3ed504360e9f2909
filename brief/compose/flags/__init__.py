"""What to read with care: facts computed of the sources, never a judgement of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from brief.compose.cite import Citing
from brief.compose.flags.attribution import attribution
from brief.compose.flags.denials import denials
from brief.compose.flags.differences import differences
from brief.compose.flags.spellings import spellings
from brief.labels import say
from brief.model import Analysis, FactBox, Item, Moment, Span, Summary
from brief.text import fold

LONG = 100
"""Sentences from which on most of a source is not parsed; nearly all news is shorter."""


def flags(
    analysis: Analysis, summary: Summary, box: FactBox, citing: Citing, language: str
) -> tuple[Item, ...]:
    """What a reader should know before passing the story on.

    Returns:
        One item a fact, in this order: figures that differ, a denial that the page does
        not tell, an unnamed source for the main claim, a name spelled several ways, days
        that cannot be placed, what an article says of its own mistakes, that it is a press
        release, what was odd about it, how little of a long one the box was read from, one
        source only. `kind` says which.
    """
    found = (
        *differences(analysis, citing, language),
        *(_in_its_words(span, "denial", citing, language) for span in denials(analysis, summary)),
        *attribution(analysis, summary, citing, language),
        *spellings(analysis, citing, language),
        *_undated(analysis, summary, box, citing, language),
        *_told(analysis, citing, language),
        *_oddities(analysis),
        *_length(analysis, language),
        *_single(analysis, language),
    )
    return tuple(dict.fromkeys(found))


def _undated(
    analysis: Analysis, summary: Summary, box: FactBox, citing: Citing, language: str
) -> Iterator[Item]:
    """A day that cannot be placed because its article says no date; a clock time where it tells no day."""
    told = {span for answer in box.when if answer.value is None for span in answer.spans}
    picks = {*summary.picks, summary.bottom_line}
    undated = [
        moment
        for moment in analysis.moments
        if analysis.story.articles[moment.span.article].published is None
        if moment.sentence in picks or moment.span in told
    ]
    days = [one for one in undated if one.value is None and (one.kind == "DATE" or _is_of_a_day(one))]
    clocks = [one for one in undated if one.kind == "TIME" and (one.value or "").startswith("T")]
    for moment in (days or clocks)[:1]:
        article = analysis.story.articles[moment.span.article]
        cite = citing.cite(moment.span)
        day = article.dateline.date if article.dateline else None
        if day and not days:
            return  # its day is told, and only the year is not
        kind = "flag_undated_year" if day else "flag_undated" if days else "flag_undated_clock"
        text = say(
            language,
            kind,
            day=fold(article.text[slice(*day)]) if day else "",
            phrase=citing.text((moment.span,)),
            mark=citing.mark((moment.span,), language),
        )
        yield Item(text=text, kind="undated", cites=(cite,))


def _is_of_a_day(moment: Moment) -> bool:
    """Whether a time is one of a day that is named ("2 a.m. on Monday"), not "three hours later"."""
    return moment.kind == "TIME" and moment.offset is not None


def _told(analysis: Analysis, citing: Citing, language: str) -> Iterator[Item]:
    """What the articles say of themselves, in their words: that they had something wrong, who wrote them."""
    for index, article in enumerate(analysis.story.articles):
        for correction in article.corrections:
            yield _in_its_words(replace(correction, article=index), "correction", citing, language)
    for index, article in enumerate(analysis.story.articles):
        if article.release:
            yield _in_its_words(replace(article.release, article=index), "release", citing, language)


def _in_its_words(phrase: Span, kind: str, citing: Citing, language: str) -> Item:
    """The words of a source, as a flag of that kind."""
    text = say(language, f"flag_{kind}", phrase=citing.text((phrase,)), mark=citing.mark((phrase,), language))
    return Item(text=text, kind=kind, cites=(citing.cite(phrase),))


def _oddities(analysis: Analysis) -> Iterator[Item]:
    """What reading the articles found odd about them."""
    for article in analysis.story.articles:
        for oddity in article.flags:
            yield Item(text=fold(oddity), kind="article", cites=())


def _length(analysis: Analysis, language: str) -> Iterator[Item]:
    """That of a long source the box was read from a part only."""
    of = len(analysis.sentences)
    parsed = sum(bool(sentence.tokens) for sentence in analysis.sentences)
    if of >= LONG and 0 < parsed < of:
        yield Item(text=say(language, "flag_length", n=parsed, of=of), kind="length", cites=())


def _single(analysis: Analysis, language: str) -> Iterator[Item]:
    """That nothing was compared: there is one article, or the others are copies of it."""
    if len({sentence.span.article for sentence in analysis.sentences}) <= 1:
        yield Item(text=say(language, "flag_single"), kind="single", cites=())
