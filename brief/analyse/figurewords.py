"""How English writes figures: the patterns, from the words in `data/figures_en.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from brief.cues import months, units
from brief.patterns import alternatives, by_first_letter, spaced
from brief.resources import listed, lists

_FILE = "figures_en.txt"
DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"

# The units of time that are counted in words as things are.
_LENGTHS = ("Y", "M", "W", "D", "TH", "TM", "TS")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWords:
    """What tells a figure, and what tells that a number is none."""

    single: re.Pattern[str]
    """A figure; its groups are `figure`, `range`, which is none here, `unit` and `word_unit`."""
    ranged: re.Pattern[str]
    """The same, and a range of two numbers."""
    numbers: frozenset[str]
    """What every figure has one of, if no digit."""
    latest_words: tuple[str, ...]
    """What stands last where `latest` matches."""
    latest: re.Pattern[str]
    """Before a number: some of many are told."""
    known: re.Pattern[str]
    """Before a number in words: what it counts was told of before."""
    of_time: re.Pattern[str]
    """Behind one: "millions of years" is a time, "thousands of dollars" no sum."""
    time: re.Pattern[str]
    """Behind one: it is told by the timeline, or is an age or a clock time."""
    range_before: re.Pattern[str]
    range_after: re.Pattern[str]
    part_before: re.Pattern[str]
    """ "1 of 35", "one of three players", "half a million": no figure by itself."""
    led_to: re.Pattern[str]
    """ "Fell 19% to £1.4 billion" is a change and what it led to, of two kinds and so no range."""
    named: re.Pattern[str]
    """Before one: it only says which one is meant, or how old somebody is."""
    openers: frozenset[str]
    """Words whose capital may be that of the sentence."""
    unit_last: re.Pattern[str]
    share: re.Pattern[str]
    share_before: re.Pattern[str]
    sign: re.Pattern[str]
    """Of money."""
    money: re.Pattern[str]
    """Its name behind a number."""
    apiece: re.Pattern[str]
    """Behind what it counts: there are so many of them for each of something."""
    rate: re.Pattern[str]
    """Behind what it counts: so many in each time."""
    length: re.Pattern[str]
    """Behind one: "hundreds of miles" is a length."""


@cache
def figure_words() -> FigureWords:
    """The patterns, made of the words once."""
    words, told, parts = lists(_FILE), alternatives(_FILE), _parts()
    few = (*words["ones"], *words["ten"], *words["often_ranged"])
    big = "|".join(told[name] for name in (*words["scales"], "trillion"))
    signs, whole_months = "".join(words["signs"]), "|".join(whole for whole, *_ in months("en"))
    return FigureWords(
        single=_figure("(?!)"),
        ranged=_figure(_ranges()),
        numbers=listed(_FILE, "ones", "ten", "teens", "tens", "dozens", "scales", "multitudes"),
        latest_words=words["latest"],
        latest=_compiled(rf"\b(?:{told['latest']})\s+$"),
        known=_compiled(rf"\b(?:{told['known']})\s+(?:\w+\s+)?$"),
        of_time=_compiled(rf"\s+of\s+(?:{_plural(units('en', *_LENGTHS))}|{told['vague_sums']})\b"),
        time=_compiled(
            rf"[\s-]+(?:(?:{told['before_times']})\s+)?"
            rf"(?:{units('en', *_LENGTHS, 'WE', 'DE')}|{told['times']}|{whole_months})(?!\w)"
        ),
        range_before=_compiled(
            rf"(?:\d(?:{told['scale_letters']})?|\b(?:{'|'.join(few)}))\s?(?:to|or|and|-|–)\s?$"
            r"|\bbetween\s+(?:[\d.,]+\s+and\s+)?$"
            rf"|\b(?:{told['ranged']})\s+\d[\d.,]*\s(?:{big})\s+to\s+$"  # "of 600 million to 650 million"
        ),
        range_after=_compiled(
            rf"\s+or\s+(?:{told['or_so']})\b"
            rf"|\s?(?:to|or|-|–)\s?(?:about\s+)?(?:[$€£]?\d|(?:{'|'.join(few[1:])})\b)"
        ),
        part_before=_compiled(
            r"(?:\d|\bone)\s+of\s+(?:the\s+)?$|\bout\s+of\s+(?:the\s+)?$|\b(?:\d|one)\s+in\s+$"
            rf"|\b(?:half|(?:{told['fractions']})\s+of)\s+$"
        ),
        led_to=_compiled(rf"\s+to\s+(?!(?:{DIGITS}){parts.percent})(?:{parts.currency}\d|(?:{DIGITS})\s)"),
        named=_named(),
        openers=listed(_FILE, "openers"),
        unit_last=_compiled(f"{parts.unit}$"),
        share=_compiled(parts.percent),
        share_before=_compiled(rf"(?:%|{told['percent']})\s+to\s+$"),
        sign=re.compile(rf"[{signs}]|\b(?:{told['codes']}|{told['code_with_stop']})\b"),
        money=_compiled(parts.money),
        apiece=_compiled(rf"\s*(?:\([^()]*\)\s*)?(?:{told['apiece']})\b"),
        rate=_compiled(
            rf"\s+(?:{told['each_time']})\s+(?:{units('en', *_LENGTHS)})\b(?!-|\s+(?:{told['no_rate']})\b)"
        ),
        length=_compiled(rf"\s+of\s+(?:{told['lengths']})"),
    )


def _compiled(form: str) -> re.Pattern[str]:
    """In letters of any case."""
    return re.compile(form, re.IGNORECASE)


def _figure(ranges: str) -> re.Pattern[str]:
    """A figure, with these forms of a range."""
    parts = _parts()
    form = rf"""(?<![\w.,:/$€£¥-])(?P<figure>
          (?:{_one_of(lists(_FILE)["hedges"])}\s+)?(?:
            (?P<range>{ranges})
          | {parts.currency}{parts.number}
          | (?:{DIGITS})(?:[\s-]{parts.scale}\b)?(?P<unit>{parts.unit})?
          | {_number_word()}\b(?P<word_unit>{parts.unit})?
        ))(?![\w%/:]|[.,]\d|-(?:{units("en", *_LENGTHS)})-|-\d)"""
    return re.compile(form, re.VERBOSE | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What figures are made of, as regular expressions."""

    scale: str
    number: str
    """In digits, with its scale."""
    currency: str
    """Before a sum."""
    percent: str
    money: str
    unit: str
    """These two and measures."""


