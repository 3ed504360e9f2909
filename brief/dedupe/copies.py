"""Whether one text copies another, verified in full, and which of two told it first."""

from __future__ import annotations

from dataclasses import dataclass

from brief import text
from brief.dedupe.sketches import COPIED, FEWEST_SHARED
from brief.model import Article, RemovalKind

# A shared paragraph of fewer words is a phrase.
PARAGRAPH_WORDS = 12


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a text another one tells in the same words."""

    kind: RemovalKind
    containment: float
    """Share of the smaller text's word triples, 0 to 1."""


def verify(one: str, other: str, *, containment: float = COPIED) -> Likeness | None:
    """Whether one text is a copy of another, or of a part of it.

    Lines that both begin or end with (an address, a footer) are no evidence unless
    nothing else is left.

    Args:
        one: A text, a paragraph a line.
        other: The other; their order makes no difference.
        containment: Share of the smaller one's word triples, in (0, 1], both must have.

    Returns:
        How alike they are: "exact" for the same words, "contained" where one is longer
        by a half, else "near". None where they are not copies.
    """
    if text.words(one) == text.words(other):
        return Likeness("exact", 1.0) if one.strip() else None
    first, second = (text.words(rest) for rest in _without_frame(one.splitlines(), other.splitlines()))
    triples = [set(text.shingles(words, 3)) for words in (first, second)]
    shared = len(triples[0] & triples[1])
    share = shared / max(1, min(map(len, triples)))
    if shared < FEWEST_SHARED or share < containment:
        return None
    longer = max(len(first), len(second)) > 1.5 * min(len(first), len(second))
    return Likeness("contained" if longer else "near", round(share, 3))


def _without_frame(one: list[str], other: list[str]) -> tuple[str, str]:
    """Both texts without the lines they begin and end with alike, if something is left of each."""
    keys = [[" ".join(text.words(line)) for line in lines] for lines in (one, other)]
    shorter = min(map(len, keys))
    head = next((at for at in range(shorter) if keys[0][at] != keys[1][at]), shorter)
    tail = next((at for at in range(shorter - head) if keys[0][-1 - at] != keys[1][-1 - at]), shorter - head)
    rest = [lines[head : len(lines) - tail] for lines in (one, other)]
    if all(any(line.strip() for line in lines) for lines in rest):
        return "\n".join(rest[0]), "\n".join(rest[1])
    return "\n".join(one), "\n".join(other)


def prose(article: Article) -> str:
    """What an article tells, a paragraph a line."""
    return "\n".join(text.fold(article.text[block.start : block.end]) for block in article.paragraphs)


def precedence(article: Article) -> tuple[bool, str, int, str, str]:
    """What to sort articles by, so that who told it first comes first."""
    moment = article.published_at
    told_at = (moment is None, moment.isoformat() if moment else "")
    return (*told_at, -len(prose(article)), article.uri, article.sha256)
