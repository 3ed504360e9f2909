"""What a command says when it is asked for what cannot be, and what it does with odd inputs."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from brief.cli import run
from brief.cli.talk import harmless

ROOT = Path(__file__).resolve().parent.parent
MUSEUM = ROOT / "seeds" / "museum-painting-missing.txt"
MINE = ROOT / "seeds" / "mine-collapse-corrected.txt"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["generate", str(MUSEUM), "--date", "0001-01-01"], b"no newspaper is of that year"),
        (["digest", str(MUSEUM), "--no-memory", "--day", "9999-12-31"], b"no newspaper is of that year"),
        (["generate", str(MUSEUM), "--template", "digest"], b"no template of briefings named 'digest'"),
        (
            ["digest", str(MUSEUM), "--no-memory", "--template", "sitrep"],
            b"no template of digests named 'sitrep'",
        ),
        (["generate", str(MUSEUM), "--template", str(MUSEUM)], b"is no template"),
        (["batch", str(MUSEUM), "-o", "{tmp}/x.jsonl", "--work-dir", str(MUSEUM)], b"is a file"),
        (["batch", str(MUSEUM), "-o", "-"], b"from file to file"),
        (["batch", "-", "-o", "{tmp}/x.jsonl"], b"from file to file"),
        (["batch", str(MUSEUM), "-o", "{tmp}/x.jsonl", "--scheduler", "tcp://127.0.0.1:9"], b"--engine dask"),
        (
            ["batch", str(MUSEUM), "-o", "{tmp}/x.jsonl", "--engine", "dask", "--scheduler", "bogus"],
            b"no scheduler answers there",
        ),
        (["generate", str(MUSEUM), "-o", "{tmp}/page.v2"], b"a folder's name ends in /"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    arguments: list[str], said: bytes, tmp_path: Path, printed: pytest.CaptureFixture[bytes]
) -> None:
    code = run([argument.replace("{tmp}", str(tmp_path)) for argument in arguments])

    err = printed.readouterr().err
    assert code == 2
    assert said in err
    assert err.count(b"\n") == 1
    assert b"a fault of ours" not in err


@pytest.mark.parametrize("store", ["mysql://desk.example/x", "{tmp}/other.db"])
def test_a_store_that_is_none_of_ours_is_left_alone(
    store: str, tmp_path: Path, printed: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE readers (name TEXT)")

    assert run(["digest", str(MUSEUM), "--store", store.replace("{tmp}", str(tmp_path))]) == 1

    with sqlite3.connect(tmp_path / "other.db") as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("readers",)]
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == []


def test_an_epoch_beyond_all_calendars_is_no_fault_of_ours(
    printed: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "99999999999999")

    assert run(["generate", str(MUSEUM)]) == 2
    assert b"beyond all calendars" in printed.readouterr().err


def test_a_dateline_of_the_year_one_is_not_believed(
    tmp_path: Path, printed: pytest.CaptureFixture[bytes]
) -> None:
    article = tmp_path / "old.txt"
    article.write_text(
        "WESTFOLD, January 1, 0001 (Post) - The mill closed on Tuesday, a year after last year's fire.\n",
        encoding="utf-8",
    )

    assert run(["generate", str(article), "-f", "json"]) == 0
    assert json.loads(printed.readouterr().out)["sources"][0]["published"] is None


@pytest.mark.parametrize(
    ("closed", "arguments", "code", "said"),
    [
        ("<&-", ["generate", "-"], 1, b"-: cannot be read: bad file descriptor"),
        (">&-", ["generate", str(MUSEUM)], 1, b"the output cannot be written: bad file descriptor"),
        ("<&- >&-", ["generate", str(MUSEUM), "-o", "{tmp}/page.md"], 0, b""),
    ],
)
def test_a_closed_stream_is_one_line_and_costs_no_file(
    closed: str, arguments: list[str], code: int, said: bytes, tmp_path: Path
) -> None:
    words = [argument.replace("{tmp}", str(tmp_path)) for argument in arguments]
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-m", "brief", *words],
        capture_output=True, check=False, cwd=ROOT, timeout=120,
    )  # fmt: skip

    assert done.returncode == code
    assert said in done.stderr
    assert done.stderr.count(b"\n") == (1 if said else 0)
    assert (tmp_path / "page.md").exists() == (code == 0)


def test_what_a_terminal_obeys_is_not_said(tmp_path: Path, printed: pytest.CaptureFixture[bytes]) -> None:
    article = tmp_path / "esc.txt"
    article.write_text(
        "Mill \x1b]0;x\x07Closes \x9b2J\n\nThe mill in Westfold closed on Tuesday.\n", encoding="utf-8"
    )

    run(["explain", str(article)])
    run(["generate", str(tmp_path / "no\x1b[31mfile\n")])

    out, err = printed.readouterr()
    assert not {0x1B, 0x07}.intersection(out + err)
    assert b"\xc2\x9b" not in out
    assert err.count(b"\n") == 1
    assert harmless("a\nb\x85", lines=True) == "a\nb\ufffd"


def test_explain_of_several_stories_is_one_json_document(printed: pytest.CaptureFixture[bytes]) -> None:
    assert run(["explain", str(ROOT / "seeds"), "--json"]) == 0
    several = json.loads(printed.readouterr().out)
    assert run(["explain", str(MUSEUM), "--json"]) == 0
    one = json.loads(printed.readouterr().out)

    assert len(several) > 1
    assert one in several or several[0].keys() == one.keys()


def test_explain_takes_several_inputs_and_explains_one_event_once(
    printed: pytest.CaptureFixture[bytes],
) -> None:
    ferry = [
        str(ROOT / "seeds" / f"ferry-grounds-{paper}.txt") for paper in ("harbour-ledger", "norland-wire")
    ]

    assert run(["explain", *ferry, str(MUSEUM), "--json"]) == 0
    told = json.loads(printed.readouterr().out)
    assert run(["explain", *ferry, str(MUSEUM), "missing.txt"]) == 3
    out, err = printed.readouterr()

    assert sorted(len(one["sources"]) for one in told) == [1, 2]
    assert out.count(b"SOURCE  ") == 3
    assert out.count(b"SENTENCES by ") == 2
    assert err == b"brief: missing.txt: no such file\n"


def test_explain_tells_a_digest_and_articles_beside_it(
    tmp_path: Path, printed: pytest.CaptureFixture[bytes]
) -> None:
    page = tmp_path / "day.json"
    run(["digest", str(MUSEUM), "--no-memory", "-o", str(page)])
    printed.readouterr()

    assert run(["explain", str(MINE), str(page)]) == 0
    assert run(["explain", str(MINE), str(page), "--json"]) == 0

    out = printed.readouterr().out.decode()
    text, _, told = out.partition("[\n")
    assert text.index("independent tellers") < text.index("SOURCE  ")
    order, why = json.loads("[" + told)
    assert [order[0].keys(), why["schema"]] == [{"title", "score", "status", "why"}, "brief/explanation@1"]


def test_explain_of_nothing_prints_nothing(printed: pytest.CaptureFixture[bytes]) -> None:
    for more in ([], ["--json"]):
        assert run(["explain", "missing.txt", *more]) == 1
        assert printed.readouterr().out == b""


def test_explain_of_a_digest_is_json_when_asked(
    tmp_path: Path, printed: pytest.CaptureFixture[bytes]
) -> None:
    page = tmp_path / "day.json"
    run(["digest", str(MUSEUM), str(MINE), "--no-memory", "-o", str(page)])
    printed.readouterr()

    assert run(["explain", str(page), "--json"]) == 0

    told = json.loads(printed.readouterr().out)
    assert [one.keys() for one in told] == [{"title", "score", "status", "why"}] * 2


@pytest.mark.parametrize(
    ("damaged", "said"),
    [
        ({"stories": None}, "it has no list of stories"),
        ({"stories": [{"score": 1.5, "status": "new", "why": {"new": 0.5}}]}, "stories[0] does not say why"),
        (
            {"stories": [{"score": 1, "status": "new", "why": {"new": "?"}, "briefing": {"title": "A"}}]},
            "stories[0] does not say why",
        ),
    ],
)
def test_a_digest_that_is_not_whole_is_not_explained(
    damaged: dict[str, Any], said: str, tmp_path: Path, printed: pytest.CaptureFixture[bytes]
) -> None:
    page = tmp_path / "day.json"
    page.write_text(json.dumps({"schema": "brief/digest@1", **damaged}), encoding="utf-8")

    assert run(["explain", str(page)]) == 1

    out, err = printed.readouterr()
    assert out == b""
    assert err.decode().count("\n") == 1
    assert said in err.decode()


# Inputs and outputs


def test_every_story_has_a_page_of_its_own_whatever_the_files_are_called(tmp_path: Path) -> None:
    texts = [*sorted((ROOT / "seeds").glob("*.txt"))[:1], MUSEUM, MINE]
    for folder, name, text in zip("abc", ("story.txt", "Story.txt", "story-2.txt"), texts, strict=True):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes(text.read_bytes())

    assert run(["generate", *(str(tmp_path / one) for one in "abc"), "-o", f"{tmp_path}/out/"]) == 0

    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len({name.casefold() for name in names}) == 3


def test_a_page_s_name_is_never_too_long_for_a_file(tmp_path: Path) -> None:
    article = tmp_path / ("磨" * 80 + ".txt")
    article.write_bytes(MUSEUM.read_bytes())

    assert run(["generate", str(article), "-o", f"{tmp_path}/out/"]) == 0


@pytest.mark.parametrize("name", ["out", "out/", "out.v2/"])
def test_several_stories_of_one_file_go_into_a_folder_that_is_not_there_yet(
    name: str, tmp_path: Path
) -> None:
    lines = tmp_path / "two.jsonl"
    texts = [MUSEUM.read_text(encoding="utf-8"), MINE.read_text(encoding="utf-8")]
    lines.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")

    assert run(["generate", str(lines), "-o", f"{tmp_path}/{name}"]) == 0
    assert len(list((tmp_path / name).iterdir())) == 2


def test_one_file_under_several_names_is_one_source(
    tmp_path: Path, printed: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(MUSEUM.read_bytes())
    Path("hard.txt").hardlink_to("a.txt")
    Path("soft.txt").symlink_to("a.txt")

    assert run(["generate", "a.txt", "./a.txt", str(Path("a.txt").absolute()), "hard.txt", "soft.txt"]) == 0
    assert b"Single source." in printed.readouterr().out
    run(["digest", "a.txt", "hard.txt", "--no-memory", "-f", "json"])
    assert json.loads(printed.readouterr().out)["stories"][0]["articles"] == ["a.txt"]


def test_a_copy_is_no_second_account(tmp_path: Path, printed: pytest.CaptureFixture[bytes]) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(MUSEUM.read_bytes())

    assert run(["generate", str(MUSEUM), str(copy)]) == 0
    assert b"Single source." in printed.readouterr().out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_folder_that_is_closed_is_named(tmp_path: Path, printed: pytest.CaptureFixture[bytes]) -> None:
    closed_folder(tmp_path).chmod(0)

    assert run(["generate", str(tmp_path)]) == 3
    assert b"sub: cannot be looked into: permission denied" in printed.readouterr().err


def test_a_folder_that_cannot_be_looked_into_is_named(
    tmp_path: Path, printed: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    sub = closed_folder(tmp_path)
    scandir = os.scandir

    def refusing(path: Any) -> Any:
        if path == str(sub):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert run(["generate", str(tmp_path)]) == 3
    assert b"sub: cannot be looked into: permission denied" in printed.readouterr().err
    assert run(["batch", str(tmp_path), "-o", str(tmp_path.parent / "x.jsonl")]) == 3
    lines = (tmp_path.parent / "x.jsonl").read_text(encoding="utf-8").splitlines()
    assert ["error" in json.loads(line) for line in lines] == [False, True]


def test_a_folder_that_may_be_listed_and_not_entered_costs_only_itself(
    tmp_path: Path, printed: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    sub = closed_folder(tmp_path)
    stat = os.stat

    def refusing(path: Any, **more: Any) -> Any:
        if str(path).startswith(f"{sub}/"):
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, **more)

    monkeypatch.setattr(os, "stat", refusing)
    assert run(["generate", str(tmp_path)]) == 3
    out, err = printed.readouterr()
    assert b"Painting Missing" in out
    assert b"b.txt: cannot be" in err


def closed_folder(top: Path) -> Path:
    """A folder with an article, and one in it that a test closes."""
    sub = top / "sub"
    sub.mkdir()
    (sub / "b.txt").write_bytes(MINE.read_bytes())
    (top / "a.txt").write_bytes(MUSEUM.read_bytes())
    return sub


def test_a_link_to_nothing_is_missed(tmp_path: Path, printed: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "a.txt").write_bytes(MUSEUM.read_bytes())
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")

    assert run(["generate", str(tmp_path)]) == 3
    assert b"gone.txt: no such file" in printed.readouterr().err


def test_an_empty_argument_is_not_the_folder_one_stands_in(
    tmp_path: Path, printed: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.txt").write_bytes(MINE.read_bytes())

    assert run(["generate", "", str(MUSEUM)]) == 3
    out, err = printed.readouterr()
    assert b"Painting Missing" in out
    assert err == b"brief: '': is no name of a file\n"


def test_a_pipe_that_is_named_is_read(tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/bash", "-c", f'"{sys.executable}" -m brief generate <(cat "{MUSEUM}")'],
        capture_output=True, check=False, cwd=ROOT, timeout=120,
    )  # fmt: skip

    assert done.returncode == 0
    assert b"Painting Missing" in done.stdout


def test_a_pipe_among_the_files_of_a_pattern_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(MUSEUM.read_bytes())
    os.mkfifo(tmp_path / "pipe")

    assert run(["generate", f"{tmp_path}/*", "-o", f"{tmp_path}/out/"]) == 0


# The archive


def test_what_a_batch_writes_is_none_of_its_input(tmp_path: Path) -> None:
    line = json.dumps({"text": MUSEUM.read_text(encoding="utf-8")}) + "\n"
    (tmp_path / "in.jsonl").write_text(line * 2, encoding="utf-8")
    words = ["batch", str(tmp_path), "-o", str(tmp_path / "out.jsonl"), "--only", "summary", "--dedupe"]
    work = ["--work-dir", str(tmp_path.parent / f"{tmp_path.name}-work")]

    assert [run([*words, *work]), run([*words, *work, "--resume"]), run([*words, *work])] == [0, 0, 0]
    assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == 1


def test_an_id_is_the_same_text_wherever_it_is_told(tmp_path: Path) -> None:
    text = MUSEUM.read_text(encoding="utf-8")
    ids: list[object] = [7, {"a": 1}, True, "\ud800x", "plain"]
    records = [{"id": one, "text": text} for one in ids] + [{"id": 8}]
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")

    run(["batch", str(source), "-o", str(output), "-q"])

    told = [json.loads(line)["id"] for line in output.read_text(encoding="utf-8").splitlines()]
    assert told == ["7", '{"a": 1}', "true", "\ufffdx", "plain", "8"]


def test_an_archive_that_has_changed_is_not_gone_on_with(
    tmp_path: Path, printed: pytest.CaptureFixture[bytes]
) -> None:
    source, output, work = tmp_path / "in.jsonl", tmp_path / "out.jsonl", tmp_path / "work"
    line = json.dumps({"text": MUSEUM.read_text(encoding="utf-8")}) + "\n"
    source.write_text(line, encoding="utf-8")
    words = ["batch", str(source), "-o", str(output), "--work-dir", str(work), "--only", "summary"]
    assert run(words) == 0

    source.write_text(line * 2, encoding="utf-8")

    assert run([*words, "--resume"]) == 2
    assert b"was begun before the input changed; leave out --resume" in printed.readouterr().err
    assert run(words) == 0
    assert len(output.read_bytes().splitlines()) == 2


# Checking


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("summary", 0, "cites", 0, "paragraph"), 99, "cites paragraph 99"),
        (("bottom_line", "cites", 0, "paragraph"), 99, "cites paragraph 99"),
        (("sources", 0, "sha256"), "0" * 64, "sources[0].sha256"),
        (("sources", 0, "paragraphs"), 99, "sources[0].paragraphs"),
        (("sources", 0, "title"), "Invented", "sources[0].title"),
        (("box", "who", 0, "variants"), ["Invented Name"], "names 'Invented Name', which no source does"),
        (("entities", 0, "name"), "Invented Name", "names 'Invented Name', which no source does"),
        (("summary",), None, "summary: is no list of objects"),
        (("summary",), "abc", "summary: is no list of objects"),
        (("box",), [], "box: is no object"),
        (("box", "who"), "abc", "box.who: is no list of objects"),
        (("bottom_line",), "abc", "bottom_line: is no object"),
        (("sources",), 7, "sources: is no list of objects"),
        (("bottom_line", "cites"), [1], "bottom_line.cites: is no list of cites"),
        (("bottom_line", "cites", 0, "source"), [], "bottom_line.cites: is no list of cites"),
        (("box", "who", 0, "note_cites"), [1], "box.who[0].note_cites: is no list of cites"),
        (("entities", 0, "name"), "", "names '', which no source does"),
        (("entities", 0, "name"), "useum", "names 'useum', which no source does"),
    ],
)
def test_verify_misses_nothing_that_is_changed(
    path: tuple[Any, ...], value: object, said: str, tmp_path: Path, printed: pytest.CaptureFixture[bytes]
) -> None:
    page = tmp_path / "page.json"
    run(["generate", str(MUSEUM), "-o", str(page)])
    briefing = json.loads(page.read_text(encoding="utf-8"))
    place = briefing
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    page.write_text(json.dumps(briefing), encoding="utf-8")

    assert run(["verify", str(page)]) == 1
    assert said in printed.readouterr().out.decode()


def test_the_usual_template_is_that_of_the_usual_page(printed: pytest.CaptureFixture[bytes]) -> None:
    assert run(["digest", str(MUSEUM), "--no-memory", "--template", "briefing"]) == 0
    assert b"# Daily digest" in printed.readouterr().out


@pytest.mark.parametrize("sign", ["\x9b", "\x85", "\x7f", "\x90"])
def test_json_holds_nothing_that_a_terminal_obeys(tmp_path: Path, sign: str) -> None:
    source, page = tmp_path / "a.txt", tmp_path / "a.json"
    told = f"The bridge{sign}31m over the Vlist closed on Monday — for a café. Ferries run until six."
    source.write_text(told, encoding="utf-8")
    archive, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    archive.write_text(json.dumps({"id": sign, "text": told}) + "\n")

    assert run(["generate", str(source), "--with", "text", "--output", str(page)]) == 0
    assert run(["batch", str(archive), "--output", str(out), "--only", "summary"]) == 0

    for written in (page, out):
        text = written.read_text("utf-8")
        assert sign not in text
        assert "— for a café" in text
    assert json.loads(page.read_bytes())["sources"][0]["text"] == told
    assert json.loads(out.read_bytes())["id"] == sign
    assert run(["verify", str(page)]) == 0


def test_an_explanation_as_json_holds_nothing_that_a_terminal_obeys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("The bridge\x9b31m over the Vlist — a café — closed on Monday.")

    assert run(["explain", "--json", str(tmp_path / "a.txt")]) == 0

    out = capsys.readouterr().out
    assert "\x9b" not in out
    assert "— a café —" in out
    assert "\x9b" in json.loads(out)["sentences"][0]["text"]
