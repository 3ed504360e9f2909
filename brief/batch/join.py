"""The briefings of all shards as one file."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from brief.batch.articles import needed
from brief.errors import SettingsError
from brief.files import replacing


def check_ending(output: Path) -> None:
    """Say before the work begins that a file cannot be written in its format.

    Raises:
        SettingsError: If it is a folder, or Parquet in a further compression.
        MissingExtra: If the format's package is not installed.
    """
    ending = output.suffix.lower()
    if ending == ".zst":
        needed("zstandard", f"{output}: Zstandard")
    if ending in {".gz", ".zst"}:
        ending = output.with_suffix("").suffix.lower()
        if ending == ".parquet":
            raise SettingsError(f"{output}: Parquet is compressed already; leave out {output.suffix}")
    if ending == ".parquet":
        needed("pyarrow.parquet", f"{output}: Parquet")
    if output.is_dir():
        raise SettingsError(f"{output}: is a folder; name a file for the briefings")
    if ending not in {".jsonl", ".ndjson", ".json", ".parquet", ""}:
        raise SettingsError(f"{output}: briefings are written as .jsonl (.gz, .zst) or .parquet")


def join(shards: Sequence[Path], output: Path) -> None:
    """Write the shards one after the other; the output appears whole or not at all.

    Args:
        shards: Files as `brief_shard` writes them, in order.
        output: JSON lines, compressed when it ends in `.gz` or `.zst`; or Parquet, with
            the columns `id`, `title`, `bottom_line`, `summary`, `error` and, as JSON,
            `briefing`.
    """
    with replacing(output) as file:
        if output.suffix.lower() == ".parquet":
            _write_parquet(shards, file)
            return
        with _compressed(file, output.suffix.lower()) as target:
            for shard in shards:
                for line in briefings(shard):
                    target.write(line)


def briefings(shard: Path) -> Iterator[bytes]:
    """The lines of a shard without its count."""
    with shard.open("rb") as lines:
        last = next(lines, b"")
        for line in lines:
            yield last
            last = line


def failures(shard: Path) -> Iterator[str]:
    """What went wrong in a shard, a line for each article that failed."""
    for line in briefings(shard):
        row = json.loads(line) if b'"error"' in line else {}
        if "error" in row and "schema" not in row:
            yield row["error"]["message"]


@contextmanager
def _compressed(file: IO[bytes], ending: str) -> Iterator[IO[bytes]]:
    """The file, or a stream that compresses into it."""
    if ending == ".gz":
        # No name and no time in its head: same briefings, same bytes.
        with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0, compresslevel=6) as target:
            yield cast(IO[bytes], target)
    elif ending == ".zst":
        zstandard = needed("zstandard", "Zstandard")
        with zstandard.ZstdCompressor(level=9).stream_writer(file, closefd=False) as target:
            yield target
    else:
        yield file


def _write_parquet(shards: Sequence[Path], file: IO[bytes]) -> None:
    """A row group for each shard."""
    arrow, parquet = needed("pyarrow", "Parquet"), needed("pyarrow.parquet", "Parquet")
    text = arrow.string()
    schema = arrow.schema(
        {
            "id": text,
            "title": text,
            "bottom_line": text,
            "summary": arrow.list_(text),
            "error": text,
            "briefing": text,
        }
    )
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for shard in shards:
            rows = [_row(line) for line in briefings(shard)]
            if rows:
                writer.write_table(arrow.Table.from_pylist(rows, schema=schema))


def _row(line: bytes) -> dict[str, Any]:
    """A briefing as a row."""
    briefing = json.loads(line)
    ident, error = briefing.get("id"), briefing.get("error")
    return {
        "id": ident,
        "title": briefing.get("title"),
        "bottom_line": (briefing.get("bottom_line") or {}).get("text"),
        "summary": [item["text"] for item in briefing.get("summary", ())],
        "error": error["message"] if error else None,
        "briefing": None if error else line.decode().rstrip("\n"),
    }
