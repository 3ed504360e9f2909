"""Whether a sentence denies something, and whether that is what the sentence before it tells."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from brief.grammar import VERBS, children, forms, once, subject
from brief.model import Sentence, Token
from brief.resources import listed

_FILE = "denied_en.txt"
DENYING = forms(listed(_FILE, "denying"))
DISMISSING = forms(listed(_FILE, "dismissing"))
CALLING = forms(listed(_FILE, "calling"))
PLEADING = forms(listed(_FILE, "pleading"))
KEEPING = forms(listed(_FILE, "keeping"))
INNOCENT = listed(_FILE, "innocent")
GUILTY = listed(_FILE, "guilty")
FALSE = listed(_FILE, "false")
DECIDING = listed(_FILE, "deciding")
WITHHELD = listed(_FILE, "withheld")
CLAIMS = listed(_FILE, "claims")
ACCUSATIONS = listed(_FILE, "accusations")
ACCUSING = listed(_FILE, "accusing")
NOT = listed("grammar_en.txt", "not", "not_curled")
SAYING = forms(listed("saying_en.txt", "say", "announce", "claim")) | {"but"}
IS = listed("grammar_en.txt", "is", "be")
WITHDRAWING = forms(listed(_FILE, "withdrawing"))
LEADING = listed(_FILE, "leading")
POINTING = listed(_FILE, "pointing")
UNWISE = listed(_FILE, "unwise")
OPEN = listed(_FILE, "open")
GOING_ON = listed(_FILE, "going_on")
PASSIVE = listed(_FILE, "passive")
AGAINST = DENYING | DISMISSING | WITHDRAWING
CUES = AGAINST | CALLING | PLEADING | KEEPING | FALSE
"""A sentence without any of these denies nothing."""
NEAR = 4
"""Words before a verb of denying that may take it back: "neither the army nor the rebels denied it"."""
FAR = 10
"""Words of a sentence behind which what it denies stands in itself: "Officials said they had not been
warned; the police denied that"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """That a sentence denies something."""

    subject: int | None
    """The token that says who; None where nothing does ("the report was false")."""


def denied_next(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Find the sentences that are denied by the one behind them.

    Args:
        sentences: Of a story, in reading order. No parse is asked for: what is picked is
            the same with and without one.

    Returns:
        Indices into `sentences`: "State radio said 40 soldiers had died" before "The
        ministry called the report false".
    """
    found = set()
    for index, (told, answer) in enumerate(pairwise(sentences)):
        if CUES.isdisjoint(answer.words) or told.span.article != answer.span.article:
            continue
        what = _answered(answer.words)
        if what is not None and (what not in ACCUSATIONS or not ACCUSING.isdisjoint(told.words)):
            found.add(index)
    return frozenset(found)


def _answered(words: Sequence[str]) -> str | None:
    """The word for what was told before ("it", "charges"), where a sentence says that it is false."""
    for index, word in enumerate(words[:FAR]):
        before = words[max(0, index - NEAR) : index]
        if word in AGAINST and OPEN.isdisjoint(before) and DECIDING.isdisjoint(before):
            what, behind = _told_of(words, index + 1)
            if what and _ends(words, behind) and not (word in DISMISSING and what in POINTING):
                return what
        if word in CALLING:
            what, behind = _told_of(words, index + 1)
            last = range(behind, min(behind + NEAR, len(words)))
            false = FALSE - UNWISE if what in POINTING else FALSE
            if what and any(words[one] in false and _ends(words, one + 1) for one in last):
                return what
        if word in FALSE or (word in AGAINST and DECIDING.isdisjoint(words)):
            what = _before(words, index, is_said=word in FALSE)
            if what:
                return what
    return None


def _ends(words: Sequence[str], at: int) -> bool:
    """Whether a thought ends there: the sentence does, or goes on with when and how it was said."""
    return at == len(words) or words[at] in GOING_ON


def _before(words: Sequence[str], index: int, *, is_said: bool) -> str | None:
    """What stands before "was false" or "was denied", where it is only pointed at."""
    first = index
    while first > 0 and (words[first - 1] in PASSIVE or words[first - 1].endswith("ly")):
        first -= 1
    if IS.isdisjoint(words[first:index]):
        return None
    what = _ending(words, first)
    # "That was wrong" may be said of a deed, "it was fake" of a banknote.
    loose = (words[index] in UNWISE and what in POINTING) or what == "it"
    return None if loose or (is_said and words[index + 1 : index + 2] in (["to"], ("to",))) else what


