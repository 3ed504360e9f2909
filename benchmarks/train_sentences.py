"""Train Punkt's parameters for English: `python -m benchmarks.train_sentences`.

Reads `news/` of the evaluation data (BRIEF_EVAL_DATA, else ../shared/data) and writes
brief/data/punkt_en.json: abbreviations, collocations, sentence starters and, for words
seen often enough, in what case they were seen where. Single words only; no text.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from pathlib import Path

from nltk.tokenize.punkt import PunktTrainer

DATA = Path(os.environ.get("BRIEF_EVAL_DATA", "../shared/data"))
TARGET = Path(__file__).parent.parent / "brief" / "data" / "punkt_en.json"
# Rarer words tell little: Punkt treats what it does not know as undecided.
SEEN = 5


def main() -> None:
    """Train on every article, and write the parameters."""
    lines = (DATA / "news" / "bbc_raw.dev.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    trainer = PunktTrainer()
    for text in texts:
        trainer.train(text, finalize=False)
    trainer.finalize_training()
    learned = trainer.get_params()
    seen = Counter(word.lower().strip(".,;:!?\"'()") for text in texts for word in text.split())
    contexts = defaultdict(list)
    for word, flags in sorted(learned.ortho_context.items()):
        if seen[word] >= SEEN and word.isalpha():
            contexts[str(flags)].append(word)
    trained = {
        "source": "word statistics of the BBC news corpus (Greene & Cunningham 2006, research use)",
        "licence": "single words and counts are facts; this file: as brief (Apache-2.0)",
        "made by": "python -m benchmarks.train_sentences",
        # British news writes few stops: what Punkt finds besides is short words at sentence ends.
        "abbreviations": sorted(word for word in learned.abbrev_types if "." in word.strip(".")),
        "collocations": sorted(learned.collocations),
        "starters": sorted(learned.sent_starters),
        "contexts": {flags: " ".join(found) for flags, found in sorted(contexts.items())},
    }
    TARGET.write_text(json.dumps(trained, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print({name: len(value) for name, value in trained.items()}, TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
