"""What a forwarded mail passes on: the message inside it, told apart from the note above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, groupby

from brief.model import BlockKind
from brief.read.found import Piece
from brief.resources import listed

_NAMES = ("from", "sent", "subject", "to")
# Lines: more headers no program writes.
_MOST_HEADERS = 12
# Characters of the line above them.
_LONGEST_MARK = 120
_QUOTED = re.compile(r"^(?:> ?)+", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """A forwarded message."""

    pieces: tuple[Piece, ...]
    """The note above and the headers, as boilerplate, the line of its day, as dateline; then the message."""
    subject: str
    """As its headers say; "" if they do not. Likewise the sender."""
    sender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of a mail's text."""

    kind: BlockKind
    words: str
    piece: int
    """The block that it stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Headers:
    """The lines that a mail program writes above a message that is forwarded."""

    start: int
    end: int
    said: dict[str, str]
    """What stands behind the first line of each name."""


def forwarded(pieces: Sequence[Piece]) -> Forwarded | None:
    """The message that a mail forwards, the innermost of several.

    Args:
        pieces: The blocks of the mail's text.

    Returns:
        None where it forwards none: where no headers stand in it, or where more words stand above
        them than below.
    """
    lines = [
        _Line(kind=kind, words=line, piece=place)
        for place, (kind, text) in enumerate(pieces)
        for line in text.split("\n")
    ]
    words = [0, *accumulate(len(line.words.split()) for line in lines)]
    found = [one for one in _headers(lines) if words[-1] - words[one.end] > words[one.start]]
    if not found:
        return None
    headers = found[-1]
    note: list[Piece] = [("boilerplate", text) for _, text in _joined(lines[: headers.start])]
    return Forwarded(
        pieces=(
            *note,
            *_kinds_of_headers(lines[headers.start : headers.end]),
            *_message(lines[headers.end :], quoted=lines[headers.end - 1].words.startswith(">")),
        ),
        subject=headers.said.get("subject", ""),
        sender=_sender(headers.said.get("from", "")),
    )


def _headers(lines: Sequence[_Line]) -> list[_Headers]:
    """Every run of headers: who from, and when or on what."""
    found: list[_Headers] = []
    at = 0
    while at < len(lines):
        said: dict[str, str] = {}
        end = at
        for place in range(at, min(at + _MOST_HEADERS, len(lines))):
            line = _unquoted(lines[place].words)
            if header := _header().match(line):
                name = next(name for name in _NAMES if header[name])
                said.setdefault(name, header["said"].strip(" *"))
                end = place + 1
            elif line and not (place == at and len(line) <= _LONGEST_MARK and _marker().fullmatch(line)):
                break
        if "from" in said and ("sent" in said or "subject" in said) and len(said) > 1:
            found.append(_Headers(start=at, end=end, said=said))
        at = max(at + 1, end)
    return found


@cache
def _header() -> re.Pattern[str]:
    """A header: its name, in any of the languages, and what it says."""
    names = "|".join(f"(?P<{name}>{'|'.join(map(re.escape, listed('mails.txt', name)))})" for name in _NAMES)
    return re.compile(rf"\*?(?:{names})\*?\s?:\*?\s*(?P<said>.*)", re.IGNORECASE)


@cache
def _marker() -> re.Pattern[str]:
    """The line above the headers: "-----Original Message-----", "Begin forwarded message:"."""
    names = "|".join(map(re.escape, listed("mails.txt", "forwarded")))
    return re.compile(rf"[-_ ]*(?:(?:{names})\b[^-_]{{0,60}})?[-_ :]*", re.IGNORECASE)


def _unquoted(line: str) -> str:
    """A line without the signs of who quotes it."""
    return _QUOTED.sub("", line).strip()


def _joined(lines: Sequence[_Line]) -> list[Piece]:
    """The blocks that lines make, each of what is left of one."""
    return [
        (run[0].kind, "\n".join(line.words for line in run))
        for run in (list(same) for _, same in groupby(lines, key=lambda line: line.piece))
    ]


def _kinds_of_headers(lines: Sequence[_Line]) -> list[Piece]:
    """The headers as blocks: what says the day is a dateline."""
    said = [_unquoted(line.words) for line in lines]
    matches = [_header().match(line) for line in said]
    return [
        ("dateline" if match and match["sent"] else "boilerplate", line)
        for line, match in zip(said, matches, strict=True)
    ]


def _message(lines: Sequence[_Line], *, quoted: bool) -> list[Piece]:
    """The blocks of the message itself."""
    blocks = _joined(lines)
    if not quoted:
        return blocks
    return [
        (kind, part)
        for kind, text in blocks
        for part in re.split(r"\n[ \t]*\n", "\n".join(map(_unquoted, text.split("\n"))))
    ]


def _sender(said: str) -> str:
    """The name of who sent it, or the domain of the address: "Polder Wire <wire@polder.example>"."""
    name = re.split(r"[<\[(]", said)[0].strip(" '\"")
    if name and "@" not in name:
        return name
    address = re.search(r"@([\w.-]+)", said)
    return address[1] if address else name
