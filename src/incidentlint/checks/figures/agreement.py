"""The summary says what the rest of the report says, and a query covers the incident."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from incidentlint.checks.common import named
from incidentlint.checks.figures.swapped import swapped
from incidentlint.checks.figures.told_figures import counts, money, sentence_at, summary_texts
from incidentlint.checks.figures.told_times import first_moment, whole_lengths
from incidentlint.checks.registry import NoParams
from incidentlint.facts import is_backward, is_between, tokens
from incidentlint.findings import Finding, Related
from incidentlint.grammars import (
    Date,
    Duration,
    Point,
    Stamp,
    StampRange,
    agrees,
    are_alike,
    find_dates,
    find_durations,
    find_ranges,
    find_stamps,
    make_point,
    read_zone,
    seconds_between,
    spell_duration,
)
from incidentlint.markdown import Prose
from incidentlint.outline import TextNode, own_texts
from incidentlint.report import Chronology, Report, Statement, chronology, incident, judged
from incidentlint.vocabulary import phrases

_UTC = read_zone("UTC")
_JOINED = 24
"""Signs before a date in which the day before it may stand, as in the night of both."""


def agree(report: Report, params: NoParams) -> Iterator[Finding]:
    """What the summary says of users, losses, duration and times, and what queries cover.

    A statement is compared only when it must be of the whole incident: two that differ say that one is of a part.
    """
    texts = list(summary_texts(report))
    found = [*counts(report, texts), *money(report, texts)]
    yield from found
    yield from swapped(report, {finding.span for finding in found})
    yield from _lengths(report, texts)
    yield from _ranges(report, texts)
    yield from _moments(report, texts)
    yield from _windows(report)


def _lengths(report: Report, texts: list[Prose]) -> Iterator[Finding]:
    """A duration in the summary that is said of the whole incident: ``unavailable for 65 minutes``."""
    facts = chronology(report)
    stated = next((length for length in facts.lengths if length.duration.qualifier is None), None)
    first, last = map(facts.milestone, report.pack.duration_of("duration"))
    between = seconds_between(first.point, last.point) if first and last and first.point and last.point else None
    mine = [told for told in whole_lengths(report, texts) if not told.worst or _is_too_long(report, told.duration)]
    if len({told.duration.seconds for told in mine}) > 1:
        mine = [told for told in mine if _is_too_long(report, told.duration)]  # of a part is what is shorter
    if len({told.duration.seconds for told in mine}) != 1:
        return
    related: tuple[Related, ...]
    for told in mine:
        duration = told.duration
        if between is not None and first is not None and last is not None:
            related = (Related(first.span, f"{first.role} here"), Related(last.span, f"{last.role} here"))
            right = _fits(duration, between, first, last) or _is_outage(report, duration, facts, repair=told.repair)
            label, other = f"{first.role} to {last.role} is", spell_duration(max(0, between[0]))
        elif stated is not None:
            related = ()
            right = are_alike(duration, stated.duration) or _is_outage(report, duration, facts, repair=False)
            label, other = f"{named(stated.label)} says", stated.duration.raw
        else:
            continue
        if told.repair and between is not None:
            # Nobody says when the repair began: a little less than the whole is no contradiction.
            right = right or between[0] * 0.9 <= duration.seconds <= between[1]
        if right or any(duration.seconds == length.duration.seconds for length in facts.lengths):
            continue
        if _is_said_again(report, duration, texts) or _is_of_a_part(report, duration, texts, between):
            continue
        if stated is not None:
            label, other = f"{named(stated.label)} says", stated.duration.raw
            related = (Related(stated.span, named(stated.label)), *related)
        values = {"value": duration.raw, "label": label, "other": other}
        yield Finding(told.prose.source(duration.start, duration.end), values, related, variant="summary")


def _is_said_again(report: Report, duration: Duration, summary: list[Prose]) -> bool:
    """Whether other parts of a report tell the same length: it is of what they tell of, and no slip of the summary."""
    texts = _other_texts(report, summary)
    return any(other.seconds == duration.seconds for text in texts for other in find_durations(text))


def _other_texts(report: Report, summary: list[Prose]) -> Iterator[str]:
    """The texts of a report that are not its summary's."""
    own = {prose.span for prose in summary}
    said = (prose for node in report.outline.walk() for prose in own_texts(node, code=False, cells=True, values=True))
    return (prose.text for prose in said if prose.span not in own)


