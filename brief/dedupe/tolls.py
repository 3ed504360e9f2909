"""How many were killed, hurt, missing: what each report says, and which says it last."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise, takewhile

from brief import resources
from brief.dedupe.sentences import Split
from brief.dedupe.words import Word, keys, lists, read
from brief.model import Article, Difference, Span, Story

# A report tells its event at its beginning; further down it recalls others. On 130 stories of the sets of
# `benchmarks.group` 13 counts differ; 12 within half of it, 14 within twice.
OPENING_CHARACTERS = 1200
# Reports further apart tell of two events of the kind; half or twice as many days change none of the 13.
ONE_EVENT = timedelta(days=7)
# "About 60" and "57" do not differ; at twice the share 11 counts do, at half the same 13.
ROUNDED = 0.15
# Nobody corrects a count to a twentieth or twentyfold: one counts a day, the other a war. At half of it 11
# counts differ, without it 15.
ANOTHER_COUNT = 0.95
# Who is counted is named in a word or three, and what became of them soon after. One word finds 12 counts,
# six the same 13; so do 4 and 16 words of reach.
COUNTED_WORDS = 3
REACH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A count of people and what became of them, as one report tells it."""

    what: str
    """What became of whom: "dead", "dead miner"."""
    value: int
    exact: bool
    span: Span
    """The count with whom it counts."""
    passage: Span
    """The sentence."""
    about: frozenset[str]
    """Names and other content of the sentence."""
    years: frozenset[str]
    """The years that the sentence names: two counts of one past event name the same."""
    months: frozenset[str]
    """And the months, which do not contradict each other."""


def overtaken(story: Story, *, split: Split) -> tuple[Difference, ...]:
    """Counts of people that the story's reports tell otherwise, however they word it.

    Args:
        story: Articles in any order.
        split: Cuts a paragraph into sentences.

    Returns:
        One Difference of kind "number" for each other value, the earlier report's words first and the
        latest one's last; empty where all agree, or where a report tells two counts of the same.
    """
    return tuple(
        Difference(spans=(old.span, latest.span), passages=(old.passage, latest.passage), kind="number")
        for told in _by_subject(story, split)
        for latest in told[-1:]
        for old in told[:-1]
        if _differ(story, old, latest)
    )


def latest_first(story: Story, *, split: Split) -> Story:
    """The story led by a report with the latest count, where its lead was overtaken by a later one.

    Args:
        story: Articles in the order we trust them.
        split: Cuts a paragraph into sentences.

    Returns:
        The same articles, and one of them moved to the head: the first of those that tell the latest
        count of what became of most of those whom the lead counts. The same story where nothing changed.
    """
    if len(story.articles) < 2:
        return story
    for told in _by_subject(story, split):
        latest = told[-1]
        lead = next((one for one in told if one.span.article == 0), None)
        if lead and _differ(story, lead, latest) and _is_later(story, lead, latest):
            first = min(one.span.article for one in told if one.value == latest.value)
            rest = [article for index, article in enumerate(story.articles) if index != first]
            return Story(articles=(story.articles[first], *rest))
    return story


def _by_subject(story: Story, split: Split) -> list[list[Toll]]:
    """What each report says became of whom, as far as two tell of it; the dead first."""
    told: defaultdict[str, list[Toll]] = defaultdict(list)
    if len(story.articles) < 2:
        return []
    for index, article in enumerate(story.articles):
        found: defaultdict[str, dict[int, Toll]] = defaultdict(dict)
        for toll in _tolls(index, article, split):
            found[toll.what].setdefault(toll.value, toll)
        for what, values in found.items():
            if len(values) == 1:  # two counts of one thing are of two events, or of parts
                told[what].extend(values.values())
    order = list(_words()["became"].values())
    ranked = sorted(told, key=lambda what: (order.index(what.partition(" ")[0]), what))
    return [_in_order(story, told[what]) for what in ranked]


def _in_order(story: Story, tolls: list[Toll]) -> list[Toll]:
    """The counts in the order of publishing; as they stand where one has no date."""
    dated = [(moment, toll) for toll in tolls if (moment := _moment(story, toll))]
    return [toll for _, toll in sorted(dated, key=lambda one: one[0])] if len(dated) == len(tolls) else tolls


def _differ(story: Story, old: Toll, latest: Toll) -> bool:
    """Whether two reports tell another count of the same."""
    if old.value == latest.value or old.years != latest.years or not old.about & latest.about:
        return False
    if old.months and latest.months and old.months.isdisjoint(latest.months):
        return False
    moments = (_moment(story, old), _moment(story, latest))
    if moments[0] and moments[1] and abs(moments[1] - moments[0]) > ONE_EVENT:
        return False
    apart = abs(old.value - latest.value) / max(old.value, latest.value)
    return apart < ANOTHER_COUNT and (apart > ROUNDED or (old.exact and latest.exact))


def _is_later(story: Story, old: Toll, latest: Toll) -> bool:
    """Whether it is known that one report was published after the other."""
    moments = (_moment(story, old), _moment(story, latest))
    return bool(moments[0] and moments[1] and moments[0] < moments[1])


def _moment(story: Story, toll: Toll) -> datetime | None:
    """When the report was published."""
    return story.articles[toll.span.article].published_at


