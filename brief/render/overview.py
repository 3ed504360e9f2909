"""What a template of a digest sees: its counts, a card for each story, what changed, and its own words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from brief.cues import cues
from brief.formats import Format
from brief.labels import RIGHT_TO_LEFT, labels, written
from brief.model import Briefing, Chapter, Edition, Named
from brief.render.characters import direction, visible
from brief.render.jinja import USUAL, find
from brief.render.profile import Profile
from brief.render.view import calendar_day, view
from brief.resources import data as shipped
from brief.resources import templates
from brief.text import even

DIGEST = "digest"
"""The built-in template of digests."""
LEAD_POINTS = 2
MOST_DIFFERENCES = 2
CARD_ANSWERS = 2
SKIPPED_NAMED = 3
DROPPED_NAMED = 2
KICKER_PLACES = 2
LONGEST_PLACE = 20

Json = dict[str, Any]


def overview(edition: Edition, profile: Profile, *, numbered: bool = False) -> Json:
    """What a template of a digest sees: title, counts, lead, cards, changes, foot, and the page's words.

    `numbered` says of each card on which sheet its briefing follows.
    """
    language = profile.language or edition.language
    cards = [
        _card(number, chapter, profile, year=edition.day[:4], numbered=numbered)
        for number, chapter in enumerate(on_page(edition), 1)
    ]
    right_to_left = language.split("-")[0] in RIGHT_TO_LEFT
    data = {
        "title": edition.title,
        "made": edition.made,
        "tool": edition.tool,
        "labels": {**labels(language), **_words(language)},
        "page": {
            "language": language,
            "dir": "rtl" if right_to_left else "ltr",
            "day": written(language, edition.day),
            "made": written(language, edition.made),
            "date": calendar_day(edition.made),
            "zone": edition.zone,
            "period": _period(edition, language),
            "counts": _counts(edition, language),
            "changed_title": _changed_title(edition, language),
            "changed": _changed(edition, language),
            "foot": _foot(edition, language),
            "skipped": _skipped(edition, language),
        },
        "day": edition.day,
        "lead": cards[0] if cards else None,
        "cards": cards[1:],
        "profile": {"desk": profile.desk, "accent": profile.accent, "paper": profile.paper, "logo": None},
    }
    seen: Json = visible(data)
    return seen


def of_digest(profile: Profile, format: Format) -> Profile:
    """The profile with the template of a digest in this format: the user's where there is one, else ours."""
    is_own = profile.template != USUAL and find(profile.template, format, usual=DIGEST).parent != templates()
    return profile if is_own else replace(profile, template=DIGEST)


def behind(edition: Edition, profile: Profile) -> Iterator[tuple[Briefing, Profile]]:
    """The briefings that may follow a digest, and how they look."""
    own = replace(profile, template=USUAL)
    return ((chapter.briefing, own) for chapter in on_page(edition))


def on_page(edition: Edition) -> tuple[Chapter, ...]:
    """The stories that the page shows."""
    return edition.chapters[: edition.on_page]


def _card(number: int, chapter: Chapter, profile: Profile, *, year: str, numbered: bool) -> Json:
    """What a page shows of a story."""
    briefing = chapter.briefing
    seen = view(briefing, profile)
    language = seen["page"]["language"]
    title = briefing.title or briefing.bottom_line
    count = chapter.reports
    tellers = ", ".join(chapter.outlets)
    told = _say(language, "reports_one") if count == 1 else _say(language, "reports", n=count)
    sheet = _say(language, "page", n=number + 1) if numbered else ""
    return {
        "number": number,
        "kicker": " · ".join(_places(briefing)),
        "badge": _say(language, chapter.status, n=chapter.number),
        "fresh": chapter.status == "new",
        "title": title.text if title else briefing.id,
        "title_dir": direction(title.text if title else ""),
        "bottom_line": seen["bottom_line"] if briefing.title else None,
        "points": [point for point in seen["summary"] if point["text"] != _bottom(seen)][:LEAD_POINTS],
        "answers": [row for row in seen["page"]["answers"] if row["key"] != "what"],
        "facts": [
            _fact(row, seen["labels"], year=year, language=language)
            for row in seen["page"]["answers"]
            if row["key"] in ("who", "where", "when")
        ],
        "told_by": " · ".join(filter(None, (tellers, told, sheet))),
    }


def _places(briefing: Briefing) -> list[str]:
    """The places that the card names, those on the map first; else the one most named."""
    places = [named for named in briefing.entities if named.kind == "place"]
    ranked = sorted(places, key=lambda named: not named.place)
    items = (briefing.title, briefing.bottom_line, *briefing.box.where)
    card = even(" ".join(item.text for item in items if item))
    told = [named for named in ranked if even(named.name) in card] or ranked[:1]
    names: list[str] = []
    for name in (_place(named, briefing.language) for named in told):
        # "The Hague" and "Hague" are one.
        if not any(even(name) in even(other) or even(other) in even(name) for other in names):
            names.append(name)
    return names[:KICKER_PLACES]


def _place(named: Named, language: str) -> str:
    """A place as a label: as written, or as maps have it where it is written long, short or in capitals."""
    on_map = named.place.split(",")[0] if named.place and language == "en" else ""
    odd = len(named.name) > LONGEST_PLACE or named.name.isupper() or "." in named.name
    return on_map if on_map and odd else named.name


def _bottom(seen: Json) -> str:
    return seen["bottom_line"]["text"] if seen["bottom_line"] else ""


