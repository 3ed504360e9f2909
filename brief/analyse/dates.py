"""Expressions of time: where they stand, of what kind they are, and which day they mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from brief.analyse.dates_elsewhere import calendar_days
from brief.analyse.timewords import YEAR, Sign, forms, signs
from brief.analyse.zones import from_universal
from brief.cues import cues, may_hold, pattern
from brief.model import Moment, Sentence, Span, Story
from brief.text import words

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Meaning = tuple[Kind, str | None]

NEAR_MONTHS = 2
"""Months ahead that are meant without a word of the past or the future."""
_DATED_BLOCKS = frozenset({"dateline", "byline"})
"""Kinds of block that are no prose and state a date."""
TENSE_BEFORE = 60
"""Characters before an expression that tell whether it lies ahead."""
TENSE_BEHIND = 45
"""The same behind one that opens its clause."""
LONGEST_OPENING = 400
"""Characters from a sentence's beginning up to an expression, in a clause that only says when."""
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Any Wednesday: what "Sunday" and "eight years ago" are ordered by when no article says its day.
_SOME_DAY = date(2000, 1, 5)


class Setting(NamedTuple):
    """What an expression is read against."""

    cues: Mapping[str, Any]
    published: date | None
    match: re.Match[str]
    """Where it stands."""

    def against(self, published: date | None) -> Setting:
        """The same with another day of publication."""
        return Setting(self.cues, published, self.match)

    @property
    def ahead(self) -> bool:
        """Whether the words around it speak of the future; few expressions ask."""
        future = self.cues["future"]
        return (
            any(_holds(future, part) for part in _around(self.match))
            or _holds(future, self._main_clause)
            or self._wagered
        )

    @property
    def _wagered(self) -> bool:
        """Whether it tells when something is thought likely to come ("a 35% chance of frost in March")."""
        odds = self.cues.get("odds", "(?!)")
        near = self.match.string[max(0, self.match.start() - TENSE_BEFORE) : self.match.start()]
        # What they "had a chance of" is past, though the future is looked for behind "had" alone.
        clause = _NEW_SPEECH.split(near)[-1]
        return _holds(odds, clause) and not _holds(self.cues.get("dated_past", "(?!)"), clause)

    @property
    def past(self) -> bool:
        """Whether the words around it speak of the past."""
        told = self.cues.get("dated_past", "(?!)")
        return not self.ahead and any(_holds(told, part) for part in _around(self.match))

    @property
    def _main_clause(self) -> str:
        """What follows a clause that only says when ("When it sails on Monday, it will"), else nothing."""
        opening = pattern(r"\W*(?:%s)\b[^,]*$", self.cues.get("when_clauses", "(?!)"))
        text, start, end = self.match.string, self.match.start(), self.match.end()
        if start > LONGEST_OPENING or not opening.match(text, 0, start):
            return ""
        comma = text.find(",", end)
        return text[comma + 1 : comma + 1 + TENSE_BEFORE] if comma >= 0 else ""


def _around(match: re.Match[str]) -> tuple[str, str]:
    """The words of the clause shortly before an expression, and, where it opens the clause, behind it."""
    near = _shortly_before(match)
    before = _NEW_CLAUSE.split(near)[-1][-TENSE_BEFORE:]
    if not _OPENING.search(near):
        return before, ""
    # "On Friday he will speak": a clause that begins with its time tells its tense behind it.
    behind = match.string[match.end() : match.end() + TENSE_BEHIND].lstrip(" ,")
    return before, _NEW_CLAUSE.split(behind)[0]


def _shortly_before(match: re.Match[str]) -> str:
    """What stands before an expression: not all of it, since a text without stops is one sentence."""
    # A little more than is looked at, since a word cut in two may look like another.
    return match.string[max(0, match.start() - TENSE_BEFORE - 10) : match.start()]


def _holds(alternatives: str, part: str) -> bool:
    if not may_hold(part.lower(), alternatives):
        return False
    return pattern(r"(?:\b|(?<=\w))(?:%s)\b", alternatives).search(part) is not None


# "Was" begins what is past, "was to" what was still to come.
_NEW_CLAUSE = re.compile(r"[,;:]|\b(?:after|said|told|had|(?:was|were)(?! (?:to|due|set|expected)\b))\b")
_NEW_SPEECH = re.compile(r"[,;:]|\b(?:after|said|told)\b")
_OPENING = re.compile(
    r"(?:^|[,;:.])\W*(?:(?:and|but|then|late|early|later|earlier|on|at|in|by|from)\s+)*$", re.IGNORECASE
)


