"""What the parts of an expression of time are: which word of the cue lists stands there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from brief.analyse.dates.setting import Setting
from brief.patterns import is_one_of


def group(match: re.Match[str], *names: str) -> str | None:
    """The first of these groups, or of their numbered twins, that took part in the match."""
    listed = match.re.groupindex
    for name in names:
        for twin in (name, f"{name}_2", f"{name}_3"):
            if twin in listed and match[twin]:
                return match[twin]
    return None


def index(word: str, alternatives: Sequence[str]) -> int:
    """Which of the lists a word is in."""
    return next(place for place, listed in enumerate(alternatives) if is_one_of(word, listed))


def key(word: str, alternatives: Mapping[str, str]) -> str:
    """The name of the list a word is in."""
    return next(name for name, listed in alternatives.items() if is_one_of(word, listed))


def rank_of(word: str | None, setting: Setting) -> int:
    """-1 for last, 1 for next, else 0."""
    if not word:
        return 0
    for name, value in (("last", -1), ("last_after", -1), ("next", 1), ("next_after", 1)):
        if setting.cues.get(name) and is_one_of(word, setting.cues[name]):
            return value
    return 0
