"""The English words that tell who speaks, and the patterns that are made of them."""

from __future__ import annotations

import re
from functools import cache, partial

from brief.cues import saying
from brief.grammar import forms
from brief.patterns import by_first_letter, either
from brief.resources import listed

ACCORDING = "according to"
"""Stands before whose words they are, as a verb of saying does behind."""


_FILE = "quotes_en.txt"
quote_words = partial(listed, _FILE)
"""The words of sections of `brief/data/quotes_en.txt`."""
quote_regex = partial(either, _FILE)
"""The same as alternatives of a regular expression."""


@cache
def verbs() -> frozenset[str]:
    """Every form of a verb of saying but its participle: "adding" goes on with what another verb tells."""
    return frozenset(form for form in forms(saying("en")["quoting"]) if not form.endswith("ing"))


@cache
def verb() -> re.Pattern[str]:
    """A verb of saying."""
    return re.compile(rf"\b{_forms()}\b", re.IGNORECASE)


@cache
def verb_first() -> re.Pattern[str]:
    """A verb of saying at the beginning, as behind a quotation: ", said Ann Ferris"."""
    return re.compile(rf"\s*,?\s*{_forms()}\s+", re.IGNORECASE)


@cache
def breaks() -> re.Pattern[str]:
    """Where the words for a speaker begin or end: a mark, or a small word."""
    return re.compile(rf"[,;:—–()]|\s-\s|\b(?:{quote_regex('breaks')})\b")


def _forms() -> str:
    return by_first_letter(sorted(verbs(), key=lambda form: (-len(form), form)))
