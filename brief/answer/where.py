"""Where: the most specific place that the main event is tied to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from math import log1p

from brief.answer.announced import is_of_kind
from brief.answer.clauses import ANY_SUBJECT, NOUNS_AND_NUMBERS, OBJECT, covering, noun_phrase, span
from brief.answer.ranking import Draft, rank
from brief.answer.scene import (
    Scene,
    about_headline,
    governing,
    on_main_clause,
    tells_of_before,
    tells_of_event,
)
from brief.answer.tied import is_tied
from brief.grammar import forms
from brief.model import Answer, Candidate, Entity, Sentence, Span
from brief.patterns import either, is_one_of, pattern
from brief.resources import listed

LONGEST = 10
"""Words in an answer."""
FARTHEST = 80
"""Characters before a name in which its preposition is looked for."""
_AGAINST = listed("places_en.txt", "against")
_DONE_TO_SOMEBODY = forms(listed("places_en.txt", "done_to_somebody"))


@dataclass(slots=True, kw_only=True)
class _Site:
    """A place with every part it plays in headline and opening."""

    span: Span
    entity: Entity | None
    value: str | None
    kind: str
    parts: set[str] = field(default_factory=set)
    first: int = 0
    """In which sentence it is first named."""
    about: float = 0.0
    """The largest share of the headline's words in a sentence that names it."""


def where(scene: Scene) -> tuple[Candidate, ...]:
    """Rank the places that headline, dateline and opening name.

    Returns:
        Best first; `value` is the place and what contains it where that is known.
        Teams and governments that bear a place's name are not places of an event.
    """
    sites: dict[str, _Site] = {}
    for order, (source, sentence) in enumerate(scene.told):
        if not tells_of_event(scene, sentence) or not _mostly_tells(scene, sentence):
            continue
        for site in _sites(scene, source, sentence, order):
            key = pattern(r"^(?:%s)\s+(?:of\s+(?:the\s+)?)?", scene.cues["compass"], flags=0).sub(
                "", scene.text(site.span).lower()
            )
            if site.kind == "country" and site.value:
                key = site.value.lower()
            known = sites.setdefault(key, site)
            known.parts |= site.parts
            known.about = max(known.about, about_headline(scene, sentence) * (source != "title"))
            fuller = len(scene.text(site.span)) >= len(scene.text(known.span))
            if fuller and site.parts & {"title_located", "lead_located"} and not known.parts & {"shown"}:
                known.span = site.span
    for site in _dateline(scene):
        if _is_elsewhere(site, sites.values()):
            sites.setdefault(scene.text(site.span).lower(), replace(site, parts={"afar"}))
            continue
        known = sites.setdefault(scene.text(site.span).lower(), site)
        known.parts |= site.parts
    everything = list(sites.values())
    drafts = [
        Draft(
            answer=Answer(spans=(site.span,), value=site.value, confidence=0),
            features=_features(scene, site, everything),
            # The town that the report is written in, of an event that its lead places elsewhere.
            barred="afar" in site.parts,
        )
        for site in everything
    ]
    return rank("where", drafts, every=scene.every)


