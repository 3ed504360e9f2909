"""What a template sees: the JSON's fields, and beside them the page's own words."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from typing import Any

from brief.cues import cues, phrases
from brief.labels import RIGHT_TO_LEFT, labels, mark, say, written
from brief.model import QUESTIONS, Briefing, Cite, Item, Source
from brief.render.characters import direction, visible
from brief.render.countries import placed
from brief.render.json import record
from brief.render.profile import Profile
from brief.text import fold

# Silent reading of English non-fiction: Brysbaert, "How many words do we read per minute?", 2019.
WORDS_A_MINUTE = 238
LONGEST_NAME = 80
"""Characters of an outlet, a file or a desk that a page prints; what is longer is no name."""
MOST_OUTLETS = 4
MOST_SOURCES = 12
MOST_VARIANTS = 4
NAMED_KINDS = ("person", "organisation", "place")

LINE_END = re.compile(
    r"(?<=[^\W\d_A-Z])- (?=[^\W\d_A-Z]{3})(?!(?:and|but|not|nor|than|und|oder|bis|sowie|och|eller|als|wie)\b)"
)
"""Where a word was parted at the end of a line; "pre- and post-war" was not, nor is anything before a word of
two letters ("or", "et", "ou", "of")."""

AHEAD = re.compile(
    r"\b(?:will|shall|is to|are to|plans? to|intends? to|aims? to|later this|upcoming|tomorrow"
    r"|(?:is|are|was|were) (?:due|set|expected|scheduled|planned|likely|about|also) to"
    r"|next (?:week|month|year|step|meeting))\b",
    re.IGNORECASE,
)
"""What is stated to come next, in English; other languages' words are in `brief/data/phrases.json`."""

Json = dict[str, Any]


def view(briefing: Briefing, profile: Profile) -> Json:
    """Everything a template may print, as plain data.

    Returns:
        The fields of the JSON, each item with its printed `mark` (`¶4`) and writing
        direction `dir`; `labels`, the page's words in its language; `page`, what is
        written out for print; and `profile`.
    """
    language = profile.language or briefing.language
    data = record(briefing)
    _mark_all(data, briefing, language)
    data["labels"] = None  # in its place among the others, and nothing in it to look through
    rows = _rows(briefing, data, language)
    told = [item for item in (data["bottom_line"], *data["summary"]) if item]
    ahead = [_is_ahead(item, briefing) for item in told]
    data["page"] = {
        "language": language,
        "dir": "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr",
        "made": written(language, briefing.made),
        "date": calendar_day(briefing.made),
        "title_cut": briefing.title is not None and briefing.title.cut,
        "title_dir": direction(briefing.title.text if briefing.title else ""),
        "source_line": _source_line(briefing, language),
        "answers": _answers(briefing, rows, language),
        "figures": [_figure(figure) for figure in data["figures"]],
        "timeline": [_turn(turn, language) for turn in data["timeline"]],
        "named": _names(briefing, language),
        "sources": _sources(briefing, language),
        "foot": _foot(briefing, language),
        "shown": _shown(briefing, language),
        "sections": list(profile.sections),
        "five": rows,
        "situation": [item for item, later in zip(told, ahead, strict=True) if not later],
        "next": [item for item, later in zip(told, ahead, strict=True) if later],
    }
    data["profile"] = {
        "desk": _short(profile.desk),
        "accent": profile.accent,
        "paper": profile.paper,
        "analyst": profile.analyst,
        "pages": profile.pages,
        "logo": None,
    }
    shown: Json = visible(data)
    shown["labels"] = dict(labels(language))
    return shown


def calendar_day(made: str) -> Json:
    """The parts of the day and time a page was made, by name; of a time that is none, the Unix epoch."""
    try:
        moment = datetime.fromisoformat(made)
    except ValueError:
        moment = datetime(1970, 1, 1, tzinfo=UTC)
    names = ("year", "month", "day", "hour", "minute", "second")
    return {name: getattr(moment, name) for name in names}


def _mark_all(data: Json, briefing: Briefing, language: str) -> None:
    """Give each item of fresh JSON its printed mark and its direction."""
    pairs = [(data["bottom_line"], briefing.bottom_line)] if briefing.bottom_line else []
    for part in ("points", "quotes", "figures", "timeline", "flags"):
        name = "summary" if part == "points" else part
        pairs += zip(data[name], getattr(briefing, part), strict=True)
    for question in QUESTIONS:
        pairs += zip(data["box"][question], getattr(briefing.box, question), strict=True)
    for item, shown in pairs:
        cites = (*shown.cites, *shown.label_cites, *shown.note_cites)
        item["mark"] = mark(cites, briefing.sources, language)
        item["dir"] = direction(item["text"])
        item.setdefault("cut", False)
        for part in ("text", "label", "note", "speaker"):
            if item.get(part):
                item[part] = _rejoined(item[part])


