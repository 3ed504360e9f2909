"""Whether a name is an organisation's: learned from names that were read.

A small language model calls an organisation what is written with capitals and is nobody's name: products,
films, programmes, halves of longer names. What the name is made of, what stands around it and what the model
itself says of its other mentions tell more together: a logistic regression weighs them.
`python -m benchmarks.train_organisations` makes the weights, `docs/page.md` says what they are worth.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from brief.analyse.given import is_given_name
from brief.analyse.places import country_of, places
from brief.cues import cues
from brief.model import Sentence, Span, Story, Token
from brief.patterns import is_one_of, pattern
from brief.resources import data
from brief.wellknown import is_everyday, is_organisation, may_be_organisation

LIKELY = 0.4
"""From which likelihood a name is told as an organisation: where most of those held apart come out right."""
MOST_MENTIONS = 8
"""Mentions that are looked at: more of them tell nothing new."""
LOOKED_AT_BEFORE = 30
LOOKED_AT_BEHIND = 60
"""Characters around a mention that are looked at."""
LONG, LONGEST = 4, 6
"""Words from which a name is long, and from which it may be a title or run on."""
SHORT = 3
"""Letters up to which a word is an acronym, whatever its case."""
_TELLING = frozenset({"behind: says", "behind: staff", "behind: acronym", "behind: company"} | {
    "before: company", "before: staff of", "before: office of", "before: body", "model: ORG"
})  # fmt: skip
"""What shows an organisation if it stands beside one mention of many."""
_NAME_TAGS = frozenset({"PROPN", "ADP", "DET", "CCONJ", "PUNCT", "PART"})
"""Parts of speech that a name is made of."""


@dataclass(frozen=True, slots=True)
class Locator:
    """The sentences of a story, to find where something is named."""

    story: Story
    by_part: Mapping[tuple[int, str], Sequence[Sentence]]

    @staticmethod
    def of(story: Story, sentences: Sequence[Sentence]) -> Locator:
        """Those of each article and part, in the order of the text."""
        found: dict[tuple[int, str], list[Sentence]] = {}
        for sentence in sentences:
            found.setdefault((sentence.span.article, sentence.span.part), []).append(sentence)
        for each in found.values():
            each.sort(key=lambda one: one.span.start)
        return Locator(story, found)

    def around(self, span: Span) -> Sentence | None:
        """The sentence that a mention stands in, if it does not run over its end."""
        near = self.by_part.get((span.article, span.part), ())
        place = bisect_right(near, span.start, key=lambda one: one.span.start) - 1
        return near[place] if place >= 0 and near[place].span.end >= span.end else None


def is_likely(
    name: str, mentions: Sequence[Span], where: Locator, people: Collection[str], language: str
) -> bool | None:
    """Whether a name is likelier an organisation's than not.

    Args:
        name: Its fullest form.
        mentions: Where it stands, in reading order.
        where: Of the same story.
        people: First names and surnames of the story's people (`given.full_names`).
        language: ISO 639-1 code of the article that names it first.

    Returns:
        None where no weights were learned for the language.
    """
    known = weights(language)
    if known is None:
        return None
    return likelihood(known, features(name, mentions, where, people, language)) >= LIKELY


def likelihood(learned: Mapping[str, float], found: Mapping[str, float]) -> float:
    """How likely an organisation is by its features, 0 to 1."""
    score = learned[""] + sum(learned.get(feature, 0.0) * value for feature, value in found.items())
    return 1 / (1 + math.exp(-score))


@cache
def weights(language: str) -> Mapping[str, float] | None:
    """The weight of each feature, the constant under no name; None where there are none for a language."""
    learned: dict[str, dict[str, float]] = json.loads(
        data("organisation_weights.json").read_text(encoding="utf-8")
    )
    return learned.get(language)


def features(
    name: str, mentions: Sequence[Span], where: Locator, people: Collection[str], language: str
) -> dict[str, float]:
    """What tells whether a name is an organisation's; `is_likely` explains the arguments.

    Returns:
        Values other than 0, by feature: of the name 1 for true; of its mentions the share, 0 to 1,
        that is so, and 1 for "any" of what one mention is enough for.
    """
    words = cues(language)
    found = dict.fromkeys(_of_name(name, people, words), 1.0)
    found["mentions"] = math.log(len(mentions))
    if any(one.part == "title" for one in mentions):
        found["in headline"] = 1.0
    seen: Counter[str] = Counter()
    looked_at = 0
    for span in mentions[:MOST_MENTIONS]:
        sentence = where.around(span)
        if sentence is not None:
            looked_at += 1
            seen.update(_around(where.story.slice(sentence.span), span, sentence, words))
            seen.update(_in_parse(sentence, span))
    found.update({feature: times / looked_at for feature, times in seen.items()})
    found.update({f"any {feature}": 1.0 for feature in seen.keys() & _TELLING})
    return {feature: value for feature, value in found.items() if value}


def _of_name(name: str, people: Collection[str], words: Mapping[str, Any]) -> Iterator[str]:
    """What the name itself tells."""
    parts = name.split()
    first, last = parts[0], parts[-1].strip(".,")
    yield from _of_length(parts)
    heads = words["organisation_heads"]
    headed = pattern("(?:%s)s?", heads).fullmatch(last) is not None
    if headed:
        yield "head at the end" if len(parts) > 1 else "head alone"
    small = [part for part in parts if part.islower()]
    of_head = {"of", "for", "on"}.intersection(small) and any(is_one_of(part, heads) for part in parts[:-1])
    if of_head:
        yield "head of"
    elif small:
        yield "small words"
    elif not headed and any(is_one_of(part, words["surely_organisation_heads"]) for part in parts[:-1]):
        yield "head inside"
    if is_organisation(name, called=True):
        yield "known"
    elif is_organisation(name, called=False):
        yield "known unless"
    elif may_be_organisation(name):
        yield "known beside others"
    if not headed and pattern("(?:%s)s?", words["place_heads"]).fullmatch(last):
        yield "head of a place"
    if pattern(r"\b(?:%s)(?: \d{4})?$", words["no_organisation_heads"]).search(name):
        yield "head of something else"
    if not headed and not name.isupper():
        if is_everyday(last):
            yield "everyday word" if len(parts) == 1 else "ends with an everyday word"
        if len(parts) > 1 and all(map(is_everyday, parts)):
            yield "everyday words"
    yield from _of_writing(name)
    if places(name):
        yield "place"
    elif any(map(places, parts)):
        yield "place inside"
    if len(parts) > 1 and country_of(first):
        yield "country's"
    if is_given_name(first):
        yield "given name" if len(parts) == 1 else "given name first"
    if any(part in people for part in parts):
        yield "part of a person's name"


def _of_length(parts: Sequence[str]) -> Iterator[str]:
    if len(parts) == 1:
        yield "one word"
    if len(parts) >= LONG:
        yield "long"
    if len(parts) >= LONGEST:
        yield "longest"
    if len(parts) == 1 and len(parts[0]) <= SHORT:
        yield "short"


def _of_writing(name: str) -> Iterator[str]:
    """What the letters and marks of a name tell."""
    for feature, expression in _WRITTEN.items():
        if expression.search(name):
            yield feature


_WRITTEN = {
    "acronym": re.compile(r"^[A-Z][A-Z&.]+$"),
    "two letters": re.compile(r"^[A-Z]{2}$"),
    "in capitals": re.compile(r"^[A-Z]+(?: [A-Z]+)+$"),
    "digit": re.compile(r"\d"),
    "hyphen": re.compile("-"),
    "and": re.compile(r"&|\band\b"),
    "comma or slash": re.compile("[,/]"),
    "begins small": re.compile(r"^[^\W\d_](?<![A-Z])"),
    "owner": re.compile(r"['’]s? "),
    "humped": re.compile(r"[a-z][A-Z]"),
}


def _around(written: str, span: Span, sentence: Sentence, words: Mapping[str, Any]) -> Iterator[str]:
    """What the words beside one mention tell."""
    start, end = span.start - sentence.span.start, span.end - sentence.span.start
    before = written[max(0, start - LOOKED_AT_BEFORE) : start]
    behind = written[end : end + LOOKED_AT_BEHIND]
    if not before.strip(" \"“‘'("):
        yield "opens"
    word = _LAST_WORD.search(before)
    if word and is_one_of(word[1], words["before_names"]):
        yield f"before: {word[1].lower()}"
    if word and word[1][0].isupper() and len(before) > len(word.group()):
        yield "before: capital"
    for feature, form, lists in _BEFORE_IT:
        if pattern(form, *[words[one] for one in lists]).search(before):
            yield feature
    for feature, form, lists in _BEHIND_IT:
        if pattern(form, *[words[one] for one in lists], flags=0).match(behind):
            yield feature


_LAST_WORD = re.compile(r"([^\W\d_]+)\s+$")
_IN_OFFICE = r"\b(?:%s)s? (?:of|at|for|with|from|in)(?: the)? $"
_BEFORE_IT: Sequence[tuple[str, str, tuple[str, ...]]] = (
    ("before: office of", _IN_OFFICE, ("offices",)),
    ("before: staff of", _IN_OFFICE, ("staff",)),
    ("before: company", r"\b(?:%s),? $", ("companies",)),
    ("before: body", r"\b(?:%s) $", ("before_organisations",)),
    ("before: thing", r"\b(?:%s) $", ("before_things",)),
    ("before: mark", r"[\"“‘'(]$", ()),
    ("before: and a name", r"(?-i:[A-Z])\w+ (?:and|&) (?:the )?$", ()),
)
_BEHIND_IT: Sequence[tuple[str, str, tuple[str, ...]]] = (
    ("behind: mark", r"[\"”’'](?!s)", ()),
    ("behind: possessive", r"['’]s?\b", ()),
    ("behind: says", r"\s+(?:%s)\b", ("says",)),
    ("behind: staff", r"(?:['’]s?)?\s+(?:[a-z-]+ )?(?:%s)\b", ("staff",)),
    ("behind: thing", r"\s+(?:[a-z-]+ )?(?:%s)\b", ("behind_things",)),
    ("behind: company", r",\s+(?:an?|the|its)\s+(?:[\w-]+\s+){0,4}(?:%s)\b", ("companies",)),
    ("behind: acronym", r"\s+\([A-Z]{2,7}\)", ()),
    ("behind: capital", r"\s+[A-Z][a-z]", ()),
    ("behind: number", r"\s+\d", ()),
    ("behind: comma", r"\s*,", ()),
    ("behind: stop", r"\s*[.!?]", ()),
    ("behind: and", r"\s+and\b", ()),
    ("behind: and a name", r"\s+and (?:the )?[A-Z]", ()),
    ("behind: preposition", r"\s+(?:of|in|at|on|for)\b", ()),
    ("behind: auxiliary", r"\s+(?:is|was|has|had|will|would|can|could|may|did|does)\b", ()),
    ("behind: plural", r"\s+(?:have|are|were)\b", ()),
    ("behind: hyphen", r"[-–]\w", ()),
)


def _in_parse(sentence: Sentence, span: Span) -> Iterator[str]:
    """What the language model says of one mention."""
    inside = [one for one in sentence.tokens if one.start < span.end and one.end > span.start]
    if not inside:
        return
    yield "parsed"
    for label in {one.entity.partition("-")[2] or "none" for one in inside}:
        yield f"model: {label}"
    root = _root(sentence, inside)
    head = sentence.tokens[root.head]
    yield f"as {root.dep}"
    if root.dep == "nsubj" and head.pos == "VERB":
        yield "acts"
    if root.dep == "compound":
        yield "compound of a name" if head.pos == "PROPN" else "compound"
    behind = next((one for one in sentence.tokens if one.start >= span.end), None)
    whole = inside[0].entity.startswith("B") and all(one.entity.startswith("I") for one in inside[1:])
    if whole and not (behind and behind.entity.startswith("I")):
        yield "whole"
    yield f"ends as {inside[-1].tag}"
    if any(one.pos not in _NAME_TAGS for one in inside):
        yield "word of no name"


def _root(sentence: Sentence, inside: Sequence[Token]) -> Token:
    """The token that the others hang on."""
    first, last = inside[0].start, inside[-1].start
    for one in inside:
        head = sentence.tokens[one.head]
        if head is one or not first <= head.start <= last:
            return one
    return inside[-1]
