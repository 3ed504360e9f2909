"""The door: arguments in, one call into the library, results out, exit codes."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import RawIOBase, TextIOWrapper
from typing import Annotated, Any

import typer

from brief.cli.archive import batch
from brief.cli.days import digest, init
from brief.cli.designs import templates_list, templates_new, templates_show
from brief.cli.pages import explain, generate, verify
from brief.cli.talk import DONE, INTERRUPTED, NOTHING, err
from brief.cli.timetable import (
    schedule_install,
    schedule_list,
    schedule_remove,
    schedule_run,
    schedule_status,
)
from brief.errors import BriefError

_UsageError: Any = typer.BadParameter.__base__
"""What typer raises for a command line it cannot read; it has no public name there."""

_UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EBADF}

app = typer.Typer(
    name="brief",
    help="Turn news articles into one page: nothing told twice, every word traced to its source.",
    epilog="Results go to standard output, everything else to standard error. "
    "Exit codes: 0 done, 1 nothing produced, 2 wrong arguments, 3 some inputs skipped, "
    "75 another run holds the lock.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # importing rich would double the time of --help
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def main(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    """Turn news articles into one page: nothing told twice, every word traced to its source."""
    if version:
        from brief import __version__

        typer.echo(f"brief {__version__}")
        raise typer.Exit


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; every error is one line on standard error."""
    with _errors_as_codes() as code:
        command = typer.main.get_command(app)
        left_with = command.main(
            args=list(arguments) if arguments is not None else None, prog_name="brief", standalone_mode=False
        )
        code[0] = left_with if isinstance(left_with, int) else DONE
    return code[0]


@contextmanager
def _errors_as_codes() -> Iterator[list[int]]:
    """The one place where errors become exit codes."""
    code = [DONE]
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever called us (`>&-`)
            setattr(sys, name, TextIOWrapper(_Closed(), write_through=mode == "w"))
    try:
        yield code
    except _UsageError as error:
        message = error.format_message().replace("Value error, ", "").removesuffix(".")
        help_of = error.ctx.command_path if error.ctx else "brief"
        if "\n" in message:  # no command at all: the message is the whole help
            sys.stderr.write(f"{message}\n")
        else:
            err(f"{message} ({help_of} --help says more)")
        code[0] = error.exit_code
    except typer.Abort:
        code[0] = INTERRUPTED
    except BriefError as error:
        err(str(error))
        code[0] = error.exit_code
    except KeyboardInterrupt:
        code[0] = INTERRUPTED
    except BrokenPipeError:  # the reader of our output has left, as `head` does
        sys.stdout = None  # else Python flushes it once more while ending
        code[0] = DONE
    except Exception as error:
        import logging

        logging.getLogger(__name__).debug("", exc_info=True)
        if isinstance(error, OSError) and error.errno in _UNWRITABLE:
            err(f"the output cannot be written: {(error.strerror or str(error)).lower()}")
        else:
            err(f"a fault of ours: {type(error).__name__}: {error} (--verbose shows where)")
        code[0] = NOTHING


class _Closed(RawIOBase):
    """Stands for a stream that is closed: reading and writing fail as they do for any closed file."""

    def readable(self) -> bool:
        """As a stream that could be read."""
        return True

    def writable(self) -> bool:
        """As a stream that could be written."""
        return True

    def readinto(self, into: object) -> int:
        """What the system says of a closed file."""
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    def write(self, data: object) -> int:
        """What the system says of a closed file."""
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


schedule_app = typer.Typer(no_args_is_help=True, help="Make digests by themselves, by cron or systemd.")
templates_app = typer.Typer(no_args_is_help=True, help="Built-in templates, and a start for one's own.")

for _command in (generate, digest, init, explain, verify, batch):
    app.command()(_command)
schedule_app.command("install")(schedule_install)
schedule_app.command("list")(schedule_list)
schedule_app.command("remove")(schedule_remove)
schedule_app.command("run")(schedule_run)
schedule_app.command("status")(schedule_status)
templates_app.command("list")(templates_list)
templates_app.command("show")(templates_show)
templates_app.command("new")(templates_new)
app.add_typer(schedule_app, name="schedule")
app.add_typer(templates_app, name="templates")
