"""Denials that a source tells and the page does not: who is accused on a page has a right to them."""

from __future__ import annotations

from collections.abc import Collection

from brief.denied import Denial, denies, may_deny
from brief.model import Analysis, Sentence, Span, Summary

MOST_DENIALS = 2
NEAR = 2
"""Sentences above a denial, one of which is what it denies where it names nothing that the page names."""
LONGEST = 45
"""Words of a denial that is shown: a longer one tells much else."""


def denials(analysis: Analysis, summary: Summary) -> tuple[Span, ...]:
    """Find what the page owes to those whom it names: their denials, where no sentence of it tells them.

    Args:
        analysis: The story, read; English sentences without a parse deny nothing.
        summary: The sentences of the page.

    Returns:
        At most two sentences in reading order, each of another denier. They follow
        closely on a sentence of the page, or name somebody whom it names.
    """
    page = set(summary.picks)
    told = {_denier(analysis, index) for index in page if _denial(analysis.sentences[index])}
    found: list[Span] = []
    for index, sentence in enumerate(analysis.sentences):
        if len(found) == MOST_DENIALS:
            break
        if index in page or len(sentence.words) > LONGEST or _denial(sentence) is None:
            continue
        denier = _denier(analysis, index)
        if denier not in told and _concerns(analysis, index, page):
            told.add(denier)
            found.append(sentence.span)
    return tuple(found)


def _denial(sentence: Sentence) -> Denial | None:
    """The denial of a sentence; most have no word for one, and are not asked about."""
    return denies(sentence.tokens) if may_deny(sentence.words) else None


def _denier(analysis: Analysis, index: int) -> object:
    """Who denies: the name, or the word where it is none."""
    sentence = analysis.sentences[index]
    denial = _denial(sentence)
    if denial is None or denial.subject is None:
        return None
    token = sentence.tokens[denial.subject]
    place = sentence.span.stretch(token.start - sentence.span.start, token.end - sentence.span.start)
    named = next((one.name for one in analysis.entities if any(map(place.meets, one.mentions))), None)
    return named or token.text.lower()


def _concerns(analysis: Analysis, index: int, page: Collection[int]) -> bool:
    """Whether a denial is of what the page tells: it stands right behind that, or names somebody of it."""
    sentence = analysis.sentences[index]
    above = [one for one in page if 0 < index - one <= NEAR]
    if any(analysis.sentences[one].span.article == sentence.span.article for one in above):
        return True
    denier = _denier(analysis, index)
    shown = [analysis.sentences[one].span for one in page]
    return any(
        any(map(sentence.span.meets, entity.mentions))
        and any(span.meets(mention) for span in shown for mention in entity.mentions)
        for entity in analysis.entities
        if entity.kind != "place" or entity.name == denier
    )
