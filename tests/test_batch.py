"""An archive as its owner meets it: formats, order, resuming, workers that die, copies."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from brief.batch import Count, batch
from brief.batch.engine import WorkerDied, engine
from brief.errors import LockHeld, MissingExtra, ReadError, SettingsError
from brief.files import locked
from brief.pipeline import Wishes
from tests.support import copied

ROOT = Path(__file__).resolve().parent.parent
MADE = "2026-11-22T06:00:00Z"
# Without names and dates no language model is loaded: these tests are of the archive.
QUICK = Wishes(only=("summary",))
TOWNS = ("Gouda", "Delft", "Leiden", "Breda", "Zwolle", "Arnhem", "Assen", "Venlo", "Tilburg", "Almere")


def article(number: int) -> dict[str, Any]:
    """An article of three sentences like no other."""
    town = TOWNS[number % len(TOWNS)]
    return {
        "id": f"a{number}",
        "title": f"Bridge {number} in {town} closed",
        "date": "2026-03-02",
        "text": f"The council of {town} closed bridge number {number} on Monday over {number + 3} cracks."
        f" Ferries will carry up to {number * 7 + 20} cars an hour until repairs end."
        f" Engineers from office {number} expect the work to take {number + 2} weeks.",
    }


def lines(articles: Sequence[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in articles)


def archive(folder: Path, size: int = 12) -> Path:
    path = folder / "archive.jsonl"
    path.write_bytes(lines([article(number) for number in range(size)]))
    return path


def run(source: Path | str, output: Path, **options: Any) -> Count:
    return batch(source, output, options.pop("wishes", QUICK), made=MADE, **options)


def ids(output: Path) -> list[object]:
    return [json.loads(line)["id"] for line in output.read_bytes().splitlines()]


def test_each_article_gets_its_briefing_in_order(tmp_path: Path) -> None:
    count = run(archive(tmp_path), tmp_path / "out.jsonl", shard=5)

    assert ids(tmp_path / "out.jsonl") == [f"a{number}" for number in range(12)]
    assert count == Count(done=12)
    assert {path.name for path in tmp_path.iterdir()} == {"archive.jsonl", "out.jsonl"}


def test_more_workers_give_the_same_bytes(tmp_path: Path) -> None:
    source = archive(tmp_path)

    run(source, tmp_path / "one.jsonl", shard=3)
    run(source, tmp_path / "two.jsonl", shard=3, workers=2)

    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_only_what_is_asked_for_is_there(tmp_path: Path) -> None:
    run(archive(tmp_path, 1), tmp_path / "out.jsonl")

    page = json.loads((tmp_path / "out.jsonl").read_bytes())
    assert page["bottom_line"]["text"].startswith("The council of Gouda")
    assert page["sources"][0]["published"] == "2026-03-02"
    assert not {"box", "quotes", "figures", "timeline", "entities"} & page.keys()


def test_a_bad_line_costs_only_itself(tmp_path: Path) -> None:
    source = tmp_path / "archive.jsonl"
    source.write_bytes(lines([article(0)]) + b'{"id": "b"}\n\nnot json\n' + lines([article(1)]))

    count = run(source, tmp_path / "out.jsonl")

    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert [row["id"] for row in rows] == ["a0", "b", None, "a1"]
    assert rows[2]["error"]["kind"] == "ReadError"
    assert "#L4" in rows[2]["error"]["message"]
    assert (count.done, count.failed) == (2, 2)


def test_ids_that_stand_twice_and_dates_that_are_none_are_counted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rows = [article(number) for number in range(6)]
    rows[2]["id"] = rows[4]["id"] = rows[0]["id"]
    rows[1]["date"], rows[3]["date"], rows[5]["date"] = "yesterday", "2026-13-45", "2026-11-20"
    source = tmp_path / "in.jsonl"
    source.write_bytes(lines(rows))

    run(source, tmp_path / "out.jsonl", shard=2)

    assert [record.getMessage() for record in caplog.records] == [
        f"{source}: 2 articles have the id of another one",
        f"{source}: 2 articles have a date that cannot be read",
    ]


def test_an_archive_in_order_is_briefed_without_a_word(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    run(archive(tmp_path), tmp_path / "out.jsonl")

    assert not caplog.records


@pytest.mark.parametrize("shared", ["out.jsonl", "work"])
def test_two_batches_never_make_one_output_or_share_a_folder(tmp_path: Path, shared: str) -> None:
    source, work = archive(tmp_path), tmp_path / "work"
    output = tmp_path / ("out.jsonl" if shared == "out.jsonl" else "other.jsonl")

    with locked(tmp_path / shared), pytest.raises(LockHeld, match=f"{shared}: another run is at work on it"):
        run(source, output, work=work)
    run(source, output, work=work)

    assert len(ids(output)) == 12
    assert not list(tmp_path.glob(".*.lock"))


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data)


def _zstandard(data: bytes) -> bytes:
    packed: bytes = pytest.importorskip("zstandard").ZstdCompressor().compress(data)
    return packed


@pytest.mark.parametrize(("ending", "pack"), [(".gz", _gzip), (".zst", _zstandard)])
def test_compressed_archives_give_the_same_briefings(
    tmp_path: Path, ending: str, pack: Callable[[bytes], bytes]
) -> None:
    source = archive(tmp_path)
    packed = tmp_path / f"packed.jsonl{ending}"
    packed.write_bytes(pack(source.read_bytes()))

    run(source, tmp_path / "plain.jsonl")
    run(packed, tmp_path / f"out.jsonl{ending}")
    run(tmp_path / f"out.jsonl{ending}", tmp_path / "again.jsonl")

    assert ids(tmp_path / "plain.jsonl") == [f"a{number}" for number in range(12)]
    assert ids(tmp_path / "again.jsonl") == ids(tmp_path / "plain.jsonl")


def test_a_broken_archive_is_named(tmp_path: Path) -> None:
    source = tmp_path / "archive.jsonl.gz"
    source.write_bytes(gzip.compress(lines([article(0)]))[:-20])

    with pytest.raises(ReadError, match=r"archive\.jsonl\.gz"):
        run(source, tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()


def test_parquet_in_and_out(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    articles = [article(number) for number in range(7)]
    parquet.write_table(arrow.Table.from_pylist(articles), tmp_path / "in.parquet")
    (tmp_path / "in.jsonl").write_bytes(lines(articles))

    run(tmp_path / "in.parquet", tmp_path / "out.parquet", shard=3)
    run(tmp_path / "in.jsonl", tmp_path / "out.jsonl")

    rows = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    pages = [json.loads(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert [row["id"] for row in rows] == [f"a{number}" for number in range(7)]
    assert [row["bottom_line"] for row in rows] == [page["bottom_line"]["text"] for page in pages]
    assert json.loads(rows[0]["briefing"])["summary"] == pages[0]["summary"]


def test_a_folder_of_files_is_an_archive(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "b.txt").write_text(article(1)["text"])
    (folder / "a.jsonl").write_bytes(lines([article(5), article(6)]))
    (folder / "c.bin").write_bytes(bytes(range(256)) * 9)

    count = run(str(folder), tmp_path / "out.jsonl")

    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert [row["id"] for row in rows[:2]] == ["a5", "a6"]
    assert rows[2]["sources"][0]["uri"].endswith("b.txt")
    assert "error" in rows[3]
    assert (count.done, count.failed) == (3, 1)


@pytest.mark.parametrize("name", ["folder", "out.parquet.gz"])
def test_what_cannot_be_written_is_said_before_the_work(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(SettingsError, match=name):
        run(archive(tmp_path), tmp_path / name)


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(MissingExtra, match=r"\[parquet\]"):
        run(archive(tmp_path), tmp_path / "out.parquet")
    with pytest.raises(MissingExtra, match=r"\[cluster\]"):
        run(archive(tmp_path), tmp_path / "out.jsonl", run="dask")


def test_an_empty_archive_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "archive.jsonl").write_bytes(b"\n\n")

    with pytest.raises(ReadError, match="holds no articles"):
        run(tmp_path / "archive.jsonl", tmp_path / "out.jsonl")


class Stopped(Exception):
    """The run was stopped from outside."""


def stopped_after(shards: int) -> Callable[[int, int], None]:
    calls = iter(range(shards))

    def stop(done: int, of: int) -> None:
        if next(calls, None) is None:
            raise Stopped

    return stop


def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path) -> None:
    source, work = archive(tmp_path), tmp_path / "work"
    run(source, tmp_path / "whole.jsonl", shard=2)
    with pytest.raises(Stopped):
        run(source, tmp_path / "out.jsonl", shard=2, work=work, on_line=stopped_after(3))
    assert not (tmp_path / "out.jsonl").exists()
    done = {path: path.stat().st_mtime_ns for path in (work / "briefed").iterdir()}

    count = run(source, tmp_path / "out.jsonl", shard=2, work=work, resume=True)

    assert len(done) == 3
    assert {path: path.stat().st_mtime_ns for path in done} == done
    assert count == Count(done=12)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_a_run_resumed_later_keeps_its_time(tmp_path: Path) -> None:
    source, work = archive(tmp_path), tmp_path / "work"
    with pytest.raises(Stopped):
        run(source, tmp_path / "out.jsonl", shard=2, work=work, on_line=stopped_after(2))

    batch(source, tmp_path / "out.jsonl", QUICK, made="2027-01-01T00:00:00Z", shard=2, work=work, resume=True)

    made = {json.loads(line)["made"] for line in (tmp_path / "out.jsonl").read_bytes().splitlines()}
    assert made == {MADE}


def test_other_wishes_are_not_mixed_into_a_resumed_run(tmp_path: Path) -> None:
    source, work = archive(tmp_path), tmp_path / "work"
    with pytest.raises(Stopped):
        run(source, tmp_path / "out.jsonl", shard=2, work=work, on_line=stopped_after(2))

    with pytest.raises(SettingsError, match="wishes"):
        run(
            source,
            tmp_path / "out.jsonl",
            shard=2,
            work=work,
            resume=True,
            wishes=replace(QUICK, sentences=1),
        )


def test_a_folder_of_the_user_is_not_emptied(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("keep me")

    with pytest.raises(SettingsError, match="not a folder of ours"):
        run(archive(tmp_path), tmp_path / "out.jsonl", work=tmp_path / "home")
    assert (tmp_path / "home" / "letter.txt").exists()


def test_a_folder_of_the_user_is_not_emptied_whatever_it_holds(tmp_path: Path) -> None:
    (tmp_path / "film" / "cut").mkdir(parents=True)
    (tmp_path / "film" / "cut" / "reel.txt").write_text("keep me")
    (tmp_path / "film" / "plan.json").write_text("{}")

    with pytest.raises(SettingsError, match="not a folder of ours"):
        run(archive(tmp_path), tmp_path / "out.jsonl", work=tmp_path / "film")
    assert (tmp_path / "film" / "cut" / "reel.txt").exists()


def test_what_was_done_outlives_a_damaged_plan(tmp_path: Path) -> None:
    work = tmp_path / "work"
    run(archive(tmp_path), tmp_path / "out.jsonl", work=work)
    (work / "plan.json").write_text("{")

    with pytest.raises(SettingsError, match="is damaged"):
        run(archive(tmp_path), tmp_path / "out.jsonl", work=work, resume=True)
    assert list((work / "briefed").iterdir())
    run(archive(tmp_path), tmp_path / "out.jsonl", work=work)


def die_once(folder: Path, number: int) -> int:
    """Work that kills its worker the first time it comes to shard 3."""
    (folder / f"{number}-{time.monotonic_ns()}").touch()
    if number == 3 and len(list(folder.glob("3-*"))) == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


class Deadly:
    """`die_once` in a folder, as something that can be sent to a worker."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, number: int) -> int:
        return die_once(self.folder, number)


