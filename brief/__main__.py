"""`python -m brief`, and the entry point of the command."""

from __future__ import annotations

import os
import sys
from typing import NoReturn


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:  # answered before anything is imported
        from brief import __version__

        sys.stdout.write(f"brief {__version__}\n")
        return
    from brief.cli import run

    _leave(run())


def _leave(code: int) -> NoReturn:
    """End the process at once; taking the language model apart first is a tenth of a page's time."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except BrokenPipeError:  # whoever read our output has left, as `head` does
            pass
        except (OSError, ValueError):  # a full disk: what was printed is not all there
            code = code or 1
    os._exit(code)


if __name__ == "__main__":
    main()
