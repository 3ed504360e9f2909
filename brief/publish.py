"""An edition → where it shall go: files, a stream, a program that sends mail."""

from __future__ import annotations

import shlex
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from brief.errors import DeliveryFailed, WriteError
from brief.files import write
from brief.formats import Format, filled
from brief.model import Edition
from brief.render import pages, render

COMMAND_TIMEOUT_S = 120
ABANDONED_S = 3600
"""An unfinished file of this age belongs to no run."""


def publish(
    edition: Edition,
    *,
    formats: Sequence[str],
    name: str = "digest",
    output: str | None = None,
    stdout: BinaryIO | None = None,
    command: str | None = None,
    template: str | None = None,
    paper: str = "a4",
    full: bool = False,
    look: Mapping[str, Any] | None = None,
) -> tuple[Path, ...]:
    """Fit the edition on its page, set it in each format and put it where it shall go.

    Every page is set before the first is written, each file takes its place as a whole, and mail
    goes last: when something fails, no page is half there. After a stop between mail and memory
    the same message, with the same Message-ID, is sent once more by the next run: none is lost.

    Args:
        edition: A day's.
        formats: Of the files, one or more.
        name: Of the digest, for `{name}`.
        output: Path with `{date}`, `{name}` and `{format}`; None for `stdout`.
        stdout: Takes the page when there is no `output`; one format then.
        command: Program and arguments that take the digest as a mail on standard input
            (`sendmail -t`).
        template: As for `render`.
        paper: `a4` or `letter`.
        full: One page for each story behind the first.
        look: Further settings of `render`'s profile.

    Returns:
        The files written.

    Raises:
        SettingsError: If the output has an unknown field.
        WriteError: If a file cannot be written.
        DeliveryFailed: If the command fails or does not end.
    """
    how: dict[str, Any] = {"template": template, "paper": paper, **(look or {})}
    edition = fitted(edition, **how)
    pages_set = {kind: render(edition, kind, full=full, **how) for kind in formats}
    mail = render(edition, Format.eml, full=full, **how) if command else b""
    written = []
    for kind, data in pages_set.items():
        if output is not None:
            path = filled(output, date=edition.day, name=name, format=kind)
            _sweep(path)
            try:
                write(path, data)
            except OSError as error:
                raise WriteError(path, error.strerror or str(error)) from error
            written.append(path)
        elif stdout is not None:
            stdout.write(data)
            stdout.flush()
    if command:
        _deliver(command, mail)
    return tuple(written)


def _sweep(path: Path) -> None:
    """Take away what a run that was killed while writing this page left behind."""
    for left in path.parent.glob(f".{path.name}.*.part"):
        with suppress(OSError):  # another run may sweep too, or be writing
            if time.time() - left.stat().st_mtime > ABANDONED_S:
                left.unlink()


def fitted(edition: Edition, **how: Any) -> Edition:
    """The edition with as many of its stories, from the first on, as one typeset page holds.

    Args:
        edition: A day's.
        **how: How the page looks, as for `pages`.
    """
    high = len(edition.chapters[: edition.on_page])
    low = min(1, high)
    while low < high:
        middle = (low + high + 1) // 2
        if pages(replace(edition, on_page=middle), **how) <= 1:
            low = middle
        else:
            high = middle - 1
    return replace(edition, on_page=low)


def _deliver(command: str, mail: bytes) -> None:
    """Hand the mail to the program that sends it."""
    try:
        done = subprocess.run(  # noqa: S603  the user's own settings name the program
            shlex.split(command), input=mail, capture_output=True, timeout=COMMAND_TIMEOUT_S, check=False
        )
    except (OSError, ValueError) as error:
        raise DeliveryFailed(f"{command}: cannot be run: {error}") from error
    except subprocess.TimeoutExpired as error:
        raise DeliveryFailed(f"{command}: did not end within {COMMAND_TIMEOUT_S} s") from error
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise DeliveryFailed(f"{command}: ended with {done.returncode}{f': {said}' if said else ''}")
