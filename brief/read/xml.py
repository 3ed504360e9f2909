"""XML from outside: no entities, no network, no depth without end."""

from __future__ import annotations

import re
from typing import Any

from brief.errors import ReadError
from brief.read.limits import Budget

_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parse_xml(data: bytes, uri: str, budget: Budget) -> Any:
    """The root element of a document that an office program wrote.

    Args:
        data: The XML.
        uri: Named in errors.
        budget: How deep it may go.

    Returns:
        An lxml element.

    Raises:
        ReadError: If it declares a document type or an entity (office programs never do), is not
            well formed, or goes too deep.
    """
    from lxml import etree

    if _DECLARES.search(data):
        raise ReadError(uri, "declares entities, which no office program does; not read")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(uri, f"damaged: {error}") from error
    if _depth(root) > budget.limits.max_nesting:
        raise ReadError(uri, "is nested too deeply")
    return root


def _depth(root: Any) -> int:
    """How many elements stand within elements, counted without recursion."""
    deepest, depth, element = 0, 1, root
    while element is not None:
        deepest = max(deepest, depth)
        below = next(iter(element), None)
        if below is not None:
            element, depth = below, depth + 1
            continue
        while element is not None and element.getnext() is None and element is not root:
            element, depth = element.getparent(), depth - 1
        element = element.getnext() if element is not root else None
    return deepest
