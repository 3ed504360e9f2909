"""Cold start beside sumy on the same file, in the same run: `python -m benchmarks.cold`.

sumy's command needs nltk's sentence data, which it would download; it gets our
Punkt parameters in nltk's own layout instead, so that both start from a cold process
and nothing is fetched.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "top-iranian-military-officials-in-syria-for-talks.txt"


def main() -> None:
    """Print median seconds and ratios of a cold process each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        nltk_data = _punkt_data(Path(folder))
        page = Path(folder) / "page.pdf"
        python, brief = sys.executable, [sys.executable, "-m", "brief"]
        sumy = [python, "-m", "sumy", "lex-rank", "--length=3", f"--file={SEED}", "--format=plaintext"]
        commands = {
            "python -c pass": [python, "-c", "pass"],
            "brief --help": [*brief, "--help"],
            "sumy lex-rank seed": sumy,
            "brief generate seed (Markdown)": [*brief, "generate", str(SEED)],
            "brief generate seed (PDF)": [*brief, "generate", str(SEED), "--output", str(page)],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):  # taken in turn, so that a slow moment of the machine hits all alike
            for name, command in commands.items():
                times[name].append(_seconds(command, nltk_data))
    middle = {name: statistics.median(values) for name, values in times.items()}
    for name, value in middle.items():
        print(
            f"{name:34s} {value:6.3f} s   {value / middle['sumy lex-rank seed']:5.2f}x sumy"
            f"   {value / middle['python -c pass']:6.1f}x bare python"
        )


def _seconds(command: list[str], nltk_data: Path) -> float:
    environment = {**os.environ, "NLTK_DATA": str(nltk_data)}
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=120)
    return time.perf_counter() - started


def _punkt_data(folder: Path) -> Path:
    """Our Punkt parameters where nltk looks for its own."""
    from nltk.tokenize.punkt import save_punkt_params

    from brief.analyse.sentences import punkt_parameters

    target = folder / "tokenizers" / "punkt_tab" / "english"
    target.mkdir(parents=True)
    save_punkt_params(punkt_parameters("en"), str(target))
    return folder


if __name__ == "__main__":
    main()
