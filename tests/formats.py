"""One article, written in every format that `brief` reads."""

from __future__ import annotations

import gzip
import html
import io
import json
import zipfile
from email.message import EmailMessage

HEADLINE = "Bridge Over the Vlist Closes After Cracks Are Found"
DATE = "2019-03-17"
OUTLET = "Polder Courier"
PARAGRAPHS = (
    "The old bridge over the Vlist closed on Sunday after inspectors found cracks in two of its eight "
    "pillars, the municipality of Haastrecht said.",
    "About 1,200 drivers cross the bridge every day to reach the cheese market and the school on the far "
    "bank.",
    "“We could not take the risk,” said Alderman Willem Blok, who ordered the closure. “Repairs will take "
    "until the autumn.”",
    "A ferry will carry pedestrians and cyclists from six in the morning until ten at night, free of charge.",
    "The province built the bridge in 1931 and last strengthened it in 1987. Shopkeepers fear for their "
    "trade.",
)
_XMLNS_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def every_format() -> dict[str, bytes]:
    """The article in each format, by file name."""
    return {
        "article.txt": plain(),
        "article.md": markdown(),
        "article.html": page(),
        "article.pdf": pdf(),
        "article.docx": docx(),
        "article.odt": odt(),
        "article.rtf": rtf(),
        "article.eml": mail(),
        "article.mbox": b"From press@courier.example Sun Mar 17 12:00:00 2019\n" + mail() + b"\n",
        "article.rss": rss(),
        "article.atom": atom(),
        "article.feed.json": json_feed(),
        "article.json": record().encode(),
        "article.jsonl": record().encode() + b"\n",
        "article.txt.gz": gzip.compress(plain(), mtime=0),
        "article.zip": packed({"article.txt": plain()}),
    }


def plain() -> bytes:
    """Headline and paragraphs, one a line."""
    return "\n".join([HEADLINE, *PARAGRAPHS, ""]).encode()


def wrapped(width: int = 72) -> bytes:
    """As a mail program wraps it."""
    import textwrap

    return ("\n\n".join(textwrap.fill(part, width) for part in (HEADLINE, *PARAGRAPHS)) + "\n").encode()


def markdown() -> bytes:
    """With front matter and a link."""
    first = PARAGRAPHS[0].replace("Vlist", "[Vlist](https://courier.example/vlist)")
    front = f"---\ntitle: {HEADLINE}\ndate: {DATE}\noutlet: {OUTLET}\n---\n\n"
    return (front + "\n\n".join([f"# {HEADLINE}", first, *PARAGRAPHS[1:]])).encode()


def page() -> bytes:
    """As a paper's page, with navigation and a footer around it."""
    body = "\n".join(f"<p>{html.escape(part)}</p>" for part in PARAGRAPHS)
    return f"""<!DOCTYPE html><html lang="en"><head><title>{HEADLINE} | {OUTLET}</title>
<meta property="og:title" content="{HEADLINE}"><meta property="og:site_name" content="{OUTLET}">
<meta property="article:published_time" content="{DATE}T09:30:00+01:00"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>{HEADLINE}</h1>{body}</article></main>
<footer><p>Copyright {OUTLET}. <a href="/about">About us</a></p></footer></body></html>""".encode()


def pdf() -> bytes:
    """Two columns, justified, words divided, page numbers."""
    import typst

    words = "\n\n".join(part.replace("“", "\\u{201c}").replace("”", "\\u{201d}") for part in PARAGRAPHS)
    source = f"""
#set document(title: "{HEADLINE}", date: none)
#set page(paper: "a5", columns: 2, numbering: "1")
#set text(lang: "en", size: 11pt, hyphenate: true)
#set par(justify: true, first-line-indent: 1em)
#place(top, scope: "parent", float: true, text(size: 20pt, hyphenate: false)[{HEADLINE}])
{words}
"""
    return bytes(typst.compile(source.encode()))


