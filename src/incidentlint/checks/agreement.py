"""Figures: parts add up to totals, and the summary says what the rest of the report says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from incidentlint.checks.common import named
from incidentlint.checks.registry import NoParams
from incidentlint.facts import agrees, are_alike, is_between
from incidentlint.findings import Finding, Related
from incidentlint.grammars import (
    Count,
    Duration,
    Figure,
    Money,
    Percent,
    Point,
    Stamp,
    StampRange,
    find_dates,
    find_durations,
    find_figures,
    find_ranges,
    find_stamps,
    find_times,
    make_point,
    read_zone,
    seconds_between,
    spell_duration,
)
from incidentlint.markdown import Prose
from incidentlint.outline import SectionNode, TextNode, own_texts, walk
from incidentlint.packs import Total
from incidentlint.report import Bound, Chronology, Report, Statement, chronology, incident
from incidentlint.text import Span
from incidentlint.vocabulary import is_none


class Amount(msgspec.Struct, frozen=True):
    """A figure in a value of the report, with its place."""

    figure: Figure
    span: Span
    text: str

    @property
    def kind(self) -> str:
        """What it may be added to: its currency, or ``""`` for a count."""
        return self.figure.currency if isinstance(self.figure, Money) else ""


def amounts(prose: Prose) -> list[Amount]:
    """The counts and sums of a value; behind an ``=`` only the result counts, rates and percentages do not."""
    text = prose.text
    start = text.rfind("=") + 1 if not re.search(r"[<>!]=", text) else 0
    return [
        Amount(figure, prose.source(figure.start, figure.end), figure.raw)
        for figure in find_figures(text, _moments(text))
        if figure.start >= start and not isinstance(figure, Percent) and not _is_rate(text, figure)
    ]


_RATE_BEFORE = re.compile(r"(?:\bat|@|\beach|\bper|\bavg\.?|\baverage(?: of)?|×|\bx)\s*$", re.IGNORECASE)


def _is_rate(text: str, figure: Figure) -> bool:
    """Whether a sum is a price or an average: ``$70/booking``, ``20 bookings at $120``."""
    return isinstance(figure, Money) and (
        figure.rate or _RATE_BEFORE.search(text[max(0, figure.start - 16) : figure.start]) is not None
    )


def _moments(text: str) -> list[tuple[int, int]]:
    """The places of dates, times and durations, whose digits are no figures."""
    skip = [(date.start, date.end) for date in find_dates(text)]
    skip += [(time.start, time.end) for time in find_times(text)]
    return skip + [(duration.start, duration.end) for duration in find_durations(text)]


def totals(report: Report, params: NoParams) -> Iterator[Finding]:
    """Totals that are not the sum of their parts."""
    if report.free:
        yield from _tallies(report)
        return
    for total in report.pack.totals:
        bound = report.of(report.shape.find(total.total))
        if bound is not None and bound.value is not None and bound.value.ok:
            stated = amounts(bound.value.prose)
            if stated and not _is_vague(stated[0].figure) and not _has_rest(bound.value.text):
                yield from _sum(report, total, bound, stated[0])


def _is_vague(figure: Figure) -> bool:
    return figure.approx or figure.ambiguous if not isinstance(figure, Percent) else True


_UTC = read_zone("UTC")

_REST = re.compile(
    r"\b(?:others?|rest|remaining|unknown|various|more|several|some|elsewhere|etc|at least|up to|or more|max|min)\b|\+",
    re.IGNORECASE,
)


def _has_rest(text: str) -> bool:
    """Whether a text says that it does not name everything."""
    return bool(_REST.search(text))


def _sum(report: Report, total: Total, bound: Bound, stated: Amount) -> Iterator[Finding]:
    parts = [report.of(report.shape.find(path)) for path in total.parts]
    if len(parts) == 1:
        yield from _one_field(bound, stated, parts[0])
    else:
        yield from _several_fields(report, bound, stated, parts)


def _one_field(bound: Bound, stated: Amount, part: Bound | None) -> Iterator[Finding]:
    """The parts of one field are all added."""
    value = part.value if part is not None else None
    if part is None or value is None or not value.ok or _has_rest(value.text):
        return
    text = value.prose.text
    found = find_figures(text, _moments(text))
    numbers = [figure for figure in found if isinstance(figure, Count)]
    if (
        len(numbers) < 2
        or any(isinstance(f, Percent) or _is_vague(f) for f in found)
        or not isinstance(stated.figure, Count)
    ):
        return
    result = sum((figure.value for figure in numbers), Decimal(0))
    outer = [figure for figure in numbers if text.count("(", 0, figure.start) == text.count(")", 0, figure.start)]
    if len(outer) > 1 and sum((figure.value for figure in outer), Decimal(0)) == stated.figure.value:
        return
    if result != stated.figure.value:
        spelt = " + ".join(figure.raw for figure in numbers)
        span = value.prose.source(numbers[0].start, numbers[-1].end)
        values = {
            "label": named(bound.label), "value": stated.text,
            "parts": f"{named(part.label)} {spelt}", "sum": f"{result:,}",
        }  # fmt: skip
        yield Finding(stated.span, values, (Related(span, named(part.label)),))


def _several_fields(report: Report, bound: Bound, stated: Amount, parts: list[Bound | None]) -> Iterator[Finding]:
    """Of several fields, any subset in the total's currency that gives the total is right."""
    if not isinstance(stated.figure, Money):
        return
    found: list[tuple[Bound, Amount]] = []
    for part in parts:
        value = part.value if part is not None else None
        if part is None or value is None or not value.ok:
            return
        if is_none(value.text, report.lexicon) or value.answer.casefold() in report.lexicon.none:
            continue
        mine = [amount for amount in amounts(value.prose) if amount.kind == stated.kind]
        if not mine:
            if re.search(r"\d", value.text) is None:
                return
            continue
        found.append((part, mine[-1] if "=" in value.text else mine[0]))
        if len(mine) > 1 and "=" not in value.text:
            found += [(part, amount) for amount in mine[1:]]
    if len(found) > _MOST_PARTS:
        return
    sums = {Decimal(0)}
    for _, amount in found:
        sums |= {known + amount.figure.value for known in sums}
    slack = Decimal(0)
    for _, amount in found:
        if _is_vague(amount.figure):
            slack += max(abs(amount.figure.value) / 10, amount.figure.precision)
    if not found or any(abs(known - stated.figure.value) <= slack for known in sums):
        return
    whole = sum((amount.figure.value for _, amount in found), Decimal(0))
    spelt = " + ".join(amount.text for _, amount in found)
    related = tuple(Related(amount.span, named(part.label)) for part, amount in found)
    symbol = re.match(r"[~\s]*([^\d\s~.,-]*)", stated.text)
    values = {
        "label": named(bound.label), "value": stated.text, "parts": spelt,
        "sum": f"{symbol[1] if symbol else ''}{whole:,}",
    }  # fmt: skip
    yield Finding(stated.span, values, related)


