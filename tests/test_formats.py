"""The formats of a page, and those who read their table."""

from __future__ import annotations

from pathlib import Path

from brief.formats import ENDINGS, Format, check_ending, formats_for
from brief.render import RENDERERS
from brief.render.templates import names
from brief.settings import EXAMPLE


def test_every_format_is_rendered() -> None:
    assert {*Format} <= {*RENDERERS}


def test_every_format_has_a_built_in_template_unless_it_has_none_of_its_own() -> None:
    assert {*names()["briefing"]} == {*names()["digest"]} == {one for one in Format if one.template}


def test_the_settings_to_begin_with_name_every_format() -> None:
    (line,) = [line for line in EXAMPLE.splitlines() if line.startswith("formats = ")]

    assert line.endswith(f"# {', '.join(Format)}")


def test_every_ending_names_its_format() -> None:
    for ending, format in ENDINGS.items():
        page = Path(f"page.{ending.upper()}")

        check_ending(page, format)
        assert formats_for(page, ()) == (format,)
