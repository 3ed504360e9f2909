"""A digest's inputs → articles: files as they lie there, feeds and pages fetched with restraint."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import BinaryIO
from urllib.parse import urlsplit

from brief import pipeline
from brief.clean import clean
from brief.errors import ReadError
from brief.group import group
from brief.model import Article, Feed, RawArticle, Skipped
from brief.read import DEFAULT, Limits, as_text, expand_each, is_address, read_bytes
from brief.read.fetch import Fetched, fetch

FEED_LIMITS = Limits(max_bytes=32 * 2**20, max_entries=2000, max_seconds=60)
PAGE_LIMITS = Limits(max_bytes=8 * 2**20, max_seconds=30)
TIMEOUT_S = 15
WAITS_S = (2.0, 8.0)
"""Before the second and the third try of a site that fails in passing."""
POLITE_S = 1.0
"""Between two requests to one host."""
MOST_PAGES = 50
"""Pages fetched for the teasers of one feed in one run; the rest come next time."""
TEASER_WORDS = 80
"""An entry with fewer words than this only announces its article."""
ANNOUNCED = 0.2
"""Likeness, as `group` measures it, from which a page is what its teaser announces: of the teasers of 65 news
pages all reach it beside their page with its title, 94 in 100 without; of pages of other events, mostly of
the same campaign, 5 in 100 do."""
# What fetch says of failures that may be over in a moment; a refusal is not asked again.
PASSING = re.compile(
    r"answered (?:429|5\d\d)|did not answer in time|cannot be reached|takes longer than|no host named"
)

Fetch = Callable[..., Fetched | None]


@dataclass(slots=True, kw_only=True)
class Gathered:
    """What the inputs brought, and what to remember of them."""

    found: list[tuple[str, Article | Skipped]] = field(default_factory=list)
    """Each article with the input that brought it."""
    feeds: dict[str, Feed] = field(default_factory=dict)
    """Addresses as they were found, for the next run's conditional requests."""


def gather(
    inputs: Sequence[str],
    *,
    today: str,
    edition: str | None = None,
    until: str | None = None,
    published: str | None = None,
    language: str | None = None,
    stdin: BinaryIO | None = None,
    before: Iterable[Feed] = (),
    fetch: Fetch = fetch,
    sleep: Callable[[float], None] = time.sleep,
    limits: Limits = DEFAULT,
) -> Gathered:
    """Read every input; addresses are fetched, a feed's teasers followed to their pages.

    A site is asked for what has changed only (ETag, Last-Modified), one request a second at most,
    and up to three times when it fails in passing. A page behind a teaser is fetched once and kept
    as long as its feed names it. An address that the settings name may be inside the local
    network; a page that a feed names may be so only on the feed's own host.

    Args:
        inputs: Files, folders, globs, `-`, addresses.
        today: ISO date; documents dated later are not believed.
        edition: ISO date of what is made of them, for datelines without a year; see `clean`.
        until: ISO date; articles published later are left out, as if not there yet.
        published: ISO date for documents that do not say theirs.
        language: ISO 639-1 code of all inputs; told from each text when None.
        stdin: What `-` reads.
        before: Addresses as the last run found them.
        fetch: Gets an address; the network's when not given.
        sleep: Waits; the clock's when not given.
        limits: How much of an input to look at, fetched or not; where one is not set, less is looked at
            of what is fetched (`FEED_LIMITS`, `PAGE_LIMITS`).

    Returns:
        Every article once, in the order of the inputs; a Skipped with its reason for each input that
        could not be read. Such an input keeps what is known of it.
    """
    desk = _Desk(
        before={feed.uri: feed for feed in before},
        fetch=fetch,
        sleep=sleep,
        feed_limits=_fetched(limits, FEED_LIMITS),
        page_limits=_fetched(limits, PAGE_LIMITS),
    )
    seen = set()
    for source, named in expand_each(dict.fromkeys(inputs)):
        if isinstance(named, Skipped):
            found: Iterable[Article | Skipped] = [named]
        elif is_address(source):
            found = (
                one
                if isinstance(one, Skipped)
                else clean(one, published=published, language=language, today=today, edition=edition)
                for one in _address(source, desk)
            )
        else:
            found = pipeline.articles(
                [named],
                published=published,
                language=language,
                today=today,
                edition=edition,
                stdin=stdin,
                limits=limits,
            )
        for one in found:
            later = isinstance(one, Article) and until and one.published and one.published.value[:10] > until
            if one.uri not in seen and not later:
                seen.add(one.uri)
                desk.gathered.found.append((as_text(source), one))
    return desk.gathered


