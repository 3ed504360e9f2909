"""Mails and mailboxes: newsletters, press releases, articles as attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from brief.errors import ReadError
from brief.model import RawArticle, Skipped
from brief.read.charset import decode
from brief.read.dates import iso_date
from brief.read.forwarded import forwarded
from brief.read.found import Part, Piece, from_pieces, hashed, stated
from brief.read.limits import Budget
from brief.read.markup import pieces_of

# A line of a mailbox at which a message begins; in the text of messages it is written ">From ".
_START = re.compile(rb"(?:\A|\n)From [^\n]*\n(?=[A-Za-z][A-Za-z0-9-]*:|\r?\n)")
_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv|enc|doorst)\s*:\s*)+", re.IGNORECASE)
_REPLY = re.compile(r"(?:re|aw)\s*:", re.IGNORECASE)
# Where the space behind the dashes got lost, a name below them tells.
_SIGNATURE = re.compile(r"\n-- \n.*\Z|\n--\n(?=[^\n]{1,60}(?<![.!?…])\n).{1,1500}\Z", re.DOTALL)
# Characters of a header that are looked at: the standard library takes time that grows with the square.
_HEADER = 4_000


def read_mbox(data: bytes, uri: str, budget: Budget) -> Iterator[Part]:
    """Each message of a mailbox."""
    starts = [match.start() + (data[match.start()] == 10) for match in _START.finditer(data)]
    if not starts:
        raise ReadError(uri, "a mailbox without messages")
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), start=1):
        budget.count()
        message = data[data.index(b"\n", start) + 1 : end]
        yield Part(name=str(number), data=re.sub(rb"(?m)^>(>*From )", rb"\1", message), format="mail")


def read_mail(data: bytes, uri: str, budget: Budget) -> Iterator[RawArticle | Part | Skipped]:
    """The message as an article, and each attachment as an input of its own."""
    try:
        # Not with `email.policy.default`: its parser of headers can be kept busy for minutes.
        message = message_from_bytes(_with_short_headers(data))
    # The parser of the standard library raises all sorts on mails that are not as they should be.
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ReadError(uri, f"damaged mail: {error}") from error
    parts = list(_leaves(message, uri, budget))
    if message.get("Snapshot-Content-Location"):
        # A page as a browser saves it, with its pictures, in one file.
        yield from (Part(name="page.html", data=_payload(part), uri=uri, format="html") for part in parts[:1])
        return
    attachments = [part for part in parts if _is_attachment(part)]
    pieces = _text(parts, budget)
    if pieces:
        subject = _header(message, "Subject")
        # Below a reply stands what it answers.
        inner = None if _REPLY.match(subject) else forwarded(pieces)
        title = stated(_PREFIX.sub("", inner.subject), "forwarded Subject") if inner else None
        outlet = stated(inner.sender, "forwarded From") if inner else None
        yield from_pieces(
            hashed(data),
            uri,
            "message/rfc822",
            inner.pieces if inner else pieces,
            id=_header(message, "Message-ID") or None,
            title=title or stated(_PREFIX.sub("", subject), "header Subject"),
            outlet=outlet or stated(_sender(message), "header From"),
            published=stated(iso_date(_header(message, "Date")), "header Date"),
            language=stated(_header(message, "Content-Language")[:2], "header Content-Language"),
        )
    elif not attachments:
        raise ReadError(uri, "a mail without text")
    for number, part in enumerate(attachments, start=1):
        budget.count()
        payload = _payload(part)
        if payload and part.get_content_maintype() not in ("image", "audio", "video", "font"):
            budget.spend(len(payload))
            yield Part(name=_file_name(part) or f"attachment-{number}", data=payload)


def _with_short_headers(data: bytes) -> bytes:
    """The mail with what no mail program writes cut off: header lines of many kilobytes."""
    return re.sub(rb"(?m)^([A-Za-z-]{1,60}:[^\n]{%d})[^\n]+$" % _HEADER, rb"\1", data)


def _leaves(message: Message, uri: str, budget: Budget) -> Iterator[Message]:
    """The parts of a message that hold something, without recursion."""
    stack = [(message, 0)]
    while stack:
        part, depth = stack.pop()
        budget.check_time()
        if depth > budget.limits.max_nesting:
            raise ReadError(uri, "is nested too deeply")
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            stack.extend((child, depth + 1) for child in reversed(_children(part)))
        else:
            yield part


def _children(part: Message) -> list[Message]:
    """The parts of a part."""
    inner = part.get_payload()
    return [child for child in inner if isinstance(child, Message)] if isinstance(inner, list) else []


def _is_attachment(part: Message) -> bool:
    """Whether a part is a file of its own and not the message's text."""
    if part.get_content_type() == "message/rfc822" or part.get_content_disposition() == "attachment":
        return True
    return part.get_content_maintype() != "text" or bool(_file_name(part))


def _text(parts: list[Message], budget: Budget) -> list[Piece]:
    """The blocks of the message's text: of its HTML part, or of the plain one."""
    own = [part for part in parts if not _is_attachment(part)]
    for part in own:
        if part.get_content_type() == "text/html":
            html = decode(_payload(part), hint=_charset(part))
            if pieces := pieces_of(html, max_nesting=budget.limits.max_nesting):
                return pieces
    plain = [
        decode(_payload(part), hint=_charset(part)) for part in own if part.get_content_subtype() != "html"
    ]
    return [("paragraph", block) for block in _paragraphs("\n\n".join(plain))]


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain mail: flowed and wrapped lines joined at empty lines."""
    text = _SIGNATURE.sub("", text)
    blocks = re.split(r"\n[ \t]*\n", text)
    return blocks if len(blocks) > 1 else text.split("\n")


def _payload(part: Message) -> bytes:
    """The bytes of a part, its transfer encoding undone."""
    if part.get_content_type() == "message/rfc822":
        return next((inner.as_bytes() for inner in _children(part)), b"")
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str | None:
    """The character set that a part names."""
    try:
        return part.get_content_charset()
    # Names in a character set of their own may be none.
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _file_name(part: Message) -> str:
    """What an attachment is called; never a path."""
    try:
        return re.split(r"[/\\]", _decoded(part.get_filename() or ""))[-1]
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def _header(message: Message, name: str) -> str:
    """A header, decoded; empty if missing."""
    # Not message.get: of bytes that came as they are it keeps nothing but their number.
    return _decoded(
        next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    )


def _decoded(value: str) -> str:
    """A header's words: encoded ones, and bytes that came as they are."""
    try:
        runs = decode_header(value[:_HEADER])
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        runs = [(value[:_HEADER], None)]
    words = (
        decode(run if isinstance(run, bytes) else run.encode("utf-8", "surrogateescape"), hint=charset)
        for run, charset in runs
    )
    return " ".join("".join(words).split())


def _sender(message: Message) -> str:
    """The name of who sent it, or the domain of the address."""
    name, address = parseaddr(_header(message, "From"))
    return name or address.rpartition("@")[2]
