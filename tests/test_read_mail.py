"""Mails: their text, their headers, their attachments."""

from __future__ import annotations

from email.message import EmailMessage

from brief.model import RawArticle, Skipped
from brief.read import read_bytes
from tests import formats


def mail(body: str = "The bridge closed.", **headers: str) -> EmailMessage:
    """A plain mail; a header's name has `_` for `-`."""
    message = EmailMessage()
    for name, value in {"From": "Jan Blok <jan@town.example>", "Subject": "Bridge", **headers}.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message


def articles(data: bytes) -> list[RawArticle]:
    """The articles of a mail, which are all there is in it."""
    found = read_bytes(data, "a.eml")
    assert not [part for part in found if isinstance(part, Skipped)]
    return [part for part in found if isinstance(part, RawArticle)]


def test_headers_say_title_sender_and_date() -> None:
    (article,) = articles(mail(Subject="Fwd: Brücke zu", Date="Sun, 17 Mar 2019 10:00:00 +0100").as_bytes())

    assert article.title is not None
    assert (article.title.value, article.title.origin) == ("Brücke zu", "header Subject")
    assert article.outlet is not None
    assert article.outlet.value == "Jan Blok"
    assert article.published is not None
    assert article.published.value == "2019-03-17T10:00:00+01:00"


def test_raw_bytes_in_headers_are_read_too() -> None:
    data = b"From: a@town.example\nSubject: Br\xc3\xbccke zu\n\nThe bridge closed.\n"

    assert articles(data)[0].title is not None
    assert articles(data)[0].title.value == "Brücke zu"  # type: ignore[union-attr]  # asserted above


def test_a_signature_is_no_text() -> None:
    (article,) = articles(mail("The bridge closed.\n\n-- \nJan Blok\nTown hall\n").as_bytes())

    assert article.text == "The bridge closed."


def test_attachments_are_inputs_of_their_own_and_pictures_are_none() -> None:
    message = mail()
    message.add_attachment(formats.docx(), maintype="application", subtype="zip", filename="../../story.docx")
    message.add_attachment(b"\x89PNG...", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(mail("Ferries run.", Subject="Forwarded"))

    found = articles(message.as_bytes())

    assert [article.uri for article in found] == ["a.eml", "a.eml#story.docx", "a.eml#attachment-3"]
    assert found[1].text.startswith(formats.HEADLINE)
    assert found[2].text.strip() == "Ferries run."


def test_a_bad_attachment_costs_only_itself() -> None:
    message = mail()
    message.add_attachment(b"PK\x03\x04nothing", maintype="application", subtype="zip", filename="a.zip")

    found = read_bytes(message.as_bytes(), "a.eml")

    assert isinstance(found[0], RawArticle)
    assert isinstance(found[1], Skipped)
    assert found[1].uri == "a.eml#a.zip"


def test_hidden_text_and_tracking_pictures_are_not_read() -> None:
    message = mail("plain")
    message.add_alternative(
        '<div style="display: none">preview</div><p>The bridge closed.<img src="https://t.example/1.gif"></p>'
        "<style>p {color: red}</style><script>track()</script>",
        subtype="html",
    )

    assert articles(message.as_bytes())[0].text == "The bridge closed."


def test_a_page_saved_by_a_browser_in_one_file_is_a_page() -> None:
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = "https://courier.example/bridge"
    message.set_content(formats.page().decode(), subtype="html")
    message.add_related(b"\x89PNG...", maintype="image", subtype="png")

    (article,) = articles(message.as_bytes())

    assert article.media_type == "text/html"
    assert "Sport" not in article.text


def test_a_mailbox_gives_its_mails_by_number() -> None:
    box = b"".join(
        b"From a@town.example Sun Mar 17 12:00:00 2019\n"
        + mail(f"Mail {n}.\n>From here on.").as_bytes()
        + b"\n"
        for n in (1, 2)
    )

    found = read_bytes(box, "in.mbox")

    assert [(part.uri, part.text.split(".")[0]) for part in found if isinstance(part, RawArticle)] == [
        ("in.mbox#1", "Mail 1"),
        ("in.mbox#2", "Mail 2"),
    ]
