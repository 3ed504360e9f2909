"""Where sentences end, beside pysbd and nltk: `python -m benchmarks.sentences`.

Exact case files (tests/cases/sentences, written by us: they show what each misses, not who
is better), and megabytes of news a second of processor time, all three in one run. nltk is
its own Punkt class with our parameters, so that only the rules around it differ.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.records import DATA, pysbd_segments
from brief.analyse.sentences import punkt_parameters, split

CASES = Path(__file__).parent.parent / "tests" / "cases" / "sentences"
SLOW_SHARE = 20
"""pysbd reads this fraction of the articles: it would take minutes for all."""
Splitter = Callable[[str, str], Sequence[str]]


def main() -> None:
    """Print both tables."""
    figures()


def figures() -> dict[str, float]:
    """Print both tables; return the share of cases that are exact."""
    splitters: dict[str, Splitter] = {"brief": _ours, "nltk Punkt": _nltk, "pysbd": _pysbd}
    cases = [_case(path) for path in sorted(CASES.glob("*.txt"))]
    lines = (DATA / "news" / "bbc_raw.dev.jsonl").read_text(encoding="utf-8").splitlines()
    news = [paragraph for line in lines for paragraph in json.loads(line)["text"].split("\n") if paragraph]
    print(f"{'':12s}{'exact cases':>14s}{'MB a second':>14s}")
    kept = {}
    for name, splitter in splitters.items():
        exact = (
            100 * sum(_folded(splitter(text, language)) == out for text, language, out in cases) / len(cases)
        )
        read = news[:: SLOW_SHARE if name == "pysbd" else 1]
        print(f"{name:12s}{exact:>12.1f} %{_speed(splitter, read):>14.2f}", flush=True)
        if name == "brief":
            kept["sentences: exact cases, percent"] = exact
    return kept


def _ours(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in split(text, language=language)]


def _nltk(text: str, language: str) -> list[str]:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    if language not in _PUNKTS:
        _PUNKTS[language] = PunktSentenceTokenizer(punkt_parameters(language)).tokenize
    return _PUNKTS[language](text)


_PUNKTS: dict[str, Callable[[str], list[str]]] = {}


def _pysbd(text: str, language: str) -> list[str]:
    return pysbd_segments(text, language)


def _case(path: Path) -> tuple[str, str, list[str]]:
    """The text of a case, its language and the sentences expected."""
    head, _, rest = path.read_text(encoding="utf-8").partition("\n--- in\n")
    text, _, expected = rest.partition("\n--- out\n")
    return text, head.partition("\nlanguage: ")[2] or "en", expected.splitlines()


def _folded(sentences: Sequence[str]) -> list[str]:
    return [" ".join(sentence.split()) for sentence in sentences if sentence.strip()]


def _speed(splitter: Splitter, texts: Sequence[str]) -> float:
    """Megabytes a second of processor time; the first text, which loads things, not counted."""
    splitter(texts[0], "en")
    started = time.process_time()
    for text in texts:
        splitter(text, "en")
    return sum(len(text) for text in texts) / 1e6 / (time.process_time() - started)


if __name__ == "__main__":
    main()
