"""Captions that say neither "Photo" nor "pictured": told by where they stand and how they end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from brief.clean.published import MONTH
from brief.model import BlockKind
from brief.wellknown import outlets

HIGHEST = 3
"""A caption that only its form gives away stands among the first paragraphs of this many."""
FEWEST_BELOW = 4
"""Paragraphs that a story has below its picture."""
_IMAGE = r"(?:photo(?:graph)?|picture|image|handout|(?:video|frame|screen) ?grab)"
_GIVEN = "taken|obtained|provided|released|issued|supplied"
_TAKEN = rf"(?:{_GIVEN}|shot|made|posted|from|by|courtesy)"
# "This Dec. 28, 2017 photo made available by ... shows", "In this file photo, ...": agencies begin so.
_SHOWN = re.compile(
    rf"In this (?=[^,]*(?:\d|file|handout|undated))(?:[\w,.\-]+ ){{0,6}}{_IMAGE}(?: {_TAKEN}\b[^,]{{0,80}})?,"
    rf"|(?:This|A) (?:[\w,.\-]+ ){{0,6}}{_IMAGE} (?:{_GIVEN}|made available)\b.{{0,80}}? shows\b"
)
_TOLD = re.compile(
    r"(?<!\bsay )\b(?:was|were|had|has|have|will|would|said|says|told|announced|died|killed)\b"
)


def mark_captions(lines: Sequence[str], kinds: list[BlockKind]) -> None:
    """Make captions of paragraphs that begin as agencies begin them, and of the first that end so.

    Args:
        lines: The text of each block, white space folded.
        kinds: Of each block; changed in place.
    """
    told = [place for place, kind in enumerate(kinds) if kind == "paragraph"]
    if len(told) < FEWEST_BELOW + 1:
        return
    high = told[:HIGHEST]
    for place in told:
        line = lines[place]
        if (
            _SHOWN.match(line)
            or (place in high and _is_credited(line))
            or (place == told[0] and _is_scene(line))
        ):
            kinds[place] = "caption"


# Of these each form of a credit has one; most lines have none, which is seen in a tenth of the time.
_SIGNS = ("photo", "picture", "image", "handout", "grab", "file", "|", ")")


def _is_credited(line: str) -> bool:
    """Whether a line ends by crediting a picture or saying where it is from."""
    return any(map(line.lower().__contains__, _SIGNS)) and _credited().search(line) is not None


def _is_scene(line: str) -> bool:
    """Whether a line only shows something on a day told in full: "A woman prays, May 4, 2019"."""
    day = _day().search(line) if "20" in line or "19" in line else None
    return day is not None and not _TOLD.search(line[: day.start()])


@cache
def _credited() -> re.Pattern[str]:
    """An end that credits a picture or says where it is from."""
    agencies = "|".join(re.escape(name) for name in outlets())
    return re.compile(
        rf"\bin (?:this|an?) (?:[\w,.\-]+ ){{0,5}}{_IMAGE}(?: {_TAKEN}\b.{{0,120}})?[.]?(?: ?\|.{{0,40}})?$"
        r"|^FILE ?(?:PHOTO ?)?[-–—:]|\bAFP PHOTO\b"
        r"|[.!?][\"”’]? ?(?:Photo|Picture|Image|Photograph): ?[A-Z].{0,60}$"
        rf"|[.!?][\"”’]? ?\((?:(?:[A-Z][\w.\-]+ ){{1,3}}?/ ?)?(?:{agencies}|Getty Images|Shutterstock)\)\.?$"
        rf"|[.!?][\"”’]? ?\([A-Z][\w.'’\-]+(?: [\w.'’\-]+){{1,3}} ?/ ?[A-Z][\w.&'’ \-]{{2,40}}\)\.?$"
        r"|[.!?\d][\"”’]? ?\| (?:Photo Credit|NASA|[A-Z]{2,8})\b.{0,40}$"
    )


@cache
def _day() -> re.Pattern[str]:
    """A full date near the end of a line."""
    return re.compile(rf"\b{MONTH}\.? \d{{1,2}},? (?:19|20)\d\d\b.{{0,40}}$")
