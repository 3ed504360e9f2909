"""What stands between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.text import DOUBLE_MARKS, SINGLE_MARKS

FEWEST_SINGLE_WORDS = 3
"""Between single marks fewer words are more often an apostrophe's doing than a quotation."""
_DOUBLE_MARK, _SINGLE_MARK = re.compile(f"[{DOUBLE_MARKS}]"), re.compile(f"[{SINGLE_MARKS}]")


def marked(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the quotations of `text[start:end]` begin and end, marks included.

    >>> [text[a:b] for text in ['"One,” he said. «Two».'] for a, b in marked(text, 0, len(text))]
    ['"One,”', '«Two»']
    """
    marks = DOUBLE_MARKS if _DOUBLE_MARK.search(text, start, end) else SINGLE_MARKS
    opened: int | None = None
    for found in (_DOUBLE_MARK if marks is DOUBLE_MARKS else _SINGLE_MARK).finditer(text, start, end):
        at = found.start()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if opened is None:
            if _opens(before, after) or (text[at] == "«" and after.isspace()):
                opened = at
        elif (
            marks is DOUBLE_MARKS and _opens(before, after) and text[start:at].rstrip()[-1:] in tuple(".!?…")
        ):
            # A new paragraph of the same speech, run together: it opens again, and nothing was closed.
            yield opened, len(text[:at].rstrip())
            opened = at
        elif (text[at] == "»" and before.isspace()) or _closes(before, after, single=marks is SINGLE_MARKS):
            if marks is DOUBLE_MARKS or len(text[opened:at].split()) >= FEWEST_SINGLE_WORDS:
                yield opened, at + 1
            opened = None
    # Where the next paragraph opens with a mark too, it goes on with the same quotation.
    if opened is not None and marks is DOUBLE_MARKS and text[end:].lstrip()[:1] in tuple(DOUBLE_MARKS):
        yield opened, end


def _opens(before: str, after: str) -> bool:
    """Whether a mark between these characters opens a quotation."""
    return (before.isspace() or before in "([{—–-/:,") and not after.isspace() and after not in ".,;:!?)"


def _closes(before: str, after: str, *, single: bool) -> bool:
    """Whether a mark between these characters closes one; an apostrophe does not."""
    if after.isalnum():
        return not single and before in ".!?"  # run together: 'we made it."Reed called'
    if single:
        return before in ".,!?…" or (before.isalnum() and after in ".,;:!?)")
    return not before.isspace() or after.isspace()
