"""Place, date and agency before the first sentence."""

from __future__ import annotations

import re
from functools import cache

from brief.clean.language import is_english
from brief.clean.published import MONTH, SHORT_MONTH, WEEKDAY
from brief.cues import cues
from brief.model import PROSE, Block, Dateline
from brief.resources import data, lines, listed
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
# Bullets and notes in brackets above a story tell nothing yet; so many of them there may be.
_HIGHEST = 12
_STOPPED = re.compile(r"[.!?…]\s?[\"'”’»)\]]*$")
_ALONE = re.compile(
    rf"(?P<place>[{_UP}][{_UP}'’\-]{{2,}}(?: [{_UP}][{_UP}'’\-]+){{0,2}}"
    rf"|[{_UP}][\w'’\-]{{2,}}(?: [{_UP}][\w'’\-]+){{0,2}})(?P<dash>\.(?: ?[-–—]+)?)\s+(?=[{_UP}\"“„«‘¡¿])"
)
# A day and a stop near the start; few paragraphs have them, and what reads them is large.
_STOP_WAY = "1234567890"
_DAY_AND_STOP = re.compile(rf"[{_UP}][^.!?;:\d]{{1,50}}[ \t]\d[^!?;:]{{0,30}}\.(?:\s|[-–—])")
_FIRST_SENTENCE = re.compile(r"[^.!?]+")
# Words of a sentence; behind a town that stands alone there may be another town.
_SENTENCE = 6


def find_dateline(text: str, blocks: tuple[Block, ...]) -> Dateline | None:
    """The dateline that opens the story.

    Args:
        text: The text as read.
        blocks: Its labelled blocks; the first three paragraphs that tell something are looked at,
            and the bullets and notes above them.

    Returns:
        Offsets of the dateline, its dash included, and of what it names; None if there is none.
    """
    prose = [block for block in blocks if block.kind in PROSE]
    shouting = text.upper() == text
    told: list[Block] = []
    for place, block in enumerate(prose[:_HIGHEST]):
        found = _parse(text, block, shouting=shouting)
        if found and (place < _FIRST_PROSE or _is_sure(text, found)):
            return found
        if _tells(text, block):
            told.append(block)
        if len(told) == _FIRST_PROSE:
            break
    return None if shouting or not told else _town_alone(text, told)


def _is_sure(text: str, found: Dateline) -> bool:
    """Whether a dateline is one wherever it stands: speakers and captions further down have none such."""
    return (found.agency or found.date) is not None and text[found.end - 1] != ":"


def _tells(text: str, block: Block) -> bool:
    """Whether a paragraph is of the story, and no bullet, note in brackets or line without a stop."""
    line = text[block.start : block.end]
    return block.kind == "paragraph" and line[0] not in "([" and _STOPPED.search(line) is not None


def _town_alone(text: str, told: list[Block]) -> Dateline | None:
    """A town and a stop before the first sentence: "PARIS. A fire ...", "Madrid.- Un incendio ..."."""
    first = told[0]
    match = _ALONE.match(text, first.start, first.end)
    if match is None or any(_ALONE.match(text, block.start, block.end) for block in told[1:]):
        return None
    town = match["place"]
    behind = _FIRST_SENTENCE.match(text, match.end(), first.end)
    if behind is None or len(behind.group().split()) < _SENTENCE or _is_label(town):
        return None
    if town.isupper():
        if not _is_town(town.title()) and not _is_named(town.title(), text[match.end() :]):
            return None
    # English papers write towns in capitals; its "Orange." and "Reading." are other words.
    elif not _is_town(town) or (match["dash"] == "." and is_english(text[first.start : first.end])):
        return None
    end = first.start + len(match.group().rstrip())
    return Dateline(start=first.start, end=end, place=match.span("place"))


def _is_town(name: str) -> bool:
    """Whether the table of places has a town of that name."""
    return f"\n{name}\tcity\t" in _towns()


@cache
def _towns() -> str:
    """The table of places as it lies there."""
    return data("places.tsv").read_text(encoding="utf-8")


def _is_named(name: str, text: str) -> bool:
    """Whether a text has a word with a capital in the middle of a sentence."""
    return re.search(rf"(?<=[a-z],\s|\w[a-z]\s){re.escape(name)}\b", text) is not None


