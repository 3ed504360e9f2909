"""Who and what is named: people with their offices, organisations, places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from typing import Any

from brief.analyse.kinds import (
    addressed,
    full_names,
    is_company,
    is_given_name,
    is_person,
    is_prize,
    kind_by_writing,
    may_be_place,
    may_be_somebody,
    shows_somebody,
    told_by_its_words,
)
from brief.analyse.names import (
    first_surname,
    fullest,
    initials_of,
    misspelt,
    same_person,
    short_for,
    spelling_variant,
    surname,
)
from brief.analyse.organisations import Locator, is_likely
from brief.analyse.places import Place, country_of, listed, located, place, places, spelled_out
from brief.analyse.roles import role
from brief.analyse.spelled import Names, Taken
from brief.analyse.trim import trim
from brief.analyse.zones import is_zone
from brief.cues import cues, pattern
from brief.model import Entity, EntityKind, Sentence, Span, Story, Token
from brief.text import WordTable
from brief.wellknown import is_everyday, is_organisation

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
SHORT_ACRONYM = 4
"""Letters up to which a place in capitals is written so ("USA"); a longer one stands in a dateline."""
_CAPITALS = re.compile(
    r"[A-Z](?<![\w@#][A-Z])[\w'’\-]*"  # what stands before it comes second: by capitals it is found sooner
    r"(?:\s+(?:(?:of|the|de|del|la|al|el|and|-?i|e|upon|on)\s+)?[A-Z][\w'’\-]*)*"
)
_ACRONYM = re.compile(
    r"((?:[A-Z][\w’'\-]*)(?:\s+(?:of|for|and|the|on|in|de|des|du|y)|\s+[A-Z][\w’'\-]*)*)\s+\(([A-Z][A-Za-z.]{1,7})\)"
)


LONGEST_BEFORE = 16
"""Characters before a name that may hold a title or a preposition of place."""
LONGEST_AT = 60
"""Characters before a town that may hold such a preposition, and a word between ("in northern")."""
LONGEST_GIVEN = 16
"""Characters before a surname that may hold the given name."""
LONGEST_BEHIND = 40
"""Characters behind a name that may hold an age or an office."""
LONGEST_ASIDE = 80
"""Characters behind a name that may hold an aside and a verb of saying."""
LONGEST_LIST = 3
"""Tokens of a run that is taken for an organisation and may be two people of a list."""
_SUFFIXES = frozenset({"Inc", "Inc.", "Ltd", "Ltd.", "LLC", "Corp.", "Co.", "Jr", "Jr.", "Sr", "Sr."})
_OF_A_COUNTRY = ("s", "man", "woman", "Briton")
"""Endings of words for people of a country; others are surnames too ("Welsh", "English")."""
_NO_NAMES = frozenset({"JJ", "RB", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "IN", "UH", "MD"})
_MISTAKEN_KINDS = frozenset({"organisation", "place", "other"})
"""What the language model takes people for."""
_MAYBE_COMPANIES = frozenset({"person", "organisation", "place", "other"})
"""What it takes companies for."""
_TAKEN_FOR = frozenset({"person", "place", "other", "group"})
"""What it takes well-known organisations for."""
_VISITS = r"leaves?|visit(?:s|ing)?|reached|including"
_AT_A_PLACE = rf"(?:\b(?:%s|%s|{_VISITS})|,)\s+(?:\w+(?:ern|th|st)\s+|downtown\s+|central\s+)?$"


@dataclass(slots=True, kw_only=True)
class _Mention:
    """One place where something is named, titles and possessive taken off."""

    span: Span
    name: str
    kind: EntityKind
    role: Span | None = None
    within: str = ""
    """Of a place: the one written right behind it, after a comma."""
    shown: bool = False
    """Whether its own words or those around it show its kind, whatever the model takes it for."""


@dataclass(slots=True, kw_only=True)
class _Named:
    """What is collected of one person, organisation or place."""

    kind: EntityKind
    mentions: list[_Mention] = field(default_factory=list)
    spellings: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return fullest(
            [one.name for one in self.mentions if one.name not in self.spellings] or [self.mentions[0].name]
        )


def entities(
    story: Story, sentences: Sequence[Sentence], titles: Sequence[Sentence | None]
) -> tuple[Entity, ...]:
    """Find who and what a story names, each under its fullest name.

    Args:
        story: What the sentences' spans point into.
        sentences: In reading order; those with tokens give names by the language
            model, the others the same names again by their spelling.
        titles: One for each article.

    Returns:
        In order of first mention. A surname alone belongs to the one person of that
        surname; two people of one surname stay two. A spelling one letter off a
        known surname of five letters or more is a variant, not a person of its own,
        unless it is a place or an everyday word. Places say what contains them.
    """
    everything = [title for title in titles if title is not None] + list(sentences)
    found: list[_Mention] = []
    for sentence in everything:
        found += _in_sentence(story, sentence)
    found = _without_credits(story, found)
    found = _kinds_told(story, _whole_titles(story, everything, found))
    found = _with_given_names(story, everything, found + _again(story, everything, found))
    found = _kinds_told(story, found)
    found += _dateline_places(story)
    long_forms, added = _long_forms(story, everything, found)
    found = _agreed([*found, *added], _reported_from(story))
    found = _said_within(story, found)
    found.sort(key=lambda one: (one.span.article, one.span.part != "title", one.span.start))
    named = _people(story, found)
    named += _organisations(story, everything, found, long_forms)
    named += _places_named(story, found)
    near = {spelled_out(one.name) for one in named if one.kind == "place"}
    near |= {known.name for one in found if (known := _country(one.name))}
    made = [_entity(story, one, frozenset(near)) for one in named]
    made.sort(
        key=lambda one: (one.mentions[0].article, one.mentions[0].part != "title", one.mentions[0].start)
    )
    return tuple(made)


def _without_credits(story: Story, found: Sequence[_Mention]) -> list[_Mention]:
    """The mentions, without a picture's credit that runs into the name behind it ("Reuters Chicago Cubs").

    What is left has to be named by itself elsewhere, so that a "Facebook Oversight Board" stays whole.
    """
    kinds = {one.name: one.kind for one in found}
    out = []
    for one in found:
        words = cues(story.articles[one.span.article].language) or cues("en")
        credit = pattern(r"(?:%s) (?=\S+ \S)", words["credits"], flags=0).match(one.name)
        rest = one.name[credit.end() :] if credit else ""
        if rest in kinds:
            start = one.span.end - len(rest)
            one = replace(one, name=rest, kind=kinds[rest], span=one.span.to(start, one.span.end))
        out.append(one)
    return out


def _with_given_names(
    story: Story, everything: Sequence[Sentence], found: Sequence[_Mention]
) -> list[_Mention]:
    """The mentions, a surname with the given name before it.

    The model misses given names that it does not know ("Peaches Geldof"): those that a table has, and
    words that stand before the surname more than once.
    """

    @cache
    def text() -> str:
        return "\n".join([story.slice(sentence.span) for sentence in everything])

    @cache
    def precedes(word: str, name: str) -> bool:
        return _is_given_name(word, name, text())

    out = []
    for one in found:
        if one.kind != "person":
            out.append(one)
            continue
        short = " " not in one.name or (
            one.role is not None
            and one.role.end == one.span.start - 1
            and not is_given_name(one.name.split()[0])
        )
        if short:
            before = story.slice(one.span.to(max(0, one.span.start - LONGEST_GIVEN), one.span.start))
            if given := _GIVEN.search(before):
                one = _with_given(story, one, given[1], precedes)
        out.append(one)
    return out


_GIVEN = re.compile(r"(?:^|[^\w’'-])([A-Z][a-z]+) $")


def _with_given(story: Story, one: _Mention, given: str, precedes: Callable[[str, str], bool]) -> _Mention:
    """A surname with the capitalised word before it, where that is a given name."""
    words = cues(story.articles[one.span.article].language) or cues("en")
    if pattern("%s", words["titles"]).fullmatch(given):
        return one
    office = one.role
    if office and office.end == one.span.start - 1 and is_given_name(given):
        office = replace(office, end=office.end - len(given) - 1)
        office = office if office.start < office.end else None
    elif office or not (is_given_name(given) or precedes(given, one.name)):
        return one
    span = replace(one.span, start=one.span.start - len(given) - 1)
    return replace(one, span=span, name=f"{given} {one.name}", role=office)


def _is_given_name(word: str, name: str, text: str) -> bool:
    """Whether a word stands before a name twice or more, and never without a capital."""
    if text.count(f"{word} {name}") < 2:
        return False  # most are told so, without building an expression
    together = re.compile(rf"\b{word} {re.escape(name)}\b")
    lower = re.compile(rf"\b{word.lower()}\b")
    return len(together.findall(text)) > 1 and not lower.search(text)


def _whole_titles(story: Story, everything: Sequence[Sentence], found: Sequence[_Mention]) -> list[_Mention]:
    """A name with small words in it ("Man of the Hills") told whole wherever it stands, never in pieces."""
    titles = {one.name: one.kind for one in found if _TITLE.search(one.name)}
    if not titles:
        return list(found)
    known = Names.of(sorted(titles, key=len, reverse=True))
    ordered = sorted(found, key=lambda one: one.span)
    starts = [one.span for one in ordered]
    pieces: set[int] = set()
    whole = []
    for sentence in everything:
        within = sentence.span
        for start, name in known.standing_alone(story.slice(within)):
            span = within.stretch(start, start + len(name))
            # Mentions stand in their sentence: only those of this one are looked at.
            own = ordered[
                bisect_left(starts, within.to(within.start, 0)) : bisect_left(starts, span.to(span.end, 0))
            ]
            there = [one for one in own if one.span.meets(span)]
            if there and all(span.start <= one.span.start and one.span.end <= span.end for one in there):
                pieces.update(map(id, there))
                whole.append(_Mention(span=span, name=name, kind=titles[name]))
    return [one for one in found if id(one) not in pieces] + whole


_TITLE = re.compile(r"^[A-Z]\S* (?:\S+ )*(?:of|and|(?:in|on|for) the) (?:the |a )?(?:\S+ )*[A-Z]\S*$")


def _kinds_told(story: Story, found: Sequence[_Mention]) -> list[_Mention]:
    """The mentions with the kinds that the article itself or their own words tell."""
    companies = _companies(story, found)
    told = []
    for one in found:
        kind = _kind_by_words(story, one, companies)
        shown = one.name in companies and kind == "organisation"
        told.append(replace(one, kind=kind, shown=True) if shown or kind != one.kind else one)
    known = full_names(one.name for one in told if one.kind == "person")
    full = {one.name for one in told if one.kind == "person" and " " in one.name}
    told = [_without_first(story, one, full) if one.kind == "person" else one for one in told]
    ends = {one.name.rpartition(" ")[2] for one in told if one.kind == "place" and " " in one.name}
    alone = {one.name for one in told if one.name in ends and (one.kind == "person" or _shown(story, one))}
    people: set[str] = set()
    for one in told:
        if one.kind in _MISTAKEN_KINDS and one.name not in people and _is_person(story, one, known, alone):
            people.add(one.name)
    people -= companies
    known_orgs = {
        one.name
        for one in told
        if one.kind in _TAKEN_FOR
        and one.name not in known  # the surname of somebody told in full: Marcus Ericsson
        and is_organisation(
            one.name, called=one.kind == "group" or (one.kind == "place" and bool(places(one.name)))
        )
    }
    return [
        replace(one, kind="organisation", shown=True)
        if one.name in known_orgs and one.kind in _TAKEN_FOR
        else replace(one, kind="person")
        if one.name in people and one.kind in _MISTAKEN_KINDS
        else one
        for one in told
    ]


def _without_first(story: Story, one: _Mention, full: Collection[str]) -> _Mention:
    """The surname of somebody told in full without an everyday word before it ("Prop Jones")."""
    first, _, rest = one.name.partition(" ")
    if not rest or is_given_name(first) or not is_everyday(first):
        return one
    if not any(other.endswith(f" {rest}") and is_given_name(other.split()[0]) for other in full):
        return one
    if not _everyday(story, first):  # Marine Le Pen and Jean-Marie are two
        return one
    return replace(one, span=one.span.to(one.span.end - len(rest), one.span.end), name=rest)


def _companies(story: Story, found: Sequence[_Mention]) -> frozenset[str]:
    """Names that the model takes for people's, and that the words around them show to be companies'."""
    long = {one.name for one in found if one.kind == "organisation" and " " in one.name}
    people = full_names(one.name for one in found if one.kind == "person")
    maybe = [one for one in found if one.kind in _MAYBE_COMPANIES and one.name not in people]
    maybe = [one for one in maybe if one.kind != "place" or not (places(one.name) or place(one.name))]
    # A name is asked for once, however often it stands, and the words around it until they tell.
    names = {one.name for one in maybe}
    companies = {name for name in names if any(short_for(name, other) for other in long)}
    for one in maybe:
        words = cues(story.articles[one.span.article].language) or cues("en")
        if one.name not in companies and is_company(_around(story, one), words):
            companies.add(one.name)
    return frozenset(companies)


def _kind_by_words(story: Story, one: _Mention, companies: Collection[str]) -> EntityKind:
    """The kind of a mention, unless its own words or those around the name give away another."""
    words = cues(story.articles[one.span.article].language) or cues("en")
    if one.kind in _MAYBE_COMPANIES and one.name in companies:
        return "organisation"
    return (told_by_its_words(one.name, words) or one.kind) if one.kind == "person" else one.kind


def _is_person(story: Story, one: _Mention, known: Mapping[str, str], alone: Collection[str]) -> bool:
    """Whether the words around a mention, or the article's other names, show it to be a person."""
    words = cues(story.articles[one.span.article].language) or cues("en")
    return is_person(one.name, one.kind, _around(story, one), known, words, alone)


