"""Who says a quotation that stands alone: whoever says what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from brief.analyse.quotes.cast import Cast
from brief.analyse.quotes.parsed import main_word, reports, subject_of
from brief.analyse.quotes.referents import subject_person
from brief.analyse.quotes.speaker import speaker
from brief.analyse.quotes.words import verb_first
from brief.model import Quote, Sentence, Span
from brief.text import DOUBLE_MARKS, SINGLE_MARKS

_MARKS = tuple(DOUBLE_MARKS + SINGLE_MARKS)


def neighbour(
    cast: Cast,
    paragraph: Sequence[tuple[int, Sentence]],
    index: int,
    span: Span,
    told: Sequence[Quote],
) -> Span | None:
    """Whoever said what stands beside it: the quotation right before, the sentence before, or what goes on.

    A sentence that follows and brings in somebody else with words of his own is no neighbour.

    Args:
        cast: Of the story.
        paragraph: The sentences of the quotation's paragraph, with their indices.
        index: Of the sentence that the quotation begins in.
        span: The quotation.
        told: Those before it, in reading order.
    """
    first = paragraph[0][0]
    own = next(sentence for number, sentence in paragraph if number == index)
    previous = cast.before(own)
    last = told[-1] if told else None
    if last is not None and last.span.article == span.article and last.speaker is not None:
        runs_on = cast.story.slice(last.span)[-1:] not in _MARKS
        beside = previous is not None and previous.span.start < last.span.end
        if (last.sentence >= first and beside) or (index == first and runs_on):
            return last.speaker
    if previous is not None and previous.paragraph >= own.paragraph - 1:
        reported = _reported(cast, previous, told)
        if reported is not None:
            return reported
    following = next((sentence for number, sentence in paragraph if number == index + 1), None)
    if following is None or (
        cast.is_english(span.article) and cast.story.slice(following.span)[:1] not in _MARKS
    ):
        return None
    return speaker(cast, following, span, told)


def _reported(cast: Cast, sentence: Sentence, told: Sequence[Quote]) -> Span | None:
    """Whose words a sentence gives in its own: "Reed said the harbour was safe."."""
    if cast.story.slice(sentence.span).rstrip()[-1:] in _MARKS:
        return None  # words of somebody's, not about him
    if sentence.tokens:
        main = main_word(sentence.tokens)
        if not reports(sentence.tokens[main]) or subject_of(sentence.tokens, main) is None:
            return None
        tokens = [
            token if place == main or not reports(token) else replace(token, pos="X")
            for place, token in enumerate(sentence.tokens)
        ]
        end = replace(sentence.span, start=sentence.span.end)
        return speaker(cast, replace(sentence, tokens=tuple(tokens)), end, told)
    somebody = subject_person(cast, sentence, told)
    if somebody is None:
        return None
    behind = cast.story.slice(replace(sentence.span, start=somebody.end))
    return somebody if verb_first().match(behind) else None
