"""What a story says of its own mistakes, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from brief.clean.furniture import furniture
from brief.model import PROSE, Block, BlockKind, RawArticle, Span
from brief.patterns import longest_first
from brief.resources import listed
from brief.text import fold

_phrases = partial(longest_first, "letterheads.txt")
"""The phrases of a list as alternatives of a regular expression."""

# Characters: a note behind the story in one of its last paragraphs, and what of a note is told again.
_LONGEST = 500
_TOLD = 300
_FEWEST_WORDS = 2
_LAST = 3
# Blocks: between the first and the last of them a line is a heading of the story.
_EDGE = 2
_BEGINS = re.compile(r"(?<=[.!?…\"”’»)\]])\s+(?=[\[(*_]*[^\W\d_])")
_ENDS = re.compile(r"[.!?…][\"”’»)\]]*(?=\s|$)")
_STOPPED = re.compile(r"[.!?…][\"”’»)\]]*$")
_BRACKETS = re.compile(r"[\[(*_\s]*(.*?)[\])*_\s]*$", re.DOTALL)


def cut_corrections(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Set apart the corrections that stand behind the story in one paragraph with it.

    Args:
        text: The text as read.
        blocks: Its labelled blocks.

    Returns:
        The blocks; such a note is one of its own and has the number of its paragraph.
    """
    out: list[Block] = []
    last = [block for block in blocks if block.kind in PROSE][-_LAST:]
    for block in blocks:
        at = _note(text, block) if block in last else None
        if at is None:
            out.append(block)
        else:
            end = block.start + len(text[block.start : at].rstrip())
            out += [replace(block, end=end), replace(block, kind="correction", start=at)]
    return tuple(out)


def _note(text: str, block: Block) -> int | None:
    """Where in a paragraph a correction begins that ends it."""
    tail = text[max(block.start, block.end - _LONGEST) : block.end]
    if not any(map(tail.lower().__contains__, _signs())):
        return None
    for begin in _BEGINS.finditer(text, block.end - len(tail), block.end):
        if is_correction(fold(text[begin.end() : block.end])):
            return begin.end()
    return None


def is_correction(line: str) -> bool:
    """Whether a paragraph, its white space folded, corrects the story."""
    plain = line.replace("’", "'")
    (kind,) = (one for one in furniture() if one.kind == "correction")
    return kind.is_it(plain, plain.lower())


def mark_corrections(lines: Sequence[str], kinds: list[BlockKind]) -> None:
    """Make corrections of what stands below "Correction" on a line of its own.

    Args:
        lines: The text of each block, white space folded.
        kinds: Of each block; changed in place.
    """
    for place, line in enumerate(lines[:-1]):
        below = place + 1
        if _EDGE <= place < len(lines) - 2 * _EDGE:
            continue
        if _alone().fullmatch(line) and kinds[below] in PROSE and len(lines[below]) <= _LONGEST:
            kinds[place : below + 1] = ["correction", "correction"]


def tell_corrections(raw: RawArticle, blocks: Sequence[Block], headline: Span | None) -> tuple[Span, ...]:
    """What a story says of its mistakes, in its own words.

    Args:
        raw: The article as read.
        blocks: Its labelled blocks.
        headline: Where its headline stands, without what stands before it.

    Returns:
        The first sentences of each note, without the word that names it; where there is none,
        the mark before the headline ("CORRECTED-").
    """
    notes = [block for block in blocks if block.kind == "correction"]
    told = [span for block in notes if (span := _words(raw.text, block))]
    if told or headline is None:
        return tuple(told)
    above = next((block.start for block in blocks if block.kind == "headline"), 0)
    if headline.part == "title":
        mark = raw.title and _alone().search(raw.title.value, 0, headline.start)
    else:
        mark = _alone().search(raw.text, above, headline.start)
    return (replace(headline, start=mark.start(), end=mark.end()),) if mark else ()


def _words(text: str, block: Block) -> Span | None:
    """The first sentences of a note; None of one that only names itself."""
    inner = _BRACKETS.match(text, block.start, block.end)
    start, end = inner.span(1) if inner else (block.start, block.end)
    if label := _label().match(text, start, end):
        start = label.end()
    if end - start > _TOLD:
        stops = [stop.end() for stop in _ENDS.finditer(text, start, end)]
        near = [stop for stop in stops if stop <= start + _TOLD]
        end = near[-1] if near else stops[0] if stops else end
    said = fold(text[start:end])
    if len(said.split()) < _FEWEST_WORDS or _alone().fullmatch(said):
        return None
    return Span(article=0, start=start, end=end)


def is_corrected_headline(line: str) -> bool:
    """Whether a line is a headline that says of itself that it was corrected."""
    label = _label().match(line)
    return label is not None and not _STOPPED.search(line) and not is_correction(line[label.end() :])


@cache
def _label() -> re.Pattern[str]:
    """What names a note, with its day or without: "Correction, March 18:", "CORRECTED -"."""
    day = r"(?: ?\([^()]{1,40}\)|,? [^:]{1,40})?"
    return re.compile(
        rf"(?:{_phrases('corrected')})(?:{day}\s?:|\s?[|\-–—])\s*(?=\S)",
        re.IGNORECASE,
    )


@cache
def _alone() -> re.Pattern[str]:
    """The same on a line of its own."""
    return re.compile(rf"(?:{_phrases('corrected')})", re.IGNORECASE)


@cache
def _signs() -> tuple[str, ...]:
    """Words one of which every correction has, each no part of another; sought faster than a pattern."""
    words = sorted(listed("letterheads.txt", "corrected", "correcting"), key=lambda one: (len(one), one))
    return tuple(
        word for place, word in enumerate(words) if not any(other in word for other in words[:place])
    )
