"""The day that the name of a file or folder has: ``2026-03-14-search.md``, ``INCIDENT-20260314T170559Z.md``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from incidentlint.grammars import find_dates

_IN_FIGURES = re.compile(r"(?<!\d)(20\d\d)[-._]?(0[1-9]|1[0-2])[-._]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH = re.compile(r"(?:^|/)(20\d\d)[/-](0[1-9]|1[0-2])/")
"""The folder of a month: ``2026/05/``."""
_STOPS = str.maketrans("-_.", "   ")


def is_index(name: str) -> bool:
    """Whether a file's name is that of its folder's page: ``index.md``, ``README.md``, ``_index.md``."""
    return name.partition(".")[0].strip("_").casefold() in ("index", "readme")


def day_in_name(name: str) -> tuple[tuple[dt.date, ...], str] | None:
    """The first day that a name has, and how it is written there; None where it has none.

    Several days are those that one notation can mean.
    """
    for date in find_dates(name, glued=True)[:1]:
        if date.valid and date.days():
            return date.days(), date.raw
    match = _IN_FIGURES.search(name)
    figures = find_dates("-".join(match.groups())) if match is not None else []
    if match is not None and figures and figures[0].valid:
        return figures[0].days(), match.group()
    for date in find_dates(name.translate(_STOPS))[:1]:
        if date.valid and date.year is not None and date.days():
            return date.days(), name[date.start : date.end]
    return None


def is_of_another_month(path: str, day: dt.date, days: Iterable[dt.date]) -> bool:
    """Whether a file is in the folder of a month, ``2026/05/belts.md``, of which some days are, and one is not."""
    match = _MONTH.search(path.replace("\\", "/"))
    month = (int(match[1]), int(match[2])) if match is not None else None
    return month not in (None, (day.year, day.month)) and all((each.year, each.month) == month for each in days)
