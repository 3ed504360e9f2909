"""Which events a sentence tells of, however they are worded."""

from __future__ import annotations

import re
from functools import cache

from brief import resources
from brief.model import Sentence


def events(sentence: Sentence, language: str) -> frozenset[str]:
    """The kinds of event that the sentence has a word for.

    Args:
        sentence: Read, with its words.
        language: ISO 639-1 code; none are known of a language without a list.

    Returns:
        Their names in `brief/data/again_<language>.txt`.
    """
    pattern = _pattern(language)
    if pattern is None:
        return frozenset()
    found = pattern.findall(" ".join(sentence.words))
    kinds = _kinds(language)
    return frozenset(kind for form in found for kind in kinds[form])


@cache
def _kinds(language: str) -> dict[str, tuple[str, ...]]:
    """For each word or phrase the kinds of event it stands for."""
    try:
        listed = resources.lists(f"again_{language}.txt")
    except FileNotFoundError:
        return {}
    kinds: dict[str, tuple[str, ...]] = {}
    for kind, forms in listed.items():
        for form in forms:
            kinds[form] = (*kinds.get(form, ()), kind)
    return kinds


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """Any of the words and phrases, the longest first; None for a language without a list."""
    forms = sorted(_kinds(language), key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, forms))})(?!\S)") if forms else None
