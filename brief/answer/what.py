"""What: the event in the source's words, the predicate of headline or lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.answer.clauses import (
    NOUNS,
    PASSIVE_SUBJECT,
    SUBJECT,
    VERBS,
    children,
    main_verb,
    root,
    span,
    subtree,
)
from brief.answer.ranking import Draft, rank
from brief.answer.scene import Scene
from brief.model import Answer, Candidate, Sentence, Span

SHORTEST, LONGEST = 2, 16
"""Words in an answer: fewer say nothing, more are the whole sentence."""
_BREAK = re.compile(r"[,:;–—]$|^-+$")


def what(scene: Scene) -> tuple[Candidate, ...]:
    """Rank predicates of headline and lead, each cut at several places.

    Returns:
        Best first. Cuts are made before clauses and phrases that tell circumstances
        ("as", "after", a comma, a time, a place), which have fields of their own.
    """
    drafts: list[Draft] = []
    seen: set[tuple[int, int, str]] = set()
    for source, sentence in scene.told:
        if source == "opening" or not sentence.tokens:
            continue
        for first, last, traits in _stretches(scene, sentence):
            where = span(sentence, first, last)
            key = (where.start, where.end, where.part)
            if key not in seen and SHORTEST <= last - first + 1 <= LONGEST + 4:
                seen.add(key)
                drafts.append(
                    Draft(
                        answer=Answer(spans=(where,), confidence=0),
                        features=_features(scene, sentence, source, where, traits),
                    )
                )
    return rank("what", drafts)


def _stretches(scene: Scene, sentence: Sentence) -> Iterator[tuple[int, int, frozenset[str]]]:
    """First token, last token and traits of each way to tell the event."""
    tokens = sentence.tokens
    reporting = frozenset(scene.cues["reporting"].split("|"))
    verb = main_verb(tokens, reporting)
    starts: list[tuple[int, str]] = []
    if tokens[verb].pos in VERBS:
        verbs = [
            verb,
            *(i for i in children(tokens, verb) if tokens[i].dep == "conj" and tokens[i].pos in VERBS),
        ]
        for number, one in enumerate(verbs):
            starts.append((_predicate_start(tokens, one), "predicate" if number == 0 else "second"))
        subject = [i for i in children(tokens, verb) if tokens[i].dep in SUBJECT | PASSIVE_SUBJECT]
        if subject:
            begin = subtree(tokens, subject[0])[0]
            passive = tokens[subject[0]].dep in PASSIVE_SUBJECT
            starts.append((begin, "passive_clause" if passive else "clause"))
    elif tokens[root(tokens)].pos in NOUNS | {"ADJ"}:
        starts.append((subtree(tokens, root(tokens))[0], "topic"))
    colon = next((i for i, token in enumerate(tokens) if token.text == ":" and i + 2 < len(tokens)), None)
    if colon is not None and sentence.span.part == "title":
        starts.append((colon + 1, "after_colon"))
    if sentence.span.part == "title":
        starts.append((0, "whole"))
    for start, kind in starts:
        for last, cut in _ends(scene, sentence, start, verb):
            if last >= start:
                yield start, last, frozenset({kind, cut})


def _predicate_start(tokens: tuple, verb: int) -> int:
    """The first token of a verb with its auxiliaries and adverbs."""
    first = verb
    for i in children(tokens, verb):
        if (
            i < verb
            and tokens[i].dep in {"aux", "auxpass", "aux:pass", "neg", "advmod", "cop"}
            and tokens[i].pos != "SCONJ"
        ):
            if all(
                tokens[k].head == verb or tokens[k].head in range(i, verb + 1) for k in range(i, verb)
            ) and not any(tokens[k].dep in SUBJECT | PASSIVE_SUBJECT for k in range(i, verb)):
                first = min(first, i)
    return first


def _ends(scene: Scene, sentence: Sentence, start: int, verb: int) -> Iterator[tuple[int, str]]:
    """Where the telling may stop: at its end, and before each break or circumstance."""
    tokens = sentence.tokens
    stop = len(tokens) - 1
    while stop > start and tokens[stop].dep == "punct" and tokens[stop].text not in {'"', "'", "”", "’"}:
        stop -= 1
    yield stop, "to_end"
    cut_at = frozenset(scene.cues["cut_at"].split("|"))
    times = [
        (m.span.start, m.span.end)
        for m in scene.analysis.moments
        if m.span.part == sentence.span.part and m.span.article == sentence.span.article
    ]
    places = [
        (m.start, m.end)
        for entity in scene.analysis.entities if entity.kind == "place"
        for m in entity.mentions if m.part == sentence.span.part and m.article == sentence.span.article
    ]  # fmt: skip
    for i in range(max(start, verb if start <= verb else start) + 1, stop + 1):
        token = tokens[i]
        last = i - 1
        while (
            last > start
            and tokens[last].dep == "punct"
            and tokens[last].text in {",", ":", ";", "-", "–", "—"}
        ):
            last -= 1
        if _BREAK.search(token.text) and token.dep == "punct" and " " not in token.text:
            if token.text != "-" or sentence.span.part != "title":
                yield last, "at_comma"
        elif any(start_ == token.start for start_, _ in times):
            yield last, "at_time"
        elif token.text.lower() in cut_at and token.pos != "NOUN":
            low = tokens[i + 1].start if i < stop else 0
            high = tokens[min(i + 4, stop)].end
            if any(low <= a < high for a, _ in times):
                yield last, "at_time"
            elif token.text.lower() in {"in", "at", "on", "near", "outside", "from"} and any(
                low <= a < high for a, _ in places
            ):
                yield last, "at_place"
            elif token.text.lower() in {
                "as",
                "after",
                "when",
                "while",
                "amid",
                "following",
                "over",
                "because",
                "before",
                "since",
                "despite",
            }:
                yield last, "at_clause"
            elif (
                token.text.lower() in {"and", "but"} and token.dep == "cc" and tokens[token.head].pos in VERBS
            ):
                yield last, "at_and"
            else:
                yield last, "at_other"
        elif (
            token.dep == "mark"
            or (token.tag == "TO" and token.dep == "aux")
            or (token.tag == "VBG" and token.dep == "advcl")
        ):
            yield last, "at_mark"


def _features(
    scene: Scene, sentence: Sentence, source: str, where: Span, traits: frozenset[str]
) -> dict[str, float]:
    """What speaks for a stretch being the answer."""
    inside = [token for token in sentence.tokens if where.start <= token.start and token.end <= where.end]
    length = len(inside)
    names = ("predicate", "second", "clause", "passive_clause", "topic", "after_colon", "whole")
    cuts = ("to_end", "at_comma", "at_time", "at_place", "at_clause", "at_and", "at_other", "at_mark")
    features = {"bias": 1.0, "title": float(source == "title")}
    for name in names:
        features[f"{source}_{name}"] = float(name in traits)
    for cut in cuts:
        features[cut] = float(cut in traits)
    features |= {
        "short": max(0.0, (4 - length) / 4),
        "long": max(0.0, (length - 8) / 8),
        "object": float(any(token.dep in {"dobj", "obj", "attr", "acomp"} for token in inside)),
        "time_inside": float(
            any(
                m.span.part == where.part and where.start <= m.span.start < where.end
                for m in scene.analysis.moments
                if m.span.article == where.article
            )
        ),
        "in_quotes": float(bool(re.match(r"[\"“'‘]", scene.text(where)))),
    }
    return features
