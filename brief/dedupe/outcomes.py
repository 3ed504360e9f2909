"""Outcomes that reports of one day tell to the contrary: acquitted and convicted, approved and rejected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from brief.dedupe.sentences import Split
from brief.dedupe.told import Sentence, told_in
from brief.dedupe.words import Word, stem
from brief.model import Difference, Span, Story
from brief.resources import listed, lists

# Whom an outcome is of is told in so many words of content before it, and of what behind it.
BEFORE, BEHIND = 6, 8
# What is denied stands at most so many words behind "not", and is of so many words of content before it.
FURTHEST, FEWEST = 3, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """An outcome as a headline or a lead tells it."""

    of: str
    """Its pair: "acquitted"."""
    contrary: bool
    """Whether it is the second of its pair."""
    before: frozenset[str]
    behind: frozenset[str]
    numbers: frozenset[str]
    """That stand before it: of others, another thing may be told."""
    span: Span
    passage: Span


def outcomes(story: Story, *, split: Split) -> tuple[Difference, ...]:
    """Outcomes that two reports of one day contradict each other in.

    Args:
        story: Articles in the order we trust them.
        split: Cuts a paragraph into sentences.

    Returns:
        One Difference of kind "outcome" for each pair of outcomes, in the order of the articles: told
        in a headline or in a lead, of the same in words before and behind. A report that tells both
        sides of a pair contradicts nobody. Then one for each thing done that the other denies of the same.
    """
    days = [article.published.value[:10] if article.published else "" for article in story.articles]
    if len(story.articles) < 2:
        return ()
    sentences = [
        list(told_in(index, article, split)) if article.language == "en" else []
        for index, article in enumerate(story.articles)
    ]
    found = [tuple(_outcomes(story, index, split)) for index in range(len(story.articles))]
    told: dict[str, Difference] = {}
    for one, other in combinations(range(len(found)), 2):
        if days[one] and days[one] == days[other]:
            for mine, theirs in _contrary(found[one], found[other]):
                told.setdefault(
                    mine.of,
                    Difference(
                        spans=(mine.span, theirs.span),
                        passages=(mine.passage, theirs.passage),
                        kind="outcome",
                    ),
                )
            for difference in _denied(sentences[one], sentences[other]):
                told.setdefault(story.slice(difference.spans[0]), difference)
    return tuple(told.values())


def _denied(mine: Sequence[Sentence], theirs: Sequence[Sentence]) -> Iterator[Difference]:
    """What one report says was done, and another, of the same in the words before, that it was not."""
    for one in mine:
        for other in theirs:
            if one.denies != other.denies and len(one.keys & other.keys) > FEWEST:
                denial, other_side = (one, other) if one.denies else (other, one)
                found = _contradiction(denial, other_side)
                if found is not None:
                    yes, no = found
                    spans = (no, yes) if denial is one else (yes, no)
                    yield Difference(spans=spans, passages=(one.span, other.span), kind="outcome")


def _contradiction(denial: Sentence, other: Sentence) -> tuple[Span, Span] | None:
    """The words of a sentence that another denies, and those of the denial."""
    words, theirs = denial.words, other.words
    at = next(index for index, word in enumerate(words) if word.key in listed("outcomes_en.txt", "not"))
    verb = next((index for index in range(at + 1, len(words)) if not words[index].plain), None)
    helper = words[at - 1].key if at else ""
    if verb is None or verb - at > FURTHEST or words[verb].fact is not None or not helper:
        return None
    told = [
        index
        for index, word in enumerate(theirs)
        if index and word.fact is None and not word.plain and stem(word.key) == stem(words[verb].key)
    ]
    doing = helper in listed("outcomes_en.txt", "doing")
    for index in told:
        start = index - (verb - at - 1) - 1
        same = [word.key for word in words[at + 1 : verb]] == [word.key for word in theirs[start + 1 : index]]
        if not same or (not doing and theirs[start].key != helper):
            continue
        first = index if doing else start
        before = _content(words[: at - 1][::-1], BEFORE), _content(theirs[:first][::-1], BEFORE)
        behind = _content(words[verb + 1 :], BEHIND), _content(theirs[index + 1 :], BEHIND)
        if before[0] == before[1] and len(before[0]) >= FEWEST and (not all(behind) or behind[0] & behind[1]):
            yes = other.place(theirs[first].start, theirs[index].end)
            return yes, denial.place(words[at - 1].start, words[verb].end)
    return None


def _outcomes(story: Story, index: int, split: Split) -> Iterator[_Outcome]:
    """The outcomes of a report's lead and of its headline, the lead first."""
    article = story.articles[index]
    if article.language != "en":
        return
    lead = next(told_in(index, article, split), None)
    for sentence in (lead, *lead.beside) if lead else ():
        if not sentence.keys.isdisjoint(_words()):
            yield from _in_sentence(sentence)


def _in_sentence(sentence: Sentence) -> Iterator[_Outcome]:
    """The outcomes that a sentence tells as such."""
    words = sentence.words
    maybe, decide = listed("outcomes_en.txt", "maybe"), listed("outcomes_en.txt", "decide")
    for at, word in enumerate(words):
        first = at - 1 if at and f"{words[at - 1].key} {word.key}" in _words() else at
        told = _words().get(" ".join(one.key for one in words[first : at + 1]))
        if told is None or _stands_in_a_phrase(words, at):
            continue
        hedge = first - 1 if first and words[first - 1].key in maybe else None
        if hedge is not None and not (words[hedge].key == "to" and hedge and words[hedge - 1].key in decide):
            continue
        of, contrary = told
        before = words[:first]
        yield _Outcome(
            of=of,
            contrary=contrary,
            before=_content(before[::-1], BEFORE),
            behind=_content(words[at + 1 :], BEHIND),
            numbers=frozenset(one.key for one in before if one.fact == "number"),
            span=sentence.place(words[first].start, word.end),
            passage=sentence.span,
        )


def _stands_in_a_phrase(words: Sequence[Word], at: int) -> bool:
    """Whether a word names a thing rather than tells what became of it: "the lost ship"."""
    return at > 0 and words[at - 1].key in listed("outcomes_en.txt", "naming")


def _content(words: Sequence[Word], most: int) -> frozenset[str]:
    """The stems of the next words of content."""
    told = [stem(word.key) for word in words if not word.plain and word.fact in (None, "name")]
    return frozenset(told[:most])


def _contrary(mine: Sequence[_Outcome], theirs: Sequence[_Outcome]) -> Iterator[tuple[_Outcome, _Outcome]]:
    """The outcomes of one report that another tells to the contrary, of the same."""
    for of in dict.fromkeys(one.of for one in mine):
        ours, others = [one for one in mine if one.of == of], [one for one in theirs if one.of == of]
        sides = {one.contrary for one in ours}, {one.contrary for one in others}
        if len(sides[0]) == len(sides[1]) == 1 and sides[0] != sides[1]:
            yield from ((one, other) for one in ours for other in others if _of_the_same(one, other))


def _of_the_same(one: _Outcome, other: _Outcome) -> bool:
    """Whether two outcomes are of the same, by the words around them."""
    same = one.before & other.before and one.behind & other.behind
    return bool(same) and one.numbers == other.numbers


@cache
def _words() -> dict[str, tuple[str, bool]]:
    """For each form the pair it belongs to, and whether it is the second of it."""
    return {
        form: (heading.removeprefix("not_"), heading.startswith("not_"))
        for heading, forms in lists("outcomes_en.txt").items()
        if heading not in ("maybe", "decide", "not", "doing", "naming")
        for form in forms
    }
