"""Copies across an archive that no memory holds: every stage reads and writes files of one partition.

*Sketch*: the words of an article as a few hundred hashes, sorted into partitions by hash.
*Pair*: within a partition, articles that have hashes in common. *Verify*: pairs with enough
of them, summed over the partitions, are compared on their full text. *Set aside*: who told it
first is briefed, and the copies are listed.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brief import pipeline
from brief.batch.articles import Entry
from brief.batch.engine import Engine
from brief.batch.shards import Plan, entries
from brief.clean import clean
from brief.dedupe import precedence, prose, sketch, verify
from brief.dedupe.copies import PARAGRAPH_WORDS
from brief.dedupe.sketches import COMMON_TEXTS, COPIED, FEWEST_SHARED
from brief.errors import BriefError
from brief.files import replacing, write
from brief.model import Article
from brief.read.jsonl import parse_json, record
from brief.text import spell_json, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]

# Articles whose hashes are joined at a time: about 100 MB.
TOGETHER = 200_000
_PARAGRAPH, _WHOLE = 1 << 62, 2 << 62
"""The two highest bits of a hash say what it is of; word triples have neither."""


def set_copies_aside(plan: Plan, do: Engine, listed: Path, *, together: int = TOGETHER) -> None:
    """Find the articles that copy others, list them, and leave them out of the shards.

    Args:
        plan: The archive, cut.
        do: Calls a function for each partition.
        listed: Gets a JSON object for each group of copies: `first`, the article that told
            it first, and `copies`, each with its `kind` and `containment`.
        together: Articles to a partition.
    """
    parts = -(-plan.articles // together)
    _run(do, partial(_sketch, plan, parts), plan.shards, plan.stage("sketched"))
    starts = _starts(plan)
    _run(do, partial(_pair, plan, parts, starts), parts, plan.stage("paired"))
    _run(do, partial(_verify, plan, parts, starts), parts, plan.stage("verified"))
    groups = _groups(_edges(plan, parts))
    aside: defaultdict[int, list[int]] = defaultdict(list)
    told = _Told(plan, starts)
    with replacing(listed) as file:
        for first, copies in groups:
            row = {
                "first": told.named(first),
                "copies": [told.named(copy.article) | copy.said() for copy in copies],
            }
            file.write(f"{spell_json(row)}\n".encode())
            for copy in copies:
                shard, place = told.at(copy.article)
                aside[shard].append(place)
    for shard, places in aside.items():
        write(plan.aside(shard), json.dumps(sorted(places)).encode())


def _run(do: Engine, work: Any, size: int, folder: Path) -> None:
    """Do what is not done yet of a stage."""
    for _ in do(work, [number for number in range(size) if not (folder / str(number)).exists()]):
        pass


@dataclass(frozen=True, slots=True)
class _Copy:
    article: int
    """Place in the archive."""
    kind: str
    containment: float

    def said(self) -> dict[str, object]:
        return {"kind": self.kind, "containment": self.containment}


def _sketch(plan: Plan, parts: int, shard: int) -> int:
    """Write what the next stages ask of a shard: hashes by partition, sizes, and what is told."""
    import numpy as np

    found: list[Numbers] = []
    sizes: list[int] = []
    offsets = [0]
    with replacing(plan.stage("told") / str(shard)) as file:
        for entry in entries(plan.cut(shard)):
            articles = list(_articles(entry, plan.made))
            text = "\n".join(prose(article) for article in articles)
            hashes, size = _hashes(text)
            found.append(hashes)
            sizes.append(size)
            told = {
                "id": articles[0].id if articles else None,
                "uri": entry.uri,
                "key": precedence(articles[0]) if articles else None,
                "prose": text,
            }
            line = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
            file.write(line)
            offsets.append(offsets[-1] + len(line))
    hashes = np.concatenate(found) if found else np.zeros(0, np.uint64)
    places = np.repeat(np.arange(len(found), dtype=np.uint32), [len(one) for one in found])
    part = (hashes % np.uint64(parts)).astype(np.int64)
    order = np.argsort(part, kind="stable")
    bounds = np.searchsorted(part[order], np.arange(parts + 1))
    _save(
        plan.stage("sketched") / str(shard),
        hashes=hashes[order],
        places=places[order],
        bounds=bounds,
        sizes=np.array(sizes, np.uint32),
        offsets=np.array(offsets, np.int64),
    )
    return len(sizes)


def _articles(entry: Entry, made: str) -> Iterator[Article]:
    """The articles of an entry; none where it cannot be read, which is said when it is briefed."""
    try:
        if entry.record is None:
            found = pipeline.articles([entry.uri], today=made[:10])
            yield from (article for article in found if isinstance(article, Article))
        else:
            fields = parse_json(entry.record.decode("utf-8", "replace"), entry.uri)
            yield clean(
                record(fields, entry.uri, sha256=hashlib.sha256(entry.record).hexdigest()), today=made[:10]
            )
    except BriefError:
        return


def _hashes(text: str) -> tuple[Numbers, int]:
    """What an article is found by, and how many of these hashes are of word triples."""
    import numpy as np

    triples = np.frombuffer(sketch(text), "<u4").astype(np.uint64)
    said = [tuple(words(line)) for line in text.splitlines()]
    others = {_hash(line, _PARAGRAPH) for line in said if len(line) >= PARAGRAPH_WORDS}
    if any(said):
        others.add(_hash(tuple(word for line in said for word in line), _WHOLE))
    return np.concatenate([triples, np.array(sorted(others), np.uint64)]), len(triples)


def _hash(said: Iterable[str], kind: int) -> int:
    digest = blake2b(" ".join(said).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 2 | kind


def _starts(plan: Plan) -> list[int]:
    """The place in the archive of each shard's first article, and of the end."""
    starts = [0]
    for shard in range(plan.shards):
        starts.append(starts[-1] + len(_load(plan.stage("sketched") / str(shard))["sizes"]))
    return starts


