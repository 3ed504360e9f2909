"""Small charts as SVG, written by hand: no plotting library for a few bars and lines."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

WIDTH, ROW, LEFT, RIGHT = 720, 26, 300, 110
COLOURS = ("#1f5f8b", "#c8553d", "#6b8f3c", "#8a6fae", "#8c8c8c")
STYLE = "font-family='sans-serif' font-size='13'"


def bars(path: Path, title: str, values: Mapping[str, float], unit: str) -> None:
    """Write horizontal bars, one for each name, in the order given."""
    longest = max(values.values(), default=1) or 1
    rows = []
    for place, (name, value) in enumerate(values.items()):
        top = 44 + place * ROW
        width = max(1.0, (WIDTH - LEFT - RIGHT) * value / longest)
        colour = COLOURS[0] if name.startswith("brief") else COLOURS[4]
        rows.append(f"<text x='{LEFT - 8}' y='{top + 13}' text-anchor='end'>{escape(name)}</text>")
        rows.append(f"<rect x='{LEFT}' y='{top}' width='{width:.1f}' height='17' fill='{colour}'/>")
        rows.append(f"<text x='{LEFT + width + 6:.1f}' y='{top + 13}'>{value:.3g} {escape(unit)}</text>")
    _write(path, title, 54 + len(values) * ROW, rows)


def lines(
    path: Path, title: str, curves: Mapping[str, Sequence[tuple[float, float]]], across: str, up: str
) -> None:
    """Write curves over two logarithmic axes; each is a list of (x, y), both above 0."""
    points = [point for curve in curves.values() for point in curve]
    low_x, high_x = (edge(math.log10(x) for x, _ in points) for edge in (min, max))
    low_y, high_y = (edge(math.log10(y) for _, y in points) for edge in (min, max))

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            70 + 480 * (math.log10(x) - low_x) / (high_x - low_x or 1),
            300 - 240 * (math.log10(y) - low_y) / (high_y - low_y or 1),
        )

    rows = [
        f"<text x='310' y='348' text-anchor='middle'>{escape(across)}</text>",
        f"<text x='16' y='180' text-anchor='middle' transform='rotate(-90 16 180)'>{escape(up)}</text>",
        "<path d='M70 50V310H560' fill='none' stroke='#444'/>",
    ]
    for x in sorted({x for x, _ in points}):
        rows.append(f"<text x='{at(x, points[0][1])[0]:.0f}' y='326' text-anchor='middle'>{x:g}</text>")
    for power in range(math.floor(low_y), math.ceil(high_y) + 1):
        if low_y <= power <= high_y:
            y = at(points[0][0], 10**power)[1] + 4
            rows.append(f"<text x='64' y='{y:.0f}' text-anchor='end'>{10.0**power:g}</text>")
    for place, (name, curve) in enumerate(curves.items()):
        colour = COLOURS[place % len(COLOURS)]
        drawn = " ".join(
            f"{'L' if n else 'M'}{x:.1f} {y:.1f}" for n, (x, y) in enumerate(at(*p) for p in curve)
        )
        rows.append(f"<path d='{drawn}' fill='none' stroke='{colour}' stroke-width='2'/>")
        rows += [
            f"<circle cx='{x:.1f}' cy='{y:.1f}' r='3' fill='{colour}'/>" for x, y in (at(*p) for p in curve)
        ]
        x, y = at(*curve[-1])
        rows.append(f"<text x='{x + 8:.0f}' y='{y + 4:.0f}' fill='{colour}'>{escape(name)}</text>")
    _write(path, title, 360, rows)


def _write(path: Path, title: str, height: int, rows: Sequence[str]) -> None:
    """Write the file, on white, whatever the page around it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{height}' {STYLE}>\n"
        "<rect width='100%' height='100%' fill='white'/>\n"
        f"<text x='16' y='24' font-weight='bold'>{escape(title)}</text>\n" + "\n".join(rows) + "\n</svg>\n",
        encoding="utf-8",
    )
