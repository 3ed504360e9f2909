"""What earlier digests told, and which of today's articles tell it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from brief import text
from brief.dedupe import join, prose, sketch, sketch_all, verify
from brief.model import Article, Block, Seen, Stated, Telling
from brief.store import Store

MOSTLY_TOLD = 0.5
"""Two texts of which the smaller has this share of its runs of three words in the other are versions of
one report, unless today's is the longer by a half: then it tells more than it repeats."""
STAND_IN = "application/x-brief-told"
"""Media type of what was told of a story, where it takes part as an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A story as earlier digests told it."""

    story: str
    title: str
    first_day: str
    last_day: str
    language: str
    passages: tuple[str, ...]
    """All paragraphs told, in the order of telling."""
    days: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    """The same by the day they were told first, and when that day's lead was published, as far as known."""
    reports: int
    """On the last day."""
    uris: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What a digest needs to know of those before it."""

    stories: tuple[Earlier, ...] = ()
    """By name: those told lately, and those that an article of today is a version of."""
    told: dict[str, str]
    """Story of each text of today that was told before, by its hash."""
    versions: dict[str, str]
    """Story of each other text of today that is a new version of what was told, by its hash."""


def remembered(
    store: Store, name: str, articles: Sequence[Article], *, before: str, since: str
) -> Remembered:
    """Look up what earlier digests told that matters to today's articles.

    A copy is known by the hash of its words. A new version of a report, at whatever address and however
    long ago it was told, is found by its sketch and then compared in full with what was told of the story.

    Args:
        store: The memory.
        name: Of the digest.
        articles: Today's.
        before: ISO date of the digest; what was told on it or later is not looked at.
        since: ISO date; stories told from then on are recalled in any case.

    Returns:
        The stories told lately or continued today, and which articles are known.
    """
    told = store.told(name, map(text_sha256, articles), before=before)
    fresh = {sha: article for article in articles if (sha := text_sha256(article)) not in told}
    found = _like_sketches(fresh, store.sketches(name, before=before))
    stories = {one.story: one for one in earlier(store.recall(name, before=before, since=since))}
    candidates = {story for likely in found.values() for story in likely}
    older = earlier(store.recall_stories(name, candidates - stories.keys(), before=before))
    everything = stories | {one.story: one for one in older}
    versions = {}
    for sha, likely in found.items():
        tellings = (everything[story] for story in likely if story in everything)
        told_as = next((one for one in tellings if is_version(fresh[sha], one)), None)
        if told_as:
            versions[sha] = told_as.story
    continued = {*stories, *versions.values()}
    return Remembered(
        stories=tuple(everything[story] for story in sorted(continued)), told=told, versions=versions
    )


def earlier(tellings: Sequence[Telling]) -> tuple[Earlier, ...]:
    """The tellings of each story put together, by name.

    Args:
        tellings: In the order of their days.
    """
    by_story: dict[str, list[Telling]] = {}
    for telling in tellings:
        by_story.setdefault(telling.story, []).append(telling)
    return tuple(
        Earlier(
            story=story,
            title=told[-1].title,
            first_day=told[0].day,
            last_day=told[-1].day,
            language=told[0].language,
            passages=tuple(dict.fromkeys(passage for telling in told for passage in telling.passages)),
            days=tuple(_by_day(told)),
            reports=len(told[-1].articles),
            uris=frozenset(
                article.uri for telling in told for article in telling.articles if "#" not in article.uri
            ),
        )
        for story, told in sorted(by_story.items())
    )


def _by_day(tellings: Sequence[Telling]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each day's paragraphs that no day before had, with the day and when its lead was published."""
    met: set[str] = set()
    for telling in tellings:
        fresh = tuple(dict.fromkeys(one for one in telling.passages if one not in met))
        met.update(fresh)
        if fresh:
            yield telling.day, telling.published or telling.day, fresh


def _like_sketches(
    articles: Mapping[str, Article], known: Sequence[tuple[str, bytes]]
) -> dict[str, list[str]]:
    """For each article of today the stories that told much of what its sketch holds, best first."""
    if not known or not articles:
        return {}
    shas = list(articles)
    pairs = join([*(sketched for _, sketched in known), *sketch_all(map(prose, articles.values()))])
    found: dict[str, dict[str, None]] = {}
    for pair in sorted(pairs, key=lambda pair: (-pair.containment, pair.first)):
        if pair.first < len(known) <= pair.second:
            found.setdefault(shas[pair.second - len(known)], {})[known[pair.first][0]] = None
    return {sha: list(stories) for sha, stories in found.items()}


def is_version(article: Article, told: Earlier) -> bool:
    """Whether an article is a new version of what was told of a story, rather than another report of it."""
    # On one line each: what both begin with is no frame here, a new version mostly begins as the old one did.
    ours, theirs = text.fold(prose(article)), text.fold("\n".join(told.passages))
    likeness = verify(ours, theirs, containment=MOSTLY_TOLD)
    return likeness is not None and (likeness.kind != "contained" or len(ours) < len(theirs))


def stand_in(told: Earlier) -> Article:
    """What was told of a story, as an article."""
    return _as_article(told, told.last_day, told.passages)


def editions(past: Iterable[Earlier]) -> tuple[Article, ...]:
    """What was told of stories, as an article for each day it was told on, the first day first.

    Each is as old as its lead: a report of the evening before is not older than the morning's edition, whose
    reports were published earlier still.
    """
    days = sorted(
        (day, told.story, passages, published, told)
        for told in past
        for day, published, passages in told.days
    )
    return tuple(_as_article(told, published, passages) for _, _, passages, published, told in days)


def _as_article(told: Earlier, published: str, passages: Sequence[str]) -> Article:
    """Paragraphs told of a story, as an article of that day or moment."""
    blocks, start = [], 0
    for number, passage in enumerate(passages, 1):
        blocks.append(Block(kind="paragraph", start=start, end=start + len(passage), number=number))
        start += len(passage) + 2
    return Article(
        uri=f"told:{told.story}",
        media_type=STAND_IN,
        sha256=told.story,
        text="\n\n".join(passages),
        blocks=tuple(blocks),
        paragraphs=tuple(blocks),
        title=Stated(value=told.title, origin="store"),
        published=Stated(value=published, origin="store"),
        language=told.language,
    )


def seen(article: Article) -> Seen:
    """What the memory keeps of an article."""
    return Seen(
        uri=address(article),
        text_sha256=text_sha256(article),
        outlet=outlet(article),
        sketch=sketch(prose(article)),
    )


def text_sha256(article: Article) -> str:
    """Of the title and prose in one way of writing: the same for a copy that differs in spaces or quotes."""
    told = f"{title(article)}\n" + "\n".join(passages(article))
    return text.sha256(text.even(told))


def address(article: Article) -> str:
    """What a new version of the article would go by too; a place in a feed or a file of many says nothing."""
    return article.id or article.uri


def title(article: Article) -> str:
    """The headline, or nothing."""
    if article.headline:
        return text.fold(article.slice(article.headline))
    return article.title.value if article.title else ""


def passages(article: Article) -> list[str]:
    """The paragraphs, as written."""
    return [article.text[block.start : block.end] for block in article.paragraphs]


def outlet(article: Article) -> str | None:
    """Who published it: as it says, else the host it came from."""
    if article.outlet:
        return article.outlet.value
    return (urlsplit(article.uri).hostname or "").removeprefix("www.") or None
