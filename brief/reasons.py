"""Inputs → why their pages are as they are: what was weighed for each story; of a digest, its order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from brief import pipeline
from brief.errors import ReadError
from brief.formats import DIGEST
from brief.model import Article, Skipped
from brief.render.explanation import explanation
from brief.text import spell_json


def reasons(
    inputs: Sequence[str],
    wishes: pipeline.Wishes,
    *,
    today: str,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    allow_network: bool = False,
    as_json: bool = False,
    on_skip: Callable[[Skipped], None] = lambda skipped: None,
) -> Iterator[str]:
    """Say of each story that the inputs hold what was weighed for its page.

    Args:
        inputs: Files, folders, globs, or `-`; a digest as JSON (`brief/digest@1`) for the order of its
            stories.
        wishes: What is asked of the pages.
        today: ISO date; documents dated later are not believed.
        published: ISO date for documents that do not say theirs.
        stdin: What `-` reads.
        allow_network: Fetch inputs that are web addresses.
        as_json: JSON in place of text.
        on_skip: Told of each input left out, before the first story.

    Yields:
        A text that ends in a line feed for each digest, in the order of the inputs, then for each story.

    Raises:
        ReadError: If a digest has not what a digest says of its stories.
    """
    orders = {name: _ranking(name, as_json=as_json) for name in inputs if name.endswith(".json")}
    yield from filter(None, orders.values())
    articles: list[Article] = []
    for one in pipeline.articles(
        [name for name in inputs if orders.get(name) is None],
        published=published,
        language=wishes.language,
        today=today,
        stdin=stdin,
        allow_network=allow_network,
    ):
        on_skip(one) if isinstance(one, Skipped) else articles.append(one)
    for story in pipeline.stories(articles):
        yield explanation(pipeline.explain(story, wishes), as_json=as_json)


def _ranking(path: str, *, as_json: bool) -> str | None:
    """Why the stories of a digest stand in their order, for reading.

    Args:
        path: A digest as JSON (`brief/digest@1`).
        as_json: A list with an object for each story in place of lines.

    Returns:
        A line for each story, and one for what its score is made of; None when it is no such file.

    Raises:
        ReadError: If it says that it is a digest, and a story has not what a digest says of it.
    """
    try:
        page = json.loads(Path(path).read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(page, dict) or page.get("schema") != DIGEST:
        return None
    stories = page.get("stories")
    if not isinstance(stories, list):
        raise ReadError(path, "is no whole digest: it has no list of stories")
    ranked = [_ranked(one) for one in stories]
    if None in ranked:
        raise ReadError(
            path, f"is no whole digest: stories[{ranked.index(None)}] does not say why it is there"
        )
    if as_json:
        return spell_json(ranked, indent=2) + "\n"
    lines = []
    for number, story in enumerate(filter(None, ranked), 1):
        lines.append(f"{number:3d}  {story['score']:.4f}  {story['status']:8s}  {story['title'] or ''}")
        lines.append("       " + "  ".join(f"{name} {value:+.4f}" for name, value in story["why"].items()))
    return "\n".join(lines) + "\n"


def _ranked(story: object) -> dict[str, Any] | None:
    """What is told of one story's rank; None when the page does not have all of it."""
    match story:
        case {
            "score": int() | float() as score,
            "status": str(status),
            "why": dict(why),
            "briefing": {"title": str() | None as title},
        } if all(isinstance(value, int | float) for value in why.values()):
            return {"title": title, "score": score, "status": status, "why": why}
    return None
