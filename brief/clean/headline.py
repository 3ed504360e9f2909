"""The headline, where the text opens with it."""

from __future__ import annotations

import re
from functools import cache, partial
from statistics import median

from brief.clean.dateline import find_dateline
from brief.clean.furniture import PAPER
from brief.model import Block, Stated
from brief.patterns import longest_first
from brief.text import even, words
from brief.wellknown import outlets

_phrases = partial(longest_first, "letterheads.txt")
"""The phrases of a list as alternatives of a regular expression."""

_FINAL = re.compile(r"[.;,:…][\"'”’»)\]]*$")
_STOP = re.compile(r"[.!?…:]\s?[\"'”’»)\]]*$")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Jr|Sr|Inc|Co|Corp|Ltd|St|No)\.$")
_LONGEST = 200
# Blocks: a kicker or a section's name may stand above a headline.
_TOP = 3
_MOST_WORDS = 30
# From this share of shared words on, a first line is the title in other words.
_SAME_TITLE = 0.6
# Words: what an agency's marks leave of a headline is one.
_FEWEST_LEFT = 3


def find_headline(text: str, blocks: tuple[Block, ...], title: Stated | None) -> Block | None:
    """The block that is the headline, or None.

    Args:
        text: The text as read.
        blocks: All its blocks, furniture labelled.
        title: What the document states as its title, apart from the text. When there is one, only
            a block at the top that says the same is the headline.

    Returns:
        A line above the prose that does not end like a sentence.
    """
    told = [block for block in blocks if block.kind in ("paragraph", "heading")]
    if title is not None:
        return next(
            (block for block in told[:_TOP] if _same(text[block.start : block.end], title.value)), None
        )
    return told[0] if told and _looks_it(text, told[0], told[1:]) else None


def _same(line: str, title: str) -> bool:
    """Whether two headlines are one: equal, or one a longer form of the other."""
    if even(line) == even(title):
        return True
    if len(line) > min(_LONGEST, 2 * len(title)) or _FINAL.search(line.strip()):
        return False
    a, b = set(words(line)), set(words(title))
    return len(a & b) >= _SAME_TITLE * min(len(a), len(b)) and len(a & b) >= 3


def _looks_it(text: str, first: Block, rest: list[Block]) -> bool:
    """Whether a first line reads as a headline above what follows."""
    line = " ".join(text[first.start : first.end].split())
    if (
        not rest
        or len(line) > _LONGEST
        or len(line.split()) > _MOST_WORDS
        or not re.search(r"[^\W\d_]{2}", line)
    ):
        return False
    if _FINAL.search(line) and not _ABBREVIATED.search(line):
        return False
    if first.kind == "heading":
        return True
    if find_dateline(text, (first,)):
        return False
    first_sign = re.search(r"\w", line)
    if first_sign and first_sign.group().islower():
        return False
    below = [text[block.start : block.end].strip() for block in rest]
    stopped = sum(_STOP.search(paragraph) is not None for paragraph in below)
    # Text without any stops: only a line much shorter than the others stands out.
    return stopped >= 0.5 * len(below) or len(line) < 0.5 * median(len(paragraph) for paragraph in below)


def bare(line: str, body: str, outlet: str) -> tuple[int, int]:
    """Where a headline's own words stand, without what an agency or a paper puts around them.

    Args:
        line: The headline as it stands.
        body: The text below it. A paper that it names is whom the headline has it from.
        outlet: Who published it, or "".

    Returns:
        Start and end in `line`: those of the whole line where little else would be left.

    >>> line = "UPDATE 2-Kestrel to buy Dunmore - The Western Post"
    >>> line[slice(*bare(line, "", ""))]
    'Kestrel to buy Dunmore'
    """
    start, end = 0, len(line)
    if end > 2 * _LONGEST:
        return start, end
    while mark := _before().match(line, start):
        start = mark.end()
    while mark := _behind().search(line, start, end):
        if mark["dashed"] and not _is_publisher(mark["dashed"], body, outlet):
            break
        end = mark.start()
    return (start, end) if len(line[start:end].split()) >= _FEWEST_LEFT else (0, len(line))


def _is_publisher(name: str, body: str, outlet: str) -> bool:
    """Whether a name behind a headline's dash is that of who prints it, not of who says so."""
    said = _letters(name)
    if said and said in _letters(outlet):
        return True
    return name.startswith("The ") and name.removeprefix("The ").lower() not in body.lower()


def _letters(name: str) -> str:
    """A name's letters in a row, as addresses have them."""
    return re.sub(r"[\W_]", "", name.removeprefix("The ").lower())


@cache
def _before() -> re.Pattern[str]:
    """One of the marks before a headline: "UPDATE 2-", "EXCLUSIVE:", "[AFP]"."""
    urgent, glosses = _phrases("urgent"), _phrases("glosses")
    return re.compile(
        rf"\s*[\[(](?:{_agencies()}|(?i:{glosses}))[\])]:?\s+"
        rf"|(?:{_phrases('repeat').upper()})(?: ?\d{{1,2}})?-(?=\S)"
        rf"|(?i:{urgent})(?: \d{{1,2}})?\s?[:|]\s+"
        rf"|(?:{urgent.upper()})(?: \d{{1,2}})?(?:\s+[-–—]\s+|[–—](?=\S))"
    )


@cache
def _behind() -> re.Pattern[str]:
    """What may stand behind a headline: "[AFP]", "(video)", "| Reuters", "- The Western Post"."""
    name = rf"(?:{_agencies()}|{PAPER})"
    return re.compile(
        rf"\s+[\[(](?:{_agencies()}|(?i:{_phrases('glosses')}))[\])]$"
        rf"|\s+[|•·]\s*{name}$|\s+[-–—]\s+(?P<dashed>{name})$"
    )


def _agencies() -> str:
    """The names of agencies and outlets as alternatives."""
    return "|".join(map(re.escape, outlets()))
