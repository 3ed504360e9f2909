"""What stands above a headline: letterheads, slugs, mastheads, sections, breadcrumbs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from brief.clean.furniture import PAPER
from brief.clean.published import DATE, MONTH, WEEKDAY
from brief.model import Block, BlockKind
from brief.patterns import longest_first
from brief.resources import listed
from brief.wellknown import outlets

_WORDS = "letterheads.txt"
_phrases = partial(longest_first, _WORDS)
"""The phrases of a list as alternatives of a regular expression."""
# Blocks: below them a line stands in the story.
_TOP = 6
_LONGEST = 120
# Words of a headline: fewer below a section's name may be another section's.
_FEWEST = 3
_MOST = 30
_MOST_HEADERS = 8
_PAPER_WORDS = 4
_TRAIL_WORDS = 4
_OFFICE_WORDS = 12
_EMBARGO_WORDS = 12
_STOPPED = re.compile(r"[.;,:…]\s?[\"')\]]*$")
_TRAIL = re.compile(r"\s*[>›»→]\s*")
_APART = re.compile(r"\s*[|·•]\s*|\s+[-/]\s+")
_SIGNED = re.compile(r"\s*[|·•,]\s*|\s+-\s+")
_ENDS = " .:*-_=#~!|>»"
_LETTERS = re.compile(r"[^\W\d_]{2}")
_PAPER = re.compile(PAPER)
_DAY = re.compile(rf"(?:{WEEKDAY},? )?(?:{DATE}|{MONTH}\.? \d{{1,2}}|\d{{1,2}} {MONTH})|{WEEKDAY}")


def past_headers(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Tell the lines of a mail that was pasted as it stands: its subject heads the story.

    Args:
        text: The text as read.
        blocks: Its blocks, of a document that states no title.

    Returns:
        The same blocks; where the first say what mails say of themselves, a subject among them,
        the subject is a heading without its name, the day a dateline, the rest boilerplate.
    """
    said = []
    for block in blocks[:_MOST_HEADERS]:
        header = _header().match(text, block.start, block.end)
        if block.kind != "paragraph" or header is None:
            break
        said.append(header)
    subject = next((place for place, header in enumerate(said) if header["subject"]), None)
    if subject is None or len(text[said[subject].end() : blocks[subject].end].split()) > _MOST:
        return blocks
    kinds: list[BlockKind] = ["dateline" if header["sent"] else "boilerplate" for header in said]
    kinds[subject] = "heading"
    return (
        *(
            replace(block, kind=kind, start=header.end() if kind == "heading" else block.start)
            for block, kind, header in zip(blocks, kinds, said, strict=False)
        ),
        *blocks[len(said) :],
    )


@cache
def _header() -> re.Pattern[str]:
    """The name of a mail's header, and what mail programs put before a subject."""
    names = (
        rf"(?P<{name}>{'|'.join(map(re.escape, sorted(listed('mails.txt', name), key=len, reverse=True)))})"
        for name in ("subject", "sent", "from", "to")
    )
    passed_on = "|".join(sorted(listed("mails.txt", "passed_on"), key=len, reverse=True))
    return re.compile(rf"(?:{'|'.join(names)})\s?:\s+(?:(?:{passed_on})\s?:\s*)*(?=\S)", re.IGNORECASE)


def mark_letterhead(lines: Sequence[str], kinds: list[BlockKind], *, titled: bool) -> None:
    """Make furniture of the lines above the headline that a paper or an office prints on every piece.

    "Press release" and breadcrumbs are never a headline; a section's name, a masthead or an
    office's name is one where no other line below could be.

    Args:
        lines: The text of each block, white space folded, quotes and dashes plain.
        kinds: Of each block; changed in place. A masthead becomes a byline, the rest boilerplate.
        titled: Whether the document states its title apart from the text.
    """
    told: list[tuple[int, BlockKind]] = []
    sure: list[int] = []
    first = 0
    for first, line in enumerate(lines[: _TOP + 1]):
        if kinds[first] not in ("paragraph", "heading", "item"):
            continue
        if len(line) <= _LONGEST and _is_slug(line):
            sure.append(first)
        elif len(line) <= _LONGEST and (kind := _above(lines, kinds, first)):
            told.append((first, kind))
        else:
            break
    else:
        return
    for place in sure:
        kinds[place] = "boilerplate"
    if titled or _could_be_headline(lines, kinds, first):
        for place, kind in told:
            kinds[place] = kind


def _is_slug(line: str) -> bool:
    """Whether a line is none but what press releases have above their headline, or a trail of sections."""
    trail = _parts(_TRAIL, line)
    if len(trail) > 1 and trail[0].lower() in listed(_WORDS, "section") and "." not in line:
        # The last of three is often the headline again.
        return all(len(part.split()) <= _TRAIL_WORDS for part in trail[: max(2, len(trail) - 1)])
    parts = _parts(_APART, line)
    return any(map(_is_release, parts)) and all(_is_release(part) or _is_dated(part) for part in parts)


def release_words(line: str) -> tuple[int, int] | None:
    """Where a line that says nothing else says that it is handed to the press; None if it does not."""
    if not _is_slug(line) or _TRAIL.search(line.strip(_ENDS)):
        return None
    said = re.search(rf"(?:{_phrases('release')})(?!\w)", line, re.IGNORECASE)
    return said.span() if said else None


