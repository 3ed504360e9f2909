"""From scores to picks: the one step that all methods share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from brief.denied import denied_next
from brief.summarise.alone import cues_of
from brief.summarise.groups import BEST, SIZES, Choice, Pool, best_group

# How many of the best-scored sentences are looked at for tellings that a later one replaces; 30 or 120
# change none of the 521 pages of `benchmarks.pages`, whose figures stand below too.
_LOOKED_AT = 60
# How many sentences a page has when no length was asked for. `make eval` is flat from 4 to
# 6; the bottom line and four points leave an A4 page room for the rest.
_PAGE = 5
# From how many on none is put between those of the best combination. From 2: 50 sentences of 1,889 fewer;
# from 8: 40 more, a fact twice on 11.5 of 100 pages, not 11.3, and the main fact missing on 4.6, not 5.0.
# A fifth where it is likely enough (log odds above -2) adds 36, and no page with a repeat or an orphan; but
# whoever stops reading early misses what it pushes down: 0.25 of ROUGE-1 at the words of Lead-3 on CNN/DM.
_USUAL = 4
# The last of them has to be likelier than this (log odds): of those read, nearly all that
# stood badly or told nothing new were last and below; a quarter of all is.
# With 2 spare 17.7 of 100 pages have a sentence that cannot stand, not 18.4, and there are 29 sentences
# fewer; with 8 there are 31 more, of which 29 are unjudged, and the figures are the same.
_SPARE = 4
_WORTH_THE_ROOM = -2.6
# What it may have in common with one of the page, in whatever words; above it a fact was told twice. Half:
# 180 sentences fewer, the main fact missing on 6.0 of 100 pages; twice: 31 more, 19.0 with one that cannot
# stand.
_MAY_RETELL = 0.1
# The further down a sentence stands, the more it takes as known: of those that filled 264 pages
# that were read 5 of 100 of the first six of their articles stood badly, 13 of the next six, 30
# of all others. None of the last fills a page, and of the second only what takes up nothing.
_FURTHER = math.log1p(6)
_FAR = math.log1p(12)
# A quotation that begins here, not one that ends.
_QUOTED = re.compile(r"""(?:^|\s)(?!'\s?(?:s|m|re|ve|ll|d|t)\b)["'“‘«„`](?:\s?["'“‘«„`])*\s?\w""")
# A name or a few words and a colon: a caption, a turn of a conversation.
_LABELLED = re.compile(r"\W*(?:[\w'’.-]+\s+){0,3}[\w'’.-]+\s?:\s")
# Within so many letters; that of a clock ("at 3:30 a.m.") is none.
_COLON = re.compile(r":(?!\d)")
_NEAR = 61
# "FILE - In this photo ...": agencies tell so of a picture.
_ARCHIVE = re.compile(r"(?:FILE|File)(?: PHOTO| photo)?\s*[-–—:]")
# Fewer words are a headline, a name under a picture, a fact out of its list. 2: the main fact is missing
# on 5.4 of 100 pages; 10: on 4.8, and 17.1 have a sentence that cannot stand, but there are 38 sentences
# fewer.
_A_SENTENCE = 5
# What only fills a page has to say something by itself. 4: 18 sentences more, 18.8 of 100 pages with one
# that cannot stand; 16: 118 fewer, 16.7.
_A_STATEMENT = 8
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:'?s)?")
# By how much a later sentence's score must pass the first pick's to be told before it:
# openings that set a scene lose, and the order of the article is kept in 19 of 20.
_AHEAD = 1.0
# What a sentence gains that has all the headline's terms. The training sets have no
# headlines; set by reading the clusters, where 2 of 40 bottom lines missed the event.
_HEADLINE = 5.0
# The share of the headline's terms below which a sentence has nothing of its event, and
# from which one of the first sentences tells it; read on 120 articles of the clusters. Of how many of the
# first, matters little: 6 or 24 change 5 and 6 of 521 pages.
_HINTS = 0.3
_TELLS = 0.4
_OPENING = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How much was asked for; None where nothing was."""

    sentences: int | None = None
    words: int | None = None

    @property
    def open(self) -> bool:
        """Whether the page decides."""
        return self.sentences is None and self.words is None


