"""`lead`: the earlier, the better."""

from __future__ import annotations

from brief.model import Analysis


def lead(analysis: Analysis) -> list[float]:
    """One score for each sentence: 1, 1/2, 1/3 ... in reading order."""
    return [1.0 / (1 + place) for place in range(len(analysis.sentences))]