def _tolls(index: int, article: Article, split: Split) -> Iterator[Toll]:
    """The counts of people at the beginning of a report."""
    if article.language != "en" or not article.paragraphs:
        return
    end = article.paragraphs[0].start + OPENING_CHARACTERS
    known = _words()
    for block in article.paragraphs:
        prose = article.text[block.start : block.end]
        if block.start > end or not _MAY_COUNT.search(prose):
            continue
        for start, stop in split(prose) or [(0, len(prose))]:
            sentence = prose[start:stop]
            told = set(keys(sentence))
            if not told & {**known["became"], **known["done"], "toll": ""}.keys():
                continue
            words = read(sentence)
            if _looks_back(words):
                continue
            about = frozenset(word.key for word in words if _says_which(word))
            years = frozenset(word.key for word in words if word.fact == "date" and _YEAR.fullmatch(word.key))
            months = frozenset(word.key for word in words if word.key in lists().months)
            passage = Span(article=index, start=block.start + start, end=block.start + stop)
            for what, value, exact, (begins, ends) in _counts(sentence, words):
                span = Span(article=index, start=passage.start + begins, end=passage.start + ends)
                yield Toll(
                    what=what,
                    value=value,
                    exact=exact,
                    span=span,
                    passage=passage,
                    about=about,
                    years=years,
                    months=months,
                )


def _looks_back(words: Sequence[Word]) -> bool:
    """Whether a sentence tells of another event as well: one of an earlier month, the worst since."""
    known = _words()
    if any(word.key in known["looks_back"] for word in words):
        return True
    return any(one.fact == "date" and other.key in known["long_ago"] for one, other in pairwise(words))


_YEAR = re.compile(r"\d{4}")
_MAY_COUNT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)\b", re.IGNORECASE
)


def _says_which(word: Word) -> bool:
    """Whether a word tells one event from another: a name, or content beside counts and outcomes."""
    known = _words()
    return word.fact == "name" or not (
        word.plain
        or word.fact
        or any(word.key in known[name] for name in ("became", "done", "anyone", "between"))
    )


_Count = tuple[str, int, bool, tuple[int, int]]


def _counts(sentence: str, words: Sequence[Word]) -> Iterator[_Count]:
    """What became of how many: the subject, the number, whether it is exact, and where it stands."""
    runs = _unbroken(sentence, words)
    for at, word in enumerate(words):
        if word.fact != "number" or not word.key.isdigit() or _is_part(words, at):
            continue
        around = next(run for run in runs if at in run)
        after = range(at + 1, min(around.stop, at + 1 + REACH))
        found = _became(words, at, after) or _was_done(words, at, range(around.start, at), after)
        if found:
            what, last = found
            exact = not any(one.key in _words()["vague"] for one in words[max(around.start, at - 3) : at])
            yield what, int(word.key), exact, (word.start, words[last].end)


def _unbroken(sentence: str, words: Sequence[Word]) -> list[range]:
    """Runs of words without a mark between them; a colon joins, as in "death toll: 61"."""
    breaks = [
        place
        for place, (one, other) in enumerate(pairwise(words), 1)
        if re.search(r"[^\s:'’\-]", sentence[one.end : other.start])
    ]
    return [range(start, end) for start, end in pairwise([0, *breaks, len(words)])]


def _is_part(words: Sequence[Word], at: int) -> bool:
    """Whether a number is part of a longer one, of a date or a measure, or counts others than were told."""
    beside = [words[near] for near in (at - 1, at + 1) if 0 <= near < len(words)]
    if any(one.fact in ("number", "unit", "date") for one in beside):
        return True
    return any(one.key in _words()["more"] for one in beside)


def _became(words: Sequence[Word], at: int, after: range) -> tuple[str, int] | None:
    """Those counted, and what became of them: "43 people were killed"; not "two men killed a third"."""
    known = _words()
    counted: list[int] = []
    for place in after:
        word = words[place]
        outcome = known["became"].get(word.key)
        if outcome:
            behind = words[place + 1] if place + 1 < len(words) else None
            passive = any(words[one].key in known["between"] for one in range(at + 1, place))
            takes_object = word.key in known["done"] and behind is not None and _opens_object(behind)
            return None if takes_object and not passive else _subject(words, outcome, at, counted)
        if word.key in known["between"]:
            continue
        if not _may_count(word) or len(counted) == COUNTED_WORDS:
            return None
        counted.append(place)
    return None


def _was_done(words: Sequence[Word], at: int, before: range, after: range) -> tuple[str, int] | None:
    """What was done to those counted, told before: "killed 43 people", "the death toll rose to 43"."""
    known = _words()
    verb = next((one for one in reversed(before) if words[one].key not in known["bounds"]), None)
    if verb is not None and words[verb].key in known["done"]:
        counted = list(takewhile(lambda one: _may_count(words[one]), after))[:COUNTED_WORDS]
        return _subject(words, known["done"][words[verb].key], at, counted)
    tolls = [one for one in before if words[one].key == "toll"]
    if (
        tolls
        and words[at - 1].key != "from"
        and all(words[one].fact != "number" for one in range(tolls[-1], at))
    ):
        return "dead", at
    return None


def _may_count(word: Word) -> bool:
    """Whether a word may be part of who is counted."""
    return not word.plain and word.fact in (None, "name")


def _subject(words: Sequence[Word], outcome: str, at: int, counted: Sequence[int]) -> tuple[str, int]:
    """What became of whom, and the last word of those counted."""
    if not counted:
        return outcome, at
    head = words[counted[-1]].key
    who = "" if head in _words()["anyone"] else f" {head.removesuffix('s')}"
    return outcome + who, counted[-1]


def _opens_object(word: Word) -> bool:
    """Whether a word behind a verb begins whom it was done to."""
    return word.key in ("an", "the", "his", "her", "their", "him", "them") or word.fact in ("number", "name")


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    """The word lists: for each form what it stands for."""
    lists = tomllib.loads(resources.data("tolls.toml").read_text("utf-8"))
    found = {
        name: {form: outcome for outcome, forms in lists[name].items() for form in forms.split()}
        for name in ("became", "done")
    }
    return found | {name: {form: form for form in forms.split()} for name, forms in lists["words"].items()}
