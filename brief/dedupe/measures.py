"""What a report counts and measures beside casualties: those aboard, a crowd, a quake, a deal, an age."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Literal

from brief.dedupe.told import Sentence, Told
from brief.dedupe.words import keys, number_words
from brief.patterns import alternatives, may_hold

# Fewer are no crowd that two would count.
CROWD = 100
YOUNGEST, OLDEST = 3, 110
# Words before a figure that say how exact it is.
BEFORE = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """How far apart two figures of a kind may be."""

    rounded: float = 0.15
    """"About 60" and "57" do not differ: a share of the larger."""
    another: float = 0.95
    """Nobody corrects a count to a twentieth or twentyfold: one counts a day, the other a war."""
    bounded: bool = True
    """Whether "more than four" is no less than five; a toll of "at least four" has risen to five."""
    shared: Literal["nothing", "story", "sentence", "names"] = "story"
    """What two reports must share beside it to tell of one thing: nothing where somebody is named; a name or
    other content of the sentence, its headline or the one before; of the sentence itself; its names, where
    both have any."""


def nearness(what: str) -> Nearness:
    """How far apart two figures of what is counted or measured may be."""
    return _NEAR.get(what.partition(" ")[0], _NEAR["toll"])


_NEAR = {
    "toll": Nearness(bounded=False),
    "aboard": Nearness(another=0.5),
    "hostage": Nearness(),
    "turnout": Nearness(rounded=0.25, shared="names"),
    # Other quakes of a series are weaker by more than a point.
    "magnitude": Nearness(another=0.15),
    "deal": Nearness(another=0.75),
    "sum": Nearness(shared="names"),
    "siege": Nearness(another=0.8),
    "age": Nearness(another=0.3, shared="nothing"),
    "aged": Nearness(another=0.4, shared="sentence"),
}


def measures(sentence: Sentence) -> tuple[Told, ...]:
    """The figures of a sentence that are told once of an event.

    Args:
        sentence: Of a report in English.

    Returns:
        One Told for each figure, none twice: `what` is "aboard", "hostage", "turnout", "magnitude", "deal"
        and "sum" with their money, "siege" with its unit, "age" with a surname, "aged" with who has no name,
        "body" of those found dead so far, and "hurt" or "dead" where nobody is.
    """
    told: list[Told] = []
    for one in (*_matches(sentence), *_of_another(sentence)):
        if not any(one.what == other.what and one.span.meets(other.span) for other in told):
            told.append(one)
    return tuple(told)


def _matches(sentence: Sentence) -> Iterator[Told]:
    """What the patterns find in a sentence, each as often as it is written."""
    small = sentence.text.lower()
    if not (may_hold(small, _any_needed()) or _AGE.search(small)):
        return
    for what, needed, pattern in _patterns():
        if not (may_hold(small, needed) if needed else _AGE.search(small)):
            continue
        anywhere = what in _ANYWHERE
        for match in pattern.finditer(sentence.text) if anywhere or sentence.opening else ():
            told = _told(what, match, sentence)
            if told is not None and (anywhere or not sentence.recalls(match.start())):
                yield told


# An age is nobody else's wherever it stands.
_ANYWHERE = frozenset({"age", "aged"})


def _told(what: str, match: re.Match[str], sentence: Sentence) -> Told | None:
    """A match as a figure; None where it is another thing's."""
    groups = match.groupdict()
    number = next((name for name in ("n", "m") if groups.get(name)), None)
    value = amount(match[number]) if number else Decimal(0)
    if value is None or not _is_of_the_kind(what, value, match, sentence):
        return None
    start = next(
        (match.start(name) for name in ("from", "money") if groups.get(name)), match.start(number or 0)
    )
    before = sentence.text[max(0, match.start(number) - BEFORE) : match.start(number)] if number else ""
    return Told(
        what=f"{what} {_whose(what, groups)}".rstrip(),
        value=value,
        exact=not _qualifies("about").search(before),
        least=bool(_qualifies("least").search(before)),
        span=sentence.place(start, match.end("to") if groups.get("to") else match.end()),
        sentence=sentence,
        source=sentence.source(match.start()),
    )


def _whose(what: str, groups: Mapping[str, str | None]) -> str:
    """Of what a figure is: the money of a sum, the unit of a time, who is old."""
    who = (groups.get("who") or "").lower()
    if what == "age":
        return who.split()[-1]
    if what in ("deal", "sum"):
        return _currency(groups["money"] or "")
    if what == "siege":
        return f"{who.removesuffix('s')}s"
    return "" if what == "aboard" and who in ("people", "persons") else who


