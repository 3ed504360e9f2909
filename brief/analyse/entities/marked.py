"""What the language model marks in a sentence, cut to the names that are in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from brief.analyse.entities.beside import LONGEST_AT
from brief.analyse.entities.mentions import Mention
from brief.analyse.given import is_given_name
from brief.analyse.kinds import is_prize, kind_by_writing
from brief.analyse.namewords import name_regex, name_words
from brief.analyse.places import METROPOLIS, Place, country_of, place, places
from brief.analyse.roles import role
from brief.analyse.trim import trim
from brief.analyse.zones import is_zone
from brief.cues import cues_or_english
from brief.model import EntityKind, Sentence, Story, Token
from brief.wellknown import may_be_organisation

# spaCy's labels: OntoNotes in English, PER/ORG/LOC/MISC in most other models.
_KINDS: Mapping[str, EntityKind] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "EVENT": "event",
    "WORK_OF_ART": "other",
    "PRODUCT": "other",
    "MISC": "other",
    "LAW": "other",
}
_NO_NAMES = frozenset({"JJ", "RB", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "IN", "UH", "MD"})
LONGEST_LIST = 3
"""Tokens of a run that is taken for an organisation and may be two people of a list."""
_MAY = re.compile(r" May\b(?! \d)")


def marked(story: Story, sentence: Sentence) -> list[Mention]:
    """The names that the model marks in a sentence, in reading order; days are none."""
    words = cues_or_english(story.articles[sentence.span.article].language)
    return [
        mention
        for start, end, label in _labelled(sentence)
        if (mention := _mention(story, sentence, start, end, _KINDS[label], words)) is not None
    ]


def _labelled(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """The runs of tokens that the model takes for one name, as offsets and label."""
    run: list[Token] = []
    label, following = "", 0
    # Most words are of no name.
    for index, token in [(i, one) for i, one in enumerate(sentence.tokens) if one.entity]:
        prefix, _, own = token.entity.partition("-")
        joined = prefix == "I" and own == label and index == following
        following = index + 1
        if joined:
            run.append(token)
            continue
        if label in _KINDS:
            yield from _apart(run, label)
        run, label = [token], own
    if label in _KINDS:
        yield from _apart(run, label)


def _apart(inside: Sequence[Token], label: str) -> Iterator[tuple[int, int, str]]:
    """The names of a run that holds several between commas ("Jenas, Milner"), each for itself."""
    start, end = inside[0].start, inside[-1].end
    listed = label in {"PERSON", "PER"} or len(inside) <= LONGEST_LIST
    if not listed or any(token.text in name_words("and", "behind a comma") for token in inside):
        yield start, end, label
        return
    for token in inside:
        if token.text == ",":
            if start < token.start:
                yield start, token.start, label
            start = token.end + 1
    if len(inside) == 1 and label == "PERSON" and inside[0].tag in _NO_NAMES:
        return
    yield start, end, label


def _mention(
    story: Story, sentence: Sentence, start: int, end: int, kind: EntityKind, words: Mapping[str, Any]
) -> Mention | None:
    """A name without article, title and possessive, and the office written beside it."""
    within = sentence.span
    written = story.slice(within)
    found = trim(written, start - within.start, end - within.start, kind, words)
    if found is None:
        return None
    name = written[found[0] : found[1]]
    # The month, to the model; in a headline it may be a verb.
    if within.part == "text" and _MAY.match(written, found[1]) and is_given_name(name):
        found = found[0], found[1] + len(" May")
        name, kind = f"{name} May", "person"
    kind = _kind(name, kind, written, written[: found[0]], words)
    if _is_no_name(name, kind):
        return None
    span = within.stretch(*found)
    office = role(sentence, span, words) if kind == "person" else None
    numbered = bool(_numbered().search(name))
    return Mention(
        span=span,
        name=" ".join(name.split()),
        kind="other" if numbered else kind,
        role=office,
        shown=numbered,
    )


def _kind(name: str, kind: EntityKind, written: str, before: str, words: Mapping[str, Any]) -> EntityKind:
    """The kind of a marked name, unless its letters or what is known of places and countries tell another."""
    kind = kind_by_writing(name, kind, written)
    if (
        kind in {"person", "organisation", "other"}
        and (known := place(name) or next(iter(places(name)), None))
        and _is_place_for_sure(known, name, before, kind)
    ):
        kind = "place"
    if country_of(name) and (kind != "person" or name.endswith(tuple(name_words("endings of a people")))):
        kind = "group"
    if kind in {"person", "organisation"} and is_prize(name, words):
        kind = "other"
    # A town's name has no figures: "G7".
    if kind == "place" and any(letter.isdigit() for letter in name) and may_be_organisation(name):
        kind = "organisation"
    return kind


@cache
def _numbered() -> re.Pattern[str]:
    """What is called by a number is neither an organisation nor a place: "Northair Flight 411"."""
    return re.compile(rf"\b(?:{name_regex('numbered')}) \d+$")


def _is_place_for_sure(known: Place, name: str, before: str, kind: EntityKind) -> bool:
    """Whether the table outweighs the model: countries, large towns, towns behind "in" or "city of"."""
    # England is a surname too, and a town's name of several words has to be shown to be one.
    alone = kind != "person" if known.kind == "region" else " " not in name.strip()
    if known.kind == "country" or (known.inhabitants >= METROPOLIS and alone):
        return True
    return _place_follows().search(before, max(0, len(before) - LONGEST_AT)) is not None


@cache
def _place_follows() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{name_regex('place follows')}|(?:{name_regex('kinds of place')}) of)\s+$")


def _is_no_name(name: str, kind: EntityKind) -> bool:
    """Whether what was marked is a time zone, or its letters show a word, an address or two things."""
    if is_zone(name):
        return True
    if kind == "place" and (not name[0].isupper() or (name.endswith(".") and place(name) is None)):
        return True
    if kind == "place" and any(letter.isdigit() for letter in name) and not places(name):
        return True
    if kind in {"person", "organisation"} and name.islower():
        return True
    return "  " in name or "/" in name or "(" in name or ".com" in name
