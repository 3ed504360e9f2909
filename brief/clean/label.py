"""A kind for each paragraph."""

from __future__ import annotations

import re
from dataclasses import replace

from brief.clean.captions import mark_captions
from brief.clean.corrected import cut_corrections, is_corrected_headline, mark_corrections
from brief.clean.furniture import furniture
from brief.clean.headline import find_headline
from brief.clean.letterhead import mark_letterhead, past_headers
from brief.clean.release import find_release, mark_release
from brief.model import PROSE, Block, BlockKind, Stated
from brief.resources import listed
from brief.text import fold

# Nothing that stands around a story is longer than this; a paragraph that is tells something.
_LONGEST = 500
_STOPPED = re.compile(r"[.!?…]\s?[\"'”’»)\]]*$")
_BULLET = re.compile(r"(?:[-–*•·▪‣◦]|\(?(?P<number>\d{1,2})[.)])\s+(?=\S)")
# Before a paragraph of some length: a short one is all link, and one in capitals has it for a word.
_GLUED = re.compile(
    r"(?:Continue reading the main story"
    r"|Media playback is (?:not supported|unsupported) on (?:this|your) device"
    r"|CLOSE|Play Video|Advertisement|ADVERTISEMENT)\s+(?=[\"'“‘]?[A-Z][^\n]{60})(?=[^\n]{0,60}[a-z])"
)
_BY = re.compile(r"(?:by|from|words|text|story|von|par|por|di|door|av|af)\b", re.IGNORECASE)
_DASHED = re.compile(r"[-*] .{2,80} [-*]")
_SLUG = re.compile(r"[A-Z]{3,}-[A-Z0-9][^\n]*[^.]$")
_PLAIN = {
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
    "\u00a0": " ",
    "\u00ad": "",
    "\u200b": "",
}
_HEADING_WORDS = 12
_NAME_WORDS = 5
# Kinds that can only stand above the story or below it.
_AT_THE_TOP = 6
_EDGE: frozenset[BlockKind] = frozenset({"byline", "dateline"})


def label(text: str, blocks: tuple[Block, ...], *, title: Stated | None) -> tuple[Block, ...]:
    """Give each block its kind.

    Args:
        text: The text as read.
        blocks: Its blocks; a kind that the format gave is kept unless the words say furniture.
        title: What the document states as its title, apart from the text.

    Returns:
        The same blocks in the same order, each with its kind; at most one is the headline. A list
        item begins after its bullet, and a correction behind the story is a block of its own.
    """
    blocks = _past_links(text, _past_bullets(text, blocks))
    if title is None:
        blocks = past_headers(text, blocks)
    lines = [_plain(fold(text[block.start : block.end])) for block in blocks]
    blocks = tuple(
        _of_kind(block, _kind(line, block.kind)) for line, block in zip(lines, blocks, strict=True)
    )
    if blocks and title is None and _only_looks_it(lines[0], blocks[0].kind):
        blocks = (replace(blocks[0], kind="paragraph"), *blocks[1:])
    kinds: list[BlockKind] = [block.kind for block in blocks]
    mark_letterhead(lines, kinds, titled=title is not None)
    blocks = tuple(_of_kind(block, kind) for block, kind in zip(blocks, kinds, strict=True))
    headline = find_headline(text, blocks, title)
    kinds = ["headline" if block is headline else block.kind for block in blocks]
    mark_captions(lines, kinds)
    mark_corrections(lines, kinds)
    mark_release(lines, kinds, release=find_release(text, blocks) is not None)
    _mark_imprint(lines, kinds)
    _mark_edges(kinds)
    _mark_headings(lines, kinds)
    _mark_standfirst(kinds)
    if "headline" in kinds and not PROSE.intersection(kinds):
        # One line and nothing told below it: the line is the story.
        kinds[kinds.index("headline")] = "paragraph"
    blocks = tuple(_of_kind(block, kind) for block, kind in zip(blocks, kinds, strict=True))
    return cut_corrections(text, blocks)


def _only_looks_it(line: str, kind: BlockKind) -> bool:
    """Whether a line at the very top is a headline that only looks like furniture.

    Names and a place are a headline in title case; "Analysis: ..." names the form of its piece.
    """
    if kind == "byline":
        return not _BY.match(line)
    if kind == "read_more":
        return line.partition(":")[0].lower() in listed("letterheads.txt", "form", "urgent")
    return kind == "correction" and (_SLUG.match(line) is not None or is_corrected_headline(line))


