"""Articles to stories: those that tell the same event stand together, lead article first."""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from brief import resources, text
from brief.model import Article, Story

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Tuned on two sets of articles grouped by people (`python -m benchmarks.group` prints the figures): the
# threshold picked on either set beats plain TF-IDF average linkage on the other. Lower, and two trials in
# one city become one story; higher, and the second day of a story is taken for a new one.
SAME_EVENT = 0.1
# Most reports of one event come within days; after a month it takes more likeness, since it may be an
# anniversary or another accident of the kind. A hard limit cost 4 points of F1: trials and inquiries last.
# 15 or 60 days change no figure; F1 on newscluster and wikinews, 0.950 and 0.882, is 0.917 and 0.882 with
# half the likeness outside them, 0.942 and 0.882 with all of it.
WINDOW_DAYS = 30
OUTSIDE_WINDOW = 0.8
# Words that open a report say which event it is, the rest says what has been known for long. With 60 or 240
# words F1 is 0.941 and 0.876, 0.938 and 0.880; with a share of 0.2 or 0.8, 0.938 and 0.881, 0.950 and 0.860;
# with a title that counts 2 or 10 times, 0.937 and 0.878, 0.947 and 0.879.
OPENING_WORDS = 120
OPENING_SHARE = 0.4
TITLE_COUNTS = 5
# How many articles of the word table a batch is thought to contain: three articles alone cannot tell which
# words are common. Few enough that a large day has its own word: with 600, wikinews falls to 0.868; with
# 150, days of six stories fall from 0.939 to 0.926.
BACKGROUND_ARTICLES = 300
# A word of more than this share of the articles tells no event from another; at 0.25 or 1 F1 is the same.
TOO_COMMON = 0.5
# What few articles say tells events apart better than the logarithm of their share alone does; and the words
# of a name count by themselves too. Half the power gives 0.928 and 0.853, but 0.957 on days of six
# stories; twice 0.819 and 0.814. Names that count half or twice as much give 0.947 and 0.875, 0.950 and
# 0.878.
RARITY_POWER = 1.5
NAME_COUNTS = 0.7
# The language of the word table. Of others we know which words are in most articles, and these do not count:
# in English that alone does as well as the table on days of three and six stories (F1 0.944 and 0.944, with
# the table 0.943 and 0.943, with neither 0.648 and 0.837). Of a language without a list, words of fewer
# letters than this do not count: 0.956 and 0.951 in English.
TABLED = "en"
SHORT = 4
# In how many articles the words of `news_words.txt` are thought to stand. With 150 such words of English in
# place of the table F1 is 0.948 and 0.943, with 0.1 as with 0.2.
NEWS_SHARE = 0.1
# Up to here every pair counts; above, each article keeps its best neighbours and no group that has to be
# looked at in whole is larger than this, so that memory stays within a few hundred megabytes.
EXACT_ARTICLES = 4096
# Half or twice as many neighbours, or 0.45 or 1 for copies, change no figure of the sets grouped by
# people.
NEIGHBOURS = 64
COPIES = 0.9


def group(
    articles: Sequence[Article],
    *,
    threshold: float = SAME_EVENT,
    window_days: int | None = WINDOW_DAYS,
) -> tuple[Story, ...]:
    """Put the articles that tell the same event together.

    Average linkage on the cosine of TF-IDF vectors of words and names, stopped at `threshold`.

    Args:
        articles: In any order; the order makes no difference.
        threshold: Mean likeness, in (0, 1], that two groups need to become one.
        window_days: Articles published further apart than this need more likeness; None for no window.
            An article without a date is near every other.

    Returns:
        One story for each event, by date, outlet and address of the lead article. In a story the
        article most like the others leads; ties go to the earlier, then by outlet and address.
        Every article is in one story. No article, no story.

    Raises:
        ValueError: If threshold is outside (0, 1] or window_days is negative.

    Source:
        Sokal & Michener, "A statistical method for evaluating systematic relationships", 1958 (average
        linkage); Salton & Buckley, "Term-weighting approaches in automatic text retrieval", 1988.
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold is {threshold}, not in (0, 1]")
    if window_days is not None and window_days < 0:
        raise ValueError(f"window_days is {window_days}, below 0")
    if len(articles) < 2:
        return tuple(Story(articles=(article,)) for article in articles)

    ordered = sorted(articles, key=_place)
    space = _Space.of(ordered, window_days=window_days)
    stories = [
        Story(articles=tuple(ordered[member] for member in members))
        for candidates in _components(space, threshold)
        for members in _linked(space, candidates, threshold)
    ]
    return tuple(sorted(stories, key=lambda story: _place(story.articles[0])))


def newest_first(story: Story) -> Story:
    """The story led by a report of its last day, where its lead was published on a day before.

    Args:
        story: Articles as `group` orders them: the one most like the others first.

    Returns:
        The same articles, and the first of those of the last day at the head: the day's news, with what
        was told before behind it. The same story where a day is not known, or where all that is of the
        last day is much shorter than the lead.
    """
    days = [_day(article) for article in story.articles]
    last = max((day for day in days if not math.isnan(day)), default=math.nan)
    if len(days) < 2 or math.isnan(days[0]) or last == days[0]:
        return story
    lead = _length(story.articles[0])
    for index, article in enumerate(story.articles):
        if days[index] == last and _length(article) >= FULL * lead:
            return story.led_by(index)
    return story


FULL = 0.4
"""Of the lead's length, from which on a report can lead in its place: shorter ones are notes."""


