"""Feeds: RSS and Atom by feedparser, JSON Feed; each entry an article."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from brief.errors import ReadError
from brief.model import RawArticle, Skipped, Stated
from brief.read.charset import decode
from brief.read.dates import iso_date
from brief.read.found import from_pieces, hashed, stated
from brief.read.jsonl import parse_json
from brief.read.limits import Budget
from brief.read.markup import pieces_of


def read_feed(data: bytes, uri: str, budget: Budget) -> Iterator[RawArticle | Skipped]:
    """One article for each entry of an RSS or Atom feed, however ill-formed."""
    import feedparser

    try:
        # A stream, never the bytes themselves: feedparser would try those as a file's name.
        feed = feedparser.parse(
            io.BytesIO(data),
            response_headers={"content-type": "application/xml"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    # On some broken feeds it fails in its own code (KeyError, UnicodeDecodeError, RecursionError, ...).
    except Exception as error:
        raise ReadError(uri, f"damaged feed: {error}") from error
    if not feed.entries:
        raise ReadError(uri, "a feed without entries")
    sha256 = hashed(data)
    for number, entry in enumerate(feed.entries, start=1):
        budget.count()
        yield _entry(entry, feed.feed, sha256, f"{uri}#{number}", budget)


def _entry(entry: Any, feed: Any, sha256: str, uri: str, budget: Budget) -> RawArticle | Skipped:
    """One entry; its fullest text is its article."""
    bodies = [content.get("value") or "" for content in entry.get("content") or []]
    bodies.append(entry.get("summary") or "")
    body = max(bodies, key=len)
    title = stated(_plain(entry.get("title")), "feed entry")
    pieces = pieces_of(body, max_nesting=budget.limits.max_nesting) if body.strip() else []
    if not pieces:
        return Skipped(
            uri=uri, reason=f"the entry {title.value!r} has no text" if title else "the entry has no text"
        )
    return from_pieces(
        sha256,
        uri,
        "application/feed+xml",
        pieces,
        id=_string(entry.get("id")),
        url=_string(entry.get("link")),
        title=title,
        byline=stated(_plain(entry.get("author")), "feed entry"),
        outlet=stated(_plain(feed.get("title")), "feed"),
        published=_moment(entry),
        language=stated(_plain(entry.get("language") or feed.get("language")), "feed"),
    )


def _plain(value: object) -> str:
    """The words of a field that may hold markup."""
    if not isinstance(value, str) or not value.strip():
        return ""
    return " ".join(words for _, words in pieces_of(value)) if "<" in value or "&" in value else value


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _moment(entry: Any) -> Stated | None:
    """When an entry was published, in UTC, or else when it was changed."""
    for name in ("published", "updated", "created"):
        # Not entry.get: that answers for "updated" with "published", and warns of it.
        parsed = dict.get(entry, f"{name}_parsed")
        if isinstance(parsed, time.struct_time):
            try:
                moment = datetime(*parsed[:6], tzinfo=UTC)
            except ValueError:
                continue
            return Stated(value=moment.isoformat(), origin=f"feed entry, {name}")
    return None


def read_json_feed(data: bytes, uri: str, budget: Budget) -> Iterator[RawArticle | Skipped]:
    """One article for each item of a JSON Feed."""
    feed = parse_json(decode(data), uri)
    items = feed.get("items") if isinstance(feed, Mapping) else None
    if not isinstance(items, list) or not items:
        raise ReadError(uri, "a feed without entries")
    sha256 = hashed(data)
    for number, item in enumerate(items, start=1):
        budget.count()
        name = f"{uri}#{number}"
        yield (
            _item(item, feed, sha256, name, budget)
            if isinstance(item, Mapping)
            else Skipped(uri=name, reason="is no item")
        )


def _item(
    item: Mapping[str, Any], feed: Mapping[str, Any], sha256: str, uri: str, budget: Budget
) -> RawArticle | Skipped:
    """One item of a JSON Feed."""
    html, text = item.get("content_html"), item.get("content_text") or item.get("summary")
    pieces = (
        pieces_of(html, max_nesting=budget.limits.max_nesting)
        if isinstance(html, str) and html.strip()
        else []
    )
    if not pieces and isinstance(text, str):
        pieces = [("paragraph", line) for line in text.split("\n")]
    if not any(words.strip() for _, words in pieces):
        return Skipped(uri=uri, reason="the entry has no text")
    authors = item.get("authors") or feed.get("authors") or [item.get("author")]
    names = [a.get("name") for a in authors if isinstance(a, Mapping)] if isinstance(authors, list) else []
    date = item.get("date_published") or item.get("date_modified")
    return from_pieces(
        sha256,
        uri,
        "application/feed+json",
        pieces,
        id=_string(item.get("id")),
        url=_string(item.get("url")),
        title=stated(_plain(item.get("title")), "feed entry"),
        byline=stated(", ".join(name for name in names if isinstance(name, str)), "feed entry"),
        outlet=stated(_plain(feed.get("title")), "feed"),
        published=stated(iso_date(date) if isinstance(date, str) else None, "feed entry"),
        language=stated(_plain(item.get("language") or feed.get("language")), "feed"),
    )
