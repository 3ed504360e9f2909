"""Words as alternatives of a regular expression: made from lists, compiled once, and searched for soonest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from brief.resources import lists
from brief.text import WordTable

REMEMBERED = 1 << 14
"""Words of which it is remembered in which lists they are."""


@cache
def one_of(alternatives: str) -> frozenset[str]:
    """The alternatives of a cue list of plain words.

    >>> sorted(one_of("said|says"))
    ['said', 'says']
    """
    return frozenset(alternatives.split("|"))


@cache
def alternatives(name: str) -> Mapping[str, str]:
    """The word lists of a shipped data file, each as alternatives of a regular expression.

    Args:
        name: Of a file as `brief.resources.lists` reads it; a space in a phrase is any white space.

    Raises:
        FileNotFoundError: If there is no such file.

    >>> alternatives("figures_en.txt")["dozens"]
    'dozen|dozens'
    """
    return {heading: "|".join(map(spaced, words)) for heading, words in lists(name).items()}


@cache
def either(name: str, *headings: str) -> str:
    """The words that stand under headings of a shipped data file, as alternatives, letter by letter.

    Args:
        name: Of the file.
        headings: In the order in which their words shall be tried.

    Raises:
        FileNotFoundError: If there is no such file.
        KeyError: If it has no such heading.

    >>> either("names_en.txt", "addressed", "behind a comma")[:14]
    'Mr|Mrs|Ms|Inc|'
    """
    listed = lists(name)
    return "|".join(re.escape(word) for heading in headings for word in listed[heading])


@cache
def longest_first(name: str, heading: str) -> str:
    """The phrases under a heading of a shipped data file as alternatives, as written, the longest first.

    Raises:
        FileNotFoundError: If there is no such file.
        KeyError: If it has no such heading.

    >>> longest_first("letterheads.txt", "repeat")[:20]
    'correction|corrected'
    """
    return "|".join(map(re.escape, sorted(lists(name)[heading], key=lambda one: (-len(one), one))))


def spaced(phrase: str) -> str:
    r"""A phrase as a regular expression, with any white space where it has a space.

    >>> spaced("per ?cent"), spaced("up to")
    ('per\\s?cent', 'up\\s+to')
    """
    return phrase.replace(" ?", r"\s?").replace(" ", r"\s+")


@cache
def pattern(form: str, *alternatives: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    r"""A regular expression with cue lists in its gaps, built once.

    Putting the text of one together for each search takes as long as the search.

    Args:
        form: With `%s` for each gap.
        alternatives: Values of the cue lists.
        flags: As for `re.compile`.

    >>> bool(pattern(r"\b(?:%s)\b", "photo|image").search("An Image of it"))
    True
    """
    return re.compile(form % alternatives, flags)


@lru_cache(REMEMBERED)
def is_one_of(word: str, alternatives: str) -> bool:
    """Whether a word, in letters of any case, is one of a cue list.

    Args:
        word: The same few thousand are asked for in every article.
        alternatives: A value of the cue lists.

    >>> is_one_of("Arrested", "arrest(?:s|ed)?|fined"), is_one_of("fines", "arrest(?:s|ed)?|fined")
    (True, False)
    """
    return pattern("%s", alternatives).fullmatch(word) is not None


def by_first_letter(alternatives: Iterable[str]) -> str:
    """A group of alternatives, those of one first letter together, else in their order.

    It matches what they match one after the other: of two that begin with different letters
    no more than one can match. But to find that none does takes a look at one letter, where
    a long list of words would be tried word by word.

    >>> by_first_letter(["May", "(?:the )?end", "early", "mid", "late", "eve"])
    '(?:May|(?:the )?end|(?-i:[eE])(?:arly|ve)|(?-i:[mM])id|(?-i:[lL])ate)'
    """
    groups: list[tuple[str, list[str]]] = []
    since = 0
    for one in alternatives:
        letter = one[:1] if _PLAIN_LETTER.match(one) else ""
        if not letter:
            groups.append(("", [one]))
            since = len(groups)  # what stands behind an expression stays behind it
            continue
        own = next((rest for first, rest in groups[since:] if first == letter), None)
        if own is None:
            groups.append((letter, [one[1:]]))
        else:
            own.append(one[1:])
    return "(?:" + "|".join(_group(first, rest) for first, rest in groups) + ")"


_PLAIN_LETTER = re.compile(r"[a-z](?![?*+{])")


def _group(first: str, rest: Sequence[str]) -> str:
    """Alternatives of one first letter; this as a class, which is told at a glance."""
    own = f"(?-i:[{first}{first.upper()}])" if first else ""
    return own + (rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})")


def may_hold(text: str, alternatives: str) -> bool:
    """Whether a text has letters that any match of the alternatives has: sooner told than searched for.

    Args:
        text: In small letters.
        alternatives: A value of the cue lists.

    >>> may_hold("said the vice president", "vice[- ]president|mayor"), may_hold("said he", "mayor")
    (True, False)
    """
    # A loop, since an `any` of a generator takes twice the time, and this is asked of every sentence.
    for letters in _needed(alternatives):  # noqa: SIM110
        if letters in text:
            return True
    return False


def words_may_hold(words: Iterable[str], alternatives: str) -> bool:
    """`may_hold` of a sentence by its words, which is sooner told of a long list.

    >>> words_may_hold(["vice", "president"], "vice[- ]president|mayor"), words_may_hold(["he"], "mayor")
    (True, False)
    """
    return any(map(_holding(alternatives).__getitem__, words))


@cache
def _holding(alternatives: str) -> WordTable[bool]:
    """Whether each word has such letters."""
    letters = letters_of(alternatives)
    return WordTable(lambda word: letters.search(word) is not None)


@cache
def letters_of(alternatives: str) -> re.Pattern[str]:
    """What `may_hold` looks for, as one expression: the sooner way to ask of something as short as a word."""
    return any_letters(_needed(alternatives))


def any_letters(runs: Iterable[str]) -> re.Pattern[str]:
    """Any of these runs of letters, by the first of them: what cannot begin one is passed over.

    >>> any_letters(["aim", "after", "goal"]).pattern
    'a(?:im|fter)|g(?:oal)'
    """
    groups: dict[str, list[str]] = {}
    for run in runs:
        groups.setdefault(run[:1], []).append(run[1:])
    return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in groups.items()))


@cache
def _needed(alternatives: str) -> tuple[str, ...]:
    """Letters of which any match of the alternatives has some, in small letters.

    >>> _needed("aim(?:s|ed)? to|in an? (?:effort|move) (?:by|of)|goals?")
    ('aim', 'effort', 'move', 'goal')
    """
    found = dict.fromkeys(_needed_inside(iter(_ITEMS.findall(f"{alternatives.lower()})")))[0])
    # Who has one that is part of it has it: "chief" speaks for "chief executive".
    return tuple(one for one in found if not any(other in one for other in found if other != one))


def _needed_inside(items: Iterator[tuple[str, str]]) -> tuple[list[str], str]:
    """The same for the rest of a group, taken up to its end, and how often the group may stand.

    Of each alternative its longest run of letters is needed, or those of a group of other alternatives:
    the more letters the shortest of them has, the fewer texts have it by chance.
    """
    every: list[str] = []
    surest, run = [""], ""
    for item, times in items:
        if item.isalpha() and not times.startswith(_OPTIONAL):
            run += item
            if not times:
                continue
        surest, run = max(surest, [run], key=_fewest), ""
        if item.startswith("("):
            inside, times = _needed_inside(items)
            if not item.endswith("!") and not times.startswith(_OPTIONAL):
                surest = max(inside, surest, key=_fewest)
        elif item in {"|", ")"}:
            every += surest
            surest = [""]
            if item == ")":
                return every, times
    raise ValueError("a group of the alternatives has no end")


def _fewest(runs: list[str]) -> int:
    """The letters of the shortest run."""
    return min(map(len, runs))


_ITEMS = re.compile(r"(\(\?[^:=!]*[:=!]|\[[^\]]*\]|\\.|.)([?*+]|\{\d*,?\d*\})?\??", re.DOTALL)
"""A letter, a class, the beginning or the end of a group, and how often it may stand."""
_OPTIONAL = ("?", "*", "{0", "{,")
