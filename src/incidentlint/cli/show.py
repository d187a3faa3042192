"""``incidentlint show``: what is read in a report, with the places where it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from incidentlint.api import facts_of
from incidentlint.cli.configured import resolver_for
from incidentlint.cli.console import read_stdin
from incidentlint.output import pretty
from incidentlint.pictures import Story, as_html, as_lines, as_mermaid, as_svg, story_of
from incidentlint.project import Examined, Overrides, Resolver, Run, UserError, examine, examine_stdin
from incidentlint.text import one_line, shorten

if TYPE_CHECKING:
    from incidentlint.api import Duration, Length, Moment, Report, TimelineEntry
    from incidentlint.report import Leftover
    from incidentlint.report import Report as Matched

VERSION = 1
"""Raised when a key changes its meaning or goes; new keys may come without."""

PICTURES: dict[str, Callable[[Story], str]] = {"svg": as_svg, "mermaid": as_mermaid, "html": as_html}
"""The formats that are pictures alone."""

_PICTURE = 120
"""Picture lines are no wider than so many columns."""

_LABEL = 16
_LONGEST = 72


def show(path: str, packs: Sequence[str], *, stdin_filename: str, config: str, isolated: bool, form: str) -> str:
    """What a report says, as it is understood: as text, or with `form` as JSON or a picture; ``-`` is standard input,
    which is said to be `stdin_filename`. Raises `UserError`.
    """
    if path == "-":
        found = _read_stdin(
            stdin_filename, resolver_for(Overrides(packs=tuple(packs)), config=config, isolated=isolated)
        )
    else:
        found = read_one(path, packs, config=config, isolated=isolated)
    if not found.reports:
        raise UserError(f"{found.shown} is not a report: {found.reason}")
    if form == "json":
        return pretty(_document(found))
    if form in PICTURES:
        if len(found.reports) > 1:
            raise UserError(f"{found.shown} holds {len(found.reports)} reports; a picture is of one")
        return PICTURES[form](story_of(facts_of(found.reports[0])))
    blocks = [f"{found.shown}: {found.pack} ({found.reason})"]
    for report in found.reports:
        lines = [f"{label:<{_LABEL}}{text}" for label, text in _lines(report)]
        blocks.append("\n".join(line.rstrip() for line in lines))
    return "\n\n".join(blocks) + "\n"


def read_one(path: str, packs: Sequence[str], *, config: str, isolated: bool) -> Examined:
    """Examine one file. Raises `UserError`."""
    if not os.path.lexists(path):
        raise UserError(f"{path}: no such file or folder")
    return examine(path, resolver_for(Overrides(packs=tuple(packs)), config=config, isolated=isolated))


def _read_stdin(filename: str, resolver: Resolver) -> Examined:
    """Examine standard input. Raises `UserError`."""
    run = Run()
    found = next(examine_stdin(read_stdin(), filename, resolver, run), None)
    if found is None:
        raise UserError(run.failures[0].message)
    if found.error:
        raise UserError(found.error)
    return found


def _lines(matched: Matched) -> Iterator[tuple[str, str]]:
    report = facts_of(matched)
    yield "title", report.title or "-"
    yield "id", report.id or "-"
    yield "severity", report.severity or "-"
    if report.status:
        yield "status", report.status
    for identifier in report.ids:
        if identifier.text != report.id:
            yield "id", _at(identifier.text, identifier.place.line, identifier.label)
    for change in report.severity_changes:
        said = f"{change.kind} to {change.level or '?'}{f' from {change.other}' if change.other else ''}"
        yield "", _at(said, change.place.line)
    yield from _times(report)
    yield "timeline", _counted(len(report.timeline), "entry", "entries")
    yield from (("", _entry(entry)) for entry in report.timeline)
    for number, line in enumerate(as_lines(story_of(report), _PICTURE)):
        yield "" if number else "picture", line
    yield "actions", _counted(len(report.actions), "action", "actions")
    for action in report.actions:
        said = ", ".join(part for part in (action.owner, action.due_text, action.status) if part)
        yield "", _at(f"{shorten(action.action, _LONGEST)}{f' ({said})' if said else ''}", action.place.line)
    yield from _told(report)
    left = matched.leftovers()
    if left:
        yield "left of a form", _counted(len(left), "place", "places")
        yield from (("", _at(f"{piece.kind}: {piece.text}", _line(matched, piece))) for piece in left)


def _times(report: Report) -> Iterator[tuple[str, str]]:
    """The moments and lengths that labels and sentences state, and what the moments give."""
    seen = {moment.place for moment in report.milestones.values()}
    for role, moment in (*report.milestones.items(), ("report-date", report.report_date)):
        if moment is not None:
            yield role, _at(_moment(moment), moment.place.line, moment.label)
            seen.add(moment.place)
    for key in report.key_moments:
        if key.moment.place not in seen:
            yield key.role, _at(_moment(key.moment), key.moment.place.line, key.moment.label)
    stated = {duration.place for duration in report.durations}
    for duration in report.durations:
        yield duration.role, _at(_length(duration), duration.place.line, duration.label)
    for length in report.lengths:
        if length.place not in stated:
            yield (
                f"to {length.kind}" if length.kind != "whole" else "duration",
                _at(_length(length), length.place.line, length.label),
            )
    for interval in report.intervals:
        yield "between", f"{interval.start} and {interval.end}: {interval.length}"


def _told(report: Report) -> Iterator[tuple[str, str]]:
    """What else the report tells, and what of it was not understood."""
    if report.owners:
        yield "owners", one_line(", ".join(report.owners))
    for number, day in enumerate(report.days):
        said = " or ".join(str(one) for one in day.days)
        at = _at(said, day.place.line, day.label) if day.place is not None else f"{said}  [{day.label}]"
        yield "" if number else "days", at
    for number, moment in enumerate(report.told):
        yield "" if number else "sentences", _at(_moment(moment), moment.place.line)
    for number, figure in enumerate(report.figures):
        unit = f" {figure.unit}" if figure.kind == "count" and figure.unit else ""
        yield "" if number else "figures", _at(f"{figure.text}{unit}", figure.place.line)
    unread = report.not_understood
    yield "not understood", _counted(len(unread), "place", "places")
    for piece in unread:
        yield "", _at(f"{shorten(piece.text, _LONGEST)} ({piece.why})", piece.place.line, piece.label)


def _at(text: str, line: int, label: str = "") -> str:
    return f"{one_line(text)}  [line {line}{f', {label}' if label else ''}]"


def _line(matched: Matched, piece: Leftover) -> int:
    return matched.source.position(piece.span.start).line


def _moment(moment: Moment) -> str:
    parts = [moment.day.isoformat() if moment.day else "day unknown", moment.clock.isoformat() if moment.clock else ""]
    said = " ".join(part for part in (*parts, moment.zone) if part)
    return f"{'about ' if moment.approximate else ''}{said}"


def _length(duration: Duration | Length) -> str:
    bound = {"less": "at most ", "more": "at least ", None: "about " if duration.approximate else ""}[duration.bound]
    note = f" ({duration.qualifier})" if duration.qualifier else ""
    return f"{bound}{duration.length}{note}"


def _entry(entry: TimelineEntry) -> str:
    time = _moment(entry.time) if entry.time else f"no time: {entry.written}"
    until = f" to {_moment(entry.until)}" if entry.until else ""
    told = f" [{entry.milestone}]" if entry.milestone else ""
    return _at(f"{time}{until}{told}: {shorten(one_line(entry.text), _LONGEST)}", entry.place.line)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _document(found: Examined) -> dict[str, Any]:
    return {
        "version": VERSION,
        "path": found.shown,
        "pack": found.pack,
        "reason": found.reason,
        "reports": [_report(report) for report in found.reports],
    }


def _report(matched: Matched) -> dict[str, Any]:
    facts: Report = facts_of(matched)
    left = [{"kind": piece.kind, "text": piece.text, "line": _line(matched, piece)} for piece in matched.leftovers()]
    return {"line": matched.line, "facts": facts, "leftovers": left}
