"""Who speaks by the parse of a sentence: the subject of its verb of saying."""

from __future__ import annotations

from collections.abc import Sequence

from brief.analyse.quotes.words import ACCORDING, quote_words, verbs
from brief.cues import saying
from brief.grammar import HYPHENS
from brief.model import Sentence, Span, Token

ASIDES = frozenset({"relcl", "acl", "conj", "cc", "punct", "advcl", "parataxis", "dep"})
"""What follows a name without belonging to it; an apposition without a comma does belong."""


def by_parse(sentence: Sentence, quote: Span) -> tuple[int, int] | None:
    """Where the words for a speaker begin and end: the subject of the verb that reports the quotation."""
    tokens = sentence.tokens
    outside = [not (quote.start <= token.start < quote.end) for token in tokens]
    verb = _reporting_verb(tokens, outside, quote)
    if verb is not None:
        subject = _quoted_one(tokens, verb)
        subject = subject_of(tokens, verb) if subject is None else subject
        if subject is not None and outside[subject]:
            return phrase_around(tokens, _behind_a_place(tokens, subject), outside)
    return _according(tokens, outside)


def _behind_a_place(tokens: Sequence[Token], subject: int) -> int:
    """Who stands behind "Outside court,", where the parse has the court say so."""
    if subject != 1 or tokens[0].text.lower() not in quote_words("beside_a_place"):
        return subject
    return next(
        (i for i, token in enumerate(tokens) if token.head == subject and token.dep == "appos"), subject
    )


def _according(tokens: Sequence[Token], outside: Sequence[bool]) -> tuple[int, int] | None:
    """Who stands behind "according to"."""
    announces, links = ACCORDING.split()
    for index, token in enumerate(tokens):
        link = tokens[token.head]
        stands_behind = token.dep == "pobj" and link.text.lower() == links
        if stands_behind and outside[index] and tokens[link.head].text.lower() == announces:
            return phrase_around(tokens, index, outside)
    return None


def _reporting_verb(tokens: Sequence[Token], outside: Sequence[bool], quote: Span) -> int | None:
    """The verb of saying that the quoted words hang on; else the nearest one outside the marks."""
    inside = [index for index, out in enumerate(outside) if not out]
    for index in inside:
        seen: set[int] = set()
        while index not in seen:
            seen.add(index)
            if outside[index] and reports(tokens[index]):
                return index
            index = tokens[index].head
    verbs = [index for index, token in enumerate(tokens) if outside[index] and reports(token)]
    return min(verbs, key=lambda index: _distance(tokens[index], quote), default=None)


def reports(token: Token) -> bool:
    """Whether a token is a verb of saying."""
    return token.pos in ("VERB", "AUX") and token.text.lower() in verbs()


def _distance(token: Token, quote: Span) -> int:
    """Characters between a token and the quotation."""
    return min(abs(token.start - quote.end), abs(quote.start - token.end))


def _quoted_one(tokens: Sequence[Token], verb: int) -> int | None:
    """Whom a paper quotes: "the paper quoted him as saying"."""
    if tokens[verb].text.lower() not in saying("en")["quotes"]:
        return None
    return next((i for i, token in enumerate(tokens) if token.head == verb and token.dep == "dobj"), None)


def subject_of(tokens: Sequence[Token], verb: int) -> int | None:
    """The one who says it; of "who told him" the one it refers to, of a joined verb the first's subject."""
    seen: set[int] = set()
    while verb not in seen:
        seen.add(verb)
        for index, token in enumerate(tokens):
            if token.head == verb and token.dep == "nsubj" and index != verb:
                if token.text.lower() in quote_words("who") and tokens[verb].dep == "relcl":
                    return tokens[verb].head
                return index
        if tokens[verb].dep not in ("conj", "xcomp", "advcl", "acl"):
            return None
        if tokens[verb].dep == "acl" and tokens[tokens[verb].head].pos in ("NOUN", "PROPN"):
            return tokens[verb].head
        verb = tokens[verb].head
    return None


def lone_subject(tokens: Sequence[Token]) -> int | None:
    """The one that a sentence is about; None where nobody is or several are."""
    subject = subject_of(tokens, main_word(tokens)) if tokens else None
    if subject is None or any(one.head == subject and one.dep == "conj" for one in tokens):
        return None
    return subject


def main_word(tokens: Sequence[Token]) -> int:
    """The word that all others of a sentence hang on."""
    return next((index for index, token in enumerate(tokens) if token.head == index), 0)


def phrase_around(tokens: Sequence[Token], top: int, outside: Sequence[bool]) -> tuple[int, int]:
    """The noun phrase around its head, without the clauses and asides that follow it."""
    members = {top}
    grown = True
    while grown:
        grown = False
        for index, token in enumerate(tokens):
            beside = token.dep in ASIDES
            if (
                index not in members
                and token.head in members
                and outside[index]
                and not (beside and index > top)
            ):
                members.add(index)
                grown = True
    first, last = top, top
    while first - 1 in members:
        first -= 1
    while last + 1 in members or (last + 2 < len(tokens) and _joins(tokens, last + 1)):
        last += 1
    return tokens[first].start, tokens[last].end


def _joins(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token is the hyphen inside a word, or the part behind one: "Secretary-General"."""
    tight = tokens[index].start == tokens[index - 1].end
    return tight and (tokens[index].text in HYPHENS or tokens[index - 1].text in HYPHENS)
