"""Finds the copies among many texts: sketch each one, join the sketches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from brief import text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Found in prototypes on news with 0 to 30 % of its words edited; `python -m benchmarks.dedupe` prints
# recall and precision. Two texts are copies when the smaller shares this part of its word triples:
COPIED = 0.3
# and at least so many of those sketched, for one or two are shared by chance.
FEWEST_SHARED = 3
# A word triple in more texts than this is a phrase or a footer, and no evidence.
COMMON_TEXTS = 30
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

    words = _plain_bytes(prose).split()
    if len(words) < 3:
        return b""
    hashes = np.fromiter(map(crc32, words), np.uint64, len(words))
    runs = hashes[:-2] * _MIX[0] + hashes[1:-1] * _MIX[1] + hashes[2:] * _MIX[2]
    # Multiplying carries upwards only: fold the high half down and mix again before taking the top bits.
    runs ^= runs >> np.uint64(29)
    runs *= np.uint64(_MIX[3])
    runs >>= np.uint64(32)
    kept = np.unique(runs[runs < (1 << 32) // KEEP_ONE_IN])
    return kept.astype("<u4").tobytes()


# Odd 64-bit numbers; the last is the finaliser of SplitMix64 (Steele et al., 2014).
_MIX = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xBF58476D1CE4E5B9)
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
        containment: Share of the smaller sketch, in (0, 1], that both must have.
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
    for first, second, shared in _shared(sketches, sizes, common):
        share = shared / np.minimum(sizes[first], sizes[second])
        enough = (shared >= fewest) & (share >= containment)
        columns = (first[enough], second[enough], shared[enough], share[enough])
        found += map(Pair, *(column.tolist() for column in columns))
    return sorted(found)


# How many pairs of texts are counted at a time: 16 bytes each, so about 50 MB.
_PAIRS_AT_A_TIME = 1 << 21


def _shared(
    sketches: Sequence[bytes], sizes: NDArray[np.int64], common: int
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    """Pairs of sketches with how many hashes they share, a stretch of sketches at a time."""
    import numpy as np

    hashes = np.frombuffer(b"".join(sketches), "<u4")
    order = np.argsort(hashes, kind="stable")
    texts = np.repeat(np.arange(len(sketches), dtype=np.uint32), sizes)[order]
    hashes = hashes[order]
    del order
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))) if len(hashes) else hashes
    lengths = np.diff(np.append(starts, len(hashes)))
    del hashes
    # For each entry, how many later ones of the same hash there are: none where it is common.
    ends = np.repeat(starts + lengths, lengths)
    later = np.where(np.repeat(lengths, lengths) <= common, ends - np.arange(len(texts)) - 1, 0)
    at = np.flatnonzero(later)
    at = at[np.argsort(texts[at], kind="stable")]
    weight = np.cumsum(later[at])
    begin = 0
    while begin < len(at):
        done = weight[begin - 1] if begin else 0
        end = int(np.searchsorted(weight, done + _PAIRS_AT_A_TIME, side="right"))
        # All entries of a text are counted together.
        end = max(end, begin + 1)
        end = int(np.searchsorted(texts[at], texts[at[end - 1]], side="right")) if end < len(at) else end
        entries = at[begin:end]
        counts = later[entries]
        firsts = np.repeat(texts[entries], counts).astype(np.int64)
        steps = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        seconds = texts[np.repeat(entries, counts) + steps + 1]
        codes, shared = np.unique(firsts * len(sketches) + seconds, return_counts=True)
        yield codes // len(sketches), codes % len(sketches), shared
        begin = end