def _parse(text: str, block: Block, *, shouting: bool) -> Dateline | None:
    """The dateline of one paragraph."""
    opening = text[block.start : min(block.end, block.start + _LONGEST)]
    for marks, pattern in _ways():
        if marks and not any(mark in opening for mark in marks):
            continue
        if marks == _STOP_WAY and not _DAY_AND_STOP.match(opening):
            continue
        match = _compiled(pattern).match(opening)
        if not match or match.end() >= block.end - block.start:
            continue
        named = match.groupdict()
        if _ALONE.match(opening) and match.end("place") == match.start("dash"):
            # "MADRID.-": the stop is no part of the name.
            continue
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
    if _is_label(place) or (goes_on_small and not known):
        return False
    if dash.lstrip().startswith(".") and not (known or date or place.isupper()):
        return False
    if agency or date:
        return not dash.startswith(":") or place.isupper()
    town, _, whole = place.partition(",")
    if whole.strip() in _countries() and not dash.startswith(":"):
        return True
    return town.isupper() and not shouting and len(town) > 2


def _is_label(place: str) -> bool:
    """Whether words in capitals say what kind of piece stands below, or how new it is."""
    named = place.lower() in listed("letterheads.txt", "corrected", "urgent", "form")
    return named or _LABELS.fullmatch(place) is not None


@cache
def _countries() -> frozenset[str]:
    """Names of countries: "Kabul, Afghanistan - " opens a story without capitals."""
    return frozenset(line.partition("\t")[2] for line in lines("demonyms.tsv"))


@cache
def _ways() -> tuple[tuple[str, str], ...]:
    """The ways of writing one, the fullest first: marks, one of which it has, if any, and the pattern."""
    whole, cut = _small(MONTH), _small(SHORT_MONTH)
    day = (
        rf"(?i:{whole})\.? \d{{1,2}}(?:st|nd|rd|th)?"
        rf"|\d{{1,2}}(?:st|nd|rd|th|er|\.|º)? (?:of |de |di )?(?i:{whole}|{cut})\.?"
    )
    figures = r"\d{4}[-/.]\d\d[-/.]\d\d|\d{1,2}(?P<mark>[./])\d{1,2}(?P=mark)(?:\d{4}|\d\d)(?!\d)"
    weekday = f"(?:{WEEKDAY}|{_weekdays_elsewhere()})"
    # "Berlin, den 19. November", "Paris, le jeudi 19 novembre".
    the = "(?:(?:den|am|le|el|a) )?"
    date = rf"(?:{weekday},? {the})?(?:(?:{day})(?:,? (?:de |del )?\d{{4}})?|{figures})"
    known = "|".join(re.escape(name) for name in outlets())
    land = rf"(?:, (?!(?:{known})\b)(?!{MONTH}\b)(?!{weekday},){_TITLED})?"
    place = rf"(?P<place>(?!{WEEKDAY},)(?:{_CAPITALS}|{_TITLED}){land})(?<!-)"
    dated = rf"(?:(?:[,.]? | ?[–—|/] ?| - )\(?{the}(?P<date>{date})\)?\.?)?"
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
    # A scene is set like this too, with the month in words: "Lindenau, 4. Mai 1945. Die Stadt ...".
    stop = rf"(?P<dash>\.(?:\s?[-–—]+)?)\s+(?=[{_UP}\"“„«‘'¡¿])"
    in_figures = rf"(?:{weekday},? {the})?(?:{figures})"
    hyphened = rf"(?P<dash>\.\s?[-–—]+)\s*(?=[{_UP}\"“„«‘'¡¿])"
    return (
        ("([/", rf"{place}{dated}{agency}{dash}"),
        ("([/", rf"{place}{agency}{dated}{dash}"),
        ("0123456789", rf"(?P<agency>{known}),? (?P<date>{date}){dash}(?=[{_UP}\"“‘'])"),
        ("", rf"{place}{dated}{bare}{dash}"),
        ("", rf"{place}{dated}{dash}"),
        ("(", rf"{place}{dated} \((?P<agency>{known})\)(?P<dash>\s?)(?=[{_UP}\"“‘'])"),
        ("([/", rf"{place}{dated}{agency}(?P<dash>\.)\s+"),
        ("([/", rf"{place},? (?P<date>\d{{1,2}}(?:/\d{{1,2}}|\.\d{{1,2}}\.)){agency}{dash}"),
        (_STOP_WAY, rf"(?P<place>{_CAPITALS}{land}),? {the}(?P<date>{date}){stop}"),
        (_STOP_WAY, rf"{place},? {the}(?P<date>{in_figures}){stop}"),
        (_STOP_WAY, rf"{place},? {the}(?P<date>{date}){hyphened}"),
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


def _small(names: str) -> str:
    """The alternatives of a group, each once and in small letters: a third of what is to be built."""
    return "|".join(dict.fromkeys(names.removeprefix("(?:").removesuffix(")").lower().split("|")))


def _weekdays_elsewhere() -> str:
    """Days of the week in the languages besides English that we have lists of, as alternatives."""
    names = "|".join(name for language in ("de", "fr", "es") for name in cues(language)["weekdays"])
    return f"(?i:{names})"


# Each holds the names of all outlets and takes milliseconds to build; most texts need two of them.
_compiled = cache(re.compile)
