"""Where a sentence tells a time: the rules of its language, and which of their matches stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter

from brief.analyse.dates.holidays import holiday
from brief.analyse.dates.meanings import MEANINGS, fixed
from brief.analyse.dates.setting import Kind, Mean
from brief.analyse.dates.timewords import YEAR, Sign, forms
from brief.cues import cues


@dataclass(frozen=True, slots=True)
class Rule:
    """How times of one form are found, and what they mean."""

    pattern: re.Pattern[str]
    mean: Mean
    signs: frozenset[Sign]
    """What a sentence that holds one has; one without is not searched."""


@lru_cache(maxsize=1_000)
def applying(language: str, seen: frozenset[Sign]) -> tuple[Rule, ...]:
    """The rules that a sentence with these signs can hold a time of."""
    return tuple(rule for rule in rules_of(language) if rule.signs <= seen)


@cache
def rules_of(language: str) -> tuple[Rule, ...]:
    """The patterns of a language with what each means; earlier ones win among equally long."""
    words = cues(language)
    rules: list[Rule] = [
        Rule(re.compile(form.pattern, re.IGNORECASE), MEANINGS[form.name], form.signs)
        for form in forms(words)
    ]
    unit = "|".join(words["units"].values())
    kinds: tuple[tuple[Kind, str], ...] = (("SET", "every"), ("DATE", "refs"))
    for kind, name in kinds:
        for value, alternatives in words[name].items():
            # "In the past week" is a stretch, "in the past" is none.
            form = re.compile(rf"\b(?:{alternatives})\b(?!\s+(?:{unit})\b)", re.IGNORECASE)
            rules.append(Rule(form, fixed(kind, value), frozenset({value})))
    for day, rule in words["holidays"].items():
        form = re.compile(rf"\b{day}\b(?:,?\s+{YEAR})?", re.IGNORECASE)
        rules.append(Rule(form, holiday(rule), frozenset({day})))
    return tuple(rules)


def longest(text: str, rules: Sequence[Rule]) -> list[tuple[re.Match[str], Mean]]:
    """Matches that do not overlap; where they would, the longest, then the earlier rule's."""
    matches = [
        (match.start() - match.end(), order, match.start(), match)
        for order, rule in enumerate(rules)
        for match in rule.pattern.finditer(text)
        if match.end() > match.start()
    ]
    matches.sort(key=itemgetter(0, 1, 2))
    kept: list[tuple[int, int, Mean, re.Match[str]]] = []
    for _, order, start, match in matches:
        place = bisect_left(kept, start, key=itemgetter(0))
        if (place == 0 or kept[place - 1][1] <= start) and (
            place == len(kept) or match.end() <= kept[place][0]
        ):
            kept.insert(place, (start, match.end(), rules[order].mean, match))
    return [(match, mean) for _, _, mean, match in kept]
