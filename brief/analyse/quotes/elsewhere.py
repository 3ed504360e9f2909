"""Who speaks in languages of which we have the words alone, and no parse."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from brief.analyse.given import is_given_name
from brief.cues import phrases
from brief.model import Sentence, Span
from brief.wellknown import outlets

LONGEST_LEAD = 60
"""Characters before a name that may hold its office, which a comma parts from it."""
LONGEST_SMALL_WORD = 3
_NAME = re.compile(r"[^\W\d_a-zß-ÿ][\w'’-]+(?: (?:(?:von|van|de|du|der|di|del) )?[^\W\d_a-zß-ÿ][\w'’-]+)+")


@dataclass(frozen=True, slots=True)
class Saying:
    """How a language other than English says who speaks."""

    verb: re.Pattern[str]
    behind: re.Pattern[str]
    """The same behind a quotation, and "according to"."""
    breaks: re.Pattern[str]
    """Where the words for a speaker begin or end."""
    pronoun: re.Pattern[str]
    to_outlet: re.Pattern[str]
    """An outlet that somebody told it, between the verb and him: "à l'AFP "."""
    to_somebody: re.Pattern[str]
    """What opens words for whom it was said to, or where."""
    pronoun_says: re.Pattern[str] | None
    """ "He says", behind a quotation."""


@cache
def saying_in(language: str) -> Saying | None:
    """The patterns of a language, by its ISO 639-1 code; None where we have no words of it, as of English."""
    words = phrases(language)
    if "saying" not in words:
        return None
    verb = rf"(?:{words['saying']}|{words['according']})"
    told_to = rf"{'|'.join(map(re.escape, outlets()))}|[A-Z]{{2,}}"
    return Saying(
        verb=re.compile(rf"\b(?:{words['saying']})\b", re.IGNORECASE),
        behind=re.compile(rf"[\s,–—-]*{verb}\s+", re.IGNORECASE),
        breaks=re.compile(rf"[,;:.!?–—()]|\s(?:{words['speaker_break']})\b"),
        pronoun=re.compile(words["pronouns"], re.IGNORECASE),
        to_outlet=re.compile(rf"(?:{words['told_to']})\s?(?:{told_to})\s+"),
        to_somebody=re.compile(rf"(?:{words['told_to']})(?<=[’'])|(?:{words['told_to']})\s"),
        pronoun_says=re.compile(rf"[\s,–—-]*(?:{words['pronoun_says']})\b", re.IGNORECASE)
        if "pronoun_says" in words
        else None,
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
        told = saying.to_outlet.match(text, match.end(), end)
        begin = told.end() if told else match.end()
        return None if saying.to_somebody.match(text, begin, end) else _up_to(text, begin, end, saying)
    verbs = list(saying.verb.finditer(text, start, max(start, quote.start)))
    if not verbs:
        return None
    breaks = list(saying.breaks.finditer(text, start, verbs[-1].start()))
    first = breaks[-1].end() if breaks else start
    words = text[first : verbs[-1].start()]
    begin = first + len(words) - len(words.lstrip(" ,"))
    return _named(text, begin, first + len(words.rstrip(" ,")), saying)


def by_its_pronoun(
    text: str, sentence: Sentence, previous: Sentence | None, quote: Span, saying: Saying
) -> tuple[int, int] | None:
    """Whom "he" stands for behind a quotation: the one person whom the sentence before opens with.

    Args:
        text: Of the article.
        sentence: Where the pronoun may stand.
        previous: The sentence before.
        quote: The quotation.
        saying: How the article's language says who speaks.
    """
    if previous is None or previous.paragraph != sentence.paragraph or saying.pronoun_says is None:
        return None
    if not saying.pronoun_says.match(text, min(quote.end, sentence.span.end), sentence.span.end):
        return None
    start, end = previous.span.start, previous.span.end
    named = [match for match in _NAME.finditer(text, start, end) if _may_be_a_name(match.group())]
    if len(named) != 1 or not _is_a_persons(named[0].group()):
        return None
    lead, behind = text[start : named[0].start()], text[named[0].end() : end]
    if not lead or (len(lead) <= LONGEST_LEAD and lead.endswith(", ") and behind.startswith(",")):
        return named[0].span()
    return None


def _may_be_a_name(words: str) -> bool:
    """Whether words in capitals are more than an article and a noun: "Le PDG"."""
    return sum(len(word) > LONGEST_SMALL_WORD for word in words.split()) > 1


def _is_a_persons(name: str) -> bool:
    """Whether a given name stands in these words before another."""
    return any(len(word) > LONGEST_SMALL_WORD and is_given_name(word) for word in name.split()[:-1])


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
