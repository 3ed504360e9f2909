"""Whether a passage reads like the caption of a picture that clean could not tell from prose."""

from __future__ import annotations

import re

# "Location: The 24-year-old ...", "perfect pillow : footage shows": a label of a few words.
_LABEL = re.compile(r"\s*[^\W\d_][\w'’-]*(?: [\w'’-]+){0,4} ?: (?![\"“'‘`])")
# "(pictured)", "( stock image above )", "(left)": what is said of the picture.
_POINTS = re.compile(
    r"\([^()]{0,40}\b(?:pictured|above|below|left|right|circled|middle|cent(?:re|er)|image|photo)\b[^()]{0,40}\)"
    r"|\bpictured\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?…。؟][\s\"'”’»)\]`]*$")


def like_a_caption(text: str) -> bool:
    """Whether it opens with a label, points into a picture, or has no stop at its end.

    >>> like_a_caption("Closed: the bridge over the Vlist (pictured) on Monday.")
    True
    >>> like_a_caption("The bridge over the Vlist closed on Monday.")
    False
    """
    return bool(_LABEL.match(text) or _POINTS.search(text) or not _STOP.search(text))
