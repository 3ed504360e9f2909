"""`make golden`: rewrite the golden pages; read the diff like prose."""

from __future__ import annotations

from pathlib import Path

from brief import pipeline
from brief.model import Article
from brief.render import render

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
MADE = "2026-11-22T06:00:00Z"

PAGES: dict[str, tuple[str, ...]] = {
    "top-iranian-military-officials": ("top-iranian-military-officials-in-syria-for-talks.txt",),
    "ferry-grounds": ("ferry-grounds-harbour-ledger.txt", "ferry-grounds-norland-wire.txt"),
    "central-bank-raises-rate": ("central-bank-raises-rate.txt",),
    "museum-painting-missing": ("museum-painting-missing.txt",),
    "mine-collapse-corrected": ("mine-collapse-corrected.txt",),
}
"""Each golden page and the seeds it is made from."""


def page(name: str) -> str:
    """The Markdown of a golden page, as the program makes it now."""
    inputs = [str(ROOT / "seeds" / seed) for seed in PAGES[name]]
    articles = [one for one in pipeline.articles(inputs, today=MADE[:10]) if isinstance(one, Article)]
    (story,) = pipeline.stories(articles)
    return render(pipeline.brief_story(story, made=MADE), "md").decode().replace(f"{ROOT}/", "")


def path(name: str) -> Path:
    """Where a golden page stands."""
    return GOLDEN / f"{name}.md"


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in PAGES:
        path(each).write_text(page(each), encoding="utf-8")