def _is_of_the_kind(what: str, value: Decimal, match: re.Match[str], sentence: Sentence) -> bool:
    """Whether a match is the figure that it looks like."""
    known = alternatives("measures_en.txt")
    text = sentence.text
    if what == "turnout":
        return value >= CROWD
    if what in ("age", "aged"):
        return YOUNGEST <= value <= OLDEST
    if what == "magnitude":
        return not re.search(rf"\b(?:{known['smaller']})\b", text, re.IGNORECASE)
    if what == "aboard":
        # "12 people on board were killed" are a part of those aboard, "all 12" are not.
        behind = re.match(rf"\W+(?:\w+\W+){{0,2}}(?:{known['befell']})\b", text[match.end() :])
        before = text[: match.start()].lower().split()[-3:]
        partly = behind or any(re.fullmatch(known["befell"], word) for word in before)
        return "all" in before or "of" in before or not partly
    return True


def amount(figure: str) -> Decimal | None:
    """The number that digits or words tell; None where they tell none."""
    total, last = Decimal(0), Decimal(0)
    for key in keys(figure):
        if key in _SCALE:
            last *= _SCALE[key]
            continue
        try:
            total, last = total + last, Decimal(key)
        except InvalidOperation:
            return None
    return total + last


_SCALE = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def _currency(money: str) -> str:
    """The sign or the name of a sum's money, the dollar as its sign."""
    known = alternatives("measures_en.txt")
    sign = re.search(rf"[{known['signs'].replace('|', '')}]", money)
    name = re.search(rf"\b(?:{known['moneys']})\b", money, re.IGNORECASE)
    told = sign.group() if sign else name.group().lower() if name else ""
    return {"dollars": "$", "euros": "€", "pounds": "£", "yen": "¥"}.get(told, told)


def _of_another(sentence: Sentence) -> Iterator[Told]:
    """The figure that another source gives for what the sentence before told, and nothing with it.

    "Organisers put the turnout at 80,000. Police said 27,000."
    """
    if not (sentence.opening and sentence.beside):
        return
    match = _given().search(sentence.text)
    value = amount(match["n"]) if match else None
    if match is None or value is None:
        return
    kinds = {"magnitude"} if "." in match["n"] else {"turnout", "hostage"}
    for what in {one.what for one in _matches(sentence.beside[-1])} & kinds:
        yield Told(
            what=what,
            value=value,
            exact=not _qualifies("about").search(match["before"] or ""),
            span=sentence.place(match.start("n"), match.end("n")),
            sentence=sentence,
            source=sentence.source(match.start("n")),
        )


@cache
def _given() -> re.Pattern[str]:
    """A figure that stands for itself behind who says it."""
    known = alternatives("measures_en.txt")
    return re.compile(
        rf"\b(?:{known['says']})\s+(?:(?:it|the\s+(?:figure|number|magnitude|turnout|crowd))\s+(?:at|as|was)\s+)?"
        rf"(?P<before>(?:{known['about']}|{known['least']})?)\s*{number()}(?=\s*(?:[.,;]|$|{known['gathered']}))"
    )


@cache
def _qualifies(heading: str) -> re.Pattern[str]:
    """How exact a figure is, told right before it."""
    return re.compile(rf"\b(?:{alternatives('measures_en.txt')[heading]})\s+$", re.IGNORECASE)


@cache
def number() -> str:
    """A number in digits or in words, with its thousands or millions."""
    words = "|".join(number_words())
    scales = alternatives("measures_en.txt")["scales"]
    plain = rf"\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:{words})(?:[-\s](?:{words}))?"
    return rf"(?<![\d.,])(?P<n>\b(?:{plain})(?:[\s-]?(?:{scales})\b)?)"


@cache
def _any_needed() -> str:
    """What one of the patterns needs; most sentences are seen to measure nothing by this alone."""
    return "|".join(dict.fromkeys(needed for _, needed, _ in _patterns() if needed))


