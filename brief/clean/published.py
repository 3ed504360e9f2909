"""When it was published, and who says so."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from brief.cues import months
from brief.model import FIRST_NEWSPAPER, PROSE, Block, RawArticle, Stated

_MONTHS = months("en")
# Of the other languages we have lists of: German, Spanish, French, Italian, Portuguese, Dutch.
_MONTHS_ELSEWHERE = (
    "januar|jänner|enero|janvier|gennaio|janeiro|januari",
    "februar|febrero|février|febbraio|fevereiro|februari",
    "märz|marzo|mars|março|maart",
    "abril|avril|aprile",
    "mai|mayo|maggio|maio|mei",
    "juni|junio|juin|giugno|junho",
    "juli|julio|juillet|luglio|julho",
    "agosto|août|augustus",
    "septiembre|setiembre|septembre|settembre|setembro",
    "oktober|octubre|octobre|ottobre|outubro",
    "noviembre|novembre|novembro",
    "dezember|diciembre|décembre|dicembre|dezembro",
)
# As agencies cut them short in datelines; alone, some are other words ("set", "out").
_MONTHS_SHORT = (
    "ene|jan|janv|gen",
    "feb|fev|févr|febr",
    "mar|mär|mrt",
    "abr|avr|apr",
    "may|mai|mag",
    "jun|giu",
    "jul|juil|lug",
    "ago|aug",
    "sep|sept|set|sett",
    "oct|okt|ott|out",
    "nov",
    "dic|déc|dez|dec",
)
_MONTH_NUMBER = {
    name: number
    for lists in (_MONTHS_SHORT, _MONTHS_ELSEWHERE)
    for number, names in enumerate(lists, start=1)
    for name in names.split("|")
}
_MONTH_NUMBER |= {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_SMALL = "|".join(names for names in _MONTHS_ELSEWHERE)
_SHORT = "|".join(names for names in _MONTHS_SHORT)
MONTH = f"(?:{'|'.join(name.title() for names in _MONTHS for name in names)}|{_SMALL}|{_SMALL.title()})"
SHORT_MONTH = f"(?:{_SHORT}|{_SHORT.title()}|{_SHORT.upper()})"
"""Months cut short, as they stand behind a day: "18 nov", "3 SET"."""
WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)\.?"
_DAY_MONTH = rf"\d{{1,2}}(?:st|nd|rd|th|er|\.|º)? (?:of |de |di )?{MONTH}\.?,? (?:de |del )?\d{{4}}"
_MONTH_DAY = rf"{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
_FIGURES = r"\d{4}[-/.]\d\d[-/.]\d\d|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}/\d{1,2}/\d{4}"
DATE = rf"(?:{WEEKDAY},? ?)?(?:{_DAY_MONTH}|{_MONTH_DAY}|{_FIGURES})"
_DAY_FIRST = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)? (?:of |de |di )?({MONTH})\.?,? (?:de |del )?(\d{{4}})",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(rf"({MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", re.IGNORECASE)
_DAY_ALONE = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)? (?:of |de |di )?({MONTH}|{SHORT_MONTH})\b", re.IGNORECASE
)
_MONTH_ALONE = re.compile(rf"\b({MONTH})\.? (\d{{1,2}})\b", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"\b(\d{4})[-/.](\d\d)[-/.](\d\d)\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_SHORT_YEAR = re.compile(r"\b(\d{1,2})([./])(\d{1,2})\2(\d\d)\b(?![./]\d)")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_ADDRESS = re.compile(
    r"[/\-_.](?P<year>(?:19|20)\d\d)[/\-_]?(?P<month>\d\d|[a-z]{3,9})[/\-_]?(?P<day>\d\d?)(?=[/\-_.?#]|$)",
    re.IGNORECASE,
)
_DAY = len("2019-03-17")
# What is older than its date of publication by more is not that day's writing; a year off is likelier.
_NEAR = timedelta(days=7)
# A day that lies further from it belongs to another text: weeklies and their web pages are weeks behind.
_FAR = timedelta(days=31)


def tell_published(
    raw: RawArticle,
    blocks: tuple[Block, ...],
    dateline: str,
    *,
    fallback: str | None,
    today: str | None,
    edition: str | None = None,
) -> tuple[Stated | None, tuple[str, ...]]:
    """The date of publication from who is trusted most, and what was odd.

    The order of trust: a date line above the story or its dateline, the document's metadata, its
    address, a stamp ("Updated ...") or a lone date elsewhere in the text, the caller. A date later
    than `today` is refused and the next one asked. A dateline's day without a year is the text's
    own too: it has the year of the date that is believed, where it lies at most a week before it.

    Args:
        raw: The article as read; its metadata and address.
        blocks: The labelled blocks of its text.
        dateline: The date in the dateline as written, or "".
        fallback: What the caller says (`--date`).
        today: ISO date, or None to refuse nothing.
        edition: ISO date of the digest that the article is read for, or None. Where nothing else says
            the year of a dateline's day, it does.

    Returns:
        The date with its origin, or None; and one line for each date refused, and for a
        dateline of another time of the year.
    """
    refused: list[str] = []
    for said in _claims(raw, blocks, dateline, fallback):
        if said.value < f"{FIRST_NEWSPAPER:04}":
            refused.append(f"refused a date of publication before there were newspapers: {said.value}")
            continue
        if today is None or _day_in_utc(said.value) <= today[:_DAY]:
            return _of_dateline(dateline, said) or said, (*refused, *_at_odds(dateline, said))
        refused.append(f"refused a date of publication in the future: {said.value} ({said.origin})")
    if edition:
        return _of_dateline(dateline, Stated(value=edition, origin="option --day"), least=0), tuple(refused)
    return None, tuple(refused)


def _of_dateline(line: str, said: Stated, *, least: int = 1) -> Stated | None:
    """The day of a dateline that lacks its year, where another date says the year; None for any other day.

    Agencies write on the day of the dateline; what they wrote is printed and filed days later, `least`
    of them at least.
    """
    told = day_of_year(line)
    if told is None or find_date(line):
        return None
    try:
        latest = date.fromisoformat(said.value[:_DAY])
    except ValueError:
        return None
    for year in (latest.year, latest.year - 1):
        day = _iso(year, *told)
        if day and timedelta(least) <= latest - date.fromisoformat(day) <= _NEAR:
            return Stated(value=day, origin=f"text, year of {said.origin}")
    return None


def _at_odds(line: str, said: Stated) -> tuple[str, ...]:
    """That a dateline's day lies weeks from the date that is believed: one is of something else."""
    told = day_of_year(line)
    if told is None or find_date(line):
        return ()
    try:
        believed = date.fromisoformat(said.value[:_DAY])
    except ValueError:
        return ()
    days = [_iso(believed.year + more, *told) for more in (-1, 0, 1)]
    if any(abs(date.fromisoformat(day) - believed) <= _FAR for day in days if day):
        return ()
    written = " ".join(line.split())
    return (f"its dateline is of {written}, and its date of publication {believed} ({said.origin})",)


