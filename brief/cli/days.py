"""`brief digest` and `init`: a day on one page, and the settings of digests."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from brief.cli.options import (
    Config,
    Day,
    Formats,
    Inputs,
    Language,
    Method,
    Model,
    PaperSize,
    Percent,
    Quiet,
    Sentences,
    Template,
    Verbose,
    Words,
    wishes_of,
)
from brief.cli.talk import (
    day_told,
    err,
    leave,
    log_to_stderr,
    now,
    progress,
    refuse_bytes,
    say_skipped,
    settings_of,
    the_day,
)
from brief.errors import SettingsError


def digest(
    context: typer.Context,
    inputs: Inputs,
    formats: Formats = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="PATH", help="A file; {date}, {name} and {format} in it are filled in."
        ),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option("--day", metavar="YYYY-MM-DD", help="Day of the digest; today when not given."),
    ] = None,
    name: Annotated[str, typer.Option(help="Of the digest; each name has a memory of its own.")] = "digest",
    title: Annotated[str, typer.Option(help="Stands over the page.")] = "Daily digest",
    store: Annotated[
        str | None,
        typer.Option(metavar="PATH|URL", help="Memory of what was told: a file, or postgresql://..."),
    ] = None,
    memory: Annotated[
        bool, typer.Option("--memory/--no-memory", help="Look up and remember what was told.")
    ] = True,
    full: Annotated[bool, typer.Option("--full", help="Add one page for each story.")] = False,
    date: Day = None,
    sentences: Sentences = None,
    words: Words = None,
    percent: Percent = None,
    paper: PaperSize = None,
    template: Template = None,
    config: Config = None,
    method: Method = "default",
    language: Language = None,
    model: Model = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Put a day's articles on one page: stories ranked, each told once.

    Articles that tell the same event become one story. What an earlier digest of
    the same name told is not told again: a story is new, an update, or on its
    day N. The page goes to standard output, as Markdown (on a terminal as text),
    or where --output says.

    Examples:
      brief digest incoming/

      brief digest incoming/ --format pdf --output out/{date}/{name}.{format}

      brief digest incoming/ --full --format pdf --output today.pdf
    """
    from contextlib import ExitStack

    from brief.digest import digest as make
    from brief.files import spare
    from brief.formats import filled, formats_of, tell_all
    from brief.publish import publish
    from brief.read import expand
    from brief.store import Store

    log_to_stderr(verbose=verbose, quiet=quiet)
    made = now()
    kinds = formats_of(formats or (), output)
    if output is None and sys.stdout.isatty():
        refuse_bytes(kinds)
        kinds = kinds if formats else ("txt",)
    today = the_day(day, "--day") or made[:10]
    if output is not None:
        spare(
            [one for one in expand(inputs) if isinstance(one, str)],
            [filled(output, date=today, name=name, format=kind) for kind in kinds],
        )
    settings = settings_of(config)
    # The template is the digest's; that of the settings is one of briefings.
    wishes = wishes_of(context, settings, template=None, fit=full or tell_all(kinds))
    with ExitStack() as opened:
        edition = make(
            inputs,
            day=today,
            made=made,
            store=opened.enter_context(Store(store or settings.store)) if memory else None,
            name=name,
            title=title,
            wishes=wishes,
            whole=tell_all(kinds),
            published=day_told(date),
            stdin=sys.stdin.buffer,
            publish=lambda edition: (
                edition.read
                and publish(
                    edition,
                    formats=kinds,
                    name=name,
                    output=output,
                    stdout=sys.stdout.buffer,
                    template=template,
                    paper=wishes.paper,
                    full=full,
                    look=wishes.look,
                )
            ),
            on_story=progress(quiet=quiet),
        )
    for one in edition.skipped:
        say_skipped(one)
    leave(produced=edition.read, skipped=len(edition.skipped))


def init(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Where to write them.")] = Path("brief.toml"),
) -> None:
    """Write commented settings to begin with: brief.toml."""
    from brief.schedule import local_zone
    from brief.settings import example

    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(example(local_zone()))
    except FileExistsError:
        raise SettingsError(f"{path}: is there already; it was left as it is") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written: {error.strerror}") from error
    named = "" if path == Path("brief.toml") else f" --config {path}"
    err(f"wrote {path}; put articles into incoming/ beside it and try `brief schedule run morning{named}`")
