"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from brief.store import Store

# A deadline is a timed test, and says more about a busy machine than about us.
# CI tries the same examples every time: a build fails for its change, not for its luck.
settings.register_profile("brief", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("brief")


@pytest.fixture
def printed(capfdbinary: pytest.CaptureFixture[bytes]) -> pytest.CaptureFixture[bytes]:
    """What a command writes on its two streams, in bytes."""
    return capfdbinary


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty memory."""
    with Store(tmp_path / "memory.sqlite3") as opened:
        yield opened
