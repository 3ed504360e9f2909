"""Which sentences share enough words to be worth aligning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from brief.dedupe.sentences import Unit

# Share of the smaller sentence's word pairs from which two are aligned. `python -m benchmarks.dedupe`
# prints what it finds: all sentences with 20 % of their words changed, nearly all with 30 %.
ALIKE = 0.4
# Two sentences of a few words share two pairs by chance.
FEWEST = 3
# A pair of words in more sentences than this says nothing of any two of them; 30 or 120 change no share that
# `benchmarks.dedupe` prints.
COMMON = 60


def alike(units: Sequence[Unit]) -> tuple[tuple[Unit, Unit], ...]:
    """The pairs of sentences that share many runs of two words.

    Args:
        units: Sentences in the order they are told.

    Returns:
        Pairs, the one told first before the other, in the order of the later one. Of
        sentences with the same words only the first is compared with others.
    """
    return tuple(_alike(units))


def _alike(units: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """The pairs, by an index that grows with each sentence."""
    first: dict[tuple[str, ...], Unit] = {}
    told: list[Unit] = []
    sizes: list[int] = []
    index: dict[tuple[str, ...], list[int]] = {}
    repeated = _repeated(units)
    for unit in units:
        if not unit.passage.keys:
            continue
        same = first.setdefault(unit.passage.keys, unit)
        if same is not unit:
            yield same, unit
            continue
        known = [index.setdefault(pair, []) for pair in unit.passage.pairs & repeated]
        rare = [places for places in known if len(places) <= COMMON]
        shared: dict[int, int] = {}
        # A few dozen numbers are counted before a Counter is made.
        for place in chain.from_iterable(rare):
            shared[place] = shared.get(place, 0) + 1
        size, common = len(unit.passage.pairs), len(known) - len(rare)
        for place in sorted(_likely(shared, sizes, size, common)) if shared else ():
            least = min(size, sizes[place]) - common
            if shared[place] >= max(ALIKE * least, min(FEWEST, least)):
                yield told[place], unit
        for places in rare:
            places.append(len(told))
        told.append(unit)
        sizes.append(size)


def _repeated(units: Sequence[Unit]) -> set[tuple[str, ...]]:
    """The pairs of words that stand in several sentences: few, and the others need no index."""
    once: set[tuple[str, ...]] = set()
    again: set[tuple[str, ...]] = set()
    for unit in units:
        again |= once & unit.passage.pairs
        once |= unit.passage.pairs
    return again


def _likely(shared: Mapping[int, int], sizes: Sequence[int], size: int, common: int) -> list[int]:
    """The sentences that share enough pairs, or have themselves so few that fewer are enough."""
    if size - common < FEWEST:
        return list(shared)
    return [place for place, count in shared.items() if count >= FEWEST or sizes[place] - common < FEWEST]
