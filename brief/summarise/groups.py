"""Whole summaries: which sentences may stand on a page together, and how good they are together."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from operator import add, mul
from typing import NamedTuple

from brief.model import Analysis
from brief.summarise.again import events
from brief.summarise.alone import cues_of
from brief.summarise.centrality import cosine
from brief.summarise.features import LEAD, Reading

# Above it two sentences say the same. Lower, and sentences go that only share the story's
# names; ROUGE on benchmarks/ is flat from 0.45 to 0.6.
SAME = 0.5
# So do those of which the shorter has this share of its terms in the other. At half the share 9.8 in place
# of 11.3 of 100 pages tell a fact twice and 6.0 in place of 5.0 miss the main fact (`benchmarks.pages`,
# 521 articles); all of them for the share, and 2 or 8 terms, change one page at most.
SAME_SHARED = 0.7
SAME_TERMS = 4
# The same for two articles of one story, set by reading what the clusters gave.
AGAIN = 0.25
AGAIN_SHARED = 0.35
AGAIN_TERMS = 4
# Sentences that tell the same kind of event, in whatever words, are one fact from here on. Half the share:
# a fact twice on 10.9 of 100 pages, a sentence that cannot stand on 19.8, not 18.4; twice the share, or 6
# terms: twice on 12.3; one term changes 5 of 521 pages.
RETOLD_SHARED = 0.3
RETOLD_TERMS = 3
# What only fills a page has to share less than this with what stands there: a sentence that
# tells the same in other words shares a third of its terms, or two that the story says once
# or twice. Set by reading; ROUGE at the words of Lead-3 is the same with and without.
TOUCHES = 0.1
TOUCHES_SHARED = 0.3
TOUCHES_TERMS = 2
# How much of what two sentences say is the same, in whatever words (`again.retelling`): from the
# first on they may tell one fact, above the second they do. Of 14 pairs read as one fact told
# twice on 80 pages, 10 pass the first and 5 the second; of 609 others 27 and 3.
RETELLS = 0.12
SURELY_RETELLS = 0.18
# What that costs a summary, for each tenth above the first; and what each thing costs that a
# sentence takes as known and the summary does not tell. ROUGE minds neither; weights are learned
# with both in place. A limit of 0.16 in place of 0.18 takes 0.3 of ROUGE-1 on CNN/DM, a cost of
# 5 in place of 2 takes 0.1.
RETELLING_COSTS = 2.0
LOOSE_COSTS = 2.0
# In words: "It is a warm afternoon in Miami, and ..." says what it is, "It's odd." does not.
SAYS_WHAT = 15
# Of how many sentences every combination is tried, and how many make a summary. Of 4: a fact twice on 10.9
# of 100 pages, the main fact missing on 5.2; of 10: 14 of 521 pages are otherwise and no figure is better.
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
    again in other words, or have a pronoun that means nobody in them, which no page has, are
    among those compared."""
    likenesses: dict[Group, float] = field(default_factory=dict)
    """Of pairs that were compared before."""
    happened: dict[int, frozenset[str]] = field(default_factory=dict)
    """Of sentences that were asked for it before, the kinds of event they tell."""

    def repeats(self, one: int, other: int) -> bool:
        """Whether two sentences say the same; of two articles less is needed, they tell one event."""
        sentences = self.analysis.sentences
        if sentences[one].span.article != sentences[other].span.article:
            return self.tells_again(one, other)
        return self.same(one, other) or (not self.learning and self.retells(one, other))

    def likeness(self, one: int, other: int) -> float:
        """The cosine of two sentences' terms."""
        known = self.likenesses.get((one, other))
        if known is None:
            vectors = self.reading.vectors
            known = self.likenesses[one, other] = cosine(vectors[one], vectors[other])
        return known

    def same(self, one: int, other: int) -> bool:
        """Whether two sentences have most of their terms in common."""
        vectors = self.reading.vectors
        if self.likeness(one, other) > SAME:
            return True
        shared = len(vectors[one].keys() & vectors[other].keys())
        return shared >= max(SAME_TERMS, SAME_SHARED * min(len(vectors[one]), len(vectors[other])))

    def tells_again(self, one: int, other: int) -> bool:
        """Whether a sentence of one article tells what one of another does, in other words."""
        vectors = self.reading.vectors
        if self.likeness(one, other) > AGAIN:
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
        if self.repeats(one, other) or self.likeness(one, other) > TOUCHES:
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
        if not standings[sentence].leans:
            return True
        if self.opens_article(sentence):
            return self.introduces(sentence)
        if sentence - 1 in group:
            return True
        if standings[sentence].refers:
            return False
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

    def introduces(self, sentence: int) -> bool:
        """Whether an article opens with this "it" or "this", and a sentence long enough to say what it is."""
        standing, told = self.reading.standings[sentence], self.analysis.sentences[sentence]
        if standing.spoken or standing.connects or standing.describes or not self.opens_article(sentence):
            return False
        cues = cues_of(self.analysis.story.articles[told.span.article].language)
        opens = not cues.introducing or told.words[0] in cues.introducing
        return opens and self.lengths[sentence] >= SAYS_WHAT

    def _events(self, sentence: int) -> frozenset[str]:
        """The kinds of event it tells."""
        known = self.happened.get(sentence)
        if known is None:
            told = self.analysis.sentences[sentence]
            known = events(told, self.analysis.story.articles[told.span.article].language)
            self.happened[sentence] = known
        return known

    def _figures(self, sentence: int) -> frozenset[str]:
        """What it says in digits."""
        return frozenset([word for word in self.analysis.sentences[sentence].words if word[0].isdigit()])

    def opens_article(self, sentence: int) -> bool:
        """Whether no sentence of its article stands before it."""
        sentences = self.analysis.sentences
        return sentence == 0 or sentences[sentence - 1].span.article != sentences[sentence].span.article


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The sentences that summaries are made of, and what every combination needs of them.

    Sets of sentences, of terms and of key words are whole numbers with a bit for each, since
    a hundred combinations are compared for every article.
    """

    choice: Choice
    sentences: Group
    bits: Mapping[int, int]
    """Of each sentence, the bit that stands for it."""
    likeness: Mapping[Group, float]
    """Of each pair."""
    retold: Mapping[Group, float]
    """Of pairs, how much they tell in common, in whatever words, above what any two may."""
    apart: Mapping[int, int]
    """For each sentence that has any, those that may not stand beside it, since they say the same."""
    debts: Mapping[int, tuple[int, ...]]
    """For each thing that a sentence takes as known those that tell it; of sentences that take any."""
    leaning: frozenset[int]
    """Those understood only after another."""
    likelihood: Mapping[int, float]
    """Of each sentence, 0 to 1."""
    added: Mapping[int, tuple[float, ...]]
    """Of each sentence, what a summary has the sum or the mean of."""
    extremes: Mapping[int, tuple[float, ...]]
    """Of each sentence, what a summary has the greatest of."""
    terms: Mapping[int, int]
    keywords: Mapping[int, int]
    usual: int
    """How many words the article's first sentences have."""
    weights: dict[int, float] = field(default_factory=dict)
    """For sets of key words what share of the weight of all they have; filled as they are met."""
    members: dict[Group, Members] = field(default_factory=lambda: {(): _NONE})
    """What the sentences of each group met have together, and of each beginning of one."""

    @staticmethod
    def of(choice: Choice, sentences: Iterable[int]) -> Pool:
        """Work out for the sentences, and for each two of them, what can be."""
        chosen = tuple(sorted(sentences))
        reading, pairs = choice.reading, list(combinations(chosen, 2))
        bits = {index: 1 << place for place, index in enumerate(chosen)}
        alike: dict[Group, float] = {pair: reading.tellings.alike(*pair) for pair in pairs}
        likelihood = {index: _likelihood(choice.scores[index]) for index in chosen}
        spoken = {index: reading.vectors[index].keys() for index in chosen}
        every = dict.fromkeys(term for index in chosen for term in spoken[index])
        return Pool(
            choice=choice,
            sentences=chosen,
            bits=bits,
            likeness={(one, other): choice.likeness(one, other) for one, other in pairs},
            retold={pair: share - RETELLS for pair, share in alike.items() if share > RETELLS},
            apart=_apart(choice, bits, alike),
            debts={
                index: tuple([sum([bits[other] for other in chosen if other in debt]) for debt in debts])
                for index in chosen
                if (debts := reading.threads.debts(index))
            },
            leaning=frozenset(index for index in chosen if _is_leaning(choice, index)),
            likelihood=likelihood,
            added={index: _added(choice, index, likelihood[index]) for index in chosen},
            extremes={index: _extremes(choice, index, likelihood[index]) for index in chosen},
            terms=_as_bits(every, spoken),
            keywords=_as_bits(reading.keywords, spoken),
            usual=max(sum(choice.lengths[:LEAD]), 1),
        )

    def weight(self, keywords: int) -> float:
        """What share of the weight of all key words a set of them has."""
        if keywords not in self.weights:
            shares = self.choice.reading.keywords.values()
            held = sum(share for place, share in enumerate(shares) if keywords >> place & 1)
            self.weights[keywords] = held / max(sum(shares), 1e-9)
        return self.weights[keywords]

    def together(self, group: Group) -> Members:
        """What the sentences of a group have together, from what they have without the last."""
        known = self.members.get(group)
        if known is None:
            before = self.together(group[:-1])
            last = group[-1]
            known = self.members[group] = Members(
                tuple(map(add, before.sums, self.added[last])),
                tuple(map(max, before.extremes, self.extremes[last])),
                before.terms | self.terms[last],
                before.keywords | self.keywords[last],
                before.neighbours + (group[-2:-1] == (last - 1,)),
            )
        return known


