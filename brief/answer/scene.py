"""Where a story says what happened: its headline and the early sentence nearest to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from brief.answer.clauses import CLAUSE, covering, main_verb, root
from brief.answer.index import Index, index
from brief.cues import cues
from brief.grammar import VERBS, children
from brief.model import OPENING, Analysis, Article, Sentence, Span
from brief.patterns import one_of, pattern

LATER = 0.12
"""What each sentence before it costs a sentence that may be the lead, as a share of the headline's words."""
UNLIKE_A_LEAD = 0.3
"""What it costs one to look like a caption, or to have fewer words than `FEWEST_WORDS`; set by reading."""
FEWEST_WORDS = 6
AGENCY_LEAD = 0.3
"""What a dateline before a sentence counts, as a share of the headline's words."""
TRUSTED = 4
"""First sentences that are believed to tell of the event whatever their words."""
ELSEWHERE = 2
"""Words of the event that a sentence of another article must have."""
LONGEST_SENTENCE_WORDS = 90
"""Words from which on a sentence is none, but a list: the captions of a gallery, a table."""
LONGEST_WAY = 4
"""Words between a phrase and the verb that it hangs on."""
LEAD_AMONG = 5
"""The lead is one of this many first sentences: captions and teasers may stand before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the five questions are asked of."""

    analysis: Analysis
    number: int
    """Which article of the story is asked: 0 is the lead article."""
    title: Sentence | None
    article: tuple[Sentence, ...]
    """Every sentence of that article."""
    opening: tuple[Sentence, ...]
    """The first of them."""
    lead: Sentence | None
    event: frozenset[str]
    """Stems that the story's headline and lead tell the event with."""
    language: str
    """Of the cue lists; ISO 639-1."""
    cues: Mapping[str, Any]
    found: Index
    """Names and times by where they stand."""
    told: tuple[tuple[str, Sentence], ...]
    """Headline, lead and the rest of the opening, each with what it is."""
    headline: frozenset[str]
    """Stems of the headline's content words."""
    of_death: bool
    """Whether the headline, or the lead where there is none, tells that somebody died."""
    of_statement: bool
    """Whether the headline tells what somebody says, or says of somebody."""
    reporting: frozenset[str]
    """Verbs of those who only report it."""
    positions: Mapping[tuple[str, int], int]
    """The number of each sentence of the article, by its part and start."""
    every: bool
    """Whether candidates that are not given are wanted too, to be looked at."""
    trusted: frozenset[tuple[str, int]]
    """Part and start of headline and first sentences, which are believed to tell of the event."""

    @property
    def later(self) -> tuple[Sentence, ...]:
        """The sentences behind the opening."""
        return self.article[OPENING:]

    def trusts(self, sentence: Sentence) -> bool:
        """Whether a sentence of the article is its headline or one of its first."""
        return (sentence.span.part, sentence.span.start) in self.trusted

    def text(self, span: Span) -> str:
        """The words of a span."""
        return self.analysis.story.slice(span)


def scene(analysis: Analysis, *, behind: Scene | None = None, every: bool = True) -> Scene:
    """Set the scene: headline, lead and opening of the story's lead article, or of the one behind another.

    The lead is the early sentence that shares most words with the headline, an
    earlier one being preferred: pictures' captions and teasers often stand first.
    A dateline says of the sentence behind it that it is the lead.
    """
    number = behind.number + 1 if behind else 0
    asked = analysis.story.articles[number : number + 1]
    language = asked[0].language if asked and cues(asked[0].language) else "en"
    words = cues(language)
    captions = words.get("captions", cues("en")["captions"])
    title = analysis.titles[number] if number < len(analysis.titles) else None
    article = tuple(sentence for sentence in analysis.sentences if sentence.span.article == number)
    opening = article[:OPENING]
    near = [
        _nearness(sentence, title, position, analysis.story.slice(sentence.span), captions)
        + AGENCY_LEAD * _after_dateline(asked[0], sentence)
        for position, sentence in enumerate(opening[:LEAD_AMONG])
    ]
    lead = opening[near.index(max(near))] if near else None
    event = {term for told in (title, lead) if told for term in told.terms}
    return Scene(
        analysis=analysis,
        number=number,
        title=title,
        article=article,
        opening=opening,
        lead=lead,
        event=behind.event if behind else frozenset(event),
        language=language,
        cues=words,
        found=behind.found if behind else index(analysis),
        told=(
            *((("title", title),) if title else ()),
            *((("lead", lead),) if lead else ()),
            *(("opening", sentence) for sentence in opening if sentence is not lead),
        ),
        headline=frozenset(title.terms if title else ()),
        of_death=_is_of_death(title or lead, analysis, words),
        of_statement=_is_statement(title, words),
        reporting=one_of(words["reporting"]),
        every=every,
        positions={(one.span.part, one.span.start): number for number, one in enumerate(article)},
        trusted=frozenset(
            (one.span.part, one.span.start) for one in (title, *opening[:TRUSTED]) if one is not None
        ),
    )


