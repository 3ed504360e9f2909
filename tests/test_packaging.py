"""What ships: the wheel holds the templates and works away from the checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "museum-painting-missing.txt"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(target)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    return next(target.glob("*.whl"))


def test_the_wheel_holds_package_data_and_templates_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    expected = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "brief").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    expected |= {
        f"brief/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file()
    }
    shipped = {name for name in names if ".dist-info/" not in name}
    assert shipped == expected
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_an_installed_wheel_finds_its_templates_and_briefs_a_seed(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)

    where = "import brief.resources as r; print(r.templates())"
    folder = subprocess.run(
        [sys.executable, "-c", where],
        cwd=tmp_path,
        env=_only(site),
        check=True,
        capture_output=True,
        text=True,
    )
    page = subprocess.run(
        [sys.executable, "-m", "brief", "generate", str(SEED)],
        cwd=tmp_path,
        env=_only(site),
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert Path(folder.stdout.strip()).is_relative_to(site)
    assert "Brennholt" in page.stdout


def test_the_lock_names_no_registry_and_pins_every_line_by_hash() -> None:
    lock = (ROOT / ".requirements" / "dev.txt").read_text()

    assert "://" not in lock
    assert "index" not in re.sub(r"^[a-z0-9-]+==", "", lock, flags=re.M)
    for requirement in re.split(r"\n(?=\S)", lock.strip()):
        assert re.match(r"[a-z0-9.\-]+==\S+", requirement), requirement
        assert "--hash=sha256:" in requirement, requirement


def _only(site: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(site)}
