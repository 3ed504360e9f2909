"""What is what: the story's own words told apart from everything around them."""

from __future__ import annotations

from dataclasses import replace

from brief.clean.corrected import tell_corrections
from brief.clean.dateline import find_dateline
from brief.clean.headline import bare
from brief.clean.label import label
from brief.clean.language import tell_language
from brief.clean.paragraphs import split_paragraphs
from brief.clean.published import tell_published
from brief.clean.release import find_release
from brief.clean.statements import tell_byline, tell_outlet
from brief.model import PROSE, Article, Block, Dateline, RawArticle, Span, Stated
from brief.text import fold


def clean(
    raw: RawArticle,
    *,
    published: str | None = None,
    language: str | None = None,
    today: str | None = None,
    edition: str | None = None,
) -> Article:
    """Tell the prose of an article apart from headline, byline, captions and furniture.

    Args:
        raw: The article as its format gave it.
        published: ISO date to take when the document does not say one.
        language: ISO 639-1 code to take, whatever the document says.
        today: ISO date; a later date of publication is refused. None refuses none.
        edition: ISO date of the digest that the article is read for. Where nothing else dates it, a
            dateline's day without a year has the year in which it lies at most a week before.

    Returns:
        The article. Its blocks cover every paragraph of the text, in order and numbered from 1;
        `paragraphs` are those that tell the story, possibly none. A dateline is a block of its
        own and has the number of the paragraph that it opens.
    """
    blocks = label(raw.text, raw.blocks or split_paragraphs(raw.text), title=raw.title)
    headline = next((block for block in blocks if block.kind == "headline"), None)
    dateline = find_dateline(raw.text, blocks)
    if dateline:
        blocks = _set_apart(raw.text, blocks, dateline)
    said = _dateline_words(raw.text, dateline)
    outlet = tell_outlet(raw, blocks, dateline)
    day, flags = tell_published(raw, blocks, said, fallback=published, today=today, edition=edition)
    above = _headline_span(raw, headline, outlet)
    return Article(
        uri=raw.uri,
        id=raw.id,
        media_type=raw.media_type,
        sha256=raw.sha256,
        text=raw.text,
        blocks=blocks,
        paragraphs=tuple(block for block in blocks if block.kind in PROSE),
        title=raw.title or _title(raw.text, headline),
        headline=above,
        dateline=dateline,
        corrections=tell_corrections(raw, blocks, above),
        release=find_release(raw.text, blocks),
        byline=tell_byline(raw, blocks),
        outlet=outlet,
        published=day,
        language=tell_language(raw, blocks, told=language),
        flags=flags,
    )


def _set_apart(text: str, blocks: tuple[Block, ...], dateline: Dateline) -> tuple[Block, ...]:
    """The blocks with the dateline cut off the paragraph that it opens."""
    out: list[Block] = []
    for block in blocks:
        if block.start == dateline.start and block.end > dateline.end:
            rest = (
                dateline.end
                + len(text[dateline.end : block.end])
                - len(text[dateline.end : block.end].lstrip())
            )
            out.append(replace(block, kind="dateline", end=dateline.end))
            out.append(replace(block, start=rest))
        else:
            out.append(block)
    return tuple(out)


def _dateline_words(text: str, dateline: Dateline | None) -> str:
    """The date that a dateline states, as written; empty if none."""
    return text[slice(*dateline.date)] if dateline and dateline.date else ""


def _title(text: str, headline: Block | None) -> Stated | None:
    """The headline in the text as the title."""
    if headline:
        return Stated(value=fold(text[headline.start : headline.end]), origin="text")
    return None


def _headline_span(raw: RawArticle, headline: Block | None, outlet: Stated | None) -> Span | None:
    """Where the headline stands: in the text if it opens with it, else in the title.

    What an agency or a paper puts before and behind a headline is not part of it.
    """
    publisher = outlet.value if outlet else ""
    if headline:
        line = raw.text[headline.start : headline.end]
        start, end = bare(line, raw.text[headline.end :], publisher)
        return Span(article=0, start=headline.start + start, end=headline.start + end)
    if raw.title:
        start, end = bare(raw.title.value, raw.text, publisher)
        return Span(article=0, start=start, end=end, part="title")
    return None
