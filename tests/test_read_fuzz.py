"""Damaged files: whatever is done to a valid one, the outcome is articles or one clear `ReadError`.

500 cases here; `make fuzz` runs the same with BRIEF_FUZZ_CASES=10000.
"""

from __future__ import annotations

import gzip
import io
import os
import zipfile
import zlib
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from brief.clean import clean
from brief.errors import ReadError
from brief.model import Article, RawArticle, Skipped
from brief.read import Limits, read_bytes
from tests import formats

CASES = int(os.environ.get("BRIEF_FUZZ_CASES", "500"))
# Small, so that a bomb goes off in no time.
LIMITS = Limits(
    max_bytes=4_000_000,
    max_ratio=50,
    max_text=500_000,
    max_entries=200,
    max_nesting=100,
    max_pages=20,
    max_seconds=10,
)
# A case that takes longer than this hangs.
DEADLINE = timedelta(seconds=20)
FILES = formats.every_format()
FILES["latin.txt"] = formats.plain().decode().translate({0x201C: "é", 0x201D: "ü"}).encode("cp1252")
FILES["wide.txt"] = formats.plain().decode().encode("utf-16")
FILES["wrapped.txt"] = formats.wrapped()
FILES["bare.pdf"] = formats.bare_pdf()
TOKENS = (
    *(
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\r",
        b"\x1b",
        b"\xe2\x80\xae",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
    ),
    *(b"<", b">", b"<p>", b"</p>", b"<!--", b"<![CDATA[", b"&lt;", b"&#0;", b"&#xD800;", b"&b;"),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"{", b"}", b"[", b'"', b"\\ud800", b"1e999", b"9" * 400),
    *(
        b"\\u-1?",
        b"\\'",
        b"\\bin999999 ",
        b"-- ",
        b"From ",
        b"Content-Type: ",
        b"=?utf-8?b?//8=?=",
        b"charset=utf-7",
    ),
    *(b"boundary=", b"endobj", b"stream", b"/Count 99999", b"%PDF-1.7", b"PK\x03\x04"),
)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A valid file with a few things done to it; of a ZIP, sometimes to what is inside."""
    name = draw(st.sampled_from(sorted(FILES)))
    data = FILES[name]
    if data.startswith(b"PK") and draw(st.booleans()):
        members = unpacked(data)
        inside = draw(st.sampled_from(sorted(members)))
        members[inside] = mutated(draw, members[inside])
        data = formats.packed(members)
    elif data.startswith(b"\x1f\x8b") and draw(st.booleans()):
        data = gzip.compress(mutated(draw, gzip.decompress(data)), mtime=0)
    else:
        data = mutated(draw, data)
    return draw(st.sampled_from([name, "x", "x.html", "x.eml", "x.json"])), data


def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """Bits flipped, pieces cut, doubled, moved, tokens put in, nested deep."""
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        size = draw(st.sampled_from([1, 2, 7, 40, 300]))
        match draw(st.sampled_from(["flip", "cut", "double", "token", "many", "truncate", "byte"])):
            case "flip" if data:
                data = data[:at] + bytes([data[at] ^ (1 << draw(st.integers(0, 7)))]) + data[at + 1 :]
            case "byte":
                data = data[:at] + bytes([draw(st.integers(0, 255))]) + data[at + 1 :]
            case "cut":
                data = data[:at] + data[at + size :]
            case "double":
                data = data[: at + size] + data[at:]
            case "token":
                data = data[:at] + draw(st.sampled_from(TOKENS)) + data[at:]
            case "many":
                data = (
                    data[:at]
                    + draw(st.sampled_from(TOKENS)) * draw(st.sampled_from([3, 50, 3000]))
                    + data[at:]
                )
            case "truncate":
                data = data[:at]
    return data


def unpacked(data: bytes) -> dict[str, bytes]:
    """The members of a ZIP."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@settings(max_examples=CASES, deadline=DEADLINE, suppress_health_check=list(HealthCheck))
