"""Calendar months: "March 2017", "next March", "May" where it is no other word."""

from __future__ import annotations

import re

from brief.analyse.dates.clauses import shortly_before
from brief.analyse.dates.parts import group, index, rank_of
from brief.analyse.dates.setting import Meaning, Setting
from brief.analyse.dates.timewords import NEVER
from brief.grammar import first_from
from brief.patterns import is_one_of, pattern

SHORT = 3
"""Letters of a short form; where a name stands right behind one without its stop, it is no month."""
_NAME_BEHIND = re.compile(r"\s([A-Z][^\W\d_]+)")
NEAR_MONTHS = 2
"""Months ahead that are meant without a word of the past or the future."""
PROMISED_MONTHS = 6
"""Months ahead that are meant behind what was agreed, which may also have been agreed then."""


def calendar_month(match: re.Match[str], setting: Setting) -> Meaning | None:
    """A month, with its year or in the last one that had it, or the next where that is meant."""
    word = match["m"]
    # "May" and "March" are verbs and names too: without a year they need a capital and company.
    if not word[0].isupper() and not setting.cues["months_in_lower_case"]:
        return None
    month = index(word, setting.cues["months"]) + 1
    year = group(match, "y") or said_year(match, setting)
    if year:
        return "DATE", f"{year}-{month:02}"
    if is_one_of(word.rstrip("."), setting.cues.get("month_or_word", NEVER)) and not _in_time_phrase(
        match, setting
    ):
        return None
    if _names_somebody(match, setting):
        return None
    if setting.published is None:
        return "DATE", None
    rank = rank_of(group(match, "rank"), setting)
    now = setting.published
    own, months_ahead = now.year, (month - now.month) % 12
    promised = 0 < months_ahead <= PROMISED_MONTHS and setting.promised
    if rank:
        # Said in November, neither "last November" nor "next November" is this one.
        own += (month <= now.month) if rank > 0 else -(month >= now.month)
    elif promised or setting.ahead:
        own += month < now.month
    elif setting.past or month - now.month not in range(1, NEAR_MONTHS + 1):
        own -= month > now.month
    return "DATE", f"{own}-{month:02}"


def said_year(match: re.Match[str], setting: Setting) -> str | None:
    """The year of "March last year"; None where a date names none so, or nobody says what the last one is."""
    if setting.published is None or not _ends_with_year(match, setting):
        return None
    return str(setting.published.year + rank_of(group(match, "rank"), setting))


def _ends_with_year(match: re.Match[str], setting: Setting) -> bool:
    """Whether a time ends with the word for a year: "August last year"."""
    return pattern(r"(?:%s)$", setting.cues["units"]["Y"], flags=0).search(match.group()) is not None


def _names_somebody(match: re.Match[str], setting: Setting) -> bool:
    """Whether a month is somebody's first name: "a goal by Jan Holub", "said June Carter"."""
    if group(match, "rank", "early"):
        return False
    named = _NAME_BEHIND.match(match.string, match.end())
    if named and len(match["m"]) == SHORT and match["m"].lower() != "may":
        days = "|".join((*setting.cues["months"], *setting.cues["weekdays"]))
        return not is_one_of(named[1], days)
    tokens, start = setting.tokens, setting.begins + match.start("m")
    here = first_from(tokens, start)
    if here >= len(tokens) or tokens[here].start != start:
        return False
    # "An August Reuters poll", "the May Day march": what is called so has an article before it.
    own = here and (tokens[here - 1].pos in {"DET", "ADJ", "PART"} or tokens[here - 1].tag == "PRP$")
    called = tokens[here].dep == "compound" and tokens[here].head == here + 1 and not own
    if tokens[here].entity[2:] != "PERSON" and not (called and tokens[here + 1].tag == "NNP"):
        return False
    leading = pattern(r"\b(?:%s)\s+$", setting.cues.get("surely_before_month", NEVER))
    return leading.search(shortly_before(match)) is None


def _in_time_phrase(match: re.Match[str], setting: Setting) -> bool:
    """Whether a word that can be a month stands behind one that makes it one."""
    leading = pattern(r"(?:^|\W)(?:%s)[\s-]*$", setting.cues.get("before_month", NEVER))
    named = group(match, "rank", "early")
    return named is not None or leading.search(shortly_before(match)) is not None
