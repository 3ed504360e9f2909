"""An archive: articles in, briefings out, in order, on as many workers as there are.

Three stages, each a function over one partition that writes one file: the archive is
*cut* into shards, each shard is *briefed*, and the shards are *joined*. A file that is
there is whole, so what was done before a stop is not done again, and a worker that dies
costs its shard. With `dedupe` the stages of `batch.copies` come between.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path

from brief import pipeline
from brief.batch.articles import articles, fingerprint
from brief.batch.brief import Count, brief_shard
from brief.batch.copies import set_copies_aside
from brief.batch.engine import Engine, engine
from brief.batch.join import check_ending, failures, join
from brief.batch.oddities import oddities
from brief.batch.shards import Plan, claim, cut, planned
from brief.errors import ReadError, SettingsError
from brief.files import locked, spare
from brief.read import as_text

__all__ = ["Count", "Engine", "batch"]

logger = logging.getLogger(__name__)


def batch(
    source: Path | str,
    output: Path,
    wishes: pipeline.Wishes,
    *,
    made: str,
    workers: int = 1,
    run: str = "local",
    scheduler: str | None = None,
    work: Path | None = None,
    resume: bool = False,
    dedupe: bool = False,
    shard: int | None = None,
    on_line: Callable[[int, int], None] = lambda done, of: None,
    on_fail: Callable[[str], None] = lambda message: None,
) -> Count:
    """Brief every article of an archive, in order; the output appears whole or not at all.

    Args:
        source: JSON lines (`.gz` and `.zst` too) or Parquet, one article a line or row:
            `text`, and if known `id`, `title`, `date`, `url`, `outlet`, `language`; or a
            folder or glob of files of any format.
        output: JSON lines (`.gz` and `.zst` too) or Parquet; a briefing for each article,
            with the article's `id`, or `{"id": ..., "error": {"kind": ..., "message": ...}}`.
        wishes: What is asked of each briefing.
        made: ISO 8601 date and time, UTC, for the briefings to carry.
        workers: Processes that read and brief, at least 1. The bytes that come out are the same.
        run: The engine: `local` for processes on this machine, `dask` for a cluster.
        scheduler: Address of a Dask scheduler whose workers see the same files; without it
            `dask` starts a cluster of its own on 127.0.0.1.
        work: Folder for what is done so far; kept afterwards. None for one beside the
            output, gone once the output is there.
        resume: Go on from what an earlier, stopped run left in that folder, if it left anything.
        dedupe: Brief articles that copy each other once, as the one told first, and list
            the copies in `OUTPUT.copies.jsonl`; without it, such a list of an earlier run goes.
        shard: Articles in each shard: what a worker that dies costs. None for few in the
            first ones and a thousand in the last ones of a large archive.
        on_line: Told after each shard how many articles are done, of how many.
        on_fail: Told at the end of each article that failed, in order, and why.

    Returns:
        How many were briefed, failed, and how many passages and copies were removed.

    Raises:
        LockHeld: If another run makes the same output, or works in the same folder.
        ReadError: If the input cannot be read at all, or holds no article.
        SettingsError: If the output's format is unknown, or what is resumed was begun otherwise.
        MissingExtra: If a package for the format or the engine is not installed.
    """
    for stream in (str(source), str(output)):
        if stream == "-":
            raise SettingsError("-: a batch goes from file to file; name one")
    if scheduler and run != "dask":
        raise SettingsError("--scheduler is Dask's: it needs --engine dask")
    if work and work.exists() and not work.is_dir():
        raise SettingsError(f"{work}: is a file; the work needs a folder")
    check_ending(output)
    copies = output.with_name(f"{output.name}.copies.jsonl")
    spare([str(source)], [output, copies])
    if workers < 1:
        raise SettingsError(f"--workers {workers} is not a number of workers")
    folder = work or output.parent / f".{output.name}.work"
    with locked(output), locked(folder):
        ours = frozenset(path.resolve() for path in (output, copies))
        plan = _plan(source, folder, wishes, made=made, shard=shard, dedupe=dedupe, resume=resume, ours=ours)
        with engine(run, workers=min(workers, plan.shards), scheduler=scheduler) as do:
            if dedupe:
                set_copies_aside(plan, do, copies)
            counts = _briefed(plan, wishes, do, on_line)
        join([plan.briefed(number) for number in range(plan.shards)], output)
        if not dedupe and copies.is_file():
            logger.info("%s: removed, it listed what an earlier output left out", copies)
            copies.unlink()
        noted = (plan.noted(number) for number in range(plan.shards))
        for oddity in oddities(file for file in noted if file.exists()):
            logger.warning("%s: %s", source, oddity)
        for number in sorted(number for number, count in counts.items() if count.failed):
            for message in failures(plan.briefed(number)):
                on_fail(message)
        if work is None:
            shutil.rmtree(folder, ignore_errors=True)
    return sum(counts.values(), Count())


_CHANGED = {
    "source": "with another input: take the same, or",
    "content": "before the input changed;",
    "wishes": "with other options: take the same, or",
    "shard": "with other shards: take the same, or",
    "dedupe": "with or without --dedupe: take the same, or",
    "tool": "by another version of brief;",
}
"""How an earlier run differs, by what was asked of it."""


def _briefed(
    plan: Plan, wishes: pipeline.Wishes, do: Engine, on_line: Callable[[int, int], None]
) -> dict[int, Count]:
    """The count of every shard; those that are not there yet are briefed."""
    counts = {
        number: Count.of(plan.briefed(number))
        for number in range(plan.shards)
        if plan.briefed(number).exists()
    }
    articles = sum(count.articles for count in counts.values())
    on_line(articles, plan.articles)
    todo = [number for number in range(plan.shards) if number not in counts]
    for number, count in do(partial(brief_shard, plan, wishes, made=plan.made), todo):
        counts[number] = count
        articles += count.articles
        on_line(articles, plan.articles)
    return counts


def _plan(
    source: Path | str,
    folder: Path,
    wishes: pipeline.Wishes,
    *,
    made: str,
    shard: int | None,
    dedupe: bool,
    resume: bool,
    ours: Collection[Path],
) -> Plan:
    """The shards as an earlier run cut them, or cut now; what we write ourselves is no input."""
    asked: Mapping[str, object] = {
        "source": as_text(str(source)),
        "content": fingerprint(str(source), but=ours),
        "wishes": repr(wishes),
        "shard": shard,
        "dedupe": dedupe,
        "tool": pipeline.TOOL,
    }
    earlier = planned(folder) if resume else None
    if earlier is not None:
        changed = [name for name, value in asked.items() if earlier.asked.get(name) != value]
        if changed:
            raise SettingsError(f"{folder}: was begun {_CHANGED[changed[0]]} leave out --resume")
        return earlier
    claim(folder)
    plan = cut(articles(str(source), but=ours), folder, shard=shard, made=made, asked=asked)
    if not plan.articles:
        shutil.rmtree(folder, ignore_errors=True)
        raise ReadError(str(source), "holds no articles")
    return plan