def _length(article: Article) -> int:
    """Characters of an article's prose."""
    return sum(block.end - block.start for block in article.paragraphs)


def _place(article: Article) -> tuple[str, str, str, str, str]:
    """Where an article stands when nothing else decides; undated ones last."""
    moment = article.published_at
    published = moment.isoformat() if moment else "~"
    outlet = article.outlet.value if article.outlet else ""
    return published, outlet, article.uri, article.id or "", article.sha256


@dataclass(frozen=True, slots=True)
class _Space:
    """The articles as sparse vectors of length 1, and their days.

    Only terms that two articles share are kept; the others weigh in the length alone.
    """

    starts: NDArray[np.intp]
    """Where the entries of each article begin in `terms` and `weights`; one more at the end."""
    terms: NDArray[np.intp]
    """Rising term numbers of each article."""
    weights: NDArray[np.float64]
    term_starts: NDArray[np.intp]
    """Where the entries of each term begin in `holders` and `shares`; one more at the end."""
    holders: NDArray[np.intp]
    """Rising article numbers of each term."""
    shares: NDArray[np.float64]
    """The weight the term has there."""
    days: NDArray[np.float64]
    """For each article: its day as a number, or NaN."""
    window_days: int | None

    @classmethod
    def of(cls, articles: Sequence[Article], *, window_days: int | None) -> _Space:
        """Weigh the words of all articles."""
        import numpy as np

        vectors = _vectors([(article.language, *_terms(article)) for article in articles])
        held = Counter(term for vector in vectors for term in vector)
        shared = sorted(term for term, count in held.items() if count > 1)
        numbers = {term: number for number, term in enumerate(shared)}
        starts, terms, weights = array("q", [0]), array("q"), array("d")
        for vector in vectors:
            for number, weight in sorted((numbers[t], w) for t, w in vector.items() if t in numbers):
                terms.append(number)
                weights.append(weight)
            starts.append(len(terms))
        rows = np.repeat(np.arange(len(articles)), np.diff(np.array(starts, np.intp)).astype(np.intp))
        columns, values = np.array(terms, np.intp), np.array(weights, np.float64)
        by_term = np.argsort(columns, kind="stable")
        return cls(
            starts=np.array(starts, np.intp),
            terms=columns,
            weights=values,
            term_starts=np.searchsorted(columns[by_term], np.arange(len(shared) + 1)),
            holders=rows[by_term],
            shares=values[by_term],
            days=np.array([_day(article) for article in articles]),
            window_days=window_days,
        )

    def likeness(self, article: int) -> NDArray[np.float64]:
        """Cosine of one article with each other, less outside the window; its own place means nothing."""
        import numpy as np

        mine = slice(self.starts[article], self.starts[article + 1])
        begins, ends = self.term_starts[self.terms[mine]], self.term_starts[self.terms[mine] + 1]
        lengths = ends - begins
        entries = np.repeat(begins - (lengths.cumsum() - lengths), lengths) + np.arange(lengths.sum())
        products = self.shares[entries] * np.repeat(self.weights[mine], lengths)
        total = np.zeros(len(self.days))
        total += np.bincount(self.holders[entries], weights=products, minlength=len(self.days))
        if self.window_days is not None:
            total[np.abs(self.days - self.days[article]) > self.window_days] *= OUTSIDE_WINDOW
        return total


def _day(article: Article) -> float:
    """The day it was published as a number of days, NaN when not known."""
    try:
        return (
            float(date.fromisoformat(article.published.value[:10]).toordinal())
            if article.published
            else math.nan
        )
    except ValueError:
        return math.nan


