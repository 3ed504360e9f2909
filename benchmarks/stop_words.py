"""Write brief/data/stopwords/: `python -m benchmarks.stop_words`, with spaCy installed."""

from __future__ import annotations

import importlib
from importlib.metadata import version
from pathlib import Path

from brief.text import words

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "ru", "ar")
FOLDER = Path(__file__).parent.parent / "brief" / "data" / "stopwords"
HEAD = """# Stop words ({language}). Source: spaCy {version}, spacy/lang/{language}/stop_words.py.
# Licence: MIT, (c) ExplosionAI GmbH and contributors. Made again by: python -m benchmarks.stop_words
"""


def main() -> None:
    """Write one file a language."""
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        listed = importlib.import_module(f"spacy.lang.{language}.stop_words").STOP_WORDS
        # As our own words() would cut them, so that they meet ("it's", "n't").
        found = sorted({word for entry in listed for word in words(entry)} | {"s", "t"})
        head = HEAD.format(language=language, version=version("spacy"))
        (FOLDER / f"{language}.txt").write_text(head + "\n".join(found) + "\n", encoding="utf-8")
        print(f"{language}: {len(found)} words")


if __name__ == "__main__":
    main()
