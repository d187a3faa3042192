"""A file as it is read, before any rule speaks: its text, who claims it, and its reports."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePosixPath

import msgspec

from incidentlint.engine.plan import STDIN, Plan
from incidentlint.markdown import Document, parse
from incidentlint.report import (
    NOWHERE,
    Recognised,
    Report,
    Surroundings,
    happened_before,
    read_reports,
    recognise,
)
from incidentlint.text import SourceText, TooLongError, UndecodableError, UnreadableError

MOST_LINES = 20_000
"""A file of more lines is not read: no report is so long, and reading takes 5 KB and a millisecond for each."""

MOST_WORK = 6_000_000
"""The signs of the texts of a file that are read, and 60 for each: paragraphs, headings, items and cells.

What is no such text, as a picture in a link's target or a log in a block of code, is not counted.
"""


class Reading(msgspec.Struct, frozen=True):
    """What reading a file gave: an `error` for one that cannot be read, else the document and how it was recognised.

    `reports` are in the order of their lines; there are none in what is no report, or cannot be read as one. `too_old`
    says that there were some, of incidents before the day that the plan begins with.
    """

    path: str
    error: UnreadableError | None = None
    document: Document | None = None
    recognised: Recognised | None = None
    reports: tuple[Report, ...] = ()
    too_old: bool = False


def read_file(
    data: bytes, path: str, plan: Plan, *, location: str | None = None, around: Surroundings = NOWHERE
) -> Reading:
    """Decode, parse, choose the pack and read the reports of one file; for `path`, `location`, `around` see `lint`."""
    try:
        source = SourceText.decode(data, path)
    except UndecodableError as error:
        return Reading(path, error)
    if source.line_count > MOST_LINES:
        said = f"{source.line_count:,} lines long, and no more than {MOST_LINES:,} are read"
        return _too_long(path, TooLongError(said, MOST_LINES + 1, 1), plan)
    place = path if location is None else location or path
    document = parse(source)
    name = PurePosixPath(place).name
    below = path if location is None else location
    try:
        with document.at_most(MOST_WORK):
            recognised = recognise(
                document, plan.packs, forced=plan.forced, certain=plan.certain, path=place, around=around
            )
            reports = read_reports(recognised, below, "" if name == STDIN else name, plan.now, around=around)
    except TooLongError as error:
        return _too_long(path, error, plan)
    return Reading(path, None, document, recognised, reports)


def _too_long(path: str, error: TooLongError, plan: Plan) -> Reading:
    """The reading of a file that is too long: an error where somebody said that it is a report."""
    if plan.forced:
        return Reading(path, error)
    return Reading(path, recognised=Recognised(None, f"it is {error}"))


def recent(reading: Reading, since: dt.date | None) -> Reading:
    """What is left of a file without the reports of incidents before a day; without one, all of it."""
    if since is None or not reading.reports:
        return reading
    days = [happened_before(report, since) for report in reading.reports]
    left = tuple(report for report, day in zip(reading.reports, days, strict=True) if day is None)
    if left:
        return msgspec.structs.replace(reading, reports=left)
    reason = f"the incident of {max(filter(None, days))} is before {since}"
    return msgspec.structs.replace(reading, reports=(), recognised=Recognised(None, reason), too_old=True)
