"""Render: a briefing, or a day's digest → the bytes of a page, in any format."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from types import ModuleType

from brief.errors import UnknownName
from brief.formats import Format
from brief.model import Briefing, Edition, Sheet
from brief.render import html, json, mail, markdown, pdf, terminal, text
from brief.render.profile import Profile
from brief.render.templates import check_template

RENDERERS: Mapping[str, Callable[..., bytes]] = {
    Format.md: markdown.render,
    Format.pdf: pdf.render,
    Format.html: html.render,
    Format.json: json.render,
    Format.txt: text.render,
    Format.eml: mail.render,
    "terminal": terminal.render,
}
"""Who sets a page in a format; that of a terminal, which no file has, is one of briefings alone."""


def render(
    sheet: Sheet,
    format: str,
    *,
    template: str | None = None,
    paper: str = "a4",
    full: bool = False,
    **profile: object,
) -> bytes:
    """Set a page in a format.

    Args:
        sheet: What stands on the page.
        format: One of `RENDERERS`; for a digest, a `Format`.
        template: A built-in template's name (`briefing`, `sitrep`, `plain`, `digest`) or the path
            of one's own; when None, `briefing`, or `digest` for an edition.
        paper: `a4` or `letter`.
        full: Of a digest: one page for each story behind the first.
        **profile: How the page looks and what is printed; see `Profile`.

    Returns:
        The page. The same briefing and profile give the same bytes.

    Raises:
        UnknownName: If there is no such format, template or paper.
        SettingsError: If something in the profile is wrong.
        TemplateError: If a template does not compile, or fails; names file and line.
        RenderError: If the page cannot be set.
    """
    known = [*Format] if isinstance(sheet, Edition) else [*RENDERERS]
    if format not in known:
        raise UnknownName("format", format, known)
    wanted = _profile(sheet, template, paper, profile)
    further = {"full": full} if isinstance(sheet, Edition) else {}
    return RENDERERS[format](sheet, wanted, **further)


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
    return pdf.fits(briefing, _profile(briefing, template, paper, {"pages": pages, **profile}))


def fullness(
    briefing: Briefing, *, template: str | None = None, paper: str = "a4", pages: int = 1, **profile: object
) -> float | None:
    """About how much of its pages a briefing fills, 1 being all; where `compose` starts to search.

    Takes what `fits` takes.

    Returns:
        A share of the pages; None when only setting the page would tell.
    """
    return pdf.fullness(briefing, _profile(briefing, template, paper, {"pages": pages, **profile}))


def pages(sheet: Sheet, *, template: str | None = None, paper: str = "a4", **profile: object) -> int:
    """How many typeset pages a briefing or a digest takes, at the smallest size a page may be set in.

    Args:
        sheet: What stands on the page.
        template: As for `render`.
        paper: `a4` or `letter`.
        **profile: As for `render`.
    """
    return pdf.pages(sheet, _profile(sheet, template, paper, profile))


def _profile(sheet: Sheet, template: str | None, paper: str, rest: Mapping[str, object]) -> Profile:
    """How a page looks, once it is known that its template is one for such a page."""
    if template is not None:
        check_template(template, of_digest=isinstance(sheet, Edition))
    return Profile.of(template=template, paper=paper, **rest)


class _Called(ModuleType):
    """This package, called: `from brief import render` finds the package, whoever has loaded it before."""

    __call__ = staticmethod(render)


sys.modules[__name__].__class__ = _Called
