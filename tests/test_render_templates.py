"""The built-in templates, and starting one's own from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.errors import SettingsError, UnknownName
from brief.render import render
from brief.render.templates import names, source, start
from tests.support import harbour_page


def test_the_built_in_templates_have_a_file_for_each_format() -> None:
    assert {"briefing", "sitrep", "plain", "digest"} <= names().keys()
    assert set(names()["briefing"]) == {"md", "html", "txt", "pdf"}


def test_a_template_can_be_read() -> None:
    assert "parts.headline()" in source("sitrep", "md")
    with pytest.raises(UnknownName, match="choose one of briefing"):
        source("newsletter", "md")
    with pytest.raises(UnknownName, match="choose one of html, md, pdf, txt"):
        source("briefing", "json")


@pytest.mark.parametrize("kind", ["md", "html", "txt", "pdf"])
def test_ones_own_begins_as_the_built_in_one(tmp_path: Path, kind: str) -> None:
    files = start(tmp_path / "house", like="sitrep")
    mine = next(
        file for file in files if file.name.startswith("house") and kind[:2] in file.suffixes[0] + ".pdf.typ"
    )

    assert render(harbour_page(), kind, template=str(mine)) == render(harbour_page(), kind, template="sitrep")


def test_a_change_shows_in_the_format_it_is_made_for(tmp_path: Path) -> None:
    start(tmp_path / "house")
    mine = tmp_path / "house" / "house.md.j2"
    mine.write_text("House style\n" + mine.read_text())

    assert render(harbour_page(), "md", template=str(mine)).startswith(b"House style")
    assert b"House style" not in render(harbour_page(), "html", template=str(mine))


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    start(tmp_path / "house")

    with pytest.raises(SettingsError, match="is there already"):
        start(tmp_path / "house")
