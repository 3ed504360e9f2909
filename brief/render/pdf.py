"""PDF: the page set by Typst, one page of it, measured."""

from __future__ import annotations

import io
import json
import logging
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from brief.errors import RenderError, TemplateError
from brief.formats import Format
from brief.model import QUESTIONS, Briefing, Edition, Sheet
from brief.render.characters import texts
from brief.render.estimate import estimate, guess
from brief.render.fonts import all_fonts, covered, text_fonts
from brief.render.jinja import find
from brief.render.overview import behind, of_digest, overview
from brief.render.profile import LOGO_TYPES, Profile
from brief.render.view import view
from brief.resources import templates

logger = logging.getLogger(__name__)

SCALES = (1.15, 1.11, 1.07, 1.0, 0.93)
"""Sizes that a page may be set in, the largest that fits winning. The smallest print is 7 pt, so
that 0.93 keeps it above 6.5 pt."""
MISSING_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
MOST_CHARACTERS = 20_000
"""More than a page could hold if all of it were set in its smallest size and narrowest letters,
which saves setting what clearly does not fit."""
LONGEST_TOKEN = 28
"""Characters in a row without a space that a narrow column can be trusted to hold."""


def render(sheet: Sheet, profile: Profile, *, full: bool = False) -> bytes:
    """The briefing or digest as a tagged PDF, each page set as large as it allows.

    `full` adds a digest's briefings as further sheets.
    """
    if not isinstance(sheet, Edition):
        return _set_page(view(sheet, profile), profile, made=sheet.made)
    own = of_digest(profile, Format.pdf)
    if full and _is_built_in(own.template):
        briefings = [(view(briefing, look), look) for briefing, look in behind(sheet, profile)]
        return _set_together([(overview(sheet, own, numbered=True), own), *briefings], made=sheet.made)
    page = _set_page(overview(sheet, own, numbered=full), own, made=sheet.made)
    further = [render(briefing, look) for briefing, look in behind(sheet, profile)] if full else []
    return _joined([page, *further]) if full else page


def _is_built_in(template: str) -> bool:
    return find(template, Format.pdf).parent == templates()


def _set_page(seen: dict[str, Any], profile: Profile, *, made: str) -> bytes:
    """What a template sees, as a tagged PDF; `made` is the document's ISO 8601 date and time."""
    data = _prepared(seen, profile)
    inputs = _inputs(data, scale_of(data, profile))
    sheet: bytes = _compile(
        profile, inputs, format="pdf", pdf_standards=[profile.pdf_standard], timestamp=seconds(made)
    )
    return sheet


def _set_together(pages: Sequence[tuple[dict[str, Any], Profile]], *, made: str) -> bytes:
    """Several sheets as one tagged PDF, with one title and one outline; built-in templates only.

    Args:
        pages: What the template of each sheet sees, and how it looks; the first gives the title.
        made: ISO 8601 date and time of the document.
    """
    files: dict[str, bytes] = {}
    inputs: dict[str, str] = {}
    for number, (seen, profile) in enumerate(pages):
        own = f"-{number}" if number else ""
        data = _prepared(seen, profile)
        inputs |= {f"{key}{own}": text for key, text in _inputs(data, scale_of(data, profile)).items()}
        files |= _copies(profile.template, own)
    names = [
        f"{profile.template}{f'-{number}' if number else ''}" for number, (_, profile) in enumerate(pages)
    ]
    files["main"] = "".join(f'#include "{name}.typ"\n' for name in names).encode()
    standards = [pages[0][1].pdf_standard]
    sheets: bytes = typeset(
        files, inputs, built_in=True, format="pdf", pdf_standards=standards, timestamp=seconds(made)
    )
    return sheets


def _joined(sheets: Sequence[bytes]) -> bytes:
    """Sheets as one file, where a template of the user's has set the first by itself."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for sheet in sheets:
        writer.append(PdfReader(io.BytesIO(sheet)), import_outline=False)
    writer.metadata = PdfReader(io.BytesIO(sheets[0])).metadata
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _copies(template: str, own: str) -> dict[str, bytes]:
    """A built-in template and its pieces under names of their own, which look for inputs of their own."""
    page = (templates() / f"{template}.typ").read_text(encoding="utf-8")
    parts = (templates() / "_parts.typ").read_text(encoding="utf-8")
    return {
        f"{template}{own}.typ": page.replace('"_parts.typ"', f'"_parts{own}.typ"').encode(),
        f"_parts{own}.typ": parts.replace('#let own = ""', f'#let own = "{own}"').encode(),
    }


def fits(briefing: Briefing, profile: Profile) -> bool:
    """Whether the briefing fits the profile's pages at the smallest size; set and counted where in doubt."""
    if _characters(briefing) > MOST_CHARACTERS * profile.pages:
        return False
    page = _page(_Same(briefing), profile)
    sure = _surely_fits(page.data, profile, page.share)
    return _pages(page.data, profile, SCALES[-1]) <= profile.pages if sure is None else sure


