"""Kinds that the words right beside a name show, and names that nobody marked: papers, relatives."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from brief.analyse.entities.beside import beside, shows_person
from brief.analyse.entities.mentions import Mention
from brief.analyse.given import full_names, is_given_name
from brief.analyse.namewords import name_regex
from brief.analyse.places import METROPOLIS, country_of, places
from brief.model import EntityKind, Sentence, Story, Token
from brief.wellknown import is_everyday, is_organisation

LONGEST_BEFORE = 24
"""Characters before a name that may hold the words for what it is."""
LONGEST_BEHIND = 24
MOST_WORDS = 3
"""Words of such a name."""
_NO_PLACES = frozenset({"person", "organisation", "other"})
_MAYBE_RELATIVES = frozenset({"person", "place", "organisation", "other"})
_NO_TOWN = frozenset({"person", "other"})
_NO_PAPERS = frozenset({"person", "place", "other"})
_BODIES = frozenset({"person", "organisation", "other"})
LARGEST_SURNAME = 2 * METROPOLIS
"""Inhabitants of a town whose name may be somebody's surname all the same."""


def kinds_shown(story: Story, found: Sequence[Mention]) -> list[Mention]:
    """The mentions, with the kind that words right beside one mention of a name show, for all of its name.

    "The village of Tal Amar" and "Norland's foreign minister" name places, "the newspaper Der Bote" a paper,
    "his wife, Amina" somebody. A town's name is the surname of whoever is told in full where it never stands
    as a place does.
    """
    known: dict[str, EntityKind] = {}
    for one in found:
        if one.name not in known and (kind := _shown(story, one)) is not None:
            known[one.name] = kind
    known |= dict.fromkeys(_surnames(story, found) - known.keys(), "person")
    return [_as_told(one, known) for one in found]


def _as_told(one: Mention, known: Mapping[str, EntityKind]) -> Mention:
    kind = known.get(one.name)
    if kind is None or (kind == one.kind and one.shown):
        return one
    return replace(one, kind=kind, role=one.role if kind == "person" else None, shown=True)


def _shown(story: Story, one: Mention) -> EntityKind | None:
    """The kind that the words right beside a mention show, if they do."""
    words = one.name.split()
    if one.role is not None or len(words) > MOST_WORDS or is_organisation(one.name, called=True):
        return None
    if story.articles[one.span.article].language != "en":
        return None
    first = max(0, one.span.start - LONGEST_BEFORE)
    before = story.slice(one.span.to(first, one.span.start))
    behind = story.slice(one.span.to(one.span.end, one.span.end + LONGEST_BEHIND))
    of_a_state = not one.name.isupper() and _of_a_state().match(behind)  # "the EU's" is none
    if one.kind in _NO_PLACES and (_place_before().search(before) or of_a_state):
        return None if _is_addressed(story, one) else "place"
    in_the_news = _happens_before().search(before) and _goes_on_behind().match(behind)
    if one.kind in _NO_PLACES and in_the_news and _may_be_a_town(one.name):
        return None if _is_addressed(story, one) else "place"
    if one.kind in _NO_TOWN and _town_behind().match(behind) and not is_given_name(words[0]):
        return None if _is_addressed(story, one) else "place"
    if one.kind in _NO_PAPERS and _paper_before().search(before) and not is_given_name(words[0]):
        return "organisation"
    if one.kind in _BODIES and (match := _body_before().search(before)):
        closed = not match["comma"] or behind.startswith(",")
        somebody = is_given_name(words[0]) or _is_addressed(story, one)
        return "organisation" if closed and not somebody else None
    if one.kind in _MAYBE_RELATIVES and len(words) == 1 and _relative_before().search(before):
        return None if country_of(one.name) or one.name.isupper() else "person"
    return None


def _may_be_a_town(name: str) -> bool:
    """Whether a name is no everyday word, nobody's with a given name, and not all in capitals."""
    return not (name.isupper() or is_everyday(name) or (" " in name and is_given_name(name.split()[0])))


def _is_addressed(story: Story, one: Mention) -> bool:
    return one.kind == "person" and shows_person(story, one)


def _surnames(story: Story, found: Sequence[Mention]) -> set[str]:
    """Names of towns that are the surname of somebody told in full, and never stand behind "in" or "near"."""
    told = full_names(
        one.name for one in found if one.kind == "person" and is_given_name(one.name.split()[0])
    )
    towns = [one for one in found if one.kind == "place" and told.get(one.name) == "surname"]
    somewhere = {one.name for one in towns if _at_a_place().search(beside(story, one)[0])}
    return {one.name for one in towns if one.name not in somewhere and _is_a_mere_town(one.name)}


def _is_a_mere_town(name: str) -> bool:
    """Whether a name is that of towns alone, none of them huge."""
    return all(one.kind == "city" and one.inhabitants < LARGEST_SURNAME for one in places(name))


