"""Speakers by what they are in place of a name: "the Italian", "the 30-year-old", "the company"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from brief.analyse.places import country_of
from brief.analyse.quotes.cast import Cast
from brief.analyse.quotes.lately import quoted
from brief.analyse.quotes.parsed import lone_subject
from brief.analyse.quotes.words import quote_words, verbs
from brief.model import Entity, Quote, Span
from brief.text import even

BESIDE = 40
"""Characters before a name that may tell of whom it is, and behind it."""
_DEFINITE = re.compile(r"(?:the|The)\s+([^,()]+)")
_AGED = re.compile(r"\b(\d{1,3})[- ‑]year[- ‑]old (?:[\w-]+ ){0,2}$")
_AGE = re.compile(r",? (?:aged )?\(?(\d{1,3})(?=[,.)]| who)")
_OF_A_PEOPLE = re.compile(r"\b([A-Z][a-z]+) (?:[a-z][\w-]* ){0,2}$")
_YEARS_OLD = re.compile(r"\b(\d{1,3})[- ‑]year[- ‑]old\b", re.IGNORECASE)


def by_name(cast: Cast, speaker: Span, quote: Quote, told: Sequence[Quote]) -> Span | None:
    """A speaker's name in place of a description of somebody named, where the article tells whose it is.

    Args:
        cast: Of the story.
        speaker: As the sentence of the quotation has him.
        quote: What he says.
        told: All quotations.

    Returns:
        The name; the speaker as given where it is no such description, or of an organisation that
        cannot be told; None of a person who cannot.
    """
    definite = _DEFINITE.fullmatch(cast.story.slice(speaker))
    if definite is None or cast.within(speaker):
        return speaker
    words = definite.group(1).split()
    if len(words) == 1 and words[0].lower() in quote_words("organisation"):
        return _organisation(cast, words[0], quote, told) or speaker
    age = _YEARS_OLD.search(definite.group(1))
    if not age and words[-1].lower() not in quote_words("epithet") and not country_of(words[-1]):
        return speaker
    told_of = age.group(1) if age else words[-1]
    people = [one for one in cast.everybody if one.kind == "person" and _is_shown(cast, one, told_of)]
    return people[0].name if len(people) == 1 else None


def _is_shown(cast: Cast, person: Entity, described: str) -> bool:
    """Whether a people's name or an age stands beside a person's: "Italian Ann Reed", "Ann Reed, 30,"."""
    if described.lower() in quote_words("epithet"):  # one champion is not the other
        return False
    before, behind = (_AGED, _AGE) if described.isdigit() else (_OF_A_PEOPLE, None)
    for mention in person.mentions:
        lead = cast.story.slice(replace(mention, start=max(0, mention.start - BESIDE), end=mention.start))
        tail = cast.story.slice(replace(mention, start=mention.end, end=mention.end + BESIDE))
        found = before.search(lead) or (behind and behind.match(tail))
        if found and found.group(1) == described and verbs().isdisjoint(found.group().split()):
            return True
    return False


def _organisation(cast: Cast, word: str, quote: Quote, told: Sequence[Quote]) -> Span | None:
    """The organisation that is meant: the one with the word in its name, or told of right before."""
    organisations = [one for one in cast.everybody if one.kind == "organisation"]
    so_called = [one for one in organisations if word.lower() in even(cast.story.slice(one.name)).split()]
    if so_called:
        return so_called[0].name if len(so_called) == 1 else None
    if word.lower() not in quote_words("company"):
        return None
    own = cast.sentences_in(quote.span)
    previous = cast.before(own[0]) if own else None
    if previous is None or previous.paragraph != own[0].paragraph:
        return None
    named = [
        (one.name, mention)
        for one in organisations
        for mention in one.mentions
        if previous.span.meets(mention) and not quoted(mention, told)
    ]
    subject = lone_subject(previous.tokens)
    if subject is None or len({name for name, _ in named}) != 1:
        return None
    place = previous.tokens[subject].start
    return next((name for name, mention in named if mention.start <= place < mention.end), None)
