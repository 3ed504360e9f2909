"""Figures that a report itself says have changed: "to 700 million from 900 million"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from brief.dedupe.measures import amount, number
from brief.dedupe.sentences import Split
from brief.dedupe.told import Sentence, told_in
from brief.model import Difference, Story

# A smaller number stands in too many sentences to be known again.
KNOWN_AGAIN = 10


def revised(story: Story, told: int, split: Split) -> Iterator[Difference]:
    """The figures of editions that today's reports give with the one they had before.

    Args:
        story: Editions in their order, then today's reports.
        told: How many editions there are.
        split: Cuts a paragraph into sentences.

    Yields:
        A Difference of kind "number" for each: the words of the last edition that tells the figure, in a
        sentence that shares a name or other content, and the words of the report.
    """
    editions = [
        sentence
        for index, article in reversed(list(enumerate(story.articles[:told])))
        for sentence in told_in(index, article, split)
    ]
    for index, article in enumerate(story.articles[told:], told):
        if article.language == "en":
            for sentence in told_in(index, article, split):
                yield from _of_sentence(sentence, editions)


def _of_sentence(sentence: Sentence, editions: list[Sentence]) -> Iterator[Difference]:
    """The figures that a sentence tells with what they were."""
    for match in _change().finditer(sentence.text):
        now, was = ("later", "sooner") if match["later"] else ("last", "first")
        value, new = amount(match[was]), amount(match[now])
        if value is None or new is None or value < KNOWN_AGAIN or value == new:
            continue
        for edition in editions:
            known = [one for one in _number().finditer(edition.text) if amount(one.group()) == value]
            if known and sentence.own & edition.own:
                yield Difference(
                    spans=(
                        edition.place(known[0].start(), known[0].end()),
                        sentence.place(match.start(now), match.end(now)),
                    ),
                    passages=(edition.span, sentence.span),
                    kind="number",
                )
                break


@cache
def _number() -> re.Pattern[str]:
    """A number with its thousands or millions."""
    return re.compile(number(), re.IGNORECASE)


@cache
def _change() -> re.Pattern[str]:
    """To one figure from another, or from one to another."""
    plain, unit = number().replace("(?P<n>", "(?:"), r"(?:\s+[a-z]+)?"
    later, sooner, first, last = (
        rf"[$£€¥]?(?P<{name}>{plain})" for name in ("later", "sooner", "first", "last")
    )
    return re.compile(
        rf"\bto\s+{later}{unit}\s+from\s+{sooner}|\bfrom\s+{first}{unit}\s+to\s+{last}", re.IGNORECASE
    )
