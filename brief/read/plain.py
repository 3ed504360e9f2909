"""Plain text: the decoded file is the text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from brief.errors import ReadError
from brief.model import RawArticle
from brief.read.charset import decode
from brief.read.limits import Budget


def read_plain(data: bytes, uri: str, budget: Budget) -> Iterator[RawArticle]:
    r"""One article: the file, decoded, line ends as "\n" and nothing else changed."""
    text = decode(data)
    if not text.strip("\0\ufeff \t\n\f\v"):
        raise ReadError(uri, "holds no text")
    yield RawArticle(uri=uri, media_type="text/plain", sha256=hashlib.sha256(data).hexdigest(), text=text)
