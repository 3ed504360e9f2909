"""A day on one page, and what it remembers of the days before."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pypdf
import pytest

from brief.cli import run
from brief.digest import MOST_BRIEFED, READ_CLOSELY, digest
from brief.errors import LockHeld, UnknownName
from brief.model import Chapter, Edition
from brief.publish import fitted
from brief.render import pages, render
from brief.store import Store

ROOT = Path(__file__).resolve().parent.parent

FERRY = (
    "Ferry Runs Aground off Sandhaven",
    "A ferry with 212 passengers ran aground off Sandhaven harbour on Tuesday in thick fog.",
    "The Sandhaven coastguard took everyone off the ferry within three hours.",
    "Nobody was hurt, coastguard commander Ada Holm told reporters on the quay.",
)
FERRY_TOO = (
    "Passengers Taken off Stranded Ferry",
    "Coastguard boats took 212 passengers off a ferry that had run aground in fog near Sandhaven harbour.",
    "The ferry’s owner, Nordline, promised an inquiry into why the ship sailed without working radar.",
)
FERRY_INQUIRY = (
    "Radar of Stranded Sandhaven Ferry Had Failed Before",
    "The radar of the ferry that ran aground off Sandhaven harbour had failed twice before, inspectors said.",
    "Nordline was fined for the same fault last year, the Sandhaven coastguard said.",
)
BANK = (
    "Central Bank of Orland Holds Its Rate",
    "The central bank of Orland left its main interest rate at 6.25 percent on Wednesday.",
    "Inflation remains above the target, governor Leo Marsh said.",
)
DAM = (
    "Three Workers Missing After Dam Collapse at Lowmarsh",
    "Three workers were missing after a dam collapsed at Lowmarsh on Monday, rescuers said.",
    "The dam had been inspected in January, according to the water board.",
)
DAM_CORRECTED = (DAM[0].replace("Three", "Five"), DAM[1].replace("Three", "Five"), DAM[2])

THINGS = [
    *("lighthouse", "orchestra", "glacier", "vineyard", "tunnel", "museum", "circus", "shipyard", "quarry"),
    *(
        "brewery",
        "stadium",
        "monastery",
        "windmill",
        "aquarium",
        "racetrack",
        "cathedral",
        "sawmill",
        "canal",
    ),
]


def put(
    folder: Path, name: str, told: tuple[str, ...], *, published: str | None = None, outlet: str = ""
) -> None:
    """An article in the folder."""
    folder.mkdir(exist_ok=True)
    line = {"id": name, "title": told[0], "text": "\n\n".join(told[1:]), "date": published, "outlet": outlet}
    (folder / f"{name}.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")


def made(folder: Path, day: str, store: Store | None = None, **more: object) -> Edition:
    return digest([str(folder)], day=day, made=f"{day}T06:00:00Z", store=store, **more)  # type: ignore[arg-type]


def titles(edition: Edition) -> list[str]:
    return [chapter.briefing.title.text if chapter.briefing.title else "" for chapter in edition.chapters]


def words_told(chapter: Chapter) -> str:
    briefing = chapter.briefing
    items = [briefing.bottom_line, *briefing.points] if briefing.bottom_line else briefing.points
    return " ".join(item.text for item in items if item)


STORM_AHEAD = (
    "Norland Empties Its Coast before Cyclone Idris",
    "Norland ordered 180,000 people off its coast on Tuesday as Cyclone Idris grew stronger.",
    "Cyclone Idris is expected to strike the coast of Norland on Thursday morning, forecasters said.",
    "The government of Norland opened 212 schools as shelters from Cyclone Idris, minister Ada Holm said.",
)
STORM_PAST = (
    "Norland Counts the Cost of Cyclone Idris",
    "Cyclone Idris caused damage of 130 million dollars in Norland, its government said on Sunday.",
    "Eight people died on the coast of Norland, most of them fishermen who had stayed at sea.",
)


def test_reports_of_several_days_are_led_by_the_last(tmp_path: Path) -> None:
    news = tmp_path / "in"
    put(news, "ahead", STORM_AHEAD, published="2026-11-17", outlet="Coastal Wire")
    put(news, "past", STORM_PAST, published="2026-11-22", outlet="Harbour Post")

    edition = made(news, "2026-11-22")

    assert titles(edition) == [STORM_PAST[0]]
    assert words_told(edition.chapters[0]).startswith("Cyclone Idris caused damage of 130 million dollars")


DAM_WATCH = (
    "Families Keep Watch at Lowmarsh Dam",
    "Families kept watch at the Lowmarsh dam, where three workers were missing after it collapsed on Monday.",
    "Candles burned in the church of Lowmarsh for the workers who were missing at the dam.",
    "The Lowmarsh water board said that the dam had been built by the grandfathers of the missing.",
)


def test_the_report_that_tells_a_figure_anew_leads_the_one_that_tells_it_as_before(tmp_path: Path) -> None:
    first, second, third = tmp_path / "1", tmp_path / "2", tmp_path / "3"
    put(first, "dam", DAM, published="2026-03-02", outlet="Coastal Wire")
    put(second, "watch", DAM_WATCH, published="2026-03-03", outlet="Harbour Post")
    put(second, "again", (*DAM_WATCH[:2], DAM_WATCH[3]), published="2026-03-03", outlet="Evening Sheet")
    count = (
        "Night of Pumps",
        DAM_CORRECTED[1],
        "Rain fell until dawn, and a second pump of the army failed.",
    )
    put(second, "count", count, published="2026-03-03", outlet="Coastal Wire")
    put(third, "again", (*DAM_CORRECTED[:2], "Rescuers at Lowmarsh stopped for the night."))
    store = Store(tmp_path / "memory.sqlite3")
    made(first, "2026-03-02", store)

    told = made(second, "2026-03-03", store)
    after = made(third, "2026-03-04", store)

    assert titles(told) == [count[0]]
    assert [chapter.changes for chapter in told.chapters] == [(("Three", "Five"),)]
    assert [chapter.changes for chapter in after.chapters] == [()]


def test_a_dateline_without_a_year_has_that_of_the_edition_it_is_read_for(tmp_path: Path) -> None:
    news = tmp_path / "in"
    news.mkdir()
    (news / "wire.txt").write_text(
        f"{DAM[0]}\n\nLOWMARSH, Norland, Nov 18 (Coastal Wire) - {DAM[1]}\n\n{DAM[2]}\n", encoding="utf-8"
    )

    def published(day: str) -> list[tuple[str | None, str | None]]:
        (chapter,) = made(news, day).chapters
        return [(one.published, one.published_from) for one in chapter.briefing.sources if one.published_from]

    assert published("2026-11-18") == [("2026-11-18", "text, year of option --day")]
    assert published("2027-11-21") == [("2027-11-18", "text, year of option --day")]
    assert published("2026-11-30") == []
    assert published("2026-11-17") == []


def test_a_day_that_is_over_is_made_without_what_came_later(tmp_path: Path) -> None:
    news = tmp_path / "in"
    put(news, "ferry", FERRY, published="2026-03-03")
    put(news, "bank", BANK, published="2026-03-05")

    over = digest([str(news)], day="2026-03-04", made="2026-03-09T06:00:00Z")
    going_on = digest([str(news)], day="2026-03-04", made="2026-03-05T03:00:00Z", zone="America/New_York")

    assert titles(over) == [FERRY[0]]
    assert sorted(titles(going_on)) == sorted([FERRY[0], BANK[0]])


def test_articles_on_one_event_become_one_chapter_and_nothing_is_told_twice(tmp_path: Path) -> None:
    news = tmp_path / "in"
    put(news, "a", FERRY, outlet="Coastal Wire")
    put(news, "b", FERRY_TOO, outlet="Harbour Post")
    put(news, "copy", FERRY, outlet="Evening Sheet")
    put(news, "c", BANK)

    edition = made(news, "2026-03-01")

    ferry = edition.chapters[0]
    assert sorted(ferry.articles) == ["a", "b", "copy"]
    assert sorted(map(len, (chapter.articles for chapter in edition.chapters))) == [1, 3]
    assert words_told(ferry).count("212 passengers") <= 2
    assert (edition.read, len(edition.chapters), edition.folded, edition.undated) == (4, 2, 1, 4)


def test_what_was_told_is_folded_in_and_what_is_new_is_told(tmp_path: Path, store: Store) -> None:
    news = tmp_path / "in"
    put(news, "a", FERRY)
    put(news, "c", BANK)
    first = made(news, "2026-03-01", store)
    put(news, "d", FERRY_INQUIRY)
    second = made(news, "2026-03-02", store)
    third = made(news, "2026-03-03", store)

    assert [chapter.status for chapter in first.chapters] == ["new", "new"]
    assert titles(second) == [FERRY_INQUIRY[0]]
    assert (second.chapters[0].status, second.chapters[0].number) == ("day", 2)
    assert second.chapters[0].story in {chapter.story for chapter in first.chapters}
    assert (second.read, second.told_before, second.folded, second.since) == (3, 2, 2, "2026-03-01")
    assert third.chapters == ()
    assert third.folded == 3


def test_a_copy_at_another_address_is_not_told_again(tmp_path: Path, store: Store) -> None:
    put(tmp_path / "in", "a", FERRY)
    made(tmp_path / "in", "2026-03-01", store)
    put(tmp_path / "later", "b", tuple(line.replace("’", "'") + " " for line in FERRY), outlet="Harbour Post")

    edition = made(tmp_path / "later", "2026-03-02", store)

    assert edition.chapters == ()
    assert edition.folded == 1


def test_a_corrected_figure_is_an_update_that_says_what_changed(tmp_path: Path, store: Store) -> None:
    news = tmp_path / "in"
    put(news, "a", DAM)
    put(news, "c", BANK)
    made(news, "2026-03-01", store)
    put(news, "a", DAM_CORRECTED)

    edition = made(news, "2026-03-02", store)

    (dam,) = edition.chapters
    assert dam.status == "update"
    assert dam.changes == (("Three", "Five"),)
    assert "Five workers" in words_told(dam)
    assert "inspected in January" not in words_told(dam)


QUAKE = (
    "Quake Kills 43 in Lowmarsh",
    "An earthquake killed 43 people in the town of Lowmarsh on Monday and cut off its water.",
    "The quake struck at noon, when most were at work in the fields around Lowmarsh.",
    "Soldiers set up tents for the homeless of Lowmarsh on the football ground.",
)
QUAKE_LATER = (
    "Lowmarsh Quake Toll Climbs",
    "At least 61 people are now known to have died in the earthquake in Lowmarsh, the county said.",
    "The quake on Monday also broke the dam road and the water main of the town of Lowmarsh.",
)
QUAKE_TOO = (
    "Lowmarsh Shaken by Earthquake",
    "An earthquake in Lowmarsh killed 43 people at noon on Monday and cut off the town’s water.",
    "Soldiers put up tents on the football ground of Lowmarsh for those without a home.",
    "Most people of Lowmarsh were in the fields when the earthquake struck the town.",
)


def test_the_latest_count_stands_on_the_page_and_the_one_before_as_a_difference(tmp_path: Path) -> None:
    news = tmp_path / "in"
    put(news, "a", QUAKE, published="2026-03-02", outlet="Coastal Wire")
    put(news, "b", QUAKE_TOO, published="2026-03-02", outlet="Evening Sheet")
    put(news, "c", QUAKE_LATER, published="2026-03-03", outlet="Harbour Post")

    edition = made(news, "2026-03-03")

    (quake,) = edition.chapters
    assert titles(edition) == [QUAKE_LATER[0]]
    assert "61 people" in words_told(quake)
    assert "43 people" not in words_told(quake)
    assert not any("43" in figure.text for figure in quake.briefing.figures)
    page = " ".join(render(edition, "txt").decode().split())
    assert "“killed 43 people” (" in page
    assert "“61 people are now known to have died” (" in page


def test_a_count_that_rose_since_the_last_digest_is_told_with_both(tmp_path: Path, store: Store) -> None:
    news = tmp_path / "in"
    put(news, "a", QUAKE, published="2026-03-02")
    made(news, "2026-03-02", store)
    put(news, "c", QUAKE_LATER, published="2026-03-03", outlet="Harbour Post")

    (quake,) = made(news, "2026-03-03", store).chapters

    assert quake.changes == (("killed 43 people", "61 people are now known to have died"),)


ORLA = "the ferry Orla, which sank off the island of Maren on Sunday"
ORLA_DAYS = (
    ("Ferry Orla sinks off Maren", f"Divers found 14 people dead in {ORLA}, the coast guard of Karvik said."),
    (
        "Toll of the ferry Orla rises",
        f"The death toll from {ORLA}, rose to 22, the coast guard of Karvik said.",
    ),
    ("Search for the Orla ends", f"The coast guard of Karvik left {ORLA}, with 29 people confirmed dead."),
)


def test_what_has_changed_is_told_against_the_last_edition_that_told_it(tmp_path: Path, store: Store) -> None:
    told = []
    for number, (title, lead) in enumerate(ORLA_DAYS, 1):
        put(tmp_path / f"{number}", f"day{number}", (title, lead), published=f"2026-03-0{number}")
        (chapter,) = made(tmp_path / f"{number}", f"2026-03-0{number}", store).chapters
        told.append(chapter.changes)

    assert told == [
        (),
        (("14 people dead", "rose to 22"),),
        (("rose to 22", "29 people confirmed dead"),),
    ]


def test_a_count_that_the_last_edition_told_has_not_changed(tmp_path: Path, store: Store) -> None:
    first, second, _ = ORLA_DAYS
    again = ("Orla hearing opens", f"A hearing on {ORLA}, with 22 people dead, opened in Karvik.")
    for number, report in enumerate((first, second, again), 1):
        put(tmp_path / f"{number}", f"day{number}", report, published=f"2026-03-0{number}")
        (chapter,) = made(tmp_path / f"{number}", f"2026-03-0{number}", store).chapters

    assert chapter.changes == ()


@pytest.mark.parametrize(
    ("later", "changes"),
    [
        (
            "The county cut the money for its ferries to 70 million from 90 million.",
            ("90 million", "70 million"),
        ),
        (
            "The money for the ferries goes from 90 million crowns to 70 million.",
            ("90 million", "70 million"),
        ),
        ("The county cut the money for its schools to 70 million from 80 million.", None),
        ("The ferries sail from 9 to 12.", None),
    ],
)
def test_a_figure_that_a_report_says_was_another_is_told_with_both(
    later: str, changes: tuple[str, str] | None, tmp_path: Path, store: Store
) -> None:
    before = "Karvik county gives its ferries to Maren 90 million crowns a year, the council of Karvik said."
    put(tmp_path / "1", "a", ("Karvik pays for ferries", before), published="2026-03-01")
    made(tmp_path / "1", "2026-03-01", store)
    body = f"The council of Karvik county spoke of the ferries to Maren. {later}"
    put(tmp_path / "2", "b", ("Karvik council on ferries", body), published="2026-03-02")

    (chapter,) = made(tmp_path / "2", "2026-03-02", store).chapters

    assert chapter.changes == ((changes,) if changes else ())


def test_one_body_found_becomes_a_toll(tmp_path: Path, store: Store) -> None:
    before = "Rescuers at the flooded Graufels mine recovered the body of one miner, the operator Slate said."
    after = "Two more men died at the flooded Graufels mine, Slate said, bringing the death toll to three."
    put(tmp_path / "1", "a", ("Body found at Graufels mine", before), published="2026-03-01")
    made(tmp_path / "1", "2026-03-01", store)
    put(tmp_path / "2", "b", ("Two men dead at Graufels mine", after), published="2026-03-02")

    (chapter,) = made(tmp_path / "2", "2026-03-02", store).chapters

    assert chapter.changes == (("body of one miner", "toll to three"),)


HOSTEL = (
    "Fire at Varn Hostel Kills Nine",
    "A fire at a hostel in Varn killed nine people on Monday night, the fire brigade said.",
    "The hostel housed workers who had come to Varn for the harvest.",
)


@pytest.mark.parametrize(
    ("later", "changes"),
    [
        (
            "Police arrested the owner of the hostel in Varn where 14 people have now died in a fire. "
            "Nine had been reported dead on Tuesday.",
            ("killed nine people", "14 people have now died"),
        ),
        (
            "A fire at a hostel in Varn has killed 14 people, the fire brigade said. "
            "The toll had stood at 11 on Wednesday morning, after the brigade searched the roof.",
            ("killed nine people", "killed 14 people"),
        ),
        (
            "The toll of the fire at a hostel in Varn rose to 14. On Tuesday it had stood at nine dead.",
            ("killed nine people", "rose to 14"),
        ),
        (
            "Police arrested the owner of the hostel in Varn where nine people died in a fire on Monday. "
            "A fire at another of his hostels killed 21 people.",
            None,
        ),
        (
            "The owner of the hostel in Varn was held. The toll of the fire had stood at nine on Tuesday.",
            None,
        ),
    ],
)
def test_a_count_that_rose_is_told_where_the_report_tells_the_one_before_too(
    later: str, changes: tuple[str, str] | None, tmp_path: Path, store: Store
) -> None:
    put(tmp_path / "1", "a", HOSTEL, published="2026-03-03")
    made(tmp_path / "1", "2026-03-03", store)
    put(tmp_path / "2", "b", ("Owner of Varn Hostel Held After Fire", later), published="2026-03-04")

    (chapter,) = made(tmp_path / "2", "2026-03-04", store).chapters

    assert chapter.changes == ((changes,) if changes else ())


def test_an_edition_is_as_old_as_its_reports(tmp_path: Path, store: Store) -> None:
    put(tmp_path / "1", "a", QUAKE, published="2026-03-02")
    made(tmp_path / "1", "2026-03-04", store)
    put(tmp_path / "2", "b", QUAKE_LATER, published="2026-03-03")

    (quake,) = made(tmp_path / "2", "2026-03-05", store).chapters

    assert quake.changes == (("killed 43 people", "61 people are now known to have died"),)


def test_a_report_from_before_the_count_rose_changes_nothing(tmp_path: Path, store: Store) -> None:
    news = tmp_path / "in"
    put(news, "c", QUAKE_LATER, published="2026-03-03")
    made(news, "2026-03-03", store)
    put(news, "a", QUAKE, published="2026-03-02")

    (quake,) = made(news, "2026-03-04", store).chapters

    assert quake.changes == ()


def test_numbers_in_words_that_differ_stand_on_the_page(tmp_path: Path) -> None:
    seeds = [str(path) for path in sorted((ROOT / "seeds").glob("ferry-*.txt"))]
    edition = digest(seeds, day="2025-10-14", made="2025-10-14T20:00:00Z")

    page = " ".join(render(edition, "txt").decode().split())

    assert "“Eleven passengers were treated” (¶A7), “Thirteen people were treated” (¶B5)" in page


def test_a_story_that_rests_for_a_week_is_still_known(tmp_path: Path, store: Store) -> None:
    put(tmp_path / "in", "a", FERRY)
    made(tmp_path / "in", "2026-03-01", store)
    put(tmp_path / "later", "d", FERRY_INQUIRY)

    (ferry,) = made(tmp_path / "later", "2026-03-08", store).chapters

    assert (ferry.status, ferry.number) == ("day", 8)


STRIKE = (
    "Pilots of Alvanne Port Walk Out",
    "Harbour pilots at the port of Alvanne walked off the job on Monday and left eleven ships at anchor.",
    "Their guild wants a shorter night shift after two pilots fell asleep at the wheel in the autumn.",
    "The port authority offered to talk and asked the guild to bring the tankers in first.",
    "Grocers on the outer islands said they had flour and milk for about a week.",
    "The last strike at Alvanne lasted nine days and ended with a rise of three percent.",
    "Two cruise ships turned away towards the mainland with 4,200 guests on board.",
)


def test_a_copy_in_other_words_is_known_however_long_ago_it_was_told(tmp_path: Path, store: Store) -> None:
    put(tmp_path / "in", "a", STRIKE)
    made(tmp_path / "in", "2026-01-05", store, remember_days=5)
    copy = ("Ships Wait off Alvanne", *STRIKE[1:4], *STRIKE[5:])
    put(tmp_path / "later", "b", copy, outlet="Harbour Post")
    put(tmp_path / "later", "c", BANK)

    edition = made(tmp_path / "later", "2026-03-05", store, remember_days=5)

    assert titles(edition) == [BANK[0]]
    assert edition.folded == 1


def test_a_new_version_of_an_old_report_is_an_update_with_what_is_new_in_it(
    tmp_path: Path, store: Store
) -> None:
    put(tmp_path / "in", "a", STRIKE)
    (first,) = made(tmp_path / "in", "2026-01-05", store, remember_days=5).chapters
    ended = "The guild called the strike off on Thursday evening after a vote on the quay."
    put(tmp_path / "later", "b", (STRIKE[0], ended, *STRIKE[1:]), outlet="Harbour Post")

    (chapter,) = made(tmp_path / "later", "2026-03-05", store, remember_days=5).chapters

    assert (chapter.story, chapter.status, chapter.number) == (first.story, "update", 60)
    assert words_told(chapter) == ended


def test_a_report_that_repeats_a_paragraph_of_many_is_no_new_version(tmp_path: Path, store: Store) -> None:
    put(tmp_path / "in", "a", STRIKE[:3])
    made(tmp_path / "in", "2026-03-01", store)
    more = [line.replace("dam", "lock").replace("Lowmarsh", "Alvanne") for line in (*DAM[1:], *BANK[1:])]
    put(tmp_path / "later", "b", ("Alvanne Strike Spreads", *STRIKE[1:3], *STRIKE[4:], *more))

    (chapter,) = made(tmp_path / "later", "2026-03-02", store).chapters

    assert (chapter.status, chapter.number) == ("day", 2)


def test_a_text_told_long_ago_is_not_told_again_as_long_as_it_lies_there(
    tmp_path: Path, store: Store
) -> None:
    put(tmp_path / "in", "a", FERRY)
    days = [(date(2026, 3, 1) + timedelta(days=n)).isoformat() for n in range(0, 100, 9)]
    chapters = [
        len(made(tmp_path / "in", day, store, remember_days=5, keep_days=10).chapters) for day in days
    ]

    assert chapters == [1] + [0] * (len(days) - 1)


def test_making_a_day_again_gives_the_same_edition(tmp_path: Path, store: Store) -> None:
    news = tmp_path / "in"
    put(news, "a", FERRY)
    made(news, "2026-03-01", store)
    put(news, "d", FERRY_INQUIRY)
    once = made(news, "2026-03-02", store)

    assert made(news, "2026-03-02", store) == once


def test_the_order_of_the_inputs_makes_no_difference(tmp_path: Path) -> None:
    for name, told in {"a": FERRY, "b": FERRY_TOO, "c": BANK, "d": DAM}.items():
        put(tmp_path / name, name, told)
    folders = [str(tmp_path / name) for name in "abcd"]

    there = digest(folders, day="2026-03-01", made="2026-03-01T06:00:00Z")
    back = digest(folders[::-1], day="2026-03-01", made="2026-03-01T06:00:00Z")

    assert there.chapters == back.chapters


def test_stories_are_ranked_by_what_their_score_says(tmp_path: Path) -> None:
    news = tmp_path / "in"
    put(news, "a", FERRY, published="2026-03-01", outlet="Coastal Wire")
    put(news, "b", FERRY_TOO, published="2026-03-01", outlet="Harbour Post")
    put(news, "c", BANK, published="2026-03-01")
    put(news, "d", DAM, published="2026-02-20")

    edition = made(news, "2026-03-01")

    assert [chapter.articles[0] for chapter in edition.chapters[1:]] == ["c", "d"]
    for chapter in edition.chapters:
        assert chapter.score == pytest.approx(sum(value for _, value in chapter.why), abs=1e-3)
    assert dict(edition.chapters[0].why)["independent tellers"] == pytest.approx(1.585, abs=1e-3)


def test_an_unreadable_input_costs_only_itself(tmp_path: Path) -> None:
    put(tmp_path / "in", "a", FERRY)
    (tmp_path / "in" / "broken.txt").write_bytes(b"")

    edition = made(tmp_path / "in", "2026-03-01")

    assert len(edition.chapters) == 1
    assert [Path(one.uri).name for one in edition.skipped] == ["broken.txt"]


def test_a_story_that_went_away_is_named_as_dropped(tmp_path: Path, store: Store) -> None:
    put(tmp_path / "in", "a", FERRY)
    made(tmp_path / "in", "2026-03-01", store)
    put(tmp_path / "later", "c", BANK)

    later = made(tmp_path / "later", "2026-03-02", store)

    assert later.dropped == (FERRY[0],)
    assert f"**No longer told**: “{FERRY[0]}”" in render(later, "md").decode()


def test_of_many_that_went_away_two_are_named() -> None:
    edition = Edition(
        title="Daily digest",
        day="2026-03-02",
        since="2026-03-01",
        chapters=(),
        read=0,
        folded=0,
        dropped=("One", "Two", "Three"),
        made="2026-03-02T06:00:00Z",
        tool="brief",
    )

    assert "**No longer told**: “One”; “Two”; and 1 more" in render(edition, "md").decode()


def test_a_page_that_cannot_be_written_leaves_the_memory_as_it_was(tmp_path: Path, store: Store) -> None:
    put(tmp_path / "in", "a", FERRY)

    def full_disk(edition: Edition) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        made(tmp_path / "in", "2026-03-01", store, publish=full_disk)

    assert store.days("digest") == ()
    assert len(made(tmp_path / "in", "2026-03-02", store).chapters) == 1


def test_two_runs_at_once_are_told_apart(tmp_path: Path, store: Store) -> None:
    put(tmp_path / "in", "a", FERRY)

    with Store(tmp_path / "memory.sqlite3") as other, other.hold("digest"), pytest.raises(LockHeld):
        made(tmp_path / "in", "2026-03-01", store)


# The page


def test_every_format_tells_the_same_stories(tmp_path: Path, store: Store) -> None:
    news = tmp_path / "in"
    put(news, "a", FERRY)
    made(news, "2026-03-01", store)
    put(news, "d", FERRY_INQUIRY)
    put(news, "c", BANK)
    edition = made(news, "2026-03-02", store, title="Morning digest")

    for kind in ("md", "txt", "html", "json"):
        page = " ".join(render(edition, kind).decode().split()).lower()
        assert "morning digest" in page
        assert all(title.lower() in page for title in titles(edition)), kind
    assert render(edition, "pdf").startswith(b"%PDF-")
    assert pages(edition) == 1
    assert b"Subject: Morning digest" in render(edition, "eml")


def test_figures_that_differ_between_sources_stand_on_the_page_with_both(tmp_path: Path) -> None:
    put(tmp_path / "in", "a", DAM)
    put(
        tmp_path / "in",
        "b",
        (DAM[0], DAM[1].replace("Three workers", "5 workers"), "A crane was on its way."),
    )
    put(tmp_path / "in", "c", (DAM[0], DAM[1].replace("Three workers", "4 workers"), "Roads were cut."))

    page = " ".join(render(made(tmp_path / "in", "2026-03-01"), "txt").decode().split())

    assert "The sources differ" in page
    assert "“5 workers” (" in page or "“4 workers” (" in page


def test_the_json_keeps_the_contract(tmp_path: Path) -> None:
    put(tmp_path / "in", "a", FERRY)
    (tmp_path / "in" / "broken.txt").write_bytes(b"")
    page = json.loads(render(made(tmp_path / "in", "2026-03-01"), "json"))

    assert page["schema"] == "brief/digest@1"
    assert page["day"] == "2026-03-01"
    (story,) = page["stories"]
    assert story["articles"] == ["a"]
    assert story["status"] == "new"
    assert story["briefing"]["schema"] == "brief/briefing@1"
    assert page["skipped"] == [{"uri": str(tmp_path / "in" / "broken.txt"), "reason": "is empty"}]


def test_a_digest_without_stories_is_a_page_too(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    edition = made(tmp_path / "in", "2026-03-01")

    assert "Nothing new today." in render(edition, "md").decode()
    assert pages(edition) == 1


@pytest.mark.parametrize("kind", ["md", "txt", "html", "pdf", "eml"])
def test_the_same_edition_gives_the_same_bytes(kind: str, tmp_path: Path) -> None:
    put(tmp_path / "in", "a", FERRY)
    edition = made(tmp_path / "in", "2026-03-01")

    assert render(edition, kind, full=True) == render(edition, kind, full=True)
    assert len(render(edition, kind, full=True)) > len(render(edition, kind))


def test_a_mail_takes_the_users_templates_for_the_forms_that_have_one(tmp_path: Path) -> None:
    put(tmp_path / "in", "a", FERRY)
    (tmp_path / "mine.txt.j2").write_text("Our own text.")
    (tmp_path / "mine.html.j2").write_text("<main>Our own page.</main>")

    mail = render(made(tmp_path / "in", "2026-03-01"), "eml", template=str(tmp_path / "mine.html.j2"))

    assert b"Our own text." in mail
    assert b"Our own page." in mail
    assert b"application/pdf" in mail


def test_no_digest_is_drawn_in_columns_for_a_terminal(tmp_path: Path) -> None:
    put(tmp_path / "in", "a", FERRY)

    with pytest.raises(UnknownName, match="no format named 'terminal'; choose one of eml, html"):
        render(made(tmp_path / "in", "2026-03-01"), "terminal")


def test_the_sheets_behind_a_digest_are_tagged_and_have_one_title(tmp_path: Path) -> None:
    put(tmp_path / "in", "a", FERRY)
    put(tmp_path / "in", "c", BANK)
    edition = made(tmp_path / "in", "2026-03-01")
    mine = tmp_path / "mine.typ"
    mine.write_text('#set document(title: "Mine")\nOur own digest.', encoding="utf-8")

    whole = pypdf.PdfReader(io.BytesIO(render(edition, "pdf", full=True)))
    merged = pypdf.PdfReader(io.BytesIO(render(edition, "pdf", full=True, template=str(mine))))

    assert [len(reader.pages) for reader in (whole, merged)] == [3, 3]
    assert whole.metadata is not None
    assert whole.metadata.title == edition.title
    assert b"<pdfuaid:part>1" in render(edition, "pdf", full=True)
    assert "/StructTreeRoot" in whole.root_object
    tagged = [page.get("/StructParents") is not None for page in whole.pages]
    assert tagged == [True, True, True]
    for page, chapter in zip(list(whole.pages)[1:], edition.chapters, strict=True):
        assert chapter.briefing.title is not None
        assert chapter.briefing.title.text[:20] in page.extract_text()
    assert "Our own digest" in merged.pages[0].extract_text()


def test_a_template_of_one_s_own_serves_its_format_and_leaves_the_others(tmp_path: Path) -> None:
    put(tmp_path / "in", "a", FERRY)
    edition = made(tmp_path / "in", "2026-03-01")
    mine = tmp_path / "mine.md.j2"
    mine.write_text("{{ title }}: {{ lead.title }}", encoding="utf-8")

    assert render(edition, "md", template=str(mine)).decode() == f"Daily digest: {FERRY[0]}\n"
    for kind in ("txt", "html", "pdf", "eml"):
        assert render(edition, kind, template=str(mine)) == render(edition, kind)


def test_a_folder_of_templates_serves_its_formats_and_leaves_the_others(tmp_path: Path) -> None:
    put(tmp_path / "in", "a", FERRY)
    edition = made(tmp_path / "in", "2026-03-01")
    house = tmp_path / "house"
    house.mkdir()
    (house / "house.md.j2").write_text("{{ title }}: {{ lead.title }}", encoding="utf-8")

    assert render(edition, "md", template=str(house)).decode() == f"Daily digest: {FERRY[0]}\n"
    for kind in ("txt", "html", "pdf", "eml"):
        assert render(edition, kind, template=str(house)) == render(edition, kind)


@pytest.mark.parametrize("language", ["de", "fr", "es", "ar", "fi"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_page_is_set_in_every_language_on_every_paper(language: str, paper: str, tmp_path: Path) -> None:
    put(tmp_path / "in", "a", FERRY)
    put(tmp_path / "in", "c", BANK)
    edition = made(tmp_path / "in", "2026-03-01")

    assert pages(edition, language=language, paper=paper) == 1
    assert "{" not in render(edition, "txt", language=language).decode()


def test_markup_in_articles_stays_text(tmp_path: Path) -> None:
    evil = (
        "<script>alert(1)</script> {{ 7*7 }} #emph[x]",
        "The <b>harbour</b> of Sandhaven was $closed$ on *Monday*, they said.",
    )
    put(tmp_path / "in", "a", evil)
    edition = made(tmp_path / "in", "2026-03-01")

    page = render(edition, "html", full=True).decode()
    assert "<script" not in page
    assert "{{ 7*7 }}" in page
    assert render(edition, "pdf").startswith(b"%PDF-")


def put_many(folder: Path) -> None:
    """More stories than a page holds."""
    for number, thing in enumerate(THINGS):
        town = f"{thing.title()}ville"
        mayor = f"mayor {thing.title()}son"
        text = f"Council of {town} closed its {thing} after a storm broke the {thing} roof, {mayor} said."
        put(folder, str(number), (f"{town} Closes {thing.title()}", text))


def test_what_no_page_has_room_for_is_not_read_closely_and_the_page_is_the_same(tmp_path: Path) -> None:
    put_many(tmp_path / "in")

    whole, page = (made(tmp_path / "in", "2026-03-01", whole=whole) for whole in (True, False))

    assert titles(page) == titles(whole)
    assert [chapter.score for chapter in page.chapters] == [chapter.score for chapter in whole.chapters]
    assert whole.on_page is None
    assert page.on_page == MOST_BRIEFED < len(page.chapters)
    assert fitted(page).on_page == fitted(whole).on_page
    assert render(fitted(page), "md") == render(fitted(whole), "md")
    last = page.chapters[-1].briefing
    assert (last.bottom_line, len(last.sources)) == (None, len(whole.chapters[-1].briefing.sources))


def test_a_story_of_many_reports_is_briefed_from_the_most_central(tmp_path: Path) -> None:
    for number, thing in enumerate(THINGS):
        more = f"A diver from the {thing} of Sandhaven said that he had seen the ferry from the {thing} roof."
        put(tmp_path / "in", str(number), (*FERRY[:3], more), outlet=f"The {thing.title()} Times")

    (ferry,) = made(tmp_path / "in", "2026-03-01").chapters

    assert ferry.tellers == ferry.reports == len(THINGS)
    assert len([one for one in ferry.briefing.sources if one.title_of is None]) == READ_CLOSELY
    assert len(ferry.outlets) == len(THINGS)


def test_a_day_too_full_for_its_page_says_what_is_left_out(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    put_many(tmp_path / "in")

    assert (
        run(["digest", str(tmp_path / "in"), "--no-memory", "--format", "json", "--day", "2026-03-01"]) == 0
    )

    page = json.loads(capfdbinary.readouterr().out)
    assert len(page["stories"]) == len(THINGS)
    assert 3 <= page["on_page"] < len(THINGS)


# The command


def test_the_command_remembers_and_writes_where_it_is_told(tmp_path: Path) -> None:
    put(tmp_path / "in", "a", FERRY)
    words = ["digest", str(tmp_path / "in"), "--store", str(tmp_path / "m.sqlite3"), "--name", "morning"]
    out = str(tmp_path / "out" / "{date}" / "{name}.{format}")

    assert run([*words, "--day", "2026-03-01", "--output", out, "--format", "md", "--format", "html"]) == 0
    assert run([*words, "--day", "2026-03-02", "--output", out, "--format", "md"]) == 0

    assert sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.*")) == [
        "2026-03-01/morning.html",
        "2026-03-01/morning.md",
        "2026-03-02/morning.md",
    ]
    assert FERRY[0] in (tmp_path / "out/2026-03-01/morning.md").read_text(encoding="utf-8")
    assert FERRY[0] not in (tmp_path / "out/2026-03-02/morning.md").read_text(encoding="utf-8")


def test_the_command_takes_looks_limits_and_memory_from_settings(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    put(tmp_path / "in", "a", FERRY)
    (tmp_path / "in" / "long.txt").write_text("A long line. " * 200, encoding="utf-8")
    config = tmp_path / "brief.toml"
    config.write_text(
        'store = "m.sqlite3"\n[page]\ndesk = "Night desk"\nlanguage = "fr"\ntemplate = "sitrep"\n'
        "[read]\nmax_text = 1000\n",
        encoding="utf-8",
    )

    assert run(["digest", str(tmp_path / "in"), "--config", str(config), "--day", "2026-03-01"]) == 3

    page, said = (text.decode() for text in capfdbinary.readouterr())
    assert "Night desk" in page
    assert "Première édition" in page
    assert "long.txt" in said
    assert (tmp_path / "m.sqlite3").exists()


def test_a_card_tells_the_day_that_was_meant_and_the_lead_the_words_too(tmp_path: Path) -> None:
    put(tmp_path / "in", "a", FERRY, published="2026-03-04", outlet="Coastal Wire")
    put(tmp_path / "in", "b", FERRY_TOO, published="2026-03-04", outlet="Harbour Post")
    put(tmp_path / "in", "c", BANK, published="2026-03-05")
    put(tmp_path / "in", "d", DAM, published="2025-12-30")
    edition = made(tmp_path / "in", "2026-03-05")

    page = render(edition, "md").decode()
    french = " ".join(render(edition, "txt", language="fr").decode().split())

    assert "**When**: “Tuesday” ¶A1 \\[Tuesday 3 March 2026\\]\n" in page
    assert "**When** \\[4 March\\]\n" in page
    assert "**When** \\[29 December 2025\\]\n" in page
    assert "[29 décembre 2025]" in french


def test_places_stand_over_a_card_in_short(tmp_path: Path) -> None:
    told = "Talks opened in the Democratic People's Republic of Korea on Monday, a U.S. envoy said."
    put(tmp_path / "in", "a", ("Talks Open", told, "The envoy flew home to the U.S. on Tuesday."))

    page = render(made(tmp_path / "in", "2026-03-01"), "md").decode()

    assert "*New* · United States · North Korea" in page or "*New* · North Korea · United States" in page


def test_the_places_over_a_card_are_those_that_it_names(tmp_path: Path) -> None:
    told = "The mayor of London opened a new quay in London on Monday, the port said."
    more = "The ambassador of Sweden was there. He had come from Sweden by train, and went home to Sweden."
    put(tmp_path / "in", "a", ("London Opens Quay", told, more))

    page = render(made(tmp_path / "in", "2026-03-01"), "md").decode()

    assert "*New* · London · 1 report" in page


def test_a_place_with_and_without_its_article_is_one(tmp_path: Path) -> None:
    told = "THE HAGUE, March 1 (Coastal Wire) - Judges in The Hague met on Sunday, the court said."
    put(
        tmp_path / "in",
        "a",
        ("Judges meet in The Hague", told, "The judges of the Hague court left at noon."),
    )

    page = render(made(tmp_path / "in", "2026-03-01"), "md").decode()

    assert "The Hague · Hague" not in page


def test_a_terminal_gets_text_and_no_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path / "in", "a", FERRY)
    words = ["digest", str(tmp_path / "in"), "--no-memory", "--day", "2026-03-01"]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)

    assert run(words) == 0
    assert run([*words, "--format", "pdf"]) == 2

    out, said = capfd.readouterr()
    assert out.startswith("=====")
    assert "a PDF does not go to a terminal" in said


def test_the_masthead_says_since_when(tmp_path: Path, store: Store) -> None:
    put(tmp_path / "in", "a", FERRY)
    first = made(tmp_path / "in", "2026-03-01", store)
    put(tmp_path / "in", "c", BANK)
    later = made(tmp_path / "in", "2026-03-05", store, zone="Asia/Dubai")

    assert "**Sunday 1 March 2026** · UTC\n" in render(first, "md").decode()
    assert "**Thursday 5 March 2026** · since Sunday 1 March 2026 · Asia/Dubai\n" in (
        render(later, "md").decode()
    )
    assert "since Sunday 1 March 2026 · Asia/Dubai" in render(later, "html").decode()
    assert "since Sunday 1 March 2026 · Asia/Dubai" in render(later, "txt").decode()


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["--output", "x/{day}.md"], 2, "no field {day}"),
        (["--format", "md", "--format", "pdf"], 2, "2 formats are wanted"),
        (["--day", "tomorrow"], 2, "--day 'tomorrow' is not a day"),
        (["--template", "nosuch"], 2, "nosuch"),
    ],
)
def test_a_mistake_gets_one_line_and_its_code(
    words: list[str], code: int, message: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    put(tmp_path / "in", "a", FERRY)

    assert run(["digest", str(tmp_path / "in"), "--no-memory", *words]) == code

    out, err = capfdbinary.readouterr()
    assert out == b""
    assert message in err.decode()
    assert err.count(b"\n") == 1


def test_what_a_killed_run_left_behind_is_swept_up_when_it_is_old(tmp_path: Path) -> None:
    put(tmp_path / "in", "a", FERRY)
    old, young = tmp_path / ".page.md.x1.part", tmp_path / ".page.md.x2.part"
    for left, age_s in ((old, 7200), (young, 60)):
        left.write_text("half", encoding="utf-8")
        os.utime(left, (time.time() - age_s,) * 2)

    assert run(["digest", str(tmp_path / "in"), "--no-memory", "--output", str(tmp_path / "page.md")]) == 0

    assert (old.exists(), young.exists()) == (False, True)


def test_explain_says_why_the_stories_stand_in_their_order(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    put(tmp_path / "in", "a", FERRY, published="2026-03-01")
    put(tmp_path / "in", "c", BANK, published="2026-02-20")
    page = tmp_path / "page.json"
    page.write_bytes(render(made(tmp_path / "in", "2026-03-01"), "json"))

    assert run(["explain", str(page)]) == 0

    first, parts, second, _ = capfdbinary.readouterr().out.decode().splitlines()
    assert first.split()[0] == "1"
    assert FERRY[0] in first
    assert "recency +1.0000" in parts
    assert BANK[0] in second


def test_init_writes_settings_once(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "brief.toml"

    assert run(["init", str(path)]) == 0
    path.write_text("mine", encoding="utf-8")
    assert run(["init", str(path)]) == 2
    assert path.read_text(encoding="utf-8") == "mine"


# Kills


def test_a_run_killed_anywhere_and_run_again_comes_to_the_same(tmp_path: Path) -> None:
    news = tmp_path / "in"
    put(news, "a", FERRY)
    put(news, "c", BANK)
    whole_s = _time(news, tmp_path / "whole")
    put(news, "d", FERRY_INQUIRY)
    _run(news, tmp_path / "whole", "2026-03-02").wait()
    expected = _state(tmp_path / "whole")
    assert len(expected[0]) == 4

    for number in range(6):
        folder = tmp_path / f"killed {number}"
        (news / "d.jsonl").unlink(missing_ok=True)
        _run(news, folder, "2026-03-01").wait()
        put(news, "d", FERRY_INQUIRY)
        process = _run(news, folder, "2026-03-02")
        time.sleep(whole_s * (number + 0.5) / 6)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert _run(news, folder, "2026-03-02").wait() == 0

        assert _state(folder) == expected


def _run(news: Path, folder: Path, day: str) -> subprocess.Popen[bytes]:
    words = [
        "digest",
        str(news),
        "--day",
        day,
        "--store",
        str(folder / "m.sqlite3"),
        "--format",
        "md",
        "--format",
        "pdf",
    ]
    return subprocess.Popen(
        [sys.executable, "-m", "brief", *words, "--output", str(folder / "{date}.{format}")],
        cwd=ROOT, env={**os.environ, "SOURCE_DATE_EPOCH": "1772344800"},
    )  # fmt: skip


def _time(news: Path, folder: Path) -> float:
    started = time.monotonic()
    assert _run(news, folder, "2026-03-01").wait() == 0
    return time.monotonic() - started


def _state(folder: Path) -> tuple[dict[str, bytes], list[list[tuple[object, ...]]]]:
    """The pages, no half-written file among them, and everything the store holds."""
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".md", ".pdf")}
    with Store(folder / "m.sqlite3") as store:
        tables = ("editions", "tellings", "articles", "feeds")
        rows = [store._engine.read(f"SELECT * FROM {table} ORDER BY 1, 2, 3", ()) for table in tables]  # noqa: S608
    return files, rows
