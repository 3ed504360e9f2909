"""What is known of a sentence before choosing: numbers, each with a name."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import mul

from brief.model import Analysis, Sentence
from brief.summarise.again import Tellings
from brief.summarise.alone import Cues, Standing, cues_of, standings
from brief.summarise.centrality import Vector, centroid, cosine, page_rank, tf_isf
from brief.summarise.threads import Threads

# The words of an article that it says most often; a summary should name them.
KEYWORDS = 10
# Letters of a name that its adjective begins with, and of the ending that makes it one. Half and twice as
# many change at most 4 of the 521 pages of `benchmarks.pages`.
_SHORTEST_STEM = 4
_LONGEST_ENDING = 3
# As many sentences as Lead-3 has; the weights are learned with it.
LEAD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A story's sentences, as the default method sees them."""

    vectors: list[dict[str, float]]
    """TF-ISF, of length 1."""
    together: Vector
    """Their centroid."""
    keywords: dict[str, float]
    """The most frequent terms and their share of all terms."""
    standings: list[Standing]
    rows: list[dict[str, float]]
    """The features of each sentence; what holds counts 1, what does not 0."""
    threads: Threads
    tellings: Tellings


def read_features(analysis: Analysis) -> Reading:
    """Work out the features of every sentence.

    Only what the sentences themselves hold is used, no count from other texts, so the
    numbers mean the same in every language that words can be told apart in.
    """
    vectors = tf_isf(sentence.terms for sentence in analysis.sentences)
    counted = Counter(chain.from_iterable([sentence.terms for sentence in analysis.sentences]))
    total = max(sum(counted.values()), 1)
    keywords = {
        term: n / total
        for term, n in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:KEYWORDS]
    }
    together = centroid(vectors)
    standing = standings(analysis)
    rows = [
        {**place, **again, **shape, **surface}
        for place, again, shape, surface in zip(
            _places(analysis),
            _told_again(analysis),
            _contents(analysis, vectors, together, counted, keywords),
            _surfaces(analysis, standing),
            strict=True,
        )
    ]
    return Reading(
        vectors=vectors,
        together=together,
        keywords=keywords,
        standings=standing,
        rows=rows,
        threads=Threads.of(analysis),
        tellings=Tellings(analysis, vectors),
    )


def _places(analysis: Analysis) -> list[dict[str, float]]:
    """Where each sentence stands in its article and paragraph."""
    totals = Counter(sentence.span.article for sentence in analysis.sentences)
    rows = []
    article, paragraph, place, within, before = -1, -1, 0, 0, 0
    for sentence in analysis.sentences:
        if sentence.span.article != article:
            article, place, before, paragraph = sentence.span.article, 0, 0, -1
        if sentence.paragraph != paragraph:
            paragraph, within = sentence.paragraph, 0
        rows.append(
            {
                "first": place == 0,
                "second": place == 1,
                "third": place == 2,
                "early": 1.0 / (1 + place),
                "rank": math.log1p(place),
                "depth": place / totals[article],
                "words before": math.log1p(before),
                "in the first 100 words": before < 100,
                "in the first 250 words": before < 250,
                "opens a paragraph": within == 0,
                "last fifth": place >= 0.8 * totals[article],
                "another article": article > 0,
                "opens another article": article > 0 and place < 2,
            }
        )
        place += 1
        within += 1
        before += len(sentence.words)
    return rows


def _told_again(analysis: Analysis) -> list[dict[str, float]]:
    """Whether `dedupe` took out other tellings of the sentence: what is said twice matters."""
    if not analysis.story.removed:
        return [{"told again": 0.0, "told often": 0.0}] * len(analysis.sentences)
    order = sorted(range(len(analysis.sentences)), key=lambda index: analysis.sentences[index].span)
    spans = [analysis.sentences[index].span for index in order]
    times = [0] * len(order)
    for removal in analysis.story.removed:
        kept = removal.repeats
        place = bisect_right(spans, kept) - 1
        place += place < 0 or not spans[place].meets(kept)
        while place < len(spans) and spans[place].meets(kept):
            times[order[place]] += 1
            place += 1
    return [{"told again": float(n > 0), "told often": float(n > 1)} for n in times]


def _by_beginning(title: Collection[str]) -> dict[str, list[str]]:
    """The terms of a headline by their first letters."""
    found: dict[str, list[str]] = {}
    for term in title:
        found.setdefault(term[:_SHORTEST_STEM], []).append(term)
    return found


