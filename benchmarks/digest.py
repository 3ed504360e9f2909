"""What a digest costs, and whether it keeps its promises over a fortnight: `python -m benchmarks.digest`.

`sizes`: seconds and memory of days of 50, 500 and 5,000 articles, and what each step takes.
`fortnight`: fourteen days of the clusters data, some copied, some updated, with a missed week, both changes
of the clocks and a clock that jumps back: asserts that nothing is told twice and nothing is lost.
`kills N`: a digest killed at N random points and run again, against the same without a kill.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.group import SETS, shifted
from benchmarks.group import load as load_set
from brief import cli, text
from brief.analyse import analyse
from brief.digest import digest
from brief.model import Article, Edition, Story
from brief.pipeline import Wishes
from brief.publish import publish
from brief.schedule import run
from brief.settings import DigestSettings
from brief.store import Store

Row = dict[str, str | None]


def main() -> None:
    """Print the figures asked for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("what", choices=["sizes", "fortnight", "kills"])
    arguments.add_argument("number", type=int, nargs="?", default=200)
    options = arguments.parse_args()
    if options.what == "sizes":
        sizes(options.number)
    elif options.what == "fortnight":
        fortnight()
    else:
        kills(options.number)


def sizes(largest: int) -> None:
    """One process for each size and kind, so that its peak of memory is its own; and how time grows."""
    for kind in ("page", "json"):
        spent: list[tuple[int, float]] = []
        for size in [one for one in (50, 500, 5000) if one <= max(largest, 50)]:
            done = subprocess.run(
                [sys.executable, "-c", f"from benchmarks.digest import one_size; one_size({size}, {kind!r})"],
                check=True, capture_output=True, text=True,
            )  # fmt: skip
            print(done.stdout, end="", flush=True)
            spent.append((size, float(re.findall(r"\(([\d.]+) s of one core", done.stdout)[0])))
        for (small, before), (large, after) in pairwise(spent):
            grows = math.log(after / before) / math.log(large / small)
            print(f"{kind}: from {small} to {large} articles the first day grows as n^{grows:.2f}")


