"""A parse by spaCy → our tokens, those of many sentences at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise, repeat
from typing import TYPE_CHECKING, Any

from brief.grammar import Parse
from brief.model import Token

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

# Of all tokens at once: to ask spaCy for them one by one costs as much as making ours.
_ATTRIBUTES: list[int | str] = [
    *("POS", "TAG", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"),
    *("IDX", "LENGTH", "LEMMA"),
]
_IOB = ("", "I", "O", "B")


def parses(docs: Sequence[Doc], starts: Sequence[int], text: str, base: int = 0) -> list[Parse]:
    """The tokens of several sentences, or of parts of one.

    Args:
        docs: Their parses, of words as long as those of the text.
        starts: Where each begins in the text.
        text: What they stand in, as written.
        base: Where the text begins in what offsets are counted in.

    Returns:
        One for each, in order; a token's text is the source's, and its head counts from its
        sentence's first.
    """
    if not docs:
        return []
    tokens = _made(_columns(docs, starts, text, base))
    firsts = accumulate((len(doc) for doc in docs), initial=0)
    return [Parse(tokens[first:end]) for first, end in pairwise(firsts)]


def _columns(docs: Sequence[Doc], starts: Sequence[int], text: str, base: int) -> Mapping[str, Sequence[Any]]:
    """The values of each field of the tokens of all sentences."""
    import numpy as np

    names = _names(docs[0].vocab.strings)
    sizes = [len(doc) for doc in docs]
    pos, tag, dep, head, iob, entity, at, length, lemma = np.concatenate(
        [doc.to_array(_ATTRIBUTES) for doc in docs]
    ).T
    begin = np.repeat(starts, sizes) + at.astype(np.int64)
    end = begin + length.astype(np.int64)
    number = np.arange(len(at)) - np.repeat([*accumulate(sizes[:-1], initial=0)], sizes)
    # How far off the head stands; before its word it is a negative number, taken for a large one.
    heads = number + head.astype(np.int64)
    words = [text[first:last] for first, last in zip(begin.tolist(), end.tolist(), strict=True)]
    tags = list(map(names.__getitem__, tag.tolist()))
    deps = list(map(names.__getitem__, dep.tolist()))
    lemmas, kinds = words, list(map(_PARTS_OF_SPEECH.__getitem__, zip(tags, deps, strict=True)))
    if lemma.any():  # as in no text by the shipped model, which gives neither
        lemmas = [names[one] if one else word for one, word in zip(lemma.tolist(), words, strict=True)]
    if pos.any():
        kinds = [names[one] if one else kind for one, kind in zip(pos.tolist(), kinds, strict=True)]
    entities = [""] * len(words)
    for place in np.flatnonzero(entity).tolist():
        entities[place] = f"{_IOB[iob[place]]}-{names[int(entity[place])]}"
    return {
        "start": (begin + base).tolist(),
        "end": (end + base).tolist(),
        "text": words,
        "lemma": list(map(str.lower, lemmas)),
        "pos": kinds,
        "tag": tags,
        "dep": deps,
        "head": heads.tolist(),
        "entity": entities,
    }


@lru_cache(maxsize=8)
def _names(strings: StringStore) -> _Names:
    """Those of a model, kept from article to article."""
    return _Names(strings)


class _Names(dict[int, str]):
    """What spaCy's numbers stand for: it decodes a name anew each time it is asked."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, number: int) -> str:
        name: str = self._strings[number]
        self[number] = name
        return name


# Penn Treebank tags to Universal parts of speech, as far as anything here asks.
_PARTS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "CD": "NUM",
    "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "MD": "AUX",
    "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "WRB": "ADV",
    "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WP$": "PRON", "EX": "PRON", "WDT": "PRON",
    "DT": "DET", "PDT": "DET", "IN": "ADP", "RP": "ADV", "TO": "PART", "POS": "PART", "CC": "CCONJ",
    "_SP": "SPACE", "UH": "INTJ",
}  # fmt: skip


class _PartsOfSpeech(dict[tuple[str, str], str]):
    """The Universal parts of speech of Penn Treebank tags and dependencies: of some hundred pairs."""

    def __missing__(self, pair: tuple[str, str]) -> str:
        tag, dep = pair
        if dep in {"aux", "auxpass"}:
            self[pair] = "AUX"
        elif dep == "punct":
            self[pair] = "PUNCT"
        else:
            self[pair] = _PARTS.get(tag, "X")
        return self[pair]


_PARTS_OF_SPEECH = _PartsOfSpeech()


def _made(columns: Mapping[str, Sequence[Any]]) -> list[Token]:
    """The tokens, one field of all after the other.

    A frozen class sets its fields through a slow door, one token at a time: that takes three times
    as long, and an article has some 500 of them.
    """
    tokens: list[Token] = list(map(object.__new__, repeat(Token, len(columns["start"]))))
    for name, column in columns.items():
        deque(map(getattr(Token, name).__set__, tokens, column), maxlen=0)
    return tokens
