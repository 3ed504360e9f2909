"""The data types: what an article, a story and a briefing are made of.

All are frozen; collections are tuples; offsets are code points into the text of
an article as it was read, the end not included. An index says what it indexes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

Part = Literal["text", "title"]
BlockKind = Literal[
    "headline",
    "standfirst",
    "byline",
    "dateline",
    "paragraph",
    "heading",
    "item",
    "quote",
    "caption",
    "credit",
    "read_more",
    "share",
    "boilerplate",
    "correction",
    "editors_note",
    "update",
    "copyright",
]
PROSE: frozenset[str] = frozenset({"paragraph", "item", "quote", "standfirst"})
"""Block kinds that tell the story; the others are labelled and left out of it."""

EntityKind = Literal["person", "organisation", "place", "group", "event", "other"]
Question = Literal["who", "what", "where", "when", "why"]
QUESTIONS: tuple[Question, ...] = ("who", "what", "where", "when", "why")


OPENING = 12
"""Sentences of an article that are parsed, and among which its event is looked for. News says what happened
in its first dozen, and the model costs about 5 ms a sentence, more than all else together; names further
down are found by their spelling, reasons, figures and days by what announces them."""
FIRST_NEWSPAPER = 1605
"""Year before which no article was published; days before it come from clocks and fields never set."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of one article: `article.text[start:end]`, or of its title."""

    article: int
    """Index into `Story.articles`."""
    start: int
    end: int
    part: Part = "text"
    """`title` when the title was handed over apart from the text (JSONL, metadata)."""

    def meets(self, other: Span) -> bool:
        """Whether the two share a character."""
        same = (self.article, self.part) == (other.article, other.part)
        return same and self.start < other.end and other.start < self.end

    def begins_in(self, other: Span) -> bool:
        """Whether its first character stands in another."""
        same = (self.article, self.part) == (other.article, other.part)
        return same and other.start <= self.start < other.end

    def stretch(self, start: int, end: int) -> Span:
        """A part of it, by offsets into it."""
        return self.to(self.start + start, self.start + end)

    def to(self, start: int, end: int) -> Span:
        """Another stretch of the same text; what `replace` makes, in a tenth of its time."""
        made = _new(Span)
        # A frozen class sets its fields through a slow door, and an article asks for some 300 of these.
        _set_article(made, self.article)
        _set_start(made, start)
        _set_end(made, end)
        _set_part(made, self.part)
        return made


