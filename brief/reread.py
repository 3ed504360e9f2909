"""A briefing on file → its sources read again, and what in it they do not bear out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from brief.check import Fault, check
from brief.clean import clean
from brief.errors import ReadError
from brief.model import Article, RawArticle
from brief.read import read


def verify(briefing: Mapping[str, Any], *, stdin: BinaryIO | None = None) -> tuple[Fault, ...]:
    """Read a briefing's sources again and check every span of it.

    Args:
        briefing: A `brief/briefing@1` object.
        stdin: Where a source that came from standard input reads from.

    Returns:
        What does not hold, in the order of the page; empty when everything does.
    """
    sources = briefing.get("sources")
    listed = sources if isinstance(sources, list) else ()
    return check(
        briefing, [_source_again(source, stdin) if isinstance(source, dict) else None for source in listed]
    )


def verify_file(path: str, *, stdin: BinaryIO | None = None) -> tuple[int, tuple[Fault, ...]]:
    """Check the briefing in a JSON file, or each of those in a digest or in a file of JSON lines.

    Args:
        path: The file, or `-` for standard input.
        stdin: What `-` reads.

    Returns:
        How many briefings were checked, and what does not hold in them.

    Raises:
        ReadError: If the file cannot be read or is not JSON.
    """
    try:
        data = stdin.read() if path == "-" and stdin else Path(path).read_bytes()
    except OSError as error:
        raise ReadError(path, (error.strerror or str(error)).lower()) from error
    try:
        found = [json.loads(data)]
    except ValueError:
        try:
            found = [json.loads(line) for line in data.splitlines() if line.strip()]
        except ValueError as error:
            raise ReadError(path, f"is neither JSON nor JSON lines ({error})") from error
    if not found or not all(isinstance(one, dict) for one in found):
        raise ReadError(path, "holds no briefing")
    several = len(found) > 1
    held = [
        (" ".join(filter(None, (f"line {number}:" if several else "", where))), briefing)
        for number, one in enumerate(found, 1)
        if "error" not in one
        for where, briefing in _briefings_of(one)
    ]
    return len(held), tuple(
        replace(fault, where=f"{where} {fault.where}".lstrip())
        for where, briefing in held
        for fault in verify(briefing)
    )


def _briefings_of(found: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """A briefing itself, or those of a digest's stories, with where each stands in it."""
    if not isinstance(found.get("stories"), list):
        yield "", found
        return
    for number, story in enumerate(found["stories"]):
        if isinstance(story, dict) and isinstance(story.get("briefing"), dict):
            yield f"stories[{number}]", story["briefing"]


def _source_again(source: Mapping[str, Any], stdin: BinaryIO | None) -> Article | str | None:
    """The source as it reads now; why it cannot be read; None for a title kept in the briefing."""
    if source.get("title_of") is not None:
        return None
    uri = str(source.get("uri", ""))
    try:
        found = read(uri, stdin=stdin)
    except ReadError as error:
        empty = uri == "-" and error.reason == "is empty"
        return "it came through standard input, so give it there again" if empty else error.reason
    raw = next((one for one in found if isinstance(one, RawArticle) and one.uri == uri), None)
    language = source.get("language")
    known = language if isinstance(language, str) else None
    return clean(raw, language=known) if raw else "no such article in it"
