"""The fonts a page is set in: its own text fonts, and whatever else is here for other scripts."""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typst import Fonts

TEXT_FONTS = ("fontpkg_source_serif_4", "fontpkg_source_sans_3")
"""Packages that bring Source Serif 4 and Source Sans 3 (SIL Open Font License)."""

# Well inside of what both families have in roman and italic; anything else may need another
# font. Looking for one that is not needed costs milliseconds, missing one costs the word.
_COVERED = re.compile(
    r"[\t\n\r -~\u00a0-\u00ac\u00ad-\u017f\u0386-\u038a\u038c-\u03a1\u03a3-\u03ce\u0400-\u045f"
    r"\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122\u200b]*"
)


def covered(text: str) -> bool:
    """Whether the text fonts have every character of a text, as far as we know without asking them.

    >>> covered("Żółć, Άγρα, Москва – “£5”"), covered("新闻")
    (True, False)
    """
    return (text.isascii() and text.isprintable()) or _COVERED.fullmatch(text) is not None


@cache
def text_fonts() -> Fonts:
    """The text fonts alone: the same on every machine."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=_folders())


@cache
def all_fonts() -> Fonts:
    """The text fonts, those of every other installed font package, and the system's."""
    import typst

    others = [
        folder
        for place in sys.path
        if Path(place).is_dir()
        for folder in sorted(Path(place).glob("fontpkg_*/files"))
    ]
    return typst.Fonts(font_paths=[*_folders(), *others])


def _folders() -> list[Path]:
    """Where the text fonts are, found without importing their packages."""
    specs = [find_spec(name) for name in TEXT_FONTS]
    return [Path(spec.origin).parent / "files" for spec in specs if spec and spec.origin]
