"""Events by their names: "the start of the conflict", "a gas attack near Maren"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from brief.asserted import reserves
from brief.grammar import VERBS, apart, around, children, ends_well, forms, meaningful, under
from brief.model import Token
from brief.resources import listed, lists

Slices = tuple[tuple[int, int], ...]
"""Stretches of tokens, each by its first and last index: what is told, in order."""
DENYING = forms(lists("events_en.txt")["denying"])
# A clause behind these did not happen, or nobody says that it did; "until" dates its end.
OPEN = listed("grammar_en.txt", "if", "whether", "until") | listed("events_en.txt", "feared")
DOUBTED = listed("grammar_en.txt", "may") | listed("events_en.txt", "doubted")
# Not "at" a time but from it or up to it: told with the time.
BOUNDS = listed("events_en.txt", "bounds")
# Parts of times, of which nothing is told.
TIMES = listed("events_en.txt", "times")
EVENTS = listed("events_en.txt", "events")
EVENT_ENDINGS = lists("events_en.txt")["event_endings"]
# These end like events and are none.
NO_EVENTS = listed("events_en.txt", "no_events")
# A time behind a noun of these is the noun's: "ahead of the assembly next week".
HOLDING = listed("events_en.txt", "around_events", "of")
# Before an event's name, these make a time behind it the event's: "stood for the election on 3 June".
AIMED = listed("events_en.txt", "around_events", "aimed")


def event(tokens: Sequence[Token], noun: int, time: Collection[int]) -> Slices | None:
    """Find the name of an event that a time stands behind: "a sarin gas attack last August".

    Args:
        tokens: The parse of a sentence.
        noun: Index of the noun that the time hangs on.
        time: Indices of the words of time.

    Returns:
        The name without the time, in two slices where the time stands inside it; None
        where the noun names no event, says too little, or hangs on what is denied.
    """
    if tokens[noun].pos != "NOUN" or noun > min(time) or tokens[min(time)].text.lower() in BOUNDS:
        return None
    while tokens[noun].dep == "pobj" and tokens[tokens[noun].head].text.lower() == "of":
        owner = tokens[tokens[noun].head].head
        if tokens[owner].pos != "NOUN" or owner > noun:
            break
        noun = owner
    parted = any(apart(tokens, index) for index in range(noun, min(time)))
    if parted or not names_event(tokens[noun].text) or _is_doubted(tokens, noun):
        return None
    apart_of = {"relcl", "conj", "cc", "appos", "advcl", "parataxis", "punct", "dep"}
    members = under(tokens, noun, apart_of) | set(time)
    first, last = around(members, noun)
    while first < noun and tokens[first].pos in ("ADP", "SCONJ"):
        first += 1
    slices = without(tokens, first, last, time)
    # "An exit poll" tells less than "the exit poll": which one, nobody has heard.
    least = 3 if tokens[first].text.lower() in ("a", "an") else 2
    return slices if slices and content(tokens, slices) >= least else None


def _is_doubted(tokens: Sequence[Token], index: int) -> bool:
    """Whether what a word hangs on is denied, feared or supposed."""
    if reserves(tokens, index) is None:
        return True
    seen: set[int] = set()
    while tokens[index].head != index and index not in seen:
        seen.add(index)
        index = tokens[index].head
        if tokens[index].pos in VERBS:
            below = [tokens[i] for i in children(tokens, index)]
            denied = tokens[index].text.lower() in DENYING or any(token.dep == "neg" for token in below)
            return denied or any(token.text.lower() in OPEN | DOUBTED for token in below)
    return False


def names_event(noun: str) -> bool:
    """Whether a noun names something that happens."""
    word = noun.lower()
    one = word.removesuffix("s")
    return word in EVENTS or (one.endswith(EVENT_ENDINGS) and one not in NO_EVENTS)


def is_behind_an_event(tokens: Sequence[Token], start: int) -> bool:
    """Whether a time follows an event that another was before or after: "went on after his death in 1970"."""
    if start == 0 or tokens[start - 1].dep != "pobj" or not names_event(tokens[start - 1].text):
        return False
    return tokens[tokens[start - 1].head].text.lower() in AIMED


def without(tokens: Sequence[Token], first: int, last: int, time: Collection[int]) -> Slices | None:
    """A stretch without a time at its end, or in two where the time stands inside it."""
    at = [index for index in range(first, last + 1) if index in time]
    if not at:
        return _closed(tokens, (first, last))
    before, after = _closed(tokens, (first, at[0] - 1)), _closed(tokens, (at[-1] + 1, last))
    if before is None:
        return None
    return (*before, *after) if after else before


def _closed(tokens: Sequence[Token], stretch: tuple[int, int]) -> Slices | None:
    """A stretch without marks at its ends and small words at its end; None when nothing stays."""
    first, last = stretch
    while first <= last and (apart(tokens, first) or tokens[first].pos in ("CCONJ", "SPACE")):
        first += 1
    last = ends_well(tokens, first, last)
    return ((first, last),) if first <= last else None


def content(tokens: Sequence[Token], slices: Slices) -> int:
    """How many words carry meaning."""
    return sum(meaningful(tokens, first, last) for first, last in slices)
