"""`brief generate`, `explain` and `verify`: one story on one page, why, and whether it holds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from brief.cli.options import (
    AllowNetwork,
    Config,
    Day,
    Formats,
    Inputs,
    KeepRepeats,
    Language,
    Method,
    Model,
    Pages,
    PaperSize,
    Percent,
    Quiet,
    Sentences,
    Template,
    Verbose,
    With,
    Words,
    wishes_of,
)
from brief.cli.talk import (
    DONE,
    NOTHING,
    Clock,
    day_told,
    err,
    harmless,
    leave,
    log_to_stderr,
    now,
    out,
    progress,
    refuse_bytes,
    say_skipped,
    settings_of,
    tell,
)


def generate(
    context: typer.Context,
    inputs: Inputs,
    formats: Formats = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="A file for one page; a folder for several: out/. {date}, {name}, {format} are filled in.",
        ),
    ] = None,
    date: Day = None,
    sentences: Sentences = None,
    words: Words = None,
    percent: Percent = None,
    paper: PaperSize = None,
    pages: Pages = 1,
    template: Template = None,
    config: Config = None,
    method: Method = "default",
    language: Language = None,
    model: Model = None,
    keep_repeats: KeepRepeats = False,
    separate: Annotated[
        bool, typer.Option("--separate", help="A page for each article, even when several tell one story.")
    ] = False,
    extras: With = None,
    allow_network: AllowNetwork = False,
    timings: Annotated[bool, typer.Option("--timings", help="Say how long each step took.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Put each story found in the inputs on one page.

    Articles that tell the same event become one page. One page goes to standard
    output, as Markdown; several go into the folder named by --output.

    Examples:
      brief generate article.txt

      brief generate article.txt --date 2019-03-18 --output page.pdf

      brief generate incoming/ --format md --format pdf --output out/

      cat article.txt | brief generate - --format json
    """
    from brief.generate import generate as make

    log_to_stderr(verbose=verbose, quiet=quiet)
    clock = Clock()
    kinds: list[str] = [*(formats or ())]
    if output is None and sys.stdout.isatty():
        refuse_bytes(kinds)
        kinds = kinds or ["terminal"]
    outcome = make(
        inputs,
        wishes_of(context, settings_of(config)),
        made=now(),
        stdin=sys.stdin.buffer,
        stdout=sys.stdout.buffer,
        formats=kinds,
        output=Path(output) if output else None,
        folder=(output or "").endswith("/"),
        published=day_told(date),
        separate=separate,
        allow_network=allow_network,
        on_skip=say_skipped,
        on_page=progress(quiet=quiet),
        lap=clock.lap,
    )
    if timings:
        clock.show()
    leave(produced=outcome.pages, skipped=len(outcome.skipped))


def explain(
    context: typer.Context,
    inputs: Inputs,
    date: Day = None,
    method: Method = "default",
    sentences: Sentences = None,
    words: Words = None,
    percent: Percent = None,
    language: Language = None,
    model: Model = None,
    keep_repeats: KeepRepeats = False,
    allow_network: AllowNetwork = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the explanation as JSON.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Show why each sentence, removal and answer was chosen.

    Prints every sentence with its score and what the score is made of, every
    passage taken out beside the one it repeats, and every candidate answer.
    Of a digest as JSON, prints what the rank of each story is made of.
    Articles that tell the same event are explained as one story.
    """
    from brief.model import Skipped
    from brief.reasons import reasons

    log_to_stderr(verbose=verbose, quiet=quiet)
    skipped: list[Skipped] = []

    def skip(one: Skipped) -> None:
        skipped.append(one)
        say_skipped(one)

    told = reasons(
        inputs,
        wishes_of(context),
        today=now()[:10],
        published=day_told(date),
        stdin=sys.stdin.buffer,
        allow_network=allow_network,
        as_json=as_json,
        on_skip=skip,
    )
    count = 0
    if as_json:
        pages = list(told)
        count = len(pages)
        out("[\n" + ",\n".join(map(str.rstrip, pages)) + "\n]\n" if count > 1 else "".join(pages))
    else:
        for page in told:
            out(harmless(page, lines=True))
            count += 1
    leave(produced=count, skipped=len(skipped))


def verify(
    briefing: Annotated[
        str,
        typer.Argument(
            metavar="BRIEFING.json", help="A briefing or digest as JSON, or - for standard input."
        ),
    ],
    quiet: Quiet = False,
) -> None:
    """Read a briefing's sources again and check every span of it.

    Compares the text of each sentence, answer, quotation, figure and date, and of the
    notes, labels and speakers beside them, with the slice of its source that it cites,
    and each source with its SHA-256. What was computed of them (dates, counts, flags,
    scores) is not computed again. Prints what does not hold and leaves with 1; with 0
    when every word still stands in its source where the page says.
    """
    from brief.reread import verify_file

    checked, faults = verify_file(briefing, stdin=sys.stdin.buffer)
    for fault in faults:
        out(f"{harmless(str(fault))}\n")
    if not quiet:
        faulty = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        say = err if faults else tell
        say(f"{checked} {'briefing' if checked == 1 else 'briefings'} checked, {faulty}")
    raise typer.Exit(NOTHING if faults else DONE)
