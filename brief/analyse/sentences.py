"""Where sentences begin and end: nltk's Punkt for what it knows, rules for what it gets wrong."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import Any
from unicodedata import category

from brief import resources, slim
from brief.analyse.words import terms
from brief.cues import saying
from brief.model import Article, Block, Sentence, Span, Story
from brief.text import words


def sentences(story: Story) -> tuple[tuple[Sentence, ...], tuple[Sentence | None, ...]]:
    """Cut the prose of a story into sentences.

    Returns:
        The sentences of the paragraphs still told, article by article in reading order,
        a dateline left out of the first; and for each article its headline as a
        sentence, or None where it has none.
    """
    found = [
        _sentence(article, Span(article=index, start=start, end=end), paragraph.number)
        for index, article in enumerate(story.articles)
        for paragraph in article.paragraphs
        for start, end in _in_paragraph(article, paragraph)
    ]
    titles = [_title(story, index) for index in range(len(story.articles))]
    return tuple(found), tuple(titles)


def split(
    text: str, *, language: str = "en", start: int = 0, end: int | None = None
) -> list[tuple[int, int]]:
    """Say where the sentences of `text[start:end]` begin and end.

    Args:
        text: Any text; best one paragraph at a time. A blank line always ends a sentence,
            a line end does where the line was not full or a list item follows.
        language: ISO 639-1 code. Without rules for it, those for English apply.
        start: Offset to begin at.
        end: Offset to stop before; None for the end of the text.

    Returns:
        Rising, disjoint (start, end) offsets into `text`, white space trimmed at both ends,
        closing quotes and brackets with the sentence they close. Empty for white space alone.

    Source:
        Kiss and Strunk, "Unsupervised multilingual sentence boundary detection", 2006
        (nltk's PunktSentenceTokenizer decides on abbreviations, initials and numbers).

    >>> text = "Gen. Lee left the U.S. at 5 p.m. He flew."
    >>> [text[start:end] for start, end in split(text)]
    ['Gen. Lee left the U.S. at 5 p.m.', 'He flew.']
    """
    part = text[start:end]
    return [(start + first, start + last) for first, last in _split(part, language)]


# `dedupe` and then `analyse` cut the same paragraphs of a story.
@lru_cache(maxsize=200)
def _split(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a whole text begin and end."""
    paragraph = _Paragraph.of(text, 0, len(text), _rules(language))
    spans = []
    start = 0
    for cut in (*_cuts(paragraph), len(text)):
        span = _trimmed(text, start, cut)
        if span is not None:
            spans.append(span)
        start = cut
    return tuple(_rejoined(text, spans))


def _in_paragraph(article: Article, paragraph: Block) -> list[tuple[int, int]]:
    """The sentences of one paragraph, without the dateline."""
    start = paragraph.start
    if article.dateline is not None and start <= article.dateline.start < paragraph.end:
        start = min(article.dateline.end, paragraph.end)
    elif later := _DATELINE.match(article.text, start, paragraph.end):
        start = later.end()
    return split(article.text, language=article.language, start=start, end=paragraph.end)


# A dateline further down, where another report was joined on ("KANSAS CITY, Kan. -- ").
_PLACE = r"[A-Z][A-Z.'’-]+(?:[ ,/]+[A-Z][A-Z.'’-]+){0,4}"
_AGENCY = r" ?\([A-Z][\w .]*\)"
_DATELINE = re.compile(
    rf"{_PLACE}(?:(?:, [A-Z][a-z]+\.?){{0,2}}(?:{_AGENCY})? ?(?:--|—|–) ?"
    rf"|(?:, [A-Z][a-z]+\.?(?: [A-Z][a-z]+)?|{_AGENCY}) - )(?=\S)"
)


def _sentence(article: Article, span: Span, paragraph: int) -> Sentence:
    """A sentence with its words and terms."""
    said = tuple(words(article.slice(span)))
    return Sentence(span=span, paragraph=paragraph, words=said, terms=terms(said, language=article.language))


def _title(story: Story, index: int) -> Sentence | None:
    """The headline of an article as a sentence."""
    span = story.headline(index)
    if span is None:
        return None
    article = story.articles[index]
    return _sentence(article, span, article.number_at(span.start) if span.part == "text" else 1)


def punkt_parameters(language: str) -> Any:
    """What Punkt goes by: nltk's PunktParameters, from the word lists and what was learned.

    Args:
        language: ISO 639-1 code; English where we have no rules.

    Returns:
        Abbreviations, collocations, sentence starters and the cases words were seen in;
        of the last three none for a language it was not trained on.
    """
    rules = _rules(language)
    learned = slim.load("nltk.tokenize.punkt").PunktParameters()
    learned.abbrev_types = {*rules.may_end, *rules.title, *rules.inside, *rules.number}
    path = resources.data(f"punkt_{rules.language}.json")
    if path.is_file():
        trained = json.loads(path.read_text(encoding="utf-8"))
        learned.abbrev_types.update(trained["abbreviations"])
        learned.collocations = {(first, second) for first, second in trained["collocations"]}
        learned.sent_starters = set(trained["starters"])
        for flags, listed in trained["contexts"].items():
            for word in listed.split():
                learned.ortho_context[word] = int(flags)
    return learned


# What may end a sentence: stops of any script with the marks that close with them; a line
# end; a stop with the next sentence glued on ("scene.Police", from pages cut badly).
_CANDIDATE = re.compile(
    r"""(?P<stop>\.(?:[ ]?\.)+|[.!?…؟۔।॥]+)(?P<close>["'”’»›“)\]}]*)(?=\s|$)"""
    r"""|(?P<wide>[。！？][。！？”’」』）》"')]*)"""
    r"""|(?P<line>\n\s*)"""
    r"""|(?<=[^\W\d_A-Z]{3})(?P<glued>[.!?]["”’]?)(?=["“‘]?[A-Z][a-z])"""
)
_STOPS = re.compile("[.!?…؟۔।॥。！？\n]")
"""What a candidate begins with."""
_BEFORE = re.compile(r"[^\s(\[{\"“”‘«»—–]+$")
_NEXT = re.compile(r"""\s*(?P<open>["'“”‘’«»„‚(\[{`¡¿*•$£€#@+-]{0,3}\s?)(?P<word>[^\W_][\w'’.&-]*)?""")
_LONE = re.compile(r"""(?:(?<=\s)|(?<=^))(?:``|''|["'`”’“‘«»])(?=\s|$)""")
_MARKS = re.compile("[\"'`”’“‘«»]")
"""What a lone mark begins with."""
_BULLET = re.compile(r"(?:[•▪●◦‣·▸►■]|[*–—-](?=\s))\s*")
_ITEM = re.compile(r"\s*(?:[•▪●◦‣·▸►■]|[*–—-]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_ENUMERATION = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})")
_PRONOUNS = resources.listed("grammar_en.txt", "he", "i_or_you")
_DOTS = frozenset(".… ")
_DASHES = ("–", "—", "--")
_QUOTES = frozenset("\"'”’»›“")
# Before and behind a stop with no white space after it, where it ends a sentence.
_WORD = 24
_SMALL_WORD = re.compile(r"(?<!\S)[a-zà-ÿ'’-]{4,}$")
_GOES_ON = re.compile(r"[\"“‘]?[A-Z][\w'’-]+ [a-zà-ÿ]{2,}\b")
_SHORT_LINE = 0.8
# A short bracket is one aside; a longer one is a text of its own.
_BRACKETED = re.compile(r"\([^()\n]{1,200}\)")


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a language's file lists, and Punkt with its parameters."""

    language: str
    title: frozenset[str]
    number: frozenset[str]
    inside: frozenset[str]
    may_end: frozenset[str]
    exclaiming: frozenset[str]
    starter: frozenset[str]
    sure: frozenset[str]
    homograph: frozenset[str]
    reporting: frozenset[str]
    """Verbs of saying."""
    timezone: frozenset[str]
    ordinal: frozenset[str]

    def abbreviates(self, word: str) -> bool:
        """Whether the word, without its stop, is one that is written with a stop."""
        return word in self.may_end or word in self.title or word in self.inside or word in self.number


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """The stretch of text being cut, and what is known of the whole of it."""

    text: str
    start: int
    end: int
    rules: _Rules
    caseless: bool
    """Whether it has no capital letter, so that case tells nothing."""
    closing: frozenset[int]
    """Offsets of quotation marks that stand between spaces and close a quotation."""
    asides: tuple[tuple[int, int], ...]
    """Stretches in brackets short enough to be one aside."""
    line: int
    """Length of its longest line."""

    @staticmethod
    def of(text: str, start: int, end: int, rules: _Rules) -> _Paragraph:
        """Look over the paragraph once."""
        part = text[start:end]
        return _Paragraph(
            text=text,
            start=start,
            end=end,
            rules=rules,
            caseless=part.islower() or not any(character.isupper() for character in part),
            closing=frozenset(_closing(text, start, end)),
            asides=tuple(_asides(text, start, end)) if "(" in part else (),
            line=max(map(len, part.split("\n"))) if "\n" in part else 0,
        )


def _cuts(paragraph: _Paragraph) -> Iterator[int]:
    """The offsets at which a sentence ends, rising."""
    apart = paragraph.start
    for found in _found(_CANDIDATE, _STOPS, paragraph.text, paragraph.start, paragraph.end):
        if found.start() < apart:  # between a sentence and the mark on the next line that closes it
            continue
        if _in_aside(paragraph, found.start()):
            continue
        kind = found.lastgroup
        if kind == "wide":
            yield found.end()
        elif kind == "line":
            if _ends_at_line(paragraph, found):
                yield found.start()
        elif kind == "glued":
            if _ends_though_glued(paragraph, found):
                yield found.end()
        else:
            cut = _after_what_stands_apart(paragraph, found.end())
            if _ends(paragraph, found, cut):
                apart = cut
                yield cut


def _found(
    pattern: re.Pattern[str], signs: re.Pattern[str], text: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` finds, in a third of the time: each match begins with one of the signs."""
    after = start
    for sign in signs.finditer(text, start, end):
        if sign.start() >= after and (found := pattern.match(text, sign.start(), end)):
            yield found
            after = found.end()


def _ends(paragraph: _Paragraph, found: re.Match[str], cut: int) -> bool:
    """Whether a stop, with white space or nothing after it, ends the sentence."""
    following = _NEXT.match(paragraph.text, cut, paragraph.end)
    if following is None or following.end() == paragraph.end == cut:
        return True
    closed = bool(_QUOTES & set(found["close"])) or cut != found.end()
    if _goes_on(paragraph, found, following, closed=closed):
        return False
    word = (following["word"] or "").rstrip(".")
    if not word:
        return True
    if word[0].islower() and not paragraph.caseless:
        return _camel(word) or following["open"] in ("#", "@")
    stop = found["stop"]
    if closed and _reports(paragraph, following, stop):
        return False
    if stop in ("!", "?"):
        return not _exclaims(paragraph, found)
    if stop != ".":
        return not _DOTS.issuperset(stop) or _ends_at_dots(paragraph, found, word.lower())
    return _ends_at_stop(paragraph, found, following, closed=closed)


def _goes_on(paragraph: _Paragraph, found: re.Match[str], following: re.Match[str], *, closed: bool) -> bool:
    """Whether a mark goes on with the sentence (`Inc., he said`, `Fla. - A`, `." - Smith`)."""
    rest = paragraph.text[following.start() : following.end() + 2].lstrip()
    if not rest.startswith(_DASHES):
        return rest[:1] in (",", ";", ":")
    before = _before(paragraph, found)
    return closed or (before is not None and paragraph.rules.abbreviates(before.group().lower()))


def _reports(paragraph: _Paragraph, following: re.Match[str], stop: str) -> bool:
    """Whether the words after a closing quotation mark say who spoke (`...?" Smith asked.`)."""
    verb = _attribution(paragraph.rules.reporting).match(
        paragraph.text, following.start("word"), paragraph.end
    )
    if verb is None:
        return False
    speaker = verb["speaker"].split()
    asks = "?" in stop or "!" in stop
    if paragraph.caseless:
        pronoun = len(speaker) == 1 and speaker[0] in _PRONOUNS
        return not speaker or verb["end"] is not None or (asks and pronoun)
    named = bool(speaker) and all(name[0].isupper() and name.lower() not in _PRONOUNS for name in speaker)
    return asks and named and verb["end"] is not None


def _ends_at_dots(paragraph: _Paragraph, found: re.Match[str], word: str) -> bool:
    """Whether an ellipsis ends the sentence; the next word could begin one."""
    if paragraph.caseless:
        return word in paragraph.rules.sure
    apart = found.start() > paragraph.start and paragraph.text[found.start() - 1].isspace()
    return not apart or word in paragraph.rules.starter


def _ends_at_stop(
    paragraph: _Paragraph, found: re.Match[str], following: re.Match[str], *, closed: bool
) -> bool:
    """Whether a single stop ends the sentence; the next word could begin one."""
    before = _before(paragraph, found)
    if before is None:
        return True
    rules = paragraph.rules
    last = before.group().lower().replace("’", "'")
    word = following["word"].rstrip(".").lower()
    starts = word in (rules.sure if paragraph.caseless else rules.starter)
    if _enumerates(paragraph, before):
        return False
    if last.isdigit():
        return last not in rules.ordinal or starts
    if last in rules.homograph and (paragraph.caseless or before.group()[0].islower()):
        return True
    if last in rules.inside:
        return False
    if last.rpartition("-")[2] in rules.title and last not in rules.may_end:
        return starts and not paragraph.caseless and before.group()[0].islower()
    if last in rules.number and last not in rules.may_end and (len(last) > 1 or before.group() == last):
        return not word[0].isdigit()
    if last in ("a.m", "p.m") and word in rules.timezone:
        return False
    if starts or (last in rules.may_end and _QUOTES & set(following["open"])):
        return True
    if closed and not rules.abbreviates(last):
        return True
    if _INITIALS.fullmatch(last) and ("." in last or _is_middle_initial(paragraph, before)):
        return False
    return _punkt_ends(paragraph, before.start(), found.start() + 1, following)


def _is_middle_initial(paragraph: _Paragraph, before: re.Match[str]) -> bool:
    """Whether a letter stands behind a given name ("George W. Bush"), not behind a thing ("plan B.")."""
    from brief.analyse.given import given_names  # rarely needed, and a long list

    name = _BEFORE.search(paragraph.text, max(paragraph.start, before.start() - 40), before.start() - 1)
    if name is None or not (name.group()[0].isupper() and before.group().isupper()):
        return False
    return name.group().lower() in given_names()


def _punkt_ends(paragraph: _Paragraph, start: int, end: int, following: re.Match[str]) -> bool:
    """Whether Punkt, knowing the words around it, ends the sentence at a stop."""
    punkt = _punkt(paragraph.rules.language)
    last = paragraph.text[start : end - 1]
    if last.lower() not in punkt._params.abbrev_types and not _INITIALS.fullmatch(last):
        # Punkt ends the sentence after every word it does not hold for an abbreviation;
        # to ask it only about those and initials makes us several times as fast.
        return True
    if paragraph.caseless:
        # It goes by capitals here.
        return False
    return bool(punkt.text_contains_sentbreak(paragraph.text[start:end] + " " + following["word"]))


def _enumerates(paragraph: _Paragraph, before: re.Match[str]) -> bool:
    """Whether the token before the stop numbers an item of a list."""
    if not _ENUMERATION.fullmatch(before.group()):
        return False
    text = paragraph.text
    place = before.start() - 1
    while place >= paragraph.start and text[place] in " \t":
        place -= 1
    if place < paragraph.start or text[place] == "\n":
        return True
    if text[place] not in ".:;!?" or not before.group().isdigit():
        return False
    earlier = _BEFORE.search(text, max(paragraph.start, place - 40), place)
    return earlier is None or not paragraph.rules.abbreviates(earlier.group().lower())


def _before(paragraph: _Paragraph, found: re.Match[str]) -> re.Match[str] | None:
    """The token that the stop is written to."""
    return _BEFORE.search(paragraph.text, max(paragraph.start, found.start() - 40), found.start())


def _exclaims(paragraph: _Paragraph, found: re.Match[str]) -> bool:
    """Whether the mark belongs to a name ("Yahoo!")."""
    before = _before(paragraph, found)
    return before is not None and before.group().lower() + found["stop"] in paragraph.rules.exclaiming


def _camel(word: str) -> bool:
    """Whether a small letter begins a name ("iPhone")."""
    return any(character.isupper() for character in word[1:])


def _ends_at_line(paragraph: _Paragraph, found: re.Match[str]) -> bool:
    """Whether a line end is more than the place where a full line was broken."""
    text = paragraph.text
    if found.group().count("\n") > 1 or _ITEM.match(text, found.end(), paragraph.end):
        return True
    begin = max(text.rfind("\n", paragraph.start, found.start()) + 1, paragraph.start)
    line = text[begin : found.start()].rstrip()
    following = text[found.end() : found.end() + 30].split()
    if not line or not following or line[-1] in ",;:–—-" or following[0][0].islower():
        return False
    return len(line) + 1 + len(following[0]) < _SHORT_LINE * paragraph.line or paragraph.line < 50


def _ends_though_glued(paragraph: _Paragraph, found: re.Match[str]) -> bool:
    """Whether a stop without white space ends a sentence: before a word that opens one.

    Or behind a word in small letters and before one that more such words follow
    ("injuries.Medical officials"), which no address and no name of a thing has.
    """
    text, at = paragraph.text, found.start()
    # No further: glued words are one for `_NEXT`, however many there are.
    following = _NEXT.match(text, found.end(), min(paragraph.end, found.end() + 2 * _WORD))
    if following is None:
        return False
    if (following["word"] or "").rstrip(".").lower() in paragraph.rules.starter:
        return True
    return (
        _SMALL_WORD.search(text, max(paragraph.start, at - _WORD), at) is not None
        and _GOES_ON.match(text, found.end(), paragraph.end) is not None
    )


def _after_what_stands_apart(paragraph: _Paragraph, at: int) -> int:
    """The offset after a closing quotation mark or a pictogram that stands apart, else the offset given."""
    text = paragraph.text
    gap = at
    while gap < paragraph.end and text[gap].isspace():
        gap += 1
    if gap not in paragraph.closing and not (gap < paragraph.end and category(text[gap]) == "So"):
        return at
    while gap < paragraph.end and not text[gap].isspace():
        gap += 1
    return gap


def _closing(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets of the quotation marks between spaces that close: every other one."""
    opened = False
    for found in _found(_LONE, _MARKS, text, start, end):
        mark = found.group()
        if mark in ("`", "``", "“", "‘", "«"):
            opened = True
        elif opened or mark in ("''", "”", "’", "»"):
            opened = False
            yield found.start()
        else:
            opened = True


def _asides(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Bracketed stretches inside a sentence; after a stop, one that ends with a stop is no aside."""
    for found in _BRACKETED.finditer(text, start, end):
        before = text[start : found.start()].rstrip()
        if before and (before[-1] not in '.!?”"' or text[found.end() - 2] not in '.!?”"'):
            yield found.start(), found.end()


def _in_aside(paragraph: _Paragraph, at: int) -> bool:
    """Whether the offset is inside an aside."""
    index = bisect_right(paragraph.asides, (at, paragraph.end)) - 1
    return index >= 0 and paragraph.asides[index][0] < at < paragraph.asides[index][1] - 1


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without white space at its ends and without a bullet; None if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    bullet = _BULLET.match(text, start, end)
    if bullet is not None and bullet.end() < end:
        start = bullet.end()
    return (start, end) if start < end else None


def _rejoined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, those without a letter or digit joined to the one before."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not any(character.isalnum() for character in text[start:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


@cache
def _rules(language: str) -> _Rules:
    """The rules for a language; English where there are none."""
    try:
        listed = resources.lists(f"sentences_{language}.txt")
    except FileNotFoundError:
        language, listed = "en", resources.lists("sentences_en.txt")
    listed = listed | {"reporting": saying(language).get("after_quotation", ())}
    return _Rules(
        language=language,
        **{field.name: frozenset(listed.get(field.name, ())) for field in fields(_Rules)[1:]},
    )


@cache
def _attribution(verbs: frozenset[str]) -> re.Pattern[str]:
    """Up to three words, a verb of saying, and whether that ends it."""
    listed = "|".join(sorted(verbs)) or r"(?!)"
    return re.compile(
        rf"(?P<speaker>(?:[^\s,;:]+\s+){{0,3}}?)(?:{listed})\b(?P<end>\s*(?:[.,;:]|$))?", re.IGNORECASE
    )


@cache
def _punkt(language: str) -> Any:
    """Punkt, knowing what it learned of the language and the abbreviations listed for it."""
    return slim.load("nltk.tokenize.punkt").PunktSentenceTokenizer(punkt_parameters(language))
