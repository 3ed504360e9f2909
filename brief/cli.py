"""The door: arguments in, one call into the library, results out, exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from brief.errors import BriefError, SettingsError

if TYPE_CHECKING:
    from brief.model import Skipped

DONE, NOTHING, SOME_SKIPPED, INTERRUPTED = 0, 1, 3, 130

_UsageError: Any = typer.BadParameter.__base__
"""What typer raises for a command line it cannot read; it has no public name there."""

app = typer.Typer(
    name="brief",
    help="Turn news articles into one page: nothing told twice, every word traced to its source.",
    epilog="Results go to standard output, everything else to standard error. "
    "Exit codes: 0 done, 1 nothing produced, 2 wrong arguments, 3 some inputs skipped, "
    "75 another run holds the lock.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # importing rich would double the time of --help
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """Formats of a page."""

    md = "md"
    pdf = "pdf"
    html = "html"
    json = "json"
    txt = "txt"
    eml = "eml"


class Paper(StrEnum):
    """Paper sizes of a page."""

    a4 = "a4"
    letter = "letter"


class Engines(StrEnum):
    """Who does the work of a batch."""

    local = "local"
    dask = "dask"


class Extra(StrEnum):
    """What `--with` adds to the JSON."""

    text = "text"
    analysis = "analysis"


Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for standard input.")
]
OneInput = Annotated[str, typer.Argument(metavar="INPUT", help="A file, or - for standard input.")]
Day = Annotated[
    str | None,
    typer.Option(
        "--date", metavar="YYYY-MM-DD", help="The day the text was published, when it does not say."
    ),
]
Method = Annotated[
    str, typer.Option(help="How sentences are scored: default, lead, lexrank, textrank, lsa, luhn, ...")
]
Language = Annotated[
    str | None, typer.Option(metavar="CODE", help="Language of the text (en, de, ...), when known.")
]
Model = Annotated[
    str | None, typer.Option(metavar="NAME", help="An installed spaCy model to use, such as en_core_web_lg.")
]
Sentences = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Sentences in the summary, bottom line included.")
]
Words = Annotated[int | None, typer.Option(min=1, metavar="N", help="Words in the summary, at most.")]
Percent = Annotated[
    float | None,
    typer.Option(min=0.1, max=100, metavar="P", help="Share of the text's sentences, in percent."),
]
PaperSize = Annotated[Paper, typer.Option(help="Paper of the page.")]
Pages = Annotated[int, typer.Option(min=1, metavar="N", help="Pages the briefing may fill.")]
Template = Annotated[
    str | None, typer.Option(metavar="NAME|PATH", help="A built-in template, or a file of your own.")
]
KeepRepeats = Annotated[bool, typer.Option("--keep-repeats", help="Leave passages that are told twice.")]
With = Annotated[
    list[Extra] | None, typer.Option("--with", help="Add the text or the analysis to the JSON. Repeatable.")
]
AllowNetwork = Annotated[
    bool,
    typer.Option("--allow-network", help="Fetch inputs that are web addresses; files never cause a request."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on standard error but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say what is being done.")]


@app.callback(invoke_without_command=True)
def main(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    """Turn news articles into one page: nothing told twice, every word traced to its source."""
    if version:
        from brief import __version__

        typer.echo(f"brief {__version__}")
        raise typer.Exit


@app.command()
def generate(
    inputs: Inputs,
    formats: Annotated[
        list[Format] | None, typer.Option("--format", "-f", help="Format of the page. Repeatable.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="A file for one page, a folder for several."),
    ] = None,
    date: Day = None,
    sentences: Sentences = None,
    words: Words = None,
    percent: Percent = None,
    paper: Annotated[Paper | None, typer.Option(help="Paper of the page; a4 when nothing says.")] = None,
    pages: Pages = 1,
    template: Template = None,
    config: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="A brief.toml whose [page] says how pages look."),
    ] = None,
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
    from brief.pipeline import Wishes

    _log(verbose=verbose, quiet=quiet)
    clock = _Clock()
    kinds = [kind.value for kind in formats or ()]
    if output is None and sys.stdout.isatty():
        kinds = _for_terminal(kinds)
    look = _look(config)
    outcome = make(
        inputs,
        Wishes(
            method=method,
            sentences=sentences,
            words=words,
            percent=percent,
            paper=paper.value if paper else look.pop("paper", "a4"),
            pages=pages,
            template=template or look.pop("template", None),
            look={key: value for key, value in look.items() if key not in ("paper", "template")},
            language=language,
            model=model,
            keep_repeats=keep_repeats,
            with_text=Extra.text in (extras or ()),
            with_analysis=Extra.analysis in (extras or ()),
        ),
        made=_now(),
        stdin=sys.stdin.buffer,
        stdout=sys.stdout.buffer,
        formats=kinds,
        output=output,
        published=_day(date),
        separate=separate,
        allow_network=allow_network,
        on_skip=_say_skipped,
        on_page=_progress(quiet=quiet),
        lap=clock.lap,
    )
    if timings:
        clock.show()
    _leave(produced=outcome.pages, skipped=len(outcome.skipped))


@app.command()
def digest(
    inputs: Inputs,
    formats: Annotated[
        list[Format] | None, typer.Option("--format", "-f", help="Format of the page. Repeatable.")
    ] = None,
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
    paper: PaperSize = Paper.a4,
    template: Template = None,
    method: Method = "default",
    language: Language = None,
    model: Model = None,
    timings: Annotated[bool, typer.Option("--timings", help="Say how long each step took.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Put a day's articles on one page: stories ranked, each told once.

    Articles that tell the same event become one story. What an earlier digest of
    the same name told is not told again: a story is new, an update, or on its
    day N. The page goes to standard output, as Markdown, or where --output says.

    Examples:
      brief digest incoming/

      brief digest incoming/ --format pdf --output out/{date}/{name}.{format}

      brief digest incoming/ --full --format pdf --output today.pdf
    """
    from contextlib import ExitStack

    from brief.digest import digest as make
    from brief.pipeline import Wishes
    from brief.publish import fitted, formats_of, publish
    from brief.store import Store

    _log(verbose=verbose, quiet=quiet)
    made = _now()
    kinds = formats_of([kind.value for kind in formats or ()], output)
    with ExitStack() as opened:
        edition = make(
            inputs,
            day=_day(day, "--day") or made[:10],
            made=made,
            store=opened.enter_context(Store(store)) if memory else None,
            name=name,
            title=title,
            wishes=Wishes(method=method, language=language, model=model, paper=paper.value),
            published=_day(date),
            stdin=sys.stdin.buffer,
            publish=lambda edition: (
                edition.read
                and publish(
                    fitted(edition, template=template, paper=paper.value),
                    formats=kinds,
                    name=name,
                    output=output,
                    stdout=sys.stdout.buffer,
                    template=template,
                    paper=paper.value,
                    full=full,
                )
            ),
            on_story=_progress(quiet=quiet),
        )
    for one in edition.skipped:
        _say_skipped(one)
    _leave(produced=edition.read, skipped=len(edition.skipped))


