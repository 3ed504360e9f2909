"""Analysis → FactBox: who, what, where, when, why, each with its evidence or nothing."""

from __future__ import annotations

from dataclasses import replace

from brief.answer.scene import Scene, scene
from brief.answer.what import what
from brief.answer.when import when
from brief.answer.where import where
from brief.answer.who import members, together, who
from brief.answer.why import why
from brief.model import QUESTIONS, Analysis, Answer, Candidate, FactBox, Question

_ASKED = {"who": who, "what": what, "where": where, "when": when, "why": why}
_NEEDS_A_PARSE: frozenset[Question] = frozenset({"who", "what", "why"})


def answer(analysis: Analysis) -> FactBox:
    """Answer the five questions in the story's own words, or leave them empty.

    Args:
        analysis: Its sentences need tokens for who, what and why; where and when
            are also answered from names and dates alone.

    Returns:
        For each question the answers whose confidence reaches the question's
        threshold, best first; usually one, several for "who" when several act
        together. `unavailable` names the questions that could not be asked because
        there is no language model.
    """
    at = scene(analysis)
    unavailable = _unavailable(at)
    found = {question: _given(at, question) for question in QUESTIONS if question not in unavailable}
    return FactBox(**found, unavailable=unavailable)


def candidates(analysis: Analysis) -> tuple[Candidate, ...]:
    """Everything that might have answered each question, with its features, best first."""
    at = scene(analysis)
    asked = [question for question in QUESTIONS if question not in _unavailable(at)]
    return tuple(candidate for question in asked for candidate in _ASKED[question](at))


def _given(at: Scene, question: Question) -> tuple[Answer, ...]:
    """The answers to one question that are sure enough."""
    ranked = [candidate for candidate in _ASKED[question](at) if candidate.given]
    if not ranked:
        return ()
    best = ranked[0]
    if question != "who":
        return (best.answer,)
    named = members(at, best)
    return named or (
        best.answer,
        *(replace(one, confidence=best.answer.confidence) for one in together(at, best, ranked)),
    )


def _unavailable(at: Scene) -> tuple[Question, ...]:
    """Questions that cannot be asked: for want of a parse, or of the language's cue lists."""
    sentences = at.analysis.sentences
    parsed = any(sentence.tokens for sentence in sentences) or not sentences
    return tuple(
        question
        for question in QUESTIONS
        if question not in at.cues["asks"] or (question in _NEEDS_A_PARSE and not parsed)
    )
