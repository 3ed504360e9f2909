"""The page's own words: labels and dates in the languages `brief` prints."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from brief.errors import UnknownName
from brief.model import Cite, Source
from brief.resources import data

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})
"""ISO 639-1 codes of languages written from right to left."""


# ISO 639-1, all of it.
CODES = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie
    ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg
    mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro
    ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty
    ug uk ur uz ve vi vo wa wo xh yi yo za zh zu""".split()  # noqa: SIM905  (a list of words reads best as words)
)


def check_language(code: str | None) -> None:
    """Raise unless a code is none, or one of ISO 639-1, with or without a region ("de-AT").

    Raises:
        UnknownName: If there is no such language; names those we have words of.
    """
    if code is not None and code.replace("_", "-").split("-")[0].lower() not in CODES:
        raise UnknownName("language", code, _spoken())


def _spoken() -> list[str]:
    """The languages whose words we have, by ISO 639-1 code."""
    return sorted(path.stem for path in data("stopwords").glob("*.txt"))


def labels(language: str) -> Mapping[str, str]:
    """The page's words in a language, by key; English where we have no translation.

    >>> labels("de-AT")["bottom_line"]
    'Kernaussage'
    """
    tables = _tables()
    return tables.get(language.split("-")[0].lower(), tables["en"])


def say(language: str, key: str, **values: object) -> str:
    """One of the page's phrases with its values filled in.

    >>> say("en", "left_out", n=3)
    '3 items left out for room'
    """
    return labels(language)[key].format(**values)


def written(language: str, value: str) -> str:
    """An ISO 8601 date, time or interval, or a TIMEX3 value of the calendar, as a reader would write it.

    Empty for a value that names no place in the calendar, such as `PRESENT_REF` or `P2D`.

    >>> written("en", "2019-03-17")
    'Sunday 17 March 2019'
    >>> written("fr", "2019-03")
    'mars 2019'
    >>> written("en", "2026-11-22T06:00:00Z")
    'Sunday 22 November 2026, 06:00 UTC'
    >>> written("en", "2019-03-17TMO"), written("de", "2019-Q3"), written("es", "2019-SU")
    ('Sunday 17 March 2019, morning', '3. Quartal 2019', 'verano de 2019')
    >>> written("en", "2019-03-01/2019-03-04")
    'Friday 1 March 2019 to Monday 4 March 2019'
    """
    if value.count("/") == 1:
        start, end = (written(language, part) for part in value.split("/"))
        return say(language, "range", start=start, end=end) if start and end else start or end
    if match := _ISO.fullmatch(value):
        return _day(language, match)
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        return say(language, "week", year=match[1], week=int(match[2]))
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return say(language, "quarter", year=match[1], n=match[2])
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return say(language, match[2], year=match[1])
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)T(MO|AF|EV|NI|MI)", value):
        return say(language, "part", date=written(language, match[1]), part=labels(language)[match[2]])
    if re.fullmatch(r"\d{3}", value):
        return say(language, "decade", year=f"{value}0")
    return ""


def mark(cites: tuple[Cite, ...], sources: tuple[Source, ...], language: str = "en") -> str:
    """Where words come from, as printed: `¶4`, `¶2, ¶7`, or `¶B3` when there are several sources."""
    articles = [index for index, source in enumerate(sources) if source.title_of is None]
    seen: dict[str, None] = {}
    for cite in cites:
        owner = sources[cite.source].title_of
        home = cite.source if owner is None else owner
        letter = letter_of(articles.index(home)) if len(articles) > 1 else ""
        if owner is None:
            seen[f"¶{letter}{cite.paragraph}"] = None
        else:
            seen[" ".join(filter(None, (letter, labels(language)["headline_mark"])))] = None
    return ", ".join(seen)


_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?")


def _day(language: str, match: re.Match[str]) -> str:
    """A matched ISO date in words; as it is when it names no day of the calendar."""
    words = labels(language)
    year, month, day, time, zone = match.groups()
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        return ""
    name = words["months"][int(month) - 1]
    if day is None:
        return say(language, "month_year", month=name, year=year)
    try:
        weekday = words["days"][date(int(year), int(month), int(day)).weekday()]
    except ValueError:
        return ""
    whole = say(language, "date_weekday", weekday=weekday, day=int(day), month=name, year=year)
    if time is None:
        return whole
    if zone in ("Z", "+00:00"):
        return say(language, "time", date=whole, time=time)
    return f"{whole}, {time}{zone or ''}"


def letter_of(position: int) -> str:
    """What the source at a place, from 0, is called: A, B, ... Z, AA, AB, ... as the columns of a sheet.

    >>> letter_of(0), letter_of(25), letter_of(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@cache
def _tables() -> dict[str, dict[str, str]]:
    """The shipped table: language → key → words."""
    tables: dict[str, dict[str, str]] = json.loads(data("labels.json").read_text(encoding="utf-8"))
    return tables