def _rejoined(text: str) -> str:
    """A text without the space that white space folded makes of a line's end after a hyphen.

    >>> _rejoined("a sand- bank off the pre- and post-war coast")
    'a sand-bank off the pre- and post-war coast'
    >>> _rejoined("first- but not second-hand, för- och nackdelar")
    'first- but not second-hand, för- och nackdelar'
    """
    return LINE_END.sub("-", text) if "- " in text else text


def _source_line(briefing: Briefing, language: str) -> list[Json]:
    """Outlet, dateline, publication date and length, as label and text; what is not stated says so."""
    words = labels(language)
    articles = _articles(briefing)
    outlets = [source.outlet for source in articles if source.outlet]
    datelines = [source.dateline for source in articles if source.dateline]
    days = sorted({source.published[:10] for source in articles if source.published})
    if len(days) > 1:
        published = say(language, "range", start=written(language, days[0]), end=written(language, days[-1]))
    else:
        published = written(language, days[0]) if days else ""
    parts = [
        ("source", _listed(outlets, MOST_OUTLETS, language)),
        ("dateline", _listed(_fullest(datelines), MOST_OUTLETS, language)),
        ("published", published),
        ("length", _length(articles, language)),
    ]
    if len(articles) > 1 and not datelines:
        parts.pop(1)
    return [
        {"key": key, "label": words[key], "text": text or words["not_stated"], "stated": bool(text)}
        for key, text in parts
    ]


def _fullest(places: list[str]) -> list[str]:
    """Places, without those that another one names more fully: "Karvik" beside "KARVIK, Norland"."""
    towns = [place.casefold() for place in places]
    return [
        place
        for place, town in zip(places, towns, strict=True)
        if not any(other.startswith(f"{town},") for other in towns)
    ]


def _listed(names: list[str], most: int, language: str) -> str:
    """Different names, each short enough for a page, and how many more there are."""
    different = list(dict.fromkeys(_short(name) for name in names))
    more = [say(language, "more", n=len(different) - most)] if len(different) > most else []
    return labels(language)["separator"].join([*different[:most], *more])


def _short(name: str) -> str:
    """A name as long as a page has room for."""
    name = fold(name)
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def _articles(briefing: Briefing) -> list[Source]:
    """The sources that are articles; a title apart belongs to one of them."""
    return [source for source in briefing.sources if source.title_of is None]


def _length(articles: list[Source], language: str) -> str:
    """How much text there was, and how long it takes to read."""
    words = labels(language)
    paragraphs = sum(source.paragraphs for source in articles)
    minutes = max(1, round(sum(source.words for source in articles) / WORDS_A_MINUTE))
    parts = [say(language, "articles", n=len(articles))] if len(articles) > 1 else []
    parts.append(words["paragraph"] if paragraphs == 1 else say(language, "paragraphs", n=paragraphs))
    parts.append(say(language, "minutes", n=minutes))
    return words["comma"].join(parts)


def _answers(briefing: Briefing, rows: list[Json], language: str) -> list[Json]:
    """The questions as the page prints them: "what" refers to the headline where that is the whole answer."""
    as_headline = {"answers": [], "missing": f"[{labels(language)['as_headline']}]"}
    return [
        {**row, **as_headline} if row["key"] == "what" and _headline_tells(briefing) else row for row in rows
    ]


def _rows(briefing: Briefing, data: Json, language: str) -> list[Json]:
    """The five questions in the order of the page, each with its answers or why there are none."""
    words = labels(language)
    asked = cues(briefing.language.split("-")[0].lower()).get("asks", ())
    rows = []
    for question in QUESTIONS:
        items = [_with_lines(question, item, language) for item in data["box"][question]]
        missing = "unavailable" if question in briefing.box.unavailable else "not_stated"
        if missing == "unavailable" and question not in asked:
            missing = "not_asked"
        rows.append({"key": question, "label": words[question], "answers": items, "missing": words[missing]})
    return rows


def _headline_tells(briefing: Briefing) -> bool:
    """Whether the headline is the whole answer to "what"."""
    if briefing.title is None or not briefing.box.what:
        return False
    title = fold(briefing.title.text).casefold()
    return all(fold(item.text).casefold() in title for item in briefing.box.what)


def _with_lines(question: str, item: Json, language: str) -> Json:
    """An answer and the lines under it: its note as written, then what was computed, in brackets."""
    lines = [{"text": item["note"], "computed": False}] if item["note"] else []
    if question == "when":
        text = _date_line(item, language)
        if text:
            lines.append({"text": text, "computed": True})
    elif item["value"] and (told := placed(item["value"], language)) != item["text"]:
        lines.append({"text": f"[{told}]", "computed": True})
    if item["variants"]:
        names = _listed(item["variants"], MOST_VARIANTS, language)
        lines.append({"text": f"[{say(language, 'also', names=names)}]", "computed": True})
    return {**item, "lines": lines, "quoted": question in ("when", "why")}


def _date_line(item: Json, language: str) -> str:
    """The calendar date of an expression of time, and what it was computed from."""
    if not item["value"]:
        return labels(language)["no_date"]
    value = written(language, item["value"])
    return f"[{value}]" if value and value != item["text"] else ""


