"""What to read with care: facts computed of the sources, never a judgement of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache
from itertools import islice

from brief.compose.cite import Citing
from brief.compose.denials import denials
from brief.cues import phrases
from brief.grammar import NOUNS, VERBS, children, forms, subject
from brief.labels import labels, mark, say
from brief.model import (
    Analysis,
    Difference,
    Entity,
    FactBox,
    Item,
    Moment,
    Sentence,
    Span,
    Story,
    Summary,
)
from brief.patterns import alternatives
from brief.resources import listed
from brief.text import WORD, even, fold
from brief.wellknown import is_everyday

SAYING = forms(listed("saying_en.txt", "say", "announce", "claim"))
NOBODY = listed("sources_en.txt", "nobody")
# Two spellings of a name share most of their letters; an abbreviation does not, and is none.
SAME_NAME = 0.6
# "120 wounded people": what a number counts stands within so many words.
MOST_COUNTED = 3
# More than these are tellings of different things, and nobody reads them all.
MOST_DIFFERENCES = 5
# What a figure counts is told in the word or two behind it.
BEHIND = re.compile(r"(?:[ \t]+[^\W\d_]+(?:['’-][^\W\d_]+)*){1,2}(?!\w)")
LONGEST_COUNTED = 80
# What reports said is a name's where one stands before: "Reuters reports said".
NAME_BEFORE = re.compile(r"\b[A-Z][\w.'’-]*\s+$")
LONG = 100
"""Sentences from which on most of a source is not parsed; nearly all news is shorter."""


def flags(
    analysis: Analysis, summary: Summary, box: FactBox, citing: Citing, language: str
) -> tuple[Item, ...]:
    """What a reader should know before passing the story on.

    Returns:
        One item a fact, in this order: figures that differ, a denial that the page does
        not tell, an unnamed source for the main claim, a name spelled several ways, days
        that cannot be placed, what an article says of its own mistakes, that it is a press
        release, what was odd about it, how little of a long one the box was read from, one
        source only. `kind` says which.
    """
    found = (
        *_differences(analysis, citing, language),
        *_denials(analysis, summary, citing, language),
        *_attribution(analysis, summary, citing, language),
        *_spellings(analysis, citing, language),
        *_undated(analysis, summary, box, citing, language),
        *_corrections(analysis, citing, language),
        *_releases(analysis, citing, language),
        *_oddities(analysis),
        *_length(analysis, language),
        *_single(analysis, language),
    )
    return tuple(dict.fromkeys(found))


def _differences(analysis: Analysis, citing: Citing, language: str) -> Iterator[Item]:
    """Tellings that differ in a figure, a date or a name: one item for all that are told of one thing."""
    several = len(analysis.story.articles) > 1
    for values in _connected(analysis.story)[:MOST_DIFFERENCES]:
        key = "flag_difference" if several else "flag_difference_inside"
        if values[0] == "entry":
            key = "flag_difference_inside"
        if values[0] == "claim":
            key = "flag_difference_quoted"
        spans = _counted(analysis, values)
        text = say(language, key, tellings=_tellings(spans, citing, language))
        yield Item(text=text, kind="difference", cites=tuple(map(citing.cite, spans)))


def _connected(story: Story) -> list[tuple[str, list[Span]]]:
    """The kind and the places of values that differ, those that share a place together."""
    groups: list[tuple[str, list[Span]]] = []
    for difference in story.differences:
        if difference.kind not in ("number", "figure", "date", "name", "unit", "claim", "outcome", "entry"):
            continue
        near = [group for group in groups if group[0] == difference.kind and _meet(group[1], difference)]
        merged = [span for _, spans in near for span in spans]
        merged += [span for span in difference.spans if not any(span.meets(one) for one in merged)]
        place = groups.index(near[0]) if near else len(groups)
        groups = [group for group in groups if group not in near]
        groups.insert(place, (difference.kind, merged))
    return groups


def _meet(spans: Iterable[Span], difference: Difference) -> bool:
    """Whether one of the differing values stands where one of these does."""
    return any(span.meets(other) for span in spans for other in difference.spans)


def _counted(analysis: Analysis, values: tuple[str, list[Span]]) -> list[Span]:
    """The places of differing numbers with what they count: the words that all share, or each its own."""
    kind, spans = values
    if kind != "number":
        return spans
    behind = [_words_behind(analysis.story, span) for span in spans]
    size = 0
    for told in zip(*behind, strict=False):
        if len({even(word) for word, _ in told}) > 1:
            break
        size += 1
    small = {
        (sentence.span.article, token.end)
        for sentence in analysis.sentences
        for token in sentence.tokens
        if token.pos not in ("NOUN", "PROPN")
    }
    while size and (spans[0].article, behind[0][size - 1][1]) in small:
        size -= 1
    if size == 0:
        kinds = {
            (sentence.span.article, token.end): token.pos
            for sentence in analysis.sentences
            for token in sentence.tokens
        }
        return [
            replace(
                span, end=_own_noun([(end, kinds.get((span.article, end))) for _, end in told]) or span.end
            )
            for span, told in zip(spans, behind, strict=True)
        ]
    return [replace(span, end=words[size - 1][1]) for span, words in zip(spans, behind, strict=True)]


def _own_noun(words: Iterable[tuple[int, str | None]]) -> int | None:
    """Where the noun behind a number ends, with nothing but what describes it between."""
    for end, kind in islice(words, MOST_COUNTED):
        if kind in ("NOUN", "PROPN"):
            return end
        if kind not in ("ADJ", "NUM"):
            return None
    return None


def _words_behind(story: Story, span: Span) -> list[tuple[str, int]]:
    """The next words after a place, up to the first mark, and where each ends."""
    tail = replace(span, start=span.end, end=span.end + LONGEST_COUNTED)
    match = BEHIND.match(story.slice(tail))
    if match is None:
        return []
    return [(word.group(), span.end + word.end()) for word in WORD.finditer(match.group())]


def _tellings(spans: Iterable[Span], citing: Citing, language: str) -> str:
    """The differing words, each once with everywhere it stands."""
    words = labels(language)
    told: dict[str, list[Span]] = {}
    for span in spans:
        told.setdefault(citing.text((span,)), []).append(span)
    return ", ".join(
        f"{words['open']}{text}{words['close']} ({_mark(places, citing, language)})"
        for text, places in told.items()
    )


def _mark(spans: Iterable[Span], citing: Citing, language: str) -> str:
    """Where spans stand, as printed."""
    return mark(tuple(map(citing.cite, spans)), citing.sources, language)


def _denials(analysis: Analysis, summary: Summary, citing: Citing, language: str) -> Iterator[Item]:
    """What somebody whom the page concerns denies, in the source's words."""
    for span in denials(analysis, summary):
        text = say(
            language, "flag_denial", phrase=citing.text((span,)), mark=_mark((span,), citing, language)
        )
        yield Item(text=text, kind="denial", cites=(citing.cite(span),))


