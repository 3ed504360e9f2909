"""A figure of an event as one report tells it, and the sentence that tells it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property
from itertools import pairwise

from brief import resources
from brief.dedupe.sentences import Split
from brief.dedupe.words import Word, keys, lists, read
from brief.model import Article, Span
from brief.patterns import alternatives
from brief.resources import listed

# A report tells its event at its beginning; further down it recalls others.
OPENING_CHARACTERS = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A figure with what it counts or measures."""

    what: str
    """"dead", "dead miner", "aboard", "magnitude"."""
    value: Decimal
    exact: bool
    """Not rounded: neither "about" nor "nearly" stands before it."""
    least: bool = False
    """It is the least there may be: "more than four hours"."""
    span: Span
    """The figure with whom or what it counts."""
    sentence: Sentence
    source: str = ""
    """Who says so, as the sentence opens or ends: "police"; empty where nobody is told."""

    @property
    def passage(self) -> Span:
        """The sentence as a place in the story."""
        return self.sentence.span


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence of a report, read when first asked."""

    text: str
    span: Span
    beside: tuple[Sentence, ...] = ()
    """The headline and the sentence before: they too say which event this is."""
    opening: bool = True
    """Whether it stands at the beginning of its report."""

    @cached_property
    def keys(self) -> frozenset[str]:
        """Its words as they are compared."""
        return frozenset(keys(self.text))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words with the fact that each carries."""
        return read(self.text)

    @cached_property
    def denies(self) -> bool:
        """Whether it says of something that it is not so."""
        return not self.keys.isdisjoint(listed("outcomes_en.txt", "not"))

    @cached_property
    def about(self) -> frozenset[str]:
        """Its names and content and those of what is beside it: by them two events are told apart."""
        return self.own.union(*(sentence.own for sentence in self.beside))

    @cached_property
    def own(self) -> frozenset[str]:
        """Its own names, and content beside counts and outcomes."""
        return frozenset(word.key for word in self.words if _says_which(word))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that it names itself."""
        return frozenset(word.key for word in self.words if word.fact == "name")

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that it names: two counts of one past event name the same; not those it compares with."""
        behind = {
            id(word) for before, word in pairwise(self.words) if before.key in toll_words()["looks_back"]
        }
        years = (word for word in self.words if word.fact == "date" and _YEAR.fullmatch(word.key))
        return frozenset(word.key for word in years if id(word) not in behind)

    @cached_property
    def months(self) -> frozenset[str]:
        """And the months, which do not contradict each other."""
        return frozenset(word.key for word in self.words if word.key in lists().months)

    @cached_property
    def looks_back(self) -> bool:
        """Whether it tells of another event as well: one of an earlier month, the worst since."""
        return _look_back(self.words)

    def recalls(self, place: int) -> bool:
        """Whether what it tells at a place may be of another event; not what stands before a comparison.

        "27 people drowned, in the worst accident since 2009".
        """
        if not self.looks_back:
            return False
        compares = toll_words()["compares"]
        compared = next((at for at, word in enumerate(self.words) if word.key in compares), len(self.words))
        behind = compared == len(self.words) or place > self.words[compared].start
        return behind or _look_back(self.words[:compared])

    @cached_property
    def corrects(self) -> bool:
        """Whether it recalls what somebody said before: "who on Tuesday put the number at 127"."""
        return bool(_earlier().search(self.text))

    @cached_property
    def names_a_source(self) -> bool:
        """Whether it says of anything in it who says so."""
        return bool(_saying().search(self.text))

    def source(self, place: int) -> str:
        """Who says what stands at a place of it, named before or behind; empty where nobody is."""
        before = [match["who"] for match in _saying().finditer(self.text, 0, place)]
        behind = _saying().search(self.text, place)
        return (
            (before[-1] if before else behind["who"] if behind else "").strip().lower().removeprefix("the ")
        )

    def opener(self) -> str:
        """Who says the whole of it: "police said", as it opens; empty where nobody does."""
        said = _saying().match(self.text)
        return said["who"].strip().lower().removeprefix("the ") if said else ""

    def place(self, start: int, end: int) -> Span:
        """A stretch of it as a place in the story."""
        return self.span.stretch(start, end)


def _look_back(words: Sequence[Word]) -> bool:
    """Whether words tell of another event."""
    known = toll_words()
    return any(word.key in known["looks_back"] for word in words) or any(
        one.fact == "date" and other.key in known["long_ago"] for one, other in pairwise(words)
    )


def _says_which(word: Word) -> bool:
    """Whether a word tells one event from another: a name, or content beside counts and outcomes."""
    known = toll_words()
    return word.fact == "name" or not (
        word.plain
        or word.fact
        or any(word.key in known[name] for name in ("became", "done", "anyone", "between"))
    )


_YEAR = re.compile(r"\d{4}")


@cache
def _earlier() -> re.Pattern[str]:
    """What somebody said before, and says otherwise now."""
    known = alternatives("measures_en.txt")
    return re.compile(
        rf"\b(?:who|which|had)\s+(?:had\s+)?(?:{known['earlier']}|on\s+\w+day)\b", re.IGNORECASE
    )


@cache
def _saying() -> re.Pattern[str]:
    """Who says so, and the verb."""
    says = alternatives("measures_en.txt")["says"]
    return re.compile(rf"(?:^|[,;]\s+|\b(?:and|but|while)\s+)(?P<who>(?:[\w.’'-]+\s+){{1,5}}?)(?:{says})\b")


def told_in(index: int, article: Article, split: Split) -> Iterator[Sentence]:
    """The sentences of an article's prose, in reading order.

    Args:
        index: Of the article in its story.
        article: A report.
        split: Cuts a paragraph into sentences.
    """
    if not article.paragraphs:
        return
    begins = article.paragraphs[0].start
    headline = article.headline and replace(article.headline, article=index)
    head = (Sentence(text=article.slice(headline), span=headline),) if headline else ()
    before: tuple[Sentence, ...] = ()
    for block in article.paragraphs:
        prose = article.text[block.start : block.end]
        for start, end in split(prose) or [(0, len(prose))]:
            sentence = Sentence(
                text=prose[start:end],
                span=Span(article=index, start=block.start + start, end=block.start + end),
                beside=(*head, *before),
                opening=block.start <= begins + OPENING_CHARACTERS,
            )
            yield sentence
            before = (sentence,)


@cache
def toll_words() -> Mapping[str, Mapping[str, str]]:
    """The words by which tolls are told: for each form what it stands for."""
    lists = tomllib.loads(resources.data("tolls.toml").read_text("utf-8"))
    found = {
        name: {form: outcome for outcome, forms in lists[name].items() for form in forms.split()}
        for name in ("became", "done")
    }
    return found | {name: {form: form for form in forms.split()} for name, forms in lists["words"].items()}
