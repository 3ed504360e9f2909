"""Finds the copies among many texts: sketch each one, join the sketches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from brief import text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    _Counts = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
    """For pairs of texts: the lower index, the higher, how much they share, how much of that few have."""

# Found in prototypes on news with 0 to 30 % of its words edited; `python -m benchmarks.dedupe` prints
# recall and precision. Two texts are copies when the smaller shares this part of its word triples:
COPIED = 0.3
# and at least so many of those sketched, for one or two are shared by chance.
FEWEST_SHARED = 3
# A word triple in more texts than this is a phrase or a footer, and no evidence.
COMMON_TEXTS = 30
# In more than a few texts it may still be a footer: weaker evidence than what only copies share, and
# where two texts share nothing else it takes nearly all of the smaller one. Of 1,000 texts of
# `benchmarks.dedupe` copies with 30 % edited are found to 0.885, with 2 or 10 texts for few 0.808 and 0.923,
# with full evidence 0.923; half of nearly all brings precision from 1.000 to 0.902.
FEW_TEXTS = 5
WEAK_EVIDENCE = 0.5
NEARLY_ALL = 0.7
# So a sketch takes half a byte a word.
KEEP_ONE_IN = 8


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two texts that may be copies."""

    first: int
    """Index of a sketch, lower than `second`."""
    second: int
    shared: int
    """How many sketched word triples both have."""
    containment: float
    """The same as a share of the smaller sketch, 0 to 1."""


def sketch(prose: str) -> bytes:
    """A text as a small part of its word triples, for finding its copies among many.

    Args:
        prose: A text of any length; case and punctuation make no difference.

    Returns:
        Rising 32-bit hashes, little-endian, one for each different run of three words
        that falls into the part kept (one in eight, the same ones in every text). About
        half a byte for each word. Empty for less than three words. The same on any machine.

    Source:
        FracMinHash: Irber et al., "Lightweight compositional analysis of metagenomes
        with FracMinHash", 2022; word runs: Broder, 1997.
    """
    return _sketched([_plain_bytes(prose)])[0]


def sketch_all(texts: Iterable[str]) -> Iterator[bytes]:
    """The sketches of many texts, in their order, about half as long as one by one takes.

    Args:
        texts: As `sketch` takes them; read as they are needed.

    Yields:
        What `sketch` returns for each.
    """
    together: list[bytes] = []
    letters = 0
    for prose in texts:
        plain = _plain_bytes(prose)
        if together and letters + len(plain) >= _STRETCH:
            yield from _sketched(together)
            together, letters = [], 0
        together.append(plain)
        letters += len(plain) + 1
    if together:
        yield from _sketched(together)


# Odd 64-bit numbers; the last is the finaliser of SplitMix64 (Steele et al., 2014).
_MIX = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xBF58476D1CE4E5B9)
_BASE = 0xD6E8FEB86659FD93
# Letters that are weighted by their place; on the next ones the weights begin anew, so that one word in
# some six thousand, across the seam, is not found again.
_STRETCH = 1 << 15