_new = object.__new__
_set_article, _set_start, _set_end, _set_part = (
    getattr(Span, field).__set__ for field in ("article", "start", "end", "part")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, or part of one, and what it is."""

    kind: BlockKind
    start: int
    end: int
    number: int
    """Paragraph number in the text as read, from 1, before anything is removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Something a document says of itself, and where it says so."""

    value: str
    origin: str
    """For example `text`, `record`, `meta og:title`, `option --date`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """One article as its format gave it, before anything is told apart."""

    uri: str
    media_type: str
    sha256: str
    """Of the bytes it was read from."""
    text: str
    blocks: tuple[Block, ...] = ()
    """What the format itself says; empty when it says nothing (plain text)."""
    id: str | None = None
    url: str | None = None
    """The address it was published at, where the document says so."""
    title: Stated | None = None
    byline: Stated | None = None
    outlet: Stated | None = None
    published: Stated | None = None
    """ISO 8601 date or date and time."""
    language: Stated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The place and agency that a news text opens with, told apart from its first sentence."""

    start: int
    end: int
    place: tuple[int, int] | None = None
    """Offsets of the place as written."""
    agency: tuple[int, int] | None = None
    date: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article, its prose told apart from everything around it."""

    uri: str
    id: str | None = None
    media_type: str = "text/plain"
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    """Everything in the text, labelled, in order; never changed after `clean`."""
    paragraphs: tuple[Block, ...]
    """The prose still told, in order. `dedupe` takes paragraphs out, or cuts a
    repeated sentence out of one (its pieces keep the paragraph's number)."""
    title: Stated | None = None
    headline: Span | None = None
    """Where the headline stands: in the text, or in a title apart. `article` is 0
    until the article joins a story; use `Story.headline`."""
    dateline: Dateline | None = None
    corrections: tuple[Span, ...] = ()
    """What it says of its own mistakes. `article` is 0, as in `headline`."""
    release: Span | None = None
    """Where it says that it is a press release. `article` is 0, as in `headline`."""
    byline: Stated | None = None
    outlet: Stated | None = None
    published: Stated | None = None
    """ISO 8601; never guessed."""
    language: str = "en"
    """ISO 639-1 code."""
    flags: tuple[str, ...] = ()
    """What was odd about it, in one line each (a date in the future, ...)."""

    @property
    def published_at(self) -> datetime | None:
        """When it was published, in UTC, or None; a day without an hour begins at midnight."""
        try:
            moment = datetime.fromisoformat(self.published.value if self.published else "")
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            return None

    def precedes(self, other: Article) -> bool:
        """Whether it is known to have been published before another; of one day only their hours tell."""
        moments = self.published_at, other.published_at
        if moments[0] is None or moments[1] is None or not self.published or not other.published:
            return False
        days = self.published.value, other.published.value
        if min(map(len, days)) == len("2026-03-01"):
            return days[0][:10] < days[1][:10]
        return moments[0] < moments[1]

    def slice(self, span: Span) -> str:
        """The words of the span, as written."""
        if span.part == "title":
            return (self.title.value if self.title else "")[span.start : span.end]
        return self.text[span.start : span.end]

    def number_at(self, offset: int) -> int:
        """The number of the paragraph that holds this offset of the text, from 1."""
        place = bisect_right(self.blocks, offset, key=lambda block: block.start)
        return self.blocks[place - 1].number if place else 1

    @property
    def paragraph_count(self) -> int:
        """How many paragraphs the text had as read, headline included."""
        return max((block.number for block in self.blocks), default=0)


RemovalKind = Literal["exact", "near", "contained"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """A passage we took out because another one already told it."""

    span: Span
    repeats: Span
    """The telling that was kept."""
    similarity: float
    """0 to 1; 1 means the same words."""
    kind: RemovalKind
    rule: str
    """Which rule applied, in a few words, for `brief explain`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two tellings alike but for a fact, or of another figure or outcome of the same: news, not a repeat."""

    spans: tuple[Span, ...]
    """The differing words, one in each telling."""
    passages: tuple[Span, ...]
    """The passages they stand in, in the same order."""
    kind: Literal[
        "number", "date", "name", "negation", "unit", "quote", "figure", "claim", "outcome", "entry"
    ]
    """`number` moves on with time: a later report has the newer one. `figure` was so from the beginning, as
    an age; `claim` is a figure that one report has from two sources; `outcome` contrary words; `entry` a
    number that a newer entry of the same live report tells otherwise, the newer one last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event told by one or more articles."""

    articles: tuple[Article, ...]
    """Lead article first, then in the order we trust them."""
    removed: tuple[Removal, ...] = ()
    differences: tuple[Difference, ...] = ()

    def slice(self, span: Span) -> str:
        """The words of the span, as written."""
        article = self.articles[span.article]
        # What `Article.slice` gives, without asking it a thousand times an article.
        return article.text[span.start : span.end] if span.part == "text" else article.slice(span)

    def headline(self, article: int) -> Span | None:
        """Where the headline of `articles[article]` stands, or None."""
        span = self.articles[article].headline
        return span and Span(article=article, start=span.start, end=span.end, part=span.part)

    def led_by(self, article: int) -> Story:
        """The same articles, `articles[article]` at their head; of a story that nothing was taken out of."""
        rest = (*self.articles[:article], *self.articles[article + 1 :])
        return Story(articles=(self.articles[article], *rest))

    def only(self, articles: Sequence[int]) -> Story:
        """The story with these of its articles alone, by rising index; what tells of others is left out."""
        place = {article: index for index, article in enumerate(articles)}

        def moved(*spans: Span) -> tuple[Span, ...]:
            return tuple(replace(span, article=place[span.article]) for span in spans)

        def stays(*spans: Span) -> bool:
            return all(span.article in place for span in spans)

        return Story(
            articles=tuple(self.articles[article] for article in articles),
            removed=tuple(
                replace(one, span=moved(one.span)[0], repeats=moved(one.repeats)[0])
                for one in self.removed
                if stays(one.span, one.repeats)
            ),
            differences=tuple(
                replace(one, spans=moved(*one.spans), passages=moved(*one.passages))
                for one in self.differences
                if stays(*one.spans, *one.passages)
            ),
        )

    def superseded(self) -> tuple[tuple[Span, Span], ...]:
        """Numbers that an article published later or a newer entry tells otherwise, each with the newer."""
        found = [(one.spans[0], one.spans[-1]) for one in self.differences if one.kind == "entry"]
        for one in self.differences if len(self.articles) > 1 else ():
            first, last = one.spans[0], one.spans[-1]
            for old, new in ((first, last), (last, first)):
                if one.kind == "number" and self.articles[old.article].precedes(self.articles[new.article]):
                    found.append((old, new))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One token of a parsed sentence; attributes after Universal Dependencies and spaCy."""

    start: int
    """Offset into the part the sentence stands in."""
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    """Index into the sentence's tokens; the root points to itself."""
    entity: str = ""
    """IOB-coded: `B-PERSON`, `I-PERSON`, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of the story."""

    span: Span
    paragraph: int
    """Number of the paragraph it stands in, from 1."""
    words: tuple[str, ...]
    """Its words in order, lower-cased; no punctuation."""
    terms: tuple[str, ...]
    """Stems of its content words, in order."""
    tokens: tuple[Token, ...] = ()
    """Its parse; empty where no language model was used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Someone or something named, under its fullest name."""

    name: Span
    kind: EntityKind
    mentions: tuple[Span, ...]
    """Every place it is named, in reading order."""
    variants: tuple[str, ...] = ()
    """Other spellings of the name, as written."""
    role: Span | None = None
    """Office or role as written beside the name."""
    place: str | None = None
    """For a place: it and what contains it ("Damascus, Syria"), when known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An expression of time and what it means."""

    span: Span
    kind: Literal["DATE", "TIME", "DURATION", "SET"]
    """As in TimeML."""
    value: str | None
    """ISO 8601 date, time or interval, or a TIMEX3 value; None when it cannot be told."""
    anchor: str | None = None
    """What it was resolved against ("published 2019-03-18")."""
    offset: int | None = None
    """About how many days after an unknown day of publication it begins; negative before it."""
    sentence: int | None = None
    """Index into `Analysis.sentences`; None for the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words in quotation marks and who said them."""

    span: Span
    """The quoted words, marks included."""
    speaker: Span | None
    sentence: int
    """Index into `Analysis.sentences`."""


FigureKind = Literal["people", "term", "money", "share", "count", "measure"]
"""`people`: those killed, hurt, missing, rescued or held; `term`: how long somebody is jailed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity and what it counts."""

    span: Span
    label: Span | None
    """What stands behind it, or a phrase that holds it."""
    sentence: int
    """Index into `Analysis.sentences`."""
    kind: FigureKind = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """A story, read: its sentences and what they name."""

    story: Story
    sentences: tuple[Sentence, ...]
    """Of the prose still told, article by article, in reading order."""
    titles: tuple[Sentence | None, ...] = ()
    """One for each article: its headline as a sentence."""
    entities: tuple[Entity, ...] = ()
    moments: tuple[Moment, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    gaps: tuple[str, ...] = ()
    """What could not be done, in one line each ("no language model for 'fi'")."""
    unread: tuple[str, ...] = ()
    """Languages, by ISO 639-1 code, that there was no model for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Which sentences carry the story."""

    method: str
    picks: tuple[int, ...]
    """Rising indices into `Analysis.sentences`."""
    order: tuple[int, ...] = ()
    """The same indices, best first: what to keep when not all fit."""
    bottom_line: int | None = None
    """The pick that best stands alone."""
    scores: tuple[float, ...]
    """One for each sentence."""
    why: tuple[tuple[tuple[str, float], ...], ...] = ()
    """What each score is made of: (name, value) pairs for each sentence."""
    short: str | None = None
    """Why there are fewer sentences than were asked for."""

    def score(self, sentence: int | None) -> float:
        """The score of a sentence; 0 when it was not scored."""
        return self.scores[sentence] if sentence is not None and sentence < len(self.scores) else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer to one question, in the source's words."""

    spans: tuple[Span, ...]
    """Usually one; several are joined with " … "."""
    note: Span | None = None
    """Office or role as written, or what else qualifies the answer."""
    value: str | None = None
    """What was computed: ISO date or interval, normalised place."""
    anchor: str | None = None
    """What the value was resolved against."""
    variants: tuple[str, ...] = ()
    confidence: float
    """0 to 1, calibrated: the share of such answers that are right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What might have answered a question, and why it did or did not."""

    question: Question
    answer: Answer
    score: float
    features: tuple[tuple[str, float], ...]
    given: bool
    barred: bool = False
    """Kept for inspection, never given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactBox:
    """Who, what, where, when and why: best answer first, empty when not stated."""

    who: tuple[Answer, ...] = ()
    what: tuple[Answer, ...] = ()
    where: tuple[Answer, ...] = ()
    when: tuple[Answer, ...] = ()
    why: tuple[Answer, ...] = ()
    unavailable: tuple[Question, ...] = ()
    """Questions that could not even be asked (no model, or no words of the language)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """Where words on the page come from."""

    source: int
    """Index into `Briefing.sources`."""
    paragraph: int
    """From 1."""
    start: int
    end: int


BETWEEN_SLICES = " … "
"""What joins the slices of an item that is made of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Words on the page, each with where they come from and what was computed of them."""

    text: str
    """The cited slices, white space folded, joined with " … "."""
    cites: tuple[Cite, ...]
    kind: str = ""
    """Of a flag: its kind."""
    label: str = ""
    """Of a figure: what it counts; of a moment: what happened. Source words."""
    label_cites: tuple[Cite, ...] = ()
    note: str | None = None
    note_cites: tuple[Cite, ...] = ()
    speaker: str | None = None
    speaker_cites: tuple[Cite, ...] = ()
    value: str | None = None
    anchor: str | None = None
    variants: tuple[str, ...] = ()
    confidence: float | None = None
    cut: bool = False
    """The slice was shortened to fit the page; printed with a visible "[…]"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The five questions as they stand on the page."""

    who: tuple[Item, ...] = ()
    what: tuple[Item, ...] = ()
    where: tuple[Item, ...] = ()
    when: tuple[Item, ...] = ()
    why: tuple[Item, ...] = ()
    unavailable: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person, organisation or place named in the story."""

    name: str
    kind: EntityKind
    variants: tuple[str, ...] = ()
    mentions: int = 1
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One stretch of a source's text and what was found it to be."""

    start: int
    end: int
    score: float | None = None
    """Of a sentence."""
    kind: str | None = None
    """Of a name: an `EntityKind`; of a time: its TimeML type."""
    value: str | None = None
    """Of a time: its TIMEX3 value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Everything found in one source, in reading order."""

    sentences: tuple[Mark, ...]
    entities: tuple[Mark, ...]
    timex: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text that the page quotes."""

    uri: str
    id: str | None = None
    sha256: str
    """Of the bytes it was read from."""
    text_sha256: str
    """Of the text as read, in UTF-8: what offsets count in."""
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: str | None = None
    published_from: str | None = None
    language: str = "en"
    paragraphs: int = 0
    words: int = 0
    title_of: int | None = None
    """Set when this text is the title of another source, handed over apart from it."""
    text: str | None = None
    """The text as read, when asked for; always given for a title."""
    marks: Marks | None = None
    """What was found in it, when asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A removal as the page reports it."""

    kind: RemovalKind
    similarity: float
    rule: str
    cite: Cite
    repeats: Cite


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """One story on one page; everything a renderer needs, and nothing else."""

    id: str
    title: Item | None
    bottom_line: Item | None
    points: tuple[Item, ...] = ()
    """The summary, in reading order."""
    box: Box = Box()
    quotes: tuple[Item, ...] = ()
    figures: tuple[Item, ...] = ()
    timeline: tuple[Item, ...] = ()
    entities: tuple[Named, ...] = ()
    flags: tuple[Item, ...] = ()
    sources: tuple[Source, ...] = ()
    removed: tuple[Removed, ...] = ()
    left_out: int = 0
    """Items that were found and did not fit the page."""
    notes: tuple[str, ...] = ()
    """What the reader should know of how it was made ("4 sentences asked for, 3 exist")."""
    made: str
    """ISO 8601 date and time, UTC."""
    tool: str
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An input that could not be read, and why."""

    uri: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a page says what it says: everything that was weighed for it."""

    analysis: Analysis
    summary: Summary
    candidates: tuple[Candidate, ...]
    changes: tuple[tuple[tuple[Literal["same", "kept", "removed"], str], ...], ...] = ()
    """For each removal of the story, the words both tellings share and those only one has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An article that a digest has read."""

    uri: str
    text_sha256: str
    """Of its prose, evened: the same for a copy at another address."""
    outlet: str | None = None
    sketch: bytes = b""
    """As `dedupe.sketch` makes it of the prose; empty where an older brief remembered the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one digest told of a story: what later digests remember."""

    story: str
    """The story's name, the same on every day it is told."""
    day: str
    """ISO 8601 date of the digest."""
    title: str
    language: str = "en"
    published: str | None = None
    """Of the lead article."""
    passages: tuple[str, ...] = ()
    """Paragraphs that were new that day; none when the day only brought repeats."""
    articles: tuple[Seen, ...] = ()
    """The reports of that day: articles that were not told word for word before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """An input as it was when last asked: what a conditional request needs, and when it last brought news."""

    uri: str
    etag: str | None = None
    modified: str | None = None
    body: bytes = b""
    last_news: str | None = None
    """ISO 8601 date of the last digest it brought an article for."""


Status = Literal["new", "update", "day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A story of a digest: its briefing, and how it stands to what was told before."""

    story: str
    """The story's name, the same on every day it is told."""
    briefing: Briefing
    """Of what is new in it."""
    articles: tuple[str, ...]
    """Id, or address, of every article of the day, those folded in included; those briefed first."""
    status: Status
    number: int = 1
    """On which day of the story this is: 1 for the first."""
    outlets: tuple[str, ...] = ()
    reports: int = 1
    """Articles of the day that were not told word for word before."""
    tellers: int = 1
    """Reports that say something of their own."""
    reports_before: int = 0
    """How many reports the last digest that told it had."""
    changes: tuple[tuple[str, str], ...] = ()
    """Words of a figure or date as told before, and as told now."""
    score: float = 0.0
    why: tuple[tuple[str, float], ...] = ()
    """What the score is made of: addends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A day's digest: every story, best first."""

    title: str
    day: str
    """ISO 8601 date."""
    since: str | None = None
    """Day of the edition before this one."""
    chapters: tuple[Chapter, ...] = ()
    on_page: int | None = None
    """How many chapters the page holds; None for all."""
    read: int = 0
    """Articles read."""
    folded: int = 0
    """Articles that brought nothing of their own: copies, and what was told before."""
    told_before: int = 0
    """Of these, articles that an earlier digest told."""
    undated: int = 0
    """Articles without a date."""
    dropped: tuple[str, ...] = ()
    """Titles of the stories that the last edition told and this one does not."""
    skipped: tuple[Skipped, ...] = ()
    made: str
    """ISO 8601 date and time, UTC."""
    zone: str = "UTC"
    """Time zone of the day, as in the IANA database."""
    tool: str
    language: str = "en"


Sheet = Briefing | Edition
"""What a renderer takes."""
