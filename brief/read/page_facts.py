"""What a web page says of itself: JSON-LD, OpenGraph and other `<meta>`, `<time>`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from brief.model import Stated
from brief.read.dates import iso_date
from brief.read.found import stated
from brief.read.markup import pieces_of

_ARTICLES = re.compile(r"(?:\w*Article|Report|BlogPosting|LiveBlogPosting|WebPage|NewsStory)")
_TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "headline",
    "parsely-title",
    "sailthru.title",
)
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.issued", "pubdate", "publishdate", "publish-date", "publish_date", "pdate",
    "publication_date", "parsely-pub-date", "sailthru.date", "article.published", "article:published",
    "article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime", "ptime", "bt:pubdate",
    "published_time", "publishedtime", "rnews:datepublished",
)  # fmt: skip
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "parsely-author",
    "sailthru.author",
)
_OUTLETS = ("og:site_name", "application-name", "publisher", "dc.publisher", "cre")
_NO_PERSON = re.compile(r"https?://|@\w|^\W*$")
_DEEPEST = 12
_SHORT_TITLE = 12
"""Letters; a section's name is not longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page states, each with where."""

    url: str | None = None
    title: Stated | None = None
    byline: Stated | None = None
    outlet: Stated | None = None
    published: Stated | None = None
    language: Stated | None = None
    body: str = ""
    """The text of the article as JSON-LD carries it, a paragraph a line; usually empty."""


def facts_of(tree: Any) -> PageFacts:
    """What the page says of itself.

    Args:
        tree: Its root element (lxml).

    Returns:
        The facts; of several statements, JSON-LD before `<meta>` before what the page shows.
        Dates only where a machine-readable one says "published"; none is taken from prose.
    """
    metas = _metas(tree)
    records = list(_records(tree))
    return PageFacts(
        url=_url(tree, metas),
        title=_title(tree, metas, records),
        byline=_byline(metas, records),
        outlet=_outlet(metas, records),
        published=_published(tree, metas, records),
        language=stated(tree.get("lang") or metas.get("og:locale", ""), "html lang"),
        body=max((_body(record) for record in records), key=len, default=""),
    )


