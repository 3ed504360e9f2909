"""Plain text into paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from brief.model import Block

_LINE = re.compile(r"[^\n]+")
# Mail programs and typewriters wrap between 60 and 80; a few go to 100.
_WRAP = range(40, 101)
_STOP = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_BULLET = re.compile(r"(?:[-*•·▪‣◦–—]|\(?\d{1,2}[.)])\s+\S")
_INVISIBLE = " \t\f\v\r\0\u00a0\u200b\u200c\u200d\u2060\ufeff\u00ad"


def split_paragraphs(text: str) -> tuple[Block, ...]:
    r"""Cut a plain text into numbered paragraphs.

    Args:
        text: As read, line ends as "\n".

    Returns:
        One block of kind "paragraph" for each line that is not empty; or, where lines are hard
        wrapped, for each run of lines that make one paragraph. White space at the ends of a
        paragraph is outside its block.
    """
    lines = [line for match in _LINE.finditer(text) if (line := _trimmed(text, *match.span()))]
    runs = _runs(text, lines) if _hard_wrapped(text, lines) else [[line] for line in lines]
    return tuple(
        Block(kind="paragraph", start=run[0][0], end=run[-1][1], number=number)
        for number, run in enumerate(runs, start=1)
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The line without white space at its ends; None if nothing is left."""
    line = text[start:end]
    left = len(line) - len(line.lstrip(_INVISIBLE))
    right = len(line.rstrip(_INVISIBLE))
    return (start + left, start + right) if left < right else None


def _hard_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether lines end where the screen did, not where the paragraph does.

    Wrapped lines are alike in length and mostly end in the middle of a sentence.
    """
    inner = [
        (start, end)
        for (start, end), (following, _) in pairwise(lines)
        if text.count("\n", end, following) == 1
    ]
    if len(inner) < 2 or max(end - start for start, end in lines) > _WRAP[-1] + 20:
        return False
    lengths = [end - start for start, end in inner]
    broken = sum(not _STOP.search(text[start:end]) for start, end in inner)
    return (
        median(lengths) in _WRAP and broken > 0.6 * len(inner) and _continued(text, lines) > 0.4 * len(inner)
    )


def _continued(text: str, lines: list[tuple[int, int]]) -> int:
    """How many lines go on with a lower-case letter after one without a stop."""
    return sum(
        text[b].islower() and not _STOP.search(text[start:end]) for (start, end), (b, _) in pairwise(lines)
    )


def _runs(text: str, lines: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The lines of each paragraph: it ends at an empty line, an indent, a bullet or a short last line."""
    width = max(end - start for start, end in lines)
    runs: list[list[tuple[int, int]]] = []
    for line in lines:
        if runs and _goes_on(text, runs[-1][-1], line, width):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _goes_on(text: str, above: tuple[int, int], below: tuple[int, int], width: int) -> bool:
    """Whether `below` is the same paragraph as `above`."""
    between = text[above[1] : below[0]]
    if between.count("\n") > 1 or _BULLET.match(text, below[0]):
        return False
    # The first word of the line below would have fitted: the writer ended the line here.
    first = re.match(r"\S+", text[below[0] : below[1]])
    had_room = above[1] - above[0] + 1 + (first.end() if first else 0) < width * 0.8
    indented = between.endswith(("  ", "\t"))
    return not ((had_room or indented) and _STOP.search(text[slice(*above)]))
