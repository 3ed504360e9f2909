"""JSON: `brief/briefing@1`, as docs/contract.md promises it."""

from __future__ import annotations

import json
import re
from typing import Any

from brief.model import QUESTIONS, Briefing, Cite, Item, Marks, Named, Removed, Source
from brief.render.profile import Profile

SCHEMA = "brief/briefing@1"

Json = dict[str, Any]


def render(briefing: Briefing, profile: Profile) -> bytes:
    """The briefing as indented JSON in UTF-8, a line feed at its end."""
    return (json.dumps(record(briefing), ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def record(briefing: Briefing) -> Json:
    """The briefing as the JSON object of the contract."""
    return {
        "schema": SCHEMA,
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
