"""A name's own words: what a language model marks as one, without what only stands beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from brief.analyse.given import is_given_name
from brief.analyse.namewords import name_regex
from brief.analyse.places import country_of, places
from brief.model import EntityKind
from brief.patterns import may_hold, pattern
from brief.wellknown import is_everyday

# The last is an apostrophe whose bytes were read in another encoding and half lost.
_POSSESSIVE_OR_MARKS = re.compile(r"(?:['’]s?|âs|[\s,;:\"“”)(]+)$")
_SCORE = re.compile(r"\s+[-–—\d].*$")
_MARKS = " \"'“”‘’«»"
_REST = re.compile(r"(?:-\w+)+")
_IN_CAPITALS = re.compile(r"(?:[A-Z]\w*-)+$")
_OWNER = re.compile(r"^(.+?)['’]s?\s+(.+)$")

_THE = "The "
FEWEST_OWNED = 3
"""Words of what is told to be another's: shorter ones belong to one name ("King's College London")."""
LONGEST_TITLE = 40
"""Characters before a name that may hold a title it is known by."""


def trim(
    written: str, start: int, end: int, kind: EntityKind, words: Mapping[str, Any]
) -> tuple[int, int] | None:
    """Where a name begins and ends.

    Args:
        written: The sentence it stands in.
        start: Offset at which the model has it begin.
        end: Offset behind it.
        kind: What the model takes it for.
        words: Cue words of the article's language.

    Returns:
        Offsets without article, title, occupation, owner, score and possessive; None where
        no name is left.
    """
    start, end = _whole_of_hyphens(written, start, end)
    end = _ended(written, start, end)
    start = _told_once(written, start, end)
    start = _without_title(written, start, end, words)
    if kind == "place" and written.endswith(_THE, 0, start) and _is_told_with_the(written[start:end]):
        start -= len(_THE)
    if kind == "person":
        start, end = _without_owner(written, start, end, words)
        end -= len(written[start:end]) - len(_SCORE.sub("", written[start:end]))
        start = _once(written, start, end)
        start = _with_kept_title(written, start, end, words)
    if kind == "organisation":
        start, end = _of_two(written, start, end, words)
    start = _without_occupation(written, start, end, kind, words)
    name = written[start:end]
    if not name[:1].isalnum() or not (name[0].isalpha() or any(letter.isalpha() for letter in name)):
        return None
    only_titles = pattern(r"(?:(?:%s|%s)\.?\s*)+", words["titles"], name_regex("abbreviated titles"))
    if kind == "person" and only_titles.fullmatch(name):
        return None
    if kind != "person" and _of_no_name().search(name):
        return None
    return start, end


@cache
def _of_no_name() -> re.Pattern[str]:
    return re.compile(rf"^(?:{name_regex('never first')})\s|\s(?:{name_regex('never last')})$")


def _whole_of_hyphens(written: str, start: int, end: int) -> tuple[int, int]:
    """The model cuts names at hyphens ("Mazar" of "Mazar-i-Sharif")."""
    rest = _REST.match(written, end)
    head = _IN_CAPITALS.search(written[:start]) if written.endswith("-", 0, start) else None
    end += (
        len(rest.group())
        if rest and rest.group()[-1:].isalpha() and re.search(r"-[A-Z]", rest.group())
        else 0
    )
    start -= len(head.group()) if head else 0
    return start, end


def _ended(written: str, start: int, end: int) -> int:
    text = written[start:end]
    if text[-1:].isalnum() and not text.endswith(("'s", "’s", "âs")):
        return end  # as most names do
    return end - (len(text) - len(_POSSESSIVE_OR_MARKS.sub("", text)))


def _told_once(written: str, start: int, end: int) -> int:
    """The start of a name that stands twice in a row, as where a picture's credit runs into the text."""
    words = written[start:end].split()
    half = len(words) // 2
    return written.rindex(words[half], start, end) if half > 1 and words[:half] == words[half:] else start