_MOST_PARTS = 12
"""Of more amounts the sums are too many to try, and some of them always fits."""


def agree(report: Report, params: NoParams) -> Iterator[Finding]:
    """What the summary says of users, losses, duration and times, and what queries cover.

    A statement is compared only when it must be of the whole incident: two that differ say that one is of a part.
    """
    texts = [prose for bound in report.role("summary") for prose in _summary_texts(report, bound)]
    yield from _counts(report, texts)
    yield from _money(report, texts)
    yield from _lengths(report, texts)
    yield from _ranges(report, texts)
    yield from _windows(report)


def _summary_texts(report: Report, bound: Bound) -> Iterator[Prose]:
    node = bound.node
    if node is None or bound.waived:
        return
    for child in walk(node.children) if isinstance(node, SectionNode) else walk((node,)):
        if report.is_guide(child.span):
            continue
        yield from own_texts(child, code=False)


def _stated(report: Report, role: str) -> tuple[Bound, Amount] | None:
    """The figure that a role's value begins with."""
    for bound in report.role(role):
        if bound.value is not None and bound.value.ok:
            found = amounts(bound.value.prose)
            if found and not bound.value.text[: max(0, bound.value.prose.text.find(found[0].text))].strip(" ~*_"):
                return bound, found[0]
    return None