def _figure(figure: Json) -> Json:
    """A figure, and the words of its label that stand before it and behind it in the source."""
    text, label = figure["text"], figure["label"]
    place = _place(figure)
    if place is not None:
        return {**figure, "before": label[:place].strip(), "after": label[place + len(text) :].strip()}
    leads = bool(figure["label_cites"]) and figure["label_cites"][0]["start"] < figure["cites"][0]["start"]
    return {**figure, "before": label if leads else "", "after": "" if leads else label}


def _place(figure: Json) -> int | None:
    """Where a figure stands in its label; None where it stands beside it."""
    places: list[int] = [match.start() for match in re.finditer(re.escape(figure["text"]), figure["label"])]
    if not places or not figure["label_cites"]:
        return places[0] if places else None
    label, start = figure["label_cites"][0], figure["cites"][0]["start"]
    if not label["start"] <= start < label["end"]:
        return None
    offset: int = start - label["start"]
    # The label may hold the same digits elsewhere ("120 crews with 20 engines"): the cites say which are
    # meant, a little behind where they stand once white space is folded.
    return min(places, key=lambda place: abs(place - offset))


def _turn(turn: Json, language: str) -> Json:
    """A turn of the timeline with its date written out."""
    value = written(language, turn["value"]) if turn["value"] else ""
    told = next((day for day in labels(language)["days"] if day.lower() in turn["text"].lower()), "")
    if told and value.startswith(told) and "/" not in turn["value"]:
        value = value.removeprefix(told).lstrip(" ,،")  # the words say which day of the week
    return {**turn, "when": f"[{value}]" if value and value != turn["text"] else ""}


def _names(briefing: Briefing, language: str) -> list[Json]:
    """People, organisations and places, each most often named first."""
    words = labels(language)
    groups = []
    for kind in NAMED_KINDS:
        names = [named.name for named in briefing.entities if named.kind == kind]
        if names:
            groups.append({"kind": kind, "label": words[kind], "names": list(dict.fromkeys(names))})
    return groups


def _sources(briefing: Briefing, language: str) -> list[Json]:
    """Each article with its letter, when there are several."""
    articles = _articles(briefing)
    rows = []
    for index, source in enumerate(briefing.sources):
        if source.title_of is not None:
            continue
        cite = Cite(source=index, paragraph=1, start=0, end=0)
        letter = mark((cite,), briefing.sources, language).strip("¶1") if len(articles) > 1 else ""
        web = source.uri if source.uri.startswith(("https://", "http://")) else ""
        published = written(language, source.published[:10]) if source.published else ""
        rows.append(
            {
                "letter": letter,
                "outlet": _short(source.outlet or ""),
                "title": source.title or "",
                "published": published,
                "name": _short(_name(source.uri)),
                "web": web,
                "sha256": source.sha256,
            }
        )
    return rows[:MOST_SOURCES]


def _name(uri: str) -> str:
    """The last part of an address or path: what a reader knows a file by."""
    return uri.rstrip("/").replace("\\", "/").rsplit("/", 1)[-1] or uri


def _foot(briefing: Briefing, language: str) -> list[str]:
    """How the page was made and what is not on it, in full sentences."""
    lines = [labels(language)["extractive"]]
    removed = {(item.cite.source, item.cite.paragraph) for item in briefing.removed}
    total = sum(source.paragraphs for source in _articles(briefing))
    if removed:
        key = "removed_one" if len(removed) == 1 else "removed"
        lines.append(say(language, key, n=len(removed), total=total))
    more = len(_articles(briefing)) - MOST_SOURCES
    if more > 0:
        lines.append(
            f"{labels(language)['sources']}{labels(language)['colon']}… {say(language, 'more', n=more)}."
        )
    if any(item.cut for item in _items(briefing)):
        lines.append(labels(language)["cut"])
    return [*lines, *(f"{note[:1].upper()}{note[1:].removesuffix('.')}." for note in briefing.notes)]


def _items(briefing: Briefing) -> list[Item]:
    """The items that may be cut."""
    answers = [item for question in QUESTIONS for item in getattr(briefing.box, question)]
    return [item for item in (briefing.title, briefing.bottom_line, *answers) if item]


def _shown(briefing: Briefing, language: str) -> str:
    """Whether everything found is on the page."""
    if briefing.left_out == 0:
        return labels(language)["all_shown"]
    key = "left_out_one" if briefing.left_out == 1 else "left_out"
    return say(language, key, n=briefing.left_out)


def _is_ahead(item: Json, briefing: Briefing) -> bool:
    """Whether a sentence tells of what is planned or to come, in the words of its source's language."""
    source = item["cites"][0]["source"] if item["cites"] else 0
    language = briefing.sources[source].language if briefing.sources else briefing.language
    return _ahead(language.split("-")[0]).search(item["text"]) is not None


@cache
def _ahead(language: str) -> re.Pattern[str]:
    """How a language says what is to come; as English does where we have no words of it."""
    words = phrases(language).get("ahead")
    return re.compile(rf"\b(?:{words})", re.IGNORECASE) if words else AHEAD
