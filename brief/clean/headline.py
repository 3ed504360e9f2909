"""The headline, where the text opens with it."""

from __future__ import annotations

import re
from statistics import median

from brief.clean.dateline import find_dateline
from brief.model import Block, Stated
from brief.text import even, words

_FINAL = re.compile(r"[.;,:…][\"'”’»)\]]*$")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Jr|Sr|Inc|Co|Corp|Ltd|St|No)\.$")
_LONGEST = 200
_MOST_WORDS = 30
# From this share of shared words on, a first line is the title in other words.
_SAME_TITLE = 0.6


def find_headline(text: str, blocks: tuple[Block, ...], title: Stated | None) -> Block | None:
    """The block that is the headline, or None.

    Args:
        text: The text as read.
        blocks: All its blocks.
        title: What the document states as its title, apart from the text. When there is one, only
            a first block that says the same is the headline.

    Returns:
        One of the first blocks: a line above the prose that does not end like a sentence.
    """
    for place, block in enumerate(blocks[:3]):
        line = text[block.start : block.end]
        if title is not None:
            if _same(line, title.value):
                return block
        elif place == 0 or blocks[0].kind == "heading":
            return block if _looks_it(text, block, blocks[place + 1 :]) else None
    return None


def _same(line: str, title: str) -> bool:
    """Whether two headlines are one: equal, or one a longer form of the other."""
    if even(line) == even(title):
        return True
    a, b = set(words(line)), set(words(title))
    if len(line) > _LONGEST or not a or not b or _FINAL.search(line.strip()):
        return False
    return len(a & b) >= _SAME_TITLE * min(len(a), len(b)) and len(a & b) >= 3


def _looks_it(text: str, first: Block, rest: tuple[Block, ...]) -> bool:
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
    letter = re.search(r"[^\W\d_]", line)
    if letter and letter.group().islower():
        return False
    below = [text[block.start : block.end] for block in rest]
    stopped = sum(bool(re.search(r"[.!?…][\"'”’»)\]]*$", paragraph.strip())) for paragraph in below)
    # Text without any stops: only a line much shorter than the others stands out.
    return stopped >= 0.5 * len(below) or len(line) < 0.5 * median(len(paragraph) for paragraph in below)
