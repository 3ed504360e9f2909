"""The words around an expression of time that can tell its tense: those of its own clause."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from brief.analyse.dates.timewords import NEVER
from brief.patterns import may_hold, pattern

Cues = Mapping[str, Any]
"""The cue lists of a language."""
NEAR = 60
"""Characters before an expression that tell whether it lies ahead."""
FAR = 150
"""The same for what is told with two verbs ("agreed on Monday to reopen the border in January")."""
BEHIND = 45
"""The same behind one that opens its clause."""


def shortly_before(match: re.Match[str]) -> str:
    """What stands before an expression: not all of it, since a text without stops is one sentence."""
    # A little more than is looked at, since a word cut in two may look like another.
    return match.string[max(0, match.start() - NEAR - 10) : match.start()]


def around(match: re.Match[str], cues: Cues) -> tuple[str, str]:
    """The words of the clause shortly before an expression, and, where it opens the clause, behind it."""
    near, clauses = shortly_before(match), _clauses(cues, "clause_begins", "past_begins")
    before = clauses.split(near)[-1][-NEAR:]
    if not _opening(cues).search(near):
        return before, ""
    # "On Friday he will speak": a clause that begins with its time tells its tense behind it.
    behind = match.string[match.end() : match.end() + BEHIND].lstrip(" ,")
    return before, clauses.split(behind)[0]


def clause_before(match: re.Match[str], cues: Cues, reach: int) -> str:
    """The words of the clause before an expression, those verbs of the past too that `around` cuts at."""
    near = match.string[max(0, match.start() - reach) : match.start()]
    return _clauses(cues, "clause_begins").split(near)[-1]


def holds(alternatives: str, part: str) -> bool:
    """Whether words hold one of a cue list, whole; a short form may hang on another word ("he'll")."""
    if not may_hold(part.lower(), alternatives):
        return False
    return pattern(r"(?:\b|(?=['’]))(?:%s)\b", alternatives).search(part) is not None


def _clauses(cues: Cues, *names: str) -> re.Pattern[str]:
    """What a new clause begins with, the tense of which may be another."""
    begins = "|".join(cues.get(name, NEVER) for name in (*names, "clause"))
    # A comma inside a number parts no clauses.
    return pattern(r"[,;:](?!\d)|\b(?:%s)\b", begins, flags=0)


def _opening(cues: Cues) -> re.Pattern[str]:
    """The end of what stands before an expression that opens its clause."""
    return pattern(r"(?:^|[,;:.])\W*(?:(?:%s)\s+)*$", cues.get("opens_clause", NEVER))
