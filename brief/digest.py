"""A day: inputs → stories → one page, remembering what earlier days told."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import BinaryIO
from zoneinfo import ZoneInfo

from brief import pipeline, text
from brief.analyse.sentences import split
from brief.dedupe import dedupe, prose
from brief.dedupe.words import keys
from brief.errors import BriefError
from brief.gather import Fetch, Gathered, gather
from brief.model import (
    Article,
    Briefing,
    Chapter,
    Edition,
    Feed,
    Skipped,
    Span,
    Status,
    Story,
    Telling,
)
from brief.rank import Standing, rank
from brief.read.fetch import fetch
from brief.remembered import (
    STAND_IN,
    Earlier,
    Remembered,
    address,
    editions,
    is_version,
    outlet,
    passages,
    remembered,
    seen,
    stand_in,
    text_sha256,
)
from brief.remembered import title as title_of
from brief.store import Store

logger = logging.getLogger(__name__)

REMEMBER_DAYS = 30
"""How far back a digest looks for stories that go on; the same as the window within which articles tell
one event."""
KEEP_DAYS = 365
"""How long the store keeps an edition."""
MOST_REPORTS = 24
"""Reports of one story that are compared, the most central first; the rest are counted. Two dozen tell
what there is to tell, and comparing grows with the square."""
READ_CLOSELY = 12
"""Of these, reports that the briefing is made of: a page has room for a dozen sentences."""
NEWS_WORDS = 5
"""An article with fewer new words than this brings nothing: what is left is a credit or a stray line."""
MOST_BRIEFED = 12
"""No page holds more stories: a digest that is only set as pages reads no more of them closely."""


def digest(
    inputs: Sequence[str],
    *,
    day: str,
    made: str,
    store: Store | None = None,
    until: str | None = None,
    name: str = "digest",
    title: str = "Daily digest",
    zone: str = "UTC",
    wishes: pipeline.Wishes | None = None,
    whole: bool = True,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    fetch: Fetch = fetch,
    remember_days: int = REMEMBER_DAYS,
    keep_days: int = KEEP_DAYS,
    publish: Callable[[Edition], object] = lambda edition: None,
    on_story: Callable[[int, int], None] = lambda done, of: None,
) -> Edition:
    """Make a day's digest, publish it, and only then remember what it told.

    Stopped at any point, the next run for the day starts over and comes to the same: it looks only at
    what earlier days told, and the store changes in one transaction at the very end.

    Args:
        inputs: Files, folders, globs, `-`, or addresses of feeds and pages, which are fetched.
        day: ISO date of the edition.
        made: ISO 8601 date and time, UTC, for the pages to carry.
        store: Memory of earlier digests; None for none.
        until: ISO date; articles published later are left for a later edition, as if they had not been
            there yet. When None: `day`, where that was over when the pages are made.
        name: Of the digest; each has a memory of its own.
        title: Stands over the page.
        zone: IANA name of the time zone that `day` is a day of.
        wishes: What is asked of each story's briefing.
        whole: Brief every story; else only the first ones, as many as a page can hold, and of the
            others tell the title and the reports.
        published: ISO date for documents that do not say theirs.
        stdin: What `-` reads.
        fetch: Gets an address; the network's when not given.
        remember_days: How far back to look for stories that go on, 1 or more.
        keep_days: Editions older than this are forgotten.
        publish: Takes the edition and writes its pages; when it raises, nothing is remembered.
        on_story: Told after each story how many are done, of how many.

    Returns:
        The edition: every story, best first, and in `on_page` how many are briefed when not all are.
        Articles read = reports of the chapters + those told before and only folded in; what could
        not be read is in `skipped`.

    Raises:
        LockHeld: If another run of the same digest is at work.
        StoreError: If the memory cannot be used.
        ValueError: If `day` is no ISO date.
    """
    today = date.fromisoformat(day)
    with ExitStack() as held:
        if store:
            held.enter_context(store.hold(name))
        wishes = wishes or pipeline.Wishes()
        gathered = gather(
            inputs,
            today=max(day, made[:10]),
            edition=day,
            until=until or (day if _is_over(day, made, zone) else None),
            published=published,
            language=wishes.language,
            stdin=stdin,
            before=store.feeds(name) if store else (),
            fetch=fetch,
            limits=wishes.limits,
        )
        found = gathered.found
        articles = [one for _, one in found if isinstance(one, Article)]
        work = _DaysWork(
            day=today,
            made=made,
            wishes=wishes,
            most_briefed=None if whole else MOST_BRIEFED,
            skipped=[one for _, one in found if isinstance(one, Skipped)],
        )
        last = None
        if store:
            since = (today - timedelta(days=remember_days)).isoformat()
            work.before = remembered(store, name, articles, before=day, since=since)
            last = max((one for one in store.days(name) if one < day), default=None)
        edition = _edition(articles, work, title=title, zone=zone, last=last, on_story=on_story)
        publish(edition)
        if store:
            feeds = _with_news(gathered, work, store.feeds(name))
            store.record(name, day, made=made, tellings=work.tellings, again=work.before.told, feeds=feeds)
            store.prune(before=(today - timedelta(days=keep_days)).isoformat(), name=name)
    return edition


def _is_over(day: str, made: str, zone: str) -> bool:
    """Whether a day of a time zone was over at a moment in UTC."""
    return datetime.fromisoformat(made).astimezone(ZoneInfo(zone)).date().isoformat() > day


def _with_news(gathered: Gathered, work: _DaysWork, before: Iterable[Feed]) -> Iterator[Feed]:
    """Every input with the day it last brought something that had not been told, and pages behind feeds."""
    today = work.day.isoformat()
    known = {feed.uri: feed for feed in before}
    sources = dict.fromkeys(source for source, _ in gathered.found)
    fresh = {
        source
        for source, one in gathered.found
        if isinstance(one, Article) and text_sha256(one) not in work.before.told
    }
    for uri in (*sources, *(uri for uri in gathered.feeds if uri not in sources)):
        feed = gathered.feeds.get(uri) or known.get(uri) or Feed(uri=uri)
        if uri in sources:
            feed = replace(feed, last_news=today if uri in fresh else feed.last_news or today)
        yield feed


@dataclass(slots=True, kw_only=True)
class _DaysWork:
    """What making one edition shares and gathers."""

    day: date
    made: str
    wishes: pipeline.Wishes
    most_briefed: int | None
    before: Remembered = field(default_factory=lambda: Remembered(told={}, versions={}))
    tellings: list[Telling] = field(default_factory=list)
    """What the store shall remember of the day."""
    skipped: list[Skipped] = field(default_factory=list)
    faulty: int = 0
    """Articles among `skipped` that were read and could not be briefed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """Today's reports of one event, and what was told of it before."""

    reports: tuple[Article, ...]
    """That were not told word for word before; lead first."""
    copies: tuple[Article, ...]
    """That were."""
    past: tuple[Earlier, ...]
    """Stories told before that this one continues; the one told last first."""


