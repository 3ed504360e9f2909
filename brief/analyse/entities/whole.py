"""A name as long as it is: without the credit before it, with its small words, with the given name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cache

from brief.analyse.casing import stands_small
from brief.analyse.entities.mentions import Mention
from brief.analyse.given import is_given_name
from brief.analyse.namewords import name_regex
from brief.analyse.organisations import Locator
from brief.analyse.roles import role
from brief.analyse.spelled import Names
from brief.cues import cues_or_english
from brief.model import Sentence, Story
from brief.patterns import pattern
from brief.wellknown import is_everyday

LONGEST_GIVEN = 16
"""Characters before a surname that may hold the given name."""


def without_credits(story: Story, found: Sequence[Mention]) -> list[Mention]:
    """The mentions, without a picture's credit that runs into the name behind it ("Reuters Chicago Cubs").

    What is left has to be named by itself elsewhere, so that a "Facebook Oversight Board" stays whole.
    """
    kinds = {one.name: one.kind for one in found}
    out = []
    for one in found:
        words = cues_or_english(story.articles[one.span.article].language)
        credit = pattern(r"(?:%s) (?=\S+ \S)", words["credits"], flags=0).match(one.name)
        rest = one.name[credit.end() :] if credit else ""
        if rest in kinds:
            start = one.span.end - len(rest)
            one = replace(one, name=rest, kind=kinds[rest], span=one.span.to(start, one.span.end))
        out.append(one)
    return out


def with_small_words(story: Story, everything: Sequence[Sentence], found: Sequence[Mention]) -> list[Mention]:
    """A name with small words in it ("Man of the Hills") told whole wherever it stands, never in pieces."""
    of_a_work = _of_a_work()
    titles = {one.name: one.kind for one in found if of_a_work.search(one.name)}
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
                whole.append(Mention(span=span, name=name, kind=titles[name]))
    return [one for one in found if id(one) not in pieces] + whole


@cache
def _of_a_work() -> re.Pattern[str]:
    small = name_regex("inside a work")
    return re.compile(rf"^[A-Z]\S* (?:\S+ )*(?:{small}) (?:the |a )?(?:\S+ )*[A-Z]\S*$")


def with_given_names(story: Story, everything: Sequence[Sentence], found: Sequence[Mention]) -> list[Mention]:
    """The mentions, a surname with the given name before it.

    The model misses given names that it does not know ("Peaches Geldof"): those that a table has, and
    words that stand before the surname more than once.
    """

    @cache
    def text() -> str:
        return "\n".join([story.slice(sentence.span) for sentence in everything])

    @cache
    def precedes(word: str, name: str) -> bool:
        return _always_precedes(word, name, text())

    out = []
    for one in found:
        if one.kind == "person" and _may_lack_given(one):
            before = story.slice(one.span.to(max(0, one.span.start - LONGEST_GIVEN), one.span.start))
            if given := _GIVEN.search(before):
                one = _with_given(story, one, given[1], precedes)
        out.append(one)
    return out


_GIVEN = re.compile(r"(?:^|[^\w’'-])([A-Z][a-z]+) $")


def _may_lack_given(one: Mention) -> bool:
    """Whether a person is named by one word, or right behind an office by no given name."""
    if " " not in one.name:
        return True
    office_ends = one.role is not None and one.role.end == one.span.start - 1
    return office_ends and not is_given_name(one.name.split()[0])


def _with_given(story: Story, one: Mention, given: str, precedes: Callable[[str, str], bool]) -> Mention:
    """A surname with the capitalised word before it, where that is a given name."""
    words = cues_or_english(story.articles[one.span.article].language)
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


def _always_precedes(word: str, name: str, text: str) -> bool:
    """Whether a word stands before a name twice or more, and never without a capital."""
    if text.count(f"{word} {name}") < 2:
        return False  # most are told so, without building an expression
    together = re.compile(rf"\b{word} {re.escape(name)}\b")
    lower = re.compile(rf"\b{word.lower()}\b")
    return len(together.findall(text)) > 1 and not lower.search(text)


def with_offices(story: Story, everything: Sequence[Sentence], found: Sequence[Mention]) -> list[Mention]:
    """The mentions, with the office beside somebody whom the language model took for something else."""
    where = Locator.of(story, everything)
    out = []
    for one in found:
        lacks = one.kind == "person" and one.role is None and " " in one.name
        sentence = where.around(one.span) if lacks else None
        if sentence is not None and sentence.tokens:
            words = cues_or_english(story.articles[one.span.article].language)
            one = replace(one, role=role(sentence, one.span, words))
        out.append(one)
    return out


def without_everyday_word(story: Story, one: Mention, full: Collection[str]) -> Mention:
    """The surname of somebody told in full without an everyday word before it ("Prop Jones").

    Args:
        story: That names it.
        one: A mention of a person.
        full: Names of people of more than one word.
    """
    first, _, rest = one.name.partition(" ")
    if not rest or is_given_name(first) or not is_everyday(first):
        return one
    if not any(other.endswith(f" {rest}") and is_given_name(other.split()[0]) for other in full):
        return one
    if not stands_small((article.text for article in story.articles), first):
        return one  # Marine Le Pen and Jean-Marie are two
    return replace(one, span=one.span.to(one.span.end - len(rest), one.span.end), name=rest)
