"""The commands as a user meets them: output, messages, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from brief.cli import run

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "top-iranian-military-officials-in-syria-for-talks.txt"
MUSEUM = ROOT / "seeds" / "museum-painting-missing.txt"


def brief(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "brief", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1552867200"},
        timeout=120,
    )


def test_generate_prints_markdown_of_one_article(printed: pytest.CaptureFixture[bytes]) -> None:
    code = run(["generate", str(SEED)])

    out, err = printed.readouterr()
    assert code == 0
    assert out.startswith(b"---\n")
    assert "Two of Iran’s highest-ranking commanders made a surprise visit".encode() in out
    assert err == b""


def test_the_same_input_gives_the_same_bytes() -> None:
    first = brief("generate", SEED, "--format", "json")
    second = brief("generate", "-", "--format", "json", stdin=SEED.read_bytes())

    a, b = json.loads(first.stdout), json.loads(second.stdout)
    assert first.stdout == brief("generate", SEED, "--format", "json").stdout
    assert a["summary"] == b["summary"]
    assert a["box"] == b["box"]


def test_several_inputs_go_into_a_folder_one_page_each(tmp_path: Path) -> None:
    out = tmp_path / "out"

    code = run(
        ["generate", str(SEED), str(MUSEUM), "--format", "md", "--format", "json", "--output", str(out)]
    )

    assert code == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "museum-painting-missing.json",
        "museum-painting-missing.md",
        f"{SEED.stem}.json",
        f"{SEED.stem}.md",
    ]


def test_two_outlets_on_one_event_become_one_page(tmp_path: Path) -> None:
    ferries = sorted((ROOT / "seeds").glob("ferry-*.txt"))

    code = run(["generate", *map(str, ferries), "--format", "json", "--output", str(tmp_path / "out")])

    (page,) = (tmp_path / "out").iterdir()
    assert code == 0
    assert len(json.loads(page.read_text())["sources"]) == 2


def test_separate_keeps_a_page_for_each_article(tmp_path: Path) -> None:
    ferries = sorted((ROOT / "seeds").glob("ferry-*.txt"))

    code = run(["generate", *map(str, ferries), "--separate", "--output", str(tmp_path / "out")])

    assert code == 0
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_the_output_file_s_ending_names_the_format(tmp_path: Path) -> None:
    page = tmp_path / "page.pdf"

    assert run(["generate", str(MUSEUM), "--output", str(page)]) == 0
    assert page.read_bytes().startswith(b"%PDF-")


def test_fields_in_the_output_are_filled_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1552867200")
    to = str(tmp_path / "{date}" / "{name}.{format}")

    assert run(["generate", str(MUSEUM), str(SEED), "-f", "md", "-f", "txt", "--output", to]) == 0
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*")) == sorted(
        f"2019-03-18/{path.stem}.{ending}" for path in (MUSEUM, SEED) for ending in ("md", "txt")
    )


def test_a_folder_named_like_a_field_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "{name}").mkdir()

    assert run(["generate", str(MUSEUM), "-f", "txt", "--output", str(tmp_path / "{name}")]) == 0
    assert [path.name for path in (tmp_path / "{name}").iterdir()] == [f"{MUSEUM.stem}.txt"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["generate", "missing.txt"], 1, "missing.txt"),
        (["generate", str(MUSEUM), "--date", "yesterday"], 2, "yesterday"),
        (["generate", str(MUSEUM), "--date", "2999-01-01"], 2, "is still to come"),
        (["generate", str(MUSEUM), "--format", "docx"], 2, "docx"),
        (["generate", str(MUSEUM), "-o", "out/{day}.md"], 2, "no field {day}"),
        (["generate", str(MUSEUM), str(SEED), "-o", "out/{date}.md"], 2, "{name}"),
        (["generate", str(MUSEUM), "-f", "md", "-f", "txt", "-o", "out/{name}.md"], 2, "{format}"),
        (["generate", str(MUSEUM), "-f", "txt", "-o", "out/{name}.md"], 2, ".md"),
        (["generate", str(MUSEUM), "--method", "magic"], 2, "magic"),
        (["generate", str(MUSEUM), "--template", "nosuch"], 2, "nosuch"),
        (["generate"], 2, "INPUT"),
        (["nonsense"], 2, "nonsense"),
        (["verify", "missing.json"], 1, "missing.json"),
        (["batch", "missing.jsonl", "-o", "out.jsonl"], 1, "missing.jsonl"),
    ],
)
def test_a_mistake_gets_one_clear_line_and_its_code(
    arguments: list[str], code: int, message: str, printed: pytest.CaptureFixture[bytes]
) -> None:
    assert run(arguments) == code

    out, err = printed.readouterr()
    assert out == b""
    assert message in err.decode()
    assert b"Traceback" not in err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n \t\n"),
        ("binary.txt", bytes(range(256)) * 40),
        ("nul.txt", b"\0" * 500),
    ],
)
def test_an_unreadable_input_is_skipped_and_the_others_are_still_made(
    name: str, content: bytes, tmp_path: Path, printed: pytest.CaptureFixture[bytes]
) -> None:
    broken = tmp_path / name
    broken.write_bytes(content)

    code = run(["generate", str(broken), str(MUSEUM), "--output", str(tmp_path / "out")])

    _, err = printed.readouterr()
    assert code == 3
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["museum-painting-missing.md"]
    assert err.decode().count("\n") == 1
    assert name in err.decode()


def test_a_folder_without_articles_says_so(tmp_path: Path, printed: pytest.CaptureFixture[bytes]) -> None:
    assert run(["generate", str(tmp_path)]) == 1

    _, err = printed.readouterr()
    assert str(tmp_path) in err.decode()
    assert err.count(b"\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_one_may_not_read_says_so(tmp_path: Path, printed: pytest.CaptureFixture[bytes]) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text("Nobody may read this.")
    locked.chmod(0)

    assert run(["generate", str(locked)]) == 1
    assert b"permission denied" in printed.readouterr().err.lower()


def test_two_pages_without_a_place_to_go_are_refused(printed: pytest.CaptureFixture[bytes]) -> None:
    assert run(["generate", str(SEED), str(MUSEUM)]) == 2
    assert b"--output" in printed.readouterr().err


def test_verify_holds_for_a_fresh_page_and_names_what_was_changed(
    tmp_path: Path, printed: pytest.CaptureFixture[bytes]
) -> None:
    copy, page = tmp_path / "article.txt", tmp_path / "page.json"
    copy.write_bytes(SEED.read_bytes())
    assert run(["generate", str(copy), "--output", str(page)]) == 0
    assert run(["verify", str(page)]) == 0

    forged = json.loads(page.read_text())
    forged["bottom_line"]["text"] = forged["bottom_line"]["text"].replace("Two", "Three")
    page.write_text(json.dumps(forged))
    printed.readouterr()

    assert run(["verify", str(page)]) == 1
    assert b"bottom_line: says 'Three" in printed.readouterr().out


def test_verify_reads_what_came_through_standard_input_from_there(tmp_path: Path) -> None:
    text = MUSEUM.read_bytes()
    page = tmp_path / "page.json"
    page.write_bytes(brief("generate", "-", "--format", "json", stdin=text).stdout)

    assert brief("verify", page, stdin=text).returncode == 0
    missed = brief("verify", page)
    assert missed.returncode == 1
    assert b"give it there again" in missed.stdout


def test_verify_notices_that_a_source_has_changed(
    tmp_path: Path, printed: pytest.CaptureFixture[bytes]
) -> None:
    copy, page = tmp_path / "article.txt", tmp_path / "page.json"
    copy.write_bytes(SEED.read_bytes())
    run(["generate", str(copy), "--output", str(page)])
    copy.write_text(copy.read_text().replace("surprise", "planned"))

    assert run(["verify", str(page)]) == 1
    assert b"has changed since" in printed.readouterr().out


def test_batch_keeps_order_and_ids_and_costs_only_the_bad_line(
    tmp_path: Path, printed: pytest.CaptureFixture[bytes]
) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    good = {"id": "a", "title": "Painting Missing", "date": "2025-01-03", "text": MUSEUM.read_text()}
    lines = [json.dumps(good), '{"id": "b"}', "not json", json.dumps(good | {"id": "c"})]
    source.write_text("\n".join(lines) + "\n")

    code = run(["batch", str(source), "-o", str(target)])

    rows = [json.loads(line) for line in target.read_text().splitlines()]
    assert code == 3
    assert [row["id"] for row in rows] == ["a", "b", None, "c"]
    assert ["error" in row for row in rows] == [False, True, True, False]
    assert {"kind", "message"} <= set(rows[1]["error"])
    assert [line.split(b": ")[1].rpartition(b"#")[2] for line in printed.readouterr().err.splitlines()] == [
        b"L2",
        b"L3",
    ]


def test_batch_offsets_count_in_the_line_s_text(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    text = MUSEUM.read_text()
    source.write_text(json.dumps({"id": "a", "title": "Somewhere, a painting", "text": text}) + "\n")

    run(["batch", str(source), "-o", str(target)])

    page = json.loads(target.read_text())
    cite = page["bottom_line"]["cites"][0]
    assert " ".join(text[cite["start"] : cite["end"]].split()) == page["bottom_line"]["text"]


def test_explain_shows_scores_removals_and_candidates(printed: pytest.CaptureFixture[bytes]) -> None:
    assert run(["explain", str(SEED)]) == 0

    out = printed.readouterr().out.decode()
    assert "REMOVED  9 passages" in out
    assert "¶12 repeats ¶3" in out
    for part in ("SENTENCES", "WHO", "WHAT", "WHERE", "WHEN", "WHY"):
        assert part in out


def test_explain_as_json_is_complete(printed: pytest.CaptureFixture[bytes]) -> None:
    assert run(["explain", str(SEED), "--json"]) == 0

    why = json.loads(printed.readouterr().out)
    assert len(why["removed"]) == 9
    assert all(set(one) >= {"score", "parts", "start", "end"} for one in why["sentences"])


def test_help_and_version_import_nothing_slow() -> None:
    script = (
        "import sys\n"
        "from brief.cli import run\n"
        "run(['--help']); run(['generate', '--help']); run(['--version'])\n"
        "slow = {'spacy', 'nltk', 'numpy', 'sumy', 'typst', 'jinja2', 'dateparser', 'rich'}\n"
        "print(sorted(slow & set(sys.modules)), file=sys.stderr)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )

    assert done.stderr.strip() == "[]"


def test_every_command_and_option_has_help(printed: pytest.CaptureFixture[bytes]) -> None:
    import typer.main

    from brief.cli import app

    group = typer.main.get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]  # a group has them
        assert command.help, name
        for parameter in command.params:
            assert getattr(parameter, "help", None) or parameter.name == "help", f"{name} {parameter.name}"


def test_a_pdf_is_one_page_of_its_paper(tmp_path: Path) -> None:
    from pypdf import PdfReader

    for paper, height in (("a4", 842), ("letter", 792)):
        page = tmp_path / f"{paper}.pdf"
        run(["generate", str(SEED), "--paper", paper, "--output", str(page)])
        reader = PdfReader(page)
        assert len(reader.pages) == 1
        assert abs(float(reader.pages[0].mediabox.height) - height) < 1


def test_timings_name_the_steps_in_order(printed: pytest.CaptureFixture[bytes]) -> None:
    assert run(["generate", str(MUSEUM), "--timings"]) == 0

    lines = printed.readouterr().err.decode().splitlines()
    steps = [line.removeprefix("brief: ")[:16].strip() for line in lines]
    assert steps == [
        "read and clean",
        "group",
        "dedupe",
        "analyse",
        "summarise",
        "answer",
        "compose",
        "render",
    ]
    assert all(line.endswith(" ms") for line in lines)


@pytest.mark.parametrize(
    "arguments",
    [
        ["generate", "{file}", "-o", "{file}"],
        ["generate", "{folder}", "-f", "txt", "-o", "{folder}"],
        ["generate", "{folder}/*.txt", "-f", "md", "-f", "txt", "-o", "{folder}"],
        ["digest", "{folder}", "--no-memory", "-f", "txt", "-o", "{folder}/{name}.{format}", "--name", "one"],
        ["batch", "{file}", "-o", "{link}"],
    ],
)
def test_an_input_is_never_written_over(
    arguments: list[str], tmp_path: Path, printed: pytest.CaptureFixture[bytes]
) -> None:
    file, link = tmp_path / "one.txt", tmp_path / "link.jsonl"
    file.write_bytes(MUSEUM.read_bytes())
    link.symlink_to(file)
    known = {"{file}": str(file), "{folder}": str(tmp_path), "{link}": str(link)}
    for name, value in known.items():
        arguments = [argument.replace(name, value) for argument in arguments]

    assert run(arguments) == 2

    assert b"is one of the inputs" in printed.readouterr().err
    assert file.read_bytes() == MUSEUM.read_bytes()


def test_an_ending_that_names_no_format_is_refused(
    tmp_path: Path, printed: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["generate", str(MUSEUM), "-o", str(tmp_path / "page.docx")]) == 2
    assert b"no format ends in .docx" in printed.readouterr().err
    assert run(["digest", str(MUSEUM), "--no-memory", "-o", str(tmp_path / "day.docx")]) == 2
    assert b"no format ends in .docx" in printed.readouterr().err
    assert run(["generate", str(MUSEUM), "-f", "md", "-o", str(tmp_path / "page.docx")]) == 0
    assert run(["generate", str(MUSEUM), "-o", str(tmp_path / "page.htm")]) == 0
    assert (tmp_path / "page.htm").read_bytes().startswith(b"<!")


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "page.md"
    os.mkfifo(pipe)
    reader = subprocess.Popen(
        [sys.executable, "-c", "import sys; sys.stdout.write(open(sys.argv[1]).read())", str(pipe)],
        stdout=subprocess.PIPE,
    )

    assert run(["generate", str(MUSEUM), "-o", str(pipe)]) == 0

    assert reader.communicate(timeout=60)[0].startswith(b"---\n")
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_to_be_one() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "brief", "generate", str(SEED)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=ROOT,
            timeout=120,
        )

    assert done.returncode == 1
    assert b"no space left" in done.stderr
    assert b"fault of ours" not in done.stderr


def test_verify_names_a_source_that_is_gone_once(
    tmp_path: Path, printed: pytest.CaptureFixture[bytes]
) -> None:
    copy, page = tmp_path / "article.txt", tmp_path / "page.json"
    copy.write_bytes(SEED.read_bytes())
    run(["generate", str(copy), "--output", str(page)])
    copy.unlink()
    printed.readouterr()

    assert run(["verify", str(page)]) == 1

    out, err = printed.readouterr()
    assert len(out.splitlines()) == 1
    assert str(copy).encode() in out
    assert b"1 fault" in err
    assert b"1 faults" not in err


def test_verify_checks_each_briefing_of_a_digest_and_is_silent_under_cron(
    tmp_path: Path, printed: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "day.json"
    assert run(["digest", str(MUSEUM), str(SEED), "--no-memory", "-o", str(page)]) == 0

    printed.readouterr()
    assert run(["verify", str(page)]) == 0
    assert printed.readouterr() == (b"", b"")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert run(["verify", str(page)]) == 0
    assert b"2 briefings checked, 0 faults" in printed.readouterr().err

    forged = json.loads(page.read_text())
    forged["stories"][1]["briefing"]["bottom_line"]["text"] += "?"
    page.write_text(json.dumps(forged))
    assert run(["verify", str(page)]) == 1
    assert printed.readouterr().out.startswith(b"stories[1] bottom_line: says")
