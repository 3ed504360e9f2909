"""What a sentence takes as known: whom and what it names as if they had been told of before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from brief import resources
from brief.model import Analysis
from brief.summarise.again import same_words
from brief.summarise.alone import Cues, cues_of
from brief.summarise.pronouns import plain, tokens_of

Debt = frozenset[int]
"""Sentences of which one has to stand before, for another to be understood."""

# Words of "the two armed men" that are looked at for what is known. One gives 5.4 of 100 pages without the
# main fact (`benchmarks.pages`), not 5.0; six change 2 of 521 pages.
_PHRASE = 3
# How far into a sentence "also" and "later" tie the whole of it to the one before. 4: 18.8 of 100 pages
# have a sentence that cannot stand, not 18.4; 16: 18.2, with 12 sentences of 1,889 fewer.
_OPENING = 8
# And how many words at its end may do so; 2 changes 2 of 521 pages, 8 none.
_CLOSING = 4
# How many terms at its beginning say what a sentence is about. 2: 18.8 of 100 pages have a sentence that
# cannot stand, and 24 sentences more; 8: 17.9, and 31 fewer.
_SUBJECT = 4
_CAPITAL = re.compile(r"\b[A-Z][\w'’-]+")


@dataclass(frozen=True, slots=True)
class Threads:
    """The threads of a story: where each thing is spoken of, and what each sentence takes up."""

    analysis: Analysis
    spoken: Mapping[str, Sequence[int]]
    """For each term the sentences that have it, rising."""
    fully: Mapping[str, Sequence[int]]
    """For the last part of a name of several parts, lower-cased, the sentences that have it whole, rising."""
    known: dict[int, tuple[Debt, ...]] = field(default_factory=dict)
    """What was asked for before."""

    @staticmethod
    def of(analysis: Analysis) -> Threads:
        """Read a story for its threads."""
        spoken: defaultdict[str, list[int]] = defaultdict(list)
        fully: defaultdict[str, list[int]] = defaultdict(list)
        for index, sentence in enumerate(analysis.sentences):
            for term in dict.fromkeys(sentence.terms):
                spoken[term].append(index)
            for name in _NAME.findall(analysis.story.slice(sentence.span)):
                fully[plain(name)].append(index)
        return Threads(analysis, spoken, fully)

    def loose(self, index: int, page: Collection[int]) -> int:
        """How many things a sentence takes as known that no sentence of the page tells."""
        return sum(debt.isdisjoint(page) for debt in self.debts(index))

    def takes_up(self, index: int, page: Collection[int]) -> bool:
        """Whether a sentence opens with, or names, what the story told before and the page does not."""
        sentences = self.analysis.sentences
        told = {term for other in page for term in sentences[other].terms}
        said = self.analysis.story.slice(sentences[index].span)
        names = {plain(name) for name in _CAPITAL.findall(said)}
        stops = resources.stop_words(self.analysis.story.articles[self._article(index)].language)
        by_word = _terms_by_word(sentences[index].words, sentences[index].terms, stops)
        named = {term for word, term in by_word.items() if word in names}
        asked = named.union(sentences[index].terms[:_SUBJECT]) - told
        return any(self.spoken[term][0] < index for term in asked)

    def debts(self, index: int) -> tuple[Debt, ...]:
        """For each thing that a sentence takes as known the sentences that tell it."""
        if index not in self.known:
            opens = index == 0 or self._article(index) != self._article(index - 1)
            self.known[index] = () if opens else tuple(self._owed(index))
        return self.known[index]

    def _article(self, index: int) -> int:
        return self.analysis.sentences[index].span.article

    def _owed(self, index: int) -> Iterator[Debt]:
        """The debts of one sentence, in the order of its words."""
        sentence = self.analysis.sentences[index]
        language = self.analysis.story.articles[sentence.span.article].language
        cues, stops = cues_of(language), resources.stop_words(language)
        tokens = tokens_of(self.analysis.story.slice(sentence.span))
        if not tokens:  # "* * *"
            return
        lower = [plain(token) for token in tokens]
        terms = _terms_by_word(sentence.words, sentence.terms, stops)
        before = frozenset({index - 1})
        carries = not cues.carrying.isdisjoint(lower[:_OPENING]) or " ".join(
            sentence.words[-_CLOSING:]
        ).endswith(cues.closing)
        if carries or _has_loose_pronoun(tokens, lower, terms, cues):
            yield before
        if lower[0] in cues.persons and not self._names_someone(index - 1, cues, stops):
            yield frozenset()
        pointing = cues.definite | cues.demonstrative
        # A surname has a capital, but where a title stands before it or a text opens without.
        titled = not cues.titles.isdisjoint(lower)
        named = [titled or place == 0 or token[0].isupper() for place, token in enumerate(tokens)]
        for place in [
            place for place, word in enumerate(lower) if word in pointing or (named[place] and word in terms)
        ]:
            word = lower[place]
            if word in pointing:
                phrase = _phrase(lower, place + 1, terms, cues)
                if not phrase or tokens[place + 1][0].isupper() or self._isplain(word, place, phrase, cues):
                    continue
                told = self._told(index, [terms[each] for each in phrase if each in terms])
                if word in cues.demonstrative:
                    yield told | before
                elif cues.narrowing.isdisjoint(lower[place + 1 + len(phrase) :][:1]):
                    head = self._told(index, [terms[phrase[-1]]] if phrase[-1] in terms else [])
                    if any(other < index for other in head):
                        yield told
                    elif (place == 0 and len(phrase) == 1) or phrase[-1] in cues.anaphoric:
                        yield told | before | self._meant(index, phrase[-1], language)
            elif self._is_known_name(index, tokens, lower, place, cues, stops):
                told = self._told(index, [terms[word]])
                if any(other < index for other in told):
                    yield frozenset(self.fully[word]) if word in self.fully else told

    def _isplain(self, word: str, place: int, phrase: Sequence[str], cues: Cues) -> bool:
        """Whether a phrase is understood anywhere: "this week", "the government", "... to the men"."""
        if not cues.times.isdisjoint(phrase):
            return True
        if word in cues.demonstrative:
            return False
        return not cues.unique.isdisjoint(phrase) or (place > 0 and not cues.people.isdisjoint(phrase))

    def _names_someone(self, index: int, cues: Cues, stops: Collection[str]) -> bool:
        """Whether a sentence has someone whom "she" in the next can mean."""
        sentence = self.analysis.sentences[index]
        people = cues.persons | cues.titles
        if not people.isdisjoint(sentence.words):
            return True
        tokens = tokens_of(self.analysis.story.slice(sentence.span))
        return plain(tokens[0]) in self.fully or any(_is_name(token, stops) for token in tokens[1:])

    def _is_known_name(
        self,
        index: int,
        tokens: Sequence[str],
        lower: Sequence[str],
        place: int,
        cues: Cues,
        stops: Collection[str],
    ) -> bool:
        """Whether a word is a surname alone, of someone named in full before."""
        if place == 0 and tokens[0][0].islower():
            # A text without capitals does not show its names; most sentences open with what they are about.
            return True
        titled = place > 0 and lower[place - 1].rstrip(".") in cues.titles
        if titled and not (tokens[place + 1 : place + 2] and _is_name(tokens[place + 1], stops)):
            return True
        if not _is_name(tokens[place], stops):
            return False
        beside = [tokens[each] for each in (place - 1, place + 1) if 0 <= each < len(tokens)]
        if not titled and any(_is_name(token, stops) for token in beside):
            return False
        return any(other < index for other in self.fully.get(lower[place], ()))

    def _meant(self, index: int, word: str, language: str) -> Debt:
        """The other sentences with a word that can mean the same."""
        groups = same_words(language)
        wanted = set(groups.get(word, ()))
        return frozenset(
            other
            for other, sentence in enumerate(self.analysis.sentences)
            if other != index and any(not wanted.isdisjoint(groups.get(each, ())) for each in sentence.words)
        )

    def _told(self, index: int, terms: Collection[str]) -> Debt:
        """The other sentences that speak of one of these."""
        return frozenset(other for term in terms for other in self.spoken.get(term, ()) if other != index)


# A name of several parts, and where its last part begins; what opens a sentence may be any word.
# Begun with letters, not with `\b`, it is found in a third of the time.
_NAME = re.compile(
    r"[A-Z](?<!\w[A-Z])[\w'’\-]+(?=\s(?:[A-Z]\.\s|(?:van|von|de|der|da|di|du|la|le|el|al|bin)\s)?([A-Z][\w'’\-]+))"
)


def _is_name(token: str, stops: Collection[str]) -> bool:
    """Whether a word is written as a name."""
    return token[:1].isupper() and not token.isupper() and token.lower() not in stops


def _terms_by_word(words: Sequence[str], terms: Sequence[str], stops: Collection[str]) -> dict[str, str]:
    """The stem of each content word of a sentence."""
    content = [plain(word) for word in words if word not in stops]
    return dict(zip(content, terms, strict=False))


def _phrase(lower: Sequence[str], start: int, terms: Mapping[str, str], cues: Cues) -> list[str]:
    """The content words that follow, as far as they run before a verb."""
    phrase: list[str] = []
    for word in lower[start : start + _PHRASE]:
        if not (word in terms or word in cues.anaphoric) or (
            phrase and (word in cues.finite or word.endswith("ed"))
        ):
            break
        phrase.append(word)
    return phrase


def _has_loose_pronoun(
    tokens: Sequence[str], lower: Sequence[str], terms: Mapping[str, str], cues: Cues
) -> bool:
    """Whether the sentence opens with a pronoun's clause, or has nobody before the first for a person."""
    if lower[0] in cues.subordinating and not cues.third_person.isdisjoint(lower[1:2]):
        return True
    place = next((place for place, word in enumerate(lower) if word in cues.persons), None)
    if place is None:
        return False
    if not tokens[0][:1].isupper():
        return terms.keys().isdisjoint(lower[:place])
    named = any(token[:1].isupper() for token in tokens[1:place])
    # "Thanks to a fault, she ..." has a phrase before its subject, and nobody in it.
    return not named and (place < 2 or tokens[place - 1] == "," or lower[0] in cues.subordinating)
