"""Lines on pages into paragraphs: columns, running heads, indents, divided words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from brief.model import BlockKind
from brief.read.found import Piece

# Shares of the page's height in which running heads and page numbers stand.
_MARGIN = 0.11
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|p\.)?\s*[-–—|]*\s*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:(?:/|of|von)\s*\d{1,4})?\s*[-–—|]*",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?…:][\"'”’»)\]]*$")
# Times the size of the body's letters: larger ones are a heading's.
_LARGER = 1.15
# Times the usual distance of lines: more is a new paragraph.
_LEADING = 1.35
_TITLE_LINES = 6
# Times the size of the body's letters: lines that begin no further apart stand in one column.
_COLUMN = 4
# Share of a column's lines that end at or before its edge.
_FULL = 0.8
# Shares of the column's width: a last line leaves more free than the first, a heading than the second.
_SHORT = 0.12
_VERY_SHORT = 0.3
# Times its height: a running head has more room than this between itself and the text.
_ROOM = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of text and its place, in points from the page's top left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    page_height: float

    @property
    def size(self) -> float:
        """The height of its letters."""
        return self.bottom - self.top


def arrange(pages: Sequence[Sequence[Line]]) -> Iterator[Piece]:
    """Paragraphs and headings in reading order.

    Args:
        pages: The lines of each page in the order in which they are drawn. A word divided at a
            line's end has its hyphen.

    Yields:
        Headings (larger letters) and paragraphs, joined over columns and pages; running heads
        and page numbers are left out.
    """
    kept = _without_margins(pages)
    lines = [line for page in kept for line in _in_order(page)]
    if not lines:
        return
    body = _body_size(lines)
    vocabulary = Counter(
        word.lower() for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)
    )
    leading = _usual_leading(lines, body)
    for run in _paragraphs(lines, body, leading):
        kind: BlockKind = "heading" if _is_heading(run, body) else "paragraph"
        yield kind, _joined([line.text for line in run], vocabulary)


def _without_margins(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without page numbers and without what is printed on several of them."""
    seen = Counter(same for page in pages for same in {_pattern(line) for line in page if _in_margin(line)})
    often = max(2, min(3, len(pages)))
    kept: list[list[Line]] = []
    for page in pages:
        repeated = [line for line in page if _in_margin(line) and seen[_pattern(line)] >= often]
        rest = [line for line in page if line not in repeated]
        heads = [line for line in repeated if _stands_off(line, rest)]
        kept.append(
            [line for line in page if line not in heads and not (_in_margin(line) and _is_number(line))]
        )
    return kept


def _stands_off(line: Line, rest: list[Line]) -> bool:
    """Whether there is room between a line at the margin and the text of the page."""
    gaps = [max(other.top - line.bottom, line.top - other.bottom) for other in rest]
    return min(gaps, default=line.size) > _ROOM * line.size


def _in_margin(line: Line) -> bool:
    return line.bottom < _MARGIN * line.page_height or line.top > (1 - _MARGIN) * line.page_height


def _is_number(line: Line) -> bool:
    return _PAGE_NUMBER.fullmatch(line.text.strip()) is not None


def _pattern(line: Line) -> str:
    """A running head without what changes from page to page."""
    return re.sub(r"\d+", "#", line.text.lower())


def _in_order(lines: list[Line]) -> list[Line]:
    """Lines drawn across the columns, row by row, put column after column.

    Where the next line stands left of or below the one before, drawing order is reading order.
    """
    rows = sum(_beside(above, below) for above, below in pairwise(lines))
    if rows < 3:
        return lines
    middle = _gutter(lines)
    if middle is None:
        return lines
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.left < middle < line.right:
            ordered += [*left, *right, line]
            left, right = [], []
        else:
            (left if line.right <= middle else right).append(line)
    return [*ordered, *left, *right]


def _beside(a: Line, b: Line) -> bool:
    """Whether `b` stands to the right of `a` on the same row."""
    return b.left > a.right and abs(a.bottom - b.bottom) < 0.5 * a.size