def _attribution(analysis: Analysis, summary: Summary, citing: Citing, language: str) -> Iterator[Item]:
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
    text = say(language, label, phrase=citing.text((phrase,)), mark=_mark((phrase,), citing, language))
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


def _spellings(analysis: Analysis, citing: Citing, language: str) -> Iterator[Item]:
    """Names that the sources spell in several ways."""
    for entity in analysis.entities:
        if not entity.variants:
            continue
        ways = _ways(entity, citing)
        if len(ways) < 2:
            continue
        names = ", ".join(f"{name} ({_mark(spans, citing, language)})" for name, spans in ways.items())
        cites = tuple(citing.cite(span) for spans in ways.values() for span in spans)
        text = say(language, "flag_spelling", n=len(ways), names=names)
        yield Item(text=text, kind="spelling", cites=cites)


def _ways(entity: Entity, citing: Citing) -> dict[str, list[Span]]:
    """Each spelling of a name and where it stands, the main one first; only those that are met."""
    name = citing.text((entity.name,))
    usual = max(
        (_closest(name, variant) for variant in entity.variants),
        key=lambda run: max(_likeness(run, variant) for variant in entity.variants),
    )
    ways: dict[str, list[Span]] = {usual: []}
    for variant in entity.variants:
        # A capital or a hyphen is a matter of style, not of who is meant; an abbreviation is no spelling.
        if variant.isupper() != usual.isupper():
            continue
        if _likeness(usual, variant) >= SAME_NAME and all(_letters(variant) != _letters(way) for way in ways):
            ways[variant] = []
    for mention in entity.mentions:
        text = citing.text((mention,))
        # The longest first: one spelling may stand inside another.
        for name in sorted(ways, key=len, reverse=True):
            if name in text:
                ways[name].append(mention)
                break
    return {name: spans for name, spans in ways.items() if spans}


