"""Files in files: gzip and ZIP."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from brief.errors import ReadError
from brief.model import Skipped
from brief.read.found import Part, printable
from brief.read.limits import Budget, megabytes

_CHUNK = 2**16
# What operating systems put into every archive.
_FURNITURE = re.compile(r"(?:^|/)(?:__MACOSX/|\.[^./]|Thumbs\.db$)")
# What the standard library raises for archives that are not as they should be.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, ValueError,
    OSError, RuntimeError,
)  # fmt: skip
_FREE = 2**20
"""Bytes that may come out before the ratio is looked at: small files of one letter are harmless."""


def read_gzip(data: bytes, uri: str, budget: Budget) -> Iterator[Part]:
    """The one file inside, by the container's name without its ending."""
    yield Part(name=PurePosixPath(uri).stem, data=inflate(data, uri, budget), uri=uri)


def inflate(data: bytes, uri: str, budget: Budget) -> bytes:
    """What is packed in the gzip members, one after the other.

    Raises:
        ReadError: If they are damaged, or unpack to more than they may.
    """
    out: list[bytes] = []
    size = 0
    rest = data
    while rest[:2] == b"\x1f\x8b":
        packed = zlib.decompressobj(wbits=31)
        while not packed.eof:
            try:
                chunk = packed.decompress(rest, _CHUNK)
            except zlib.error as error:
                raise ReadError(uri, f"damaged gzip: {error}") from error
            rest = packed.unconsumed_tail if not packed.eof else packed.unused_data
            if not chunk and not packed.eof and not rest:
                raise ReadError(uri, "damaged gzip: it ends too early")
            size += len(chunk)
            _check_ratio(size, len(data), uri, budget)
            budget.spend(len(chunk))
            out.append(chunk)
    return b"".join(out)


def _check_ratio(size: int, packed: int, uri: str, budget: Budget) -> None:
    """Raise when more comes out than honest text ever packs to."""
    if size > _FREE and size > packed * budget.limits.max_ratio:
        raise ReadError(uri, f"unpacks to more than {budget.limits.max_ratio} times its size")


def read_zip(data: bytes, uri: str, budget: Budget) -> Iterator[Part | Skipped]:
    """Each file inside, in the order of their names; nothing is written anywhere."""
    archive = open_zip(data, uri)
    for member in sorted(archive.infolist(), key=lambda member: member.filename):
        if member.is_dir() or _FURNITURE.search(member.filename):
            continue
        budget.count()
        try:
            yield Part(name=member.filename, data=open_member(archive, member, uri, budget))
        except ReadError as error:
            yield Skipped(uri=error.uri, reason=error.reason)


def open_zip(data: bytes, uri: str) -> zipfile.ZipFile:
    """The archive in the bytes.

    Raises:
        ReadError: If it is damaged.
    """
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise ReadError(uri, f"damaged ZIP: {error}") from error


def open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, uri: str, budget: Budget) -> bytes:
    """The bytes of one member, read no further than allowed.

    Raises:
        ReadError: If it is locked, damaged, or unpacks to more than it may.
    """
    name = f"{uri}#{printable(member.filename)}"
    if member.flag_bits & 0x1:
        raise ReadError(name, "is locked with a password")
    if member.file_size > budget.limits.max_bytes:
        raise ReadError(name, f"unpacks to more than {megabytes(budget.limits.max_bytes)}")
    out: list[bytes] = []
    size = 0
    try:
        with archive.open(member) as unpacked:
            while chunk := unpacked.read(_CHUNK):
                size += len(chunk)
                _check_ratio(size, member.compress_size, name, budget)
                budget.spend(len(chunk))
                out.append(chunk)
    except _DAMAGE as error:
        raise ReadError(name, f"damaged in the ZIP: {error}") from error
    return b"".join(out)
