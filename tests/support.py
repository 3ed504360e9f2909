"""Builders of articles, stories and pages, in the words of the subject."""

from __future__ import annotations

import hashlib

from brief.model import Cite, Item, Source


def cited(source: Source, text: str, *, index: int = 0, **more: object) -> Item:
    """An item of a text that stands in a source built by `source_of`."""
    cite = cite_of(source, text, index=index)
    return Item(text=text, cites=(cite,), **more)  # type: ignore[arg-type]


def cite_of(source: Source, text: str, *, index: int = 0) -> Cite:
    """Where a text stands in a source."""
    whole = source.text or ""
    start = whole.index(text)
    return Cite(source=index, paragraph=whole.count("\n", 0, start) + 1, start=start, end=start + len(text))


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