def one_size(size: int, kind: str) -> None:
    """A first day of `size` articles, and a second of as many of which nine in ten were told.

    A `page` is set as Markdown and PDF; for `json` every story is briefed.
    """
    analyse(Story(articles=(many(1)[0],)))  # loading the language model is told by `benchmarks.cold`
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "m.sqlite3") as store:
        rows = [as_row(article) for article in many(size + size // 10)]
        formats = ("md", "pdf") if kind == "page" else ("json",)
        for day, part in (("2018-01-20", rows[:size]), ("2018-01-21", rows[size // 10 :])):
            write(Path(folder) / "in" / "news.jsonl", part)
            started, cpu = time.perf_counter(), time.process_time()
            edition = digest(
                [f"{folder}/in"], day=day, made=f"{day}T06:00:00Z", store=store, whole=kind == "json",
                wishes=Wishes(fit=kind == "json"),
                publish=lambda edition: publish(
                    edition, formats=formats, output=f"{folder}/out/{{date}}.{{format}}"
                ),
            )  # fmt: skip
            seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
            print(
                f"{kind}, {size:5d} articles, {day}: {len(edition.chapters):4d} stories,"
                f" {edition.told_before} told,"
                f" {seconds:.1f} s ({cpu:.1f} s of one core, {1000 * cpu / size:.0f} ms an article),"
                f" peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB,"
                f" store {sum(file.stat().st_size for file in Path(folder).glob('m.*')) // 1024} kB",
                flush=True,
            )


def many(size: int) -> list[Article]:
    """As many articles, those of both sets first, then the same with words made new."""
    pool = [article for name in SETS for article in load_set(name)[0]]
    return [shifted(pool[number % len(pool)], number // len(pool)) for number in range(size)]


def as_row(article: Article) -> Row:
    """An article as a line of JSON."""
    return {
        "id": article.id,
        "title": article.title.value if article.title else None,
        "date": article.published.value if article.published else None,
        "text": article.text,
    }


def write(path: Path, rows: Iterable[Mapping[str, str | None]]) -> None:
    """Lines of JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def fortnight() -> None:
    """Days of articles, arriving; prints what each brought and asserts the promises."""
    for zone, start in (("Europe/Berlin", "2018-03-18"), ("Europe/Berlin", "2018-10-21")):
        one_fortnight(zone, start)


def one_fortnight(zone: str, start: str) -> None:
    """Fourteen days of which the 7th to 10th are missed; on the 5th the clock jumps back two days."""
    chance = random.Random(11)
    first = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone))
    arrivals, copies = arriving(chance, days=14)
    at = time_of_day(2, 30)  # the time that the clocks skip and repeat
    with tempfile.TemporaryDirectory() as name, Store(Path(name) / "m.sqlite3") as store:
        wanted = DigestSettings(
            name="morning", inputs=(f"{name}/in",), output=f"{name}/out/{{date}}.{{format}}",
            formats=("json",), timezone=zone, catch_up_days=31, remember_days=30, silent_days=0,
        )  # fmt: skip
        editions: list[Edition] = []
        for number, rows in enumerate(arrivals):
            write(
                Path(name) / "in" / f"{number:02}.jsonl",
                [r | {"date": (first + timedelta(days=number)).date().isoformat()} for r in rows],
            )
            if 7 <= number <= 10:
                continue
            for hour in range(4 if number == 0 else 0, 24, 4):
                moment = (first + timedelta(days=number)).replace(hour=hour, minute=45)
                if number == 5 and hour == 12:
                    moment -= timedelta(days=2)
                editions += run(wanted, store, now=moment.astimezone(UTC), at=at, zone=zone).editions
        check(editions, arrivals, copies, first)


def arriving(chance: random.Random, *, days: int) -> tuple[list[list[Row]], set[str]]:
    """Articles by day of arrival, each story over a few days; and the ids of exact copies."""
    articles, gold = load_set("newscluster")
    stories: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        stories[gold[article.id or ""]].append(article)
    plan: list[list[Row]] = [[] for _ in range(days)]
    copies = set()
    for _, told in sorted(stories.items()):
        begins = chance.randrange(days - 3)
        for place, article in enumerate(told):
            day = begins + place * 3 // len(told)
            row = as_row(article)
            plan[day].append(row)
            if chance.random() < 0.15:
                copies.add(f"{row['id']}-copy")
                plan[min(days - 1, day + 1)].append(row | {"id": f"{row['id']}-copy"})
            elif chance.random() < 0.1:
                more = (
                    row["text"] or ""
                ) + f"\nOfficials in Sandhaven said that number {chance.randrange(1000)} was checked again."
                plan[min(days - 1, day + 1)].append(row | {"id": f"{row['id']}-updated", "text": more})
    return plan, copies


def check(editions: list[Edition], arrivals: list[list[Row]], copies: set[str], first: datetime) -> None:
    """The promises of a fortnight."""
    days = [edition.day for edition in editions]
    expected = [(first + timedelta(days=number)).date().isoformat() for number in range(len(arrivals))]
    assert days == expected, days
    statuses = Counter(chapter.status for edition in editions for chapter in edition.chapters)
    told: Counter[str] = Counter()
    for edition in editions:
        for chapter in edition.chapters:
            briefing = chapter.briefing
            points = [*([briefing.bottom_line] if briefing.bottom_line else []), *briefing.points]
            told.update({text.even(point.text) for point in points if len(text.words(point.text)) > 8})
    twice = [sentence for sentence, count in told.items() if count > 1]
    listed = {article for edition in editions for chapter in edition.chapters for article in chapter.articles}
    everything = {row["id"] for rows in arrivals for row in rows}
    folded = sum(edition.folded for edition in editions)
    skipped = {one.uri for edition in editions for one in edition.skipped}
    print(
        f"{days[0]} to {days[-1]}: {len(everything)} articles, {len(copies)} copies; {dict(statuses)};"
        f" {len(told)} sentences on {len(editions)} pages, {len(twice)} of them twice;"
        f" {len(everything - listed)} articles in no story ({len(skipped)} skipped), {folded} times folded in"
    )
    assert all(statuses[one] for one in ("new", "update", "day"))
    assert not twice, twice[:3]


def kills(number: int) -> None:
    """A second day's digest killed at random points, each run again: same pages, same memory."""
    chance = random.Random(5)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [as_row(article) for article in many(10)]
        write(folder / "one" / "news.jsonl", rows[:6])
        write(folder / "two" / "news.jsonl", rows[3:])
        # Loaded here for every child; nothing that starts threads may run before a fork.
        analyse(Story(articles=(many(1)[0],)))
        assert ended(start(folder, "whole", "one")) == 0
        started = time.monotonic()
        assert ended(start(folder, "whole", "two")) == 0
        whole_s = time.monotonic() - started
        expected = state(folder / "whole")
        different = died = 0
        for turn in range(number):
            here = f"kill{turn}"
            shutil.copytree(folder / "whole", folder / here)
            forget_second_day(folder / here)
            child = start(folder, here, "two")
            time.sleep(chance.uniform(0, whole_s * 1.1))
            os.kill(child, signal.SIGKILL)
            died += ended(child) == -signal.SIGKILL
            assert ended(start(folder, here, "two")) == 0
            different += state(folder / here) != expected
            shutil.rmtree(folder / here)
        print(f"{number} kills, {died} of them before the end: {different} came to another page or memory")
        assert not different


def start(folder: Path, here: str, day: str) -> int:
    """The day's digest in a process of its own; its id."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = make(folder, here, day)
        finally:
            os._exit(code)
    return child


def ended(child: int) -> int:
    """How a process ended: its exit code, or minus the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def make(folder: Path, here: str, day: str) -> int:
    """The day's digest by the command."""
    os.environ["SOURCE_DATE_EPOCH"] = "1516514400"
    words = ["digest", str(folder / day), "--store", str(folder / here / "m.sqlite3"), "--quiet"]
    words += ["--format", "md", "--format", "pdf", "--output", str(folder / here / "{date}.{format}")]
    return cli.run([*words, "--day", "2018-01-20" if day == "one" else "2018-01-21"])


def forget_second_day(folder: Path) -> None:
    """Take the folder back to the evening of the first day."""
    for page in folder.glob("2018-01-21.*"):
        page.unlink()
    with Store(folder / "m.sqlite3") as store, store._engine.transaction():
        for table in ("editions", "tellings", "articles"):
            store._engine.write(f"DELETE FROM {table} WHERE day = ?", [("2018-01-21",)])  # noqa: S608
        store._engine.write("UPDATE articles SET last_seen = day WHERE name = ?", [("digest",)])
        store._engine.write("DELETE FROM feeds WHERE uri LIKE ?", [("%/two",)])


def state(folder: Path) -> tuple[dict[str, bytes], list[object]]:
    """The finished pages and all that the store holds."""
    pages = {page.name: page.read_bytes() for page in folder.glob("2018-*")}
    with Store(folder / "m.sqlite3") as store:
        tables = ("editions", "tellings", "articles", "feeds")
        return pages, [store._engine.read(f"SELECT * FROM {one} ORDER BY 1, 2, 3", ()) for one in tables]  # noqa: S608


if __name__ == "__main__":
    main()
