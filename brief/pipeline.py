"""The path: bytes to briefing, in order. Start reading here."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, BinaryIO

from brief import __version__
from brief.analyse import analyse
from brief.analyse.sentences import split
from brief.answer import answer, candidates
from brief.clean import clean
from brief.compose import compose
from brief.dedupe import dedupe, difference, latest_first
from brief.errors import ReadError
from brief.group import group, newest_first
from brief.model import Analysis, Article, Briefing, Explanation, FactBox, RawArticle, Skipped, Story, Summary
from brief.read import DEFAULT, Limits, expand, read
from brief.render import fits, fullness
from brief.summarise import summarise

TOOL = f"brief {__version__}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a caller may ask of a briefing; the defaults are the command line's."""

    method: str = "default"
    """How sentences are scored: a name in `summarise.SCORERS`."""
    sentences: int | None = None
    words: int | None = None
    percent: float | None = None
    paper: str = "a4"
    pages: int = 1
    template: str | None = None
    language: str | None = None
    """ISO 639-1 code, when the text's language is known and shall not be guessed."""
    model: str | None = None
    """Name of an installed spaCy model to use in place of the shipped one."""
    fit: bool = True
    """Keep the most that fits the page; a digest's cards show less than that anyway."""
    keep_repeats: bool = False
    limits: Limits = DEFAULT
    """How much of an input to look at."""
    with_text: bool = False
    with_analysis: bool = False
    look: Mapping[str, Any] = field(default_factory=dict)
    """How the page looks beside its template: `desk`, `logo`, `accent`, `sections`, `analyst`, and the
    `language` of its labels; see `brief.render.profile.Profile`."""
    only: tuple[str, ...] | None = None
    """Parts wanted, of `PARTS`, where there is no page to fit (`brief batch --only`); None for all.
    For the summary alone no language model is needed."""


PARTS = ("summary", "box", "quotes", "figures", "timeline", "entities", "flags")
"""What a briefing has besides its title and its sources."""


def articles(
    inputs: Iterable[str],
    *,
    published: str | None = None,
    language: str | None = None,
    today: str | None = None,
    edition: str | None = None,
    stdin: BinaryIO | None = None,
    allow_network: bool = False,
    limits: Limits = DEFAULT,
) -> Iterator[Article | Skipped]:
    """Read and clean every article that the inputs hold, one after the other.

    Args:
        inputs: Files, folders, globs, or `-` for standard input.
        published: ISO date to use where a document does not say its own.
        language: ISO 639-1 code, to skip telling the language.
        today: ISO date; documents dated later are not believed.
        edition: ISO date of the digest they are read for; see `clean`.
        stdin: Where `-` reads from.
        allow_network: Fetch inputs that are web addresses; nothing else ever is.
        limits: How much of an input to look at.

    Yields:
        An Article for each article, and a Skipped with its reason for each input
        that could not be read: one bad input never costs the others.
    """
    for uri in expand(inputs):
        if isinstance(uri, Skipped):
            yield uri
            continue
        try:
            for raw in read(uri, stdin=stdin, allow_network=allow_network, limits=limits):
                yield (
                    raw
                    if isinstance(raw, Skipped)
                    else clean(raw, published=published, language=language, today=today, edition=edition)
                )
        except ReadError as error:
            yield Skipped(uri=error.uri, reason=error.reason)


def stories(found: Sequence[Article]) -> tuple[Story, ...]:
    """Group articles, in any order, that tell the same event; repeats are still in them.

    Returns:
        Stories, each led by a report of its last day that tells the latest count.
    """
    return tuple(latest_first(newest_first(story), split=split) for story in group(found))


def brief_story(
    story: Story, wishes: Wishes | None = None, *, made: str, lap: Callable[[str], None] = lambda step: None
) -> Briefing:
    """Put one story on one page.

    Args:
        story: One or more articles on one event, as `stories` returns them.
        wishes: What is asked of the page.
        made: ISO 8601 date and time in UTC that the page shall carry; never the
            clock's, so that the same input gives the same bytes.
        lap: Told after each step which one is done (`brief generate --timings`).

    Returns:
        The briefing: ranked items, the most of them that fit, each with its cites.
    """
    with _uncollected():
        return _steps(story, wishes or Wishes(), made, lap)


def _steps(story: Story, wishes: Wishes, made: str, lap: Callable[[str], None]) -> Briefing:
    """The steps of a briefing, one after the other."""
    if not wishes.keep_repeats:
        story = dedupe(story, split=split)
    lap("dedupe")
    parts = PARTS if wishes.only is None else wishes.only
    analysis = analyse(story, model=wishes.model, box=set(parts) != {"summary"})
    lap("analyse")
    summary = summarise(
        analysis,
        method=wishes.method,
        sentences=wishes.sentences,
        words=wishes.words,
        percent=wishes.percent,
        why=False,
        language=wishes.look.get("language"),
    )
    lap("summarise")
    box = answer(analysis) if "box" in parts else FactBox()
    lap("answer")
    page = {"paper": wishes.paper, "pages": wishes.pages, "template": wishes.template, **wishes.look}
    briefing = compose(
        analysis,
        summary,
        box,
        made=made,
        tool=TOOL,
        fits=None if wishes.only is not None or not wishes.fit else partial(fits, **page),
        fullness=partial(fullness, **page),
        with_text=wishes.with_text,
        with_analysis=wishes.with_analysis,
        language=wishes.look.get("language"),
    )
    lap("compose")
    return briefing


@contextmanager
def _uncollected() -> Iterator[None]:
    """Put off the search for cyclic garbage until a story is done; all else is freed as ever.

    A story's tokens and sentences stay in use up to its page. To look through them every few hundred
    objects frees nothing, and counts them as old, so that the language model too is looked through
    every fifty articles: together a twentieth of the time that is not the model's.
    """
    if not gc.isenabled():  # a program that has switched it off finds it off
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def unbriefed(found: Iterable[Article], error: Exception) -> list[Skipped]:
    """The articles of a story that alone could not be briefed, each with the reason."""
    reason = f"could not be briefed, which is a fault of ours ({type(error).__name__}: {error})"
    return [Skipped(uri=article.uri, reason=reason) for article in found]


def title_story(story: Story, *, made: str) -> Briefing:
    """The title and the sources of a story, without reading it."""
    nothing = Summary(method="none", picks=(), scores=())
    return compose(Analysis(story=story, sentences=()), nothing, FactBox(), made=made, tool=TOOL)


def brief_record(raw: RawArticle, wishes: Wishes | None = None, *, made: str) -> Briefing:
    """Put one article, just read, on one page; `brief batch` calls this for each line."""
    wishes = wishes or Wishes()
    (story,) = group([clean(raw, language=wishes.language, today=made[:10])])
    return brief_story(story, wishes, made=made)


def explain(story: Story, wishes: Wishes | None = None) -> Explanation:
    """Say why: every sentence's score, every removal, every candidate of the box."""
    wishes = wishes or Wishes()
    story = story if wishes.keep_repeats else dedupe(story, split=split)
    analysis = analyse(story, model=wishes.model)
    summary = summarise(
        analysis, method=wishes.method, sentences=wishes.sentences, words=wishes.words, percent=wishes.percent
    )
    return Explanation(
        analysis=analysis,
        summary=summary,
        candidates=candidates(analysis),
        changes=tuple(difference(story, removal) for removal in story.removed),
    )
