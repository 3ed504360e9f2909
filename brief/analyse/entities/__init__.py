"""Who and what is named: people with their offices, organisations, places.

The path of a name: it is marked in a sentence, made whole, given a kind, found again where nothing marked it,
and joined with the others that mean the same. The modules of this folder are its steps, over the mentions of
a story. What can be asked of a name by itself stands beside the folder: `names.py`, `given.py`, `kinds.py`,
`places.py`, `organisations.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from brief.analyse.entities.again import again
from brief.analyse.entities.entity import entity
from brief.analyse.entities.kinds_told import agreed, kinds_told
from brief.analyse.entities.known_places import known_places, of_datelines, reported_from
from brief.analyse.entities.long_forms import long_forms, organisations
from brief.analyse.entities.marked import marked
from brief.analyse.entities.mentions import Mention, reading_order
from brief.analyse.entities.people import people
from brief.analyse.entities.shown import joined, kinds_shown, unmarked
from brief.analyse.entities.whole import with_given_names, with_offices, with_small_words, without_credits
from brief.analyse.entities.within import places_named, said_within, surroundings
from brief.model import Entity, Sentence, Story


def entities(
    story: Story, sentences: Sequence[Sentence], titles: Sequence[Sentence | None]
) -> tuple[Entity, ...]:
    """Find who and what a story names, each under its fullest name.

    Args:
        story: What the sentences' spans point into.
        sentences: In reading order; those with tokens give names by the language
            model, the others the same names again by their spelling.
        titles: One for each article.

    Returns:
        In order of first mention. A surname alone belongs to the one person of that
        surname; two people of one surname stay two. A spelling one letter off a
        known surname of five letters or more is a variant, not a person of its own,
        unless it is a place or an everyday word. Places say what contains them.
    """
    everything = [title for title in titles if title is not None] + list(sentences)
    found = [one for sentence in everything for one in _in_sentence(story, sentence)]

    found = without_credits(story, found)
    found = joined(story, found)
    found = with_small_words(story, everything, found)
    found = kinds_told(story, kinds_shown(story, found))

    found = found + again(story, everything, found)
    found = with_given_names(story, everything, found)
    found = kinds_told(story, kinds_shown(story, found))
    found = with_offices(story, everything, found)

    found = found + of_datelines(story)
    forms, unmarked = long_forms(story, everything, found)
    found = agreed([*found, *unmarked], reported_from(story))
    found = said_within(story, found)
    found.sort(key=lambda one: reading_order(one.span))

    somebody, found = people(story, found)
    bearers = somebody + organisations(story, everything, found, forms) + places_named(story, found)
    near = surroundings(bearers, found)
    made = [entity(story, one, near) for one in bearers]
    return tuple(sorted(made, key=lambda one: reading_order(one.mentions[0])))


def _in_sentence(story: Story, sentence: Sentence) -> list[Mention]:
    """What the language model and the table of places find in one sentence."""
    names = marked(story, sentence)
    names = [*names, *unmarked(story, sentence, names)]
    return sorted([*names, *known_places(story, sentence, names)], key=lambda one: one.span.start)
