"""Make `brief/data/widths.json` again: how wide each character is in each face of the page.

Typst measures them in the shipped fonts, at the smallest size each face is set in, where the
serif's optical size makes it widest. Run it after a change of the fonts or of a face in
`templates/_parts.typ`: `python -m benchmarks.make_widths`.
"""

from __future__ import annotations

import json
import tempfile
from math import ceil
from pathlib import Path

from brief.render.fonts import covered, text_fonts
from brief.resources import data

SERIF = 'font: "Source Serif 4"'
SANS = 'font: "Source Sans 3"'
FACES = {
    "serif": f"{SERIF}, size: 8.9pt",
    "italic": f'{SERIF}, size: 8.9pt, style: "italic"',
    "lead": f"{SERIF}, size: 12pt",
    "display": f"{SERIF}, size: 10pt, weight: 520, variations: (opsz: 60)",
    "sans": f"{SANS}, size: 8pt",
    "semibold": f"{SANS}, size: 8pt, weight: 600",
    "bold": f"{SANS}, size: 8pt, weight: 700",
    "slanted": f'{SANS}, size: 8pt, style: "italic"',
}
"""The faces of `_parts.typ`, as arguments of Typst's `text`."""
LAST = 0x20AC + 0x100
NO_BREAK = "\u00a0"
"""A space, and wide as one, but not what Python calls printable."""
# By itself a space has no width; between letters some marks are drawn nearer, which the widest case is not.
MEASURE = """
#let data = json(bytes(sys.inputs.characters))
#let inside(character) = measure("n" + character + "n").width - measure("nn").width
#let wide(character) = calc.max(measure(character).width, inside(character))
#for (name, set-in) in ({faces}) [
  #context {{ show: set-in; context [#metadata((name: name,
    widths: data.map(one => wide(one) / text.size))) <widths>] }}
]
"""


def main() -> None:
    """Measure, and write the table."""
    import typst

    characters = [
        one for one in map(chr, range(0x20, LAST)) if covered(one) and (one.isprintable() or one == NO_BREAK)
    ]
    faces = ", ".join(f"{name}: it => text({look}, it)" for name, look in FACES.items())
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "widths.typ"
        page.write_text(MEASURE.format(faces=faces), encoding="utf-8")
        found = typst.query(
            page,
            "<widths>",
            field="value",
            font_paths=text_fonts(),
            sys_inputs={"characters": json.dumps(characters)},
        )
    table = {
        row["name"]: [max(0, ceil(width * 1000)) for width in row["widths"]] for row in json.loads(found)
    }
    written = {"source": __doc__.split("\n", 1)[0], "characters": "".join(characters), **table}
    lines = ",\n".join(
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in written.items()
    )
    data("widths.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    print(f"{len(characters)} characters in {len(table)} faces")


if __name__ == "__main__":
    main()
