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
