"""Who speaks in a sentence that has no parse: what stands before "said", or behind it."""

from __future__ import annotations

import re

from brief.analyse.quotes.words import ACCORDING, breaks, quote_words, verb, verb_first
from brief.model import Sentence, Span
from brief.text import DOUBLE_MARKS

_ACCORDING = re.compile(rf"\b{ACCORDING}\s+", re.IGNORECASE)


def by_pattern(text: str, sentence: Sentence, quote: Span) -> tuple[int, int] | None:
    """Where the words for a speaker begin and end; None where there are none.

    Args:
        text: Of the article.
        sentence: Where somebody may say so.
        quote: The quotation.
    """
    start, end = sentence.span.start, sentence.span.end
    behind = max(start, min(quote.end, end))
    tail = text[behind:end]
    if match := _ACCORDING.search(tail):
        return _until_break(text, behind + match.end(), end)
    # "...," said Ann Ferris, the harbour master.
    if match := verb_first().match(tail):
        return _until_break(text, behind + match.end(), end)
    # Ann Ferris said "..."; "..." Ann Ferris said.
    for piece_start, piece_end, nearest in ((start, max(start, quote.start), -1), (behind, end, 0)):
        verbs = list(verb().finditer(text, piece_start, piece_end))
        if verbs:
            return _before_verb(text, piece_start, verbs[nearest].start())
    return None


def _until_break(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The words from here to the next comma, full stop or small word."""
    piece = text[start:end]
    match = breaks().search(piece)
    words = (piece[: match.start()] if match else piece).rstrip(" .!?\n")
    return (start, start + len(words)) if words.strip() else None


def _before_verb(text: str, start: int, verb: int) -> tuple[int, int] | None:
    """The words that end at the verb and begin after the last comma or small word."""
    piece = text[start:verb]
    found = list(breaks().finditer(piece))
    first = found[-1].end() if found else 0
    words = piece[first:]
    trimmed = words.strip(" \n" + DOUBLE_MARKS)
    joining, _, rest = trimmed.partition(" ")
    trimmed = rest.lstrip() if joining.lower() in quote_words("joins") else trimmed
    if not trimmed:
        return None
    begin = start + first + words.index(trimmed)
    return begin, begin + len(trimmed)