def _edition(
    articles: Sequence[Article],
    work: _DaysWork,
    *,
    title: str,
    zone: str,
    last: str | None,
    on_story: Callable[[int, int], None],
) -> Edition:
    """Everything found, told as one edition."""
    drafts = [draft for event in _events(articles, work) if (draft := _draft(event, work))]
    order = rank([_standing(draft) for draft in drafts], day=work.day)
    chapters: list[Chapter] = []
    for number, (index, score, why) in enumerate(order, 1):
        briefing = _brief(drafts[index], work, closely=len(chapters) < (work.most_briefed or len(order)))
        if briefing:
            chapters.append(replace(_chapter(drafts[index], briefing), score=score, why=why))
        on_story(number, len(order))
    met_today = {telling.story for telling in work.tellings} | set(work.before.told.values())
    return Edition(
        title=title,
        day=work.day.isoformat(),
        since=last,
        chapters=tuple(chapters),
        on_page=work.most_briefed and min(work.most_briefed, len(chapters)),
        read=len(articles),
        folded=len(articles) - sum(chapter.tellers for chapter in chapters) - work.faulty,
        told_before=sum(text_sha256(article) in work.before.told for article in articles),
        undated=sum(article.published is None for article in articles),
        dropped=tuple(
            one.title for one in work.before.stories if one.last_day == last and one.story not in met_today
        ),
        skipped=tuple(work.skipped),
        made=work.made,
        zone=zone,
        tool=pipeline.TOOL,
        language=Counter(article.language for article in articles).most_common(1)[0][0] if articles else "en",
    )


