"""Names that are known from elsewhere in a story: where else they stand."""

from __future__ import annotations

from collections.abc import Sequence

from brief.analyse.entities.mentions import Mention
from brief.analyse.kinds import addressed
from brief.analyse.names import INITIAL, surname
from brief.analyse.places import places
from brief.analyse.spelled import Names, Taken
from brief.model import EntityKind, Sentence, Story


def again(story: Story, everything: Sequence[Sentence], found: Sequence[Mention]) -> list[Mention]:
    """The same names, and the surnames of people, where the language model missed or never looked."""
    names: dict[str, EntityKind] = {}
    towns: set[str] = set()
    for one in found:
        if one.kind in {"person", "organisation", "place"} and one.name[0].isupper():
            names.setdefault(one.name, one.kind)
    for one in found:
        last = surname(one.name)
        if one.kind == "person" and one.name[0].isupper() and len(last) > INITIAL and last not in names:
            names[last] = "person"
            if places(last):
                towns.add(last)
    if not names:
        return []
    known = Names.of(sorted(names, key=len, reverse=True))
    taken = Taken.of(one.span for one in found)
    out = []
    for sentence in everything:
        text = story.slice(sentence.span)
        for start, name in known.standing_alone(text):
            span = sentence.span.stretch(start, start + len(name))
            # A town's name is somebody's where it is addressed so: "Mr Kent".
            if not taken.meets(span) and (name not in towns or addressed(text[:start])):
                out.append(Mention(span=span, name=name, kind=names[name]))
    return out
