"""Days named by the week or by today: "Monday", "yesterday evening", "the weekend"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from brief.analyse.dates.clauses import shortly_before
from brief.analyse.dates.clock import time_of
from brief.analyse.dates.parts import group, index, key, rank_of
from brief.analyse.dates.setting import Kind, Meaning, Setting
from brief.analyse.dates.timewords import NEVER
from brief.patterns import is_one_of, pattern

SATURDAY = 5


def named_day(match: re.Match[str], setting: Setting) -> Meaning | None:
    """A weekday or "yesterday", perhaps with a part of the day or a clock time."""
    relative, weekday = group(match, "rel"), group(match, "wd")
    if weekday and (_is_name(match, setting) or _is_other_word(weekday, match)):
        return None
    if relative and relative.isupper() and re.search(r"\b[A-Z]{2,}\s+$", shortly_before(match)):
        return None  # a newspaper's name
    if weekday and pattern(r"\b(?:%s)\s+$", setting.cues.get("some_day", NEVER)).search(
        shortly_before(match)
    ):
        return None  # "born on a Sunday"
    time = time_of(match)
    part, hour = group(match, "part"), group(match, "hour")
    kind: Kind = "TIME" if time or part or hour or _part_inside(relative) else "DATE"
    if weekday and _is_repeated(match, weekday, setting):
        number = index(weekday, setting.cues["weekdays"]) + 1
        return "SET", f"XXXX-WXX-{number}" + (f"T{key(part, setting.cues['parts'])}" if part else "")
    if setting.published is None:
        return kind, None
    if relative:
        offset = next(n for word, n in setting.cues["days"].items() if is_one_of(relative, word))
        found = setting.published + timedelta(days=offset)
    else:
        found = _weekday(match, weekday or "", setting)
    value = found.isoformat()
    if time:
        return kind, value + time
    if part:
        return kind, f"{value}T{key(part, setting.cues['parts'])}"
    if hour:
        return kind, f"{value}T{key(hour, setting.cues['hours'])}"
    inside = _part_inside(relative)
    return kind, f"{value}T{inside}" if inside else value


def _is_name(match: re.Match[str], setting: Setting) -> bool:
    """Whether a weekday is part of a name ("Black Monday", "the Sunday Times")."""
    behind, ahead = (setting.cues.get(name, "(?!)") for name in ("no_weekday_behind", "no_weekday_before"))
    before = shortly_before(match)
    if pattern(r"\bthe\s+$").search(before):
        # "On Sunday Post editors met" has no article.
        ahead = f"{ahead}|{setting.cues.get('weekday_papers', '(?!)')}"
    return bool(
        pattern(r"\b(?:%s)\s+$", behind).search(before)
        or pattern(r"\w+ (?-i:(?=[A-Z]))(?:%s)\b", ahead).match(match.string, match.start("wd"))
    )


def _is_other_word(weekday: str, match: re.Match[str]) -> bool:
    """Whether what may be a short weekday is another word ("sat", "the Sun").

    One of three letters needs a stop or a time beside it, and no article.
    """
    if len(weekday.rstrip(".")) > 4:
        return False
    the_sun = re.search(r"\bthe\s+$", shortly_before(match), re.IGNORECASE)
    alone = len(weekday.rstrip(".")) == 3 and match.group() == weekday
    return not weekday[0].isupper() or (alone and (the_sun is not None or not weekday.endswith(".")))


def _is_repeated(match: re.Match[str], weekday: str, setting: Setting) -> bool:
    """Whether every such day is meant ("on Saturdays", "each Monday", "Sunday mornings")."""
    cues, part = setting.cues, group(match, "part") or ""
    return (
        is_one_of(weekday, cues.get("weekdays_repeated", NEVER))
        or is_one_of(part, cues.get("parts_repeated", NEVER))
        or pattern(r"\b(?:%s)\s+$", cues.get("each", NEVER)).search(shortly_before(match)) is not None
    )


def _part_inside(relative: str | None) -> str | None:
    """The part of the day in words such as "tonight"."""
    for ending, code in (("night", "NI"), ("morning", "MO"), ("afternoon", "AF"), ("evening", "EV")):
        if relative and relative.lower().endswith(ending):
            return code
    return None


def _weekday(match: re.Match[str], word: str, setting: Setting) -> date:
    """The weekday meant: the last one up to publication, or the next when the sentence looks ahead."""
    published, ranked = setting.published or date.min, group(match, "rank")
    rank, number = rank_of(ranked, setting), index(word, setting.cues["weekdays"])
    if week := group(match, "week"):
        return published + timedelta(weeks=rank_of(week, setting), days=number - published.weekday())
    back = (published.weekday() - number) % 7
    # "This Friday" is to come, unless something was done then.
    done = setting.past or setting.described
    this = ranked is not None and rank == 0 and not done and not group(match, "part")
    if rank > 0 or (rank == 0 and (setting.ahead or this) and back):
        return published + timedelta(days=7 - back)
    # Who means yesterday does not say "last".
    if rank < 0 and back <= 1:
        back += 7
    return published - timedelta(days=back)


def weekend(match: re.Match[str], setting: Setting) -> Meaning | None:
    """The last weekend that has begun, or the next when the sentence looks ahead."""
    now = setting.published
    if now is None:
        return "DATE", None
    begun = now.weekday() >= SATURDAY
    week = (now - timedelta(weeks=not begun and not setting.ahead)).isocalendar()
    return "DATE", f"{week.year}-W{week.week:02}-WE"