def _around(story: Story, one: _Mention) -> tuple[str, str]:
    """What stands right before and behind a mention."""
    first = max(0, one.span.start - LONGEST_BEFORE)
    near = story.slice(one.span.to(first, one.span.end + LONGEST_BEHIND))
    return near[: one.span.start - first], near[one.span.end - first :]


def _in_sentence(story: Story, sentence: Sentence) -> list[_Mention]:
    """What the language model and the table of places find in one sentence."""
    words = cues(story.articles[sentence.span.article].language) or cues("en")
    mentions = [
        mention
        for start, end, label in _labelled(sentence)
        if (mention := _trimmed(story, sentence, start, end, label, words)) is not None
    ]
    taken = [(one.span.start, one.span.end) for one in mentions]
    mentions += list(_known_places(story, sentence, taken))
    return sorted(mentions, key=lambda one: one.span.start)


def _labelled(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """The runs of tokens that the language model takes for one name, as offsets and label; days are none."""
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
    if not listed or any(token.text in {"&", "and"} or token.text in _SUFFIXES for token in inside):
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


def _trimmed(
    story: Story, sentence: Sentence, start: int, end: int, label: str, words: Mapping[str, Any]
) -> _Mention | None:
    """A name without article, title and possessive, and the office written beside it."""
    kind = _KINDS.get(label)
    if kind is None:
        return None
    within = sentence.span
    written = story.slice(within)
    found = trim(written, start - within.start, end - within.start, kind, words)
    if found is None:
        return None
    name, before = written[found[0] : found[1]], written[: found[0]]
    # The month, to the model; in a headline it may be a verb.
    if within.part == "text" and _MAY.match(written, found[1]) and is_given_name(name):
        found = found[0], found[1] + len(" May")
        name, kind = f"{name} May", "person"
    kind = kind_by_writing(name, kind, written)
    if (
        kind in {"person", "organisation", "other"}
        and (known := place(name) or next(iter(places(name)), None))
        and _is_place_for_sure(known, name, before, kind)
    ):
        kind = "place"
    if country_of(name) and (kind != "person" or name.endswith(_OF_A_COUNTRY)):
        kind = "group"
    if kind in {"person", "organisation"} and is_prize(name, words):
        kind = "other"
    if is_zone(name):
        return None
    if kind == "place" and (not name[0].isupper() or (name.endswith(".") and place(name) is None)):
        return None
    if kind == "place" and any(letter.isdigit() for letter in name) and not places(name):
        return None
    if kind in {"person", "organisation"} and name.islower():
        return None
    if "  " in name or "/" in name or "(" in name or ".com" in name:
        return None
    span = within.stretch(*found)
    role_beside = role(sentence, span, words) if kind == "person" else None
    return _Mention(span=span, name=" ".join(name.split()), kind=kind, role=role_beside)


_MAY = re.compile(r" May\b(?! \d)")


def _is_place_for_sure(known: Place, name: str, before: str, kind: EntityKind) -> bool:
    """Whether the table outweighs the model: countries, large towns, towns behind "in" or "city of"."""
    if known.kind == "country" or (known.inhabitants > _LARGE and " " not in name.strip()):
        return True
    if kind != "person" and known.kind == "region" and known.inhabitants >= _LARGE:
        return True
    return _IN.search(before, max(0, len(before) - LONGEST_BEHIND)) is not None


_LARGE = 1_000_000
_IN = re.compile(r"\b(?:in|near|(?:city|town|village|province|district|state) of)\s+$")


def _known_places(story: Story, sentence: Sentence, taken: Sequence[tuple[int, int]]) -> Iterator[_Mention]:
    """Names in capitals that the table knows and the language model did not see.

    A town is believed only behind a word that places are named with, since towns
    share their names with people and everyday words; a country always.
    """
    words = cues(story.articles[sentence.span.article].language) or cues("en")
    text = story.slice(sentence.span)
    at = pattern(_AT_A_PLACE, words["places_before"], words["of"], flags=0)
    for match in _CAPITALS.finditer(text):
        for first, known in _PLACES_OF[match.group()]:
            start, name = match.start() + first, known.name
            a, b = sentence.span.start + start, sentence.span.start + match.end()
            if any(a < y and x < b for x, y in taken):
                continue
            large = known.inhabitants > 200_000 or known.kind == "region"
            if known.kind == "country" or (large and at.search(text, max(0, start - LONGEST_AT), start)):
                yield _Mention(span=sentence.span.to(a, a + len(name)), name=name, kind="place")
                break


def _places_of(run: str) -> tuple[tuple[int, Place], ...]:
    """The largest place of a run of capitals as a whole, then without the word that may begin the sentence.

    Each with where its name begins; most runs are no place's.
    """
    first, end = _SPACE.search(run), len(run) - 2 if run.endswith(("'s", "’s")) else len(run)
    begins = (0, first.end()) if first else (0,)
    return tuple((start, known[0]) for start in begins if (known := places(run[start:end])))


_PLACES_OF = WordTable(_places_of)
_SPACE = re.compile(r"\s+")


def _dateline_places(story: Story) -> list[_Mention]:
    """The place that each article's dateline names, without the state or country behind a comma."""
    out = []
    for number, article in enumerate(story.articles):
        if article.dateline and article.dateline.place:
            start, end = article.dateline.place
            name, _, whole = article.text[start:end].partition(",")
            if place(name, frozenset({spelled_out(whole.strip())})) or places(name.title()):
                span = Span(article=number, start=start, end=start + len(name))
                out.append(_Mention(span=span, name=name, kind="place"))
                if places(spelled_out(whole.strip())):
                    at = end - len(whole.lstrip())
                    span = Span(article=number, start=at, end=end)
                    out.append(_Mention(span=span, name=whole.strip(), kind="place"))
    return out


def _reported_from(story: Story) -> frozenset[str]:
    """The towns that datelines name, in small letters: places, whatever the model takes them for."""
    lines = [
        article.text[slice(*line.place)]
        for article in story.articles
        if (line := article.dateline) and line.place
    ]
    return frozenset([line.partition(",")[0].strip().lower() for line in lines])


def _agreed(found: Sequence[_Mention], towns: Collection[str]) -> list[_Mention]:
    """One kind for each name: the one it is most often taken for, a known place before others.

    Args:
        found: Mentions, those of one name alike.
        towns: Names in small letters that are places unless an office stands beside them.
    """
    votes: defaultdict[str, Counter[EntityKind]] = defaultdict(Counter)
    for one in found:
        votes[one.name][one.kind] += 1
    offices = {one.name for one in found if one.role}
    kinds: dict[str, EntityKind] = {}
    for name, counts in votes.items():
        most = max(counts, key=lambda kind: counts[kind])
        known = counts["place"] and place(name)
        town = name.lower() in towns and (most != "person" or name not in offices)
        kinds[name] = "place" if known or town else most
    return [one if one.kind == kinds[one.name] else replace(one, kind=kinds[one.name]) for one in found]


def _again(story: Story, everything: Sequence[Sentence], found: Sequence[_Mention]) -> list[_Mention]:
    """The same names, and the surnames of people, where the language model missed or never looked."""
    names: dict[str, EntityKind] = {}
    towns: set[str] = set()
    for one in found:
        if one.kind in {"person", "organisation", "place"} and one.name[0].isupper():
            names.setdefault(one.name, one.kind)
    for one in found:
        last = surname(one.name)
        if one.kind == "person" and one.name[0].isupper() and len(last) > 2 and last not in names:
            names[last] = "person"
            if places(last):
                towns.add(last)
    if not names:
        return []
    known = Names.of(sorted(names, key=len, reverse=True))
    taken = Taken.of(one.span for one in found)
    out = []
    for sentence in everything:
        text = story.slice(sentence.span)
        for start, name in known.standing_alone(text):
            span = sentence.span.stretch(start, start + len(name))
            # A town's name is somebody's where it is addressed so: "Mr Kent".
            if not taken.meets(span) and (name not in towns or addressed(text[:start])):
                out.append(_Mention(span=span, name=name, kind=names[name]))
    return out


def _people(story: Story, found: Sequence[_Mention]) -> list[_Named]:
    """People, each with every form of the name; short forms join the one person they fit."""
    people: list[_Named] = []
    # Their names so far, and for each name already looked up, among how many people and whom it fits.
    called: list[str] = []
    seen: dict[str, tuple[int, list[int]]] = {}
    mentions = [one for one in found if one.kind == "person"]
    apart = _known_by_office(mentions)
    for mention in sorted(mentions, key=lambda one: -len(one.name.split())):
        name = mention.name
        before, fits = seen.get(name, (0, []))
        fits = fits + [place for place in range(before, len(called)) if _fits(name, called[place])]
        seen[name] = len(called), fits
        if name in apart:
            fits = [place for place in fits if called[place] == name]
        fits = fits or [place for place, known in enumerate(called) if known.split(" ", 1)[0] == name]
        alike = [place for place in fits if called[place] == name]
        if len(fits) == 1 or alike:
            place = (alike or fits)[0]
            people[place].mentions.append(mention)
            if fullest([called[place], name]) != called[place]:
                called[place] = name
                seen.clear()
        else:
            people.append(_Named(kind="person", mentions=[mention]))
            called.append(name)
    _join_spellings(story, people, found)
    families = Counter(surname(name) for name in {person.name for person in people} if " " in name)
    family = {name for name, members in families.items() if members > 1}
    for person in people:
        person.mentions.sort(key=lambda one: (one.span.article, one.span.part != "title", one.span.start))
        if not _is_english(story, person):
            continue
        shown = surname(person.name) in family or any(_shown(story, one) for one in person.mentions)
        if not may_be_somebody(person.name, len(person.mentions), shown=shown):
            person.kind = "place" if places(person.name) else "other"
    return people


def _is_english(story: Story, named: _Named) -> bool:
    """Whether something is named first in an article whose everyday words we know."""
    return story.articles[named.mentions[0].span.article].language == "en"


def _shown(story: Story, one: _Mention) -> bool:
    """Whether an office, a form of address or a verb of saying stands beside a mention."""
    if one.role is not None:
        return True
    before, _ = _around(story, one)
    behind = story.slice(one.span.to(one.span.end, one.span.end + LONGEST_ASIDE))
    return addressed(before) or shows_somebody(before, behind, cues("en"))


def _known_by_office(mentions: Sequence[_Mention]) -> frozenset[str]:
    """Surnames that a text introduces with an office before it names one of the family in full.

    "President Obama" of the lead is not the Michelle Obama of a later paragraph.
    """
    full = [one for one in mentions if " " in one.name and one.span.part == "text"]
    return frozenset(
        one.name
        for one in mentions
        if " " not in one.name and one.role and one.role.end <= one.span.start and one.span.part == "text"
        if not any(
            same_person(one.name, other.name) and (other.span <= one.span or other.role) for other in full
        )
    )


@lru_cache(maxsize=20_000)
def _fits(name: str, known: str) -> bool:
    """Whether a name means the person of that fuller name, a slip in a long one allowed."""
    return same_person(name, known) or misspelt(name, known) or first_surname(name, known)


def _join_spellings(story: Story, people: list[_Named], found: Sequence[_Mention]) -> None:
    """Give a name one letter off a known surname to its person; takes it from where it was."""
    full = [person for person in people if len(person.name.split()) > 1]
    alike = _by_initial(full)
    for mention in found:
        last = surname(mention.name)
        if (
            mention.kind not in {"person", "organisation", "place", "other"}
            or places(last)
            or country_of(last)
        ):
            continue
        first = mention.name.split()[:-1]
        fits = [
            person
            for person, name in alike.get(last.lower()[:1], ())
            if spelling_variant(last, surname(name))
            and (not first or _fits(" ".join((*first, surname(name))), name))
        ]
        if len(fits) != 1 or mention in fits[0].mentions or _everyday(story, last):
            continue
        fits[0].spellings.add(last)
        for person in people:
            if mention in person.mentions:
                person.mentions.remove(mention)
        mention.kind = "person"
        fits[0].mentions.append(replace(mention, role=mention.role))
        alike = _by_initial(full)
    people[:] = [person for person in people if person.mentions]


def _by_initial(people: Sequence[_Named]) -> Mapping[str, Sequence[tuple[_Named, str]]]:
    """People that are still named, with their names, by the first letter of the surname: no slip is in it."""
    found: defaultdict[str, list[tuple[_Named, str]]] = defaultdict(list)
    for person in people:
        if person.mentions:
            name = person.name
            found[surname(name).lower()[:1]].append((person, name))
    return found


def _everyday(story: Story, word: str) -> bool:
    """Whether the word also stands in lower case: then it is no name."""
    return any(re.search(rf"\b{re.escape(word.lower())}\b", article.text) for article in story.articles)


def _said_within(story: Story, found: Sequence[_Mention]) -> list[_Mention]:
    """Each place with the one that stands right behind it ("San Jose, Costa Rica")."""
    at = {(one.span.article, one.span.part, one.span.start): one for one in found if one.kind == "place"}
    out = []
    for one in found:
        following = at.get((one.span.article, one.span.part, one.span.end + 2))
        if following is not None and one.kind == "place":
            after = replace(one.span, start=one.span.end, end=one.span.end + 2)
            if story.slice(after) == ", ":
                one = replace(one, within=spelled_out(following.name))
        out.append(one)
    return out


def _long_forms(
    story: Story, everything: Sequence[Sentence], found: Sequence[_Mention]
) -> tuple[dict[str, str], list[_Mention]]:
    """Each acronym written behind its long form, with that form; and where it stands if it was not found."""
    long_forms: dict[str, str] = {}
    added: list[_Mention] = []
    taken: Taken | None = None
    for sentence in everything:
        text = story.slice(sentence.span)
        for match in _ACRONYM.finditer(text) if "(" in text else ():
            words = list(re.finditer(r"\S+", match[1]))
            named = (word for word in words if word[0][0].isupper())
            start = next((w.start() for w in named if initials_of(match[2], match[1][w.start() :])), None)
            if start is None:
                continue
            form = match[1][start:]
            long_forms[match[2]] = form
            where = sentence.span.stretch(match.start(1) + start, match.end(1))
            taken = taken or Taken.of(one.span for one in found)
            if not taken.meets(where):
                added.append(_Mention(span=where, name=form, kind="organisation"))
    return long_forms, added


def _organisations(
    story: Story, everything: Sequence[Sentence], found: Sequence[_Mention], long_forms: Mapping[str, str]
) -> list[_Named]:
    """Organisations and other names; acronyms join their long forms."""
    named: dict[tuple[EntityKind, str], _Named] = {}
    for one in found:
        if one.kind not in {"organisation", "group", "event", "other"}:
            continue
        key = re.sub(r"^the\s+", "", long_forms.get(one.name, one.name), flags=re.IGNORECASE).lower()
        named.setdefault((one.kind, key), _Named(kind=one.kind)).mentions.append(one)
    joined = _with_short_names(list(named.values()))
    people = full_names(one.name for one in found if one.kind == "person")
    where = Locator.of(story, everything)
    for each in joined:
        shown = any(one.shown and one.kind == each.kind for one in each.mentions)
        if each.kind in {"organisation", "other"} and not shown:
            language = story.articles[each.mentions[0].span.article].language
            spans = [one.span for one in each.mentions]
            likely = is_likely(each.name, spans, where, people, language)
            if likely is not None:
                each.kind = "organisation" if likely else "other"
    return joined


def _with_short_names(named: Sequence[_Named]) -> list[_Named]:
    """Organisations, each with its short name where only one can be meant by it."""
    # A short name that is added to a long one's mentions leaves it what it is called.
    called = [(one, one.name) for one in named if one.kind == "organisation"]
    long = [(one, name) for one, name in called if " " in name]
    short = {
        id(one): [
            other
            for other, whole in long
            if other is not one and (short_for(name, whole) or (name.isupper() and initials_of(name, whole)))
        ]
        for one, name in called
    }
    out = []
    for one in named:
        fits = short.get(id(one), ())
        if len(fits) == 1:
            fits[0].mentions.extend(one.mentions)
        else:
            out.append(one)
    for one in out:
        one.mentions.sort(key=lambda each: (each.span.article, each.span.part != "title", each.span.start))
    return out


def _places_named(story: Story, found: Sequence[_Mention]) -> list[_Named]:
    """Places, by their plain names; a country under all of its names is one."""
    named: dict[str, _Named] = {}
    for one in found:
        if one.kind == "place":
            key = listed(spelled_out(one.name.removeprefix("the "))).lower()
            named.setdefault(key, _Named(kind="place")).mentions.append(one)
    for each in named.values():
        if _is_english(story, each) and not may_be_place(each.name):
            each.kind = "other"
    return list(named.values())


def _country(name: str) -> Place | None:
    """The country that a name or demonym means."""
    known = place(country_of(name) or name)
    return known if known and known.kind in {"country", "region"} else None


def _entity(story: Story, named: _Named, near: frozenset[str]) -> Entity:
    """The collected mentions as one entity; a place with what contains it."""
    best = max(
        named.mentions,
        key=lambda one: (
            one.name not in named.spellings,
            named.kind != "place" or len(one.name) <= SHORT_ACRONYM or not one.name.isupper(),
            len(one.name.split()),
            len(one.name),
            one.span.part == "text",
            -one.span.start,
        ),
    )
    roles = [one.role for one in named.mentions if one.role and named.kind == "person"]
    forms = dict.fromkeys(one.name for one in named.mentions)
    others = tuple(
        form
        for form in forms
        if surname(form) in named.spellings
        or (named.kind == "person" and misspelt(form, best.name))
        or (named.kind == "organisation" and form != best.name and not short_for(form, best.name))
    )
    said = frozenset(one.within for one in named.mentions if one.within)
    known = _container(best.name, said, near) if named.kind == "place" else None
    return Entity(
        name=best.span,
        kind=named.kind,
        mentions=tuple(
            sorted(
                {one.span for one in named.mentions},
                key=lambda span: (span.article, span.part != "title", span.start, span.end),
            )
        ),
        variants=others,
        role=max(roles, key=partial(_tells_most, story), default=None),
        place=known.full if known else None,
    )


def _tells_most(story: Story, office: Span) -> tuple[bool, int]:
    """How much an office tells of somebody: one that was held then less than any other, a longer one more."""
    return not story.slice(office).lower().startswith("then"), office.end - office.start


def _container(name: str, said: frozenset[str], near: frozenset[str]) -> Place | None:
    """The place that is meant: one in what the article says it lies in, where it says so."""
    if not said:
        return located(name, near)
    known = place(name, said)
    return (
        known if known and (known.kind == "country" or said.intersection(known.within.split(", "))) else None
    )
