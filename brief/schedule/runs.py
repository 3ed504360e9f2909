"""What is due, made and logged; how the last runs of a digest went."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from brief import pipeline
from brief.digest import digest
from brief.errors import LockHeld, ScheduleError
from brief.files import write
from brief.formats import tell_all
from brief.model import Edition
from brief.publish import publish
from brief.read import NO_FILE, NO_MATCH
from brief.read.own import OWN
from brief.schedule.crontab import Crontab
from brief.schedule.entries import jobs
from brief.schedule.jobs import next_run
from brief.settings import DigestSettings
from brief.store import Store

LOG_LINES = 1000
"""Runs that the log keeps."""


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
        Exception: What went wrong, after it has been logged.
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
    except Exception as error:
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
    tab: Crontab | None = None,
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
    shown = {key: value for key, value in look.items() if value}

    def out(edition: Edition) -> None:
        missing = [one for one in edition.skipped if one.reason not in {NO_FILE, NO_MATCH, OWN}]
        if missing and not edition.read:
            raise ScheduleError(f"nothing could be read; {missing[0].uri}: {missing[0].reason}")
        if edition.chapters or wanted.quiet == "page":
            publish(
                edition,
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
            look=shown,
            limits=wanted.limits,
            fit=wanted.full or tell_all(wanted.formats),
        ),
        whole=tell_all(wanted.formats),
        remember_days=wanted.remember_days,
        keep_days=wanted.keep_days,
        publish=out,
    )


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
