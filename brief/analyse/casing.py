"""How an article usually writes its words, for those that stand in capitals somewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from brief.analyse.headline import in_title_case
from brief.text import WORD


def casing(texts: Iterable[str], asked: Collection[str] | None = None) -> Mapping[str, str]:
    """How words are usually written inside sentences, by their lower-cased form.

    Args:
        texts: The sentences; those in title case tell nothing.
        asked: The words that matter, lower-cased; None for all. Of others what is returned may be wrong.

    Returns:
        A word that only ever begins a sentence is taken as it stands there.

    >>> casing(["Help the UN now.", "The un-named help came."], {"the"})["the"]
    'the'
    """
    first: dict[str, str] = {}
    inside: list[str] = []
    for text in texts if asked is None else _that_hold(texts, asked):
        found = WORD.findall(text)
        if in_title_case(found):
            continue
        if _MAY_OPEN.search(text):
            opening: list[str] = []
            for match in WORD.finditer(text):
                opens = not match.start() or text[match.start() - 2 : match.start() - 1] in _OPENING
                (opening if opens else inside).append(match.group())
        else:
            # Only its first word stands where any would have a capital; most sentences are so.
            opening = found[:1] if text.startswith(tuple(found[:1])) else []
            inside += found[len(opening) :]
        first.update((word.lower(), word) for word in opening)
    usual: dict[str, tuple[int, str]] = {}
    for word, times in Counter(inside).items():
        lower = word.lower()
        if times > usual.get(lower, (0, ""))[0]:
            usual[lower] = times, word
    return first | {lower: word for lower, (_, word) in usual.items()}


_OPENING = frozenset({".", ":", '"', "“", "'", "‘"})
"""What a word stands behind where any word would have a capital."""
_MAY_OPEN = re.compile(r"[.:\"“'‘].[^\W_]", re.DOTALL)


def _that_hold(texts: Iterable[str], words: Collection[str]) -> Iterable[str]:
    """The texts that one of these words may stand in."""
    if not words:
        return []
    any_of = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    return [text for text in texts if any_of.search(text.lower())]


def in_capitals(texts: Iterable[str]) -> frozenset[str]:
    """The words that stand in capitals, lower-cased.

    >>> sorted(in_capitals(["AT LEAST two", "A UN envoy"]))
    ['at', 'least', 'un']
    """
    return frozenset(
        word.lower() for text in texts if _may_shout(text) for word in WORD.findall(text) if _shouts(word)
    )


def stands_small(texts: Iterable[str], word: str) -> bool:
    """Whether a word stands somewhere in lower case: then it is no name.

    >>> stands_small(["The prop fell."], "Prop"), stands_small(["Propped up."], "Prop")
    (True, False)
    """
    return any(re.search(rf"\b{re.escape(word.lower())}\b", text) for text in texts)


def calm(text: str, casing: Mapping[str, str]) -> str:
    """The text with words in capitals written as elsewhere in the article ("AT LEAST two")."""

    def quiet(match: re.Match[str]) -> str:
        word = match.group()
        form = casing.get(word.lower(), word) if _shouts(word) else word
        return form if len(form) == len(word) else word

    return WORD.sub(quiet, text) if casing and _may_shout(text) else text


def _shouts(word: str) -> bool:
    """Whether a word of two characters or more has no small letter."""
    return len(word) > 1 and word.isupper()


def _may_shout(text: str) -> bool:
    """Whether a text can hold such a word; most sentences cannot, and it is sooner told than found."""
    if text.isascii():  # as most are: plain classes are told in half the time
        return bool(_PLAIN_CAPITAL_AND_MORE.search(text) or _PLAIN_DIGIT_AND_CAPITAL.search(text))
    return bool(_CAPITAL_AND_MORE.search(text) or _DIGIT_AND_CAPITAL.search(text))


# Two expressions that each begin with one class of characters, which takes a third of the time of one.
_CAPITAL_AND_MORE = re.compile(r"[^\W\d_a-z](?:[^\W_a-z]|['’\-‑.])")
_DIGIT_AND_CAPITAL = re.compile(r"\d[^\W\d_a-z]")
_PLAIN_CAPITAL_AND_MORE = re.compile(r"[A-Z][A-Z0-9'.-]")
_PLAIN_DIGIT_AND_CAPITAL = re.compile(r"[0-9][A-Z]")
