"""JSON: articles as records, one a line, in a list, or a single one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from brief.errors import ReadError
from brief.model import RawArticle, Skipped, Stated
from brief.read.charset import decode
from brief.read.dates import iso_date
from brief.read.found import hashed, stated
from brief.read.limits import Budget

_BODY = ("text", "body", "content", "articleBody", "maintext", "main_text")
_TITLE = ("title", "headline")
_DATE = ("date", "published", "date_published", "datePublished", "date_publish", "pubDate", "dct")
_OUTLET = ("outlet", "publisher", "source", "site_name", "source_domain")
_BYLINE = ("byline", "author", "authors")
_LANGUAGE = ("language", "lang", "inLanguage")
# Half of a pair of UTF-16 code units: JSON can spell it, no text can hold it.
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_jsonl(data: bytes, uri: str, budget: Budget) -> Iterator[RawArticle | Skipped]:
    """One article a line; a line that is none is skipped with its reason."""
    # Not splitlines(): that also cuts at U+2028, which may stand inside a JSON string.
    for number, line in enumerate(decode(data).split("\n"), start=1):
        if not line.strip():
            continue
        budget.count()
        name = f"{uri}#L{number}"
        try:
            yield record(parse_json(line, name), name, sha256=hashed(line.encode("utf-8", "replace")))
        except ReadError as error:
            yield Skipped(uri=name, reason=error.reason)


def read_json(data: bytes, uri: str, budget: Budget) -> Iterator[RawArticle | Skipped]:
    """One article, or a list of them."""
    value = parse_json(decode(data), uri)
    if isinstance(value, Mapping):
        lists = [
            held
            for held in value.values()
            if isinstance(held, list) and held and isinstance(held[0], Mapping)
        ]
        if any(key in value for key in _BODY) or not lists:
            yield record(value, uri, sha256=hashed(data))
            return
        value = lists[0]
    if not isinstance(value, list):
        raise ReadError(uri, "holds JSON, but no article in it")
    sha256 = hashed(data)
    for number, entry in enumerate(value, start=1):
        budget.count()
        name = f"{uri}#{number}"
        try:
            yield record(entry, name, sha256=sha256)
        except ReadError as error:
            yield Skipped(uri=name, reason=error.reason)


def parse_json(text: str, uri: str) -> Any:
    """The value that the text spells.

    Raises:
        ReadError: If it is not JSON, or goes deeper than Python can follow.
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ReadError(uri, "is nested too deeply") from error
    except ValueError as error:
        raise ReadError(uri, f"is not JSON: {error}") from error


def record(fields: object, uri: str, *, sha256: str | None = None) -> RawArticle:
    """One article from a record with `text` and, where known, the rest.

    Args:
        fields: `text` (or `body`, `content`), and optionally `id`, `title`, `date`, `url`,
            `outlet`, `byline` or `author`, `language`.
        uri: What the article goes by.
        sha256: Of the bytes the record was parsed from; of its text if None.

    Returns:
        The article. Its text is the record's own, character for character.

    Raises:
        ReadError: If there is no text in it.
    """
    if not isinstance(fields, Mapping):
        raise ReadError(uri, f"is a JSON {_kind(fields)}, not a record with a text")
    body = _first(fields, _BODY)
    if not isinstance(body, str) or not body.strip():
        raise ReadError(uri, 'has no "text"')
    text = _SURROGATE.sub("\ufffd", body)
    url = fields.get("url") or fields.get("link")
    return RawArticle(
        uri=uri,
        media_type="application/json",
        sha256=sha256 or hashed(text.encode()),
        text=text,
        id=identifier(fields),
        url=url if isinstance(url, str) else None,
        title=_said(fields, _TITLE),
        byline=_said(fields, _BYLINE),
        outlet=_said(fields, _OUTLET),
        published=_date(fields),
        language=_said(fields, _LANGUAGE),
    )


def identifier(fields: object) -> str | None:
    """The id of a record as text: what is no string as JSON spells it.

    >>> identifier({"id": "a-7"}), identifier({"id": 7}), identifier({"id": True}), identifier({})
    ('a-7', '7', 'true', None)
    """
    ident = fields.get("id") if isinstance(fields, Mapping) else None
    if ident is None:
        return None
    spelled = ident if isinstance(ident, str) else json.dumps(ident, ensure_ascii=False)
    return _SURROGATE.sub("\ufffd", spelled)


def _kind(value: object) -> str:
    """What JSON calls a value that is no record."""
    return {list: "list", str: "string", bool: "boolean", type(None): "null"}.get(type(value), "number")


def _first(record: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    """The first of these fields that says something."""
    return next((record[key] for key in keys if record.get(key)), None)


def _said(record: Mapping[str, Any], keys: tuple[str, ...]) -> Stated | None:
    """A field as a statement; of a list or a nested record, the names in it."""
    value = _first(record, keys)
    many = value if isinstance(value, list) else [value]
    names = [held.get("name") if isinstance(held, Mapping) else held for held in many]
    said = ", ".join(name for name in names if isinstance(name, str) and name.strip())
    return stated(_SURROGATE.sub("\ufffd", said), "record")


def _date(record: Mapping[str, Any]) -> Stated | None:
    """The day it was published, if the record's date is one."""
    value = _first(record, _DATE)
    return stated(iso_date(value) if isinstance(value, str) else None, "record")


def undatable(fields: Mapping[str, Any]) -> bool:
    """Whether a record states a date that cannot be read as one."""
    return _first(fields, _DATE) is not None and _date(fields) is None
