"""What a removal and what it repeats have in common, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

from brief import text
from brief.dedupe.words import read
from brief.model import Removal, Story

Side = Literal["same", "kept", "removed"]


def difference(story: Story, removal: Removal) -> tuple[tuple[Side, str], ...]:
    """A removed passage and the telling that was kept, laid over each other.

    Args:
        story: The story the removal belongs to.
        removal: One of `story.removed`.

    Returns:
        Runs of words in order, as written but for folded white space: those that both
        have ("same", as the kept passage writes them), only the kept one ("kept"), only
        the removed one ("removed"). All that are not "removed" joined with a space are
        the kept passage; "same" words may be written otherwise in the removed one.
    """
    kept, gone = (_pieces(story.slice(span)) for span in (removal.repeats, removal.span))
    return tuple(_runs(kept, gone))


def _pieces(passage: str) -> list[tuple[str, str]]:
    """The passage cut at white space: each piece with what it is compared by."""
    return [(piece, " ".join(word.key for word in read(piece)) or piece) for piece in passage.split()]


def _runs(kept: list[tuple[str, str]], gone: list[tuple[str, str]]) -> Iterator[tuple[Side, str]]:
    """The aligned runs."""
    matcher = SequenceMatcher(None, [key for _, key in kept], [key for _, key in gone], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield "same", text.fold(" ".join(piece for piece, _ in kept[a:b]))
            continue
        if b > a:
            yield "kept", " ".join(piece for piece, _ in kept[a:b])
        if d > c:
            yield "removed", " ".join(piece for piece, _ in gone[c:d])
