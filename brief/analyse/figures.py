"""Story → its figures: quantities, and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from brief.analyse import figures_elsewhere
from brief.analyse.counted import counted
from brief.analyse.terms import terms
from brief.cues import by_first_letter
from brief.grammar import shouts
from brief.model import Figure, FigureKind, Sentence, Span, Story
from brief.text import WordTable


def _one(*alternatives: str) -> str:
    """A group of alternatives, each possibly several divided by a bar."""
    return by_first_letter("|".join(alternatives).split("|"))


_SCALE = r"(?:hundred|thousand|million|billion|trillion|mn|bn|tn|m|k)"
_TEENS = "eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_WORD = "(?:{})".format(
    "|".join(
        [
            _one("a|one|two|three|four|five|six|seven|eight|nine|ten|several")
            + rf"\s+{_one('hundred|thousand|million|billion')}",
            _one("two|three|four|five|six|seven|eight|nine|ten", _TEENS),
            _one("twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety")
            + r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?",
            rf"(?:{_one('a|several|two|three')}\s+)?{_one('dozens?')}",
            rf"(?:{_one('tens|hundreds')}\s+of\s+)?{_one('hundreds|thousands|millions|billions')}",
        ]
    )
)
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CURRENCY = r"(?:(?:US|A|C|NZ|HK|S)?\$|€|£|¥|₹|₽|₩|USD\s?|EUR\s?|GBP\s?|Rs\.?\s?)"
_AROUND = r"(?:{}\s+)?".format(
    _one(
        r"about|around|nearly|almost|roughly|some|over|under|more\s+than|less\s+than|fewer\s+than",
        r"at\s+least|in\s+excess\s+of|up\s+to|at\s+most|as\s+many\s+as|an\s+estimated|approximately",
    )
)
_PERCENT = r"(?:\s?%|\s*-?\s?per\s?cent(?:age\s+points?)?\b|\s+basis\s+points\b)"
_MONEY = (
    r"(?:\s+(?:US\s+|Canadian\s+|Australian\s+)?(?:dollars?|euros?|pounds?|yen|yuan|rupees?|rubles?"
    r"|roubles?|francs?|pesos?|won|riyals?|dirhams?|crowns?|kron(?:er|or)|cents?)\b)"
)
# A unit in the singular measures only behind a hyphen: "85 barrel bombs" are bombs.
_MEASURE = (
    r"(?:(?:[\s-](?:kilomet(?:re|er)s|met(?:re|er)s|centimet(?:re|er)s|(?:nautical\s+)?miles|feet|inches|acres|hectares"
    r"|square\s+\w+|tonnes|tons|kilograms|kilos|pounds|barrels|lit(?:re|er)s|gallons|megawatts|gigawatts"
    r"|degrees|knots|light[\s-]years|metric\s+tons|km|kg|mph|MW|GW)|-(?:kilomet(?:re|er)|met(?:re|er)|mile|foot|inch|acre|hectare|tonne"
    r"|ton|kilo|pound|barrel|lit(?:re|er)|gallon|megawatt|gigawatt|degree))\b"
    r"(?:\s+(?:per|an)\s+(?:hour|second)\b)?)"
)
_UNIT = rf"(?:{_PERCENT}|{_MONEY}|{_MEASURE})"
_NUMBER = rf"(?:{_DIGITS})(?:[\s-]?{_SCALE}\b)?"
_SUM = rf"{_CURRENCY}{_NUMBER}"
# Between whole sums or shares "to" is mostly a change and where it led ("fell 4% to 7%") but behind these.
_RANGED = "(?:{})".format(
    "|".join(
        rf"(?<=\b{word}\s)"
        for word in ("of", "at", "be", "is", "are", "was", "were", "about", "around", "roughly", "some")
    )
)
_RANGE = "|".join(
    [
        rf"between\s+{_CURRENCY}?{_NUMBER}{_UNIT}?\s+and\s+{_CURRENCY}?{_NUMBER}{_UNIT}?",
        rf"(?<!\bfrom\s)(?:{_DIGITS})\s+to\s+{_NUMBER}{_UNIT}",
        rf"(?:{_DIGITS}){_UNIT}?[-–]{_NUMBER}{_UNIT}",
        rf"{_SUM}[-–]{_CURRENCY}?{_NUMBER}",
        rf"{_RANGED}(?:{_SUM}\s+to\s+{_SUM}|(?:{_DIGITS}){_UNIT}\s+to\s+(?:{_DIGITS}){_UNIT})",
    ]
)
_FIGURE = rf"""(?<![\w.,:/$€£¥-])(?P<figure>
      {_AROUND}(?:
        (?P<range>{{range}})
      | {_CURRENCY}(?:{_DIGITS})(?:[\s-]?{_SCALE}\b)?
      | (?:{_DIGITS})(?:[\s-]{_SCALE}\b)?(?P<unit>{_PERCENT}|{_MONEY}|{_MEASURE})?
      | {_WORD}\b(?P<word_unit>{_PERCENT}|{_MONEY}|{_MEASURE})?
    ))(?![\w%/:]|[.,]\d|-(?:year|month|week|day|hour|minute|second)s?-|-\d)"""
_RANGES, _SINGLE = (
    re.compile(_FIGURE.replace("{range}", form), re.VERBOSE | re.IGNORECASE) for form in (_RANGE, "(?!)")
)
# Ranges are looked for where one may be: most sentences have none, and at each figure that takes a while.
_MAY_RANGE = re.compile(r"(?:\bto\s+|[-–])[^\s\d]{0,4}\s?\d|between\s", re.IGNORECASE)
# What every figure has one of, if no digit.
_NUMBER_WORDS = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen dozens hundred hundreds
    thousand thousands million millions billion billions""".split()  # noqa: SIM905
)
_DIGIT = re.compile(r"\d")
_JOINT = re.compile("[-‑'’]")
# Time is told by the timeline; ages, places of a series and clock times count nothing.
_TIME_AFTER = re.compile(
    r"[\s-]+(?:more\s+|straight\s+|consecutive\s+|or\s+\w+\s+|to\s+\w+\s+)?(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|months?"
    r"|years?|decades?|centuries|o['’]clock|a\.?m|p\.?m|GMT|UTC|BST|EDT|EST|January|February|March|April|May"
    r"|June|July|August|September|October|November|December)(?!\w)",
    re.IGNORECASE,
)
_BEFORE_NOT = re.compile(
    r"(?:\baged?\s+(?:just|only|about|around|nearly)\s+|\b(?:aged?|page|chapter|section|article|number|no|route|highway|flight|room|day|week|phase|round|grade|level|game|season|episode|stage|lap|top"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec)\.?\s+(?:of\s+)?|[A-Z][\w.'’-]*\s+|\bby\s+the\s+)$"
)
_SENTENCE_OPENERS = frozenset(
    """a about after all almost among an and around as at because before but by during for from he
    her his however if in it its more most nearly no of on only our over she since so some than
    that the their then there these they this those though through to under until up we when
    where while with""".split()  # noqa: SIM905  (a list of words reads best as words)
)
# "The two countries" have been told of before: nothing is counted.
_KNOWN = re.compile(
    r"\b(?:the|these|those|both|his|her|its|their|our|my|your|other|last|first|next)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_RANGE_BEFORE = re.compile(
    r"(?:\d(?:m|bn|k)?|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty))\s?(?:to|or|and|-|–)\s?$|\bbetween\s+(?:[\d.,]+\s+and\s+)?$",
    re.IGNORECASE,
)
# "1 of 35", "one of three players", "half a million": no figure by itself.
_PART_BEFORE = re.compile(
    r"(?:\d|\bone)\s+of\s+(?:the\s+)?$|\bout\s+of\s+(?:the\s+)?$|\b(?:\d|one)\s+in\s+$|\b(?:half|(?:quarter|third|tenth|fraction)\s+of)\s+$",
    re.IGNORECASE,
)
# "Millions of years" is a time, "thousands of dollars" no sum.
_OF_TIME = re.compile(
    r"\s+of\s+(?:years|months|weeks|days|hours|minutes|seconds|dollars|pounds|euros)\b", re.IGNORECASE
)
# "The last 15 laps" are some of many.
_LATEST = re.compile(r"\b(?:last|first|next|past|final|other)\s+$", re.IGNORECASE)
_RANGE_AFTER = re.compile(
    r"\s+or\s+(?:more|less|fewer|so)\b|\s?(?:to|or|-|–)\s?(?:about\s+)?(?:[$€£]?\d|(?:three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b)",
    re.IGNORECASE,
)
# "Fell 19% to £1.4 billion" is a change and what it led to, of two kinds and so no range.
_LED_TO = re.compile(rf"\s+to\s+(?!(?:{_DIGITS}){_PERCENT})(?:{_CURRENCY}\d|(?:{_DIGITS})\s)", re.IGNORECASE)
_AGE_AFTER = re.compile(r"\s*,|\s+(?:and|or)\s+\d")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_TO_OR_AT = re.compile(r"\b(?:to|at|of)\s+$")
_BEFORE = 120
"""Characters before a figure in which all that these expressions look for has room."""
# What stands last where one of them matches.
_LATEST_WORDS = ("last", "first", "next", "past", "final", "other")
_RANGE_WORDS = ("to", "or", "and", "-", "–", "between")
_PART_WORDS = ("of", "the", "in", "half")
LONGEST_SENTENCE = 600
"""Characters; a longer one is a list of headlines or a table."""
_UNIT_LAST = re.compile(rf"{_UNIT}$", re.IGNORECASE)
_SHARE = re.compile(r"%|per\s?cent|percentage|basis", re.IGNORECASE)
_SHARE_BEFORE = re.compile(r"(?:%|per\s?cent)\s+to\s+$", re.IGNORECASE)
_SIGN = re.compile(r"[$€£¥₹₽₩]|\b(?:USD|EUR|GBP|Rs)\b")
# "Hundreds of miles" is a length.
_LENGTH_AFTER = re.compile(r"\s+of\s+(?:kilomet|met(?:re|er)s|miles|feet|light)", re.IGNORECASE)
# Half a bracket or a quotation mark, and marks that part two thoughts.
_UNFIT = re.compile(r"[()\[\]“”\"„«»;:—|\n]")


