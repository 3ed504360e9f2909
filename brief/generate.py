"""Inputs → pages: one for each story found, to a stream or into files."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from brief import pipeline
from brief.errors import BriefError, SettingsError, WriteError
from brief.files import spare, write
from brief.formats import check_ending, filled, formats_for, has_fields
from brief.model import Article, Briefing, Skipped, Story
from brief.read import on_disk
from brief.read.own import OWN
from brief.render import render

logger = logging.getLogger(__name__)

LONGEST_NAME = 120
"""Bytes of a file name, without number and ending; file systems take 255."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run of `brief generate` came to."""

    pages: int
    """Briefings produced, each in every format asked for."""
    written: tuple[Path, ...]
    skipped: tuple[Skipped, ...]


def generate(
    inputs: Sequence[str],
    wishes: pipeline.Wishes,
    *,
    made: str,
    stdout: BinaryIO,
    stdin: BinaryIO | None = None,
    formats: Sequence[str] = (),
    output: Path | None = None,
    folder: bool = False,
    published: str | None = None,
    separate: bool = False,
    allow_network: bool = False,
    on_skip: Callable[[Skipped], None] = lambda skipped: None,
    on_page: Callable[[int, int], None] = lambda done, of: None,
    lap: Callable[[str], None] = lambda step: None,
) -> Outcome:
    """Brief every story the inputs hold and put the pages where they shall go.

    Args:
        inputs: Files, folders, globs, or `-`.
        wishes: What is asked of each page.
        made: ISO 8601 date and time, UTC, for the pages to carry.
        stdout: Takes the page when there is one and no `output`.
        stdin: What `-` reads.
        formats: Formats wanted; none means what `output` ends in, else Markdown.
        output: A file (one input, one format), a folder, or a path with `{date}` (that of `made`), `{name}`
            (of the story's first file) and `{format}`, which are filled in.
        folder: Whether it is a folder that need not be there yet; else its name and what was found tell.
        published: ISO date for documents that do not say theirs.
        separate: A page for each article, even when several tell one story.
        allow_network: Fetch inputs that are web addresses.
        on_skip: Told of each input left out, when it is.
        on_page: Told after each story how many are done, of how many.
        lap: Told after each step which one is done.

    Raises:
        SettingsError: If the pages asked for have no place to go.
    """
    formats = formats_for(None if folder else output, formats)
    skipped: list[Skipped] = []

    def skip(one: Skipped) -> None:
        skipped.append(one)
        on_skip(one)

    articles: list[Article] = []
    for one in pipeline.articles(
        inputs,
        published=published,
        language=wishes.language,
        today=made[:10],
        stdin=stdin,
        allow_network=allow_network,
        limits=wishes.limits,
    ):
        skip(one) if isinstance(one, Skipped) else articles.append(one)
    lap("read and clean")
    stories = tuple(Story(articles=(a,)) for a in articles) if separate else pipeline.stories(articles)
    if output is not None and has_fields(output):
        place = _filled(output, formats, len(stories), day=made[:10])
    else:
        place = _place(inputs, output, formats, len(stories), folder=folder)
    names = _names(stories)
    if place is not None:
        read = [*(one.uri for one in articles), *(one.uri for one in skipped if one.reason != OWN)]
        spare(map(on_disk, read), [place(name, kind) for name in names for kind in formats])
    lap("group")
    pages, written = 0, []
    for number, (story, name) in enumerate(zip(stories, names, strict=True), 1):
        briefing = _brief(story, wishes, made=made, skip=skip, lap=lap)
        if briefing is not None:
            pages += 1
            for kind in formats:
                data = render(
                    briefing,
                    kind,
                    template=wishes.template,
                    paper=wishes.paper,
                    pages=wishes.pages,
                    **wishes.look,
                )
                if place is None:
                    stdout.write(data)
                    stdout.flush()
                else:
                    written.append(place(name, kind))
                    _write(written[-1], data)
        lap("render")
        on_page(number, len(stories))
    return Outcome(pages=pages, written=tuple(written), skipped=tuple(skipped))


def _place(
    inputs: Sequence[str], output: Path | None, formats: Sequence[str], stories: int, *, folder: bool
) -> Callable[[str, str], Path] | None:
    """Where a page of that name and format goes; None for standard output."""
    if output is None:
        if stories > 1 or len(formats) > 1:
            what = f"{stories} stories were found" if stories > 1 else f"{len(formats)} formats are wanted"
            raise SettingsError(f"{what}: name a folder for the pages with --output")
        return None
    one_file = len(inputs) == 1 and not Path(inputs[0]).is_dir() and not set(inputs[0]) & set("*?[")
    several = len(formats) > 1 or ((stories > 1 or not one_file) and not output.suffix)
    if folder or output.is_dir() or several:
        if output.exists() and not output.is_dir():
            raise SettingsError(f"{output}: is a file; several pages need a folder")
        return lambda name, kind: output / f"{name}.{kind}"
    if stories > 1:
        raise SettingsError(
            f"{stories} stories were found and {output} can hold one; name a folder with --output"
        )
    check_ending(output, formats[0])
    return lambda name, kind: output


def _filled(
    output: Path, formats: Sequence[str], stories: int, *, day: str
) -> Callable[[str, str], Path] | None:
    """Where a page goes whose path has fields."""
    path = str(output)
    filled(path, date=day, name="page", format=formats[0])
    needs = (
        (stories, "stories were found", "{name}"),
        (len(formats), "formats are wanted", "{format}"),
    )
    for several, what, field in needs:
        if several > 1 and field not in path:
            raise SettingsError(f"{several} {what}: put {field} into --output, as in out/{{name}}.{{format}}")
    if "{format}" not in path:
        check_ending(output, formats[0])
    return lambda name, kind: filled(path, date=day, name=name, format=kind)


def _names(stories: Iterable[Story]) -> list[str]:
    """A file name for each story, without ending: its lead article's, made unique in letters of any case."""
    taken: dict[str, int] = {}
    names = []
    for story in stories:
        name = unique = _name(story.articles[0].uri)
        while unique.casefold() in taken:
            taken[name.casefold()] += 1
            unique = f"{name}-{taken[name.casefold()]}"
        taken[unique.casefold()] = 1
        names.append(unique)
    return names


def _name(uri: str) -> str:
    """What a page of this article is called."""
    uri, _, member = uri.partition("#")
    stem = "stdin" if uri == "-" else PurePosixPath(uri.rstrip("/")).name
    stem = re.sub(r"\.(?:[A-Za-z0-9]{1,5})(?:\.gz)?$", "", stem) or "page"
    name = re.sub(r"[^\w.\-]+", "-", f"{stem}-{member}" if member else stem).strip("-.")
    return name.encode()[:LONGEST_NAME].decode(errors="ignore") or "page"


def _brief(
    story: Story,
    wishes: pipeline.Wishes,
    *,
    made: str,
    skip: Callable[[Skipped], None],
    lap: Callable[[str], None],
) -> Briefing | None:
    """The story's briefing, or None when this story alone could not be briefed."""
    try:
        return pipeline.brief_story(story, wishes, made=made, lap=lap)
    except BriefError:
        raise
    except Exception as error:  # one article, however odd, must not cost the others
        logger.debug("%s", story.articles[0].uri, exc_info=True)
        for one in pipeline.unbriefed(story.articles, error):
            skip(one)
        return None


def _write(path: Path, data: bytes) -> None:
    """Write a page, saying which one when it cannot be."""
    try:
        write(path, data)
    except OSError as error:
        raise WriteError(path, (error.strerror or str(error)).lower()) from error
