"""What is odd about an archive's records: ids that stand twice, dates that are none."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

from brief.batch.articles import Entry
from brief.errors import ReadError
from brief.files import write
from brief.read.jsonl import identifier, parse_json, undatable


def note_oddities(entries: Iterable[Entry], file: Path) -> None:
    """Write down what one shard's records say of themselves, for `oddities` to put together."""
    ids: list[int] = []
    undated = 0
    for entry in entries:
        try:
            fields = parse_json((entry.record or b"{}").decode("utf-8", "replace"), entry.uri)
        except ReadError:  # it will be said of its line
            continue
        if isinstance(fields, dict):
            undated += undatable(fields)
            if (ident := identifier(fields)) is not None:
                digest = hashlib.sha256(ident.encode()).digest()
                ids.append(int.from_bytes(digest[:8]))
    write(file, json.dumps({"ids": ids, "undated": undated}).encode())


def oddities(files: Iterable[Path]) -> Iterator[str]:
    """What is odd about an archive, in a line for each kind.

    Args:
        files: As `note_oddities` writes them; 8 bytes are held for each article.
    """
    import numpy as np

    ids, undated = array("Q"), 0
    for file in files:
        noted = json.loads(file.read_bytes())
        ids.extend(noted["ids"])
        undated += noted["undated"]
    again = len(ids) - len(np.unique(np.frombuffer(ids, dtype=np.uint64)) if ids else ids)
    if again:
        yield f"{_articles(again)} the id of another one"
    if undated:
        yield f"{_articles(undated)} a date that cannot be read"


def _articles(count: int) -> str:
    return "1 article has" if count == 1 else f"{count} articles have"
