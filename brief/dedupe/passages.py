"""Whether one passage tells what another told, and what makes it news if not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, cached_property, partial
from itertools import pairwise

from brief import text
from brief.dedupe.words import FactKind, Word, keys, lists, opposed, read, stem
from brief.model import RemovalKind

# Lower, and parallel sentences about different things ("Results for ...") are taken for tellings
# of one; of 45 read on the clusters at 0.6 most were. A name of two words may differ in one of ten.
TELLS_THE_SAME = 0.75
# Of fifteen pairs read on the clusters between 0.75 and 0.8 three told something else, above it one in
# twenty-five; `python -m benchmarks.dedupe` prints what becomes of planted repeats and planted news.
NEAR = 0.8


@dataclass(frozen=True, eq=False)
class Passage:
    """A sentence or paragraph, ready to be compared; equal only to itself.

    Not slotted: what only few passages are asked for is read when first asked.
    """

    text: str
    """As written."""
    keys: tuple[str, ...]
    parts: tuple[Passage, ...] = ()
    """What it was joined from; offsets of its words then count in the parts."""

    @cached_property
    def pairs(self) -> frozenset[tuple[str, ...]]:
        """Its runs of two words: what it is looked up by."""
        return frozenset(pairwise(self.keys)) or frozenset(text.shingles(self.keys, 2))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often it has each word."""
        return Counter(self.keys)

    @cached_property
    def distinct(self) -> frozenset[str]:
        """Its words, each once."""
        return frozenset(self.keys)

    @cached_property
    def repeated(self) -> Mapping[str, int]:
        """How often it has each word that it has more than once."""
        if len(self.distinct) == len(self.keys):
            return {}
        return {key: count for key, count in self.counts.items() if count > 1}

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words, one for each key."""
        if self.parts:
            return tuple(word for part in self.parts for word in part.words)
        return read(self.text)

    @cached_property
    def facts(self) -> frozenset[str]:
        """Its words that tell a fact, denials and hedges aside."""
        return frozenset(word.key for word in self.words if word.fact not in {None, "negation"})

    @cached_property
    def content(self) -> frozenset[str]:
        """Its words that carry content."""
        return frozenset(word.key for word in self.words if not word.plain)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return frozenset(map(stem, self.distinct))

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Its runs of two and of three words."""
        return self.pairs.union(text.shingles(self.keys, 3))


@dataclass(frozen=True, slots=True)
class Match:
    """How a passage is told by another one."""

    kind: RemovalKind
    similarity: float
    """Share of the passage's words that the other tells, 0 to 1."""
    rule: str

    @classmethod
    def of(cls, similarity: float, *, longer: bool) -> Match:
        """A match of passages that are not word for word the same."""
        if longer:
            return cls("contained", similarity, WITHIN_LONGER)
        return cls("near", similarity, FEW_WORDS)

    def because(self, rule: str) -> Match:
        """The match with one more thing to say of its rule."""
        return replace(self, rule=f"{self.rule}; {rule}")


@dataclass(frozen=True, slots=True)
class Clash:
    """A fact of one passage that is not in the other."""

    kind: FactKind
    passage: tuple[int, int] | None
    """Offsets of the differing words in the passage; None when it says nothing there."""
    other: tuple[int, int] | None
    """Offsets of what the other passage has in their place."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A place where the aligned passages part."""

    passage: tuple[Word, ...]
    other: tuple[Word, ...]
    before: Word | None
    """The word both have before it, as it stands in the other passage."""
    after: Word | None


def passage(words: str) -> Passage:
    """A passage, to be compared with many others."""
    return Passage(words, keys(words))


def joined(parts: tuple[Passage, ...]) -> Passage:
    """Several passages as one, read as they were read."""
    whole = " ".join(part.text for part in parts)
    return Passage(whole, tuple(key for part in parts for key in part.keys), parts)


@dataclass(frozen=True, slots=True)
class Comparer:
    """What one call reads and compares, each passage and each pair once."""

    passage: Callable[[str], Passage]
    joined: Callable[[tuple[Passage, ...]], Passage]
    told_by: Callable[[Passage, Passage], Match | None]
    threshold: float

    def too_few(self, other: int, told: int) -> bool:
        """Whether so many words are too few to tell so many others."""
        return told == 0 or other / told < self.threshold