@app.command()
def init(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Where to write them.")] = Path("brief.toml"),
) -> None:
    """Write commented settings to begin with: brief.toml."""
    from brief.settings import EXAMPLE

    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(EXAMPLE)
    except FileExistsError:
        raise SettingsError(f"{path}: is there already; it was left as it is") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written: {error.strerror}") from error
    _err(f"wrote {path}")


schedule_app = typer.Typer(no_args_is_help=True, help="Make digests by themselves, by cron or systemd.")
app.add_typer(schedule_app, name="schedule")

DigestName = Annotated[str, typer.Argument(metavar="NAME", help="A digest of the settings.")]
Config = Annotated[Path, typer.Option(metavar="PATH", help="The settings.")]
At = Annotated[str | None, typer.Option("--at", metavar="HH:MM", help="Time of day at which it is due.")]
Zone = Annotated[
    str | None, typer.Option("--tz", metavar="AREA/CITY", help="Time zone of --at; that of the settings.")
]
StorePlace = Annotated[
    str | None, typer.Option(metavar="PATH|URL", help="Memory of what was told; that of the settings.")
]


class Backend(StrEnum):
    """What wakes a scheduled digest."""

    auto = "auto"
    cron = "cron"
    systemd = "systemd"


@schedule_app.command("install")
def schedule_install(
    name: DigestName,
    at: Annotated[str, typer.Option("--at", metavar="HH:MM", help="Time of day at which it is due.")],
    tz: Zone = None,
    backend: Annotated[Backend, typer.Option(help="What wakes it.")] = Backend.auto,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be entered.")] = False,
    config: Config = Path("brief.toml"),
) -> None:
    """Have a digest made every day.

    An entry of the same digest is replaced; no other line of the crontab is touched.

    Example:
      brief schedule install morning --at 06:00 --tz Asia/Dubai
    """
    from brief import schedule, settings

    wanted = settings.load(config).digest(name)
    job = schedule.Job(
        name=name,
        at=_time(at),
        zone=_zone(tz) or wanted.timezone,
        config=config.absolute(),
        backend=schedule.choose_backend() if backend is Backend.auto else schedule.BACKENDS[backend.value],
    )
    if dry_run:
        _out(f"{schedule.preview(job, local_zone=schedule.local_zone())}\n")
    else:
        _err(schedule.install(job, local_zone=schedule.local_zone()))


