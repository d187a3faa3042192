"""The order in which an incident goes on: it starts, is found, is over; then come its report and its sign-off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from incidentlint.facts.fields import Stated, read_moment
from incidentlint.facts.incident import Facts
from incidentlint.facts.model import Milestone
from incidentlint.facts.words import tokens
from incidentlint.grammars import Stamp, find_dates
from incidentlint.text import GAPLESS, Span, SpanSet
from incidentlint.vocabulary import key_of

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
    known = known or [own for own in own_days(facts) if own.span not in wrong] or _first_rows(facts)
    first = min(known, key=lambda m: m.instant.low if m.instant is not None else _NEVER, default=None)
    if first is None:
        return []
    heads = [min(dating.days) for dating in facts.datings if dating.days]
    early = [*_written_before(facts, known, heads)]
    early += [met for met in facts.meetings if all(_before(met, m) for m in known)]
    return [(met, first) for met in early if met.instant is None or all(max(met.instant.days) <= day for day in heads)]


def _first_rows(facts: Facts) -> list[Milestone]:
    """The first of several rows that are in order and have their day, as the beginning of an incident."""
    rows = [row for row in facts.rows if row.dated or row.written]
    if len(rows) < _PAIR or len(facts.all_rows) < _FEW:
        return []
    first = min(rows, key=lambda row: row.instant.low)
    return [Milestone("started", "the timeline", first.entry.stamp, first.entry.span, first.instant)]


_PAIR, _FEW = 2, 3


def _written_before(facts: Facts, known: list[Milestone], heads: list[dt.date]) -> Iterator[Milestone]:
    """The days on which a report says that it was written or published, which are before all of its incident."""
    for stated in facts.stated:
        if key_of(stated.label) not in facts.words.written or stated.origin == "cell":
            continue
        dates = [date for date in find_dates(stated.value.text) if date.year is not None and date.valid]
        if len(dates) != 1 or len(dates[0].days()) != 1:
            continue
        stamp = Stamp(dates[0], None, dates[0].start, dates[0].end, dates[0].raw, False)
        written = Milestone(
            _WRITTEN, stated.label, stamp, stated.value.source(stamp.start, stamp.end), facts.instant_of(stamp)
        )
        days = [day for milestone in known if milestone.instant is not None for day in milestone.instant.days]
        if days and min(*days, *heads, dt.date.max) - dates[0].days()[0] > dt.timedelta(days=1):
            yield written


def own_days(facts: Facts) -> list[Milestone]:
    """The days that fields say the incident was on, and nothing else, as its starts: ``Date of incident``."""
    words = facts.words
    found = []
    for dating in facts.datings:
        own = dating.own or len(tokens(dating.label)) > 1 or (dating.label > GAPLESS and len(dating.label) > 2)
        if dating.kind == "field" and own and len(dating.days) == 1 and dating.span is not None:
            date = next((date for date in find_dates(dating.raw) if date.year is not None), None)
            stamp = Stamp(date, None, 0, len(dating.raw), dating.raw, False)
            if key_of(dating.label) not in words.written:
                found.append(Milestone("started", dating.label, stamp, dating.span, facts.instant_of(stamp)))
    return found


def moments_of_heads(facts: Facts) -> Iterator[Milestone]:
    """The moments of fields that say when it was, and no more: ``Date/time: 2026-05-12 08:05``."""
    words = facts.words
    for stated in facts.stated:
        if stated.origin == "cell" or key_of(stated.label) not in words.dates | words.time | words.date:
            continue
        read = read_moment(stated, facts.zones, month_first=facts.month_first)
        if read is None or read[0].until is not None or read[0].stamp.date is None or read[0].stamp.date.year is None:
            continue
        stamp = read[0].stamp
        point = facts.instant_of(stamp)
        if point is not None:
            yield Milestone("started", stated.label, stamp, stated.value.source(stamp.start, stamp.end), point)


def crossed(facts: Facts, wrong: frozenset[Span]) -> Iterator[tuple[Milestone, Milestone]]:
    """Moments at which something was closed, each with the later one at which it was opened: ``Opened``, ``Closed``.

    Their labels differ in these words alone. What more than one label says is not known.
    """
    opened: dict[str, list[Stated]] = {}
    shut: dict[str, list[Stated]] = {}
    for stated in facts.stated:
        for kept, rest in ((opened, facts.words.opens(stated.label)), (shut, facts.words.shuts(stated.label))):
            if rest and stated.origin != "cell":
                kept.setdefault(rest, []).append(stated)
    for rest in opened.keys() & shut.keys():
        first, last = (_only(facts, kept[rest], role) for kept, role in ((opened, "declared"), (shut, "closed")))
        if first is not None and last is not None and wrong.isdisjoint((first.span, last.span)):
            if _before(last, first):
                yield last, first


def ended_first(facts: Facts, wrong: frozenset[Span]) -> Iterator[tuple[Milestone, Milestone]]:
    """Ends of an incident or its ticket before all that tells when it began, each with one of these.

    What began it is a milestone, a day that the incident was on, or the opening of its ticket; all have their own day.
    The evening before a day that the incident was on may belong to it.
    """
    ends = [m for m in facts.milestones if m.role in _ENDS and m.stamp.date is not None]
    known = {end.span for end in ends}
    ends += [m for m in _moments(facts, facts.words.shuts, "closed") if m.span not in known]
    if not ends:
        return
    cells = SpanSet(stated.value.span for stated in facts.stated if stated.origin == "cell")
    ends = [end for end in ends if not cells.overlaps(end.span)]  # of an action, perhaps
    begun = [m for m in facts.milestones if m.role in _BEGINNINGS and m.stamp.date is not None]
    begun += _moments(facts, facts.words.opens, "declared")
    begun = [m for m in begun if m.span not in wrong and m.instant is not None]
    days = [own for own in own_days(facts) if own.span not in wrong]
    if not (begun or days):
        heads = {day for dating in facts.datings for day in dating.days}
        known_ends = [end for end in ends if end.span not in wrong]
        yield from ((end, row) for end in known_ends for row in _first_rows(facts) if _is_long_before(end, row, heads))
    for end in ends:
        early = all(_before(end, first) for first in begun) and all(_is_days_before(end, own) for own in days)
        if (begun or days) and early and end.span not in wrong:
            yield end, (*begun, *days)[0]


def _is_long_before(end: Milestone, row: Milestone, heads: set[dt.date]) -> bool:
    """Whether an end is a day before a row, and no night is between them that other zones would have as one day.

    Where all `heads` have the row's day, it is that of the incident.
    """
    if end.instant is None or row.instant is None or end.stamp.date is None or end.stamp.date.year is None:
        return False
    apart = min(row.instant.days) - max(end.instant.days)
    clock = row.stamp.clock
    return apart.days > 1 or (apart.days == 1 and (clock is None or clock >= _NOON or heads == {*row.instant.days}))


_NOON = 12 * 3600


def _is_days_before(end: Milestone, own: Milestone) -> bool:
    if end.instant is None or own.instant is None:
        return False
    return min(own.instant.days) - max(end.instant.days) > dt.timedelta(days=1)


_BEGINNINGS = ("started", "detected", "reported", "declared")
_ENDS = ("mitigated", "repaired", "restored", "resolved", "closed")


def _moments(facts: Facts, rest_of: Callable[[str], str], role: str) -> Iterator[Milestone]:
    """The moments of fields whose labels say one thing of the incident, and nothing of anything else."""
    known = {*facts.words.subjects, *facts.words.fillers, "_"}
    for stated in facts.stated:
        rest = rest_of(stated.label) if stated.origin != "cell" else ""
        if rest and known.issuperset(rest.split()) and (moment := _only(facts, [stated], role)) is not None:
            yield moment


def _only(facts: Facts, stated: list[Stated], role: str) -> Milestone | None:
    """The moment with its day that the only label of a list states."""
    read = read_moment(stated[0], facts.zones, month_first=facts.month_first) if len(stated) == 1 else None
    if read is None or read[0].until is not None or read[0].stamp.date is None or read[0].stamp.date.year is None:
        return None
    stamp = read[0].stamp
    span = stated[0].value.source(stamp.start, stamp.end)
    return Milestone(role, stated[0].label, stamp, span, facts.instant_of(stamp))


def _before(one: Milestone, other: Milestone) -> bool:
    return one.instant is not None and other.instant is not None and one.instant.before(other.instant) is True