def fullness(briefing: Briefing, profile: Profile) -> float | None:
    """About how much of its pages the briefing fills at the smallest size; None where only setting tells."""
    share = _page(_Same(briefing), profile).guess
    return None if share is None else share / profile.pages


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A briefing that equals itself alone, which is told without looking through it."""

    briefing: Briefing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.briefing is self.briefing

    def __hash__(self) -> int:
        return id(self.briefing)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What a template sees of a briefing, and how much it fills at the smallest size."""

    data: dict[str, Any]
    share: tuple[float, float] | None
    """As `estimate` tells it."""
    guess: float | None


@lru_cache(maxsize=8)
def _page(same: _Same, profile: Profile) -> _Page:
    """A briefing as a page; kept, since who asks how full it is asks next whether it fits."""
    data = page_data(same.briefing, profile)
    share = estimate(data, profile, SCALES[-1])
    return _Page(
        data=data, share=share, guess=share[1] if share is not None else guess(data, profile, SCALES[-1])
    )


def _surely_fits(data: Mapping[str, Any], profile: Profile, share: tuple[float, float] | None) -> bool | None:
    """Whether the data fit when they fill so much of a page; None where they have to be set."""
    # With characters of other scripts about, the system's fonts take part, whose letters nobody measured.
    if share is None or not covered("".join(texts(data))):
        return None
    if share[1] <= 1:
        return True
    return False if share[0] > profile.pages else None


def pages(sheet: Sheet, profile: Profile) -> int:
    """How many pages the briefing or digest takes at the smallest size."""
    if isinstance(sheet, Edition):
        profile = of_digest(profile, Format.pdf)
        seen = overview(sheet, profile)
    else:
        seen = view(sheet, profile)
    return _pages(_prepared(seen, profile), profile, SCALES[-1])


def _characters(briefing: Briefing) -> int:
    """How many characters the items of a briefing have."""
    answers = (item for question in QUESTIONS for item in getattr(briefing.box, question))
    single = (item for item in (briefing.title, briefing.bottom_line) if item)
    parts = (briefing.points, briefing.quotes, briefing.figures, briefing.timeline, briefing.flags)
    items = [*single, *answers, *(item for part in parts for item in part)]
    return sum(len(item.text) + len(item.label) + len(item.note or "") for item in items)


def page_data(briefing: Briefing, profile: Profile) -> dict[str, Any]:
    """What the template sees of a briefing, ready for Typst."""
    return _prepared(view(briefing, profile), profile)


def _prepared(data: dict[str, Any], profile: Profile) -> dict[str, Any]:
    """What the template sees, ready for Typst."""
    for source in data.get("sources", ()):
        source.pop("text", None)
        source.pop("analysis", None)
    if profile.logo is not None:
        kind = LOGO_TYPES[profile.logo.suffix.lower()]
        data["profile"]["logo"] = {"bytes": list(profile.logo.read_bytes()), "format": kind}
    return _breakable(data)


def _breakable(data: dict[str, Any]) -> dict[str, Any]:
    """Plain data with a chance to break a line in every token too long for a column."""
    parts: list[Any] = [data]
    holders = [0]  # for each part the place of the one that holds it; one item may stand in several
    long: set[int] = set()
    for place, part in enumerate(parts):  # it grows while it is walked
        for one in part.values() if type(part) is dict else part:
            kind = type(one)
            if kind is dict or kind is list:
                parts.append(one)
                holders.append(place)
            elif kind is str and len(one) > LONGEST_TOKEN and _is_too_long(one):
                above = place
                while above not in long:
                    long.add(above)
                    above = holders[above]
    broken: dict[str, Any] = _broken(data, {id(parts[place]) for place in long})
    return broken


def _broken(value: Any, long: Collection[int]) -> Any:
    """Plain data with breaks; of parts that have nothing to break, as nearly all, themselves."""
    if isinstance(value, str):
        return _with_breaks(value) if _is_too_long(value) else value
    if id(value) not in long:
        return value
    if isinstance(value, dict):
        return {key: _broken(part, long) for key, part in value.items()}
    return [_broken(part, long) for part in value]


