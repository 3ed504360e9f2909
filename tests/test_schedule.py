"""Digests by themselves: what is due, what cron and systemd are told, and a real cron."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time as clock
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import schedule
from brief.cli import run as brief
from brief.errors import LockHeld, ScheduleError
from brief.model import Edition
from brief.schedule import (
    Crontab,
    Job,
    cron_times,
    due_days,
    install,
    jobs,
    next_run,
    preview,
    remove,
    run,
    runs,
    status,
)
from brief.settings import DigestSettings
from brief.store import Store

ROOT = Path(__file__).resolve().parent.parent
FERRY = (
    "Ferry Runs Aground off Sandhaven\n\n"
    "A ferry with 212 passengers ran aground off Sandhaven harbour on Tuesday in thick fog.\n\n"
    "The Sandhaven coastguard took everyone off the ferry within three hours.\n"
)
BANK = (
    "Central Bank of Norland Raises Rate\n\n"
    "The central bank of Norland raised its rate to 4 per cent on Tuesday, its governor said.\n\n"
    "Prices in Norland rose by 6 per cent over the year.\n"
)


def job(folder: Path, **more: object) -> Job:
    settings = {"name": "morning", "at": time(6), "zone": "UTC", "config": folder / "brief.toml", **more}
    return Job(**settings)  # type: ignore[arg-type]


def settings(folder: Path, **more: object) -> DigestSettings:
    given = {
        "name": "morning",
        "inputs": (str(folder / "in"),),
        "output": str(folder / "out/{date}.{format}"),
        **more,
    }
    return DigestSettings(**given)  # type: ignore[arg-type]


@pytest.fixture
def incoming(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    return folder


# What is due


def test_the_first_run_makes_the_latest_day_that_is_due() -> None:
    before, after = datetime(2026, 3, 5, 5, 59, tzinfo=UTC), datetime(2026, 3, 5, 6, 0, tzinfo=UTC)

    assert due_days(before, at=time(6), zone="UTC", done=[], catch_up_days=3) == ("2026-03-04",)
    assert due_days(after, at=time(6), zone="UTC", done=[], catch_up_days=3) == ("2026-03-05",)


def test_a_missed_week_is_made_good_up_to_the_limit() -> None:
    now = datetime(2026, 3, 12, 7, tzinfo=UTC)

    assert due_days(now, at=time(6), zone="UTC", done=["2026-03-04"], catch_up_days=2) == (
        "2026-03-10",
        "2026-03-11",
        "2026-03-12",
    )
    assert due_days(now, at=time(6), zone="UTC", done=["2026-03-04"], catch_up_days=0) == ("2026-03-12",)


def test_a_run_after_midnight_carries_the_day_it_was_due_on() -> None:
    now = datetime(2026, 3, 6, 0, 20, tzinfo=UTC)

    assert due_days(now, at=time(23, 30), zone="UTC", done=["2026-03-04"], catch_up_days=3) == ("2026-03-05",)


def test_a_clock_set_back_makes_nothing_again() -> None:
    now = datetime(2026, 3, 2, 7, tzinfo=UTC)

    assert due_days(now, at=time(6), zone="UTC", done=["2026-03-01", "2026-03-02"], catch_up_days=3) == ()


def test_an_edition_from_a_clock_that_was_years_ahead_does_not_stop_the_days_to_come() -> None:
    now = datetime(2026, 3, 5, 7, tzinfo=UTC)

    assert due_days(now, at=time(6), zone="UTC", done=["2026-03-04", "2031-01-01"], catch_up_days=3) == (
        "2026-03-05",
    )


def test_without_a_time_of_day_today_is_made() -> None:
    now = datetime(2026, 3, 4, 20, 30, tzinfo=UTC)

    assert due_days(now, at=None, zone="Asia/Dubai", done=["2026-03-04"], catch_up_days=3) == ("2026-03-05",)


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        ("Europe/Berlin", "2026-03-25"),  # 02:30 does not exist on 29 March
        ("Europe/Berlin", "2026-10-21"),  # 02:30 comes twice on 25 October
        ("America/New_York", "2026-03-05"),
        ("America/New_York", "2026-10-29"),
        ("Australia/Lord_Howe", "2026-10-01"),  # half an hour
        ("Pacific/Apia", "2011-12-27"),  # 30 December did not exist
    ],
)
@pytest.mark.parametrize("at", [time(0, 15), time(2, 30), time(6)])
def test_every_local_day_is_made_once_whatever_the_clocks_do(zone: str, start: str, at: time) -> None:
    done: list[str] = []
    now = datetime.combine(date.fromisoformat(start), time(12), ZoneInfo(zone)).astimezone(UTC)
    for _ in range(8 * 24 * 4):
        now += timedelta(minutes=15)
        done += due_days(now, at=at, zone=zone, done=done, catch_up_days=3)

    days = [date.fromisoformat(day) for day in done]
    assert len(set(done)) == len(done)
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert len(days) in (8, 9, 10)  # the day that did not exist has its edition too


@given(
    st.lists(st.integers(-50, 200), min_size=1, max_size=30),
    st.times().map(lambda one: one.replace(second=0, microsecond=0, tzinfo=None)),
)
def test_no_day_is_made_twice_wherever_the_clock_jumps(jumps_h: list[int], at: time) -> None:
    done: list[str] = []
    now = datetime(2026, 3, 1, tzinfo=UTC)
    for jump in jumps_h:
        now += timedelta(hours=jump)
        done += due_days(now, at=at, zone="Europe/Berlin", done=done, catch_up_days=5)

    assert len(set(done)) == len(done)


# Runs


def test_a_run_leaves_the_page_and_a_second_makes_nothing(
    tmp_path: Path, incoming: Path, store: Store
) -> None:
    log = tmp_path / "log" / "morning.jsonl"
    now = datetime(2026, 3, 5, 6, 0, tzinfo=UTC)

    first = run(settings(tmp_path), store, now=now, at=time(6), log=log)
    second = run(settings(tmp_path), store, now=now + timedelta(minutes=1), at=time(6), log=log)

    assert first.days == ("2026-03-05",)
    assert second.days == ()
    assert "Ferry Runs Aground off Sandhaven" in (tmp_path / "out/2026-03-05.md").read_text(encoding="utf-8")
    (line,) = schedule.logged(log)
    assert line | {"skipped": []} == {
        "name": "morning",
        "started": "2026-03-05T06:00:00Z",
        "outcome": "done",
        "days": ["2026-03-05"],
        "read": 1,
        "stories": 1,
        "skipped": [],
        "error": None,
    }


def test_a_quiet_day_is_done_and_sets_a_page_only_when_asked(
    tmp_path: Path, incoming: Path, store: Store
) -> None:
    for day, quiet in ((5, "skip"), (6, "skip"), (7, "page")):
        run(settings(tmp_path, quiet=quiet), store, now=datetime(2026, 3, day, 7, tzinfo=UTC), at=time(6))

    assert store.days("morning") == ("2026-03-05", "2026-03-06", "2026-03-07")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["2026-03-05.md", "2026-03-07.md"]


def test_missed_days_get_the_articles_they_would_have_had(
    tmp_path: Path, incoming: Path, store: Store
) -> None:
    run(settings(tmp_path), store, now=datetime(2026, 3, 4, 7, tzinfo=UTC), at=time(6))
    told = {
        "Museum in Orland Reopens": "Painters and sculptors filled its rooms, and schoolchildren came first.",
        "Voters Choose a New Bridge": "Two in three want the river crossed at Lowmarsh, the count showed.",
    }
    for day, (what, text) in enumerate(told.items(), 5):
        line = {"id": what, "title": what, "date": f"2026-03-0{day}", "text": text}
        (incoming / f"{day}.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")

    ran = run(settings(tmp_path), store, now=datetime(2026, 3, 6, 7, tzinfo=UTC), at=time(6))

    assert ran.days == ("2026-03-05", "2026-03-06")
    assert [[c.articles for c in edition.chapters] for edition in ran.editions] == [
        [("Museum in Orland Reopens",)],
        [("Voters Choose a New Bridge",)],
    ]


def test_a_day_can_have_a_folder_of_its_own(tmp_path: Path, store: Store) -> None:
    wanted = settings(tmp_path, inputs=(str(tmp_path / "in" / "{date}"),))
    for day, text in (("2026-03-05", FERRY), ("2026-03-06", FERRY.replace("Tuesday", "Friday"))):
        (tmp_path / "in" / day).mkdir(parents=True)
        (tmp_path / "in" / day / "ferry.txt").write_text(text, encoding="utf-8")

    ran = [run(wanted, store, now=datetime(2026, 3, day, 7, tzinfo=UTC)) for day in (5, 6)]

    assert [edition.read for one in ran for edition in one.editions] == [1, 1]
    assert [chapter.status for one in ran for edition in one.editions for chapter in edition.chapters] == [
        "new",
        "update",
    ]


def test_when_nothing_can_be_read_the_day_is_not_done_and_the_next_run_tries_again(
    tmp_path: Path, store: Store
) -> None:
    log = tmp_path / "morning.jsonl"
    wanted = settings(tmp_path, inputs=(str(tmp_path / "late.txt"),))
    now = datetime(2026, 3, 5, 6, tzinfo=UTC)
    with pytest.raises(ScheduleError, match=r"late\.txt: no such file"):
        run(wanted, store, now=now, at=time(6), log=log)
    (tmp_path / "late.txt").write_text(FERRY, encoding="utf-8")

    assert run(wanted, store, now=now + timedelta(hours=1), at=time(6), log=log).days == ("2026-03-05",)
    assert [line["outcome"] for line in schedule.logged(log)] == ["failed", "done"]


def test_an_empty_folder_is_a_quiet_day(tmp_path: Path, store: Store) -> None:
    (tmp_path / "in").mkdir()

    assert run(settings(tmp_path), store, now=datetime(2026, 3, 5, 6, tzinfo=UTC)).days == ("2026-03-05",)


def test_a_second_run_at_the_same_time_is_kept_out(tmp_path: Path, incoming: Path, store: Store) -> None:
    log = tmp_path / "morning.jsonl"
    with Store(tmp_path / "memory.sqlite3") as other, other.hold("morning"), pytest.raises(LockHeld):
        run(settings(tmp_path), store, now=datetime(2026, 3, 5, 6, tzinfo=UTC), log=log)

    assert [line["outcome"] for line in schedule.logged(log)] == ["held"]


def test_an_input_that_falls_silent_raises_the_alarm(tmp_path: Path, incoming: Path, store: Store) -> None:
    wanted = settings(tmp_path, silent_days=3)
    ran = [run(wanted, store, now=datetime(2026, 3, day, 7, tzinfo=UTC)) for day in range(1, 5)]

    assert [one.silent for one in ran[:3]] == [(), (), ()]
    assert ran[3].silent == ((str(incoming), "2026-03-01"),)


def test_status_tells_last_run_next_run_and_last_error(tmp_path: Path, incoming: Path, store: Store) -> None:
    log, tab = tmp_path / "morning.jsonl", Crontab(tmp_path / "tab")
    install(job(tmp_path), local_zone="UTC", tab=tab)
    wanted = settings(tmp_path, silent_days=2)
    run(wanted, store, now=datetime(2026, 3, 5, 6, tzinfo=UTC), log=log)

    well = status(wanted, store, now=datetime(2026, 3, 5, 7, tzinfo=UTC), log=log, tab=tab, units=tmp_path)
    ill = status(wanted, store, now=datetime(2026, 3, 9, 7, tzinfo=UTC), log=log, tab=tab, units=tmp_path)

    assert well.healthy
    assert well.lines == (
        "last edition  2026-03-05",
        "last run      2026-03-05T06:00:00Z done",
        "next run      2026-03-06 06:00 UTC (cron)",
        "last error    none",
    )
    assert not ill.healthy
    assert ill.lines[-1] == f"silent        {incoming}: nothing new since 2026-03-05"


def test_the_log_does_not_grow_for_ever(
    tmp_path: Path, incoming: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "LOG_LINES", 3)
    log = tmp_path / "morning.jsonl"
    for day in range(1, 6):
        run(settings(tmp_path), store, now=datetime(2026, 3, day, 7, tzinfo=UTC), log=log)

    assert [line["days"] for line in schedule.logged(log)] == [["2026-03-03"], ["2026-03-04"], ["2026-03-05"]]


PLACES = ("Sandhaven", "Lowmarsh", "Brackwater", "Kestrel Bay", "Thornwick")
EVENTS = (
    ("Ferry Runs Aground", "A ferry ran aground in fog and the coastguard took the passengers off by boat"),
    ("Dam Collapses", "A dam collapsed after a week of rain and flooded the valley below the reservoir"),
    ("Museum Loses Painting", "A painting of a harbour disappeared from the museum during a guard change"),
    ("Bakers Walk Out", "Bakers walked out over night shifts and ovens in the old town stayed cold"),
    ("Bridge Reopens", "A bridge reopened after inspectors had replaced its rusted cables and bearings"),
)
TURNS = (
    "Mayor {name} said the council would meet in the evening to decide what happens next in {place}.",
    "Investigators questioned {name}, who had been in charge in {place} when it began.",
    "Insurers put the loss at {figure} million crowns, a spokeswoman for {name} said.",
    "Schools in {place} stayed closed and {figure} volunteers came to help, {name} said.",
)
NAMES = ("Ada Holm", "Leo Marsh", "Ines Vole", "Tom Arden", "Kaja Brandt")


def arrivals(day: int) -> list[dict[str, str]]:
    """What comes in on a day: of each story a report on four days running, and a copy of one."""
    lines = []
    for number, (place, (title, what), name) in enumerate(zip(PLACES, EVENTS, NAMES, strict=True)):
        turn = day - 2 * number - 1
        if 0 <= turn < len(TURNS):
            told = TURNS[turn].format(name=name, place=place, figure=number * 7 + turn + 20)
            later = f"In {place}, the town of {title.lower()}, work went on."
            first = f"{what} at {place}, {name} said." if turn == 0 else later
            report = {"id": f"{number}-{turn}", "title": f"{title} at {place}", "text": f"{first}\n\n{told}"}
            lines.append(report)
        if turn == 1:
            copied = TURNS[0].format(name=name, place=place, figure=number * 7 + 20)
            text = f"{what} at {place}, {name} said.\n\n{copied}"
            lines.append({"id": f"{number}-copy", "title": f"{title} at {place}", "text": text})
    return lines


@pytest.mark.parametrize("start", ["2026-03-20", "2026-10-18"])  # the clocks change on the 29th and the 25th
def test_a_fortnight_tells_everything_once(start: str, tmp_path: Path, store: Store) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first = date.fromisoformat(start)
    wanted = settings(tmp_path, timezone="Europe/Berlin", catch_up_days=31, silent_days=0, formats=("json",))
    (tmp_path / "in").mkdir()
    editions: list[Edition] = []
    for number in range(14):
        day = first + timedelta(days=number)
        lines = [json.dumps(line | {"date": day.isoformat()}) + "\n" for line in arrivals(number)]
        if lines:
            (tmp_path / "in" / f"{number:02}.jsonl").write_text("".join(lines), encoding="utf-8")
        if 4 <= number <= 6:
            continue  # the machine was off
        for hour in (4, 10, 22):
            moment = datetime.combine(day, time(hour), berlin)
            back = timedelta(days=2) if number == 9 and hour == 10 else timedelta()  # the clock jumps back
            editions += run(wanted, store, now=moment.astimezone(UTC) - back, at=time(2, 30)).editions

    told = [
        item.text
        for edition in editions
        for chapter in edition.chapters
        for item in (chapter.briefing.bottom_line, *chapter.briefing.points)
        if item
    ]
    listed = [one for edition in editions for chapter in edition.chapters for one in chapter.articles]
    days = [edition.day for edition in editions]
    assert days == [(first + timedelta(days=number)).isoformat() for number in range(14)]
    assert len(told) == len(set(told))
    assert {one for one in listed if "copy" not in one} == {
        f"{n}-{turn}" for n in range(5) for turn in range(4)
    }
    numbers = [
        (c.status, c.number)
        for edition in editions
        for c in edition.chapters
        if c.articles[0].startswith("2-")
    ]
    assert [number for _, number in numbers] == [1, 2, 3, 4]
    assert [status == "new" for status, _ in numbers] == [True, False, False, False]


# Entries


def test_installing_twice_leaves_one_line_and_the_others_untouched(tmp_path: Path) -> None:
    others = "MAILTO=desk@desk.example\n# a note\n17 * * * * backup --all # mine\n"
    file = tmp_path / "tab"
    file.write_text(others, encoding="utf-8")
    for at in (time(6), time(7, 30)):
        install(job(tmp_path, at=at), local_zone="UTC", tab=Crontab(file))
    install(job(tmp_path, name="evening", at=time(18)), local_zone="UTC", tab=Crontab(file))

    text = file.read_text(encoding="utf-8")
    assert text.startswith(others)
    assert text.count("brief digest: morning") == 1
    assert [(one.name, one.at) for one in jobs(Crontab(file), tmp_path)] == [
        ("evening", time(18)),
        ("morning", time(7, 30)),
    ]

    assert remove("morning", tab=Crontab(file), units=tmp_path)
    assert not remove("morning", tab=Crontab(file), units=tmp_path)
    assert remove("evening", tab=Crontab(file), units=tmp_path)
    assert file.read_text(encoding="utf-8").strip() == others.strip()


STRANGE = (
    "PATH = /opt/bin:/bin\n"
    "\tA='x'  # kept\n"
    "0 1 * * 7  echo hi%there\n"
    "5 1 * * * curl 'http://desk.example/?a=%41'\n"
    "60 * * * * no cron takes this\n"
    "# brief digest: a note of somebody's\n"
    "\n"
    "1 1 * * * echo last line without its end"
)


def test_lines_of_others_stay_letter_by_letter(tmp_path: Path) -> None:
    file = tmp_path / "tab"
    file.write_text(STRANGE, encoding="utf-8")

    install(job(tmp_path), local_zone="UTC", tab=Crontab(file), units=tmp_path)
    entered = file.read_text(encoding="utf-8")
    assert remove("morning", tab=Crontab(file), units=tmp_path)

    assert entered == f"{STRANGE}\n{preview(job(tmp_path), local_zone='UTC')}\n"
    assert file.read_text(encoding="utf-8") == f"{STRANGE}\n"


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that come first on the PATH, with a crontab that keeps its table beside them."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    program(folder / "crontab", f'[ "$1" = - ] && exec cat > {folder}/tab; exec cat {folder}/tab')
    (folder / "tab").write_text(STRANGE + "\n", encoding="utf-8")
    return folder


def program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def test_the_user_s_own_crontab_is_asked_and_told(tmp_path: Path, fake: Path) -> None:
    install(job(tmp_path), local_zone="UTC")

    assert (fake / "tab").read_text(encoding="utf-8").startswith(STRANGE)
    assert [one.name for one in jobs()] == ["morning"]
    assert remove("morning")
    assert (fake / "tab").read_text(encoding="utf-8") == f"{STRANGE}\n"


def test_a_crontab_that_fails_is_said_and_not_written(tmp_path: Path, fake: Path) -> None:
    program(fake / "crontab", 'echo "you may not" >&2; exit 1')

    with pytest.raises(ScheduleError, match="cannot be read: you may not"):
        install(job(tmp_path), local_zone="UTC")


def test_no_crontab_yet_is_an_empty_one(tmp_path: Path, fake: Path) -> None:
    program(
        fake / "crontab",
        f'[ "$1" = - ] && exec cat > {fake}/new; echo "no crontab for desk" >&2; exit 1',
    )

    install(job(tmp_path), local_zone="UTC")

    assert (fake / "new").read_text(encoding="utf-8") == preview(job(tmp_path), local_zone="UTC") + "\n"


def test_a_systemd_that_fails_leaves_nothing_and_the_older_entry(tmp_path: Path, fake: Path) -> None:
    install(job(tmp_path), local_zone="UTC")
    units = tmp_path / "config" / "systemd" / "user"
    timer = job(tmp_path, backend="systemd", at=time(7))

    program(fake / "systemctl", 'echo "Failed to connect to bus" >&2; exit 1')
    with pytest.raises(ScheduleError, match="no systemd user session"):
        install(timer, local_zone="UTC")
    program(fake / "systemctl", '[ "$2" = enable ] && { echo "no such unit" >&2; exit 1; }; exit 0')
    with pytest.raises(ScheduleError, match="no such unit"):
        install(timer, local_zone="UTC")

    assert not units.exists() or list(units.iterdir()) == []
    assert [(one.backend, one.at) for one in jobs()] == [("cron", time(6))]


def test_a_timer_that_cannot_be_replaced_stays(tmp_path: Path, fake: Path) -> None:
    program(fake / "systemctl", "exit 0")
    install(job(tmp_path, backend="systemd"), local_zone="UTC")
    program(fake / "systemctl", '[ "$2" = enable ] && { echo "no" >&2; exit 1; }; exit 0')

    with pytest.raises(ScheduleError, match="no"):
        install(job(tmp_path, backend="systemd", at=time(7)), local_zone="UTC")

    assert [one.at for one in jobs()] == [time(6)]


def test_whom_cron_refuses_has_systemd_all_the_same(tmp_path: Path, fake: Path) -> None:
    program(fake / "systemctl", "exit 0")
    program(fake / "crontab", 'echo "you may not" >&2; exit 1')

    install(job(tmp_path, backend="systemd"), local_zone="UTC")

    assert [one.backend for one in jobs()] == ["systemd"]
    assert remove("morning")
    with pytest.raises(ScheduleError, match="you may not"):
        jobs()


@pytest.mark.parametrize("folder", ["desk #1", "de$k", "50 % off", "it's"])
@pytest.mark.parametrize("name", ["morning", "run"])
@pytest.mark.parametrize("backend", ["cron", "systemd"])
def test_an_entry_is_read_back_as_it_was_made(tmp_path: Path, folder: str, name: str, backend: str) -> None:
    wanted = job(tmp_path / folder, name=name, backend=backend)
    file = tmp_path / "tab"
    file.write_text("0 6 * * * echo 'lone # brief digest: broken\n", encoding="utf-8")

    install(wanted, local_zone="UTC", tab=Crontab(file), units=tmp_path)

    assert jobs(Crontab(file), tmp_path) == (wanted,)


def test_an_install_is_told_line_by_line(
    tmp_path: Path, fake: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    program(fake / "systemctl", "exit 0")
    config = tmp_path / "brief.toml"
    config.write_text('[digest.morning]\ninputs = ["in/"]\n', encoding="utf-8")

    code = brief(
        ["schedule", "install", "morning", "--at", "06:00", "--backend", "systemd", "--config", str(config)]
    )

    err = capfd.readouterr().err
    assert code == 0
    assert "brief: [Service]\n" in err
    assert "\ufffd" not in err


def test_a_closed_folder_is_no_quiet_day(
    tmp_path: Path, incoming: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(path: str, **more: object) -> object:
        more["onerror"](PermissionError(13, "Permission denied", path))  # type: ignore[operator]
        return iter(())

    monkeypatch.setattr(os, "walk", refusing)
    with pytest.raises(ScheduleError, match="cannot be looked into: permission denied"):
        run(settings(tmp_path), store, now=datetime(2026, 3, 5, 7, tzinfo=UTC))
    assert store.days("morning") == ()


def test_a_fault_of_ours_is_logged_too(
    tmp_path: Path, incoming: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "_make", lambda *_, **__: 1 / 0)
    log = tmp_path / "morning.jsonl"

    with pytest.raises(ZeroDivisionError):
        run(settings(tmp_path), store, now=datetime(2026, 3, 5, 7, tzinfo=UTC), log=log)
    assert [line["outcome"] for line in schedule.logged(log)] == ["failed"]


def test_one_digest_is_never_in_cron_and_in_systemd(tmp_path: Path, fake: Path) -> None:
    program(fake / "systemctl", "exit 0")
    install(job(tmp_path), local_zone="UTC")

    install(job(tmp_path, backend="systemd"), local_zone="UTC")
    assert [one.backend for one in jobs()] == ["systemd"]
    assert (fake / "tab").read_text(encoding="utf-8") == f"{STRANGE}\n"
    install(job(tmp_path), local_zone="UTC")

    assert [one.backend for one in jobs()] == ["cron"]
    program(fake / "systemctl", "exit 1")
    install(job(tmp_path, name="evening"), local_zone="UTC")
    assert remove("evening")


def test_a_line_has_absolute_paths_a_language_and_no_bare_percent(tmp_path: Path) -> None:
    folder = tmp_path / "50 % off"
    line = preview(job(folder), local_zone="UTC")

    assert line.startswith(
        f"0 6 * * * LANG=C.UTF-8 {Path(sys.executable).absolute()} -m brief schedule run morning"
    )
    assert r"50 \% off" in line
    assert "%" not in line.replace(r"\%", "")
    file = tmp_path / "tab"
    file.touch()
    install(job(folder), local_zone="UTC", tab=Crontab(file))
    (found,) = jobs(Crontab(file), tmp_path)
    assert found == job(folder)


@pytest.mark.parametrize(
    ("at", "zone", "local", "times"),
    [
        (time(6), "UTC", "UTC", "0 6 * * *"),
        (time(6, 5), "Europe/Berlin", "UTC", "5 * * * *"),
        (time(6), "Asia/Kolkata", "Europe/Berlin", "30 * * * *"),
        (time(6), "Australia/Lord_Howe", "UTC", "0,30 * * * *"),
    ],
)
def test_a_job_of_another_zone_is_woken_whenever_it_may_be_due(
    at: time, zone: str, local: str, times: str
) -> None:
    assert cron_times(at, zone, local) == times


def test_the_next_run_is_told_in_the_job_s_own_zone(tmp_path: Path) -> None:
    dubai = job(tmp_path, zone="Asia/Dubai")

    assert next_run(dubai, datetime(2026, 3, 5, 1, 59, tzinfo=UTC)).isoformat() == "2026-03-05T06:00:00+04:00"
    assert next_run(dubai, datetime(2026, 3, 5, 2, 0, tzinfo=UTC)).isoformat() == "2026-03-06T06:00:00+04:00"


def test_systemd_units_are_found_again_and_removed(tmp_path: Path) -> None:
    wanted = job(tmp_path / "50 % off", zone="Asia/Dubai", backend="systemd")
    install(wanted, local_zone="UTC", units=tmp_path)

    assert jobs(Crontab(tmp_path / "no tab"), tmp_path) == (wanted,)
    timer = (tmp_path / "brief-morning.timer").read_text(encoding="utf-8")
    assert "OnCalendar=*-*-* 06:00:00 Asia/Dubai" in timer
    assert "Persistent=true" in timer
    assert remove("morning", tab=Crontab(tmp_path / "no tab"), units=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
@pytest.mark.parametrize("folder", ["plain", "with space and 50 % off"])
def test_systemd_accepts_the_units(tmp_path: Path, folder: str) -> None:
    units = tmp_path / "units"
    install(job(tmp_path / folder, zone="Europe/Berlin", backend="systemd"), local_zone="UTC", units=units)

    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", *map(str, units.iterdir())],  # noqa: S607
        capture_output=True, check=False, env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
    )  # fmt: skip
    complaints = [line for line in done.stderr.decode().splitlines() if "brief-morning" in line]
    assert complaints == []


def test_systemd_comes_before_cron_and_neither_is_an_error() -> None:
    assert schedule.choose_backend(lambda name: f"/bin/{name}", lambda: True) == "systemd"
    assert schedule.choose_backend(lambda name: f"/bin/{name}", lambda: False) == "cron"
    assert schedule.choose_backend(lambda name: "/bin/crontab" if name == "crontab" else None) == "cron"
    with pytest.raises(ScheduleError, match="neither cron nor"):
        schedule.choose_backend(lambda name: None)
    assert schedule.choose_backend(lambda name: None, otherwise="cron") == "cron"


def test_without_cron_there_is_no_job_and_nothing_to_remove(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)

    assert jobs(units=tmp_path) == ()
    assert not remove("morning", units=tmp_path)


# The command


def test_the_commands_say_what_is_scheduled_and_how_it_goes(
    tmp_path: Path, incoming: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "brief.toml"
    text = (
        'store = "m.sqlite3"\n[digest.morning]\ninputs = ["in/"]\ntimezone = "Asia/Dubai"\nsilent_days = 3\n'
    )
    config.write_text(text, encoding="utf-8")
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    words = ["--config", str(config)]

    def at(moment: str, *command: str) -> tuple[int, str]:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{datetime.fromisoformat(moment).timestamp():.0f}")
        code = brief(["schedule", *command])
        out, err = capfd.readouterr()
        return code, out + err

    assert at("2026-03-05T01:00Z", "run", "morning", *words, "--at", "06:00")[0] == 0
    assert at("2026-03-05T03:00Z", "run", "morning", *words, "--at", "06:00") == (0, "")
    assert at("2026-03-05T04:00Z", "run", "morning", *words, "--at", "06:00") == (0, "")
    code, told = at("2026-03-06T04:00Z", "status", "morning", *words)
    assert code == 0
    assert told.startswith("last edition  2026-03-05\nlast run      2026-03-05T03:00:00Z done\n")
    code, told = at("2026-03-09T04:00Z", "run", "morning", *words, "--at", "06:00")
    assert (code, told) == (1, f"brief: {tmp_path}/in/: nothing new since 2026-03-04\n")
    code, told = at("2026-03-09T05:00Z", "install", "morning", *words, "--at", "6 o'clock")
    assert (code, told) == (2, 'brief: --at "6 o\'clock" is not a time of day; write it as HH:MM\n')
    code, told = at(
        "2026-03-09T05:00Z", "install", "morning", *words, "--at", "06:00", "--backend", "cron", "--dry-run"
    )
    assert code == 0
    assert f"schedule run morning --config {config} --at 06:00 --tz Asia/Dubai" in told
    code, told = at("2026-03-09T05:00Z", "install", "morning", *words, "--at", "06:00", "--tz", "Mars/Base")
    assert (code, told) == (2, "brief: --tz 'Mars/Base' is no time zone; write it as Area/City\n")


# The real cron


@pytest.fixture
def cron(tmp_path: Path) -> Iterator[None]:
    """Debian's cron daemon, ours for the length of the test, with an empty crontab of the user."""
    if shutil.which("cron") is None or shutil.which("crontab") is None:
        pytest.skip("cron is not installed (Debian: apt-get install cron)")
    if os.geteuid() != 0:
        pytest.skip("only root can start cron")
    pid_file = Path("/var/run/crond.pid")
    if pid_file.is_file() and Path(f"/proc/{pid_file.read_text().strip()}").exists():
        pytest.skip("a cron daemon runs already; it is left alone")
    before = subprocess.run(["crontab", "-l"], capture_output=True, check=False)  # noqa: S607
    daemon = subprocess.Popen(["cron", "-f"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S607
    yield
    if before.returncode == 0:
        subprocess.run(["crontab", "-"], input=before.stdout, check=True)  # noqa: S607
    else:
        subprocess.run(["crontab", "-r"], capture_output=True, check=False)  # noqa: S607
    daemon.terminate()
    daemon.wait(10)


@pytest.mark.usefixtures("cron")
def test_a_job_in_the_real_cron_runs_within_its_minute_and_leaves_the_page(
    tmp_path: Path, incoming: Path
) -> None:
    (tmp_path / "brief.toml").write_text(
        'store = "memory.sqlite3"\n[digest.morning]\ninputs = ["in/"]\noutput = "out/{name}.{format}"\n',
        encoding="utf-8",
    )
    soon = datetime.now(ZoneInfo(schedule.local_zone())) + timedelta(seconds=75)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(tmp_path)}
    words = f"schedule install morning --at {soon:%H:%M} --backend cron --tz {schedule.local_zone()} --config"
    installed = subprocess.run(
        [sys.executable, "-m", "brief", *words.split(), str(tmp_path / "brief.toml")],
        check=False, capture_output=True, env=environment, cwd=ROOT,
    )  # fmt: skip
    assert installed.returncode == 0, installed.stderr.decode()
    # A checkout is no installation: cron has to be told where the package is.
    table = subprocess.run(["crontab", "-l"], capture_output=True, check=True).stdout.decode()  # noqa: S607
    subprocess.run(["crontab", "-"], input=f'PYTHONPATH={ROOT}\nMAILTO=""\n{table}'.encode(), check=True)  # noqa: S607

    page = tmp_path / "out" / "morning.md"
    deadline = clock.monotonic() + 200
    while not page.is_file() and clock.monotonic() < deadline:
        clock.sleep(0.5)

    assert page.is_file()
    assert "Ferry Runs Aground off Sandhaven" in page.read_text(encoding="utf-8")


def test_on_a_terminal_a_run_says_what_it_made_and_where(
    tmp_path: Path, incoming: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    config = tmp_path / "brief.toml"
    config.write_text(
        f'store = "m.sqlite3"\n[digest.morning]\ninputs = ["{incoming}"]\nformats = ["txt"]\n',
        encoding="utf-8",
    )
    words = ["schedule", "run", "morning", "--config", str(config)]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772348400")
    assert brief(words) == 0
    silent = capfd.readouterr().err
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert brief(words) == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772434800")
    assert brief(words) == 0

    assert silent == ""
    assert capfd.readouterr().err.splitlines() == [
        "brief: nothing is due: the digest of 2026-03-01 is done",
        "brief: 2026-03-02: nothing new in 1 article, so no page",
    ]


def test_equal_clocks_are_one_zone() -> None:
    assert cron_times(time(6), "Africa/Lagos", "Africa/Luanda") == "0 6 * * *"
    assert cron_times(time(6), "Europe/London", "Africa/Abidjan") == "0 * * * *"


# How its page looks


EACH_ON_A_SHEET = """#set document(title: "Ours")
#let seen = json(bytes(sys.inputs.data))
#for card in (seen.lead, ..seen.cards) [#card.title #pagebreak(weak: true)]
"""


@pytest.mark.parametrize(
    ("template", "on_page"), [(None, 2), ("each-on-a-sheet.typ", 1), ("only-a-list.typ", 2)]
)
def test_a_scheduled_page_is_fitted_as_it_looks(
    incoming: Path, tmp_path: Path, template: str | None, on_page: int
) -> None:
    (incoming / "bank.txt").write_text(BANK, encoding="utf-8")
    (tmp_path / "each-on-a-sheet.typ").write_text(EACH_ON_A_SHEET)
    (tmp_path / "only-a-list.typ").write_text(EACH_ON_A_SHEET.replace("#pagebreak(weak: true)", "\n\n"))
    own = str(tmp_path / template) if template else None
    wanted = settings(tmp_path, formats=("json", "pdf"), template=own)

    with Store(tmp_path / "m.sqlite3") as store:
        run(wanted, store, now=datetime(2026, 3, 4, 7, tzinfo=UTC))

    told = json.loads((tmp_path / "out/2026-03-04.json").read_bytes())
    sheets = pypdf.PdfReader(tmp_path / "out/2026-03-04.pdf").pages
    assert (len(told["stories"]), told["on_page"], len(sheets)) == (2, on_page, 1)


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612)])
def test_a_scheduled_page_has_the_look_of_the_settings(
    incoming: Path, tmp_path: Path, paper: str, width: int
) -> None:
    wanted = settings(tmp_path, formats=("pdf",), paper=paper, desk="Harbour desk", language="en")

    with Store(tmp_path / "m.sqlite3") as store:
        run(wanted, store, now=datetime(2026, 3, 4, 7, tzinfo=UTC))

    (sheet,) = pypdf.PdfReader(tmp_path / "out/2026-03-04.pdf").pages
    assert round(sheet.mediabox.width) == width
    assert "Harbour desk" in sheet.extract_text()
