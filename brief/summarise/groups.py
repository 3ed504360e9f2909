"""Whole summaries: which sentences may stand on a page together, and how good they are together."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from brief.model import Analysis
from brief.summarise.again import events
from brief.summarise.centrality import cosine
from brief.summarise.features import LEAD, Reading

# Above it two sentences say the same. Lower, and sentences go that only share the story's
# names; ROUGE on benchmarks/ is flat from 0.45 to 0.6.
SAME = 0.5
# So do those of which the shorter has this share of its terms in the other.
SAME_SHARED = 0.7
SAME_TERMS = 4
# The same for two articles of one story, set by reading what the clusters gave.
AGAIN = 0.25
AGAIN_SHARED = 0.35
AGAIN_TERMS = 4
# Sentences that tell the same kind of event, in whatever words, are one fact from here on.
RETOLD_SHARED = 0.3
RETOLD_TERMS = 3
# What only fills a page has to share less than this with what stands there: a sentence that
# tells the same in other words shares a third of its terms, or two that the story says once
# or twice. Set by reading; ROUGE at the words of Lead-3 is the same with and without.
TOUCHES = 0.1
TOUCHES_SHARED = 0.3
TOUCHES_TERMS = 2
# Of how many sentences every combination is tried, and how many make a summary.
BEST = 7
SIZES = (2, 3, 4, 5)

Group = tuple[int, ...]
"""Rising indices of sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A story and the score of each of its sentences: what groups are made from."""

    analysis: Analysis
    reading: Reading
    scores: Sequence[float]
    lengths: Sequence[int]
    """In words between spaces, as a reader counts them."""
    learning: bool = False
    """Whether weights are learned on it: they come out better when groups that tell an event
    again in other words, which no page has, are among those compared."""

    def repeats(self, one: int, other: int) -> bool:
        """Whether two sentences say the same; of two articles less is needed, they tell one event."""
        sentences = self.analysis.sentences
        if sentences[one].span.article != sentences[other].span.article:
            return self.tells_again(one, other)
        return self.same(one, other) or (not self.learning and self.retells(one, other))

    def same(self, one: int, other: int) -> bool:
        """Whether two sentences have most of their terms in common."""
        vectors = self.reading.vectors
        if cosine(vectors[one], vectors[other]) > SAME:
            return True
        shared = len(vectors[one].keys() & vectors[other].keys())
        return shared >= max(SAME_TERMS, SAME_SHARED * min(len(vectors[one]), len(vectors[other])))

    def tells_again(self, one: int, other: int) -> bool:
        """Whether a sentence of one article tells what one of another does, in other words."""
        vectors = self.reading.vectors
        if cosine(vectors[one], vectors[other]) > AGAIN:
            return True
        shared = len(vectors[one].keys() & vectors[other].keys())
        return shared >= max(AGAIN_TERMS, AGAIN_SHARED * min(len(vectors[one]), len(vectors[other])))

    def retells(self, one: int, other: int) -> bool:
        """Whether two sentences share the event and much else, and do not differ in all their figures."""
        vectors = self.reading.vectors
        shared = len(vectors[one].keys() & vectors[other].keys())
        if shared < max(RETOLD_TERMS, RETOLD_SHARED * min(len(vectors[one]), len(vectors[other]))):
            return False
        if not self._events(one) & self._events(other):
            return False
        figures, others = self._figures(one), self._figures(other)
        return not figures or not others or not figures.isdisjoint(others)

    def touches(self, one: int, other: int) -> bool:
        """Whether two sentences may tell the same in other words; many that do not are among them."""
        vectors = self.reading.vectors
        if self.repeats(one, other) or cosine(vectors[one], vectors[other]) > TOUCHES:
            return True
        shared = vectors[one].keys() & vectors[other].keys()
        shorter = min(len(vectors[one]), len(vectors[other]))
        return (
            len(shared) >= max(TOUCHES_TERMS, TOUCHES_SHARED * shorter)
            or len(shared - self.reading.keywords.keys()) >= TOUCHES_TERMS
        )

    def follows(self, sentence: int, group: Collection[int]) -> bool:
        """Whether what the sentence leans on, if anything, stands before it in the group.

        "He" is known when the sentences between also begin with "he", "the 27-year-old"
        when any sentence of the article stands before it.
        """
        standings, sentences = self.reading.standings, self.analysis.sentences
        if not standings[sentence].leans or self.opens_article(sentence):
            return True
        if sentence - 1 in group:
            return True
        if standings[sentence].describes:
            article = sentences[sentence].span.article
            return any(other < sentence and sentences[other].span.article == article for other in group)
        opener = sentences[sentence].words[:1]
        if standings[sentence].connects or standings[sentence].spoken:
            return False
        before = sentence - 1
        while standings[before].points_back and sentences[before].words[:1] == opener:
            if self.opens_article(before):
                return False
            before -= 1
            if before in group:
                return True
        return False

    def _events(self, sentence: int) -> frozenset[str]:
        """The kinds of event it tells."""
        told = self.analysis.sentences[sentence]
        return events(told, self.analysis.story.articles[told.span.article].language)

    def _figures(self, sentence: int) -> frozenset[str]:
        """What it says in digits."""
        return frozenset(word for word in self.analysis.sentences[sentence].words if word[0].isdigit())

    def opens_article(self, sentence: int) -> bool:
        """Whether no sentence of its article stands before it."""
        sentences = self.analysis.sentences
        return sentence == 0 or sentences[sentence - 1].span.article != sentences[sentence].span.article


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The sentences that summaries are made of, and what every combination needs of them."""

    choice: Choice
    sentences: Group
    likeness: Mapping[Group, float]
    """Of each pair."""
    repeats: frozenset[Group]
    """The pairs that say the same."""
    likelihood: Mapping[int, float]
    """Of each sentence, 0 to 1."""
    averaged: Mapping[int, tuple[float, ...]]
    """Of each sentence, the features that a summary has the mean of."""

    @staticmethod
    def of(choice: Choice, sentences: Iterable[int]) -> Pool:
        """Work out for the sentences, and for each two of them, what can be."""
        chosen = tuple(sorted(sentences))
        reading, pairs = choice.reading, list(combinations(chosen, 2))
        return Pool(
            choice=choice,
            sentences=chosen,
            likeness={
                (one, other): cosine(reading.vectors[one], reading.vectors[other]) for one, other in pairs
            },
            repeats=frozenset(pair for pair in pairs if choice.repeats(*pair)),
            likelihood={index: _likelihood(choice.scores[index]) for index in chosen},
            averaged={index: tuple(reading.rows[index][name] for name in _AVERAGED) for index in chosen},
        )


