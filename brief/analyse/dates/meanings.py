"""What times mean: for each form of writing one (`timewords.py`), the function that reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from brief.analyse.dates.clock import clock
from brief.analyse.dates.days import calendar_day, calendar_range, day_of_month, iso, numeric
from brief.analyse.dates.distances import distance, duration
from brief.analyse.dates.months import calendar_month
from brief.analyse.dates.setting import Kind, Mean, Meaning, Setting
from brief.analyse.dates.stretches import decade, quarter, relative_unit, season, year
from brief.analyse.dates.weekdays import named_day, weekend

MEANINGS: Mapping[str, Mean] = {
    "iso": iso,
    "numeric": numeric,
    "calendar day": calendar_day,
    "calendar range": calendar_range,
    "day of month": day_of_month,
    "calendar month": calendar_month,
    "named day": named_day,
    "weekend": weekend,
    "clock": clock,
    "relative unit": relative_unit,
    "quarter": quarter,
    "season": season,
    "decade": decade,
    "year": year,
    "distance": distance,
    "duration": duration,
}
"""By the name of the form. What words such as "now" and holidays mean stands in the cue lists."""


def fixed(kind: Kind, value: str) -> Mean:
    """A function for words that always mean the same."""

    def mean(match: re.Match[str], setting: Setting) -> Meaning | None:
        return kind, value

    return mean
