"""All times of day that a report states, wherever: what two of them are as far apart as is explained by them."""

from __future__ import annotations

import re
from collections.abc import Collection

from incidentlint.facts.incident import Facts
from incidentlint.facts.loose import is_sure
from incidentlint.grammars import Stamp, find_stamps

_LONGEST = 2_000
_MOST = 200
"""So many moments of a report may have any length between two of them."""
_FEW = 3
_MINUTE = 60
_DAY = 24 * 60
_CLOCK = re.compile(r"\d\s?[:.h时時点點시]\s?\d\d(?!\d)")


class Moments:
    """All times of day that a report states, in minutes."""

    def __init__(self, facts: Facts) -> None:
        """Read them of the texts, the fields and the rows of a report."""
        lengths = {length.span for length in facts.lengths}  # hours and minutes, which are no time of day
        stamps = [
            stamp
            for prose in facts.numbered
            for stamp in timed(prose.text, facts)
            if prose.source(stamp.start, stamp.end) not in lengths
        ]
        stamps += [m.stamp for m in facts.milestones]
        for row in facts.all_rows:
            stamps += [stamp for stamp in (row.entry.stamp, row.entry.until) if stamp is not None]
        clocks = {stamp.clock for stamp in stamps if stamp.clock is not None}
        self.minutes = {clock // _MINUTE for clock in clocks}
        zones = {stamp.zone.key(facts.zones) for stamp in stamps if stamp.zone is not None}
        self.are_sure = len(clocks) < _MOST and len(zones) < _FEW and not any(p.halves for p in facts.story)

    def have(self, starts: Collection[int], low: int, high: int) -> bool:
        """Whether any of them is `low` to `high` minutes behind one of some others, over midnight too."""
        return any((start + step) % _DAY in self.minutes for start in starts for step in range(low, high + 1))


def may_have_clock(text: str) -> bool:
    """Whether a text may tell a time of day, as a first look."""
    return _CLOCK.search(text) is not None


def timed(text: str, facts: Facts) -> list[Stamp]:
    """The times of a text that are those of one moment."""
    if not may_have_clock(text):
        return []
    return [stamp for stamp in find_stamps(text[:_LONGEST], facts.zones) if is_sure(stamp)]
