"""Calendar months: "March 2017", "next March", "May" where it is no other word."""

from __future__ import annotations

import re

from brief.analyse.dates.parts import group, index, rank_of
from brief.analyse.dates.setting import Meaning, Setting, shortly_before

NEAR_MONTHS = 2
"""Months ahead that are meant without a word of the past or the future."""
_OTHER_WORDS = frozenset({"May", "March", "Mar", "Jan", "mars", "mai", "Mai"})
"""Months that are verbs or names too."""


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
    if word.rstrip(".") in _OTHER_WORDS and not _in_time_phrase(match):
        return None
    if setting.published is None:
        return "DATE", None
    rank = rank_of(group(match, "rank"), setting)
    now = setting.published
    own = now.year
    if rank > 0 or (rank == 0 and setting.ahead):
        own += month < now.month
    elif rank < 0 or setting.past or month - now.month not in range(1, NEAR_MONTHS + 1):
        own -= month > now.month
    return "DATE", f"{own}-{month:02}"


def said_year(match: re.Match[str], setting: Setting) -> str | None:
    """The year of "March last year"; None where a date names none so, or nobody says what the last one is."""
    if setting.published is None or not re.search(rf"(?:{setting.cues['units']['Y']})$", match.group()):
        return None
    return str(setting.published.year + rank_of(group(match, "rank"), setting))


def _in_time_phrase(match: re.Match[str]) -> bool:
    """Whether a word that can be a month stands behind one that makes it one."""
    before = shortly_before(match).rstrip().lower()
    return bool(match.groupdict().get("rank") or match.groupdict().get("early")) or before.endswith(_LEADING)


_LEADING = (
    *(" in", " since", " until", " of", " by", " from", " to", " this", " last", " next", " during"),
    "between",
)