def joined(story: Story, found: Sequence[Mention]) -> list[Mention]:
    """The mentions, the pieces of a foreign ship's or work's name joined: "the Estrela do Mar"."""
    out: list[Mention] = []
    end, previous = -1, None
    for one in sorted(found, key=lambda each: each.span):
        text = (one.span.article, one.span.part)
        if text == previous and one.span.start < end:
            continue  # a piece of the one before
        before = story.slice(one.span.to(max(0, one.span.start - 4), one.span.start))
        behind = _goes_on().match(story.slice(one.span.to(one.span.end, one.span.end + LONGEST_BEHIND)))
        if behind and before.lower() == "the " and one.role is None:
            whole = one.span.to(one.span.start, one.span.end + behind.end())
            out.append(Mention(span=whole, name=story.slice(whole), kind="other", shown=True))
            end, previous = whole.end, text
        else:
            out.append(one)
    return out


def unmarked(story: Story, sentence: Sentence, marked: Sequence[Mention]) -> Iterator[Mention]:
    """Names that the language model marked nowhere: "the union ZVF", "Tom Birch and Ilse Grau"."""
    if story.articles[sentence.span.article].language != "en" or sentence.span.part != "text":
        return
    text = story.slice(sentence.span)
    free = _Free(marked)
    for match in _body().finditer(text):
        span = sentence.span.stretch(match.start("name"), match.end("name"))
        if free.at(span.start, span.end) and not is_everyday(match["name"]):
            yield Mention(span=span, name=match["name"], kind="organisation", shown=True)
    tokens = sentence.tokens
    for here in range(len(tokens) - 1):
        if _is_somebody(tokens, here):
            span = sentence.span.to(tokens[here].start, tokens[here + 1].end)
            one = Mention(span=span, name=story.slice(span), kind="person")
            joined_to = tokens[tokens[here + 1].head] if tokens[here + 1].dep == "conj" else None
            beside_somebody = joined_to is not None and joined_to.entity.endswith(("-PERSON", "-PER"))
            if (beside_somebody or shows_person(story, one)) and free.at(span.start, span.end):
                yield one


def _is_somebody(tokens: Sequence[Token], here: int) -> bool:
    """Whether a given name and a surname stand here, and no other word of a name beside them."""
    first, last = tokens[here], tokens[here + 1]
    if first.dep != "compound" or first.head != here + 1 or last.tag != "NNP" or last.entity:
        return False
    around = [*tokens[max(0, here - 1) : here], *tokens[here + 2 : here + 3]]
    return (
        first.text.istitle()
        and last.text.istitle()
        and first.end + 1 == last.start
        and is_given_name(first.text)
        and (not is_everyday(first.text) or first.entity.endswith("-DATE"))
        and not is_everyday(last.text)
        and not places(last.text)
        and not any(token.tag.startswith("NNP") or token.text == "-" for token in around)
    )


class _Free:
    """Where nothing is marked in a sentence."""

    def __init__(self, marked: Sequence[Mention]) -> None:
        self._taken = sorted((one.span.start, one.span.end) for one in marked)

    def at(self, start: int, end: int) -> bool:
        """Whether no mention has a part of a stretch."""
        before = bisect_right(self._taken, (end,)) - 1
        return before < 0 or self._taken[before][1] <= start


@cache
def _place_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{name_regex('surely a place behind')}) of $")


@cache
def _happens_before() -> re.Pattern[str]:
    there = rf"(?i:{name_regex('happens in a place')})|(?i:{name_regex('waters')}) [A-Z][\w-]+"
    return re.compile(rf"\b(?:{there}) (?:{name_regex('place follows')}) $")


@cache
def _goes_on_behind() -> re.Pattern[str]:
    return re.compile(
        rf"[.,;:)]|\s(?:(?:{name_regex('goes on behind a place')}|[a-z]+(?:ed|ly))\b|[(\u2013\u2014-])"
        rf"|[ \t]*(?:\n|$)"
    )


@cache
def _of_a_state() -> re.Pattern[str]:
    return re.compile(rf"['’]s? (?i:{name_regex('state has')})\b")


@cache
def _town_behind() -> re.Pattern[str]:
    return re.compile(rf", (?:{name_regex('behind a place')})\b")


@cache
def _paper_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{name_regex('papers')}) $")


@cache
def _body_before() -> re.Pattern[str]:
    return re.compile(rf"\b[Tt]he (?:[a-z]+ )?(?:{name_regex('bodies')})(?P<comma>,)? $")


@cache
def _relative_before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{name_regex('relatives')}),? $")


@cache
def _at_a_place() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?i:{name_regex('place follows')}|{name_regex('of a town')}|{name_regex('visits')}) $"
    )


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(rf" (?:{name_regex('inside a ship')}) [^\W\d_a-z][\w’'-]+")


@cache
def _body() -> re.Pattern[str]:
    kinds = f"{name_regex('bodies')}|{name_regex('papers')}"
    name = r"[A-Z][\w&]+(?: [A-Z][\w&]+){0,2}"
    return re.compile(
        rf"\b[Tt]he (?:[a-z]+ )?(?:{kinds}),? (?P<name>{name})(?=,| (?:{name_regex('does')})\b)"
    )
