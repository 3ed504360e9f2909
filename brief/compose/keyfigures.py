"""The key figures of a page: the quantities that matter to its news, each told once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache

from brief.compose.background import background
from brief.compose.cite import Citing
from brief.cues import cues
from brief.model import Analysis, Figure, Item, Summary
from brief.patterns import alternatives
from brief.resources import listed, lists
from brief.text import even, words

# The most that a page could ever want; the fitting drops from these by rank.
MOST_FIGURES = 6
# Fewer than so many of anything but people harmed is seldom what the news is about.
SMALL = 10
# What the news counts first; measures tell of the scene.
RANK = {"people": 0, "term": 1, "money": 2, "share": 2, "count": 3, "measure": 4}
# Thousands are grouped by comma, point or space; what else stands behind a mark is a fraction.
_DIGITS = re.compile(r"(?P<whole>\d{1,3}(?:[,. \u00a0\u202f]\d{3})+(?!\d)|\d+)(?:[.,](?P<part>\d+))?")
# A sum below so small a part of the largest is a detail: £9,500 of a theft of £1.2 million.
SLIGHT = Decimal("0.01")
SCALES = {
    word: value
    for name, value in (
        ("thousand", 1_000),
        ("million", 1_000_000),
        ("billion", 1_000_000_000),
        ("trillion", 1_000_000_000_000),
    )
    for word in lists("figures_en.txt")[name]
}
SIGNS = listed("figures_en.txt", "signs")
SHORT = 2
"""Letters of a scale that is cut short."""
PRICE_BEHIND = 8
"""Characters behind a sum that tell whether it is a price."""
# Who is counted is told in many ways: "214 people aboard", "all 214 passengers".
PERSONS = listed("counted_en.txt", "persons")
WANTED = listed("counted_en.txt", "wanted")


def key_figures(analysis: Analysis, summary: Summary, citing: Citing) -> tuple[Item, ...]:
    """Quantities with what they count, those of the page's news first.

    Returns:
        At least two items or none: figures of the bottom line, then of people harmed or
        jailed, then of the other picked sentences; among equals money and shares before
        other counts. Small counts ("two companies") and sums that are next to nothing
        beside the bottom line's stand there only where there is nothing better. The same
        number of the same is told once, whichever source tells it, and so are the words
        of a statement with two figures. A number that a later report tells otherwise is
        not told, nor is one of another year or that another is compared with.
    """
    superseded = [old for old, _ in analysis.story.superseded()]
    older = background(analysis, summary.bottom_line)
    found = [
        one
        for one in analysis.figures
        if one not in older and not any(one.span.meets(old) for old in superseded)
    ]
    parts = _parts(analysis, found, summary.bottom_line)
    told = sorted(
        [(one, parts.get(one, SLIGHT) < SLIGHT or _is_small(analysis, one)) for one in found],
        key=lambda one: _rank(
            summary,
            one[0],
            small=one[1],
            part=parts.get(one[0], Decimal(0)),
            befell=one[0].kind in ("people", "term") or _is_wanted(analysis, one[0]),
        ),
    )
    ranked, weighty = [figure for figure, _ in told], [figure for figure, small in told if not small]
    items: list[Item] = []
    chosen: list[Figure] = []
    for figure in weighty if len(weighty) > 1 else ranked:
        if len(items) == MOST_FIGURES:
            break
        if figure.label is None or any(_is_told(analysis, figure, other) for other in chosen):
            continue
        chosen.append(figure)
        items.append(citing.item((figure.span,), label=(figure.label,)))
    return tuple(items) if len(items) > 1 else ()


def _parts(
    analysis: Analysis, figures: Sequence[Figure], bottom_line: int | None
) -> Mapping[Figure, Decimal]:
    """Each sum as a part of the largest that the bottom line tells in its currency, prices apart."""
    sums = [(figure, _sum(analysis, figure)) for figure in figures if figure.kind == "money"]
    largest: dict[str, Decimal] = {}
    for figure, told in sums:
        if told is not None and figure.sentence == bottom_line:
            currency, amount = told
            largest[currency] = max(amount, largest.get(currency, amount))
    return {
        figure: told[1] / largest[told[0]]
        for figure, told in sums
        if told is not None and largest.get(told[0])
    }


def _sum(analysis: Analysis, figure: Figure) -> tuple[str, Decimal] | None:
    """The currency of a sum and how much it is; None for a price, or where we have no words of scale."""
    if not analysis.story.articles[figure.span.article].language.startswith("en"):
        return None
    text = analysis.story.slice(figure.span)
    behind = analysis.story.slice(figure.span.to(figure.span.end, figure.span.end + PRICE_BEHIND))
    amount = None if _priced().match(behind) else _amount(text)
    return None if amount is None else (_currency(text), amount)


def _amount(text: str) -> Decimal | None:
    """The number that digits tell, with the thousands or millions behind them; of a range, the first."""
    match = _DIGITS.search(text)
    if match is None:
        return None
    scale = _scale_behind().match(text, match.end())
    number = Decimal(re.sub(r"\D", "", match["whole"]) + "." + (match["part"] or "0"))
    return number * SCALES[scale[1].lower()] if scale else number


def _currency(text: str) -> str:
    """The sign or the name of a sum's money."""
    sign = next((one for one in text if one in SIGNS), None)
    return sign or " ".join(words(text)[-1:])