def day_of_year(text: str) -> tuple[int, int] | None:
    """The month and day of a dateline's date, with a year or without.

    >>> day_of_year("Nov. 16"), day_of_year("3 de set."), day_of_year("Monday")
    ((11, 16), (9, 3), None)
    """
    if match := _DAY_ALONE.search(text):
        return _month(match[2]), int(match[1])
    if match := _MONTH_ALONE.search(text):
        return _month(match[1]), int(match[2])
    return None


def _day_in_utc(value: str) -> str:
    """The day of a date, or of a moment as it is in UTC: in Auckland it is tomorrow already."""
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC).date().isoformat() if moment.tzinfo else value[:_DAY]
    except (ValueError, OverflowError):
        return value[:_DAY]


def _claims(raw: RawArticle, blocks: tuple[Block, ...], dateline: str, fallback: str | None) -> list[Stated]:
    """Every date of publication that anything claims, the most trusted first."""
    story = next((b.start for b in blocks if b.kind in PROSE - {"standfirst"}), len(raw.text))
    above = [block for block in blocks if block.kind == "dateline" and block.start < story]
    own = [dateline, *(raw.text[block.start : block.end] for block in above)]
    # A lone date below the story may be any day's; like a stamp it is asked last.
    later = [b for b in blocks if b.kind in ("dateline", "byline", "update") and b not in above]
    stamps = [raw.text[block.start : block.end] for block in later]
    claims = [Stated(value=day, origin="text") for line in own if (day := find_date(line))]
    claims += [raw.published] if raw.published else []
    claims += [Stated(value=day, origin="address") for day in [address_date(raw.url or raw.uri)] if day]
    claims += [Stated(value=day, origin="text, stamp") for line in stamps if (day := find_date(line))]
    return claims + ([Stated(value=fallback, origin="option --date")] if fallback else [])


def find_date(text: str) -> str | None:
    """The first full date in a line, in ISO 8601; None if there is none that reads one way only.

    >>> find_date("Posted on Sunday, 17 March 2019, 14:30 GMT"), find_date("03/04/2019")
    ('2019-03-17', None)
    """
    if match := _YEAR_FIRST.search(text):
        return _iso(match[1], match[2], match[3])
    if match := _DAY_FIRST.search(text):
        return _iso(match[3], _month(match[2]), match[1])
    if match := _MONTH_FIRST.search(text):
        return _iso(match[3], _month(match[1]), match[2])
    if match := _DOTTED.search(text):
        return _iso(match[3], match[2], match[1])
    if match := _SLASHED.search(text):
        return _one_way(match[3], int(match[1]), int(match[2]))
    if match := _SHORT_YEAR.search(text):
        # Of a year without its century no more is known than that the day stands first.
        return _iso(f"20{match[4]}", match[3], match[1]) if int(match[1]) > 12 else None
    return None


def _month(name: str) -> int:
    """The number of a month by its name, or the start of it; 0 if it is none."""
    return _MONTH_NUMBER.get(name.lower().rstrip("."), 0)


def _one_way(year: str, first: int, second: int) -> str | None:
    """A date with slashes, if only one order of day and month is possible."""
    if first > 12 or first == second:
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 else None


def _iso(year: str | int, month: str | int, day: str | int) -> str | None:
    """The date in ISO 8601, if there is such a day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def address_date(address: str) -> str | None:
    """The day that stands in a web address, as most papers put it there.

    >>> address_date("https://paper.example/world/2019/mar/17/talks"), address_date("notes/2019-03-17.txt")
    ('2019-03-17', None)
    """
    if not address.startswith(("http://", "https://")):
        return None
    for match in _ADDRESS.finditer(address):
        month = match["month"]
        if day := _iso(match["year"], month if month.isdigit() else _month(month), match["day"]):
            return day
    return None
