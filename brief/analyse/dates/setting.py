"""What an expression of time is read against: the day of publication, and the tense of the words around."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple

from brief.cues import may_hold, pattern, saying

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Meaning = tuple[Kind, str | None]
"""Kind and value, as in TimeML; no value where the day of publication would tell it and is not known."""

TENSE_BEFORE = 60
"""Characters before an expression that tell whether it lies ahead."""
TENSE_BEHIND = 45
"""The same behind one that opens its clause."""
LONGEST_OPENING = 400
"""Characters from a sentence's beginning up to an expression, in a clause that only says when."""


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
        clause = _new_speech().split(near)[-1]
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


Mean = Callable[[re.Match[str], Setting], Meaning | None]
"""What a match of one form means; None where it is no time."""


def shortly_before(match: re.Match[str]) -> str:
    """What stands before an expression: not all of it, since a text without stops is one sentence."""
    # A little more than is looked at, since a word cut in two may look like another.
    return match.string[max(0, match.start() - TENSE_BEFORE - 10) : match.start()]


def _around(match: re.Match[str]) -> tuple[str, str]:
    """The words of the clause shortly before an expression, and, where it opens the clause, behind it."""
    near = shortly_before(match)
    before = _new_clause().split(near)[-1][-TENSE_BEFORE:]
    if not _OPENING.search(near):
        return before, ""
    # "On Friday he will speak": a clause that begins with its time tells its tense behind it.
    behind = match.string[match.end() : match.end() + TENSE_BEHIND].lstrip(" ,")
    return before, _new_clause().split(behind)[0]


def _holds(alternatives: str, part: str) -> bool:
    if not may_hold(part.lower(), alternatives):
        return False
    return pattern(r"(?:\b|(?<=\w))(?:%s)\b", alternatives).search(part) is not None


@cache
def _new_clause() -> re.Pattern[str]:
    """What a new clause begins with, the tense of which may be another."""
    said = "|".join(saying("en")["clause"])
    # "Was" begins what is past, "was to" what was still to come.
    past = r"had|(?:was|were)(?! (?:to|due|set|expected)\b)"
    return re.compile(rf"[,;:]|\b(?:after|{said}|{past})\b")


@cache
def _new_speech() -> re.Pattern[str]:
    """The same without verbs of the past, behind which odds are told."""
    return re.compile(rf"[,;:]|\b(?:after|{'|'.join(saying('en')['clause'])})\b")


_OPENING = re.compile(
    r"(?:^|[,;:.])\W*(?:(?:and|but|then|late|early|later|earlier|on|at|in|by|from)\s+)*$", re.IGNORECASE
)
