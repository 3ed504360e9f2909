"""How much of a file we are willing to look at."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from brief.errors import ReadError


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What no input may go beyond; handed to `read` as `limits`."""

    max_bytes: int = 256 * 2**20
    """Of one input, and of everything unpacked from it together."""
    max_text: int = 32 * 2**20
    """Code points of one article."""
    max_ratio: int = 200
    """Unpacked bytes for each packed byte, beyond the first MiB."""
    max_entries: int = 100_000
    """Articles, lines or members in one input; elements in one page."""
    max_depth: int = 5
    """Containers within containers: a mail in a ZIP in a gzip is three."""
    max_nesting: int = 500
    """Elements within elements, in markup and JSON."""
    max_pages: int = 5_000
    """Of one PDF."""
    max_seconds: float = 120
    """For one input; looked at between its parts, pages and members."""


@dataclass(slots=True)
class Budget:
    """What one input has used up of its limits; the one thing here that changes."""

    limits: Limits
    uri: str
    started: float = field(default_factory=time.monotonic)
    unpacked: int = 0
    entries: int = 0

    def spend(self, size: int) -> None:
        """Count `size` bytes that came out of a container.

        Raises:
            ReadError: If the input is now over its limit.
        """
        self.unpacked += size
        if self.unpacked > self.limits.max_bytes:
            raise ReadError(self.uri, f"unpacks to more than {megabytes(self.limits.max_bytes)}")

    def count(self) -> None:
        """Count one part, and look at the clock.

        Raises:
            ReadError: If there are too many, or time is up.
        """
        self.entries += 1
        if self.entries > self.limits.max_entries:
            raise ReadError(self.uri, f"holds more than {self.limits.max_entries} entries")
        self.check_time()

    def check_time(self) -> None:
        """Raise `ReadError` when the input has taken longer than it may."""
        if time.monotonic() - self.started > self.limits.max_seconds:
            raise ReadError(self.uri, f"takes longer than {self.limits.max_seconds:g} s to read")


def megabytes(size: int) -> str:
    """A size as people say it: `256 MB`."""
    return f"{size / 2**20:.3g} MB"