def _told_of(words: Sequence[str], start: int) -> tuple[str | None, int]:
    """What a verb denies, where it is only pointed at ("it", "the reports"), and where that ends."""
    at = start
    while at < len(words) and words[at] in LEADING | POINTING:
        at += 1
    if at > start and at < len(words) and words[at] in CLAIMS | ACCUSATIONS:
        return words[at], at + 1
    if at < len(words) and words[at] in CLAIMS | ACCUSATIONS and words[at].endswith("s"):
        return words[at], at + 1
    return (words[start], start + 1) if at > start and words[start] in POINTING else (None, start)


def _ending(words: Sequence[str], end: int) -> str | None:
    """What is only pointed at and ends there, at the head of a sentence or behind who says so."""
    for first in range(max(0, end - 2), end):
        what, behind = _told_of(words, first)
        opens = first == 0 or words[first - 1] in SAYING
        if what and behind == end and opens:
            return what
    return None


def may_deny(words: Collection[str]) -> bool:
    """Whether a sentence of these lower-cased words can be one that `denies` finds: what to parse it for."""
    if not (DENYING | PLEADING | INNOCENT).isdisjoint(words):
        return True
    said = not (DISMISSING | CALLING | FALSE).isdisjoint(words)
    return said and not (CLAIMS | ACCUSATIONS).isdisjoint(words)


@once
def denies(tokens: Sequence[Token]) -> Denial | None:
    """Find who denies what in a sentence.

    Args:
        tokens: The parse of an English sentence.

    Returns:
        The first denial; None where there is none. Who is denied something
        ("was denied entry") or rejects a plan denies nothing.
    """
    for index, token in enumerate(tokens):
        word = token.text.lower()
        if token.pos not in VERBS or word not in CUES | IS:
            continue
        below = children(tokens, index)
        if word in PLEADING | KEEPING:
            if _pleads(tokens, index):
                return Denial(subject=subject(tokens, index))
            continue
        if any(tokens[one].text.lower() in NOT for one in below):
            continue
        if _is_denial(tokens, index):
            who = subject(tokens, index)
            passive = who is not None and tokens[who].dep == "nsubjpass"
            return Denial(subject=None if passive or word in IS else who)
    return None


def _is_denial(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb says that something told is false."""
    word, below = tokens[verb].text.lower(), children(tokens, verb)
    about = subject(tokens, verb)
    if about is None or tokens[about].text.lower() in DECIDING:
        return False
    what = [one for one in below if tokens[one].dep == "dobj"]
    passive = tokens[about].dep == "nsubjpass"
    if passive:
        what = [] if what else [about]
    if word in IS:
        return _is_false(tokens, below) and tokens[about].tag != "WDT" and _is_claim(tokens, about)
    if word in CALLING and _is_false(tokens, below):
        named = what or [one for i in below for one in children(tokens, i) if tokens[one].dep == "nsubj"]
        return any(_is_claim(tokens, one) for one in named)
    if word in DENYING and any(tokens[one].dep in ("ccomp", "xcomp") for one in below):
        return True
    if (
        word not in DENYING | DISMISSING
        or len(what) != 1
        or any(tokens[one].dep == "dative" for one in below)
    ):
        return False
    if passive or word in DISMISSING:
        return tokens[what[0]].text.lower() in CLAIMS | ACCUSATIONS
    # "Denied Kelva a point": a name is not denied but loses something.
    return tokens[what[0]].pos != "PROPN" and tokens[what[0]].text.lower() not in WITHHELD


def _pleads(tokens: Sequence[Token], verb: int) -> bool:
    """Whether somebody says not to have done it: "pleaded not guilty", "maintains his innocence"."""
    near = [token.text.lower() for token in tokens[verb + 1 : verb + 4]]
    if tokens[verb].text.lower() in PLEADING:
        return bool(NOT & set(near)) and bool(GUILTY & set(near))
    return bool(INNOCENT & set(near))


def _is_false(tokens: Sequence[Token], below: Sequence[int]) -> bool:
    """Whether what stands below a verb says that something is false: "false", "a lie", "as baseless"."""
    near = {one for top in below for one in (top, *children(tokens, top))}
    return any(tokens[one].text.lower() in FALSE for one in near)


def _is_claim(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word stands for something told: "the report", "that"."""
    return tokens[index].text.lower() in CLAIMS | ACCUSATIONS | POINTING
