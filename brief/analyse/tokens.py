"""A parse by spaCy → our tokens, those of many sentences at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from brief.grammar import Parse
from brief.model import Token

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

# Of all tokens at once: to ask spaCy for them one by one costs as much as making ours.
_PLACES: list[int | str] = ["IDX", "LENGTH", "LEMMA"]
_PARSE: list[int | str] = ["POS", "TAG", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]
_IOB = ("", "I", "O", "B")


def parses(docs: Sequence[Doc], starts: Sequence[int], text: str) -> list[Parse]:
    """The tokens of each of several sentences.

    Args:
        docs: Their parses; of words as long as those of the text.
        starts: Where each begins in the text.
        text: What they stand in, as written.

    Returns:
        One for each, in order; a token's text is the source's, its offsets count in the text,
        its head in the sentence.
    """
    if not docs:
        return []
    firsts = [0, *accumulate(len(doc) for doc in docs)]
    tokens = _made(_columns(docs, docs, starts, text, [-first for first in firsts[:-1]]))
    return [Parse(tokens[first:end]) for first, end in pairwise(firsts)]


def joined(docs: Sequence[Doc], like: Sequence[Doc], starts: Sequence[int], text: str, base: int) -> Parse:
    """The tokens of something that was parsed in parts, as one.

    Args:
        docs: The parses of its parts.
        like: Parses of what is written, as many words in each: where those of `docs` are of other words.
        starts: Where each part begins in the text.
        text: As written.
        base: Offset of the text in what it stands in.
    """
    columns = _columns(docs, like, starts, text, [0 for _ in docs])
    columns["start"] = [base + start for start in columns["start"]]
    columns["end"] = [base + end for end in columns["end"]]
    return Parse(_made(columns))


def _columns(
    docs: Sequence[Doc], like: Sequence[Doc], starts: Sequence[int], text: str, shifts: Sequence[int]
) -> dict[str, list[Any]]:
    """The values of each field of the tokens; heads count from the first token of all, and the shift."""
    import numpy as np

    names = _Names(docs[0].vocab.strings)
    sizes = [len(doc) for doc in docs]
    parse: Any = np.concatenate([doc.to_array(_PARSE) for doc in docs])
    place: Any = np.concatenate([doc.to_array(_PLACES) for doc in like])
    begin = place[:, 0].astype(np.int64) + np.repeat(starts, sizes)
    end = begin + place[:, 1].astype(np.int64)
    # How far away the head is, backwards as a large number.
    head = parse[:, 3].astype(np.int64) + np.arange(len(parse)) + np.repeat(shifts, sizes)
    pos, tag, dep, _, iob, entity = parse.T.tolist()
    columns: dict[str, list[Any]] = {"start": begin.tolist(), "end": end.tolist(), "head": head.tolist()}
    columns["text"] = [text[first:last] for first, last in zip(columns["start"], columns["end"], strict=True)]
    columns["tag"] = [names[one] for one in tag]
    columns["dep"] = [names[one] for one in dep]
    columns["lemma"] = [
        (names[lemma] if lemma else word).lower()
        for lemma, word in zip(place[:, 2].tolist(), columns["text"], strict=True)
    ]
    columns["pos"] = [
        names[one] if one else _part_of_speech(*both)
        for one, both in zip(pos, zip(columns["tag"], columns["dep"], strict=True), strict=True)
    ]
    columns["entity"] = [
        f"{_IOB[code]}-{names[kind]}" if kind else "" for code, kind in zip(iob, entity, strict=True)
    ]
    return columns


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


@lru_cache(maxsize=2_000)
def _part_of_speech(tag: str, dep: str) -> str:
    """The Universal part of speech of a Penn Treebank tag."""
    if dep in {"aux", "auxpass"}:
        return "AUX"
    if dep == "punct":
        return "PUNCT"
    return _PARTS.get(tag, "X")


def _made(columns: Mapping[str, Sequence[Any]]) -> list[Token]:
    """The tokens, one field of all after the other.

    A frozen class sets its fields through a slow door, one token at a time: that takes three times
    as long, and an article has some 500 of them.
    """
    tokens = [object.__new__(Token) for _ in columns["start"]]
    for name, column in columns.items():
        deque(map(getattr(Token, name).__set__, tokens, column), maxlen=0)
    return tokens
