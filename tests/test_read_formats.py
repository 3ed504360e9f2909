"""One article in every format reads and cleans to the same story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brief import pipeline
from brief.clean import clean
from brief.model import QUESTIONS, Article, RawArticle
from brief.read import READERS, format_of, read_bytes
from tests import formats

FILES = formats.every_format()


@pytest.mark.parametrize("name", FILES)
def test_every_format_tells_the_same_story(name: str) -> None:
    (raw,) = read_bytes(FILES[name], name)
    assert isinstance(raw, RawArticle)

    article = clean(raw)

    assert article.headline is not None
    assert folded(article.slice(article.headline)) == formats.HEADLINE
    assert told(article) == list(formats.PARAGRAPHS)


def test_hard_wrapped_text_tells_it_too() -> None:
    (raw,) = read_bytes(formats.wrapped(), "wrapped.txt")
    assert isinstance(raw, RawArticle)

    assert told(clean(raw)) == list(formats.PARAGRAPHS)


@pytest.mark.parametrize(
    "name", [name for name in FILES if name not in ("article.txt", "article.md", "article.jsonl")]
)
def test_content_tells_the_format_whatever_the_name(name: str) -> None:
    assert format_of(FILES[name], "x") == format_of(FILES[name], name)


def test_every_reader_is_reached() -> None:
    reached = {format_of(data, name) for name, data in FILES.items()}

    assert reached == set(READERS)


def told(article: Article) -> list[str]:
    """The prose, white space folded."""
    return [folded(article.text[block.start : block.end]) for block in article.paragraphs]


def folded(text: str) -> str:
    """White space as one space."""
    return " ".join(text.split())


def test_every_format_makes_the_same_page(tmp_path: Path) -> None:
    pages = {name: page_of(tmp_path / name, data) for name, data in FILES.items()}

    assert pages["article.txt"]
    assert {name for name, page in pages.items() if page != pages["article.txt"]} == set()


def page_of(path: Path, data: bytes) -> list[tuple[str, str | None]]:
    """Summary and box of the article in a file, in words and computed values."""
    path.write_bytes(data)
    (story,) = pipeline.stories([*told_in(path)])
    briefing = pipeline.brief_story(story, made="2026-01-01T00:00:00Z")
    box = [item for question in QUESTIONS for item in getattr(briefing.box, question)]
    return [
        (item.text, item.value)
        for item in (briefing.title, briefing.bottom_line, *briefing.points, *box)
        if item
    ]


def told_in(path: Path) -> Iterator[Article]:
    """The articles of a file, dated as those formats date them that can."""
    for found in pipeline.articles([str(path)], published=formats.DATE):
        assert isinstance(found, Article)
        yield found
