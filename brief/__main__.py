"""`python -m brief`, and the entry point of the command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:  # answered before anything is imported
        from brief import __version__

        sys.stdout.write(f"brief {__version__}\n")
        return
    from brief.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
