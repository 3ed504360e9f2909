"""Where sentences begin and end: nltk's Punkt for what it knows, rules for what it gets wrong."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from brief import resources, slim
from brief.analyse.words import terms
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
    end = len(text) if end is None else end
    paragraph = _Paragraph.of(text, start, end, _rules(language))
    cuts = [*_cuts(paragraph), end]
    spans = []
    for cut in cuts:
        span = _trimmed(text, start, cut)
        if span is not None:
            spans.append(span)
        start = cut
    return _rejoined(text, spans)


def _in_paragraph(article: Article, paragraph: Block) -> list[tuple[int, int]]:
    """The sentences of one paragraph, without the dateline."""
    start = paragraph.start
    if article.dateline is not None and start <= article.dateline.start < paragraph.end:
        start = min(article.dateline.end, paragraph.end)
    return split(article.text, language=article.language, start=start, end=paragraph.end)


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


# What may end a sentence: stops of any script with the marks that close with them; a line
# end; a stop with the next sentence glued on ("scene.Police", from pages cut badly).
_CANDIDATE = re.compile(
    r"""(?P<stop>\.(?:[ ]?\.)+|[.!?…؟۔।॥]+)(?P<close>["'”’»›“)\]}]*)(?=\s|$)"""
    r"""|(?P<wide>[。！？][。！？”’」』）》"')]*)"""
    r"""|(?P<line>\n\s*)"""
    r"""|(?<=[^\W\d_A-Z]{3})(?P<glued>[.!?]["”’]?)(?=["“‘]?[A-Z][a-z])"""
)
_BEFORE = re.compile(r"[^\s(\[{\"“”‘«»—–]+$")
_NEXT = re.compile(r"""\s*(?P<open>["'“”‘’«»„‚(\[{`¡¿*•-]{0,3}\s?)(?P<word>[^\W_][\w'’.&-]*)?""")
_LONE = re.compile(r"""(?:(?<=\s)|(?<=^))(?:``|''|["'`”’“‘])(?=\s|$)""")
_BULLET = re.compile(r"(?:[•▪●◦‣·▸►■]|[*–—-](?=\s))\s*")
_ITEM = re.compile(r"\s*(?:[•▪●◦‣·▸►■]|[*–—-]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_ENUMERATION = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})")
_QUOTES = frozenset("\"'”’»›“")
_SHORT_LINE = 0.8
# A short bracket is one aside; a longer one is a text of its own.
_BRACKETED = re.compile(r"\([^()\n]{1,200}\)")


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a language's file lists, and Punkt with its parameters."""

    title: frozenset[str]
    number: frozenset[str]
    inside: frozenset[str]
    may_end: frozenset[str]
    exclaiming: frozenset[str]
    starter: frozenset[str]
    reporting: frozenset[str]
    timezone: frozenset[str]
    ordinal: frozenset[str]
    language: str

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
    for found in _CANDIDATE.finditer(paragraph.text, paragraph.start, paragraph.end):
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
            cut = _after_lone_quote(paragraph, found.end())
            if _ends(paragraph, found, cut):
                yield cut


def _ends(paragraph: _Paragraph, found: re.Match[str], cut: int) -> bool:
    """Whether a stop, with white space or nothing after it, ends the sentence."""
    following = _NEXT.match(paragraph.text, cut, paragraph.end)
    if following is None or following.end() == paragraph.end == cut:
        return True
    word = (following["word"] or "").rstrip(".")
    if not word:
        return not _goes_on(paragraph, following)
    stop = found["stop"]
    closed = bool(_QUOTES & set(found["close"])) or cut != found.end()
    if closed and _reports(paragraph, following, stop):
        return False
    if word[0].islower() and not paragraph.caseless and not _camel(word):
        return False
    if stop in ("!", "?"):
        return not _exclaims(paragraph, found)
    if len(stop) > 1 or stop == "…":
        return not paragraph.caseless or "!" in stop or "?" in stop or word in paragraph.rules.starter
    if stop != ".":
        return True
    return _stop_ends(paragraph, found, following, closed=closed)


def _stop_ends(
    paragraph: _Paragraph, found: re.Match[str], following: re.Match[str], *, closed: bool
) -> bool:
    """Whether a single stop ends the sentence; the next word could begin one."""
    rules = paragraph.rules
    before = _BEFORE.search(paragraph.text, max(paragraph.start, found.start() - 40), found.start())
    if before is None:
        return True
    last = before.group().lower().replace("’", "'")
    word = following["word"].rstrip(".").lower()
    starts = word in rules.starter
    if last.isdigit() or _ENUMERATION.fullmatch(last):
        if before.start() == paragraph.start or paragraph.text[before.start() - 1] == "\n":
            return False
        if last.isdigit():
            return not (last in rules.ordinal and not starts)
    if closed and not last.endswith("."):
        # A quotation is closed after the stop of a sentence, hardly after an abbreviation's.
        return not (rules.abbreviates(last) and not starts)
    if last in rules.title:
        return last in rules.may_end and starts
    if last in rules.inside:
        return False
    if last in rules.number:
        return not word[0].isdigit() and (last not in rules.may_end or starts)
    if last in ("a.m", "p.m", "am", "pm") and word in rules.timezone:
        return False
    if last in rules.may_end:
        return starts or (not following["open"].isspace() and bool(_QUOTES & set(following["open"])))
    if _INITIALS.fullmatch(last) and last != "i":
        return starts
    return _punkt_ends(paragraph, before.start(), found.start() + 1, following)


def _punkt_ends(paragraph: _Paragraph, start: int, end: int, following: re.Match[str]) -> bool:
    """Whether Punkt, knowing the words around it, ends the sentence at a stop."""
    punkt = _punkt(paragraph.rules.language)
    if paragraph.text[start : end - 1].lower() not in punkt._params.abbrev_types:
        # Punkt ends the sentence after every word it does not hold for an abbreviation;
        # asking it only about those makes us six times as fast.
        return True
    around = paragraph.text[start:end] + " " + following["word"]
    return bool(punkt.text_contains_sentbreak(around))


def _goes_on(paragraph: _Paragraph, following: re.Match[str]) -> bool:
    """Whether what follows, not being a word, goes on with the sentence (", - he said")."""
    rest = paragraph.text[following.end() : following.end() + 2]
    return rest[:1] in tuple(",;:–—") or rest == "--"


def _reports(paragraph: _Paragraph, following: re.Match[str], stop: str) -> bool:
    """Whether the words after a closing quotation mark say who spoke ("…?" Smith asked.)."""
    reporting = paragraph.rules.reporting
    told = words(paragraph.text[following.start("word") : min(following.start("word") + 60, paragraph.end)])
    if told and told[0] in reporting:
        return paragraph.caseless or following["word"][0].islower()
    if "?" not in stop and "!" not in stop:
        return False
    for place in (1, 2, 3):
        if (
            place < len(told)
            and told[place] in reporting
            and told[0] not in paragraph.rules.starter - _PRONOUNS
        ):
            at = following["word"][0].islower() or told[0] not in _PRONOUNS
            return at and (paragraph.caseless or _names(paragraph, following, place))
    return False


_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you"})


def _names(paragraph: _Paragraph, following: re.Match[str], count: int) -> bool:
    """Whether the words before the verb of saying look like a speaker's name, and nothing follows it."""
    part = paragraph.text[following.start("word") : min(following.start("word") + 80, paragraph.end)]
    said = part.split()[: count + 1]
    return all(word[0].isupper() for word in said[:count]) and said[-1][-1] in ".,"


def _exclaims(paragraph: _Paragraph, found: re.Match[str]) -> bool:
    """Whether the mark belongs to a name ("Yahoo!")."""
    before = _BEFORE.search(paragraph.text, max(paragraph.start, found.start() - 40), found.start())
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
    """Whether a stop without white space ends a sentence: only before a word that opens one."""
    following = _NEXT.match(paragraph.text, found.end(), paragraph.end)
    return following is not None and (following["word"] or "").rstrip(".").lower() in paragraph.rules.starter


def _after_lone_quote(paragraph: _Paragraph, at: int) -> int:
    """The offset after a closing quotation mark that stands apart, else the offset given."""
    text = paragraph.text
    gap = at
    while gap < paragraph.end and text[gap].isspace():
        gap += 1
    if gap not in paragraph.closing:
        return at
    while gap < paragraph.end and not text[gap].isspace():
        gap += 1
    return gap


def _closing(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets of the quotation marks between spaces that close: every other one."""
    opened = False
    for found in _LONE.finditer(text, start, end):
        mark = found.group()
        if mark in ("`", "``", "“", "‘"):
            opened = True
        elif opened or mark in ("''", "”", "’"):
            opened = False
            yield found.start()
        else:
            opened = True


def _asides(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Bracketed stretches of a sentence, innermost text without brackets."""
    for found in _BRACKETED.finditer(text, start, end):
        before = text[start : found.start()].rstrip()
        if before and before[-1] not in '.!?”"':
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
    path = resources.data(f"sentences_{language}.txt")
    if not path.is_file():
        language, path = "en", resources.data("sentences_en.txt")
    sections: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.partition("#")[0].strip()
        if line.startswith("["):
            listed = sections.setdefault(line.strip("[]"), set())
        elif line:
            listed.update(line.split())
    names = (
        "title",
        "number",
        "inside",
        "may_end",
        "exclaiming",
        "starter",
        "reporting",
        "timezone",
        "ordinal",
    )
    return _Rules(*(frozenset(sections.get(name, ())) for name in names), language=language)


@cache
def _punkt(language: str) -> Any:
    """Punkt with our parameters for the language; without any, it holds nothing for an abbreviation."""
    punkt = slim.load("nltk.tokenize.punkt")
    learned = punkt.PunktParameters()
    path = resources.data(f"punkt_{language}.json")
    if path.is_file():
        trained = json.loads(path.read_text(encoding="utf-8"))
        learned.abbrev_types = set(trained["abbreviations"])
        learned.collocations = {(first, second) for first, second in trained["collocations"]}
        learned.sent_starters = set(trained["starters"])
        for flags, listed in trained["contexts"].items():
            for word in listed.split():
                learned.ortho_context[word] = int(flags)
    return punkt.PunktSentenceTokenizer(learned)
