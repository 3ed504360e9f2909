"""Whom "he" and "she" stand for: who the sentence before is about, if it is about somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from brief.analyse.given import is_given_name
from brief.analyse.quotes.cast import Cast
from brief.analyse.quotes.lately import (
    LONGEST_LEAD,
    REACH,
    another_acts,
    is_about,
    joined_to_pronoun,
    quoted,
    spoke_last,
    spoke_or_named_last,
)
from brief.analyse.quotes.parsed import lone_subject, main_word, phrase_around, subject_of
from brief.analyse.quotes.somebody import is_office, is_somebody
from brief.analyse.quotes.suits import suits
from brief.analyse.quotes.words import breaks, quote_words
from brief.model import Quote, Sentence, Span
from brief.wellknown import is_everyday, may_be_organisation

_NOT_ALONE = re.compile(r"['’]|,? (?:and|or) [A-Z]")
"""Behind a name: something of theirs, or somebody else with them."""
_OPENING = re.compile(r"[A-Z][\w'’-]*(?: [a-z][\w-]+){0,2} ([A-Z][\w'’-]+),? [a-z]")
"""A sentence that opens with an office and a name, or with a name: "Harbour goalkeeper Zico, "."""


def meant(
    cast: Cast,
    pronoun: Span,
    sentence: Sentence,
    quote: Span,
    told: Sequence[Quote],
) -> Span | None:
    """Whom a pronoun stands for that is said to speak.

    Args:
        cast: Of the story.
        pronoun: Any; only those for one person stand for somebody.
        sentence: Where it stands.
        quote: What is said, so that nobody named in it is meant.
        told: The quotations before.
    """
    if cast.story.slice(pronoun).lower() not in quote_words("he", "she"):
        return None
    own = sentence.span
    previous = cast.before(sentence)
    while previous is not None and previous.span.meets(quote):  # words of the same quotation tell nobody
        previous = cast.before(previous)
    if previous is None or cast.names_between(own.to(own.start, pronoun.start), quote):
        return spoke_or_named_last(cast, pronoun, told, quote)
    about = subject_person(cast, previous, told)
    if about:
        return about if suits(cast, pronoun, about) and not _another_than(cast, pronoun, previous) else None
    if _is_about_pronoun(cast, pronoun, previous):
        return _of_the_same_pronoun(cast, pronoun, previous, told) or spoke_last(cast, pronoun, told, quote)
    if name := _hardly_known(cast, previous, told):
        sure = _kind(cast, name) == "other" and is_somebody(cast, name) and suits(cast, pronoun, name)
        return name if sure else None
    if _is_about_a_stranger(cast, previous, told):
        return None
    held = _subject_office(previous)
    if held and not (is_somebody(cast, held) and suits(cast, pronoun, held)):
        held = None
    if held and cast.names_between(held, quote):  # "The mayor's spokesman ... He said"
        return held
    return spoke_or_named_last(cast, pronoun, told, quote) or held


def _of_the_same_pronoun(cast: Cast, pronoun: Span, sentence: Sentence, told: Sequence[Quote]) -> Span | None:
    """Who the sentences before one are about that goes on with the same pronoun.

    Those about something else are passed over, as long as they bring in nobody.
    """
    number = cast.story.articles[pronoun.article].number_at
    linked = number(sentence.span.start)
    before = cast.before(sentence)
    while before is not None and number(before.span.start) >= linked - REACH:
        about = subject_person(cast, before, told)
        if about:
            return about if suits(cast, pronoun, about) else None
        if _is_about_pronoun(cast, pronoun, before):
            linked = number(before.span.start)
        elif others := [one for one in cast.within(before.span) if not joined_to_pronoun(cast, one)]:
            named = others[0]  # "One woman, Ann Reed, found her sister. She had not seen her for years."
            return (
                named if len(others) == 1 and suits(cast, pronoun, named) and is_about(cast, named) else None
            )
        before = cast.before(before)
    return None


def _is_about_pronoun(cast: Cast, pronoun: Span, sentence: Sentence) -> bool:
    """Whether a sentence is about this pronoun, by itself or with somebody else: "She and Harold Reed"."""
    word = cast.story.slice(pronoun).lower()
    if sentence.tokens:
        subject = subject_of(sentence.tokens, main_word(sentence.tokens))
        return subject is not None and sentence.tokens[subject].text.lower() == word
    return cast.story.slice(sentence.span).lower().startswith(f"{word} ")


def _another_than(cast: Cast, pronoun: Span, sentence: Sentence) -> bool:
    """Whether the subject of a sentence acts on somebody of the same pronoun, who is therefore another."""
    tokens = sentence.tokens
    she = cast.story.slice(pronoun).lower() in quote_words("she")
    words = quote_words("her" if she else "him")
    main = main_word(tokens) if tokens else 0
    for token in tokens:
        if token.text.lower() in words and token.tag == "PRP":
            above = tokens[token.head]
            if token.head == main or (above.dep in ("prep", "dative", "agent") and above.head == main):
                return True
    return False


def subject_person(cast: Cast, sentence: Sentence, told: Sequence[Quote]) -> Span | None:
    """Where a sentence names the person that it is about, as subject or at its beginning, in no quotation."""
    named = [one for one in cast.within(sentence.span) if not quoted(one, told)]
    if sentence.tokens:
        subject = lone_subject(sentence.tokens)
        if subject is None:
            return None
        head = sentence.tokens[subject]
        return next((one for one in named if one.start <= head.start < one.end), None)
    if not named:
        return None
    lead = cast.story.slice(replace(sentence.span, end=named[0].start))
    if len(lead) > LONGEST_LEAD or breaks().search(lead) or another_acts().search(lead):
        return None
    behind = cast.story.slice(sentence.span.to(named[0].end, named[0].end + LONGEST_LEAD))
    return None if _NOT_ALONE.match(behind) else named[0]


def _hardly_known(cast: Cast, sentence: Sentence, told: Sequence[Quote]) -> Span | None:
    """The name that a sentence is about, where it may be somebody's who is nowhere told to be a person.

    One word may be anybody's surname ("Holt denied it"); before it stands a given name, or an office.
    """
    tokens = sentence.tokens
    subject = lone_subject(tokens)
    if subject is None or tokens[subject].pos != "PROPN" or not tokens[subject].text.istitle():
        return None
    span = sentence.span.to(*phrase_around(tokens, subject, [True] * len(tokens)))
    name = cast.story.slice(span).split()
    if quoted(span, told) or is_everyday(tokens[subject].text) or may_be_organisation(tokens[subject].text):
        return None
    somebody = len(name) == 1 or any(is_given_name(word) or is_office(word) for word in name[:-1])
    return span if somebody else None


def _is_about_a_stranger(cast: Cast, sentence: Sentence, told: Sequence[Quote]) -> bool:
    """Whether a sentence is about somebody hardly named, who is meant before all who are named earlier."""
    if sentence.tokens:
        subject = lone_subject(sentence.tokens)
        return subject is not None and sentence.tokens[subject].text.lower() in quote_words("person")
    opening = _OPENING.match(cast.story.slice(sentence.span))
    if opening is None:
        return False
    name = sentence.span.stretch(opening.start(1), opening.end(1))
    return not cast.taken.meets(name) and not quoted(name, told)


def _kind(cast: Cast, name: Span) -> str:
    """What kind of thing a name has been taken for, "other" where for nothing."""
    kinds = (one.kind for one in cast.everybody if any(name.meets(mention) for mention in one.mentions))
    return next(kinds, "other")


def _subject_office(sentence: Sentence) -> Span | None:
    """The office that a sentence is about: "the mayor's spokesman"."""
    tokens = sentence.tokens
    subject = lone_subject(tokens)
    if subject is None or not is_office(tokens[subject].text):
        return None
    return sentence.span.to(*phrase_around(tokens, subject, [True] * len(tokens)))
