"""How a house wants its pages: desk, logo, accent, paper, sections."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

from brief.errors import SettingsError, UnknownName

PAPERS = ("a4", "letter")
SECTIONS = ("summary", "figures", "quotes", "flags", "timeline", "named")
"""The parts of the page whose order and presence a profile may choose."""
PDF_STANDARDS = ("ua-1", "a-2a", "a-2b", "a-3a", "a-3b", "1.7", "2.0")
LARGEST_LOGO_BYTES = 512 * 1024
LOGO_TYPES = {".png": "png", ".jpg": "jpg", ".jpeg": "jpg", ".gif": "gif", ".svg": "svg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a page looks like, apart from its words."""

    template: str = "briefing"
    """A built-in template's name, or the path of one."""
    paper: str = "a4"
    desk: str = ""
    logo: Path | None = None
    """A local image: PNG, JPEG, GIF or SVG."""
    accent: str = "#0f3d5c"
    language: str | None = None
    """ISO 639-1 code of labels and dates; the briefing's own when None."""
    sections: tuple[str, ...] = SECTIONS
    analyst: bool = False
    """An empty labelled line for the analyst's own words."""
    pages: int = 1
    pdf_standard: str = "ua-1"
    sender: str = ""
    """Of the mail: an address, with or without a name."""
    recipients: tuple[str, ...] = ()

    @classmethod
    def of(cls, **settings: object) -> Profile:
        """A profile of these settings, each checked; None leaves a default.

        Raises:
            SettingsError: If a setting is unknown or its value is wrong.
            UnknownName: If there is no such paper.
        """
        known = {field.name for field in fields(cls)}
        if unknown := sorted(set(settings) - known):
            raise SettingsError(
                f"no profile setting named {unknown[0]!r}; known are {', '.join(sorted(known))}"
            )
        given = {name: value for name, value in settings.items() if value is not None}
        for name in ("sections", "recipients"):
            if name in given:
                given[name] = _words(name, given[name])
        if "logo" in given:
            given["logo"] = Path(str(given["logo"]))
        profile = cls(**given)  # type: ignore[arg-type]  # each is checked below
        _check(profile)
        return profile


def _words(name: str, value: object) -> tuple[str, ...]:
    """A setting that is a list of words."""
    if isinstance(value, str):
        return tuple(value.split())
    if not isinstance(value, Iterable):
        raise SettingsError(f"{name} is a list of words, not {value!r}")
    return tuple(str(word) for word in value)


def _check(profile: Profile) -> None:
    """Raise for the first setting that is wrong."""
    if profile.paper not in PAPERS:
        raise UnknownName("paper", profile.paper, PAPERS)
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", profile.accent):
        raise SettingsError(f"accent is a colour such as #0f3d5c, not {profile.accent!r}")
    if wrong := [section for section in profile.sections if section not in SECTIONS]:
        raise UnknownName("section", wrong[0], SECTIONS)
    if profile.pdf_standard not in PDF_STANDARDS:
        raise UnknownName("PDF standard", profile.pdf_standard, PDF_STANDARDS)
    if not isinstance(profile.pages, int) or profile.pages < 1:
        raise SettingsError(f"pages is a number from 1 on, not {profile.pages!r}")
    if profile.logo is not None:
        _check_logo(profile.logo)


def _check_logo(logo: Path) -> None:
    """Raise unless the logo is a readable image of a known type and a sensible size."""
    if logo.suffix.lower() not in LOGO_TYPES:
        raise SettingsError(f"logo {logo} is not a PNG, JPEG, GIF or SVG file")
    if not logo.is_file():
        raise SettingsError(f"logo {logo} does not exist")
    if logo.stat().st_size > LARGEST_LOGO_BYTES:
        raise SettingsError(f"logo {logo} is larger than {LARGEST_LOGO_BYTES // 1024} kB")
