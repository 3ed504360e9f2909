"""Story → its figures: quantities, and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from brief.analyse.figures_elsewhere import counted
from brief.model import Figure, Sentence, Span, Story

_SCALE = r"(?:hundred|thousand|million|billion|trillion|mn|bn|tn|m|k)"
_WORD = (
    r"(?:(?:a|one|two|three|four|five|six|seven|eight|nine|ten|several)\s+(?:hundred|thousand|million|billion)"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|(?:a\s+|several\s+|two\s+|three\s+)?dozens?"
    r"|(?:tens\s+of\s+|hundreds\s+of\s+)?(?:hundreds|thousands|millions|billions))"
)
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CURRENCY = r"(?:(?:US|A|C|NZ|HK|S)?\$|€|£|¥|₹|₽|₩|USD\s?|EUR\s?|GBP\s?|Rs\.?\s?)"
_AROUND = (
    r"(?:(?:about|around|nearly|almost|roughly|some|over|under|more\s+than|less\s+than|fewer\s+than"
    r"|at\s+least|up\s+to|at\s+most|as\s+many\s+as|an\s+estimated|approximately)\s+)?"
)
_PERCENT = r"(?:\s?%|\s*-?\s?per\s?cent(?:age\s+points?)?\b|\s+basis\s+points\b)"
_MONEY = (
    r"(?:\s+(?:US\s+|Canadian\s+|Australian\s+)?(?:dollars?|euros?|pounds?|yen|yuan|rupees?|rubles?"
    r"|roubles?|francs?|pesos?|won|riyals?|dirhams?|crowns?|kron(?:er|or)|cents?)\b)"
)
_MEASURE = (
    r"(?:[\s-](?:kilomet(?:re|er)s?|met(?:re|er)s?|centimet(?:re|er)s?|miles?|feet|foot|inch(?:es)?|acres?"
    r"|hectares?|square\s+\w+|tonnes?|tons?|kilograms?|kilos?|pounds?|barrels?|lit(?:re|er)s?|gallons?"
    r"|megawatts?|gigawatts?|degrees?|knots?|km|kg|mph|MW|GW)\b)"
)
FIGURE = re.compile(
    rf"""(?<![\w.,:/$€£¥-])(?P<figure>
      {_AROUND}(?:
        {_CURRENCY}(?:{_DIGITS})(?:[\s-]?{_SCALE}\b)?
      | (?:{_DIGITS})(?:[\s-]{_SCALE}\b)?(?P<unit>{_PERCENT}|{_MONEY}|{_MEASURE})?
      | {_WORD}\b(?P<word_unit>{_PERCENT}|{_MONEY}|{_MEASURE})?
    ))(?![\w%/:]|[.,]\d|-(?:year|month|week|day|hour|minute|second)s?-|-\d)""",
    re.VERBOSE | re.IGNORECASE,
)
# Time is told by the timeline; ages, places of a series and clock times count nothing.
_TIME_AFTER = re.compile(
    r"[\s-]+(?:more\s+|straight\s+|consecutive\s+|or\s+\w+\s+|to\s+\w+\s+)?(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|months?"
    r"|years?|decades?|centuries|o['’]clock|a\.?m|p\.?m|GMT|UTC|BST|EDT|EST|January|February|March|April|May"
    r"|June|July|August|September|October|November|December)(?!\w)",
    re.IGNORECASE,
)
_BEFORE_NOT = re.compile(
    r"(?:\b(?:aged?|page|chapter|section|article|number|no|route|highway|flight|room|day|week|phase|round|grade|level"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec)\.?\s+(?:of\s+)?|[A-Z][\w.'’-]*\s+|\bby\s+the\s+)$"
)
_SENTENCE_OPENERS = frozenset(
    """a about after all almost among an and around as at because before but by during for from he
    her his however if in it its more most nearly no of on only our over she since so some than
    that the their then there these they this those though through to under until up we when
    where while with""".split()  # noqa: SIM905  (a list of words reads best as words)
)
# Small words that neither open nor end what is counted.
_SMALL = _SENTENCE_OPENERS | frozenset(
    """of the a an just also were is was are not without every per near or later earlier ago away each
    apiece more less times""".split()  # noqa: SIM905  (a list of words reads best as words)
)
# A participle before its noun ("missing miners") is no verb of the clause.
_BEFORE_NOUN = frozenset(["amod", "compound", "nmod", "acl"])
# "The two countries" have been told of before: nothing is counted.
_KNOWN = re.compile(
    r"\b(?:the|these|those|both|his|her|its|their|our|my|your|other|last|first|next)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"\s*,|\s+(?:and|or)\s+\d")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NOUNISH = re.compile(r"\s+(?:of\s+)?(?=[^\W\d_])")
# Where what is counted ends: at a mark, a verb of the clause, or a word that opens another.
_LABEL_END = re.compile(
    r"[,;:.!?()\"“”„«»—–]|\s-\s|\s(?:early|late|(?:on\s+)?\w+day|and|but|or|who|which|that|as|after|before|since|while|when|where|because|if|than|said|says"
    r"|is|are|was|were|be|been|has|have|had|will|would|could|can|may|might|should|did|do|does|to|from|with)\b",
    re.IGNORECASE,
)
LONGEST_LABEL_WORDS = 9
LONGEST_BEFORE_WORDS = 9
# Numbers of people that name nobody: what befell them ("12 dead", "210 were injured"), what was
# done to them ("injuring 210"), what they are together ("a crowd of 5,000").
_BEFALLEN = (
    r"dead|dying|killed|injured|wounded|hurt|missing|homeless|arrested|detained|evacuated|displaced|rescued"
    r"|hospitali[sz]ed|infected|trapped|stranded|unaccounted\s+for"
)
_BEFELL = re.compile(
    rf"\s+(?:(?:others?|more|were|was|are|is|have\s+been|had\s+been|remain(?:ed)?|still|feared|reported(?:ly)?"
    rf"|confirmed|left|seriously|critically|slightly)\s+)*(?:{_BEFALLEN})\b",
    re.IGNORECASE,
)
_DONE_TO = re.compile(
    r"\b(?:kill|injur|wound|hurt|displac|arrest|detain|evacuat|trapp|infect|rescu|hospitali[sz])"
    r"(?:ing|ed|es|s)?\s+$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:an?|the)\s+(?:[\w-]+\s+)?(?:crowd|audience|force|group|team|population|workforce|staff|total|turnout|army"
    r"|convoy|fleet|gathering|membership|attendance|toll|majority|party)\s+of\s+$",
    re.IGNORECASE,
)
_SUM_BEFORE = re.compile(
    r"\b(?:toll|tally|total|attendance|membership|population|number\s+of\s+\w+)\s+(?:\w+\s+)?(?:to|at|of|was|is|reached|passed|hit)\s+$",
    re.IGNORECASE,
)
# Who is only counted, not named, is told by what they did: "thousands marched through Kyiv".
_THRONG = re.compile(r"(?:.*\s)?(?:hundreds|thousands|millions)", re.IGNORECASE)
_DID = re.compile(r"\s+(?!\w+ly\b)[a-z]+ed\b|\s+(?:fled|took|went|came|left|stood|lost|sang|held|fought)\b")
_DEED_END = re.compile(
    r"[,;:.!?()\"“”„«»—–]|\s(?:and|but|or|as|after|before|while|when|because|if|said|says)\b"
)


def figures(story: Story, sentences: Sequence[Sentence]) -> tuple[Figure, ...]:
    """Find the quantities that a story gives, each with what it counts.

    Dates, times, durations, ages and numbers that only name something ("Section 9",
    "Boeing 737") are no quantities here.

    Args:
        story: Where the sentences stand.
        sentences: In reading order.

    Returns:
        Figures in reading order. `label` is what stands after the figure ("homes
        in the valley"), or before it where a rate or sum is told ("unemployment
        fell to"). A figure that counts nothing we can name is left out.
    """
    return tuple(
        figure for index, sentence in enumerate(sentences) for figure in _of_sentence(story, index, sentence)
    )


def _of_sentence(story: Story, index: int, sentence: Sentence) -> Iterator[Figure]:
    """The figures of one sentence, in the way of its language."""
    language = story.articles[sentence.span.article].language.split("-")[0]
    if language == "en":
        return _in_sentence(story, index, sentence)
    return (
        Figure(span=_within(sentence.span, *figure), label=_within(sentence.span, *label), sentence=index)
        for figure, label in counted(story.slice(sentence.span), language)
    )


def _in_sentence(story: Story, index: int, sentence: Sentence) -> Iterator[Figure]:
    """The figures of one sentence."""
    text = story.slice(sentence.span)
    for match in FIGURE.finditer(text):
        if _names_or_dates(text, match):
            continue
        label = _label(text, match, sentence)
        if label is None:
            continue
        yield Figure(
            span=_within(sentence.span, match.start("figure"), match.end("figure")),
            label=_within(sentence.span, *label),
            sentence=index,
        )


def _within(span: Span, start: int, end: int) -> Span:
    """A stretch of a span, by offsets into it."""
    return Span(article=span.article, start=span.start + start, end=span.start + end, part=span.part)


def _names_or_dates(text: str, match: re.Match[str]) -> bool:
    """Whether a number tells a time, an age or a name rather than a quantity."""
    figure, before, after = match["figure"], text[: match.start()], text[match.end() :]
    if match["unit"] or match["word_unit"] or not figure[0].isalnum():
        return False
    if figure == "1" or re.match(r"\s+of\s+\d", after):
        return True
    if _TIME_AFTER.match(after) or (figure.isalpha() and _KNOWN.search(before)):
        return True
    if named := _BEFORE_NOT.search(before):
        word = named.group().strip()
        opens = not before[: named.start()].strip()
        usual = word.lower() in _SENTENCE_OPENERS or (opens and word[1:].islower())
        if not (word[:1].isupper() and usual):
            return True
    if _YEAR.fullmatch(figure):
        return True
    return before.rstrip().endswith(",") and figure.isdigit() and _AGE_AFTER.match(after) is not None


def _label(text: str, match: re.Match[str], sentence: Sentence) -> tuple[int, int] | None:
    """Offsets of what the figure counts."""
    measured = match["unit"] or match["word_unit"] or not match["figure"][0].isalnum()
    after = _after(text, match.end(), sentence)
    if not measured:
        return _led_by(_TOGETHER, text, match) or after or _people(text, match)
    if re.search(r"\b(?:an?|the|its|their|his|her)\s+$", text[: match.start()]):
        return after
    if after and re.match(r"of\b", text[after[0] :]):
        return after
    return _before(text, match.start(), sentence) or after


def _led_by(pattern: re.Pattern[str], text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Offsets of words right before a figure."""
    found = pattern.search(text[: match.start()])
    return (found.start(), found.start() + len(found.group().rstrip())) if found else None


def _people(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Offsets of what tells whom a bare number counts."""
    before = text[: match.start()]
    if befell := _BEFELL.match(text, match.end()):
        return match.end() + 1, befell.end()
    if done_to := _led_by(_DONE_TO, text, match):
        return done_to
    if _SUM_BEFORE.search(before):
        start = max((mark.end() for mark in _DEED_END.finditer(before)), default=0)
        words = before[start:]
        short = len(words.split()) <= LONGEST_BEFORE_WORDS
        return (start + len(words) - len(words.lstrip()), len(before.rstrip())) if short else None
    if _THRONG.fullmatch(match["figure"]) and _DID.match(text, match.end()):
        end = _DEED_END.search(text, match.end())
        deed = list(re.finditer(r"\S+", text[match.end() : end.start() if end else len(text)]))
        deed = deed[:LONGEST_LABEL_WORDS]
        return match.end() + deed[0].start(), match.end() + deed[-1].end()
    return None


def _after(text: str, start: int, sentence: Sentence) -> tuple[int, int] | None:
    """The words that follow, as far as they tell what is counted."""
    if not _NOUNISH.match(text, start):
        return None
    end = _LABEL_END.search(text, start + 1)
    stop = min(end.start() if end else len(text), _first_verb(sentence, start))
    words = list(re.finditer(r"\S+", text[start:stop]))[:LONGEST_LABEL_WORDS]
    while words and words[-1].group().lower() in _SMALL:
        words.pop()
    if not words or (words[0].group().lower() in _SMALL and words[0].group().lower() != "of"):
        return None
    first, last = start + words[0].start(), start + words[-1].end()
    # A name after a number is its neighbour in a list or caption, unless it is what is counted.
    named = words[0].group()[0].isupper() and not words[0].group().rstrip(".,").endswith("s")
    return (first, last) if not named and _names_something(sentence, first, last) else None


def _first_verb(sentence: Sentence, start: int) -> int:
    """Offset into the sentence of the first verb from `start` on that says what the counted do."""
    base = sentence.span.start
    return min(
        (
            token.start - base
            for token in sentence.tokens
            if token.start - base >= start and token.pos in ("VERB", "AUX") and token.dep not in _BEFORE_NOUN
        ),
        default=sentence.span.end - base,
    )


def _before(text: str, end: int, sentence: Sentence) -> tuple[int, int] | None:
    """The words of the clause that lead to the figure ("unemployment fell to")."""
    piece = text[:end].rstrip()
    marks = list(re.finditer(r"[,;:.!?()\"“”„«»—–](?=\s|$)", piece))
    start = marks[-1].end() if marks else 0
    words = list(re.finditer(r"\S+", piece[start:]))
    while words and words[0].group().lower() in ("and", "but", "or", "that", "which", "while", "when"):
        words.pop(0)
    if not 2 <= len(words) <= LONGEST_BEFORE_WORDS or words[-1].group().lower() == "by":
        return None
    first, last = start + words[0].start(), start + words[-1].end()
    return (first, last) if _names_something(sentence, first, last) else None


def _names_something(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a noun stands in this stretch of the sentence; taken for granted without a parse."""
    base = sentence.span.start
    inside = [token for token in sentence.tokens if start <= token.start - base < end]
    return not inside or any(token.pos in ("NOUN", "PROPN") for token in inside)
