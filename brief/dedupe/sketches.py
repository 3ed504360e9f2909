"""Finds the copies among many texts: sketch each one, join the sketches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
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
# where two texts share nothing else it takes nearly all of the smaller one.
FEW_TEXTS = 5
WEAK_EVIDENCE = 0.5
NEARLY_ALL = 0.7
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
    import numpy as np

    words = _word_hashes(_plain_bytes(prose))
    runs = words[:-2] * _MIX[0] + words[1:-1] * _MIX[1] + words[2:] * _MIX[2]
    # Multiplying carries upwards only: fold the high half down and mix again before taking the top bits.
    runs ^= runs >> np.uint64(29)
    runs *= np.uint64(_MIX[3])
    runs >>= np.uint64(32)
    kept = np.unique(runs[runs < (1 << 32) // KEEP_ONE_IN])
    return kept.astype("<u4").tobytes()


# Odd 64-bit numbers; the last is the finaliser of SplitMix64 (Steele et al., 2014).
_MIX = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xBF58476D1CE4E5B9)
_BASE = 0xD6E8FEB86659FD93


def _word_hashes(plain: bytes) -> NDArray[np.uint64]:
    """A hash of each word: its letters as the digits of a number to an odd base, modulo 2^64.

    All words at once: the digits are weighted by their place in the text, summed from one
    word to the next (spaces count nothing), and the place is divided out again.
    """
    import numpy as np

    letters = np.frombuffer(b" " + plain, np.uint8)
    spaces = letters == ord(" ")
    starts = np.flatnonzero(spaces[:-1] & ~spaces[1:]) + 1
    if len(starts) < 3:
        return np.empty(2, np.uint64)  # no run of three
    values, powers, inverses = _tables(len(letters).bit_length())
    weighted = values[letters]
    weighted *= powers[: len(letters)]
    return np.add.reduceat(weighted, starts) * inverses[starts]


@cache
def _tables(bits: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.uint64]]:
    """A number for each byte, none for the space; 2^bits powers of the base and of its inverse."""
    import numpy as np

    values = np.arange(1, 257, dtype=np.uint64) * np.uint64(_MIX[0])
    values ^= values >> np.uint64(31)
    values *= np.uint64(_MIX[3])
    values[ord(" ")] = 0
    powers = [
        np.cumprod(np.full(1 << bits, base, np.uint64), dtype=np.uint64)
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

    sizes = np.array([len(one) // 4 for one in sketches], np.int64)
    found: list[Pair] = []
    for first, second, shared, rare in _shared(sketches, sizes, common):
        smaller = np.minimum(sizes[first], sizes[second])
        enough = (shared >= fewest) & (rare + WEAK_EVIDENCE * (shared - rare) >= containment * smaller)
        enough &= (rare >= fewest) | (shared >= NEARLY_ALL * smaller)
        columns = (first[enough], second[enough], shared[enough], (shared / smaller)[enough])
        found += map(Pair, *(column.tolist() for column in columns))
    return sorted(found)


# How many shared triples are counted at a time, at 8 bytes and some working space each.
_COUNTED_AT_A_TIME = 1 << 20


def _shared(sketches: Sequence[bytes], sizes: NDArray[np.int64], common: int) -> Iterator[_Counts]:
    """Pairs of sketches with how many hashes they share, a stretch of sketches at a time."""
    import numpy as np

    texts, lengths = _runs(sketches, sizes, common)
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
        yield _counted(firsts * len(sketches) + seconds, np.repeat(weak[entries], times), len(sketches))
        begin = end


def _runs(
    sketches: Sequence[bytes], sizes: NDArray[np.int64], common: int
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The texts of each hash that two to `common` of them have, and how many they are."""
    import numpy as np

    entries = np.frombuffer(b"".join(sketches), "<u4").astype(np.uint64)
    entries <<= np.uint64(32)
    entries |= np.repeat(np.arange(len(sketches), dtype=np.uint32), sizes)
    entries.sort()
    hashes = (entries >> np.uint64(32)).astype(np.uint32)
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))[: len(hashes)])
    lengths = np.diff(np.append(starts, len(hashes)))
    del hashes
    telling = (lengths > 1) & (lengths <= common)
    return entries[np.repeat(telling, lengths)].astype(np.uint32), lengths[telling]


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
