"""The memory of digests: in SQLite, and the same tests on PostgreSQL where a server can be had."""

from __future__ import annotations

import os
import pwd
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from brief import store as stores
from brief.errors import LockHeld, StoreError
from brief.model import Feed, Seen, Telling
from brief.store import Store

ROOT = Path(__file__).resolve().parent.parent


def telling(story: str, day: str, *passages: str) -> Telling:
    seen = Seen(
        uri=f"{story}.txt", text_sha256=f"sha-{story}-{day}", outlet="Coastal Wire", sketch=b"\0\1\2\3"
    )
    return Telling(
        story=story, day=day, title=story.title(), published=day, passages=passages, articles=(seen,)
    )


def server_programs() -> Path | None:
    """Where Debian keeps PostgreSQL's programs, the newest version first."""
    return next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server of our own, on a socket in a folder of its own."""
    programs = server_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    pytest.importorskip("psycopg", reason="psycopg is not installed (pip install 'brief-page[postgres]')")
    folder = Path("/tmp") / f"brief-pg-{os.getpid()}"  # noqa: S108  a socket's path must be short
    folder.mkdir(mode=0o700)
    user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    if user:
        try:
            account = pwd.getpwnam(user)
        except KeyError:
            pytest.skip("running as root without a user named postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
    subprocess.run(
        [programs / "initdb", "-D", folder / "data", "-U", "brief", "--auth=trust", "--no-sync"],
        check=True, capture_output=True, user=user, cwd="/",
    )  # fmt: skip
    process = subprocess.Popen(
        [programs / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses="],
        user=user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"postgresql://brief@/postgres?host={folder}"
    _until_it_answers(url)
    yield url
    process.send_signal(signal.SIGINT)
    process.wait(30)
    subprocess.run(["rm", "-rf", folder], check=True)  # noqa: S607


def _until_it_answers(url: str) -> None:
    import psycopg

    for _ in range(100):
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the PostgreSQL server did not start")


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty store of each kind."""
    if request.param == "sqlite":
        yield str(tmp_path / "memory.sqlite3")
        return
    import psycopg

    url = request.getfixturevalue("server")
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("DROP SCHEMA public CASCADE")
        db.execute("CREATE SCHEMA public")
    yield url


def test_what_was_told_is_recalled_on_later_days(where: str) -> None:
    told = (
        telling("ferry", "2026-03-01", "It ran aground.", "Nobody was hurt."),
        telling("vote", "2026-03-01"),
    )
    with Store(where) as store:
        store.record("morning", "2026-03-01", made="2026-03-01T06:00:00Z", tellings=told)
    with Store(where) as store:
        assert store.recall("morning", before="2026-03-02", since="2026-02-01") == told
        assert store.last_day("morning") == "2026-03-01"


def test_a_digest_does_not_recall_its_own_day_or_what_is_too_old(where: str) -> None:
    with Store(where) as store:
        for day in ("2026-03-01", "2026-03-02", "2026-03-03"):
            store.record("morning", day, made=day, tellings=[telling("ferry", day)])

        recalled = store.recall("morning", before="2026-03-03", since="2026-03-02")

        assert [one.day for one in recalled] == ["2026-03-02"]


def test_sketches_of_all_earlier_days_are_at_hand_and_their_stories_can_be_recalled(where: str) -> None:
    long_ago = telling("ferry", "2025-06-01", "It ran aground.")
    with Store(where) as store:
        store.record("morning", "2025-06-01", made="a", tellings=[long_ago])
        store.record("morning", "2026-03-01", made="b", tellings=[telling("vote", "2026-03-01")])
        store.record("evening", "2026-03-01", made="c", tellings=[telling("dam", "2026-03-01")])

        sketches = store.sketches("morning", before="2026-03-02")

        assert sketches == (("vote", b"\0\1\2\3"), ("ferry", b"\0\1\2\3"))
        assert store.sketches("morning", before="2026-03-01") == sketches[1:]
        assert store.recall_stories("morning", ["ferry", "dam"], before="2026-03-02") == (long_ago,)
        assert store.recall_stories("morning", [], before="2026-03-02") == ()


def test_recording_a_day_again_adds_to_it(where: str) -> None:
    with Store(where) as store:
        first = [telling("ferry", "2026-03-01", "old"), telling("bank", "2026-03-01", "kept")]
        store.record("morning", "2026-03-01", made="a", tellings=first)
        store.record("morning", "2026-03-01", made="b", tellings=[telling("ferry", "2026-03-01", "new")])

        recalled = store.recall("morning", before="2026-03-02", since="2026-01-01")
        assert [(one.story, one.passages) for one in recalled] == [("bank", ("kept",)), ("ferry", ("new",))]
        assert store.days("morning") == ("2026-03-01",)


def test_digests_of_other_names_have_memories_of_their_own(where: str) -> None:
    with Store(where) as store:
        store.record("morning", "2026-03-01", made="a", tellings=[telling("ferry", "2026-03-01")])

        assert store.recall("evening", before="2027-01-01", since="2026-01-01") == ()
        assert store.last_day("evening") is None


