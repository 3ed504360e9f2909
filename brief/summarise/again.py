"""Whether two sentences tell the same, however they are worded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain

from brief import resources
from brief.model import Analysis, Sentence

# How many words are remembered with what they mean: news says most things in a few thousand.
MOST_WORDS = 1 << 14


def events(sentence: Sentence, language: str) -> frozenset[str]:
    """The kinds of event that the sentence has a word for.

    Args:
        sentence: Read, with its words.
        language: ISO 639-1 code; none are known of a language without a list.

    Returns:
        Their names in `brief/data/again_<language>.txt`.
    """
    known, words = _kinds(language), sentence.words
    found: set[str] = set()
    after = 0
    for place in [place for place, word in enumerate(words) if word in known]:
        if place >= after:
            for form, kinds in known[words[place]]:
                if words[place : place + len(form)] == form:
                    found.update(kinds)
                    after = place + len(form)
                    break
    return frozenset(found)


@cache
def _kinds(language: str) -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """By its first word each word or phrase, the longest first, and the kinds of event it stands for."""
    try:
        listed = resources.lists(f"again_{language}.txt")
    except FileNotFoundError:
        return {}
    kinds: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}
    for kind, forms in listed.items():
        for form in forms:
            words = tuple(form.split())
            known = kinds.setdefault(words[0], {})
            known[words] = (*known.get(words, ()), kind)
    return {
        first: tuple(sorted(known.items(), key=lambda one: -len(one[0]))) for first, known in kinds.items()
    }


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
    stops = resources.stop_words(language)
    known: dict[str, frozenset[str]] = {}
    for word, term in zip(
        [word for word in sentence.words if word not in stops], sentence.terms, strict=False
    ):
        keys = _known_by(word, term, language)
        known[term] = known[term] | keys if term in known else keys
    said = tuple(
        [
            (
                vector.get(term, 0.0)
                * (_FIGURE if term[:1].isdecimal() and _COUNTS.fullmatch(term) else 1.0),
                keys,
            )
            for term, keys in known.items()
        ]
    )
    return Gist(said, frozenset().union(*known.values()), sum([weight for weight, _ in said]))


@lru_cache(MOST_WORDS)
def _known_by(word: str, term: str, language: str) -> frozenset[str]:
    """What a word can be known by: its stem, the stem's beginning, the words that mean the same."""
    groups = same_words(language)
    beginning = [term[:_BEGINNING] + "-"] if len(term) >= _BEGINNING else []
    parts = word.removesuffix("'s").split("-")
    return frozenset((term, *beginning, *chain.from_iterable(groups.get(part, ()) for part in parts)))


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
    return sum([weight for weight, keys in one.said if not keys.isdisjoint(other.keys)]) / one.weight


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