def figures(story: Story, sentences: Sequence[Sentence]) -> tuple[Figure, ...]:
    """Find the quantities that a story gives, each with what it counts or measures.

    Dates, times, durations (but those in prison), ages and numbers that only name
    something ("Section 9", "Boeing 737") are no quantities here.

    Args:
        story: Where the sentences stand.
        sentences: In reading order; an English one without a parse gives no figures, since
            nothing tells what its numbers count.

    Returns:
        Figures in reading order. `label` is the noun phrase that stands behind the
        figure ("homes in the valley"), or a whole phrase with the figure in it where
        that tells no more than its name ("killing at least 40 people", "Unemployment
        fell to 4.5 percent"). A figure that counts nothing we can name is left out.
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
        Figure(span=sentence.span.stretch(*figure), label=sentence.span.stretch(*label), sentence=index)
        for figure, label in figures_elsewhere.counted(story.slice(sentence.span), language)
    )


def _in_sentence(story: Story, index: int, sentence: Sentence) -> Iterator[Figure]:
    """The figures of one sentence."""
    # Most sentences hold no number, and to look for one takes longer than to look their words up.
    if not sentence.tokens or not any(map(_MAY_COUNT.__getitem__, sentence.words)):
        return
    text = story.slice(sentence.span)
    if len(text) > LONGEST_SENTENCE or shouts(text):
        return
    found = [
        Figure(
            span=sentence.span.stretch(*length),
            label=sentence.span.stretch(*said),
            sentence=index,
            kind="term",
        )
        for length, said in terms(text, sentence.words)
    ]
    found += _quantities(text, index, sentence)
    yield from sorted(found, key=lambda figure: figure.span)


def _quantities(text: str, index: int, sentence: Sentence) -> Iterator[Figure]:
    """What a sentence counts or measures."""
    figure = _RANGES if _MAY_RANGE.search(text) else _SINGLE
    for match in figure.finditer(text):
        found = None if _names_or_dates(text, match) else _counted(text, match, sentence)
        if found is not None:
            span = sentence.span.stretch(match.start("figure"), match.end("figure"))
            yield Figure(span=span, label=found[0], sentence=index, kind=found[1])


def _may_count(word: str) -> bool:
    """Whether a word in small letters, or a part of it, is a number."""
    return bool(_DIGIT.search(word)) or not _NUMBER_WORDS.isdisjoint(_JOINT.split(word))


_MAY_COUNT = WordTable(_may_count)


def _names_or_dates(text: str, match: re.Match[str]) -> bool:
    """Whether a number tells a time, an age or a name rather than a quantity."""
    figure, before, after = match["figure"], text[: match.start()], text[match.end() :]
    # The word before it tells whether an expression need be looked for: most words end none.
    shortly, last = before[-_BEFORE:], before[-_BEFORE:].rstrip().lower()
    if last.endswith(_LATEST_WORDS) and _LATEST.search(shortly):
        return True
    if _OF_TIME.match(after) or before.endswith(("[", "/-", "±")):
        return True
    if last.endswith(_RANGE_WORDS) and _RANGE_BEFORE.search(shortly):
        return True
    if _RANGE_AFTER.match(after) and not (_SHARE.search(figure) and _LED_TO.match(after)):
        return True
    if match["range"]:
        # "Between 10 and 12" of what is mostly a time or an age, "from about 4 to 7%" a change.
        return not _is_measured(match["range"]) or last.endswith("from")
    if match["unit"] or match["word_unit"] or not figure[0].isalnum():
        return False
    # "A 20-page booklet", "the 15-member council": a word of its own.
    if (after[:1] in "-‐‑" and after) or (last.endswith(_PART_WORDS) and _PART_BEFORE.search(shortly)):
        return True
    # "Update 5.50"; an index "fell to 50.4".
    if "." in figure and re.fullmatch(r"\d+\.\d+", figure) and not _TO_OR_AT.search(shortly):
        return True
    if figure == "1" or re.match(r"\s+(?:of|out\s+of|in)\s+(?:\d|every\b)", after):
        return True
    if _TIME_AFTER.match(after) or (figure.isalpha() and _KNOWN.search(shortly)):
        return True
    if named := _BEFORE_NOT.search(text, max(0, len(before) - _BEFORE), len(before)):
        word = named.group().strip()
        opens = not before[: named.start()].strip()
        usual = word.lower() in _SENTENCE_OPENERS or (opens and word[1:].islower())
        if not (word[:1].isupper() and usual) or word == "No.":
            return True
    if _YEAR.fullmatch(figure) or (last.endswith("until") and _YEAR.fullmatch(figure.split()[-1])):
        return True
    return before.rstrip().endswith(",") and figure.isdigit() and _AGE_AFTER.match(after) is not None


def _is_measured(figure: str) -> bool:
    """Whether a range is of money, a share or a measure."""
    return _SIGN.search(figure) is not None or _UNIT_LAST.search(figure) is not None


def _counted(text: str, match: re.Match[str], sentence: Sentence) -> tuple[Span, FigureKind] | None:
    """What a figure counts or measures, and what kind of figure it is."""
    base = sentence.span.start
    start, end = base + match.start("figure"), base + match.end("figure")
    inside = [index for index, token in enumerate(sentence.tokens) if token.start < end and token.end > start]
    found = counted(sentence.tokens, inside) if inside else None
    if found is None:
        return None
    (first, last), harmed = found
    final = sentence.tokens[last]
    # At the end of a sentence a full stop may be taken for a part of the last word ("$70m.").
    stopped = last == len(sentence.tokens) - 1 and final.text.endswith(".") and final.text.count(".") == 1
    stop = final.end - stopped
    label = replace(sentence.span, start=sentence.tokens[first].start, end=stop)
    words = text[label.start - base : label.end - base]
    if _UNFIT.search(words) or words.isupper():
        return None
    kind = _kind(text, match)
    if kind == "share" and label.start >= end and _SHARE_BEFORE.search(text[: match.start()]):
        return None  # "a 46 percent to 22 percent margin"
    if kind == "measure" and text[stop - base :].lstrip().startswith("("):
        return None  # "Guam is 3,380 km (2,100 miles) from": cut in its middle
    return label, "people" if harmed and kind == "count" else kind


def _kind(text: str, match: re.Match[str]) -> FigureKind:
    """What sort of figure it is by its unit."""
    last = _UNIT_LAST.search(match["range"]) if match["range"] else None
    unit = last.group() if last else match["unit"] or match["word_unit"] or ""
    if _SHARE.search(unit):
        return "share"
    if _SIGN.search(match["figure"]) or re.fullmatch(_MONEY, unit, re.IGNORECASE):
        return "money"
    return "measure" if unit or _LENGTH_AFTER.match(text, match.end()) else "count"