@schedule_app.command("list")
def schedule_list() -> None:
    """Print the digests that are scheduled."""
    from brief import schedule

    for job in schedule.jobs():
        _out(f"{job.name}\t{job.at:%H:%M}\t{job.zone}\t{job.backend}\t{job.config}\n")


@schedule_app.command("remove")
def schedule_remove(name: DigestName) -> None:
    """Take a digest out of the schedule."""
    from brief import schedule

    if not schedule.remove(name):
        raise SettingsError(f"no digest named {name!r} is scheduled; see `brief schedule list`")


@schedule_app.command("run")
def schedule_run(
    name: DigestName,
    config: Config = Path("brief.toml"),
    at: At = None,
    tz: Zone = None,
    store: StorePlace = None,
) -> None:
    """Make a digest now, unless its day is done; what cron and systemd call.

    Missed days are made good first. Says nothing when all is well; leaves with 1
    and a line when an input has been silent for too long.
    """
    from datetime import UTC, datetime

    from brief import schedule, settings
    from brief.store import Store

    found = settings.load(config)
    wanted = found.digest(name)
    with Store(store or found.store) as memory:
        ran = schedule.run(
            wanted,
            memory,
            now=datetime.fromisoformat(_now()).astimezone(UTC),
            at=_time(at) if at else None,
            zone=_zone(tz),
            log=schedule.log_path(name),
        )
    for edition in ran.editions:
        for one in edition.skipped:
            _say_skipped(one)
    for source, day in ran.silent if ran.days else ():
        _err(f"{source}: nothing new since {day}")
    if ran.days and ran.silent:
        raise typer.Exit(NOTHING)
    raise typer.Exit(SOME_SKIPPED if any(edition.skipped for edition in ran.editions) else DONE)


@schedule_app.command("status")
def schedule_status(
    name: DigestName,
    config: Config = Path("brief.toml"),
    store: StorePlace = None,
) -> None:
    """Print when a digest last ran, runs next, and last failed; leave with 1 when something is wrong."""
    from datetime import UTC, datetime

    from brief import schedule, settings
    from brief.store import Store

    found = settings.load(config)
    wanted = found.digest(name)
    with Store(store or found.store) as memory:
        state = schedule.status(
            wanted, memory, now=datetime.fromisoformat(_now()).astimezone(UTC), log=schedule.log_path(name)
        )
    _out("".join(f"{line}\n" for line in state.lines))
    raise typer.Exit(DONE if state.healthy else NOTHING)


def _time(text: str) -> Any:
    """The time of day named by --at."""
    from datetime import datetime

    try:
        return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007  a time of day has no zone
    except ValueError:
        raise SettingsError(f"--at {text!r} is not a time of day; write it as HH:MM") from None


def _zone(text: str | None) -> str | None:
    """The time zone named by --tz."""
    from zoneinfo import ZoneInfo

    try:
        return text and ZoneInfo(text).key
    except Exception:  # zoneinfo raises half a dozen kinds for names that are none
        raise SettingsError(f"--tz {text!r} is no time zone; write it as Area/City") from None


