"""Who copies whom among articles, and the sketches that find it."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.dedupe import join, prose, sketch, sketch_all, verify
from tests.support import cleaned_record, copied, told_by

WIRE = [
    "The bridge over the Vlist closed on Monday after inspectors found cracks in the beams that carry it.",
    "Engineers of the province said the cracks were as deep as a hand and that lorries had caused them.",
    "Ferries will run from the northern bank until six in the evening, and buses will take the long way.",
    "Bakers and butchers on both banks said they had lost half of their trade within a single week.",
]
REPORT = [
    "Few places depend on one road as this valley does, and few roads depend on one bridge like this.",
    "For sixty years farmers drove their milk across it before dawn, and children learned to swim below.",
    "An old ferryman who sold his boat the day it opened says he is thinking of buying another boat.",
    "In the town hall they keep the silver scissors that cut the ribbon on the first day of its life.",
]
FOOTER = (
    "The newspapers of the valley are printed on paper from its own forests, and have been for ninety years."
)


def article(lines: list[str], id: str, published: str | None = None) -> dict[str, object]:
    """An article of these paragraphs, published then."""
    (told,) = told_by(lines).articles
    assert prose(cleaned_record(told.text)) == "\n".join(lines)  # nothing in it is taken for furniture
    return {"id": id, "text": told.text, "date": published}


def edited(lines: list[str]) -> list[str]:
    """The lines with every seventh word another."""
    words = " \n ".join(lines).split(" ")
    return " ".join("so" if at % 7 == 4 and word != "\n" else word for at, word in enumerate(words)).split(
        " \n "
    )


def test_the_earlier_article_told_it_first(tmp_path: Path) -> None:
    found = copied(
        [article(WIRE, "later", "2026-03-02"), article(WIRE, "wire", "2026-03-01T10:00:00+02:00")], tmp_path
    )

    assert found == {"wire": [("later", "exact", 1.0)]}


def test_without_dates_the_longest_counts_as_first(tmp_path: Path) -> None:
    found = copied([article(WIRE[:3], "short"), article(WIRE, "long")], tmp_path)

    assert kinds(found) == {"long": [("short", "near")]}


def test_an_edited_copy_and_a_text_within_a_report_are_found(tmp_path: Path) -> None:
    found = copied(
        [
            article(WIRE, "wire", "2026-03-01"),
            article(edited(WIRE), "edited", "2026-03-02"),
            article([*REPORT[:2], *WIRE, *REPORT[2:]], "report", "2026-03-03"),
        ],
        tmp_path,
    )

    assert kinds(found) == {"wire": [("edited", "near"), ("report", "contained")]}


def test_a_footer_that_all_carry_makes_no_copies(tmp_path: Path) -> None:
    assert not copied([article([*WIRE, FOOTER], "a"), article([*REPORT, FOOTER], "b")], tmp_path)


def test_a_copy_of_a_copy_is_as_like_as_it_is_to_the_one_it_is_most_like(tmp_path: Path) -> None:
    once = edited(WIRE)
    found = copied(
        [
            article(WIRE, "wire", "2026-03-01"),
            article(once, "once", "2026-03-02"),
            article([*once, "More will follow."], "twice", "2026-03-03"),
        ],
        tmp_path,
    )

    assert kinds(found) == {"wire": [("once", "near"), ("twice", "near")]}
    (_, _, of_wire), (_, _, of_once) = found["wire"]
    assert of_wire < of_once == 1.0


def test_articles_on_one_event_in_other_words_are_no_copies(tmp_path: Path) -> None:
    assert not copied([article(WIRE, "a"), article(REPORT, "b")], tmp_path)


def kinds(found: dict[str, list[tuple[str, str, float]]]) -> dict[str, list[tuple[str, str]]]:
    """Who told it first, and who repeats it in what way."""
    return {first: [(copy, kind) for copy, kind, _ in copies] for first, copies in found.items()}


def test_a_sketch_is_small_and_knows_no_case_and_no_punctuation() -> None:
    prose = " ".join(WIRE)

    assert sketch(prose) == sketch(prose.upper().replace(",", " –"))
    assert 0 < len(sketch(prose)) <= 4 * len(prose.split())
    assert sketch("Two words") == sketch("") == b""


def test_a_sketch_is_the_same_on_any_machine() -> None:
    # Kept in stores between versions: a change of these bytes is a change of their format.
    assert sketch(" ".join(WIRE)).hex() == SKETCH


SKETCH = "0591e00195afd4048cd6cb0561d55606a68ce206f7299a091dd2930b053ea60e04c61811a9d5541270f2881c2b1d3d1e"


def test_many_texts_sketched_together_are_sketched_as_one_by_one() -> None:
    texts = ["", "Two words", *WIRE, " ".join(WIRE * 200), *REPORT, ""]

    assert list(sketch_all(texts)) == [sketch(prose) for prose in texts]


def test_a_text_longer_than_a_stretch_is_sketched_whole() -> None:
    long = " ".join(f"word{number}" for number in range(9000))

    shared = set(hashes(sketch(long))) & set(hashes(sketch("A start. " + long)))

    assert 900 < len(hashes(sketch(long))) < 1350
    assert len(shared) > 0.99 * len(hashes(sketch(long)))


def hashes(sketched: bytes) -> list[bytes]:
    """The hashes of a sketch."""
    return [sketched[at : at + 4] for at in range(0, len(sketched), 4)]


def test_a_sketch_of_signs_without_spaces_takes_each_for_a_word() -> None:
    line = "桥在星期一关闭因为检查员发现了裂缝渡轮将运行到晚上六点钟" * 2

    assert sketch(line)


def test_pairs_that_share_only_what_many_texts_have_are_not_joined() -> None:
    alone = [sketch(" ".join(f"{word}{number}" for word in " ".join(REPORT).split())) for number in range(20)]
    footed = [
        sketch(" ".join(f"{word}{number}" for word in " ".join(REPORT).split()) + " " + FOOTER)
        for number in range(20)
    ]

    assert not join(alone)
    assert not join(footed)


def test_many_copies_of_one_text_are_joined() -> None:
    assert len(join([sketch(" ".join(WIRE))] * 12)) == 12 * 11 // 2


@pytest.mark.parametrize(("name", "value"), [("containment", 0.0), ("containment", 1.5), ("fewest", 0)])
def test_a_limit_outside_its_range_is_named(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=name):
        join([], **{name: value})  # type: ignore[arg-type]


def test_nothing_is_joined_with_nothing() -> None:
    assert join([]) == join([b"", b""]) == []
    assert verify("", "") is None
