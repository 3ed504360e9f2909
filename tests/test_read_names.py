"""Files whose names are not UTF-8: read, told apart, stored, shown and found again."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from brief.batch import batch
from brief.cli import run
from brief.errors import ReadError
from brief.pipeline import Wishes
from brief.read import expand, read

STORY = b"The bridge over the Vlist closed on Monday. Ferries run until six."
OTHER = b"The mill at Orla burned down on Tuesday. Nobody was in it."


def odd(folder: Path, *names: bytes, data: bytes = STORY) -> list[str]:
    """Files of these names, as Python has them."""
    for name in names:
        (folder / os.fsdecode(name)).write_bytes(data)
    return [str(folder / os.fsdecode(name)) for name in names]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (b"caf\xe9.txt", r"caf\xe9.txt"),
        (b"\xff\x80 news.txt", r"\xff\x80 news.txt"),
        ("café.txt".encode(), "café.txt"),
        (rb"caf\xe9 written out.txt", r"caf\xe9 written out.txt"),
        (b"a?b.txt", "a?b.txt"),
    ],
)
def test_a_file_is_read_again_by_the_uri_it_was_given(tmp_path: Path, name: bytes, written: str) -> None:
    (path,) = odd(tmp_path, name)

    (article,) = read(path)

    assert article.uri == str(tmp_path / written)
    assert read(article.uri) == (article,)


def test_names_that_differ_in_such_a_byte_are_two_files(tmp_path: Path) -> None:
    odd(tmp_path, b"caf\xe9.txt")
    odd(tmp_path, b"caf\xe8.txt", data=OTHER)

    uris = [one.uri for name in expand([tmp_path]) if isinstance(name, str) for one in read(name)]

    assert uris == [str(tmp_path / r"caf\xe8.txt"), str(tmp_path / r"caf\xe9.txt")]


def test_a_part_of_such_a_file_is_found_again(tmp_path: Path) -> None:
    record = json.dumps({"text": STORY.decode()}).encode()
    (path,) = odd(tmp_path, b"caf\xe9.jsonl", data=record + b"\n" + record)

    second = read(path)[1]

    assert second.uri == str(tmp_path / r"caf\xe9.jsonl#L2")
    assert read(second.uri) == (second,)


def test_what_is_not_there_is_named_as_it_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"caf\\xe9\.txt: no such file"):
        read(str(tmp_path / os.fsdecode(b"caf\xe9.txt")))


def test_a_page_of_such_a_file_is_verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (path,) = odd(tmp_path, b"caf\xe9.txt")
    page = tmp_path / "page.json"

    assert run(["generate", path, "--output", str(page)]) == 0
    assert run(["verify", str(page)]) == 0
    Path(path).write_bytes(OTHER)
    assert run(["verify", str(page)]) == 1
    assert r"caf\xe9.txt has changed since" in capsys.readouterr().out


def test_a_page_never_takes_the_place_of_such_a_file(tmp_path: Path) -> None:
    (path,) = odd(tmp_path, b"caf\xe9.md")

    assert run(["generate", path, "--output", path]) == 2
    assert Path(path).read_bytes() == STORY


def test_explain_prints_such_a_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (path,) = odd(tmp_path, b"caf\xe9.txt")

    assert run(["explain", path]) == 0
    assert run(["explain", "--json", path]) == 0
    assert capsys.readouterr().out.count("caf") == 2


def test_a_digest_remembers_such_files_and_folders(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xe9")
    folder.mkdir()
    odd(folder, b"caf\xe9.txt")
    page, store = tmp_path / "page.json", tmp_path / "memory.sqlite3"
    asked = ["digest", str(folder), "--store", str(store), "--output", str(page)]

    assert run([*asked, "--day", "2026-03-02"]) == 0
    assert json.loads(page.read_bytes())["stories"][0]["articles"] == [
        str(tmp_path / r"\xe9" / r"caf\xe9.txt")
    ]
    assert run([*asked, "--day", "2026-03-03"]) == 0
    assert json.loads(page.read_bytes())["stories"] == []


def test_a_batch_briefs_such_files(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xe9")
    folder.mkdir()
    odd(folder, b"caf\xe9.txt")
    odd(folder, b"lines\xe9.jsonl", data=json.dumps({"text": OTHER.decode()}).encode())
    out = folder / "out.jsonl"

    count = batch(folder, out, Wishes(only=("summary",)), made="2026-11-22T06:00:00Z", dedupe=True)

    uris = [json.loads(line)["sources"][0]["uri"] for line in out.read_bytes().splitlines()]
    assert count.done == 2
    assert uris == [str(tmp_path / r"\xe9" / name) for name in (r"caf\xe9.txt", r"lines\xe9.jsonl#L1")]
