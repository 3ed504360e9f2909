"""From features to a score, a confidence and a decision: weights come from `brief/data/box.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from math import exp
from typing import Any, NamedTuple

from brief.model import Answer, Candidate, Question
from brief.resources import data

MARGIN = 3.0
"""Lead over the next best candidate from which a larger one says nothing more."""


class Draft(NamedTuple):
    """A possible answer before it is scored: a tuple, since some hundred an article are made."""

    answer: Answer
    features: Mapping[str, float]
    barred: bool = False
    """Never given, however well it scores; it stays among the candidates, where it can be inspected."""


def rank(question: Question, drafts: Iterable[Draft], *, every: bool = True) -> tuple[Candidate, ...]:
    """Score drafts with the question's weights, best first.

    Args:
        question: Names the weights.
        drafts: In reading order, which breaks ties.
        every: All of them; else only the best that is given, and of "who" all that are given, since
            several may act together, and without the features. That takes a third of the time.

    Returns:
        One candidate a draft, or of those the ones asked for. `confidence` is the calibrated share
        of such answers that are right, by the score, its lead over the next one, and the features
        that tell a story with an answer from one without (`trust`); `given` is whether it reaches
        the question's threshold and is not barred.
    """
    settings = _settings()[question]
    trusted = settings.get("trust", {})
    drafts = list(drafts)
    scores = [_score(settings["weights"], draft.features) for draft in drafts]
    best = sorted(scores, reverse=True)[:2]
    scored: list[Candidate] = []
    # By the score as it is printed: of those that look alike the one told first.
    order = [-round(score, 4) for score in scores]
    for number in sorted(range(len(drafts)), key=order.__getitem__):
        draft, score = drafts[number], scores[number]
        known = settings["score"] * score
        if not by_itself(question):
            # The best of the others; of equals that both lead, the other one.
            rival = best[-1] if score == best[0] else best[0]
            margin = min(MARGIN, max(-MARGIN, score - rival)) if len(drafts) > 1 else MARGIN
            known += settings["margin"] * margin
        if trusted:
            known += _score(trusted, draft.features)
        confidence = _logistic(known + settings["offset"])
        given = confidence >= settings["threshold"] and not draft.barred
        if given or every:
            scored.append(_candidate(question, draft, score, confidence, given=given, every=every))
        if given and not every and question != "who":
            break
    return tuple(scored)


@cache
def by_itself(question: Question) -> bool:
    """Whether a candidate's confidence is its own alone, whatever others there are beside it.

    Then those that are barred need no features where they are not looked at: half of all reasons.
    """
    return not _settings()[question]["margin"]


def _candidate(
    question: Question, draft: Draft, score: float, confidence: float, *, given: bool, every: bool
) -> Candidate:
    """A draft with what was found out about it."""
    return Candidate(
        question=question,
        answer=_confident(draft.answer, round(confidence, 3)),
        score=round(score, 4),
        features=tuple(
            (name, value if value == 1.0 else round(value, 3))
            for name, value in (draft.features.items() if every else ())
            if value
        ),
        given=given,
        barred=draft.barred,
    )


def _score(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The weighted sum of the features; most are 0 and left out of it, which takes a third of the time."""
    score = 0.0
    for name, value in features.items():
        if value:
            score += weights.get(name, 0.0) * value
    return score


def _confident(answer: Answer, confidence: float) -> Answer:
    """The answer with its confidence; what `replace` makes, in a third of its time."""
    return Answer(
        spans=answer.spans,
        note=answer.note,
        value=answer.value,
        anchor=answer.anchor,
        variants=answer.variants,
        confidence=confidence,
    )


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, x))))


@cache
def _settings() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(data("box.json").read_text(encoding="utf-8"))
    return loaded