def test_one_article_listed_twice_is_remembered_once(where: str) -> None:
    one = telling("ferry", "2026-03-01")
    with Store(where) as store:
        doubled = Telling(story="ferry", day=one.day, title="Ferry", articles=one.articles * 2)
        store.record("morning", one.day, made="a", tellings=[doubled])

        (only,) = store.recall("morning", before="2026-03-02", since="2026-01-01")
        assert only.articles == one.articles


def test_a_text_told_once_is_known_however_long_ago(where: str) -> None:
    with Store(where) as store:
        store.record("morning", "2026-03-01", made="a", tellings=[telling("ferry", "2026-03-01")])
        known = ["sha-ferry-2026-03-01", *(f"unknown {n}" for n in range(1200))]

        assert store.told("morning", known, before="2029-03-02") == {"sha-ferry-2026-03-01": "ferry"}
        assert store.told("morning", known, before="2026-03-01") == {}
        assert store.told("evening", known, before="2029-03-02") == {}
        assert store.told("morning", [], before="2029-03-02") == {}


def test_an_article_that_is_met_again_and_again_is_not_forgotten(where: str) -> None:
    with Store(where) as store:
        store.record(
            "morning",
            "2026-01-01",
            made="a",
            tellings=[telling("ferry", "2026-01-01"), telling("vote", "2026-01-01")],
        )
        store.record("morning", "2026-03-01", made="a", tellings=[], again=["sha-ferry-2026-01-01"])
        store.prune(before="2026-02-01")

        shas = ["sha-ferry-2026-01-01", "sha-vote-2026-01-01"]
        assert store.told("morning", shas, before="2026-04-01") == {"sha-ferry-2026-01-01": "ferry"}


def test_feeds_are_kept_as_they_were_found(where: str) -> None:
    first = Feed(uri="http://feeds.example/a", etag='"1"', body=b"<rss/>", last_news="2026-03-01")
    second = Feed(uri="http://feeds.example/a", modified="Mon", body=b"\0\xff", last_news=None)
    with Store(where) as store:
        store.record("morning", "2026-03-01", made="a", tellings=[], feeds=[first])
        assert store.feeds("morning") == (first,)
        store.record("morning", "2026-03-02", made="a", tellings=[], feeds=[second])
        assert store.feeds("morning") == (second,)


def test_pruning_forgets_what_is_older(where: str) -> None:
    with Store(where) as store:
        for day in ("2026-01-01", "2026-02-01", "2026-03-01"):
            store.record("morning", day, made=day, tellings=[telling("ferry", day)])
        store.record("evening", "2026-01-01", made="a", tellings=[])

        assert store.prune(before="2026-02-15", name="morning") == 2
        assert store.days("morning") == ("2026-03-01",)
        assert store.prune(before="2026-02-15") == 1
        assert store.prune(before="2026-02-15") == 0


def test_a_failed_recording_changes_nothing(where: str) -> None:
    nameless = Seen(uri=None, text_sha256="sha")  # type: ignore[arg-type]
    with Store(where) as store:
        store.record("morning", "2026-03-01", made="a", tellings=[telling("ferry", "2026-03-01", "kept")])
        broken = Telling(
            story="ferry", day="2026-03-01", title="Ferry", passages=("lost",), articles=(nameless,)
        )
        with pytest.raises(StoreError):
            store.record("morning", "2026-03-01", made="b", tellings=[broken])

        (only,) = store.recall("morning", before="2026-03-02", since="2026-01-01")
        assert only.passages == ("kept",)


def test_one_run_holds_the_digest_and_another_digest_is_free(where: str) -> None:
    with Store(where) as one, Store(where) as other, one.hold("morning"):
        with pytest.raises(LockHeld, match="morning"), other.hold("morning"):
            pass
        with other.hold("evening"):
            pass
    with Store(where) as other, other.hold("morning"):
        pass


def test_many_runs_that_start_at_once_agree_on_the_schema(where: str) -> None:
    faults: list[BaseException] = []

    def start(number: int) -> None:
        try:
            with Store(where) as store:
                store.record(
                    f"digest {number}", "2026-03-01", made="a", tellings=[telling("ferry", "2026-03-01")]
                )
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=start, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    with Store(where) as store:
        assert all(store.days(f"digest {number}") == ("2026-03-01",) for number in range(8))


