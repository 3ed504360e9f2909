"""Builders of sources and pages, in the words of the subject."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from brief.analyse import analyse
from brief.analyse.sentences import sentences, split
from brief.batch.articles import articles as of_archive
from brief.batch.copies import TOGETHER, set_copies_aside
from brief.batch.shards import cut
from brief.clean import clean
from brief.compose.cite import Citing
from brief.compose.fit import fit
from brief.dedupe import dedupe
from brief.model import (
    Analysis,
    Article,
    Block,
    Box,
    Briefing,
    Cite,
    Item,
    Named,
    RawArticle,
    Removed,
    Source,
    Span,
    Stated,
    Story,
)

Done = TypeVar("Done")

ATTACKS = (
    "{{7*7}}",
    "{% for x in y %}",
    "{# comment #}",
    "<script>alert(1)</script>",
    '#read("/etc/passwd")',
    "#panic() #set page(height: 1pt)",
    "$x$ and $$y$$",
    "![](http://127.0.0.1:9/x)",
    "[link](javascript:alert(1))",
    "<http://127.0.0.1:9/x>",
    "*bold* _italic_ `code` ~~struck~~ ==marked==",
    "# heading",
    "- item",
    "1. item",
    "---",
    "> quoted",
    'title: "x"',
    "=1+1",
    "@SUM(A1)",
    "\\begin{x} \\",
    "<!-- comment",
    "&lt;b&gt; &amp;",
    "]]> <?xml",
    "a | b | c",
    ":smile: #12 @someone",
)
"""Texts that mean something to a template language, a markup or a spreadsheet."""

HARBOUR = """\
Ferry Service to Maren Halted After Pier Cracks
KARVIK – Ferries to Maren stopped on Tuesday after divers found cracks in the pier, the harbour office said.
Harbour master Ilse Brandt said the pier would stay closed for 12 days because two of its 48 piles had moved.
“We would rather be late than be sorry,” Brandt told reporters on the quay.
About 3,100 people use the service every day, and the county has hired six buses to take them round the bay.
The pier was last repaired in 1998, after a storm.
Brandt had first asked for repairs on 4 March."""


def source_of(text: str, *, uri: str = "harbour.txt", **more: object) -> Source:
    """A source of lines that are paragraphs, the first one its headline."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Source(
        uri=uri,
        sha256=digest,
        text_sha256=digest,
        paragraphs=text.count("\n") + 1,
        words=len(text.split()),
        title=text.split("\n", 1)[0],
        text=text,
        **more,  # type: ignore[arg-type]
    )


def cite_of(source: Source, text: str, *, index: int = 0) -> Cite:
    """Where a text stands in a source."""
    whole = source.text or ""
    start = whole.index(text)
    return Cite(source=index, paragraph=whole.count("\n", 0, start) + 1, start=start, end=start + len(text))


def cited(source: Source, text: str, **more: object) -> Item:
    """An item of a text that stands in a source; so do its note, label and speaker."""
    for name in ("note", "label", "speaker"):
        if more.get(name):
            more[f"{name}_cites"] = (cite_of(source, str(more[name])),)
    return Item(text=text, cites=(cite_of(source, text),), **more)  # type: ignore[arg-type]


def harbour_page(**changes: object) -> Briefing:
    """A page with something in every part."""
    source = source_of(HARBOUR, outlet="Karvik Post", dateline="KARVIK", published="2025-03-11")
    lines = HARBOUR.split("\n")

    def item(text: str, **more: object) -> Item:
        return cited(source, text, **more)

    parts: dict[str, object] = {
        "id": "harbour",
        "title": item(lines[0]),
        "bottom_line": item(lines[1].removeprefix("KARVIK – ")),
        "points": (item(lines[2]), item(lines[4]), item(lines[5])),
        "box": Box(
            who=(item("Ilse Brandt", note="Harbour master"), item("the harbour office")),
            what=(item("stopped"),),
            where=(item("KARVIK", value="Karvik, Norland"), item("Maren")),
            when=(item("on Tuesday", value="2025-03-11", anchor="published 2025-03-11"),),
            why=(item("after divers found cracks in the pier"),),
        ),
        "quotes": (item("“We would rather be late than be sorry,”", speaker="Harbour master Ilse Brandt"),),
        "figures": (
            item("About 3,100", label="people use the service every day"),
            item("six", label="buses"),
        ),
        "timeline": (
            item("1998", label="The pier was last repaired", value="1998"),
            item("4 March", label="Brandt had first asked for repairs", value="2025-03-04"),
        ),
        "entities": (
            Named(name="Ilse Brandt", kind="person", mentions=3),
            Named(name="the harbour office", kind="organisation"),
            Named(name="Karvik", kind="place", mentions=2),
            Named(name="Maren", kind="place", mentions=2),
        ),
        "flags": (Item(text="Single source. No second account was compared.", cites=(), kind="single"),),
        "sources": (source,),
        "removed": (
            Removed(
                kind="exact",
                similarity=1.0,
                rule="same words",
                cite=cite_of(source, lines[6]),
                repeats=cite_of(source, lines[5]),
            ),
        ),
        "made": "2025-03-12T06:00:00Z",
        "tool": "brief 0.1.0",
    }
    return Briefing(**{**parts, **changes})  # type: ignore[arg-type]


def case(path: Path) -> tuple[str, list[str]]:
    """What a case file gives, and the lines it expects; its first line says what it shows."""
    given, expected = path.read_text(encoding="utf-8").split("\n--- in\n")[1].split("--- out\n")
    return given.strip("\n"), [line for line in expected.split("\n") if line]


