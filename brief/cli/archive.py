"""`brief batch`: an archive in, briefings out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from brief.cli.options import (
    Engines,
    KeepRepeats,
    Language,
    Method,
    Model,
    Percent,
    Quiet,
    Sentences,
    Verbose,
    With,
    Words,
    wishes_of,
)
from brief.cli.talk import err, leave, log_to_stderr, now, progress


def batch(
    context: typer.Context,
    source: Annotated[
        str,
        typer.Argument(metavar="IN", help="JSON lines (.gz, .zst) or Parquet; or a folder or glob of files."),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="OUT", help="Gets the briefings: .jsonl (.gz, .zst) or .parquet."
        ),
    ],
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, metavar="N", help="Processes; one for each core if not given."),
    ] = None,
    run_on: Annotated[
        Engines, typer.Option("--engine", help="Processes of this machine, or a Dask cluster.")
    ] = Engines.local,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="A running Dask scheduler; none starts a cluster on 127.0.0.1."),
    ] = None,
    work_dir: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where what is done so far is kept; kept afterwards.")
    ] = None,
    resume: Annotated[
        bool,
        typer.Option("--resume", help="Go on where a stopped run left off; one that ended is done anew."),
    ] = False,
    dedupe: Annotated[
        bool,
        typer.Option("--dedupe", help="Brief copies of one article once, and list them in OUT.copies.jsonl."),
    ] = False,
    only: Annotated[
        str | None,
        typer.Option(
            metavar="PART,...", help="Leave out the rest: summary, box, quotes, figures, timeline, ..."
        ),
    ] = None,
    sentences: Sentences = None,
    words: Words = None,
    percent: Percent = None,
    method: Method = "default",
    language: Language = None,
    model: Model = None,
    keep_repeats: KeepRepeats = False,
    extras: With = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Brief an archive: articles in, briefings out, one a line, on all cores or a cluster.

    Briefings stand in the order of the input, each with its article's id. An article
    that fails becomes {"id": ..., "error": {"kind": ..., "message": ...}}. The same
    input gives the same bytes, however many workers there are, but for the time of
    the run that each carries ("made"), which SOURCE_DATE_EPOCH fixes.

    Examples:
      brief batch archive.jsonl.gz -o briefings.jsonl.gz

      brief batch archive.parquet -o briefings.parquet --dedupe

      brief batch archive/ -o summaries.jsonl --only summary --workers 8 --resume
    """
    from brief.batch import batch as run_batch

    log_to_stderr(verbose=verbose, quiet=quiet)
    try:
        count = run_batch(
            source,
            output,
            wishes_of(context, only=_parts(only)),
            made=now(),
            workers=workers or len(os.sched_getaffinity(0)),
            run=run_on.value,
            scheduler=scheduler,
            work=work_dir,
            resume=resume,
            dedupe=dedupe,
            on_line=progress(quiet=quiet),
            on_fail=err,
        )
    except KeyboardInterrupt:
        err("stopped; the same command with --resume goes on from here")
        raise
    if not quiet and sys.stderr.isatty():
        copies = f", {count.copies} copies left out" if dedupe else ""
        err(f"{count.done} briefed, {count.failed} failed, {count.removed} repeats removed{copies}")
    leave(produced=count.done, skipped=count.failed)


def _parts(text: str | None) -> tuple[str, ...] | None:
    """The parts named by --only."""
    if text is None:
        return None
    from brief.errors import UnknownName
    from brief.pipeline import PARTS

    named = {part.strip() for part in text.split(",")}
    for part in sorted(named - {*PARTS}):
        raise UnknownName("part", part, PARTS)
    return tuple(part for part in PARTS if part in named)
