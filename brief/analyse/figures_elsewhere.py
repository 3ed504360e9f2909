"""Figures in languages other than English: what follows a number is what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from brief.cues import cues, phrases
from brief.resources import stop_words

LONGEST_LABEL_WORDS = 9
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MARK = re.compile(r"[,;:.!?()\"“”„«»—–]")
_WORD = re.compile(r"\S+")
SHORTLY_BEFORE = 80
"""Characters before a number that hold the name or the word that it belongs to."""


def counted(text: str, language: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Find the figures of a sentence, dates, times and numbers of things aside.

    Args:
        text: One sentence.
        language: ISO 639-1 code; nothing is found when we have no words of it.

    Yields:
        Start and end of the figure, and of what it counts.
    """
    words = _words(language)
    if words is None:
        return
    for match in words.figure.finditer(text):
        bare = match["unit"] is None and match["figure"][:1].isdigit()
        if words.dates.match(text, match.end()) or (bare and _YEAR.fullmatch(match["figure"])):
            continue
        if (
            match["unit"] is None
            and match.start()
            and words.names.search(text[max(0, match.start() - SHORTLY_BEFORE) : match.start()])
        ):
            continue
        told = _counted(text, match, words)
        if not told or not re.search(r"[^\W\d_]{2}", told[0].group()):
            continue
        first, last = told[0].start(), told[-1].end()
        if not bare and match["unit"] is None and re.search(r"\d", text[first:last]):
            continue  # "two of its 48 piles": the 48 is told
        yield match.span("figure"), (first, last)


def _counted(text: str, match: re.Match[str], words: _Words) -> list[re.Match[str]]:
    """The words behind a figure that tell what it counts; behind a sum, what it is for."""
    # Two words more than a label may have: further on it ends in any case, and a list is one long sentence.
    ahead = list(islice(_WORD.finditer(text, match.end()), LONGEST_LABEL_WORDS + 2))
    reach = ahead[-1].end() if ahead else match.end()
    end = words.ends.search(text, match.end(), reach)
    if match["unit"] is not None and end and not text[match.end() : end.start()].strip():
        end = _MARK.search(text, match.end(), reach)
    told = list(_WORD.finditer(text, match.end(), end.start() if end else reach))
    if len(told) > LONGEST_LABEL_WORDS:
        told = told[:LONGEST_LABEL_WORDS]
        # No label ends in the midst of "ante el aumento de la ceniza".
        while told and told[-1].group().lower() in words.small:
            told.pop()
    noun = next((index for index, word in enumerate(told) if word.group()[0].isupper()), None)
    if words.befallen is None or noun is None or match["unit"] is not None:
        return told
    rest = noun + 1
    while rest < len(told) and (
        words.befallen.fullmatch(told[rest].group()) or told[rest].group()[0].isupper()
    ):
        rest += 1
    return told[:rest]


@dataclass(frozen=True, slots=True)
class _Words:
    """How a language other than English writes figures."""

    figure: re.Pattern[str]
    dates: re.Pattern[str]
    """What follows a number that tells a time."""
    names: re.Pattern[str]
    """What stands before a number that only names something."""
    ends: re.Pattern[str]
    """Where what is counted ends."""
    small: frozenset[str]
    """Words that tell nothing at the end of a label."""
    befallen: re.Pattern[str] | None
    """Where nouns are capitals: what may follow the noun that is counted; nothing else does."""


@cache
def _words(language: str) -> _Words | None:
    """The patterns of a language; None where we have no words of it."""
    words = phrases(language).get("figure")
    if words is None:
        return None
    digits = r"\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
    scale = rf"(?:[\s-](?:{words['scale']})\b)?"
    unit = rf"(?P<unit>\s?%|\s(?:{words['percent']}|{words['money']}|{words['measure']})\b|\s?[€$£])?"
    number = rf"(?:[€$£]\s?)?(?:{digits}){scale}|(?:{words['words']})\b{scale}"
    months = "|".join(cues(language).get("months", ("(?!)",)))
    return _Words(
        figure=re.compile(
            rf"(?<![\w.,:/-])(?P<figure>(?:(?:{words['around']})\s)?(?:{number}){unit})(?![\w%/:-]|[.,]\d)",
            re.IGNORECASE,
        ),
        dates=re.compile(rf"[\s.-]+(?:de\s)?(?:{words['time']}|{months})(?!\w)", re.IGNORECASE),
        names=re.compile(rf"(?:\b(?:{words['before']})|[A-ZÀ-Þ][\w.'’-]*)\s+$"),
        ends=re.compile(rf"[,;:.!?()\"“”„«»—–]|\s(?:{words['ends']})\b", re.IGNORECASE),
        small=stop_words(language),
        befallen=re.compile(words["befallen"]) if "befallen" in words else None,
    )
