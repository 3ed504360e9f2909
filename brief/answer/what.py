"""What: the event in the source's words, the predicate of headline or lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from brief.answer.clauses import (
    ANY_SUBJECT,
    NOUNS_AND_NUMBERS,
    PASSIVE_SUBJECT,
    main_verb,
    root,
    span,
    subtree,
)
from brief.answer.ranking import Draft, rank
from brief.answer.scene import Scene
from brief.grammar import VERBS, children, forms
from brief.model import Answer, Candidate, Sentence, Span, Token
from brief.patterns import either, one_of, pattern
from brief.resources import listed
from brief.text import DOUBLE_MARKS, SINGLE_MARKS

SHORTEST, LONGEST = 2, 16
"""Words in an answer: fewer say nothing, more are the whole sentence."""
_BREAK = re.compile(r"[,:;–—(|]$|^-+$")
_CLAUSE_WORDS = listed("grammar_en.txt", "time_clauses") | listed("reasons_en.txt", "besides")
_CUT_AT_PLACE = listed("places_en.txt", "cut_at")
_LOOSE = listed("reasons_en.txt", "loose")
_WITH_VERB = frozenset({"aux", "auxpass", "aux:pass", "neg", "advmod", "cop"})
_BEFORE_ITS_HEAD = frozenset({"amod", "compound", "det", "nummod", "poss", "quantmod"})
_DANGLING = frozenset({"ADP", "DET", "SCONJ", "CCONJ", "PART", "AUX"})


def what(scene: Scene) -> tuple[Candidate, ...]:
    """Rank predicates of headline and lead, each cut at several places.

    Returns:
        Best first. Cuts are made before clauses and phrases that tell circumstances
        ("as", "after", a comma, a time, a place), which have fields of their own.
    """
    drafts: list[Draft] = []
    seen: set[tuple[int, int, str]] = set()
    for source, sentence in scene.told:
        if source == "opening" or not sentence.tokens or (source == "title" and _only_teases(scene)):
            continue
        for first, last, traits in _stretches(scene, sentence):
            where = span(sentence, first, last)
            key = (where.start, where.end, where.part)
            if key not in seen and SHORTEST <= last - first + 1 <= LONGEST + 4:
                seen.add(key)
                drafts.append(
                    Draft(
                        answer=Answer(spans=(where,), confidence=0),
                        features=_features(scene, sentence, source, where, traits),
                    )
                )
    return rank("what", drafts, every=scene.every)


def _only_teases(scene: Scene) -> bool:
    """Whether a headline tells no event, and a lead may: "Five things to know about", "an interview with"."""
    if scene.title is None or scene.language != "en" or scene.lead is None or not scene.lead.tokens:
        return False
    tokens = scene.lead.tokens
    happens = tokens[main_verb(tokens, scene.reporting)].pos == "VERB"
    return happens and _teasing().search(scene.text(scene.title.span).replace("’", "'")) is not None


@cache
def _teasing() -> re.Pattern[str]:
    many, things, behind, opens, talks = (
        either("teasers_en.txt", one) for one in ("how many", "things", "behind them", "opens", "talks")
    )
    counted = rf"(?:the )?(?:\d+|{many}) (?:[\w-]+ ){{0,2}}?(?:{things})(?: (?:{behind})\b|$)"
    return re.compile(rf"^(?:{counted}|(?:{opens})(?!\w))|(?:^|[:–—-] ?)(?:{talks})\b", re.IGNORECASE)


def _stretches(scene: Scene, sentence: Sentence) -> Iterator[tuple[int, int, frozenset[str]]]:
    """First token, last token and traits of each way to tell the event."""
    tokens = sentence.tokens
    # What is denied or only believed is not told without the word that says so.
    verb = main_verb(tokens, scene.reporting - one_of(scene.cues["hedges"]))
    starts: list[tuple[int, str]] = []
    if tokens[verb].pos in VERBS:
        # "Engineers say" at the end of a sentence leaves its subject in place.
        told = root(tokens) < verb
        if told:
            starts.append((_predicate_start(tokens, root(tokens)), "reporting"))
        verbs = [
            verb,
            *(i for i in children(tokens, verb) if tokens[i].dep == "conj" and tokens[i].pos in VERBS),
        ]
        for number, one in enumerate(verbs):
            first = "reported" if told else "predicate"
            starts.append((_predicate_start(tokens, one), first if number == 0 else "second"))
        subject = [i for i in children(tokens, verb) if tokens[i].dep in ANY_SUBJECT]
        if subject:
            begin = subtree(tokens, subject[0])[0]
            passive = tokens[subject[0]].dep in PASSIVE_SUBJECT
            starts.append((begin, "passive_clause" if passive else "clause"))
    elif tokens[root(tokens)].pos in NOUNS_AND_NUMBERS | {"ADJ"}:
        starts.append((subtree(tokens, root(tokens))[0], "topic"))
    colon = next((i for i, token in enumerate(tokens) if token.text == ":" and i + 2 < len(tokens)), None)
    if colon is not None and sentence.span.part == "title":
        starts.append((colon + 1, "after_colon"))
    if sentence.span.part == "title":
        starts.append((0, "whole"))
    for start, kind in starts:
        for last, cut in _ends(scene, sentence, start, verb):
            begin, end = _unmarked(scene, sentence, start, last)
            if end >= begin and tokens[end].pos not in _DANGLING and not _torn(tokens, begin, end):
                yield begin, end, frozenset({kind, cut})


def _torn(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a stretch ends between a noun and what stands before it ("a cheap, quiet | car")."""
    return any(
        token.dep in _BEFORE_ITS_HEAD and token.head > last and tokens[token.head].pos in NOUNS_AND_NUMBERS
        for token in tokens[first : last + 1]
    )


