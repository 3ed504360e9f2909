"""Whom a story names and what it tells, ready to be looked up for every quotation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from brief.analyse.spelled import Taken
from brief.model import Entity, Sentence, Span, Story
from brief.text import even


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a story, and where they are named."""

    story: Story
    taken: Taken
    """Where anybody or anything is named."""
    people: Mapping[int, Sequence[tuple[Span, int]]]
    """For each article where people are named in its text, in order, and which one each time."""
    by_last_word: Mapping[str, Sequence[tuple[Entity, Sequence[str]]]]
    """People with the words of their names, evened, by the last of them."""
    everybody: Sequence[Entity]
    sentences: Sequence[Sentence]
    """In the order of the texts: a later one may be read in place of an earlier."""

    @staticmethod
    def of(story: Story, entities: Sequence[Entity], sentences: Sequence[Sentence]) -> Cast:
        """Those of a story."""
        people: defaultdict[int, list[tuple[Span, int]]] = defaultdict(list)
        by_last_word: defaultdict[str, list[tuple[Entity, Sequence[str]]]] = defaultdict(list)
        for order, entity in enumerate(entities):
            if entity.kind == "person":
                words = even(story.slice(entity.name)).split()
                by_last_word[words[-1] if words else ""].append((entity, words))
                for mention in entity.mentions:
                    if mention.part == "text":
                        people[mention.article].append((mention, order))
        for mentions in people.values():
            mentions.sort()
        return Cast(
            story,
            Taken.of(mention for entity in entities for mention in entity.mentions),
            people,
            by_last_word,
            entities,
            sorted(sentences, key=_beginning),
        )

    def is_english(self, article: int) -> bool:
        """Whether an article is in English."""
        return self.story.articles[article].language.startswith("en")

    def before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before one, of the same article."""
        place = bisect_right(self.sentences, (sentence.span.article, sentence.span.start), key=_beginning) - 2
        same = place >= 0 and self.sentences[place].span.article == sentence.span.article
        return self.sentences[place] if same else None

    def sentences_in(self, stretch: Span) -> Sequence[Sentence]:
        """The sentences that a stretch of an article's text lies in."""
        # They stand one behind the other: those before the first end before the stretch begins.
        first = max(0, bisect_right(self.sentences, (stretch.article, stretch.start), key=_beginning) - 1)
        last = bisect_left(self.sentences, (stretch.article, stretch.end), key=_beginning)
        return [sentence for sentence in self.sentences[first:last] if sentence.span.meets(stretch)]

    def around(self, place: Span) -> tuple[Sequence[tuple[Span, int]], int]:
        """Where people are named in an article, and how many of them begin before a place."""
        people = self.people.get(place.article, ())
        return people, bisect_left(people, (place.to(place.start, 0), -1))

    def within(self, stretch: Span) -> Sequence[Span]:
        """Where people are named from the beginning of a stretch to its end."""
        people, first = self.around(stretch)
        last = bisect_left(people, (stretch.to(stretch.end, 0), 0), first)
        return [mention for mention, _ in people[first:last]]

    def names_between(self, within: Span, outside: Span) -> bool:
        """Whether somebody is named within a stretch of an article, but not in a quotation."""
        people, first = self.around(within)
        return any(
            within.meets(mention) and not mention.meets(outside) for mention, _ in people[first : first + 3]
        )

    def called(self, span: Span) -> list[Entity]:
        """Whom these words name, by where they stand."""
        people, here = self.around(span)
        return [self.everybody[order] for one, order in people[here : here + 1] if one == span]

    def ending(self, name: str) -> list[Entity]:
        """The people whose names these words are, or end with."""
        words = even(name).split()
        alike = self.by_last_word.get(words[-1], ()) if words else ()
        return [entity for entity, full in alike if full[-len(words) :] == words]


def _beginning(sentence: Sentence) -> tuple[int, int]:
    return sentence.span.article, sentence.span.start
