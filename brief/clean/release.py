"""Press releases: that a text says it is one, and what stands below each of a sender's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial

from brief.clean.letterhead import release_words
from brief.model import PROSE, Block, BlockKind, Span
from brief.patterns import longest_first
from brief.resources import listed
from brief.text import fold

_WORDS = "letterheads.txt"
_phrases = partial(longest_first, _WORDS)
"""The phrases of a list as alternatives of a regular expression."""
# Blocks: below them a line names no release, and a wire stands in no dateline.
_TOP = 6
# Characters.
_OPENING = 120
_LONGEST_HEADING = 90
# Words of a line that tells something again behind a sender's address.
_TELLING = 12
# Paragraphs above the first "About ..."; a story that is none of theirs has more.
_FEWEST = 2
_FEWEST_OF_OTHERS = 3
_STOPPED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_ENDS = " .:*-–—_=#~"


def find_release(text: str, blocks: Sequence[Block]) -> Span | None:
    """Where a text says that it is handed to the press by those it is about.

    Args:
        text: The text as read.
        blocks: Its blocks, labelled or not.

    Returns:
        The words: "FOR IMMEDIATE RELEASE" above the story, the wire that senders pay in its
        dateline, or "This press release contains ..." below; None where nothing says so.
    """
    for block in blocks[:_TOP]:
        if block.end - block.start <= _OPENING and (found := release_words(text[block.start : block.end])):
            return Span(article=0, start=block.start + found[0], end=block.start + found[1])
    if blocks and (mark := _before().match(text, blocks[0].start, blocks[0].end)):
        return Span(article=0, start=mark.start("named"), end=mark.end("named"))
    told = [block for block in blocks if block.kind in PROSE or block.kind == "dateline"]
    for block in told[:_TOP]:
        if wire := _wire().search(text, block.start, min(block.end, block.start + _OPENING)):
            return Span(article=0, start=wire.start("named"), end=wire.end("named"))
    small = text.lower()
    if not any(map(small.__contains__, listed(_WORDS, "this_release"))):
        return None
    for block in blocks:
        if said := _this().search(text, block.start, block.end):
            return Span(article=0, start=said.start(), end=said.end())
    return None


def mark_release(lines: Sequence[str], kinds: list[BlockKind], *, release: bool) -> None:
    """Make boilerplate of what a sender prints below each of its releases.

    That is what stands below "About <the company>", cautions and contacts; below its end all is.

    Args:
        lines: The text of each block, white space folded.
        kinds: Of each block; changed in place.
        release: Whether the text says that it is one; else only a company's own words are known.
    """
    told, under = 0, ""
    for place, line in enumerate(lines):
        named = _heading(line)
        if release and _ended(line) and told:
            under = "ends"
        elif under == "ends":
            pass
        elif named and told >= _FEWEST and (release or _of_company(lines, place, told)):
            under = named
        elif under and _resumes(line, under):
            under = ""
        if under and kinds[place] != "correction":
            kinds[place] = "boilerplate"
        told += kinds[place] == "paragraph" and _STOPPED.search(line) is not None


def _heading(line: str) -> str:
    """Which of a sender's headings a line is, or begins with before a colon; "" if none."""
    if ":" not in line[: _LONGEST_HEADING + 1] and (len(line) > _LONGEST_HEADING or line[-1:] in ".!?"):
        return ""
    head, colon, rest = line.partition(":")
    said = head.strip(_ENDS)
    if len(said) > _LONGEST_HEADING or _STOPPED.search(head.rstrip(_ENDS) + " "):
        return ""
    if said.lower() in listed(_WORDS, "contact"):
        return "contact"
    if said.lower() in listed(_WORDS, "caution"):
        return "about"
    if _about().fullmatch(said) and (rest == "" or colon):
        return "about"
    return ""


def _of_company(lines: Sequence[str], place: int, told: int) -> bool:
    """Whether below a heading of no release stand words that companies have of themselves."""
    below = lines[place].partition(":")[2] + " " + " ".join(lines[place + 1 : place + 2])
    return told >= _FEWEST_OF_OTHERS and _of_itself().search(below) is not None


def _resumes(line: str, under: str) -> bool:
    """Whether the story goes on: below a heading of its own, or behind addresses with a full sentence."""
    if under == "contact":
        return _STOPPED.search(line) is not None and len(line.split()) >= _TELLING
    return len(line) <= _LONGEST_HEADING and _STOPPED.search(line) is None and line[:1].isupper()


def _ended(line: str) -> bool:
    """Whether a line says that the release ends above it: "###", "- Ends -"."""
    return line.strip() in ("###", "# # #", "-30-", "- 30 -") or (
        fold(line.strip(_ENDS)).lower() in listed(_WORDS, "ends")
    )


@cache
def _about() -> re.Pattern[str]:
    """The word and a name with a capital: "About Kestrel Group", "Über die Kestrel AG"."""
    return re.compile(rf"(?i:{_phrases('about')})(?: (?-i:[a-zäöüéèà']{{1,4}}))? ?(?-i:[A-ZÀ-Þ])[^:]*")


@cache
def _before() -> re.Pattern[str]:
    """The word before a headline: "Press release: Kestrel buys Dunmore"."""
    return re.compile(rf"(?P<named>{_phrases('release_before')})\s?[:|]\s", re.IGNORECASE)


@cache
def _wire() -> re.Pattern[str]:
    """A wire that senders pay, as it stands in a dateline: "/PRNewswire/", "(ots)"."""
    return re.compile(rf"[(/\[]\s?(?P<named>{_phrases('wire')})(?:/[\w ]{{1,20}})?\s?[)/\]]", re.IGNORECASE)


@cache
def _this() -> re.Pattern[str]:
    """What a release says of itself: "This press release contains forward-looking statements"."""
    return re.compile(
        rf"\b(?:{_phrases('this_release')}) (?:{_phrases('contains')})\b",
        re.IGNORECASE,
    )


@cache
def _of_itself() -> re.Pattern[str]:
    """What companies say of themselves."""
    return re.compile(rf"\b(?:{_phrases('of_itself')})", re.IGNORECASE)
