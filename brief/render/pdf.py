"""PDF: the page set by Typst, one page of it, measured."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brief.errors import RenderError, TemplateError
from brief.model import Briefing
from brief.render.jinja import find
from brief.render.profile import LOGO_TYPES, Profile
from brief.render.view import view

if TYPE_CHECKING:
    from typst import Fonts

SCALES = (1.15, 1.11, 1.07, 1.0, 0.93)
"""Sizes that a page may be set in, the largest that fits winning. The smallest print is 7 pt, so
that 0.93 keeps it above 6.5 pt."""
FONT_PACKAGES = ("fontpkg_source_serif_4", "fontpkg_source_sans_3")
LONGEST_TOKEN = 28
"""Characters in a row without a space that a narrow column can be trusted to hold."""


def render(briefing: Briefing, profile: Profile) -> bytes:
    """The briefing as a tagged PDF, set as large as the page allows."""
    return set_page(view(briefing, profile), profile, made=briefing.made)


def pages(briefing: Briefing, profile: Profile) -> int:
    """How many pages the briefing takes at the smallest size."""
    return pages_of(view(briefing, profile), profile)


def set_page(seen: dict[str, Any], profile: Profile, *, made: str) -> bytes:
    """What a template sees, as a tagged PDF; `made` is the document's ISO 8601 date and time."""
    data = _data(seen, profile)
    inputs = _inputs(data, _scale(data, profile))
    sheet: bytes = _compile(
        profile, inputs, format="pdf", pdf_standards=[profile.pdf_standard], timestamp=seconds(made)
    )
    return sheet


def pages_of(seen: dict[str, Any], profile: Profile) -> int:
    """How many pages what a template sees takes at the smallest size."""
    return _pages(_data(seen, profile), profile, SCALES[-1])


def _data(data: dict[str, Any], profile: Profile) -> dict[str, Any]:
    """What the template sees, ready for Typst."""
    if profile.logo is not None:
        kind = LOGO_TYPES[profile.logo.suffix.lower()]
        data["profile"]["logo"] = {"bytes": list(profile.logo.read_bytes()), "format": kind}
    broken: dict[str, Any] = _breakable(data)
    return broken


def _breakable(value: Any) -> Any:
    """Plain data with a chance to break a line in every token too long for a column."""
    if isinstance(value, str):
        return _with_breaks(value) if len(value) > LONGEST_TOKEN else value
    if isinstance(value, dict):
        return {key: _breakable(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_breakable(part) for part in value]
    return value


def _with_breaks(text: str) -> str:
    """Text with a zero-width space in each token longer than a column holds."""
    tokens = text.split(" ")
    if all(len(token) <= LONGEST_TOKEN for token in tokens):
        return text
    step = LONGEST_TOKEN // 4
    return " ".join(
        "\u200b".join(token[at : at + step] for at in range(0, len(token), step))
        if len(token) > LONGEST_TOKEN
        else token
        for token in tokens
    )


def _scale(data: Mapping[str, Any], profile: Profile) -> float:
    """The largest size at which the page fits, found by halving; the smallest when none does."""
    low, high = 0, len(SCALES) - 1
    while low < high:
        middle = (low + high) // 2
        if _pages(data, profile, SCALES[middle]) <= profile.pages:
            high = middle
        else:
            low = middle + 1
    return SCALES[high]


def _pages(data: Mapping[str, Any], profile: Profile, scale: float) -> int:
    """How many pages the data take at a size: set, and drawn too small to cost anything."""
    drawn = _compile(profile, _inputs(data, scale), format="png", ppi=1)
    return len(drawn) if isinstance(drawn, list) else 1


def _inputs(data: Mapping[str, Any], scale: float) -> dict[str, str]:
    """What Typst is handed: text as JSON, so that it stays data."""
    return {"data": json.dumps(data, ensure_ascii=False), "scale": str(scale)}


def _compile(profile: Profile, inputs: dict[str, str], **options: Any) -> Any:
    """The template set with these inputs."""
    import typst

    path = find(profile.template, ".typ")
    try:
        return typst.compile(path, root=path.parent, font_paths=_fonts(), sys_inputs=inputs, **options)
    except typst.TypstError as error:
        message = " ".join(error.diagnostic.split()) if error.diagnostic else str(error)
        if path.parent == find("briefing", ".typ").parent:
            raise RenderError(f"the page could not be set: {message}") from error
        raise TemplateError(f"{path}: {message}") from error


@cache
def _fonts() -> Fonts:
    """The text fonts, as their packages bring them."""
    import typst

    folders = [
        Path(spec.origin).parent / "files"
        for name in FONT_PACKAGES
        if (spec := find_spec(name)) and spec.origin
    ]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def seconds(made: str) -> int:
    """The day of the document, in seconds since 1970: the page's own, never the clock's."""
    from datetime import UTC, datetime

    try:
        moment = datetime.fromisoformat(made)
    except ValueError:
        return 0
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
