"""Names of files as text, also those that are not UTF-8: to be stored, shown, and found again."""

from __future__ import annotations

import os
import re

# How Python holds a byte of a name that is no UTF-8; no file and no database can hold it so.
_NO_TEXT = re.compile("[\udc80-\udcff]")
_WRITTEN = re.compile(r"\\x([89a-f][0-9a-f])")
_FIRST = 0xDC00


def as_text(name: str) -> str:
    r"""A file's name with each byte that is no UTF-8 written out; any other name as it is.

    >>> as_text("caf\udce9.txt"), as_text("café.txt")
    ('caf\\xe9.txt', 'café.txt')
    """
    return _NO_TEXT.sub(lambda match: f"\\x{ord(match.group()) - _FIRST:x}", name)


def on_disk(name: str) -> str:
    r"""What the file is called that goes by a name of `as_text`.

    >>> on_disk("caf\\xe9.txt"), on_disk("café.txt")
    ('caf\udce9.txt', 'café.txt')
    """
    if "\\x" not in name or os.path.exists(name):  # noqa: PTH110  which does not raise
        return name
    return _WRITTEN.sub(lambda match: chr(_FIRST + int(match[1], 16)), name)
