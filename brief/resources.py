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


def lines(name: str) -> list[str]:
    """The lines of a shipped data file that say something: neither empty nor a comment.

    Raises:
        FileNotFoundError: If there is no such file.
    """
    told = data(name).read_text(encoding="utf-8").split("\n")
    return [line for line in told if line and not line.startswith("#")]


@cache
def lists(name: str) -> dict[str, tuple[str, ...]]:
    """The word lists of a shipped data file, by the heading in brackets they stand under.

    A line holds words, or phrases between bars; what follows a `#` is a comment.

    Raises:
        FileNotFoundError: If there is no such file.
        KeyError: If words stand above the first heading.
    """
    listed: dict[str, tuple[str, ...]] = {}
    heading = ""
    for line in lines(name):
        words = line.partition("#")[0].strip()
        if words.startswith("["):
            heading = words.strip("[]")
            listed.setdefault(heading, ())
        elif words:
            entries = (entry.strip() for entry in words.split("|")) if "|" in words else words.split()
            listed[heading] += tuple(entry for entry in entries if entry)
    return listed


@cache
def listed(name: str, *headings: str) -> frozenset[str]:
    """The words that stand under headings of a shipped data file.

    Raises:
        FileNotFoundError: If there is no such file.
        KeyError: If it has no such heading.
    """
    return frozenset().union(*(lists(name)[heading] for heading in headings))


@cache
def stop_words(language: str) -> frozenset[str]:
    """Words too common to tell what a text is about; empty for a language we have no list of."""
    name = f"stopwords/{language}.txt"
    if not data(name).is_file():
        return frozenset()
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def function_words() -> dict[str, frozenset[str]]:
    """The commonest words of each language that we have a list of."""
    rows = (line.partition(":") for line in lines("function_words.txt"))
    return {language: frozenset(words.split()) for language, _, words in rows}
