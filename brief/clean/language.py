"""Which language it is in."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from brief.model import PROSE, Block, RawArticle
from brief.resources import lines

_SAMPLE = 4000
# Characters: less than this, and a statistical model guesses at random.
_SHORT = 200
# Share of a text's words that are the language's function words. News English has 0.35 to 0.45;
# the nearest other language, counted with English words, stays under 0.12.
_CLEAR = 0.2
_AHEAD = 1.5
# Words: too few say nothing.
_FEWEST = 8
_SCRIPTS = (
    ("\u3040-\u30ff", "ja"),
    ("\uac00-\ud7af", "ko"),
    ("\u4e00-\u9fff", "zh"),
    ("\u0370-\u03ff", "el"),
    ("\u0590-\u05ff", "he"),
    ("\u0e00-\u0e7f", "th"),
    ("\u10a0-\u10ff", "ka"),
    ("\u0530-\u058f", "hy"),
)
_OWN_SCRIPT = re.compile(f"[{''.join(letters for letters, _ in _SCRIPTS)}]")
_ENGLISH = "en"
# Letters in a row; most words are found by the first form, in less time.
_WORD = re.compile(r"[a-z]+(?=[ ,.\n])|[^\W\d_]+")


def tell_language(raw: RawArticle, blocks: tuple[Block, ...], *, told: str | None = None) -> str:
    """The language of the article.

    What the caller says; else what its function words or script show clearly; else what the
    document states; else what py3langid makes of it; for a very short text, English.

    Args:
        raw: The article as read.
        blocks: Its labelled blocks; the prose is looked at.
        told: The caller's word, an ISO 639 code.

    Returns:
        ISO 639-1 code.
    """
    if told:
        return _code(told)
    prose = " ".join(raw.text[block.start : block.end] for block in blocks if block.kind in PROSE) or raw.text
    sample = prose[:_SAMPLE]
    if clear := _by_script(sample) or _by_function_words(sample):
        return clear
    if raw.language and re.fullmatch(r"[A-Za-z]{2}(?:[-_].*)?", raw.language.value):
        return _code(raw.language.value)
    if len(sample) < _SHORT and sample.isascii():
        return _ENGLISH
    import py3langid

    return str(py3langid.classify(sample)[0])


def _code(name: str) -> str:
    """`en-GB` as `en`."""
    return re.split(r"[-_]", name.lower())[0]


def _by_script(sample: str) -> str | None:
    """The language whose script most letters are of, where the script is one language's own."""
    if sample.isascii() or not _OWN_SCRIPT.search(sample):
        return None
    letters = sum(character.isalpha() for character in sample)
    for script, code in _SCRIPTS:
        # Japanese writes half its words in Chinese characters: some kana are enough.
        share = 0.1 if code == "ja" else 0.5
        if letters and len(re.findall(f"[{script}]", sample)) > share * letters:
            return code
    return None


def _by_function_words(sample: str) -> str | None:
    """The language whose function words the text is full of, if one is well ahead."""
    said = _WORD.findall(sample.lower())
    counts = {"": 0, "-": 0}
    known = _languages_of()
    for word, times in Counter(filter(known.__contains__, said)).items():
        for code in known[word]:
            counts[code] = counts.get(code, 0) + times
    (best, most), (_, second) = Counter(counts).most_common(2)
    clear = most > _CLEAR * len(said) and most > _AHEAD * second
    return best if clear and len(said) >= _FEWEST else None


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """For each function word, the languages it is one of."""
    languages: dict[str, tuple[str, ...]] = {}
    for line in lines("function_words.txt"):
        code, _, known = line.partition(":")
        for word in set(known.split()):
            languages[word] = (*languages.get(word, ()), code)
    return languages
