"""The office or role that stands beside a name, as written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from brief.analyse.namewords import HONORIFICS, name_regex, name_words
from brief.grammar import points_back
from brief.model import Sentence, Span, Token
from brief.patterns import pattern, words_may_hold

LONGEST = 16
"""Words and marks in an office; more are a clause."""

_OWN = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_DAYS = frozenset({"DATE", "TIME"})


def role(sentence: Sentence, name: Span, words: Mapping[str, Any]) -> Span | None:
    """The office written before a name ("FBI director") or after it (", the FBI director,").

    Args:
        sentence: The parsed sentence that names somebody.
        name: Without titles.
        words: Cue words of the article's language.

    Returns:
        A noun phrase that holds a word for an office, without article and without the rank
        or form of address that belongs to the name; None where there is none.
    """
    if not words_may_hold(sentence.words, words["offices"]):
        return None
    tokens = sentence.tokens
    first = next((i for i, token in enumerate(tokens) if token.start >= name.start), len(tokens))
    last = next((i for i in reversed(range(len(tokens))) if tokens[i].end <= name.end), -1)
    if last < first:
        return None
    office = pattern(r"(?:\b|-)(?:%s)\b", words["offices"])
    between = first > 1 and [token.text for token in (tokens[first - 1], *tokens[last + 1 : last + 2])]
    found = (
        _before(tokens, first, office)
        or (between == [",", ","] and _before(tokens, first - 1, office))
        or _behind(tokens, last, office)
    )
    return replace(name, start=tokens[found[0]].start, end=tokens[found[1]].end) if found else None


def _before(tokens: Sequence[Token], name: int, office: re.Pattern[str]) -> tuple[int, int] | None:
    """First and last token of the office that ends right before a name."""
    start = here = name
    joined = ""
    while here > 0:
        run = _run(tokens, here)
        if run < here:
            second = joined in _and()
            # "Founder and chief" are two offices of one; "Mayor of Rome and" ends with no office.
            if second and (not office.fullmatch(tokens[here - 1].text) or _has_article(tokens, run)):
                break
            if office.search(_text(tokens, run, here - 1)):
                start = run
        elif here == name:
            return None
        joins = [i for i in range(max(0, run - 2), run) if tokens[i].text.lower() in _joins()]
        article = [i for i in range(max(0, run - 1), run) if tokens[i].pos == "DET"]
        if not joins or (joins[-1] != run - 1 and not (article and joins[-1] == run - 2)):
            break
        here, joined = joins[-1], tokens[joins[-1]].text.lower()
    if start == name or name - start > LONGEST:
        return None
    return start, _without_rank(tokens, start, name - 1, office)


def _run(tokens: Sequence[Token], end: int) -> int:
    """The first token of the run of nouns and what stands with them that ends before a token."""
    start = here = end
    while here > 0:
        here = _past_acronym(tokens, here - 1)
        if not _belongs(tokens, here):
            break
        start = here
    while start < end and tokens[start].pos in {"PART", "PUNCT", "ADV"} and not _tight(tokens, start):
        start += 1
    return start


def _tight(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word is joined to the next one by a hyphen ("then-candidate")."""
    return i + 1 < len(tokens) and tokens[i + 1].text == "-" and tokens[i + 1].start == tokens[i].end


def _past_acronym(tokens: Sequence[Token], here: int) -> int:
    """The token before an acronym in brackets that ends here; otherwise the token itself."""
    bracketed = tokens[here].text == ")" and here > 2 and tokens[here - 2].text == "("
    return here - 3 if bracketed else here


def _belongs(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word may stand inside the words for an office."""
    token = tokens[i]
    if token.text.lower() in name_words("nobody in particular") or token.entity[2:] in _DAYS:
        return False
    if token.pos in _OWN or token.text.lower() in name_words("for now", "no longer"):
        return True
    if token.pos == "PART":
        return token.tag == "POS" or token.text in {"'s", "’s", "'", "’"}
    if token.pos == "VERB":
        return token.dep in {"amod", "compound"}
    inside = i + 1 < len(tokens) and tokens[i + 1].start == token.end
    return (token.text in {"-", "–"} and inside) or (token.pos == "ADV" and tokens[token.head].dep == "amod")


def _has_article(tokens: Sequence[Token], first: int) -> bool:
    return first > 0 and tokens[first - 1].pos == "DET"


def _without_rank(tokens: Sequence[Token], first: int, last: int, office: re.Pattern[str]) -> int:
    """The last token of an office without a rank or form of address that another office stands before."""
    while last > first:
        rank = _rank().fullmatch(tokens[last].text) and not (
            office.fullmatch(tokens[last - 1].text)
            or _rank().fullmatch(tokens[last - 1].text)
            or tokens[last - 1].text == "-"
        )
        address = tokens[last].text == "." or _address().fullmatch(tokens[last].text)
        if not (rank or address) or not office.search(_text(tokens, first, last - 1)):
            break
        last -= 1
    return last


def _behind(tokens: Sequence[Token], name: int, office: re.Pattern[str]) -> tuple[int, int] | None:
    """First and last token of the office that stands behind a name, between commas."""
    here = name + 1
    if here >= len(tokens) or tokens[here].text != ",":
        return None
    here += 1
    if here + 1 < len(tokens) and tokens[here].pos == "NUM" and tokens[here + 1].text == ",":
        here += 2
    if [token.text.lower() for token in tokens[here : here + 2]] == ["who", "is"]:
        here += 2
    while here < len(tokens) and tokens[here].pos in {"DET", "PRON"}:
        here += 1
    first, held = here, False
    while here < len(tokens) and here - first <= LONGEST:
        token = tokens[here]
        named = (
            held and token.entity.endswith(("-PERSON", "-PER")) and office.fullmatch(tokens[here - 1].text)
        )
        if named:
            return None
        joins = token.pos == "DET" and tokens[here - 1].pos in {"ADP", "CCONJ"}
        # "Personal technology and broadband analyst": two things of which he is one.
        following = min(here + 1, len(tokens) - 1)
        two = here > first and token.text.lower() in _and() and _belongs(tokens, following)
        if not (_belongs(tokens, here) or two or (held and (token.pos in {"ADP", "CCONJ"} or joins))):
            break
        held = held or office.search(token.text) is not None
        here += 1
    if not held or points_back(tokens[first:here]):
        return None
    closed = (
        here >= len(tokens)
        or tokens[here].text in {",", ".", ";", ")", "—", "–"}
        or tokens[here].tag in {"WP", "WDT", "VBN", "VBG"}
        or tokens[name].head == here
    )
    last = here - 1
    while last > first and tokens[last].pos in {"ADP", "CCONJ", "DET", "PUNCT"}:
        last -= 1
    return (first, last) if closed else None


def _and() -> frozenset[str]:
    """What joins an office to a second one."""
    return name_words("and", "and, elsewhere")


def _joins() -> frozenset[str]:
    """What joins an office to what it is held in, or to a second one."""
    return name_words("and", "and, elsewhere", "joins")


@cache
def _address() -> re.Pattern[str]:
    """A form of address, which belongs to the name."""
    return re.compile(rf"(?:{name_regex(*HONORIFICS, 'addressed, by faith')})\.?", re.IGNORECASE)


@cache
def _rank() -> re.Pattern[str]:
    """A rank, which does too; but "Secretary General" and "Chief Superintendent" are offices."""
    return re.compile(rf"(?:{name_regex('ranks')})\.?", re.IGNORECASE)


def _text(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join(token.text for token in tokens[first : last + 1])
