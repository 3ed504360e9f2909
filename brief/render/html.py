"""HTML: one self-contained file, light and dark, for screens, phones and printers."""

from __future__ import annotations

import base64
from typing import Any

from brief.model import Briefing
from brief.render.jinja import fill
from brief.render.profile import LOGO_TYPES, Profile
from brief.render.view import view


def render(briefing: Briefing, profile: Profile) -> bytes:
    """The briefing as an HTML page, UTF-8; it loads nothing and runs no script."""
    data = view(briefing, profile)
    data["profile"]["logo"] = logo(profile)
    return fill(profile.template, ".html.j2", data, None).encode("utf-8", "replace")


def logo(profile: Profile) -> Any:
    """The logo as a data address, or None."""
    if profile.logo is None:
        return None
    kind = LOGO_TYPES[profile.logo.suffix.lower()]
    media = {"jpg": "image/jpeg", "svg": "image/svg+xml"}.get(kind, f"image/{kind}")
    return f"data:{media};base64,{base64.b64encode(profile.logo.read_bytes()).decode()}"
