"""Make `brief/data/everyday_en.txt`, the words that news writes small: `python -m benchmarks.make_everyday`.

Counted over the texts of `news/` and `clusters/`; the file holds words, no text. A word at the beginning of a
sentence or behind a quotation mark tells nothing and is not counted.
"""

from __future__ import annotations

import json
import re
from collections import Counter

from benchmarks.records import DATA
from brief.resources import data

SETS = (
    "news/bbc_raw.dev.jsonl",
    "clusters/story_newscluster.dev.jsonl",
    "clusters/story_wikinews.dev.jsonl",
)
FEWEST = 4
"""Articles that write a word small."""
HEADER = """# Words that English news writes small at least as often as with a capital, four articles or more.
# Counted over news articles of 2004 to 2018 (BBC corpus, Greene & Cunningham, 2006, and others); no text.
# Made by benchmarks/make_everyday.py.
"""
_WORD = re.compile(r"(?<![.!?:\"'“‘”]\s)(?<=\s)([A-Za-z][a-z]+)\b")


def main() -> None:
    """Write the file."""
    small, large = Counter[str](), Counter[str]()
    for name in SETS:
        for line in (DATA / name).read_text(encoding="utf-8").splitlines():
            words = set(_WORD.findall(json.loads(line)["text"]))
            small.update(word for word in words if word.islower())
            large.update(word.lower() for word in words if not word.islower())
    everyday = sorted(word for word, count in small.items() if count >= FEWEST and count >= large[word])
    target = data("everyday_en.txt")
    target.write_text(HEADER + "\n".join(everyday) + "\n", encoding="utf-8")
    print(f"{len(everyday)} words in {target}")


if __name__ == "__main__":
    main()
