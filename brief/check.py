"""A briefing against its sources as they read now → what does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from brief.formats import BRIEFING
from brief.model import BETWEEN_SLICES, Article
from brief.text import fold, sha256

LISTS = ("summary", "quotes", "figures", "timeline", "entities", "flags", "sources", "removed")
"""Parts of a briefing that are lists of objects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing in a briefing that its sources do not bear out."""

    where: str
    """Path into the JSON, such as `box.who[0]`."""
    problem: str

    def __str__(self) -> str:
        """One line for standard error."""
        return f"{self.where}: {self.problem}"


def check(briefing: Mapping[str, Any], again: Sequence[Article | str | None]) -> tuple[Fault, ...]:
    """Compare every span of a briefing with its sources as they read now.

    Args:
        briefing: A `brief/briefing@1` object.
        again: One for each of `briefing["sources"]`: the article as read again, or why
            it could not be, or None where the briefing carries the text itself.

    Returns:
        The faults, in the order of the page; empty when every span holds.
    """
    if briefing.get("schema") != BRIEFING:
        return (Fault(where="schema", problem=f"not a {BRIEFING} object"),)
    if misshapen := tuple(_shape(briefing)):
        return misshapen
    if not briefing.get("sources"):
        return (Fault(where="sources", problem="there are none, so nothing can be checked"),)
    sources = briefing["sources"]
    faults = [fault for i, source in enumerate(sources) for fault in _source(i, source, again[i])]
    texts = [_text(source, now) for source, now in zip(sources, again, strict=True)]
    unread = {i for i, now in enumerate(again) if isinstance(now, str)}
    faults += [
        fault
        for where, item in _items(briefing)
        # Of what cannot be read one fault has been found, and no more can be.
        if unread.isdisjoint(_cited(item))
        for fault in (*_item(where, item, texts), *_paragraphs(where, item, again))
    ]
    if not unread:
        faults += _names(briefing, [fold(text) for text in texts if text is not None])
    faults += [
        fault
        for i, removal in enumerate(briefing.get("removed") or [])
        for fault in _removal(i, removal, sources)
    ]
    return tuple(faults)


def _shape(briefing: Mapping[str, Any]) -> Iterator[Fault]:
    """Where a part is not the list of objects that it should be; one may be missing, but not be null."""
    parts = {part: briefing[part] for part in LISTS if part in briefing}
    box = briefing.get("box", {})
    if isinstance(box, dict):
        parts |= {f"box.{question}": answers for question, answers in box.items()}
    else:
        yield Fault(where="box", problem="is no object with a list for each question")
    for where, value in parts.items():
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            yield Fault(where=where, problem="is no list of objects")
    if not isinstance(briefing.get("bottom_line") or {}, dict):
        yield Fault(where="bottom_line", problem="is no object")
        return
    if isinstance(box, dict) and all(isinstance(answers, list) for answers in parts.values()):
        for where, item in _items(briefing):
            for name, cites in item.items() if isinstance(item, dict) else ():
                if name.endswith("cites") and cites is not None and not _are_cites(cites):
                    yield Fault(where=f"{where}.{name}", problem="is no list of cites")


def _are_cites(value: object) -> bool:
    """Whether a value is a list of objects that say where in a source something stands."""
    return isinstance(value, list) and all(
        isinstance(one, dict) and all(isinstance(one.get(name), int) for name in ("source", "start", "end"))
        for one in value
    )


def _source(i: int, source: Mapping[str, Any], now: Article | str | None) -> Iterator[Fault]:
    """Whether a source can be read and is still what it was."""
    where = f"sources[{i}]"
    if isinstance(now, str):
        yield Fault(where=where, problem=f"{source.get('uri')} cannot be read again: {now}")
    elif now is not None and sha256(now.text) != source.get("text_sha256"):
        yield Fault(where=where, problem=f"{source.get('uri')} has changed since (text_sha256 differs)")
    elif now is not None:
        for name, value in (
            ("sha256", now.sha256),
            ("paragraphs", now.paragraph_count),
            ("title", _title(now)),
        ):
            if source.get(name) != value:
                yield Fault(
                    where=f"{where}.{name}", problem=f"is {source.get(name)!r}, {value!r} as read again"
                )
    if isinstance(source.get("text"), str) and sha256(source["text"]) != source.get("text_sha256"):
        yield Fault(where=f"{where}.text", problem="is not the text that text_sha256 was taken of")


def _text(source: Mapping[str, Any], now: Article | str | None) -> str | None:
    """What offsets into this source count in: the text as read again, else the briefing's copy."""
    if isinstance(now, Article):
        return now.text
    copy = source.get("text")
    return copy if now is None and isinstance(copy, str) else None


