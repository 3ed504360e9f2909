"""The most of a page's items that fit: by rank, never by squeezing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from typing import TypeVar

from brief.model import QUESTIONS, Box, Briefing, Item

Key = tuple[str, int]
"""A part of the page and the index of an item in it."""
Group = tuple[Key, ...]
"""Items that stay or go together."""

# A cut leaves at least this many characters, so that what is left still says something.
SHORTEST_CUT = 40
# What is cut is measured in steps of so many characters: a line holds four of them.
CUT_STEP = 20
# Names are told in lots, since one more name hardly ever costs a line; lots of 2 or 8 change none of 184
# pages, of every 14th article of the sets that `benchmarks` reads.
NAMES_IN_A_LOT = 4

T = TypeVar("T")


def fit(
    full: Briefing,
    point_order: Sequence[Sequence[int]],
    fits: Callable[[Briefing], bool] | None,
    shorten: Callable[[Item, int], Item],
    fullness: Callable[[Briefing], float | None] | None = None,
) -> Briefing:
    """Keep the most items that fit, by rank; shorten what must stay only when it alone is too long.

    Args:
        full: The briefing with everything that was found.
        point_order: Indices into `full.points`, best first; those that stay or go together are one.
        fits: Whether a briefing fits; None when everything does.
        shorten: An item's first words, within so many characters.
        fullness: About how much of the page a briefing fills; where to start searching.

    Returns:
        The briefing with `left_out` counting the items dropped or shortened.
    """
    if fits is None:
        return full
    share = fullness(full) if fullness else None
    # What is far too much need not be asked about: the search finds out if it does fit after all.
    if (share is None or share <= 1) and fits(full):
        return full
    likely = _likely(fullness) if fullness and share is not None else None
    groups = _ranked(full, point_order)

    @cache
    def keep(count: int) -> Briefing:
        return _keep(full, groups, count)

    most = _most(len(groups), lambda count: fits(keep(count)), likely and (lambda count: likely(keep(count))))
    if most is not None:
        return keep(most)
    bare = keep(0)
    longest = max((len(item.text) for item in _required(bare)), default=0)

    @cache
    def cut(steps: int) -> Briefing:
        return _shortened(bare, max(steps * CUT_STEP, SHORTEST_CUT), shorten)

    steps = _most(
        longest // CUT_STEP,
        lambda steps: fits(cut(steps)),
        likely and (lambda steps: likely(cut(steps))),
    )
    return cut(steps or 0)


def _likely(fullness: Callable[[Briefing], float | None]) -> Callable[[Briefing], bool]:
    """A cheap guess whether a briefing fits."""
    return lambda briefing: (fullness(briefing) or 0) <= 1


def _ranked(full: Briefing, point_order: Sequence[Sequence[int]]) -> list[Group]:
    """What may go, most wanted first.

    Two sentences, the first turns of the timeline, a quotation, what to read with
    care, two figures; then further answers of the box; then the rest in turns.
    """
    points: list[Group] = [tuple(("points", index) for index in together) for together in point_order]
    quotes: list[Group] = [(("quotes", index),) for index in range(len(full.quotes))]
    turns = _pair_first("timeline", len(full.timeline))
    figures = _pair_first("figures", len(full.figures))
    names = [
        tuple(("entities", index) for index in range(start, min(start + NAMES_IN_A_LOT, len(full.entities))))
        for start in range(0, len(full.entities), NAMES_IN_A_LOT)
    ]
    first = [*points[:2], *turns[:1], *quotes[:1], *((("flags", i),) for i in range(len(full.flags)))]
    further = [
        ((question, index),) for question in QUESTIONS for index in range(1, len(getattr(full.box, question)))
    ]
    rest = _in_turns(points[2:], names, quotes[1:], turns[1:], figures[1:])
    return [*first, *figures[:1], *further, *rest]


def _pair_first(part: str, count: int) -> list[Group]:
    """The items of a part that makes sense from two on: the first two together, then one by one."""
    if count < 2:
        return [((part, index),) for index in range(count)]
    return [((part, 0), (part, 1)), *(((part, index),) for index in range(2, count))]


def _in_turns(*lists: Sequence[T]) -> list[T]:
    """The first of each list, then the second of each, and so on."""
    return [group for turn in zip_longest(*lists) for group in turn if group is not None]


def _most(
    highest: int, holds: Callable[[int], bool], likely: Callable[[int], bool] | None = None
) -> int | None:
    """The highest number from 0 to `highest` for which a monotone test holds; None when none does.

    Args:
        highest: The largest number asked about.
        holds: The test, which may be slow.
        likely: A quick guess of what the test says; it decides where to look first, and nothing else.
    """
    low, high = -1, highest + 1
    if likely is not None:
        guess = _most(highest, likely)
        low, high = _around(-1 if guess is None else guess, low, high, holds)
    while high - low > 1:
        middle = (low + high) // 2
        if holds(middle):
            low = middle
        else:
            high = middle
    return low if low >= 0 else None


def _around(guess: int, low: int, high: int, holds: Callable[[int], bool]) -> tuple[int, int]:
    """Numbers around a guess between which the test turns, found in steps that double."""
    step = 1
    guess = max(guess, low + 1)
    if holds(guess):
        low = guess
        while low + step < high and holds(low + step):
            low, step = low + step, 2 * step
        return low, min(high, low + step)
    high = guess
    while high - step > low and not holds(high - step):
        high, step = high - step, 2 * step
    return max(low, high - step), high


def _keep(full: Briefing, groups: Sequence[Group], count: int) -> Briefing:
    """The briefing with only the first `count` groups of what may go."""
    kept = {key for group in groups[:count] for key in group}
    dropped = sum(len(group) for group in groups[count:])

    def only(part: str, items: Iterable[T]) -> tuple[T, ...]:
        return tuple(item for index, item in enumerate(items) if (part, index) in kept)

    def answers(question: str) -> tuple[Item, ...]:
        items: tuple[Item, ...] = getattr(full.box, question)
        return tuple(item for index, item in enumerate(items) if index == 0 or (question, index) in kept)

    who, what, where, when, why = map(answers, QUESTIONS)
    return replace(
        full,
        points=only("points", full.points),
        quotes=only("quotes", full.quotes),
        figures=only("figures", full.figures),
        timeline=only("timeline", full.timeline),
        entities=only("entities", full.entities),
        flags=only("flags", full.flags),
        box=Box(who=who, what=what, where=where, when=when, why=why, unavailable=full.box.unavailable),
        left_out=full.left_out + dropped,
    )


def _required(briefing: Briefing) -> list[Item]:
    """What always stays."""
    answers = [item for question in QUESTIONS for item in getattr(briefing.box, question)]
    return [item for item in (briefing.title, briefing.bottom_line, *answers) if item]


def _shortened(briefing: Briefing, limit: int, shorten: Callable[[Item, int], Item]) -> Briefing:
    """The briefing with nothing longer than so many characters; each cut counts as left out."""

    def answers(question: str) -> tuple[Item, ...]:
        return tuple(shorten(item, limit) for item in getattr(briefing.box, question))

    who, what, where, when, why = map(answers, QUESTIONS)
    shortened = replace(
        briefing,
        title=briefing.title and shorten(briefing.title, limit),
        bottom_line=briefing.bottom_line and shorten(briefing.bottom_line, limit),
        box=Box(who=who, what=what, where=where, when=when, why=why, unavailable=briefing.box.unavailable),
    )
    cuts = sum(item.cut for item in _required(shortened))
    return replace(shortened, left_out=briefing.left_out + cuts)
