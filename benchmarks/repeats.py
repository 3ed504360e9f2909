"""Repeats inside an article, beside rapidfuzz: what goes and what stays; run by `benchmarks.dedupe`.

Into real articles one sentence is planted again, either as a repeat that should go or with a fact changed,
which should stay.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from brief.analyse.sentences import split
from brief.dedupe import dedupe
from brief.dedupe.alike import alike
from brief.dedupe.sentences import units_of
from brief.dedupe.words import read
from brief.model import Article, Block, Story

SEED = 5
# Peer's usual setting for "nearly the same".
FUZZY = 85
WORDS = (8, 40)
Change = Callable[[str, random.Random, Sequence[str]], str | None]


def main(bases: Sequence[str]) -> None:
    """Print how many planted sentences each method takes out, by what was done to them."""
    chance = random.Random(SEED)
    common = [word for word, _ in Counter(re.findall(r"\b[a-z]{4,}\b", " ".join(bases))).most_common(3000)]
    for title, kinds in (("repeats taken out", REPEATS), ("news taken out", NEWS)):
        for name, change in kinds.items():
            print(row(f"{title}: {name}", [removed(case) for case in planted(bases, change, chance, common)]))
    for share in (0, 10, 20, 30):
        cases = list(planted(bases, edits(share / 100), chance, common))
        found = sum(map(looked_at, cases)) / len(cases)
        print(f"looked at, {share}% of words changed: {found:.3f} of {len(cases)}")
    stories = [told(base.splitlines()) for base in bases]
    begun = time.process_time()
    gone = sum(len(dedupe(story, split=split).removed) for story in stories)
    spent = time.process_time() - begun
    words = sum(len(base.split()) for base in bases)
    print(f"unchanged articles: {gone} removals in {len(bases)} articles, {words / spent:,.0f} words/CPU s")


Case = tuple[str, str, list[str]]
"""A sentence, what was planted, and the paragraphs of its article with it."""


def planted(
    bases: Sequence[str], change: Change, chance: random.Random, common: Sequence[str]
) -> Iterator[Case]:
    """Articles with one sentence planted again."""
    for base in bases:
        lines = [line for line in base.splitlines() if line.strip()]
        told_once = [line[start:end] for line in lines for start, end in split(line)]
        fitting = [one for one in told_once if WORDS[0] <= len(one.split()) <= WORDS[1]]
        for original in chance.sample(fitting, min(3, len(fitting))):
            again = change(original, chance, common)
            if again and again != original:
                yield original, again, [*lines, "Nothing else of the kind was heard of that week.", again]
                break
            if change is exact:
                yield original, original, [*lines, original]
                break


def removed(case: Case) -> tuple[bool, bool]:
    """Whether ours and the peer take the planted sentence out, or the one it was made from."""
    from rapidfuzz import fuzz

    _, again, lines = case
    story = dedupe(told(lines), split=split)
    cuts = [cut for cut in story.removed if again in (story.slice(cut.span), story.slice(cut.repeats))]
    earlier = (line[start:end] for line in lines[:-1] for start, end in split(line))
    return bool(cuts), any(fuzz.ratio(again, one) >= FUZZY for one in earlier)


def looked_at(case: Case) -> bool:
    """Whether the planted sentence is set beside the one it was made from."""
    original, again, lines = case
    pairs = alike(units_of(told(lines), split))
    return any(one.passage.text == original and other.passage.text == again for one, other in pairs)


def told(lines: Sequence[str]) -> Story:
    """A story of one article of these paragraphs."""
    blocks, start = [], 0
    for number, line in enumerate(lines, 1):
        blocks.append(Block(kind="paragraph", start=start, end=start + len(line), number=number))
        start += len(line) + 1
    paragraphs = tuple(block for block in blocks if block.end > block.start)
    return Story(
        articles=(
            Article(uri="", sha256="", text="\n".join(lines), blocks=paragraphs, paragraphs=paragraphs),
        )
    )


def row(name: str, outcomes: Sequence[tuple[bool, bool]]) -> str:
    """A line of the table."""
    ours, peer = (sum(column) / max(1, len(outcomes)) for column in zip(*outcomes, strict=True))
    return f"{name:<44} brief {ours:.3f}  rapidfuzz {peer:.3f}  of {len(outcomes)}"


def exact(sentence: str, chance: random.Random, common: Sequence[str]) -> str:
    """As it was."""
    return sentence


def rewritten(sentence: str, chance: random.Random, common: Sequence[str]) -> str:
    """In capitals, or with other quotes and spaces."""
    if chance.random() < 0.5:
        return sentence.upper()
    return sentence.replace('"', "”").replace(" ", "  ", 3).replace("'", "’").rstrip(".") + " ."


def grammar(sentence: str, chance: random.Random, common: Sequence[str]) -> str | None:
    """Without its articles."""
    return re.sub(r"(?<=\w )(?:the|a|an) ", "", sentence)


def clause_cut(sentence: str, chance: random.Random, common: Sequence[str]) -> str | None:
    """Without what follows its last comma."""
    head = sentence.rpartition(", ")[0]
    if len(head.split()) < WORDS[0] or head.count('"') % 2:
        return None
    denied = any(word.fact == "negation" for word in read(sentence[len(head) :]))
    return None if denied else head + "."


def word_changed(sentence: str, chance: random.Random, common: Sequence[str]) -> str | None:
    """With one word of content another."""
    words = [word for word in read(sentence) if word.fact is None and not word.plain and not word.quoted]
    inner = [word for word in words if word.start and sentence[word.start].islower()]
    if not inner or len(sentence.split()) < 12 or '"' in sentence:
        return None
    word = chance.choice(inner)
    return sentence[: word.start] + chance.choice(common) + sentence[word.end :]


def edits(share: float) -> Change:
    """With a share of its words, whichever, replaced by others."""

    def edit(sentence: str, chance: random.Random, common: Sequence[str]) -> str:
        words = sentence.split()
        for place in chance.sample(range(len(words)), round(share * len(words))):
            words[place] = chance.choice(common)
        return " ".join(words)

    return edit if share else exact


def fact_changed(kind: str, others: Sequence[str]) -> Change:
    """With one fact of a kind another."""

    def change(sentence: str, chance: random.Random, common: Sequence[str]) -> str | None:
        words = [word for word in read(sentence) if word.fact == kind and word.start]
        words = [word for word in words if kind != "number" or sentence[word.start].isdigit()]
        if not words:
            return None
        word = chance.choice(words)
        other = str(chance.randint(1, 999)) if kind == "number" else chance.choice(others)
        if other.lower() == word.key:
            return None
        return sentence[: word.start] + other + sentence[word.end :]

    return change


def denied(sentence: str, chance: random.Random, common: Sequence[str]) -> str | None:
    """With a "not" after its first verb of the kind."""
    return re.sub(
        r"\b(is|was|are|were|will|has|have|had|would|could)\b(?! not)", r"\1 not", sentence, count=1
    )


def quote_changed(sentence: str, chance: random.Random, common: Sequence[str]) -> str | None:
    """With a quoted word another."""
    words = [word for word in read(sentence) if word.quoted and not word.plain]
    if not words:
        return None
    word = chance.choice(words)
    return sentence[: word.start] + chance.choice(common) + sentence[word.end :]


REPEATS: dict[str, Change] = {
    "as it was": exact,
    "capitals, quotes, spaces": rewritten,
    "articles dropped": grammar,
    "last clause cut": clause_cut,
    "one word changed": word_changed,
}
NAMES = ("Verhoef", "Brandsma", "Okafor", "Lindqvist", "Castellano", "Ramirez", "Vlist", "Arnhem")
DATES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "1987", "March")
NEWS: dict[str, Change] = {
    "another number": fact_changed("number", ()),
    "another date": fact_changed("date", DATES),
    "another name": fact_changed("name", NAMES),
    "a denial": denied,
    "another quoted word": quote_changed,
}
