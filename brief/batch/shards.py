"""The archive in pieces: the folder of a batch and what lies in it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice, repeat
from pathlib import Path
from typing import Any

from brief.batch.articles import Entry
from brief.errors import SettingsError
from brief.files import replacing, write

MARK = "brief-batch"
"""A file by which a folder is known as ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How an archive was cut, and where its pieces lie."""

    folder: str
    """Seen under the same name by every worker."""
    shards: int
    articles: int
    """Entries in all; a file of a folder counts as one."""
    made: str
    """The time that the briefings carry; a run resumed later keeps it."""
    asked: Mapping[str, Any]

    def cut(self, shard: int) -> Path:
        """The entries of a shard."""
        return self._file("cut", shard)

    def briefed(self, shard: int) -> Path:
        """The briefings of a shard; there only once they are all there."""
        return self._file("briefed", shard)

    def aside(self, shard: int) -> Path:
        """The entries of a shard that copy others."""
        return self._file("aside", shard)

    def noted(self, shard: int) -> Path:
        """What is odd about the entries of a shard."""
        return self._file("noted", shard)

    def stage(self, name: str) -> Path:
        """The folder of another stage's files."""
        return Path(self.folder) / name

    def _file(self, stage: str, shard: int) -> Path:
        return Path(self.folder) / stage / f"{shard:07d}.jsonl"


def cut(
    entries: Iterable[Entry],
    folder: Path,
    *,
    shard: int | None = None,
    made: str,
    asked: Mapping[str, object],
) -> Plan:
    """Write an archive as shards; it is read once, as a stream.

    Args:
        entries: Of the archive, in order.
        folder: Gets a folder `cut` with the shards and, when they are all there, `plan.json`.
        shard: Entries in each shard, at least 1; None for few in the first ones, then more.
        made: See `Plan`.
        asked: What the run was started with, to be compared when it is resumed.
    """
    articles = shards = 0
    for shards, some in enumerate(_some(entries, repeat(shard) if shard else _sizes()), 1):
        articles += len(some)
        with replacing(folder / "cut" / f"{shards - 1:07d}.jsonl") as file:
            for entry in some:
                file.write(entry.line())
    plan = Plan(folder=str(folder.resolve()), shards=shards, articles=articles, made=made, asked=dict(asked))
    write(folder / "plan.json", json.dumps(asdict(plan)).encode())
    return plan


def planned(folder: Path) -> Plan | None:
    """The plan of an earlier run; None where it did not get so far.

    Raises:
        SettingsError: If there is one that cannot be read: what was done is not thrown away for that.
    """
    file = folder / "plan.json"
    try:
        return Plan(**json.loads(file.read_bytes())) if file.exists() else None
    except (OSError, ValueError, TypeError) as error:
        raise SettingsError(f"{file}: is damaged; leave out --resume to begin anew") from error


def claim(folder: Path) -> None:
    """Make a folder ours and empty it of an earlier run.

    Raises:
        SettingsError: If it holds anything and was not made by a batch.
    """
    folder = folder.resolve()
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise SettingsError(f"{folder}: is not a folder of ours; name an empty one with --work-dir")
    # The mark comes first and stays, so that a run stopped here finds its folder again.
    write(folder / MARK, b"The work of a batch of brief: it is emptied when the batch begins anew.\n")
    for inside in folder.iterdir():
        if inside.is_dir() and not inside.is_symlink():
            shutil.rmtree(inside)
        elif inside.name != MARK:
            inside.unlink()


def entries(file: Path) -> Iterator[Entry]:
    """The entries of a shard, in order."""
    with file.open("rb") as lines:
        for line in lines:
            yield Entry.of(line)


def _some(entries: Iterable[Entry], sizes: Iterable[int]) -> Iterator[list[Entry]]:
    """So many at a time."""
    following = iter(entries)
    for size in sizes:
        some = list(islice(following, size))
        if not some:
            return
        yield some


def _sizes() -> Iterator[int]:
    """How many entries each shard gets: few at first, that a small archive keeps all workers busy."""
    for size, until in ((25, 100), (200, 5_000)):
        yield from repeat(size, until)
    yield from repeat(1_000)
