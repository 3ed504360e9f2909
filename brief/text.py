"""Strings: folding white space, evening out writing, words and what is known of each."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
REMEMBERED = 20_000
"""Words of which it is remembered what is known of them."""

# A word: letters and digits of any script, with inner apostrophes, points between
# digits and hyphens kept ("don't", "1,200", "eight-year-long", "U.S.").
# Most words are no more than the first form, and each form begins with a set of characters, by which
# the others are passed over: without either it takes twice as long.
WORD = re.compile(
    r"[A-Za-z][A-Za-z]+(?=[ ,.\n])"
    r"|[^\W\d_](?:\.(?:[^\W\d_]\.)+|[^\W_]*(?:['’\-‑][^\W_]+)*)"
    r"|\d(?:\d*(?:[.,:]\d+)*)"
)

DOUBLE_MARKS = '"“”„‟«»″「」『』'
"""Quotation marks of any style; texts mix them, so each is read by where it stands, not by its shape."""
SINGLE_MARKS = "'‘’‚‹›"

_EVEN = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "`": "'",
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
        "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None,
    }
)  # fmt: skip


def fold(text: str) -> str:
    r"""The text with every run of white space as one space, none at the ends.

    >>> fold("  two\n words ")
    'two words'
    """
    return " ".join(text.split())


def even(text: str) -> str:
    """The text in one way of writing: NFKC, lower case, plain quotes and dashes, folded.

    For comparing, never for showing: offsets do not survive.

    >>> even("“Ｄamascus”  –  Straße")
    '"damascus" - strasse'
    """
    return fold(unicodedata.normalize("NFKC", text).translate(_EVEN).casefold())


def words(text: str) -> list[str]:
    """The words of the text in order, lower-cased, without punctuation.

    >>> words("Iran’s U.S. plan: 1,200 jobs, 3.5%.")
    ["iran's", 'u.s.', 'plan', '1,200', 'jobs', '3.5']
    """
    small = text.lower()
    # The whole in small letters has the same words, sooner, but for letters that become two ("İ") or
    # look to what stands behind the word ("Σ").
    if len(small) == len(text) and "Σ" not in text:
        return WORD.findall(small.replace("’", "'"))
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def shingles(words: Sequence[str], size: int) -> list[tuple[str, ...]]:
    """The runs of `size` words in order; of fewer words, one run of them all.

    >>> shingles(["a", "b", "c"], 2), shingles(["a"], 2), shingles([], 2)
    ([('a', 'b'), ('b', 'c')], [('a',)], [])
    """
    if len(words) < size:
        return [tuple(words)] if words else []
    return list(zip(*(words[place:] for place in range(size)), strict=False))


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, where half a surrogate pair counts as "?"."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def spell_json(value: object, **layout: Any) -> str:
    r"""A value as JSON in which nothing is left that a terminal would obey, or UTF-8 cannot hold.

    Args:
        value: Plain data.
        **layout: `indent` and `separators`, as for `json.dumps`.

    >>> print(spell_json(["café", "\x9b31m", "\x7f"]))
    ["café", "\u009b31m", "\u007f"]
    """
    written = json.dumps(value, ensure_ascii=False, **layout)
    # json.dumps itself escapes only what stands before the space.
    return (
        _OBEYED.sub(lambda match: f"\\u{ord(match.group()):04x}", written).encode("utf-8", "replace").decode()
    )


_OBEYED = re.compile("[\x7f-\x9f]")


class WordTable(dict[str, T]):
    """What a function says of words, kept: every word of a text is asked several things.

    `map(table.__getitem__, words)` takes a quarter of the time that calls of an `lru_cache` do.
    """

    def __init__(self, ask: Callable[[str], T]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, word: str) -> T:
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[word] = self._ask(word)
        return found
