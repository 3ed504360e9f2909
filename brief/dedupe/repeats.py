"""Which passages of a story go: four ways of finding them, tried in this order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from brief.dedupe.passages import LONGER, Match, Passage, joined, passage, same_words, told_by
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


def same_paragraphs(story: Story, units: Sequence[Unit], threshold: float) -> Iterator[Cut]:
    """Paragraphs with the same words as an earlier one, by looking them up."""
    first: dict[tuple[str, ...], Paragraph] = {}
    near = _neighbours(units)
    for later in paragraphs(units):
        keys = tuple(chain.from_iterable(unit.passage.keys for unit in later))
        earlier = first.setdefault(keys, later)
        if earlier is not later and keys and not _leans_elsewhere(later, earlier, near):
            span, repeats = _span(later), _span(earlier)
            yield Cut(later, span, repeats, same_words(story.slice(span), story.slice(repeats)))


def like_paragraphs(story: Story, units: Sequence[Unit], threshold: float) -> Iterator[Cut]:
    """Paragraphs told by one other paragraph, sentence by sentence or as a whole."""
    yield from _told_again(story, list(paragraphs(units)), threshold, _neighbours(units), most=FULLER)


def like_sentences(story: Story, units: Sequence[Unit], threshold: float) -> Iterator[Cut]:
    """Sentences told by another sentence, wherever it stands."""
    yield from _told_again(story, [(unit,) for unit in units], threshold, _neighbours(units))


def headline_again(story: Story, units: Sequence[Unit], threshold: float) -> Iterator[Cut]:
    """Sentences that say no more than the headline of their article; never the last one left."""
    left = len(units)
    for index in range(len(story.articles)):
        span = story.headline(index)
        if span is None:
            continue
        headline = passage(story.slice(span))
        for unit in units:
            match = told_by(unit.passage, headline, threshold=threshold) if unit.article == index else None
            if match and left > 1 and not _overlap(unit.span, span):
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


# A later paragraph of more than twice the words is not "the same and says more": only the
# sentence that repeats is cut out of it.
FULLER = 2.0


def _told_again(
    story: Story,
    passages: Sequence[Paragraph],
    threshold: float,
    near: Mapping[Unit, tuple[Unit | None, Unit | None]],
    most: float | None = None,
) -> Iterator[Cut]:
    """The passages that an earlier or a fuller later one tells."""
    index = Index()
    gone: set[int] = set()
    for place, later in enumerate(passages):
        like = [other for other in index.like(_pairs(later)) if other not in gone]
        match, earlier = _first_told(later, ((passages[other], other) for other in like), threshold, near)
        if match:
            yield _cut(story, later, passages[earlier], match)
            continue
        index.add(place, _pairs(later))
        for other in like:
            earlier_one = passages[other]
            if most is not None and _size(later) > most * _size(earlier_one):
                continue
            match = _told(earlier_one, later, threshold)
            if match and not _leans_elsewhere(earlier_one, later, near):
                gone.add(other)
                yield _fuller(story, earlier_one, later, match)


def _first_told(
    later: Paragraph,
    earlier: Iterable[tuple[Paragraph, int]],
    threshold: float,
    near: Mapping[Unit, tuple[Unit | None, Unit | None]],
) -> tuple[Match | None, int]:
    """The first of the earlier passages that tells the later one."""
    for other, place in earlier:
        match = _told(later, other, threshold)
        if match and not _leans_elsewhere(later, other, near):
            return match, place
    return None, -1


class Index:
    """Passages looked up by the runs of two words they share."""

    def __init__(self) -> None:
        self._at: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        self._sizes: dict[int, int] = {}

    def add(self, place: int, pairs: frozenset[tuple[str, ...]]) -> None:
        """Enter a passage under a number of its own."""
        self._sizes[place] = len(pairs)
        for pair in pairs:
            self._at[pair].append(place)

    def like(self, pairs: frozenset[tuple[str, ...]]) -> list[int]:
        """The passages that share enough with this one to be worth aligning, first entered first."""
        shared: Counter[int] = Counter()
        common = 0
        for pair in pairs:
            places = self._at.get(pair, ())
            if len(places) > COMMON:
                common += 1
            else:
                shared.update(places)
        return sorted(
            place
            for place, count in shared.items()
            if count >= ALIKE * (min(len(pairs), self._sizes[place]) - common)
        )


# Share of the smaller passage's word pairs from which two passages are aligned. Of 1,000 sentences
# with 30 % of their words changed, 0.4 still finds all (issue 3).
ALIKE = 0.4
# A pair of words in more passages than this says nothing of any two of them.
COMMON = 60


def _told(told: Paragraph, other: Paragraph, threshold: float) -> Match | None:
    """Whether one passage tells all of another: sentence by sentence, or else as a whole."""
    if len(told) == len(other) == 1:
        return told_by(told[0].passage, other[0].passage, threshold=threshold)
    matches = [_best(unit.passage, other, threshold) for unit in told]
    found = [match for match in matches if match is not None]
    if len(found) < len(told):
        whole = joined(unit.passage for unit in told), joined(unit.passage for unit in other)
        return told_by(*whole, threshold=threshold)
    similarity = sum(
        match.similarity * len(unit.passage.keys) for match, unit in zip(found, told, strict=True)
    ) / max(1, _size(told))
    return Match.of(round(similarity, 3), longer=_size(other) > LONGER * _size(told))


def _best(told: Passage, others: Paragraph, threshold: float) -> Match | None:
    """The closest match of a sentence among the sentences of a paragraph."""
    matches = [told_by(told, other.passage, threshold=threshold) for other in others]
    return max((match for match in matches if match), key=lambda match: match.similarity, default=None)


def _cut(story: Story, later: Paragraph, earlier: Paragraph, match: Match) -> Cut:
    """Take the later telling out."""
    span, repeats = _span(later), _span(earlier)
    if match.kind == "exact":
        match = same_words(story.slice(span), story.slice(repeats))
    return Cut(later, span, repeats, match)


def _fuller(story: Story, earlier: Paragraph, later: Paragraph, match: Match) -> Cut:
    """Take the earlier telling out, for the later one says more."""
    if earlier[0].article != later[0].article:
        rule = "a later telling in another article says more and is kept there"
        return Cut(earlier, _span(earlier), _span(later), match.because(rule))
    rule = "a later telling says more and takes its place"
    return Cut(earlier, _span(earlier), _span(later), match.because(rule), moved=later)


Neighbours = Mapping[Unit, tuple[Unit | None, Unit | None]]


def _neighbours(units: Sequence[Unit]) -> Neighbours:
    """For each sentence the one before and the one after it in its article."""
    found: dict[Unit, tuple[Unit | None, Unit | None]] = {}
    for place, unit in enumerate(units):
        before = units[place - 1] if place else None
        after = units[place + 1] if place + 1 < len(units) else None
        found[unit] = (
            before if before and before.article == unit.article else None,
            after if after and after.article == unit.article else None,
        )
    return found


def _leans_elsewhere(told: Paragraph, other: Paragraph, near: Neighbours) -> bool:
    """Whether a short passage takes its meaning from what stands beside it, and that differs.

    "He died at the scene", "No comment" and "Yes" are the same words about or by
    different people, unless the sentence before or after is repeated with them.
    """
    if not _leans(told, near[told[0]][0]):
        return False
    ours, theirs = ((near[one[0]][0], near[one[-1]][1]) for one in (told, other))
    if ours == theirs == (None, None):
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


# Twelve words in the same order are hardly ever said twice by chance.
LEANING = 12


def _pairs(passages: Paragraph) -> frozenset[tuple[str, ...]]:
    """The runs of two words of its sentences."""
    return passages[0].passage.pairs.union(*(unit.passage.pairs for unit in passages[1:]))


def _size(passages: Paragraph) -> int:
    """How many words it has."""
    return sum(len(unit.passage.keys) for unit in passages)


def _span(passages: Paragraph) -> Span:
    """Where a passage stands: the whole block when it is whole."""
    first, last = passages[0], passages[-1]
    if first.place == 0 and last.last:
        return Span(article=first.article, start=first.block.start, end=first.block.end)
    return Span(article=first.article, start=first.start, end=last.end)


def _overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a place."""
    return (
        (one.article, one.part) == (other.article, other.part)
        and one.start < other.end
        and other.start < one.end
    )
