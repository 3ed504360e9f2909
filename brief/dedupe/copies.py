"""Who told it first and who repeats it: the articles that copy each other, verified in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from brief import text
from brief.dedupe.sketches import COMMON_TEXTS, COPIED, FEWEST_SHARED, join, sketch_all
from brief.model import Article, RemovalKind


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a text another one tells in the same words."""

    kind: RemovalKind
    containment: float
    """Share of the smaller text's word triples, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that repeats another."""

    article: int
    of: int
    """The earlier article most like it."""
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Telling:
    """An article that told it first, and those that repeat it."""

    first: int
    copies: tuple[Copy, ...]


def copies(articles: Sequence[Article]) -> tuple[Telling, ...]:
    """Who told it first, and who repeats it.

    Exact copies and shared paragraphs are looked up; other copies are found by sketch.
    Every pair is verified on the full prose.

    Args:
        articles: In any order: it makes no difference to who is found to copy whom.

    Returns:
        One Telling for each article that others copy, directly or by way of another copy,
        by index. First is what was published first; where that is not known or the same,
        the longest, then by URI. An article that copies nothing and is not copied is in none.
    """
    texts = [prose(article) for article in articles]
    order = {index: place for place, index in enumerate(sorted(range(len(articles)), key=_first(articles)))}
    like: defaultdict[int, list[tuple[float, int, int, Likeness]]] = defaultdict(list)
    for one, other in sorted(_candidates(texts)):
        likeness = verify(texts[one], texts[other])
        if likeness:
            later, earlier = (one, other) if order[one] > order[other] else (other, one)
            like[later].append((-likeness.containment, order[earlier], earlier, likeness))
    parents = {later: min(found, key=lambda entry: entry[:2]) for later, found in like.items()}
    groups: defaultdict[int, list[Copy]] = defaultdict(list)
    for later, (_, _, earlier, likeness) in parents.items():
        groups[_root(later, parents)].append(Copy(later, earlier, likeness))
    return tuple(
        Telling(first, tuple(sorted(found, key=lambda copy: order[copy.article])))
        for first, found in sorted(groups.items())
    )


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


def _first(articles: Sequence[Article]) -> Callable[[int], tuple[object, ...]]:
    """Who told it first: by date, then the longest, then by URI."""

    def key(index: int) -> tuple[object, ...]:
        return precedence(articles[index])

    return key


def precedence(article: Article) -> tuple[bool, str, int, str, str]:
    """What to sort articles by, so that who told it first comes first."""
    moment = article.published_at
    told_at = (moment is None, moment.isoformat() if moment else "")
    return (*told_at, -len(prose(article)), article.uri, article.sha256)


def _candidates(texts: Sequence[str]) -> set[tuple[int, int]]:
    """The pairs worth verifying: they share all words, a paragraph, or much of their sketches."""
    found = {(pair.first, pair.second) for pair in join(list(sketch_all(texts)))}
    at: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, prose in enumerate(texts):
        for paragraph in {tuple(text.words(line)) for line in prose.splitlines()}:
            if len(paragraph) >= PARAGRAPH_WORDS:
                at[paragraph].append(index)
        at[("", *text.words(prose))].append(index)
    for places in at.values():
        if len(places) <= COMMON_TEXTS:
            found.update(combinations(places, 2))
        else:
            found.update((places[0], place) for place in places[1:])
    return found


# A shared paragraph of fewer words is a phrase.
PARAGRAPH_WORDS = 12


def _root(article: int, parents: Mapping[int, tuple[float, int, int, Likeness]]) -> int:
    """The article at the beginning of a chain of copies."""
    while article in parents:
        article = parents[article][2]
    return article
