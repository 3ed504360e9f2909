"""Mail: text, HTML and the PDF in one message, ready for `sendmail -t`."""

from __future__ import annotations

import hashlib

from brief.labels import written
from brief.model import Briefing, Edition, Sheet
from brief.render import html, pdf, text
from brief.render.characters import visible
from brief.render.profile import Profile


def render(sheet: Sheet, profile: Profile, *, full: bool = False) -> bytes:
    """The briefing or digest as a message; `full` adds a digest's briefings to each of its three forms."""
    if isinstance(sheet, Edition):
        subject = f"{sheet.title}, {written(profile.language or sheet.language, sheet.day)}"
        name = f"{sheet.title}-{sheet.day}"
    else:
        subject, name = _subject(sheet), sheet.id
    plain, page, attached = (part.render(sheet, profile, full=full) for part in (text, html, pdf))
    return _message(plain, page, attached, profile, subject=subject, made=sheet.made, name=name)


def _message(
    plain: bytes, page: bytes, attached: bytes, profile: Profile, *, subject: str, made: str, name: str
) -> bytes:
    """A page's three forms as a message; identifiers and boundaries come from its content.

    Args:
        plain: As plain text.
        page: As HTML.
        attached: As PDF.
        profile: Names sender and recipients.
        subject: One line.
        made: ISO 8601 date and time of the page.
        name: Of the PDF's file, made safe.
    """
    from email.message import EmailMessage
    from email.policy import SMTP

    identity = hashlib.sha256(plain + page + attached).hexdigest()
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message["Date"] = _date(made)
    message["Message-ID"] = f"<{identity[:32]}@brief.invalid>"
    if profile.sender:
        message["From"] = profile.sender
    if profile.recipients:
        message["To"] = ", ".join(profile.recipients)
    message.set_content(plain.decode(), cte="quoted-printable")
    message.add_alternative(page.decode(), subtype="html", cte="quoted-printable")
    message.add_attachment(
        attached, maintype="application", subtype="pdf", filename=f"{_file_name(name)}.pdf"
    )
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{identity[32:56]}_{number}")
    return message.as_bytes()


def _subject(briefing: Briefing) -> str:
    """The headline, or the bottom line where there is none, on one line."""
    item = briefing.title or briefing.bottom_line
    subject: str = visible(item.text if item else briefing.id)
    return " ".join(subject.split())


def _date(made: str) -> str:
    """When the page was made, as mail writes it."""
    from email.utils import formatdate

    return formatdate(pdf.seconds(made), usegmt=True)


def _file_name(name: str) -> str:
    """A safe name for the attachment."""
    kept = "".join(character if character.isascii() and character.isalnum() else "-" for character in name)
    return "-".join(filter(None, kept.split("-")))[:60] or "briefing"
