"""Where words come from: spans of a story → cites into the sources of a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from brief.labels import mark
from brief.model import BETWEEN_SLICES, Article, Cite, Item, Source, Span, Story
from brief.text import WORD, fold, sha256


class Citing:
    """Makes items of spans, each with its cites; the sources a page can cite."""

    def __init__(self, story: Story, sources: tuple[Source, ...]) -> None:
        self.story = story
        self.sources = sources
        self._titles = {
            source.title_of: index for index, source in enumerate(sources) if source.title_of is not None
        }

    def cite(self, span: Span) -> Cite:
        """The cite of a span: source and paragraph it stands in, and its offsets there."""
        if span.part == "title":
            return Cite(source=self._titles[span.article], paragraph=1, start=span.start, end=span.end)
        number = self.story.articles[span.article].number_at(span.start)
        return Cite(source=span.article, paragraph=number, start=span.start, end=span.end)

    def text(self, spans: Sequence[Span]) -> str:
        """The words of the spans, white space folded, slices joined with " … "."""
        return BETWEEN_SLICES.join(fold(self.story.slice(span)) for span in spans)

    def mark(self, spans: Iterable[Span], language: str) -> str:
        """Where spans stand, as printed on a page in a language: "¶4"."""
        return mark(tuple(map(self.cite, spans)), self.sources, language)

    def item(
        self,
        spans: Sequence[Span],
        *,
        label: Sequence[Span] = (),
        note: Span | None = None,
        speaker: Span | None = None,
        value: str | None = None,
        anchor: str | None = None,
        variants: tuple[str, ...] = (),
        confidence: float | None = None,
    ) -> Item:
        """An item of these spans, with what belongs to it."""
        return Item(
            text=self.text(spans),
            cites=tuple(self.cite(span) for span in spans),
            label=self.text(label),
            label_cites=tuple(map(self.cite, label)),
            note=self.text((note,)) if note else None,
            note_cites=(self.cite(note),) if note else (),
            speaker=self.text((speaker,)) if speaker else None,
            speaker_cites=(self.cite(speaker),) if speaker else (),
            value=value,
            anchor=anchor,
            variants=variants,
            confidence=confidence,
        )

    def shorten(self, item: Item, limit: int) -> Item:
        """The item's first whole words within so many characters, its cites ending where they end.

        A text without spaces is cut between characters. A note that is too long goes.
        """
        if item.note is not None and len(item.note) > limit:
            item = replace(item, note=None, note_cites=(), cut=True)
        if len(item.text) <= limit:
            return item
        cites: list[Cite] = []
        room = limit
        for cite in item.cites:
            raw = self._text(cite.source)[cite.start : cite.end]
            size = len(fold(raw))
            if size > room:
                if room > 0:
                    cites.append(replace(cite, end=cite.start + _first_words(raw, room)))
                break
            cites.append(cite)
            room -= size + len(BETWEEN_SLICES)
        text = BETWEEN_SLICES.join(fold(self._text(cite.source)[cite.start : cite.end]) for cite in cites)
        return replace(item, text=text, cites=tuple(cites), cut=True)

    def _text(self, source: int) -> str:
        """The text that a source's offsets count in."""
        owner = self.sources[source].title_of
        if owner is None:
            return self.story.articles[source].text
        return self.sources[source].text or ""


def _first_words(raw: str, limit: int) -> int:
    """Where the first whole words end that fold to at most `limit` characters; `limit` is at least 1."""
    whole = folded = kept = 0
    for match in re.finditer(r"\S+", raw):
        folded += len(match.group()) + bool(folded)
        if folded > limit:
            break
        whole, kept = match.end(), folded
    if whole and kept >= limit // 2:
        return whole
    end = len(raw) - len(raw.lstrip()) + limit
    while end > 1 and unicodedata.combining(raw[end : end + 1] or " "):
        end -= 1
    return end


def sources(story: Story, *, with_text: bool = False) -> tuple[Source, ...]:
    """The texts of a story: its articles in order, then each title handed over apart from its text.

    Args:
        story: Articles in the order we trust them.
        with_text: Give each article's text as read; a title apart always has its text.
    """
    titles = [
        _title_source(article, index)
        for index, article in enumerate(story.articles)
        if article.title is not None and article.headline is not None and article.headline.part == "title"
    ]
    return (*(_source(article, with_text=with_text) for article in story.articles), *titles)


def _source(article: Article, *, with_text: bool) -> Source:
    """An article as a source."""
    return Source(
        uri=article.uri,
        id=article.id,
        sha256=article.sha256,
        text_sha256=sha256(article.text),
        title=fold(article.slice(article.headline)) if article.headline else None,
        outlet=article.outlet.value if article.outlet else None,
        byline=article.byline.value if article.byline else None,
        dateline=_dateline(article),
        published=article.published.value if article.published else None,
        published_from=article.published.origin if article.published else None,
        language=article.language,
        paragraphs=article.paragraph_count,
        words=len(WORD.findall(article.text)),
        text=article.text if with_text else None,
    )


def _dateline(article: Article) -> str | None:
    """The place that the text opens with, as written; with its day where it was not published on it."""
    line = article.dateline
    if line is None:
        return None
    place, day = (fold(article.text[slice(*part)]) if part else "" for part in (line.place, line.date))
    if article.published and _is_day_of(article.published.value, day):
        day = ""
    return ", ".join(filter(None, (place, day))) or None


def _is_day_of(published: str, day: str) -> bool:
    """Whether a day as written is that of a date of publication: has its number."""
    return published[8:10].lstrip("0") in (number.lstrip("0") for number in re.findall(r"\d+", day))


def _title_source(article: Article, index: int) -> Source:
    """A title handed over apart from its text, as a source of its own."""
    title = article.title.value if article.title else ""
    return Source(
        uri=article.uri,
        id=article.id,
        sha256=article.sha256,
        text_sha256=sha256(title),
        title=fold(title),
        language=article.language,
        paragraphs=1,
        words=len(WORD.findall(title)),
        title_of=index,
        text=title,
    )
