"""Bytes to text: which character set, and line ends."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

# Longest first: the mark of UTF-32 LE begins with the mark of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 64 * 1024
# How many whole characters beyond ASCII stand against a broken one where a file is UTF-8 with an accident in
# it: in any other character set hardly two bytes in a row happen to be one.
_WHOLE = 2


def decode(data: bytes, *, hint: str | None = None) -> str:
    r"""The text in the bytes, with line ends as "\n" and without a byte order mark.

    Args:
        data: All of it.
        hint: A character set named by the document (mail header, XML declaration); believed when
            the bytes can be read so, and no mark says otherwise.

    Returns:
        The text; bytes that mean nothing in its character set become U+FFFD, one for each
        run. Nothing else is changed.
    """
    return re.sub(r"\r\n?", "\n", _decoded(data, hint))


def _decoded(data: bytes, hint: str | None) -> str:
    """The text with its line ends as they are."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    if wide := _wide(data):
        return data.decode(wide, errors="replace")
    for charset in (known(hint) or "utf-8", "utf-8"):
        with suppress(UnicodeDecodeError):
            return data.decode(charset)
    lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    whole = sum(character > "\x7f" for character in lenient) - broken
    return lenient if whole >= _WHOLE * broken else _legacy(data)


def known(name: str | None) -> str | None:
    """The character set by that name, or None; web pages that say Latin-1 mean Windows-1252."""
    try:
        found = codecs.lookup((name or "").strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    # A codec that is no character set (hex, zip, rot13) decodes to something else.
    if not codecs.lookup(found)._is_text_encoding or found in (
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
    ):
        return None
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(found, found)


def is_wide(data: bytes) -> bool:
    """Whether the bytes are text of two or four bytes a character."""
    return data.startswith(tuple(mark for mark, name in _MARKS if name != "utf-8")) or _wide(data) is not None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark shows by a NUL at every second byte, UTF-32 by two or three of four."""
    sample = data[:_SAMPLE]
    if len(sample) < 8 or b"\0" not in sample:
        return None
    if len(data) % 4 == 0:
        zeros = [sample[place::4].count(0) / (len(sample) // 4) for place in range(4)]
        if min(zeros[2:]) > 0.95 and zeros[0] < 0.05:
            return "utf-32-le"
        if min(zeros[:2]) > 0.95 and zeros[3] < 0.05:
            return "utf-32-be"
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.3 * len(sample) / 2 and even < 0.05 * len(sample) / 2:
        return "utf-16-le"
    if even > 0.3 * len(sample) / 2 and odd < 0.05 * len(sample) / 2:
        return "utf-16-be"
    return None


def _legacy(data: bytes) -> str:
    """Text in a character set of one region; Windows-1252 unless the bytes speak for another."""
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    if best is not None and not _western(best.encoding):
        text = data.decode(best.encoding, errors="replace")
        if _other_script(text):
            return text
    return data.decode("cp1252", errors="replace")


def _western(name: str) -> bool:
    return codecs.lookup(name).name in ("cp1252", "iso8859-1", "iso8859-15", "ascii", "utf-8")


def _other_script(text: str) -> bool:
    """Most of its letters beyond ASCII are of a script that is not Latin."""
    letters = [character for character in text if character > "\x7f" and character.isalpha()]
    beyond = sum(character > "\u036f" for character in letters)
    ascii_letters = sum(character.isascii() and character.isalpha() for character in text)
    return beyond > 0.9 * len(letters) and beyond > ascii_letters * 0.5
