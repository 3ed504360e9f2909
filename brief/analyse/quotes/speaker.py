"""Who says so in one sentence: named there, or the one that a pronoun there stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from brief.analyse.quotes.cast import Cast
from brief.analyse.quotes.elsewhere import by_its_pronoun, by_its_words, saying_in
from brief.analyse.quotes.parsed import by_parse
from brief.analyse.quotes.patterns import by_pattern
from brief.analyse.quotes.referents import meant
from brief.analyse.quotes.somebody import is_office, is_somebody
from brief.analyse.quotes.words import ACCORDING, quote_regex, quote_words
from brief.model import Quote, Sentence, Span

LONGEST_SPEAKER = 120
_ACCORDING = f"{ACCORDING} "
# An office with a bracket in it goes on behind it: "Deputy commander, Command (West), Brigadier Tom Reed".
_BRACKET_AND_NAME = re.compile(r"\s*\([^()]{1,40}\),?(?:\s+[A-Z][\w'’.-]+){1,4}")
_ADVERB = re.compile(r"[a-z]{3,}ly")


def speaker(cast: Cast, sentence: Sentence, quote: Span, told: Sequence[Quote]) -> Span | None:
    """Who says so in a sentence.

    Args:
        cast: Of the story.
        sentence: Where the quotation begins or ends, or one beside it.
        quote: The quotation.
        told: Those before it, in reading order.

    Returns:
        The words for him, here or where he is named before; None when nobody is told.
    """
    named = _named(cast, sentence, quote)
    if named is None:
        return None
    span = Span(article=sentence.span.article, start=named[0], end=named[1])
    english = cast.is_english(span.article)
    span = _with_name(cast, _trimmed(cast, span)) if english else span
    words = cast.story.slice(span)
    if words.lower() in quote_words("pronouns"):
        return meant(cast, span, sentence, quote, told)
    somebody = not english or is_somebody(cast, span)
    return span if len(words) <= LONGEST_SPEAKER and somebody else None


def _named(cast: Cast, sentence: Sentence, quote: Span) -> tuple[int, int] | None:
    """The words of the sentence for whoever says so: by its parse, else by patterns."""
    if sentence.tokens:
        return by_parse(sentence, quote)
    article = cast.story.articles[sentence.span.article]
    if (saying := saying_in(article.language.split("-")[0])) is not None:
        return by_its_words(article.text, sentence, quote, saying) or by_its_pronoun(
            article.text, sentence, cast.before(sentence), quote, saying
        )
    return by_pattern(article.text, sentence, quote)


def _trimmed(cast: Cast, span: Span) -> Span:
    """A speaker without the adverbs and helpers that stand before the verb: "Reed also later"."""
    story, helpers = cast.story, quote_words("helpers")
    words = list(re.finditer(r"\S+", story.slice(span)))
    while len(words) > 1 and (words[-1].group().lower() in helpers or _ADVERB.fullmatch(words[-1].group())):
        words.pop()
    span = replace(span, end=span.start + words[-1].end()) if words else span
    behind = _BRACKET_AND_NAME.match(story.slice(span.to(span.end, span.end + LONGEST_SPEAKER)))
    return replace(span, end=span.end + behind.end()) if behind else span


def _with_name(cast: Cast, speaker: Span) -> Span:
    """A speaker's office with the name behind its comma: "the chairwoman, Ann Reed, said"."""
    story = cast.story
    people, here = cast.around(speaker.to(speaker.end, speaker.end))
    cut = [one for one, _ in people[max(0, here - 1) : here] if one.start < speaker.end < one.end]
    if cut:  # "Prime Minister Theresa" of "Prime Minister Theresa May"
        return speaker.to(speaker.start, cut[0].end)
    if here == len(people) or any(speaker.meets(one) for one, _ in people[max(0, here - 2) : here]):
        return speaker
    mention = people[here][0]
    head = story.slice(speaker).split()[-1:]
    lead = story.slice(speaker.to(max(0, speaker.start - len(_ACCORDING)), speaker.start))
    if not head or not is_office(head[0]) or lead == _ACCORDING:
        return speaker
    gap = story.slice(speaker.to(speaker.end, max(speaker.end, mention.start)))
    behind = story.slice(speaker.to(mention.end, mention.end + 1))
    if gap != ", " or behind != ",":
        return speaker
    # "Its director": whose is not told here, and "director" alone would not say.
    begins = mention.start if _whose().match(story.slice(speaker)) else speaker.start
    return speaker.to(begins, mention.end)


@cache
def _whose() -> re.Pattern[str]:
    return re.compile(rf"(?:{quote_regex('whose')})\s+", re.IGNORECASE)
