"""Writing whole files: a reader never sees half of one, and two writers never meet."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from brief.errors import LockHeld, SettingsError


def write(path: Path, data: bytes) -> None:
    """Write the file as a whole or not at all; folders above it are made.

    Raises:
        OSError: If it cannot be written; what stood there before still does.
    """
    with replacing(path) as file:
        file.write(data)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of `path` when the block ends well.

    What is no file, as a device or a pipe, is written to as it is.

    Raises:
        OSError: If it cannot be written; what stood there before still does.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as stream:
            yield stream
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_umask())  # noqa: PTH101  mkstemp makes it private; a page is not
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise


def spare(inputs: Iterable[str], outputs: Iterable[Path]) -> None:
    """See that nothing that is read is written over.

    Args:
        inputs: Paths, with what stands behind a "#" left out; what is no path is none of them.
        outputs: Files that shall be written.

    Raises:
        SettingsError: If an output is one of the inputs, by whatever name.
    """
    read = {os.path.realpath(uri.partition("#")[0]) for uri in inputs if uri != "-"}
    for path in outputs:
        if os.path.realpath(path) in read and path.is_file():
            raise SettingsError(f"{path}: is one of the inputs and would be written over")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep others from making a file while the block runs, by a lock beside it.

    The system lifts the lock when its holder dies, however it dies.

    Raises:
        LockHeld: If another run makes that file.
        OSError: If nothing can be written there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    name = path.with_name(f".{path.name}.lock")
    while True:
        with name.open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise LockHeld(f"{path}: another run is at work on it") from error
            if not _still_there(file.fileno(), name):
                continue  # its last holder took it away after we had opened it
            try:
                yield
            finally:
                name.unlink(missing_ok=True)
            return


def _still_there(file: int, name: Path) -> bool:
    """Whether an open file is the one that goes by that name."""
    try:
        return os.path.samestat(os.fstat(file), name.stat())
    except FileNotFoundError:
        return False


def _umask() -> int:
    """The process's umask; reading it means setting it for a moment."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