def test_a_store_of_a_newer_brief_is_left_alone(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(stores, "MIGRATIONS", (*stores.MIGRATIONS, ("CREATE TABLE later (x TEXT)",)))
        Store(where).close()

    with pytest.raises(StoreError, match="newer brief"):
        Store(where)


def test_an_older_store_is_migrated_and_keeps_what_it_holds(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = telling("ferry", "2026-03-01", "It ran aground.")
    with Store(where) as store:
        store.record("morning", "2026-03-01", made="a", tellings=[told])
    step = ("ALTER TABLE editions ADD COLUMN note TEXT",)
    monkeypatch.setattr(stores, "MIGRATIONS", (*stores.MIGRATIONS, step))

    with Store(where) as store:
        assert store.recall("morning", before="2026-03-02", since="2026-01-01") == (told,)
    with Store(where) as store:  # and not a second time
        assert store.last_day("morning") == "2026-03-01"


def test_a_store_of_the_first_version_is_migrated_and_goes_on(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as first:
        first.setattr(stores, "MIGRATIONS", stores.MIGRATIONS[:1])
        with Store(where) as store, store._engine.transaction():
            told_then = stores._packed(("It ran aground.",))
            store._engine.write(
                "INSERT INTO tellings VALUES (?, ?, ?, ?, ?, ?, ?)",
                [("morning", "2026-03-01", "ferry", "Ferry", "en", None, told_then)],
            )
            store._engine.write(
                "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)",
                [("morning", "sha", "ferry.txt", "2026-03-01", "2026-03-01", "ferry", None)],
            )

    with Store(where) as store:
        (then,) = store.recall("morning", before="2026-03-02", since="2026-01-01")
        assert then.passages == ("It ran aground.",)
        assert then.articles == (Seen(uri="ferry.txt", text_sha256="sha"),)
        assert store.told("morning", ["sha"], before="2026-03-02") == {"sha": "ferry"}
        assert store.sketches("morning", before="2026-03-02") == ()
        now = telling("vote", "2026-03-02")
        store.record("morning", "2026-03-02", made="b", tellings=[now])
        assert store.recall("morning", before="2026-03-03", since="2026-03-02") == (now,)


def test_a_damaged_file_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite3"
    path.write_bytes(b"this is not a database, whatever its name says" * 100)
    before = path.read_bytes()

    with pytest.raises(StoreError, match=r"memory\.sqlite3: the memory is damaged"):
        Store(path)
    assert path.read_bytes() == before


def test_damage_inside_the_file_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite3"
    with Store(path) as store:
        passages = [f"passage {n} " * 50 for n in range(50)]
        store.record(
            "morning",
            "2026-03-01",
            made="a",
            tellings=[telling(f"{n}", "2026-03-01", *passages) for n in range(40)],
        )
    data = bytearray(path.read_bytes())
    data[4096:20480] = b"\xff" * (20480 - 4096)
    path.write_bytes(data)

    with pytest.raises(StoreError, match="damaged"):
        Store(path)


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    with Store(tmp_path / "memory.sqlite3") as store:
        store.record("morning", "2026-03-01", made="a", tellings=[telling("ferry", "2026-03-01")])
        ((pages,),) = store._engine.read("PRAGMA page_count", ())
        store._engine.read(f"PRAGMA max_page_count = {pages}", ())
        big = [telling(f"story {n}", "2026-03-02", os.urandom(2000).hex()) for n in range(50)]

        with pytest.raises(StoreError, match="full"):
            store.record("morning", "2026-03-02", made="b", tellings=big)
        assert store.days("morning") == ("2026-03-01",)


def test_a_store_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match="cannot be opened"):
        Store(tmp_path / "file" / "memory.sqlite3")


def test_a_password_is_not_printed() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError) as raised:
        Store("postgresql://reader:secret@127.0.0.1:1/none")

    assert "secret" not in str(raised.value)
    assert "reader@127.0.0.1:1" in str(raised.value)


RECORDER = """
import sys
from brief.model import Telling
from brief.store import Store
with Store(sys.argv[1]) as store:
    print("ready", flush=True)
    for n in range(100_000):
        day = f"{2000 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}"
        told = [Telling(story=f"{day} {s}", day=day, title="t", passages=("p" * 500,)) for s in range(20)]
        store.record("morning", day, made=day, tellings=told)
"""


@pytest.mark.parametrize("after_ms", [1, 5, 12, 23, 40, 77])
def test_a_kill_while_recording_leaves_whole_days(after_ms: int, tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite3"
    process = subprocess.Popen([sys.executable, "-c", RECORDER, path], stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(after_ms / 1000)
    process.kill()
    process.wait()
    process.stdout.close()

    with Store(path) as store:
        recalled = store.recall("morning", before="3000-01-01", since="1000-01-01")
        days = store.days("morning")
    assert sorted({one.day for one in recalled}) == sorted(days)
    assert len(recalled) == 20 * len(days)


HOLDER = """
import sys, time
from brief.store import Store
with Store(sys.argv[1]).hold("morning"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_killed_run_lets_go_of_its_lock(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite3"
    holder = [sys.executable, "-c", HOLDER, str(path)]
    process = subprocess.Popen(holder, stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    process.stdout.readline()
    with Store(path) as store:
        with pytest.raises(LockHeld), store.hold("morning"):
            pass
        process.kill()
        process.wait()
        process.stdout.close()
        with store.hold("morning"):
            pass


def test_the_file_is_in_wal_mode(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite3"
    Store(path).close()

    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()


def test_the_usual_place_is_the_user_s_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert stores.default_path() == tmp_path / "brief" / "memory.sqlite3"