def comparer(threshold: float) -> Comparer:
    """A reader and comparer that remembers, to be forgotten with the call it serves."""
    return Comparer(cache(passage), cache(joined), cache(partial(told_by, threshold=threshold)), threshold)


def same_words(told: str, other: str) -> Match:
    """The match of two passages whose words are the same, however they are written."""
    return Match("exact", 1.0, SAME_TEXT if text.fold(told) == text.fold(other) else SAME_WORDS)


def told_by(told: Passage, other: Passage, *, threshold: float = NEAR) -> Match | None:
    """Whether `other` tells all that `told` tells, so that `told` may go.

    Args:
        told: The passage that would be removed.
        other: The passage that would be kept; it may say more.
        threshold: Share of the words of `told`, in (0, 1], that `other` must have in
            the same order.

    Returns:
        How alike they are, or None where they are not or `told` has news of its own:
        a number, date, name, negation, unit or quoted word that `other` has not, or
        more new content than a changed word.
    """
    if told.keys == other.keys:
        return same_words(told.text, other.text) if told.keys else None
    if len(told.keys) < SHORT and not _stands_in(told.keys, other.keys):
        return None
    # Far fewer words cannot tell all of it; most pairs are seen to differ by this alone.
    if len(other.keys) / len(told.keys) < threshold or _roughly(told, other) < threshold:
        return None
    if _at_most(told, other) < threshold:
        return None
    longer = len(other.keys) > LONGER * len(told.keys)
    if _surely_parts(told, other, longer=longer):
        return None
    changes, covered = _align(told, other)
    if covered < threshold or any(True for _ in clashes(told, changes)):
        return None
    return Match.of(round(covered, 3), longer=longer) if _little_else(told, changes, longer=longer) else None


SAME_TEXT = "the same text"
SAME_WORDS = "the same words, written otherwise (case, quotes, spacing, punctuation)"
FEW_WORDS = "the same but for a few words that carry no fact"
WITHIN_LONGER = "all of it stands within a longer passage"
# A passage of fewer words than this tells too little to be found again with words changed. With 12, 0.954 of
# the repeats without their articles are found, not 0.998; 3 changes no share (`benchmarks.dedupe`).
SHORT = 6
# Words of one times words of the other: two paragraphs of a thousand words take a tenth of a second.
ALIGNED = 1_000_000
# From this many times the length on, the kept passage "contains" the other rather than resembling it.
LONGER = 1.25


def _stands_in(told: tuple[str, ...], within: tuple[str, ...]) -> bool:
    """Whether a short passage stands in another word for word, with no gap."""
    size = len(told)
    return size >= 3 and any(within[place : place + size] == told for place in range(len(within) - size + 1))


def _roughly(told: Passage, other: Passage) -> float:
    """No less than `_at_most`, in half its time: as if the other said each word as often."""
    shared = len(told.distinct & other.distinct)
    return (shared + len(told.keys) - len(told.distinct)) / len(told.keys)


def _at_most(told: Passage, other: Passage) -> float:
    """The share of words that could be found at best: those the other has at all, in any order.

    None of passages too long to be aligned in good time; they are told by lookup or not at all.
    """
    if len(told.keys) * len(other.keys) > ALIGNED:
        return 0.0
    # What both have once is counted by intersecting sets, in a tenth of the time that counters take.
    shared = len(told.distinct & other.distinct)
    if told.repeated and other.repeated:
        both = told.repeated.keys() & other.repeated.keys()
        shared += sum(min(told.repeated[key], other.repeated[key]) - 1 for key in both)
    return shared / max(1, len(told.keys))


def _surely_parts(told: Passage, other: Passage, *, longer: bool) -> bool:
    """Whether words that the other has nowhere are too many, or one of them is a fact: then they part.

    It says of most sentences that are made alike, in a twentieth of the time, what `clashes` and
    `_little_else` would say.
    """
    if not told.facts <= other.distinct:
        return True
    new, most = told.content - other.distinct, _most_changed(told, longer=longer)
    return len(new) > most and sum(stem(key) not in other.stems for key in new) > most


