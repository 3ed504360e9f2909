"""What the documents show of the program, run anew each time (`make docs`)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def run(arguments: str, *, fence: str = "") -> str:
    """The command's real output, in a fenced block."""
    done = subprocess.run(  # noqa: S603  our own program, our own arguments
        [sys.executable, "-m", "brief", *arguments.split()],
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1552953600", "COLUMNS": "100"},
        check=True,
        capture_output=True,
        text=True,
    )
    return f"\n````{fence}\n{done.stdout.rstrip()}\n````\n"


def commands() -> str:
    """A table of the commands and what each does, from their help."""
    import typer.main

    from brief.cli import app

    group = typer.main.get_command(app)
    rows = [
        f"| `brief {name}` | {command.help.splitlines()[0]} |" for name, command in group.commands.items()
    ]  # type: ignore[attr-defined,union-attr]
    return "\n".join(["", "| command | does |", "| --- | --- |", *rows, ""])
