"""Digests by themselves: entries for cron and systemd, what is due, and how the last runs went."""

from brief.schedule.crontab import Crontab, cron_times
from brief.schedule.entries import choose_backend, install, jobs, preview, remove
from brief.schedule.jobs import BACKENDS, Backend, Job, local_zone, next_run
from brief.schedule.runs import Ran, Status, due_days, log_path, logged, run, silent, status

__all__ = [
    "BACKENDS",
    "Backend",
    "Crontab",
    "Job",
    "Ran",
    "Status",
    "choose_backend",
    "cron_times",
    "due_days",
    "install",
    "jobs",
    "local_zone",
    "log_path",
    "logged",
    "next_run",
    "preview",
    "remove",
    "run",
    "silent",
    "status",
]
