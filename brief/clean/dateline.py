"""Place, date and agency before the first sentence."""

from __future__ import annotations

import re
from functools import cache

from brief.clean.published import MONTH, SHORT_MONTH, WEEKDAY
from brief.model import PROSE, Block, Dateline
from brief.resources import lines
from brief.wellknown import outlets

_LONGEST = 120
_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĹĽŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ"
_CAPITALS = rf"[{_UP}][{_UP}.'’\-]+(?:[ /](?:(?:DE|de|al-|of|and) ?)?[{_UP}][{_UP}.'’\-]+){{0,4}}"
_TITLED = rf"[{_UP}][\w.'’\-]+(?:[ /\-](?:[{_UP}][\w.'’\-]*|de|del|la|al|of|the|and|upon|am)){{0,4}}"
# Words in capitals that open a paragraph and name no place.
_LABELS = re.compile(
    "FILE|DEAR .*|UPDATED?|BREAKING|NOTE|WATCH|READ|PHOTOS?|VIDEO|EXCLUSIVE|ANALYSIS|OPINION|CORRECTION"
    "|FACTBOX|TIMELINE|LIVE|ALERT|URGENT|DEVELOPING|WARNING|QUESTION|ANSWER|COMMENT|EDITORIAL|REVIEW|PROFILE|EXPLAINER",
    re.IGNORECASE,
)
_FIRST_PROSE = 3


def find_dateline(text: str, blocks: tuple[Block, ...]) -> Dateline | None:
    """The dateline that opens the story.

    Args:
        text: The text as read.
        blocks: Its labelled blocks; the first three prose paragraphs are looked at.

    Returns:
        Offsets of the dateline, its dash included, and of what it names; None if there is none.
    """
    prose = [block for block in blocks if block.kind in PROSE][:_FIRST_PROSE]
    shouting = text.upper() == text
    for block in prose:
        if found := _parse(text, block, shouting=shouting):
            return found
    return None


def _parse(text: str, block: Block, *, shouting: bool) -> Dateline | None:
    """The dateline of one paragraph."""
    opening = text[block.start : min(block.end, block.start + _LONGEST)]
    for marks, pattern in _ways():
        if marks and not any(mark in opening for mark in marks):
            continue
        match = _compiled(pattern).match(opening)
        if not match or match.end() >= block.end - block.start:
            continue
        named = match.groupdict()
        goes_on_small = text[block.start + match.end()].islower()
        if not _convinces(named, match.group("dash"), shouting=shouting, goes_on_small=goes_on_small):
            continue
        return Dateline(
            start=block.start,
            end=block.start + len(match.group().rstrip()),
            place=_offsets(match, "place", block.start),
            agency=_offsets(match, "agency", block.start),
            date=_offsets(match, "date", block.start),
        )
    return None


def _offsets(match: re.Match[str], name: str, base: int) -> tuple[int, int] | None:
    """Where a named part stands in the text."""
    if match.groupdict().get(name) is None:
        return None
    return base + match.start(name), base + match.end(name)


def _convinces(named: dict[str, str | None], dash: str, *, shouting: bool, goes_on_small: bool) -> bool:
    """Whether what matched is a dateline and not the start of a sentence."""
    place, agency, date = named.get("place"), named.get("agency"), named.get("date")
    known = agency is not None and agency.upper() in {name.upper() for name in outlets()}
    if place is None or place.islower():
        return known
    # A sentence goes on after a dash ("Blok (Labour) – who ordered it –"); a story begins.
    if _LABELS.fullmatch(place) or (goes_on_small and not known):
        return False
    if dash.lstrip().startswith(".") and not (known or date or place.isupper()):
        return False
    if agency or date:
        return not dash.startswith(":") or place.isupper()
    town, _, whole = place.partition(",")
    if whole.strip() in _countries() and not dash.startswith(":"):
        return True
    return town.isupper() and not shouting and len(town) > 2


@cache
def _countries() -> frozenset[str]:
    """Names of countries: "Kabul, Afghanistan - " opens a story without capitals."""
    return frozenset(line.partition("\t")[2] for line in lines("demonyms.tsv"))


@cache
def _ways() -> tuple[tuple[str, str], ...]:
    """The ways of writing one, the fullest first: marks, one of which it has, if any, and the pattern."""
    day = (
        rf"{MONTH}\.? \d{{1,2}}"
        rf"|\d{{1,2}}(?:st|nd|rd|th|er|\.|º)? (?:de |di )?(?:{MONTH}|{MONTH.upper()}|{SHORT_MONTH})\.?"
    )
    date = rf"(?:{WEEKDAY},? )?(?:{day})(?:,? (?:de |del )?\d{{4}})?|\d{{4}}-\d\d-\d\d"
    known = "|".join(re.escape(name) for name in outlets())
    land = rf"(?:, (?!(?:{known})\b)(?!{MONTH}\b){_TITLED})?"
    place = rf"(?P<place>(?!{WEEKDAY},)(?:{_CAPITALS}|{_TITLED}){land})(?<!-)"
    dated = rf"(?:[,.]? \(?(?P<date>{date})\)?\.?)?"
    # An agency's service behind a bar is not its name: "dpa/th".
    small = known.lower()
    served = r"(?:/[a-z]{1,4})?"
    agency = (
        rf"(?:,? ?(?:--)?[(\[/] ?(?P<agency>[{_UP}][\w .&'’/:\-]{{1,40}}?|{known}|{small}){served} ?[)\]/])"
    )
    bare = rf"(?:[,.|]? ?\|? ?(?P<agency>{known}))"
    # "(EFE).- " has a stop before it; the last is a dash whose UTF-8 was read as Latin-1 or Windows-1252.
    dash = (
        r"(?P<dash>\s*(?:--+|[–—―|_]|â(?:\x80[\x93\x94]|€[“”]))\s*"
        r"|(?<=[)\]/]) ?\. ?(?:--?|[–—―])\s*|\s+-\s*|\s*-\s+|:\s+)"
    )
    own = rf"(?P<agency>{known}|{small})"
    return (
        ("([/", rf"{place}{dated}{agency}{dash}"),
        ("([/", rf"{place}{agency}{dated}{dash}"),
        ("0123456789", rf"(?P<agency>{known}),? (?P<date>{date}){dash}(?=[{_UP}\"“‘'])"),
        ("", rf"{place}{dated}{bare}{dash}"),
        ("", rf"{place}{dated}{dash}"),
        ("(", rf"{place}{dated} \((?P<agency>{known})\)(?P<dash>\s?)(?=[{_UP}\"“‘'])"),
        ("([/", rf"{place}{dated}{agency}(?P<dash>\.)\s+"),
        (
            "(",
            rf"(?P<place>[a-z]+(?: ?,? [a-z]+){{0,2}}) \( ?(?P<agency>{small}) ?\)"
            r"(?P<dash>\s*(?:--?)?\s*)(?=\S)",
        ),
        ("([/", rf"(?P<date>{date}),? [(\[/] ?{own}{served}(?: [{_UP}]\w+)? ?[)\]/]{dash}"),
        ("([", rf"[(\[] ?{own}{served}, (?P<date>{date})[)\]]{dash}"),
        ("(", rf"\( ?{own} ?\)\s*[-–—]+\s*(?P<place>{_CAPITALS}){dated}{dash}"),
        ("(", rf"\( ?{own}{served} ?\)(?P<dash>\s*(?:--+|[-–—―])?\s*)(?=\S)"),
    )


# Each holds the names of all outlets and takes milliseconds to build; most texts need two of them.
_compiled = cache(re.compile)
