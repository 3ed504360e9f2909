"""Speed beside the peers, in one run, as ratios: `python -m benchmarks.speed` (`make bench`).

Every comparison takes both sides in turn on the same texts in the same run. Times are the
processor's (user and system) where one process works, so that other work on the machine counts
little, and the clock's where several work together. `--write` keeps the figures and charts in
`docs/benchmarks.md`; `--only NAME` runs one part; `--quick` leaves out what takes minutes.
Texts are made of words drawn as often as in news (seeded), so nothing has to be there.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import chart, cold

ROOT = Path(__file__).resolve().parent.parent
CHARTS = ROOT / "docs" / "charts"
MADE = "2026-11-22T06:00:00Z"
PEERS = ("sumy", "summa", "lede", "spacy", "distributed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one comparison printed, and its charts."""

    title: str
    lines: tuple[str, ...]
    charts: tuple[str, ...] = ()


@dataclass(slots=True)
class Options:
    """What this run shall do."""

    quick: bool = False
    folder: Path = field(default_factory=Path)


def main() -> None:
    """Run the parts and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    print(_machine())
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        options = Options(quick=arguments.quick, folder=Path(folder))
        for name, measure in PARTS.items():
            if arguments.only in (None, name):
                found[name] = measure(options)
                print(f"\n{found[name].title}")
                print("\n".join(f"  {line}" for line in found[name].lines), flush=True)
    if arguments.write:
        _keep(found)


def cold_start(options: Options) -> Part:
    """A process from nothing to a page."""
    middle = cold.measure(3 if options.quick else 7)
    sumy = middle["sumy lex-rank seed"]
    lines = [f"{name:34s}{cpu:7.3f} s  {cpu / sumy:5.2f}x sumy" for name, cpu in middle.items()]
    chart.bars(CHARTS / "cold.svg", "Cold start: one process, one page", middle, "s")
    return Part(title="Cold start (processor seconds, median)", lines=tuple(lines), charts=("cold.svg",))


def graphs(options: Options) -> Part:
    """LexRank and TextRank beside sumy's on the same terms."""
    from brief.model import Analysis, Sentence, Span, Story
    from brief.summarise import SCORERS

    sizes = (30, 300) if options.quick else (30, 300, 3_000)
    for method in ("lexrank", "textrank"):
        _sumy(method, _sentences(3))  # what it imports is not what is measured
    lines: list[str] = []
    curves: dict[str, list[tuple[float, float]]] = {}
    for method in ("lexrank", "textrank"):
        ours: list[tuple[float, float]] = []
        theirs: list[tuple[float, float]] = []
        for size in sizes:
            terms = _sentences(size)
            sentences = tuple(
                Sentence(span=Span(article=0, start=n, end=n + 1), paragraph=1, words=each, terms=each)
                for n, each in enumerate(terms)
            )
            analysis = Analysis(story=Story(articles=()), sentences=sentences)
            scorer: Any = SCORERS[method]
            rounds = max(3, 300 // size)
            our_time, our_scores = _timed(partial(scorer, analysis), rounds)
            their_time, their_scores = _timed(partial(_sumy, method, terms), 1)
            furthest = max(abs(a - b) for a, b in zip(our_scores, their_scores, strict=True))
            ours.append((size, our_time))
            theirs.append((size, their_time))
            lines.append(
                f"{method:9s}{size:5d} sentences  brief {1000 * our_time:9.2f} ms"
                f"  sumy {1000 * their_time:10.2f} ms  {their_time / our_time:7.1f}x"
                f"  largest score difference {furthest:.1e}"
            )
        curves |= {f"brief {method}": ours, f"sumy {method}": theirs}
    chart.lines(CHARTS / "graphs.svg", "Scoring sentences", curves, "sentences", "seconds")
    return Part(title="LexRank and TextRank beside sumy", lines=tuple(lines), charts=("graphs.svg",))


def path(options: Options) -> Part:
    """The whole path beside spaCy alone on the same texts, and where the path's time goes."""
    from brief import pipeline
    from brief.analyse import language
    from brief.clean import clean
    from brief.read.jsonl import record

    rows = _articles(30 if options.quick else 100)
    reader = language._pipeline(language.SHIPPED["en"])
    if reader is None:
        raise SystemExit("the English model is not installed")
    timed = _Timed(reader)
    laps: dict[str, float] = {}

    def brief_all(rows: Sequence[dict[str, Any]], *, count: bool) -> None:
        since = time.process_time()

        def lap(step: str) -> None:
            nonlocal since
            now = time.process_time()
            if count:
                laps[step] = laps.get(step, 0.0) + now - since
            since = now

        for row in rows:
            raw = record(row, "benchmark")
            (story,) = pipeline.stories([clean(raw)])
            lap("clean")
            pipeline.brief_story(story, made=MADE, lap=lap)

    def spacy_alone(rows: Sequence[dict[str, Any]]) -> None:
        for row in rows:
            list(reader.pipe([reader.make_doc(row["text"])]))

    brief_all(rows[:5], count=False)
    spacy_alone(rows[:5])
    usual = language._pipeline
    vars(language)["_pipeline"] = lambda name: timed
    try:
        whole, _ = _timed(lambda: brief_all(rows, count=True), 1)
    finally:
        vars(language)["_pipeline"] = usual
    alone, _ = _timed(lambda: spacy_alone(rows), 1)
    words = sum(len(row["text"].split()) for row in rows) / len(rows)
    rest = whole - timed.spent
    lines = [
        f"{len(rows)} articles of {words:.0f} words on average, one core",
        f"spaCy alone, every sentence      {1000 * alone / len(rows):7.1f} ms an article"
        f"  {len(rows) / alone:6.1f} a second",
        f"brief, the whole path            {1000 * whole / len(rows):7.1f} ms an article"
        f"  {len(rows) / whole:6.1f} a second"
        f"  ({whole / alone:.2f}x spaCy alone)",
        f"  of it in spaCy                 {1000 * timed.spent / len(rows):7.1f} ms"
        f"  {timed.spent / whole:6.0%}",
        f"  everything else                {1000 * rest / len(rows):7.1f} ms  {rest / whole:6.0%}",
    ]
    shares = {"spaCy": timed.spent}
    for step, seconds in laps.items():
        seconds -= timed.spent if step == "analyse" else 0
        shares[f"brief: {step}"] = seconds
        lines.append(f"    {step:29s}{1000 * seconds / len(rows):7.1f} ms  {seconds / whole:6.0%}")
    milli = {name: 1000 * seconds / len(rows) for name, seconds in shares.items()}
    chart.bars(CHARTS / "path.svg", "Where an article's time goes", milli, "ms")
    return Part(
        title="The whole path beside spaCy alone (processor time)", lines=tuple(lines), charts=("path.svg",)
    )


def workers(options: Options) -> Part:
    """`brief batch` with one worker, two, and a Dask cluster of two on this machine.

    Each archive is taken twice, a small and a large one: what the second takes longer is the work,
    what is left of the first is the start.
    """
    few, many = (20, 80) if options.quick else (50, 350)
    small = _archive(options.folder / "few.jsonl", few)
    large = _archive(options.folder / "many.jsonl", many)
    runs = []
    outputs = set()
    for name, extra in {
        "brief batch, 1 worker": ("--workers", "1"),
        "brief batch, 2 workers": ("--workers", "2"),
        "brief batch, Dask, 2 workers": ("--workers", "2", "--engine", "dask"),
    }.items():
        output = options.folder / "workers.out.jsonl"
        command = [sys.executable, "-m", "brief", "batch", "-o", str(output), "--quiet", *extra]
        environment = {"SOURCE_DATE_EPOCH": "1700000000"}
        first = cold.run([*command, str(small)], environment)
        second = cold.run([*command, str(large)], environment)
        runs.append(_Run.of(name, few, first, many, second))
        outputs.add(output.read_bytes())
    one, two, dask = runs
    lines = [
        *(run.line() for run in runs),
        f"two workers: {one.clock / two.clock:.2f}x one by the clock once started,"
        f" {one.whole / two.whole:.2f}x with the start; processor {one.processor / two.processor:.2f}x",
        f"Dask: {two.clock / dask.clock:.2f}x the local pool by the clock once started,"
        f" {two.whole / dask.whole:.2f}x with the start; processor {two.processor / dask.processor:.2f}x",
        f"the same bytes from all three: {'yes' if len(outputs) == 1 else 'NO'}",
    ]
    rates = {run.name: 1 / run.clock for run in runs}
    chart.bars(CHARTS / "workers.svg", "Batch, once started", rates, "articles/s")
    return Part(title=f"Batch of {many} articles", lines=tuple(lines), charts=("workers.svg",))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What a batch took, in seconds."""

    name: str
    whole: float
    """The large archive, by the clock."""
    clock: float
    """An article, once started."""
    processor: float
    """An article, once started."""
    start: float
    """Of the processor."""

    @staticmethod
    def of(
        name: str, few: int, small: tuple[float, float, int], many: int, large: tuple[float, float, int]
    ) -> _Run:
        """From the clock and processor seconds of a small and a large archive."""
        clock, processor = ((large[of] - small[of]) / (many - few) for of in (0, 1))
        return _Run(
            name=name,
            whole=large[0],
            clock=max(clock, 1e-6),
            processor=max(processor, 1e-6),
            start=small[1] - few * processor,
        )

    def line(self) -> str:
        return (
            f"{self.name:30s}{self.whole:7.1f} s by the clock; once started {1 / self.clock:5.1f} articles a"
            f" second, {1000 * self.processor:6.1f} ms of processor each; start {self.start:4.1f} s of it"
        )


def archive(options: Options) -> Part:
    """From a thousand articles to a hundred thousand: duplicates, and summaries only."""
    sizes = (1_000, 5_000) if options.quick else (1_000, 10_000, 100_000)
    told = (100, 500) if options.quick else sizes
    lines: list[str] = []
    curves: dict[str, list[tuple[float, float]]] = {"sketch and join": [], "--only summary": []}
    # These first: what this process holds is counted into the memory of those it starts.
    for size in told:
        source = _archive(options.folder / "archive.jsonl", size)
        command = [sys.executable, "-m", "brief", "batch", str(source), "-o", str(options.folder / "o.jsonl")]
        _, seconds, memory = cold.run([*command, "--only", "summary", "--workers", "1", "--quiet"], {})
        curves["--only summary"].append((size, seconds))
        lines.append(
            f"summaries of {size:7d}      {seconds:8.2f} s  {1e3 * seconds / size:6.1f} ms each"
            f"   {memory / 1e6:.0f} MB at most"
        )
    for size in sizes:
        texts = [row["text"] for row in _articles(size, copies=0.1)]
        seconds, pairs = _timed(partial(_join, texts), 1)
        curves["sketch and join"].append((size, seconds))
        lines.append(
            f"duplicates among {size:7d}  {seconds:8.2f} s  {1e6 * seconds / size:6.0f} µs each"
            f"  {len(pairs)} pairs"
        )
    chart.lines(CHARTS / "archive.svg", "Archives", curves, "articles", "seconds")
    return Part(title="Growth with the archive (processor time)", lines=tuple(lines), charts=("archive.svg",))


def long_texts(options: Options) -> Part:
    """One text from 1 KB to 1 MB beside the peers that can summarise it."""
    from brief import pipeline
    from brief.read.jsonl import record

    wishes = pipeline.Wishes(only=("summary",), sentences=3)

    def ours(text: str) -> None:
        pipeline.brief_record(
            record({"text": text, "id": "long", "language": "en"}, "long"), wishes, made=MADE
        )

    rivals: dict[str, tuple[Callable[[str], object], int]] = {"brief (summary)": (ours, 1_000_000)}
    rivals["sumy LexRank"] = (_sumy_text, 30_000)
    for name, most in (("summa", 100_000), ("lede", 1_000_000)):
        with contextlib.suppress(ImportError):
            module: Any = importlib.import_module("summa.summarizer" if name == "summa" else name)
            call = module.summarize
            rivals[name] = (call, most)
    curves: dict[str, list[tuple[float, float]]] = {name: [] for name in rivals}
    lines = []
    sizes = (1_000, 10_000, 30_000) if options.quick else (1_000, 10_000, 30_000, 100_000, 1_000_000)
    for summarise, _ in rivals.values():
        summarise(_prose(500))  # what they import is not what is measured
    for size in sizes:
        text = _prose(size)
        cells = []
        for name, (summarise, most) in rivals.items():
            if size <= most:
                seconds, _ = _timed(partial(summarise, text), 1)
                curves[name].append((size / 1000, seconds))
                cells.append(f"{name} {1000 * seconds:9.1f} ms")
        lines.append(f"{size / 1000:6.0f} KB  " + "   ".join(cells))
    chart.lines(CHARTS / "long.svg", "One long text", curves, "KB of text", "seconds")
    return Part(
        title="From 1 KB to 1 MB (processor time; peers as far as they go in a minute)",
        lines=tuple(lines),
        charts=("long.svg",),
    )


PARTS: dict[str, Callable[[Options], Part]] = {
    "cold": cold_start,
    "graphs": graphs,
    "path": path,
    "workers": workers,
    "archive": archive,
    "long": long_texts,
}


def _join(texts: Sequence[str]) -> list[Any]:
    """The pairs of copies among texts."""
    from brief.dedupe import join, sketch

    return list(join([sketch(text) for text in texts]))


class _Timed:
    """A pipeline that counts the time spent in it."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline
        self.spent = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pipeline, name)

    def make_doc(self, text: str) -> Any:
        """Tokens of the text."""
        started = time.process_time()
        doc = self._pipeline.make_doc(text)
        self.spent += time.process_time() - started
        return doc

    def pipe(self, docs: Iterable[Any], **options: Any) -> list[Any]:
        """The documents, annotated."""
        docs = list(docs)
        started = time.process_time()
        done = list(self._pipeline.pipe(docs, **options))
        self.spent += time.process_time() - started
        return done


