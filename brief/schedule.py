"""Digests by themselves: entries for cron and systemd, what is due, and how the last runs went."""

from __future__ import annotations

import glob
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from brief import pipeline
from brief.digest import digest
from brief.errors import BriefError, LockHeld, ScheduleError
from brief.files import write
from brief.model import Edition
from brief.publish import fitted, publish
from brief.settings import DigestSettings
from brief.store import Store

if TYPE_CHECKING:
    from crontab import CronItem, CronTab

Backend = Literal["cron", "systemd"]
BACKENDS: Mapping[str, Backend] = {"cron": "cron", "systemd": "systemd"}

MARK = "brief digest: "
"""Begins the comment of every line of ours in a crontab."""
LOG_LINES = 1000
"""Runs that the log keeps."""
SYSTEMCTL_TIMEOUT_S = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A digest and when it is made."""

    name: str
    at: time
    zone: str
    """IANA time zone that `at` is told in."""
    config: Path
    """Absolute path of `brief.toml`."""
    backend: Backend = "cron"

    @property
    def command(self) -> tuple[str, ...]:
        """What cron or systemd runs: absolute paths only."""
        return (
            str(Path(sys.executable).absolute()), "-m", "brief", "schedule", "run", self.name,
            "--config", str(self.config), "--at", f"{self.at:%H:%M}", "--tz", self.zone,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a run came to."""

    days: tuple[str, ...]
    """Days made, in order; none when everything was done already."""
    editions: tuple[Edition, ...] = ()
    silent: tuple[tuple[str, str], ...] = ()
    """Inputs that have been silent for too long, and the day of their last article."""


def run(
    digest_settings: DigestSettings,
    store: Store,
    *,
    now: datetime,
    at: time | None = None,
    zone: str | None = None,
    log: Path | None = None,
) -> Ran:
    """Make the digests that are due; each day once, missed days first.

    Args:
        digest_settings: Of the digest.
        store: Its memory.
        now: The moment, with a time zone.
        at: When the digest of a day is due; None to make today's at once.
        zone: IANA time zone of `at`; the settings' when None.
        log: Takes one line of JSON for a run that made something or failed.

    Returns:
        The days made. A second run for a day that is done makes nothing.

    Raises:
        BriefError: What went wrong, after it has been logged.
    """
    zone = zone or digest_settings.timezone
    name, days, editions = digest_settings.name, [], []
    started = now.astimezone(UTC)
    try:
        done = store.days(name)
        due = due_days(now, at=at, zone=zone, done=done, catch_up_days=digest_settings.catch_up_days)
        for day in due:
            editions.append(_make(digest_settings, store, day=day, last=day == due[-1], now=now, zone=zone))
            days.append(day)
    except BriefError as error:
        outcome = "held" if isinstance(error, LockHeld) else "failed"
        _log(log, name=name, started=started, outcome=outcome, days=days, editions=editions, error=str(error))
        raise
    if days:
        _log(log, name=name, started=started, outcome="done", days=days, editions=editions)
    today = now.astimezone(ZoneInfo(zone)).date()
    return Ran(
        days=tuple(days),
        editions=tuple(editions),
        silent=silent(store, name, today=today, limit_days=digest_settings.silent_days),
    )


def due_days(
    now: datetime, *, at: time | None, zone: str, done: Sequence[str], catch_up_days: int
) -> tuple[str, ...]:
    """The days whose digest should exist and does not, the oldest first.

    A day is due from `at` on, in `zone`. Where the clocks skip that time, from the moment it would have
    been; where they repeat it, from the first. Days before the last one done are past, so that a clock
    that was set back makes nothing again.

    >>> morning = datetime(2026, 3, 5, 7, tzinfo=UTC)
    >>> due_days(morning, at=time(6), zone="UTC", done=["2026-03-02"], catch_up_days=5)
    ('2026-03-03', '2026-03-04', '2026-03-05')
    >>> due_days(morning, at=time(8), zone="UTC", done=["2026-03-04"], catch_up_days=5)
    ()
    """
    local = ZoneInfo(zone)
    today = now.astimezone(local).date()
    latest = today
    if at is not None and now < datetime.combine(today, at, local).astimezone(UTC):
        latest = today - timedelta(days=1)
    past = [one for one in done if one <= today.isoformat()]
    if not past:
        return (latest.isoformat(),)
    last = date.fromisoformat(max(past))
    first = max(last + timedelta(days=1), latest - timedelta(days=catch_up_days))
    missing = [first + timedelta(days=n) for n in range((latest - first).days + 1)]
    return tuple(day.isoformat() for day in missing if day.isoformat() not in done)


