"""Every format to an article."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from brief.errors import ReadError
from brief.model import RawArticle, Skipped
from brief.read import Limits, expand, read, read_bytes
from tests import formats


def one(data: bytes, uri: str) -> RawArticle:
    """The only article in the bytes."""
    (found,) = read_bytes(data, uri)
    assert isinstance(found, RawArticle)
    return found


def test_plain_text_is_the_decoded_file_with_even_line_ends() -> None:
    article = one("\ufeffCaf\u00e9\r\nopens\rtoday\n".encode(), "a.txt")

    assert article.text == "Caf\u00e9\nopens\ntoday\n"


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_a_text_reads_the_same_in_every_character_set(charset: str) -> None:
    text = "The café on the Vlist “closed” – for good – on Monday, its owner said.\n"

    assert one(text.encode(charset), "a.txt").text == text


def test_a_record_keeps_its_text_and_states_the_rest() -> None:
    record = {
        "id": 7,
        "text": "A\r\nb",
        "title": "T",
        "date": "2016-11-09",
        "outlet": "Post",
        "language": "en",
    }

    article = one(json.dumps(record).encode(), "a.jsonl")

    assert article.text == "A\r\nb"
    assert (article.id, article.title.value, article.published.value) == ("7", "T", "2016-11-09")  # type: ignore[union-attr]
    assert article.outlet is not None
    assert article.outlet.origin == "record"


def test_a_bad_line_costs_only_itself() -> None:
    found = read_bytes(b'{"text": "One."}\nnonsense\n{"text": "Two."}\n', "a.jsonl")

    assert [type(part) for part in found] == [RawArticle, Skipped, RawArticle]
    assert found[1].uri == "a.jsonl#L2"


def test_a_part_of_a_kind_we_do_not_read_is_named_and_skipped() -> None:
    found = read_bytes(formats.packed({"a.png": b"\x89PNG....", "b.txt": b"The bridge closed."}), "day.zip")

    assert found[0] == Skipped(uri="day.zip#a.png", reason="is a picture")
    assert isinstance(found[1], RawArticle)


def test_a_record_that_is_too_long_costs_only_itself() -> None:
    data = (
        json.dumps({"text": "x" * 200}).encode() + b"\n" + json.dumps({"text": "The bridge closed."}).encode()
    )

    found = read_bytes(data, "a.jsonl", limits=Limits(max_text=100))

    assert [type(part) for part in found] == [Skipped, RawArticle]


def test_a_part_is_read_again_by_the_uri_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "day.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../a.txt", "The bridge closed.")
        archive.writestr("b.txt.gz", gzip.compress(b"The ferry runs."))

    found = read(path)

    assert [part.uri for part in found] == [f"{path}#../a.txt", f"{path}#b.txt.gz"]
    assert read(found[1].uri) == found[1:]


def test_front_matter_is_metadata_and_markup_is_gone() -> None:
    text = "---\ntitle: Bridge shut\ndate: 2019-03-17\n---\n# Shut\n\nThe *old* [bridge](http://x) shut.\n"

    article = one(text.encode(), "a.md")

    assert article.text == "Shut\n\nThe old bridge shut."
    assert article.published is not None
    assert article.published.value == "2019-03-17"


def test_what_is_no_input_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "gone.txt")
    with pytest.raises(ReadError, match="is empty"):
        read_bytes(b"", "a.txt")
    with pytest.raises(ReadError, match="times its size"):
        read_bytes(gzip.compress(b"a" * 4_000_000), "a.txt.gz", limits=Limits(max_ratio=100))


def test_a_folder_stands_for_its_files_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "deep/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")

    assert expand([tmp_path]) == tuple(str(tmp_path / name) for name in ("a.txt", "b.txt", "deep/c.txt"))


def test_standard_input_is_read_like_a_file() -> None:
    (article,) = read("-", stdin=io.BytesIO(b"The bridge closed."))

    assert article == one(b"The bridge closed.", "-")


def test_mixed_line_ends_become_one_and_offsets_count_them_so() -> None:
    article = one(b"One.\r\nTwo.\rThree.\nFour.", "a.txt")

    assert article.text == "One.\nTwo.\nThree.\nFour."


def test_utf_8_with_an_accident_stays_utf_8() -> None:
    data = "Café. ".encode() * 500 + b"\xff\xfe\xe9" + "Café.".encode()

    assert one(data, "a.txt").text.count("Café") == 501


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        (
            "cp1251",
            "Мост через реку закрыт с воскресенья, сообщила городская администрация. Паром ходит до десяти.",
        ),
        (
            "iso8859-7",
            "Η γέφυρα έκλεισε την Κυριακή, ανακοίνωσε ο δήμος. Το πλοίο θα περνά μέχρι τις δέκα το βράδυ.",
        ),
        ("shift_jis", "日曜日に橋が閉鎖されたと町が発表した。渡し船は夜十時まで運航する予定である。"),
    ],
)
def test_a_regional_character_set_is_told_by_its_bytes(charset: str, text: str) -> None:
    assert one(text.encode(charset) * 5, "a.txt").text == text * 5


def test_nul_bytes_and_invisible_characters_stay_where_they_are() -> None:
    text = "The\0bridge\u200b closed\u00ad.\nFerries\u00a0run.\n" * 9

    assert one(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x7fELF" + bytes(range(256)), "a program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "old binary Office file"),
        (bytes(range(1, 32)) * 100, "binary file"),
        (b"\0" * 1000, "binary file"),
        (b" \n\t\n", "is empty"),
        ("\u200b\n\u00a0\n".encode(), "holds no text"),
    ],
)
def test_what_is_no_text_is_refused_by_its_kind(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read_bytes(data, "a.txt")


@pytest.mark.parametrize(
    ("text", "uris"),
    [
        ('[{"text": "One."}, {"title": "no text"}, 3]', ["a.json#1", "a.json#2", "a.json#3"]),
        ('{"articles": [{"body": "One."}, {"content": "Two."}]}', ["a.json#1", "a.json#2"]),
        ('{"maintext": "One."}', ["a.json"]),
    ],
)
def test_json_holds_one_record_or_a_list(text: str, uris: list[str]) -> None:
    assert [part.uri for part in read_bytes(text.encode(), "a.json")] == uris


@pytest.mark.parametrize("text", ['"text"', "{}", "[1", '{"text": 3}', '{"text": ""}'])
def test_json_without_an_article_is_refused(text: str) -> None:
    with pytest.raises(ReadError):
        read_bytes(text.encode(), "a.json")


def test_a_text_that_begins_like_json_is_a_text() -> None:
    assert one(b"{laughs} The bridge closed, the alderman said.", "a.txt").media_type == "text/plain"


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2019-03-17", "2019-03-17"),
        ("20190317", "2019-03-17"),
        ("2019-03-17 09:30", "2019-03-17T09:30:00"),
        ("2019-03-17T09:30:00Z", "2019-03-17T09:30:00+00:00"),
        ("2019-03-17T09:30:00.123+0100", "2019-03-17T09:30:00+01:00"),
        ("Sun, 17 Mar 2019 09:30:00 GMT", "2019-03-17T09:30:00+00:00"),
        ("2019-02-30", None),
        ("03/04/2019", None),
        ("yesterday", None),
    ],
)
def test_dates_of_records(value: str, iso: str | None) -> None:
    article = one(json.dumps({"text": "The bridge closed.", "date": value}).encode(), "a.json")

    assert (article.published.value if article.published else None) == iso


def test_a_locked_archive_says_so() -> None:
    data = bytearray(formats.packed({"a.txt": b"The bridge closed."}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1

    (part,) = read_bytes(bytes(data), "a.zip")

    assert part == Skipped(uri="a.zip#a.txt", reason="is locked with a password")


def test_what_operating_systems_put_into_archives_is_not_looked_at() -> None:
    data = formats.packed({"__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "a.txt": b"The bridge closed."})

    assert [part.uri for part in read_bytes(data, "a.zip")] == ["a.zip#a.txt"]


def test_a_pattern_and_a_folder_that_hold_nothing_are_skipped_with_the_reason(tmp_path: Path) -> None:
    assert expand([tmp_path, str(tmp_path / "*.txt")]) == (
        Skipped(uri=str(tmp_path), reason="the folder holds no file"),
        Skipped(uri=str(tmp_path / "*.txt"), reason="matches no file"),
    )


def test_time_is_up_between_two_parts() -> None:
    data = b'{"text": "One."}\n' * 3

    with pytest.raises(ReadError, match="takes longer than"):
        read_bytes(data, "a.jsonl", limits=Limits(max_seconds=-1))


def test_one_broken_byte_in_a_short_text_leaves_it_utf_8() -> None:
    data = "Incendie dans un entrepôt à Lyon. Le feu a été maîtrisé.".encode()

    assert one(data[:31] + b"\xff" + data[31:], "a.txt").text.startswith(
        "Incendie dans un entrepôt à L\ufffdyon"
    )
    assert one(data[:-1] + "é".encode()[:1], "a.txt").text.endswith("maîtrisé\ufffd")
    assert one("Le feu a été maîtrisé.".encode("cp1252"), "a.txt").text == "Le feu a été maîtrisé."


@pytest.mark.parametrize("charset", ["utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_read(charset: str) -> None:
    text = "The mill in Westfold — closed on Tuesday."

    assert one(text.encode(charset), "a.txt").text == text
