"""Whether two sentences tell the same, however they are worded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from brief import resources
from brief.model import Analysis, Sentence


def events(sentence: Sentence, language: str) -> frozenset[str]:
    """The kinds of event that the sentence has a word for.

    Args:
        sentence: Read, with its words.
        language: ISO 639-1 code; none are known of a language without a list.

    Returns:
        Their names in `brief/data/again_<language>.txt`.
    """
    pattern = _pattern(language)
    if pattern is None:
        return frozenset()
    found = pattern.findall(" ".join(sentence.words))
    kinds = _kinds(language)
    return frozenset(kind for form in found for kind in kinds[form])


@cache
def _kinds(language: str) -> dict[str, tuple[str, ...]]:
    """For each word or phrase the kinds of event it stands for."""
    try:
        listed = resources.lists(f"again_{language}.txt")
    except FileNotFoundError:
        return {}
    kinds: dict[str, tuple[str, ...]] = {}
    for kind, forms in listed.items():
        for form in forms:
            kinds[form] = (*kinds.get(form, ()), kind)
    return kinds


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """Any of the words and phrases, the longest first; None for a language without a list."""
    forms = sorted(_kinds(language), key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, forms))})(?!\S)") if forms else None


@dataclass(frozen=True, slots=True)
class Tellings:
    """What the sentences of a story say, in a form in which other words for it are the same."""

    analysis: Analysis
    vectors: Sequence[Mapping[str, float]]
    """Of each sentence, the weights of its terms."""
    known: dict[int, Gist] = field(default_factory=dict)
    """What was asked for before."""

    def alike(self, one: int, other: int) -> float:
        """How much two sentences have in common of all that they say, in whatever words, 0 to 1."""
        return retelling(self._gist(one), self._gist(other))

    def _gist(self, index: int) -> Gist:
        """What one sentence says."""
        if index not in self.known:
            sentence = self.analysis.sentences[index]
            language = self.analysis.story.articles[sentence.span.article].language
            self.known[index] = gist(sentence, self.vectors[index], language)
        return self.known[index]


@dataclass(frozen=True, slots=True)
class Gist:
    """What a sentence says, in a form in which other words for it are the same."""

    said: tuple[tuple[float, frozenset[str]], ...]
    """For each term its weight and what it can be known by."""
    keys: frozenset[str]
    """All of these."""
    weight: float
    """Of all the terms."""


def gist(sentence: Sentence, vector: Mapping[str, float], language: str) -> Gist:
    """What a sentence says.

    Args:
        sentence: Read, with its words and terms.
        vector: The weight of each of its terms.
        language: ISO 639-1 code; without a list of words that mean the same, a word is
            known by its stem and by its first letters only.
    """
    groups, stops = same_words(language), resources.stop_words(language)
    known: dict[str, set[str]] = {}
    for word, term in zip(
        (word for word in sentence.words if word not in stops), sentence.terms, strict=False
    ):
        keys = known.setdefault(term, {term})
        if len(term) >= _BEGINNING:
            keys.add(term[:_BEGINNING] + "-")
        for part in word.removesuffix("'s").split("-"):
            keys.update(groups.get(part, ()))
    said = tuple(
        (vector.get(term, 0.0) * (_FIGURE if _COUNTS.fullmatch(term) else 1.0), frozenset(keys))
        for term, keys in known.items()
    )
    return Gist(said, frozenset().union(*known.values()), sum(weight for weight, _ in said))


# Two sentences with one figure most often tell one fact; a year is no such figure.
_FIGURE = 2.0
_COUNTS = re.compile(r"(?!(?:19|20)\d\d$)\d[\d.,]+")
# Words that share so many letters at their beginning are most often of one stem.
_BEGINNING = 5


def retelling(one: Gist, other: Gist) -> float:
    """How much two sentences have in common of all that they say, in whatever words, 0 to 1."""
    if not one.weight or not other.weight or one.keys.isdisjoint(other.keys):
        return 0.0
    left, right = _share(one, other), _share(other, one)
    return left * right / (left + right - left * right) if left and right else 0.0


def _share(one: Gist, other: Gist) -> float:
    """How much of one sentence the other says too."""
    return sum(weight for weight, keys in one.said if not keys.isdisjoint(other.keys)) / one.weight


@cache
def same_words(language: str) -> dict[str, tuple[str, ...]]:
    """For each word the groups of words that mean the same which it stands in."""
    try:
        listed = resources.lists(f"alike_{language}.txt")
    except FileNotFoundError:
        return {}
    groups: dict[str, tuple[str, ...]] = {}
    for name, words in listed.items():
        for word in words:
            groups[word] = (*groups.get(word, ()), f"[{name}]")
    return groups
