"""Days from one to another of a month, as rows begin with them: ``Feb 18-22``, ``7.–13. Mai 2026``.

The strict grammar leaves them out, since in prose the second number may be of anything. A row that lasts for days has
an end, so that nobody takes it for one out of order.
"""

from __future__ import annotations

import re

from incidentlint.grammars import all_words, month_name, month_of
from incidentlint.vocabulary import literal, remembered


def span_of_days(text: str) -> tuple[str, str, int] | None:
    """The first and last day that a text begins with, in plain English, and where they end; None where it does not."""
    for pattern in _patterns():
        match = pattern.match(text)
        if match is None or (month := month_of(match["month"])) is None:
            continue
        first, last = int(match["first"]), int(match["last"])
        if first < last:
            year = f", {match['year']}" if match["year"] else ""
            return f"{month_name(month)} {first}{year}", f"{month_name(month)} {last}{year}", match.end()
    return None


@remembered
def _patterns() -> tuple[re.Pattern[str], ...]:
    nth = rf"(?:{literal(all_words('day_suffixes'))}|\.)?"
    first, last = (rf"(?P<{name}>0?[1-9]|[12]\d|3[01]){nth}" for name in ("first", "last"))
    days = rf"{first}[-–—~〜～]{last}"
    month, year = r"(?P<month>[^\W\d_]{3,12})\.?", r"(?:,?[ ](?P<year>20\d\d))?(?![\w/]|[:.,-]\d)"
    return (
        re.compile(rf"{month}[ ]{days}{year}", re.IGNORECASE),
        re.compile(rf"{days}[ ]{month}{year}", re.IGNORECASE),
    )
