"""What stands beside a mention, and whether it shows that somebody is named."""

from __future__ import annotations

from brief.analyse.entities.mentions import Mention
from brief.analyse.kinds import addressed, shows_somebody
from brief.cues import cues
from brief.model import Story

LONGEST_BEFORE = 16
"""Characters before a name that may hold a title or a preposition of place."""
LONGEST_BEHIND = 40
"""Characters behind a name that may hold an age or an office."""
LONGEST_AT = 60
"""Characters before a place that may hold its preposition, and a word between ("in northern")."""
LONGEST_ASIDE = 80
"""Characters behind a name that may hold an aside and a verb of saying."""


def beside(story: Story, one: Mention) -> tuple[str, str]:
    """What stands right before and behind a mention."""
    first = max(0, one.span.start - LONGEST_BEFORE)
    near = story.slice(one.span.to(first, one.span.end + LONGEST_BEHIND))
    return near[: one.span.start - first], near[one.span.end - first :]


def shows_person(story: Story, one: Mention) -> bool:
    """Whether an office, a form of address or a verb of saying stands beside a mention."""
    if one.role is not None:
        return True
    before, _ = beside(story, one)
    behind = story.slice(one.span.to(one.span.end, one.span.end + LONGEST_ASIDE))
    return addressed(before) or shows_somebody(before, behind, cues("en"))
