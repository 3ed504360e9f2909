"""Which sentences can stand alone: no loose pronoun, no half quotation, no line of a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from operator import itemgetter

from brief import resources
from brief.cues import saying
from brief.denied import denied_next
from brief.model import Analysis, Sentence
from brief.summarise.pronouns import loose_pronoun, written_as_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a sentence needs around it, and what else it is than a statement."""

    points_back: bool
    """Opens with a word whose meaning stands in another sentence."""
    connects: bool
    """Opens by going on with what was said before."""
    describes: bool
    """Opens with a description of someone named before ("the 27-year-old")."""
    spoken: bool
    """Is all quotation, or told by "he said": who spoke stands in another sentence."""
    refers: bool
    """Speaks further in of someone whom it does not name ("Prosecutors charged him"), or denies what only
    the one before it tells ("The ministry denied this")."""
    half: bool
    """Holds one end of a quotation or of a bracket only."""
    question: bool
    fragment: bool
    """Ends without a stop, or in dots: a heading, a caption, an item of a list, a teaser; or begins with the
    words of a diagram, or in the middle, in small letters where the article has capitals."""

    @property
    def leans(self) -> bool:
        """Whether it is understood only after another sentence."""
        return self.begins_leaning or self.refers

    @property
    def begins_leaning(self) -> bool:
        """Whether that shows in its first words, or in who says it."""
        return self.points_back or self.connects or self.describes or self.spoken


# So many words in capitals at a sentence's beginning are no emphasis.
_DRAWN = re.compile(r"(?:[\W\d]*\b[A-Z]{2,}\b){4}")


@dataclass(frozen=True, slots=True)
class Cues:
    """The word lists of a language; one that is missing matches nothing."""

    pointing: re.Pattern[str]
    standing_in: frozenset[str]
    """Words that stand for a noun told before."""
    impersonal: re.Pattern[str]
    connecting: re.Pattern[str]
    describing: re.Pattern[str]
    subordinating: frozenset[str]
    third_person: frozenset[str]
    first_person: frozenset[str]
    second_person: frozenset[str]
    told: re.Pattern[str]
    """Words of someone who is named elsewhere (", he said")."""
    told_itself: re.Pattern[str]
    """The same of what a sentence can be about itself (", it said")."""
    caption: tuple[str, ...]
    boilerplate: tuple[str, ...]
    number: frozenset[str]
    introducing: frozenset[str]
    """Words that point at what comes next where an article opens with them."""
    opening: re.Pattern[str]
    """Words that point back, but open an article as well as any: nothing stands before it ("the two ...")."""
    definite: frozenset[str]
    demonstrative: frozenset[str]
    unique: frozenset[str]
    """Nouns of which everybody knows which one is meant ("the government")."""
    people: frozenset[str]
    """Nouns for people of any kind: what "the men" of a sentence are, it most often says itself."""
    times: frozenset[str]
    """Nouns of time, and words of order and amount."""
    anaphoric: frozenset[str]
    """Nouns that with "the" always stand for someone or something told of before."""
    narrowing: frozenset[str]
    """Words after a noun that say which one is meant ("the mayor of Vlist")."""
    carrying: frozenset[str]
    """Words that tie what they stand in to what was said before."""
    closing: tuple[str, ...]
    """Those that do so as the last of a sentence."""
    persons: frozenset[str]
    """Pronouns for one person."""
    titles: frozenset[str]
    """Titles that stand before a surname."""
    finite: frozenset[str]
    """Words of which a statement has one: forms of common verbs."""

    @property
    def nameless(self) -> frozenset[str]:
        """Words that no noun begins with: verbs, pronouns, "of" and "the"."""
        return self.finite | self.third_person | self.definite | self.demonstrative | self.narrowing


