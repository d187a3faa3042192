"""The facts of a report as plain values for people's own scripts: what `incidentlint.read` returns.

Nothing in here says whether a report is in order. What it leaves open, or says in a way that cannot be read, is None
or empty here, and a finding of `incidentlint.lint`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

import msgspec

from incidentlint.api.told import Teller
from incidentlint.api.values import Action, Duration, Moment, Place, Report, TimelineEntry
from incidentlint.facts import Row
from incidentlint.grammars import Stamp, Zone, find_dates
from incidentlint.markdown import Prose, unstruck
from incidentlint.outline import FieldNode, ListNode, Node, TableNode, walk
from incidentlint.report import (
    Bound,
    Chronology,
    Statement,
    Value,
    action_name,
    chronology,
    incident,
    incident_days,
    item_parts,
    length_of,
)
from incidentlint.report import Report as Matched
from incidentlint.template import has_slot
from incidentlint.text import SourceText, Span
from incidentlint.vocabulary import MILESTONES, is_nothing


def facts_of(report: Matched) -> Report:
    """The facts of a report that was matched to its pack."""
    reader = _Reader(report)
    teller = Teller(report, reader.place, reader.moment)
    timeline = tuple(reader.timeline())
    moments = {role: reader.stated(role) for role in (*MILESTONES, "report-date")}
    key_moments = tuple(teller.key_moments())
    undated = {found.role for found in reader.facts.milestones if found.stamp.date is None and not found.problem}
    for role in MILESTONES:
        # A field with a time alone is of the day that another one says.
        labelled = (found.moment for found in key_moments if found.role == role and found.moment.day is not None)
        moments[role] = moments[role] or next(labelled if role in undated else iter(()), None) or _told(role, timeline)
    return Report(
        path=report.path,
        pack=report.pack.name,
        title=reader.title(),
        id=reader.text("id"),
        severity=report.severity or None,
        severities=report.pack.severities,
        status=reader.text("status"),
        started=moments["started"],
        detected=moments["detected"],
        declared=moments["declared"],
        resolved=moments["resolved"],
        report_date=moments["report-date"],
        durations=tuple(reader.durations()),
        timeline=timeline,
        actions=tuple(reader.actions()),
        key_moments=key_moments,
        lengths=tuple(teller.lengths()),
        intervals=tuple(teller.intervals()),
        days=tuple(teller.days()),
        told=tuple(teller.told()),
        figures=tuple(teller.figures()),
        severity_changes=tuple(teller.severity_changes()),
        ids=tuple(teller.ids()),
        not_understood=tuple(teller.not_understood()),
    )


class _Reader:
    """Turns what the rules compare into plain values."""

    def __init__(self, report: Matched) -> None:
        self.report = report
        self.source: SourceText = report.source
        self.facts: Chronology = chronology(report)
        self.zones: Mapping[str, str] = report.pack.zones

    def place(self, span: Span) -> Place:
        start, end = self.source.position(span.start), self.source.position(span.end)
        return Place(start.line, start.column, end.line, end.column)

    def title(self) -> str | None:
        """The text of the report's H1, else of its field for a title, else of the page's in the front matter."""
        bound = next((bound for bound in self.report.bound if bound.shape.kind == "title"), None)
        if bound is not None and bound.value is not None:
            written = bound.value.text
        else:
            written = next((title.title.text for title in self.report.outline.titles), "")
        matter = self.report.outline.document.front_matter  # site generators make the H1 of the page from its title
        return _written(written) or self.text("title") or _written(matter.title if matter is not None else "")

    def text(self, role: str) -> str | None:
        """The text of a role's field, if it is filled in."""
        value = self.report.role_value(role)
        return _plain(unstruck(value.prose)) if value is not None and value.ok else None

    # Times.

    def stated(self, role: str) -> Moment | None:
        """The moment that a role's field states, the first that can be compared."""
        found = (s for s in self.facts.milestones if s.role == role and s.point is not None)
        statement: Statement | None = next(found, None)
        if statement is None:
            return None
        return self.moment(statement.stamp, statement.span, self.facts.zone, label=statement.label)

    def moment(
        self, stamp: Stamp, span: Span, zone: Zone | None, *, label: str = "", day: dt.date | None = None
    ) -> Moment:
        """A stamp as a plain value; `day` stands in for a date that it does not write, `zone` for a zone."""
        own = stamp.zone or zone
        rules = own.info(self.zones) if own is not None else None
        if stamp.zone is None and own is not None and own.kind == "abbreviation" and rules is not None:
            # Stated once for all times, an abbreviation does not tell which of two hours is meant; see `make_point`.
            own = msgspec.structs.replace(own, kind="iana", name=self.zones[own.name])
        days = stamp.days(day)
        the_day = days[0] if len(days) == 1 else None
        seconds, at, ambiguous = stamp.clock, None, False
        clock = None
        if seconds is not None and stamp.time is not None:
            micro = stamp.time.microsecond
            clock = (dt.datetime.min + dt.timedelta(seconds=seconds, microseconds=micro)).time()
            if rules is not None:
                instants = stamp.instants(self.zones, the_day, default_zone=own) if the_day else ()
                at = instants[0].astimezone(rules) if instants else None
                ambiguous = len(instants) > 1
            elif the_day is not None:
                at = _later(dt.datetime.combine(the_day, dt.time()), seconds, micro)
        return Moment(
            text=stamp.raw,
            label=label,
            day=the_day,
            clock=clock,
            at=at,
            zone=str(stamp.zone or zone or "") if stamp.time is not None else "",
            precision=dt.timedelta(seconds=stamp.precision),
            approximate=stamp.approx or (stamp.time is not None and stamp.time.approx),
            ambiguous=ambiguous,
            place=self.place(span),
        )

    def durations(self) -> Iterator[Duration]:
        """The durations that fields state."""
        roles: tuple[Literal["duration", "detection-time"], ...] = ("duration", "detection-time")
        for role in roles:
            for bound in self.report.role(role):
                value = bound.value
                if value is None or not value.ok or value.duration is None:
                    continue
                read = value.duration
                yield Duration(
                    role=role,
                    label=_label(bound),
                    text=read.raw,
                    length=dt.timedelta(seconds=read.seconds),
                    approximate=read.approx,
                    bound=read.bound,
                    precision=dt.timedelta(seconds=read.precision),
                    qualifier=read.qualifier or "",
                    place=self.place(length_of("", bound, value.prose, read).span),
                )

    def timeline(self) -> Iterator[TimelineEntry]:
        """The entries of all timelines."""
        for placed in incident(self.report).story:
            rows = {row.entry.span: row for row in placed.rows}
            zone = placed.timeline.zone or self.facts.zone
            for entry in placed.timeline.entries:
                row = rows.get(entry.span)
                yield TimelineEntry(
                    written=entry.stamp.raw,
                    time=self.entry_time(row, zone) if row is not None else None,
                    until=self.entry_end(row, zone) if row is not None else None,
                    text=_plain(entry.event.text) if entry.event is not None else "",
                    milestone=next((role for role in MILESTONES if row is not None and role in row.tells), None),
                    place=self.place(entry.span),
                )

    def entry_time(self, row: Row, zone: Zone | None) -> Moment:
        """The time of an entry, on the day that follows from the entries before it."""
        day = row.day if row.dated else None
        return self.moment(_undated(row.entry.stamp), row.entry.span, zone, day=day)

    def entry_end(self, row: Row, zone: Zone | None) -> Moment | None:
        """The end of an entry's range."""
        if row.entry.until is None or row.last is row.instant:
            return None
        day = row.last.days[0] if row.dated else None
        return self.moment(_undated(row.entry.until), row.entry.span, zone, day=day)

    # Actions.

    def actions(self) -> Iterator[Action]:
        """The action items: of the tables, or where there are none of the lists."""
        roots = [bound for bound in self.report.role("actions") if bound.node is not None and not bound.waived]
        found = [action for root in roots for action in self.of_tables(root)]
        yield from found or (action for root in roots for action in self.of_lists(root))

    def of_tables(self, root: Bound) -> Iterator[Action]:
        shapes = {bound.node.span: bound for bound in root.walk() if isinstance(bound.node, TableNode)}
        for node in self.below(root):
            if not isinstance(node, TableNode):
                continue
            columns = self.columns(node, shapes.get(node.span))
            if "action" not in columns:
                continue
            for row in node.rows:
                if len(row.cells) != len(node.columns) or all(is_nothing(cell.text) for cell in row.cells):
                    continue
                cells = {
                    role: self.cell(row.cells[at], role, bound, column) for role, (at, bound, column) in columns.items()
                }
                if cells["action"] or cells.get("owner") or cells.get("due"):
                    yield self.action(cells, None, row.span)

    def columns(self, table: TableNode, bound: Bound | None) -> dict[str, tuple[int, Bound | None, int]]:
        """Which column of a table has which role: by the pack's template, else by the lexicon's labels."""
        found: dict[str, tuple[int, Bound | None, int]] = {}
        if bound is not None:
            for index, column in enumerate(bound.shape.columns):
                if column.role and index in bound.columns:
                    found.setdefault(column.role, (bound.columns[index], bound, index))
        for role, labels in self.report.lexicon.columns.items():
            taken = {at for at, *_ in found.values()}
            for label in labels:
                at = next((i for i, c in enumerate(table.columns) if label in (c.key, c.bare) and i not in taken), None)
                if role not in found and at is not None:
                    found[role] = (at, None, 0)
        return found

    def cell(self, prose: Prose, role: str, bound: Bound | None, column: int) -> str:
        """The text of a cell, empty where it is not filled in.

        It is without what is crossed out; an action that is crossed out because it is done keeps its name.
        """
        if bound is not None:
            value: Value = self.report.read_cell(prose, bound.shape.columns[column])
        else:
            value = self.report.reader.read(prose, (), None)
        if value.state in ("slot", "unresolved", "empty", "absent"):
            return ""
        return _plain(action_name(prose, self.report.lexicon) if role == "action" else unstruck(prose))

    def of_lists(self, root: Bound) -> Iterator[Action]:
        end = -1
        for node in self.below(root):
            if not isinstance(node, ListNode) or node.span.start < end:
                continue  # a list in a list tells of one of its items
            end = node.span.end
            for entry in node.children:
                whole = entry.whole if entry.whole is not None else entry.value
                value = self.report.reader.read(whole, (), None)
                if value.state not in ("slot", "empty", "todo", "waived") and value.text:
                    parts = item_parts(entry, self.report.lexicon)
                    yield self.action({role: _plain(text) for role, text in parts.items()}, entry.tick, entry.span)

    def below(self, root: Bound) -> Iterator[Node]:
        assert root.node is not None
        return (node for node in walk((root.node,)) if not self.report.is_guide(node.span))

    def action(self, cells: dict[str, str], done: bool | None, span: Span) -> Action:
        due = cells.get("due", "")
        return Action(
            action=cells.get("action", ""),
            owner=cells.get("owner", ""),
            due=self.due(due),
            due_text=due,
            priority=cells.get("priority", ""),
            status=cells.get("status", ""),
            reference=cells.get("reference", ""),
            done=done,
            place=self.place(span),
        )

    def due(self, text: str) -> dt.date | None:
        """The day that a deadline names."""
        date = next((date for date in find_dates(text) if date.valid), None)
        if date is None:
            return None
        if date.year is None:
            written = self.stated("report-date")
            anchor = written.day if written is not None else min(incident_days(self.report), default=None)
            return date.on_or_after(anchor) if anchor is not None else None
        days = date.days()
        return days[0] if len(days) == 1 else None


def _told(role: str, timeline: tuple[TimelineEntry, ...]) -> Moment | None:
    """The moment of the entry that tells a milestone, where no field states it: the last that tells the end."""
    entries = [entry for entry in timeline if entry.milestone == role and entry.time is not None]
    if not entries:
        return None
    entry = entries[-1] if role == "resolved" else entries[0]
    return replace(entry.time, label=entry.text) if entry.time is not None else None


def _undated(stamp: Stamp) -> Stamp:
    """A time without the date beside it: its day was worked out with the whole timeline."""
    return msgspec.structs.replace(stamp, date=None) if stamp.time is not None else stamp


def _later(start: dt.datetime, seconds: int, micro: int) -> dt.datetime | None:
    try:
        return start + dt.timedelta(seconds=seconds, microseconds=micro)
    except OverflowError:
        return None


def _label(bound: Bound) -> str:
    written = bound.node.label.text if isinstance(bound.node, FieldNode) else ""
    return written or bound.shape.label.text


def _plain(text: str) -> str:
    """The text in one line."""
    return " ".join(text.split())


def _written(title: str) -> str | None:
    """A title in one line; None where it is blank or still to be filled in."""
    return _plain(title) if title.strip() and not has_slot(title) else None
