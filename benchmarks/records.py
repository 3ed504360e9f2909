"""The summary sets, read the way the product reads them."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.rouge import Tokens, tokens
from brief.analyse.sentences import sentences, split
from brief.clean import clean
from brief.dedupe import dedupe
from brief.model import Analysis, RawArticle, Stated, Story

DATA = Path(os.environ.get("BRIEF_EVAL_DATA", "../shared/data"))
SETS = ("sum_cnndm", "sum_writers_human")
LEAD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An article with the summaries people wrote of it."""

    id: str
    article: str
    """The same for all records made of one article; folds keep those together."""
    set: str
    cased: bool
    text: str
    references: tuple[tuple[Tokens, ...], ...]
    lead: tuple[str, ...]
    """Its first three sentences, cut by pysbd: whoever made the yardstick cut them so."""
    analysis: Analysis

    @property
    def lead_words(self) -> int:
        """How long Lead-3 is, in words between spaces: what every method may use."""
        return sum(len(sentence.split()) for sentence in self.lead)


def records(*names: str) -> Iterator[Record]:
    """The records of the named sets, in the order of the files."""
    for name in names or SETS:
        for line in (DATA / "summ" / f"{name}.dev.jsonl").read_text(encoding="utf-8").split("\n"):
            if line.strip():
                yield _record(name, json.loads(line))


def labelled(labels: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each row of a file of labels with the record that was read for it, in the order of the rows.

    Rows whose record is gone, or has another text by now, are left out; all are where the data are missing.
    """
    if not DATA.is_dir():
        return
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    found = {}
    for name in sorted({row["set"] for row in rows}):
        for line in (DATA / name).read_text(encoding="utf-8").split("\n"):
            if line.strip():
                record = json.loads(line)
                found[name, record["id"]] = record
    for row in rows:
        record = found.get((row["set"], row["id"]))
        if record and hashlib.sha256(record["text"].encode()).hexdigest()[:16] == row["sha256"]:
            yield row, record


def raw_article(record: Mapping[str, Any], *, published: str | None = None) -> RawArticle:
    """A record of an evaluation set as an article just read: its text and title, and a date if given."""
    title = record.get("title")
    return RawArticle(
        uri="record",
        media_type="application/jsonl",
        sha256="",
        text=record["text"],
        title=Stated(value=title, origin="record") if title else None,
        published=Stated(value=published, origin="record") if published else None,
    )


def analysed(text: str, *, title: str | None = None) -> Analysis:
    """One article, cleaned, without repeats and cut into sentences, as the pipeline does it."""
    raw = raw_article({"text": text, "title": title})
    story = dedupe(Story(articles=(clean(raw),)), split=split)
    found, titles = sentences(story)
    return Analysis(story=story, sentences=found, titles=titles)


def folded(analysis: Analysis, sentence: int) -> str:
    """A sentence as the page prints it."""
    return " ".join(analysis.story.slice(analysis.sentences[sentence].span).split())


def cut(told: list[str], words: int) -> list[str]:
    """The sentences up to a number of words between spaces, the last one cut short."""
    kept = []
    for sentence in told:
        if words <= 0:
            break
        kept.append(" ".join(sentence.split()[:words]))
        words -= len(sentence.split())
    return kept


@cache
def _segmenter(language: str) -> Any:
    import pysbd

    known = pysbd.languages.LANGUAGE_CODES
    return pysbd.Segmenter(language=language if language in known else "en", clean=False)


def pysbd_segments(text: str, language: str = "en") -> list[str]:
    """What pysbd makes of a text; it reads languages it has no rules for as English."""
    return list(_segmenter(language).segment(text))


def pysbd_sentences(text: str) -> list[str]:
    """Sentences of three or more characters, paragraph by paragraph."""
    found = [
        sentence.strip()
        for paragraph in text.split("\n")
        if paragraph.strip()
        for sentence in pysbd_segments(paragraph.strip())
    ]
    return [sentence for sentence in found if len(sentence) > 2]


def _record(name: str, line: dict[str, Any]) -> Record:
    """One line of a set."""
    text = line["text"]
    given = line.get("references") or [line["reference"]]
    return Record(
        id=line["id"],
        article=line.get("canonical_id") or line["id"],
        set=name,
        cased=re.search(r"[A-Z]", text) is not None,
        text=text,
        references=tuple(tuple(tokens(sentence) for sentence in pysbd_sentences(each)) for each in given),
        lead=tuple(pysbd_sentences(text)[:LEAD]),
        analysis=analysed(text, title=line.get("title")),
    )