def _sketched(plain: Sequence[bytes]) -> list[bytes]:
    """The sketches of texts of small letters and figures between spaces, all at once."""
    import numpy as np

    letters = np.frombuffer(b" " + b" ".join(plain), np.uint8)
    starts, words = _word_hashes(letters)
    if len(starts) < 3:
        return [b""] * len(plain)
    runs = words[:-2] * np.uint64(_MIX[0])
    runs += words[1:-1] * np.uint64(_MIX[1])
    runs += words[2:] * np.uint64(_MIX[2])
    # Multiplying carries upwards only: fold the high half down and mix again before taking the top bits.
    runs ^= runs >> np.uint64(29)
    runs *= np.uint64(_MIX[3])
    runs >>= np.uint64(32)
    at = np.flatnonzero(runs < (1 << 32) // KEEP_ONE_IN)
    ends = np.cumsum([len(one) + 1 for one in plain])
    texts = np.searchsorted(ends, starts[at], side="right")
    within = texts == np.searchsorted(ends, starts[at + 2], side="right")
    kept = texts[within].astype(np.uint64) << np.uint64(32) | runs[at[within]]
    kept.sort()
    kept = kept[np.append(kept[1:] != kept[:-1], True)[: len(kept)]]
    cuts = np.searchsorted(kept, np.arange(len(plain) + 1, dtype=np.uint64) << np.uint64(32)).tolist()
    hashes = kept.astype("<u4")
    return [hashes[begin:end].tobytes() for begin, end in pairwise(cuts)]


def _word_hashes(letters: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Where each word begins, and its letters as the digits of a number to an odd base, modulo 2^64.

    All words at once: the digits are weighted by their place, summed from one word to the
    next (spaces count nothing), and the place is divided out again.
    """
    import numpy as np

    spaces = letters == ord(" ")
    starts = np.flatnonzero(spaces[:-1] > spaces[1:]) + 1
    if len(starts) == 0:
        return starts, np.empty(0, np.uint64)
    values, powers, inverses = _tables()
    weighted = values.take(letters)
    weighted *= powers[: len(letters)] if len(letters) <= _STRETCH else np.resize(powers, len(letters))
    words = np.add.reduceat(weighted, starts)
    words *= inverses.take(starts & (_STRETCH - 1))
    return starts, words


@cache
def _tables() -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.uint64]]:
    """A number for each byte, none for the space; the powers of the base, and those of its inverse."""
    import numpy as np

    values = np.arange(1, 257, dtype=np.uint64) * np.uint64(_MIX[0])
    values ^= values >> np.uint64(31)
    values *= np.uint64(_MIX[3])
    values[ord(" ")] = 0
    powers = [
        np.cumprod(np.full(_STRETCH, base, np.uint64), dtype=np.uint64)
        for base in (_BASE, pow(_BASE, -1, 1 << 64))
    ]
    return values, powers[0], powers[1]


_KEPT_BYTES = bytes(
    ord(chr(code).lower()) if code > 127 or chr(code).isalnum() else 32 for code in range(256)
)
_NO_WORD = re.compile(r"[\W_]+")
# Scripts that write no spaces: each sign is taken for a word.
_UNSPACED = re.compile(r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff])")


def _plain_bytes(prose: str) -> bytes:
    """The text as small letters and figures between spaces."""
    if not prose.isascii():
        # Most texts have only these beyond ASCII, and are four times as fast without the long way.
        for sign in "’“”‘–—£€…\u00a0":
            prose = prose.replace(sign, " ")
    if not prose.isascii():
        prose = _NO_WORD.sub(" ", _UNSPACED.sub(r" \1 ", text.even(prose)))
    return prose.encode().translate(_KEPT_BYTES)


def join(
    sketches: Sequence[bytes],
    *,
    containment: float = COPIED,
    fewest: int = FEWEST_SHARED,
    common: int = COMMON_TEXTS,
) -> list[Pair]:
    """The pairs of texts that share enough of their sketches to be copies.

    Args:
        sketches: As `sketch` returns them.
        containment: Share of the smaller sketch, in (0, 1], that both must have. What more
            than a few texts have counts half, and alone only if it is most of the text.
        fewest: How many triples both must have, at least 1.
        common: A triple in more sketches than this is no evidence.

    Returns:
        Pairs in rising order of their indices; none for a text without a copy. The order
        of the sketches changes the indices and nothing else. Time grows with the number
        of triples and of pairs, not with the square of the texts.

    Raises:
        ValueError: If containment is outside (0, 1] or fewest below 1.
    """
    if not 0 < containment <= 1:
        raise ValueError(f"containment must be in (0, 1], not {containment!r}")
    if fewest < 1:
        raise ValueError(f"fewest must be at least 1, not {fewest!r}")
    import numpy as np

    texts, lengths, sizes = _runs(sketches, common)
    found: list[Pair] = []
    for first, second, shared, rare in _shared(texts, lengths, len(sketches)):
        smaller = np.minimum(sizes[first], sizes[second])
        enough = (shared >= fewest) & (rare + WEAK_EVIDENCE * (shared - rare) >= containment * smaller)
        enough &= (rare >= fewest) | (shared >= NEARLY_ALL * smaller)
        columns = (first[enough], second[enough], shared[enough], (shared / smaller)[enough])
        found += map(Pair, *(column.tolist() for column in columns))
    return sorted(found)


# How many shared triples are counted at a time, at 8 bytes and some working space each.
_COUNTED_AT_A_TIME = 1 << 20


def _shared(texts: NDArray[np.uint32], lengths: NDArray[np.int64], sketches: int) -> Iterator[_Counts]:
    """Pairs of sketches with how many hashes they share, a stretch of sketches at a time."""
    import numpy as np

    starts = np.repeat(np.cumsum(lengths) - lengths, lengths).astype(np.uint32)
    lengths = np.repeat(lengths, lengths).astype(np.uint32)
    # For each entry, how many later ones of the same hash there are.
    later = starts + lengths - np.arange(len(texts), dtype=np.uint32) - 1
    weak = lengths > FEW_TEXTS
    del starts, lengths
    at = np.argsort(texts, kind="stable")
    total = np.cumsum(later[at], dtype=np.int64)
    begin = 0
    while begin < len(at):
        done = int(total[begin - 1]) if begin else 0
        end = max(begin + 1, int(np.searchsorted(total, done + _COUNTED_AT_A_TIME, side="right")))
        while end < len(at) and texts[at[end]] == texts[at[end - 1]]:  # all entries of a text together
            end += 1
        entries = at[begin:end]
        times = later[entries].astype(np.int64)
        steps = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times) + 1
        seconds = texts[np.repeat(entries, times) + steps]
        firsts = np.repeat(texts[entries], times).astype(np.int64)
        yield _counted(firsts * sketches + seconds, np.repeat(weak[entries], times), sketches)
        begin = end


def _runs(
    sketches: Sequence[bytes], common: int
) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.int64]]:
    """The texts of each hash that two to `common` of them have, how many they are; the texts' sizes.

    A text's size leaves out what is common: it is no evidence for a copy and none against.
    """
    import numpy as np

    sizes = np.array([len(one) // 4 for one in sketches], np.int64)
    entries = np.frombuffer(b"".join(sketches), "<u4").astype(np.uint64)
    entries <<= np.uint64(32)
    entries |= np.repeat(np.arange(len(sketches), dtype=np.uint32), sizes)
    entries.sort()
    hashes = (entries >> np.uint64(32)).astype(np.uint32)
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))[: len(hashes)])
    lengths = np.diff(np.append(starts, len(hashes)))
    del hashes
    texts = entries.astype(np.uint32)
    del entries
    sizes -= np.bincount(texts[np.repeat(lengths > common, lengths)], minlength=len(sketches))
    telling = (lengths > 1) & (lengths <= common)
    return texts[np.repeat(telling, lengths)], lengths[telling], sizes


def _counted(codes: NDArray[np.int64], weak: NDArray[np.bool_], texts: int) -> _Counts:
    """How often each pair comes, and how often by a hash that few texts have."""
    import numpy as np

    codes, counts = np.unique(codes * 2 + weak, return_counts=True)
    rare = np.where(codes & 1, 0, counts)
    codes >>= 1
    starts = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1]))[: len(codes)])
    pairs = codes[starts]
    if len(pairs) == 0:
        return pairs, pairs, pairs, pairs
    return pairs // texts, pairs % texts, np.add.reduceat(counts, starts), np.add.reduceat(rare, starts)
