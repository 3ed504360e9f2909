"""Which passages of a story go: four ways of finding them, tried in this order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import inf

from brief.dedupe.captions import like_a_caption
from brief.dedupe.passages import LONGER, Comparer, Match, Passage, passage, same_words
from brief.dedupe.sentences import Unit
from brief.dedupe.words import lists
from brief.model import Span, Story

Paragraph = tuple[Unit, ...]
"""Sentences of one block that stand together, in order; a single sentence too."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A decision to take a passage out."""

    gone: Paragraph
    span: Span
    repeats: Span
    match: Match
    moved: Paragraph = ()
    """What takes its place: a later telling in the same article that says more."""


Neighbours = Callable[[], Mapping[Unit, tuple[Unit | None, Unit | None]]]
"""For each sentence the one before and the one after it in its article; most stories never ask."""
Alike = Sequence[tuple[Unit, Unit]]
"""Pairs of sentences worth comparing, as `alike` finds them."""


def same_paragraphs(story: Story, units: Sequence[Unit]) -> Iterator[Cut]:
    """Paragraphs with the same words as an earlier one, by looking them up."""
    same: defaultdict[tuple[str, ...], list[Paragraph]] = defaultdict(list)
    near = _neighbours(units)
    for later in paragraphs(units):
        keys = tuple(chain.from_iterable(unit.passage.keys for unit in later))
        if not keys:
            continue
        earlier = next((one for one in same[keys] if not _leans_elsewhere(later, one, near)), None)
        if len(same[keys]) < REFRAINS:
            same[keys].append(later)
        if earlier:
            span, repeats = _span(later), _span(earlier)
            yield Cut(later, span, repeats, same_words(story.slice(span), story.slice(repeats)))


def like_paragraphs(
    story: Story, units: Sequence[Unit], like: Alike, compare: Comparer, told: int
) -> Iterator[Cut]:
    """Paragraphs told by another one, by sentences or as a whole; none of the first `told` articles."""
    return _told_again(
        story, tuple(paragraphs(units)), like, compare, _neighbours(units), told, longest=FULLER
    )


def like_sentences(
    story: Story, units: Sequence[Unit], like: Alike, compare: Comparer, told: int
) -> Iterator[Cut]:
    """Sentences told by another sentence, wherever it stands; none of the first `told` articles."""
    return _told_again(story, tuple((unit,) for unit in units), like, compare, _neighbours(units), told)


def headline_again(story: Story, units: Sequence[Unit], compare: Comparer) -> Iterator[Cut]:
    """Sentences that say no more than the headline of their article; never the last one left."""
    left = len(units)
    for index in range(len(story.articles)):
        span = story.headline(index)
        if span is None:
            continue
        headline = passage(story.slice(span))
        for unit in units:
            match = compare.told_by(unit.passage, headline) if unit.article == index else None
            if match and left > 1 and not unit.span.meets(span):
                left -= 1
                yield Cut((unit,), _span((unit,)), span, match.because("the headline says it"))


def paragraphs(units: Iterable[Unit]) -> Iterator[Paragraph]:
    """The sentences, those that stand together in a block taken together."""
    run: list[Unit] = []
    for unit in units:
        if run and not unit.follows(run[-1]):
            yield tuple(run)
            run = []
        run.append(unit)
    if run:
        yield tuple(run)


# A line that stands in more places than this, each time about somebody else, is compared with the first ones.
REFRAINS = 50
# A later paragraph of more than twice the words is not "the same and says more": only the
# sentence that repeats is cut out of it.
FULLER = 2.0


def _told_again(
    story: Story,
    passages: Sequence[Paragraph],
    like: Alike,
    compare: Comparer,
    near: Neighbours,
    before: int,
    longest: float = inf,
) -> Iterator[Cut]:
    """The passages that an earlier or a fuller later one tells; those of the articles `before` stay."""
    gone: set[int] = set()
    for place, others in _compared(passages, like):
        later = passages[place]
        earlier = [other for other in others if other not in gone]
        told = next(filter(None, (_told(later, passages[other], compare, near) for other in earlier)), None)
        if told:
            gone.add(place)
            yield _cut(story, later, told)
            continue
        for other in earlier:
            stays = passages[other][0].article < before
            fuller = not stays and _size(later) <= longest * _size(passages[other])
            told = _told(passages[other], later, compare, near) if fuller else None
            if told and _captions(later, passages[other]):
                # What a caption adds is about its picture; the sentence in the text is the telling.
                if told.match.kind != "contained":
                    gone.add(place)
                    yield _caption(later, passages[other], told)
                    break
            elif told:
                gone.add(other)
                yield _fuller(passages[other], later, told)


def _compared(passages: Sequence[Paragraph], like: Alike) -> list[tuple[int, list[int]]]:
    """For each passage, by index and in order, the earlier ones that share a like sentence with it."""
    at = {unit: place for place, passage in enumerate(passages) for unit in passage}
    earlier: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in like:
        first, second = at.get(one), at.get(other)
        if first is not None and second is not None and first != second:
            earlier[max(first, second)].add(min(first, second))
    return [(place, sorted(others)) for place, others in sorted(earlier.items())]


@dataclass(frozen=True, slots=True)
class _Telling:
    """What tells a passage, and how."""

    match: Match
    kept: Paragraph


