"""Our lines in a crontab; every other line stays as it was written, letter by letter.

python-crontab builds our own lines. The file is not given to it: it writes what it reads anew, and so drops
what it does not know.
"""

from __future__ import annotations

import re
import shlex
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from brief.errors import ScheduleError
from brief.files import write
from brief.schedule.jobs import Job, job_of
from brief.schedule.programs import ask, said

MARK = "brief digest: "
"""Begins the comment of every line of ours."""


@dataclass(frozen=True, slots=True)
class Crontab:
    """A crontab: the user's own, or a file."""

    file: Path | None = None

    def read(self) -> str:
        """Its text; empty where there is none yet.

        Raises:
            ScheduleError: If it cannot be read.
        """
        if self.file is not None:
            return self.file.read_text(encoding="utf-8") if self.file.exists() else ""
        if shutil.which("crontab") is None:
            return ""
        done = ask("crontab", "-l")
        if done.returncode and "no crontab for" not in said(done):
            raise ScheduleError(f"the crontab cannot be read: {said(done)}")
        return "" if done.returncode else done.stdout.decode("utf-8", "surrogateescape")

    def write(self, text: str) -> None:
        """Put another text in its place.

        Raises:
            ScheduleError: If cron does not take it.
        """
        data = text.encode("utf-8", "surrogateescape")
        if self.file is not None:
            write(self.file, data)
            return
        done = ask("crontab", "-", text=data)
        if done.returncode:
            raise ScheduleError(f"the crontab cannot be written: {said(done)}")

    def jobs(self) -> tuple[Job, ...]:
        """What our lines run, in their order."""
        ours = filter(None, map(_OURS.match, _lines(self.read())))
        found = (job_of(entry["command"].replace("\\%", "%"), entry["name"], "cron") for entry in ours)
        return tuple(job for job in found if job is not None)

    def install(self, job: Job, local_zone: str) -> str:
        """Enter a job in place of its older line; its new one."""
        entry = line(job, local_zone)
        kept = [one for one in _lines(self.read()) if not _is_ours(one, job.name)]
        if kept and not kept[-1].endswith("\n"):
            kept[-1] += "\n"
        self.write("".join([*kept, f"{entry}\n"]))
        return entry

    def remove(self, name: str) -> bool:
        """Take a job out; False when it was not in."""
        lines = _lines(self.read())
        kept = [one for one in lines if not _is_ours(one, name)]
        if len(kept) < len(lines):
            self.write("".join(kept))
        return len(kept) < len(lines)


def line(job: Job, local_zone: str) -> str:
    """The line of a job: cron sets hardly any environment."""
    from crontab import CronTab

    item = CronTab(tab="").new(command=f"LANG=C.UTF-8 {shlex.join(job.command)}", comment=f"{MARK}{job.name}")
    item.setall(cron_times(job.at, job.zone, local_zone))
    return str(item)


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _is_ours(entry: str, name: str | None = None) -> bool:
    """Whether a line is ours, of one digest or of any."""
    ours = _OURS.match(entry)
    return ours is not None and name in {None, ours["name"]}


_OURS = re.compile(rf"\s*(?:@\w+|[^#\s]\S*(?:\s+\S+){{4}})\s+(?P<command>.*\S)\s+# {MARK}(?P<name>\S+)\s*$")
"""The times, the command and the comment of a line of ours."""


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
