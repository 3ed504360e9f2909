"""Calendar months: "March 2017", "next March", "May" where it is no other word."""

from __future__ import annotations

import re

from brief.analyse.dates.clauses import shortly_before
from brief.analyse.dates.parts import group, index, rank_of
from brief.analyse.dates.setting import Meaning, Setting
from brief.analyse.dates.timewords import NEVER
from brief.patterns import is_one_of, pattern

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
    if setting.published is None:
        return "DATE", None
    rank = rank_of(group(match, "rank"), setting)
    now = setting.published
    own, months_ahead = now.year, (month - now.month) % 12
    promised = 0 < months_ahead <= PROMISED_MONTHS and setting.promised
    if rank > 0 or (rank == 0 and (promised or setting.ahead)):
        own += month < now.month
    elif rank < 0 or setting.past or month - now.month not in range(1, NEAR_MONTHS + 1):
        own -= month > now.month
    return "DATE", f"{own}-{month:02}"


def said_year(match: re.Match[str], setting: Setting) -> str | None:
    """The year of "March last year"; None where a date names none so, or nobody says what the last one is."""
    if setting.published is None or not _ends_with_year(match, setting):
        return None
    return str(setting.published.year + rank_of(group(match, "rank"), setting))


def _ends_with_year(match: re.Match[str], setting: Setting) -> bool:
    return pattern(r"(?:%s)$", setting.cues["units"]["Y"], flags=0).search(match.group()) is not None


def _in_time_phrase(match: re.Match[str], setting: Setting) -> bool:
    """Whether a word that can be a month stands behind one that makes it one."""
    leading = pattern(r"(?:^|\W)(?:%s)[\s-]*$", setting.cues.get("before_month", NEVER))
    named = group(match, "rank", "early")
    return named is not None or leading.search(shortly_before(match)) is not None