def _mostly_tells(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence behind the first ones has two of the event's words, not one by chance."""
    return scene.trusts(sentence) or len(scene.event.intersection(sentence.terms)) > 1


def _sites(scene: Scene, source: str, sentence: Sentence, order: int) -> Iterator[_Site]:
    """Named places, and places told by what they are ("in a tunnel near the station")."""
    text = scene.text(sentence.span)
    for entity, mention in scene.found.named_in(sentence.span):
        if entity.kind != "place":
            continue
        before, after = text[: mention.start - sentence.span.start], text[mention.end - sentence.span.start :]
        if re.match(r"\s?[$€£]", after):
            continue  # "US$ 50"
        parts = _parts(scene, source, sentence, entity, mention)
        if _kind(entity) == "other" and not _stands_at_place(parts):
            continue
        wide, value = _widened(scene, sentence, mention, entity)
        wide = replace(wide, start=wide.start - _side(scene, before))
        other = _beside(scene, sentence, wide) if "tied" in parts else None
        if other:
            # "In the United States and Canada": neither alone, and no town of one of them.
            wide, value = replace(wide, end=other.end), None
            parts.add("kind_of_place")
        yield _Site(span=wide, entity=entity, value=value, kind=_kind(entity), parts=parts, first=order)
    yield from _facilities(scene, source, sentence, order)


def _parts(scene: Scene, source: str, sentence: Sentence, entity: Entity, mention: Span) -> set[str]:
    """The parts that a place plays where it is named."""
    text = scene.text(sentence.span)
    before, after = text[: mention.start - sentence.span.start], text[mention.end - sentence.span.start :]
    located, attribute = _preposition(scene, before), _describes(sentence, mention)
    of_a_thing = (attribute or _belongs(after)) and not _is_place_head(scene, after)
    if of_a_thing and _kind(entity) == "country":
        located = ""  # "on fears of a US recession"
    # Where somebody is from or works, or something comes from.
    settled = pattern(r"\b(?:%s)\s+(?:in|at|near|of)\s+$", scene.cues.get("settled", "(?!)"))
    origin = (
        located == "from"
        or settled.search(before, max(0, len(before) - FARTHEST)) is not None
        or _belongs_to_somebody(scene, sentence, mention)
    )
    if origin:
        located = ""
    # The headline's short form ("hits Tulsa") must not outdo the lead's fuller one.
    if not located and source != "title":
        located = _struck(scene, before)
    told = "located" if located else "named"
    if of_a_thing and not located and _kind(entity) == "country":
        told = "described"
    verb = governing(sentence, mention)
    earlier = verb is not None and tells_of_before(sentence, verb)
    played = {
        f"by_{located}": bool(located),
        "origin": origin,
        "plainly": not origin and not located,
        "owner": _belongs(after),
        "beside": not located and _named_beside().search(before[-FARTHEST:]) is not None,
        "attribute": attribute,
        "by_itself": not attribute,
        "earlier": earlier,
        "then": not earlier,
        "acts": not located and _acts(sentence, mention),
        f"{source}_main": bool(located) and on_main_clause(scene, sentence, mention),
        "tied": bool(located) and source in {"title", "lead"} and is_tied(scene, sentence, mention),
        "kind_of_place": _side(scene, before) > 0 or _is_place_head(scene, after) or _is_named(scene, before),
    }
    return {source, f"{source}_{told}", *(name for name, is_so in played.items() if is_so)}


def _stands_at_place(parts: set[str]) -> bool:
    """Whether what only may be a place stands behind a word that makes it one, not behind one of rivals."""
    located = {part.removeprefix("by_") for part in parts if part.startswith("by_")} - {"itself"}
    return bool(located) and not located & _AGAINST


_BEHIND_A_PREPOSITION = frozenset({"pobj", "obl", "nmod"})


def _facilities(scene: Scene, source: str, sentence: Sentence, order: int) -> Iterator[_Site]:
    """Phrases behind a preposition of place whose noun is a kind of place."""
    heads = f"(?:{scene.cues['place_heads']})s?"
    for i, token in enumerate(sentence.tokens):
        if token.dep not in _BEHIND_A_PREPOSITION or not is_one_of(token.text, heads):
            continue
        first, last = noun_phrase(sentence.tokens, i)
        if _is_no_market(scene, sentence, first, i):
            continue
        preposition = (
            sentence.tokens[token.head].text.lower()
            if token.dep == "pobj"
            else sentence.tokens[first].text.lower()
        )
        if (
            not pattern("%s", scene.cues["places_before"], flags=0).fullmatch(preposition)
            or last - first >= LONGEST
        ):
            continue
        if _is_beaten(scene, sentence, i, preposition):
            continue
        here = span(sentence, i, i)
        origin = preposition == "from" or _belongs_to_somebody(scene, sentence, here)
        while first < last and sentence.tokens[first].text.lower() in {"the", "a", "an", preposition}:
            first += 1
        inside = range(sentence.tokens[first].start, sentence.tokens[last].end)
        if any(e.place and m.start in inside for e, m in scene.found.named_in(sentence.span)):
            continue  # "the city of Lyon": the name is a candidate by itself
        named = any(
            token.tag.startswith("NNP") or token.pos == "PROPN" for token in sentence.tokens[first : last + 1]
        )
        yield _Site(
            span=span(sentence, first, last), entity=None, value=None,
            kind="facility" if named else "unnamed",
            parts={
                source, "by_itself", "then",
                *({"origin"} if origin else {f"{source}_located", f"by_{preposition}"}),
                *({f"{source}_main"} if on_main_clause(scene, sentence, here) and not origin else ()),
            },
            first=order,
        )  # fmt: skip


def _is_beaten(scene: Scene, sentence: Sentence, head: int, preposition: str) -> bool:
    """Whether a match was won against what is called like a place ("a victory over Orlan City")."""
    named = sentence.tokens[head].tag.startswith("NNP") and preposition in _AGAINST
    return (
        named and pattern(r"\b(?:%s)\b", scene.cues["played"]).search(scene.text(sentence.span)) is not None
    )


def _is_no_market(scene: Scene, sentence: Sentence, first: int, head: int) -> bool:
    """Whether a market is one without stalls ("the stock market")."""
    words = [token.text.lower() for token in sentence.tokens[first : head + 1]]
    kinds = pattern("%s", scene.cues.get("no_markets", "(?!)"))
    return words[-1].startswith("market") and any(kinds.fullmatch(word) for word in words[:-1])


def _dateline(scene: Scene) -> Iterator[_Site]:
    """The place that the text opens with."""
    number = scene.number
    for article in scene.analysis.story.articles[number : number + 1]:
        if article.dateline and article.dateline.place:
            start, end = article.dateline.place
            where = Span(article=number, start=start, end=end)
            entity = next(
                (
                    e
                    for e in scene.analysis.entities
                    if e.kind == "place" and any(m.article == number and m.start == start for m in e.mentions)
                ),
                None,
            )
            value = entity.place if entity else None
            yield _Site(span=where, entity=entity, value=value, kind="city", parts={"dateline"})


def _is_elsewhere(dateline: _Site, sites: Iterable[_Site]) -> bool:
    """Whether headline or lead tie the event to a place that does not hold the dateline's town.

    A side of a country or a region that the table does not know may hold it, but is where the event was.
    """
    around = (dateline.value or "").split(", ")[1:]
    for site in sites:
        if "tied" not in site.parts or (site.entity and site.entity is dateline.entity):
            continue
        if "kind_of_place" in site.parts or (site.value and site.value.split(", ")[0] not in around):
            return True
    return False


def _preposition(scene: Scene, before: str) -> str:
    """The last preposition of place before a name, at most a few describing words away from it."""
    # Matched from the start, since the first words are free: a search would try them all again from each.
    match = pattern(
        r".*\b(%s)\s+(?:(?:the|a|an)\s+)?"
        r"(?:(?:[\w’'-]+\s+){0,4}(?:%s) of\s+"
        r"|(?:[\w-]*(?:%s|[a-z]+an|[a-z]+ish)|city)\s+){0,2}$",
        scene.cues["places_before"],
        scene.cues["place_before_name"],
        either("names_en.txt", "compass endings", "parts of a place"),
        flags=re.IGNORECASE | re.DOTALL,
    ).match(before[-FARTHEST:])
    return match[1].lower() if match else _of_side(scene, before)


def _side(scene: Scene, before: str) -> int:
    """Characters before a name that say which side of the place is meant ("eastern", "the west of")."""
    sides = scene.cues["compass"]
    before = before[-FARTHEST:]
    match = pattern(r"\b(?:%s)\s+$", sides, flags=0).search(before)
    if match is None and _of_side(scene, before):
        match = pattern(r"\b(?:%s)\s+of\s+(?:the\s+)?$", sides, flags=0).search(before)
    return len(before) - match.start() if match else 0


def _of_side(scene: Scene, before: str) -> str:
    """The preposition before a side of a place ("in the west of"): "to the west of" is beside it."""
    match = pattern(
        r"\b(%s)\s+the\s+(?:%s)\s+of\s+(?:the\s+)?$", either("places_en.txt", "sides"), scene.cues["compass"]
    ).search(before[-FARTHEST:])
    return match[1].lower() if match else ""


def _is_named(scene: Scene, before: str) -> bool:
    """Whether the words before a name say what kind of place it is ("the island of")."""
    return pattern(r"\b(?:%s) of\s+$", scene.cues["place_before_name"]).search(before[-FARTHEST:]) is not None


def _struck(scene: Scene, before: str) -> str:
    """The verb of weather or a tremor right before a name ("struck northern Peru"): it happened there."""
    match = pattern(
        r"\b(%s)\s+(?:the\s+)?(?:(?:%s)\s+)?$", scene.cues["strikes_places"], scene.cues["compass"]
    ).search(before[-FARTHEST:])
    return match[1].lower() if match else ""


def _widened(scene: Scene, sentence: Sentence, mention: Span, own: Entity) -> tuple[Span, str | None]:
    """The name together with what contains it, when that stands right behind ("Sao Paulo, Brazil").

    A list of places ("Sichuan, Tibet, Gansu") is not widened: the second must contain
    the first by the table, or be said to ("Croydon, south London"), or the first be unknown.
    """
    end, value = mention.end, own.place
    others = sorted(
        ((m, e) for e, m in scene.found.named_in(sentence.span) if e.kind == "place"),
        key=lambda pair: pair[0].start,
    )
    for other, entity in others:
        between = scene.text(replace(mention, start=end, end=other.start)) if other.start >= end else ""
        said = _containing().fullmatch(between)
        if not said or entity is own:
            continue
        whole = (entity.place or scene.text(entity.name)).split(", ")[0]
        if said[1]:
            end = other.end
        elif own.place is None and entity.place is not None:
            end, value = other.end, f"{scene.text(mention)}, {entity.place}"
        elif (own.place and whole in own.place.split(", ")[1:]) or pattern(
            r"\s(?:%s)$", scene.cues["place_before_name"], flags=0
        ).search(scene.text(other)):
            end = other.end
    return replace(mention, end=end), value


@cache
def _containing() -> re.Pattern[str]:
    """What stands between a place and what contains it: a comma, and a word that says so."""
    return re.compile(rf",\s+(?:({either('places_en.txt', 'containing')}|\w+ern)\s+)?", re.IGNORECASE)


def _beside(scene: Scene, sentence: Sentence, first: Span) -> Span | None:
    """A country that "and" joins to the one before it."""
    for entity, mention in scene.found.named_in(sentence.span):
        if mention.start < first.end or entity.kind != "place" or _kind(entity) != "country":
            continue
        between = scene.text(replace(first, start=first.end, end=mention.start))
        return mention if _joined().fullmatch(between) else None
    return None


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{either('places_en.txt', 'and')})(?: the)?\s", re.IGNORECASE)


