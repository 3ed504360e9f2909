"""Which sentences share enough words to be worth aligning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from brief.dedupe.sentences import Unit

# Share of the smaller sentence's word pairs from which two are aligned. `python -m benchmarks.dedupe`
# prints what it finds: all sentences with 20 % of their words changed, nearly all with 30 %.
ALIKE = 0.4
# Two sentences of a few words share two pairs by chance.
FEWEST = 3
# A pair of words in more sentences than this says nothing of any two of them.
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
    index: dict[tuple[str, ...], list[int]] = {}
    for unit in units:
        if not unit.passage.keys:
            continue
        same = first.setdefault(unit.passage.keys, unit)
        if same is not unit:
            yield same, unit
            continue
        shared: defaultdict[int, int] = defaultdict(int)
        common = 0
        pairs = unit.passage.pairs
        for pair in pairs:
            places = index.get(pair)
            if places is None:
                index[pair] = [len(told)]
            elif len(places) > COMMON:
                common += 1
            else:
                for place in places:
                    shared[place] += 1
                places.append(len(told))
        size = len(pairs)
        for place, count in sorted(shared.items()):
            least = min(size, len(told[place].passage.pairs)) - common
            if count >= max(ALIKE * least, min(FEWEST, least)):
                yield told[place], unit
        told.append(unit)
