"""The order in which an incident goes on: it starts, is found, is over; then come its report and its sign-off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from incidentlint.facts.incident import Facts
from incidentlint.facts.model import Milestone
from incidentlint.text import Span

_MOST = 9
_BEFORE = {
    "started": ("detected", "reported", "acknowledged", "mitigated", "repaired", "restored", "resolved", "closed"),
    "detected": ("acknowledged", "mitigated", "repaired", "restored", "resolved", "closed"),
    "reported": ("acknowledged", "resolved", "closed"),
    "acknowledged": ("resolved", "closed"),
    "declared": ("resolved", "closed"),
    "mitigated": ("resolved", "closed"),
    "repaired": ("closed",),
    "restored": ("closed",),
    "resolved": (),
    "closed": (),
}
"""What cannot come before a milestone. In a template's own fields each milestone has its place."""
_WRITTEN = "report-date"
_AFTERWARDS = (_WRITTEN, "post-mortem", "approved")
_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)


def ranks(facts: Facts) -> tuple[str, ...]:
    """The roles of all moments in their order: the milestones, then the report, its meeting and its sign-off."""
    return (*facts.words.order, *_AFTERWARDS)


def out_of_order(facts: Facts, wrong: frozenset[Span]) -> list[tuple[Milestone, Milestone]]:
    """Milestones that cannot be in their order, each with one that it contradicts: as few as make the others agree.

    Of two the later one in the order is named. The day of a report that its template asks for is one of them.
    """
    written = [m for m in facts.template.later if m.role == _WRITTEN]
    chain = [m for m in (*facts.milestones, *written) if m.instant is not None and m.span not in wrong]
    roles = [m.role for m in chain]
    if any(roles.count(role) > 1 for role in roles) or len(chain) > _MOST:
        return []
    order = ranks(facts)
    chain.sort(key=lambda m: order.index(m.role))
    kept: list[Milestone] = []
    for choice in range(1 << len(chain)):
        # Bits from the left, so that of equally large parts the one with the earlier milestones comes last.
        part = [m for i, m in enumerate(chain) if choice >> (len(chain) - 1 - i) & 1]
        if len(part) >= len(kept) and not any(contradict(a, b) for i, a in enumerate(part) for b in part[i + 1 :]):
            kept = part
    found = []
    for milestone in chain:
        if milestone not in kept:
            place = chain.index(milestone)
            pairs = ((k, milestone) if chain.index(k) < place else (milestone, k) for k in kept)
            other = next((k for k, pair in zip(kept, pairs, strict=True) if contradict(*pair)), None)
            if other is not None:
                found.append((milestone, other))
    return found


def contradict(first: Milestone, second: Milestone) -> bool:
    """Whether the second of two milestones in their order is before the first, though it cannot."""
    if first.instant is None or second.instant is None:
        return False
    if not (first.given and second.given) and second.role not in _BEFORE.get(first.role, ()):
        return False
    return second.instant.before(first.instant) is True


def unripe(facts: Facts, wrong: frozenset[Span], is_late: Callable[[], bool]) -> list[tuple[Milestone, Milestone]]:
    """Sign-offs before a milestone or before the report, each with what it precedes.

    `wrong` are moments that are no use, `is_late` tells whether the report is dated after its deadline. When most
    sign-offs come before the report's date, that date is the wrong one.
    """
    later = facts.template.later
    kept = [m for m in (*facts.milestones, *later) if m.given and m.role != "approved" and m.span not in wrong]
    found: list[tuple[Milestone, Milestone]] = []
    approvals = [m for m in later if m.role == "approved"]
    for approval in approvals:
        earlier = [k for k in kept if _before(approval, k)]
        if earlier:
            found.append((approval, earlier[0] if earlier[0].role != _WRITTEN else earlier[-1]))
    reports = [pair for pair in found if pair[1].role == _WRITTEN]
    if len(reports) > 1 and len(reports) * 2 > len(approvals):
        found = [pair for pair in found if pair not in reports]
        if not is_late():
            found.append((reports[0][1], reports[0][0]))
    return found


def too_early(facts: Facts, wrong: frozenset[Span]) -> list[tuple[Milestone, Milestone]]:
    """Meetings on the incident that are dated before any moment of it, each with the first one."""
    known = [m for m in facts.milestones if m.instant is not None and m.span not in wrong]
    first = min(known, key=lambda m: m.instant.low if m.instant is not None else _NEVER, default=None)
    if first is None:
        return []
    return [(met, first) for met in facts.meetings if all(_before(met, m) for m in known)]


def _before(one: Milestone, other: Milestone) -> bool:
    return one.instant is not None and other.instant is not None and one.instant.before(other.instant) is True