def tells_of_event(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence is believed to tell of the main event: early, or with a word of headline or lead.

    What stands behind an article (a footer, the teaser of another story) has neither. Of articles
    behind the lead article only what differs is left, so that their first sentences may be any.
    """
    if len(sentence.words) > LONGEST_SENTENCE_WORDS:
        return False
    if scene.number == 0:
        return scene.trusts(sentence) or not scene.event.isdisjoint(sentence.terms)
    return len(scene.event.intersection(sentence.terms)) >= ELSEWHERE


def about_headline(scene: Scene, sentence: Sentence) -> float:
    """The share of the headline's words that a sentence has, 0 to 1; 0 without a headline."""
    wanted = scene.headline
    return len(wanted.intersection(sentence.terms)) / len(wanted) if wanted else 0.0


def on_main_clause(scene: Scene, sentence: Sentence, span: Span) -> bool:
    """Whether a phrase hangs on the sentence's main clause; False when on one inside it, or unread."""
    inside = covering(sentence, span)
    if not inside:
        return False
    tokens = sentence.tokens
    here, main = inside[1], main_verb(tokens, scene.reporting)
    for _ in range(len(tokens)):
        if here == main:
            return True
        if tokens[here].dep in CLAUSE or tokens[here].head == here:
            return False
        here = tokens[here].head
    return False


def governing(sentence: Sentence, span: Span) -> int | None:
    """Index of the verb that a phrase hangs on, where one is near; None where none is, or unread."""
    inside = covering(sentence, span)
    if not inside:
        return None
    tokens, here = sentence.tokens, inside[1]
    for _ in range(LONGEST_WAY):
        here = tokens[here].head
        if tokens[here].pos in VERBS:
            return here
    return None


def tells_of_before(sentence: Sentence, verb: int) -> bool:
    """Whether a verb tells of what was earlier than the event ("had met"), or of what did not happen.

    What somebody said "had" happened may well be the event.
    """
    tokens = sentence.tokens
    below = [tokens[child] for child in children(tokens, verb)]
    had = any(child.dep in {"aux", "auxpass"} and child.text.lower() == "had" for child in below)
    return any(child.dep == "neg" for child in below) or (had and tokens[verb].dep != "ccomp")


def in_quotes(before: str) -> bool:
    """Whether quotation marks are open behind the words of a sentence that stand before something."""
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _is_of_death(told: Sentence | None, analysis: Analysis, words: Mapping[str, Any]) -> bool:
    """Whether a sentence tells that somebody died."""
    deaths = pattern(r"\b(?:%s)\b", words.get("deaths", "(?!)"))
    return told is not None and deaths.search(analysis.story.slice(told.span)) is not None


def _is_statement(title: Sentence | None, words: Mapping[str, Any]) -> bool:
    """Whether a headline tells what somebody says, or says of somebody."""
    tokens = title.tokens if title else ()
    return bool(tokens) and tokens[root(tokens)].text.lower() in one_of(words.get("statements", ""))


def _nearness(sentence: Sentence, title: Sentence | None, position: int, text: str, captions: str) -> float:
    """How much of the headline a sentence tells, less for standing later or looking like a caption."""
    wanted = set(title.terms) if title else set()
    shared = len(wanted & set(sentence.terms)) / max(1, len(wanted))
    looks = pattern(r"\b(?:%s)\b|\((?:left|right|centre|center)\)", captions, flags=0)
    caption = bool(looks.search(text))
    short = len(sentence.words) < FEWEST_WORDS
    return shared - LATER * position - UNLIKE_A_LEAD * (caption + short)


def _after_dateline(article: Article, sentence: Sentence) -> bool:
    """Whether a dateline opens the paragraph right before the sentence: an agency's lead."""
    dateline = article.dateline
    if dateline is None or sentence.span.part != "text" or sentence.span.start < dateline.end:
        return False
    return not article.text[dateline.end : sentence.span.start].strip(" -–—:\n\t")