def _timed(call: Callable[[], Any], rounds: int) -> tuple[float, Any]:
    """Processor seconds of one call, the least of so many rounds, and what it returned."""
    least, value = float("inf"), None
    for _ in range(rounds):
        started = time.process_time()
        value = call()
        least = min(least, time.process_time() - started)
    return max(least, 1e-6), value


def _sumy(method: str, terms: Sequence[tuple[str, ...]]) -> list[float]:
    """Scores by sumy of sentences given as their terms."""
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

    if method == "lexrank":
        lex = LexRankSummarizer()
        matrix = lex._create_matrix(terms, lex.threshold, lex._compute_tf(terms), lex._compute_idf(terms))
        return list(lex.power_method(matrix, lex.epsilon))

    class OfTerms(TextRankSummarizer):  # type: ignore[misc]  # sumy ships no types
        def _to_words_set(self, sentence: tuple[str, ...]) -> tuple[str, ...]:
            return sentence

    class Document:
        sentences = terms

    text = OfTerms()
    return list(text.power_method(text._create_matrix(Document()), text.epsilon))


def _sumy_text(text: str) -> object:
    """LexRank by sumy on a plain text, from reading to three sentences."""
    from sumy.nlp.stemmers import Stemmer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.utils import get_stop_words

    class Tokens:
        """sumy's own need nltk's data; splitting at stops is the least it could do."""

        def to_sentences(self, text: str) -> tuple[str, ...]:
            return tuple(f"{part}." for part in text.split(". ") if part)

        def to_words(self, sentence: str) -> tuple[str, ...]:
            return tuple(sentence.replace(".", "").split())

    summarizer = LexRankSummarizer(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    return summarizer(PlaintextParser.from_string(text, Tokens()).document, 3)


_SYLLABLES = tuple(first + vowel for first in "bdfgklmnprstv" for vowel in "aeiou")


def _vocabulary(size: int = 5_000) -> list[str]:
    """Words that are none, the commonest first."""
    chance = random.Random(7)
    return [
        "".join(chance.choice(_SYLLABLES) for _ in range(2 + n % 3)) + str(n % 7)[:0] for n in range(size)
    ]


_WORDS = _vocabulary()
_WEIGHTS = [1 / (rank + 10) for rank in range(len(_WORDS))]


def _sentences(size: int) -> list[tuple[str, ...]]:
    """So many sentences as their content words, drawn as often as in news."""
    chance = random.Random(size)
    return [tuple(chance.choices(_WORDS, _WEIGHTS, k=chance.randint(6, 16))) for _ in range(size)]


def _prose(characters: int, seed: int = 0) -> str:
    """A text of about that length, in paragraphs."""
    chance = random.Random(f"{characters} {seed}")
    paragraphs: list[str] = []
    length = 0
    while length < characters:
        sentences = []
        for _ in range(chance.randint(2, 4)):
            words = chance.choices(_WORDS, _WEIGHTS, k=chance.randint(10, 28))
            sentences.append(" ".join(words).capitalize() + ".")
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


_NAMES = (
    "Anna de Vries",
    "Omar Haddad",
    "the council of Gouda",
    "Northern Rail",
    "Minister Jan Bakker",
    "the Vlist Trust",
    "residents",
    "the company",
    "de Vries",
    "Bakker",
    "the Dutch government",
    "two engineers",
    "a court in The Hague",
    "its director, Eva Smit,",
)
_DEEDS = (
    "opened",
    "closed",
    "inspected",
    "repaired",
    "sold",
    "rejected plans for",
    "agreed to rebuild",
    "warned about",
    "has long wanted",
    "will not pay for",
    "is said to be looking at",
    "welcomed",
    "spent $40m on",
    "could lose",
    "visited",
    "never asked for",
)
_THINGS = (
    "a bridge",
    "two ferries",
    "the old station",
    "a school in Delft",
    "the harbour",
    "14 wind turbines",
    "a museum",
    "the report",
    "a third of the homes",
    "more than 200 jobs",
    "the European rules",
    "what was left of the fund",
    "a new ticket",
    "the hospital",
    "its own figures",
)
_TIMES = (
    "on Monday",
    "last week",
    "in March 2025",
    "on 3 May",
    "yesterday",
    "at 5 p.m. on Friday",
    "this year",
    *("",) * 7,  # most sentences of news tell no time
)
_REASONS = (
    "because cracks were found",
    "after a storm",
    "to save €2.5m",
    "despite protests",
    "as costs rose",
    "",
)


def _story(chance: random.Random) -> str:
    """Made-up news of some 600 words with names, dates and reasons for the language model to find."""
    paragraphs = []
    for _ in range(12):
        sentences = []
        for _ in range(chance.randint(2, 3)):
            said = chance.choice(
                ("", "", "", ', "and we are glad of it," a spokesman said', ", officials said")
            )
            extra = " ".join(chance.choices(_WORDS[:400], k=chance.randint(2, 6)))
            sentences.append(
                f"{chance.choice(_NAMES)} {chance.choice(_DEEDS)} {chance.choice(_THINGS)} near {extra}"
                f" {chance.choice(_TIMES)} {chance.choice(_REASONS)}{said}.".replace(" .", ".")
            )
        paragraphs.append(" ".join(sentence[0].upper() + sentence[1:] for sentence in sentences))
    return "\n\n".join(paragraphs)


def _articles(size: int, *, copies: float = 0.0) -> list[dict[str, Any]]:
    """Made-up articles; a share of them copies of an earlier one with a sentence more."""
    chance = random.Random(size)
    rows: list[dict[str, Any]] = []
    for number in range(size):
        if rows and chance.random() < copies:
            text = chance.choice(rows)["text"] + f"\n\nCopied as number {number} for readers elsewhere."
        elif copies:
            text = " ".join(chance.choices(_WORDS, _WEIGHTS, k=300))
        else:
            text = _story(chance)
        rows.append(
            {"id": str(number), "title": f"Story {number} of the day", "text": text, "language": "en"}
        )
    return rows


def _archive(path: Path, size: int) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in _articles(size)), encoding="utf-8")
    return path


def _machine() -> str:
    """What the figures were taken on."""
    versions = []
    for name in PEERS:
        with contextlib.suppress(ImportError):
            versions.append(f"{name} {version(name)}")
    cores = len(os.sched_getaffinity(0))
    return f"{platform.machine()}, {cores} cores, Python {platform.python_version()}; {', '.join(versions)}"


def _keep(found: dict[str, Part]) -> None:
    """Put the figures and charts of the parts that ran into the document."""
    document = ROOT / "docs" / "benchmarks.md"
    text = document.read_text(encoding="utf-8")
    for name, part in found.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- end {name} -->"
        block = f"### {part.title}\n\n```\n" + "\n".join((_machine(), "", *part.lines)) + "\n```\n\n"
        block += "".join(f"![{part.title}](charts/{each})\n" for each in part.charts)
        head, _, rest = text.partition(begin)
        text = head + begin + block + end + rest.partition(end)[2]
    document.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
