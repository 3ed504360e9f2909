"""What a story's reports count and measure otherwise, however they word it, and which says it last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import combinations, takewhile

from brief.dedupe.casualties import casualties
from brief.dedupe.live import outdated
from brief.dedupe.measures import Nearness, measures, nearness
from brief.dedupe.revised import revised
from brief.dedupe.sentences import Split
from brief.dedupe.told import OPENING_CHARACTERS, Sentence, Told, told_in, toll_words
from brief.model import Article, Difference, Story
from brief.resources import lists

# Reports further apart tell of two events of the kind.
ONE_EVENT = timedelta(days=7)


def overtaken(story: Story, *, split: Split, told: int = 0) -> tuple[Difference, ...]:
    """Figures that the story's reports tell otherwise, however they word it.

    Args:
        story: Articles in any order.
        split: Cuts a paragraph into sentences.
        told: How many articles, from the first on, are editions that a reader knows, in their order: of
            these the last that tells a figure counts.

    Returns:
        One Difference for each other value, of kind "number" where people are counted by what became of
        them and else "figure", the earlier report's words first and the
        latest one's last; none where all agree, or where a report tells two figures of the same. Then
        one for each figure of an edition that a report says has changed, and one of kind "claim" for
        each figure that one report has otherwise from two sources.
    """
    live = tuple(_outdated(story, told, split))
    if len(story.articles) == 1:
        return (*_disputed(_sourced(story.articles[0], split)), *live)
    found = [list(_figures(index, article, split)) for index, article in enumerate(story.articles)]
    outcomes = frozenset(toll_words()["became"].values())
    return (
        *(
            Difference(
                spans=(old.span, latest.span),
                passages=(old.passage, latest.passage),
                kind="number" if _outcome(old) in outcomes else "figure",
            )
            for one in _by_subject(story, found, told)
            for latest in [_latest(one, outcomes)]
            for old in _known([figure for figure in one if figure is not latest], told)
            if _differ(story, old, latest)
        ),
        *(revised(story, told, split) if told else ()),
        *(claim for figures in found[told:] for claim in _disputed(figures)),
        *live,
    )


def _outdated(story: Story, told: int, split: Split) -> Iterator[Difference]:
    """What the live reports of a story count otherwise in a newer entry."""
    for index, article in enumerate(story.articles[told:], told):
        if article.language == "en":
            for old, newest in outdated(index, article, split):
                if old.value != newest.value and _are_apart(old, newest, nearness(old.what)):
                    yield Difference(
                        spans=(old.span, newest.span),
                        passages=(old.passage, newest.passage),
                        kind="entry",
                    )


def latest_first(story: Story, *, split: Split) -> Story:
    """The story led by a report with the latest count, where its lead was overtaken by a later one.

    Args:
        story: Articles in the order we trust them.
        split: Cuts a paragraph into sentences.

    Returns:
        The same articles, and one of them moved to the head: the first of those that tell the latest
        count of what became of most of those whom the lead counts. The same story where nothing changed.
    """
    if len(story.articles) < 2:
        return story
    found = [list(casualties_of(index, article, split=split)) for index, article in enumerate(story.articles)]
    for one in _by_subject(story, found):
        latest = one[-1]
        lead = next((figure for figure in one if figure.span.article == 0), None)
        if lead and _differ(story, lead, latest) and _is_later(story, lead, latest):
            return story.led_by(min(figure.span.article for figure in one if figure.value == latest.value))
    return story


def casualties_of(index: int, article: Article, *, split: Split) -> Iterator[Told]:
    """What a report says became of how many people, at its beginning; nothing of one that is not in English.

    Args:
        index: Of the article in its story.
        article: A report.
        split: Cuts a paragraph into sentences.
    """
    if article.language == "en":
        for sentence in takewhile(lambda one: one.opening, told_in(index, article, split)):
            yield from casualties(sentence)


def _figures(index: int, article: Article, split: Split) -> Iterator[Told]:
    """What a report counts and measures, in its order."""
    if article.language == "en":
        sentences = list(told_in(index, article, split))
        counted = [one for sentence in sentences if sentence.opening for one in casualties(sentence)]
        if sentences:
            # A headline counts where nothing behind it tells the same.
            outcomes = {_outcome(one) for one in counted}
            heads = (one for head in sentences[0].beside for one in casualties(head))
            yield from (one for one in heads if _outcome(one) not in outcomes)
        yield from counted
        for sentence in sentences:
            yield from measures(sentence)


def _in_sentence(sentence: Sentence) -> Iterator[Told]:
    """What a sentence counts, at the beginning of its report, and measures."""
    if sentence.opening:
        yield from casualties(sentence)
    yield from measures(sentence)


def _sourced(article: Article, split: Split) -> Iterator[Told]:
    """What the beginning of a report that stands alone has from somebody: all that can be disputed in it."""
    if not _may_dispute(article):
        return
    for sentence in takewhile(lambda one: one.opening, told_in(0, article, split)):
        if sentence.names_a_source:
            yield from _in_sentence(sentence)


def _may_dispute(article: Article) -> bool:
    """Whether the beginning of an article may have one figure from two sources; most have not."""
    if article.language != "en" or not article.paragraphs:
        return False
    start = article.paragraphs[0].start
    opening = article.text[start : start + OPENING_CHARACTERS].lower()
    return any(word in opening for word in _disputable())


@cache
def _disputable() -> tuple[str, ...]:
    """Words by which crowds, quakes and the dead are told, the figures that sources dispute."""
    known = lists("measures_en.txt")
    return ("magnitude", *known["turnout"], *known["gathered"], *known["crowds"], *toll_words()["total"])


def _by_subject(story: Story, found: Sequence[Sequence[Told]], told: int = 0) -> list[list[Told]]:
    """What each report says of the same, as far as two tell of it; the dead first."""
    of_all: defaultdict[str, list[Told]] = defaultdict(list)
    if len(story.articles) < 2:
        return []
    for index, figures in enumerate(found):
        values: defaultdict[str, dict[Decimal, Told]] = defaultdict(dict)
        for one in figures:
            if not one.sentence.corrects:
                values[one.what].setdefault(one.value, one)
        if index < told and "body" in values:
            bodies = {value: replace(one, what="dead") for value, one in values["body"].items()}
            values.setdefault("dead", bodies)
        values.pop("body", None)
        for what, tellings in values.items():
            # Two counts of one thing are of two events, or of parts; of an edition the first is its lead's.
            first, *others = tellings.values()
            if not others or index < told or _has_risen(of_all.get(what, ()), first, others, told):
                of_all[what].append(first)
    for what in sorted(of_all):
        if " " in what:
            # That nobody was hurt is told of each who was.
            of_all[what] += [one for one in of_all.get(what.partition(" ")[0], ()) if not one.value]
            of_all[what].sort(key=lambda one: one.span.article)
    order = list(dict.fromkeys(toll_words()["became"].values()))
    ranked = sorted(of_all, key=lambda what: (_place(what.partition(" ")[0], order), what))
    return [_in_order(story, of_all[what]) for what in ranked]


def _has_risen(before: Sequence[Told], first: Told, others: Sequence[Told], told: int) -> bool:
    """Whether a report tells a higher count than the last edition and then, looking back, that edition's."""
    if not before or before[-1].span.article >= told:
        return False
    known = before[-1].value
    return first.value > known and any(one.value == known for one in others)


