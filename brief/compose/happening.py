"""What is told to have happened at a time: the words of a clause or of an event's name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from brief.compose.clause import BEING, CORE, LONGEST_LABEL, SAYING, clause
from brief.compose.events import BOUNDS, Slices, event, is_behind_an_event
from brief.grammar import (
    HYPHENS,
    NOUNS,
    VERBS,
    apart,
    children,
    forms,
    points_back,
    shouts,
    under,
)
from brief.model import Moment, Sentence, Span, Token
from brief.patterns import alternatives
from brief.resources import listed

# These tell nothing even with whom they were said to, or where.
SPEAKING = forms(listed("saying_en.txt", "say", "note", "speak", "claim")) | listed(
    "events_en.txt", "written"
)
# "Reed left": whence and why is told before.
FORETELLING = listed("times_en.txt", "foretelling")
# "Up from 62 percent in 2021": the time is that of the figure behind these.
COMPARED = listed("events_en.txt", "compared_figure")
MOVING = listed("events_en.txt", "moving")
NEEDED_LINKS = listed("events_en.txt", "needed_links")
_HALVES = (("(", ")"), ("[", "]"), ("“", "”"))
_OPENS = re.compile(r"(?<!\w)['‘](?=\w)")
_CLOSES = re.compile(r"(?<=[\w.,!?])['’](?!\w)")
_YEAR = re.compile(r"\d{4}")


def happening(
    text: str, sentence: Sentence, moment: Moment, others: Sequence[Moment]
) -> tuple[Span, tuple[Span, ...]] | None:
    """Find what a sentence tells of a time.

    Args:
        text: The words of the sentence.
        sentence: With its parse.
        moment: A day or longer, in this sentence.
        others: The other moments of the sentence.

    Returns:
        The words of time, with "since" or "until" before them where that matters; and
        what happened: a clause with a subject of its own whose verb the time hangs on
        ("The pier closed"), or the name of an event ("the start of the conflict"), the
        time left out where it stands at an end. Several slices where something stands
        between. None when neither is told, or not as a fact.
    """
    tokens = sentence.tokens
    inside = _tokens_of(tokens, moment.span)
    if not inside or shouts(text) or text.rstrip(" ”\"'’").endswith("?"):
        return None
    if _is_listed(text, sentence, moment, others) or _is_in_a_name(tokens, inside):
        return None
    top = _constituent(tokens, inside)
    if top is None or _is_compared(tokens, inside[0]):
        return None
    if tokens[top].text.lower() in BOUNDS and top and tokens[top - 1].text.lower() == "not":
        return None
    time = _grown(tokens, _unparted(tokens, under(tokens, top), inside) | set(inside), others)
    behind = is_behind_an_event(tokens, min(time))
    slices = event(tokens, min(time) - 1 if behind else tokens[top].head, time)
    if slices is None and not behind:
        slices = clause(tokens, top, time)
    if slices is not None and _breaks_off(tokens, slices[-1][1], time):
        return None
    if slices is None or not _tells(tokens, slices) or any(_is_glued(tokens, first) for first, _ in slices):
        return None
    if _is_foretold(tokens, slices, others):
        return None
    slices = _quotes_closed(tokens, slices)
    spans = tuple(
        Span(
            article=sentence.span.article,
            start=tokens[first].start,
            end=tokens[last].end,
            part=sentence.span.part,
        )
        for first, last in slices
    )
    base = sentence.span.start
    words = " ".join(text[span.start - base : span.end - base] for span in spans)
    if len(words) > LONGEST_LABEL or not _is_balanced(words):
        return None
    start = tokens[top].start if tokens[top].text.lower() in BOUNDS else moment.span.start
    when = Span(article=moment.span.article, start=start, end=moment.span.end, part=moment.span.part)
    return when, spans


def _tokens_of(tokens: Sequence[Token], span: Span) -> list[int]:
    """Indices of the tokens that a span covers."""
    return [i for i, token in enumerate(tokens) if token.start < span.end and token.end > span.start]


def _is_listed(text: str, sentence: Sentence, moment: Moment, others: Sequence[Moment]) -> bool:
    """Whether a time is one of two: "in May and August 2012", or says again what stands before it."""
    base = sentence.span.start
    for other in others:
        if other.span.end <= moment.span.start:
            between = text[other.span.end - base : moment.span.start - base].strip().lower()
            if between in ("and", "or", "to", "-", "–", "", ",", "(", "&") or between.startswith("("):
                return True
        else:
            between = text[moment.span.end - base : other.span.start - base].strip().lower()
            if between in ("and", "or", "to", "-", "–", "&"):
                return True
    return False


def _is_in_a_name(tokens: Sequence[Token], inside: Sequence[int]) -> bool:
    """Whether a time only tells which thing is meant: "the 2013 law", "Tuesday's vote", "Cosmos 1686"."""
    first, last = inside[0], inside[-1]
    linked = first > 0 and tokens[first - 1].pos == "ADP"
    for index in inside:
        head = tokens[index].head
        if not linked and head > last and tokens[head].pos in NOUNS and tokens[index].dep != "npadvmod":
            return True
    before = tokens[first - 1] if first else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is not None and after.text in ("'s", "’s", "'", "’"):
        return True
    if before is not None and before.pos in ("DET", "ADJ") and after is not None and after.pos in NOUNS:
        return True
    bare = last == first and _YEAR.fullmatch(tokens[first].text) is not None
    return bare and (before is None or before.pos not in ("ADP", "ADJ", "ADV"))


def _constituent(tokens: Sequence[Token], inside: Sequence[int]) -> int | None:
    """The top of an expression of time with its prepositions: what hangs on the rest of the sentence."""
    top = next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), None)
    before = inside[0] - 1
    if top is not None and tokens[top].head > inside[-1] and before >= 0 and tokens[before].dep == "prep":
        top = before  # "On Wednesday Mayor Reed": the parse may take the day for a part of the name
    seen: set[int] = set()
    while top is not None and top not in seen:
        seen.add(top)
        head = tokens[top].head
        if head == top:
            return None
        if tokens[head].pos not in ("ADP", "ADV", "SCONJ"):
            return top
        top = head
    return top


def _is_compared(tokens: Sequence[Token], first: int) -> bool:
    """Whether a time is that of a figure that another is compared with: "up from 62 percent in 2021"."""
    number = first - 1
    while number > 0 and tokens[number].pos == "ADP":
        number -= 1
    if number < 1 or tokens[number].dep != "pobj" or tokens[tokens[number].head].text.lower() not in COMPARED:
        return False
    members = under(tokens, number)
    return tokens[number].pos != "PROPN" and any(tokens[index].pos == "NUM" for index in members | {number})


def _is_foretold(tokens: Sequence[Token], slices: Slices, others: Sequence[Moment]) -> bool:
    """Whether what somebody said stands before the verb with a day of its own: not that of the saying."""
    last = slices[-1][1]
    if tokens[last].text.lower() not in SAYING | FORETELLING:
        return False
    told = {index for first, final in slices for index in range(first, final + 1)}
    return any(
        other.kind in ("DATE", "TIME") and told & {*_tokens_of(tokens, other.span)} for other in others
    )


def _unparted(tokens: Sequence[Token], members: set[int], inside: Sequence[int]) -> set[int]:
    """The words of a time without what the parse hangs on it behind a mark."""
    ends = next((i for i in range(inside[-1] + 1, len(tokens)) if apart(tokens, i)), len(tokens))
    return {index for index in members if index < ends}


def _grown(tokens: Sequence[Token], time: set[int], others: Sequence[Moment]) -> set[int]:
    """The tokens of a time with those of another time that stands right before or behind it."""
    for other in others:
        beside = set(_tokens_of(tokens, other.span))
        if beside and (min(beside) - 1 in time or max(beside) + 1 in time):
            time = time | beside
    return time


def _tells(tokens: Sequence[Token], slices: Slices) -> bool:
    """Whether what is told says something: not only that somebody spoke, or was."""
    words = [tokens[index] for first, last in slices for index in range(first, last + 1)]
    if points_back([token for token in words[:2] if token.tag in ("PRP", "PRP$", "WP", "EX")]):
        return False
    helping = ("aux", "auxpass", "amod", "compound")
    verbs = [token for token in words if token.pos in VERBS and token.dep not in helping]
    last = words[-1]
    if last.tag == "VBG" and last.pos == "VERB":
        return False
    says = last.pos == "VERB" and last.text.lower() in SAYING and len(verbs) == 1
    if says or last.text.lower() in BEING or last.pos in ("AUX", "DET"):
        return False
    bare = [token for token in verbs if token.text.lower() not in SPEAKING | BEING]
    if not bare and len(verbs) == 1 and verbs[0].text.lower() in SPEAKING:
        return False
    if len(words) == 2 and last.text.lower() in MOVING:
        return False
    nouns = sum(token.pos in NOUNS for token in words)
    return nouns > 0 and len(words) > 1 and (bool(bare) or nouns > 1)


def _quotes_closed(tokens: Sequence[Token], slices: Slices) -> Slices:
    """The slices with the closing mark behind them, where they hold the opening one."""
    *before, (first, last) = slices
    marks = [token.text for token in tokens[first : last + 1] if token.text in ('"', "“", "”")]
    opened = marks.count('"') % 2 or marks.count("“") > marks.count("”")
    closes = last + 1 < len(tokens) and tokens[last + 1].text in ('"', "”")
    return (*before, (first, last + 1)) if opened and closes else slices


def _breaks_off(tokens: Sequence[Token], last: int, time: Collection[int]) -> bool:
    """Whether a stretch ends with a verb whose object, or what it needs, stands behind it."""
    if tokens[last].pos != "VERB":
        return False
    behind = [
        index
        for index in children(tokens, last)
        if index > last and index not in time and not any(apart(tokens, i) for i in range(last, index))
    ]
    return any(tokens[i].dep in CORE or tokens[i].text.lower() in NEEDED_LINKS for i in behind)


def _is_glued(tokens: Sequence[Token], first: int) -> bool:
    """Whether a token is the later part of a word or name: "17" of "Apollo 17"."""
    if first > 0 and tokens[first].pos == "NUM" and tokens[first - 1].pos == "PROPN":
        return True
    return first > 0 and tokens[first - 1].end == tokens[first].start and tokens[first - 1].text in HYPHENS


def _is_balanced(words: str) -> bool:
    """Whether no half of a bracket or of quotation marks stands alone."""
    if _pointed().search(words) or any(
        words.count(opening) != words.count(closing) for opening, closing in _HALVES
    ):
        return False
    single = len(_OPENS.findall(words)) > 0 and not _CLOSES.search(words)
    return words.count('"') % 2 == 0 and not single


@cache
def _pointed() -> re.Pattern[str]:
    """How a caption tells who stands where in its picture."""
    words = alternatives("events_en.txt")
    shown, where = words["shown"], words["where_shown"]
    return re.compile(
        rf"\bfile photo\b|\b(?:is|are)\s+(?:{shown})\b|\([^)]*\b(?:{where})\b[^)]*\)", re.IGNORECASE
    )
