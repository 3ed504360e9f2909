"""Places that the table knows, where no language model has to see them: behind "in", and in datelines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from brief.analyse.entities.beside import LONGEST_AT
from brief.analyse.entities.mentions import Mention
from brief.analyse.namewords import name_regex
from brief.analyse.places import LARGE_TOWN, Place, place, places, spelled_out
from brief.cues import cues_or_english
from brief.model import Sentence, Span, Story
from brief.patterns import pattern
from brief.text import WordTable

_AT_A_PLACE = r"(?:\b(?:%s|%s|%s)|,)\s+(?:\w+(?:%s)\s+|(?:%s)\s+)?$"
_SPACE = re.compile(r"\s+")


def known_places(story: Story, sentence: Sentence, marked: Sequence[Mention]) -> Iterator[Mention]:
    """Names in capitals that the table knows and the language model did not mark.

    A town is believed only behind a word that places are named with, since towns
    share their names with people and everyday words; a country always.
    """
    words = cues_or_english(story.articles[sentence.span.article].language)
    text = story.slice(sentence.span)
    part_of = name_regex("compass endings"), name_regex("parts of a place")
    at = pattern(_AT_A_PLACE, words["places_before"], words["of"], name_regex("visits"), *part_of, flags=0)
    for match in _capitals().finditer(text):
        for first, known in _PLACES_OF[match.group()]:
            start, name = match.start() + first, known.name
            a, b = sentence.span.start + start, sentence.span.start + match.end()
            if any(a < one.span.end and one.span.start < b for one in marked):
                continue
            large = known.inhabitants >= LARGE_TOWN or known.kind == "region"
            if known.kind == "country" or (large and at.search(text, max(0, start - LONGEST_AT), start)):
                yield Mention(span=sentence.span.to(a, a + len(name)), name=name, kind="place")
                break


@cache
def _capitals() -> re.Pattern[str]:
    """Words with capitals, and those in small letters that stand between them in names of places."""
    small = name_regex("inside a name", "inside a place")
    return re.compile(
        # What stands before it comes second: by capitals it is found sooner.
        r"[A-Z](?<![\w@#][A-Z])[\w'’\-]*"
        rf"(?:\s+(?:(?:{small})\s+)?[A-Z][\w'’\-]*)*"
    )


def _places_of(run: str) -> tuple[tuple[int, Place], ...]:
    """The largest place of a run of capitals as a whole, then without the word that may begin the sentence.

    Each with where its name begins; most runs are no place's.
    """
    first, end = _SPACE.search(run), len(run) - 2 if run.endswith(("'s", "’s")) else len(run)
    begins = (0, first.end()) if first else (0,)
    return tuple((start, known[0]) for start in begins if (known := places(run[start:end])))


_PLACES_OF = WordTable(_places_of)


def of_datelines(story: Story) -> list[Mention]:
    """The place that each article's dateline names, and the state or country behind a comma."""
    out = []
    for number, article in enumerate(story.articles):
        if article.dateline and article.dateline.place:
            start, end = article.dateline.place
            name, _, whole = article.text[start:end].partition(",")
            if place(name, frozenset({spelled_out(whole.strip())})) or places(name.title()):
                span = Span(article=number, start=start, end=start + len(name))
                out.append(Mention(span=span, name=name, kind="place"))
                if places(spelled_out(whole.strip())):
                    at = end - len(whole.lstrip())
                    span = Span(article=number, start=at, end=end)
                    out.append(Mention(span=span, name=whole.strip(), kind="place"))
    return out


def reported_from(story: Story) -> frozenset[str]:
    """The towns that datelines name, in small letters: places, whatever the model takes them for."""
    lines = [
        article.text[slice(*line.place)]
        for article in story.articles
        if (line := article.dateline) and line.place
    ]
    return frozenset([line.partition(",")[0].strip().lower() for line in lines])