@app.command()
def explain(
    source: OneInput,
    date: Day = None,
    method: Method = "default",
    sentences: Sentences = None,
    words: Words = None,
    percent: Percent = None,
    language: Language = None,
    model: Model = None,
    keep_repeats: KeepRepeats = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the explanation as JSON.")] = False,
) -> None:
    """Show why each sentence, removal and answer was chosen.

    Prints every sentence with its score and what the score is made of, every
    passage taken out beside the one it repeats, and every candidate answer.
    Of a digest as JSON, prints what the rank of each story is made of.
    """
    from brief import pipeline
    from brief.digest import ranking
    from brief.model import Skipped
    from brief.render.explanation import explanation

    order = ranking(source) if source.endswith(".json") else None
    if order is not None:
        _out(order)
        raise typer.Exit(DONE)
    wishes = pipeline.Wishes(
        method=method,
        sentences=sentences,
        words=words,
        percent=percent,
        model=model,
        keep_repeats=keep_repeats,
    )
    found = list(
        pipeline.articles(
            [source], published=_day(date), language=language, today=_now()[:10], stdin=sys.stdin.buffer
        )
    )
    skipped = [one for one in found if isinstance(one, Skipped)]
    for one in skipped:
        _say_skipped(one)
    stories = pipeline.stories([one for one in found if not isinstance(one, Skipped)])
    for story in stories:
        _out(explanation(pipeline.explain(story, wishes), as_json=as_json))
    _leave(produced=len(stories), skipped=len(skipped))


@app.command()
def verify(
    briefing: Annotated[
        str, typer.Argument(metavar="BRIEFING.json", help="A briefing as JSON, or - for standard input.")
    ],
    quiet: Quiet = False,
) -> None:
    """Read a briefing's sources again and check every span of it.

    Prints what does not hold and leaves with 1; with 0 when every word on the
    page still stands in its source where the page says.
    """
    from brief.pipeline import verify_file

    checked, faults = verify_file(briefing, stdin=sys.stdin.buffer)
    for fault in faults:
        _out(f"{fault}\n")
    if not quiet:
        _err(f"{checked} {'briefing' if checked == 1 else 'briefings'} checked, {len(faults)} faults")
    raise typer.Exit(NOTHING if faults else DONE)


