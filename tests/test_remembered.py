"""What was told before, and what tells it again."""

from __future__ import annotations

from dataclasses import replace

from brief.model import Article, Stated, Telling
from brief.remembered import Earlier, earlier, is_version, remembered, seen, stand_in, text_sha256
from brief.store import Store
from tests.support import told_by

LINES = [
    "Harbour pilots at the port of Alvanne walked off the job on Monday and left eleven ships at anchor.",
    "Their guild wants a shorter night shift after two pilots fell asleep at the wheel in the autumn.",
    "Grocers on the outer islands said they had flour and milk for about a week.",
    "The last strike at Alvanne lasted nine days and ended with a rise of three percent.",
]
OTHER = [
    "The central bank of Orland left its main interest rate at 6.25 percent on Wednesday.",
    "Inflation remains above the target, governor Leo Marsh said to reporters in the capital.",
    "Economists had expected a cut of a quarter of a point before the summer began.",
    "The next meeting of the board takes place in September, the bank said in a note.",
    "The currency of Orland fell by half a percent against the euro in the afternoon.",
]


def article(*lines: str, uri: str = "a.txt") -> Article:
    return replace(told_by(list(lines)).articles[0], uri=uri)


def telling(story: str, day: str, *lines: str) -> Telling:
    return Telling(
        story=story, day=day, title=story, passages=tuple(lines), articles=(seen(article(*lines)),)
    )


def told_as(*lines: str) -> Earlier:
    (found,) = earlier([telling("strike", "2026-03-01", *lines)])
    return found


def test_a_text_of_which_half_was_told_is_a_version_unless_it_is_much_longer() -> None:
    assert is_version(article(*LINES[:2], OTHER[0]), told_as(*LINES))
    assert is_version(article(*LINES, OTHER[0]), told_as(*LINES))
    assert not is_version(article(LINES[0], *OTHER[:2]), told_as(*LINES))
    assert not is_version(article(*LINES, *OTHER), told_as(*LINES))


def test_tellings_of_a_story_are_put_together_in_the_order_of_their_days() -> None:
    days = [telling("strike", "2026-03-01", *LINES[:2]), telling("strike", "2026-03-04", *LINES[1:3])]

    (strike,) = earlier(days)

    assert (strike.first_day, strike.last_day, strike.reports) == ("2026-03-01", "2026-03-04", 1)
    assert strike.passages == tuple(LINES[:3])
    assert [block.number for block in stand_in(strike).paragraphs] == [1, 2, 3]


def test_what_is_remembered_is_copies_versions_and_what_was_told_lately(store: Store) -> None:
    store.record("morning", "2025-06-01", made="a", tellings=[telling("strike", "2025-06-01", *LINES)])
    store.record("morning", "2026-03-01", made="b", tellings=[telling("bank", "2026-03-01", *OTHER)])
    copy, version, news = (
        article(*LINES),
        article(*LINES[:3], uri="b.txt"),
        article("A dam broke at Lowmarsh."),
    )

    found = remembered(store, "morning", [copy, version, news], before="2026-03-02", since="2026-02-01")

    assert found.told == {text_sha256(copy): "strike"}
    assert found.versions == {text_sha256(version): "strike"}
    assert [one.story for one in found.stories] == ["bank", "strike"]


def test_without_an_article_or_a_memory_nothing_is_remembered(store: Store) -> None:
    assert remembered(store, "morning", [], before="2026-03-02", since="2026-02-01").stories == ()
    empty = remembered(store, "morning", [article(*LINES)], before="2026-03-02", since="2026-02-01")
    assert (empty.told, empty.versions) == ({}, {})


def test_the_hash_of_a_text_is_that_of_its_words_and_title() -> None:
    plain, titled = article(*LINES), replace(article(*LINES), title=Stated(value="Strike", origin="record"))

    assert text_sha256(plain) == text_sha256(article(*(f" {line} " for line in LINES)))
    assert text_sha256(plain) != text_sha256(titled)