def _fact(row: Json, words: Mapping[str, str], *, year: str, language: str) -> Json:
    """A question of a card with its first answers on one line."""
    texts = list(dict.fromkeys(_in_short(answer, year, language) for answer in row["answers"]))[:CARD_ANSWERS]
    return {
        "label": row["label"],
        "text": words["separator"].join(texts) or row["missing"],
        "stated": bool(texts),
    }


def _in_short(answer: Json, year: str, language: str) -> str:
    """An answer on one line: the day that was computed of "on Monday", in brackets, else its words."""
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", answer["value"] or "") if answer["quoted"] else None
    if not match or "/" in answer["value"] or not 1 <= int(match[2]) <= 12:
        text: str = answer["text"]
        return text
    month = labels(language)["months"][int(match[2]) - 1]
    key = "date_short" if match[1] == year else "date_year"
    return f"[{_say(language, key, day=int(match[3]), month=month, year=match[1])}]"


def _counts(edition: Edition, language: str) -> list[Json]:
    """What was read and what became of it."""
    numbers = {
        "read": edition.read,
        "stories": len(edition.chapters),
        "folded": edition.folded,
        "undated": edition.undated,
    }
    return [
        {"n": number, "label": _say(language, f"{key}_one" if number == 1 else key)}
        for key, number in numbers.items()
    ]


def _period(edition: Edition, language: str) -> str:
    """From which day on the edition tells, and where that day begins."""
    since = _say(language, "since", day=written(language, edition.since)) if edition.since else ""
    return " · ".join(filter(None, (since, edition.zone)))


def _changed_title(edition: Edition, language: str) -> str:
    return (
        _say(language, "changed", day=written(language, edition.since))
        if edition.since
        else _say(language, "first")
    )


def _changed(edition: Edition, language: str) -> list[Json]:
    """What is otherwise than in the last edition, a line each: words in bold, then the rest."""
    new = sum(chapter.status == "new" for chapter in edition.chapters)
    going = len(edition.chapters) - new
    gone = len(edition.dropped)
    counted = _say(language, "counts", new=new, going=going, dropped=gone)
    lines = [{"strong": "", "text": counted}]
    if gone:
        named = [_quote(title, language) for title in edition.dropped[:DROPPED_NAMED] if title]
        more = [_say(language, "skipped_more", n=gone - len(named))] if gone > len(named) else []
        if named:
            lines.append(
                {
                    "strong": _say(language, "gone"),
                    "text": labels(language)["separator"].join([*named, *more]),
                }
            )
    grown = max(
        enumerate(on_page(edition), 1),
        key=lambda one: (
            len(one[1].articles) - one[1].reports_before if one[1].reports_before else 0,
            -one[0],
        ),
        default=None,
    )
    if grown and grown[1].reports_before and grown[1].reports > grown[1].reports_before:
        title = grown[1].briefing.title
        lines.append(
            {
                "strong": _say(language, "growth"),
                "text": _say(
                    language,
                    "growth_line",
                    title=title.text if title else grown[0],
                    before=grown[1].reports_before,
                    now=grown[1].reports,
                ),
            }
        )
    for number, chapter in enumerate(on_page(edition), 1):
        for before, now in chapter.changes[:1]:
            line = _say(language, "differ_line", n=number, before=before, now=now)
            lines.append({"strong": _say(language, "differ"), "text": line})
    differing = [
        {"strong": _say(language, "story", n=number), "text": flag.text}
        for number, chapter in enumerate(on_page(edition), 1)
        for flag in chapter.briefing.flags
        if flag.kind == "difference" and _has_figure(_quoted(flag.text), chapter.briefing.language)
    ]
    lines += differing[:MOST_DIFFERENCES]
    return lines


def _quote(title: str, language: str) -> str:
    """A title in the quotation marks of the page."""
    words = labels(language)
    return f"{words['open']}{title}{words['close']}"


def _quoted(text: str) -> str:
    """What a flag quotes of its sources, without the paragraph marks behind it."""
    return " ".join(re.findall("[“„«](.*?)[”“»]", text))


def _has_figure(words: str, language: str) -> bool:
    """Whether there is a figure or a number word among the words."""
    numbers = cues(language.split("-")[0]).get("numbers", {})
    return any(
        word[0].isdigit() or (len(word) > 2 and word in numbers) for word in re.findall(r"\w+", words.lower())
    )


def _foot(edition: Edition, language: str) -> list[str]:
    """How the page was made, and what is not on it."""
    lines = [_say(language, "ranked"), _say(language, "own_words")]
    left = len(edition.chapters) - len(on_page(edition))
    if not edition.chapters:
        lines.insert(0, _say(language, "quiet"))
    if left:
        lines.append(_say(language, "more_one" if left == 1 else "more", n=left))
    if edition.told_before:
        lines.append(
            _say(language, "told_one" if edition.told_before == 1 else "told", n=edition.told_before)
        )
    return lines


def _skipped(edition: Edition, language: str) -> str:
    """Inputs that were not read, the first few by name."""
    if not edition.skipped:
        return ""
    named = [f"{one.uri.rsplit('/', 1)[-1]} ({one.reason})" for one in edition.skipped[:SKIPPED_NAMED]]
    rest = len(edition.skipped) - len(named)
    more = [_say(language, "skipped_more", n=rest)] if rest else []
    return labels(language)["separator"].join([*named, *more])


def _say(language: str, key: str, **values: object) -> str:
    return _words(language)[key].format(**values)


def _words(language: str) -> Mapping[str, str]:
    """The digest's own words in a language; English where there is no translation."""
    tables = _tables()
    return tables.get(language.split("-")[0].lower(), tables["en"])


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = json.loads(shipped("digest_labels.json").read_text(encoding="utf-8"))
    return tables