def silent(store: Store, name: str, *, today: date, limit_days: int) -> tuple[tuple[str, str], ...]:
    """Inputs that brought nothing new for `limit_days` days, each with the last day it did; 0 for none."""
    return tuple(
        (feed.uri, feed.last_news)
        for feed in store.feeds(name)
        if limit_days and feed.last_news and (today - date.fromisoformat(feed.last_news)).days >= limit_days
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How a scheduled digest does."""

    lines: tuple[str, ...]
    """One fact a line."""
    healthy: bool
    """Whether the last run went well and no input is silent."""


def status(
    digest_settings: DigestSettings,
    store: Store,
    *,
    now: datetime,
    log: Path,
    tab: CronTab | None = None,
    units: Path | None = None,
) -> Status:
    """Last run, next run, last error, and inputs that have gone silent."""
    name = digest_settings.name
    runs = [one for one in logged(log) if one.get("name") == name]
    last = runs[-1] if runs else None
    failed = [one for one in runs if one.get("outcome") == "failed"]
    job = next((one for one in jobs(tab, units) if one.name == name), None)
    today = now.astimezone(ZoneInfo(job.zone if job else digest_settings.timezone)).date()
    quiet = silent(store, name, today=today, limit_days=digest_settings.silent_days)
    coming = f"{next_run(job, now):%Y-%m-%d %H:%M} {job.zone} ({job.backend})" if job else "not scheduled"
    lines = (
        f"last edition  {store.last_day(name) or 'none'}",
        f"last run      {last['started'] + ' ' + last['outcome'] if last else 'none'}",
        f"next run      {coming}",
        f"last error    {failed[-1]['started'] + ' ' + failed[-1]['error'] if failed else 'none'}",
        *(f"silent        {source}: nothing new since {day}" for source, day in quiet),
    )
    return Status(lines=lines, healthy=not quiet and not (last and last.get("outcome") == "failed"))


def _make(wanted: DigestSettings, store: Store, *, day: str, last: bool, now: datetime, zone: str) -> Edition:
    """One day's digest, published as the settings say."""
    look = {
        "desk": wanted.desk,
        "accent": wanted.accent,
        "logo": wanted.logo,
        "language": wanted.language,
        "sender": wanted.sender,
        "recipients": wanted.recipients,
        "sections": wanted.sections,
        "analyst": wanted.analyst,
    }

    def out(edition: Edition) -> None:
        missing = [one for one in edition.skipped if not _is_place(one.uri)]
        if missing and not edition.read:
            raise ScheduleError(f"nothing could be read; {missing[0].uri}: {missing[0].reason}")
        if edition.chapters or wanted.quiet == "page":
            shown = {key: value for key, value in look.items() if value}
            publish(
                fitted(edition, template=wanted.template, paper=wanted.paper, **shown),
                formats=wanted.formats,
                name=wanted.name,
                output=wanted.output,
                command=wanted.command,
                template=wanted.template,
                paper=wanted.paper,
                full=wanted.full,
                look=shown,
            )

    return digest(
        [source.replace("{date}", day) for source in wanted.inputs],
        day=day,
        made=now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        store=store,
        until=None if last else day,
        name=wanted.name,
        title=wanted.title,
        zone=zone,
        wishes=pipeline.Wishes(
            method=wanted.method,
            language=wanted.language,
            paper=wanted.paper,
            limits=wanted.limits,
            fit=wanted.full or "json" in wanted.formats,
        ),
        whole="json" in wanted.formats,
        remember_days=wanted.remember_days,
        keep_days=wanted.keep_days,
        publish=out,
    )


def _is_place(uri: str) -> bool:
    """Whether an input is a folder or a pattern: that it holds nothing is a quiet day, not a fault."""
    return Path(uri).is_dir() or glob.has_magic(uri)


def _log(
    log: Path | None,
    *,
    name: str,
    started: datetime,
    outcome: str,
    days: Sequence[str],
    editions: Sequence[Edition],
    error: str | None = None,
) -> None:
    """One line of JSON; the log never grows beyond LOG_LINES."""
    if log is None:
        return
    line = {
        "name": name,
        "started": started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "outcome": outcome,
        "days": list(days),
        "read": sum(edition.read for edition in editions),
        "stories": sum(len(edition.chapters) for edition in editions),
        "skipped": [
            {"uri": one.uri, "reason": one.reason} for edition in editions for one in edition.skipped
        ],
        "error": error,
    }
    with suppress(OSError):  # a log that cannot be written must not cost the digest
        lines = log.read_text(encoding="utf-8").splitlines()[1 - LOG_LINES :] if log.exists() else []
        lines.append(json.dumps(line, ensure_ascii=False))
        write(log, ("\n".join(lines) + "\n").encode())


def log_path(name: str) -> Path:
    """Where the runs of a digest are logged, in the user's state folder."""
    import platformdirs

    return Path(platformdirs.user_log_dir("brief", appauthor=False)) / f"{name}.jsonl"


def logged(log: Path) -> list[dict[str, Any]]:
    """The runs in a log, oldest first; lines that are none are passed over."""
    runs = []
    with suppress(OSError, UnicodeDecodeError):
        for line in log.read_text(encoding="utf-8").splitlines():
            with suppress(ValueError):
                runs.append(json.loads(line))
    return [one for one in runs if isinstance(one, dict)]


def install(job: Job, *, local_zone: str, tab: CronTab | None = None, units: Path | None = None) -> str:
    """Enter a job into cron or systemd; an entry of the same name is replaced, others stay untouched.

    Args:
        job: What is to run, and when.
        local_zone: The time zone that cron keeps.
        tab: The crontab; the user's own when None.
        units: Folder of systemd's user units; the user's own when None, which is then also told.

    Returns:
        What was entered, as it stands there.

    Raises:
        ScheduleError: If cron or systemd does not take it.
    """
    if job.backend == "systemd":
        return _install_units(job, units)
    tab = tab if tab is not None else _crontab()
    for item in _ours(tab, job.name):
        tab.remove(item)
    item = tab.new(command=_cron_command(job), comment=f"{MARK}{job.name}")
    item.setall(cron_times(job.at, job.zone, local_zone))
    _save(tab)
    return str(item)


def preview(job: Job, *, local_zone: str) -> str:
    """What `install` would enter."""
    if job.backend == "systemd":
        return "\n".join(f"# {name}\n{text}" for name, text in _units(job).items())
    times = cron_times(job.at, job.zone, local_zone)
    return f"{times} {_cron_command(job)} # {MARK}{job.name}"


def cron_times(at: time, zone: str, local_zone: str) -> str:
    """When cron shall wake a job: once a day in its own zone, else often enough for any other.

    Debian's cron knows no time zone for a line, so that a job of another zone is woken every hour (where
    the zones differ by an odd quarter, as often as it takes) and finds out by itself whether it is due.

    >>> cron_times(time(6, 30), "Europe/Berlin", "Europe/Berlin")
    '30 6 * * *'
    >>> cron_times(time(6, 30), "Asia/Dubai", "Europe/Berlin")
    '30 * * * *'
    >>> cron_times(time(6, 0), "Asia/Kathmandu", "UTC")
    '15 * * * *'
    >>> cron_times(time(6, 0), "UTC", "Etc/UTC")
    '0 6 * * *'
    """
    apart = _apart(zone, local_zone)
    if apart == {timedelta()}:
        return f"{at.minute} {at.hour} * * *"
    minutes = {(at.minute - int(one.total_seconds() // 60)) % 60 for one in apart}
    return f"{','.join(map(str, sorted(minutes)))} * * * *"


def _apart(zone: str, other: str) -> set[timedelta]:
    """How far the clocks of two zones are apart over a year; offsets hardly change from year to year."""
    there, here = ZoneInfo(zone), ZoneInfo(other)
    begins = datetime(datetime.now(UTC).year, 1, 1, 12, tzinfo=UTC)
    moments = [begins + timedelta(days=day) for day in range(365)]
    return {
        (moment.astimezone(there).utcoffset() or timedelta())
        - (moment.astimezone(here).utcoffset() or timedelta())
        for moment in moments
    }


def jobs(tab: CronTab | None = None, units: Path | None = None) -> tuple[Job, ...]:
    """The jobs that are installed, by name."""
    found = {}
    for item in _ours(tab if tab is not None else _crontab_if_any()):
        job = _job_of(shlex.split(str(item.command).replace("\\%", "%")), "cron")
        if job:
            found[job.name] = job
    folder = units or unit_folder()
    for service in sorted(folder.glob("brief-*.service")) if folder.is_dir() else ():
        match = re.search(r"^ExecStart=(.*)$", service.read_text(encoding="utf-8"), re.MULTILINE)
        job = _job_of(shlex.split(match[1].replace("%%", "%")), "systemd") if match else None
        if job:
            found[job.name] = job
    return tuple(found[name] for name in sorted(found))


def remove(name: str, *, tab: CronTab | None = None, units: Path | None = None) -> bool:
    """Take a job out of cron and systemd; False when there was none."""
    mine = tab if tab is not None else _crontab_if_any()
    items = _ours(mine, name)
    for item in items:
        mine.remove(item)
    if items:
        _save(mine)
    folder = units or unit_folder()
    files = [folder / f"brief-{name}.{kind}" for kind in ("timer", "service")]
    there = [file for file in files if file.is_file()]
    if there and units is None:
        _systemctl("disable", "--now", f"brief-{name}.timer")
    for file in there:
        file.unlink()
    if there and units is None:
        _systemctl("daemon-reload")
    return bool(items or there)


def next_run(job: Job, now: datetime) -> datetime:
    """When the job is next due, in its own zone."""
    zone = ZoneInfo(job.zone)
    day = now.astimezone(zone).date()
    while True:
        moment = datetime.combine(day, job.at, zone)
        if moment.astimezone(UTC) > now:
            return moment
        day += timedelta(days=1)


def local_zone() -> str:
    """The IANA name of the time zone this machine keeps."""
    named = os.environ.get("TZ", "").removeprefix(":")
    for name in (named, *_system_zone()):
        with suppress(Exception):  # zoneinfo raises half a dozen kinds for names that are none
            ZoneInfo(name)
            return name
    return "UTC"


def _system_zone() -> Iterator[str]:
    """What the system's files say."""
    with suppress(OSError):
        yield Path("/etc/timezone").read_text(encoding="utf-8").strip()
    with suppress(OSError):
        yield str(Path("/etc/localtime").readlink()).rpartition("zoneinfo/")[2]


def choose_backend(which: Callable[[str], str | None] = shutil.which) -> Backend:
    """Tell whether systemd runs for this user: it is taken before cron.

    Raises:
        ScheduleError: If there is neither.
    """
    if which("systemctl") and _answers("systemctl", "--user", "show-environment"):
        return "systemd"
    if which("crontab"):
        return "cron"
    raise ScheduleError(
        "neither cron nor a systemd user session is here; install cron, or run brief by other means"
    )


def unit_folder() -> Path:
    """Where systemd looks for the user's own units."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"


def _job_of(command: Sequence[str], backend: Backend) -> Job | None:
    """The job that a command of ours runs."""
    words = [word for word in command if word != "env" and not re.fullmatch(r"[A-Z_]+=.*", word)]
    options = dict(pairwise(words))
    try:
        return Job(
            name=options["run"],
            at=time.fromisoformat(options["--at"]),
            zone=options["--tz"],
            config=Path(options["--config"]),
            backend=backend,
        )
    except (KeyError, ValueError):
        return None


def _crontab() -> CronTab:
    from crontab import CronTab

    try:
        return CronTab(user=True)
    except OSError as error:
        raise ScheduleError(f"the crontab cannot be read: {error}") from error


def _crontab_if_any() -> CronTab:
    """The user's crontab; an empty one where there is no cron."""
    from crontab import CronTab

    return _crontab() if shutil.which("crontab") else CronTab(tab="")


def _ours(tab: CronTab, name: str | None = None) -> list[CronItem]:
    """Our lines in a crontab, of one digest or of all."""
    return [
        item
        for item in tab
        if str(item.comment).startswith(MARK) and (name is None or item.comment == f"{MARK}{name}")
    ]


def _save(tab: CronTab) -> None:
    try:
        tab.write()
    except OSError as error:
        raise ScheduleError(f"the crontab cannot be written: {error}") from error


def _cron_command(job: Job) -> str:
    """The command as a crontab wants it: cron sets hardly any environment, and reads % as a line feed."""
    return f"LANG=C.UTF-8 {shlex.join(job.command)}".replace("%", r"\%")


def _units(job: Job) -> dict[str, str]:
    """Names and contents of systemd's unit files."""
    command = " ".join(_unit_word(word) for word in job.command)
    return {
        f"brief-{job.name}.service": (
            "[Unit]\n"
            f"Description=brief: the digest {job.name}\n"
            "\n[Service]\n"
            "Type=oneshot\n"
            "Environment=LANG=C.UTF-8\n"
            "SuccessExitStatus=3\n"  # made, with some inputs skipped
            f"ExecStart={command}\n"
        ),
        f"brief-{job.name}.timer": (
            "[Unit]\n"
            f"Description=brief: when the digest {job.name} is made\n"
            "\n[Timer]\n"
            f"OnCalendar=*-*-* {job.at:%H:%M}:00 {job.zone}\n"
            "Persistent=true\n"
            "AccuracySec=1min\n"
            "\n[Install]\n"
            "WantedBy=timers.target\n"
        ),
    }


def _unit_word(word: str) -> str:
    """A word of a command as systemd reads it."""
    word = word.replace("%", "%%").replace("$", "$$")
    return (
        word
        if re.fullmatch(r"[\w@%+=:,./$-]+", word)
        else '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )


def _install_units(job: Job, units: Path | None) -> str:
    folder = units or unit_folder()
    for name, text in _units(job).items():
        try:
            write(folder / name, text.encode())
        except OSError as error:
            raise ScheduleError(f"{folder / name}: cannot be written: {error.strerror or error}") from error
    if units is None:
        _systemctl("daemon-reload")
        _systemctl("enable", "--now", f"brief-{job.name}.timer")
    return preview(job, local_zone=job.zone)


def _systemctl(*words: str) -> None:
    try:
        done = subprocess.run(  # noqa: S603
            ["systemctl", "--user", *words],  # noqa: S607  the user's own PATH finds it
            capture_output=True, timeout=SYSTEMCTL_TIMEOUT_S, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ScheduleError(f"systemctl {' '.join(words)}: {error}") from error
    if done.returncode:
        raise ScheduleError(f"systemctl {' '.join(words)}: {done.stderr.decode('utf-8', 'replace').strip()}")


def _answers(*words: str) -> bool:
    try:
        done = subprocess.run(words, capture_output=True, timeout=SYSTEMCTL_TIMEOUT_S, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