def always_die(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail(number: int) -> int:
    raise SettingsError(f"shard {number} is not to be done")


def test_a_worker_that_dies_costs_its_shard(tmp_path: Path) -> None:
    with engine("local", workers=2) as do:
        done = dict(do(Deadly(tmp_path), range(8)))

    begun = [path.name.partition("-")[0] for path in tmp_path.iterdir()]
    assert done == {number: number * number for number in range(8)}
    assert sorted(begun) == sorted([*map(str, range(8)), "3"])


def test_a_shard_that_kills_every_worker_is_named() -> None:
    with engine("local", workers=2) as do, pytest.raises(WorkerDied, match="shard 0"):
        list(do(always_die, [0]))


def test_what_a_worker_raises_is_raised_here() -> None:
    with engine("local", workers=2) as do, pytest.raises(SettingsError, match="shard 4"):
        list(do(fail, [4]))


def killing(victim: Callable[[], int]) -> Callable[[int, int], None]:
    """Kill a process after the first shard, when all workers are at work."""
    killed: list[int] = []

    def kill(done: int, of: int) -> None:
        if done and not killed:
            killed.append(victim())
            os.kill(killed[0], signal.SIGKILL)

    return kill


def test_a_batch_survives_the_death_of_a_worker(tmp_path: Path) -> None:
    source = archive(tmp_path, 60)
    run(source, tmp_path / "whole.jsonl", shard=5)

    def worker() -> int:
        return next(child.pid for child in multiprocessing.active_children() if child.pid)

    run(source, tmp_path / "out.jsonl", shard=5, workers=2, on_line=killing(worker))

    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_a_killed_batch_resumes_to_the_same_bytes(tmp_path: Path) -> None:
    source, work = archive(tmp_path, 400), tmp_path / "work"
    command = [sys.executable, "-m", "brief", "batch", str(source), "--only", "summary", "--workers", "2"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    subprocess.run(
        [*command, "-o", str(tmp_path / "whole.jsonl")], cwd=ROOT, env=environment, check=True, timeout=100
    )
    command += ["-o", str(tmp_path / "out.jsonl"), "--work-dir", str(work)]

    with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
        until(lambda: len(list(work.glob("briefed/*.jsonl"))) >= 2)
        process.kill()
    done = len(list(work.glob("briefed/*.jsonl")))
    code = subprocess.run(
        [*command, "--resume"], cwd=ROOT, env=environment, check=False, timeout=100
    ).returncode

    assert 2 <= done < 16
    assert code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def until(true: Callable[[], bool], timeout_s: float = 60) -> None:
    """Wait until something is true."""
    end = time.monotonic() + timeout_s
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A Dask cluster of two workers on this machine, as a user would run one."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        worker_dashboard_address=None,
        silence_logs=50,
        scheduler_kwargs={"dashboard": False},
    ) as cluster:
        yield cluster


@pytest.mark.filterwarnings("ignore")  # distributed's own
def test_a_cluster_gives_the_same_bytes(tmp_path: Path, cluster: Any) -> None:
    source = archive(tmp_path)

    run(source, tmp_path / "local.jsonl", shard=1)
    run(source, tmp_path / "dask.jsonl", shard=1, run="dask", scheduler=cluster.scheduler_address)

    assert (tmp_path / "dask.jsonl").read_bytes() == (tmp_path / "local.jsonl").read_bytes()


@pytest.mark.filterwarnings("ignore")  # distributed's own
def test_a_cluster_s_worker_that_dies_costs_its_shard(tmp_path: Path, cluster: Any) -> None:
    with engine("dask", workers=2, scheduler=cluster.scheduler_address) as do:
        done = dict(do(Deadly(tmp_path), range(8)))

    begun = [path.name.partition("-")[0] for path in tmp_path.iterdir()]
    assert done == {number: number * number for number in range(8)}
    assert begun.count("3") == 2


@pytest.mark.filterwarnings("ignore")  # distributed's own
def test_a_batch_on_a_cluster_survives_the_death_of_a_worker(tmp_path: Path, cluster: Any) -> None:
    source = archive(tmp_path, 60)
    run(source, tmp_path / "whole.jsonl", shard=5)

    def worker() -> int:
        return int(cluster.workers[0].pid)

    address = cluster.scheduler_address
    run(source, tmp_path / "out.jsonl", shard=5, run="dask", scheduler=address, on_line=killing(worker))

    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def with_copies() -> list[dict[str, Any]]:
    """Twenty articles; some told again by others, in full, with a paragraph more, or edited."""
    told = [article(number) for number in range(20)]
    told[7] = told[2] | {"id": "again", "date": "2026-03-03"}
    told[11] = told[2] | {"id": "first", "date": "2026-03-01"}
    longer = (
        told[5]["text"] + "\n\nElsewhere in the province, lorries were asked to take the motorway instead."
    )
    told[15] = told[5] | {"id": "longer", "text": longer, "date": "2026-03-04"}
    return told


def test_copies_are_briefed_once_and_listed(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(with_copies()))

    count = run(tmp_path / "in.jsonl", tmp_path / "out.jsonl", shard=6, dedupe=True)

    groups = [json.loads(line) for line in (tmp_path / "out.jsonl.copies.jsonl").read_bytes().splitlines()]
    named = {group["first"]["id"]: [copy["id"] for copy in group["copies"]] for group in groups}
    assert named == {"first": ["a2", "again"], "a5": ["longer"]}
    assert {"a2", "again", "longer"}.isdisjoint(map(str, ids(tmp_path / "out.jsonl")))
    assert (count.done, count.copies) == (17, 3)


def test_a_list_of_copies_does_not_outlive_the_output_it_tells_of(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(with_copies()))
    run(tmp_path / "in.jsonl", tmp_path / "out.jsonl", dedupe=True)
    assert (tmp_path / "out.jsonl.copies.jsonl").exists()

    run(tmp_path / "in.jsonl", tmp_path / "out.jsonl")

    assert not (tmp_path / "out.jsonl.copies.jsonl").exists()


def test_copies_over_many_partitions_are_those_found_at_once(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("at-once", "in-parts")]
    for folder in folders:
        folder.mkdir()

    at_once, in_parts = (
        copied(with_copies(), folders[0]),
        copied(with_copies(), folders[1], shard=3, together=4),
    )

    assert at_once == in_parts
    assert {*at_once} == {"first", "a5"}


def test_a_worker_whose_batch_was_stopped_ends_without_a_word() -> None:
    import pickle
    from multiprocessing import Pipe

    from brief.batch.engine import _serve

    ours, theirs = Pipe()
    ours.send((pickle.dumps(abs), -3))
    ours.close()

    _serve(theirs)