def _is_of_a_part(report: Report, duration: Duration, summary: list[Prose], between: tuple[int, int] | None) -> bool:
    """Whether a length is between two other moments, and the summary tells that of the whole beside it."""
    told = (other for prose in summary for other in find_durations(prose.text))
    if between is None or not any(agrees(other, *between) for other in told):
        return False
    points = _instants(report)[:_MANY]
    apart = (seconds_between(first, last) for first in points for last in points)
    return any(each is not None and each[1] > 0 and agrees(duration, *each) for each in apart)


_MANY = 60
"""So many moments are compared with each other."""


def _is_too_long(report: Report, duration: Duration) -> bool:
    """Whether a length is longer than all that a report tells of the incident, from its first moment to its last."""
    known = [*_instants(report), *(row.last for row in incident(report).all_rows)]
    if not known or any(point.whole_day for point in known) or len({point.group for point in known}) > 1:
        return False
    whole = (max(point.high for point in known) - min(point.low for point in known)).total_seconds()
    return whole < duration.seconds - max(duration.precision, duration.seconds // 10)


def _fits(duration: Duration, between: tuple[int, int], first: Statement, last: Statement) -> bool:
    """Whether a duration is the time between two milestones."""
    return first.point is None or last.point is None or is_between(duration, between, first.point, last.point)


def _is_outage(report: Report, duration: Duration, facts: Chronology, *, repair: bool) -> bool:
    """Whether a duration is that of what users felt: from the first sign up to a row that tells of its end.

    A `repair` may count from any milestone or row: nobody says when the work on it began.
    """
    endings = set(report.lexicon.facts.words.endings)
    rows = incident(report).all_rows
    begins = [statement.point for statement in facts.openings() if statement.point is not None]
    begins += [min(rows, key=lambda row: row.instant.low).instant] if rows else []
    if repair:
        begins += [row.instant for row in rows]
        begins += [statement.point for statement in facts.milestones if statement.point is not None]
    ends = [row.instant for row in rows if row.entry.event is not None and endings & set(tokens(row.entry.event.text))]
    resolved = facts.milestone("resolved")
    ends += [resolved.point] if resolved is not None and resolved.point is not None else []
    return any(
        between is not None and between[1] >= 0 and agrees(duration, *between)
        for begin in begins
        for end in ends
        for first in begin.readings()
        for last in end.readings()
        for between in [seconds_between(first, last)]
    )


def _ranges(report: Report, texts: list[Prose]) -> Iterator[Finding]:
    """A clock range in the summary that is not the incident's: ``between 2:05 PM and 4:20 PM``.

    An end that is another milestone's or row's time is right: the summary then tells of that.
    """
    facts = chronology(report)
    first, last = map(facts.milestone, report.pack.duration_of("duration"))
    if first is None or last is None or first.point is None or last.point is None:
        return
    led = phrases((*report.lexicon.words.time.from_, *report.lexicon.words.time.between))
    ranges = [
        (prose, found)
        for prose in texts
        for found in find_ranges(prose.text, facts.zones)
        if found.first.time is not None
        and led.search(prose.text, max(0, found.first.time.start - 12), found.first.time.start)
    ]
    if len(ranges) != 1:
        return
    prose, found = ranges[0]
    days = (first.point.days[0], last.point.days[0])
    readings = [
        [make_point(stamp, facts.zones, zone=facts.zone, day=day) for day in _days_of(stamp, found, near)]
        for stamp, near in zip((found.first, found.last), days, strict=True)
    ]
    own = all(
        any(end is not None and _is_one_of(end, [point]) for end in ends)
        for ends, point in zip(readings, (first.point, last.point), strict=True)
    )
    backward = is_backward(found.first, found.last) and not own  # all but a day, from one night to the next
    points = [] if backward else _points(report)
    for ends, stamp, statement in zip(readings, (found.first, found.last), (first, last), strict=True):
        assert statement.point is not None
        alike = [end for end in ends if end is not None and end.group == statement.point.group]
        if len(alike) == len(ends) and not any(_is_one_of(end, points) for end in alike):
            same = stamp.time is not None and statement.stamp.time is not None
            same = same and stamp.clock == statement.stamp.clock
            told = {*stamp.days(statement.point.days[0]), *_days_joined(prose, stamp, statement.point.days)}
            if same and stamp is found.first and told & set(statement.point.days):
                continue  # a range's zone is that of its end: another, on the night of a clock change
            said = stamp.date if same and stamp.date is not None else stamp.time or stamp
            values = {"value": said.raw, "label": f"{named(statement.label)} says", "other": statement.stamp.raw}
            span = prose.source(said.start, said.end)
            yield Finding(span, values, (Related(statement.span, named(statement.label)),), variant="summary")
            if backward:
                return  # both ends are in each other's place: one slip


def _days_of(stamp: Stamp, found: StampRange, day: dt.date) -> list[dt.date]:
    """The days that the end of a range may be on: the incident's, or that written at its start or the next one."""
    days = found.first.days(day) if stamp.date is None and found.first.date is not None else ()
    start, end = found.first.time, stamp.time
    over = start is not None and end is not None and (end.seconds or 0) < (start.seconds or 0)
    near = [day, *(other + dt.timedelta(days=over) for other in days if other < dt.date.max)]
    if stamp.date is None and stamp.zone is not None:
        # In the zone that it is written in, the moment may be on the day before or after.
        near += [day + dt.timedelta(days=by) for by in (-1, 1) if dt.date.min < day < dt.date.max]
    return near


def _days_joined(prose: Prose, stamp: Stamp, days: Iterable[dt.date]) -> Iterator[dt.date]:
    """Those of some days whose numbers stand right before a date that is the next day's: `19 to 20 May`."""
    if stamp.date is None:
        return
    before = prose.text[max(0, stamp.date.start - _JOINED) : stamp.date.start]
    for day in days:
        following = day < dt.date.max and day + dt.timedelta(days=1) in stamp.days(day)
        if following and re.search(rf"(?<![\d:.])0?{day.day}(?![\d:])", before):
            yield day


def _moments(report: Report, texts: list[Prose]) -> Iterator[Finding]:
    """The day or moment in the first sentence at which the incident was felt: it has to be in the report."""
    facts = chronology(report)
    start = next(iter(facts.openings()), None)
    if start is None or start.point is None or not texts:
        return
    found = first_moment(report, texts[0], facts.zones)
    if found is None or found.date is None or not _is_elsewhen(report, texts, start, found):
        found = _twin(report, texts, start)
    if found is None or found.date is None:
        return
    again = found.clock is None and found.date.day in {day.day for day in _days(report)}
    if again and _is_told_again(report, texts, found.date):
        return  # another month's day, which other parts tell of too
    written = texts[0].source(found.date.start, found.date.end)
    if found.date.right_weekday is not None or any(other.span == written for other in judged(report).conflicts):
        return  # another rule names the day
    said = found.date if found.clock in (None, start.stamp.clock) else found
    values = {"value": said.raw, "label": f"{named(start.label)} says", "other": start.stamp.raw}
    place = texts[0].source(said.start, said.end)
    yield Finding(place, values, (Related(start.span, named(start.label)),), variant="summary")


def _is_elsewhen(report: Report, texts: list[Prose], start: Statement, found: Stamp) -> bool:
    """Whether a moment that was felt is none of the report, whose first is `start`."""
    facts = chronology(report)
    assert start.point is not None
    point = make_point(found, facts.zones, zone=facts.zone, day=start.point.days[0])
    if point is None or (not point.whole_day and point.group != start.point.group):
        return False
    if point.whole_day:
        return point.days[0] not in _days(report) and not _names_its_day(report, texts)
    return not _is_one_of(point, _points(report))


def _twin(report: Report, texts: list[Prose], start: Statement) -> Stamp | None:
    """A day of the first sentence that is the incident's in another month, or has the clock of its first moment.

    It is a slip only where the summary names no day of the incident.
    """
    facts = chronology(report)
    sentence = sentence_at(texts[0].text, 0, 0)[1]
    stamps = find_stamps(sentence, facts.zones)
    dated = [stamp for stamp in stamps if stamp.date is not None]
    days = _days(report)
    if not dated or not days or any(stamp.problem or stamp.approx for stamp in stamps):
        return None
    if set(tokens(sentence)) & set(report.lexicon.words.summary.elsewhere) or _names_its_day(report, texts):
        return None
    clock = start.stamp.clock
    same_clock = len(dated) == 1 and clock is not None and [s.clock for s in stamps if s.time is not None] == [clock]
    numbers = {day.day for day in days}
    near = min(days)
    months = {(day.year, day.month) for day in days}
    twins = all(
        {other.day for other in others} <= numbers and not {(other.year, other.month) for other in others} & months
        for stamp in dated
        if stamp.date is not None
        for others in [stamp.date.days() or tuple(filter(None, (stamp.date.nearest(near),)))]
    )
    return dated[0] if same_clock or twins else None


def _is_told_again(report: Report, summary: list[Prose], day: Date) -> bool:
    """Whether other parts of a report tell of the same day: since when a job had failed, and no slip."""
    dates = (date for text in _other_texts(report, summary) for date in find_dates(text))
    return any(_as_told(date) == _as_told(day) for date in dates)


def _as_told(date: Date) -> dt.date | str:
    """The day of a date, or how it is written where it tells no year."""
    return next(iter(date.days()), date.raw)


def _names_its_day(report: Report, texts: list[Prose]) -> bool:
    """Whether texts name a day on which something was in the incident: another one is then another story's."""
    days = _days(report)
    near = min(days, default=dt.date.min)
    return any({*date.days(), date.nearest(near)} & days for prose in texts for date in find_dates(prose.text))


def _days(report: Report) -> set[dt.date]:
    """The days of the incident's milestones and rows."""
    return {day for point in _instants(report) for day in point.days}


def _instants(report: Report) -> list[Point]:
    """The moments of the incident's milestones and rows, as the facts have them."""
    facts = incident(report)
    points = [milestone.instant for milestone in facts.milestones]
    return [point for point in points if point is not None] + [row.instant for row in facts.all_rows]


def _points(report: Report) -> list[Point]:
    """The moments of all milestones and rows."""
    stated = [statement.point for statement in chronology(report).milestones if statement.point is not None]
    return stated + [row.instant for row in incident(report).all_rows]


def _is_one_of(point: Point, points: list[Point]) -> bool:
    """Whether a moment may be one of others; a time that the clock shows twice is two moments, and none between."""
    return any(
        mine.before(theirs) is not True and theirs.before(mine) is not True
        for other in points
        if not other.whole_day
        for theirs in other.readings()
        for mine in point.readings()
    )


def _windows(report: Report) -> Iterator[Finding]:
    """The window of a query, when it does not cover the incident, read in the pack's zone and in UTC."""
    facts = chronology(report)
    window = facts.window()
    if window.first is None or window.last is None or window.first.whole_day or window.last.whole_day:
        return
    if window.first.group != window.last.group:
        return
    for bound in report.walk():
        node = bound.node
        if bound.shape.kind != "text" or bound.shape.origin != "item" or not isinstance(node, TextNode):
            continue
        for line in node.lines:
            match = re.search(r"\bBETWEEN\s+'([^'\n]{8,40})'\s+AND\s+'([^'\n]{8,40})'", line.text, re.IGNORECASE)
            if match and not _covers(report, match[1], match[2]):
                values = {"value": f"{match[1]} to {match[2]}", "other": f"{_shown(report, 0)} to {_shown(report, 1)}"}
                yield Finding(line.source(match.start(1), match.end(2)), values, variant="window")


def _shown(report: Report, end: int) -> str:
    facts = chronology(report)
    found = facts.openings()[:1] if end == 0 else [facts.milestone("resolved")]
    return "".join(statement.stamp.raw for statement in found if statement is not None)


def _is_early(end: Point, last: Point) -> bool:
    """Whether a window's end is before the incident's."""
    return max(end.days) < max(last.days) if end.whole_day else end.high < last.low


def _covers(report: Report, first: str, last: str) -> bool:
    """Whether a query's window covers the incident in at least one reading."""
    facts = chronology(report)
    window = facts.window()
    starts, ends = find_stamps(first, facts.zones), find_stamps(last, facts.zones)
    if not starts or not ends or window.first is None or window.last is None:
        return True
    if starts[0].date is None or ends[0].date is None:
        return True
    stated = (statement.stamp.zone for statement in facts.milestones)
    for zone in (facts.zone or _UTC, *stated, *map(read_zone, facts.zones.values()), _UTC):
        low, high = (make_point(stamp, facts.zones, zone=zone) for stamp in (starts[0], ends[0]))
        # An end that this zone's clocks never showed says nothing: the other one may say enough.
        late = low is not None and low.low > window.first.high
        early = high is not None and _is_early(high, window.last)
        if not late and not early:
            return True
        if any(end is not None and window.first.group not in (end.group, "utc") for end in (low, high)):
            return True
    return False
