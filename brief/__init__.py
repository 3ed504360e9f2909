"""News articles in, one traceable page out.

The names below are the library's public face; each is loaded when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brief.errors import BriefError as BriefError
    from brief.errors import ReadError as ReadError
    from brief.model import Article as Article
    from brief.model import Briefing as Briefing
    from brief.model import Explanation as Explanation
    from brief.model import Skipped as Skipped
    from brief.model import Span as Span
    from brief.model import Story as Story
    from brief.pipeline import Wishes as Wishes
    from brief.pipeline import articles as articles
    from brief.pipeline import brief_story as brief_story
    from brief.pipeline import explain as explain
    from brief.pipeline import stories as stories
    from brief.render import render as render
    from brief.reread import verify as verify

__version__ = "0.1.0"

_HOME = {
    "Article": "brief.model",
    "BriefError": "brief.errors",
    "Briefing": "brief.model",
    "Explanation": "brief.model",
    "ReadError": "brief.errors",
    "Skipped": "brief.model",
    "Span": "brief.model",
    "Story": "brief.model",
    "Wishes": "brief.pipeline",
    "articles": "brief.pipeline",
    "brief_story": "brief.pipeline",
    "explain": "brief.pipeline",
    "render": "brief.render",
    "stories": "brief.pipeline",
    "verify": "brief.reread",
}
__all__ = sorted([*_HOME, "__version__"])


def __getattr__(name: str) -> object:
    """Load a public name from the module it lives in."""
    if name not in _HOME:
        raise AttributeError(f"module 'brief' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    """The public names, those not loaded yet included: what a prompt offers behind `brief.`."""
    return __all__