@cache
def _named_beside() -> re.Pattern[str]:
    """What stands before a name that is told beside the event."""
    return re.compile(rf"\b(?:{either('places_en.txt', 'beside')})\s+(?:the\s+)?$", re.IGNORECASE)


def _belongs_to_somebody(scene: Scene, sentence: Sentence, mention: Span) -> bool:
    """Whether a place says whose somebody is ("researchers at the University of Leeds")."""
    inside = covering(sentence, mention)
    if not inside:
        return False
    tokens, here = sentence.tokens, inside[1]
    while tokens[here].head in range(inside[0], inside[1] + 1) and tokens[here].head != here:
        here = tokens[here].head
    while tokens[here].dep in {"compound", "pobj"} or tokens[tokens[here].head].text.lower() == "of":
        if tokens[here].head == here:
            return False
        here = tokens[here].head
    people = pattern(
        r"(?:%s|%s|\w+ists?|\w{4,}ers|researcher)s?", scene.cues["people"], scene.cues["offices"]
    )
    head = tokens[tokens[here].head]
    # "Killed nine people in the capital", "freed workers in the north": they were there when it happened.
    harmed = head.dep in OBJECT and (
        is_of_kind(scene, "suffers", tokens[head.head]) or tokens[head.head].text.lower() in _DONE_TO_SOMEBODY
    )
    return (
        tokens[here].dep == "prep"
        and not harmed
        and head.pos in NOUNS_AND_NUMBERS
        and people.fullmatch(head.text) is not None
    )


