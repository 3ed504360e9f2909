"""JSON: `brief/briefing@1` and `brief/digest@1`, as docs/contract.md promises them."""

from __future__ import annotations

import re
from typing import Any

from brief.formats import BRIEFING, DIGEST
from brief.model import (
    QUESTIONS,
    Briefing,
    Chapter,
    Cite,
    Edition,
    Item,
    Marks,
    Named,
    Removed,
    Sheet,
    Source,
)
from brief.render.profile import Profile
from brief.text import spell_json

Json = dict[str, Any]


def render(sheet: Sheet, profile: Profile, *, full: bool = False) -> bytes:
    """The briefing or digest as indented JSON in UTF-8, a line feed at its end; every briefing is in it."""
    data = digest_record(sheet) if isinstance(sheet, Edition) else record(sheet)
    return f"{spell_json(data, indent=2)}\n".encode()


def record(briefing: Briefing) -> Json:
    """The briefing as the JSON object of the contract."""
    return {
        "schema": BRIEFING,
        "id": briefing.id,
        "title": briefing.title.text if briefing.title else None,
        "title_cites": _cites(briefing.title.cites) if briefing.title else [],
        "bottom_line": _item(briefing.bottom_line) if briefing.bottom_line else None,
        "summary": [_item(item) for item in briefing.points],
        "box": {
            question: [_answer(item, dated=question == "when") for item in getattr(briefing.box, question)]
            for question in QUESTIONS
        },
        "unavailable": list(briefing.box.unavailable),
        "quotes": [
            {**_item(item), "speaker": item.speaker, "speaker_cites": _cites(item.speaker_cites)}
            for item in briefing.quotes
        ],
        "figures": [_labelled(item) for item in briefing.figures],
        "timeline": [
            {**_labelled(item), "value": item.value, "anchor": item.anchor} for item in briefing.timeline
        ],
        "entities": [_named(named) for named in briefing.entities],
        "flags": [{"kind": item.kind, **_item(item)} for item in briefing.flags],
        "sources": [_source(source) for source in briefing.sources],
        "removed": [_removed(removed) for removed in briefing.removed],
        "left_out": briefing.left_out,
        "notes": list(briefing.notes),
        "language": briefing.language,
        "made": briefing.made,
        "tool": briefing.tool,
    }


def _item(item: Item) -> Json:
    """Words and where they come from."""
    cut: Json = {"cut": True} if item.cut else {}
    return {"text": item.text, "cites": _cites(item.cites), **cut}


def _labelled(item: Item) -> Json:
    """Words with others that say what they count or when they happened."""
    return {**_item(item), "label": item.label, "label_cites": _cites(item.label_cites)}


def _answer(item: Item, *, dated: bool) -> Json:
    """An answer of the box; when it is a moment, with the day that its value begins with."""
    day = re.match(r"\d{4}-\d\d-\d\d", item.value or "") if dated else None
    return {
        **_item(item),
        "note": item.note,
        "note_cites": _cites(item.note_cites),
        "value": item.value,
        **({"date": day[0] if day else None} if dated else {}),
        "anchor": item.anchor,
        "variants": list(item.variants),
        "confidence": item.confidence,
    }


def _cites(cites: tuple[Cite, ...]) -> list[Json]:
    """Where words come from, slice by slice."""
    return [
        {"source": cite.source, "paragraph": cite.paragraph, "start": cite.start, "end": cite.end}
        for cite in cites
    ]


def _named(named: Named) -> Json:
    """Someone or something named."""
    return {
        "name": named.name,
        "kind": named.kind,
        "variants": list(named.variants),
        "mentions": named.mentions,
        "place": named.place,
    }


def _source(source: Source) -> Json:
    """A text that the page quotes."""
    optional: Json = {}
    if source.title_of is not None:
        optional["title_of"] = source.title_of
    if source.text is not None:
        optional["text"] = source.text
    if source.marks is not None:
        optional["analysis"] = _marks(source.marks)
    return {
        "uri": source.uri,
        "id": source.id,
        "sha256": source.sha256,
        "text_sha256": source.text_sha256,
        "title": source.title,
        "outlet": source.outlet,
        "byline": source.byline,
        "dateline": source.dateline,
        "published": source.published,
        "published_from": source.published_from,
        "language": source.language,
        "paragraphs": source.paragraphs,
        "words": source.words,
        **optional,
    }


def _marks(marks: Marks) -> Json:
    """What was found in a source."""
    return {
        "sentences": [{"start": one.start, "end": one.end, "score": one.score} for one in marks.sentences],
        "entities": [{"start": one.start, "end": one.end, "kind": one.kind} for one in marks.entities],
        "timex": [
            {"start": one.start, "end": one.end, "value": one.value, "type": one.kind} for one in marks.timex
        ],
    }


def _removed(removed: Removed) -> Json:
    """A repeat that was taken out, and what it repeats."""
    where, repeats = removed.cite, removed.repeats
    return {
        "kind": removed.kind,
        "similarity": removed.similarity,
        "rule": removed.rule,
        **_cites((where,))[0],
        "repeats": _cites((repeats,))[0],
    }


def digest_record(edition: Edition) -> Json:
    """The edition as the JSON object of the contract: every story, also those the page has no room for."""
    return {
        "schema": DIGEST,
        "title": edition.title,
        "day": edition.day,
        "since": edition.since,
        "stories": [_chapter_record(chapter) for chapter in edition.chapters],
        "on_page": len(edition.chapters[: edition.on_page]),
        "counts": {
            "read": edition.read,
            "folded": edition.folded,
            "told_before": edition.told_before,
            "undated": edition.undated,
        },
        "dropped": list(edition.dropped),
        "skipped": [{"uri": one.uri, "reason": one.reason} for one in edition.skipped],
        "made": edition.made,
        "zone": edition.zone,
        "language": edition.language,
        "tool": edition.tool,
    }


def _chapter_record(chapter: Chapter) -> Json:
    """A story of a digest."""
    return {
        "story": chapter.story,
        "status": f"day {chapter.number}" if chapter.status == "day" else chapter.status,
        "day_number": chapter.number,
        "articles": list(chapter.articles),
        "outlets": list(chapter.outlets),
        "reports": chapter.reports,
        "tellers": chapter.tellers,
        "reports_before": chapter.reports_before,
        "changes": [{"before": before, "now": now} for before, now in chapter.changes],
        "score": chapter.score,
        "why": dict(chapter.why),
        "briefing": record(chapter.briefing),
    }
