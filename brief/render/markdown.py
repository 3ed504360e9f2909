r"""Markdown: CommonMark with YAML front matter, text escaped where it could mean something."""

from __future__ import annotations

import re

from brief.formats import Format
from brief.model import Edition, Sheet
from brief.render.jinja import fill
from brief.render.overview import behind, of_digest, overview
from brief.render.profile import Profile
from brief.render.view import view

# What means something to CommonMark, GitHub (tables, strikethrough, mentions, issues, emoji),
# Obsidian (tags, highlights, comments, mathematics) or Pandoc (citations, attributes,
# superscripts), and only where it does: text stays readable as it is.
_SPECIAL = re.compile(
    r"""
      [\\`*\[\]<{}|~$^]
    | (?<![^\W_])_ | _(?![^\W_])
    | &(?=\#?\w+;)
    | [@\#](?=\w)
    | :(?=[\w+-]+:)
    | (?<=[=%-])[=%-] | [=%-](?=[=%-])
    """,
    re.VERBOSE,
)
_OPENING = re.compile(r"^(\s*)(?:(>|[#+=-](?=\s|$|[>#+=-]))|(\d{1,9})([.)])(?=\s|$))")


def render(sheet: Sheet, profile: Profile, *, full: bool = False) -> bytes:
    """The briefing or digest in Markdown, UTF-8; `full` adds a digest's briefings as sections."""
    if not isinstance(sheet, Edition):
        page = fill(profile.template, Format.md, view(sheet, profile), escape)
        return _spaced(page).encode("utf-8", "replace")
    own = of_digest(profile, Format.md)
    page = fill(own.template, Format.md, overview(sheet, own), escape)
    first = (re.sub(r"\n{3,}", "\n\n", page).strip() + "\n").encode("utf-8", "replace")
    further = [render(briefing, look) for briefing, look in behind(sheet, profile)] if full else []
    return b"\n---\n".join([first, *map(_without_front_matter, further)])


def _without_front_matter(page: bytes) -> bytes:
    """A page as a section of another: a front matter is only one at the top of a file."""
    return re.sub(rb"\A---\n.*?\n---\n", b"", page, flags=re.DOTALL)


def escape(text: str) -> str:
    r"""Text that Markdown shows as it is.

    >>> escape("*not* a [link](x), 1 < 2 & <b>, snake_case, #1")
    '\\*not\\* a \\[link\\](x), 1 \\< 2 & \\<b>, snake_case, \\#1'
    >>> escape("- no list"), escape("1. no list")
    ('\\- no list', '1\\. no list')
    """
    text = _SPECIAL.sub(lambda match: "\\" + match.group(), text)
    return _OPENING.sub(
        lambda match: f"{match[1]}\\{match[2]}" if match[2] else f"{match[1]}{match[3]}\\{match[4]}", text
    )


def _spaced(page: str) -> str:
    """The page with one empty line between blocks, none between items of a list, a line feed at its end."""
    page = re.sub(r"[ \t]+\n", "\n", page)
    page = re.sub(r"\n{3,}", "\n\n", page)
    page = re.sub(r"(?m)(?<=\n)(\s*- .*)\n\n(?=\s*- )", r"\1\n", page)
    return page.strip() + "\n"
