"""What all commands do with streams, exit codes, the clock and days."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NoReturn

import typer

from brief.errors import SettingsError
from brief.formats import Format

if TYPE_CHECKING:
    from pathlib import Path

    from brief.model import Skipped
    from brief.settings import Settings


DONE, NOTHING, SOME_SKIPPED, INTERRUPTED = 0, 1, 3, 130
LAST_YEAR = 9000
"""Behind it days cannot be counted on for long."""


def err(line: str) -> None:
    """Say a line on standard error, whatever is in it."""
    sys.stderr.write(f"brief: {harmless(line)}\n")


def harmless(text: str, *, lines: bool = False) -> str:
    r"""A text without what a terminal obeys, or no stream can hold.

    Args:
        text: With whatever a file or its name holds.
        lines: Whether line feeds and tabs are its own.

    >>> harmless("no\x1b[31mfile\n"), harmless("a\tb\n", lines=True)
    ('no\ufffd[31mfile\ufffd', 'a\tb\n')
    """
    return (_OBEYED_BUT_LINES if lines else _OBEYED).sub("\ufffd", text)


# And what no stream can hold: bytes of a name that is not UTF-8.
_OBEYED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_OBEYED_BUT_LINES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def tell(line: str) -> None:
    """Say a line to somebody who sits there; a job of cron's is silent when all is well."""
    if sys.stderr.isatty():
        err(line)


def out(text: str) -> None:
    """Print a result on standard output."""
    sys.stdout.write(text)


def say_skipped(skipped: Skipped) -> None:
    """Say which input was left out, and why."""
    err(f"{skipped.uri}: {skipped.reason}")


def progress(*, quiet: bool) -> Callable[[int, int], None]:
    """A line on a terminal that counts; nothing elsewhere, nothing for a single page."""

    def show(done: int, of: int) -> None:
        if of > 1 and sys.stderr.isatty() and not quiet:
            end = "\n" if done == of else ""
            sys.stderr.write(f"\rbrief: {done} of {of}{end}")
            sys.stderr.flush()

    return show


class Clock:
    """Where the time goes, step by step."""

    def __init__(self) -> None:
        from time import perf_counter

        self._now = perf_counter
        self._since = perf_counter()
        self._spent: dict[str, float] = {}

    def lap(self, step: str) -> None:
        """Count the time since the last lap to a step."""
        now = self._now()
        self._spent[step] = self._spent.get(step, 0.0) + now - self._since
        self._since = now

    def show(self) -> None:
        """Print each step's time, in the order they were taken."""
        for step, seconds in self._spent.items():
            err(f"{step:16s}{1000 * seconds:9.1f} ms")


def refuse_bytes(formats: Iterable[str]) -> None:
    """See that what goes to a terminal is text.

    Raises:
        SettingsError: If it is not.
    """
    for one in formats:
        if not Format(one).is_text:
            raise SettingsError(f"a {one.upper()} does not go to a terminal: name a file with --output")


def log_to_stderr(*, verbose: bool, quiet: bool) -> None:
    """Send the library's log to standard error."""
    import logging

    level = logging.DEBUG if verbose else logging.ERROR if quiet else logging.WARNING
    # What the libraries we read with say of a file, we say in our own words.
    others = logging.DEBUG if verbose else logging.CRITICAL
    logging.basicConfig(level=others, format="brief: %(message)s", stream=sys.stderr)
    logging.getLogger("brief").setLevel(level)


def leave(*, produced: int, skipped: int) -> NoReturn:
    """Leave with the exit code the contract names."""
    if not produced:
        raise typer.Exit(NOTHING)
    raise typer.Exit(SOME_SKIPPED if skipped else DONE)


def now() -> str:
    """The time pages carry: the clock's, or that of SOURCE_DATE_EPOCH for the same bytes every time."""
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not epoch.isdecimal():
        raise SettingsError(f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (OverflowError, ValueError, OSError):
        raise SettingsError(f"SOURCE_DATE_EPOCH is {epoch}, beyond all calendars") from None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def the_day(text: str | None, option: str = "--date") -> str | None:
    """The day named by --date or --day."""
    from datetime import date

    from brief.model import FIRST_NEWSPAPER

    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise SettingsError(f"{option} {text!r} is not a day; write it as YYYY-MM-DD") from None
    if not FIRST_NEWSPAPER <= day.year < LAST_YEAR:
        raise SettingsError(f"{option} {text!r}: no newspaper is of that year")
    return day.isoformat()


def day_told(text: str | None) -> str | None:
    """The day of publication named by --date: none that is still to come, wherever on earth it was told.

    Raises:
        SettingsError: If it is no day, or not yet.
    """
    from datetime import date, timedelta

    day = the_day(text)
    if day and date.fromisoformat(day) > date.fromisoformat(now()[:10]) + timedelta(days=1):
        raise SettingsError(f"--date {day} is still to come: it is the day the text was published")
    return day


def settings_of(config: Path | None) -> Settings:
    """The settings that --config names, else what holds without any."""
    from pathlib import Path

    from brief.settings import Settings, load

    return load(config) if config else Settings(path=Path("brief.toml"))