def _gutter(lines: list[Line]) -> float | None:
    """Where the gap between two columns runs: the place that the fewest lines cross."""
    starts = Counter(round(b.left) for a, b in pairwise(lines) if _beside(a, b))
    if not starts:
        return None
    place, often = starts.most_common(1)[0]
    return place - 2.0 if often >= 3 else None


def _body_size(lines: list[Line]) -> float:
    """The size of the letters that most of the text is set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _usual_leading(lines: list[Line], body: float) -> float:
    """The distance between two lines of one paragraph."""
    steps = [b.bottom - a.bottom for a, b in pairwise(lines) if 0 < b.bottom - a.bottom < 3 * body]
    return median(steps) if steps else 1.2 * body


def _paragraphs(lines: list[Line], body: float, leading: float) -> Iterator[list[Line]]:
    """The lines of each paragraph."""
    edges = _right_edges(lines, body)
    run: list[Line] = []
    for line in lines:
        if run and _starts_anew(run, line, body, leading, _left_free(run[-1], edges, body)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _right_edges(lines: list[Line], body: float) -> dict[int, float]:
    """How far lines reach that begin at about the same place: the edge of their column.

    Not the furthest: a headline that spans two columns begins where the first one does.
    """
    rights: dict[int, list[float]] = {}
    for line in lines:
        for step in (-1, 0, 1):
            rights.setdefault(_column(line, body) + step, []).append(line.right)
    return {column: sorted(reached)[int(len(reached) * _FULL)] for column, reached in rights.items()}


def _column(line: Line, body: float) -> int:
    """About where a line begins."""
    return round(line.left / (_COLUMN * body))


def _left_free(line: Line, edges: dict[int, float], body: float) -> float:
    """Share of its column that a line leaves free at its end."""
    edge = edges[_column(line, body)]
    return (edge - line.right) / max(edge - line.left, 1.0)


def _starts_anew(run: list[Line], line: Line, body: float, leading: float, free: float) -> bool:
    """Whether a line opens a paragraph of its own, after one that left so much of its column free."""
    above = run[-1]
    if abs(line.size - above.size) > 0.12 * body:
        return True
    step = line.bottom - above.bottom
    ended = _STOP.search(above.text) is not None
    # A line without a stop that leaves much free, before a capital, is a heading in the body's letters.
    last = free > (_SHORT if ended else _VERY_SHORT) and (ended or line.text[:1].isupper())
    if 0 < step < 4 * body:
        column_left = min(other.left for other in run[1:]) if len(run) > 1 else above.left
        indented = line.left > column_left + 0.6 * body and abs(line.left - column_left) < 5 * body
        usual = leading * max(1.0, line.size / body)
        return step > _LEADING * usual or last or (ended and indented)
    # The next column or page: the paragraph goes on unless its last line was a last line.
    return last or (ended and line.text[:1].isupper())


def _is_heading(run: list[Line], body: float) -> bool:
    """Whether a paragraph is set in larger letters and is short."""
    return len(run) <= _TITLE_LINES and all(line.size > _LARGER * body for line in run)


def _joined(texts: Iterable[str], vocabulary: Counter[str]) -> str:
    """The lines as one, divided words made whole."""
    out = ""
    for text in texts:
        text = text.replace("\u00ad\n", "").strip()
        if not out:
            out = text
        elif (head := re.search(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u00ad\u2010]$", out)) and text[:1].islower():
            out = _made_whole(out, head.group(1), text, vocabulary)
        elif out.endswith(("-", "\u2010")) and re.search(r"\w[-\u2010]$", out):
            out += text
        else:
            out += " " + text
    return out


def _made_whole(out: str, head: str, text: str, vocabulary: Counter[str]) -> str:
    """The word that was divided: with its hyphen where the document elsewhere writes it so."""
    found = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)
    tail = found.group() if found else ""
    hyphened, plain = f"{head}-{tail}".lower(), f"{head}{tail}".lower()
    keeps = vocabulary[hyphened] > vocabulary[plain] or ("-" in head and not vocabulary[plain])
    return out[:-1] + ("-" if keeps else "") + text
