"""Lengths that a report tells with the two times that they are between."""

from __future__ import annotations

import re
from itertools import islice

from incidentlint.facts.incident import Facts
from incidentlint.facts.model import Length
from incidentlint.grammars import agrees, times_apart

_MOST = 20
"""So many lengths that are alike are looked at."""


def has_its_times(facts: Facts, length: Length) -> bool:
    """Whether a length is the time between the two in parentheses behind it, with words between that say of what.

    ``71 minutes of degraded service (14:09 to 15:20)``.
    """
    source = facts.outline.document.source
    behind = _TIMES_BEHIND.match(source.text, length.span.end)
    times = times_apart(behind[1], facts.zones) if behind is not None else None
    return times is not None and any(agrees(length.duration, each - 59, each + 59) for each in times.seconds)


def is_told_with_times(facts: Facts, length: Length) -> bool:
    """Whether a length is told once more, there with the two times that it is between: ``1h 56m (14:31 to 16:27)``."""
    alike = (other for other in facts.lengths if other.duration.seconds == length.duration.seconds)
    for other in islice((other for other in alike if other is not length), _MOST):
        noted = other.duration.qualifier
        times = times_apart(noted.strip("() "), facts.zones) if noted else None
        if times is not None and any(agrees(length.duration, each - 59, each + 59) for each in times.seconds):
            return True
    return False


_TIMES_BEHIND = re.compile(r"[^()\n\d]{1,60}\(([^()\n]{5,60})\)")