def _most_changed(told: Passage, *, longer: bool) -> int:
    """How many of a passage's content words may be others."""
    return len(told.keys) // (WORDS_A_CHANGE_WITHIN if longer else WORDS_A_CHANGE)


def _align(told: Passage, other: Passage) -> tuple[list[_Change], float]:
    """Where two passages part, and the share of the first one's words found in the second.

    A word out of line still counts as found where it keeps a neighbour: that is a clause
    moved. A word that changed both neighbours is not: "3 dead and 5 hurt" is not
    "5 dead and 3 hurt".
    """
    changes: list[_Change] = []
    found = 0
    for kind, a, b, c, d in SequenceMatcher(None, told.keys, other.keys, autojunk=False).get_opcodes():
        if kind == "equal":
            found += b - a
            continue
        own = tuple(told.words[at] for at in range(a, b) if not _moved(told, at, other))
        their = tuple(other.words[at] for at in range(c, d) if not _moved(other, at, told))
        found += b - a - len(own)
        if own or their:
            before = other.words[c - 1] if c else None
            after = other.words[d] if d < len(other.words) else None
            changes.append(_Change(own, their, before, after))
    return changes, found / len(told.keys)


def _moved(passage: Passage, at: int, other: Passage) -> bool:
    """Whether the word stands beside the same neighbours in the other passage.

    One neighbour is enough for a plain word. A fact needs two, that a figure stays with
    what it counts and a "not" with what it denies; a name needs a place's preposition
    too, for who did it to whom is told by order alone. Said more often than there, it has
    not moved: "14% of men and 14% of women" is not "14% of men and 45% of women".
    """
    words, own, runs = passage.words, passage.keys, other.runs
    fact = words[at].fact
    if not words[at].plain and passage.counts[own[at]] > other.counts[own[at]]:
        return False
    if fact is None or fact == "date":
        return (at > 0 and own[at - 1 : at + 1] in runs) or own[at : at + 2] in runs
    if fact == "name" and (at == 0 or own[at - 1] not in lists().placing):
        return False
    around = (own[begin : begin + 3] for begin in range(max(0, at - 2), at + 1))
    return any(len(run) == 3 and run in runs for run in around)


def clashes(told: Passage, changes: Iterable[_Change]) -> Iterator[Clash]:
    """The facts of `told` that `other` has not, and the denials either has alone."""
    quotes = any(word.quoted for word in told.words)
    for change in changes:
        clash = _clash(change, quotes=quotes)
        if clash is not None:
            yield Clash(clash, _place(change.passage, clash), _place(change.other, clash))


def clash_between(told: Passage, other: Passage) -> Clash | None:
    """The one fact that two passages tell otherwise, or None where they part in more or in less.

    Args:
        told: One passage.
        other: The other.
    """
    most = 2 * _at_most(told, other) * len(told.keys) / (len(told.keys) + len(other.keys))
    if most < TELLS_THE_SAME:
        return None
    changes, covered = _align(told, other)
    if 2 * covered * len(told.keys) < TELLS_THE_SAME * (len(told.keys) + len(other.keys)):
        return None
    found = [(change, clash) for change in changes for clash in clashes(told, [change])]
    if len(found) != 1:
        return None
    change, clash = found[0]
    return clash if _same_kind(change, clash.kind) else None


def _same_kind(change: _Change, kind: FactKind) -> bool:
    """Whether both passages tell a fact of that kind where they part."""
    sides = (change.passage, change.other)
    if kind == "negation":
        return _denied(change.passage) or _denied(change.other) or _contrary(change)
    if kind == "name":
        return all(side and all(word.fact == "name" for word in side) for side in sides)
    if kind == "quote":
        return all(any(word.quoted and not word.plain for word in side) for side in sides)
    if kind == "number":
        return all(any(word.fact == "number" and word.key[-1].isdigit() for word in side) for side in sides)
    if kind == "date":
        # "Tuesday" and "yesterday" may be one day.
        relative = lists().relative
        return all(any(word.fact == "date" and word.key not in relative for word in side) for side in sides)
    return all(any(word.fact == kind for word in side) for side in sides)