def _held(title: Mapping[str, Sequence[str]], terms: Collection[str]) -> int:
    """How many terms of a headline are among a sentence's, "Iranian" for "Iran" too."""
    like = [(term, title[term[:_SHORTEST_STEM]]) for term in terms if term[:_SHORTEST_STEM] in title]
    return len({word for term, words in like for word in words if _of_one_stem(word, term)}) if like else 0


def _of_one_stem(one: str, other: str) -> bool:
    """Whether one word is the other, or the other and a few letters more."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST_STEM or abs(len(one) - len(other)) > _LONGEST_ENDING:
        return False
    return one.startswith(other) or other.startswith(one)


def _contents(
    analysis: Analysis,
    vectors: Sequence[Vector],
    together: Vector,
    counted: Counter[str],
    keywords: dict[str, float],
) -> list[dict[str, float]]:
    """How much of the subject each sentence holds, and how much of it is new."""
    count = len(vectors)
    ranks = page_rank(vectors)
    opening = centroid(vectors[:LEAD])
    title = set(_title_terms(analysis))
    beginnings = _by_beginning(title)
    most = max(counted.values(), default=1)
    once = {term for term, n in counted.items() if n == 1}
    weight = max(sum(keywords.values()), 1e-9)
    seen: set[str] = set()
    rows = []
    for sentence, vector, rank in zip(analysis.sentences, vectors, ranks, strict=True):
        terms = set(sentence.terms)
        size = max(len(terms), 1)
        rows.append(
            {
                "like the whole": sum(map(mul, vector.values(), map(together.__getitem__, vector))),
                "page rank": math.log(max(rank * count, 0.05)),
                "like the first": cosine(vector, vectors[0]),
                "like the lead": cosine(vector, opening),
                "keywords held": sum([share for term, share in keywords.items() if term in terms]) / weight,
                "keyword share": len(terms & keywords.keys()) / size,
                "term frequency": sum(map(counted.__getitem__, terms)) / size / most,
                "said once": len(terms & once) / size,
                "new terms": len(terms - seen) / size,
                "title terms": _held(beginnings, terms) / max(len(title), 1),
                "terms per word": len(sentence.terms) / max(len(sentence.words), 1),
            }
        )
        seen |= terms
    return rows


def _surfaces(analysis: Analysis, standing: Sequence[Standing]) -> list[dict[str, float]]:
    """How each sentence is written."""
    texts = [analysis.story.slice(sentence.span) for sentence in analysis.sentences]
    lower = [text.lower() for text in texts]
    everything = "\n".join(lower)
    # Few stories have any of these phrases: one search of the whole for each tells which.
    cues = [_found_in(everything, cues_of(article.language)) for article in analysis.story.articles]
    return [
        _surface(text, small, sentence, stands, cues[sentence.span.article])
        for text, small, sentence, stands in zip(texts, lower, analysis.sentences, standing, strict=True)
    ]


_MARKS = re.compile(r"[\"“”`«»]")
_DIGIT = re.compile(r"\d")


def _found_in(lower: str, cues: Cues) -> Cues:
    """The word lists with only those phrases of captions and of boilerplate that a text has."""
    return replace(
        cues,
        caption=tuple(filter(lower.__contains__, cues.caption)),
        boilerplate=tuple(filter(lower.__contains__, cues.boilerplate)),
    )


def _surface(text: str, lower: str, sentence: Sentence, stands: Standing, cues: Cues) -> dict[str, float]:
    """How one sentence is written."""
    length = len(sentence.words)
    return {
        "length": math.log1p(length),
        "very short": length < 7,
        "short": length < 12,
        "long": length > 32,
        "very long": length > 45,
        "points back": stands.points_back,
        "connects": stands.connects,
        "describes": stands.describes,
        "spoken": stands.spoken,
        "half a quotation": stands.half,
        "question": stands.question,
        "fragment": stands.fragment,
        "quotes": _MARKS.search(text) is not None or " '" in text,
        "first person": not cues.first_person.isdisjoint(sentence.words),
        "second person": not cues.second_person.isdisjoint(sentence.words),
        "figures": _DIGIT.search(text) is not None,
        "caption": any(map(lower.__contains__, cues.caption)),
        "boilerplate": any(map(lower.__contains__, cues.boilerplate)),
        "colon": 0 < text.find(":") < 60,
        "brackets": "(" in text,
        "commas": min(text.count(","), 4),
    }


def _title_terms(analysis: Analysis) -> tuple[str, ...]:
    """The terms of the lead article's headline."""
    title = analysis.titles[0] if analysis.titles else None
    return title.terms if title is not None else ()
