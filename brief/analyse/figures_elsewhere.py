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
LONGEST_CLAUSE_WORDS = 14
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MARK = re.compile(r"[,.](?!\d)|[;:!?()\"“”„«»—–]")
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
        if _is_compared(text, match, words):
            continue
        told = _counted(text, match, words)
        if not told and match["unit"] is not None and (whole := _clause(text, match, words)):
            yield match.span("figure"), whole
            continue
        if not told or not re.search(r"[^\W\d_]{2}", told[0].group()):
            continue
        if words.befallen is not None and not any(word.group()[0].isupper() for word in told):
            continue  # "5,1 Prozent verlieren": no noun
        first, last = told[0].start(), told[-1].end()
        if not bare and match["unit"] is None and re.search(r"\d", text[first:last]):
            continue  # "two of its 48 piles": the 48 is told
        yield match.span("figure"), (first, last)


def _is_compared(text: str, match: re.Match[str], words: _Words) -> bool:
    """Whether a figure is only what another is compared with: "nach 37,2 Prozent", "… ein Jahr zuvor".

    Of a change and what it led to ("um 8 Prozent auf 4,3 Milliarden") the second is told with both.
    """
    if words.earlier.match(text, match.end()) or words.led_to.match(text, match.end()):
        return True
    return match["unit"] is not None and words.against.search(text[: match.start()]) is not None


def _clause(text: str, match: re.Match[str], words: _Words) -> tuple[int, int] | None:
    """A whole clause that ends with a share or sum: "Die Wahlbeteiligung lag bei 68,1 Prozent".

    None where it does not open its sentence, or points back, denies or doubts.
    """
    clause = text[: match.end("figure")]
    opens = clause[:1].isupper() and not _MARK.search(text, 0, match.start())
    fits = opens and len(clause.split()) <= LONGEST_CLAUSE_WORDS
    if not fits or not words.stands.search(clause) or words.unsure.search(clause):
        return None
    return 0, match.end("figure")


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
    led_to: re.Pattern[str]
    """What stands behind a change, and where it led."""
    against: re.Pattern[str]
    """What stands before a figure that another is compared with."""
    earlier: re.Pattern[str]
    """What stands behind one."""
    stands: re.Pattern[str]
    """Verbs of a clause that says what a share or a sum is of."""
    unsure: re.Pattern[str]
    """Words of a clause that denies, doubts or points back."""
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
        ends=re.compile(rf"{_MARK.pattern}|\s(?:{words['ends']})\b", re.IGNORECASE),
        small=stop_words(language),
        led_to=re.compile(rf"\s+(?:{words['led_to']})\s+(?:[€$£]\s?)?\d", re.IGNORECASE),
        against=re.compile(rf"\b(?:{words['against']})\s+$", re.IGNORECASE),
        earlier=re.compile(rf"\s+(?:{words['earlier']})(?!\w)", re.IGNORECASE),
        stands=re.compile(rf"\b(?:{words['stands']})(?!\w)", re.IGNORECASE),
        unsure=re.compile(rf"\b(?:{words['unsure']})(?!\w)", re.IGNORECASE),
        befallen=re.compile(words["befallen"]) if "befallen" in words else None,
    )