def _told(told: Paragraph, other: Paragraph, compare: Comparer, near: Neighbours) -> _Telling | None:
    """How one passage is told by another, unless it takes its meaning from where it stands."""
    telling = _by_sentences(told, other, compare)
    joins = telling is None and len(told) + len(other) > 2
    if joins and not compare.too_few(_size(other), _size(told)):
        whole = (compare.joined(tuple(unit.passage for unit in one)) for one in (told, other))
        match = compare.told_by(*whole)
        telling = _Telling(match, other) if match else None
    return None if telling and _leans_elsewhere(told, telling.kept, near) else telling


def _by_sentences(told: Paragraph, other: Paragraph, compare: Comparer) -> _Telling | None:
    """How a passage is told when each of its sentences is told by one of the other."""
    tellings: list[_Telling] = []
    for unit in told:
        telling = _closest(unit.passage, other, compare)
        if telling is None:
            return None
        tellings.append(telling)
    places = [other.index(telling.kept[0]) for telling in tellings]
    kept = other[min(places) : max(places) + 1]
    if len(told) == len(other) == 1:
        return tellings[0]
    weights = [len(unit.passage.keys) for unit in told]
    weighted = sum(
        telling.match.similarity * weight for telling, weight in zip(tellings, weights, strict=True)
    )
    similarity = round(weighted / max(1, sum(weights)), 3)
    return _Telling(Match.of(similarity, longer=_size(other) > LONGER * _size(told)), kept)


def _closest(told: Passage, others: Paragraph, compare: Comparer) -> _Telling | None:
    """The sentence of a paragraph that tells a sentence best."""
    best: _Telling | None = None
    for other in others:
        match = compare.told_by(told, other.passage)
        if match and (best is None or match.similarity > best.match.similarity):
            best = _Telling(match, (other,))
    return best


def _cut(story: Story, later: Paragraph, telling: _Telling) -> Cut:
    """Take the later telling out."""
    span, repeats, match = _span(later), _span(telling.kept), telling.match
    if match.kind == "exact":
        match = same_words(story.slice(span), story.slice(repeats))
    return Cut(later, span, repeats, match)


def _fuller(earlier: Paragraph, later: Paragraph, telling: _Telling) -> Cut:
    """Take the earlier telling out, for the later one says more."""
    span, repeats = _span(earlier), _span(telling.kept)
    if earlier[0].article != later[0].article:
        rule = "a later telling in another article says more and is kept there"
        return Cut(earlier, span, repeats, telling.match.because(rule))
    rule = "a later telling says more and takes its place"
    return Cut(earlier, span, repeats, telling.match.because(rule), moved=later)


def _captions(later: Paragraph, earlier: Paragraph) -> bool:
    """Whether the later telling reads like a picture's caption, and the earlier one does not."""
    if later[0].article != earlier[0].article:
        return False
    first, second = (" ".join(unit.passage.text for unit in one) for one in (earlier, later))
    return like_a_caption(second) and not like_a_caption(first)


def _caption(later: Paragraph, earlier: Paragraph, telling: _Telling) -> Cut:
    """Take a later telling out although it has a word more, for it is a caption."""
    return Cut(later, _span(later), _span(earlier), telling.match.because("a picture's caption repeats it"))


def _neighbours(units: Sequence[Unit]) -> Neighbours:
    """What tells for each sentence the one before and the one after it in its article."""

    @cache
    def near() -> dict[Unit, tuple[Unit | None, Unit | None]]:
        found: dict[Unit, tuple[Unit | None, Unit | None]] = {}
        for place, unit in enumerate(units):
            before = units[place - 1] if place else None
            after = units[place + 1] if place + 1 < len(units) else None
            found[unit] = (
                before if before and before.article == unit.article else None,
                after if after and after.article == unit.article else None,
            )
        return found

    return near


def _leans_elsewhere(told: Paragraph, other: Paragraph, near: Neighbours) -> bool:
    """Whether a short passage takes its meaning from what stands beside it, and that differs.

    "He died at the scene", "No comment" and "Yes" are the same words about or by
    different people, unless the sentence before or after is repeated with them.
    """
    leaning = [one for one in (told, other) if _leans(one, near()[one[0]][0])]
    if told not in leaning and (not leaning or _size(told) != _size(other)):
        return False
    ours, theirs = ((near()[one[0]][0], near()[one[-1]][1]) for one in (told, other))
    if ours == theirs == (None, None) or told[0] is theirs[1] or told[-1] is theirs[0]:
        return False
    return not any(
        one and two and one.passage.keys == two.passage.keys for one, two in zip(ours, theirs, strict=True)
    )


def _leans(told: Paragraph, before: Unit | None) -> bool:
    """Whether a passage is short and says who or what it is about only by its place."""
    words = [word for unit in told for word in unit.passage.words]
    if len(words) >= LEANING:
        return False
    if any(word.fact == "name" for word in words) and len(words) > 3:
        return False
    answers = before is not None and before.passage.text.rstrip("\"'”’) ").endswith("?")
    asks = told[-1].passage.text.rstrip().endswith((":", "?"))
    stands_alone = told[0].place == 0 and told[-1].last
    return (
        any(word.quoted for word in words)
        or words[0].key in lists().pointing
        or answers
        or asks
        or (len(words) < 4 and not stands_alone)
    )


# Eight words in the same order are hardly ever said twice by chance.
LEANING = 8


def _size(passages: Paragraph) -> int:
    """How many words it has."""
    return sum(len(unit.passage.keys) for unit in passages)


def _span(passages: Paragraph) -> Span:
    """Where a passage stands: the whole block when it is whole."""
    first, last = passages[0], passages[-1]
    if first.place == 0 and last.last:
        return Span(article=first.article, start=first.block.start, end=first.block.end)
    return Span(article=first.article, start=first.start, end=last.end)
