"""Cold start beside sumy on the same file, in the same run: `python -m benchmarks.cold`.

sumy's command needs nltk's sentence data, which it would download; it gets our
Punkt parameters in nltk's own layout instead, so that both start from a cold process
and nothing is fetched.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "top-iranian-military-officials-in-syria-for-talks.txt"
# nltk imports SciPy where it is installed; sumy does not need it, and starts in half the time
# in an environment of its own. The quicker of the two is the one to beat.
LEAN_SUMY = "import sys; sys.modules['scipy'] = None; from sumy.__main__ import main; sys.exit(main())"


def main() -> None:
    """Print median seconds and ratios of a cold process each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        nltk_data = _punkt_data(Path(folder))
        page = Path(folder) / "page.pdf"
        python, brief = sys.executable, [sys.executable, "-m", "brief"]
        arguments = ["lex-rank", "--length=3", f"--file={SEED}", "--format=plaintext"]
        commands = {
            "python -c pass": [python, "-c", "pass"],
            "brief --help": [*brief, "--help"],
            "sumy lex-rank seed": [python, "-c", LEAN_SUMY, *arguments],
            "the same, nltk finding SciPy": [python, "-m", "sumy", *arguments],
            "brief generate seed (Markdown)": [*brief, "generate", str(SEED)],
            "brief generate seed (PDF)": [*brief, "generate", str(SEED), "--output", str(page)],
        }
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in range(rounds):  # taken in turn, so that a slow moment of the machine hits all alike
            for name, command in commands.items():
                taken[name].append(_seconds(command, nltk_data))
    # The processor's seconds: on a machine with other work they say more than the clock's.
    middle = {name: statistics.median(cpu for _, cpu in pairs) for name, pairs in taken.items()}
    for name, cpu in middle.items():
        clock = statistics.median(wall for wall, _ in taken[name])
        print(
            f"{name:34s} {cpu:6.3f} s of processor, {clock:6.3f} s by the clock"
            f"   {cpu / middle['sumy lex-rank seed']:5.2f}x sumy"
        )


def _seconds(command: list[str], nltk_data: Path) -> tuple[float, float]:
    """How long a process took: by the clock, and of the processor."""
    environment = {**os.environ, "NLTK_DATA": str(nltk_data)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=120)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _punkt_data(folder: Path) -> Path:
    """Our Punkt parameters where nltk looks for its own."""
    trained = json.loads((ROOT / "brief" / "data" / "punkt_en.json").read_text(encoding="utf-8"))
    target = folder / "tokenizers" / "punkt_tab" / "english"
    target.mkdir(parents=True)
    rows = {
        "abbrev_types.txt": trained["abbreviations"],
        "sent_starters.txt": trained["starters"],
        "collocations.tab": ["\t".join(pair) for pair in trained["collocations"]],
        "ortho_context.tab": [
            f"{word}\t{flags}" for flags, words in trained["contexts"].items() for word in words.split()
        ],
    }
    for name, lines in rows.items():
        (target / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


if __name__ == "__main__":
    main()
