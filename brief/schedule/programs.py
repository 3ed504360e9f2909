"""The programs that cron and systemd are told by."""

from __future__ import annotations

import subprocess

from brief.errors import ScheduleError

TIMEOUT_S = 30


def ask(*words: str, text: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run a program of the user's own PATH and wait for what it says.

    Args:
        words: The program and its arguments.
        text: What it reads.

    Raises:
        ScheduleError: If it is not there or does not end.
    """
    try:
        return subprocess.run(words, input=text, capture_output=True, timeout=TIMEOUT_S, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ScheduleError(f"{' '.join(words)}: {error}") from error


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    """What a program said of what went wrong."""
    return done.stderr.decode("utf-8", "replace").strip()