def record(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    language: str | None = None,
    **more: str | None,
) -> RawArticle:
    """An article handed over as a record, its title apart, as it is read."""

    def stated(value: str | None) -> Stated | None:
        return Stated(value=value, origin="record") if value else None

    return RawArticle(
        **{"uri": "a.txt", "media_type": "text/plain", "sha256": "0" * 64, **more},  # type: ignore[arg-type]
        text=text,
        title=stated(title),
        published=stated(published),
        language=stated(language),
    )


def cleaned_record(
    text: str, *, title: str = "", published: str | None = None, language: str | None = "en"
) -> Article:
    """The same, cleaned."""
    return clean(record(text, title=title, published=published, language=language))


def analysed_record(
    text: str, *, title: str = "", published: str | None = None, language: str | None = "en"
) -> Analysis:
    """The same, a story by itself, analysed."""
    article = cleaned_record(text, title=title, published=published, language=language)
    return analyse(Story(articles=(article,)))


def unparsed(story: Story) -> Analysis:
    """A story cut into sentences, read without a language model."""
    found, titles = sentences(story)
    return Analysis(story=story, sentences=found, titles=titles)


def told_by(*articles: list[str]) -> Story:
    """A story told by articles, each a list of paragraphs; "# ..." is its headline."""
    return Story(articles=tuple(_article(lines, index) for index, lines in enumerate(articles)))


def _article(lines: list[str], index: int) -> Article:
    """An article of these lines, one block each."""
    text = "\n".join(lines)
    blocks: list[Block] = []
    start = 0
    for number, line in enumerate(lines, 1):
        kind, skip = ("headline", 2) if line.startswith("# ") else ("paragraph", 0)
        blocks.append(Block(kind=kind, start=start + skip, end=start + len(line), number=number))  # type: ignore[arg-type]
        start += len(line) + 1
    headline = next((block for block in blocks if block.kind == "headline"), None)
    return Article(
        uri=f"{index}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        blocks=tuple(blocks),
        paragraphs=tuple(block for block in blocks if block.kind == "paragraph"),
        headline=Span(article=0, start=headline.start, end=headline.end) if headline else None,
    )


def paragraphs_of(story: Story) -> list[list[str]]:
    """What each article of a story still tells."""
    return [
        [article.text[block.start : block.end] for block in article.paragraphs] for article in story.articles
    ]


def fitted(
    briefing: Briefing,
    fits: Callable[[Briefing], bool],
    fullness: Callable[[Briefing], float | None] | None = None,
) -> Briefing:
    """The most of a hand-made page that fits, as `compose` chooses it."""
    story = Story(
        articles=tuple(
            Article(uri=source.uri, sha256=source.sha256, text=source.text or "", blocks=(), paragraphs=())
            for source in briefing.sources
        )
    )
    return fit(
        briefing,
        [(index,) for index in range(len(briefing.points))],
        fits,
        Citing(story, briefing.sources).shorten,
        fullness,
    )


def pixels(png: bytes) -> list[bytes]:
    """The rows of an 8-bit RGBA picture without interlace, as Typst draws it."""
    data, at, width, height = b"", 8, 0, 0
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
            assert body[8:] == b"\x08\x06\x00\x00\x00", "not 8-bit RGBA"
        data += body if kind == b"IDAT" else b""
        at += size + 12
    raw, rows, before = zlib.decompress(data), [], bytes(width * 4)
    for row in range(height):
        start = row * (width * 4 + 1)
        before = _unfiltered(raw[start], raw[start + 1 : start + 1 + width * 4], before)
        rows.append(before)
    return rows


def _unfiltered(method: int, line: bytes, above: bytes) -> bytes:
    """One row of a PNG without its filter (ISO/IEC 15948, 9.2)."""
    row = bytearray(line)
    for index in range(len(row)):
        left = row[index - 4] if index >= 4 else 0
        up = above[index]
        corner = above[index - 4] if index >= 4 else 0
        if method == 1:
            row[index] = (row[index] + left) & 255
        elif method == 2:
            row[index] = (row[index] + up) & 255
        elif method == 3:
            row[index] = (row[index] + (left + up) // 2) & 255
        elif method == 4:
            guess = left + up - corner
            nearest = min((left, up, corner), key=lambda one: abs(guess - one))
            row[index] = (row[index] + nearest) & 255
    return bytes(row)


def deduped(story: Story, **options: Any) -> Story:
    """The story told once, cut into sentences as the path cuts it."""
    return dedupe(story, split=split, **options)


def copied(
    records: Sequence[Mapping[str, object]],
    folder: Path,
    *,
    shard: int | None = None,
    together: int = TOGETHER,
) -> dict[str, list[tuple[str, str, float]]]:
    """Who told it first, with those that copy it: the id of each, of what kind it is and how much of it.

    Args:
        records: Articles with an `id`, as lines of an archive.
        folder: An empty one, to work in.
        shard: Articles to a shard.
        together: Articles to a partition.
    """
    source, listed = folder / "in.jsonl", folder / "copies.jsonl"
    source.write_text("".join(json.dumps(record) + "\n" for record in records))
    plan = cut(of_archive(str(source)), folder / "work", shard=shard, made="2026-11-22T06:00:00Z", asked={})

    set_copies_aside(plan, _in_turn, listed, together=together)
    rows = [json.loads(line) for line in listed.read_text().splitlines()]
    return {
        row["first"]["id"]: [(copy["id"], copy["kind"], copy["containment"]) for copy in row["copies"]]
        for row in rows
    }


def _in_turn(work: Callable[[int], Done], numbers: Sequence[int]) -> Iterator[tuple[int, Done]]:
    """The parts of a batch, one after the other."""
    return ((number, work(number)) for number in numbers)
