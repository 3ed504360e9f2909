"""From what lies in a newsroom's folder to articles.

`READERS` is the table of formats; each is one function in a file of its own.
"""

from __future__ import annotations

import glob
import importlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from brief.errors import ReadError
from brief.model import RawArticle, Skipped
from brief.read.found import Part, Reader, printable
from brief.read.limits import Budget, Limits, megabytes
from brief.read.names import as_text, on_disk
from brief.read.own import OWN, is_own
from brief.read.sniff import format_of

__all__ = [
    "READERS",
    "Limits",
    "as_text",
    "expand",
    "expand_each",
    "format_of",
    "on_disk",
    "read",
    "read_bytes",
]

# By name, so that reading a text loads nothing that only a PDF needs.
READERS = {
    "plain": "brief.read.plain:read_plain",
    "markdown": "brief.read.markdown:read_markdown",
    "html": "brief.read.html:read_html",
    "json": "brief.read.jsonl:read_json",
    "jsonl": "brief.read.jsonl:read_jsonl",
    "pdf": "brief.read.pdf:read_pdf",
    "docx": "brief.read.office:read_docx",
    "odt": "brief.read.office:read_odt",
    "rtf": "brief.read.rtf:read_rtf",
    "mail": "brief.read.mail:read_mail",
    "mbox": "brief.read.mail:read_mbox",
    "feed": "brief.read.feed:read_feed",
    "json_feed": "brief.read.feed:read_json_feed",
    "gzip": "brief.read.archive:read_gzip",
    "zip": "brief.read.archive:read_zip",
}
STDIN = "-"
NO_FILE, NO_MATCH = "the folder holds no file", "matches no file"
"""Why a folder and a pattern are skipped that nothing is wrong with: on a quiet day they are empty."""
DEFAULT = Limits()
_NO_WORDS = " \t\n\r\f\v\0\u00a0\u200b\ufeff"


def expand(sources: Iterable[str | Path]) -> tuple[str | Skipped, ...]:
    """The inputs that the arguments of a command name.

    Args:
        sources: Files, folders (every file in them, at any depth, but for names that begin with a
            dot), patterns such as `news/*.html`, addresses, or `-` for standard input.

    Returns:
        One name for each input, in the order of the arguments, those of a folder or a pattern
        sorted, no file twice, under whatever names; a Skipped for a folder or pattern that holds
        nothing or cannot be looked into. Whether a file is there at all is for `read` to say.
    """
    return tuple(found for _, found in expand_each(sources))


def expand_each(sources: Iterable[str | Path]) -> Iterator[tuple[str, str | Skipped]]:
    """As `expand`, each input with the argument that names it."""
    met: set[object] = set()
    for source in sources:
        for found in _expand(str(source)):
            same = found if isinstance(found, Skipped) else _file(found)
            if same not in met:
                met.add(same)
                yield str(source), found


def _file(name: str) -> object:
    """What two names of one file have in common: the file, where there is one, and how it is to be read."""
    try:
        known = Path(name).stat()
    except (OSError, ValueError):
        return name
    return known.st_dev, known.st_ino, Path(name).suffix.lower()


def _expand(source: str) -> list[str | Skipped]:
    """What one argument stands for."""
    if not source:
        return [Skipped(uri=repr(source), reason="is no name of a file")]
    source = on_disk(source)
    path = Path(source)
    try:
        if source == STDIN or path.is_file():
            return [source]
        if path.is_dir():
            return _folder(path) or [Skipped(uri=as_text(source), reason=NO_FILE)]
        if glob.has_magic(source) and not is_address(source):
            # Not Path.glob: that knows no absolute patterns.
            matches = sorted(glob.glob(source, recursive=True))  # noqa: PTH207
            found = [name for match in matches if _is_input(Path(match)) for name in _expand(match)]
            return found or [Skipped(uri=as_text(source), reason=NO_MATCH)]
    except (OSError, ValueError) as error:
        return [_closed(source, error)]
    return [source]


def _folder(top: Path) -> list[str | Skipped]:
    """The files in a folder, sorted, and the folders in it that cannot be looked into.

    A link to nothing is named too, so that it is missed; pipes, sockets and devices are no files.
    """
    closed: list[OSError] = []
    files: list[str] = []
    for folder, inside, names in os.walk(top, onerror=closed.append):
        inside[:] = [name for name in inside if not name.startswith(".")]
        paths = (Path(folder, name) for name in names if not name.startswith("."))
        files += [str(path) for path in paths if _is_input(path)]
    return [*sorted(files), *(_closed(str(error.filename), error) for error in closed)]


def _is_input(path: Path) -> bool:
    """Whether what stands in a folder is to be read, or missed: no pipe, socket or device.

    A file in a folder that may be listed and not entered cannot be asked; it is named when it is read.
    """
    # Not Path's own, which raise where they may not ask.
    known = os.path.isfile(path) or os.path.isdir(path)  # noqa: PTH112, PTH113
    return known or not os.path.exists(path)  # noqa: PTH110


def _closed(name: str, error: Exception) -> Skipped:
    return Skipped(uri=as_text(name), reason=f"cannot be looked into: {why(error)}")


def is_address(source: str) -> bool:
    """Whether an input is named by a web address."""
    return source.startswith(("http://", "https://"))


