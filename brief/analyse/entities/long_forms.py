"""Organisations and what else has a name: acronyms and short names join the long form they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from brief.analyse.entities.mentions import Bearer, Mention
from brief.analyse.given import full_names
from brief.analyse.names import initials_of, short_for
from brief.analyse.namewords import name_regex
from brief.analyse.organisations import Locator, is_likely
from brief.analyse.spelled import Taken
from brief.model import EntityKind, Sentence, Story

_THE = re.compile(r"the\s+", re.IGNORECASE)


def long_forms(
    story: Story, everything: Sequence[Sentence], found: Sequence[Mention]
) -> tuple[dict[str, str], list[Mention]]:
    """Each acronym written behind its long form, with that form; and where it stands if it was not found."""
    forms: dict[str, str] = {}
    added: list[Mention] = []
    taken: Taken | None = None
    for sentence in everything:
        text = story.slice(sentence.span)
        for match in _with_acronym().finditer(text) if "(" in text else ():
            words = list(re.finditer(r"\S+", match[1]))
            named = (word for word in words if word[0][0].isupper())
            start = next((w.start() for w in named if initials_of(match[2], match[1][w.start() :])), None)
            if start is None:
                continue
            form = match[1][start:]
            forms[match[2]] = form
            where = sentence.span.stretch(match.start(1) + start, match.end(1))
            taken = taken or Taken.of(one.span for one in found)
            if not taken.meets(where):
                added.append(Mention(span=where, name=form, kind="organisation"))
    return forms, added


@cache
def _with_acronym() -> re.Pattern[str]:
    """A name, and a word in brackets behind it."""
    small = name_regex("inside a name", "inside an organisation")
    return re.compile(
        r"((?:[A-Z][\w’'\-]*)"
        rf"(?:\s+(?:{small})|\s+[A-Z][\w’'\-]*)*)\s+\(([A-Z][A-Za-z.]{{1,7}})\)"
    )


def organisations(
    story: Story, everything: Sequence[Sentence], found: Sequence[Mention], forms: Mapping[str, str]
) -> list[Bearer]:
    """Organisations and other names, each with its acronyms and its short name.

    Args:
        story: That names them.
        everything: Its sentences and titles.
        found: Its mentions, in reading order.
        forms: Long forms by their acronyms.
    """
    named: dict[tuple[EntityKind, str], Bearer] = {}
    for one in found:
        if one.kind not in _NEITHER_PERSON_NOR_PLACE:
            continue
        form = forms.get(one.name, one.name)
        article = _THE.match(form)
        key = (form[article.end() :] if article else form).lower()
        named.setdefault((one.kind, key), Bearer(kind=one.kind)).mentions.append(one)
    joined = _with_short_names(list(named.values()))
    people = full_names(one.name for one in found if one.kind == "person")
    where = Locator.of(story, everything)
    for each in joined:
        shown = any(one.shown and one.kind == each.kind for one in each.mentions)
        if each.kind in {"organisation", "other"} and not shown:
            language = story.articles[each.mentions[0].span.article].language
            spans = [one.span for one in each.mentions]
            likely = is_likely(each.name, spans, where, people, language)
            if likely is not None:
                each.kind = "organisation" if likely else "other"
    return joined


_NEITHER_PERSON_NOR_PLACE = frozenset({"organisation", "group", "event", "other"})


def _with_short_names(named: Sequence[Bearer]) -> list[Bearer]:
    """Organisations, each with its short name where only one can be meant by it."""
    # A short name that is added to a long one's mentions leaves it what it is called.
    called = [(one, one.name) for one in named if one.kind == "organisation"]
    long = [(one, name) for one, name in called if " " in name]
    short = {
        id(one): [
            other
            for other, whole in long
            if other is not one and (short_for(name, whole) or (name.isupper() and initials_of(name, whole)))
        ]
        for one, name in called
    }
    out = []
    for one in named:
        fits = short.get(id(one), ())
        if len(fits) == 1:
            fits[0].mentions.extend(one.mentions)
        else:
            out.append(one)
    for one in out:
        one.sort()
    return out
