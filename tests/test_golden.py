"""The seeds' pages, word for word."""

from __future__ import annotations

import pytest

from tests import golden


@pytest.mark.parametrize("name", golden.PAGES)
def test_a_seed_s_page_is_what_it_was(name: str) -> None:
    was = golden.path(name).read_text(encoding="utf-8")

    assert golden.page(name) == was, "`make golden`, and read the diff"
