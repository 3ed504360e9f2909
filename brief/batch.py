"""An archive: JSON lines of articles in, JSON lines of briefings out."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from brief import pipeline
from brief.errors import BriefError, ReadError
from brief.files import replacing
from brief.read.jsonl import record
from brief.render import render

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What a batch came to."""

    done: int = 0
    failed: int = 0
    removed: int = 0
    """Passages removed as repeats, in all."""


def batch(
    source: Path,
    output: Path,
    wishes: pipeline.Wishes,
    *,
    made: str,
    on_line: Callable[[int, int], None] = lambda done, of: None,
) -> Count:
    """Brief each line of a JSONL file, in order; the output appears whole or not at all.

    Args:
        source: One JSON object a line, with `id` and `text`, and if known `title`,
            `date`, `url`, `outlet`, `language`.
        output: Gets one JSON object a line: a briefing with the article's `id`, or
            `{"id": ..., "error": {"kind": ..., "message": ...}}`.
        wishes: What is asked of each briefing.
        made: ISO 8601 date and time, UTC, for the briefings to carry.
        on_line: Told after each line how many are done, of how many.

    Returns:
        How many were briefed, failed, and how many passages were removed.

    Raises:
        ReadError: If the input cannot be read at all, or holds no line.
    """
    lines = _count_lines(source)
    if not lines:
        raise ReadError(str(source), "holds no articles")
    count = Count()
    with replacing(output) as file:
        for number, line in _lines(source):
            briefed = _brief_line(line, f"{source}#L{number}", wishes, made=made)
            file.write(json.dumps(briefed, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            failed = "error" in briefed
            count = Count(
                done=count.done + (not failed),
                failed=count.failed + failed,
                removed=count.removed + len(briefed.get("removed", ())),
            )
            on_line(count.done + count.failed, lines)
    return count


def _count_lines(source: Path) -> int:
    """How many lines hold something; the file is read as a stream."""
    return sum(1 for _ in _lines(source))


def _lines(source: Path) -> Iterator[tuple[int, bytes]]:
    """Line numbers, from 1, and the lines that are not blank."""
    try:
        with source.open("rb") as file:
            yield from ((number, line) for number, line in enumerate(file, 1) if line.strip())
    except OSError as error:
        raise ReadError(str(source), (error.strerror or str(error)).lower()) from error


def _brief_line(line: bytes, uri: str, wishes: pipeline.Wishes, *, made: str) -> dict[str, Any]:
    """One line's briefing, or its error, as the contract words it."""
    ident: object = None
    try:
        fields = json.loads(line)
        ident = fields.get("id") if isinstance(fields, dict) else None
        briefing = pipeline.brief_record(record(fields, uri, source=line), wishes, made=made)
        if ident is not None:
            briefing = replace(briefing, id=str(ident))
        briefed: dict[str, Any] = json.loads(render(briefing, "json"))
    except (ValueError, BriefError) as error:
        return {"id": ident, "error": {"kind": type(error).__name__, "message": str(error)}}
    except Exception as error:  # one article, however odd, must not cost the archive
        logger.debug("%s", uri, exc_info=True)
        return {"id": ident, "error": {"kind": type(error).__name__, "message": f"a fault of ours: {error}"}}
    return briefed
