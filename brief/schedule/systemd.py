"""Our units among the user's own units of systemd."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from brief.errors import ScheduleError
from brief.files import write
from brief.schedule.jobs import Job, job_of
from brief.schedule.programs import ask, said


def unit_folder() -> Path:
    """Where systemd looks for the user's own units."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"


def runs() -> bool:
    """Whether systemd runs for this user."""
    try:
        _systemctl("show-environment")
    except ScheduleError:
        return False
    return True


def jobs(folder: Path) -> tuple[Job, ...]:
    """What our units run, by name."""
    found = []
    for service in sorted(folder.glob("brief-*.service")) if folder.is_dir() else ():
        command = re.search(r"^ExecStart=(.*)$", _read(service) or "", re.MULTILINE)
        name = service.stem.removeprefix("brief-")
        job = job_of(command[1].replace("%%", "%").replace("$$", "$"), name, "systemd") if command else None
        if job:
            found.append(job)
    return tuple(found)


def install(job: Job, folder: Path | None = None) -> str:
    """Write a job's units and have systemd start its timer.

    Args:
        job: What is to run, and when.
        folder: Of the units; the user's own when None, and then systemd is told.

    Returns:
        The units.

    Raises:
        ScheduleError: If they cannot be written or systemd does not take them; what stood there before
            stands there again.
    """
    place = folder or unit_folder()
    before = {name: _read(place / name) for name in units(job)}
    try:
        _write(place, units(job))
        if folder is None:
            _start(job.name)
    except ScheduleError:
        older = {name: text for name, text in before.items() if text is not None}
        if len(older) < len(before):
            remove(job.name, folder)
        else:
            with suppress(ScheduleError):
                _write(place, older)
                if folder is None:
                    _start(job.name)
        raise
    return preview(job)


def _read(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        try:
            write(folder / name, text.encode())
        except OSError as error:
            raise ScheduleError(f"{folder / name}: cannot be written: {error.strerror or error}") from error


def _start(name: str) -> None:
    """Have systemd read the units again and start the timer."""
    _systemctl("daemon-reload")
    _systemctl("enable", "--now", f"brief-{name}.timer")


def preview(job: Job) -> str:
    """The units of a job, each under its name."""
    return "\n".join(f"# {name}\n{text}" for name, text in units(job).items())


def remove(name: str, folder: Path | None = None) -> bool:
    """Take a job's units away; False when there was none.

    A systemd that does not answer has nothing of them running.
    """
    place = folder or unit_folder()
    files = [place / f"brief-{name}.{kind}" for kind in ("timer", "service")]
    there = [file for file in files if file.is_file()]
    if there and folder is None:
        with suppress(ScheduleError):
            _systemctl("disable", "--now", f"brief-{name}.timer")
    for file in (*there, place / "timers.target.wants" / f"brief-{name}.timer"):
        file.unlink(missing_ok=True)
    if there and folder is None:
        with suppress(ScheduleError):
            _systemctl("daemon-reload")
    return bool(there)


def units(job: Job) -> dict[str, str]:
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


def _systemctl(*words: str) -> None:
    done = ask("systemctl", "--user", *words)
    if done.returncode:
        raise ScheduleError(f"systemctl {' '.join(words)}: {said(done)}")