def _parts(between: re.Pattern[str], line: str) -> list[str]:
    """What stands between bars and the like."""
    return [part.strip(_ENDS) for part in between.split(line.strip(_ENDS)) if part.strip(_ENDS)]


def _is_release(part: str) -> bool:
    """Whether words say that a paper is handed to the press, until when it is locked, or its number."""
    if _release().fullmatch(part):
        return True
    return len(part.split()) <= _EMBARGO_WORDS and _embargo().match(part) is not None


@cache
def _release() -> re.Pattern[str]:
    """A release, with its number or its day if it has any; or a number with what it is one of."""
    number = r"(?:(?:no|nr|n°|number)?\.? ?[a-z]{0,4}[-/ ]?\d[\w/.\-]*)"
    return re.compile(
        rf"(?:{_phrases('release')})(?:[,:]? (?:{number}|{_DAY.pattern}))*"
        rf"|(?:{_phrases('numbered')})\.?:?[ /]{number}(?:[,:]? {_DAY.pattern})?",
        re.IGNORECASE,
    )


@cache
def _embargo() -> re.Pattern[str]:
    """Until when it is not to be printed."""
    return re.compile(
        rf"(?:{_phrases('embargo')})\b:? (?=[^.]*\d)(?:until|till|to|at|on|before|from|\d)",
        re.IGNORECASE,
    )


def _is_dated(part: str) -> bool:
    """Whether words are a day."""
    return _DAY.fullmatch(part) is not None


def _above(lines: Sequence[str], kinds: Sequence[BlockKind], place: int) -> BlockKind | None:
    """What a line is if a headline stands below it."""
    line = lines[place].strip(_ENDS)
    parts = _parts(_APART, line)
    if parts and all(_is_section(part) or _is_dated(part) or _is_release(part) for part in parts):
        return "boilerplate"
    if len(parts) > 1 and _is_section(parts[0]) and all(len(part.split()) == 1 for part in parts[1:]):
        return "boilerplate"
    if _is_paper(line, dated=kinds[place + 1 : place + 2] == ["dateline"]):
        return "byline"
    if not _LETTERS.search(line):
        return "boilerplate"
    return "boilerplate" if _is_office(lines, kinds, place) else None


def _is_paper(line: str, *, dated: bool) -> bool:
    """Whether a line is a masthead: a paper's or an agency's name, with the day or without."""
    parts = _SIGNED.split(line, maxsplit=1)
    if len(parts) > 1 and not _is_dated(parts[1]):
        return False
    if parts[0] in outlets():
        return True
    name = parts[0].title() if parts[0].isupper() else parts[0]
    # "Germany Loses World Record" ends like a paper too.
    named = dated or len(parts) > 1 or name.startswith("The ") or len(name.split()) == 2
    return named and len(name.split()) <= _PAPER_WORDS and _PAPER.fullmatch(name) is not None


def _is_section(part: str) -> bool:
    """Whether words are the name of a section, a form of piece, or say how new it is."""
    said = re.sub(r"\s*&\s*", " and ", part.lower())
    return said in listed(_WORDS, "section", "form", "urgent") or bool(re.fullmatch(r"update \d+", said))


def _is_office(lines: Sequence[str], kinds: Sequence[BlockKind], place: int) -> bool:
    """Whether a line is the name of who writes, above what says that it is a release, or in capitals."""
    line = lines[place].strip(_ENDS)
    words = line.replace(",", "").split()
    big = all(word[0].isupper() or word.lower() in listed(_WORDS, "of", "office") for word in words)
    if not big or not 0 < len(words) <= _OFFICE_WORDS or line.endswith("?"):
        return False
    rest = [at for at in range(place + 1, min(len(lines), _TOP)) if kinds[at] in ("paragraph", "heading")]
    slug = next((at for at in rest if _is_slug(lines[at])), None)
    if slug is None:
        return line.isupper() and not lines[rest[0]].isupper() and _names_office(line) if rest else False
    if _names_office(line):
        return True
    told_again = any(line in other for other in lines[slug + 1 :])
    longer = [len(lines[at].split()) for at in rest if at > slug and not _is_slug(lines[at])]
    return told_again and len(words) < max(longer[:1], default=0)


def _names_office(line: str) -> bool:
    """Whether a name is an office's: "Ministry of Transport", "Foreign Ministry", "Kestrel Group plc"."""
    return _office().fullmatch(line) is not None


@cache
def _office() -> re.Pattern[str]:
    """An office, before it a word or two, and behind it nothing but what it is in charge of."""
    item = r"(?:[^\s,]+)(?: (?!(?:and|of|for)\b)[^\s,]+)?"
    small = rf"(?:(?:{_phrases('of')}) )"
    charge = rf"(?: {small}+{item}(?:(?:,|,? and|,? &| {small}) {item}){{0,3}})"
    return re.compile(rf"(?:[^\s,]+ ){{0,3}}(?:{_phrases('office')})\.?{charge}?", re.IGNORECASE)


def _could_be_headline(lines: Sequence[str], kinds: Sequence[BlockKind], place: int) -> bool:
    """Whether a line could be the headline of what stands below it."""
    line = lines[place]
    return (
        place + 1 < len(lines)
        and _FEWEST <= len(line.split()) <= _MOST
        and _STOPPED.search(line) is None
        and kinds[place] != "item"
    )
