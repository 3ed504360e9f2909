"""`make eval`: every quality benchmark, against benchmarks/floors.json.

A benchmark is a module here with `figures()`: it prints its table and returns its figures
by name. `floors.json` holds the lowest value each may have, and the hash of the data they
were measured on. Raising a floor is routine: `python -m benchmarks.eval --raise` sets each
to what was just measured less the slack. Lowering one is a change of its own, by hand, with
its reason.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from benchmarks.records import DATA

FLOORS = Path(__file__).parent / "floors.json"
BENCHMARKS = ("sentences", "summary", "pages", "fivew", "named", "why", "dedupe", "group", "read")
HASHED = ("summ", "fivew", "clusters", "extraction", "meantime", "news")
SLACK = 0.15
"""How far below a measured figure its floor is set: another version of numpy may move it a little."""


def main() -> int:
    """Run what is there, and compare."""
    if not DATA.is_dir():
        print(f"no evaluation data at {DATA}: set BRIEF_EVAL_DATA")
        return 2
    measured: dict[str, float] = {}
    for name in BENCHMARKS:
        if find_spec(f"benchmarks.{name}") is None:
            continue
        module = import_module(f"benchmarks.{name}")
        if hasattr(module, "figures"):
            print(f"\n=== {name}")
            measured |= module.figures()
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    if "--raise" in sys.argv:
        raised = {
            name: max(value, pinned["floors"].get(name, value)) for name, value in _floors(measured).items()
        }
        pinned = {"data": data_hashes(), "floors": {**pinned["floors"], **raised}}
        FLOORS.write_text(json.dumps(pinned, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    faults = compare(measured, pinned["floors"], data_hashes(), pinned["data"])
    print("\n" + ("\n".join(faults) if faults else f"all {len(pinned['floors'])} floors hold"))
    return 1 if faults else 0


def compare(
    measured: Mapping[str, float],
    floors: Mapping[str, float],
    data: Mapping[str, str],
    pinned: Mapping[str, str],
) -> list[str]:
    """What is wrong, a line each; empty when every floor holds.

    >>> compare({"gain": 1.0}, {"gain": 1.2}, {}, {})
    ['gain: 1.00 is below its floor of 1.20']
    """
    faults = [
        f"{path}: not the data the floors were measured on"
        for path in pinned
        if data.get(path) != pinned[path]
    ]
    for name, floor in floors.items():
        if name not in measured:
            faults.append(f"{name}: not measured")
        elif measured[name] < floor:
            faults.append(f"{name}: {measured[name]:.2f} is below its floor of {floor:.2f}")
    return faults


def data_hashes() -> dict[str, str]:
    """SHA-256 of every file of the sets that floors are measured on, by path."""
    files = sorted(path for name in HASHED for path in (DATA / name).glob("*.jsonl"))
    return {
        path.relative_to(DATA).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def _floors(measured: Mapping[str, float]) -> dict[str, float]:
    """The floors that figures just measured would have."""
    return {name: round(value - SLACK, 2) for name, value in measured.items()}


if __name__ == "__main__":
    sys.exit(main())
