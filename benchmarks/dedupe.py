"""How well and how fast copies and repeats are found, beside the peers: `python -m benchmarks.dedupe`.

Texts are made from the news and clusters of BRIEF_EVAL_DATA with a seed. Half of the base texts was never
looked at while tuning: it is what is scored unless `--half tuning`. Speed stands only beside a peer's in the
same run.

    python -m benchmarks.dedupe                      copies among 1,000 texts, repeats inside articles
    python -m benchmarks.dedupe --sizes 1000 10000 100000 --no-inside
    python -m benchmarks.dedupe --pairs              the pairs `brief` finds among real stories
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from zlib import crc32

from brief import text
from brief.dedupe import join, sketch_all, verify

SEED = 3
KINDS = ("edit 0%", "edit 5%", "edit 10%", "edit 20%", "edit 30%", "contained", "reordered", "truncated")
# A copy is planted after so many fresh texts: a fifth of all are copies.
COPY_EVERY = 4
OUTLETS = 40
# rapidfuzz compares every pair: beyond this it would run for hours.
EVERY_PAIR = 1000
SLOW_PEERS_MOST = 10_000
Pairs = set[tuple[int, int]]


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--sizes", type=int, nargs="+", default=[1000])
    arguments.add_argument("--half", choices=("held", "tuning"), default="held")
    arguments.add_argument("--methods", nargs="+", choices=METHODS, default=list(METHODS))
    arguments.add_argument("--no-inside", action="store_true", help="only copies across articles")
    arguments.add_argument("--pairs", action="store_true")
    arguments.add_argument("--one", nargs=3, metavar=("METHOD", "SIZE", "BASES"), help="one run, as JSON")
    options = arguments.parse_args()
    if options.one:
        method, size, bases = options.one
        print(json.dumps(run(method, int(size), json.loads(Path(bases).read_text("utf-8")))))
    elif options.pairs:
        show_pairs()
    else:
        across(options.sizes, options.methods, options.half)
        if not options.no_inside:
            from benchmarks import repeats

            repeats.main([base for base in base_texts() if half_of(base) == options.half])


def across(sizes: Sequence[int], methods: Sequence[str], half: str) -> None:
    """Copies among many texts, each method in a process of its own, so that its memory is its own."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        bases = Path(folder) / "bases.json"
        bases.write_text(json.dumps([base for base in base_texts() if half_of(base) == half]), "utf-8")
        for size in sizes:
            for method in methods:
                if size <= MOST.get(method, size):
                    rows.append(row := measured(method, size, bases))
                    beside = next((one for one in rows if (one.method, one.size) == (BESIDE, size)), None)
                    print(shown(row, beside), flush=True)
    ours = [row for row in rows if row.method == "brief"]
    for one, other in pairwise(ours):
        power = math.log(other.cpu_s / one.cpu_s) / math.log(other.size / one.size)
        print(f"brief: cost grows as n^{power:.2f} from {one.size:,} to {other.size:,} texts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one method did on so many texts."""

    method: str
    size: int
    cpu_s: float
    memory_mb: float
    """Beyond what making the texts takes."""
    precision: float
    recall: dict[str, float]
    """By kind of copy."""


def measured(method: str, size: int, bases: Path) -> Row:
    """One method in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.dedupe", "--one", method, str(size), str(bases)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Row(**json.loads(done.stdout))


def shown(row: Row, beside: Row | None) -> str:
    """A row of the table."""
    faster = f"{beside.cpu_s / row.cpu_s:.1f}x" if beside else "-"
    memory = f"{row.memory_mb / beside.memory_mb:.2f}x" if beside else "-"
    return (
        f"{row.size:>7,} texts  {row.method:<15} {row.size / row.cpu_s:>7,.0f}/CPU s, {faster:>6} {BESIDE}'s;"
        f" {row.memory_mb:>6,.1f} MB, {memory:>5}; precision {row.precision:.3f}; recall: "
        + ", ".join(f"{kind} {share:.3f}" for kind, share in row.recall.items())
    )


def run(method: str, size: int, bases: Sequence[str]) -> dict[str, object]:
    """One method on so many texts: what it finds, its CPU time and its memory beyond the texts made."""
    made = Maker(bases)
    planted: dict[tuple[int, int], str] = {}
    trial = METHODS[method]()
    for prose in made.texts(50, {}):
        trial.add(prose)
    trial.pairs()
    finder, before, spent = METHODS[method](), peak_mb(), 0.0
    for prose in made.texts(size, planted):
        begun = time.process_time()
        finder.add(prose)
        spent += time.process_time() - begun
    begun = time.process_time()
    found = finder.pairs()
    spent += time.process_time() - begun
    totals, right = Counter(planted.values()), Counter(planted[pair] for pair in found & planted.keys())
    return {
        "method": method,
        "size": size,
        "cpu_s": spent,
        "memory_mb": max(peak_mb() - before, 0.1),
        "precision": len(found & planted.keys()) / max(1, len(found)),
        "recall": {kind: right[kind] / totals[kind] for kind in KINDS if totals[kind]},
    }


def peak_mb() -> float:
    """The most memory this process ever had, in megabytes.

    Not from getrusage where it can be helped: there a process begins with its parent's peak.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s+(\d+) kB", status.read_text())[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Maker:
    """Makes texts, one after the other and the same ones each time."""

    def __init__(self, bases: Sequence[str]) -> None:
        self.bases = bases
        counts = Counter(word for base in self.bases for word in re.findall(r"[a-z]+", base.lower()))
        self.ranked = [word for word, _ in counts.most_common()]
        self.rank = {word: place for place, word in enumerate(self.ranked)}
        chance = random.Random(SEED)
        self.footers = [" ".join(chance.choices(self.ranked[:3000], k=25)) for _ in range(OUTLETS)]

    def texts(self, size: int, planted: dict[tuple[int, int], str]) -> Iterator[str]:
        """So many texts; fills in the pairs that are copies, with their kind."""
        chance = random.Random(SEED)
        place = fresh = kind = 0
        while place < size:
            original = self.fresh(fresh)
            fresh += 1
            if fresh % COPY_EVERY or place + 2 > size:
                yield self.footed(original, chance)
                place += 1
                continue
            what = KINDS[kind % len(KINDS)]
            if what == "contained":
                original = " ".join(original.split()[: chance.randint(60, 120)])
            yield self.footed(original, chance)
            yield self.footed(self.copied(original, what, fresh, chance), chance)
            fresh += what == "contained"
            planted[place, place + 1] = what
            place, kind = place + 2, kind + 1

    def fresh(self, number: int) -> str:
        """A text that no other text copies: a base text as it is, or told of other things."""
        version, index = divmod(number, len(self.bases))
        base = self.bases[index]
        if not version:
            return base
        return re.sub(r"[A-Za-z]+|\d+", lambda word: self.other_word(word.group(), version), base)

    def other_word(self, word: str, version: int) -> str:
        """Another word about as common, the same one all through a version; grammar stays."""
        if word.isdigit():
            return str(crc32(f"{version} {word}".encode()) % 10 ** len(word))
        rank = self.rank.get(word.lower(), 0)
        if rank < GRAMMAR:
            return word
        width = min(2000, len(self.ranked) - GRAMMAR)
        begin = min(max(GRAMMAR, rank - width // 2), len(self.ranked) - width)
        other: str = self.ranked[begin + crc32(f"{version} {word.lower()}".encode()) % width]
        return other.capitalize() if word[0].isupper() else other

    def footed(self, prose: str, chance: random.Random) -> str:
        """The text with its outlet's footer."""
        return f"{prose}\n{chance.choice(self.footers)}"

    def copied(self, original: str, kind: str, number: int, chance: random.Random) -> str:
        """A copy of a text, changed in the way the kind says."""
        if kind == "contained":
            host = self.fresh(number).split()
            at = chance.randrange(len(host))
            return " ".join([*host[:at], original, *host[at:]])
        if kind == "reordered":
            parts = re.split(r"(?<=[.!?])\s+", original)
            chance.shuffle(parts)
            return " ".join(parts)
        if kind == "truncated":
            words = original.split()
            return " ".join(words[: int(len(words) * chance.uniform(0.3, 0.6))])
        return edited(original, int(kind.split()[1][:-1]) / 100, self.ranked, chance)


# The commonest words of a language are its grammar.
GRAMMAR = 150


def edited(prose: str, share: float, words: Sequence[str], chance: random.Random) -> str:
    """The text with a share of its words replaced, left out or preceded by another, each a third."""
    found: list[str] = []
    for word in prose.split():
        if chance.random() >= share:
            found.append(word)
            continue
        change = chance.randrange(3)
        if change:
            found.append(chance.choice(words[:5000]))
        if change == 2:
            found.append(word)
    return " ".join(found)


def base_texts() -> tuple[str, ...]:
    """Real texts, none of which shares even a sentence with another one.

    Found without sketches, by comparing all triples, so that what is scored is not what is used.
    """
    folder = Path(os.environ.get("BRIEF_EVAL_DATA", "../shared/data"))
    names = ("news/bbc_raw", "clusters/story_newscluster", "clusters/story_wikinews")
    lines = (line for name in names for line in (folder / f"{name}.dev.jsonl").open(encoding="utf-8"))
    kept: list[str] = []
    at: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for prose in (json.loads(line)["text"] for line in lines):
        triples = set(text.shingles(text.words(prose), 3))
        shared = Counter(place for triple in triples for place in at[triple])
        if len(triples) >= 100 and max(shared.values(), default=0) < UNRELATED:
            for triple in triples:
                at[triple].append(len(kept))
            kept.append(prose)
    return tuple(kept)


# Fewer word triples than a sentence has. Texts that share more would count as errors without being any.
UNRELATED = 8


def half_of(base: str) -> str:
    """Which half a base text belongs to, by its words alone."""
    return "tuning" if crc32(base.encode()) % 2 else "held"


class Ours:
    """Sketches joined."""

    at_a_time = 16

    def __init__(self) -> None:
        self.sketches: list[bytes] = []
        self.waiting: list[str] = []

    def add(self, prose: str) -> None:
        """Take one more text."""
        self.waiting.append(prose)
        if len(self.waiting) == self.at_a_time:
            self.sketch()

    def sketch(self) -> None:
        """Sketch the texts that wait."""
        self.sketches += sketch_all(self.waiting)
        self.waiting.clear()

    def pairs(self) -> Pairs:
        """The pairs found."""
        self.sketch()
        return {(pair.first, pair.second) for pair in join(self.sketches)}


class Datasketch:
    """MinHash with locality-sensitive hashing, on word triples."""

    threshold = 0.5

    def __init__(self) -> None:
        from datasketch import MinHash, MinHashLSH

        self.empty = MinHash(num_perm=128)
        self.index = MinHashLSH(threshold=self.threshold, num_perm=128)
        self.hashes: list[MinHash] = []
        self.found: Pairs = set()

    def add(self, prose: str) -> None:
        """Take one more text."""
        minhash = self.empty.copy()
        minhash.update_batch({" ".join(run).encode() for run in text.shingles(text.words(prose), 3)})
        place = len(self.hashes)
        for other in self.index.query(minhash):
            if self.hashes[other].jaccard(minhash) >= self.threshold:
                self.found.add((other, place))
        self.index.insert(place, minhash)
        self.hashes.append(minhash)

    def pairs(self) -> Pairs:
        """The pairs found."""
        return self.found


class DatasketchLow(Datasketch):
    """The same, asked for less likeness."""

    threshold = 0.2


class Rensa:
    """The same method in Rust."""

    threshold = 0.5

    def __init__(self) -> None:
        from rensa import RMinHash, RMinHashLSH

        self.minhash = RMinHash
        self.index = RMinHashLSH(threshold=self.threshold, num_perm=128, num_bands=32)
        self.hashes: list[RMinHash] = []
        self.found: Pairs = set()

    def add(self, prose: str) -> None:
        """Take one more text."""
        minhash = self.minhash(num_perm=128, seed=42)
        minhash.update([" ".join(run) for run in text.shingles(text.words(prose), 3)])
        place = len(self.hashes)
        for other in self.index.query(minhash):
            if self.hashes[other].jaccard(minhash) >= self.threshold:
                self.found.add((other, place))
        self.index.insert(place, minhash)
        self.hashes.append(minhash)

    def pairs(self) -> Pairs:
        """The pairs found."""
        return self.found


class Rapidfuzz:
    """Every pair by edit distance."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def add(self, prose: str) -> None:
        """Take one more text."""
        self.texts.append(prose)

    def pairs(self) -> Pairs:
        """The pairs found."""
        from rapidfuzz import fuzz, process

        found: Pairs = set()
        for place, prose in enumerate(self.texts):
            best = process.extract(prose, self.texts[:place], scorer=fuzz.ratio, score_cutoff=70, limit=None)
            found.update((other, place) for _, _, other in best)
        return found


METHODS: dict[str, Callable[[], Ours | Datasketch | Rensa | Rapidfuzz]] = {
    "datasketch": Datasketch,
    "brief": Ours,
    "datasketch 0.2": DatasketchLow,
    "rensa": Rensa,
    "rapidfuzz": Rapidfuzz,
}
BESIDE = "datasketch"
MOST = {"rapidfuzz": EVERY_PAIR, "datasketch 0.2": SLOW_PEERS_MOST}


def show_pairs() -> None:
    """Print the copies found among the real articles of the clusters."""
    folder = Path(os.environ.get("BRIEF_EVAL_DATA", "../shared/data")) / "clusters"
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    records = [json.loads(line) for line in lines]
    for pair in join(list(sketch_all(record["text"] for record in records))):
        one, other = records[pair.first], records[pair.second]
        likeness = verify(one["text"], other["text"])
        same = "same story" if one["cluster"] == other["cluster"] else "OTHER STORY"
        print(f"{pair.containment:.2f} {same} {likeness}")
        for record in (one, other):
            print(f"    {record['id']} {record['title']}")


if __name__ == "__main__":
    main()
