"""Words in names and beside them: the lists of `brief/data/names_en.txt`, by their headings."""

from __future__ import annotations

from functools import partial

from brief.patterns import either
from brief.resources import listed

_FILE = "names_en.txt"
name_words = partial(listed, _FILE)
"""The words, as they stand there."""
name_regex = partial(either, _FILE)
"""The same as alternatives of a regular expression, list by list."""
HONORIFICS = (
    "addressed",
    "addressed, more formally",
    "addressed, as a dame",
    "addressed, by office or birth",
)
"""Headings of what people are called with before their names, which is no part of these."""