def _items(briefing: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Everything on the page that quotes a source, with its path."""
    if briefing.get("bottom_line"):
        yield "bottom_line", briefing["bottom_line"]
    if briefing.get("title_cites"):
        yield "title", {"text": briefing.get("title"), "cites": briefing["title_cites"]}
    for i, item in enumerate(briefing.get("summary") or []):
        yield f"summary[{i}]", item
    for question, answers in (briefing.get("box") or {}).items():
        for i, item in enumerate(answers if isinstance(answers, list) else []):
            yield f"box.{question}[{i}]", item
    for part in ("quotes", "figures", "timeline"):
        for i, item in enumerate(briefing.get(part) or []):
            yield f"{part}[{i}]", item


def _cited(item: Mapping[str, Any]) -> Iterator[object]:
    """The numbers of the sources that an item cites."""
    for name, cites in item.items():
        if name.endswith("cites") and isinstance(cites, list):
            yield from (cite.get("source") for cite in cites if isinstance(cite, dict))


def _item(where: str, item: Mapping[str, Any], texts: Sequence[str | None]) -> Iterator[Fault]:
    """Whether an item's words, and those beside it, stand where they say."""
    yield from _words(where, item.get("text"), item.get("cites"), texts)
    for beside in ("note", "label", "speaker"):
        if item.get(beside) and f"{beside}_cites" in item:
            yield from _words(f"{where}.{beside}", item[beside], item[f"{beside}_cites"], texts)


def _paragraphs(
    where: str, item: Mapping[str, Any], again: Sequence[Article | str | None]
) -> Iterator[Fault]:
    """Whether what an item cites stands in the paragraphs it names; only of sources that were read again."""
    for name, cites in item.items():
        for cite in cites if name.endswith("cites") and isinstance(cites, list) else ():
            number, start = cite.get("source"), cite.get("start")
            source = again[number] if isinstance(number, int) and 0 <= number < len(again) else None
            if isinstance(source, Article) and isinstance(start, int):
                paragraph = source.number_at(start)
                if cite.get("paragraph") != paragraph:
                    yield Fault(
                        where=where, problem=f"cites paragraph {cite.get('paragraph')}, stands in {paragraph}"
                    )


def _names(briefing: Mapping[str, Any], texts: Sequence[str]) -> Iterator[Fault]:
    """Whether the names that are listed, and other spellings of names, stand in a source at all."""
    listed = [
        *((f"entities[{i}]", one, one.get("name")) for i, one in enumerate(briefing.get("entities", ()))),
        *((where, item, None) for where, item in _items(briefing)),
    ]
    for where, one, name in listed:
        variants = one.get("variants") or []
        for word in [
            *([name] if name is not None else []),
            *(variants if isinstance(variants, list) else ()),
        ]:
            if not (isinstance(word, str) and word) or not _stands_in(word, texts):
                yield Fault(where=where, problem=f"names {word!r}, which no source does")


def _stands_in(word: str, texts: Sequence[str]) -> bool:
    """Whether a name stands in a text as a word; some scripts put no space between words."""
    whole = re.compile(rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])")
    return any(whole.search(text) for text in texts)


def _title(article: Article) -> str | None:
    """The headline as a page tells it."""
    return fold(article.slice(article.headline)) if article.headline else None


def _words(where: str, text: object, cites: object, texts: Sequence[str | None]) -> Iterator[Fault]:
    """Whether the text is the cited slices, white space folded, joined in order."""
    if not isinstance(text, str) or not isinstance(cites, list) or not cites:
        yield Fault(where=where, problem="has no text or no cites")
        return
    slices = []
    for cite in cites:
        number = cite.get("source")
        source = texts[number] if isinstance(number, int) and 0 <= number < len(texts) else None
        start, end = cite.get("start"), cite.get("end")
        if source is None or not isinstance(start, int) or not isinstance(end, int):
            yield Fault(where=where, problem=f"cites source {number}, which has no text to look in")
            return
        if not 0 <= start < end <= len(source):
            yield Fault(where=where, problem=f"cites {start}–{end} of a text of {len(source)} characters")
            return
        slices.append(fold(source[start:end]))
    if BETWEEN_SLICES.join(slices) != text:
        yield Fault(where=where, problem=f"says {text!r}, its source {BETWEEN_SLICES.join(slices)!r}")


def _removal(i: int, removal: Mapping[str, Any], sources: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    """Whether a removal and what it repeats point at paragraphs that exist."""
    for where, place in ((f"removed[{i}]", removal), (f"removed[{i}].repeats", removal.get("repeats") or {})):
        number, paragraph = place.get("source"), place.get("paragraph")
        if not isinstance(number, int) or not 0 <= number < len(sources):
            yield Fault(where=where, problem=f"names source {number}, of {len(sources)}")
        elif not isinstance(paragraph, int) or not 1 <= paragraph <= sources[number].get("paragraphs", 0):
            yield Fault(
                where=where, problem=f"names paragraph {paragraph}, which source {number} does not have"
            )