def bare_pdf() -> bytes:
    """As the oldest programs wrote it, nothing compressed: what is damaged is the text itself."""
    lines = [line for part in (HEADLINE, *PARAGRAPHS) for line in (part[:90], part[90:]) if line]
    shown = " ".join(f"({line.encode('cp1252').decode('latin-1')}) Tj T*" for line in lines)
    stream = f"BT /F1 10 Tf 50 750 Td 14 TL {shown} ET".encode("latin-1")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def docx() -> bytes:
    """As a word processor writes it, in its parts."""
    heading = f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>{HEADLINE}</w:t></w:r></w:p>'
    body = "".join(f"<w:p><w:r><w:t>{html.escape(part)}</w:t></w:r></w:p>" for part in PARAGRAPHS)
    return packed(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": (
                f'<w:document xmlns:w="{_XMLNS_W}"><w:body>{heading}{body}</w:body></w:document>'
            ).encode(),
        }
    )


def odt() -> bytes:
    """As an OpenDocument text."""
    body = "".join(f"<text:p>{html.escape(part)}</text:p>" for part in PARAGRAPHS)
    content = (
        f'<office:document-content xmlns:office="{_OASIS}:office:1.0" xmlns:text="{_OASIS}:text:1.0">'
        f"<office:body><office:text><text:h>{HEADLINE}</text:h>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def rtf() -> bytes:
    """As rich text, what is not ASCII as escapes."""
    parts = [HEADLINE, *PARAGRAPHS]
    escaped = ("".join(c if c.isascii() else f"\\u{ord(c)}?" for c in part) for part in parts)
    return ("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times;}}" + "\\par\n".join(escaped) + "}").encode()


def mail() -> bytes:
    """As a newsletter: plain and HTML, a tracking pixel, a footer."""
    message = EmailMessage()
    message["From"] = f"{OUTLET} <news@courier.example>"
    message["Subject"] = HEADLINE
    message["Date"] = "Sun, 17 Mar 2019 10:00:00 +0100"
    message.set_content("\n\n".join([HEADLINE, *PARAGRAPHS]))
    body = "".join(f"<tr><td>{html.escape(part)}</td></tr>" for part in PARAGRAPHS)
    message.add_alternative(
        "<html><body><div style='display:none'>Preview text</div>"
        f"<table><tr><td><h1>{HEADLINE}</h1></td></tr>{body}"
        "<tr><td><img src='https://track.example/p.gif' width=1 height=1></td></tr>"
        "<tr><td>You are receiving this email because you signed up. Unsubscribe</td></tr>"
        "</table></body></html>",
        subtype="html",
    )
    return message.as_bytes()


def _entry_html() -> str:
    """The paragraphs as markup."""
    return "".join(f"<p>{html.escape(part)}</p>" for part in PARAGRAPHS)


def rss() -> bytes:
    """As the one item of a feed."""
    return f"""<?xml version="1.0"?><rss version="2.0"><channel><title>{OUTLET}</title><item>
<title>{HEADLINE}</title><pubDate>Sun, 17 Mar 2019 09:00:00 GMT</pubDate>
<description>{html.escape(_entry_html())}</description></item></channel></rss>""".encode()


def atom() -> bytes:
    """As the one entry of a feed."""
    return f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{OUTLET}</title><entry>
<title>{HEADLINE}</title><published>{DATE}T09:00:00Z</published>
<content type="html">{html.escape(_entry_html())}</content></entry></feed>""".encode()


def json_feed() -> bytes:
    """As the one item of a JSON Feed."""
    item = {
        "id": "1",
        "title": HEADLINE,
        "date_published": f"{DATE}T09:00:00Z",
        "content_html": _entry_html(),
    }
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": OUTLET, "items": [item]}
    ).encode()


def record() -> str:
    """As a record of a line."""
    return json.dumps({"id": "1", "title": HEADLINE, "date": DATE, "text": "\n".join(PARAGRAPHS)})


def packed(members: dict[str, bytes]) -> bytes:
    """A ZIP with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            # An OpenDocument file is told by its first member, which is not compressed.
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=packing)
    return out.getvalue()