def _pair(plan: Plan, parts: int, starts: list[int], part: int) -> int:
    """Write the pairs of articles that share hashes of one partition, with how many they share."""
    import numpy as np

    hashes, places = [], []
    for shard in range(plan.shards):
        sketched = _load(plan.stage("sketched") / str(shard))
        begin, end = sketched["bounds"][part : part + 2]
        hashes.append(sketched["hashes"][begin:end])
        places.append(sketched["places"][begin:end].astype(np.uint64) + np.uint64(starts[shard]))
    pairs, shared = _shared(np.concatenate(hashes), np.concatenate(places))
    bounds = np.searchsorted(pairs >> np.uint64(32), _ranges(starts[-1], parts))
    _save(plan.stage("paired") / str(part), pairs=pairs, shared=shared, bounds=bounds)
    return len(pairs)


def _shared(hashes: Numbers, places: Numbers) -> tuple[Numbers, NDArray[np.int64]]:
    """Pairs of places, the lower in the high half, and their evidence: triples, or enough at once."""
    import numpy as np

    order = np.lexsort((places, hashes))
    hashes, places = hashes[order], places[order]
    firsts = (
        np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
        if len(hashes)
        else np.zeros(0, int)
    )
    lengths = np.diff(np.append(firsts, len(hashes)))
    begins, many = np.repeat(firsts, lengths), np.repeat(lengths, lengths) > COMMON_TEXTS
    sure = hashes >= np.uint64(_PARAGRAPH)
    pairs, weights = [], []
    for step in range(1, COMMON_TEXTS):
        at = (
            np.flatnonzero((hashes[step:] == hashes[:-step]) & ~many[step:])
            if step < len(hashes)
            else firsts[:0]
        )
        pairs.append(places[at] << np.uint64(32) | places[at + step])
        weights.append(np.where(sure[at], FEWEST_SHARED << 16, 1))
    # What very many have in common ties each of them to the first, if it is evidence at all.
    at = np.flatnonzero(many & sure & (np.arange(len(hashes)) > begins))
    pairs.append(places[begins[at]] << np.uint64(32) | places[at])
    weights.append(np.full(len(at), FEWEST_SHARED << 16))
    found, inverse = np.unique(np.concatenate(pairs), return_inverse=True)
    shared = np.bincount(inverse, np.concatenate(weights), len(found)).astype(np.int64)
    return found, shared