def _belongs(after: str) -> bool:
    """Whether the name only says whose something is ("Iran's commanders")."""
    return bool(re.match(r"['’]s?\s", after))


def _describes(sentence: Sentence, mention: Span) -> bool:
    """Whether a name only says of what country or town something is ("US carmakers")."""
    inside = covering(sentence, mention)
    if not inside:
        return False
    last = sentence.tokens[inside[1]]
    return last.dep in {"compound", "amod", "nmod"} and last.head > inside[1]


def _acts(sentence: Sentence, mention: Span) -> bool:
    """Whether a place stands for who acts there: subject of a clause, alone or beside another."""
    inside = covering(sentence, mention)
    if not inside:
        return False
    here = sentence.tokens[inside[1]]
    if here.dep in {"conj", "cj"}:
        here = sentence.tokens[here.head]
    return here.dep in ANY_SUBJECT


def _is_place_head(scene: Scene, after: str) -> bool:
    """Whether the word behind a name is a kind of place ("in a US prison")."""
    return pattern(r"\s+(?:[\w-]+\s+)?(?:%s)s?\b", scene.cues["place_heads"]).match(after) is not None


def _kind(entity: Entity) -> str:
    """Country, region or town by what the table said; a facility otherwise."""
    if entity.place is None:
        return "other"
    return "city" if ", " in entity.place else "country"


