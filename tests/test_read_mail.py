"""Mails: their text, their headers, their attachments."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from brief.clean import clean
from brief.model import RawArticle, Skipped, Stated
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


STORY = (
    "KARVIK (Polder) - A ferry ran aground off Karvik on Sunday, the coast guard said.\n\n"
    "All 214 aboard were brought ashore by evening, and nobody was hurt.\n\n"
    "The captain said that the lights at the harbour mouth had been dark for a week."
)
HEADERS = "From: Polder Wire\nSent: Sunday, 15 November 2026 17:55\nTo: Desk\nSubject: Ferry runs aground\n\n"
NOTE = "Colleagues, see below. Best, Tom\n\n"


@pytest.mark.parametrize(
    "above",
    [
        f"{NOTE}-----Original Message-----\n{HEADERS}",
        HEADERS,
        f"{NOTE}________________________________\n{HEADERS}",
        f"{NOTE}---------- Forwarded message ---------\nFrom: Polder Wire <wire@polder.example>\n"
        "Date: Sun, Nov 15, 2026 at 5:55 PM\nSubject: Ferry runs aground\nTo: <desk@town.example>\n\n",
        f"{NOTE}Begin forwarded message:\n\nFrom: Polder Wire <wire@polder.example>\n\n"
        "Subject: Ferry runs aground\n\nDate: 15 November 2026 at 17:55:00 CET\n\nTo: desk@town.example\n\n",
        f"{NOTE}-----Ursprüngliche Nachricht-----\nVon: Polder Wire [mailto:wire@polder.example]\n"
        "Gesendet: Sonntag, 15. November 2026 17:55\nAn: Desk\nBetreff: WG: Ferry runs aground\n\n",
        f"{NOTE}-------- Message transféré --------\nDe : Polder Wire\nSujet : Ferry runs aground\n"
        "Date : 15 novembre 2026\n\n",
        f"{NOTE}*From:* Polder Wire\n*Sent:* Sunday, November 15, 2026 5:55 PM\n"
        "*Subject:* Fwd: Ferry runs aground\n\n",
        "Anna, for you.\n\n-----Original Message-----\nFrom: Tom\nSent: 16 November 2026\n"
        f"Subject: FW: Ferry\n\n{NOTE}-----Original Message-----\n{HEADERS}",
    ],
)
def test_of_a_forwarded_mail_the_message_inside_is_the_article(above: str) -> None:
    (raw,) = articles(mail(above + STORY, Subject="FW: for tomorrow").as_bytes())
    article = clean(raw)

    assert article.title == Stated(value="Ferry runs aground", origin="forwarded Subject")
    assert article.outlet == Stated(value="Polder Wire", origin="forwarded From")
    assert article.published == Stated(value="2026-11-15", origin="text")
    assert [article.text[block.start : block.end][:9] for block in article.paragraphs] == [
        "A ferry r",
        "All 214 a",
        "The capta",
    ]


def test_quoted_as_a_whole_it_is_read_without_the_signs() -> None:
    body = (
        NOTE
        + "Begin forwarded message:\n\n"
        + "\n".join(f"> {line}" for line in (HEADERS + STORY).split("\n"))
    )

    (raw,) = articles(mail(body, Subject="Fwd: Ferry").as_bytes())

    assert [raw.text[block.start : block.end][:9] for block in raw.blocks][-3:] == [
        "KARVIK (P",
        "All 214 a",
        "The capta",
    ]


def test_forwarded_as_html_it_is_read_too() -> None:
    message = mail(Subject="FW: Ferry")
    message.add_alternative(
        "<p>See below.</p><div><b>From:</b> Polder Wire<br><b>Sent:</b> 15 November 2026 17:55<br>"
        f"<b>Subject:</b> Ferry runs aground</div><p>{STORY}</p>",
        subtype="html",
    )

    (raw,) = articles(message.as_bytes())

    assert raw.title == Stated(value="Ferry runs aground", origin="forwarded Subject")
    assert [block.kind for block in raw.blocks] == [
        *("boilerplate", "boilerplate", "dateline", "boilerplate"),
        "paragraph",
    ]


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Re: Ferry", f"{NOTE}-----Original Message-----\n{HEADERS}{STORY}"),
        ("FW: Ferry", f"{STORY}\n\n-----Original Message-----\n{HEADERS}Ferries run."),
        ("Ferry", f"From: the harbour a ferry sailed.\n\n{STORY}"),
        ("Ferry", f"{STORY}\n\nDate: Sunday.\n\nTo: whom it may concern.\n\n{STORY}"),
    ],
)
def test_a_reply_and_a_note_longer_than_what_is_below_are_told_themselves(subject: str, body: str) -> None:
    (raw,) = articles(mail(body, Subject=subject).as_bytes())

    assert raw.title == Stated(value="Ferry", origin="header Subject")
    assert {block.kind for block in raw.blocks} == {"paragraph"}


def test_without_a_subject_of_its_own_it_has_that_of_the_mail() -> None:
    headers = "From: wire@polder.example\nSent: 15 November 2026\n\n"

    (raw,) = articles(mail(headers + STORY, Subject="FW: Ferry").as_bytes())

    assert raw.title == Stated(value="Ferry", origin="header Subject")
    assert raw.outlet == Stated(value="polder.example", origin="forwarded From")


@pytest.mark.parametrize("dashes", ["-- ", "--"])
def test_a_signature_is_told_by_its_dashes_or_by_the_name_below_them(dashes: str) -> None:
    signed = (
        f"The bridge closed.\n\n{dashes}\nJan Blok\nTown hall\nThis mail is meant for its addressee only."
    )

    assert articles(mail(signed).as_bytes())[0].text == "The bridge closed."


def test_dashes_between_paragraphs_are_no_signature() -> None:
    body = (
        "The bridge closed.\n\n--\nFerries run every hour, said the alderman on Monday.\nNobody was hurt.\n"
    )

    assert "Nobody was hurt." in articles(mail(body).as_bytes())[0].text