def _denied(words: Iterable[Word]) -> bool:
    """Whether one of the words denies, rather than hedges."""
    known = lists()
    return any(word.key in known.negations or stem(word.key) in known.denials for word in words)


def _contrary(change: _Change) -> bool:
    """Whether the passages say the contrary of each other where they part."""
    return any(opposed(one.key, other.key) for one in change.passage for other in change.other)


def _clash(change: _Change, *, quotes: bool) -> FactKind | None:
    """What kind of fact differs where two passages part, or None."""
    stems = {stem(word.key) for word in change.other}
    for word in change.passage:
        if word.fact is not None and not (word.fact == "negation" and stem(word.key) in stems):
            return word.fact
    if _counts_otherwise(change):
        return "unit"
    stems = {stem(word.key) for word in change.passage}
    if any(word.fact == "negation" and stem(word.key) not in stems for word in change.other):
        return "negation"
    if _contrary(change) or _said_otherwise(change):
        return "negation"
    if any(word.quoted for word in change.passage):
        return "quote"
    if change.passage and any(word.quoted for word in change.other):
        return "quote"
    # Words of somebody, and who said them or how is told otherwise: a refrain is not a repeat.
    if quotes and (_content(change.passage) or (change.passage and _content(change.other))):
        return "quote"
    return None


def _said_otherwise(change: _Change) -> bool:
    """Whether another word follows "is" or "was": "safe" is not a changed word for "effective"."""
    if change.before is None or change.before.key not in lists().links:
        return False
    return bool(_content(change.passage) and _content(change.other)) and not _inflected(change)


def _counts_otherwise(change: _Change) -> bool:
    """Whether a figure both have is said of something else: another noun, a unit, a multiple."""
    after_figure = change.before is not None and change.before.fact == "number"
    if change.passage:
        return after_figure and bool(change.other)
    beside = ((change.before, change.other[0]), (change.after, change.other[-1]))
    return any(
        figure is not None and figure.fact == "number" and word.fact in ("number", "unit")
        for figure, word in beside
    )


def _place(words: tuple[Word, ...], kind: FactKind) -> tuple[int, int] | None:
    """Offsets of the words of that kind, or of all where none is."""
    facts = [word for word in words if word.fact == kind] or list(words)
    return (facts[0].start, facts[-1].end) if facts else None


def _little_else(told: Passage, changes: Iterable[_Change], *, longer: bool) -> bool:
    """Whether the passage's own words, where they part, are a changed word and no new clause."""
    changed = 0
    for change in changes:
        own, their, same = _content(change.passage), _content(change.other), _inflected(change)
        # Two words changed side by side, or one become three, are another clause: "a crowd runs" is
        # not "police stand", though both do it at the festival grounds of a long caption.
        if own > their or own - same > 1 or (own > same and their > own + 1):
            return False
        changed += own - same + UNSURE * _renamed(change)
    return changed <= _most_changed(told, longer=longer)


# One content word in ten words may be another; of the forty pairs least alike read at one in seven, eight
# told something else.
WORDS_A_CHANGE = 10
# Within a longer passage a changed word is more often another thing said of the same people. Half or twice as
# many words change no share of `benchmarks.dedupe`, and one removal of 25 in 658 articles.
WORDS_A_CHANGE_WITHIN = 14


# "He" for a name may be somebody else: it weighs as much as two changed words.
UNSURE = 2


def _renamed(change: _Change) -> bool:
    """Whether a pronoun stands where the other passage has a name."""
    return any(word.key in lists().pronouns for word in change.passage) and any(
        word.fact == "name" for word in change.other
    )


def _inflected(change: _Change) -> int:
    """How many changed words are the same word in another form."""
    stems = {stem(word.key) for word in change.other}
    return sum(1 for word in change.passage if not word.plain and stem(word.key) in stems)


def _content(words: Iterable[Word]) -> int:
    """How many of the words carry content."""
    return sum(not word.plain for word in words)