def _without_title(written: str, start: int, end: int, words: Mapping[str, Any]) -> int:
    """The start of a name without article and title; "Pope Francis" and "Lady Gaga" are named so."""
    text = written[start:end]
    forms = name_regex("addressed", "addressed, more formally")
    titles = pattern(r"(?:(?:the|a|an|%s|%s)\.?\s+|[\"“”'‘’(]+)+", forms, words["titles"])
    leading = titles.match(text)
    if not leading or leading.end() >= len(text):
        return start
    rest = text[leading.end() :].strip()
    if pattern(r"(?:%s)s?", words.get("organisation_heads", "(?!)")).fullmatch(rest):
        article = re.match(r"(?:the|a|an)\s+", text, re.IGNORECASE)  # "Justice Ministry" is no Ministry
        return start + (article.end() if article else 0)
    kept = pattern(r"\b(?:%s)\s+$", words["kept_titles"]).search(leading.group())
    return start + (kept.start() if kept and " " not in rest else leading.end())


def _owned(text: str) -> re.Match[str] | None:
    """Whose something is, and what."""
    return _OWNER.match(text) if "'" in text or "’" in text else None


def _without_owner(written: str, start: int, end: int, words: Mapping[str, Any]) -> tuple[int, int]:
    """A person without whose it is ("Metro's Anna Lund"), or what is theirs ("Anna Lund's Closer")."""
    owner = _owned(written[start:end])
    heads = words["place_heads"], words.get("organisation_heads", "(?!)")
    if not owner or pattern(r"\b(?:%s|%s)s?$", *heads).search(owner[2]):
        return start, end
    return (start, start + owner.end(1)) if " " in owner[1] else (start + owner.start(2), end)


def _of_two(written: str, start: int, end: int, words: Mapping[str, Any]) -> tuple[int, int]:
    """Of an organisation and what it owns the second, if it says what it is: "Metro's Harbour Film Group"."""
    owner = _owned(written[start:end])
    if not owner or len(owner[2].split()) < FEWEST_OWNED or is_everyday(owner[1]):
        return start, end
    if country_of(written[start:end]) or places(written[start:end]):
        return start, end
    if pattern(r"(?:%s)s?$", words.get("organisation_heads", "(?!)")).search(owner[2].split()[-1]):
        return start + owner.start(2), end
    return start, end


def _once(written: str, start: int, end: int) -> int:
    """The start of a name that a caption and the text behind it say twice."""
    text = written[start:end]
    half = len(text) // 2
    return start + half + 1 if half and text[:half] + " " + text[:half] == text else start


def _with_kept_title(written: str, start: int, end: int, words: Mapping[str, Any]) -> int:
    """The start of one word with the title before it that it is known by."""
    if " " in written[start:end]:
        return start
    before = written[max(0, start - LONGEST_TITLE) : start]
    titled = may_hold(before.lower(), words["kept_titles"])
    known_as = pattern(r"\b(?:%s)\s+$", words["kept_titles"]).search(before) if titled else None
    return start - len(known_as.group()) if known_as and known_as.group()[0].isupper() else start


def _without_occupation(
    written: str, start: int, end: int, kind: EntityKind, words: Mapping[str, Any]
) -> int:
    """The start of a name without what bears it ("Singer Anna Lund", "Danish Anna Lund", "Lender Lundbo")."""
    first, _, rest = written[start:end].partition(" ")
    if kind not in {"person", "organisation", "other"} or not rest:
        return start
    named = " " in rest and is_given_name(rest.split()[0])
    kept = pattern("%s", words["kept_titles"]).fullmatch(first)
    is_office = not kept and pattern("%s", words["offices"]).fullmatch(first)
    if is_office and first.isupper() and kind != "other":  # "CFO Anna Lund": no name begins so
        return start + len(first) + 1
    if not written[:start].strip(_MARKS) and _what_companies_are().fullmatch(first):
        return start + len(first) + 1
    # A place before somebody's full name ended the phrase before it.
    strange = kind == "person" and places(first) and not is_given_name(first)
    if (is_office and (named or kind == "person")) or (named and (country_of(first) or strange)):
        return start + len(first) + 1
    return start


@cache
def _what_companies_are() -> re.Pattern[str]:
    return re.compile(rf"(?:{name_regex('what companies are')})", re.IGNORECASE)


def _is_told_with_the(name: str) -> bool:
    """Whether a place is listed with "The" alone: The Hague."""
    return bool(places(_THE + name)) and not places(name)
