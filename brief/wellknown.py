"""What is known without reading: organisations, outlets, and words that are no names."""

from __future__ import annotations

from functools import cache

from brief.resources import lines, lists


def is_organisation(name: str, *, called: bool) -> bool:
    """Whether a name is that of an organisation that is known everywhere.

    Args:
        name: Without article and possessive.
        called: Whether the text names somebody so who is told in full.

    >>> is_organisation("Twitter", called=False), is_organisation("Ford", called=True)
    (True, False)
    >>> is_organisation("APPLE", called=False), is_organisation("Apple Valley", called=False)
    (True, False)
    """
    known = _organisations().get(name) or (name.isupper() and _in_capitals().get(name))
    return known == "always" or (known == "unless" and not called)


def may_be_organisation(name: str) -> bool:
    """Whether an organisation is called so, and much else may be.

    >>> may_be_organisation("Time"), may_be_organisation("Twitter")
    (True, False)
    """
    return _organisations().get(name) == "told"


@cache
def _organisations() -> dict[str, str]:
    """Each name with how sure it is."""
    listed = lists("organisations_en.txt")
    return {name: sure for sure, names in listed.items() for name in names}


@cache
def _in_capitals() -> dict[str, str]:
    """The same, as a headline shouts them."""
    return {name.upper(): sure for name, sure in _organisations().items()}


def is_everyday(word: str) -> bool:
    """Whether English news writes a word small at least as often as with a capital.

    >>> is_everyday("Training"), is_everyday("Thatcher")
    (True, False)
    """
    return word.lower() in _everyday()


@cache
def _everyday() -> frozenset[str]:
    return frozenset(lines("everyday_en.txt"))


@cache
def outlets() -> tuple[str, ...]:
    """Names of news agencies and outlets, the longest first."""
    return tuple(sorted(lines("outlets.txt"), key=lambda name: (-len(name), name)))
