"""Render: a briefing → the bytes of a page, in any format."""

from __future__ import annotations

from collections.abc import Callable

from brief.errors import UnknownName
from brief.model import Briefing
from brief.render import html, json, mail, markdown, pdf, text
from brief.render.profile import Profile

Renderer = Callable[[Briefing, Profile], bytes]

RENDERERS: dict[str, Renderer] = {
    "md": markdown.render,
    "pdf": pdf.render,
    "html": html.render,
    "json": json.render,
    "txt": text.render,
    "eml": mail.render,
}


def render(
    sheet: Briefing, format: str, *, template: str | None = None, paper: str = "a4", **profile: object
) -> bytes:
    """Set a page in a format.

    Args:
        sheet: What stands on the page.
        format: One of `RENDERERS`.
        template: A built-in template's name (`briefing`, `sitrep`, `plain`) or the path
            of one's own; `briefing` when None.
        paper: `a4` or `letter`.
        **profile: How the page looks and what is printed; see `Profile`.

    Returns:
        The page. The same briefing and profile give the same bytes.

    Raises:
        UnknownName: If there is no such format, template or paper.
        SettingsError: If something in the profile is wrong.
        TemplateError: If a template does not compile, or fails; names file and line.
        RenderError: If the page cannot be set.
    """
    if format not in RENDERERS:
        raise UnknownName("format", format, RENDERERS)
    return RENDERERS[format](sheet, Profile.of(template=template, paper=paper, **profile))


def fits(
    briefing: Briefing, *, template: str | None = None, paper: str = "a4", pages: int = 1, **profile: object
) -> bool:
    """Whether a briefing fits its pages; what `compose` asks while it chooses.

    Args:
        briefing: What would stand on the page.
        template: As for `render`.
        paper: `a4` or `letter`.
        pages: How many it may fill.
        **profile: As for `render`.
    """
    return pdf.fits(briefing, Profile.of(template=template, paper=paper, pages=pages, **profile))


def pages(briefing: Briefing, *, template: str | None = None, paper: str = "a4", **profile: object) -> int:
    """How many typeset pages a briefing takes, at the smallest size a page may be set in.

    Args:
        briefing: What stands on the page.
        template: As for `render`.
        paper: `a4` or `letter`.
        **profile: As for `render`.
    """
    return pdf.pages(briefing, Profile.of(template=template, paper=paper, **profile))