def _fetched(limits: Limits, usual: Limits) -> Limits:
    """The limits of what is fetched: as they were set, and where they were not, the usual ones."""
    given = {one.name: getattr(limits, one.name) for one in fields(Limits)}
    return replace(usual, **{name: value for name, value in given.items() if value != getattr(DEFAULT, name)})


@dataclass(slots=True, kw_only=True)
class _Desk:
    """What all inputs of one run share."""

    before: Mapping[str, Feed]
    fetch: Fetch
    sleep: Callable[[float], None]
    feed_limits: Limits
    page_limits: Limits
    asked: set[str] = field(default_factory=set)
    """Hosts that were asked in this run."""
    gathered: Gathered = field(default_factory=Gathered)


def _address(source: str, desk: _Desk) -> Iterator[RawArticle | Skipped]:
    """What stands at an address of the settings: a feed's entries, or a page."""
    known = desk.before.get(source)
    try:
        feed = _asked(source, known, desk, limits=desk.feed_limits, allow_private=True)
        desk.gathered.feeds[source] = feed
        entries = read_bytes(feed.body, source, limits=desk.feed_limits)
    except ReadError as error:
        if known:
            desk.gathered.feeds[source] = known
        yield Skipped(uri=source, reason=error.reason)
        return
    pages = 0
    for entry in entries:
        if isinstance(entry, RawArticle) and _is_teaser(entry):
            is_known = entry.url in desk.before
            pages += not is_known
            yield _page(entry, source, desk) if is_known or pages <= MOST_PAGES else entry
        else:
            yield entry


def _is_teaser(entry: RawArticle) -> bool:
    """Whether an entry only announces an article that stands elsewhere."""
    return bool(entry.url and is_address(entry.url)) and len(entry.text.split()) < TEASER_WORDS


def _page(entry: RawArticle, source: str, desk: _Desk) -> RawArticle:
    """The article that a teaser announces; the teaser when it cannot be had, says no more or is another."""
    address = entry.url or ""
    page = desk.before.get(address)
    own = urlsplit(address).hostname == urlsplit(source).hostname
    try:
        page = page or _asked(address, None, desk, limits=desk.page_limits, allow_private=own)
        found = [
            one
            for one in read_bytes(page.body, address, limits=desk.page_limits)
            if isinstance(one, RawArticle)
        ]
    except ReadError:
        return entry
    desk.gathered.feeds[address] = page
    fullest = max(found, key=lambda one: len(one.text), default=entry)
    if len(fullest.text) <= len(entry.text) or not _is_announced(fullest, entry):
        return entry
    return replace(
        fullest,
        id=entry.id or address,
        url=address,
        title=fullest.title or entry.title,
        published=entry.published or fullest.published,
        outlet=fullest.outlet or entry.outlet,
    )


def _is_announced(page: RawArticle, entry: RawArticle) -> bool:
    """Whether a page tells what a teaser does: not how cookies are used, nor what else the site has."""
    told = clean(page)
    teaser = clean(replace(entry, published=None), language=told.language)
    return len(group((teaser, told), threshold=ANNOUNCED, window_days=None)) == 1


def _asked(address: str, known: Feed | None, desk: _Desk, *, limits: Limits, allow_private: bool) -> Feed:
    """What stands at the address now.

    Raises:
        ReadError: If it cannot be had, after as many tries as there are waits and one.
    """
    host = urlsplit(address).netloc
    for wait in (*WAITS_S, None):
        if host in desk.asked:
            desk.sleep(POLITE_S)
        desk.asked.add(host)
        try:
            answer = desk.fetch(
                address,
                limits=limits,
                timeout_s=TIMEOUT_S,
                allow_private=allow_private,
                etag=known.etag if known else None,
                last_modified=known.modified if known else None,
            )
            break
        except ReadError as error:
            if wait is None or not PASSING.search(error.reason):
                raise
            desk.sleep(wait)
    if answer is None:
        if known is None:
            raise ReadError(address, "the site says nothing has changed, though it was never read")
        return known
    last_news = known.last_news if known else None
    return Feed(
        uri=address, etag=answer.etag, modified=answer.last_modified, body=answer.data, last_news=last_news
    )
