"""Plain text into paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise

from brief.model import Block

# A record of JSON may hold any line end; files have only "\n" by now.
_LINE = re.compile("[^\n\r\v\f\x85\u2028\u2029]+")
# Mail programs and typewriters wrap between 60 and 80; a few go to 100, which a handful of lines can
# reach by chance.
_WRAP = range(40, 101)
_USUAL_WRAP = range(50, 82)
_MANY = 8
# Writers and programs leave a little room at the end of a line.
_SLACK = 0.85
# Where empty lines part the paragraphs and every line is as full as it can be, wider ones too.
_WIDE_WRAP = range(40, 133)
_FEWEST_FULL = 3
_STOP = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_BULLET = re.compile(r"(?:[-*•·▪‣◦–—]|\(?\d{1,2}[.)])\s+\S")
# Between the columns of a table.
_GAP = re.compile(r"\S(?:\t| {3,})\S")
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

    Then the first word of the next line would not have fitted, and most lines end in the middle
    of a sentence.
    """
    inner = [(a, b) for a, b in pairwise(lines) if text.count("\n", a[1], b[0]) == 1]
    if len(inner) < 2 or not _ends(text, lines):
        return False
    if _filled(text, lines):
        return True
    width = _width(lines)
    if width not in (_WRAP if len(inner) >= _MANY else _USUAL_WRAP):
        return False
    if max(end - start for start, end in lines) > 1.5 * _WRAP[-1]:
        return False
    full = sum(not _had_room(text, above, below, width) for above, below in inner)
    broken = sum(not _STOP.search(text[slice(*above)]) for above, _ in inner)
    going_on = sum(text[b[0]].islower() and not _STOP.search(text[slice(*a)]) for a, b in inner)
    return full > 0.6 * len(inner) and broken > 0.5 * len(inner) and going_on > 0.35 * len(inner)


def _ends(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether what stands between empty lines ends like a sentence, as lists and tables do not."""
    last = [block[-1] for block in _blocks(text, lines) if len(block) > 1]
    return 3 * sum(_STOP.search(text[slice(*line)]) is not None for line in last) >= len(last)


def _filled(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether empty lines part paragraphs whose lines are filled to one width, as a program fills them.

    Then the first word of no line would have fitted into the line above. What is shorter by far
    (an address, a signature, a greeting) was never filled.
    """
    blocks = _blocks(text, lines)
    pairs = [pair for block in blocks for pair in pairwise(block)]
    width = max(end - start for pair in pairs for start, end in pair)
    if width not in _WIDE_WRAP or len(blocks) < 2:
        return False
    filled = [pair for pair in pairs if _reaches(text, *pair, width)]
    broken = [(a, b) for a, b in pairs if not _reaches(text, a, b, width) and a[1] - a[0] > width / 2]
    cut = sum(not _STOP.search(text[slice(*above)]) for above, _ in filled)
    small = sum(text[below[0]].islower() for _, below in filled)
    return (
        len(filled) >= (2 if width > _USUAL_WRAP[-1] and small == len(filled) else _FEWEST_FULL)
        and 10 * len(broken) <= len(filled)
        and 2 * cut > len(filled)
        and 3 * small >= len(filled)
    )


def _blocks(text: str, lines: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The lines between empty lines."""
    blocks: list[list[tuple[int, int]]] = []
    for line in lines:
        if blocks and text.count("\n", blocks[-1][-1][1], line[0]) == 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _reaches(text: str, above: tuple[int, int], below: tuple[int, int], width: int) -> bool:
    """Whether the first word of the line below would have made the line above too wide."""
    first = re.match(r"\S+", text[below[0] : below[1]])
    return above[1] - above[0] + 1 + (first.end() if first else 0) > width


def _width(lines: list[tuple[int, int]]) -> int:
    """How long lines are that go on; the longest tenth may be addresses that could not be broken."""
    lengths = sorted(end - start for start, end in lines)
    return lengths[(len(lengths) - 1) * 9 // 10]


def _had_room(text: str, above: tuple[int, int], below: tuple[int, int], width: int) -> bool:
    """Whether the first word of the line below would have fitted into the one above."""
    first = re.match(r"\S+", text[below[0] : below[1]])
    return above[1] - above[0] + 1 + (first.end() if first else 0) < width * _SLACK


def _runs(text: str, lines: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The lines of each paragraph: it ends at an empty line, an indent, a bullet or a short line."""
    width = _width(lines)
    runs: list[list[tuple[int, int]]] = []
    for line in lines:
        if runs and _goes_on(text, runs[-1][-1], line, width):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _goes_on(text: str, above: tuple[int, int], below: tuple[int, int], width: int) -> bool:
    """Whether `below` is the same paragraph as `above`."""
    if text.count("\n", above[1], below[0]) > 1 or _BULLET.match(text, below[0]):
        return False
    if _GAP.search(text, *above) and _GAP.search(text, *below):
        return False
    return not (_had_room(text, above, below, width) or _indent(text, below[0]) > _indent(text, above[0]))


def _indent(text: str, start: int) -> int:
    """How far a line is moved in."""
    return start - 1 - text.rfind("\n", 0, start)