def pick(choice: Choice, length: Length, *, weights: Mapping[str, float] | None) -> list[int]:
    """Choose sentences that say what matters, each once, and can be read on their own.

    Args:
        choice: The story and its scores.
        length: What was asked for.
        weights: For each feature of a whole summary its weight, to choose among
            combinations of the best; None to take the best one after the other.

    Returns:
        Indices, best first: any number of them from the front is a summary in which no
        sentence misses the one it leans on. Fewer than were asked for when the story
        has no more that do not repeat each other, or no more that fit.
    """
    ranked = sorted(range(len(choice.scores)), key=lambda index: (-choice.scores[index], index))
    replaced = _replaced(choice, ranked[:_LOOKED_AT])
    ranked = [index for index in ranked if index not in replaced]
    denied = denied_next(choice.analysis.sentences)
    order = _chosen(choice, ranked, length, weights)
    while alone := [
        index for index in order if index in denied and not _is_answered(choice, order, index, length)
    ]:
        others = [index for index in ranked if index not in alone]
        if not others:
            break
        ranked = others
        order = _chosen(choice, ranked, length, weights)
    return _with_denials(choice, order, denied, length)


def _chosen(
    choice: Choice, ranked: Sequence[int], length: Length, weights: Mapping[str, float] | None
) -> list[int]:
    """The picks of so many sentences, best first."""
    taken: list[int] = []
    if weights is not None:
        taken = list(_best_together(choice, ranked, length, weights))
    if taken and length.open:
        taken = _with_event(choice, taken, max(SIZES), None)
        order = _in_order(choice, _with_latest(choice, taken, ranked, max(SIZES), None))
        return _with_more(choice, order, ranked)
    most = _page(choice) if length.open else length.sentences
    for relaxed in (False, True):
        _fill(choice, taken, ranked, most, length.words, relaxed=relaxed)
        if length.sentences is None and taken:
            break
    if weights is not None:
        taken = _with_event(choice, taken, most, length.words)
    return _in_order(choice, _with_latest(choice, taken, ranked, most, length.words))


def bottom_line(choice: Choice, picks: Sequence[int]) -> int | None:
    """The pick that best stands alone at the head of the page; None for no picks.

    Taken to the head, it must not leave another behind that leans on it.
    """
    picks = sorted(picks)
    fit = [index for index in picks if _heads(choice, index, picks)]
    alone = [index for index in fit if not choice.reading.standings[index].question] or fit or picks[:1]
    alone = [index for index in alone if not choice.reading.threads.loose(index, ())] or alone
    alone = [index for index in alone if _tells(choice, index)] or alone
    denied = denied_next(choice.analysis.sentences)
    alone = [index for index in alone if index not in denied] or alone

    titled = any(row["title terms"] for row in choice.reading.rows)

    def fitness(index: int) -> tuple[float, int]:
        """How well it tells the event; of equals the earlier."""
        told = choice.reading.rows[index]["title terms"]
        opens = index == picks[0] and (told >= _HINTS or not titled)
        return choice.scores[index] + _HEADLINE * told + _AHEAD * opens, -index

    return max(alone, key=fitness, default=None)


def _tells(choice: Choice, index: int) -> bool:
    """Whether a sentence is a statement, and not of a picture or to the reader."""
    row = choice.reading.rows[index]
    return not (row["caption"] or row["boilerplate"]) and _is_statement(choice, index)


def _heads(choice: Choice, index: int, picks: Sequence[int]) -> bool:
    """Whether a pick can open the page."""
    stands = choice.reading.standings[index]
    if stands.half or stands.fragment or (stands.leans and not choice.introduces(index)):
        return False
    rest = set(picks) - {index}
    return index == picks[0] or all(choice.follows(other, rest) for other in rest)


def _best_together(
    choice: Choice, ranked: Sequence[int], length: Length, weights: Mapping[str, float]
) -> tuple[int, ...]:
    """The best combination of the best-scored sentences that can stand on a page."""
    short = ranked
    if length.words is not None:
        short = [index for index in ranked if choice.lengths[index] <= length.words]
    pool = list(islice((index for index in short if usable(choice, index)), BEST + 3))
    sizes: Sequence[int] = SIZES
    if length.sentences is not None:
        sizes = (min(length.sentences, max(SIZES)),)
    elif length.words is not None:
        sizes = range(1, max(SIZES) + 1)
    for best in (BEST, BEST + 3):
        group = best_group(Pool.of(choice, pool[:best]), weights, sizes=sizes, room=length.words)
        if group:
            return group
    fewer = range(max(sizes) - 1, 0, -1)
    return best_group(Pool.of(choice, pool[:BEST]), weights, sizes=fewer, room=length.words)


