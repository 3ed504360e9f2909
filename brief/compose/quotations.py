"""The quotations of a page: what was said, by whom."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import dropwhile

from brief.compose.cite import Citing
from brief.grammar import SUBJECTS, VERBS, above
from brief.model import Analysis, Item, Quote, Sentence, Span, Story, Summary
from brief.text import DOUBLE_MARKS, SINGLE_MARKS, even, fold, words

# A quotation shorter than this is a word in inverted commas, not something said. Of 345 on 184 pages,
# of every 14th article of the sets that `benchmarks` reads, 14 words cost 27; 4 bring 8 more.
SPOKEN_WORDS = 7
# A whole sentence says something in fewer; they are wanted where few speak in longer quotations.
SENTENCE_WORDS = 4
FEW_QUOTES = 2
# The rest of a speech that the summary begins is told from so many on.
ALONE_WORDS = 12
# Longer ones are told up to the end of a sentence; at 23 words 38 of 184 pages are otherwise, at 90 5.
MOST_WORDS = 45
# Of a speech that the naming of its speaker breaks; the rest of a longer one is another quotation.
MOST_JOINED = 50
# A sentence longer than this is no quotation for a page; 30 words cost 27 of 345, 120 change one page.
LONGEST_SENTENCE = 60
# Between the pieces of one sentence stands who says it, and hardly anything else; 7 words change 5 of 184
# pages, 28 two.
MOST_BETWEEN = 14
# The most that a page could ever want; the fitting drops from these by rank.
MOST_QUOTES = 4
ENDS = re.compile(r"(?<=[.!?…])[\"”’']?\s+(?=[“\"‘'(]?[A-Z0-9])")
POSTED = re.compile(r"(?:^|\s)[#@]\w|https?://|\bpic\.twitter")
STOPS = (".", ",", "!", "?", "…")
PAUSES = (",", ":", ";", "-", "–", "—")
"""Before the rest of a sentence, behind who says it."""


def quotations(analysis: Analysis, summary: Summary, citing: Citing) -> tuple[Item, ...]:
    """What was said, by whom: whole sentences first, weightiest first, each speaker once before any twice.

    Returns:
        Items without the marks around them, which the page sets in its own style:
        texts mix them. What the summary tells already is left out.
    """
    picks = {*summary.picks, summary.bottom_line} - {None}
    printed = [
        even(analysis.story.slice(analysis.sentences[pick].span)) for pick in picks if pick is not None
    ]
    spoken = _spoken(analysis)
    spoken.sort(
        key=lambda run: (
            not _is_sentence(analysis.story, run),
            -max(summary.score(quote.sentence) for quote in run),
            run[0].span,
        )
    )
    told: set[str] = set()
    speakers: dict[str, int] = {}
    ranked: list[tuple[int, int, Item]] = []
    for whole in spoken:
        # Whatever follows stands behind the first of so many speakers.
        if len(speakers) >= MOST_QUOTES:
            break
        run = _untold(analysis, whole, picks)
        if not run:
            continue
        item = citing.item(tuple(_slices(analysis.story, run)), speaker=run[0].speaker)
        key = even(item.text)
        opening = even(analysis.story.slice(run[0].span)).strip("\"' .,")
        if any(opening in line for line in printed):
            continue
        if any(key in other or other in key for other in told):
            continue
        told.add(key)
        who = _surname(item.speaker or "")
        turn = speakers[who] = speakers.get(who, 0) + 1
        ranked.append((turn, len(ranked), item))
    return _in_reading_order(
        [item for _, _, item in sorted(ranked, key=lambda entry: entry[:2])[:MOST_QUOTES]]
    )


def _untold(analysis: Analysis, run: Sequence[Quote], picks: Collection[int | None]) -> Sequence[Quote]:
    """A speech without the beginning that the summary tells; nothing where the rest is too short."""
    rest = list(dropwhile(lambda quote: quote.sentence in picks, run))
    if len(rest) == len(run):
        return run if all(quote.sentence not in picks for quote in run) else ()
    alone = _length(analysis.story, rest) >= ALONE_WORDS and _is_sentence(analysis.story, rest[:1])
    return rest if alone and all(quote.sentence not in picks for quote in rest) else ()


def _in_reading_order(items: Sequence[Item]) -> tuple[Item, ...]:
    """The same items, those of each speaker one behind the other as they were spoken."""
    waiting = sorted(items, key=lambda item: (item.cites[0].source, item.cites[0].start))
    ordered = []
    for item in items:
        spoken_next = next(
            one for one in waiting if _surname(one.speaker or "") == _surname(item.speaker or "")
        )
        waiting.remove(spoken_next)
        ordered.append(spoken_next)
    return tuple(ordered)


def _surname(speaker: str) -> str:
    """What tells speakers apart, however fully they are named."""
    return (words(speaker) or [""])[-1]


def _spoken(analysis: Analysis) -> list[list[Quote]]:
    """Quotations that say something, pieces of one together; where few are heard, short sentences too."""
    runs = [run for run in _runs(analysis) if _is_told(analysis, run)]
    spoken = [run for run in runs if _length(analysis.story, run) >= SPOKEN_WORDS]
    heard = {_whose(analysis.story, run) for run in spoken}
    if len(heard) < FEW_QUOTES:
        spoken += [
            run
            for run in runs
            if run not in spoken
            and (len(spoken) < FEW_QUOTES or _whose(analysis.story, run) not in heard)
            and _length(analysis.story, run) >= SENTENCE_WORDS
            and _is_sentence(analysis.story, run)
        ]
    return spoken


def _whose(story: Story, run: Sequence[Quote]) -> str:
    """The surname of whoever speaks."""
    speaker = run[0].speaker
    return _surname(story.slice(speaker)) if speaker else ""


def _runs(analysis: Analysis) -> list[list[Quote]]:
    """Quotations with a speaker, those together that only the naming of the speaker parts."""
    runs: list[list[Quote]] = []
    before: Quote | None = None
    for quote in analysis.quotes:
        if quote.speaker is not None:
            if (
                before is not None
                and _goes_on(analysis, before, quote)
                and _has_room(analysis, runs[-1], quote)
            ):
                runs[-1].append(quote)
            else:
                runs.append([quote])
        before = quote
    return runs


def _has_room(analysis: Analysis, run: Sequence[Quote], quote: Quote) -> bool:
    """Whether a speech stays short enough with the next words; the rest of a sentence belongs to it."""
    inner = _inner(analysis.story, quote)
    more = len(words(_first_sentences(inner)))
    return inner[:1].islower() or _length(analysis.story, run) + more <= MOST_JOINED


def _goes_on(analysis: Analysis, before: Quote, quote: Quote) -> bool:
    """Whether a quotation is the rest of the sentence before, or the next words of the same speech."""
    story = analysis.story
    if before.speaker is None or quote.speaker is None or before.span.article != quote.span.article:
        return False
    gap = before.span.to(before.span.end, quote.span.start)
    between = story.slice(gap)
    same = fold(story.slice(before.speaker)) == fold(story.slice(quote.speaker))
    if not same or "\n" in between or not 0 < len(between.split()) <= MOST_BETWEEN:
        return False
    first, second = _inner(story, before), _inner(story, quote)
    opens = (
        story.slice(analysis.sentences[before.sentence].span)
        .lstrip()
        .startswith(story.slice(before.span)[:12])
    )
    if len(words(first)) < 3 or not opens:
        return False
    stopped = between.rstrip().endswith((".", ":"))
    if quote.sentence == before.sentence and not stopped:
        # '..., said Reed, who rates the stock "hold"' goes on about him, not with what he said.
        if not between.rstrip().endswith(PAUSES):
            return False
        return second[:1].islower() and not first.endswith((".", "!", "?"))
    following = analysis.sentences[before.sentence + 1 : quote.sentence + 1]
    # More may stand between the two than the end of the first one's sentence.
    apart = any(gap.start <= sentence.span.start < gap.end for sentence in following)
    return second[:1].isupper() and between.rstrip().endswith(".") and not apart


def _inner(story: Story, quote: Quote) -> str:
    """The quoted words without their marks."""
    return story.slice(quote.span).strip(DOUBLE_MARKS + SINGLE_MARKS + " \n")


def _length(story: Story, run: Sequence[Quote]) -> int:
    """How many words are quoted."""
    return sum(len(words(story.slice(quote.span))) for quote in run)


def _is_told(analysis: Analysis, run: Sequence[Quote]) -> bool:
    """Whether the first piece of a speech says something, or opens one that does: as "A hard day" may."""
    first, *rest = run
    if _says_something(analysis, first):
        return True
    short = _length(analysis.story, [first]) < SPOKEN_WORDS
    return short and any(_says_something(analysis, quote) for quote in rest)


def _says_something(analysis: Analysis, quote: Quote) -> bool:
    """Whether a quotation is a sentence of bearable length, or a clause from its subject on."""
    inner = _inner(analysis.story, quote)
    if len(words(_first_sentences(inner))) > LONGEST_SENTENCE or POSTED.search(inner):
        return False
    sentence = analysis.sentences[quote.sentence]
    if not sentence.tokens:
        span = quote.span
        after = analysis.story.slice(span.to(span.end, span.end + 1))
        # English stops inside the marks; others go on with a comma behind them.
        return not inner[:1].islower() and (after == "," or _is_sentence(analysis.story, [quote]))
    return _has_clause(sentence, quote.span, whole=not inner[:1].islower())


def _has_clause(sentence: Sentence, span: Span, *, whole: bool) -> bool:
    """Whether the quoted words of a sentence hold a verb with its subject, and open with that clause."""
    tokens = sentence.tokens
    inside = [
        index
        for index, token in enumerate(tokens)
        if span.start <= token.start < span.end and token.pos not in ("PUNCT", "SPACE")
    ]
    if not inside:
        return False
    among = set(inside)
    held = [index for index in inside if tokens[index].dep in SUBJECTS and tokens[index].head in among]
    finite = [index for index in held if tokens[tokens[index].head].pos in VERBS]
    if whole:
        asked = any(tokens[index].tag == "VB" for index in inside[:2])  # "Let the guardian take care"
        return bool(finite) or asked
    first = inside[0]
    led = above(tokens, first)[:3]
    return any(index == first or (index in led and index < tokens[index].head) for index in finite)


def _is_sentence(story: Story, run: Sequence[Quote]) -> bool:
    """Whether a quotation is one whole sentence or more."""
    first, last = _inner(story, run[0]), _inner(story, run[-1])
    # German, French and Spanish set the comma behind the mark: „Wir kommen“, sagte sie.
    end = run[-1].span.end
    behind = story.slice(run[-1].span.to(end, end + 1))
    return not first[:1].islower() and (last.endswith(STOPS) or behind == ",")


def _slices(story: Story, run: Sequence[Quote]) -> Iterator[Span]:
    """What stands between the marks, up to the end of the sentence in which it grows long."""
    room = MOST_WORDS if len(run) == 1 else MOST_JOINED
    for quote in run:
        span = _inside(story, quote.span)
        text = story.slice(span)
        size = len(words(text))
        if size > room:
            kept = _first_sentences(text, room)
            if room < MOST_WORDS and len(words(kept)) < SENTENCE_WORDS:
                return
            yield span.to(span.start, span.start + len(kept))
            return
        yield span
        room -= size


def _first_sentences(text: str, most: int = 0) -> str:
    """The first sentence of a text, and those after it that stay within so many words."""
    ends = [match.start() for match in ENDS.finditer(text)] + [len(text)]
    kept = text[: ends[0]]
    for end in ends[1:]:
        if len(words(text[:end])) > most:
            break
        kept = text[:end]
    return kept


def _inside(story: Story, span: Span) -> Span:
    """What stands between the marks, without the stop that belongs to the sentence around it."""
    text = story.slice(span)
    marks = DOUBLE_MARKS + SINGLE_MARKS
    start, end = 0, len(text)
    if text[:1] in marks:
        start += 1
    if end > start + 1 and text[end - 1] in marks:
        end -= 1
    inner = text[start:end].strip()
    start = text.index(inner, start)
    end = start + len(inner.rstrip(",;" if not inner[:1].islower() else ",;."))
    return span.stretch(start, end)