def _outcome(one: Told) -> str:
    """What became of those counted, or what is measured, without whose it is."""
    return one.what.partition(" ")[0]


def _place(outcome: str, order: Sequence[str]) -> int:
    """Where an outcome stands among those of people; other figures behind them all."""
    return order.index(outcome) if outcome in order else len(order)


def _in_order(story: Story, figures: list[Told]) -> list[Told]:
    """The figures in the order of publishing; as they stand where one has no date."""
    dated = [(moment, one) for one in figures if (moment := _moment(story, one))]
    return (
        [one for _, one in sorted(dated, key=lambda one: one[0])] if len(dated) == len(figures) else figures
    )


def _latest(figures: Sequence[Told], outcomes: frozenset[str]) -> Told:
    """What the others are compared with: the last; of what does not move on with time the last exact one."""
    exact = [one for one in figures if one.exact and _outcome(one) not in outcomes]
    return exact[-1] if exact else figures[-1]


def _known(earlier: Sequence[Told], told: int) -> Iterator[Told]:
    """The earlier figures; of those in editions the last."""
    editions = [one for one in earlier if one.span.article < told]
    yield from editions[-1:]
    yield from (one for one in earlier if one.span.article >= told)


def _differ(story: Story, old: Told, latest: Told) -> bool:
    """Whether two reports tell another figure of the same."""
    mine, other = old.sentence, latest.sentence
    if old.value == latest.value or old.span.article == latest.span.article or mine.years != other.years:
        return False
    near = nearness(latest.what)
    if not _are_of_one(mine, other, near, latest.what):
        return False
    if mine.months and other.months and mine.months.isdisjoint(other.months):
        return False
    moments = (_moment(story, old), _moment(story, latest))
    if moments[0] and moments[1] and abs(moments[1] - moments[0]) > ONE_EVENT:
        return False
    return _are_apart(old, latest, near)


def _are_of_one(mine: Sentence, other: Sentence, near: Nearness, what: str) -> bool:
    """Whether two sentences share what figures of the kind need to be of one thing."""
    if near.shared == "sentence":
        return bool((mine.own & other.own).difference(what.split()))
    if near.shared == "names" and mine.names and other.names and not mine.names & other.names:
        return False
    return near.shared == "nothing" or bool(mine.about & other.about)


def _are_apart(one: Told, other: Told, near: Nearness) -> bool:
    """Whether two figures cannot both be right, and are of one thing still."""
    low, high = sorted((one, other), key=lambda figure: figure.value)
    if not low.value:
        return True
    if low.least and near.bounded:
        return False
    apart = (high.value - low.value) / high.value
    return apart < near.another and (apart > near.rounded or (one.exact and other.exact))


def _disputed(told: Iterable[Told]) -> Iterator[Difference]:
    """The figures of one report that two sources give it otherwise, one sentence after the other."""
    for one, other in combinations(told, 2):
        sources = {one.source, other.source} - {""}
        beside = one.sentence in other.sentence.beside or one.sentence is other.sentence
        same = one.what == other.what and len(sources) == 2 and beside
        if same and not other.sentence.corrects and _are_apart(one, other, nearness(one.what)):
            yield Difference(
                spans=(one.span, other.span), passages=(one.passage, other.passage), kind="claim"
            )


def _is_later(story: Story, old: Told, latest: Told) -> bool:
    """Whether it is known that one report was published after the other."""
    return story.articles[old.span.article].precedes(story.articles[latest.span.article])


def _moment(story: Story, one: Told) -> datetime | None:
    """When the report was published."""
    return story.articles[one.span.article].published_at
