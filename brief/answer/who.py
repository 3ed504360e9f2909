"""Who: the actor of the main event, under the fullest name, with the office as written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log1p

from brief.answer.clauses import (
    CLAUSE,
    NOUNS_AND_NUMBERS,
    OBJECT,
    conjuncts,
    covering,
    main_verb,
    noun_phrase,
    root,
    span,
    subjects,
    subtree,
)  # fmt: skip
from brief.answer.named import accused
from brief.answer.ranking import Draft, rank
from brief.answer.scene import Scene
from brief.grammar import children
from brief.model import Answer, Candidate, Entity, Sentence, Span, Token
from brief.patterns import alternatives, is_one_of, pattern
from brief.resources import listed
from brief.text import DOUBLE_MARKS, SINGLE_MARKS
from brief.wellknown import is_everyday

LONGEST = 12
"""Words in an answer; a longer phrase is a list or a misread sentence."""
MOST_NAMED = 6
"""Members of a group that are told by name; a larger one is told by its number."""
PUNCTUATION = 3
"""Characters of a name behind its last noun at most ("Inc.)")."""
LONGEST_WORK = 8
"""Words in the title of a work."""
MOST_TOLD_OF_ANYBODY = 5
"""Words behind "people" that say which ones."""
NAMED_LATER = 3
"""Sentences after a group's mention in which its members may be named."""


@dataclass(slots=True, kw_only=True)
class _Actor:
    """Someone who acts or suffers, with every part played so far."""

    span: Span
    entity: Entity | None
    parts: set[str] = field(default_factory=set)
    head: str = ""
    counted: bool = False
    """Whether it begins with how many there are."""
    beside: bool = False
    """Whether it is told beside others ("eleven other people")."""
    place: int = 0
    """How many words of the sentence stand before its first mention."""


def who(scene: Scene) -> tuple[Candidate, ...]:
    """Rank everyone who takes part in what the headline and the opening tell.

    Returns:
        Best first. A person or organisation stands under its fullest name in the
        story, with its office as note and other spellings as variants.
    """
    actors: dict[object, _Actor] = {}
    for source, sentence in scene.told:
        for actor in _actors(scene, source, sentence):
            key: object = actor.entity.name if actor.entity else scene.text(actor.span).lower()
            shorter = _told_shorter(scene, source, actor, actors) if source != "title" else None
            known = actors.setdefault(shorter or key, actor)
            known.parts |= actor.parts
            if shorter:
                known.span, known.head = actor.span, actor.head
    _join_named(scene, actors)
    acted_on = any(
        actor.parts & {"title_agent_main", "lead_agent_main"} and not _happens(scene, actor)
        for actor in actors.values()
    )
    leading = [actor for actor in actors.values() if _leads(scene, actor)]
    nobody = [actor for actor in actors.values() if leading and _is_lifeless(scene, actor)]
    if not any(actor.parts & _HEADS for actor in actors.values() if actor not in nobody):
        for actor in leading[:1]:
            actor.parts |= {part for other in nobody for part in other.parts if part in _HEADS}
    drafts = [
        Draft(
            answer=_answer(actor),
            features=_features(scene, actor, acted_on=acted_on),
            # The headline's "move" or "optimism" is nobody where the lead says who acts.
            barred=actor in nobody
            or _is_aside(scene, actor, list(actors.values()))
            # Whom only a later sentence brings in did not do what the lead says that somebody did.
            or (bool(leading) and scene.title is not None and _is_further(actor)),
        )
        for actor in actors.values()
    ]
    return rank("who", drafts, every=scene.every)


def _join_named(scene: Scene, actors: dict[object, _Actor]) -> None:
    """Give the part of a headline's phrase to whom it names, where the lead is about that person.

    "Campese berates" of "Campese berates England", its verb unread, is the David Campese of the lead.
    """
    people = {
        scene.text(one.span).split()[-1].lower(): one
        for one in actors.values()
        if one.entity and one.entity.kind == "person" and one.parts & _LEADS
    }
    for key, actor in list(actors.items()):
        first = scene.text(actor.span).split()[:1]
        named = people.get(first[0].lower()) if first and first[0][0].isupper() else None
        titled = any(part.startswith("title") for part in actor.parts)
        if named and titled and actor.entity is None and not _is_somebody(scene, actor):
            named.parts |= actor.parts
            del actors[key]


