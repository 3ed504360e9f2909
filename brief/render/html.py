"""HTML: one self-contained file, light and dark, for screens, phones and printers."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from typing import Any

from brief.formats import Format
from brief.model import Edition, Sheet
from brief.render.jinja import fill
from brief.render.overview import behind, of_digest, overview
from brief.render.profile import LOGO_TYPES, Profile
from brief.render.view import view


def render(sheet: Sheet, profile: Profile, *, full: bool = False) -> bytes:
    """The briefing or digest as an HTML page, UTF-8; it loads nothing and runs no script.

    `full` adds a digest's briefings as sections of the page.
    """
    if not isinstance(sheet, Edition):
        return _filled(view(sheet, profile), profile)
    own = of_digest(profile, Format.html)
    page = _filled(overview(sheet, own), own)
    further = [render(briefing, look) for briefing, look in behind(sheet, profile)] if full else []
    return _joined(page, further) if full else page


def _filled(data: dict[str, Any], profile: Profile) -> bytes:
    """The profile's template with these data in it, and the logo."""
    data["profile"]["logo"] = _logo(profile)
    return fill(profile.template, Format.html, data, None).encode("utf-8", "replace")


def _joined(page: bytes, further: Sequence[bytes]) -> bytes:
    """Further pages as sections of the first; their names within it made unique."""
    sections = []
    for number, one in enumerate(further, 1):
        whole = one.decode()
        body = whole[whole.index("<main>") + len("<main>") : whole.index("</main>")]
        body = re.sub(r'\b(id|aria-labelledby)="([\w-]+)"', rf'\1="\2-{number}"', body)
        sections.append(f'<section class="behind" id="story-{number}">{body}</section>\n')
    before, end, after = page.decode().rpartition("</main>")
    return f"{before}{''.join(sections)}{end}{after}".encode()


def _logo(profile: Profile) -> Any:
    """The logo as a data address, or None."""
    if profile.logo is None:
        return None
    kind = LOGO_TYPES[profile.logo.suffix.lower()]
    media = {"jpg": "image/jpeg", "svg": "image/svg+xml"}.get(kind, f"image/{kind}")
    return f"data:{media};base64,{base64.b64encode(profile.logo.read_bytes()).decode()}"