def _lies_in(scene: Scene, other: _Site, name: str, site: _Site) -> bool:
    """Whether another place of the story lies in this one, by the table or by the story's own words."""
    if not other.parts & {"title", "lead", "dateline", "opening"}:
        return False
    own = {name, site.value or name}
    if other.value and own & set(other.value.split(", ")[1:]):
        return True
    inner = scene.text(other.span)
    whole = inner.partition(", ")[2]
    return inner != name and (
        whole.startswith(name) or whole.endswith(f" {name}") or inner.endswith((f", {name}", f" in {name}"))
    )


def _features(scene: Scene, site: _Site, everything: list[_Site]) -> dict[str, float]:
    """What speaks for a place being where the event was, each from 0 to 1."""

    def played(*names: str) -> float:
        return float(not site.parts.isdisjoint(names))

    located = played("title_located", "lead_located", "opening_located", "dateline")
    passing = 1 - played("title", "lead", "dateline")
    mentions = len(site.entity.mentions) if site.entity else 1
    name = scene.text(site.span)
    inside = [other for other in everything if other is not site and _lies_in(scene, other, name, site)]
    return {
        "bias": 1.0,
        "title_located": played("title_located"),
        "title_named": played("title_named"),
        "lead_located": played("lead_located"),
        "lead_named": played("lead_named"),
        "opening_located": played("opening_located"),
        "opening_named": played("opening_named"),
        "dateline": played("dateline"),
        "in_or_at": played("by_in", "by_at", "by_near", "by_outside"),
        "from_or_to": played("by_from", "by_to", "by_into", "by_through", "by_against"),
        "owner": played("owner"),
        "origin": played("origin")
        * (1 - played("plainly", "title_located", "lead_located", "opening_located", "dateline")),
        "country": float(site.kind == "country"),
        "city": float(site.kind == "city"),
        "facility": float(site.kind == "facility"),
        "unnamed": float(site.kind == "unnamed"),
        "other": float(site.kind == "other"),
        "wide": float("," in name),
        "holds_another": float(bool(inside)),
        "holds_told": float(
            any(bool(one.parts & {"title_located", "lead_located", "dateline"}) for one in inside)
        ),
        "mentions": min(1.0, log1p(mentions) / 3),
        "about": site.about,
        "early": 1.0 - min(1.0, site.first / 6),
        "attribute": played("attribute") * (1 - played("by_itself", "dateline")),
        "title_main": played("title_main"),
        "lead_main": played("lead_main"),
        "opening_main": played("opening_main"),
        "earlier": played("earlier") * (1 - played("then", "dateline")),
        "acts": played("acts") * (1 - located),
        "beside": played("beside") * (1 - located),
        "statement": passing * scene.of_statement,
    }
