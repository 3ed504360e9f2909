"""How English writes figures: the patterns, from the words in `data/figures_en.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from brief.cues import by_first_letter, cues, spaced, units
from brief.resources import lists

Lists = Mapping[str, Sequence[str]]
"""The words of a data file by what they mean."""

DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"

# The units of time that are counted in words as things are.
_LENGTHS = ("Y", "M", "W", "D", "TH", "TM", "TS")
# The scales of a number in words.
_SCALES = ("hundred", "thousand", "million", "billion")


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
    length: re.Pattern[str]
    """Behind one: "hundreds of miles" is a length."""


@cache
def figure_words() -> FigureWords:
    """The patterns, made of the words once."""
    words = lists("figures_en.txt")
    percent, money, measure = _percent(words), _money(words), _measure(words)
    unit = rf"(?:{percent}|{money}|{measure})"
    currency, scale = _currency(words), f"(?:{_any(*(words[name] for name in (*_SCALES, 'trillion')))})"
    number = rf"(?:{DIGITS})(?:[\s-]?{scale}\b)?"
    ranges = _ranges(words, f"{currency}{number}", currency, number, unit)
    few = (*words["ones"], *words["ten"], *words["often_ranged"])
    figure = rf"""(?<![\w.,:/$€£¥-])(?P<figure>
          (?:{_one_of(words["hedges"])}\s+)?(?:
            (?P<range>{{range}})
          | {currency}{number}
          | (?:{DIGITS})(?:[\s-]{scale}\b)?(?P<unit>{unit})?
          | {_number_word(words)}\b(?P<word_unit>{unit})?
        ))(?![\w%/:]|[.,]\d|-(?:{units("en", *_LENGTHS)})-|-\d)"""
    return FigureWords(
        single=re.compile(figure.replace("{range}", "(?!)"), re.VERBOSE | re.IGNORECASE),
        ranged=re.compile(figure.replace("{range}", ranges), re.VERBOSE | re.IGNORECASE),
        numbers=frozenset(_scales(words)).union(
            *(words[name] for name in ("ones", "ten", "teens", "tens", "dozens", "multitudes"))
        ),
        latest_words=words["latest"],
        latest=_compiled(rf"\b(?:{_any(words['latest'])})\s+$"),
        known=_compiled(rf"\b(?:{_any(words['known'])})\s+(?:\w+\s+)?$"),
        of_time=_compiled(rf"\s+of\s+(?:{_plural(units('en', *_LENGTHS))}|{_any(words['vague_sums'])})\b"),
        time=_compiled(
            rf"[\s-]+(?:(?:{_any(words['before_times'])})\s+)?"
            rf"(?:{units('en', *_LENGTHS, 'WE', 'DE')}|{_any(words['times'], _months()[0])})(?!\w)"
        ),
        range_before=_compiled(
            rf"(?:\d(?:{_any(words['scale_letters'])})?|\b(?:{_any(few)}))\s?(?:to|or|and|-|–)\s?$"
            r"|\bbetween\s+(?:[\d.,]+\s+and\s+)?$"
        ),
        range_after=_compiled(
            rf"\s+or\s+(?:{_any(words['or_so'])})\b"
            rf"|\s?(?:to|or|-|–)\s?(?:about\s+)?(?:[$€£]?\d|(?:{_any(few[1:])})\b)"
        ),
        part_before=_compiled(
            r"(?:\d|\bone)\s+of\s+(?:the\s+)?$|\bout\s+of\s+(?:the\s+)?$|\b(?:\d|one)\s+in\s+$"
            rf"|\b(?:half|(?:{_any(words['fractions'])})\s+of)\s+$"
        ),
        led_to=_compiled(rf"\s+to\s+(?!(?:{DIGITS}){percent})(?:{currency}\d|(?:{DIGITS})\s)"),
        named=_named(words),
        openers=frozenset(words["openers"]),
        unit_last=_compiled(f"{unit}$"),
        share=_compiled(percent),
        share_before=_compiled(rf"(?:%|{_any(words['percent'])})\s+to\s+$"),
        sign=re.compile(
            f"[{''.join(words['signs'])}]" + rf"|\b(?:{_any(words['codes'], words['code_with_stop'])})\b"
        ),
        money=_compiled(money),
        length=_compiled(rf"\s+of\s+(?:{_any(words['lengths'])})"),
    )


def _number_word(words: Lists) -> str:
    """A number that is told in words."""
    one, ones, ten = words["one"], words["ones"], words["ten"]
    a, several = words["before_scales"]
    forms = [
        rf"{_one_of((a, *one, *ones, *ten, several))}\s+{_one_of(_scales(words))}",
        _one_of((*ones, *ten, *words["teens"])),
        rf"{_one_of(words['tens'])}(?:-(?:{_any(one, ones)}))?",
        rf"(?:{_one_of((a, several, *ones[:2]))}\s+)?{_one_of(words['dozens'])}",
        rf"(?:{_one_of(words['of_multitudes'])}\s+of\s+)?{_one_of(words['multitudes'])}",
    ]
    return f"(?:{'|'.join(forms)})"


def _scales(words: Lists) -> list[str]:
    """The scales of a number in words, none cut short."""
    return [words[name][0] for name in _SCALES]


def _currency(words: Lists) -> str:
    """What stands before a sum."""
    dollar, *signs = map(re.escape, words["signs"])
    forms = [
        f"(?:{_any(words['dollars_of'])})?{dollar}",
        *signs,
        *(rf"{code}\s?" for code in words["codes"]),
        *(rf"{code}\.?\s?" for code in words["code_with_stop"]),
    ]
    return f"(?:{'|'.join(forms)})"


def _percent(words: Lists) -> str:
    """What makes a number a share."""
    return (
        rf"(?:\s?%|\s*-?\s?(?:{_any(words['percent'], words['percentage'])})\b"
        rf"|\s+(?:{_any(words['points'])})\b)"
    )


def _money(words: Lists) -> str:
    """The name of money behind a number."""
    return (
        rf"(?:\s+(?:(?:{_any(words['moneys_of'])})\s+)?(?:{_any(words['moneys'], words['other_moneys'])})\b)"
    )


def _measure(words: Lists) -> str:
    """What is measured, behind a number."""
    return (
        rf"(?:(?:[\s-](?:{_any(words['measures'])})|-(?:{_any(words['measures_joined'])}))\b"
        rf"(?:\s+(?:{_any(words['rates'])})\b)?)"
    )


def _ranges(words: Lists, amount: str, currency: str, number: str, unit: str) -> str:
    """Two numbers between which a figure lies.

    Between whole sums or shares "to" is mostly a change and where it led ("fell 4% to 7%") but
    behind some words.
    """
    ranged = "|".join(rf"(?<=\b{word}\s)" for word in words["ranged"])
    forms = [
        rf"between\s+{currency}?{number}{unit}?\s+and\s+{currency}?{number}{unit}?",
        rf"(?<!\bfrom\s)(?:{DIGITS})\s+to\s+{number}{unit}",
        rf"(?:{DIGITS}){unit}?[-–]{number}{unit}",
        rf"{amount}[-–]{currency}?{number}",
        rf"(?:{ranged})(?:{amount}\s+to\s+{amount}|(?:{DIGITS}){unit}\s+to\s+(?:{DIGITS}){unit})",
    ]
    return "|".join(forms)


def _named(words: Lists) -> re.Pattern[str]:
    """What stands before a number that says which one is meant: a capital mostly, so letters count."""
    aged, months = words["aged"], [name.capitalize() for told in _months() for name in told]
    return re.compile(
        rf"(?:\b(?:{_any(aged)})\s+(?:{_any(words['aged_about'])})\s+"
        rf"|\b(?:{_any(aged, words['numbered'], months)})\.?\s+(?:of\s+)?"
        r"|[A-Z][\w.'’-]*\s+|\bby\s+the\s+)$"
    )


def _months() -> tuple[list[str], list[str]]:
    """The names of the months, and how they are cut short, without the stop."""
    told = [month.split("|") for month in cues("en")["months"]]
    return [whole for whole, *_ in told], [one.removesuffix(r"\.?") for _, *short in told for one in short]


def _plural(alternatives: str) -> str:
    """Of units in singular and plural the plural."""
    return alternatives.replace("?", "")


def _any(*listed: Iterable[str]) -> str:
    """Alternatives for the words of lists, with any white space where one has a space."""
    return "|".join(spaced(word) for words in listed for word in words)


def _one_of(listed: Iterable[str]) -> str:
    """A group of the same, found sooner."""
    return by_first_letter(map(spaced, listed))


def _compiled(form: str) -> re.Pattern[str]:
    """In letters of any case."""
    return re.compile(form, re.IGNORECASE)
