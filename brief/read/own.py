"""Pages that `brief` made: lying among articles they are no source, and would bear themselves out."""

from __future__ import annotations

import re

from brief.read.charset import decode

OWN = "is a page that brief made, not a source"
"""Why such an input is skipped."""

_LOOKED_AT = 65_536
"""Bytes at either end: a front matter names every source."""
_TOOL = r"brief \d+\.\d[\w.+]*"
_FOOT = rf"·\s+{_TOOL}\s*\Z"
# What our templates and formats write, by the format it is read as; the foot stands in every text.
_MARKS = {
    "markdown": re.compile(rf'\A---\n(?:(?!---).*\n)*?tool: "?{_TOOL}|{_FOOT}'),
    "plain": re.compile(_FOOT),
    "html": re.compile(rf'<meta name="generator" content="{_TOOL}">'),
    "json": re.compile(r'\A\s*[\[{]\s*(?:\{\s*)?"schema":\s*"brief/\w+@\d'),
    "jsonl": re.compile(r'\A\s*\{\s*"schema":\s*"brief/\w+@\d'),
    "mail": re.compile(r"^Message-ID: <\w+@brief\.invalid>$", re.MULTILINE | re.IGNORECASE),
    "pdf": re.compile(rf"/Author\s*\({_TOOL}\)"),
}


def is_own(data: bytes, format: str) -> bool:
    """Whether bytes that are read as a format of `READERS` are a page of ours.

    A page set by a template of the user's own is known only where that keeps the mark.
    """
    mark = _MARKS.get(format)
    if mark is None:
        return False
    ends = (data,) if len(data) <= 2 * _LOOKED_AT else (data[:_LOOKED_AT], data[-_LOOKED_AT:])
    texts = (end.decode("latin-1") if format == "pdf" else decode(end) for end in ends)
    return any(mark.search(text) for text in texts)