def usable(choice: Choice, index: int) -> bool:
    """Whether a sentence belongs on a page at all."""
    stands = choice.reading.standings[index]
    if stands.half or stands.fragment or stands.question:
        return False
    if choice.reading.rows[index]["boilerplate"]:
        return False
    text = choice.analysis.story.slice(choice.analysis.sentences[index].span)
    return choice.lengths[index] >= _A_SENTENCE and not text.endswith(":") and not _ARCHIVE.match(text)


def _fill(
    choice: Choice,
    taken: list[int],
    ranked: Sequence[int],
    most: int | None,
    room: int | None,
    *,
    relaxed: bool,
) -> None:
    """Add the best that do not repeat what is taken, until it is as long as asked for."""
    left = None if room is None else room - sum(choice.lengths[index] for index in taken)
    told = _Told(choice, taken)
    waiting = [index for index in ranked if index not in set(taken)]
    added = True
    while added and waiting:
        added = False
        passed_over = []
        for index in waiting:
            if most is not None and len(taken) >= most:
                return
            if not relaxed and not (usable(choice, index) and choice.follows(index, told.sentences)):
                passed_over.append(index)
            elif (left is None or choice.lengths[index] <= left) and not told.has(index):
                taken.append(index)
                told.add(index)
                left = None if left is None else left - choice.lengths[index]
                added = True
        # What leans on one that was added may be taken now.
        waiting = passed_over


