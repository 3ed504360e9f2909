"""Where something is named, and who or what bears the name: what one step hands to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from brief.analyse.names import fullest
from brief.model import EntityKind, Span, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where something is named, titles and possessive taken off."""

    span: Span
    name: str
    kind: EntityKind
    role: Span | None = None
    within: str = ""
    """Of a place: the one written right behind it, after a comma."""
    shown: bool = False
    """Whether its own words or those around it show its kind, whatever the model takes it for."""


@dataclass(slots=True, kw_only=True)
class Bearer:
    """A person, organisation or place, and what names it; it grows while its step collects."""

    kind: EntityKind
    mentions: list[Mention] = field(default_factory=list)
    misspelt: set[str] = field(default_factory=set)
    """Surnames among them with a slip in their spelling."""

    @property
    def name(self) -> str:
        """The fullest form that is spelled as the name is."""
        return fullest(
            [one.name for one in self.mentions if one.name not in self.misspelt] or [self.mentions[0].name]
        )

    def is_english(self, story: Story) -> bool:
        """Whether it is named first in an article whose everyday words we know."""
        return story.articles[self.mentions[0].span.article].language == "en"

    def sort(self) -> None:
        """Put the mentions in reading order."""
        self.mentions.sort(key=lambda one: reading_order(one.span))


def reading_order(span: Span) -> tuple[int, bool, int]:
    """What to sort by: article by article, a title before its text."""
    return span.article, span.part != "title", span.start
