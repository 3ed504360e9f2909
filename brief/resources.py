"""Where the files that ship with `brief` are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def templates() -> Path:
    """The folder of built-in templates: inside the wheel, or beside the package in a checkout.

    Raises:
        FileNotFoundError: If neither is there, which means a broken installation.
    """
    for folder in (_PACKAGE / "templates", _PACKAGE.parent / "templates"):
        if (folder / "briefing.md.j2").is_file():
            return folder
    raise FileNotFoundError("the templates of brief are missing; reinstall it")


def data(name: str) -> Path:
    """The path of a shipped data file, `brief/data/<name>`."""
    return _PACKAGE / "data" / name
