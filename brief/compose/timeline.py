"""The timeline: what is told to have happened when, in the order of time."""

from __future__ import annotations

import re

from brief.compose.cite import Citing
from brief.model import Analysis, Item, Moment, Sentence, Span, Summary
from brief.text import WORD

MOST_TURNS = 8
# What happened is told in a clause; a longer stretch is a sentence that the summary may tell.
LONGEST_LABEL = 150
SHORTEST_LABEL_WORDS = 2
# A clause about these says nothing without the sentence before it.
VAGUE = frozenset(
    {"it", "i", "we", "you", "me", "us", "this", "that", "these", "those", "there", "what", "all"}
)
DATED = re.compile(r"\d{4}(?:-(?:W\d\d|Q\d|SP|SU|FA|WI|\d\d(?:-\d\d(?:T[\w:]+)?)?))?(?:/.+)?")
# What a clause may open with and what may hang at its ends, once the time is taken out.
OPENING = re.compile(
    r"^(?:[\s,;:–—-]|\b(?:and|but|or|that|which|who|when|where|while|after|before|since|until|as|because|although"
    r"|though|on|in|at|by|from|to|of|the\s+day)\b(?=[\s,]))+",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(?:[\s,;:–—.!?-]|\b(?:and|but|or|that|which|who|when|on|in|at|by|from|until|since|of|the|for|with|over"
    r"|after|before|as|late|early|is|are|was|were)\b)+$",
    re.IGNORECASE,
)


def timeline(analysis: Analysis, summary: Summary, citing: Citing) -> tuple[Item, ...]:
    """The story's dated turns: the words of time, what happened then, and the date when it could be told.

    Returns:
        At least two items or none, earliest first; those without a date follow in
        reading order. Each tells another time.
    """
    turns: dict[str, tuple[Moment, Span]] = {}
    for moment in sorted(analysis.moments, key=lambda moment: _weight(moment, summary)):
        label = _happening(analysis, moment)
        if label is None:
            continue
        told = moment.value or citing.text((moment.span,)).lower()
        if told not in turns and label not in (other for _, other in turns.values()):
            turns[told] = (moment, label)
    chosen = sorted(list(turns.values())[:MOST_TURNS], key=lambda turn: _when(turn[0]))
    if len(chosen) < 2:
        return ()
    return tuple(
        citing.item((moment.span,), label=label, value=moment.value, anchor=moment.anchor)
        for moment, label in chosen
    )


def _weight(moment: Moment, summary: Summary) -> tuple[float, Span]:
    """Moments in weightier sentences come first, then reading order."""
    scored = moment.sentence is not None and moment.sentence < len(summary.scores)
    return (-summary.scores[moment.sentence] if scored and moment.sentence is not None else 0.0, moment.span)


def _when(moment: Moment) -> tuple[bool, str, Span]:
    """The order of the timeline."""
    return (moment.value is None, moment.value or "", moment.span)


def _happening(analysis: Analysis, moment: Moment) -> Span | None:
    """The words that tell what happened then; None when the moment is no date or nothing is told of it."""
    if moment.sentence is None or not _is_day(analysis, moment):
        return None
    if moment.value is not None and not DATED.fullmatch(moment.value):
        return None
    sentence = analysis.sentences[moment.sentence]
    text = analysis.story.slice(sentence.span)
    start, end = _clause(sentence, moment)
    at = (moment.span.start - sentence.span.start, moment.span.end - sentence.span.start)
    before, after = _trimmed(text, start, at[0]), _trimmed(text, at[1], end)
    size_before, size_after = (len(WORD.findall(text[a:b])) for a, b in (before, after))
    if max(size_before, size_after) < SHORTEST_LABEL_WORDS:
        return None
    # What stands on one side of the time is told whole; on both sides, the time stands inside it.
    if size_after < SHORTEST_LABEL_WORDS:
        first, last = before
    elif size_before < SHORTEST_LABEL_WORDS:
        first, last = after
    else:
        first, last = _trimmed(text, start, end)
    if last - first > LONGEST_LABEL or not _tells(sentence, first, last):
        return None
    return Span(
        article=sentence.span.article,
        start=sentence.span.start + first,
        end=sentence.span.start + last,
        part=sentence.span.part,
    )


def _is_day(analysis: Analysis, moment: Moment) -> bool:
    """Whether a moment is a day or longer, or a time of a day that is named ("3 p.m. on Sunday")."""
    if moment.kind == "TIME":
        words = analysis.story.slice(moment.span).split()
        return moment.value is not None or any(word[:1].isupper() and word[1:].islower() for word in words)
    return moment.kind == "DATE"


def _tells(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a stretch of a sentence tells something by itself: it opens with what it is about.

    Without a parse it is taken to.
    """
    base = sentence.span.start
    inside = [token for token in sentence.tokens if start <= token.start - base < end]
    if not inside:
        return not sentence.tokens
    opens = inside[0].pos in ("NOUN", "PROPN", "DET", "ADJ", "NUM", "PRON", "ADV", "SYM")
    about = inside[0].text.lower() not in VAGUE
    return opens and about and any(token.pos in ("NOUN", "PROPN") for token in inside)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the small words and marks that hang at its ends."""
    piece = text[start:end]
    closing = CLOSING.search(piece)
    last = closing.start() if closing else len(piece)
    opening = OPENING.match(piece[:last])
    first = opening.end() if opening else 0
    return start + first, start + max(first, last)


def _clause(sentence: Sentence, moment: Moment) -> tuple[int, int]:
    """Offsets into the sentence of the clause that the moment stands in; all of it without a parse."""
    whole = (0, sentence.span.end - sentence.span.start)
    inside = [
        index
        for index, token in enumerate(sentence.tokens)
        if token.start >= moment.span.start and token.end <= moment.span.end
    ]
    if not inside:
        return whole
    top = _governor(sentence, inside)
    if top is None:
        return whole
    members = _subtree(sentence, top)
    start = min(sentence.tokens[index].start for index in members) - sentence.span.start
    end = max(sentence.tokens[index].end for index in members) - sentence.span.start
    return max(0, start), min(whole[1], end)


def _governor(sentence: Sentence, inside: list[int]) -> int | None:
    """What a time belongs to: the noun of an event beside it, the verb it hangs on, or what that says."""
    top = _outside(sentence, inside)
    if top is None:
        return None
    if sentence.tokens[top].pos == "NOUN" and inside[0] > top:
        return _whole_noun(sentence, top)
    seen: set[int] = set()
    while sentence.tokens[top].pos not in ("VERB", "AUX") and top not in seen:
        seen.add(top)
        top = sentence.tokens[top].head
    if sentence.tokens[top].pos not in ("VERB", "AUX"):
        return None
    if sentence.tokens[top].dep == "relcl":
        return sentence.tokens[top].head  # "visitors who took photographs": the visitors belong to it
    return _what_is_said(sentence, top)


def _outside(sentence: Sentence, inside: list[int]) -> int | None:
    """The first token outside an expression of time that it hangs on; prepositions do not count."""
    index = inside[0]
    seen: set[int] = set()
    while index in inside or sentence.tokens[index].pos in ("ADP", "ADV", "SCONJ"):
        if index in seen or sentence.tokens[index].head == index:
            return None
        seen.add(index)
        index = sentence.tokens[index].head
    return index


def _whole_noun(sentence: Sentence, noun: int) -> int:
    """The noun that "of" leads back to: the start, of "the start of the conflict"."""
    token = sentence.tokens[noun]
    link = sentence.tokens[token.head]
    if token.dep == "pobj" and link.text.lower() == "of" and sentence.tokens[link.head].pos == "NOUN":
        return _whole_noun(sentence, link.head) if link.head < noun else noun
    return noun


def _what_is_said(sentence: Sentence, verb: int) -> int:
    """The verb of what is said, where a time hangs on "said": "the police said on Friday" dates the news."""
    for index, token in enumerate(sentence.tokens):
        if token.head == verb and token.dep == "ccomp" and token.pos in ("VERB", "AUX"):
            return index
    return verb


# Clauses that tell something else than the verb they hang on.
APART = frozenset({"advcl", "conj", "parataxis", "ccomp", "punct", "cc", "mark"})


def _subtree(sentence: Sentence, top: int) -> set[int]:
    """The tokens under a verb that tell its own clause."""
    members = {top}
    grown = True
    while grown:
        grown = False
        for index, token in enumerate(sentence.tokens):
            if index in members or token.head not in members:
                continue
            if token.head == top and token.dep in APART:
                continue
            members.add(index)
            grown = True
    return members
