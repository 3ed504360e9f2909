"""Whether words can name a speaker."""

from __future__ import annotations

import re

from brief.analyse.quotes.cast import Cast
from brief.analyse.quotes.words import quote_words, verbs
from brief.cues import cues
from brief.model import Span
from brief.patterns import is_one_of


def is_somebody(cast: Cast, span: Span) -> bool:
    """Whether the words of a span can name a speaker: they open like a name or a noun, and hold no verb."""
    words = cast.story.slice(span)
    first, *rest = words.split()
    articles, no_name = quote_words("articles", "counting"), quote_words("no_name")
    if not rest and first.lower() in articles:
        return False
    if rest and rest[-1].lower() in no_name | articles | quote_words("he", "she"):
        return False  # "the secretary of": the name was cut off; "standing beside Reed she": another one
    if re.split("['’]", first.lower())[0] in quote_words("pronouns"):
        return False
    if len(rest) == 1 and rest[0] in quote_words("which_one"):
        return False
    opens = first[0].isupper() or first[0].isdigit() or first.lower() in articles or cast.taken.meets(span)
    opens = opens or any(one[0].isupper() for one in rest)  # "harbour master Ilse Brandt"
    cased = words.lower() != words.upper() and any(one.isupper() for one in words)
    return (
        opens
        and first.lower() not in no_name
        and first.lower() not in verbs()
        # Theresa May is named, "she may" is not.
        and not (cased and not quote_words("helpers").isdisjoint(rest))
    )


def is_office(word: str) -> bool:
    """Whether a word says what somebody is: "spokesman"."""
    return is_one_of(word.lower(), str(cues("en")["offices"]))
