"""The terminal view: the page in colour and columns, for a person at a prompt."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING, Any

from brief.model import Briefing
from brief.render.profile import Profile
from brief.render.view import view

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

TWO_COLUMNS = 96
"""Columns of a terminal from which the box stands beside the summary."""
WIDEST = 120
BOX = 36


def render(briefing: Briefing, profile: Profile) -> bytes:
    """The briefing with escape sequences for a terminal, as wide as it is; none but ours are in it."""
    width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST)
    return drawn(briefing, profile, width=width)


def drawn(briefing: Briefing, profile: Profile, *, width: int, plain: bool = False) -> bytes:
    """The briefing for a terminal of so many columns.

    Args:
        briefing: What stands on the page.
        profile: How the page looks.
        width: Columns.
        plain: Without colours and other styles.
    """
    from rich.console import Console

    stream = io.StringIO()
    console = Console(
        file=stream, force_terminal=not plain, width=width, highlight=False, emoji=False, markup=False
    )
    _page(console, view(briefing, profile), width)
    return stream.getvalue().encode("utf-8", "replace")


def _page(console: Console, data: dict[str, Any], width: int) -> None:
    """Print the page, top to bottom."""
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    labels, page = data["labels"], data["page"]
    console.print(Rule(characters="━", style="bold"))
    name = Text.assemble((labels["briefing"].upper(), "bold"), ("  " + data["profile"]["desk"], "dim"))
    console.print(_sides(name, Text(page["made"], style="dim")))
    console.print()
    console.print(Text(data["title"] or labels["briefing"], style="bold"))
    console.print(_source_line(page, labels))
    if data["bottom_line"]:
        console.print()
        console.print(_label(labels["bottom_line"]))
        console.print(Padding(_item(data["bottom_line"], style="bold"), (0, 0, 0, 2)))
    console.print()
    left = [part for name in page["sections"] if name != "named" for part in _section(name, data)]
    box = list(_box(page, labels))
    if width >= TWO_COLUMNS:
        console.print(_columns(left, box, width))
    else:
        for part in (*box, *left):
            console.print(part)
    if "named" in page["sections"]:
        for part in _section("named", data):
            console.print(part)
    console.print(Rule(style="dim"))
    console.print(Text(" ".join(page["foot"]), style="dim"))
    files = "; ".join(f"{source['name']} · sha256 {source['sha256'][:12]}" for source in page["sources"])
    console.print(Text(files, style="dim", overflow="fold"))
    console.print(Text(f"{page['shown']} · {data['tool']}", style="dim"))


def _sides(left: RenderableType, right: RenderableType) -> Table:
    """Two texts on a line, at its two ends."""
    from rich.table import Table

    line = Table.grid(expand=True, padding=(0, 2))
    line.add_column(ratio=1)
    line.add_column(justify="right")
    line.add_row(left, right)
    return line


def _columns(left: list[RenderableType], right: list[RenderableType], width: int) -> Table:
    """The wide column and the box beside it."""
    from rich.console import Group
    from rich.table import Table

    columns = Table.grid(expand=True, padding=(0, 3))
    columns.add_column(width=width - BOX - 6)
    columns.add_column(width=BOX)
    columns.add_row(Group(*left), Group(*right))
    return columns


def _label(text: str) -> Text:
    """The name of a part of the page."""
    from rich.text import Text

    return Text(text.upper(), style="bold cyan")


def _item(item: dict[str, Any], *, style: str = "") -> Text:
    """Words of the source with the paragraph they come from."""
    from rich.text import Text

    text = Text(item["text"], style=style)
    if item["cut"]:
        text.append(" […]")
    if item["mark"]:
        text.append(" " + item["mark"], style="not bold not italic dim")
    return text


def _source_line(page: dict[str, Any], labels: dict[str, str]) -> Text:
    """Outlet, dateline, date and length."""
    from rich.text import Text

    line = Text()
    for part in page["source_line"]:
        line.append("  │  " if line else "", style="dim")
        line.append(part["label"] + labels["colon"], style="dim")
        line.append(part["text"], style="" if part["stated"] else "italic dim")
    return line


def _box(page: dict[str, Any], labels: dict[str, str]) -> list[RenderableType]:
    """The five questions."""
    from rich.text import Text

    rows: list[RenderableType] = []
    for row in page["answers"]:
        rows.append(_label(row["label"]))
        if not row["answers"]:
            rows.append(Text(row["missing"], style="italic dim"))
        for item in row["answers"]:
            quoted = row["key"] in ("when", "why")
            text = labels["open"] + item["text"] + labels["close"] if quoted else item["text"]
            rows.append(_item({**item, "text": text}, style="" if quoted else "bold"))
            rows += [Text(line["text"], style="dim") for line in item["lines"]]
        rows.append(Text(""))
    return rows


def _section(name: str, data: dict[str, Any]) -> list[RenderableType]:
    """A part of the page, with its name and an empty line; nothing when there is nothing in it."""
    from rich.text import Text

    page, labels = data["page"], data["labels"]
    rows: list[RenderableType] = []
    if name == "summary":
        rows = [_hanging("■", _item(item)) for item in data["summary"]]
    elif name == "figures":
        rows = [
            _hanging(
                "·",
                Text.assemble(
                    item["before"] + " " if item["before"] else "",
                    (item["text"] + (" " if item["after"] else ""), "bold"),
                    _item({**item, "text": item["after"]}),
                ),
            )
            for item in page["figures"]
        ]
    elif name == "quotes":
        for item in data["quotes"]:
            text = labels["open"] + item["text"] + labels["close"]
            rows.append(_hanging("·", _item({**item, "text": text}, style="italic")))
            if item["speaker"]:
                rows.append(_hanging(" ", Text(f"{labels['dash']} {item['speaker']}", style="dim")))
    elif name == "flags":
        rows = [_hanging("–", Text(item["text"])) for item in data["flags"]]
    elif name == "timeline":
        for item in page["timeline"]:
            head = Text.assemble((item["text"], "bold"), (f" {item['when']}" if item["when"] else "", "dim"))
            rows.append(
                _hanging("│", Text.assemble(head, labels["colon"], _item({**item, "text": item["label"]})))
            )
    elif name == "named":
        for group in page["named"]:
            names = labels["separator"].join(group["names"])
            rows.append(Text.assemble((group["label"] + labels["colon"], "bold"), names))
    return [_label(labels[name]), *rows, Text("")] if rows else []


def _hanging(marker: str, text: RenderableType) -> Table:
    """A text beside its marker."""
    from rich.table import Table

    line = Table.grid(padding=(0, 1))
    line.add_row(marker, text)
    return line
