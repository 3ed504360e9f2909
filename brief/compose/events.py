"""Events by their names: "the start of the conflict", "a gas attack near Maren"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from brief.grammar import VERBS, apart, around, children, ends_well, forms, meaningful, under
from brief.model import Token

Slices = tuple[tuple[int, int], ...]
"""Stretches of tokens, each by its first and last index: what is told, in order."""
DENYING = forms("deny reject prevent avoid avert cancel postpone fear threaten oppose question") | {"denied"}
# A clause behind these did not happen, or nobody says that it did; "until" dates its end.
OPEN = frozenset({"if", "unless", "whether", "until", "till", "lest"})
DOUBTED = frozenset({"may", "might", "could", "should", "can", "ought"})
# Not "at" a time but from it or up to it: told with the time.
BOUNDS = frozenset({"since", "until", "till", "by", "before", "after", "from", "through"})
# Parts of times, of which nothing is told.
TIMES = frozenset(
    """time times day days night nights morning evening afternoon week weeks weekend month months year
    years decade half quarter end beginning middle period season summer winter spring autumn fall
    rest part hours hour minutes minute date anniversary""".split()  # noqa: SIM905  (a list of words reads best as words)
)
EVENTS = frozenset(
    """attack attacks war wars conflict death deaths crash crashes earthquake quake tsunami flood floods storm
    cyclone hurricane fire fires blast blasts raid raids strike strikes airstrike airstrikes shooting
    shootings bombing bombings killing killings murder murders clash clashes battle battles riot riots
    execution executions protest protests rally rallies march coup revolution revolt uprising
    invasion siege massacre
    election elections inauguration visit trip tour summit meeting meetings talks vote votes
    referendum poll polls debate trial hearing
    ruling verdict sentence arrest arrests launch landing flight mission test tests release premiere
    concert festival ceremony funeral wedding birth match game final win victory defeat race takeover
    merger sale deal ceasefire truce treaty accord agreement start opening closure outbreak collapse
    fall resignation appointment appeal sanctions ban disaster accident incident
    derailment explosion explosions leak scandal crisis split breakup surgery operation transplant
    jump leap bid attempt tournament championship""".split()  # noqa: SIM905
)
EVENT_ENDINGS = ("ation", "ition", "ection", "ement", "iversary")
# These end like events and are none.
NO_EVENTS = frozenset(
    """statement element nation population station corporation association foundation administration
    organisation organization location generation information legislation reputation application
    publication aviation delegation federation education position condition tradition coalition addition
    edition institution constitution section collection solution""".split()  # noqa: SIM905
)
# A time behind a noun of these is the noun's: "ahead of the assembly next week".
HOLDING = frozenset(
    {"of", "before", "after", "until", "since", "despite", "following", "ahead", "including", "like", "than"}
)
# Before an event's name, these make a time behind it the event's: "stood for the election on 3 June".
AIMED = (HOLDING - {"of"}) | {"for", "about"}


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
    return slices if slices and content(tokens, slices) >= 2 else None


def _is_doubted(tokens: Sequence[Token], index: int) -> bool:
    """Whether what a word hangs on is denied, feared or supposed."""
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
