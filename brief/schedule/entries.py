"""A job entered into cron or systemd: whichever this machine has."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from brief.errors import ScheduleError
from brief.schedule import crontab, systemd
from brief.schedule.crontab import Crontab
from brief.schedule.jobs import Backend, Job


def install(job: Job, *, local_zone: str, tab: Crontab | None = None, units: Path | None = None) -> str:
    """Enter a job into cron or systemd; an entry of the same name is replaced, others stay untouched.

    Args:
        job: What is to run, and when.
        local_zone: The time zone that cron keeps.
        tab: The crontab; the user's own when None.
        units: Folder of systemd's user units; the user's own when None, which is then also told.

    Returns:
        What was entered, as it stands there.

    Raises:
        ScheduleError: If cron or systemd does not take it; an older entry stands then.
    """
    tab = tab or Crontab()
    if job.backend == "systemd":
        if units is None and not systemd.runs():
            raise ScheduleError("no systemd user session answers here; --backend cron does without")
        entered = systemd.install(job, units)
        with suppress(ScheduleError):  # whom cron refuses has nothing in its table
            tab.remove(job.name)
        return entered
    entered = tab.install(job, local_zone)
    systemd.remove(job.name, units)
    return entered


def preview(job: Job, *, local_zone: str) -> str:
    """What `install` would enter."""
    return systemd.preview(job) if job.backend == "systemd" else crontab.line(job, local_zone)


def jobs(tab: Crontab | None = None, units: Path | None = None) -> tuple[Job, ...]:
    """The jobs that are installed, by name."""
    timers = systemd.jobs(units or systemd.unit_folder())
    try:
        lines = (tab or Crontab()).jobs()
    except ScheduleError:
        if not timers:
            raise
        lines = ()
    found = {job.name: job for job in (*lines, *timers)}
    return tuple(found[name] for name in sorted(found))


def remove(name: str, *, tab: Crontab | None = None, units: Path | None = None) -> bool:
    """Take a job out of cron and systemd; False when there was none."""
    timer = systemd.remove(name, units)
    try:
        return (tab or Crontab()).remove(name) or timer
    except ScheduleError:
        if not timer:
            raise
        return True


def choose_backend(
    which: Callable[[str], str | None] = shutil.which,
    answers: Callable[[], bool] = systemd.runs,
    *,
    otherwise: Backend | None = None,
) -> Backend:
    """Tell whether systemd runs for this user: it is taken before cron.

    Args:
        which: Finds a program.
        answers: Whether systemd does.
        otherwise: What to name where there is neither, when nothing is to be entered.

    Raises:
        ScheduleError: If there is neither.
    """
    if which("systemctl") and answers():
        return "systemd"
    if which("crontab"):
        return "cron"
    if otherwise is not None:
        return otherwise
    raise ScheduleError(
        "neither cron nor a systemd user session is here; install cron, or run brief by other means"
    )
