"""One shard: its articles in, its briefings out, in a file that is whole or not there."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from brief import pipeline
from brief.batch.articles import Entry
from brief.batch.oddities import note_oddities
from brief.batch.shards import Plan, entries
from brief.errors import BriefError
from brief.files import replacing
from brief.model import Skipped, Story
from brief.read.jsonl import identifier, parse_json, record
from brief.render.json import record as as_json
from brief.text import spell_json

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What a batch, or a part of it, came to."""

    done: int = 0
    failed: int = 0
    removed: int = 0
    """Passages removed as repeats, in all."""
    copies: int = 0
    """Articles left out because they copy another."""

    @property
    def articles(self) -> int:
        """How many were read."""
        return self.done + self.failed + self.copies

    def __add__(self, other: Count) -> Count:
        return Count(
            done=self.done + other.done,
            failed=self.failed + other.failed,
            removed=self.removed + other.removed,
            copies=self.copies + other.copies,
        )

    @classmethod
    def of(cls, briefed: Path) -> Count:
        """What a shard that is done came to; its last line says."""
        with briefed.open("rb") as file:
            last = b"{}"
            for last in file:  # noqa: B007  a shard is small
                pass
        return cls(**json.loads(last))


def brief_shard(plan: Plan, wishes: pipeline.Wishes, shard: int, *, made: str) -> Count:
    """Brief the articles of a shard and write the briefings; what the workers do.

    The file gets a line for each article and at the end one with the count.
    """
    note_oddities(entries(plan.cut(shard)), plan.noted(shard))
    copies = _copies(plan.aside(shard))
    count = Count(copies=len(copies))
    with replacing(plan.briefed(shard)) as file:
        for place, entry in enumerate(entries(plan.cut(shard))):
            if place in copies:
                continue
            for briefed in brief_entry(entry, wishes, made=made):
                failed = "error" in briefed
                file.write(f"{spell_json(briefed, separators=(',', ':'))}\n".encode())
                count += Count(
                    done=not failed, failed=failed, removed=0 if failed else len(briefed.get("removed", ()))
                )
        file.write(json.dumps(_fields(count)).encode() + b"\n")
    return count


def brief_entry(entry: Entry, wishes: pipeline.Wishes, *, made: str) -> Iterator[dict[str, Any]]:
    """The briefings of an entry as the contract words them, or what went wrong with it."""
    ident: str | None = None
    try:
        if entry.record is None:
            yield from _brief_file(entry.uri, wishes, made=made)
            return
        fields = parse_json(entry.record.decode("utf-8", "replace"), entry.uri)
        ident = identifier(fields)
        briefing = pipeline.brief_record(
            record(fields, entry.uri, sha256=hashlib.sha256(entry.record).hexdigest()), wishes, made=made
        )
        if ident is not None:
            briefing = replace(briefing, id=ident)
        yield only(as_json(briefing), wishes.only)
    except BriefError as error:
        yield _error(ident, type(error).__name__, str(error))
    except Exception as error:  # one article, however odd, must not cost the archive
        logger.debug("%s", entry.uri, exc_info=True)
        yield _error(ident, type(error).__name__, f"a fault of ours: {error}")


def _brief_file(uri: str, wishes: pipeline.Wishes, *, made: str) -> Iterator[dict[str, Any]]:
    """The briefing of each article that a file holds."""
    for article in pipeline.articles([uri], language=wishes.language, today=made[:10]):
        if isinstance(article, Skipped):
            yield _error(article.uri, "ReadError", f"{article.uri}: {article.reason}")
        else:
            briefing = pipeline.brief_story(Story(articles=(article,)), wishes, made=made)
            yield only(as_json(briefing), wishes.only)


def _error(ident: str | None, kind: str, message: str) -> dict[str, Any]:
    return {"id": ident, "error": {"kind": kind, "message": message}}


ALWAYS = frozenset(
    {
        "schema",
        "id",
        "title",
        "title_cites",
        "sources",
        "removed",
        "left_out",
        "notes",
        "language",
        "made",
        "tool",
    }
)
"""What a briefing says whatever is asked for: what it is of, and what was done to it."""
PARTS = {"summary": ("bottom_line", "summary"), "box": ("box", "unavailable")}
"""Parts that are more than the field of their name."""


def only(briefing: dict[str, Any], parts: tuple[str, ...] | None) -> dict[str, Any]:
    """The briefing with only those parts; all of it when None."""
    if parts is None:
        return briefing
    kept = ALWAYS.union(*(PARTS.get(part, (part,)) for part in parts))
    return {name: value for name, value in briefing.items() if name in kept}


def _copies(aside: Path) -> frozenset[int]:
    """The places in the shard of the articles that copy others."""
    try:
        return frozenset(json.loads(aside.read_bytes()))
    except FileNotFoundError:
        return frozenset()


def _fields(count: Count) -> dict[str, int]:
    return {"done": count.done, "failed": count.failed, "removed": count.removed, "copies": count.copies}