def standings(analysis: Analysis) -> list[Standing]:
    """How each sentence of the story stands, in order."""
    cues = [cues_of(article.language) for article in analysis.story.articles]
    texts = [analysis.story.slice(sentence.span) for sentence in analysis.sentences]
    cased = [not article.text.islower() for article in analysis.story.articles]
    names = written_as_names(texts)
    denied = denied_next(analysis.sentences)
    found, article = [], -1
    for index, (text, sentence, quotation) in enumerate(
        zip(texts, analysis.sentences, _quotations(analysis, texts), strict=True)
    ):
        opens, article = sentence.span.article != article, sentence.span.article
        language = analysis.story.articles[article].language
        loose = loose_pronoun(text, sentence.words, language, names) is not None
        refers = not opens and (loose or index - 1 in denied)
        stands = _standing(text, sentence, quotation, cues[article], cased=cased[article], opens=opens)
        found.append(replace(stands, refers=refers) if refers else stands)
    return found


_SETS = (
    "standing_in",
    "subordinating",
    "third_person",
    "first_person",
    "second_person",
    "number",
    "introducing",
    "anaphoric",
    "definite",
    "demonstrative",
    "unique",
    "times",
    "people",
    "narrowing",
    "carrying",
    "persons",
    "titles",
    "finite",
)


@cache
def cues_of(language: str) -> Cues:
    """The word lists of a language; empty ones where none are written."""
    try:
        listed = resources.lists(f"alone_{language}.txt")
    except FileNotFoundError:
        listed = {}
    third = _any_of(listed.get("third_person", ()))
    reporting = _any_of(saying(language).get("he_said", ()))
    itself = _any_of(listed.get("said_of_itself", ()))
    return Cues(
        pointing=_opens_with(listed.get("pointing", ())),
        impersonal=_opens_with(listed.get("impersonal", ())),
        connecting=_opens_with(listed.get("connecting", ())),
        describing=_opens_with(listed.get("describing", ())),
        opening=_opens_with(listed.get("opening", ())),
        # "..., said its profit had doubled" is no "said it": who says so stands before the comma.
        told=re.compile(
            rf"[,?!.\"'”’]\s*[\"'”’]*\s*{third}\s+{reporting}\b"
            rf"|[\"'”’]\s*{reporting}\s+{third}\b"
            rf"|[,?!.]\s*{reporting}\s+{third}(?=\s*(?:[,;:.!?]|$))"
        ),
        told_itself=re.compile(rf",\s*{itself}\s+{reporting}\b"),
        caption=listed.get("caption", ()),
        boilerplate=listed.get("boilerplate", ()),
        closing=tuple(" " + phrase for phrase in listed.get("closing", ())),
        **{name: frozenset(listed.get(name, ())) for name in _SETS},
    )


_QUESTION = re.compile(r"[?？؟]\s*[\"'”’»)\]]*$")
_STOPS = tuple(".!?…。！？؟۔।:")
_ENDING = re.compile(r"[.!?…。！？؟۔।:]\s*[\"'”’»“)\]」』`]*\s*[\"'”’]*$")
# A note of the editors, a link, a reference.
_BRACKETED = re.compile(r"\[[^\]]*\]$|\((?:[^()]|\([^()]*\))*\)[.!]?$")
_ITEM = re.compile(r"^\s*\w{1,2}\)")
_UNFINISHED = ("...", "…")
# "any period of notice", "(d) the end of discrimination"; not "iPhone sales", "de Groot".
_GOES_ON_SMALL = re.compile(r"(?:\([a-z]{1,3}\) ?)?[a-zà-ÿ]+(?=[ ,][^A-ZÀ-Þ])")
# Half or twice as many change none of the 521 pages of `benchmarks.pages`.
_OPENING_WORDS = 8
# As many as a subject most often has; further in, what "ones" are stands before it.
_SUBJECT_WORDS = 3
# Longer, and what comes before the comma is no opening clause; 6 changes 3 of 521 pages, 24 one.
_OPENING_CLAUSE = 12


@dataclass(frozen=True, slots=True)
class _Quotation:
    """How a sentence lies to the quotations of its paragraph."""

    opened: bool
    """Whether one is open before it."""
    closed: bool
    """Whether none is open after it."""
    outside: bool
    """Whether any letter of it stands in none."""


