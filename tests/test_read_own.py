"""Pages of ours among the inputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.cli import run
from brief.errors import ReadError
from brief.read import read
from brief.read.own import OWN

SEED = Path(__file__).parent.parent / "seeds" / "central-bank-raises-rate.txt"


@pytest.mark.parametrize("kind", ["md", "txt", "html", "json", "eml", "pdf"])
@pytest.mark.parametrize("command", [["generate"], ["digest", "--no-memory", "--day", "2026-03-01"]])
def test_a_page_of_ours_is_no_source(command: list[str], kind: str, tmp_path: Path) -> None:
    page = tmp_path / f"page.{kind}"
    assert run([*command, str(SEED), "-f", kind, "-o", str(page)]) == 0

    with pytest.raises(ReadError, match=OWN):
        read(page)


@pytest.mark.parametrize("template", ["sitrep", "plain"])
@pytest.mark.parametrize("kind", ["md", "txt", "html"])
def test_so_is_one_of_another_design_under_any_name(template: str, kind: str, tmp_path: Path) -> None:
    page = tmp_path / f"page.{kind}"
    assert run(["generate", str(SEED), "-f", kind, "--template", template, "-o", str(page)]) == 0
    renamed = page.rename(tmp_path / "notes.txt")

    with pytest.raises(ReadError, match=OWN):
        read(renamed)


def test_a_second_run_into_the_folder_that_is_read_tells_the_same_page(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes(SEED.read_bytes())
    page = tmp_path / "page.md"
    assert run(["generate", str(tmp_path), "-o", str(page)]) == 0
    first = page.read_text(encoding="utf-8")
    capfd.readouterr()

    assert run(["generate", str(tmp_path), "-o", str(page)]) == 3

    assert OWN in capfd.readouterr().err
    assert page.read_text(encoding="utf-8").count("sha256:") == first.count("sha256:") == 1


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a.md", '---\ntitle: "Quay reopens"\ntool: "pressdesk 4.2"\n---\n\nThe quay of Karvik reopened.\n'),
        ("b.txt", "The quay of Karvik reopened.\n\nIt was made with brief 0.1.0, the mayor said.\n"),
        ("c.txt", "The quay of Karvik reopened.\n\nKarvik · brief 12\n"),
        (
            "d.html",
            '<html><head><meta name="generator" content="Pressdesk 6.1"></head>'
            "<body><p>The quay of Karvik reopened.</p></body></html>",
        ),
        ("e.json", '{"schema": "article@1", "text": "The quay of Karvik reopened."}'),
        (
            "f.eml",
            "From: desk@karvik.example\nSubject: Quay\nMessage-ID: <1@karvik.example>\n\nIt reopened.\n",
        ),
    ],
)
def test_what_others_made_is_read(name: str, written: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(written, encoding="utf-8")

    assert "reopened" in read(path)[0].text  # type: ignore[union-attr]
