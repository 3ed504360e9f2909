"""A digest that is to be made every day: its command, when it is due, and in which time zone."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

Backend = Literal["cron", "systemd"]
BACKENDS: Mapping[str, Backend] = {"cron": "cron", "systemd": "systemd"}


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


def job_of(command: str, name: str, backend: Backend) -> Job | None:
    """The job that a command of ours runs; None where somebody has changed it beyond reading.

    Args:
        command: As a shell would read it.
        name: Of the digest, as the entry's comment or file says.
        backend: Where the entry stands.
    """
    try:
        words = shlex.split(command)
        options = dict(pairwise(words[words.index("--config") :]))
        return Job(
            name=name,
            at=time.fromisoformat(options["--at"]),
            zone=options["--tz"],
            config=Path(options["--config"]),
            backend=backend,
        )
    except (KeyError, ValueError):
        return None


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