Mean = Callable[[re.Match[str], Setting], Meaning | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """How times of one form are found, and what they mean."""

    pattern: re.Pattern[str]
    mean: Mean
    signs: frozenset[Sign]
    """What a sentence that holds one has; one without is not searched."""


def moments(
    story: Story, sentences: Sequence[Sentence], titles: Sequence[Sentence | None]
) -> tuple[Moment, ...]:
    """Find every expression of time and say which day, time or stretch it means.

    Args:
        story: Each article's expressions are resolved against its own `published`.
        sentences: Of the story, in reading order.
        titles: One for each article.

    Returns:
        Titles' first, then those of datelines, then the sentences' in reading order;
        `sentence` is None for the first two. `value` is as in TimeML: "2016-11-09",
        "2016-11-09T06:00", "2008-W35", "P2W", "PRESENT_REF" ...; None when it
        depends on a publication date that the article does not state. `anchor`
        says what a relative expression was resolved against.

    Source:
        TimeML 1.2.1, TIMEX3; Strötgen and Gertz, "HeidelTime", 2010, for the
        order: find by rules, then resolve against publication and tense.
    """
    found: list[Moment] = []
    for title in titles:
        if title is not None:
            found += _in_sentence(story, title, None)
    for number, article in enumerate(story.articles):
        for block in article.blocks:
            if block.kind in _DATED_BLOCKS:
                span = Span(article=number, start=block.start, end=block.end)
                said = tuple(words(article.slice(span)))
                line = Sentence(span=span, paragraph=block.number, words=said, terms=())
                found += _in_sentence(story, line, None)
    for number, sentence in enumerate(sentences):
        found += _in_sentence(story, sentence, number)
    return tuple(_with_year(story, found))


def _with_year(story: Story, found: Sequence[Moment]) -> list[Moment]:
    """Days of undated articles with the year that the article tells them with elsewhere."""
    full: dict[tuple[int, str], tuple[str, str]] = {}
    for moment in found:
        told = story.slice(moment.span)
        short = _YEAR_BEHIND.sub("", told)
        if short != told and moment.value and _ISO_DAY.fullmatch(moment.value):
            full.setdefault((moment.span.article, short), (moment.value, told))
    return [
        moment
        if moment.value is not None or moment.kind != "DATE"
        else _as_told(moment, full.get((moment.span.article, story.slice(moment.span))))
        for moment in found
    ]


_YEAR_BEHIND = re.compile(r",?\s+(?:1[6-9]|20)\d\d$")


def _as_told(moment: Moment, full: tuple[str, str] | None) -> Moment:
    return (
        replace(moment, value=full[0], anchor=f"“{full[1]}” in the source", offset=None) if full else moment
    )


def _in_sentence(story: Story, sentence: Sentence, number: int | None) -> list[Moment]:
    """The expressions of one sentence; clock times take over the day named beside them."""
    article = story.articles[sentence.span.article]
    language = article.language if cues(article.language) else "en"
    rules = _applying(language, signs(sentence.words, language))
    if not rules and language == article.language:
        return []
    published = _day(article.published.value) if article.published else None
    text = story.slice(sentence.span)
    read: list[tuple[int, int, Kind, str | None, bool]] = []
    if language != article.language:
        days = calendar_days(text, article.language, published)
        read = [(start, end, "DATE", value, absolute) for start, end, value, absolute in days]
    known = [(start, end) for start, end, *_ in read]
    found = _longest(text, rules)
    if not found and not known:
        return []  # as half of those that might hold one
    offsets: dict[int, int | None] = {}
    zones: dict[int, str | None] = {}
    for match, mean in found:
        if any(match.start() < end and start < match.end() for start, end in known):
            continue
        setting = Setting(cues=cues(language), published=published, match=match)
        meaning = mean(match, setting)
        if meaning is not None:
            absolute = published is None or mean(match, setting.against(None)) == meaning
            read.append((match.start(), match.end(), *meaning, absolute))
            zones[match.start()] = _group(match, "zone")
            if published is None and meaning[1] is None:
                offsets[match.start()] = _offset(mean(match, setting.against(_SOME_DAY)))
    read = _with_day(sorted(read), published)
    return [
        Moment(
            span=sentence.span.stretch(start, end),
            kind=kind,
            value=value and value + from_universal(zones.get(start), value),
            anchor=f"published {published.isoformat()}" if published and value and not absolute else None,
            offset=offsets.get(start),
            sentence=number,
        )
        for start, end, kind, value, absolute in read
    ]


def _offset(meaning: Meaning | None) -> int | None:
    """Days from the stand-in for the day of publication to the first day that is meant."""
    value = meaning[1] if meaning else None
    if value is None or not re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?:$|[/T])", value):
        return None
    year, month, day = (int(part) for part in (value[:10].split("/")[0] + "-07-01").split("-")[:3])
    return (date(year, month, day) - _SOME_DAY).days