def _is_too_long(text: str) -> bool:
    """Whether a text has a token that is longer than a column holds."""
    start = 0
    while len(text) - start > LONGEST_TOKEN:
        # Behind the last space within reach: no token before it is longer.
        start = text.rfind(" ", start, start + LONGEST_TOKEN + 1) + 1
        if start == 0:
            return True
    return False


def _with_breaks(text: str) -> str:
    """Text with a zero-width space in each token longer than a column holds."""
    step = LONGEST_TOKEN // 4
    return " ".join(
        "\u200b".join(token[at : at + step] for at in range(0, len(token), step))
        if len(token) > LONGEST_TOKEN
        else token
        for token in text.split(" ")
    )


def scale_of(data: Mapping[str, Any], profile: Profile) -> float:
    """The largest size at which the page fits, found by halving; the smallest when none does."""
    sure = [_surely_fits(data, profile, estimate(data, profile, scale)) for scale in SCALES[:-1]]
    low = next((index for index, one in enumerate(sure) if one is not False), len(sure))
    high = next((index for index, one in enumerate(sure) if one), len(sure))
    first = low
    while low < high:
        # The largest first: most pages are short, and their size is found in one pass.
        middle = low if low == first else (low + high) // 2
        if _pages(data, profile, SCALES[middle]) <= profile.pages:
            high = middle
        else:
            low = middle + 1
    return SCALES[high]


def _pages(data: Mapping[str, Any], profile: Profile, scale: float) -> int:
    """How many pages the data take at a size: set, and drawn too small to cost anything."""
    drawn = draw(data, profile, scale, ppi=1)
    return len(drawn) if isinstance(drawn, list) else 1


def draw(data: Mapping[str, Any], profile: Profile, scale: float, *, ppi: float) -> bytes | list[bytes]:
    """The page as a PNG picture; a list of them when there are several.

    Args:
        data: As `page_data` gives it.
        profile: How the page looks.
        scale: One of `SCALES`.
        ppi: Dots an inch.
    """
    drawn: bytes | list[bytes] = _compile(profile, _inputs(data, scale), format="png", ppi=ppi)
    return drawn


def _inputs(data: Mapping[str, Any], scale: float) -> dict[str, str]:
    """What Typst is handed: text as JSON, so that it stays data."""
    return {"data": json.dumps(data, ensure_ascii=False), "scale": str(scale)}


def _compile(profile: Profile, inputs: dict[str, str], **options: Any) -> Any:
    """The template set with these inputs."""
    path = find(profile.template, Format.pdf)
    return typeset(path, inputs, built_in=path.parent == templates(), root=path.parent, **options)


def typeset(
    source: Path | dict[str, bytes], inputs: dict[str, str], *, built_in: bool, **options: Any
) -> Any:
    """What Typst makes of a template.

    Args:
        source: The template's file, or several files by name, of which `main` is set.
        inputs: What it sees in `sys.inputs`.
        built_in: Whether a failure is a fault of ours.
        **options: As for `typst.compile`.

    Raises:
        RenderError: If a built-in template fails.
        TemplateError: If a template of the user's fails; names file and line.
    """
    import typst

    fonts = text_fonts() if covered("".join(inputs.values())) else all_fonts()
    try:
        return typst.compile(source, font_paths=fonts, sys_inputs=inputs, **options)
    except typst.TypstError as error:
        missing = MISSING_GLYPH.findall(error.diagnostic or "")
        if missing:
            _warn_of(missing)
            # The standards forbid characters that no font can show; the text is still in the page.
            return typeset(source, inputs, built_in=built_in, **{**options, "pdf_standards": []})
        message = " ".join((error.diagnostic or str(error)).split())
        if built_in:
            raise RenderError(f"the page could not be set: {message}") from error
        raise TemplateError(f"{source}: {message}") from error


def _warn_of(missing: Sequence[str]) -> None:
    """Name the characters that will print as boxes."""
    pieces = (re.sub(r"\\u\{(\w+)\}", lambda match: chr(int(match[1], 16)), piece) for piece in missing)
    characters = sorted({one for piece in pieces for one in piece if unicodedata.category(one) != "Cf"})
    if not characters:
        return
    shown = ", ".join(f"{one} ({unicodedata.name(one, f'U+{ord(one):04X}')})" for one in characters[:5])
    more = f" and {len(characters) - 5} more" if len(characters) > 5 else ""
    logger.warning(
        "no font here has %s%s: they print as boxes; install a font for the script, or brief-page[fonts]",
        shown,
        more,
    )


def seconds(made: str) -> int:
    """The day of the document, in seconds since 1970: the page's own, never the clock's."""
    from datetime import UTC, datetime

    try:
        moment = datetime.fromisoformat(made)
    except ValueError:
        return 0
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
