"""What is on a calendar is told in the present before it comes: "talks resume on Thursday"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from brief.analyse.dates.clauses import Cues, holds
from brief.analyse.dates.timewords import NEVER
from brief.grammar import above, children, first_from, subject
from brief.model import Token
from brief.patterns import is_one_of, pattern

APART = 80
"""Characters between a verb and its time, beyond which something else may have happened then."""
_PRESENT = frozenset({"VBZ", "VBP"})
_HELPED = frozenset({"aux", "auxpass", "neg"})
"""How hangs on a verb what makes it another tense, or no fact."""


def is_scheduled(match: re.Match[str], cues: Cues, tokens: Sequence[Token], begins: int) -> bool:
    """Whether a time is that of a verb in the present that tells what is on a calendar.

    Headlines tell the past in the present too, so they are not to be asked.

    Args:
        match: Of an expression of time, in the text of a sentence.
        cues: Of its language.
        tokens: Of the sentence; empty where it was not parsed, and then nothing is known.
        begins: Offset of the sentence in the part it stands in.
    """
    here = first_from(tokens, begins + match.start())
    if here >= len(tokens) or re.match(r"['’]s\b", match.string[match.end() : match.end() + 3]):
        return False
    passed: list[int] = []
    for index in (here, *above(tokens, here)):
        if (
            tokens[index].pos in {"VERB", "AUX"}
            or subject(tokens, index) is not None
            or _is_taken_for_a_noun(tokens, index)
        ):
            return _is_plain_present(tokens, index) and _leads_to(match, cues, tokens, begins, index, passed)
        passed.append(index)
    return False


def _is_plain_present(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb with a subject stands in the present, by itself."""
    helped = any(tokens[index].dep in _HELPED for index in children(tokens, verb))
    # Plural forms of verbs that are nouns too are taken for those, or for infinitives ("schools return").
    present = tokens[verb].tag in _PRESENT or (
        tokens[verb].head == verb and tokens[verb].tag in {"VB", "NN", "NNS"}
    )
    return (present and not helped and subject(tokens, verb) is not None) or _is_taken_for_a_noun(
        tokens, verb
    )


def _is_taken_for_a_noun(tokens: Sequence[Token], index: int) -> bool:
    """Whether the only verb of a sentence was parsed as a name: "The Senate votes in May"."""
    return (
        tokens[index].tag == "NNS"
        and tokens[index].head == index
        and index > 0
        and tokens[index - 1].dep in {"compound", "nmod"}
        and not any(token.pos in {"VERB", "AUX"} for token in tokens)
    )


def _leads_to(
    match: re.Match[str], cues: Cues, tokens: Sequence[Token], begins: int, verb: int, passed: Sequence[int]
) -> bool:
    """Whether a verb is one of the calendar, and what stands between it and the time is its own."""
    text, at, behind = match.string, tokens[verb].start - begins, tokens[verb].end - begins
    if any(index < verb and tokens[index].pos in {"NOUN", "PROPN"} for index in passed[1:]):
        return False  # "the vote on Sunday opens the way"
    between = text[behind : match.start()]
    if len(between) > APART or re.search(r"[–—(]|\s-\s", between):
        return False  # what stands between dashes is another thought
    for index in passed:
        said, own = tokens[index].text.lower(), tokens[index].head == verb
        back, onto = (is_one_of(said, cues.get(name, NEVER)) for name in ("looks_back", "leads_onto"))
        if tokens[index].pos == "ADP" and (back or not (own or onto)):
            return False  # "visits the site of the crash on Friday"
    named = any(
        tokens[index].dep == "dobj" and is_one_of(tokens[index].text, cues.get("held", NEVER))
        for index in children(tokens, verb)
    )
    told = any(
        pattern(r"(?:%s)\b", cues.get(name, NEVER)).match(text, at)
        for name in ("scheduled", *(["holds"] if named else []))
    )
    return told and not _is_pictured(match, cues, tokens, verb, at)


def _is_pictured(match: re.Match[str], cues: Cues, tokens: Sequence[Token], verb: int, at: int) -> bool:
    """Whether a verb tells what a picture shows ("fans gather on Sunday after their team won")."""
    if not pattern(r"(?:%s)\b", cues.get("pictured", NEVER)).match(match.string, at):
        return False
    marks = {tokens[index].text.lower() for index in children(tokens, verb) if tokens[index].dep == "mark"}
    if (
        any(is_one_of(mark, cues.get("meanwhile", NEVER)) for mark in marks)
        and tokens[tokens[verb].head].tag in _PRESENT
    ):
        return True  # "looks on as she arrives on Monday"
    occasion = pattern(r"\b(?:%s)\b[^,;:]*", cues.get("occasion", NEVER)).search(match.string, match.end())
    return occasion is not None and holds(cues.get("dated_past", NEVER), occasion.group())