def _longest(text: str, rules: Sequence[Rule]) -> list[tuple[re.Match[str], Mean]]:
    """Matches that do not overlap; where they would, the longest, then the earlier rule's."""
    matches = [
        (match.start() - match.end(), order, match.start(), match)
        for order, rule in enumerate(rules)
        for match in rule.pattern.finditer(text)
        if match.end() > match.start()
    ]
    matches.sort(key=itemgetter(0, 1, 2))
    kept: list[tuple[int, int, Mean, re.Match[str]]] = []
    for _, order, start, match in matches:
        place = bisect_left(kept, start, key=itemgetter(0))
        if (place == 0 or kept[place - 1][1] <= start) and (
            place == len(kept) or match.end() <= kept[place][0]
        ):
            kept.insert(place, (start, match.end(), rules[order].mean, match))
    return [(match, mean) for _, _, mean, match in kept]


def _with_day(
    read: list[tuple[int, int, Kind, str | None, bool]], published: date | None
) -> list[tuple[int, int, Kind, str | None, bool]]:
    """Clock times with the day of the nearest day expression of the sentence, else of publication."""
    days = [(start, value[:10]) for start, _, _, value, _ in read if value and _ISO_DAY.match(value)]
    out = []
    for start, end, kind, value, absolute in read:
        day = None
        if kind == "TIME" and value and value.startswith("T"):
            day = min(days, key=lambda item: abs(item[0] - start))[1] if days else None
            day = day or (published.isoformat() if published else None)
            value = f"{day}{value}" if day else value
        out.append((start, end, kind, value, absolute and day is None))
    return out


@lru_cache(maxsize=64)
def _day(iso: str) -> date | None:
    match = _ISO_DAY.match(iso)
    try:
        return date.fromisoformat(match.group()) if match else None
    except ValueError:
        return None


@lru_cache(maxsize=1_000)
def _applying(language: str, seen: frozenset[Sign]) -> tuple[Rule, ...]:
    """The rules that a sentence with these signs can hold a time of."""
    return tuple(rule for rule in _rules(language) if rule.signs <= seen)


@cache
def _rules(language: str) -> tuple[Rule, ...]:
    """The patterns of a language with what each means; earlier ones win among equally long."""
    words = cues(language)
    rules: list[Rule] = [
        Rule(re.compile(form.pattern, re.IGNORECASE), _MEANINGS[form.name], form.signs)
        for form in forms(words)
    ]
    unit = "|".join(words["units"].values())
    for kind, list_name in (("SET", "every"), ("DATE", "refs")):
        for value, alternatives in words[list_name].items():
            # "In the past week" is a stretch, "in the past" is none.
            form = re.compile(rf"\b(?:{alternatives})\b(?!\s+(?:{unit})\b)", re.IGNORECASE)
            rules.append(Rule(form, _fixed(kind, value), frozenset({value})))
    for name, month_day in words["holidays"].items():
        form = re.compile(rf"\b{name}\b(?:,?\s+{YEAR})?", re.IGNORECASE)
        rules.append(Rule(form, _holiday(month_day), frozenset({name})))
    return tuple(rules)


def _group(match: re.Match[str], *names: str) -> str | None:
    """The first of these groups, or of their numbered twins, that took part in the match."""
    listed = match.re.groupindex
    for name in names:
        for twin in (name, f"{name}_2", f"{name}_3"):
            if twin in listed and match[twin]:
                return match[twin]
    return None


def _index(word: str, alternatives: Sequence[str]) -> int:
    """Which of the lists a word is in."""
    return next(i for i, group in enumerate(alternatives) if _is_one_of(word, group))


def _key(word: str, alternatives: Mapping[str, str]) -> str:
    """The name of the list a word is in."""
    return next(key for key, group in alternatives.items() if _is_one_of(word, group))