def _told_shorter(scene: Scene, source: str, actor: _Actor, actors: Mapping[object, _Actor]) -> object:
    """Under which key the headline has the subject of the lead in fewer words ("Ferry", "A passenger ferry").

    Names have their fullest form already, and an article alone makes no phrase fuller.
    """
    if actor.entity:
        return None
    full = _content(scene, actor)
    figures = {figure for figure in (_figure(scene, word) for word in full) if figure.isdigit()}
    figures |= {word for word in full if is_one_of(word, scene.cues["counts"])}
    main = source == "lead" and any("_main" in part for part in actor.parts)
    if not figures and not main:
        return None
    for key, known in actors.items():
        if known.entity is not None:
            continue
        # "214 rescued" are the 214 people of the lead, "at least 7" its seven.
        counted = _figure(scene, known.head) in figures
        unread = main and _is_read_as_noun(scene, known, actor)
        same = unread or (main and known.head == actor.head) or (counted and _counts_people(scene, actor))
        leads = unread or (same and any("_main" in part for part in known.parts))
        if leads and (counted or unread or _content(scene, known) < full):
            return key
    return None


def _is_read_as_noun(scene: Scene, known: _Actor, actor: _Actor) -> bool:
    """Whether a headline's noun is the verb of the lead: "Dam breaks" of "A small dam broke"."""
    words = scene.text(known.span).lower().split()
    if "title_topic" not in known.parts or len(words) < 2 or scene.lead is None:
        return False
    verb = scene.lead.tokens[main_verb(scene.lead.tokens, scene.reporting)].text.lower()
    return words[-2:] == [actor.head, known.head] and verb[:2] == known.head[:2]


def _counts_people(scene: Scene, actor: _Actor) -> bool:
    return pattern(r"\b(?:%s)\b", scene.cues["people"]).search(scene.text(actor.span)) is not None


def _figure(scene: Scene, word: str) -> str:
    """A number in words as figures; other words as they are."""
    return str(scene.cues["numbers"].get(word, word))


def _content(scene: Scene, actor: _Actor) -> set[str]:
    return set(scene.text(actor.span).lower().split()) - {"a", "an", "the"}


def _actors(scene: Scene, source: str, sentence: Sentence) -> Iterator[_Actor]:
    """Subjects, agents and named objects of one sentence, each with its part."""
    tokens = sentence.tokens
    if not tokens:
        return
    reporting = scene.reporting
    told = main_verb(tokens, reporting)
    main = {root(tokens), told}
    seen: set[int] = set()
    for noun, verb, part in _acting(scene, sentence):
        for one in _separate(sentence, noun):
            said = verb != told and tokens[verb].text.lower() in reporting
            where = (
                "main"
                if verb in main or (tokens[verb].dep == "conj" and tokens[verb].head in main)
                else "side"
            )
            yield from _actor(
                scene, sentence, one, {f"{source}_{part}_{where}", *({"speaker"} if said else ())}
            )
            seen.add(one)
    if tokens[root(tokens)].pos in NOUNS_AND_NUMBERS and not seen:
        for one in conjuncts(tokens, root(tokens)):
            yield from _actor(scene, sentence, one, {f"{source}_topic"})
            seen.add(one)
    if source == "opening":
        return
    for i, token in enumerate(tokens):
        if i not in seen and token.dep in OBJECT:
            yield from _actor(scene, sentence, i, {f"{source}_object"})
            seen.add(i)
    for entity, mention in scene.found.named_over(sentence.span):
        inside = covering(sentence, mention) if entity.kind in {"person", "organisation"} else None
        if inside and seen.isdisjoint(range(inside[0], inside[1] + 1)):
            yield _Actor(
                span=entity.name,
                entity=entity,
                parts={f"{source}_named"},
                head=tokens[inside[1]].text.lower(),
                place=inside[0],
            )


