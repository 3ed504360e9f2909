"""Reading a parse: what hangs on a word, and the stretch of words it makes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from brief.model import Token
from brief.resources import listed

P = ParamSpec("P")
R = TypeVar("R")
VERBS = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
MEANING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
PRONOUNS = frozenset({"PRP", "PRP$", "EX", "WP", "WP$", "WDT"})
# Words that stand for something told before: where they stand, a phrase does not tell by itself.
POINTING = listed("grammar_en.txt", "this", "these", "such", "other")
SHOUTED = 3
"""One in so many words in capitals is too many."""
HYPHENS = frozenset("-‐‑–")
SIGNS = frozenset("%$€£¥#")
# What may not end a phrase.
LOOSE = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PUNCT", "PART", "AUX", "SPACE"})


class Parse(tuple[Token, ...]):
    """The tokens of a sentence that remember what hangs on each: it is asked some 500 times an article."""

    @cached_property
    def below(self) -> tuple[tuple[int, ...], ...]:
        """For each token the indices of those that hang directly on it, in order."""
        found: list[list[int]] = [[] for _ in self]
        for index, token in enumerate(self):
            if token.head != index:
                found[token.head].append(index)
        return tuple(map(tuple, found))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each token starts."""
        return tuple([token.start for token in self])

    @cached_property
    def kept(self) -> dict[tuple[object, ...], Any]:
        """What `once` has worked out, by what was asked."""
        return {}

    def __reduce__(self) -> tuple[type[Parse], tuple[tuple[Token, ...]]]:
        """As pickled: the tokens alone, and not the functions that asked."""
        return Parse, (tuple(self),)


def once(ask: Callable[Concatenate[Sequence[Token], P], R]) -> Callable[Concatenate[Sequence[Token], P], R]:
    """Have a parse remember what a function said of it: five questions each look for its main verb.

    The function may depend on nothing but its arguments, and what it returns may not be changed.
    """

    @wraps(ask)
    def asked(tokens: Sequence[Token], /, *args: P.args, **options: P.kwargs) -> R:
        if not isinstance(tokens, Parse) or options:
            return ask(tokens, *args, **options)
        key = (ask, *args)
        if key not in tokens.kept:
            tokens.kept[key] = ask(tokens, *args, **options)
        found: R = tokens.kept[key]
        return found

    return asked


def forms(verbs: str | Iterable[str]) -> frozenset[str]:
    """Every form that these verbs take, and some that none takes: the shipped parse has no lemmas.

    Args:
        verbs: With white space between them, or one by one; behind a bar (`/`) the forms that
            a verb has by no rule.

    >>> sorted(forms("trap")), sorted(forms(["go/went"]))
    (['trap', 'traped', 'traping', 'trapped', 'trapping', 'traps'], ['go', 'goed', 'going', 'gos', 'went'])
    >>> "cancelled" in forms("cancel"), "canceled" in forms("cancel"), "fleeing" in forms("flee/fled")
    (True, True, True)
    """
    found: set[str] = set()
    for entry in verbs.split() if isinstance(verbs, str) else verbs:
        verb, *irregular = entry.split("/")
        found.update(irregular)
        bases = [verb.removesuffix("e"), *([verb + verb[-1]] if verb[-1] in "bdglmnprt" else [])]
        found |= {verb, f"{verb}s", f"{verb}es"[: None if verb[-1] in "sxh" else -2]}
        found |= {base + ending for base in bases for ending in ("ed", "ing")}
        if verb.endswith(("ee", "oe", "ye")):
            found.add(f"{verb}ing")
        if verb.endswith("y"):
            found |= {f"{verb[:-1]}ies", f"{verb[:-1]}ied"}
    return frozenset(found)


def children(tokens: Sequence[Token], head: int) -> Sequence[int]:
    """Indices of the words that hang directly on a word, in order."""
    if isinstance(tokens, Parse):
        return tokens.below[head]
    return [index for index, token in enumerate(tokens) if token.head == head and index != head]


def first_from(tokens: Sequence[Token], offset: int) -> int:
    """Index of the first token that starts at an offset or behind it; how many there are when none does."""
    if isinstance(tokens, Parse):
        return bisect_left(tokens.starts, offset)
    return bisect_left(tokens, offset, key=lambda token: token.start)


def under(tokens: Sequence[Token], top: int, apart: Collection[str] = ()) -> set[int]:
    """Indices of a word and all below it, without the branches that hang directly on it by `apart`."""
    below = tokens.below if isinstance(tokens, Parse) else None
    first = children(tokens, top)
    queue = [index for index in first if tokens[index].dep not in apart] if apart else list(first)
    found = {top, *queue}
    while queue:
        here = queue.pop()
        for index in children(tokens, here) if below is None else below[here]:
            if index not in found:
                found.add(index)
                queue.append(index)
    return found


def around(members: Collection[int], top: int) -> tuple[int, int]:
    """The first and last index of the unbroken run of members that `top` stands in."""
    first = last = top
    while first - 1 in members:
        first -= 1
    while last + 1 in members:
        last += 1
    return first, last


def above(tokens: Sequence[Token], index: int) -> list[int]:
    """Indices of the words that a word hangs on, nearest first, up to the root."""
    found: list[int] = []
    while tokens[index].head != index and tokens[index].head not in found:
        index = tokens[index].head
        found.append(index)
    return found


def subject(tokens: Sequence[Token], verb: int) -> int | None:
    """The subject that a verb has of its own, before it; None when it has none."""
    mine = [index for index in children(tokens, verb) if tokens[index].dep in SUBJECTS and index < verb]
    return mine[0] if mine else None


def points_back(tokens: Sequence[Token]) -> bool:
    """Whether words hold a pronoun, or a word such as "these", that only what stood before explains."""
    return any(
        (token.tag in PRONOUNS and not token.text.lower().endswith(("self", "selves")))
        or (
            token.pos in ("DET", "PRON", "ADJ", "NOUN")
            and token.dep != "mark"
            and token.text.lower() in POINTING
        )
        for token in tokens
    )


def shouts(words: str) -> bool:
    """Whether many of the words are in capitals: the legend of a graphic or a list of headlines.

    >>> shouts("MAIN STAGE 200 FEET People fled"), shouts("The UN and NATO met in the old town hall")
    (True, False)
    """
    if not _MAY_SHOUT.search(words):
        return False  # as most do not: to look for that takes a tenth of the time
    told = [word for word in words.split() if word.isalpha() and len(word) > 2]
    return sum(word.isupper() for word in told) * SHOUTED > len(told)


_MAY_SHOUT = re.compile(r"[^\W\d_a-z]{3}")


def apart(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token is a mark that parts two thoughts: not the hyphen inside a word."""
    token = tokens[index]
    tight = index > 0 and token.start == tokens[index - 1].end
    return token.pos in ("PUNCT", "SYM") and not (tight and token.text in HYPHENS) and token.text not in SIGNS


def meaningful(tokens: Sequence[Token], first: int, last: int) -> int:
    """How many words of a stretch carry meaning."""
    return sum(token.pos in MEANING for token in tokens[first : last + 1])


def ends_well(tokens: Sequence[Token], first: int, last: int) -> int:
    """The last index of a stretch without small words and marks at its end; below `first` if none stay."""
    while last >= first and tokens[last].pos in LOOSE and tokens[last].text not in ("%", "'s", "’s"):
        last -= 1
    return last
