"""Which format a file is in: by content first, by name second."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from brief.errors import ReadError
from brief.read.charset import decode, is_wide

_HEAD = 8192
_NAMES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".eml": "mail",
    ".mht": "mail",
    ".mhtml": "mail",
    ".mbox": "mbox",
    ".rss": "feed",
    ".atom": "feed",
}
_BINARY = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old binary Office file; save it as DOCX"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it or save it as ZIP"),
    (b"Rar!", "a RAR archive; unpack it or save it as ZIP"),
    (b"BZh", "a bzip2 file; unpack it"),
    (b"\xfd7zXZ", "an xz file; unpack it"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"SQLite format 3", "a database"),
)
_MARKUP_ROOT = re.compile(
    r"<(?:(?P<feed>(?:rss|(?:\w+:)?feed|rdf:rdf)\b)|(?P<html>(?:!doctype\s+html|html|head|body)\b))",
    re.IGNORECASE,
)
_ELEMENT = re.compile(r"<(?:p|div|article|h1|h2|span|table|meta|title|section|main)\b[^>]*>", re.IGNORECASE)
_HEADERS = re.compile(
    r"^(From|To|Subject|Date|Received|Message-ID|MIME-Version|Return-Path|Delivered-To|Content-Type|Reply-To):",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER_BLOCK = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]*:.*\n(?:[ \t]+.*\n)*)+")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[\w-]+:.*\n)+?(?:---|\.\.\.)")
# Share of control characters from which bytes are no text in any character set.
_CONTROL = 0.05


def format_of(data: bytes, name: str, *, uri: str | None = None) -> str:
    """The name of the format in `READERS`.

    Args:
        data: The whole file.
        name: What it is called, looked at where the content could be several things.
        uri: What it goes by in an error; the name if None.

    Returns:
        A key of `READERS`.

    Raises:
        ReadError: If it is of a kind that holds no text for us; the reason says which kind.
    """
    for mark, kind in _BINARY:
        if data.startswith(mark):
            raise ReadError(uri or name, f"is {kind}")
    if data.startswith(b"\x1f\x8b"):
        return "gzip"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data, uri or name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    head = data[:_HEAD]
    if _is_binary(head):
        raise ReadError(uri or name, "is a binary file of a kind we do not read")
    text = decode(head).lstrip("\ufeff \t\n\0")
    return _kind_of_text(text, data, PurePosixPath(name.lower()).suffix)


def _kind_of_zip(data: bytes, uri: str) -> str:
    """Office files are ZIPs with known members."""
    from brief.read.archive import open_zip

    start = data[:200]
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in start:
        return "odt"
    if b"mimetypeapplication/vnd.oasis.opendocument" in start:
        raise ReadError(uri, "is an OpenDocument file without running text")
    names = open_zip(data, uri).namelist()
    if "word/document.xml" in names:
        return "docx"
    if "[Content_Types].xml" in names and any(name.startswith(("xl/", "ppt/")) for name in names):
        raise ReadError(uri, "is an Office file without running text")
    return "zip"


def _is_binary(head: bytes) -> bool:
    """Whether the bytes are text in no character set."""
    if is_wide(head):
        return False
    control = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head) - head.count(0)
    # Some NULs stand in damaged text; a text that is a tenth NUL is none.
    return control > _CONTROL * len(head) or head.count(0) > 0.1 * len(head)


def _kind_of_text(text: str, data: bytes, ending: str) -> str:
    """The format of something that can be read as text."""
    named = _NAMES.get(ending)
    if text.startswith("{\\rtf"):
        return "rtf"
    if text.startswith("<"):
        return _kind_of_markup(text, named)
    if text.startswith(("{", "[")) and (kind := _kind_of_json(text, data, named)):
        return kind
    if re.match(r"From \S.*\n(?=[A-Za-z][A-Za-z0-9-]*:)", text):
        return "mbox"
    headers = _HEADER_BLOCK.match(text)
    known = {found.lower() for found in _HEADERS.findall(headers.group())} if headers else set()
    if ("from" in known and len(known) > 1) or (named == "mail" and known):
        return "mail"
    if _FRONT_MATTER.match(text):
        return "markdown"
    if named in ("markdown", "jsonl", "json") or (named == "html" and _ELEMENT.search(text)):
        return named
    return "plain"


def _kind_of_markup(text: str, named: str | None) -> str:
    """A feed or a page, by whichever root comes first."""
    root = _MARKUP_ROOT.search(text)
    if root and root["feed"]:
        return "feed"
    if root or _ELEMENT.search(text):
        return "feed" if named == "feed" else "html"
    return named if named in ("feed", "html") else ("html" if text.startswith("<?xml") else "plain")


def _kind_of_json(text: str, data: bytes, named: str | None) -> str | None:
    """A record a line, a single value, or a JSON Feed; None when it only begins like JSON."""
    if "jsonfeed.org/version" in text:
        return "json_feed"
    first, _, more = data.strip().partition(b"\n")
    if text.startswith("{") and first.rstrip().endswith(b"}") and (more.strip() or named == "jsonl"):
        return "jsonl"
    if named == "jsonl":
        return named
    looks = re.match(r"\{\s*(?:\"|\})|\[\s*[{\]]", text)
    return "json" if looks else None