def _counts(report: Report, texts: list[Prose]) -> Iterator[Finding]:
    """Counts with the noun of the users' value, said to be affected: ``51 customers were affected``."""
    stated = _stated(report, "users")
    if stated is None or not isinstance(stated[1].figure, Count) or not stated[1].figure.noun:
        return
    bound, amount = stated
    total = stated[1].figure
    parts = _parts_of(report, bound)
    mine = [
        (prose, figure)
        for prose in texts
        for figure in find_figures(prose.text, _moments(prose.text))
        if isinstance(figure, Count) and _noun(figure) == _noun(total) and _is_of_all(prose.text, figure)
    ]
    if len({figure.value for _, figure in mine}) != 1 or total.ambiguous:
        return
    for prose, figure in mine:
        slack = max(figure.precision / 2, total.precision / 2)
        if figure.approx or total.approx:
            slack = max(slack, abs(total.value) / 10)
        if not figure.ambiguous and figure.value not in parts and abs(figure.value - total.value) > slack:
            yield _disagree(prose, figure, bound, amount)


def _noun(figure: Count) -> str:
    noun = (figure.noun or "").casefold()
    return noun.removesuffix("s")


_SOME_BEFORE = re.compile(
    r"(?:\b(?:of|first|another|other|others|further|more|additional|only|remaining|last|next|each|every|per|than|"
    r"least|most|to|up|these|those|including|(?<!, )and|(?<!, )or)\s+(?:the\s+)?"
    r"|[-–/]\s*|\bof(?: all)?(?: our| the)?\s+)$",
    re.IGNORECASE,
)

_HIT_BEFORE = re.compile(
    r"\b(?:affect(?:ed|ing|s)?|impact(?:ed|ing|s)?|hit)\s+(?:(?:a total of|all|some|the|about|around|"
    r"approximately|roughly"
    r"|up to)\s+)*$",
    re.IGNORECASE,
)

_HIT_BEHIND = re.compile(
    r"[^.!?;,]{0,40}?\b(?:(?:were|was|are|is|have been|had been|got)\s+(?:\w+ly\s+)?"
    r"(?:affected|impacted|hit|unable|not able|locked out)|could\s+not|couldn't|cannot|lost access)\b",
    re.IGNORECASE,
)


def _is_of_all(text: str, figure: Count) -> bool:
    """Whether a count is of all whom the incident affected, and not ``of``, ``another`` or ``at least`` some."""
    before = text[max(0, figure.start - 40) : figure.start]
    behind = text[figure.end : figure.end + 90]
    if _SOME_BEFORE.search(before) or re.match(r"\s+(?:of|out of|or (?:more|fewer))\b", behind):
        return False
    if any(word in ("affected", "impacted") for word in figure.words):
        return True
    sentence = re.split(r"[.!?](?:\s|$)", behind, maxsplit=1)[0]
    return bool(_HIT_BEFORE.search(before)) or bool(_HIT_BEHIND.match(sentence))


def _parts_of(report: Report, bound: Bound) -> set[Decimal]:
    """The figures that are parts of a total, and their sum: the summary may quote one of them.

    A total that is not its parts' sum is said there; a summary that has the sum is right.
    """
    found: set[Decimal] = set()
    whole = Decimal(0)
    for total in report.pack.totals:
        if report.of(report.shape.find(total.total)) is bound:
            for path in total.parts:
                part = report.of(report.shape.find(path))
                if part is not None and part.value is not None:
                    mine = [amount.figure.value for amount in amounts(part.value.prose)]
                    whole += sum(mine)
                    found |= set(mine)
    return found | {whole} if found else found


def _disagree(prose: Prose, figure: Figure, bound: Bound, amount: Amount) -> Finding:
    values = {"value": figure.raw, "label": f"{named(bound.label)} says", "other": amount.text}
    place = prose.source(figure.start, figure.end)
    return Finding(place, values, (Related(amount.span, named(bound.label)),), variant="summary")


_LOSS = re.compile(r"\b(?:loss(?:es)?|lost|losing|cost(?:s|ing)?|damages?|revenue|refund(?:s|ed)?)\b", re.IGNORECASE)