def _terms(article: Article) -> tuple[Counter[str], Counter[str]]:
    """How often each word and name stands in the article, and in its opening; the title is in both."""
    title = (
        article.slice(article.headline)
        if article.headline
        else (article.title.value if article.title else "")
    )
    prose = "\n".join(article.text[block.start : block.end] for block in article.paragraphs)
    language = article.language
    opening = prose[
        : next((m.end() for m in islice(text.WORD.finditer(prose), OPENING_WORDS - 1, None)), None)
    ]
    titled = Counter({word: TITLE_COUNTS * count for word, count in Counter(_words(title, language)).items()})
    whole, opened = (
        Counter(_words(part, language)) + titled + Counter(map(_NAME.__add__, _names(part, language)))
        for part in (prose, opening)
    )
    return whole, opened


_NAME = "~"
"""Marks a term as a name of several words, here and in the word table."""
_OPENING = "^"
"""Marks a term of the opening."""

# Scripts written without spaces: pairs of characters stand for words.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def _words(passage: str, language: str = TABLED) -> Iterator[str]:
    """Words in order, lower-cased, without plural or possessive s; but for English no common ones.

    What an apostrophe joins is two words, but in English: "l'ancien ministre" has the minister's words.

    >>> list(_words("Iran’s talks, 首相の"))
    ['iran', 'talk', '首相', '相の']
    >>> list(_words("L’ancien ministre a été jugé à Lyon", "fr"))
    ['ancien', 'ministre', 'jugé', 'lyon']
    """
    for word in text.words(passage):
        if len(word) > 2 and _UNSPACED.search(word):
            yield from (word[at : at + 2] for at in range(len(word) - 1))
        elif language == TABLED:
            yield _singular(word)
        else:
            yield from (_singular(part) for part in word.split("'") if not _is_common(part, language))


def _is_common(word: str, language: str) -> bool:
    """Whether a word is too common in a language without a table to tell one event from another.

    Where there is no list of such words either, those of few letters are.
    """
    listed = _common(language)
    return word in listed if listed else len(word) < SHORT and not word[:1].isdigit()


@cache
def _common(language: str) -> frozenset[str]:
    """Words that stand in most texts of a language, as far as there is a list."""
    return resources.stop_words(language) | resources.function_words().get(language, frozenset())


def _singular(word: str) -> str:
    """The word without possessive or plural s, as far as English spelling tells."""
    word = word.removesuffix("'s")
    return (
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    )


def _names(passage: str, language: str = TABLED) -> Iterator[str]:
    """Runs of two or more capitalised words; the first word of a sentence may open one.

    >>> list(_names("On Sunday Gen. Qasem Soleimani flew to Damascus. Bashar al-Assad of Syria met him."))
    ['on sunday gen', 'qasem soleimani']
    >>> list(_names("Die Züge hielten. Im Bezirk Altmar sprach Jens Albrecht.", "de"))
    ['bezirk altmar', 'jen albrecht']
    """
    run: list[str] = []
    end = 0
    for match in text.WORD.finditer(passage):
        gap = passage[end : match.start()]
        capital = match.group()[0].isupper() and len(match.group()) > 1
        if run and (not capital or gap != " "):
            if len(run) > 1:
                yield " ".join(run)
            run = []
        word = match.group().lower().replace("’", "'")
        if capital and (run or language == TABLED or not _is_common(word, language)):
            run.append(_singular(word))
        end = match.end()
    if len(run) > 1:
        yield " ".join(run)


def _vectors(counted: Sequence[tuple[str, Counter[str], Counter[str]]]) -> list[dict[str, float]]:
    """TF-IDF vectors of length 1: the terms of the whole, and beside them those of the opening.

    Args:
        counted: For each article its language, its terms and those of its opening.
    """
    table, table_size = _word_table()
    size = len(counted) + BACKGROUND_ARTICLES
    holders = Counter(term for _, whole, _ in counted for term in whole)

    @cache
    def rarity(term: str, language: str) -> float:
        known = table[term] / table_size if term in table else 0.0
        if term in _news_words(language):
            known = max(known, NEWS_SHARE)
        share = ((holders[term] or 1) + known * BACKGROUND_ARTICLES) / (size + 1)
        if share > TOO_COMMON:
            return 0.0
        counts = NAME_COUNTS if term.startswith(_NAME) else 1.0
        return counts * math.pow(-math.log(share), RARITY_POWER)

    def weighed(terms: Counter[str], language: str, share: float, mark: str) -> dict[str, float]:
        weights = {
            mark + term: (1 + math.log(count)) * rarity(term, language)
            for term, count in sorted(terms.items())
        }
        length = math.hypot(*weights.values()) or 1.0
        return {term: weight * math.sqrt(share) / length for term, weight in weights.items() if weight}

    return [
        weighed(whole, language, 1 - OPENING_SHARE, "") | weighed(opening, language, OPENING_SHARE, _OPENING)
        for language, whole, opening in counted
    ]


