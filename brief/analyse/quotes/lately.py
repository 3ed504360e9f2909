"""Who spoke or was named last before a pronoun, where the sentence before is about nobody."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from brief.analyse.quotes.cast import Cast
from brief.analyse.quotes.suits import suits
from brief.analyse.quotes.words import quote_regex
from brief.model import Quote, Span

REACH = 2
"""Paragraphs that "he said" reaches back to."""
LONGEST_LEAD = 45
"""Characters before a name that may hold an office, at the beginning of a sentence that is about somebody."""


def spoke_or_named_last(cast: Cast, pronoun: Span, told: Sequence[Quote], quote: Span) -> Span | None:
    """Who spoke last, or the one person named in the paragraphs just before."""
    return spoke_last(cast, pronoun, told, quote) or _named_last(cast, pronoun, told, quote)


def spoke_last(cast: Cast, pronoun: Span, told: Sequence[Quote], quote: Span) -> Span | None:
    """Who spoke last; None when others were named since, or when a title tells against it."""
    number = cast.story.articles[pronoun.article].number_at
    spoke = told[-1] if told else None
    if (
        spoke is None
        or spoke.speaker is None
        or spoke.speaker.article != pronoun.article
        or spoke.span.end > pronoun.start
        or number(spoke.span.start) < number(pronoun.start) - REACH
    ):
        return None
    named = list(_named_before(cast, pronoun, told, quote))
    own = {order for mention, order in named if mention.meets(spoke.speaker)}
    since = {order for mention, order in named if mention.start > spoke.span.start}
    return spoke.speaker if own and since <= own and suits(cast, pronoun, spoke.speaker) else None


def _named_last(cast: Cast, pronoun: Span, told: Sequence[Quote], quote: Span) -> Span | None:
    """The one person named in the paragraphs just before; None when several are, or one who does not suit."""
    number = cast.story.articles[pronoun.article].number_at
    here = number(pronoun.start)
    named = list(_named_before(cast, pronoun, told, quote))
    for paragraph in (here, here - 1):
        there = [(mention, order) for mention, order in named if number(mention.start) == paragraph]
        if there:
            first = min(there)[0]
            one = len({order for _, order in there}) == 1 and suits(cast, pronoun, first)
            return max(there)[0] if one and is_about(cast, first) else None
    return None


def _named_before(
    cast: Cast, pronoun: Span, told: Sequence[Quote], quote: Span
) -> Iterator[tuple[Span, int]]:
    """Where people are named before a pronoun, within its reach and outside quotations, the last first."""
    number = cast.story.articles[pronoun.article].number_at
    people = cast.people.get(pronoun.article, ())
    first = number(pronoun.start) - REACH
    for mention, order in reversed(people[: bisect_left(people, (pronoun, 0))]):
        if number(mention.start) < first:
            return
        if mention.end <= pronoun.start and not mention.meets(quote) and not quoted(mention, told):
            yield mention, order


def quoted(mention: Span, told: Sequence[Quote]) -> bool:
    """Whether a mention stands in one of these quotations, which stand one behind the other."""
    place = bisect_right(told, (mention.article, mention.start), key=_beginning)
    return any(mention.meets(quote.span) for quote in told[max(0, place - 1) : place + 1])


def _beginning(quote: Quote) -> tuple[int, int]:
    return quote.span.article, quote.span.start


def is_about(cast: Cast, mention: Span) -> bool:
    """Whether a name stands where the subject of its sentence does: not behind another one's deed."""
    text = cast.story.articles[mention.article].text
    line = text.rfind("\n", 0, mention.start) + 1
    opened = max(text.rfind(mark, line, mention.start) for mark in (". ", "! ", "? ", "” ", '" '))
    return not another_acts().search(text[max(line, opened + 1) : mention.start]) and not joined_to_pronoun(
        cast, mention
    )


def joined_to_pronoun(cast: Cast, mention: Span) -> bool:
    """Whether a pronoun's other half is named: "she and the physicist Harold Reed"."""
    lead = replace(mention, start=max(0, mention.start - LONGEST_LEAD))
    return _pronoun_and().search(cast.story.slice(replace(lead, end=mention.start))) is not None


@cache
def _pronoun_and() -> re.Pattern[str]:
    """A pronoun that is joined to the name behind it, with an office between."""
    return re.compile(
        rf"\b(?:{quote_regex('he', 'she')}) (?:{quote_regex('and')})(?: [\w'’-]+){{0,4}} $",
        re.IGNORECASE,
    )


@cache
def another_acts() -> re.Pattern[str]:
    """What stands before a name where somebody else is the subject."""
    return re.compile(rf"\b(?:{quote_regex('deeds', 'towards')})\b", re.IGNORECASE)
