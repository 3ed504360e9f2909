"""Who speaks in languages of which we have the words alone, and no parse."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from brief.cues import phrases
from brief.model import Sentence, Span


@dataclass(frozen=True, slots=True)
class Saying:
    """How a language other than English says who speaks."""

    verb: re.Pattern[str]
    behind: re.Pattern[str]
    """The same behind a quotation, and "according to"."""
    breaks: re.Pattern[str]
    """Where the words for a speaker begin or end."""
    pronoun: re.Pattern[str]


@cache
def saying_in(language: str) -> Saying | None:
    """The patterns of a language, by its ISO 639-1 code; None where we have no words of it, as of English."""
    words = phrases(language)
    if "saying" not in words:
        return None
    verb = rf"(?:{words['saying']}|{words['according']})"
    return Saying(
        verb=re.compile(rf"\b(?:{words['saying']})\b", re.IGNORECASE),
        behind=re.compile(rf"[\s,–—-]*{verb}\s+", re.IGNORECASE),
        breaks=re.compile(rf"[,;:.!?–—()]|\s(?:{words['speaker_break']})\b"),
        pronoun=re.compile(words["pronouns"], re.IGNORECASE),
    )


def by_its_words(text: str, sentence: Sentence, quote: Span, saying: Saying) -> tuple[int, int] | None:
    """Who stands behind the verb of saying that follows, or before the one that leads.

    Args:
        text: Of the article.
        sentence: Where somebody may say so.
        quote: The quotation.
        saying: How the article's language says who speaks.
    """
    start, end = sentence.span.start, sentence.span.end
    if match := saying.behind.match(text, min(quote.end, end), end):
        return _up_to(text, match.end(), end, saying)
    verbs = list(saying.verb.finditer(text, start, max(start, quote.start)))
    if not verbs:
        return None
    breaks = list(saying.breaks.finditer(text, start, verbs[-1].start()))
    first = breaks[-1].end() if breaks else start
    words = text[first : verbs[-1].start()]
    begin = first + len(words) - len(words.lstrip(" ,"))
    return _named(text, begin, first + len(words.rstrip(" ,")), saying)


def _up_to(text: str, start: int, end: int, saying: Saying) -> tuple[int, int] | None:
    """The words from here to the next mark or small word."""
    found = saying.breaks.search(text, start, end)
    stop = found.start() if found else end
    return _named(text, start, start + len(text[start:stop].rstrip(" ,.!?\n")), saying)


def _named(text: str, start: int, end: int, saying: Saying) -> tuple[int, int] | None:
    """These words, when they name someone."""
    words = text[start:end]
    named = any(word[:1].isupper() for word in words.split())
    return (start, end) if named and not saying.pronoun.fullmatch(words) else None
