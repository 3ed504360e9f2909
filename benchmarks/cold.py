"""Cold start beside sumy on the same file, in the same run: `python -m benchmarks.cold`.

sumy's command needs nltk's sentence data, which it would download; it gets our
Punkt parameters in nltk's own layout instead, so that both start from a cold process
and nothing is fetched.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "top-iranian-military-officials-in-syria-for-talks.txt"
# nltk imports SciPy where it is installed; sumy does not need it, and starts in half the time
# in an environment of its own. The quicker of the two is the one to beat.
LEDE = "import sys, lede; print(lede.summarize(open(sys.argv[1], encoding='utf-8').read()))"
LEAN_SUMY = "import sys; sys.modules['scipy'] = None; from sumy.__main__ import main; sys.exit(main())"


def main() -> None:
    """Print median processor seconds and ratios of a cold process each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    middle = measure(parser.parse_args().rounds)
    for name, cpu in middle.items():
        print(f"{name:34s} {cpu:6.3f} s of processor   {cpu / middle['sumy lex-rank seed']:5.2f}x sumy")


def measure(rounds: int) -> dict[str, float]:
    """Median processor seconds of each command; with other work about, they say more than the clock's."""
    with tempfile.TemporaryDirectory() as folder:
        nltk_data = _punkt_data(Path(folder))
        page = Path(folder) / "page.pdf"
        python, brief = sys.executable, [sys.executable, "-m", "brief"]
        arguments = ["lex-rank", "--length=3", f"--file={SEED}", "--format=plaintext"]
        commands = {
            "python -c pass": [python, "-c", "pass"],
            "brief --help": [*brief, "--help"],
            "lede seed": [python, "-c", LEDE, str(SEED)],
            "sumy lex-rank seed": [python, "-c", LEAN_SUMY, *arguments],
            "the same, nltk finding SciPy": [python, "-m", "sumy", *arguments],
            "brief generate seed (Markdown)": [*brief, "generate", str(SEED)],
            "brief generate seed (PDF)": [*brief, "generate", str(SEED), "--output", str(page)],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):  # taken in turn, so that a slow moment of the machine hits all alike
            for name, command in commands.items():
                taken[name].append(run(command, {"NLTK_DATA": str(nltk_data)})[1])
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


# A process counts what its parent held when it was started as its own memory: so the parent is a small one.
METER = """
import json, resource, subprocess, sys, time
started = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
clock, used = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, clock, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024]))
"""


def run(command: list[str], environment: dict[str, str]) -> tuple[float, float, int]:
    """Run a process: seconds by the clock, of the processor (its children's too), and bytes at most."""
    done = subprocess.run(
        [sys.executable, "-c", METER, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=True,
    )
    code, clock, processor, memory = json.loads(done.stdout)
    if code:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr.decode()}")
    return clock, processor, memory


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