def _page(choice: Choice) -> int:
    """How many sentences fill a page; of a short story no more than half, rounded up."""
    return max(1, min(_PAGE, (len(choice.scores) + 1) // 2))


def _with_more(choice: Choice, order: Sequence[int], ranked: Sequence[int]) -> list[int]:
    """The best combination, and after it what else the page has room for, best first.

    What stands later in the story comes first, so that whoever stops reading early has
    read the best combination. ROUGE at the words of Lead-3 is the same with and without.
    """
    taken = list(order)
    most = _page(choice)
    near = [index for index in ranked if choice.reading.rows[index]["rank"] < _FAR]
    below = [index for index in near if index > max(order)]
    for candidates, enough in ((below, most), (near, min(most, _USUAL))):
        for index in candidates:
            if len(taken) >= enough:
                break
            if len(taken) >= _SPARE and choice.scores[index] < _WORTH_THE_ROOM:
                break
            if index not in taken and _can_join(choice, taken, index):
                taken.append(index)
    return taken


def _can_join(choice: Choice, taken: Sequence[int], index: int) -> bool:
    """Whether a sentence says something else than those taken, and each stands as the page prints it."""
    if not usable(choice, index) or _aside(choice, index):
        return False
    if choice.lengths[index] < _A_STATEMENT and all(map(_YEAR.fullmatch, _figures(choice, index))):
        return False
    if _quotation(choice, index, opening=True) and index - 1 not in taken:
        return False
    # The "it" that opens an article is explained by what comes next, not by the bottom line.
    if choice.reading.standings[index].leans and choice.opens_article(index):
        return False
    if any(choice.touches(index, other) for other in taken) or not _adds(choice, taken, index):
        return False
    if any(choice.reading.tellings.alike(index, other) > _MAY_RETELL for other in taken):
        return False
    if not _is_statement(choice, index):
        return False
    above = {other for other in taken if other < index or other == taken[0]}
    threads, further = choice.reading.threads, choice.reading.rows[index]["rank"] >= _FURTHER
    if threads.loose(index, above) or (further and threads.takes_up(index, above)):
        return False
    page, head = {*taken, index}, taken[0]
    below = page if head == min(page) else page - {head}
    return all(choice.follows(other, below) for other in page - {head})


def _adds(choice: Choice, taken: Sequence[int], index: int) -> bool:
    """Whether a sentence tells what those taken do not: another figure, if it has any, and other words."""
    figures = _figures(choice, index)
    return not figures or not figures <= {figure for other in taken for figure in _figures(choice, other)}


def _is_statement(choice: Choice, index: int) -> bool:
    """Whether a sentence has a verb, and its subject before it, by the words of its language that we know."""
    sentence = choice.analysis.sentences[index]
    finite = cues_of(choice.analysis.story.articles[sentence.span.article].language).finite
    if not finite:
        return True
    if not sentence.words:  # "* * *"
        return False
    opener = sentence.words[0]
    if opener.endswith(_CONTRACTED):
        return True
    # "Will be open": who, stands elsewhere. May is a name as well.
    if opener in finite and opener != "may":
        return False
    return any(word in finite or word.endswith(_VERBAL) for word in sentence.words[1:])


_CONTRACTED = ("'s", "'re", "'m", "'ll", "'ve", "'d")
_VERBAL = ("ed", *_CONTRACTED[1:])


def _aside(choice: Choice, index: int) -> bool:
    """Whether a sentence speaks to the reader, of a picture, or as someone the page does not name."""
    row = choice.reading.rows[index]
    told = choice.analysis.story.slice(choice.analysis.sentences[index].span)
    if _LABELLED.match(told):
        return True
    if (
        row["caption"]
        or row["boilerplate"]
        or row["second person"]
        or choice.reading.standings[index].question
    ):
        return True
    if not _quotation(choice, index):
        return bool(row["first person"] or (row["colon"] and _COLON.search(told, 0, _NEAR)))
    sentence = choice.analysis.sentences[index]
    cues = cues_of(choice.analysis.story.articles[sentence.span.article].language)
    return not cues.first_person.isdisjoint(sentence.words[:2]) and not _quotation(
        choice, index, opening=True
    )


def _quotation(choice: Choice, index: int, *, opening: bool = False) -> bool:
    """Whether a quotation begins in a sentence; or opens it, most often to answer what stands before."""
    found = _QUOTED.search(choice.analysis.story.slice(choice.analysis.sentences[index].span))
    return found is not None and (found.start() == 0 or not opening)


class _Told:
    """What the sentences taken say; finds a repeat without comparing each with each."""

    def __init__(self, choice: Choice, taken: Sequence[int]) -> None:
        self.sentences: set[int] = set()
        self._choice = choice
        self._holding: dict[str, list[int]] = {}
        for index in taken:
            self.add(index)

    def add(self, index: int) -> None:
        """Remember a sentence."""
        self.sentences.add(index)
        for term in self._choice.reading.vectors[index]:
            self._holding.setdefault(term, []).append(index)

    def has(self, index: int) -> bool:
        """Whether a sentence says what one taken says: only those that share a third of its terms can."""
        vector = self._choice.reading.vectors[index]
        shared = Counter(other for term in vector for other in self._holding.get(term, ()))
        return any(
            count * 3 >= min(len(vector), len(self._choice.reading.vectors[other]))
            and self._choice.repeats(index, other)
            for other, count in shared.items()
        )


def _replaced(choice: Choice, looked_at: Sequence[int]) -> set[int]:
    """Sentences of which a later article, or entry, tells the same with other figures: it has the news."""
    story, sentences = choice.analysis.story, choice.analysis.sentences
    superseded = story.superseded()
    replaced = {
        index
        for index, sentence in enumerate(sentences)
        if any(sentence.span.meets(old) for old, _ in superseded)
    }
    if len(story.articles) == 1:
        return replaced
    replaced |= _passed(choice)
    moments = [article.published_at for article in story.articles]
    figures = {index: _figures(choice, index) for index in looked_at}
    for one in looked_at:
        for other in looked_at:
            earlier, later = (moments[sentences[place].span.article] for place in (one, other))
            if not (earlier and later and earlier < later) or figures[one] == figures[other]:
                continue
            if choice.same(one, other):
                replaced.add(one)
    return replaced


def _passed(choice: Choice) -> set[int]:
    """Sentences of earlier reports that foretell a day which has come by the story's last report."""
    analysis = choice.analysis
    days = [article.published_at and article.published_at.date() for article in analysis.story.articles]
    last = max((day for day in days if day), default=None)
    if last is None or all(day in (None, last) for day in days):
        return set()
    passed = set()
    for moment in analysis.moments:
        own, told = days[moment.span.article], _DAY.match(moment.value or "")
        if moment.sentence is not None and own and told and own < date.fromisoformat(told.group()) <= last:
            passed.add(moment.sentence)
    return passed


_DAY = re.compile(r"\d{4}-\d\d-\d\d(?![\d/])")


def _with_latest(
    choice: Choice, taken: list[int], ranked: Sequence[int], most: int | None, room: int | None
) -> list[int]:
    """What is taken, with a sentence that tells the latest count where an earlier one was overtaken."""
    latest = [new for _, new in choice.analysis.story.superseded()[:1]]
    spans = [sentence.span for sentence in choice.analysis.sentences]
    telling = [index for index in ranked if any(spans[index].meets(new) for new in latest)]
    if not telling or set(telling) & set(taken):
        return taken
    return _exchanged(choice, taken, telling[0], most, room)


def _is_answered(choice: Choice, order: Sequence[int], told: int, length: Length) -> bool:
    """Whether a pick that the next sentence denies can stand with that one, and with the head of the page."""
    return told + 1 in order or _has_room(choice, {order[0], told, told + 1}, length)


def _with_denials(choice: Choice, order: list[int], denied: Collection[int], length: Length) -> list[int]:
    """The picks, best first, each that the next sentence denies with that one behind it.

    Where a length was asked for, it takes the place of the least likely.
    """
    for told in [index for index in order if index in denied]:
        denial = told + 1
        rest = [index for index in order[1:] if index not in (told, denial)]
        while (
            denial not in order and rest and not _has_room(choice, {*order[:1], told, denial, *rest}, length)
        ):
            rest.pop()
        kept = [index for index in order if index in (order[0], told, *rest) and index != denial]
        place = kept.index(told) + 1
        order = [*kept[:place], denial, *kept[place:]]
    return order


def _has_room(choice: Choice, picks: Collection[int], length: Length) -> bool:
    """Whether so many sentences were asked for; a page may have one more than usual."""
    if length.words is not None and sum(choice.lengths[index] for index in picks) > length.words:
        return False
    return len(picks) <= (length.sentences or (len(picks) if length.words is not None else _PAGE + 1))


def _with_event(choice: Choice, taken: list[int], most: int | None, room: int | None) -> list[int]:
    """What is taken, with a sentence that tells the headline's event where none does.

    Features and comments open with a scene; the event stands some sentences below.
    """
    told = [row["title terms"] for row in choice.reading.rows]
    if not taken or any(told[index] >= _HINTS for index in taken):
        return taken
    opening = [
        index
        for index in range(min(_OPENING, len(told)))
        if told[index] >= _TELLS
        and usable(choice, index)
        and not choice.reading.standings[index].leans
        and not choice.reading.standings[index].question
    ]
    if not opening:
        return taken
    return _exchanged(choice, taken, max(opening, key=lambda index: (told[index], -index)), most, room)


def _exchanged(choice: Choice, taken: list[int], added: int, most: int | None, room: int | None) -> list[int]:
    """What is taken with one more, without what repeats it and the lowest-scored that leave it no room."""
    if room is not None and choice.lengths[added] > room:
        return taken
    kept = [index for index in taken if not choice.repeats(index, added)]
    kept.sort(key=lambda index: -choice.scores[index])
    while kept and (
        (most is not None and len(kept) >= most)
        or (room is not None and sum(choice.lengths[index] for index in (*kept, added)) > room)
    ):
        kept.pop()
    return [added, *kept]


def _figures(choice: Choice, index: int) -> frozenset[str]:
    """The figures and counts in a sentence."""
    sentence = choice.analysis.sentences[index]
    numbers = cues_of(choice.analysis.story.articles[sentence.span.article].language).number
    return frozenset([word for word in sentence.words if word[0].isdigit() or word in numbers])


def _in_order(choice: Choice, taken: Sequence[int]) -> list[int]:
    """The picks best first, the bottom line before all, none before the one it leans on."""
    head = bottom_line(choice, taken)
    ordered = [] if head is None else [head]
    waiting = sorted(
        (index for index in taken if index != head), key=lambda index: (-choice.scores[index], index)
    )
    while waiting:
        ready = next((index for index in waiting if choice.follows(index, ordered)), waiting[0])
        ordered.append(ready)
        waiting.remove(ready)
    return ordered