def _letters(name: str) -> str:
    """A name without what style alone decides."""
    return "".join(one for one in even(name) if one.isalnum())


def _closest(name: str, variant: str) -> str:
    """The words of a name that a variant spells otherwise: as many words, and the most alike."""
    words, size = name.split(), len(variant.split())
    runs = [" ".join(words[start : start + size]) for start in range(max(1, len(words) - size + 1))]
    return max(runs, key=lambda run: _likeness(run, variant))


def _likeness(name: str, variant: str) -> float:
    """How much of two names' letters is the same, in order, from 0 to 1."""
    return SequenceMatcher(None, name.lower(), variant.lower(), autojunk=False).ratio()


def _undated(
    analysis: Analysis, summary: Summary, box: FactBox, citing: Citing, language: str
) -> Iterator[Item]:
    """A day that cannot be placed because its article says no date; a clock time where it tells no day."""
    told = {span for answer in box.when if answer.value is None for span in answer.spans}
    picks = {*summary.picks, summary.bottom_line}
    undated = [
        moment
        for moment in analysis.moments
        if analysis.story.articles[moment.span.article].published is None
        if moment.sentence in picks or moment.span in told
    ]
    days = [one for one in undated if one.value is None and (one.kind == "DATE" or _is_of_a_day(one))]
    clocks = [one for one in undated if one.kind == "TIME" and (one.value or "").startswith("T")]
    for moment in (days or clocks)[:1]:
        article = analysis.story.articles[moment.span.article]
        cite = citing.cite(moment.span)
        day = article.dateline.date if article.dateline else None
        if day and not days:
            return  # its day is told, and only the year is not
        kind = "flag_undated_year" if day else "flag_undated" if days else "flag_undated_clock"
        text = say(
            language,
            kind,
            day=fold(article.text[slice(*day)]) if day else "",
            phrase=citing.text((moment.span,)),
            mark=_mark((moment.span,), citing, language),
        )
        yield Item(text=text, kind="undated", cites=(cite,))


def _is_of_a_day(moment: Moment) -> bool:
    """Whether a time is one of a day that is named ("2 a.m. on Monday"), not "three hours later"."""
    return moment.kind == "TIME" and moment.offset is not None


def _corrections(analysis: Analysis, citing: Citing, language: str) -> Iterator[Item]:
    """What the articles say that they had wrong, in their words."""
    for index, article in enumerate(analysis.story.articles):
        for correction in article.corrections:
            phrase = replace(correction, article=index)
            text = say(
                language,
                "flag_correction",
                phrase=citing.text((phrase,)),
                mark=_mark((phrase,), citing, language),
            )
            yield Item(text=text, kind="correction", cites=(citing.cite(phrase),))


def _releases(analysis: Analysis, citing: Citing, language: str) -> Iterator[Item]:
    """Which of the articles say that those they are about wrote them."""
    for index, article in enumerate(analysis.story.articles):
        if article.release:
            phrase = replace(article.release, article=index)
            text = say(
                language,
                "flag_release",
                phrase=citing.text((phrase,)),
                mark=_mark((phrase,), citing, language),
            )
            yield Item(text=text, kind="release", cites=(citing.cite(phrase),))


def _oddities(analysis: Analysis) -> Iterator[Item]:
    """What reading the articles found odd about them."""
    for article in analysis.story.articles:
        for oddity in article.flags:
            yield Item(text=fold(oddity), kind="article", cites=())


def _length(analysis: Analysis, language: str) -> Iterator[Item]:
    """That of a long source the box was read from a part only."""
    of = len(analysis.sentences)
    parsed = sum(bool(sentence.tokens) for sentence in analysis.sentences)
    if of >= LONG and 0 < parsed < of:
        yield Item(text=say(language, "flag_length", n=parsed, of=of), kind="length", cites=())


def _single(analysis: Analysis, language: str) -> Iterator[Item]:
    """That nothing was compared: there is one article, or the others are copies of it."""
    if len({sentence.span.article for sentence in analysis.sentences}) <= 1:
        yield Item(text=say(language, "flag_single"), kind="single", cites=())
