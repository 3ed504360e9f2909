"""Mail: text, HTML and the PDF in one message, ready for `sendmail -t`."""

from __future__ import annotations

import hashlib

from brief.model import Briefing
from brief.render import html, pdf, text
from brief.render.profile import Profile
from brief.render.view import visible


def render(briefing: Briefing, profile: Profile) -> bytes:
    """The briefing as a message."""
    plain, page, sheet = (part.render(briefing, profile) for part in (text, html, pdf))
    return message(
        plain, page, sheet, profile, subject=_subject(briefing), made=briefing.made, name=briefing.id
    )


def message(
    plain: bytes, page: bytes, sheet: bytes, profile: Profile, *, subject: str, made: str, name: str
) -> bytes:
    """A page's three forms as a message; identifiers and boundaries come from its content.

    Args:
        plain: As plain text.
        page: As HTML.
        sheet: As PDF.
        profile: Names sender and recipients.
        subject: One line.
        made: ISO 8601 date and time of the page.
        name: Of the PDF's file, made safe.
    """
    from email.message import EmailMessage
    from email.policy import SMTP

    identity = hashlib.sha256(plain + page + sheet).hexdigest()
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
    message.add_attachment(sheet, maintype="application", subtype="pdf", filename=f"{_file_name(name)}.pdf")
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