def _is_wanted(analysis: Analysis, figure: Figure) -> bool:
    """Whether a figure counts what people lose: jobs."""
    label = analysis.story.slice(figure.label) if figure.label else ""
    return figure.kind == "count" and not WANTED.isdisjoint(words(label))


def _rank(
    summary: Summary, figure: Figure, *, small: bool, part: Decimal, befell: bool
) -> tuple[object, ...]:
    """What a figure is sorted by: small ones last, then whether the bottom line tells it, kind and weight."""
    picked = figure.sentence in summary.picks
    return (
        small,
        figure.sentence != summary.bottom_line,
        # What befell people is wanted wherever it is told.
        not befell,
        not picked,
        RANK[figure.kind],
        # Of what the page does not tell otherwise, the largest parts of the sum that the news is about.
        0 if picked or part > 1 else -part,
        -summary.score(figure.sentence),
        figure.span,
    )


def _is_small(analysis: Analysis, figure: Figure) -> bool:
    """Whether a figure counts a handful of things, or measures one."""
    if figure.kind in ("people", "term"):
        return False
    if figure.kind == "measure":
        return True
    value = _value(analysis, figure)
    return figure.kind == "count" and value is not None and value < SMALL


def _value(analysis: Analysis, figure: Figure) -> Decimal | None:
    """The number a figure tells; None where it is not told exactly, or two are."""
    text = analysis.story.slice(figure.span)
    numbers_told = list(_DIGITS.finditer(text))
    if _scaled().search(text) or len(numbers_told) > 1:
        return None
    for match in numbers_told:
        try:
            return Decimal(re.sub(r"\D", "", match["whole"]) + "." + (match["part"] or "0"))
        except InvalidOperation:
            return None
    numbers = cues(analysis.story.articles[figure.span.article].language).get("numbers", {})
    return next((Decimal(numbers[word]) for word in words(text) if word in numbers), None)


def _is_told(analysis: Analysis, figure: Figure, other: Figure) -> bool:
    """Whether a figure is told by another: in the words shown with it, or as the same number of the same."""
    return _holds(figure, other) or _holds(other, figure) or _tell_the_same(analysis, figure, other)


def _holds(figure: Figure, other: Figure) -> bool:
    """Whether a figure is told in the words that are shown with another."""
    return other.label is not None and other.label.meets(figure.span)


def _tell_the_same(analysis: Analysis, figure: Figure, other: Figure) -> bool:
    """Whether two figures are one: the same number of the same, told at more or less length."""
    story = analysis.story
    mine, theirs = story.slice(figure.span), story.slice(other.span)
    values = _value(analysis, figure), _value(analysis, other)
    same = values[0] == values[1] if values[0] is not None else _core(mine) == _core(theirs)
    if not same or not figure.label or not other.label or {figure.kind, other.kind} == {"share", "count"}:
        return False
    if figure.kind == other.kind == "money":
        return True
    told = _subject_words(story.slice(figure.label)), _subject_words(story.slice(other.label))
    return bool(told[0] & told[1]) or (figure.sentence == other.sentence and figure.label == other.label)


def _core(text: str) -> str:
    """A figure without what it is qualified by ("more than", "about")."""
    match = _bare().search(text)
    return even(match.group() if match else text)


def _subject_words(label: str) -> set[str]:
    """The words of a label by which two can be told to be of one thing."""
    told = set(words(label))
    found = {word for word in told if len(word) > 3 and not word[0].isdigit()}
    return found | ({"people"} if told & PERSONS else set())


@cache
def _scaled() -> re.Pattern[str]:
    """Tells that the digits of a figure are not all of it; a letter alone may be a measure."""
    known = lists("figures_en.txt")
    told = [word for name in (*known["scales"], "trillion") for word in known[name]]
    short = "|".join(rf"\b{word}\b" for word in told if len(word) == SHORT)
    whole = "|".join(word for word in (*told, *known["dozens"][:1]) if len(word) > SHORT)
    return re.compile(f"{whole}|{short}", re.IGNORECASE)


@cache
def _scale_behind() -> re.Pattern[str]:
    """The scale of digits, right behind them or after a space."""
    return re.compile(rf"[\s-]?({'|'.join(SCALES)})\b", re.IGNORECASE)


@cache
def _priced() -> re.Pattern[str]:
    """Behind a sum: it is what one of many costs."""
    return re.compile(rf"\s(?:{alternatives('figures_en.txt')['priced']})\b", re.IGNORECASE)


@cache
def _bare() -> re.Pattern[str]:
    """The number of a figure."""
    known = lists("figures_en.txt")
    scales = "|".join((known["dozens"][0], *known["scales"]))
    return re.compile(rf"[{''.join(known['signs'])}]?\d.*|\w*(?:{scales})\w*")
