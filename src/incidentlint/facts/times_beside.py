"""Lengths that a report tells with the two times that they are between."""

from __future__ import annotations

import re
from itertools import islice

from incidentlint.facts.incident import Facts
from incidentlint.facts.model import Length
from incidentlint.grammars import Duration, TimesApart, agrees, times_apart

_MOST = 20
"""So many lengths that are alike are looked at."""


def has_its_times(facts: Facts, length: Length) -> bool:
    """Whether a length is the time between the two in parentheses behind it, with words between that say of what.

    ``71 minutes of degraded service (14:09 to 15:20)``.
    """
    source = facts.outline.document.source
    behind = _TIMES_BEHIND.match(source.text, length.span.end)
    return _is_between(length, times_apart(behind[1], facts.zones) if behind is not None else None)


def is_told_with_times(facts: Facts, length: Length) -> bool:
    """Whether a length is told once more, there with the two times that it is between: ``1h 56m (14:31 to 16:27)``."""
    said = length.duration.seconds
    alike = (other for other in facts.lengths if other is not length and other.duration.seconds == said)
    return any(_is_between(length, times_noted(facts, other.duration)) for other in islice(alike, _MOST))


def times_noted(facts: Facts, duration: Duration) -> TimesApart | None:
    """The times that the note of a length consists of; None where it has none, or says anything else."""
    return times_apart(duration.qualifier.strip("() "), facts.zones) if duration.qualifier else None


def _is_between(length: Length, times: TimesApart | None) -> bool:
    return times is not None and any(agrees(length.duration, each - 59, each + 59) for each in times.seconds)


_TIMES_BEHIND = re.compile(r"[^()\n\d]{1,60}\(([^()\n]{5,60})\)")