@cache
def _parts() -> _Parts:
    """The parts, made of the words."""
    words, told = lists(_FILE), alternatives(_FILE)
    scale = "|".join(told[name] for name in (*words["scales"], "trillion"))
    percent = rf"(?:\s?%|\s*-?\s?(?:{told['percent']}|{told['percentage']})\b|\s+(?:{told['points']})\b)"
    money = rf"(?:\s+(?:(?:{told['moneys_of']})\s+)?(?:{told['moneys']}|{told['other_moneys']})\b)"
    measure = (
        rf"(?:(?:[\s-](?:{told['measures']})|-(?:{told['measures_joined']}))\b"
        rf"(?:\s+(?:{told['rates']})\b)?)"
    )
    dollar, *signs = map(re.escape, words["signs"])
    currency = "|".join(
        (
            f"(?:{told['dollars_of']})?{dollar}",
            *signs,
            *(rf"{code}\s?" for code in words["codes"]),
            *(rf"{code}\.?\s?" for code in words["code_with_stop"]),
        )
    )
    return _Parts(
        scale=f"(?:{scale})",
        number=rf"(?:{DIGITS})(?:[\s-]?(?:{scale})\b)?",
        currency=f"(?:{currency})",
        percent=percent,
        money=money,
        unit=f"(?:{percent}|{money}|{measure})",
    )


def _number_word() -> str:
    """A number that is told in words."""
    words, told = lists(_FILE), alternatives(_FILE)
    one, ones, ten = words["one"], words["ones"], words["ten"]
    a, several = words["before_scales"]
    forms = [
        rf"{_one_of((a, *one, *ones, *ten, several))}\s+{_one_of(words['scales'])}",
        _one_of((*ones, *ten, *words["teens"])),
        rf"{_one_of(words['tens'])}(?:-(?:{told['one']}|{told['ones']}))?",
        rf"(?:{_one_of((a, several, *ones[:2]))}\s+)?{_one_of(words['dozens'])}",
        rf"(?:{_one_of(words['of_multitudes'])}\s+of\s+)?{_one_of(words['multitudes'])}",
    ]
    return f"(?:{'|'.join(forms)})"


def _one_of(words: Iterable[str]) -> str:
    """A group of alternatives, found sooner."""
    return by_first_letter(map(spaced, words))


def _ranges() -> str:
    """Two numbers between which a figure lies.

    Between whole sums or shares "to" is mostly a change and where it led ("fell 4% to 7%") but
    behind some words.
    """
    parts, ranged = _parts(), "|".join(rf"(?<=\b{word}\s)" for word in lists(_FILE)["ranged"])
    currency, number, unit = parts.currency, parts.number, parts.unit
    forms = [
        rf"between\s+{currency}?{number}{unit}?\s+and\s+{currency}?{number}{unit}?",
        rf"(?<!\bfrom\s)(?:{DIGITS})\s+to\s+{number}{unit}",
        rf"(?:{DIGITS}){unit}?[-–]{number}{unit}",
        rf"{currency}{number}[-–]{currency}?{number}",
        rf"(?:{ranged})(?:(?:{DIGITS})\s?{parts.scale}\s+to\s+{number}{unit}"
        rf"|{currency}{number}\s+to\s+{currency}{number}"
        rf"|(?:{DIGITS}){unit}\s+to\s+(?:{DIGITS}){unit})",
    ]
    return "|".join(forms)


def _named() -> re.Pattern[str]:
    """What stands before a number that says which one is meant: a capital mostly, so letters count."""
    told, named = alternatives(_FILE), "|".join(name.title() for month in months("en") for name in month)
    return re.compile(
        rf"(?:\b(?:{told['aged']})\s+(?:{told['aged_about']})\s+"
        rf"|\b(?:{told['aged']}|{told['numbered']}|{named})\.?\s+(?:of\s+)?"
        r"|[A-Z][\w.'’-]*\s+|\bby\s+the\s+)$"
    )


def _plural(alternatives: str) -> str:
    """Of units in singular and plural the plural."""
    return alternatives.replace("?", "")