class Members(NamedTuple):
    """What the sentences of a group have together."""

    sums: tuple[float, ...]
    """Of `Pool.added`."""
    extremes: tuple[float, ...]
    """The greatest of `Pool.extremes`."""
    terms: int
    keywords: int
    neighbours: int
    """How many follow another of them in the story."""


def _is_leaning(choice: Choice, index: int) -> bool:
    """Whether a sentence is understood only after another; while learning, by its beginning alone."""
    stands = choice.reading.standings[index]
    return stands.begins_leaning if choice.learning else stands.leans


def _apart(choice: Choice, bits: Mapping[int, int], alike: Mapping[Group, float]) -> dict[int, int]:
    """For each sentence that has any, those that say the same."""
    apart: dict[int, int] = {}
    for (one, other), share in alike.items():
        surely = share > SURELY_RETELLS and not choice.learning
        if surely or choice.repeats(one, other):
            apart[one] = apart.get(one, 0) | bits[other]
            apart[other] = apart.get(other, 0) | bits[one]
    return apart


def _as_bits(listed: Iterable[str], spoken: Mapping[int, Collection[str]]) -> dict[int, int]:
    """Which of the listed terms each sentence has."""
    places = {term: 1 << place for place, term in enumerate(listed)}
    return {index: sum([places.get(term, 0) for term in terms]) for index, terms in spoken.items()}


