"""The articles of an archive, one after the other, whatever it is kept in."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import quote, unquote

from brief.errors import MissingExtra, ReadError
from brief.model import Skipped
from brief.read import as_text, expand

LINES = (".jsonl", ".ndjson", ".json", ".jl")
"""File endings of JSON lines, `.gz` and `.zst` aside."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that is still to be read: a record, or a file of its own."""

    uri: str
    record: bytes | None
    """The line as it stands in the archive; None for a file to be read from `uri`."""

    def line(self) -> bytes:
        """The entry as a line of a shard."""
        return quote(self.uri, safe="/#:").encode() + b"\t" + (self.record or b"") + b"\n"

    @classmethod
    def of(cls, line: bytes) -> Entry:
        """The entry that a line of a shard holds."""
        uri, _, record = line.rstrip(b"\n").partition(b"\t")
        return cls(unquote(uri.decode()), record or None)


def articles(source: str, *, but: Collection[Path] = ()) -> Iterator[Entry]:
    """The entries of an archive, in order; it is read as a stream.

    Args:
        source: A file of JSON lines (`.gz` and `.zst` too), a Parquet file, a folder, or
            a glob. In a folder, files of JSON lines and Parquet hold many articles.
        but: Resolved paths of files that are no input, though they lie among it: what the run writes.

    Yields:
        Of a folder or a glob also what cannot be looked into or is not there: that fails by itself,
        without costing the others.

    Raises:
        ReadError: If it cannot be read.
        MissingExtra: If a package for its format is not installed.
    """
    if Path(source).is_file():
        yield from _of_file(source)
        return
    named = _named(source, but)
    for found in named:
        if isinstance(found, Skipped):
            if len(named) == 1:
                raise ReadError(found.uri, found.reason)
            yield Entry(found.uri, None)
        elif Path(found).exists():
            yield from _of_file(found)
        elif len(named) == 1:
            raise ReadError(found, "no such file")
        else:
            yield Entry(as_text(found), None)


def fingerprint(source: str, *, but: Collection[Path] = ()) -> str:
    """What shows whether an archive has changed since: a hash of its files' names, sizes and times."""
    known = hashlib.sha256()
    for found in _named(source, but):
        with suppress(OSError, ValueError):
            now = Path(str(found)).stat()
            known.update(f"{found}\0{now.st_size}\0{now.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return known.hexdigest()


def _named(source: str, but: Collection[Path]) -> list[str | Skipped]:
    """What a source stands for, without the files that are no input."""
    return [one for one in expand([source]) if isinstance(one, Skipped) or Path(one).resolve() not in but]


def _of_file(name: str) -> Iterator[Entry]:
    """The entries of one file."""
    endings = [ending.lower() for ending in Path(name).suffixes]
    if endings and endings[-1] in {".gz", ".zst"}:
        endings.pop()
    if endings and endings[-1] == ".parquet":
        yield from _of_parquet(name)
    elif endings and endings[-1] in LINES:
        yield from _of_lines(name)
    else:
        yield Entry(as_text(name), None)


def _of_lines(name: str) -> Iterator[Entry]:
    """The lines that are not blank, numbered from 1."""
    try:
        with opened(name) as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield Entry(f"{as_text(name)}#L{number}", line.rstrip(b"\r\n"))
    except (OSError, EOFError) as error:
        raise ReadError(name, (getattr(error, "strerror", None) or str(error)).lower()) from error


@contextmanager
def opened(name: str) -> Iterator[IO[bytes]]:
    """A file, decompressed as it is read."""
    with Path(name).open("rb") as file:
        if name.lower().endswith(".gz"):
            with gzip.open(file) as plain:
                yield cast(IO[bytes], plain)
        elif name.lower().endswith(".zst"):
            import io

            zstandard = needed("zstandard", f"{name}: Zstandard")
            with zstandard.ZstdDecompressor().stream_reader(file) as plain:
                yield io.BufferedReader(plain, 1 << 20)
        else:
            yield file


def _of_parquet(name: str) -> Iterator[Entry]:
    """The rows, numbered from 1, each as the line that it would be in JSON lines."""
    parquet = needed("pyarrow.parquet", f"{name}: Parquet")
    try:
        table = parquet.ParquetFile(name)
        number = 0
        for rows in table.iter_batches(batch_size=1_000):
            for row in rows.to_pylist():
                number += 1
                line = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_as_text)
                yield Entry(f"{as_text(name)}#L{number}", line.encode("utf-8", "replace"))
    except (OSError, ValueError) as error:
        raise ReadError(name, str(error).splitlines()[0].lower()) from error


def _as_text(value: object) -> str:
    """A value of a Parquet column that JSON has no type for."""
    return value.isoformat() if isinstance(value, date) else str(value)


def needed(module: str, feature: str) -> Any:
    """A module of the extra `parquet`.

    Raises:
        MissingExtra: If it is not installed.
    """
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise MissingExtra(feature, "parquet") from error
