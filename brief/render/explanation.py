"""Explanation → text or JSON: why each sentence, removal and answer was chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from brief.labels import letter_of
from brief.model import BETWEEN_SLICES, QUESTIONS, Candidate, Explanation, Span, Story
from brief.text import fold, spell_json

SHOWN_PARTS = 6
"""Addends of a score that are printed, the weightiest first."""
SHOWN_CANDIDATES = 5
"""Candidates a question that are printed; the JSON has them all."""


def explanation(why: Explanation, *, as_json: bool = False) -> str:
    """Everything that was weighed for a page, for reading or for a script.

    Args:
        why: As `pipeline.explain` returns it.
        as_json: JSON in place of text.

    Returns:
        Text that ends in a line feed.
    """
    if as_json:
        return spell_json(_as_data(why), indent=2) + "\n"
    return "\n".join(_lines(why)) + "\n"


def _lines(why: Explanation) -> Iterator[str]:
    """The text, line by line."""
    story = why.analysis.story
    for article in story.articles:
        yield f"SOURCE  {article.uri}"
        yield f"        language {article.language}; {_published(article.published)}"
        for block in article.blocks:
            if block.kind != "paragraph":
                yield f"        ¶{block.number} {block.kind}: {_short(article.text[block.start : block.end])}"
        yield from (f"        {flag}" for flag in article.flags)
    yield ""
    yield f"SENTENCES by {why.summary.method} (* on the page, B bottom line)"
    yield from _sentences(why)
    yield ""
    yield f"REMOVED  {len(story.removed)} passages told twice"
    for removal, change in zip(story.removed, why.changes, strict=True):
        both = f"{_place(story, removal.span)} repeats {_place(story, removal.repeats)}"
        yield f"  {both}  {removal.kind} {removal.similarity:.2f}  {removal.rule}"
        yield from _side_by_side(change)
    for question in QUESTIONS:
        yield ""
        yield f"{question.upper()}  (> given)"
        yield from _candidates(why, question)
    yield from (f"note: {gap}" for gap in why.analysis.gaps)
    if why.summary.short:
        yield f"note: {why.summary.short}"


def _published(published: object) -> str:
    value, origin = getattr(published, "value", None), getattr(published, "origin", None)
    return f"published {value} (from {origin})" if value else "publication date not stated"


def _sentences(why: Explanation) -> Iterator[str]:
    summary = why.summary
    for index, sentence in enumerate(why.analysis.sentences):
        mark = "B" if index == summary.bottom_line else "*" if index in summary.picks else " "
        text = _short(why.analysis.story.slice(sentence.span))
        yield f"{mark} {summary.scores[index]:8.4f}  {_place(why.analysis.story, sentence.span)} {text}"
        if summary.why:
            parts = sorted(summary.why[index], key=lambda part: -abs(part[1]))[:SHOWN_PARTS]
            if parts:
                yield "            " + "  ".join(f"{name} {value:+.3f}" for name, value in parts)


def _side_by_side(change: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Both tellings, what only one of them has in [brackets]; a telling that is the same stands once."""
    differ = any(which != "same" for which, _ in change)
    for telling in ("kept", "removed") if differ else ("kept",):
        words = (
            text if which == "same" else f"[{text}]" for which, text in change if which in ("same", telling)
        )
        line = fold(" ".join(words))
        yield f"      {telling:8} {line if differ else _short(line)}"


def _candidates(why: Explanation, question: str) -> Iterator[str]:
    mine = [one for one in why.candidates if one.question == question]
    if not mine:
        yield "  no candidate in the source"
    for one in sorted(mine, key=lambda one: -one.score)[:SHOWN_CANDIDATES]:
        story = why.analysis.story
        text = BETWEEN_SLICES.join(_short(story.slice(span)) for span in one.answer.spans)
        value = f" = {one.answer.value}" if one.answer.value else ""
        mark = ">" if one.given else " "
        yield f"{mark} {one.answer.confidence:5.2f}  {_place(story, one.answer.spans[0])} {text}{value}"
        yield "           " + "  ".join(f"{name} {number:g}" for name, number in one.features if number)


def _place(story: Story, span: Span) -> str:
    """The paragraph a span stands in, as the page writes it."""
    letter = letter_of(span.article) if len(story.articles) > 1 else ""
    if span.part == "title":
        return f"¶{letter}title"
    return f"¶{letter}{story.articles[span.article].number_at(span.start)}"


def _short(text: str, limit: int = 110) -> str:
    folded = fold(text)
    return folded if len(folded) <= limit else folded[: limit - 1] + "…"


def _as_data(why: Explanation) -> dict[str, Any]:
    """The explanation as plain data, complete."""
    story = why.analysis.story

    def at(span: Span) -> dict[str, Any]:
        return {
            "source": span.article,
            "part": span.part,
            "start": span.start,
            "end": span.end,
            "text": fold(story.slice(span)),
        }

    def candidate(one: Candidate) -> dict[str, Any]:
        return {
            "spans": [at(span) for span in one.answer.spans],
            "value": one.answer.value,
            "confidence": one.answer.confidence,
            "score": one.score,
            "given": one.given,
            "features": dict(one.features),
        }

    return {
        "schema": "brief/explanation@1",
        "sources": [
            {
                "uri": article.uri,
                "language": article.language,
                "blocks": [
                    {"kind": block.kind, "paragraph": block.number, "start": block.start, "end": block.end}
                    for block in article.blocks
                ],
                "flags": list(article.flags),
            }
            for article in story.articles
        ],
        "method": why.summary.method,
        "sentences": [
            at(sentence.span)
            | {
                "score": why.summary.scores[index],
                "picked": index in why.summary.picks,
                "bottom_line": index == why.summary.bottom_line,
                "parts": dict(why.summary.why[index]) if why.summary.why else {},
            }
            for index, sentence in enumerate(why.analysis.sentences)
        ],
        "removed": [
            at(removal.span)
            | {
                "repeats": at(removal.repeats),
                "similarity": removal.similarity,
                "kind": removal.kind,
                "rule": removal.rule,
                "change": [{"in": which, "text": text} for which, text in change],
            }
            for removal, change in zip(story.removed, why.changes, strict=True)
        ],
        "differences": [
            {
                "kind": one.kind,
                "words": [at(span) for span in one.spans],
                "passages": [at(span) for span in one.passages],
            }
            for one in story.differences
        ],
        "candidates": {
            question: [candidate(one) for one in why.candidates if one.question == question]
            for question in QUESTIONS
        },
        "gaps": list(why.analysis.gaps),
        "short": why.summary.short,
    }
