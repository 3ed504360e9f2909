"""How times are written: the patterns of a language, from the words in its cue lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from brief.analyse.zones import PATTERN as ZONE
from brief.cues import cues
from brief.patterns import any_letters, by_first_letter
from brief.text import WordTable

Sign = str
"""What an expression of time can be known by before it is searched for: `figure` (a digit), `year` (digits
that may be one), `month` and `day` (a name), `stretch` (a unit or season), `quarter` and `weekend` among
them, `rank` ("last"), `distance` (a word such as "ago"),
`ordinal` (letters behind a figure, "11th"), `zone` (of a clock time in four figures), or what a phrase
such as "every day" means by itself."""

NEVER = "(?!)"
"""Stands in a cue list for words that a language does not have."""
YEAR = r"(?P<y>(?:1[6-9]|20)\d\d)"
_DAY = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th|\.(?=\s)|er|º)?"
_TO = r"(?:\s?[-–]\s?|\s+to\s+)"
_CLOCK = (
    # What stands before its first digit comes second: by a digit it is found sooner.
    r"(?P<h>\d(?<!\w\d)(?:(?<=[0-2])\d)?)"
    r"(?:(?:[:.h](?P<min>[0-5]\d))?\s?(?P<ampm>[ap]\.\s?m\.?|[ap]m\b)"
    r"|[:h](?P<min2>[0-5]\d)(?:\s?uhr)?|\.(?P<min3>[0-5]\d)\s?(?:uhr|horas)|\sh\s(?P<min4>[0-5]\d)\b|\s(?:uhr|heures|o'clock))"
    rf"(?:\s(?P<zone>{ZONE}))?"
)


@dataclass(frozen=True, slots=True)
class Form:
    """A way of writing a time."""

    name: str
    """Of what it means."""
    pattern: str
    """Regular expression; named groups hold the parts."""
    signs: frozenset[Sign]
    """What a text that holds it has, every one of them."""


def forms(words: Mapping[str, Any]) -> Iterator[Form]:
    """Every way a language writes a time.

    Args:
        words: Its cue lists; a missing list means that the language has no such form.

    Yields:
        The form to prefer among equally long matches first.
    """
    for part in (_days(words), _clocks(), _stretches(words), _distances(words), _years(words)):
        for name, signs, pattern in part:
            yield Form(name, pattern, frozenset(signs))


def signs(words: Iterable[str], language: str) -> frozenset[Sign]:
    """Which signs of time a text has: most sentences have few, and need not be searched for the rest.

    Args:
        words: Of the text, as `brief.text.words` gives them.
        language: ISO 639-1 code of a language with cue lists.

    >>> sorted(signs(["left", "on", "3", "may", "last", "night"], "en")), signs(["mayors", "decide"], "en")
    (['day', 'figure', 'month', 'rank'], frozenset())
    """
    # Of each word most have the same, which is none: they are joined when told apart.
    return _NONE.union(*{*map(_table(language).__getitem__, words)})


@cache
def _table(language: str) -> WordTable[frozenset[Sign]]:
    """The signs of each word."""
    return WordTable(lambda word: _signs_of(word, language))


def _signs_of(word: str, language: str) -> frozenset[Sign]:
    """The signs that a word in small letters is, or that its parts are ("five-year-long")."""
    found: set[Sign] = set()
    if not word.isalpha() or word in _LETTERED_FIGURES:
        found = {sign for sign, digits in _FIGURES.items() if digits.search(word)}
    letters, signs = _needed(language)
    # A real article has some seventy words that none before it had: nearly all are done with here.
    if letters.search(word):
        told = _tell_tales(language)
        for run in _LETTERS.findall(word):
            maybe = {sign for part, sign in signs if part in run}
            found |= {sign for sign in maybe if told[sign].tells(run)}
    return frozenset(found) if found else _NONE


_NONE = frozenset[Sign]()
_LETTERS = re.compile(r"[^\W\d_]+")
_FIGURES: Mapping[Sign, re.Pattern[str]] = {
    "figure": re.compile(r"\d"),
    "year": re.compile(r"(?:1[6-9]|20)\d\d"),
    "ordinal": re.compile(r"^(?:st|nd|rd|th)$"),
    "zone": re.compile(r"^(?:utc|gmt|cet|msk)(?!\w)"),
}
_LETTERED_FIGURES = frozenset({"st", "nd", "rd", "th", "utc", "gmt", "cet", "msk"})
"""Those among them that are letters alone."""


@dataclass(frozen=True, slots=True)
class _Telling:
    """What gives a sign."""

    whole: re.Pattern[str]
    """Words that do."""
    part: re.Pattern[str]
    """Parts of words that may."""
    letters: frozenset[str]
    """Of these every such word has one."""

    def tells(self, word: str) -> bool:
        """Whether a word gives it."""
        # An abbreviation has its stop, which is no letter.
        return bool(self.whole.fullmatch(word) or self.whole.fullmatch(f"{word}.") or self.part.search(word))


@cache
def _needed(language: str) -> tuple[re.Pattern[str], Sequence[tuple[str, Sign]]]:
    """Letters of which every word has some that gives any sign, and of those of each sign that sign."""
    signs = [(part, sign) for sign, telling in _tell_tales(language).items() for part in telling.letters]
    return any_letters(sorted({part for part, _ in signs})), signs


@cache
def _tell_tales(language: str) -> Mapping[Sign, _Telling]:
    """What gives each sign."""
    words = cues(language)
    listed: dict[Sign, Iterable[str]] = {
        "month": words["months"],
        "day": (*words["weekdays"], *words["days"]),
        "stretch": (*words["units"].values(), *words["seasons"].values()),
        "quarter": (words["units"]["Q"],),
        "weekend": (words["units"]["WE"],),
        "rank": (words["this"], words["last"], words["next"]),
        "distance": (words["ago_after"], words["hence_after"], words["ago_before"]),
        **{meaning: (group,) for name in ("refs", "every") for meaning, group in words[name].items()},
        **{day: (day,) for day in words["holidays"]},
    }
    told: dict[Sign, _Telling] = {}
    for sign, groups in listed.items():
        alternatives = [each for group in groups for each in group.split("|") if each != NEVER]
        single = [each for each in alternatives if _SINGLE_WORD.fullmatch(each)]
        # Of the others the longest run of letters, which the words that they match contain; of two as long
        # the later, which is rarer: "near term", "this time".
        several = {*alternatives} - {*single}
        longest = {_longest(each) for each in several}
        # "Montagabend", "midsummer": what else may be written in one word with it.
        around = (_listed(words["early"]), any_of(words["parts"].values()))
        whole = re.compile(rf"{around[0]}?{any_of(single) if single else '(?!)'}{around[1]}?")
        part = re.compile(any_of(sorted(longest)) if longest else r"(?!)")
        told[sign] = _Telling(whole, part, frozenset(map(_longest, alternatives)))
    return told


def _longest(alternative: str) -> str:
    """The longest run of letters that what an expression matches has; of two as long the later."""
    return max(reversed(_LITERALS.findall(alternative)), key=len, default="")


_SINGLE_WORD = re.compile(r"(?:[^\W\d_]\??)+(?:\\\.\??)?")
_LITERALS = re.compile(r"[^\W\d_]+(?![?*])")


def any_of(alternatives: Iterable[str]) -> str:
    """A group of alternatives, each possibly several divided by a bar, the longest first."""
    parts = [part for group in alternatives for part in group.split("|")]
    return by_first_letter(sorted(parts, key=len, reverse=True))


Parts = Iterator[tuple[str, tuple[Sign, ...], str]]
"""Name, signs and pattern of forms."""


def _days(words: Mapping[str, Any]) -> Parts:
    """Dates in figures and words, months, weekdays, "yesterday evening"."""
    month, weekday = any_of(words["months"]), any_of(words["weekdays"])
    of = rf"(?:\s*(?:{words['of']})\s+|,?\s+)"
    at = rf"(?:{words['at']})"
    early, rank = _early(words), _rank(words)
    named = rf"(?:(?P<wd>{weekday})|(?P<rel>{any_of(words['days'])}))"
    hour = rf"(?:(?P<hour>{any_of(words['hours'].values())})(?:\s+{at})?\s+)?" if "hours" in words else ""
    part = any_of(words["parts"].values())
    month_first = rf"(?P<m>{month})\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?:,?\s+{YEAR})?"
    day_first = rf"{_numbered(_DAY, 2)}{of}(?P<m_2>{month})(?:{of}{_numbered(YEAR, 2)})?"

    yield "iso", ("year",), rf"\b{YEAR}-(?P<mo>[01]\d)-{_DAY}(?:T(?P<t>\d\d:\d\d))?\b"
    yield (
        "day of month",
        ("figure", "ordinal"),
        r"(?<=\bon )the (?P<d>[0-3]?\d)(?:st|nd|rd|th)(?=\s*(?:[.,;:)]|$| of (?:the|this) month))",
    )
    yield "numeric", ("figure",), r"(?P<a>\d(?<!\w\d)\d?)[/.](?P<b>\d{1,2})[/.](?P<y>\d{4}|\d\d)\b"
    year_said = rf"(?:{of}|\s+){rank}\s+(?:{words['units']['Y']})\b"
    yield (
        "calendar day",
        ("figure", "month", "stretch"),
        rf"\b(?:{weekday},?\s+)?(?:(?P<m>{month})\s+{_DAY}|{_numbered(_DAY, 2)}{of}(?P<m_2>{month}))"
        rf",?{year_said}",
    )
    yield "calendar month", ("month", "stretch"), rf"\b{early}(?P<m>{month}){year_said}"
    yield (
        "calendar day",
        ("figure", "month"),
        rf"\b(?:{weekday},?\s+)?(?:{month_first}|{day_first})(?![\w:])(?:\s+{at}\s+{_CLOCK})?",
    )
    yield (
        "calendar range",
        ("figure", "month"),
        rf"\b(?P<m>{month})\s+{_DAY}{_TO}{_numbered(_DAY, 2)}(?:,?\s+{YEAR})?(?![\w:])",
    )
    yield (
        "calendar range",
        ("figure", "month"),
        rf"\b{_DAY}{_TO}{_numbered(_DAY, 2)}{of}(?P<m>{month})(?:{of}{YEAR})?(?![\w:])",
    )
    yield "calendar month", ("year", "month"), rf"\b{early}(?P<m>{month})\.?{of}{YEAR}\b"
    yield "calendar month", ("month",), rf"\b{early}(?:{rank}\s+)?(?P<m>{month})\b(?!\s+\d)"
    yield (
        "named day",
        ("day",),
        rf"\b(?:{_CLOCK}(?:\s+{at})?\s+)?{hour}{early}(?:{rank}\s+)?{named}(?:\s*(?P<part>{part}))?"
        rf"{_week(words)}(?:,?\s+{at}\s+{_numbered(_CLOCK, 3)})?(?!\w)",
    )


def _clocks() -> Parts:
    """Clock times: "6.10am", "16:08 UTC", "0800 UTC"."""
    yield "clock", ("figure",), rf"{_CLOCK}(?!\w)"
    yield (
        "clock",
        ("figure", "zone"),
        r"\b(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)\s(?P<zone>(?-i:UTC|GMT|CET|MSK))\b",
    )


def _stretches(words: Mapping[str, Any]) -> Parts:
    """Weeks, months, years and seasons: "last week", "next spring", "the third quarter of 2009"."""
    units, season = words["units"], any_of(words["seasons"].values())
    early, rank = _early(words), _rank(words)
    large = any_of(units[unit] for unit in ("W", "M", "Q", "Y", "WE", "DE"))
    after = rf"(?P<rank>{words['last_after']}|{words['next_after']})"
    of = rf"(?:\s*(?:{words['of']})\s+|,?\s+)"

    yield (
        "relative unit",
        ("stretch", "rank"),
        rf"\b{early}{rank}\s+(?P<unit>{large}|{season})\b(?!\s+(?:of|old))",
    )
    if not {words["last_after"], words["next_after"]} <= {NEVER}:
        yield "relative unit", ("stretch",), rf"\b{early}(?P<unit>{large}|{season})\s+{after}\b"
    yield (
        "quarter",
        ("quarter",),
        rf"\b(?:the )?(?P<q>{any_of(words['ordinals'].values())})[ -](?:{units['Q']})"
        rf"(?:\s+(?:{words['of']})\s+(?:{YEAR}|{rank}\s+(?:{units['Y']})))?\b",
    )
    yield "weekend", ("weekend",), rf"\bthe (?:{units['WE']})\b"
    yield "season", ("year", "stretch"), rf"\b{early}(?P<season>{season}){of}{YEAR}\b"


def _distances(words: Mapping[str, Any]) -> Parts:
    """Distances ("two weeks ago") and durations ("five-year", "the past nine days", "decades")."""
    unit = any_of(words["units"].values())
    count = rf"(?P<n>\d+(?:[.,]\d+)?|{any_of(words['numbers'])}|{_listed(words['vague'])})"
    about = f"{_listed(words['about'])}?"
    stretch = any_of(value for name, value in words["units"].items() if name != "WE")
    plural = any_of(words["units"][unit] for unit in ("D", "W", "M", "Y", "DE", "TM", "TH"))
    direction = f"(?P<dir>{words['ago_after']}|{words['hence_after']})"

    yield "distance", ("stretch", "distance"), rf"\b{about}{count}\s+(?P<unit>{unit})\s+{direction}\b"
    if words["ago_before"] != NEVER:
        yield (
            "distance",
            ("stretch", "distance"),
            rf"\b(?P<dir>{words['ago_before']})\s+{count}\s+(?P<unit>{unit})\b",
        )
    yield (
        "duration",
        ("stretch",),
        rf"\b{about}(?:the (?:{words['last']}|{words['next']}|first) )?{count}[ -]"
        rf"(?:{words['unit_kinds']})?(?P<unit>{stretch})(?:-long|-old)?\b",
    )
    yield "duration", ("stretch",), rf"\b(?P<n>)(?P<unit>{plural})(?<=s)(?:-long)?\b"


def _years(words: Mapping[str, Any]) -> Parts:
    """Bare years and decades."""
    early = _early(words)
    yield "decade", ("year",), rf"\b{early}(?P<decade>(?:1[6-9]|20)\d0)s\b"
    yield "year", ("year",), rf"\b{early}(?:(?:{words['of']})\s+)?{YEAR}(?![\d%,.:]\d|\w|-\d)"


def _early(words: Mapping[str, Any]) -> str:
    return f"(?P<early>{_listed(words['early'])})?"


def _rank(words: Mapping[str, Any]) -> str:
    return f"(?P<rank>{_listed(words['this'], words['last'], words['next'])})"


def _week(words: Mapping[str, Any]) -> str:
    """What may say behind a weekday which one it is: "Monday of next week", "lundi prochain"."""
    of, week = rf"(?:\s*(?:{words['of']})\s+|,?\s+)", words["units"]["W"]
    ranks, after = (
        _listed(words["this"], words["last"], words["next"]),
        _listed(words["last_after"], words["next_after"]),
    )
    ranked = rf"(?P<week>{ranks})\s+(?:{week})|(?:la |el )?(?:{week})\s+(?P<week_2>{after})"
    return rf"(?:{of}(?:{ranked})\b|\s+(?P<rank_2>{after})\b)?"


def _listed(*alternatives: str) -> str:
    """A group of expressions divided by bars, in their order."""
    parts, depth = [""], 0
    for character in "|".join(alternatives):
        depth += (character == "(") - (character == ")")
        if character == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return by_first_letter(parts)


def _numbered(pattern: str, number: int) -> str:
    """The pattern with its group names numbered, to stand a second time in one expression."""
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{number}>", pattern)
