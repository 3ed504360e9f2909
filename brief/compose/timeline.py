"""The timeline: what is told to have happened when, in the order of time."""

from __future__ import annotations

import re
from dataclasses import replace

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
# One person, whom the paragraph names.
SOMEONE = frozenset({"he", "she"})
DATED = re.compile(r"\d{4}(?:-(?:W\d\d|Q\d|SP|SU|FA|WI|\d\d(?:-\d\d(?:T[\w:]+)?)?))?(?:/.+)?")
DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T[\w:]+)?")
LONGEST_MAIN_WORDS = 14
# Who says so may be left out of what these verbs tell; of "denied that" it may not.
TELLING = frozenset(
    """say says said tell tells told add adds added announce announces announced confirm confirms
    confirmed report reports reported state states stated""".split()  # noqa: SIM905  (a list of words reads best as words)
)
# A clause behind these did not happen, or nobody says that it did.
OPEN = frozenset({"if", "unless", "whether"})
# With "have", what did not happen: "would have sailed on Monday".
SUPPOSING = frozenset({"would", "could", "might", "should"})
OPENED = re.compile(r"[(\[][^()\[\]]*$")
# What a clause may open with and what may hang at its ends, once the time is taken out.
OPENING = re.compile(
    r"^(?:[\s,;:–—)\]-]|\b(?:and|but|or|that|which|who|when|where|while|after|before|since|until|as|because|although"
    r"|though|on|in|at|by|from|to|of|the\s+day)\b(?=[\s,]))+",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(?:[\s,;:–—.!?(\[-]|\b(?:and|but|or|that|which|who|when|on|in|at|by|from|until|since|of|the|for|with|over"
    r"|after|before|as|late|early|is|are|was|were)\b)+$",
    re.IGNORECASE,
)


def timeline(analysis: Analysis, summary: Summary, citing: Citing) -> tuple[Item, ...]:
    """The story's dated turns: the words of time, what happened then, and the date when it could be told.

    Returns:
        At least two items or none, earliest first; those without a date follow, by how
        long before an unknown day of publication they are, else in reading order. Each tells another time.
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
    return (-summary.score(moment.sentence), moment.span)


def _when(moment: Moment) -> tuple[bool, str, bool, int, Span]:
    """The order of the timeline: dates, then times before or after an unknown day, then the rest as told."""
    return (
        moment.value is None,
        moment.value or "",
        moment.offset is None,
        moment.offset or 0,
        moment.span,
    )


def _happening(analysis: Analysis, moment: Moment) -> Span | None:
    """The words that tell what happened then; None when the moment is no date or nothing is told of it."""
    if moment.sentence is None or not _is_day(analysis, moment):
        return None
    if moment.value is not None and not DATED.fullmatch(moment.value):
        return None
    sentence = analysis.sentences[moment.sentence]
    if _is_told_again(analysis, sentence, moment):
        return None
    text = analysis.story.slice(sentence.span)
    clause = _clause(sentence, moment)
    if clause is None:
        return None
    if analysis.story.articles[sentence.span.article].language.split("-")[0] != "en":
        # Where verbs stand at the end of a clause, half of it tells nothing.
        stretch = _whole(text, sentence, clause)
    else:
        stretch = _event(text, sentence, moment, clause) or _main(text, sentence, moment)
    if stretch is None:
        return None
    return Span(
        article=sentence.span.article,
        start=sentence.span.start + stretch[0],
        end=sentence.span.start + stretch[1],
        part=sentence.span.part,
    )


def _whole(text: str, sentence: Sentence, clause: tuple[int, int]) -> tuple[int, int] | None:
    """Offsets into the sentence of a clause with its time; None when it is too long or tells nothing."""
    first, last = _balanced(text, *_trimmed(text, *clause))
    told = 0 < last - first <= LONGEST_LABEL and len(WORD.findall(text[first:last])) > SHORTEST_LABEL_WORDS
    return (first, last) if told and _tells(sentence, first, last) else None


def _is_told_again(analysis: Analysis, sentence: Sentence, moment: Moment) -> bool:
    """Whether a time stands in brackets right behind another: "3 p.m. (1400 GMT)"."""
    story = analysis.story
    bracket = OPENED.search(story.slice(replace(sentence.span, end=moment.span.start)))
    if bracket is None:
        return False
    opened = sentence.span.start + bracket.start()
    return any(
        other.sentence == moment.sentence
        and other.span.end <= opened
        and not story.slice(replace(sentence.span, start=other.span.end, end=opened)).strip()
        for other in analysis.moments
    )


def _event(text: str, sentence: Sentence, moment: Moment, clause: tuple[int, int]) -> tuple[int, int] | None:
    """Offsets into the sentence of what a clause tells, with or without the time; None when nothing."""
    start, end = clause
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
    first, last = _balanced(text, first, last)
    if last - first > LONGEST_LABEL or not _tells(sentence, first, last):
        return None
    return first, last


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without half a bracket at its ends; empty when half a bracket or a mark stands inside."""
    for opening, closing in ("()", "[]"):
        missing = text.count(opening, start, end) - text.count(closing, start, end)
        if missing == 1 and text[start:end].startswith(opening):
            return _balanced(text, *_trimmed(text, start + 1, end))
        if missing == -1 and text[start:end].endswith(closing):
            return _balanced(text, *_trimmed(text, start, end - 1))
        if missing:
            return start, start
    quoted = text.count("“", start, end) - text.count("”", start, end)
    return (start, start) if quoted or text.count('"', start, end) % 2 else (start, end)


def _main(text: str, sentence: Sentence, moment: Moment) -> tuple[int, int] | None:
    """Offsets into a sentence of its main clause, where it is short and holds a day; None after "it"."""
    tokens = sentence.tokens
    root = next((index for index, token in enumerate(tokens) if token.head == index), None)
    if root is None or tokens[root].pos not in ("VERB", "AUX"):
        return None
    if tokens[0].pos == "PRON" and tokens[0].text.lower() not in SOMEONE:
        return None
    if not DAY.fullmatch(moment.value or ""):
        return None
    start, end = _stretch(sentence, root)
    start, end = _balanced(text, start, len(text[:end].rstrip(" ,;:.!?")))
    at = (moment.span.start - sentence.span.start, moment.span.end - sentence.span.start)
    about = any(token.head == root and token.dep.startswith("nsubj") for token in tokens)
    holds = start <= at[0] and at[1] <= end and _hangs_on(sentence, moment, root)
    short = len(WORD.findall(text[start:end])) <= LONGEST_MAIN_WORDS
    return (start, end) if about and holds and short else None


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
    named = any(token.pos in ("NOUN", "PROPN") for token in inside)
    done = inside[0].text.lower() in SOMEONE and any(token.pos == "VERB" for token in inside)
    return opens and about and (named or done)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the small words and marks that hang at its ends."""
    piece = text[start:end]
    closing = CLOSING.search(piece)
    last = closing.start() if closing else len(piece)
    opening = OPENING.match(piece[:last])
    first = opening.end() if opening else 0
    return start + first, start + max(first, last)


def _hangs_on(sentence: Sentence, moment: Moment, root: int) -> bool:
    """Whether a time hangs on the main verb with no clause of its own between them."""
    tokens = sentence.tokens
    index = next((i for i, token in enumerate(tokens) if token.start >= moment.span.start), root)
    seen: set[int] = set()
    while index != root and index not in seen:
        seen.add(index)
        if tokens[index].dep in OWN_CLAUSE:
            return False
        index = tokens[index].head
    return index == root


def _clause(sentence: Sentence, moment: Moment) -> tuple[int, int] | None:
    """Offsets into the sentence of the clause that the moment dates; all of it without a parse.

    Returns:
        None when it dates no clause, or one that the sentence does not say is so.
    """
    whole = (0, sentence.span.end - sentence.span.start)
    inside = [
        index
        for index, token in enumerate(sentence.tokens)
        if token.start < moment.span.end and token.end > moment.span.start
    ]
    if not inside:
        return whole
    if _is_part_of_a_name(sentence, inside):
        return None
    top = _governor(sentence, inside)
    if top is None:
        return whole
    return _stretch(sentence, top) if _is_said_to_be_so(sentence, top) else None


def _stretch(sentence: Sentence, top: int) -> tuple[int, int]:
    """Offsets into the sentence of the clause or phrase under a token."""
    members = _subtree(sentence, top)
    start = min(sentence.tokens[index].start for index in members) - sentence.span.start
    end = max(sentence.tokens[index].end for index in members) - sentence.span.start
    return max(0, start), min(sentence.span.end - sentence.span.start, end)


def _is_part_of_a_name(sentence: Sentence, inside: list[int]) -> bool:
    """Whether a time only tells which thing is meant: "the 2013 law", "Tuesday's vote"."""
    for index in inside:
        head = sentence.tokens[index].head
        if head not in inside and head > inside[-1] and sentence.tokens[head].pos in ("NOUN", "PROPN"):
            return True
    return False


def _governor(sentence: Sentence, inside: list[int]) -> int | None:
    """What a time belongs to: the noun of an event beside it, or the verb it hangs on."""
    top = _outside(sentence, inside)
    if top is None:
        return None
    if sentence.tokens[top].pos == "NOUN" and inside[0] > top and not _is_in_telling(sentence, top):
        return _whole_noun(sentence, top)
    seen: set[int] = set()
    while sentence.tokens[top].pos not in ("VERB", "AUX") and top not in seen:
        seen.add(top)
        top = sentence.tokens[top].head
    if sentence.tokens[top].pos not in ("VERB", "AUX"):
        return None
    if sentence.tokens[top].dep == "relcl":
        return sentence.tokens[top].head  # "visitors who took photographs": the visitors belong to it
    return top


def _is_in_telling(sentence: Sentence, noun: int) -> bool:
    """Whether a noun tells where or to whom something was said: "said in a statement on Friday"."""
    head = sentence.tokens[noun].head
    if sentence.tokens[head].pos == "ADP":
        head = sentence.tokens[head].head
    return sentence.tokens[noun].dep in ("pobj", "dobj", "dative") and _tells_news(sentence, head)


def _tells_news(sentence: Sentence, verb: int) -> bool:
    """Whether a verb says that what hangs on it is so."""
    token = sentence.tokens[verb]
    denied = any(one.head == verb and one.dep == "neg" for one in sentence.tokens)
    return token.pos == "VERB" and token.text.lower() in TELLING and not denied


def _is_said_to_be_so(sentence: Sentence, top: int) -> bool:
    """Whether a clause may be told without what it hangs on: what is denied, wished or supposed may not."""
    seen: set[int] = set()
    while sentence.tokens[top].dep == "conj" and top not in seen:
        seen.add(top)
        top = sentence.tokens[top].head
    token = sentence.tokens[top]
    helpers = {one.text.lower() for one in sentence.tokens if one.head == top and one.dep == "aux"}
    if "have" in helpers and helpers & SUPPOSING:
        return False
    marks = (one for one in sentence.tokens if one.head == top and one.dep in ("mark", "advmod"))
    if any(one.text.lower() in OPEN for one in marks):
        return False
    return token.dep != "ccomp" or token.pos not in ("VERB", "AUX") or _tells_news(sentence, token.head)


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


# What makes a clause of its own.
OWN_CLAUSE = frozenset({"acl", "advcl", "ccomp", "conj", "csubj", "parataxis", "pcomp", "relcl", "xcomp"})
# Clauses that tell something else than the verb they hang on.
APART = frozenset({"advcl", "conj", "parataxis", "punct", "cc", "mark"})


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
