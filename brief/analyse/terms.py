"""Sentences of a court: how long somebody is to be in prison."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from brief.cues import unit_of, units
from brief.patterns import alternatives
from brief.text import WordTable

# The units of time that courts count in, the longest first.
_SPANS = ("Y", "M", "W", "D")


def terms(text: str, words: Iterable[str]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Find how long an English sentence says that somebody is jailed.

    Args:
        text: The sentence.
        words: Its words, in small letters.

    Yields:
        Start and end of the length of time ("six years"), and of the words that hold it
        ("jailed for six years"), in reading order; what only could happen is left out,
        and so is a life sentence without a number.
    """
    if not any(map(_OF_COURT.__getitem__, words)):
        return
    unreal = _unreal()
    found = sorted(
        (match.span("figure"), match.span())
        for form in _forms()
        for match in form.finditer(text)
        if not unreal.search(text, 0, match.start())
    )
    end = 0
    for figure, label in found:
        if figure[0] >= end:
            yield figure, label
            end = label[1]


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The ways to say it, each with the length of time as its group `figure`."""
    words = alternatives("terms_en.txt")
    number, span = _number(), unit_of("en", *_SPANS)
    length = (
        rf"(?P<figure>(?:(?:{words['hedges']})\s+)?{number}\s+(?:{units('en', *_SPANS)})"
        rf"(?:\s+and\s+{number}\s+(?:{units('en', *_SPANS[1:])}))?)\b"
    )
    held = rf"(?:{words['held']})\b"
    return tuple(
        re.compile(rf"\b{form}", re.IGNORECASE)
        for form in (
            rf"(?:{words['jailed']})\s+for\s+{length}",
            rf"sentenced\s+(?:\w+\s+){{0,3}}to\s+(?:serve\s+)?{length}(?:\s+{held})?",
            rf"serve\s+(?={words['least']}){length}(?:\s+{held})?",
            rf"minimum\s+(?:(?:{words['minimums']})\s+)?of\s+{length}",
            rf"(?:(?:{words['given']})\s+)?(?:an?\s+)(?P<figure>{number}-(?:{span}))"
            rf"\s+(?:suspended\s+)?(?:(?:{words['prisons']})\s+(?:{words['sentences']})|sentence)\b",
            rf"(?:(?:{words['serving']})\s+)?{length}\s+{held}",
        )
    )


def _number() -> str:
    """A number of years or days."""
    told = alternatives("figures_en.txt")
    small, ones = f"{told['ten']}|{told['teens']}", f"{told['one']}|{told['ones']}"
    return rf"(?:\d+(?:\.\d+)?|(?:{told['tens']})(?:-(?:{ones}))?|(?:{ones})|{small}|an?(?=\s))"


@cache
def _unreal() -> re.Pattern[str]:
    """What stands before a term that only could come about or did not."""
    unreal = alternatives("terms_en.txt")["unreal"]
    return re.compile(rf"\b(?:{unreal})\s+(?:\w+\s+){{0,3}}$", re.IGNORECASE)


@cache
def _court() -> re.Pattern[str]:
    """Letters of words that tell of a court."""
    return re.compile(alternatives("terms_en.txt")["court"])


_OF_COURT = WordTable(lambda word: _court().search(word) is not None)
