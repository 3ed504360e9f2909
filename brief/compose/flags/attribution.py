"""Who a claim is from, where nobody is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from brief.compose.cite import Citing
from brief.cues import phrases
from brief.grammar import NOUNS, VERBS, children, forms, subject
from brief.labels import say
from brief.model import Analysis, Item, Sentence, Span, Summary
from brief.patterns import alternatives
from brief.resources import listed
from brief.wellknown import is_everyday

SAYING = forms(listed("saying_en.txt", "say", "announce", "claim"))
NOBODY = listed("sources_en.txt", "nobody")
# What reports said is a name's where one stands before: "Reuters reports said".
NAME_BEFORE = re.compile(r"\b[A-Z][\w.'’-]*\s+$")


def attribution(analysis: Analysis, summary: Summary, citing: Citing, language: str) -> Iterator[Item]:
    """The main claim's source, when it has no name; others of the page, when they would give none."""
    main = summary.bottom_line
    if main is not None and (phrase := _unnamed_source(analysis, main)):
        yield _without_a_name(phrase, "flag_attribution", citing, language)
    for pick in dict.fromkeys(summary.picks):
        sentence = analysis.sentences[pick]
        if pick == main or not analysis.story.articles[sentence.span.article].language.startswith("en"):
            continue
        match = _anonymous().search(analysis.story.slice(sentence.span))
        if match and not _names_a_source(analysis.story.slice(sentence.span), sentence, anonymous=True):
            phrase = sentence.span.stretch(match.start(), match.end())
            yield _without_a_name(phrase, "flag_anonymous", citing, language)


def _without_a_name(phrase: Span, label: str, citing: Citing, language: str) -> Item:
    """The words for a source that has no name."""
    text = say(language, label, phrase=citing.text((phrase,)), mark=citing.mark((phrase,), language))
    return Item(text=text, kind="attribution", cites=(citing.cite(phrase),))


def _unnamed_source(analysis: Analysis, index: int) -> Span | None:
    """Where a sentence says of nobody in particular that they said so, and of nobody else."""
    sentence = analysis.sentences[index]
    text = analysis.story.slice(sentence.span)
    spoken = analysis.story.articles[sentence.span.article].language.split("-")[0]
    if "unnamed" in phrases(spoken):
        match = _unnamed(spoken).search(text)
        anonymous = False
    else:
        match = _anonymous().search(text)
        anonymous = match is not None
        match = match or next(
            (one for one in _unnamed_in_english().finditer(text) if _is_free(text, one)), None
        )
    if match is None or _names_a_source(text, sentence, anonymous=anonymous):
        return None
    return sentence.span.stretch(match.start(), match.end())


@cache
def _unnamed(language: str) -> re.Pattern[str]:
    """How a language other than English names nobody."""
    return re.compile(rf"\b(?:{phrases(language)['unnamed']})", re.IGNORECASE)


@cache
def _anonymous() -> re.Pattern[str]:
    """Someone told it who would not be named."""
    words = alternatives("sources_en.txt")
    no_other = rf"(?!\s+(?!(?:{words['behind_named']})\b)\w)"
    refused = rf"(?:{words['would_not']})\s+(?:{words['be_named']})\b{no_other}"
    return re.compile(rf"\b(?:(?:{words['without_a_name']})\b|{refused})", re.IGNORECASE)


@cache
def _unnamed_in_english() -> re.Pattern[str]:
    """Someone is said to have said it, and nobody is named."""
    words = alternatives("sources_en.txt")
    adjectives = rf"(?:(?:{words['what_reports']})\s+)*"
    forms = (
        rf"{adjectives}(?:{words['reports']})\s+(?:{words['reports_say']})",
        rf"[\w-]+\s+sources\s+(?:{words['reports_say']})",
        rf"(?:{words['a_source']})\s+(?:[\w-]+\s+){{0,2}}sources?\s+(?:{words['source_says']})",
        rf"(?:a\s+)?(?:{words['knowing']})\s+(?:{words['knows']})(?:\s+the\s+\w+)?",
        rf"according\s+to\s+{adjectives}(?:{words['according']})",
        words["reportedly"],
        rf"it\s+(?:{words['reported']})\s+reported",
        rf"(?:{words['unnamed']})\s+(?:\w+\s+)?(?:{words['unnamed_who']})",
    )
    return re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE)


def _is_free(text: str, match: re.Match[str]) -> bool:
    """Whether no name stands before words for an unnamed source, or among them: "Reuters reports said"."""
    first, *rest = match.group().split()
    if any(word[:1].isupper() for word in rest):
        return False
    if first.lower() not in listed("sources_en.txt", "reports", "what_reports"):
        return rest[:1] != ["sources"] or is_everyday(first)
    return NAME_BEFORE.search(text, 0, match.start()) is None


@cache
def _named_source() -> re.Pattern[str]:
    """An outlet or office behind the claim, though reports or sources stand before it."""
    words = alternatives("sources_en.txt")
    return re.compile(
        rf"\b(?i:{words['naming']}|{words['naming_outlets']})\s+(?:the\s+)?"
        rf"(?:[A-Z]\w+\s+(?:{words['outlet_names']})|{words['outlets']})\b"
        rf"|\b(?i:{words['naming']})\s+(?:the\s+)?(?:[A-Z]|{words['offices']})"
    )


def _names_a_source(text: str, sentence: Sentence, *, anonymous: bool) -> bool:
    """Whether a sentence also says of an outlet, an office or a person that they said so.

    Of one who would not be named, who was told names nobody, nor does his office.
    """
    if not anonymous and _named_source().search(text):
        return True
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        if token.text.lower() in SAYING and token.pos in VERBS:
            who = subject(tokens, index)
            after = [one for one in children(tokens, index) if tokens[one].dep == "nsubj"]
            heads = [one for one in (who, *after) if one is not None and tokens[one].pos in NOUNS]
            if any(tokens[one].text.lower() not in NOBODY for one in heads) and not (
                anonymous and all(tokens[one].pos != "PROPN" for one in heads)
            ):
                return True
    return False