@lru_cache(maxsize=10_000)
def _is_one_of(word: str, alternatives: str) -> bool:
    """Whether a word is one of the alternatives of a cue list; few words are asked for, but often."""
    return re.fullmatch(alternatives, word, re.IGNORECASE) is not None


def _iso(match: re.Match[str], setting: Setting) -> Meaning | None:
    value = f"{match['y']}-{match['mo']}-{int(match['d']):02}"
    if _day(value) is None:
        return None
    return ("TIME", f"{value}T{match['t']}") if match["t"] else ("DATE", value)


def _numeric(match: re.Match[str], setting: Setting) -> Meaning | None:
    """Day and month in figures: month first in English unless that cannot be."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    month, day = (a, b) if setting.cues is cues("en") and a <= 12 and "/" in match.group() else (b, a)
    year += 2000 if year < 50 else 1900 if year < 100 else 0
    value = f"{year:04}-{month:02}-{day:02}"
    return ("DATE", value) if _day(value) else None


def _calendar_day(match: re.Match[str], setting: Setting) -> Meaning | None:
    named = pattern(r"\b(?:%s)\s+$", setting.cues.get("no_month_behind", "(?!)"))
    if named.search(_shortly_before(match)):
        return None  # a rocket's name
    month = _index(_group(match, "m") or "", setting.cues["months"]) + 1
    day = int(_group(match, "d") or 0)
    year = _group(match, "y") or _said_year(match, setting)
    value = f"{year}-{month:02}-{day:02}" if year else _nearest_year(month, day, setting)
    if value is None or not _possible(month, day):
        return None if not _possible(month, day) else ("DATE", None)
    time = _time(match)
    return ("TIME", value + time) if time else ("DATE", value)


def _calendar_range(match: re.Match[str], setting: Setting) -> Meaning | None:
    """As in "March 3-9": the interval from one day to another of the month."""
    month = _index(match["m"], setting.cues["months"]) + 1
    first, last = int(match["d"]), int(match["d_2"])
    if not (_possible(month, first) and _possible(month, last) and first < last):
        return None
    if not match["y"] and setting.published is None:
        return "DATE", None
    year = match["y"] or (_nearest_year(month, first, setting) or "")[:4]
    days = [f"{year}-{month:02}-{day:02}" for day in (first, last)]
    return ("DATE", "/".join(days)) if all(map(_day, days)) else None


def _day_of_month(match: re.Match[str], setting: Setting) -> Meaning | None:
    """As in "on the 11th": the last one up to publication, or the next when the sentence looks ahead."""
    now, number = setting.published, int(match["d"])
    if not 1 <= number <= 31:
        return None
    if now is None:
        return "DATE", None
    months = now.year * 12 + now.month - 1
    if setting.ahead:
        months += number < now.day
    else:
        months -= number > now.day
    value = f"{months // 12}-{months % 12 + 1:02}-{number:02}"
    return ("DATE", value) if _day(value) else ("DATE", None)


def _weekend(match: re.Match[str], setting: Setting) -> Meaning | None:
    """The last weekend that has begun, or the next when the sentence looks ahead."""
    now = setting.published
    if now is None:
        return "DATE", None
    begun = now.weekday() >= SATURDAY
    week = (now - timedelta(weeks=not begun and not setting.ahead)).isocalendar()
    return "DATE", f"{week.year}-W{week.week:02}-WE"


SATURDAY = 5


def _possible(month: int, day: int) -> bool:
    return 1 <= day <= (29 if month == 2 else 30 if month in {4, 6, 9, 11} else 31)


def _nearest_year(month: int, day: int, setting: Setting) -> str | None:
    """The day of that month nearest to publication; ahead of it when the sentence looks ahead."""
    if setting.published is None:
        return None
    best = None
    for year in (setting.published.year, setting.published.year - 1, setting.published.year + 1):
        candidate = _day(f"{year}-{month:02}-{day:02}")
        if candidate and (best is None or abs(candidate - setting.published) < abs(best - setting.published)):
            best = candidate
    return best.isoformat() if best else None


def _calendar_month(match: re.Match[str], setting: Setting) -> Meaning | None:
    word = match["m"]
    # "May" and "March" are verbs and names too: without a year they need a capital and company.
    if not word[0].isupper() and not setting.cues["months_in_lower_case"]:
        return None
    month = _index(word, setting.cues["months"]) + 1
    year = _group(match, "y") or _said_year(match, setting)
    if year:
        return "DATE", f"{year}-{month:02}"
    if word.rstrip(".") in {"May", "March", "Mar", "Jan", "mars", "mai", "Mai"} and not _in_time_phrase(
        match
    ):
        return None
    if setting.published is None:
        return "DATE", None
    rank = _rank(_group(match, "rank"), setting)
    now = setting.published
    own = now.year
    if rank > 0 or (rank == 0 and setting.ahead):
        own += month < now.month
    elif rank < 0 or setting.past or month - now.month not in range(1, NEAR_MONTHS + 1):
        own -= month > now.month
    return "DATE", f"{own}-{month:02}"


def _said_year(match: re.Match[str], setting: Setting) -> str | None:
    """The year of "March last year"; None where a date names none so, or nobody says what the last one is."""
    if setting.published is None or not re.search(rf"(?:{setting.cues['units']['Y']})$", match.group()):
        return None
    return str(setting.published.year + _rank(_group(match, "rank"), setting))


def _in_time_phrase(match: re.Match[str]) -> bool:
    """Whether a word that can be a month stands behind one that makes it one."""
    before = _shortly_before(match).rstrip().lower()
    return bool(match.groupdict().get("rank") or match.groupdict().get("early")) or before.endswith(
        (
            " in",
            " since",
            " until",
            " of",
            " by",
            " from",
            " to",
            " this",
            " last",
            " next",
            " during",
            "between",
        )
    )


def _rank(word: str | None, setting: Setting) -> int:
    """-1 for last, 1 for next, else 0."""
    if not word:
        return 0
    for name, value in (("last", -1), ("last_after", -1), ("next", 1), ("next_after", 1)):
        if setting.cues.get(name) and _is_one_of(word, setting.cues[name]):
            return value
    return 0


def _named_day(match: re.Match[str], setting: Setting) -> Meaning | None:
    """A weekday or "yesterday", perhaps with a part of the day or a clock time."""
    relative, weekday = _group(match, "rel"), _group(match, "wd")
    if weekday and (_is_name(match, setting) or _is_other_word(weekday, match)):
        return None
    if relative and relative.isupper() and re.search(r"\b[A-Z]{2,}\s+$", _shortly_before(match)):
        return None  # a newspaper's name
    time = _time(match)
    part, hour = _group(match, "part"), _group(match, "hour")
    kind: Kind = "TIME" if time or part or hour or _part_inside(relative) else "DATE"
    if setting.published is None:
        return kind, None
    if relative:
        offset = next(n for word, n in setting.cues["days"].items() if _is_one_of(relative, word))
        found = setting.published + timedelta(days=offset)
    else:
        found = _weekday(match, weekday or "", setting)
    value = found.isoformat()
    if time:
        return kind, value + time
    if part:
        return kind, f"{value}T{_key(part, setting.cues['parts'])}"
    if hour:
        return kind, f"{value}T{_key(hour, setting.cues['hours'])}"
    inside = _part_inside(relative)
    return kind, f"{value}T{inside}" if inside else value


def _is_name(match: re.Match[str], setting: Setting) -> bool:
    """Whether a weekday is part of a name ("Black Monday", "the Sunday Times")."""
    behind, ahead = (setting.cues.get(name, "(?!)") for name in ("no_weekday_behind", "no_weekday_before"))
    return bool(
        pattern(r"\b(?:%s)\s+$", behind).search(_shortly_before(match))
        or pattern(r"\w+ (?-i:(?=[A-Z]))(?:%s)\b", ahead).match(match.string, match.start("wd"))
    )


def _is_other_word(weekday: str, match: re.Match[str]) -> bool:
    """Whether what may be a short weekday is another word ("sat", "the Sun").

    One of three letters needs a stop or a time beside it, and no article.
    """
    if len(weekday.rstrip(".")) > 4:
        return False
    the_sun = re.search(r"\bthe\s+$", _shortly_before(match), re.IGNORECASE)
    alone = len(weekday.rstrip(".")) == 3 and match.group() == weekday
    return not weekday[0].isupper() or (alone and (the_sun is not None or not weekday.endswith(".")))


def _part_inside(relative: str | None) -> str | None:
    """The part of the day in words such as "tonight"."""
    for ending, code in (("night", "NI"), ("morning", "MO"), ("afternoon", "AF"), ("evening", "EV")):
        if relative and relative.lower().endswith(ending):
            return code
    return None


def _weekday(match: re.Match[str], word: str, setting: Setting) -> date:
    """The weekday meant: the last one up to publication, or the next when the sentence looks ahead."""
    published, ranked = setting.published or date.min, _group(match, "rank")
    rank = _rank(ranked, setting)
    back = (published.weekday() - _index(word, setting.cues["weekdays"])) % 7
    # "This Friday" is to come, unless something was done then.
    this = ranked is not None and rank == 0 and not setting.past and not _group(match, "part")
    if rank > 0 or (rank == 0 and (setting.ahead or this) and back):
        return published + timedelta(days=7 - back)
    # Who means yesterday does not say "last".
    if rank < 0 and back <= 1:
        back += 7
    return published - timedelta(days=back)


def _time(match: re.Match[str]) -> str:
    """The clock time of a match as "T06:00", without its zone; empty when it has none."""
    hour = _group(match, "h")
    if hour is None:
        return ""
    if hour == "0" and not _group(match, "ampm"):
        return ""  # how long a film lasts
    minute = int(_group(match, "min", "min2") or 0)
    half = (_group(match, "ampm") or "").lower()
    hours = int(hour) % 12 + (12 if half.startswith("p") else 0) if half else int(hour)
    return f"T{hours:02}:{minute:02}" if hours < 24 else ""


def _clock(match: re.Match[str], setting: Setting) -> Meaning | None:
    time = _time(match)
    return ("TIME", time) if time else None


def _relative_unit(match: re.Match[str], setting: Setting) -> Meaning | None:
    """As in "Last week", "next spring", "this year"."""
    rank = _rank(match["rank"], setting)
    seasons = setting.cues["seasons"]
    season = next((key for key, words in seasons.items() if _is_one_of(match["unit"], words)), None)
    now = setting.published
    if now is None:
        return "DATE", None
    if season:
        return "DATE", f"{_season_year(season, rank, now)}-{season}"
    unit = _key(match["unit"], setting.cues["units"])
    if unit in {"W", "WE"}:
        # A weekend that has begun, or ended yesterday, is still "this" one.
        week = (now + timedelta(weeks=rank)).isocalendar()
        return "DATE", f"{week.year}-W{week.week:02}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        months = now.year * 12 + now.month - 1 + rank
        return "DATE", f"{months // 12}-{months % 12 + 1:02}"
    if unit == "Q":
        quarters = now.year * 4 + (now.month - 1) // 3 + rank
        return "DATE", f"{quarters // 4}-Q{quarters % 4 + 1}"
    if unit == "DE":
        return "DATE", str(now.year // 10 + rank)
    return "DATE", str(now.year + rank)


def _season_year(season: str, rank: int, now: date) -> int:
    """The year of "last summer" or "next spring", seen from a day."""
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    if rank > 0:
        return now.year + (now.month >= begins)
    if rank < 0:
        return now.year - (now.month < begins + 3)
    return now.year


def _quarter(match: re.Match[str], setting: Setting) -> Meaning | None:
    quarter = _key(match["q"], setting.cues["ordinals"])
    year = _group(match, "y")
    if year is None:
        if setting.published is None:
            return "DATE", None
        own = setting.published.year + _rank(_group(match, "rank"), setting)
        running = (setting.published.month - 1) // 3 + 1
        if not _group(match, "rank") and int(quarter) > running:
            own -= 1
        year = str(own)
    return "DATE", f"{year}-Q{quarter}"


def _season(match: re.Match[str], setting: Setting) -> Meaning | None:
    return "DATE", f"{match['y']}-{_key(match['season'], setting.cues['seasons'])}"


def _distance(match: re.Match[str], setting: Setting) -> Meaning | None:
    """As in "Two weeks ago", "three days later"."""
    unit, number = _key(match["unit"], setting.cues["units"]), _number(match["n"], setting)
    back = any(
        setting.cues[name] and _is_one_of(match["dir"], setting.cues[name])
        for name in ("ago_after", "ago_before")
    )
    # "Later" and "earlier" count from another event, which is not looked for.
    other = match["dir"].lower() in {"later", "earlier"}
    if setting.published is None or number is None or other or unit.startswith("T"):
        return ("DATE", None) if not unit.startswith("T") else ("TIME", None)
    return "DATE", _moved(setting.published, unit, -number if back else number)


def _moved(now: date, unit: str, number: float) -> str | None:
    """A day, month or year so many units away, as exact as the unit."""
    if unit in {"D", "W"}:
        try:
            return (now + timedelta(days=round(number * (7 if unit == "W" else 1)))).isoformat()
        except OverflowError:
            return None
    if unit == "M":
        months = now.year * 12 + now.month - 1 + round(number)
        return f"{months // 12}-{months % 12 + 1:02}"
    years = {"Y": 1, "DE": 10, "CE": 100}.get(unit)
    year = now.year + round(number * years) if years else 0
    return f"{year:04}" if 0 < year < 10_000 else None


def _number(word: str, setting: Setting) -> float | None:
    """The number a word stands for; None for "several"."""
    word = word.lower()
    if word in setting.cues["numbers"]:
        return float(setting.cues["numbers"][word])
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return None


def _duration(match: re.Match[str], setting: Setting) -> Meaning | None:
    unit = _key(match["unit"], setting.cues["units"])
    if match.group().lower().endswith("-old") or match.string.startswith((" old", "-old"), match.end()):
        return None
    number = _number(match["n"], setting)
    if unit == "TS" and number == 1 and _SMALL_BEHIND.match(match.string, match.end()):
        return None  # "a second day"
    if (match["n"] or "").lower() == "the":
        return None
    amount = "X" if number is None else f"{number:g}"
    if unit.startswith("T"):
        return "DURATION", f"PT{amount}{unit[1]}"
    if unit == "DE":
        return "DURATION", "PXY" if number is None else f"P{number * 10:g}Y"
    if unit == "CE":
        return "DURATION", "PXY" if number is None else f"P{number * 100:g}Y"
    return "DURATION", f"P{amount}{unit}"


_SMALL_BEHIND = re.compile(r"\s+[a-z]")


def _decade(match: re.Match[str], setting: Setting) -> Meaning | None:
    return "DATE", match["decade"][:3]


def _year(match: re.Match[str], setting: Setting) -> Meaning | None:
    """A bare year; refused where it counts something or is part of a name."""
    after = match.string[match.end() : match.end() + 12]
    before = match.string[max(0, match.start() - 2) : match.start()]
    if re.match(r"\s(?:[a-z]+s\b(?<!was)(?<!has)(?<!is)|km|miles|people)", after) or before.strip().endswith(
        ("$", "£", "€", "#")
    ):
        return None
    return "DATE", match["y"]


def _fixed(kind: Any, value: str) -> Callable[[re.Match[str], Setting], Meaning | None]:
    """A rule for words that always mean the same."""
    return lambda match, setting: (kind, value)


def _holiday(rule: str) -> Mean:
    """A rule for a holiday: of a fixed day, or so many days from one that moves."""

    def mean(match: re.Match[str], setting: Setting) -> Meaning | None:
        year = _group(match, "y")
        if year:
            return "DATE", _holiday_in(int(year), rule).isoformat()
        now = setting.published
        if now is None:
            return "DATE", None
        days = [_holiday_in(one, rule) for one in (now.year, now.year - 1, now.year + 1)]
        return "DATE", min(days, key=lambda day: abs(day - now)).isoformat()

    return mean


def _holiday_in(year: int, rule: str) -> date:
    """The day of a holiday in a year; `rule` is "12-25", "easter-2" or "thanksgiving+1"."""
    parts = re.fullmatch(r"(easter|thanksgiving)([+-]\d+)?", rule)
    if not parts:
        return date.fromisoformat(f"{year}-{rule}")
    day = _easter(year) if parts[1] == "easter" else _thanksgiving(year)
    return day + timedelta(days=int(parts[2] or 0))


def _easter(year: int) -> date:
    """Easter Sunday of a year.

    Source:
        The anonymous Gregorian computus, Nature, 20 April 1876.
    """
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + weekday - 7 * ((a + 11 * h + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def _thanksgiving(year: int) -> date:
    """The fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


_MEANINGS: Mapping[str, Callable[[re.Match[str], Setting], Meaning | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "calendar day": _calendar_day,
    "calendar range": _calendar_range,
    "calendar month": _calendar_month,
    "day of month": _day_of_month,
    "weekend": _weekend,
    "named day": _named_day,
    "clock": _clock,
    "relative unit": _relative_unit,
    "quarter": _quarter,
    "season": _season,
    "distance": _distance,
    "duration": _duration,
    "decade": _decade,
    "year": _year,
}
