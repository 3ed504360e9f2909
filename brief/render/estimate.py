"""Estimate: what the built-in page shows → between which heights it is, without setting it.

Typst sets a page in some ten milliseconds, and choosing what fits asks for many. Here the
page of `templates/briefing.typ` is laid out by arithmetic instead, twice: once with every
letter as wide as its font ever draws it and lines broken at spaces only, once with narrow
letters that fill every line to its end. What fits in the first way surely fits, what does
not in the second surely does not, and only between the two a page has to be set and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, reduce
from math import ceil
from operator import or_
from typing import Any

from brief.render.lines import NARROWER, Between, Run, Unknown, as_measured, lines_of, width_of
from brief.render.profile import Profile

Json = Mapping[str, Any]

MM = 72 / 25.4
PAPERS = {"a4": (210 * MM, 297 * MM), "letter": (612.0, 792.0)}
"""Width and height, in points."""
MARGINS_ACROSS = 32 * MM
MARGINS_DOWN = 25 * MM
BOX_COLUMN = 58 * MM
BETWEEN_COLUMNS = 8 * MM

ROUNDING_PT = 1.0

HEADLINE_SIZES = ((30, 1), (28, 1), (26, 1), (24, 1), (22, 1), (25, 2), (23, 2), (21, 2), (19, 2), (17, 2))
"""Sizes a headline is tried in, and how many lines it may take in them."""
SMALL_HEADLINE = 15
LONG_HEADLINE = 12
LONG_HEADLINE_BYTES = 400
FIGURE_SIZES = (18.5, 11.5)
"""The largest and the smallest a figure is set in."""

# Languages whose lines are broken by dictionaries.
BY_DICTIONARY = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})


NOTHING = Between(0, 0)


def estimate(seen: Json, profile: Profile, scale: float) -> tuple[float, float] | None:
    """How much of a page the built-in `briefing` fills, as a share of its height.

    Args:
        seen: What a template sees, as `view` gives it, ready for Typst.
        profile: How the page looks.
        scale: Its size, one of `SCALES`.

    Returns:
        At least and at most so much, 1 being a full page; None when it cannot be
        told: another template, a script that the text fonts do not have.
    """
    page = seen["page"]
    if profile.template != "briefing" or page["dir"] != "ltr" or page["language"][:2] in BY_DICTIONARY:
        return None
    return _share(seen, profile, scale)


def guess(seen: Json, profile: Profile, scale: float) -> float | None:
    """About how much of a page the built-in `briefing` fills, in any script; None of another template.

    Takes what `estimate` takes. Letters that nobody measured are taken to be as wide as others.
    """
    if profile.template != "briefing":
        return None
    share = _share(_in_known_letters(seen), profile, scale)
    return None if share is None else share[1]


def _in_known_letters(value: Any) -> Any:
    """Plain data with letters that were measured in place of those that were not."""
    if isinstance(value, str):
        return as_measured(value)
    if isinstance(value, Mapping):
        return {key: _in_known_letters(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_in_known_letters(part) for part in value]
    return value


def _share(seen: Json, profile: Profile, scale: float) -> tuple[float, float] | None:
    """At least and at most so much of a page; None when a letter was not measured."""
    across, down = PAPERS[profile.paper]
    try:
        height = _page(seen, profile, (across - MARGINS_ACROSS) / scale, scale)
    except Unknown:
        return None
    room = (down - MARGINS_DOWN) / scale
    return height.low / room, (height.high + ROUNDING_PT) / room


def _page(seen: Json, profile: Profile, width: float, scale: float) -> Between:
    """The whole page, in points of the design: what stands above and below the columns, and these."""
    page = seen["page"]
    left = width - (BOX_COLUMN + BETWEEN_COLUMNS) / scale
    right = BOX_COLUMN / scale
    has_timeline = "timeline" in page["sections"] and page["timeline"]
    beside = _box(page["answers"], right) + (15 + _timeline(page["timeline"], right) if has_timeline else 0)
    return (
        _masthead(seen, profile, width)
        + (14 + _headline(seen, width) + 12)
        + _source_line(page["source_line"], seen["labels"], width)
        + _bottom_line(seen, width)
        + (_sections(seen, left) | beside)
        + (
            15 + _named(page["named"], seen["labels"], width)
            if "named" in page["sections"] and page["named"]
            else 0
        )
        + (15 + _section(seen["labels"]["analyst"], width) + 18 if profile.analyst else 0)
        + _foot(seen, width)
    )


def _masthead(seen: Json, profile: Profile, width: float) -> Between:
    """Rule, title, desk and day; a logo is no higher than they are by much."""
    briefing = Run(seen["labels"]["briefing"].upper(), "bold", 8.6, 0.1)
    desk = Run(seen["profile"]["desk"], "sans", 7.6)
    room = width - 14 - sum(width_of(run) for run in (briefing, desk))
    if room < width_of(Run(seen["page"]["made"], "sans", 7.6)):
        raise Unknown
    return Between(10, 5 + (5.7 if profile.logo is None else 11))


def _headline(seen: Json, width: float) -> Between:
    """The headline in the largest size that fits; between the sizes that may turn out to."""
    title = seen["labels"]["briefing"] if seen["title"] is None else seen["title"]
    words = f"{title} […]" if seen["page"]["title_cut"] else title

    @cache
    def lines(size: float) -> Between:
        return lines_of([Run(words, "display", size)], width)

    def height(size: float, count: Between) -> Between:
        return _text(count, size, 0.32, 0.67)

    if len(title.encode()) > LONG_HEADLINE_BYTES:
        return height(LONG_HEADLINE, lines(LONG_HEADLINE))
    maybe = [(size, most) for size, most in HEADLINE_SIZES if lines(size).low <= most]
    heights = [height(size, Between(min(lines(size).low, most), most)) for size, most in maybe]
    surely = [index for index, (size, most) in enumerate(maybe) if lines(size).high <= most]
    heights = (
        heights[: surely[0] + 1] if surely else [*heights, height(SMALL_HEADLINE, lines(SMALL_HEADLINE))]
    )
    return Between(min(one.low for one in heights), max(one.high for one in heights))


def _source_line(parts: Sequence[Json], words: Mapping[str, str], width: float) -> Between:
    """Outlet, dateline, day and length, each with its bar."""
    width += 8
    wide = [
        width_of(Run(part["label"] + words["colon"], "sans", 8.8))
        + width_of(Run(part["text"], "sans" if part["stated"] else "slanted", 8.8))
        + 15
        for part in parts
    ]
    low = ceil(sum(wide) * NARROWER * 0.97 / width)
    if any(len(part["text"].encode()) >= 60 for part in parts) or max(wide) > width:
        high = low + len(parts)  # long ones are broken between words
    else:
        high, room = 0, 0.0
        for one in wide:
            high, room = (high, room - one) if one <= room else (high + 1, width - one)
    return Between(7.92 * low + 4.4 * (low - 1), 7.92 * high + 4.4 * (high - 1))


def _bottom_line(seen: Json, width: float) -> Between:
    """The bottom line in its block, with the space around it."""
    if seen["bottom_line"] is None:
        return NOTHING
    lines = lines_of(_marked(seen["bottom_line"], "lead", 13), width - 9)
    return 34 + 2 + _label() + 8 + _text(lines, 13, 0.5, 0.67)


def _sections(seen: Json, width: float) -> Between:
    """The wide column: its sections in the order of the profile."""
    sections = {"summary": _summary, "figures": _figures, "quotes": _quotes, "flags": _flags}
    height = NOTHING
    for name in seen["page"]["sections"]:
        items = seen["page"]["figures"] if name == "figures" else seen.get(name)
        if name in sections and items:
            space = 15 if height.high and name != "summary" else 0
            height = (
                height + space + _section(seen["labels"][name], width) + sections[name](items, seen, width)
            )
    return height


def _section(title: str, width: float) -> Between:
    """The rule and the label of a section."""
    label = Run(title.upper(), "semibold", 7.2, 0.08)
    if width_of(label) > width / 2:
        raise Unknown
    return 5.5 + Between(4.7, 5.1) + 9


def _summary(items: Sequence[Json], seen: Json, width: float) -> Between:
    """Sentences with their markers."""
    heights = [_text(lines_of(_marked(item, "serif", 9.6), width - 10), 9.6, 0.58, 0.67) for item in items]
    return _stack((Between(5.4, 5.4) | height for height in heights), 9.5)


def _figures(items: Sequence[Json], seen: Json, width: float) -> Between:
    """Figures over what they count, three in a row and level."""
    column = (width - 24) / 3
    rows = []
    for start in range(0, len(items), 3):
        row = items[start : start + 3]
        before = _highest(_before_figure(item, column) for item in row)
        rows.append(before + _highest(_figure(item, column) for item in row))
    return _stack(rows, 13)


def _before_figure(item: Json, width: float) -> Between:
    """The words that lead to a figure."""
    if not item["before"]:
        return NOTHING
    return _text(lines_of([Run(item["before"], "sans", 8.2)], width), 8.2, 0.5, 0.66) + 6


def _figure(item: Json, width: float) -> Between:
    """A figure and what it counts."""
    largest, smallest = FIGURE_SIZES
    runs = [Run(item["text"], "display", smallest)]
    after = [Run(item["after"], "sans", 8.2), _mark(item)] if item["after"] else []
    lines = lines_of(runs if after else [*runs, _mark(item)], width)
    number = _text(lines, smallest, 0.58, 0.67) | Between(0, 0.67 * largest)
    return number + (7 + _text(lines_of(after, width), 8.2, 0.5, 0.66) if after else 0)


def _quotes(items: Sequence[Json], seen: Json, width: float) -> Between:
    """Quotations over their speakers."""
    heights = []
    for item in items:
        height = _text(lines_of(_marked(item, "italic", 9.6), width), 9.6, 0.58, 0.67)
        if item["speaker"] is not None:
            speaker = Run(f"{seen['labels']['dash']} {item['speaker']}", "sans", 8.2)
            height = height + 6 + _text(lines_of([speaker], width), 8.2, 0.58, 0.66)
        heights.append(height)
    return _stack(heights, 9.5)


def _flags(items: Sequence[Json], seen: Json, width: float) -> Between:
    """What to read with care."""
    heights = [
        _text(lines_of([Run(item["text"], "sans", 8.4)], width - 9.6), 8.4, 0.52, 0.66) for item in items
    ]
    return _stack(heights, 6)


def _box(rows: Sequence[Json], width: float) -> Between:
    """The questions in their tinted box."""
    width -= 16
    heights = [_label() + 6.5 + _answers(row, width) for row in rows]
    return 18 + _stack(heights, 16)


def _answers(row: Json, width: float) -> Between:
    """The answers to one question, or why there are none."""
    if not row["answers"]:
        return _text(lines_of([Run(row["missing"], "slanted", 8.8)], width), 8.8, 0.54, 0.66)
    heights = []
    for item in row["answers"]:
        words = f"«{item['text']}»" if item["quoted"] else item["text"]
        face = "sans" if item["quoted"] else "semibold"
        height = _text(lines_of([Run(words + _cut(item), face, 8.8), _mark(item)], width), 8.8, 0.54, 0.66)
        for line in item["lines"]:
            height = height + 5.2 + _text(lines_of([Run(line["text"], "sans", 8)], width), 8, 0.54, 0.66)
        heights.append(height)
    return _stack(heights, 8)


def _timeline(items: Sequence[Json], width: float) -> Between:
    """What happened when, in the narrow column."""
    heights = []
    for item in items:
        when = [
            Run(item["text"], "semibold", 8.3),
            Run(f" {item['when']}" if item["when"] else "", "sans", 8.3),
        ]
        what = [Run(item["label"] + _cut(item), "sans", 8.3), _mark(item)]
        lines = lines_of(when, width - 6) + lines_of(what, width - 6)
        heights.append(2 + _text(lines, 8.3, 0.5, 0.66))
    return _section("", width) + _stack(heights, 7)


def _named(groups: Sequence[Json], words: Mapping[str, str], width: float) -> Between:
    """Names by kind, a column each."""
    column = (width - 14 * (len(groups) - 1)) / len(groups)
    heights = []
    for group in groups:
        label = _text(lines_of([Run(group["label"], "semibold", 8.4)], column), 8.4, 0.52, 0.66)
        names = Run(words["separator"].join(group["names"]), "sans", 8.4)
        heights.append(label + 5.5 + _text(lines_of([names], column), 8.4, 0.52, 0.66))
    return _section(words["named"], width) + _highest(heights)


def _foot(seen: Json, width: float) -> Between:
    """How the page was made, and its sources."""
    page = seen["page"]
    shown = Run(f"{page['shown']} · {seen['tool']}", "sans", 7.2)
    beside = width - 10 - width_of(shown)
    if beside < width / 3:
        raise Unknown
    lines = [
        lines_of(
            [Run(f"{source['letter']}: {source['name']} · sha256 {source['sha256'][:12]}", "sans", 7.2)],
            beside,
        )
        for source in page["sources"]
    ]
    # More than three stand one behind the other, each at most with a line to itself.
    low = 1 if len(lines) > 3 else max(1, len(lines))
    count = Between(low, max(1, sum(line.high for line in lines)))
    made = lines_of([Run(" ".join(page["foot"]), "sans", 7.2)], width)
    return 18 + _text(made, 7.2, 0.5, 0.66) + _text(count, 7.2, 0.5, 0.66)


def _label() -> Between:
    """The capitals of a label, on one line."""
    return Between(4.7, 4.8)


def _marked(item: Json, face: str, size: float) -> list[Run]:
    """An item with the paragraph it comes from."""
    return [Run(item["text"] + _cut(item), face, size), _mark(item)]


def _cut(item: Json) -> str:
    return " […]" if item["cut"] else ""


def _mark(item: Json) -> Run:
    """The paragraph an item comes from, never parted from its last word; its spaces break no line."""
    return Run(item["mark"].replace(" ", "\u00a0"), "sans", 7, before=1.6)


def _stack(heights: Iterable[Between], space: float) -> Between:
    """One under the other, with so much space between."""
    listed = list(heights)
    between = space * max(0, len(listed) - 1)
    return Between(sum([one.low for one in listed]) + between, sum([one.high for one in listed]) + between)


def _highest(heights: Iterable[Between]) -> Between:
    """One beside the other."""
    return reduce(or_, heights, NOTHING)


def _text(lines: Between, size: float, leading: float, capitals: float) -> Between:
    """So many lines of a size, as high as capitals are, with the leading (in em) between them."""
    low, high = lines.low, lines.high
    return Between(
        low * capitals * size + max(0, low - 1) * leading * size,
        high * capitals * size + max(0, high - 1) * leading * size,
    )