def _standing(
    text: str, sentence: Sentence, quotation: _Quotation, cues: Cues, *, cased: bool, opens: bool
) -> Standing:
    """How one sentence stands; the one that opens an article has nobody before it whom it could mean."""
    opening = " ".join(sentence.words[:_OPENING_WORDS])
    first = opens and _opens_an_article(text, opening, cues)
    return Standing(
        points_back=not first and _points_back(text, opening, sentence, cues),
        connects=not first and bool(cues.connecting.match(opening)) and not cues.impersonal.match(opening),
        describes=not first and bool(cues.describing.match(opening)),
        spoken=not quotation.outside or _told_elsewhere(text, cues, opens=opens),
        refers=False,
        half=quotation.opened == quotation.closed or _half_a_bracket(text) or _half_a_mark(text),
        question=("?" in text or not text.isascii()) and _QUESTION.search(text) is not None,
        fragment=(not text.endswith(_STOPS) and _ENDING.search(text) is None)
        or text.endswith(_UNFINISHED)
        or _is_drawn(text)
        or _BRACKETED.match(text) is not None
        or (cased and _GOES_ON_SMALL.match(text) is not None),
    )


def _opens_an_article(text: str, opening: str, cues: Cues) -> bool:
    """Whether "the two", "both" or "another" opens a sentence with the noun that it counts."""
    found = cues.opening.match(opening)
    if found is None:
        return False
    after = opening[found.end() :].split()[:1]
    # "The two, who were ..." and "Both were ..." do not say who.
    if not after or len(text.partition(",")[0].split()) <= len(found.group().split()):
        return False
    return not after[0].endswith("ed") and cues.nameless.isdisjoint(after)


def _told_elsewhere(text: str, cues: Cues, *, opens: bool) -> bool:
    """Whether a sentence is told by "he said", and does not open an article with what "it" is."""
    lower = text.lower()
    if cues.told.search(lower) is None:
        return False
    return not (opens and cues.told_itself.search(lower) and _MARK.search(text) is None)


def _is_drawn(text: str) -> bool:
    """Whether a sentence begins with many words in capitals: those of a map or a diagram."""
    return _DRAWN.match(text) is not None and not text.isupper()


def _half_a_bracket(text: str) -> bool:
    """Whether brackets open and do not close, or the other way; the one of a list ("a)") may."""
    return ("(" in text or ")" in text) and text.count("(") != _ITEM.sub("", text).count(")")


def _half_a_mark(text: str) -> bool:
    """Whether double marks open and do not close, whatever stands in single ones between them."""
    return text.count("“") != text.count("”") and "„" not in text


def _points_back(text: str, opening: str, sentence: Sentence, cues: Cues) -> bool:
    """Whether the sentence opens with a word whose meaning stands elsewhere."""
    if cues.impersonal.match(opening):
        return False
    if cues.pointing.match(opening) or not cues.standing_in.isdisjoint(sentence.words[:_SUBJECT_WORDS]):
        return True
    if not sentence.words or sentence.words[0] not in cues.subordinating:
        return False
    # "After he was held, Smith ..." says who; "After he was held, he ..." does not.
    clause, comma, rest = text.partition(",")
    inside = clause.lower().split()
    if not comma or len(inside) > _OPENING_CLAUSE:
        return bool(cues.third_person.intersection(inside[1:3]))
    main = rest.lower().split()
    if len(inside) == 1:
        # "Now, like their rivals, they ..." names nobody either.
        after = rest.lower().partition(",")[2].split()
        return bool(cues.third_person.intersection(main[:1] + after[:1]))
    if not cues.third_person.intersection(inside[1:]):
        return False
    return not main or main[0] in cues.third_person


