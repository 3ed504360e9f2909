"""A speaker by full name and office, where only the name or its last part stands beside the quotation."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from brief.analyse.given import is_given_name
from brief.analyse.namewords import HONORIFICS, name_regex
from brief.analyse.quotes.cast import Cast
from brief.analyse.quotes.words import quote_regex, quote_words
from brief.grammar import NOUNS
from brief.model import Entity, Span

LONGEST_TITLES = 24
"""Characters before a name that may hold its titles."""
LONGEST_ROLE = 70
"""Characters of an office that may stand with its holder's name."""


def in_full(cast: Cast, speaker: Span) -> Span | None:
    """Where a speaker stands with full name and office; the speaker as given where that is not told.

    Args:
        cast: Of the story.
        speaker: As the sentence of the quotation names him.
    """
    name = _honorific().sub("", cast.story.slice(speaker))
    called = cast.ending(name) or cast.called(speaker)
    meant = [one for one in called if any(speaker.meets(mention) for mention in one.mentions)] or called
    if len(meant) != 1:
        return (not called and _elsewhere(cast, speaker)) or speaker
    full = meant[0].name
    return _introduced(cast, meant[0]) or _titled(
        cast, full if len(cast.story.slice(full).split()) > len(name.split()) else speaker
    )


def _elsewhere(cast: Cast, speaker: Span) -> Span | None:
    """A surname with the one given name that the article has before it, in a language without a parse."""
    story, name = cast.story, cast.story.slice(speaker)
    if cast.is_english(speaker.article) or not name.isalpha() or not name.istitle():
        return None
    text = story.articles[speaker.article].text
    full = re.compile(rf"(?<![\w-])([^\W\d_a-z][\w’'-]+) {name}(?!\w)")
    found = [match for match in full.finditer(text) if is_given_name(match[1])]
    if len({match[1] for match in found}) != 1:
        return None
    return speaker.to(found[0].start(), found[0].end())


def _titled(cast: Cast, name: Span) -> Span:
    """A name with the titles before it that say what somebody is: "Sen. Ann Reed"."""
    lead = replace(name, start=max(0, name.start - LONGEST_TITLES), end=name.start)
    titles = _titles().search(cast.story.slice(lead))
    return replace(name, start=lead.start + titles.start()) if titles else name


@cache
def _titles() -> re.Pattern[str]:
    """Titles right before a name, a few at most: "Lt. Col. "."""
    return re.compile(rf"(?<![\w.])(?:(?:{quote_regex('titles')})\.? ){{1,3}}$")


@cache
def _honorific() -> re.Pattern[str]:
    return re.compile(rf"^(?:{name_regex(*HONORIFICS)})\.?\s+")


def _introduced(cast: Cast, person: Entity) -> Span | None:
    """Where a person is named with the office beside it: "Harbour master Ilse Brandt"."""
    role, story = person.role, cast.story
    if role is None or role.part != "text" or len(story.slice(role)) > LONGEST_ROLE:
        return None
    if not _is_noun_phrase(cast, role):
        return None
    size = len(story.slice(person.name).split())
    for mention in person.mentions:
        if (mention.article, mention.part) != (role.article, role.part):
            continue
        if len(story.slice(mention).split()) < size:
            continue
        if role.end <= mention.start and not story.slice(role.to(role.end, mention.start)).strip(" "):
            return replace(role, end=mention.end)
        gap = story.slice(role.to(mention.end, role.start)) if mention.end <= role.start else ""
        if role.end <= mention.start and _is_aside(cast, role, mention):
            return replace(role, end=mention.end)
        if _apposed().fullmatch(gap):
            return replace(mention, end=role.end)
    return None


def _is_aside(cast: Cast, role: Span, name: Span) -> bool:
    """Whether a name stands between commas behind an office that tells enough: "the governor, Reed,"."""
    story = cast.story
    closed = story.slice(name.to(name.end, name.end + 1)) in {",", "."}
    before = story.slice(role.to(max(0, role.start - LONGEST_TITLES), role.start)).split()[-1:]
    told = bool(before) and before[0].lower() in quote_words("articles")
    return closed and told and story.slice(role.to(role.end, name.start)) == ", "


def _is_noun_phrase(cast: Cast, role: Span) -> bool:
    """Whether the words of an office are read as one, and not as part of a clause."""
    words = [
        token
        for sentence in cast.sentences_in(role)
        for token in sentence.tokens
        if token.start < role.end and token.end > role.start
    ]
    if not words or words[0].pos not in ("NOUN", "PROPN", "ADJ", "DET") or words[-1].pos not in NOUNS:
        return False
    return not any(token.pos in ("VERB", "AUX", "PRON", "ADV") or token.tag == "PRP$" for token in words)


@cache
def _apposed() -> re.Pattern[str]:
    """What stands between a name and the office behind it."""
    return re.compile(rf",\s+(?:(?:{quote_regex('articles')})\s+)?")