def _metas(tree: Any) -> dict[str, str]:
    """The content of each `<meta>`, by its name or property, the first of a name."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if content := " ".join((meta.get("content") or "").split()):
            metas.setdefault(name.strip().lower(), content)
    return metas


def _records(tree: Any) -> Iterator[Mapping[str, Any]]:
    """The articles that the page's JSON-LD describes, news before page."""
    found: list[Mapping[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                found += _articles(json.loads(script.text or "", strict=False), 0)
            except (ValueError, RecursionError):
                continue
    pages = [record for record in found if record.get("@type") == "WebPage"]
    return iter([record for record in found if record not in pages] + pages)


def _articles(value: Any, depth: int) -> list[Mapping[str, Any]]:
    """The records of an article's type in a JSON value, at any depth."""
    if depth > _DEEPEST:
        return []
    if isinstance(value, list):
        return [found for held in value for found in _articles(held, depth + 1)]
    if not isinstance(value, Mapping):
        return []
    kinds = value.get("@type")
    named = any(isinstance(kind, str) and _ARTICLES.fullmatch(kind) for kind in _listed(kinds))
    inner = [found for held in value.values() for found in _articles(held, depth + 1)]
    return [value, *inner] if named else inner


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _url(tree: Any, metas: Mapping[str, str]) -> str | None:
    """The page's own address."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower() and (link.get("href") or "").startswith("http"):
            return str(link.get("href"))
    url = metas.get("og:url", "")
    return url if url.startswith("http") else None


def _title(tree: Any, metas: Mapping[str, str], records: list[Mapping[str, Any]]) -> Stated | None:
    """The headline."""
    tops = [" ".join("".join(top.itertext()).split()) for top in tree.iter("h1")]
    for record in records:
        if record.get("@type") != "WebPage" and (
            said := stated(_words(record.get("headline")), "json-ld headline")
        ):
            return _without_outlet(said, tops)
    for name in _TITLES:
        if said := stated(_words(metas.get(name)), f"meta {name}"):
            return _without_outlet(said, tops)
    if len(tops) == 1 and tops[0]:
        return stated(tops[0], "h1")
    return next((stated("".join(title.itertext()), "title") for title in tree.iter("title")), None)


def _without_outlet(said: Stated, tops: list[str]) -> Stated:
    """A title as the page shows it, where the `<meta>` has the outlet's name or section after it."""
    for top in tops:
        rest = said.value[len(top) :]
        if len(top) > _SHORT_TITLE and said.value.startswith(top) and re.match(r"\s*[|\-–—:·•]\s", rest):
            return Stated(value=top, origin=said.origin)
    return said


def _words(value: object) -> str:
    """The words of a field that may hold entities or markup."""
    if not isinstance(value, str):
        return ""
    if "&" in value or "<" in value:
        return " ".join(text for _, text in pieces_of(value))
    return value


def _byline(metas: Mapping[str, str], records: list[Mapping[str, Any]]) -> Stated | None:
    """Who wrote it."""
    for record in records:
        if said := stated(", ".join(_names(record.get("author"))), "json-ld author"):
            return said
    for name in _AUTHORS:
        value = metas.get(name, "")
        if value and not _NO_PERSON.search(value):
            return stated(value, f"meta {name}")
    return None


def _names(value: Any) -> list[str]:
    """The names of persons or organisations in a JSON-LD value."""
    names = [held.get("name") if isinstance(held, Mapping) else held for held in _listed(value)]
    flat = [name for named in names for name in _listed(named)]
    return list(
        dict.fromkeys(name.strip() for name in flat if isinstance(name, str) and not _NO_PERSON.search(name))
    )


def _outlet(metas: Mapping[str, str], records: list[Mapping[str, Any]]) -> Stated | None:
    """Who published it."""
    for record in records:
        if said := stated(", ".join(_names(record.get("publisher"))[:1]), "json-ld publisher"):
            return said
    return next((said for name in _OUTLETS if (said := stated(metas.get(name), f"meta {name}"))), None)


def _published(tree: Any, metas: Mapping[str, str], records: list[Mapping[str, Any]]) -> Stated | None:
    """When it was published."""
    claims: list[tuple[str, object]] = [
        ("json-ld datePublished", record.get("datePublished")) for record in records
    ]
    claims += [(f"meta {name}", metas.get(name)) for name in _DATES]
    claims += [("time", value) for value in _times(tree)]
    for origin, value in claims:
        if isinstance(value, str) and (day := iso_date(value)):
            return Stated(value=day, origin=origin)
    return None


def _times(tree: Any) -> Iterable[str]:
    """The `<time>` that says it is the date of publication; else the only day that any names."""
    times = [time for time in tree.iter("time") if time.get("datetime")]
    for time in times:
        said = " ".join(
            [
                time.get("itemprop") or "",
                time.get("class") or "",
                (time.get("pubdate") is not None and "pubdate") or "",
            ]
        )
        if re.search(r"datepublished|publish|pubdate|entry-date", said, re.IGNORECASE):
            yield time.get("datetime")
    days = {day[:10] for time in times if (day := iso_date(time.get("datetime")))}
    if len(days) == 1:
        yield times[0].get("datetime")


def _body(record: Mapping[str, Any]) -> str:
    """The article's text in a record, a paragraph a line."""
    body = record.get("articleBody")
    if not isinstance(body, str):
        return ""
    if re.search(r"</?(?:p|br|div)\b|&lt;p", body, re.IGNORECASE):
        return "\n".join(text for _, text in pieces_of(body))
    return "\n".join(line.strip() for line in _words_kept(body).split("\n") if line.strip())


def _words_kept(body: str) -> str:
    """Entities as characters, line ends as they are."""
    from html import unescape

    return unescape(body).replace("\r", "\n")
