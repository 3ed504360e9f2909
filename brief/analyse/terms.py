"""Sentences of a court: how long somebody is to be in prison."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from brief.text import WordTable

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_NUMBER = (
    rf"(?:\d+(?:\.\d+)?|(?:twenty|thirty|forty|fifty|sixty)(?:-(?:{_ONES}))?|(?:{_ONES})|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|an?(?=\s))"
)
_AROUND = r"(?:(?:at\s+least|up\s+to|more\s+than|nearly|almost|about|a\s+minimum\s+of|a\s+total\s+of)\s+)?"
_LENGTH = (
    rf"(?P<figure>{_AROUND}{_NUMBER}\s+(?:year|month|week|day)s?"
    rf"(?:\s+and\s+{_NUMBER}\s+(?:month|week|day)s?)?)\b"
)
_HELD = r"(?:in\s+(?:prison|jail|custody)|behind\s+bars|(?:of\s+)?imprisonment)\b"
_FORMS = tuple(
    re.compile(rf"\b{form}", re.IGNORECASE)
    for form in (
        rf"(?:jailed|imprisoned|incarcerated|locked\s+up)\s+for\s+{_LENGTH}",
        rf"sentenced\s+(?:\w+\s+){{0,3}}to\s+(?:serve\s+)?{_LENGTH}(?:\s+{_HELD})?",
        rf"serve\s+(?=at\s+least|a\s+minimum){_LENGTH}(?:\s+{_HELD})?",
        rf"minimum\s+(?:(?:term|sentence|tariff)\s+)?of\s+{_LENGTH}",
        rf"(?:(?:given|handed|received|serving|faces?)\s+)?(?:an?\s+)(?P<figure>{_NUMBER}-(?:year|month|week|day))"
        r"\s+(?:suspended\s+)?(?:(?:prison|jail|custodial)\s+(?:sentence|term)|sentence)\b",
        rf"(?:(?:faces?|facing|faced|serving|served|spent)\s+)?{_LENGTH}\s+{_HELD}",
    )
)
# "Must serve at least two years" is said of mayors too.
_COURT = re.compile(r"prison|jail|custod|bars|senten|court|judge|convict|murder|guilty")
_OF_COURT = WordTable(lambda word: _COURT.search(word) is not None)
# What only could or did not come about.
_UNREAL = re.compile(
    r"\b(?:could|may|might|can|would|not|never|n[o'’]t|avoid\w*|if)\s+(?:\w+\s+){0,3}$", re.IGNORECASE
)


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
    found = sorted(
        (match.span("figure"), match.span())
        for form in _FORMS
        for match in form.finditer(text)
        if not _UNREAL.search(text, 0, match.start())
    )
    end = 0
    for figure, label in found:
        if figure[0] >= end:
            yield figure, label
            end = label[1]
