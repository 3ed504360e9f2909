"""The formats of a page: what each and its templates are called, how its files end, and where they go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Self

from brief.errors import SettingsError


class Format(StrEnum):
    """Formats of a page: of each its name, how its templates' files end, and further endings of its own."""

    md = "md", ".md.j2", "markdown"
    pdf = "pdf", ".typ"
    html = "html", ".html.j2", "htm"
    json = "json"
    txt = "txt", ".txt.j2"
    eml = "eml"

    template: str
    """How the files of its templates end; empty where it has none of its own."""
    endings: tuple[str, ...]
    """Of its files, without the dot: its name first."""

    def __new__(cls, name: str, template: str = "", *further: str) -> Self:
        """A format, as the table above has it."""
        format = str.__new__(cls, name)
        format._value_ = name
        format.template = template
        format.endings = (name, *further)
        return format

    @property
    def is_text(self) -> bool:
        """Whether a terminal can show it."""
        return self is not Format.pdf

    @property
    def is_page(self) -> bool:
        """Whether it holds what a page has room for; else everything that was found."""
        return self is not Format.json


ENDINGS: Mapping[str, Format] = {ending: one for one in Format for ending in one.endings}
"""All endings and the formats they name."""
BRIEFING, DIGEST = "brief/briefing@1", "brief/digest@1"
"""What a page in JSON says that it is."""
TEMPLATES: Mapping[str, Format] = {one.template: one for one in Format if one.template}
"""How a template's file ends, and the format it makes; a mail is made of three of them."""


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
            f" choose one of {', '.join(Format)}, or name it with --format; a folder's name ends in /"
        )
    return (ENDINGS[ending].value,)


def check_ending(output: Path, format: str) -> None:
    """See that a file does not end as another format than its own.

    Raises:
        SettingsError: If it does.
    """
    ending = output.suffix[1:].lower()
    if ENDINGS.get(ending, format) != format:
        raise SettingsError(f"{output} ends in .{ending}, but the format is {format}: give one of the two")


def formats_of(wanted: Sequence[str], output: str | None) -> tuple[str, ...]:
    """The formats of pages that go to one place: those wanted, else what its name ends in, else Markdown.

    Args:
        wanted: Formats asked for.
        output: Path with fields, as `filled` takes it; None for a stream.

    Raises:
        SettingsError: If the path has an unknown field, if several formats would go to one place, or one
            to a file that ends in another, or in what names none.
    """
    path = Path(output) if output else None
    if output is not None:
        _check_fields(output)
    formats = formats_for(path, wanted)
    if len(formats) > 1 and (output is None or "{format}" not in output):
        raise SettingsError(
            f"{len(formats)} formats are wanted: name a place for each, such as out/{{name}}.{{format}}"
        )
    if path is not None:
        check_ending(path, formats[0])
    return formats


FIELDS = ("date", "name", "format")
"""What may stand in braces in a path."""


def has_fields(output: Path) -> bool:
    """Whether a path has something to fill in; a file or a folder of that very name has nothing.

    >>> has_fields(Path("out/{name}.md")), has_fields(Path("out/page.md"))
    (True, False)
    """
    return re.search(r"\{\w*\}", str(output)) is not None and not output.exists()


def filled(output: str, **values: str) -> Path:
    """The file that a path with fields names.

    >>> str(filled("out/{date}/{name}.{format}", date="2026-03-01", name="morning", format="pdf"))
    'out/2026-03-01/morning.pdf'

    Raises:
        SettingsError: If it has an unknown field.
    """
    _check_fields(output)
    for field in FIELDS:
        output = output.replace(f"{{{field}}}", values[field])
    return Path(output)


def _check_fields(output: str) -> None:
    """Raise for a field that a path cannot have."""
    unknown = sorted(set(re.findall(r"\{(.*?)\}", output)) - set(FIELDS))
    if unknown:
        known = ", ".join(f"{{{field}}}" for field in FIELDS)
        raise SettingsError(f"{output}: no field {{{unknown[0]}}}; known are {known}")


def tell_all(formats: Iterable[str]) -> bool:
    """Whether one of the formats holds everything that was found.

    >>> tell_all(["pdf", "json"]), tell_all(["pdf", "md"])
    (True, False)
    """
    return not all(Format(one).is_page for one in formats)