def why(error: Exception) -> str:
    """The operating system's reason, in lower case."""
    return (getattr(error, "strerror", None) or str(error)).lower()


def read(
    source: str | Path,
    *,
    stdin: BinaryIO | None = None,
    allow_network: bool = False,
    limits: Limits = DEFAULT,
) -> tuple[RawArticle | Skipped, ...]:
    """Everything in one input.

    Args:
        source: A file, a part of a container as an article's `uri` names it
            (`inbox.mbox#3`), an `http` address, or `-` for standard input. A name that is not
            UTF-8 as it is, or as `as_text` writes it.
        stdin: What `-` stands for; `sys.stdin.buffer` if None.
        allow_network: Whether an address may be fetched. No file ever causes a request.
        limits: How much of it to look at.

    Returns:
        Its articles in the order they stand in, and between them what could not be read and why.
        Never empty. Their `uri` is text whatever a file is called.

    Raises:
        ReadError: If it cannot be read at all; the message names it and the cause.
    """
    name = on_disk(str(source))
    uri = as_text(name)
    if uri == STDIN:
        return read_bytes(_drain(stdin or sys.stdin.buffer, uri, limits), uri, limits=limits)
    if is_address(uri):
        if not allow_network:
            raise ReadError(uri, "is a web address; reading it needs --allow-network")
        from brief.read.fetch import fetch

        fetched = fetch(uri, limits=limits)
        return read_bytes(fetched.data if fetched else b"", uri, limits=limits)
    return _part(name, uri, limits) or read_bytes(_load(Path(name), uri, limits), uri, limits=limits)


def _part(name: str, uri: str, limits: Limits) -> tuple[RawArticle | Skipped, ...]:
    """What a container holds under this uri; empty when it names a file."""
    container, mark, _ = name.partition("#")
    try:
        if not mark or Path(name).exists() or not Path(container).is_file():
            return ()
    except (OSError, ValueError):
        return ()
    found = tuple(part for part in read(container, limits=limits) if part.uri == uri)
    if not found:
        raise ReadError(uri, "no such part in it")
    return found


def _drain(stream: BinaryIO, uri: str, limits: Limits) -> bytes:
    """All of a stream, unless it is too much."""
    try:
        data = stream.read(limits.max_bytes + 1)
    except OSError as error:
        raise ReadError(uri, f"cannot be read: {why(error)}") from error
    if len(data) > limits.max_bytes:
        raise ReadError(uri, f"is larger than {megabytes(limits.max_bytes)}")
    return data


def _load(path: Path, uri: str, limits: Limits) -> bytes:
    """The bytes of a file, or of a pipe that somebody names; sockets and devices are neither."""
    try:
        if path.is_dir():
            raise ReadError(uri, "is a folder")
        if path.exists() and not (path.is_file() or path.is_fifo()):
            raise ReadError(uri, "is not a regular file")
        with path.open("rb") as stream:
            return _drain(stream, uri, limits)
    except FileNotFoundError as error:
        raise ReadError(uri, "no such file") from error
    except (OSError, ValueError) as error:
        raise ReadError(uri, f"cannot be opened: {why(error)}") from error


def read_bytes(data: bytes, uri: str, *, limits: Limits = DEFAULT) -> tuple[RawArticle | Skipped, ...]:
    """Everything in the bytes of one input; `read` for those who have it in memory.

    Args:
        data: The whole input.
        uri: What it goes by; its ending helps where the content could be several formats.
        limits: How much of it to look at.

    Returns:
        As `read`.

    Raises:
        ReadError: If it cannot be read at all.
    """
    budget = Budget(limits=limits, uri=uri)
    found = tuple(_unfold(Part(name=uri, data=data, uri=uri), uri, budget, depth=0))
    if not found:
        raise ReadError(uri, "holds no article")
    return found


def _unfold(part: Part, container: str, budget: Budget, *, depth: int) -> Iterator[RawArticle | Skipped]:
    """What a part holds; the parts in it in turn, a bad one costing only itself."""
    uri = part.uri or f"{container}#{printable(part.name)}"
    if depth > budget.limits.max_depth:
        raise ReadError(uri, f"is packed more than {budget.limits.max_depth} times over")
    if not part.data.strip():
        raise ReadError(uri, "is empty")
    format = part.format or format_of(part.data, part.name, uri=uri)
    if is_own(part.data, format):
        raise ReadError(uri, OWN)
    for found in reader(format)(part.data, uri, budget):
        try:
            if isinstance(found, Part):
                yield from _unfold(found, uri, budget, depth=depth + 1)
            else:
                yield _worth_reading(found, budget) if isinstance(found, RawArticle) else found
        except ReadError as error:
            if found.uri == uri:
                raise
            yield Skipped(uri=error.uri, reason=error.reason)


def _worth_reading(article: RawArticle, budget: Budget) -> RawArticle:
    """The article, unless there is nothing in it or too much."""
    if not article.text.strip(_NO_WORDS):
        raise ReadError(article.uri, "holds no text")
    if len(article.text) > budget.limits.max_text:
        raise ReadError(article.uri, f"is longer than {budget.limits.max_text} characters")
    return article


def reader(format: str) -> Reader:
    """The function that reads a format of `READERS`."""
    module, _, name = READERS[format].partition(":")
    return cast(Reader, getattr(importlib.import_module(module), name))