# An age that no word tells: ", 41, " or "was 41".
_AGE = re.compile(r"(?:\b(?:was|is)|,(?:\s+(?:an?|aged))?)\s+\d")


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """What is measured, a word that a sentence needs for it (none: an age), and how English writes it."""
    known = alternatives("measures_en.txt")
    n, least = number(), rf"(?:(?:{known['about']}|{known['least']})\s+)?"
    people = rf"(?:{known['persons']})"
    anybody = rf"(?:{known['persons']}|{known['crowds']})"
    sign, money = rf"(?:US|A|C)?(?:{known['signs']})\s?", rf"(?:{known['moneys']})"
    cash = rf"(?P<money>{sign}{n}|{number().replace('(?P<n>', '(?P<m>')}\s+{money})"
    age = r"(?P<n>\d{1,3})"
    name = r"(?P<who>(?:[A-Z][\w.’'-]*\s+)+[A-Z][\w’'-]+)"
    held = "hostages?"
    forms = (
        ("aboard", "carrying", rf"\b(?P<from>carrying)\s+{least}{n}\s+(?P<who>{people})\b"),
        (
            "aboard",
            known["aboard"],
            rf"{n}\s+(?:(?P<who>{people})\s+)?(?:(?:were|are|was|had\s+been)\s+)?(?:{known['aboard']})\b",
        ),
        (
            "aboard",
            known["aboard"],
            rf"\bnumber\s+(?:of\s+\w+\s+)?(?:{known['aboard']})\s+(?:at|was|to|as)\s+{least}{n}",
        ),
        ("hostage", held, rf"\b(?:{known['holding']})\s+{least}{n}\s+(?:[\w-]+\s+){{0,2}}hostages?\b"),
        ("hostage", held, rf"{n}\s+(?:[\w-]+\s+)?(?:were|was|been|being)\s+(?:held|taken)\s+hostage\b"),
        ("hostage", held, rf"\b(?:all|there\s+(?:are|were))\s+(?:of\s+)?(?:the\s+)?{least}{n}\s+hostages\b"),
        ("hostage", held, rf"\bnumber\s+of\s+hostages\s+(?:at|was|is|to|as)\s+{least}{n}"),
        (
            "turnout",
            known["gathered"],
            rf"{n}\s+(?:[\w-]+\s+){{0,3}}?(?:have\s+|had\s+)?(?:{known['gathered']})\b",
        ),
        ("turnout", known["crowds"], rf"{n}\s+(?:{known['crowds']})\b"),
        (
            "turnout",
            known["turnout"],
            rf"\b(?:{known['turnout']})\s+(?:was|of|at|to|numbered)\s+{least}{n}(?:\s+{anybody})?",
        ),
        ("magnitude", "magnitude", r"\b(?P<from>magnitude(?:\s+of|\s+was)?[\s-]+(?P<n>\d\.\d))\b"),
        ("magnitude", "magnitude", r"\b(?P<from>(?P<n>\d\.\d)[\s-]+magnitude)\b"),
        (
            "magnitude",
            known["quakes"],
            rf"\b(?:{known['quakes']})\s+(?:of|measuring|measured)\s+(?:magnitude\s+)?(?P<n>\d\.\d)\b",
        ),
        ("deal", known["deals"], rf"{cash}[\s-]+(?:[\w-]+\s+){{0,2}}(?:{known['deals']})\b"),
        (
            "deal",
            known["deals"],
            rf"\b(?:{known['deals']})\b[^.;,]{{0,60}}?\b(?:worth|valued\s+at|of|for)\s+{least}{cash}",
        ),
        ("deal", known["bought"], rf"\b(?:{known['bought']})\b[^.;,]{{0,80}}?\bfor\s+{least}{cash}"),
        ("sum", known["demanded"], rf"\b(?P<who>{known['demanded']})\s+{least}{cash}"),
        (
            "siege",
            known["sieges"],
            rf"\b(?:{known['sieges']})\s+(?:of|(?:[\w-]+\s+){{0,5}}?(?:{known['lasted']}))\s+{least}{n}\s+(?P<who>{known['spans']})\b",
        ),
        (
            "siege",
            known["sieges"],
            rf"{n}[\s-](?P<who>{known['spans']}|hour|day|minute|week)(?:-long)?\s+(?:{known['sieges']})\b",
        ),
        (
            "siege",
            held,
            rf"\bhostages?\b[^.;]{{0,60}}?\bfor\s+{least}{n}\s+(?P<who>{known['spans']})\b",
        ),
        (
            "age",
            "",
            rf"\b(?P<from>{name}),\s+(?:aged\s+)?(?P<to>{age})(?=\s*[,.;)])",
        ),
        ("age", "year-old", rf"\b(?P<from>{age}-year-old)\s+(?:[a-z-]+\s+){{0,3}}(?P<to>{name})"),
        (
            "aged",
            "",
            rf"\b(?P<from>[Tt]he\s+(?P<who>{known['somebody']}))(?:,\s+(?:an?\s+)?|\s+(?:was|is)\s+(?:an?\s+)?)(?P<to>{age}(?:-year-old\b|(?=[\s,.;])))",
        ),
        ("aged", "year-old", rf"\b(?P<from>[Tt]he\s+{age}-year-old\s+(?P<who>{known['somebody']}))\b"),
        ("body", known["found"], rf"\b(?P<from>(?:body|bodies)\s+of\s+{n}(?:\s+\w+)?)"),
        ("body", known["found"], rf"{n}\s+bodies\b"),
        (
            "hurt",
            known["nobody"],
            rf"\b(?:{known['nobody']})\s+(?:was|were|is|has\s+been|had\s+been)\s+(?:reported\s+)?(?:{known['harm']})\b",
        ),
        ("hurt", known["none_of"], rf"\b(?:no|without)\s+(?:{known['none_of']})\b"),
        ("hurt", known["unhurt"], rf"\b[Aa]ll\b[^.;,]{{0,40}}?\b(?:{known['unhurt']})\b"),
        (
            "dead",
            known["nobody"],
            rf"\b(?:{known['nobody']})\s+(?:was|were|is|has\s+been|had\s+been)\s+(?:reported\s+)?(?:{known['death']})\b",
        ),
    )
    cased = ("age", "aged")
    return tuple(
        (what, needed, re.compile(form, 0 if what in cased else re.IGNORECASE))
        for what, needed, form in forms
    )