@given(damaged())
@example(("x.json", b"[" * 100_000))
@example(("x.jsonl", b'{"text": "\\ud800 a"}\n'))
@example(("x.html", b"<div>" * 50_000 + b"deep"))
@example(("x.html", b"<html><p>" + b"<b>" * 5_000 + b"The bridge over the Vlist closed on Monday."))
@example(("x.md", b"> " * 5_000 + b"deep"))
@example(("x.md", b"[" * 20_000))
@example(("x.md", b"*a_ " * 5_000))
@example(("x.rtf", b"{\\rtf1" + b"{" * 100_000))
@example(("x.eml", b"From: a\nSubject: =?x?q?" + b"=?" * 5_000 + b"\n\nbody"))
@example(("x.mbox", b"\0From a Sun Mar 17 12:00:00 2019\nFrom: a\n\nThe bridge closed.\n"))
@example(("x.txt", b"share " * 20_000))
@example(("x.txt", b"A" * 400 + b"\n" + b"Facebook " * 54))
def test_a_damaged_file_is_read_or_refused_in_one_line(case: tuple[str, bytes]) -> None:
    name, data = case

    outcome(name, data)


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_length_of_a_file_is_read_or_refused(name: str) -> None:
    data = FILES[name]

    for length in range(1, len(data), max(1, len(data) // 12)):
        outcome(name, data[:length])


def test_bombs_are_refused_by_what_they_unpack_to() -> None:
    zeros = b"\0" * 50_000_000
    nested = formats.plain()
    for _ in range(12):
        nested = gzip.compress(nested)
    many = formats.packed({f"{number}.txt": b"x" for number in range(300)})

    assert "unpacks to more than" in reason("bomb.gz", gzip.compress(zeros))
    assert "unpacks to more than" in reason("bomb.zip", formats.packed({"a.txt": zeros}))
    assert "times over" in reason("nested.gz", nested)
    assert "more than 200 entries" in reason("many.zip", many)
    assert "unpacks to more than" in reason("bomb.docx", formats.packed({"word/document.xml": zeros}))


def test_entities_are_not_expanded() -> None:
    lol = b"<!DOCTYPE l [<!ENTITY a 'ha'>" + b"".join(
        f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>".encode() for n in range(9)
    )
    inner = lol + b"]><w:document xmlns:w='x'><w:p>&j;</w:p></w:document>"

    assert "entities" in reason("x.docx", formats.packed({"word/document.xml": inner}))
    for body in (
        b"]><rss><channel><item><description>&j; text</description></item></channel></rss>",
        b"]><html><p>&j;</p>",
    ):
        assert len(said("x.xml", lol + body)) < 10_000


def test_a_lying_zip_is_read_no_further_than_it_may() -> None:
    data = bytearray(formats.packed({"a.txt": b"a" * 100_000}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")

    assert "damaged" in reason("x.zip", bytes(data)) or zlib.crc32(b"") == 0


def outcome(name: str, data: bytes) -> list[Article]:
    """What comes of a file, checked; empty when it is refused."""
    try:
        found = read_bytes(data, name, limits=LIMITS)
    except ReadError as error:
        found = (Skipped(uri=error.uri, reason=error.reason),)
    assert found
    assert all("\n" not in part.uri + part.reason for part in found if isinstance(part, Skipped))
    articles = [clean(raw, today="2026-01-01") for raw in found if isinstance(raw, RawArticle)]
    for article in articles:
        check(article)
    return articles


def check(article: Article) -> None:
    """Blocks are in order, inside the text and not empty; the text can be written down."""
    article.text.encode()
    at = 0
    for block in article.blocks:
        assert at <= block.start < block.end <= len(article.text)
        at = block.end
    if article.headline is not None:
        assert article.slice(article.headline)


def reason(name: str, data: bytes) -> str:
    """Why a file is refused, whole or its only part."""
    try:
        (part,) = read_bytes(data, name, limits=LIMITS)
    except ReadError as error:
        return str(error)
    assert not isinstance(part, RawArticle)
    return part.reason


def said(name: str, data: bytes) -> str:
    """All the text that is found."""
    return "".join(article.text for article in outcome(name, data))