def best_group(pool: Pool, weights: Mapping[str, float], *, sizes: Sequence[int], room: int | None) -> Group:
    """The best summary that can be made of the sentences in the pool.

    Args:
        pool: Candidates; every combination of them is tried.
        weights: For each feature of a summary its weight.
        sizes: How many sentences it may have.
        room: How many words at most; None for any number.

    Returns:
        Rising indices; of equals the earliest. Empty when no combination is possible.
    """
    best: Group = ()
    highest = -math.inf
    for group in possible_groups(pool, sizes=sizes, room=room):
        features = group_features(pool, group)
        value = sum(weight * features[name] for name, weight in weights.items())
        if value > highest + 1e-12:
            best, highest = group, value
    return best


def possible_groups(pool: Pool, *, sizes: Sequence[int], room: int | None) -> Iterator[Group]:
    """Every combination of the pool in which nothing repeats and nothing leans on what is missing."""
    choice = pool.choice
    for size in sizes:
        for group in combinations(pool.sentences, size):
            if room is not None and sum(choice.lengths[index] for index in group) > room:
                continue
            if pool.repeats and not pool.repeats.isdisjoint(combinations(group, 2)):
                continue
            if all(choice.follows(index, group) for index in group):
                yield group


def group_features(pool: Pool, group: Group) -> dict[str, float]:
    """What is known of a summary before it is chosen."""
    choice, reading = pool.choice, pool.choice.reading
    sentences = choice.analysis.sentences
    count = len(group)
    likely = [pool.likelihood[index] for index in group]
    terms = [term for index in group for term in sentences[index].terms]
    unlike = set(terms)
    length = sum(choice.lengths[index] for index in group)
    usual = max(sum(choice.lengths[:LEAD]), 1)
    alike = [pool.likeness[pair] for pair in combinations(group, 2)] or [0.0]
    places = [reading.rows[index]["rank"] for index in group]
    means = [sum(column) / count for column in zip(*(pool.averaged[index] for index in group), strict=True)]
    named = dict(zip(_MEANS, means, strict=True))
    held = sum(share for term, share in reading.keywords.items() if term in unlike)
    return {
        "mean likelihood": sum(likely) / count,
        "sum of likelihoods": sum(likely),
        "least likelihood": min(likely),
        "greatest likelihood": max(likely),
        "mean score": sum(choice.scores[index] for index in group) / count,
        "two sentences": float(count == 2),
        "three sentences": float(count == 3),
        "words": length / 50,
        "words squared": (length / 50) ** 2,
        "length beside the lead": min(length / usual, 2.0),
        "shorter than the lead": max(0.0, 1 - length / usual),
        "longer than the lead": max(0.0, min(length / usual, 2.5) - 1),
        # The cosine of the sum of vectors of length 1, from the cosines of its parts.
        "like the whole": named["mean like the whole"] * count / math.sqrt(count + 2 * sum(alike)),
        "mean likeness": sum(alike) / len(alike),
        "greatest likeness": max(alike),
        "keywords held": held / max(sum(reading.keywords.values()), 1e-9),
        "keyword density": sum(term in reading.keywords for term in terms) / max(len(terms), 1),
        "has the first": max(reading.rows[index]["first"] for index in group),
        "in the lead": sum(place < _AFTER_LEAD for place in places) / count,
        "mean rank": sum(places) / count,
        "last rank": max(places),
        "neighbours": sum(after - before == 1 for before, after in pairwise(group)) / count,
        "leaning": sum(reading.standings[index].leans for index in group) / count,
        "different terms": len(unlike) / max(len(terms), 1),
        "terms per word": len(terms) / max(length, 1),
        **named,
    }


def _likelihood(score: float) -> float:
    """The probability whose log odds these are."""
    return 1.0 / (1.0 + math.exp(-max(min(score, 30.0), -30.0)))


_AFTER_LEAD = math.log1p(LEAD) - 1e-9
_AVERAGED = (
    "like the first",
    "page rank",
    "like the whole",
    "quotes",
    "length",
    "said once",
    "term frequency",
    "figures",
    "first person",
    "told again",
)
_MEANS = tuple(f"mean {name}" for name in _AVERAGED)
