"""Analysis → FactBox: who, what, where, when, why, each with its evidence or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from brief.answer.scene import Scene, scene
from brief.answer.what import what
from brief.answer.when import when
from brief.answer.where import where
from brief.answer.who import members, together, who
from brief.answer.why import why
from brief.cues import cues
from brief.model import QUESTIONS, Analysis, Answer, Candidate, FactBox, Question

_ASKED = {"who": who, "what": what, "where": where, "when": when, "why": why}
MOST_TELLERS = 6
"""Articles of a story that are asked: what six do not say, none says."""
_NEEDS_A_PARSE: frozenset[Question] = frozenset({"who", "what", "why"})


def answer(analysis: Analysis) -> FactBox:
    """Answer the five questions in the story's own words, or leave them empty.

    Args:
        analysis: Its sentences need tokens for who, what and why; where and when
            are also answered from names and dates alone.

    Returns:
        For each question the answers whose confidence reaches the question's
        threshold, best first; usually one, several for "who" when several act
        together. What the lead article leaves open, the next one that says it answers.
        `unavailable` names the questions that could not be asked: for want of a
        language model, or of the words of the language.
    """
    asked = _asked(analysis, every=False)
    found = {question: _given(at, ranked) for question, (at, ranked) in asked.items()}
    # Of a language without cue lists only what is written as in English is found: silence says nothing.
    read = bool(cues(analysis.story.articles[0].language)) if analysis.story.articles else True
    unavailable = tuple(
        question for question in QUESTIONS if question not in asked or not (read or found[question])
    )
    return FactBox(**found, unavailable=unavailable)


def candidates(analysis: Analysis) -> tuple[Candidate, ...]:
    """Everything that might have answered each question, with its features, best first."""
    return tuple(candidate for _, ranked in _asked(analysis, every=True).values() for candidate in ranked)


def _asked(analysis: Analysis, *, every: bool) -> dict[Question, tuple[Scene, tuple[Candidate, ...]]]:
    """Each question that can be asked, with its candidates and the article that answers it.

    Where no candidate of the lead article is sure enough, the next articles are asked.
    """
    at = scene(analysis, every=every)
    asked = {
        question: (at, _ASKED[question](at)) for question in QUESTIONS if question not in _unavailable(at)
    }
    for _ in analysis.story.articles[1:MOST_TELLERS]:
        silent = [question for question, (_, ranked) in asked.items() if not _sure(ranked)]
        if not silent:
            break
        at = scene(analysis, behind=at, every=every)
        for question in silent:
            ranked = _ASKED[question](at) if question not in _unavailable(at) else ()
            if _sure(ranked):
                everyone = sorted((*asked[question][1], *ranked), key=lambda one: -one.score)
                asked[question] = (at, tuple(everyone))
    return asked


def _sure(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The candidates whose confidence reaches the threshold."""
    return [candidate for candidate in ranked if candidate.given]


def _given(at: Scene, ranked: Sequence[Candidate]) -> tuple[Answer, ...]:
    """The answers to one question that are sure enough."""
    sure = _sure(ranked)
    if not sure:
        return ()
    best = sure[0]
    if best.question != "who":
        return (best.answer,)
    named = members(at, best)
    return named or (
        best.answer,
        *(replace(one, confidence=best.answer.confidence) for one in together(at, best, sure)),
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
