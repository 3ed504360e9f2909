"""The built-in templates: which there are, what stands in them, and a copy to change."""

from __future__ import annotations

from pathlib import Path

from brief.errors import SettingsError, UnknownName
from brief.formats import TEMPLATES, Format
from brief.resources import templates


def names() -> dict[str, tuple[str, ...]]:
    """The built-in templates by name, each with the formats it has a file for."""
    found: dict[str, list[str]] = {}
    for file in sorted(templates().iterdir()):
        if suffix := _suffix(file):
            found.setdefault(file.name.removesuffix(suffix), []).append(TEMPLATES[suffix])
    return {name: tuple(formats) for name, formats in found.items()}


def source(name: str, format: str) -> str:
    """What stands in a built-in template.

    Raises:
        UnknownName: If there is no such template, or it has no file for the format.
    """
    known = names()
    if name not in known:
        raise UnknownName("template", name, known)
    if format not in known[name]:
        raise UnknownName(f"format of template {name}", format, known[name])
    return (templates() / f"{name}{Format(format).template}").read_text(encoding="utf-8")


def start(folder: Path, *, like: str = "briefing") -> tuple[Path, ...]:
    """Begin templates of one's own: a built-in one under the folder's name, with the pieces it is made of.

    Args:
        folder: To be made; its name becomes the template's.
        like: The built-in template to start from.

    Returns:
        The files written: those to change first, then the pieces they use.

    Raises:
        UnknownName: If there is no such template.
        SettingsError: If the folder is there already and not empty, or cannot be written.
    """
    if like not in names():
        raise UnknownName("template", like, names())
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SettingsError(f"{folder}: is there already; name a new folder")
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in sorted(templates().iterdir(), key=lambda file: (file.name.startswith("_"), file.name)):
            suffix = _suffix(file)
            own = suffix is not None and file.name == f"{like}{suffix}"
            if own or file.name.startswith("_"):
                target = folder / (f"{folder.name}{suffix}" if own else file.name)
                target.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
                written.append(target)
    except OSError as error:
        raise SettingsError(f"{folder}: cannot be written: {error.strerror or error}") from error
    return tuple(written)


def _suffix(file: Path) -> str | None:
    """How a template's file name ends; None for the pieces that templates share."""
    if file.name.startswith("_"):
        return None
    return next((suffix for suffix in TEMPLATES if file.name.endswith(suffix)), None)
