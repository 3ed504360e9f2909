"""`brief templates`: the built-in designs, and a start for one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from brief.cli.talk import out


def templates_list() -> None:
    """Name the built-in templates and the formats they make."""
    from brief.render.templates import names

    for name, formats in names().items():
        out(f"{name:10} {', '.join(formats)}\n")


def templates_show(
    name: Annotated[str, typer.Argument(help="A built-in template.")],
    kind: Annotated[str, typer.Option("--format", "-f", help="md, html, txt or pdf.")] = "md",
) -> None:
    """Print a built-in template."""
    from brief.render.templates import source

    out(source(name, kind))


def templates_new(
    folder: Annotated[Path, typer.Argument(help="A new folder; its name becomes the template's.")],
    like: Annotated[str, typer.Option(help="The built-in template to start from.")] = "briefing",
) -> None:
    """Copy a built-in template, and the pieces it is made of, to change."""
    from brief.render.templates import start

    for file in start(folder, like=like):
        out(f"{file}\n")