def _plain(line: str) -> str:
    """A line with plain quotes, dashes and spaces."""
    if not line.isascii():
        for fancy, plain in _PLAIN.items():
            line = line.replace(fancy, plain)
    return line


def _of_kind(block: Block, kind: BlockKind) -> Block:
    """The block with its kind; itself, as most are, where it has it already."""
    return block if block.kind == kind else replace(block, kind=kind)


def _past_bullets(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """List items begin after their bullet, or after their number where the next one follows it."""
    marks = [_bullet(text, block) for block in blocks]
    numbers = [int(mark["number"]) if mark and mark["number"] else None for mark in marks]
    out: list[Block] = []
    for place, (block, mark) in enumerate(zip(blocks, marks, strict=True)):
        number = numbers[place]
        # "17. März" opens a paragraph, not a list.
        alone = number is not None and not (
            number - 1 in numbers[max(0, place - 1) : place] or number + 1 in numbers[place + 1 : place + 2]
        )
        out.append(block if mark is None or alone else replace(block, kind="item", start=mark.end()))
    return tuple(out)


def _past_links(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Paragraphs begin after a link or a button that lost its line, and was glued to them."""
    marks = [_GLUED.match(text, block.start, block.end) if block.kind in PROSE else None for block in blocks]
    return tuple(
        replace(block, start=mark.end()) if mark else block for block, mark in zip(blocks, marks, strict=True)
    )


def _bullet(text: str, block: Block) -> re.Match[str] | None:
    """The bullet or number that a paragraph begins with; a heading between dashes has none."""
    mark = _BULLET.match(text, block.start, block.end)
    if block.kind != "paragraph" or (mark and _DASHED.fullmatch(fold(text[block.start : block.end]))):
        return None
    return mark


def _kind(line: str, given: BlockKind) -> BlockKind:
    """What a paragraph is by its own words."""
    if len(line) <= _LONGEST:
        small = line.lower()
        for one in furniture():
            if one.is_it(line, small):
                return one.kind
    return "heading" if _DASHED.fullmatch(line) else given


def _mark_imprint(lines: list[str], kinds: list[BlockKind]) -> None:
    """A few words in capitals beside the byline or the date, above the story: the paper's name."""
    for place in range(1, min(_AT_THE_TOP, len(kinds) - 1)):
        beside = _EDGE.intersection((kinds[place - 1], kinds[place + 1]))
        above = PROSE.isdisjoint(kinds[:place]) and "headline" in kinds[:place]
        if kinds[place] == "paragraph" and beside and above and _is_name(lines[place]):
            kinds[place] = "byline"


def _is_name(line: str) -> bool:
    """Whether a line is a few words that all begin with a capital, but for small ones."""
    said = line.split()
    big = sum(word[0].isupper() for word in said)
    return (
        0 < len(said) <= _NAME_WORDS
        and big >= 0.6 * len(said)
        and said[0][0].isupper()
        and line[-1].isalnum()
    )


def _mark_edges(kinds: list[BlockKind]) -> None:
    """Bylines and lone dates stand at the top or the bottom; in the middle they are something else."""
    told = [place for place, kind in enumerate(kinds) if kind in PROSE]
    if not told:
        return
    for place, kind in enumerate(kinds):
        if kind in _EDGE and place > max(told[0], _AT_THE_TOP) and place < told[-1]:
            kinds[place] = "heading" if kind == "dateline" else kind


def _mark_headings(lines: list[str], kinds: list[BlockKind]) -> None:
    """A short line without a stop, between paragraphs that have one, heads what follows."""
    told = [place for place, kind in enumerate(kinds) if kind == "paragraph"]
    unstopped = [place for place in told if not _STOPPED.search(lines[place])]
    if len(unstopped) * 2 > len(told):
        return
    for place in unstopped:
        line = lines[place]
        short = len(line.split()) <= _HEADING_WORDS and line[-1:] not in ":;,-"
        if short and line[:1].isupper() and "paragraph" in kinds[place + 1 : place + 2]:
            kinds[place] = "heading"


def _mark_standfirst(kinds: list[BlockKind]) -> None:
    """One paragraph between the headline and the byline is the standfirst."""
    top = kinds.index("headline") if "headline" in kinds else len(kinds)
    if "byline" not in kinds[top:]:
        return
    byline = kinds.index("byline", top)
    between = [place for place in range(top + 1, byline) if kinds[place] in ("paragraph", "heading")]
    if len(between) == 1 and byline - top <= 3:
        kinds[between[0]] = "standfirst"
