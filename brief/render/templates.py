"""The built-in templates: which there are, what stands in them, and a copy to change."""

from __future__ import annotations

from pathlib import Path

from brief.errors import SettingsError, UnknownName
from brief.formats import TEMPLATES, Format
from brief.render.jinja import USUAL, is_own
from brief.resources import templates

OF_DIGESTS = frozenset({"digest"})
"""Built-in templates that show a digest; the others show one briefing."""


def check_template(template: str, *, of_digest: bool) -> None:
    """See that there is a template of that name or path, for pages of the kind.

    Args:
        template: A built-in template's name, or the path of one's own: a file, or a folder as `start` makes.
        of_digest: Whether it shall show a digest; else a briefing.

    Raises:
        UnknownName: If there is none, or it is built in for the other kind.
        SettingsError: If the file's name is none of a template.
    """
    built_in = set(names())
    fit = built_in & OF_DIGESTS if of_digest else built_in - OF_DIGESTS
    if template in fit | {USUAL}:  # the usual one stands for the usual page of either
        return
    if template in built_in or not is_own(template):
        raise UnknownName("template of digests" if of_digest else "template of briefings", template, fit)


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
