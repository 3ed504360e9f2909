"""`brief templates`, and how pages look from the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.cli import run

SEED = Path(__file__).parent.parent / "seeds" / "museum-painting-missing.txt"


def test_templates_are_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["templates", "list"]) == 0
    assert "sitrep     html, md, txt, pdf" in capsys.readouterr().out

    assert run(["templates", "show", "plain", "--format", "txt"]) == 0
    assert "parts.at_a_glance()" in capsys.readouterr().out

    assert run(["templates", "show", "newsletter"]) == 2
    assert "choose one of briefing" in capsys.readouterr().err


def test_a_new_template_sets_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["templates", "new", str(tmp_path / "house"), "--like", "plain"]) == 0
    written = capsys.readouterr().out.split("\n")
    page = tmp_path / "page.txt"

    assert str(tmp_path / "house" / "house.txt.j2") in written
    mine = str(tmp_path / "house" / "house.txt.j2")
    assert run(["generate", str(SEED), "--template", mine, "-o", str(page)]) == 0
    assert "Painting Missing From Museum" in page.read_text(encoding="utf-8")


def test_the_settings_say_how_a_page_looks(tmp_path: Path) -> None:
    config = tmp_path / "brief.toml"
    config.write_text('[page]\ndesk = "Night desk"\nlanguage = "fr"\nsections = ["flags"]\n')
    page = tmp_path / "page.html"

    assert run(["generate", str(SEED), "--config", str(config), "-o", str(page)]) == 0

    text = page.read_text(encoding="utf-8")
    assert "Night desk" in text
    assert "L’essentiel" in text
    assert "Source unique" in text
    assert "Résumé" not in text


def test_a_new_template_is_found_by_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["templates", "new", "house"]) == 0
    (tmp_path / "house" / "house.txt.j2").write_text("Ours: {{ title }}")

    assert run(["generate", str(SEED), "--template", "house", "-o", "page.txt"]) == 0
    assert run(["generate", str(SEED), "--template", "house", "-o", "page.pdf"]) == 0
    assert (tmp_path / "page.txt").read_text(encoding="utf-8").startswith("Ours: ")
    assert run(["generate", str(SEED), "--template", "home", "-o", "page.txt"]) == 2


def test_a_format_that_contradicts_the_file_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["generate", str(SEED), "-f", "json", "-o", str(tmp_path / "page.md")]) == 2
    assert "ends in .md, but the format is json" in capsys.readouterr().err

    assert run(["digest", str(SEED), "-f", "json", "-o", str(tmp_path / "page.md")]) == 2
    assert "ends in .md, but the format is json" in capsys.readouterr().err

    assert run(["generate", str(SEED), "-f", "json", "-o", str(tmp_path / "page.JSON")]) == 0
    assert run(["generate", str(SEED), "-f", "txt", "-o", str(tmp_path / "page.of.today")]) == 0


@pytest.mark.parametrize("command", ["generate", "explain"])
def test_a_language_that_is_none_is_refused_with_those_there_are(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, str(SEED), "--language", "xx"]) == 2
    assert "no language named 'xx'; choose one of ar, da, de" in capsys.readouterr().err

    assert run([command, str(SEED), "--language", "en-GB"]) == 0
