"""Compose: everything known of a story → the items of its page, the most that fit."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from brief.compose.cite import Citing, sources
from brief.compose.fit import fit
from brief.compose.flags import flags
from brief.compose.keyfigures import key_figures
from brief.compose.marks import with_marks
from brief.compose.quotations import quotations
from brief.compose.timeline import timeline
from brief.denied import denied_next
from brief.labels import labels, say
from brief.model import (
    QUESTIONS,
    Analysis,
    Answer,
    Box,
    Briefing,
    Entity,
    FactBox,
    Item,
    Named,
    Removed,
    Span,
    Story,
    Summary,
)
from brief.text import fold


def compose(
    analysis: Analysis,
    summary: Summary,
    box: FactBox,
    *,
    made: str,
    tool: str,
    fits: Callable[[Briefing], bool] | None = None,
    fullness: Callable[[Briefing], float | None] | None = None,
    with_text: bool = False,
    with_analysis: bool = False,
    language: str | None = None,
) -> Briefing:
    """Put a story on its page: rank what was found and keep the most that fits.

    Args:
        analysis: The story, read.
        summary: Its picked sentences, with their order of importance.
        box: Its answers.
        made: When the page is made, ISO 8601 date and time in UTC.
        tool: Name and version of the program.
        fits: Whether a briefing fits its page; monotone, so that a briefing with
            fewer items fits when one with more does. None keeps everything.
        fullness: About how much of its page a briefing fills; saves asking `fits` for
            what is far too much or too little, and changes nothing else.
        with_text: Give each source its text as read.
        with_analysis: Give each source what was found in it: sentences, names, times.
        language: ISO 639-1 code of the page's labels; the lead article's when None.

    Returns:
        The briefing. `points` stand in reading order, quotes, figures and names by
        rank, the timeline by time. `left_out` counts what was found and dropped or
        shortened for room. Every `text` is the cited slices with white space folded.
    """
    story = analysis.story
    citing = Citing(story, sources(story, with_text=with_text))
    page_language = language or story.articles[0].language
    full = Briefing(
        id=story.articles[0].id or _identity(story),
        title=_title(story, citing),
        bottom_line=_sentence(analysis, summary.bottom_line, citing),
        points=tuple(_points(analysis, summary, citing)),
        box=_box(box, citing),
        quotes=quotations(analysis, summary, citing),
        figures=key_figures(analysis, summary, citing),
        timeline=timeline(analysis, summary, citing),
        entities=tuple(_named(analysis.entities, story)),
        flags=flags(analysis, summary, box, citing, page_language),
        sources=with_marks(citing.sources, analysis, summary) if with_analysis else citing.sources,
        removed=tuple(_removed(story, citing)),
        notes=tuple(filter(None, (summary.short, *_gaps(analysis, page_language)))),
        made=made,
        tool=tool,
        language=page_language,
    )
    return fit(full, _point_order(analysis, summary), fits, citing.shorten, fullness)


def _gaps(analysis: Analysis, language: str) -> list[str]:
    """What could not be done, in the language of the page."""
    words = labels(language)
    return [
        say(language, "gap_model", name=f"{words['open']}{one}{words['close']}") for one in analysis.unread
    ]


def _identity(story: Story) -> str:
    """A short name for a story whose articles bring none: from the words it was read from."""
    digest = hashlib.sha256("".join(article.sha256 for article in story.articles).encode())
    return digest.hexdigest()[:16]


def _title(story: Story, citing: Citing) -> Item | None:
    """The lead article's headline."""
    span = story.headline(0)
    return citing.item((span,)) if span and story.slice(span).strip() else None


def _sentence(analysis: Analysis, sentence: int | None, citing: Citing) -> Item | None:
    """A picked sentence as an item."""
    return None if sentence is None else citing.item((analysis.sentences[sentence].span,))


def _points(analysis: Analysis, summary: Summary, citing: Citing) -> list[Item]:
    """The picked sentences in reading order, the bottom line apart."""
    picks = [pick for pick in summary.picks if pick != summary.bottom_line]
    return [citing.item((analysis.sentences[pick].span,)) for pick in picks]


def _point_order(analysis: Analysis, summary: Summary) -> tuple[tuple[int, ...], ...]:
    """Indices into the points, best first; what the next sentence denies goes with that one."""
    picks = [pick for pick in summary.picks if pick != summary.bottom_line]
    ranked = [pick for pick in summary.order if pick in set(picks)]
    ranked += [pick for pick in picks if pick not in set(ranked)]
    told = denied_next(analysis.sentences) & {pick for pick in picks if pick + 1 in picks}
    pairs = [(pick, pick + 1) if pick in told else (pick,) for pick in ranked if pick - 1 not in told]
    return tuple(tuple(map(picks.index, pair)) for pair in pairs)


def _box(box: FactBox, citing: Citing) -> Box:
    """The five questions with their answers as items."""
    who, what, where, when, why = (
        tuple(_answer(answer, citing) for answer in getattr(box, question)) for question in QUESTIONS
    )
    return Box(who=who, what=what, where=where, when=when, why=why, unavailable=box.unavailable)


def _answer(answer: Answer, citing: Citing) -> Item:
    """One answer, its note and what was computed of it."""
    return citing.item(
        answer.spans,
        note=answer.note,
        value=answer.value,
        anchor=answer.anchor,
        variants=answer.variants,
        confidence=answer.confidence,
    )


def _named(entities: Sequence[Entity], story: Story) -> list[Named]:
    """Who and what is named, most often first, then in reading order."""
    headlines = [span for index in range(len(story.articles)) if (span := story.headline(index))]
    told = [entity for entity in entities if not _in_headlines_alone(entity, headlines)]
    ranked = sorted(told, key=lambda entity: (-len(entity.mentions), _first(entity)))
    return [
        Named(
            name=fold(story.slice(entity.name)),
            kind=entity.kind,
            variants=entity.variants,
            mentions=len(entity.mentions),
            place=entity.place,
        )
        for entity in ranked
    ]


def _in_headlines_alone(entity: Entity, headlines: Sequence[Span]) -> bool:
    """Whether only headlines name it: in title case common words look like names."""
    return all(
        any(
            (mention.article, mention.part) == (span.article, span.part)
            and span.start <= mention.start
            and mention.end <= span.end
            for span in headlines
        )
        for mention in entity.mentions
    )


def _first(entity: Entity) -> Span:
    """Where an entity is named first."""
    return min(entity.mentions, default=entity.name)


def _removed(story: Story, citing: Citing) -> list[Removed]:
    """The removals as the page reports them."""
    return [
        Removed(
            kind=removal.kind,
            similarity=removal.similarity,
            rule=removal.rule,
            cite=citing.cite(removal.span),
            repeats=citing.cite(removal.repeats),
        )
        for removal in story.removed
    ]
