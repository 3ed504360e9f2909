"""Whether "he" or "she" may stand for somebody: what tells a man from a woman."""

from __future__ import annotations

import re
from dataclasses import replace

from brief.analyse.quotes.cast import Cast
from brief.analyse.quotes.words import quote_words
from brief.model import Span

LONGEST_WORD = 20
"""Characters before a name that hold a title, or whose relative it is."""
_OF_A_MAN, _OF_A_WOMAN = re.compile(r"(?<!wo)man$"), re.compile(r"woman$")
"""Offices that say so."""
_WORD_BEFORE = re.compile(r"([a-z]+)\.?,? $")


def suits(cast: Cast, pronoun: Span, somebody: Span) -> bool:
    """Whether no title before a name, wherever it stands, or in it, contradicts "he" or "she".

    Args:
        cast: Of the story.
        pronoun: For one person.
        somebody: The words for whoever it may stand for.
    """
    story = cast.story
    she = story.slice(pronoun).lower() in quote_words("she")
    others, ending = (quote_words("of_a_man"), _OF_A_MAN) if she else (quote_words("of_a_woman"), _OF_A_WOMAN)
    first, *rest = story.slice(somebody).split()
    if any(word.islower() and ending.search(word) for word in (first, *rest)):
        return False
    if rest and first.lower().strip(".") in others:  # alone it is a surname: "King"
        return False
    everywhere = [mention for one in cast.called(somebody) for mention in one.mentions] or [somebody]
    return not any(_word_before(cast, mention) in others for mention in everywhere)


def _word_before(cast: Cast, mention: Span) -> str:
    """The word that stands before a name, a comma between or not: "her husband, Paul Stone"."""
    lead = cast.story.slice(replace(mention, start=max(0, mention.start - LONGEST_WORD), end=mention.start))
    found = _WORD_BEFORE.search(lead.lower())
    return found.group(1) if found else ""
