"""Packages whose code waits."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from brief import late


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A package `wide` with a module `part`, and `other`, which imports names of both."""
    folder = tmp_path / "wide"
    folder.mkdir()
    (folder / "__init__.py").write_text("from wide.part import Part\nALL = 'everything'\nclass Whole: pass\n")
    (folder / "part.py").write_text("class Part: pass\n")
    (tmp_path / "other.py").write_text("from wide import Whole\ndef whole() -> Whole: return Whole()\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield "wide"
    for name in [each for each in sys.modules if each.partition(".")[0] in {"wide", "other"}]:
        del sys.modules[name]


def test_a_submodule_is_imported_without_the_package_s_code(package: str) -> None:
    late.put_off(package)

    importlib.import_module("wide.part")

    assert late.is_late(package)


def test_a_part_comes_from_where_it_is_made(package: str) -> None:
    late.put_off(package, {"Part": "wide.part"})

    part = importlib.import_module(package).Part

    assert part.__module__ == "wide.part"
    assert late.is_late(package)


def test_any_other_name_runs_the_code(package: str) -> None:
    told: list[str] = []
    late.put_off(package, before=lambda: told.append("before"))

    assert importlib.import_module(package).ALL == "everything"
    assert not late.is_late(package)
    assert told == ["before"]


def test_a_name_only_mentioned_becomes_what_it_stands_for(package: str) -> None:
    late.put_off(package, mentioned={"Whole": None})
    with late.mentioning():
        other = importlib.import_module("other")
    assert late.is_late(package)

    whole = other.whole()

    assert type(whole) is importlib.import_module(package).Whole
    assert other.Whole is type(whole)


def test_outside_mentioning_a_name_is_the_genuine_one(package: str) -> None:
    late.put_off(package, mentioned={"Whole": None})

    assert importlib.import_module(package).Whole.__name__ == "Whole"


def test_a_name_that_does_not_exist_is_an_attribute_error(package: str) -> None:
    late.put_off(package)

    with pytest.raises(AttributeError, match="nothing"):
        _ = importlib.import_module(package).nothing


def test_a_missing_package_is_there_again_afterwards() -> None:
    sys.modules.pop("wave", None)

    with late.missing("wave"), pytest.raises(ImportError):
        importlib.import_module("wave")

    assert importlib.import_module("wave")


def test_what_is_not_there_cannot_be_put_off() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        late.put_off("no_such_package")