def _quotations(analysis: Analysis, texts: Sequence[str]) -> Iterator[_Quotation]:
    """How each sentence lies to the quotations around it.

    A paragraph starts outside of any, unless one left open before it goes on: then what
    has no mark near it is said by someone too.
    """
    places = [(sentence.span.article, sentence.paragraph) for sentence in analysis.sentences]
    read = groupby(zip(places, texts, strict=True), key=itemgetter(0))
    paragraphs = [(article, [text for _, text in said]) for (article, _), said in read]
    opened = False
    for place, (article, texts) in enumerate(paragraphs):
        marks = _Marks(opened=opened)
        for text in texts:
            yield marks.read(text)
        after = paragraphs[place + 1 : place + 1 + _GOES_ON]
        opened = marks.opened and _goes_on([texts for told_in, texts in after if told_in == article])


# Over so many paragraphs a quotation is looked for that goes on; 2 or 8 change none of 521 pages.
_GOES_ON = 4


def _goes_on(paragraphs: Sequence[Sequence[str]]) -> bool:
    """Whether a quotation left open is closed in these, or opened again after some without a mark."""
    for place, texts in enumerate(paragraphs):
        text = next((text for text in texts if _MARK.search(text)), None)
        if text is None:
            continue
        mark = next(_MARK.finditer(text))
        if _opens(text, mark, opened=False):
            return place > 0 and text == texts[0] and not text[: mark.start()].strip()
        return text[: mark.start()].rstrip()[-1:] in _BEFORE_CLOSING
    return False


# A mark of quotation and what stands beside it. An apostrophe is one only at the edge of
# a word, and "'s", "'70s" and the like are none.
_MARK = re.compile(r"""["“”„«»`‘]|''|(?<!\w)'(?!(?:s|m|re|ve|ll|d|t|n|em|til|cause)\b|\d)|['’](?!\w)""")
_SIGN = re.compile("[\"“”„«»`‘’']")
"""Of each mark a sign: two sentences of three have none, and are seen to in a quarter of the time."""
_OPENERS = frozenset("„`‘")
_BEFORE_CLOSING = tuple(".,!?…")
_BEGIN = tuple("([£$€#@\"'“‘«„…")


@dataclass(slots=True)
class _Marks:
    """Whether a quotation is open, while reading a paragraph sentence by sentence."""

    opened: bool = False

    def read(self, text: str) -> _Quotation:
        """Go over one sentence."""
        before = self.opened
        outside, place, doubtful = False, 0, False
        for mark in _MARK.finditer(text) if _SIGN.search(text) else ():
            if not self.opened:
                outside = outside or any(map(str.isalnum, text[place : mark.start()]))
            was = self.opened
            self.opened = _opens(text, mark, was)
            if self.opened and not was:
                # "the players ' union": set apart, an apostrophe looks like a mark.
                doubtful = text[: mark.start()].rstrip()[-1:].isalnum()
            place = mark.end()
        if not self.opened:
            outside = outside or any(map(str.isalnum, text[place:]))
        elif doubtful:
            outside, self.opened = True, False
        return _Quotation(opened=before, closed=not self.opened, outside=outside)


def _opens(text: str, mark: re.Match[str], opened: bool) -> bool:
    """Whether a quotation is open after this mark."""
    sign = mark.group()
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    starts_word = (not before or before in " (\n[—–-") and (after.isalnum() or after in _BEGIN)
    if sign in _OPENERS:
        return True
    if sign in ("”", "»", "''") or sign in ("“", "«"):
        # Languages disagree on which of these opens.
        return starts_word or (sign in ("“", "«") and not opened)
    if sign == '"':
        return starts_word or (not opened and after == " " and before in ("", " "))
    if sign == "’":
        return False
    if starts_word:
        return True
    return not opened and before in ("", " ") and after == " "


def _opens_with(listed: Sequence[str]) -> re.Pattern[str]:
    """A pattern for words joined by spaces that begin with one of the phrases; `N` is any number."""
    return re.compile(re.sub(r"\bN\b", r"\\d+", _any_of(listed)) + r"(?:\s|$)")


def _any_of(listed: Iterable[str]) -> str:
    """A pattern for any of the phrases; for none of them, one that never matches."""
    return "(?:" + ("|".join(re.escape(phrase) for phrase in listed) or "(?!)") + ")"