def _events(articles: Sequence[Article], work: _DaysWork) -> Iterator[_Event]:
    """Today's articles by event; what was told before takes part in the grouping, standing for itself."""
    by_name = {one.story: one for one in work.before.stories}
    copies: dict[str, list[Article]] = {}
    fresh = []
    for article in articles:
        story = work.before.told.get(text_sha256(article))
        if story is None:
            fresh.append(article)
        else:
            copies.setdefault(story, []).append(article)
    remembered = map(stand_in, work.before.stories)
    grouped = pipeline.stories([*fresh, *remembered]) if fresh else ()
    for reports, names in _continued(grouped, work.before.versions):
        past = sorted(
            (by_name[name] for name in names),
            key=lambda one: (one.last_day, one.reports, one.story),
            reverse=True,
        )
        again = tuple(copy for one in past for copy in copies.get(one.story, ()))
        yield _Event(reports=reports, copies=again, past=tuple(past))


def _continued(
    grouped: Iterable[Story], versions: Mapping[str, str]
) -> list[tuple[tuple[Article, ...], frozenset[str]]]:
    """Today's reports of each event and the stories they continue; what continues one story is one event."""
    events: list[tuple[tuple[Article, ...], frozenset[str]]] = []
    for story in grouped:
        reports = tuple(one for one in story.articles if one.media_type != STAND_IN)
        names = frozenset(one.sha256 for one in story.articles if one.media_type == STAND_IN)
        names |= {versions[sha] for sha in map(text_sha256, reports) if sha in versions}
        for same in [event for event in events if event[1] & names] if names else ():
            events.remove(same)
            reports, names = (*same[0], *reports), same[1] | names
        events.append((reports, names))
    return [event for event in events if event[0]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A story of the day before it is briefed: what is new in it."""

    name: str
    event: _Event
    news: Story
    """The reports that say something of their own, with nothing told twice or before."""
    whole: tuple[Article, ...]
    """The same reports as they came."""
    changes: tuple[tuple[str, str], ...]
    """Words of a figure as told before and as told now."""
    status: Status
    number: int
    """On which day of the story this is."""


def _draft(event: _Event, work: _DaysWork) -> _Draft | None:
    """What is new in an event, and what to remember of it; None when nothing is."""
    name = event.past[0].story if event.past else _name(event, work.day)
    news, whole, changes = _news(event)
    lead = (news.articles or event.reports)[0]
    work.tellings.append(
        Telling(
            story=name,
            day=work.day.isoformat(),
            title=title_of(lead) or (event.past[0].title if event.past else ""),
            language=lead.language,
            published=lead.published.value if lead.published else None,
            passages=tuple(passage for article in news.articles for passage in passages(article)),
            articles=tuple(map(seen, event.reports)),
        )
    )
    if not whole:
        return None
    first = min((one.first_day for one in event.past), default=work.day.isoformat())
    return _Draft(
        name=name,
        event=event,
        news=news,
        whole=whole,
        changes=changes,
        status=_status(event, whole),
        number=(work.day - date.fromisoformat(first)).days + 1,
    )


def _news(event: _Event) -> tuple[Story, tuple[Article, ...], tuple[tuple[str, str], ...]]:
    """The reports with what is new in each, the same reports whole, and figures that have changed."""
    compared = event.reports[:MOST_REPORTS]
    past = editions(event.past)
    told = dedupe(Story(articles=(*past, *compared)), split=split, told=len(past))
    kept = [
        index
        for index, left in enumerate(told.articles[len(past) :])
        if len(text.words(prose(left))) >= NEWS_WORDS or not (past or len(compared) > 1)
    ]
    changes = tuple(_changes(told, len(past)))
    kept = _changed_first(told, kept, changes, len(past))
    news = told.only([len(past) + index for index in kept])
    words = dict.fromkeys((told.slice(before), told.slice(now)) for before, now in changes)
    return news, tuple(compared[index] for index in kept), tuple(words)


def _changed_first(
    told: Story, kept: Sequence[int], changes: Sequence[tuple[Span, Span]], past: int
) -> list[int]:
    """The reports of today, one that tells a figure anew before a lead that tells it as before."""
    for before, now in changes:
        lead, other = told.articles[past + kept[0]] if kept else None, now.article - past
        if lead is None or other == kept[0] or other not in kept:
            continue
        if _tells(prose(lead), told.slice(before)) and not _tells(prose(lead), told.slice(now)):
            return [other, *(index for index in kept if index != other)]
    return list(kept)


def _changes(told: Story, past: int) -> Iterator[tuple[Span, Span]]:
    """A figure or a date where the last edition that told it has it, and where a report of today has.

    Args:
        told: The editions of a story in their order, and today's reports.
        past: How many editions there are.
    """
    changed: dict[Span, Span] = {}
    for one in told.differences:
        before, now = one.spans[0], one.spans[-1]
        if one.kind not in ("number", "figure", "date", "unit") or not before.article < past <= now.article:
            continue
        known = next((span for span in changed if span.meets(now)), now)
        if known not in changed or changed[known].article < before.article:
            changed[known] = before
    for now, before in changed.items():
        # That edition itself may have told both: "lowered from 23 to 21".
        later = (prose(article) for article in told.articles[before.article : past])
        if not any(_tells(words, told.slice(now)) for words in later):
            yield before, now


def _tells(passage: str, figure: str) -> bool:
    """Whether a passage has the number of a figure, in digits or in words."""
    numbers = [key for key in keys(figure) if key[0].isdigit()]
    return bool(numbers) and set(numbers) <= set(keys(passage))


def _standing(draft: _Draft) -> Standing:
    return Standing(
        story=draft.name, reports=draft.news.articles, status=draft.status, changed=bool(draft.changes)
    )


def _chapter(draft: _Draft, briefing: Briefing) -> Chapter:
    """The chapter of a story; its articles with those briefed first."""
    event = draft.event
    briefed = {id(article) for article in draft.whole}
    return Chapter(
        story=draft.name,
        briefing=briefing,
        articles=tuple(
            article.id or article.uri
            for article in sorted((*event.reports, *event.copies), key=lambda one: id(one) not in briefed)
        ),
        status=draft.status,
        number=draft.number,
        outlets=tuple(dict.fromkeys(filter(None, map(outlet, draft.whole)))),
        reports=len(event.reports),
        tellers=len(draft.whole),
        reports_before=event.past[0].reports if event.past else 0,
        changes=draft.changes,
    )


def _brief(draft: _Draft, work: _DaysWork, *, closely: bool) -> Briefing | None:
    """The briefing of what is new; None when this story alone cannot be briefed: its reports are skipped."""
    news = draft.news.only(range(min(READ_CLOSELY, len(draft.news.articles))))
    if not closely:
        return pipeline.title_story(news, made=work.made)
    try:
        return pipeline.brief_story(news, replace(work.wishes, keep_repeats=True), made=work.made)
    except BriefError:
        raise
    except Exception as error:  # one story, however odd, must not cost the day
        reports = draft.event.reports
        logger.debug("%s", reports[0].uri, exc_info=True)
        work.skipped += pipeline.unbriefed(reports, error)
        work.faulty += len(reports)
        # Not told: a later digest may brief it.
        work.tellings = [
            replace(one, passages=(), articles=()) if one.story == draft.name else one
            for one in work.tellings
        ]
        return None


def _status(event: _Event, whole: Sequence[Article]) -> Status:
    """New; an update, when all that is new stands in new versions of what was told; or another day of it."""
    if not event.past:
        return "new"
    addresses = frozenset[str]().union(*(one.uris for one in event.past))
    versions = (
        address(after) in addresses or any(is_version(after, told) for told in event.past) for after in whole
    )
    return "update" if all(versions) else "day"


def _name(event: _Event, day: date) -> str:
    """A name for a new story: the same whenever the day is made again."""
    shas = sorted(map(text_sha256, event.reports))
    return f"{day.isoformat()}-{hashlib.sha256(''.join(shas).encode()).hexdigest()[:12]}"