def _added(choice: Choice, index: int, likelihood: float) -> tuple[float, ...]:
    """What a summary has the sum or the mean of, of one sentence; `group_features` names them."""
    reading = choice.reading
    row, terms = reading.rows[index], choice.analysis.sentences[index].terms
    return (
        likelihood,
        choice.scores[index],
        choice.lengths[index],
        len(terms),
        sum(map(reading.keywords.__contains__, terms)),
        row["rank"],
        float(row["rank"] < _AFTER_LEAD),
        float(reading.standings[index].begins_leaning),
        *[row[name] for name in _AVERAGED],
    )


def _extremes(choice: Choice, index: int, likelihood: float) -> tuple[float, ...]:
    """What a summary has the greatest of, of one sentence."""
    row = choice.reading.rows[index]
    return (likelihood, -likelihood, row["first"], row["rank"])


def best_group(pool: Pool, weights: Mapping[str, float], *, sizes: Sequence[int], room: int | None) -> Group:
    """The best summary that can be made of the sentences in the pool.

    Args:
        pool: Candidates; every combination of them is tried.
        weights: For each of `FEATURES` its weight.
        sizes: How many sentences it may have.
        room: How many words at most; None for any number.

    Returns:
        Rising indices; of equals the earliest. Empty when no combination is possible.
    """
    best: Group = ()
    highest = -math.inf
    weighed = [weights[name] for name in FEATURES]
    for group in possible_groups(pool, sizes=sizes, room=room):
        value = sum(map(mul, weighed, group_features(pool, group))) - cost(pool, group)
        if value > highest + 1e-12:
            best, highest = group, value
    return best