def _unmarked(scene: Scene, sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """A stretch without the quotation mark at one of its ends that has no other in it.

    Nothing, so that it ends before it begins, where it has another such mark.
    """
    tokens = sentence.tokens
    if last < first or _closed(scene, sentence, first, last):
        return first, last
    if last > first and tokens[last].text in _MARKS:
        first, last = first, last - 1
    elif last > first and tokens[first].text in _MARKS:
        first, last = first + 1, last
    return (first, last) if _closed(scene, sentence, first, last) else (first, first - 1)


def _closed(scene: Scene, sentence: Sentence, first: int, last: int) -> bool:
    """Whether a stretch has both marks of every quotation or aside that it has one of."""
    tokens, text = sentence.tokens, scene.text(sentence.span)
    start = tokens[first].start - sentence.span.start
    if not _ANY_MARK.search(text, start, tokens[last].end - sentence.span.start):
        return True
    inside, before = text[start : tokens[last].end - sentence.span.start], text[: start + 1]
    opened, shut = len(_OPENS.findall(inside)), len(_SHUTS.findall(inside))
    return (
        inside.count('"') % 2 == 0
        and inside.count("(") == inside.count(")")
        and inside.count("“") == inside.count("”")
        # A single mark at a word's end may be an apostrophe, unless one opens before it.
        and (opened <= shut and (opened == shut or not _OPENS.search(before)))
    )


_MARKS = frozenset(DOUBLE_MARKS + SINGLE_MARKS)
_ANY_MARK = re.compile(r"['‘’\"“”()]")
_OPENS = re.compile(r"(?<!\w)['‘](?=\w)")
_SHUTS = re.compile(r"(?<=[^\W_])['’](?!\w)|(?<=[.,!?])['’]")


def _predicate_start(tokens: Sequence[Token], verb: int) -> int:
    """The first token of a verb with its auxiliaries and adverbs."""
    before = [i for i in children(tokens, verb) if i < verb and tokens[i].dep in _WITH_VERB]
    first = verb
    for i in sorted(before, reverse=True):
        between = range(i, verb)
        alone = all(tokens[k].head == verb or tokens[k].head in range(i, verb + 1) for k in between)
        if tokens[i].pos != "SCONJ" and alone and not any(tokens[k].dep in ANY_SUBJECT for k in between):
            # "No" stands before the adverb that it denies ("no longer sells").
            first = min(i, *(k for k in subtree(tokens, i)))
    return first


def _ends(scene: Scene, sentence: Sentence, start: int, verb: int) -> Iterator[tuple[int, str]]:
    """Where the telling may stop: at its end, and before each break or circumstance."""
    tokens = sentence.tokens
    stop = len(tokens) - 1
    while stop > start and tokens[stop].dep == "punct" and tokens[stop].text not in {'"', "'", "”", "’"}:
        stop -= 1
    yield stop, "to_end"
    for i in range(max(start, verb) + 1, stop + 1):
        last = i - 1
        while (
            last > start
            and tokens[last].dep == "punct"
            and tokens[last].text in {",", ":", ";", "-", "–", "—"}
        ):
            last -= 1
        cut = _cut(scene, sentence, i, stop)
        # "Sank off the coast late | on Monday": the word blurs the time that is cut off.
        if cut == "at_time" and tokens[last].text.lower() in _LOOSE and tokens[last].pos == "ADV":
            last -= 1
        if cut and last > start:
            yield last, cut


def _parts_two(tokens: Sequence[Token], i: int) -> bool:
    """Whether a dash stands between two thoughts rather than inside a word."""
    return tokens[i - 1].end < tokens[i].start and i + 1 < len(tokens) and tokens[i].end < tokens[i + 1].start


def _given_time(scene: Scene, sentence: Sentence, i: int) -> bool:
    """Whether a stretch of time that begins here is what somebody gets ("sentenced to two years")."""
    token, before = sentence.tokens[i], sentence.tokens[i - 1].text.lower()
    moments = scene.found.moments_in(sentence.span.to(token.start, token.end))
    return before in {"to", "of"} and any(moment.kind == "DURATION" for moment in moments)


def _cut(scene: Scene, sentence: Sentence, i: int, stop: int) -> str:
    """Why the telling may stop before this token, or nothing."""
    tokens = sentence.tokens
    token, word = tokens[i], tokens[i].text.lower()
    if token.dep == "punct" and _BREAK.search(token.text):
        return "at_comma" if token.text != "-" or _parts_two(tokens, i) else ""
    if token.start in scene.found.times_in(sentence.span) and not _given_time(scene, sentence, i):
        return "at_time"
    if token.dep == "mark" or (token.tag == "TO" and token.dep == "aux"):
        return "at_clause" if word in _CLAUSE_WORDS else "at_mark"
    if token.tag == "VBG" and token.dep == "advcl":
        return "at_mark"
    if word not in one_of(scene.cues["cut_at"]) or token.pos == "NOUN":
        return ""
    near = sentence.span.to(tokens[i + 1].start if i < stop else 0, tokens[min(i + 4, stop)].end)
    if any(not (word in {"to", "of"} and one.kind == "DURATION") for one in scene.found.moments_in(near)):
        return "at_time"
    if word in _CUT_AT_PLACE and any(entity.kind == "place" for entity, _ in scene.found.named_in(near)):
        return "at_place"
    if word in _CLAUSE_WORDS and not (word == "as" and _needs_as(scene, tokens, i)):
        return "at_clause"
    if word in {"and", "but"} and token.dep == "cc" and tokens[token.head].pos in VERBS:
        return "at_and"
    return "at_other"


def _needs_as(scene: Scene, tokens: Sequence[Token], i: int) -> bool:
    """Whether "as" says what the verb right before it makes of something ("listed as a debt")."""
    return tokens[i].dep == "prep" and tokens[i - 1].text.lower() in _forms(scene.cues["takes_as"])


@cache
def _forms(verbs: str) -> frozenset[str]:
    """Every form of the verbs of a cue list."""
    return forms(verbs)


def _features(
    scene: Scene, sentence: Sentence, source: str, where: Span, traits: frozenset[str]
) -> dict[str, float]:
    """What speaks for a stretch being the answer."""
    inside = [token for token in sentence.tokens if where.start <= token.start and token.end <= where.end]
    length = len(inside)
    names = (
        "predicate",
        "reported",
        "reporting",
        "second",
        "clause",
        "passive_clause",
        "topic",
        "after_colon",
        "whole",
    )
    cuts = ("to_end", "at_comma", "at_time", "at_place", "at_clause", "at_and", "at_other", "at_mark")
    features = {"bias": 1.0, "title": float(source == "title")}
    features |= {f"{source}_{name}": 1.0 for name in names if name in traits}
    features |= {cut: 1.0 for cut in cuts if cut in traits}
    features |= {
        "short": max(0.0, (3 - length) / 3),
        "long": max(0.0, (length - 8) / 8),
        "object": float(any(token.dep in {"dobj", "obj", "attr", "acomp"} for token in inside)),
        "time_inside": float(bool(scene.found.moments_in(where))),
        "only_people": float(bool({"topic", "whole"} & traits) and _only_people(scene, inside)),
        "two_parts": float(
            any(token.text in {":", ";", "|", "—"} for token in inside[:-1])
            or any(inside[i].text in {"-", "–"} and _parts_two(inside, i) for i in range(1, len(inside) - 1))
        ),
        "bare_participle": float("predicate" in traits and inside[0].tag == "VBN"),
        "in_quotes": float(bool(re.match(r"[\"“'‘]", scene.text(where)))),
    }
    return features


def _only_people(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Whether a stretch is nothing but words for people, which is who, not what."""
    nouns = [token.text for token in tokens if token.pos in NOUNS_AND_NUMBERS]
    people = pattern(r"(?:%s|%s)s?", scene.cues["people"], scene.cues["offices"])
    return (
        bool(nouns) and bool(people.fullmatch(nouns[-1])) and not any(token.pos in VERBS for token in tokens)
    )
