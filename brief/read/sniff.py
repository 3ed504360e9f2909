"""Which format a file is in: by content first, by name second."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_HEAD = 4096
_NAMES = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|title)\b", re.IGNORECASE)


def format_of(data: bytes, name: str) -> str | None:
    """The name of the format in `READERS`.

    Args:
        data: The whole file.
        name: Its name or uri, looked at where the content could be several things.

    Returns:
        A key of `READERS`, or None when it is of a kind that holds no text for us.
    """
    head = data[:_HEAD]
    ending = PurePosixPath(name.lower()).suffix
    named = _NAMES.get(ending)
    if data.startswith(b"\x1f\x8b"):
        return "gzip"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return "zip"
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith(b"<") and _HTML.search(head):
        return "html"
    if text.startswith(b"{"):
        first, _, more = data.strip().partition(b"\n")
        if first.rstrip().endswith(b"}") and (more or named != "json"):
            return "jsonl"
        return "json" if named in (None, "json", "jsonl") else named
    if text.startswith(b"[") and named == "json":
        return "json"
    return named or "plain"