@cache
def _word_table() -> tuple[dict[str, int], int]:
    """In how many articles of the shipped table each term stands, and how many articles it was made from."""
    rows = [line.split("\t") for line in resources.lines("word_articles.tsv")]
    table = {term: int(count) for term, count in rows}
    return table, table.pop("")


@cache
def _news_words(language: str) -> frozenset[str]:
    """Words that news of a language without a table is full of, in the form of terms."""
    return frozenset(map(_singular, resources.lists("news_words.txt").get(language, ())))


def _components(space: _Space, threshold: float) -> Iterator[list[int]]:
    """Articles that can end up together: two groups only join when some pair is as like as `threshold`.

    So linking each component by itself gives what linking all articles would. Above EXACT_ARTICLES a
    component that is still too large is cut at the next higher likeness at which it falls apart.
    """
    edges = list(_edges(space, threshold))
    pending = [(list(range(len(space.days))), threshold)]
    while pending:
        members, bar = pending.pop()
        inside = set(members)
        edges_here = [edge for edge in edges if edge[0] >= bar and edge[1] in inside]
        for component in _connected(members, edges_here):
            if len(component) > EXACT_ARTICLES and bar < COPIES:
                pending.append((component, bar * 1.1))
            else:
                yield component


def _edges(space: _Space, threshold: float) -> Iterator[tuple[float, int, int]]:
    """Pairs at least as like as `threshold`: likeness, earlier, later."""
    import numpy as np

    for article in range(len(space.days)):
        likeness = space.likeness(article)
        near = np.flatnonzero(likeness >= threshold)
        near = near[near != article]
        if len(space.days) > EXACT_ARTICLES and len(near) > NEIGHBOURS:
            near = near[np.argsort(-likeness[near], kind="stable")[:NEIGHBOURS]]
        yield from ((float(likeness[other]), article, int(other)) for other in near)


def _connected(members: Sequence[int], edges: Iterable[tuple[float, int, int]]) -> list[list[int]]:
    """The members, those that edges join together."""
    root = {member: member for member in members}

    def find(member: int) -> int:
        while root[member] != member:
            root[member] = root[root[member]]
            member = root[member]
        return member

    for _, one, other in edges:
        low, high = sorted((find(one), find(other)))
        root[high] = low
    components: dict[int, list[int]] = {}
    for member in members:
        components.setdefault(find(member), []).append(member)
    return list(components.values())


def _linked(space: _Space, members: Sequence[int], threshold: float) -> Iterator[list[int]]:
    """Average linkage within one component; each group with its lead first."""
    import numpy as np

    if len(members) < 3 or len(members) > EXACT_ARTICLES:
        yield list(members)
        return
    index = np.array(members, np.intp)
    likeness = np.array([space.likeness(member)[index] for member in members])
    np.fill_diagonal(likeness, 0.0)
    for group_ in _average_linkage(likeness, threshold):
        central = {member: round(float(likeness[member, group_].sum()), 6) for member in group_}
        yield [members[member] for member in sorted(group_, key=lambda member: (-central[member], member))]


def _average_linkage(likeness: NDArray[np.float64], threshold: float) -> list[list[int]]:
    """Join the two groups of highest mean likeness while it is at least `threshold`; the first of equals."""
    import numpy as np

    mean = likeness.copy()
    np.fill_diagonal(mean, -1.0)
    best = mean.argmax(axis=1)
    groups = {member: [member] for member in range(len(mean))}
    while len(groups) > 1:
        heights = mean[np.arange(len(mean)), best]
        one = int(heights.argmax())
        other = int(best[one])
        if heights[one] < threshold:
            break
        joined = (len(groups[one]) * mean[one] + len(groups[other]) * mean[other]) / len(
            groups[one] + groups[other]
        )
        groups[one] += groups.pop(other)
        joined[[one, other]] = -1.0
        joined[mean[one] < 0] = -1.0
        mean[one], mean[:, one] = joined, joined
        mean[other], mean[:, other] = -1.0, -1.0
        stale = np.flatnonzero((best == one) | (best == other))
        best[stale] = mean[stale].argmax(axis=1)
        best[one] = int(joined.argmax())
        higher = joined > mean[np.arange(len(mean)), best]
        best[higher] = one
    return list(groups.values())