@app.command()
def batch(
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
    resume: Annotated[bool, typer.Option("--resume", help="Go on where a stopped run left off.")] = False,
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
    input gives the same bytes, however many workers there are.

    Examples:
      brief batch archive.jsonl.gz -o briefings.jsonl.gz

      brief batch archive.parquet -o briefings.parquet --dedupe

      brief batch archive/ -o summaries.jsonl --only summary --workers 8 --resume
    """
    from brief.batch import batch as run_batch
    from brief.pipeline import Wishes

    _log(verbose=verbose, quiet=quiet)
    count = run_batch(
        source,
        output,
        Wishes(
            method=method,
            sentences=sentences,
            words=words,
            percent=percent,
            language=language,
            model=model,
            keep_repeats=keep_repeats,
            with_text=Extra.text in (extras or ()),
            with_analysis=Extra.analysis in (extras or ()),
            only=_parts(only),
        ),
        made=_now(),
        workers=workers or len(os.sched_getaffinity(0)),
        run=run_on.value,
        scheduler=scheduler,
        work=work_dir,
        resume=resume,
        dedupe=dedupe,
        on_line=_progress(quiet=quiet),
    )
    if not quiet and sys.stderr.isatty():
        copies = f", {count.copies} copies left out" if dedupe else ""
        _err(f"{count.done} briefed, {count.failed} failed, {count.removed} repeats removed{copies}")
    _leave(produced=count.done, skipped=count.failed)


templates_app = typer.Typer(no_args_is_help=True, help="Built-in templates, and a start for one's own.")
app.add_typer(templates_app, name="templates")


@templates_app.command("list")
def templates_list() -> None:
    """Name the built-in templates and the formats they make."""
    from brief.render.templates import names

    for name, formats in names().items():
        _out(f"{name:10} {', '.join(formats)}\n")


@templates_app.command("show")
def templates_show(
    name: Annotated[str, typer.Argument(help="A built-in template.")],
    kind: Annotated[str, typer.Option("--format", "-f", help="md, html, txt or pdf.")] = "md",
) -> None:
    """Print a built-in template."""
    from brief.render.templates import source

    _out(source(name, kind))


@templates_app.command("new")
def templates_new(
    folder: Annotated[Path, typer.Argument(help="A new folder; its name becomes the template's.")],
    like: Annotated[str, typer.Option(help="The built-in template to start from.")] = "briefing",
) -> None:
    """Copy a built-in template, and the pieces it is made of, to change."""
    from brief.render.templates import start

    for file in start(folder, like=like):
        _out(f"{file}\n")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; every error is one line on standard error."""
    with _errors_as_codes() as code:
        command = typer.main.get_command(app)
        left_with = command.main(
            args=list(arguments) if arguments is not None else None, prog_name="brief", standalone_mode=False
        )
        code[0] = left_with if isinstance(left_with, int) else DONE
    return code[0]


@contextmanager
def _errors_as_codes() -> Iterator[list[int]]:
    """The one place where errors become exit codes."""
    code = [DONE]
    try:
        yield code
    except _UsageError as error:
        message = error.format_message().replace("Value error, ", "").removesuffix(".")
        help_of = error.ctx.command_path if error.ctx else "brief"
        if "\n" in message:  # no command at all: the message is the whole help
            sys.stderr.write(f"{message}\n")
        else:
            _err(f"{message} ({help_of} --help says more)")
        code[0] = error.exit_code
    except typer.Abort:
        code[0] = INTERRUPTED
    except BriefError as error:
        _err(str(error))
        code[0] = error.exit_code
    except KeyboardInterrupt:
        code[0] = INTERRUPTED
    except BrokenPipeError:  # the reader of our output has left, as `head` does
        sys.stdout = None  # else Python flushes it once more while ending
        code[0] = DONE
    except Exception as error:
        import logging

        logging.getLogger(__name__).debug("", exc_info=True)
        _err(f"a fault of ours: {type(error).__name__}: {error} (--verbose shows where)")
        code[0] = NOTHING


def _now() -> str:
    """The time pages carry: the clock's, or that of SOURCE_DATE_EPOCH for the same bytes every time."""
    from datetime import UTC, datetime

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not epoch.isdecimal():
        raise SettingsError(f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _look(config: Path | None) -> dict[str, Any]:
    """How pages look, as [page] of the settings says."""
    if config is None:
        return {}
    from brief.settings import load

    return dict(load(config).page)


def _day(text: str | None, option: str = "--date") -> str | None:
    """The day named by --date or --day."""
    from datetime import date

    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise SettingsError(f"{option} {text!r} is not a day; write it as YYYY-MM-DD") from None


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


def _for_terminal(kinds: list[str]) -> list[str]:
    """What a person at a terminal gets: the page in columns, never bytes of a PDF."""
    if "pdf" in kinds:
        raise SettingsError("a PDF does not go to a terminal: name a file with --output")
    return kinds or ["terminal"]


def _progress(*, quiet: bool) -> Callable[[int, int], None]:
    """A line on a terminal that counts; nothing elsewhere, nothing for a single page."""

    def show(done: int, of: int) -> None:
        if of > 1 and sys.stderr.isatty() and not quiet:
            end = "\n" if done == of else ""
            sys.stderr.write(f"\rbrief: {done} of {of}{end}")
            sys.stderr.flush()

    return show


class _Clock:
    """Where the time goes, step by step."""

    def __init__(self) -> None:
        from time import perf_counter

        self._now = perf_counter
        self._since = perf_counter()
        self._spent: dict[str, float] = {}

    def lap(self, step: str) -> None:
        """Count the time since the last lap to a step."""
        now = self._now()
        self._spent[step] = self._spent.get(step, 0.0) + now - self._since
        self._since = now

    def show(self) -> None:
        """Print each step's time, in the order they were taken."""
        for step, seconds in self._spent.items():
            _err(f"{step:16s}{1000 * seconds:9.1f} ms")


def _leave(*, produced: int, skipped: int) -> NoReturn:
    """Leave with the exit code the contract names."""
    if not produced:
        raise typer.Exit(NOTHING)
    raise typer.Exit(SOME_SKIPPED if skipped else DONE)


def _log(*, verbose: bool, quiet: bool) -> None:
    """Send the library's log to standard error."""
    import logging

    level = logging.DEBUG if verbose else logging.ERROR if quiet else logging.WARNING
    logging.basicConfig(level=level, format="brief: %(message)s", stream=sys.stderr)


def _say_skipped(skipped: Skipped) -> None:
    _err(f"{skipped.uri}: {skipped.reason}")


def _err(line: str) -> None:
    sys.stderr.write(f"brief: {line}\n")


def _out(text: str) -> None:
    sys.stdout.write(text)
