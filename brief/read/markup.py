"""Pieces of HTML that are all text: mails, entries of feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from brief.model import BlockKind
from brief.read.found import Piece

_UNSEEN = ("script", "style", "noscript", "template", "head", "title", "iframe", "object", "svg", "canvas")
_CONTROLS = ("button", "select", "textarea", "form", "nav", "audio", "video", "math", "map")
_NO_TEXT = frozenset({*_UNSEEN, *_CONTROLS})
_BLOCKS: dict[str, BlockKind] = {
    **dict.fromkeys(
        ["p", "div", "td", "th", "tr", "table", "section", "article", "main", "pre", "dd", "dt"], "paragraph"
    ),
    **dict.fromkeys(
        ["header", "footer", "aside", "address", "center", "body", "ul", "ol", "dl", "hr"], "paragraph"
    ),
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], "heading"),
    "li": "item",
    "blockquote": "quote",
    "figcaption": "caption",
    "figure": "paragraph",
}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*[01](?:px)?\s*(?:;|$)|mso-hide\s*:\s*all"
)


def pieces_of(html: str, *, max_nesting: int = 500) -> list[Piece]:
    """Every block of a fragment that a reader would see.

    Args:
        html: Markup from outside. Nothing in it is fetched; pictures, tracking pixels among them,
            are not looked at.
        max_nesting: Elements within elements; what is deeper is not read.

    Returns:
        Kinds and words in reading order, white space folded, a line break kept as one.
    """
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(html.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    return [] if root is None else list(walk(root, blocks=_BLOCKS, max_nesting=max_nesting))


def walk(
    root: Any, *, blocks: Mapping[str, BlockKind], breaks: str = "br", max_nesting: int = 500
) -> Iterator[Piece]:
    """The blocks of a tree, without recursion: markup may be deeper than Python's stack.

    Args:
        root: An lxml element.
        blocks: The kind of each element that makes a block; one within a heading, item or quote
            takes that kind.
        breaks: The element that ends a line.
        max_nesting: Blocks within blocks; what is deeper is left out.

    Yields:
        Kind and words of each block that has any, in reading order.
    """
    words: list[str] = []
    kinds: list[BlockKind] = ["paragraph"]
    steps: list[tuple[str, Any]] = [("open", root)]
    while steps:
        step, element = steps.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if step == "tail":
            words.append(element.tail or "")
        elif step == "close":
            yield from _flush(words, kinds.pop())
        else:
            if element is not root:
                steps.append(("tail", element))
            if tag == breaks:
                words.append("\v")
            elif tag and tag not in _NO_TEXT and not _is_hidden(element) and len(kinds) <= max_nesting:
                if tag in blocks:
                    yield from _flush(words, kinds[-1])
                    kinds.append(kinds[-1] if blocks[tag] == "paragraph" else blocks[tag])
                    steps.append(("close", element))
                words.append(element.text or "")
                steps.extend(("open", child) for child in reversed(element))
    yield from _flush(words, kinds[-1])


def _is_hidden(element: Any) -> bool:
    """Whether a reader would not see it: preheaders and tracking texts of newsletters."""
    return "hidden" in element.attrib or _HIDDEN.search(element.get("style", "").lower()) is not None


def _flush(words: list[str], kind: BlockKind) -> Iterator[Piece]:
    """The collected words as a block; two line breaks make two."""
    text = "".join(words)
    words.clear()
    for part in re.split(r"\v\s*\v[\s\v]*", text):
        lines = [" ".join(line.split()) for line in part.split("\v")]
        said = "\n".join(line for line in lines if line)
        if said:
            yield kind, said