def _ranges(articles: int, parts: int) -> Numbers:
    """Where the ranges of articles begin that the pairs are verified by, and where the last ends."""
    import numpy as np

    return np.array([articles * part // parts for part in range(parts + 1)], np.uint64)


def _verify(plan: Plan, parts: int, starts: list[int], part: int) -> int:
    """Write the copies among the pairs whose first article is in one range."""
    import numpy as np

    found = [_load(plan.stage("paired") / str(each)) for each in range(parts)]
    cut = [(each, slice(*each["bounds"][part : part + 2])) for each in found]
    pairs, inverse = np.unique(
        np.concatenate([each["pairs"][where] for each, where in cut]), return_inverse=True
    )
    shared = np.bincount(inverse, np.concatenate([each["shared"][where] for each, where in cut]), len(pairs))
    told = _Told(plan, starts)
    with replacing(plan.stage("verified") / str(part)) as file:
        for pair, triples in zip(pairs.tolist(), shared.tolist(), strict=True):
            one, other = pair >> 32, pair & 0xFFFFFFFF
            smaller = min(told.size(one), told.size(other))
            if triples < FEWEST_SHARED or triples < COPIED * smaller:
                continue
            first, second = told.told(one), told.told(other)
            likeness = verify(first["prose"], second["prose"])
            if likeness:
                edge = [one, other, first["key"], second["key"], likeness.kind, likeness.containment]
                file.write(json.dumps(edge).encode() + b"\n")
    return part


def _edges(plan: Plan, parts: int) -> Iterator[tuple[int, int, Any, Any, str, float]]:
    """All verified pairs, with the keys that say who told it first."""
    for part in range(parts):
        with (plan.stage("verified") / str(part)).open("rb") as lines:
            for line in lines:
                one, other, first, second, kind, containment = json.loads(line)
                yield one, other, first, second, kind, containment


def _groups(edges: Iterable[tuple[int, int, Any, Any, str, float]]) -> list[tuple[int, list[_Copy]]]:
    """Who told it first, each with those that copy it, directly or by way of another copy."""
    best: dict[int, tuple[Any, int, str]] = {}
    keys: dict[int, Any] = {}
    for one, other, first, second, kind, containment in edges:
        keys[one], keys[other] = (first, one), (second, other)
        later, earlier = (one, other) if keys[one] > keys[other] else (other, one)
        found = ((-containment, keys[earlier]), earlier, kind)
        best[later] = min(best.get(later, found), found, key=lambda entry: entry[0])
    groups: defaultdict[int, list[_Copy]] = defaultdict(list)
    for later, ((negative, _), _, kind) in best.items():
        groups[_root(later, best)].append(_Copy(later, kind, -negative))
    return [
        (first, sorted(copies, key=lambda copy: keys[copy.article]))
        for first, copies in sorted(groups.items())
    ]


def _root(article: int, best: Mapping[int, tuple[Any, int, str]]) -> int:
    """The article at the beginning of a chain of copies."""
    while article in best:
        article = best[article][1]
    return article


class _Told:
    """What the shards tell, article by article, read where it stands."""

    def __init__(self, plan: Plan, starts: list[int]) -> None:
        self._plan, self._starts = plan, starts
        self._shards: dict[int, Mapping[str, Any]] = {}

    def at(self, article: int) -> tuple[int, int]:
        """Shard, and place in it."""
        shard = bisect_right(self._starts, article) - 1
        return shard, article - self._starts[shard]

    def size(self, article: int) -> int:
        """How many word triples were sketched."""
        shard, place = self.at(article)
        return int(self._shard(shard)["sizes"][place])

    def told(self, article: int) -> dict[str, Any]:
        """Its id, URI, key and prose."""
        shard, place = self.at(article)
        begin, end = self._shard(shard)["offsets"][place : place + 2].tolist()
        with (self._plan.stage("told") / str(shard)).open("rb") as file:
            file.seek(begin)
            told: dict[str, Any] = json.loads(file.read(end - begin))
            return told

    def named(self, article: int) -> dict[str, object]:
        """How the list of copies names it."""
        told = self.told(article)
        return {"id": told["id"], "uri": told["uri"]}

    def _shard(self, shard: int) -> Mapping[str, Any]:
        if shard not in self._shards:
            if len(self._shards) > 1_000:
                self._shards.clear()
            sketched = _load(self._plan.stage("sketched") / str(shard))
            self._shards[shard] = {name: sketched[name].copy() for name in ("sizes", "offsets")}
        return self._shards[shard]


def _save(path: Path, **arrays: Any) -> None:
    """Write arrays as a file that is whole or not there."""
    import numpy as np

    with replacing(path) as file:
        # savez writes the time into the archive's head; this does not.
        names = json.dumps(list(arrays)).encode()
        file.write(len(names).to_bytes(4, "little") + names)
        for array in arrays.values():
            np.save(file, array, allow_pickle=False)


def _load(path: Path) -> dict[str, Any]:
    """The arrays of a file, mapped: only what is looked at is read."""
    import numpy as np
    from numpy.lib import format as npy

    found: dict[str, Any] = {}
    with path.open("rb") as file:
        for name in json.loads(file.read(int.from_bytes(file.read(4), "little"))):
            npy.read_magic(file)
            shape, _, dtype = npy.read_array_header_1_0(file)
            at, size = file.tell(), int(np.prod(shape)) * dtype.itemsize
            found[name] = np.memmap(path, dtype, "r", at, shape) if size else np.zeros(shape, dtype)
            file.seek(at + size)
    return found
