"""Builders of articles, stories and pages, in the words of the subject."""

from __future__ import annotations

import hashlib

from brief.model import Article, Block, Box, Briefing, Cite, Item, Named, Source, Span, Story


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
        headline=headline and Span(article=0, start=headline.start, end=headline.end),
    )


def paragraphs_of(story: Story) -> list[list[str]]:
    """What each article of a story still tells."""
    return [
        [article.text[block.start : block.end] for block in article.paragraphs] for article in story.articles
    ]
