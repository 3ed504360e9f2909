"""Speed of the page beside WeasyPrint, on the same content: `python -m benchmarks.page`.

Cold is a new process that sets one page; warm is a page set in a process that has set
one before, in the processor's time, so that other work on the machine counts little.
With evaluation data, it is also counted how often arithmetic alone tells what fits, and
whether typesetting agrees. WeasyPrint (`pip install weasyprint`, and Pango) sets our own
HTML, print style and all, once: it need not measure how much fits. Without it, only ours
is shown.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from itertools import islice
from statistics import median

from benchmarks.records import DATA
from brief.errors import ReadError
from brief.model import Briefing
from brief.pipeline import PARTS, Wishes, brief_record
from brief.read.jsonl import record
from brief.render import fits, fullness, pdf, render
from brief.render.estimate import estimate
from brief.render.profile import Profile
from tests.support import cited, fitted, harbour_page, source_of

COLD = """
import sys
from tests.support import harbour_page
from brief.render import render
if sys.argv[1] == "ours":
    render(harbour_page(), "pdf")
else:
    import weasyprint
    weasyprint.HTML(string=render(harbour_page(), "html").decode()).write_pdf()
"""
ROUNDS = 7
CLUSTERS = DATA / "clusters" / "story_newscluster.dev.jsonl"
ARTICLES = 100


def main() -> None:
    """Print cold, warm and worst-case times, ours beside the peer's."""
    peer = find_spec("weasyprint") is not None
    rows = [
        ("cold, one page", cold("ours"), cold("peer") if peer else None),
        (
            "warm, one page that fits",
            warm(ours, harbour_page()),
            warm(weasyprint, harbour_page()) if peer else None,
        ),
        (
            "warm, 82 sentences and 200 names",
            warm(ours, crowded()),
            warm(weasyprint, crowded()) if peer else None,
        ),
        (
            "warm, sentences of 6,000 characters",
            warm(ours, endless()),
            warm(weasyprint, endless()) if peer else None,
        ),
    ]
    print(f"{'':36} {'ours':>9} {'WeasyPrint':>11} {'ratio':>7}")
    for name, mine, theirs in rows:
        other = f"{theirs * 1000:8.0f} ms {theirs / mine:6.1f}x" if theirs else f"{'-':>11} {'-':>7}"
        print(f"{name:36} {mine * 1000:6.0f} ms {other}")
    print("ours: choosing what fits, measured, then setting it; WeasyPrint: setting everything, however long")
    if CLUSTERS.is_file():
        told, wrong, asked = told_without_setting()
        print(
            f"does an article's page fit: {told} of {asked} told without setting it, {wrong} of them wrongly"
        )


def told_without_setting() -> tuple[int, int, int]:
    """Of articles' pages with everything found on them: told by arithmetic, wrongly so, and asked about."""
    profile = Profile.of()
    told = wrong = 0
    pages = [pdf.page_data(page, profile) for page in islice(full_pages(), ARTICLES)]
    for page in pages:
        sure = pdf._surely_fits(page, profile, estimate(page, profile, pdf.SCALES[-1]))
        told += sure is not None
        wrong += sure is not None and sure != (pdf._pages(page, profile, pdf.SCALES[-1]) == 1)
    return told, wrong, len(pages)


def full_pages() -> Iterator[Briefing]:
    """A page of each article of the clusters with everything that was found."""
    wishes = Wishes(only=PARTS)
    for line in CLUSTERS.read_text(encoding="utf-8").splitlines():
        with suppress(ReadError):
            yield brief_record(record(json.loads(line), str(CLUSTERS)), wishes, made="2026-11-22T06:00:00Z")


def cold(which: str) -> float:
    """Seconds of a new process that sets one page."""

    def run() -> None:
        subprocess.run([sys.executable, "-c", COLD, which], check=True, capture_output=True, timeout=120)

    return timed(run)


def warm(set_page: Callable[[Briefing], object], page: Briefing) -> float:
    """Processor seconds to set a page in a process that has set one; each time with another headline."""
    set_page(page)
    return timed(lambda: set_page(page), clock=time.process_time)


def timed(run: Callable[[], object], *, clock: Callable[[], float] = time.perf_counter) -> float:
    """The median of some rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = clock()
        run()
        times.append(clock() - start)
    return median(times)


_made = [0]


def ours(page: Briefing) -> object:
    """Choose what fits, and set it."""
    return render(fitted(another(page), fits, fullness), "pdf")


def weasyprint(page: Briefing) -> object:
    """Set everything."""
    import weasyprint

    return weasyprint.HTML(string=render(another(page), "html").decode()).write_pdf()


def another(page: Briefing) -> Briefing:
    """The same page with another headline, so that nothing set before can be used again."""
    from dataclasses import replace

    _made[0] += 1
    title = page.title and replace(page.title, text=f"{page.title.text} {_made[0]}")
    points = tuple(replace(point, text=f"{point.text} {_made[0]}") for point in page.points)
    return replace(page, title=title, points=points)


def crowded() -> Briefing:
    """More than a page holds."""
    from brief.model import Named

    lines = [
        f"Sentence number {number} of a story told at length has words enough in it to fill two lines of the "
        "column and a little more, said the spokesman."
        for number in range(82)
    ]
    source = source_of("\n".join(["A headline", *lines]))
    names = tuple(Named(name=f"Name Surname {number}", kind="person") for number in range(200))
    items = tuple(cited(source, line) for line in lines)
    return harbour_page(bottom_line=items[0], points=items[1:], entities=names, sources=(source,), removed=())


def endless() -> Briefing:
    """What must stay is too long by itself."""
    from brief.model import Box

    long = " ".join(["an endless sentence of words"] * 215)
    source = source_of(f"A headline\n{long}")
    item = cited(source, long)
    return harbour_page(
        bottom_line=item, points=(), box=Box(who=(item,), why=(item,)), sources=(source,), removed=()
    )


if __name__ == "__main__":
    main()
