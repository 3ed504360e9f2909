"""Saved web pages: the main text, and what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from brief.errors import ReadError
from brief.model import BlockKind, RawArticle
from brief.read.charset import decode
from brief.read.found import Piece, from_pieces, hashed
from brief.read.limits import Budget
from brief.read.markup import walk
from brief.read.page_facts import PageFacts, facts_of
from brief.text import even, words

# It reports pages without a text on its logger; we do so by an error.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
# The elements in which trafilatura hands back the main text.
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(["p", "ab", "code", "div", "main", "body", "list", "table", "row", "cell"], "paragraph"),
    "head": "heading",
    "item": "item",
    "quote": "quote",
}
# Words of a paragraph that is long enough to be told from navigation.
_LONG = 12
# Share of an element's words that must be links for it to be a list of other stories.
_LINKED = 0.6
# The publisher's own copy of the text counts as fuller than what we found from this ratio of words on.
_FULLER = 1.25


def read_html(data: bytes, uri: str, budget: Budget) -> Iterator[RawArticle]:
    """One article: the main text of the page as blocks, its metadata apart.

    The main text is trafilatura's, set to leave out rather than to take in; paragraphs of the same
    make elsewhere on the page are put back (bodies cut in two by an advertisement), and where the
    page's JSON-LD carries a fuller copy of the article, that is taken.
    """
    import trafilatura

    declared = _DECLARED.search(data[:4096])
    source = decode(data, hint=declared[1].decode("ascii") if declared else None)
    tree = trafilatura.load_html(source)
    if tree is None:
        raise ReadError(uri, "no markup found in the page")
    _check_size(tree, uri, budget)
    facts = facts_of(tree)
    pieces = _main_text(tree, facts, uri)
    budget.check_time()
    if not pieces:
        raise ReadError(uri, "no article text found in the page")
    yield from_pieces(
        hashed(data),
        uri,
        "text/html",
        pieces,
        url=facts.url,
        title=facts.title,
        byline=facts.byline,
        outlet=facts.outlet,
        published=facts.published,
        language=facts.language,
    )


def _check_size(tree: Any, uri: str, budget: Budget) -> None:
    """Raise when elements stand within or beside elements without end."""
    depth = {tree: 0}
    for count, element in enumerate(tree.iterdescendants()):
        depth[element] = depth[element.getparent()] + 1
        if depth[element] > budget.limits.max_nesting:
            raise ReadError(uri, "is nested too deeply")
        if count > budget.limits.max_entries:
            raise ReadError(uri, f"holds more than {budget.limits.max_entries} elements")


def _main_text(tree: Any, facts: PageFacts, uri: str) -> list[Piece]:
    """The blocks of the article, without its title."""
    found = _extracted(tree, uri, precise=True) or _extracted(tree, uri, precise=False)
    found = _with_split_off(tree, found)
    if facts.body and _count([("paragraph", facts.body)]) > _FULLER * _count(found):
        found = [("paragraph", line) for line in facts.body.split("\n")]
    return _trimmed(found, facts.title.value if facts.title else "")


def _extracted(tree: Any, uri: str, *, precise: bool) -> list[Piece]:
    """What trafilatura takes for the main text."""
    import trafilatura

    try:
        # It changes the tree it is given.
        page = trafilatura.bare_extraction(deepcopy(tree), include_comments=False, favor_precision=precise)
    # Pages are as damaged as can be, and its many steps fail on some in ways of their own.
    except Exception as error:
        raise ReadError(uri, f"no article text found in the page: {error!r}") from error
    if page is None or isinstance(page, dict) or page.body is None:
        return []
    return list(walk(page.body, blocks=_KINDS, breaks="lb"))


def _count(pieces: list[Piece]) -> int:
    return sum(len(words(text)) for _, text in pieces)


def _with_split_off(tree: Any, found: list[Piece]) -> list[Piece]:
    """The blocks, with those put back that stand in an element of the same make as theirs.

    Where advertisements cut a body into several containers, extractors keep the largest.
    """
    said = {_key(text): place for place, (_, text) in enumerate(found)}
    page = [(element, text) for element in tree.iter("p") for _, text in walk(element, blocks={})]
    page = [(element, text) for element, text in page if len(words(text)) >= _LONG]
    makes = Counter(_make(element) for element, text in page if _key(text) in said)
    if not makes:
        return found
    make, often = makes.most_common(1)[0]
    if make is None or often < 3:
        return found
    after = -1
    added: dict[int, list[Piece]] = {}
    for element, text in page:
        key = _key(text)
        if key in said:
            after = said[key]
        elif after >= 0 and _make(element) == make and not _is_links(element, text):
            said[key] = after
            added.setdefault(after, []).append(("paragraph", text))
    return [piece for place, one in enumerate(found) for piece in (one, *added.get(place, ()))]


def _key(text: str) -> str:
    """What two extractions of one paragraph have in common: its letters and digits."""
    return "".join(words(text))


def _make(element: Any) -> tuple[str, str] | None:
    """What kind of container a paragraph stands in: its tag and class; None if it has no class."""
    parent = element.getparent()
    name = "" if parent is None else " ".join(parent.get("class", "").split())
    return (parent.tag, name) if name else None


def _is_links(element: Any, text: str) -> bool:
    """Whether most of an element's words are links."""
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    return linked > _LINKED * len(text)


def _trimmed(pieces: list[Piece], title: str) -> list[Piece]:
    """Without the title at the top, which the page states apart, and without headings that head nothing."""
    top = next((place for place, (kind, _) in enumerate(pieces) if kind != "heading"), len(pieces))
    head = [place for place in range(min(top, 3)) if title and _same(pieces[place][1], title)]
    pieces = pieces[head[-1] + 1 :] if head else pieces
    while pieces and pieces[-1][0] == "heading":
        pieces = pieces[:-1]
    return pieces


def _same(heading: str, title: str) -> bool:
    """Whether a heading is the title, or the title with the outlet's name after it."""
    a, b = even(heading), even(title)
    return a == b or (len(a) > 15 and b.startswith(a)) or (len(b) > 15 and a.startswith(b))
