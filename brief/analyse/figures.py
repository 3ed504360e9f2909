"""Story → its figures: quantities, and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from brief.analyse import figures_elsewhere
from brief.analyse.counted import counted, with_reserve
from brief.analyse.figurewords import figure_words
from brief.analyse.terms import terms
from brief.asserted import reserves
from brief.denied import denied_next
from brief.grammar import forms, shouts
from brief.model import Figure, FigureKind, Sentence, Span, Story
from brief.resources import listed
from brief.text import WordTable

# Ranges are looked for where one may be: most sentences have none, and at each figure that takes a while.
_MAY_RANGE = re.compile(r"(?:\bto\s+|[-–])[^\s\d]{0,4}\s?\d|between\s", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_JOINT = re.compile("[-‑'’]")
_AGE_AFTER = re.compile(r"\s*,|\s+(?:and|or)\s+\d")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_TO_OR_AT = re.compile(r"\b(?:to|at|of)\s+$")
_BEFORE = 120
"""Characters before a figure in which all that these expressions look for has room."""
# What stands last where an expression for a range or a part matches.
_RANGE_WORDS = ("to", "or", "and", "-", "–", "between")
_PART_WORDS = ("of", "the", "in", "half")
LONGEST_SENTENCE = 600
"""Characters; a longer one is a list of headlines or a table."""
FACING = forms(listed("terms_en.txt", "facing"))
# Half a bracket or a quotation mark, and marks that part two thoughts.
_UNFIT = re.compile(r"[()\[\]“”\"„«»;:—|\n]")


def figures(story: Story, sentences: Sequence[Sentence]) -> tuple[Figure, ...]:
    """Find the quantities that a story gives, each with what it counts or measures.

    Dates, times, durations (but those in prison), ages and numbers that only name
    something ("Section 9", "Boeing 737") are no quantities here.

    Args:
        story: Where the sentences stand.
        sentences: In reading order; an English one without a parse gives no figures, since
            nothing tells what its numbers count.

    Returns:
        Figures in reading order. `label` is the noun phrase that stands behind the
        figure ("homes in the valley"), or a whole phrase with the figure in it where
        that tells no more than its name ("killing at least 40 people", "Unemployment
        fell to 4.5 percent"). A figure that counts nothing we can name is left out, and
        so are those of a sentence that the next one denies.
    """
    denied = denied_next(sentences)
    return tuple(
        figure
        for index, sentence in enumerate(sentences)
        if index not in denied
        for figure in _of_sentence(story, index, sentence)
    )


def _of_sentence(story: Story, index: int, sentence: Sentence) -> Iterator[Figure]:
    """The figures of one sentence, in the way of its language."""
    language = story.articles[sentence.span.article].language.split("-")[0]
    if language == "en":
        return _in_sentence(story, index, sentence)
    return (
        Figure(span=sentence.span.stretch(*figure), label=sentence.span.stretch(*label), sentence=index)
        for figure, label in figures_elsewhere.counted(story.slice(sentence.span), language)
    )


def _in_sentence(story: Story, index: int, sentence: Sentence) -> Iterator[Figure]:
    """The figures of one sentence."""
    # Most sentences hold no number, and to look for one takes longer than to look their words up.
    if not sentence.tokens or not any(map(_MAY_COUNT.__getitem__, sentence.words)):
        return
    text = story.slice(sentence.span)
    if len(text) > LONGEST_SENTENCE or shouts(text):
        return
    found = [*_terms(text, index, sentence), *_quantities(text, index, sentence)]
    yield from sorted(found, key=lambda figure: figure.span)


def _terms(text: str, index: int, sentence: Sentence) -> Iterator[Figure]:
    """For how long a sentence says that somebody is jailed: who asked for it, where nobody is."""
    for length, said in terms(text, sentence.words):
        figure, label = sentence.span.stretch(*length), sentence.span.stretch(*said)
        inside = _inside(sentence, figure)
        held = _inside(sentence, label)
        needed = reserves(sentence.tokens, inside[-1])
        if sentence.tokens[held[0]].text.lower() in FACING:
            needed = frozenset()  # what one faces only could come about
        stretch = (
            None if needed is None else with_reserve(sentence.tokens, inside, (held[0], held[-1]), needed)
        )
        if stretch is not None:
            start = min(label.start, sentence.tokens[stretch[0]].start)
            yield Figure(span=figure, label=replace(label, start=start), sentence=index, kind="term")


def _inside(sentence: Sentence, span: Span) -> list[int]:
    """Indices of the words that a span covers."""
    tokens = sentence.tokens
    return [index for index, token in enumerate(tokens) if token.start < span.end and token.end > span.start]


def _quantities(text: str, index: int, sentence: Sentence) -> Iterator[Figure]:
    """What a sentence counts or measures."""
    words = figure_words()
    figure = words.ranged if _MAY_RANGE.search(text) else words.single
    for match in figure.finditer(text):
        found = None if _names_or_dates(text, match) else _counted(text, match, sentence)
        if found is not None:
            span = sentence.span.stretch(match.start("figure"), match.end("figure"))
            yield Figure(span=span, label=found[0], sentence=index, kind=found[1])


def _may_count(word: str) -> bool:
    """Whether a word in small letters, or a part of it, is a number."""
    return bool(_DIGIT.search(word)) or not figure_words().numbers.isdisjoint(_JOINT.split(word))


_MAY_COUNT = WordTable(_may_count)


def _names_or_dates(text: str, match: re.Match[str]) -> bool:
    """Whether a number tells a time, an age or a name rather than a quantity."""
    words = figure_words()
    figure, before, after = match["figure"], text[: match.start()], text[match.end() :]
    # The word before it tells whether an expression need be looked for: most words end none.
    shortly, last = before[-_BEFORE:], before[-_BEFORE:].rstrip().lower()
    if last.endswith(words.latest_words) and words.latest.search(shortly):
        return True
    if words.of_time.match(after) or before.endswith(("[", "/-", "±")):
        return True
    if last.endswith(_RANGE_WORDS) and words.range_before.search(shortly):
        return True
    if words.range_after.match(after) and not (words.share.search(figure) and words.led_to.match(after)):
        return True
    if match["range"]:
        # "Between 10 and 12" of what is mostly a time or an age, "from about 4 to 7%" a change.
        return not _is_measured(match["range"]) or last.endswith("from")
    if match["unit"] or match["word_unit"] or not figure[0].isalnum():
        return False
    # "A 20-page booklet", "the 15-member council": a word of its own.
    if (after[:1] in "-‐‑" and after) or (last.endswith(_PART_WORDS) and words.part_before.search(shortly)):
        return True
    # "Update 5.50"; an index "fell to 50.4".
    if "." in figure and re.fullmatch(r"\d+\.\d+", figure) and not _TO_OR_AT.search(shortly):
        return True
    if figure == "1" or re.match(r"\s+(?:of|out\s+of|in)\s+(?:\d|every\b)", after):
        return True
    if words.time.match(after) or (figure.isalpha() and words.known.search(shortly)):
        return True
    if named := words.named.search(text, max(0, len(before) - _BEFORE), len(before)):
        word = named.group().strip()
        opens = not before[: named.start()].strip()
        usual = word.lower() in words.openers or (opens and word[1:].islower())
        if not (word[:1].isupper() and usual) or word == "No.":
            return True
    if _YEAR.fullmatch(figure) or (last.endswith("until") and _YEAR.fullmatch(figure.split()[-1])):
        return True
    return before.rstrip().endswith(",") and figure.isdigit() and _AGE_AFTER.match(after) is not None


def _is_measured(figure: str) -> bool:
    """Whether a range is of money, a share or a measure."""
    words = figure_words()
    return words.sign.search(figure) is not None or words.unit_last.search(figure) is not None


def _counted(text: str, match: re.Match[str], sentence: Sentence) -> tuple[Span, FigureKind] | None:
    """What a figure counts or measures, and what kind of figure it is."""
    base = sentence.span.start
    figure = sentence.span.stretch(match.start("figure"), match.end("figure"))
    end, inside = figure.end, _inside(sentence, figure)
    found = counted(sentence.tokens, inside) if inside else None
    if found is None:
        return None
    (first, last), harmed = found
    final = sentence.tokens[last]
    # At the end of a sentence a full stop may be taken for a part of the last word ("$70m.").
    stopped = last == len(sentence.tokens) - 1 and final.text.endswith(".") and final.text.count(".") == 1
    stop = final.end - stopped
    rate = figure_words().rate.match(text, stop - base)
    stop = base + rate.end() if rate else stop
    label = replace(sentence.span, start=sentence.tokens[first].start, end=stop)
    words = text[label.start - base : label.end - base]
    if _UNFIT.search(words) or words.isupper():
        return None
    kind = _kind(text, match)
    if figure_words().apiece.match(text, max(stop - base, match.end())):
        return None  # "promised 100,000 pesos for each of the dead"
    if kind == "share" and label.start >= end and figure_words().share_before.search(text[: match.start()]):
        return None  # "a 46 percent to 22 percent margin"
    if kind == "measure" and text[stop - base :].lstrip().startswith("("):
        return None  # "Guam is 3,380 km (2,100 miles) from": cut in its middle
    return label, "people" if harmed and kind == "count" else kind


def _kind(text: str, match: re.Match[str]) -> FigureKind:
    """What sort of figure it is by its unit."""
    words = figure_words()
    last = words.unit_last.search(match["range"]) if match["range"] else None
    unit = last.group() if last else match["unit"] or match["word_unit"] or ""
    if words.share.search(unit):
        return "share"
    if words.sign.search(match["figure"]) or words.money.fullmatch(unit):
        return "money"
    return "measure" if unit or words.length.match(text, match.end()) else "count"
