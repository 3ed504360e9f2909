"""What the name of a file says of the format of the page in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from brief.errors import SettingsError

SUFFIXES = ("md", "pdf", "html", "json", "txt", "eml")
"""File endings that name a format by themselves."""
ENDINGS = {**{suffix: suffix for suffix in SUFFIXES}, "markdown": "md", "htm": "html"}
"""All endings and the formats they name."""


def formats_for(output: Path | None, wanted: Sequence[str]) -> tuple[str, ...]:
    """The formats to set, each once: those wanted, else what the output ends in, else Markdown.

    >>> formats_for(Path("out/page.pdf"), ()), formats_for(Path("out/{name}.{format}"), ())
    (('pdf',), ('md',))

    Raises:
        SettingsError: If none is wanted and the output's ending names none.
    """
    ending = output.suffix[1:].lower() if output else ""
    if wanted or output is None or not ending or ending == "{format}" or output.is_dir():
        return tuple(dict.fromkeys(wanted)) or ("md",)
    if ending not in ENDINGS:
        raise SettingsError(
            f"{output}: no format ends in .{ending};"
            f" choose one of {', '.join(SUFFIXES)}, or name it with --format; a folder's name ends in /"
        )
    return (ENDINGS[ending],)


def check_ending(output: Path, format: str) -> None:
    """See that a file does not end as another format than its own.

    Raises:
        SettingsError: If it does.
    """
    ending = output.suffix[1:].lower()
    if ENDINGS.get(ending, format) != format:
        raise SettingsError(f"{output} ends in .{ending}, but the format is {format}: give one of the two")
