"""Sources: bytes that are no text, damaged text, Markdown that is lost or unread, files that are no report."""

from __future__ import annotations

from collections.abc import Iterator

from incidentlint.checks.registry import NoParams
from incidentlint.findings import Edit, Finding, Fix, Place
from incidentlint.report import Recognised, Report
from incidentlint.text import SourceText, Span, TooLongError, UndecodableError


def undecodable(error: UndecodableError, params: NoParams) -> Iterator[Finding]:
    """Bytes that are no text, at the first that is none."""
    place = Place(error.line, error.column, error.line, error.column + 1)
    yield Finding(Span(0, 0), {"error": str(error)}, place=place)


def too_long(error: TooLongError, params: NoParams) -> Iterator[Finding]:
    """A file of which more would have to be read than any report has, at the first place of that."""
    yield Finding(Span(0, 0), {"error": str(error)}, place=Place(error.line, error.column, error.line, error.column))


def mojibake(source: SourceText, params: NoParams) -> Iterator[Finding]:
    """The damage of a whole file, at its first place, with the edits that repair all of it."""
    if not source.repairs:
        return
    edits, shift = [], 0
    for repair in source.repairs:
        start = repair.start - shift
        edits.append(Edit(Span(start, start + len(repair.text)), repair.text))
        shift += repair.end - repair.start - len(repair.text)
    first = source.repairs[0]
    count = len(source.repairs)
    values = {
        "text": source.damaged(first),
        "right": first.text,
        "more": f", and {count - 1} more place{'s' if count > 2 else ''}" if count > 1 else "",
    }
    yield Finding(edits[0].span, values, fix=Fix("Repair the damaged characters", "safe", tuple(edits)))


def lost_markup(recognised: Recognised, params: NoParams) -> Iterator[Finding]:
    """A report that reads like its template exported as plain text."""
    if recognised.lost is not None:
        yield recognised.lost


def unrecognised(recognised: Recognised, params: NoParams) -> Iterator[Finding]:
    """A file that is called a report of a pack, and has nothing of it."""
    if recognised.misfit is not None:
        yield recognised.misfit


def unread_markup(report: Report, params: NoParams) -> Iterator[Finding]:
    """Headings and bold labels that Markdown does not read, since a space is missing."""
    for unread in report.unread():
        kind = "heading" if unread.written.startswith("#") else "label"
        values = {"written": unread.written, "right": unread.right.rstrip(), "kind": kind, "why": unread.why,
                  "space": " and a space" if kind == "label" else ""}  # fmt: skip
        edit = Edit(unread.span, unread.right)
        yield Finding(unread.span, values, fix=Fix("Put the space where it is missing", "safe", (edit,)))