def possible_groups(pool: Pool, *, sizes: Sequence[int], room: int | None) -> Iterator[Group]:
    """Every combination of the pool in which nothing repeats and nothing leans on what is missing."""
    choice, leaning = pool.choice, pool.leaning
    for size in sizes:
        for group in combinations(pool.sentences, size):
            if pool.apart and _clashes(pool, group):
                continue
            if room is not None and sum([choice.lengths[index] for index in group]) > room:
                continue
            if leaning.isdisjoint(group) or all(
                choice.follows(index, group) for index in group if index in leaning
            ):
                yield group


def _clashes(pool: Pool, group: Group) -> bool:
    """Whether two sentences of a group say the same."""
    members = 0
    for index in group:
        if index in pool.apart and pool.apart[index] & members:
            return True
        members |= pool.bits[index]
    return False


def cost(pool: Pool, group: Group) -> float:
    """What a reader would mind and ROUGE does not see, in units of a summary's value."""
    retold = loose = 0.0
    if pool.retold:
        retold = sum([pool.retold.get(pair, 0.0) for pair in combinations(group, 2)])
    if not pool.debts.keys().isdisjoint(group):
        members = sum([pool.bits[index] for index in group])
        loose = sum([not debt & members for index in group for debt in pool.debts.get(index, ())])
    return 10 * RETELLING_COSTS * retold + LOOSE_COSTS * loose


def group_features(pool: Pool, group: Group) -> list[float]:
    """What is known of a summary before it is chosen: a number for each of `FEATURES`."""
    count = len(group)
    sums, extremes, unlike, keywords, neighbours = pool.together(group)
    likely, score, length, terms, known, rank, in_lead, leaning, *averaged = sums
    greatest, least, first, last = extremes
    alike = [pool.likeness[pair] for pair in combinations(group, 2)] or [0.0]
    together = sum(alike)
    beside = length / pool.usual
    means = [value / count for value in averaged]
    return [
        likely / count,
        likely,
        -least,
        greatest,
        score / count,
        float(count == 2),
        float(count == 3),
        length / 50,
        (length / 50) ** 2,
        min(beside, 2.0),
        max(0.0, 1 - beside),
        max(0.0, min(beside, 2.5) - 1),
        # The cosine of the sum of vectors of length 1, from the cosines of its parts.
        means[_CENTRAL] * count / math.sqrt(count + 2 * together),
        together / len(alike),
        max(alike),
        pool.weight(keywords),
        known / max(terms, 1),
        first,
        in_lead / count,
        rank / count,
        last,
        neighbours / count,
        leaning / count,
        unlike.bit_count() / max(terms, 1),
        terms / max(length, 1),
        *means,
    ]


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
_NONE: Members = Members((0.0,) * (8 + len(_AVERAGED)), (-math.inf,) * 4, 0, 0, 0)
"""A group of no sentence."""
_CENTRAL = _AVERAGED.index("like the whole")
FEATURES = (
    "mean likelihood",
    "sum of likelihoods",
    "least likelihood",
    "greatest likelihood",
    "mean score",
    "two sentences",
    "three sentences",
    "words",
    "words squared",
    "length beside the lead",
    "shorter than the lead",
    "longer than the lead",
    "like the whole",
    "mean likeness",
    "greatest likeness",
    "keywords held",
    "keyword density",
    "has the first",
    "in the lead",
    "mean rank",
    "last rank",
    "neighbours",
    "leaning",
    "different terms",
    "terms per word",
    *(f"mean {name}" for name in _AVERAGED),
)
"""What is known of a whole summary, in the order of `group_features`."""
