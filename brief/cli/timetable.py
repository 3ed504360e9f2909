"""`brief schedule`: digests that make themselves."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from brief.cli.talk import DONE, NOTHING, SOME_SKIPPED, err, harmless, now, out, say_skipped, tell
from brief.errors import SettingsError

if TYPE_CHECKING:
    from brief.model import Edition
    from brief.settings import DigestSettings

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
    from datetime import UTC, datetime

    from brief import schedule, settings

    wanted = settings.load(config).digest(name)
    if dry_run and backend is Backend.auto:
        backend = Backend(schedule.choose_backend(otherwise="cron"))
    job = schedule.Job(
        name=name,
        at=_time(at),
        zone=_zone(tz) or wanted.timezone,
        config=config.absolute(),
        backend=schedule.choose_backend() if backend is Backend.auto else schedule.BACKENDS[backend.value],
    )
    if dry_run:
        out(f"{schedule.preview(job, local_zone=schedule.local_zone())}\n")
    else:
        for line in schedule.install(job, local_zone=schedule.local_zone()).splitlines():
            err(line)
        moment = schedule.next_run(job, datetime.fromisoformat(now()).astimezone(UTC))
        err(f"next run {moment:%Y-%m-%d %H:%M} {job.zone} ({job.backend})")


def schedule_list() -> None:
    """Print the digests that are scheduled."""
    from brief import schedule

    found = schedule.jobs()
    if not found:
        tell("no digest is scheduled; `brief schedule install NAME --at 06:00` does it")
    for job in found:
        line = f"{job.name}\t{job.at:%H:%M}\t{job.zone}\t{job.backend}\t{job.config}\n"
        out(harmless(line, lines=True))


def schedule_remove(name: DigestName) -> None:
    """Take a digest out of the schedule."""
    from brief import schedule

    if not schedule.remove(name):
        raise SettingsError(f"no digest named {name!r} is scheduled; see `brief schedule list`")


def schedule_run(
    name: DigestName,
    config: Config = Path("brief.toml"),
    at: At = None,
    tz: Zone = None,
    store: StorePlace = None,
) -> None:
    """Make a digest now, unless its day is done; what cron and systemd call.

    Missed days are made good first. Says nothing when all is well, but on a
    terminal; leaves with 1 and a line when an input has been silent for too long.
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
            now=datetime.fromisoformat(now()).astimezone(UTC),
            at=_time(at) if at else None,
            zone=_zone(tz),
            log=schedule.log_path(name),
        )
        last = memory.last_day(name)
    for edition in ran.editions:
        for one in edition.skipped:
            say_skipped(one)
        tell(_made(edition, wanted))
    if not ran.days:
        tell(f"nothing is due: the digest of {last} is done")
    for source, day in ran.silent if ran.days else ():
        err(f"{source}: nothing new since {day}")
    if ran.days and ran.silent:
        raise typer.Exit(NOTHING)
    raise typer.Exit(SOME_SKIPPED if any(edition.skipped for edition in ran.editions) else DONE)


def _made(edition: Edition, wanted: DigestSettings) -> str:
    """What a run came to and where its pages are."""
    from brief.formats import filled

    articles = f"{edition.read} {'article' if edition.read == 1 else 'articles'}"
    if not edition.chapters and wanted.quiet == "skip":
        return f"{edition.day}: nothing new in {articles}, so no page"
    count = f"{len(edition.chapters)} {'story' if len(edition.chapters) == 1 else 'stories'}"
    pages = [
        str(filled(wanted.output, date=edition.day, name=wanted.name, format=kind)) for kind in wanted.formats
    ]
    return f"{edition.day}: {count} from {articles}: {', '.join(pages)}"


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
            wanted, memory, now=datetime.fromisoformat(now()).astimezone(UTC), log=schedule.log_path(name)
        )
    out("".join(f"{harmless(line)}\n" for line in state.lines))
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
