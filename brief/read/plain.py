"""Plain text: the decoded file is the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.errors import ReadError
from brief.model import RawArticle
from brief.read.charset import decode
from brief.read.found import hashed
from brief.read.limits import Budget

# Control characters that no text has; a few are accidents of a conversion.
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f\ufffd]")
_ACCIDENTS = 0.02


def read_plain(data: bytes, uri: str, budget: Budget) -> Iterator[RawArticle]:
    r"""One article: the file, decoded, line ends as "\n" and nothing else changed."""
    text = decode(data)
    if len(_CONTROL.findall(text)) > 2 + _ACCIDENTS * len(text):
        raise ReadError(uri, "is a binary file, not text")
    yield RawArticle(uri=uri, media_type="text/plain", sha256=hashed(data), text=text)
