"""What an expression of time is read against: the day of publication, and the tense of the words around."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from brief.analyse.dates.clauses import FAR, NEAR, Cues, around, clause_before, holds, shortly_before
from brief.analyse.dates.lasting import lasts_on
from brief.analyse.dates.scheduled import is_scheduled
from brief.analyse.dates.timewords import NEVER
from brief.model import Token
from brief.patterns import pattern

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Meaning = tuple[Kind, str | None]
"""Kind and value, as in TimeML; no value where the day of publication would tell it and is not known."""

LONGEST_OPENING = 400
"""Characters from a sentence's beginning up to an expression, in a clause that only says when."""


class Setting(NamedTuple):
    """What an expression is read against."""

    cues: Cues
    published: date | None
    match: re.Match[str]
    """Where it stands."""
    tokens: Sequence[Token] = ()
    """Of its sentence, where that was parsed and is no headline."""
    begins: int = 0
    """Offset of the sentence in the part it stands in, as those of the tokens."""

    def against(self, published: date | None) -> Setting:
        """The same with another day of publication."""
        return self._replace(published=published)

    @property
    def ahead(self) -> bool:
        """Whether the words around it speak of the future; few expressions ask."""
        future = self.cues["future"]
        return (
            any(holds(future, part) for part in around(self.match, self.cues))
            or holds(future, self._main_clause)
            or self._wagered
            or self._possible
            or lasts_on(self.match, self.cues)
            or self._promised_now
            or self._decreed
            or is_scheduled(self.match, self.cues, self.tokens, self.begins)
        )

    @property
    def promised(self) -> bool:
        """Whether it follows what somebody agreed or decided to do, of which it may be the time too."""
        return self._promise is not None

    @property
    def _promised_now(self) -> bool:
        """Whether it can only be the time of what is promised: the promise has its own day, or is made now.

        "The council agreed to close the school on Monday" leaves open what was on Monday.
        """
        promise = self._promise
        if promise is None:
            return False
        days = "|".join(self.cues["weekdays"])
        return holds(self.cues.get("promises_now", NEVER), promise) or holds(days, promise)

    @property
    def _promise(self) -> str | None:
        """What stands before the infinitive in "agreed on Wednesday to reopen three crossings in January"."""
        told = self.cues.get("promised", NEVER)
        clause = clause_before(self.match, self.cues, FAR)
        if not holds(told, clause):
            return None
        form = pattern(
            r"\b(?:%s)\b[^.]*?\bto (?!(?:%s)\b)[a-z]{2,}", told, self.cues.get("no_infinitive", NEVER)
        )
        found = form.search(clause)
        # "Plans to rebuild what burned down on Monday" tells when it burned.
        if found is None or holds(self.cues.get("retells", NEVER), clause[found.end() :]):
            return None
        return found.group()

    @property
    def _wagered(self) -> bool:
        """Whether it tells when something is thought likely to come ("a 35% chance of frost in March")."""
        odds = self.cues.get("odds", NEVER)
        # What they "had a chance of" is past, though the future is looked for behind "had" alone.
        clause = clause_before(self.match, self.cues, NEAR)
        return holds(odds, clause) and not holds(self.cues.get("dated_past", NEVER), clause)

    @property
    def _possible(self) -> bool:
        """Whether it is the time of what could come ("could bring floods on Sunday").

        What somebody could do "after the fire was out", or only just, is past.
        """
        could = self.cues.get("possible", NEVER)
        if not any(holds(could, part) for part in around(self.match, self.cues)):
            return False
        was = pattern(r"\W*(?:%s)\b", self.cues.get("was_possible", NEVER))
        return was.match(self.match.string, self.match.end()) is None

    @property
    def _decreed(self) -> bool:
        """Whether a day is made one of mourning or rest ("declared Thursday a day of mourning")."""
        decrees = pattern(r"\b(?:%s)\s+$", self.cues.get("decrees", NEVER))
        made = pattern(r"\s+(?:%s)\b", self.cues.get("decreed", NEVER))
        if made.match(self.match.string, self.match.end()) is None:
            return False
        return decrees.search(shortly_before(self.match)) is not None

    @property
    def described(self) -> bool:
        """Whether a participle stands right before it, of what has been done ("declarado este jueves")."""
        done = pattern(r"\b(?:%s)\s+$", self.cues.get("described", NEVER))
        return done.search(shortly_before(self.match)) is not None

    @property
    def past(self) -> bool:
        """Whether the words around it speak of the past."""
        told = self.cues.get("dated_past", NEVER)
        return not self.ahead and any(holds(told, part) for part in around(self.match, self.cues))

    @property
    def plainly_past(self) -> bool:
        """The same, where no verb is in the present ("to see that all is destroyed by June 30")."""
        present = self.cues.get("lasts", NEVER)
        return self.past and not any(holds(present, part) for part in around(self.match, self.cues))

    @property
    def _main_clause(self) -> str:
        """What follows a clause that only says when ("When it sails on Monday, it will"), else nothing."""
        opening = pattern(r"\W*(?:%s)\b[^,]*$", self.cues.get("when_clauses", NEVER))
        text, start, end = self.match.string, self.match.start(), self.match.end()
        if start > LONGEST_OPENING or not opening.match(text, 0, start):
            return ""
        comma = text.find(",", end)
        return text[comma + 1 : comma + 1 + NEAR] if comma >= 0 else ""


Mean = Callable[[re.Match[str], Setting], Meaning | None]
"""What a match of one form means; None where it is no time."""
