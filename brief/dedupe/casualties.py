"""How many were killed, hurt, missing: what each sentence of a report says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise, takewhile

from brief.dedupe.told import Sentence, Told, toll_words
from brief.dedupe.words import Word, number_words

# Who is counted is named in a word or three, and what became of them soon after.
COUNTED_WORDS = 3
REACH = 8


def casualties(sentence: Sentence) -> Iterator[Told]:
    """The counts of people in a sentence with what became of them.

    Args:
        sentence: Of the beginning of a report in English.

    Yields:
        One Told for each count, in the order of the sentence; none of another event that it looks back at.
    """
    if not _may_count_anybody().search(sentence.text):
        return
    known = toll_words()
    if sentence.keys.isdisjoint({*known["became"], *known["done"], *known["total"], *known["lives"]}):
        return
    for what, value, exact, place in _counts(sentence.text, sentence.words):
        if sentence.recalls(place[0]):
            continue
        yield Told(
            what=what,
            value=value,
            exact=exact,
            span=sentence.place(*place),
            sentence=sentence,
            source=sentence.opener(),
        )


@cache
def _may_count_anybody() -> re.Pattern[str]:
    """A number above none, in digits or in words."""
    return re.compile(rf"\d|\b(?:{'|'.join(number_words(least=1))})\b", re.IGNORECASE)


_Found = tuple[str, int, int]
"""What became of whom, and the first and last word that tell how many."""
_Count = tuple[str, Decimal, bool, tuple[int, int]]


def _counts(sentence: str, words: Sequence[Word]) -> Iterator[_Count]:
    """What became of how many: the subject, the number, whether it is exact, and where it stands."""
    runs = _unbroken(sentence, words)
    for at, word in enumerate(words):
        if word.fact != "number" or not word.key.isdigit() or _is_part(words, at):
            continue
        around = next(run for run in runs if at in run)
        before, after = range(around.start, at), range(at + 1, min(around.stop, at + 1 + REACH))
        found = (
            _lives(words, at, after)
            or _became(words, at, after)
            or _was_done(words, at, before, after)
            or _total(words, at, before)
        )
        if found and not _are_more(words, at, found[0]):
            what, first, last = found
            exact = not any(one.key in toll_words()["vague"] for one in words[max(around.start, at - 3) : at])
            yield what, Decimal(word.key), exact, (words[first].start, words[last].end)


def _unbroken(sentence: str, words: Sequence[Word]) -> list[range]:
    """Runs of words without a mark between them; a colon joins, as in "death toll: 61"."""
    breaks = [
        place
        for place, (one, other) in enumerate(pairwise(words), 1)
        if re.search(r"[^\s:'’\-]", sentence[one.end : other.start])
    ]
    return [range(start, end) for start, end in pairwise([0, *breaks, len(words)])]


def _is_part(words: Sequence[Word], at: int) -> bool:
    """Whether a number is part of a longer one, a date or a measure, or counts others or some of them."""
    beside = [words[near] for near in (at - 1, at + 1) if 0 <= near < len(words)]
    if any(one.fact in ("number", "unit", "date") for one in beside):
        return True
    if at + 1 < len(words) and words[at + 1].key in toll_words()["some"]:
        return True
    return any(one.key in toll_words()["more"] for one in beside)


def _are_more(words: Sequence[Word], at: int, what: str) -> bool:
    """Whether those counted died besides others: "three others were found dead"."""
    behind = words[at + 1].key if at + 1 < len(words) else ""
    return behind in toll_words()["others"] and what.startswith("dead")


def _lives(words: Sequence[Word], at: int, after: range) -> _Found | None:
    """The dead by their lives: "eight people lost their lives", "eight lives were lost", "cost two lives"."""
    known = toll_words()
    first, lives = at, next((one for one in after if words[one].key in known["lives"]), None)
    if lives is None:
        return None
    if lives == at + 1:
        bounds = takewhile(
            lambda one: words[one].key in known["bounds"] or words[one].key == "of", range(at)[::-1]
        )
        first = at - 1 - sum(1 for _ in bounds)
        if first >= 0 and words[first].key in known["taken"]:
            return "dead", first, lives
        behind = takewhile(lambda one: words[one].key in known["between"], after[1:])
        last = lives + 1 + sum(1 for _ in behind)
        lost = last < len(words) and words[last].key in known["lost"]
        return ("dead", at, last) if lost else None
    if words[lives - 1].key not in known["whose"] or words[lives - 2].key not in known["lost"]:
        return None
    counted = [one for one in range(at + 1, lives - 2) if words[one].key not in known["between"]]
    if len(counted) > COUNTED_WORDS or not all(_may_count(words[one]) for one in counted):
        return None
    return _subject(words, "dead", at, counted, lives)


def _became(words: Sequence[Word], at: int, after: range) -> _Found | None:
    """Those counted, and what became of them: "43 people were killed"; not "two men killed a third"."""
    known = toll_words()
    counted: list[int] = []
    for place in after:
        word = words[place]
        outcome = known["became"].get(word.key)
        if outcome:
            behind = words[place + 1] if place + 1 < len(words) else None
            if behind is not None and behind.key in known["found"]:
                return None
            passive = any(words[one].key in known["between"] for one in range(at + 1, place))
            takes_object = word.key in known["done"] and behind is not None and _opens_object(behind)
            return None if takes_object and not passive else _subject(words, outcome, at, counted, place)
        if word.key in known["between"] or (counted and word.key in known["ways"]):
            continue
        if not _may_count(word) or len(counted) == COUNTED_WORDS:
            return None
        counted.append(place)
    return None


def _was_done(words: Sequence[Word], at: int, before: range, after: range) -> _Found | None:
    """What was done to those counted, told before: "killed 43 people", "the death toll rose to 43"."""
    known = toll_words()
    verb = next((one for one in reversed(before) if words[one].key not in known["bounds"]), None)
    if verb and words[verb].key == "dead" and words[verb - 1].key in known["ways"]:
        counted = list(takewhile(lambda one: _may_count(words[one]), after))[:COUNTED_WORDS]
        return _subject(words, "dead", at, counted, verb - 1)
    if verb is not None and words[verb].key in known["done"]:
        counted = list(takewhile(lambda one: _may_count(words[one]), after))[:COUNTED_WORDS]
        return _subject(words, known["done"][words[verb].key], at, counted, verb)
    return None


def _total(words: Sequence[Word], at: int, before: range) -> _Found | None:
    """What a toll stands at: "the toll rose to 43", "the toll of the fire, which began at noon, hit 43"."""
    known = toll_words()
    tolls = [one for one in range(at) if words[one].key in known["total"] or _is_numbered(words, one)]
    if not tolls or words[at - 1].key in known["parts"]:
        return None
    stands = [one for one in before if words[one].key in known["stands"]]
    if stands and words[stands[-1]].key in known["stood"] and _is_over(words, stands[-1]):
        return None
    first = max(tolls[-1] if tolls[-1] in before else -1, stands[-1] if stands else -1)
    between = [one for one in range(max(first, 0), at) if words[one].fact == "number"]
    if first < 0 or any(words[one - 1].key not in known["parts"] for one in between):
        return None
    return "dead", (first if at - first <= REACH // 2 else at), at


def _is_numbered(words: Sequence[Word], at: int) -> bool:
    """Whether a word ends "the number of dead"."""
    told = [word.key for word in words[max(0, at - 2) : at]]
    return words[at].key in toll_words()["numbered"] and told == ["number", "of"]


def _may_count(word: Word) -> bool:
    """Whether a word may be part of who is counted."""
    return not word.plain and word.fact in (None, "name")


def _is_over(words: Sequence[Word], at: int) -> bool:
    """Whether a verb tells what was so before what the report tells: "had stood", "had earlier stood"."""
    return any(word.key == "had" for word in words[max(0, at - 2) : at])


def _subject(words: Sequence[Word], outcome: str, at: int, counted: Sequence[int], became: int) -> _Found:
    """What became of whom, and the first and last word that tell it."""
    head = words[counted[-1]].key if counted else ""
    who = "" if head in toll_words()["anyone"] else f" {head.removesuffix('s')}"
    return (outcome + who).rstrip(), min(at, became), max(at, became, *counted)


def _opens_object(word: Word) -> bool:
    """Whether a word behind a verb begins whom it was done to."""
    return word.key in toll_words()["object"] or word.fact in ("number", "name")
