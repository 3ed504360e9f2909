"""What the documents show of the program, run anew each time (`make docs`)."""

from __future__ import annotations

import ast
import dataclasses
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


def modules() -> str:
    """A table of the package's modules and what each says of itself."""
    package = ROOT / "brief"
    files = sorted(package.rglob("*.py"), key=lambda path: (path.parent != package, path.as_posix()))
    rows = [
        f"| `{path.relative_to(package).as_posix()}` | {_first_line(path)} |"
        for path in files
        if path.name != "__main__.py"
    ]
    return "\n".join(["", "| file | subject |", "| --- | --- |", *rows, ""])


def types() -> str:
    """A table of the data types and their fields."""
    from brief import model

    rows = [
        f"| `{name}` | {', '.join(f'`{each.name}`' for each in dataclasses.fields(kind))} |"
        for name, kind in vars(model).items()
        if isinstance(kind, type) and dataclasses.is_dataclass(kind)
    ]
    return "\n".join(["", "| type | fields |", "| --- | --- |", *rows, ""])


def _first_line(path: Path) -> str:
    """The first line of a module's docstring, safe in a table."""
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return said.partition("\n")[0].replace("|", "\\|")
