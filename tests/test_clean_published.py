"""The day of a dateline that lacks its year."""

from __future__ import annotations

import pytest

from brief.clean import clean
from brief.model import Article, Stated
from tests.support import record

STORY = "A ferry ran aground off Karvik on Tuesday, the coast guard said."


def dated(opening: str, *, option: str | None = None, stated: str | None = None, url: str = "") -> Article:
    text = f"Ferry runs aground\n\n{opening}{STORY}\n\nNobody was hurt.\n"
    return clean(record(text, published=stated, url=url or None), published=option, today="2026-11-22")


@pytest.mark.parametrize(
    ("opening", "option", "day"),
    [
        ("KARVIK, Nov 17 (Reuters) - ", "2026-11-20", "2026-11-17"),
        ("Nov 17 (Reuters) - ", "2026-11-20", "2026-11-17"),
        ("Karvik, 17 nov (EFE).- ", "2026-11-20", "2026-11-17"),
        ("KARVIK, 17 November (AP) — ", "2026-11-18", "2026-11-17"),
        ("KARVIK, Tuesday, Nov. 17 (AP) — ", "2026-11-18", "2026-11-17"),
        ("KARVIK, Dec 31 (AP) — ", "2026-01-02", "2025-12-31"),
        ("KARVIK, Feb 29 (AP) — ", "2024-03-02", "2024-02-29"),
    ],
)
def test_it_is_the_day_of_publication_in_the_year_that_is_known(opening: str, option: str, day: str) -> None:
    assert dated(opening, option=option).published == Stated(value=day, origin="text, year of option --date")


@pytest.mark.parametrize(
    ("opening", "option"),
    [
        ("KARVIK, Nov 17 (Reuters) - ", "2026-11-17"),
        ("KARVIK, Nov 17 (Reuters) - ", "2026-11-16"),
        ("KARVIK, Nov 1 (Reuters) - ", "2026-11-20"),
        ("KARVIK, Dec 17 (Reuters) - ", "2026-11-20"),
        ("KARVIK, Feb 29 (AP) — ", "2026-03-02"),
        ("KARVIK (Reuters) - ", "2026-11-20"),
        ("", "2026-11-20"),
    ],
)
def test_any_other_day_leaves_the_date_that_is_stated(opening: str, option: str) -> None:
    assert dated(opening, option=option).published == Stated(value=option, origin="option --date")


def test_the_year_is_that_of_who_is_trusted_most() -> None:
    article = dated(
        "KARVIK, Nov 17 (Reuters) - ",
        stated="2026-11-18T06:30:00+00:00",
        url="https://post.example/2025/11/19/ferry",
        option="2024-11-19",
    )

    assert article.published == Stated(value="2026-11-17", origin="text, year of record")


def test_a_moment_of_the_same_day_is_kept() -> None:
    article = dated("KARVIK, Nov 17 (Reuters) - ", stated="2026-11-17T06:30:00+00:00")

    assert article.published == Stated(value="2026-11-17T06:30:00+00:00", origin="record")


def test_a_dateline_with_its_year_is_the_text_s_own() -> None:
    article = dated("KARVIK, Nov 3, 2026 (Reuters) - ", option="2026-11-20")

    assert article.published == Stated(value="2026-11-03", origin="text")


def test_without_any_year_there_is_no_day_of_publication() -> None:
    article = dated("KARVIK, Nov 17 (Reuters) - ")

    assert article.published is None
    assert article.dateline is not None
    assert article.dateline.date is not None
    assert article.text[slice(*article.dateline.date)] == "Nov 17"
