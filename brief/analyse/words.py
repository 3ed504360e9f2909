"""Words that carry a subject: their stems, and the words that carry none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from brief import resources, slim
from brief.text import WordTable

STEMMERS = {
    "ar": "Arabic",
    "da": "Danish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "hu": "Hungarian",
    "it": "Italian",
    "nb": "Norwegian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
}
"""Languages with a Snowball stemmer, and its name in nltk."""


def terms(words: Iterable[str], *, language: str = "en") -> tuple[str, ...]:
    """The stems of the content words, in order.

    Args:
        words: Lower-cased words, as `brief.text.words` gives them.
        language: ISO 639-1 code. Without a stemmer for it, words stand for themselves.

    Source:
        The Snowball stemmers of nltk.

    >>> terms(["the", "bridges", "were", "closed"])
    ('bridg', 'close')
    """
    return tuple(chain.from_iterable(map(_terms(language).__getitem__, words)))


@cache
def _terms(language: str) -> WordTable[tuple[str, ...]]:
    """The stem of each word; nothing for one that carries no subject."""
    stops = resources.stop_words(language)
    return WordTable(lambda word: () if word in stops else (stem(word, language),))


# Each step of the English stemmer takes off or changes an ending that no such word has: a quarter of the
# words that an article has and none before it had need not go through its five.
_IS_ITS_STEM = re.compile(
    r"[a-xz]*(?:[abfhjkopquvwxz]|(?:[a-df-xz]d|[a-mo-xz][gt]|[a-np-xz]n|[a-rt-xz]m|[a-df-np-xz]r|[a-hj-xz]c"
    r"|[b-km-tv-xz]l))"
)


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """The stem of a lower-cased word; the word itself where there is no stemmer."""
    if language == "en" and _IS_ITS_STEM.fullmatch(word):
        return word
    stemmer = _stemmer(language)
    return word if stemmer is None else str(stemmer.stem(word))


@cache
def _stemmer(language: str) -> Any:
    """The language's Snowball stemmer, or None."""
    name = STEMMERS.get(language)
    if name is None:
        return None
    # It names nltk's stop words, which need a download, and uses them only when asked to.
    snowball = slim.load("nltk.stem.snowball", empty=("nltk.corpus",))
    return getattr(snowball, f"{name}Stemmer")()
