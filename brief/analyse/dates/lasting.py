"""Until when something lasts: what lasted is over, what lasts or was put off is not."""

from __future__ import annotations

import re

from brief.analyse.dates.clauses import FAR, NEAR, Cues, clause_before, holds
from brief.analyse.dates.timewords import NEVER
from brief.patterns import pattern


def lasts_on(match: re.Match[str], cues: Cues) -> bool:
    """Whether something is said to last until a time, in a clause that does not tell it as past.

    "Worked there until July" is over; "is closed until July" is not, nor is what "was postponed until July".
    """
    clause, until = clause_before(match, cues, FAR), cues.get("until", NEVER)
    found = pattern(r"\b(?:%s)\b(?!.*\b(?:%s)\b)", until, until).search(clause)
    if found is None or len(clause) - found.start() > NEAR:
        return False
    told, since = clause[: found.start()], clause[found.end() :]
    past = cues.get("dated_past", NEVER)
    if holds(past, since):
        return False  # "did not stop until she saw him on Monday"
    return any(holds(cues.get(name, NEVER), told) for name in ("lasts", "put_off")) or not holds(past, told)