def _acting(scene: Scene, sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Each subject with its verb and part; of a headline also what a comma joins to it."""
    tokens = sentence.tokens
    found = [(_party(tokens, noun), verb, part) for noun, verb, part in subjects(tokens)]
    yield from found
    if sentence is not scene.title:
        return
    for noun, verb, part in found:
        before = noun_phrase(tokens, noun)[0] - 2
        listed = before >= 0 and tokens[before + 1].text == "," and tokens[before].pos in {"NOUN", "PROPN"}
        listed = listed and all(token.pos in NOUNS_AND_NUMBERS | {"ADJ", "DET"} for token in tokens[:before])
        if listed and not any(before == other for other, _, _ in found):
            yield before, verb, part
        # An apposition ends with a comma too.
        for child in children(tokens, noun):
            first, last = noun_phrase(tokens, child)[0], subtree(tokens, child)[-1]
            around = [token.text for token in (*tokens[first - 1 : first], *tokens[last + 1 : last + 2])]
            if tokens[child].dep == "appos" and around[:1] == [","] != around[1:]:
                yield child, verb, part


def _party(tokens: Sequence[Token], noun: int) -> int:
    """The first of those between whom something goes on ("talks between Norland and ..."), or the noun."""
    if tokens[noun].text.lower() not in _BETWEEN_TWO:
        return noun
    for child in children(tokens, noun):
        if tokens[child].text.lower() in _BETWEEN:
            for one in children(tokens, child):
                if tokens[one].tag.startswith("NNP") and len(conjuncts(tokens, one)) > 1:
                    return one
    return noun


def _separate(sentence: Sentence, noun: int) -> list[int]:
    """The nouns of a subject that act each for themselves.

    "Trump and Obama" are two; "former Facebook and Google workers" is one phrase, whose
    first word the parser takes for a noun of its own.
    """
    tokens = sentence.tokens
    joined = conjuncts(tokens, noun)
    if len(joined) == 2 and tokens[joined[0]].tag == "NNP" and tokens[joined[1]].tag in {"NN", "NNS"}:
        return [joined[1]]
    return joined


def _actor(scene: Scene, sentence: Sentence, noun: int, parts: set[str]) -> Iterator[_Actor]:
    """The noun's phrase as an actor, or nothing for pronouns and things that cannot act."""
    token = sentence.tokens[noun]
    if token.pos not in NOUNS_AND_NUMBERS and not token.tag.startswith(("JJ", "VBG", "CD")):
        return
    first, last = noun_phrase(sentence.tokens, noun)
    entity = (
        _entity_at(scene, sentence, noun)
        or _apposed(scene, sentence, noun)
        or _holder(scene, sentence, first, noun)
    )
    if entity and entity.kind in {"person", "organisation"}:
        yield _Actor(span=entity.name, entity=entity, parts=parts, head=token.text.lower(), place=first)
        return
    if last - first >= LONGEST:
        return
    last = _of_anybody(sentence.tokens, first, _quoted_behind(sentence.tokens, last))
    while first < last and sentence.tokens[first].text.lower() in _LEFT_OUT:
        first += 1
    where = span(sentence, first, last)
    yield _Actor(
        span=where,
        entity=entity,
        parts=parts,
        head=token.text.lower(),
        counted=_opens_with_number(scene, scene.text(where)),
        beside=any(one.text.lower() in _OTHERS for one in sentence.tokens[first : last + 1]),
        place=first,
    )


def _quoted_behind(tokens: Sequence[Token], last: int) -> int:
    """The last token of a phrase with the title in quotation marks that stands right behind it."""
    opened = last + 1
    if opened >= len(tokens) or tokens[opened].text not in _MARKS:
        return last
    for here in range(opened + 2, min(len(tokens), opened + LONGEST_WORK + 2)):
        if tokens[here].text in _MARKS:
            named = all(
                _capital(one) or one.pos not in NOUNS_AND_NUMBERS for one in tokens[opened + 1 : here]
            )
            return here if named and _capital(tokens[opened + 1]) else last
    return last


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() or token.text[:1].isdigit()


def _of_anybody(tokens: Sequence[Token], first: int, last: int) -> int:
    """With what says which people are meant, where the phrase says no more than "people" ("over 65")."""
    if first != last or tokens[last].text.lower() not in _ANYBODY or last + 2 >= len(tokens):
        return last
    behind = last + 1
    told = subtree(tokens, behind, CLAUSE)
    if tokens[behind].dep != "prep":
        described = [i for i in children(tokens, last) if tokens[i].dep == "relcl"]
        told = subtree(tokens, described[0]) if described else []
    short = bool(told) and told[0] == behind and told[-1] - last <= MOST_TOLD_OF_ANYBODY
    return told[-1] if short else last


def _entity_at(scene: Scene, sentence: Sentence, noun: int) -> Entity | None:
    """The entity whose name ends with this noun."""
    token = sentence.tokens[noun]
    where = sentence.span
    named = [
        one
        for end in range(token.end, token.end + PUNCTUATION + 1)
        for one in scene.found.endings.get((where.article, where.part, end), ())
        if one[0] <= token.start
    ]
    return min(named, key=lambda one: one[1])[2] if named else None


def _apposed(scene: Scene, sentence: Sentence, noun: int) -> Entity | None:
    """The person whose name stands behind an office, between commas ("the director, Ilse Brandt,")."""
    for child in children(sentence.tokens, noun):
        if sentence.tokens[child].dep == "appos":
            entity = _entity_at(scene, sentence, child)
            if entity and entity.kind == "person" and entity.role:
                return entity
    return None


def _holder(scene: Scene, sentence: Sentence, first: int, noun: int) -> Entity | None:
    """The one person of whose office a phrase speaks ("Rovers coach"), where the opening names its holder."""
    token = sentence.tokens[noun]
    office = token.text.lower()
    if (
        sentence is not scene.title
        or token.tag not in {"NN", "NNP"}
        or sentence.tokens[first].text.lower() in {"a", "an"}
        or not is_one_of(office, scene.cues["offices"])
    ):
        return None
    holders = [
        entity
        for entity in scene.analysis.entities
        if entity.role
        and office in scene.text(entity.role).lower().split()
        and any(m.begins_in(one.span) for m in entity.mentions for one in scene.opening[:NAMED_LATER])
    ]
    return holders[0] if len(holders) == 1 else None


def _answer(actor: _Actor) -> Answer:
    if actor.entity and actor.entity.kind in {"person", "organisation"}:
        return Answer(
            spans=(actor.entity.name,), note=actor.entity.role, variants=actor.entity.variants, confidence=0
        )
    return Answer(spans=(actor.span,), confidence=0)


_MARKS = frozenset(DOUBLE_MARKS + SINGLE_MARKS)
_STRUCK = frozenset({"title_object", "lead_object"})
_QUAKES = listed("actors_en.txt", "quakes")
_TOLLS = listed("actors_en.txt", "tolls")
_OTHERS = listed("actors_en.txt", "others")
_LEFT_OUT = listed("actors_en.txt", "left_out")
_ANYBODY = listed("actors_en.txt", "anybody")
_BETWEEN = listed("actors_en.txt", "between")
_BETWEEN_TWO = listed("actors_en.txt", "between two")
_LEADS = frozenset({"lead_subject_main", "lead_passive_main", "lead_agent_main"})
_AGENT = re.compile(r"(?:er|or|ist|ian|ant|man|men)$")
"""Endings of words for somebody who does something."""
_HEADS = frozenset({"title_subject_main", "title_passive_main", "title_topic"})
_ACTS = _HEADS | {"title_agent_main", "lead_passive_main", "lead_agent_main"}
"""Parts of those who do more than say so."""


def _leads(scene: Scene, actor: _Actor) -> bool:
    """Whether the lead is about what an actor does, not only says."""
    return bool(actor.parts & _LEADS) and "speaker" not in actor.parts and _is_somebody(scene, actor)


def _is_further(actor: _Actor) -> bool:
    """Whether an actor stands in neither headline nor lead."""
    return not any(part.startswith(("title", "lead")) for part in actor.parts)


def _is_aside(scene: Scene, actor: _Actor, actors: Sequence[_Actor]) -> bool:
    """Whether an actor is a toll, or somebody who only stands beside those whom the story is about."""
    further = _is_further(actor)
    # "Fire kills 8, mayor says. Twenty were taken to hospital": the eight, not the mayor, nor the twenty.
    struck = any(one.counted and one.parts & _STRUCK and _counts_people(scene, one) for one in actors)
    happened = struck and any(
        (_happens(scene, one) or one.head in _QUAKES) and one.parts & (_HEADS | _LEADS) for one in actors
    )
    if happened and (further or ("speaker" in actor.parts and not actor.parts & _ACTS)):
        return True
    tolled = any(one.head in _TOLLS and one.parts & (_HEADS | _LEADS) for one in actors)
    if tolled and further:
        return True
    if actor.entity:
        return False
    if actor.head in _TOLLS or (tolled and "speaker" in actor.parts):
        return True
    if further and actor.beside and any(one.parts & _LEADS for one in actors if one is not actor):
        return True
    # "A quake killed at least 40 people. Rescuers dug": whom it struck are told of.
    struck = any(one.counted and one.parts & _STRUCK for one in actors)
    quake = any(one.head in _QUAKES and one.parts & (_HEADS | _LEADS) for one in actors)
    return struck and quake and (actor.head in _QUAKES or further)


def _is_somebody(scene: Scene, actor: _Actor) -> bool:
    """Whether an actor is a person, people or a body of people, as far as words tell."""
    if actor.entity and actor.entity.kind in {"person", "organisation", "group"}:
        return True
    known = (
        scene.cues["people"],
        scene.cues["offices"],
        scene.cues.get("companies", "(?!)"),
        scene.cues.get("bodies", "(?!)"),
    )
    singular = re.sub(r"ies$", "y", actor.head)
    return any(pattern(r"(?:%s)s?", one).fullmatch(head) for one in known for head in {actor.head, singular})


def _is_lifeless(scene: Scene, actor: _Actor) -> bool:
    """Whether an actor is a thing or a thought: the headline's "move", "optimism", "strike threat".

    Of a language whose bodies of people we have no words for, nobody is.
    """
    if actor.entity or "bodies" not in scene.cues or _is_somebody(scene, actor):
        return False
    one = actor.head.removesuffix("s")
    if _AGENT.search(one) and not is_one_of(one, scene.cues["no_agents"]):
        return False
    return actor.head.isalpha() and (is_everyday(actor.head) or is_everyday(one))


def _features(scene: Scene, actor: _Actor, *, acted_on: bool) -> dict[str, float]:
    """What speaks for an actor being the answer, each from 0 to 1."""
    text = scene.text(actor.span)
    kind = actor.entity.kind if actor.entity else ""
    people = pattern(r"\b(?:%s)\b", scene.cues["people"]).search(text) is not None
    mentions = len(actor.entity.mentions) if actor.entity else 1

    played = {feature: 1.0 for feature, parts in _PLAYED.items() if not parts.isdisjoint(actor.parts)}
    if not acted_on:
        played.pop("suffers", None)
    return {
        "bias": 1.0,
        **played,
        "person": float(kind == "person"),
        "organisation": float(kind == "organisation"),
        "place": float(kind == "place"),
        "people": float(people),
        "casualties": float(people and _opens_with_number(scene, text)),
        "mentions": min(1.0, log1p(mentions) / 3),
        "speaker": float("speaker" in actor.parts),
        "media": float(bool(pattern(r"\b(?:%s)\b", scene.cues["media"]).search(text))),
        "first": float(actor.place <= 1),
        "happening": float(_happens(scene, actor)),
        "bare_number": float(
            _figure(scene, text.lower().split()[-1]).isdigit() or is_one_of(text, scene.cues["counts"])
        ),
    }


_PLAYED: Mapping[str, frozenset[str]] = {
    "title_subject": frozenset({"title_subject_main"}),
    "title_passive": frozenset({"title_passive_main"}),
    "title_agent": frozenset({"title_agent_main", "title_agent_side"}),
    "title_topic": frozenset({"title_topic"}),
    "title_side": frozenset({"title_subject_side", "title_passive_side"}),
    "title_other": frozenset({"title_object", "title_named"}),
    "lead_subject": frozenset({"lead_subject_main"}),
    "lead_passive": frozenset({"lead_passive_main"}),
    "suffers": frozenset({"title_passive_main", "lead_passive_main"}),
    "lead_agent": frozenset({"lead_agent_main", "lead_agent_side"}),
    "lead_side": frozenset({"lead_subject_side", "lead_passive_side"}),
    "lead_other": frozenset({"lead_object", "lead_named", "lead_topic"}),
    "opening": frozenset({"opening_subject_main", "opening_passive_main", "opening_agent_main"}),
}
"""Features that are parts played: each holds of whoever has played one of these."""


def _opens_with_number(scene: Scene, text: str) -> bool:
    """Whether words begin with how many there are ("at least three")."""
    about = alternatives("figures_en.txt")["hedges"]
    return pattern(r"(?:(?:%s)\s+)?(?:\d|%s)", about, scene.cues["counts"]).match(text) is not None


def _happens(scene: Scene, actor: _Actor) -> bool:
    """Whether an actor is what happened ("a shooting") rather than who took part."""
    return not actor.entity and bool(pattern(r"(?:%s)s?", scene.cues["happenings"]).fullmatch(actor.head))


def members(scene: Scene, best: Candidate) -> tuple[Answer, ...]:
    """The people by name, where the story counts a group and a later sentence names it.

    "Two commanders made a visit. General A and General B were to meet officials": the
    people named before the verb of one of the next sentences, when they are as many as
    an early sentence's subject counts, and the best answer is that group or one of them.

    Of a court's report the one accused, told by what he is, is named so too.

    Returns:
        In the order of the sentence; empty when there is no such group.
    """
    told = scene.text(best.answer.spans[0]).lower().split()
    somebody = accused(scene, told[-1]) if told and not _is_named(scene, best.answer.spans[0]) else None
    if somebody:
        # "Care home manager" tells who it is, "woman" does not.
        note = somebody.role or (best.answer.spans[0] if len(told) > 1 else None)
        return (
            Answer(
                spans=(somebody.name,),
                note=note,
                variants=somebody.variants,
                confidence=best.answer.confidence,
            ),
        )
    for at, sentence in enumerate(scene.opening[:NAMED_LATER]):
        counted = _counted_group(scene, sentence)
        named = _named_together(scene, counted, at) if counted else ()
        mine = best.answer.spans[0]
        if named and (mine in [one.name for one in named] or not _is_named(scene, mine)):
            return tuple(
                Answer(
                    spans=(one.name,), note=one.role, variants=one.variants, confidence=best.answer.confidence
                )
                for one in named
            )
    return ()


def _counted_group(scene: Scene, sentence: Sentence) -> int:
    """How many people the sentence's main subject counts, 0 when it counts none or more than six."""
    tokens = sentence.tokens
    main = main_verb(tokens, scene.reporting)
    for noun, verb, _ in subjects(tokens):
        if verb == main and _entity_at(scene, sentence, noun) is None:
            counted = _count(scene, span(sentence, subtree(tokens, noun)[0], noun))
            return counted if counted and 2 <= counted <= MOST_NAMED else 0
    return 0


def _named_together(scene: Scene, counted: int, at: int) -> tuple[Entity, ...]:
    """As many people as were counted, named before the verb of a sentence behind that one."""
    for sentence in scene.opening[at + 1 : at + 1 + NAMED_LATER]:
        tokens = sentence.tokens
        if not tokens or tokens[root(tokens)].text.lower() in scene.reporting:
            continue
        verb = tokens[root(tokens)].start
        named = [
            entity
            for entity in scene.analysis.entities
            if entity.kind == "person"
            and any(m.begins_in(sentence.span) and m.start < verb for m in entity.mentions)
        ]
        if len(named) == counted:
            return tuple(named)
    return ()


def _is_named(scene: Scene, where: Span) -> bool:
    return any(
        entity.name == where and entity.kind in {"person", "organisation"}
        for entity in scene.analysis.entities
    )


def _count(scene: Scene, group: Span) -> int | None:
    match = pattern(r"(\d+|%s)\b", "|".join(scene.cues["numbers"])).match(scene.text(group))
    if not match:
        return None
    return int(match[1]) if match[1].isdigit() else int(scene.cues["numbers"][match[1].lower()])


def together(scene: Scene, best: Candidate, ranked: list[Candidate]) -> tuple[Answer, ...]:
    """Other candidates that are joined to the best one by "and" in the headline or the lead."""
    wanted = best.answer.spans[0]
    out: list[Answer] = []
    for source, sentence in scene.told:
        if source == "opening":
            continue
        acting = list(_acting(scene, sentence))
        for noun, verb, part in acting:
            # "Democrats, Republicans battle over law": a headline's comma is its "and".
            beside = [
                other
                for other, its, played in acting
                if (its, played) == (verb, part) and _behind_comma(sentence, max(noun, other))
            ]
            joined = [*conjuncts(sentence.tokens, noun), *(beside if source == "title" else ())]
            spans = [a.span for one in joined for a in _actor(scene, sentence, one, set())]
            if wanted in spans:
                out += [
                    c.answer
                    for c in ranked
                    if c.answer.spans[0] in spans and not _same(best.answer, c.answer)
                ]
    return tuple(dict.fromkeys(out))


def _behind_comma(sentence: Sentence, noun: int) -> bool:
    first = noun_phrase(sentence.tokens, noun)[0]
    return first > 0 and sentence.tokens[first - 1].text == ","


def _same(best: Answer, other: Answer) -> bool:
    """Whether another answer is only a part of the best one: its name, or its office."""
    return other.spans[0].meets(best.spans[0]) or (best.note is not None and other.spans[0].meets(best.note))
