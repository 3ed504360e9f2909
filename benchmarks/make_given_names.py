"""Make `brief/data/given_names.txt` again from the facts of a census.

Needs the package `names`, which carries the lists of the 1990 census of the United
States (public domain), in any folder on PYTHONPATH:

    PYTHONPATH=FOLDER python -m benchmarks.make_given_names
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from brief.analyse.places import places
from brief.resources import data

HEADER = """# Given names that are no large places, lower-cased.
# Source: U.S. Census Bureau, Frequently Occurring Names, 1990 (public domain), by way of the package names.
# Made by benchmarks/make_given_names.py.
"""
LARGE_TOWN = 250_000
"""Inhabitants above which a town is meant before a person."""
EVERYDAY = frozenset(
    """an april august art bell bill buck cash christian dawn dean don east faith flor forest golden grant
    holly hope hunter ivory jewel joy june justice king lady long love major man many mark may merry
    mercy miss morning new north ocean page pearl precious prince princess queen rich rob royal sage
    season see see sky so south star start summer sunday sunny tiny trinity tuesday violet will winter world
    young grace rose ruby ginger olive ivy heather daisy crystal amber jade gene frank guy ray rocky rusty
    sandy stormy sterling rod pat chase clay cliff carry chance dale drew duke dusty earl ford gay glen
    hank happy harbor harley honey junior lane lee less love lucky marine mason miles miller norman
    parker penny porter reed rich robin royce shell spring taylor temple theo tracy ty val van war ward wade
    wells west worth""".split()  # noqa: SIM905  (a list of words reads best as words)
) - {
    "mark",
    "frank",
    "robin",
    "tracy",
    "grace",
    "rose",
    "ruby",
    "heather",
    "theo",
    "lee",
    "dean",
    "dale",
    "rob",
}
"""Words that begin the names of organisations at least as often."""


def make() -> None:
    """Write the file; prints how many names it has."""
    found: set[str] = set()
    for part in ("male", "female"):
        for line in _path(f"dist.{part}.first").read_text(encoding="utf-8").splitlines():
            name = line.split()[0]
            taken = any(one.kind != "city" or one.inhabitants > LARGE_TOWN for one in places(name.title()))
            if len(name) > 1 and name.lower() not in EVERYDAY and not taken:
                found.add(name.lower())
    names = sorted(found)
    data("given_names.txt").write_text(HEADER + "\n".join(names) + "\n", encoding="utf-8")
    print(f"given_names.txt: {len(names)} names")


def _path(name: str) -> Path:
    spec = find_spec("names")
    if spec is None or spec.origin is None:
        raise SystemExit("names is not on PYTHONPATH")
    return Path(spec.origin).parent / name


if __name__ == "__main__":
    make()
