"""``incidentlint show``: what is read in a report, with the places where it stands."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from incidentlint.api import facts_of
from incidentlint.output import pretty
from incidentlint.project import Examined, Overrides, Resolver, UserError, examine
from incidentlint.rulebook import UnknownRuleError
from incidentlint.text import one_line, shorten
from incidentlint.toml_file import FileError

if TYPE_CHECKING:
    from incidentlint.api import Duration, Moment, Report, TimelineEntry
    from incidentlint.report import Leftover
    from incidentlint.report import Report as Matched

VERSION = 1
"""Raised when a key changes its meaning or goes; new keys may come without."""

_LABEL = 14
_LONGEST = 72


def show(path: str, packs: Sequence[str], *, config: str, isolated: bool, form: str) -> str:
    """What a report says, as it is understood: as text, or with `form` ``json`` as JSON. Raises `UserError`."""
    found = read_one(path, packs, config=config, isolated=isolated)
    if not found.reports:
        raise UserError(f"{found.shown} is not a report: {found.reason}")
    if form == "json":
        return pretty(_document(found))
    blocks = [f"{found.shown}: {found.pack} ({found.reason})"]
    for report in found.reports:
        lines = [f"{label:<{_LABEL}}{text}" for label, text in _lines(report)]
        blocks.append("\n".join(line.rstrip() for line in lines))
    return "\n\n".join(blocks) + "\n"


def read_one(path: str, packs: Sequence[str], *, config: str, isolated: bool) -> Examined:
    """Examine one file. Raises `UserError`."""
    if not os.path.lexists(path):
        raise UserError(f"{path}: no such file or folder")
    try:
        resolver = Resolver(Overrides(packs=tuple(packs)), config=config, isolated=isolated)
    except (FileError, UnknownRuleError) as error:
        raise UserError(str(error)) from None
    return examine(path, resolver)


def _lines(matched: Matched) -> Iterator[tuple[str, str]]:
    report = facts_of(matched)
    yield "title", report.title or "-"
    yield "id", report.id or "-"
    yield "severity", report.severity or "-"
    if report.status:
        yield "status", report.status
    for role, moment in (*report.milestones.items(), ("report-date", report.report_date)):
        if moment is not None:
            yield role, _at(_moment(moment), moment.place.line, moment.label)
    for duration in report.durations:
        yield duration.role, _at(_length(duration), duration.place.line, duration.label)
    yield "timeline", _counted(len(report.timeline), "entry", "entries")
    yield from (("", _entry(entry)) for entry in report.timeline)
    yield "actions", _counted(len(report.actions), "action", "actions")
    for action in report.actions:
        said = ", ".join(part for part in (action.owner, action.due_text, action.status) if part)
        yield "", _at(f"{shorten(action.action, _LONGEST)}{f' ({said})' if said else ''}", action.place.line)
    left = matched.leftovers()
    if left:
        yield "left of a form", _counted(len(left), "place", "places")
        yield from (("", _at(f"{piece.kind}: {piece.text}", _line(matched, piece))) for piece in left)


def _at(text: str, line: int, label: str = "") -> str:
    return f"{one_line(text)}  [line {line}{f', {label}' if label else ''}]"


def _line(matched: Matched, piece: Leftover) -> int:
    return matched.source.position(piece.span.start).line


def _moment(moment: Moment) -> str:
    parts = [moment.day.isoformat() if moment.day else "day unknown", moment.clock.isoformat() if moment.clock else ""]
    said = " ".join(part for part in (*parts, moment.zone) if part)
    return f"{'about ' if moment.approximate else ''}{said}"


def _length(duration: Duration) -> str:
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
