"""Whom "he" and "she" stand for: who the sentence before is about, or who spoke or was named last."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from brief.analyse.quotes.cast import Cast
from brief.analyse.quotes.parsed import lone_subject, phrase_around
from brief.analyse.quotes.somebody import is_office, is_somebody
from brief.analyse.quotes.words import any_of, breaks, listed
from brief.model import Quote, Sentence, Span

REACH = 2
"""Paragraphs that "he said" reaches back to."""
LONGEST_LEAD = 45
"""Characters before a name that may hold an office, at the beginning of a sentence that is about somebody."""
_NOT_ALONE = re.compile(r"['’]|,? (?:and|or) [A-Z]")
"""Behind a name: something of theirs, or somebody else with them."""
_OF_A_MAN, _OF_A_WOMAN = re.compile(r"(?<!wo)man$"), re.compile(r"woman$")
"""Offices that say so."""


def meant(
    cast: Cast,
    pronoun: Span,
    sentence: Sentence,
    quote: Span,
    told: Sequence[Quote],
    previous: Sentence | None,
) -> Span | None:
    """Whom a pronoun stands for that is said to speak.

    Args:
        cast: Of the story.
        pronoun: Any; only those for one person stand for somebody.
        sentence: Where it stands.
        quote: What is said, so that nobody named in it is meant.
        told: The quotations before.
        previous: The sentence before, if there is one.
    """
    if cast.story.slice(pronoun).lower() not in listed("he", "she"):
        return None
    own = sentence.span
    if previous is None or cast.names_between(own.to(own.start, pronoun.start), quote):
        return _spoke_or_named_last(cast, pronoun, told, quote)
    about = subject_person(cast, previous)
    if about:
        return about if _suits(cast, pronoun, about) else None
    held = _subject_office(previous)
    if held and not (is_somebody(cast, held) and _suits(cast, pronoun, held)):
        held = None
    if held and cast.names_between(held, quote):  # "The mayor's spokesman ... He said"
        return held
    return _spoke_or_named_last(cast, pronoun, told, quote) or held


def subject_person(cast: Cast, sentence: Sentence) -> Span | None:
    """Where a sentence names the person that it is about, as subject or at its beginning."""
    named = cast.within(sentence.span)
    if sentence.tokens:
        subject = lone_subject(sentence.tokens)
        if subject is None:
            return None
        head = sentence.tokens[subject]
        return next((one for one in named if one.start <= head.start < one.end), None)
    if not named:
        return None
    lead = cast.story.slice(replace(sentence.span, end=named[0].start))
    if len(lead) > LONGEST_LEAD or breaks().search(lead) or _another_acts().search(lead):
        return None
    behind = cast.story.slice(sentence.span.to(named[0].end, named[0].end + LONGEST_LEAD))
    return None if _NOT_ALONE.match(behind) else named[0]


def _subject_office(sentence: Sentence) -> Span | None:
    """The office that a sentence is about: "the mayor's spokesman"."""
    tokens = sentence.tokens
    subject = lone_subject(tokens)
    if subject is None or not is_office(tokens[subject].text):
        return None
    return sentence.span.to(*phrase_around(tokens, subject, [True] * len(tokens)))


def _spoke_or_named_last(cast: Cast, pronoun: Span, told: Sequence[Quote], quote: Span) -> Span | None:
    """Who spoke last, or the one person named in the paragraphs just before.

    None when others were named since, when several are named, or when a title tells against it.
    """
    number = cast.story.articles[pronoun.article].number_at
    here = number(pronoun.start)
    named = list(_named_before(cast, pronoun, told, quote))
    spoke = told[-1] if told else None
    if (
        spoke is not None
        and spoke.speaker is not None
        and spoke.speaker.article == pronoun.article
        and spoke.span.end <= pronoun.start
        and number(spoke.span.start) >= here - REACH
    ):
        own = {order for mention, order in named if mention.meets(spoke.speaker)}
        since = {order for mention, order in named if mention.start > spoke.span.start}
        if own and since <= own:
            return spoke.speaker if _suits(cast, pronoun, spoke.speaker) else None
    for paragraph in (here, here - 1):
        there = [(mention, order) for mention, order in named if number(mention.start) == paragraph]
        if there:
            first = min(there)[0]
            one = len({order for _, order in there}) == 1 and _suits(cast, pronoun, first)
            return max(there)[0] if one and _is_about(cast, first) else None
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
        if mention.end <= pronoun.start and not mention.meets(quote) and not _quoted(mention, told):
            yield mention, order


def _quoted(mention: Span, told: Sequence[Quote]) -> bool:
    """Whether a mention stands in one of these quotations, which stand one behind the other."""
    place = bisect_right(told, (mention.article, mention.start), key=_beginning)
    return any(mention.meets(quote.span) for quote in told[max(0, place - 1) : place + 1])


def _beginning(quote: Quote) -> tuple[int, int]:
    return quote.span.article, quote.span.start


def _suits(cast: Cast, pronoun: Span, mention: Span) -> bool:
    """Whether a title before a name, or in it, does not contradict "he" or "she"."""
    story = cast.story
    lead = replace(mention, start=max(0, mention.start - 6))
    words = set(re.findall(r"[a-z]+", story.slice(lead).lower()))
    she = story.slice(pronoun).lower() in listed("she")
    titles, ending = (listed("of_a_man"), _OF_A_MAN) if she else (listed("of_a_woman"), _OF_A_WOMAN)
    if any(word.islower() and ending.search(word) for word in story.slice(mention).split()):
        return False
    return not words & titles


def _is_about(cast: Cast, mention: Span) -> bool:
    """Whether a name stands where the subject of its sentence does: not behind another one's deed."""
    text = cast.story.articles[mention.article].text
    line = text.rfind("\n", 0, mention.start) + 1
    opened = max(text.rfind(mark, line, mention.start) for mark in (". ", "! ", "? ", "” ", '" '))
    return not _another_acts().search(text[max(line, opened + 1) : mention.start])


@cache
def _another_acts() -> re.Pattern[str]:
    """What stands before a name where somebody else is the subject."""
    return re.compile(rf"\b(?:{any_of('deeds', 'towards')})\b", re.IGNORECASE)
