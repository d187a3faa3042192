"""The days of a report and its meetings that their fields limit: ``YYYY-MM-DD (must be within 5 business days)``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from incidentlint.facts import FactWords, Milestone, own_days, tokens
from incidentlint.grammars import DAY, find_durations
from incidentlint.report.bound import Bound
from incidentlint.report.incident import incident
from incidentlint.report.report import Report
from incidentlint.text import Span
from incidentlint.vocabulary import MILESTONES, key_of, literal

_FREE = 2
"""So many days of a period of some are holidays at most, or more around the turn of the year."""
_WEEK = 5


class Late(msgspec.Struct, frozen=True):
    """A day behind its limit: its field's label, how it is written and where, the limit, and from when it counts."""

    label: str
    raw: str
    span: Span
    within: str
    since: str
    since_raw: str
    since_span: Span


def behind_own_limits(report: Report) -> Iterator[Late]:
    """The days of reports and meetings that are surely later than the notes of their own fields let them be.

    A period counts from the last moment that a field states of the incident. What gives a reason is let off.
    """
    last = _last(report)
    for bound in report.walk() if last is not None else ():
        value = bound.value
        if value is None or not value.ok or value.stamp is None or value.stamp.date is None:
            continue
        if not _is_own(report, bound):
            continue
        days, prose = value.stamp.days(), value.prose
        said = prose.text[: value.stamp.start] + prose.text[value.stamp.end :]
        if len(days) != 1 or any(map(str.isalnum, said)) or last is None:
            continue
        limits = (limit for note in (*bound.shape.notes, bound.shape.label.text) for limit in _limits(report, note))
        for within, most, worked in limits:
            if (_workdays(last[0], days[0]) if worked else (days[0] - last[0]).days) > most:
                span, of = prose.source(value.stamp.start, value.stamp.end), last[1]
                yield Late(bound.label, value.stamp.raw, span, within, of.label, of.stamp.raw, of.span)
                break


def _is_own(report: Report, bound: Bound) -> bool:
    """Whether a field is for the day on which the report was written, or the incident was looked back at."""
    if any(bound in report.role(role) for role in MILESTONES):
        return False
    words = incident(report).words
    written = key_of(bound.shape.label.text) in words.written or bound in report.role("report-date")
    return written or not words.reviews.isdisjoint(tokens(bound.shape.label.text))


def _limits(report: Report, note: str) -> Iterator[tuple[str, int, bool]]:
    """The periods that a note sets, the days that they surely are at most, and whether these are days of work."""
    words = incident(report).words
    for match in _worked(words).finditer(note):
        yield match.group(), int(match[1]) + _FREE * (1 + int(match[1]) // (2 * _WEEK)) - 1, True
    for length in find_durations(note):
        if length.bound == "less":
            yield length.raw, -(-length.seconds // DAY) + 1, False


def _worked(words: FactWords) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)(\d{{1,2}})\s?(?:{literal(words.workdays)})", re.IGNORECASE)


def _workdays(first: dt.date, last: dt.date) -> int:
    """The days of work behind a day up to another, those on which most places rest at the turn of the year left out."""
    count = 0
    for number in range(1, min((last - first).days, 400) + 1):
        day = first + dt.timedelta(days=number)
        resting = (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 2)
        count += day.weekday() < _WEEK and not resting
    return count


def _last(report: Report) -> tuple[dt.date, Milestone] | None:
    """The last day of the incident that a field states, with what states it; a later row counts as well."""
    facts = incident(report)
    stated = [(max(m.instant.days), m) for m in facts.milestones if m.instant is not None]
    stated += [(day, own) for own in own_days(facts) for day in own.stamp.days()]
    found = max(stated, key=lambda each: each[0], default=None)
    rows = [row.last.days[-1] for row in facts.all_rows if row.dated]
    return found if found is None else (max((found[0], *rows)), found[1])


__all__ = ["Late", "behind_own_limits"]