_LIMIT = re.compile(
    r"\b(?:above|over|under|below|beyond|exceed(?:s|ed|ing)|than|least|most|to|each|every|another|further|additional|"
    r"other|of (?:the|all|our))\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def _money(report: Report, texts: list[Prose]) -> Iterator[Finding]:
    """A loss in the summary that is neither the total nor any stated part."""
    stated = _stated(report, "loss")
    if stated is None or not isinstance(stated[1].figure, Money) or stated[1].figure.ambiguous:
        return
    bound, amount = stated
    total = stated[1].figure
    known = {total.value} | _all_money(report, total.currency) | _parts_of(report, bound)
    for prose in texts:
        for figure in find_figures(prose.text):
            if not isinstance(figure, Money) or figure.currency != total.currency or figure.rate or figure.ambiguous:
                continue
            slack = figure.precision / 2 if figure.precision > 1 else Decimal(0)
            if figure.approx or total.approx:
                slack = max(slack, abs(total.value) / 10)
            if _is_loss(prose.text, figure) and all(abs(figure.value - value) > slack for value in known):
                yield _disagree(prose, figure, bound, amount)


def _is_loss(text: str, figure: Money) -> bool:
    """Whether a sum is what was lost: its sentence says so, and it is no limit, and no part of another sum."""
    before = re.split(r"[.!?;](?:\s|$)", text[max(0, figure.start - _REACH) : figure.start])[-1]
    behind = re.split(r"[.!?;](?:\s|$)", text[figure.end : figure.end + _REACH], maxsplit=1)[0]
    if _LIMIT.search(before) or re.match(r"\s*(?:(?:out )?of\b|or more|/|per\b|each|-)", behind):
        return False
    return bool(_LOSS.search(before) or _LOSS.search(behind))


def _all_money(report: Report, currency: str) -> set[Decimal]:
    """All sums that the fields of the report state."""
    found: set[Decimal] = set()
    for bound in report.walk():
        if bound.shape.kind == "field" and bound.value is not None and bound.value.text:
            figures = find_figures(bound.value.prose.text)
            found |= {f.value for f in figures if isinstance(f, Money) and f.currency == currency}
    return found


_ENDS = re.compile(
    r"\b(?:restor|recover|mitigat|resolv|fixed|healthy|back|normal|green|up again|working|rolled back|reverted)",
    re.IGNORECASE,
)
"""Words of a row that may have ended what users felt: an outage is often over before the incident is resolved."""


def _lengths(report: Report, texts: list[Prose]) -> Iterator[Finding]:
    """A duration in the summary that is said of the whole incident: ``unavailable for 65 minutes``."""
    facts = chronology(report)
    stated = next((length for length in facts.lengths if length.duration.qualifier is None), None)
    roles = report.pack.duration_of("duration")
    first, last = facts.milestone(roles[0]), facts.milestone(roles[1])
    between = seconds_between(first.point, last.point) if first and last and first.point and last.point else None
    mine = [
        (prose, duration)
        for prose in texts
        for duration in find_durations(prose.text)
        if _is_whole(prose.text, duration)
    ]
    if len({duration.seconds for _, duration in mine}) != 1:
        return
    related: tuple[Related, ...]
    for prose, duration in mine:
        if between is not None and first is not None and last is not None:
            related = (Related(first.span, f"{first.role} here"), Related(last.span, f"{last.role} here"))
            right = _fits(duration, between, first, last) or _is_outage(report, duration, facts)
            label, other = f"{first.role} to {last.role} is", spell_duration(max(0, between[0]))
        elif stated is not None:
            related = ()
            right = are_alike(duration, stated.duration)
            label, other = f"{named(stated.label)} says", stated.duration.raw
        else:
            continue
        if right or any(duration.seconds == length.duration.seconds for length in facts.lengths):
            continue
        if stated is not None:
            label, other = f"{named(stated.label)} says", stated.duration.raw
            related = (Related(stated.span, named(stated.label)), *related)
        values = {"value": duration.raw, "label": label, "other": other}
        yield Finding(prose.source(duration.start, duration.end), values, related, variant="summary")


def _fits(duration: Duration, between: tuple[int, int], first: Statement, last: Statement) -> bool:
    """Whether a duration is the time between two milestones."""
    return first.point is None or last.point is None or is_between(duration, between, first.point, last.point)


def _is_outage(report: Report, duration: Duration, facts: Chronology) -> bool:
    """Whether a duration is that of what users felt: from the first sign up to a row that tells of its end."""
    rows = incident(report).all_rows
    begins = [statement.point for statement in facts.openings() if statement.point is not None]
    begins += [min(rows, key=lambda row: row.instant.low).instant] if rows else []
    ends = [row.instant for row in rows if _ENDS.search(row.entry.event.text if row.entry.event is not None else "")]
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


_OF_ALL = re.compile(
    r"(?:\b(?:unavailable|down|out|offline|outage|unable|failed|failing|broken|stopped|lasted|incident|service|"
    r"disrupted|degraded|unreachable|blocked|interrupted|could not|couldn't|nobody|no one|not)\b[^.!?]{0,160}"
    r"\bfor(?: (?:a total of|about|approximately|around|roughly|some))?\s*$"
    r"|\blasted(?: (?:for|about|approximately|around|roughly|a total of))*\s*$)",
    re.IGNORECASE,
)

_OF_A_PART = re.compile(
    r"\s*(?:each|apiece|per|every|of\b|before|after|later|earlier|ago|longer|more|at (?:a time|once|most|least|"
    r"worst|best|its|the)|on average|in (?:some|one|the)|for (?:some|one|each|a few|the)|while|until|"
    r"or (?:more|less|so))\b",
    re.IGNORECASE,
)

_OF_SOME = re.compile(
    r"\b(?:some|several|a few|one of|two of|most|many|part of|partly|partially|up to|the first|the last|another|"
    r"a further|sometimes|repeatedly|intermittently|average|each|every|per|only|\d+ of)\b",
    re.IGNORECASE,
)

_REACH = 240


def _is_whole(text: str, duration: Duration) -> bool:
    """Whether a duration is said of the incident: of something down *for* so long, with no word that says of a part."""
    if duration.adjective or duration.qualifier is not None or duration.bound is not None:
        return False
    before = text[max(0, duration.start - _REACH) : duration.start].rstrip()
    clause = re.split(r"[.!?;](?:\s|$)", before)[-1]
    if not _OF_ALL.search(before) or _OF_SOME.search(clause):
        return False
    return _OF_A_PART.match(text[duration.end : duration.end + 30]) is None


def _ranges(report: Report, texts: list[Prose]) -> Iterator[Finding]:
    """A clock range in the summary that is not the incident's: ``between 2:05 PM and 4:20 PM``.

    An end that is another milestone's or row's time is right: the summary then tells of that.
    """
    facts = chronology(report)
    roles = report.pack.duration_of("duration")
    first, last = facts.milestone(roles[0]), facts.milestone(roles[1])
    if first is None or last is None or first.point is None or last.point is None:
        return
    ranges = [
        (prose, found)
        for prose in texts
        for found in find_ranges(prose.text, facts.zones)
        if found.first.time is not None
        and _LED.search(prose.text, max(0, found.first.time.start - 12), found.first.time.start)
    ]
    if len(ranges) != 1:
        return
    prose, found = ranges[0]
    days = (first.point.days[0], last.point.days[0])
    readings = [
        [make_point(stamp, facts.zones, zone=facts.zone, day=day) for day in _days_of(stamp, found, near)]
        for stamp, near in zip((found.first, found.last), days, strict=True)
    ]
    points = [statement.point for statement in facts.milestones if statement.point is not None]
    points += [row.instant for row in incident(report).all_rows]
    for ends, stamp, statement in zip(readings, (found.first, found.last), (first, last), strict=True):
        assert statement.point is not None
        alike = [end for end in ends if end is not None and end.group == statement.point.group]
        if len(alike) == len(ends) and not any(_is_one_of(end, points) for end in alike):
            same = stamp.time is not None and statement.stamp.time is not None
            same = same and stamp.clock == statement.stamp.clock
            if same and stamp is found.first and set(stamp.days(statement.point.days[0])) & set(statement.point.days):
                continue  # a range's zone is that of its end: another, on the night of a clock change
            said = stamp.date if same and stamp.date is not None else stamp.time or stamp
            values = {"value": said.raw, "label": f"{named(statement.label)} says", "other": statement.stamp.raw}
            span = prose.source(said.start, said.end)
            yield Finding(span, values, (Related(statement.span, named(statement.label)),), variant="summary")


_LED = re.compile(r"\b(?:between|from)\b", re.IGNORECASE)


def _days_of(stamp: Stamp, found: StampRange, day: dt.date) -> list[dt.date]:
    """The days that the end of a range may be on: the incident's, or that written at its start or the next one."""
    days = found.first.days(day) if stamp.date is None and found.first.date is not None else ()
    start, end = found.first.time, stamp.time
    over = start is not None and end is not None and (end.seconds or 0) < (start.seconds or 0)
    return [day, *(other + dt.timedelta(days=over) for other in days if other < dt.date.max)]


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
    """Whether a window's end lies before the incident's."""
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


def _tallies(report: Report) -> Iterator[Finding]:
    """Stated totals and shares that their parts do not give."""
    for tally in incident(report).tallies:
        values = {"label": tally.label, "value": tally.raw, "parts": tally.parts, "sum": tally.result}
        yield Finding(tally.span, values, (Related(tally.parts_span, tally.parts),))
