"""Words in names and beside them: the lists of `brief/data/names_en.txt`."""

from __future__ import annotations

import re
from functools import cache

from brief.resources import lists


@cache
def name_words(*headings: str) -> frozenset[str]:
    """The words of these lists, as they stand there.

    >>> sorted(name_words("and", "joins"))[:4]
    ['&', 'and', 'de', 'del']
    """
    return frozenset(_listed(headings))


@cache
def either(*headings: str) -> str:
    """The same as alternatives of a regular expression, list by list.

    >>> either("addressed")
    'Mr|Mrs|Ms'
    """
    return "|".join(map(re.escape, _listed(headings)))


def _listed(headings: tuple[str, ...]) -> list[str]:
    """The words of these lists, in their order."""
    listed = lists("names_en.txt")
    return [word for heading in headings for word in listed[heading]]
