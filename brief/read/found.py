"""What a reader finds in a file: articles, parts to be read on their own, and gaps."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from brief.model import Block, BlockKind, RawArticle, Skipped, Stated
from brief.read.limits import Budget


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file inside a file: a member of an archive, a message, an attachment."""

    name: str
    """What it is called inside its container; its uri is `container#name`."""
    data: bytes
    uri: str | None = None
    """Set where the part is the container's only one and goes by its uri."""
    format: str | None = None
    """Set where the container knows it: a key of `READERS`."""


Found = RawArticle | Skipped | Part
Reader = Callable[[bytes, str, Budget], Iterable[Found]]
"""A format: the bytes of a file, the uri it goes by, and what it may still use up."""

Piece = tuple[BlockKind, str]
"""One block of a text in the making: what it is and what it says."""
_FEWEST_TITLE_WORDS = 3


def hashed(data: bytes) -> str:
    """The SHA-256 of the bytes that an article is read from, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def from_pieces(
    sha256: str,
    uri: str,
    media_type: str,
    pieces: Iterable[Piece],
    *,
    id: str | None = None,
    url: str | None = None,
    title: Stated | None = None,
    byline: Stated | None = None,
    outlet: Stated | None = None,
    published: Stated | None = None,
    language: Stated | None = None,
) -> RawArticle:
    """Set the pieces of an article one below the other, an empty line between them.

    Args:
        sha256: Of the bytes it was read from, as `hashed` gives it; a feed has one for all entries.
        uri: What the article goes by.
        media_type: As in "text/html".
        pieces: Blocks in reading order. White space at their ends is dropped, empty ones are
            left out, and inside them line ends are kept as they are.
        id: As the source calls the article.
        url: The address it was published at.
        title: As its format states it, apart from the text; likewise the other fields.
        byline: Who wrote it.
        outlet: Who published it.
        published: ISO 8601.
        language: ISO 639-1.

    Returns:
        The article, its blocks numbered from 1.
    """
    blocks: list[Block] = []
    parts: list[str] = []
    at = 0
    for kind, piece in pieces:
        piece = piece.strip()
        if not piece:
            continue
        if parts:
            parts.append("\n\n")
            at += 2
        parts.append(piece)
        blocks.append(Block(kind=kind, start=at, end=at + len(piece), number=len(blocks) + 1))
        at += len(piece)
    return RawArticle(
        uri=uri,
        media_type=media_type,
        sha256=sha256,
        text="".join(parts),
        blocks=tuple(blocks),
        id=id,
        url=url,
        title=title,
        byline=byline,
        outlet=outlet,
        published=published,
        language=language,
    )


def title_of(pieces: list[Piece], properties: str | None) -> Stated | None:
    """The title in a file's properties, where the text itself does not open with a heading.

    Properties keep the title of the template, or of last year's file.
    """
    said = stated(properties, "properties")
    headed = any(kind == "heading" for kind, words in pieces[:3] if words.strip())
    return None if said is None or headed or len(said.value.split()) < _FEWEST_TITLE_WORDS else said


def printable(name: str) -> str:
    r"""A name from inside a file, without what would disturb a terminal or a log.

    >>> printable("a\nb.txt")
    'a?b.txt'
    """
    return "".join(character if character.isprintable() else "?" for character in name)


def stated(value: object, origin: str) -> Stated | None:
    """The value with its origin, white space folded; None when it says nothing."""
    text = " ".join(str(value).split()) if isinstance(value, str | int) and value != "" else ""
    return Stated(value=text, origin=origin) if text else None
