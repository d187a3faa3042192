"""What an editor offers to write: levels, choices, sections, owners, dates and lengths of time. Pure but for owners."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from lsprotocol import types

from incidentlint.lsp.positions import Units, overlap
from incidentlint.lsp.times import lengths
from incidentlint.outline import FieldNode, TableNode, trimmed
from incidentlint.report import Bound, Report, level_of, top_shift
from incidentlint.template import Slot, SlotType, at_instant, spell, target
from incidentlint.vocabulary import ROLES

TRIGGERS = ("#", "|", "@")
"""Characters after which an editor asks by itself."""

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t].*)?")

_MOMENTS = ("date", "date-time", "time")


class Completer:
    """Offers for one position of a text."""

    def __init__(self, units: Units, at: types.Position, now: dt.datetime, owners: Callable[[], Iterable[str]]) -> None:
        """Take the position, an aware time that it is now, and who gives the owners in other reports, asked last."""
        self.units = units
        self.at = at
        self.now = now
        self.owners = owners

    def items(self, reports: Sequence[Report]) -> list[types.CompletionItem]:
        """What can be written at the position; nothing where nobody knows."""
        report = next((one for one in reversed(reports) if one.line <= self.at.line + 1), None)
        if report is None:
            return []
        before = self.units.before(self.at)
        if _HEADING.fullmatch(before):
            return list(self._sections(report, before))
        found = self._field(report) or self._cell(report)
        if found is None:
            return []
        texts, place = found
        return [self._item(text, place, number) for number, text in enumerate(dict.fromkeys(texts))]

    def _item(self, text: str, place: types.Range, number: int, detail: str = "") -> types.CompletionItem:
        return types.CompletionItem(
            text,
            kind=types.CompletionItemKind.Value,
            detail=detail or None,
            text_edit=types.TextEdit(place, text),
            filter_text=text,
            sort_text=f"{number:04}",
        )

    def _sections(self, report: Report, before: str) -> Iterator[types.CompletionItem]:
        """The headings of the template that the report does not have."""
        place = types.Range(types.Position(self.at.line, 0), self.at)
        shift = top_shift(report)
        for number, bound in enumerate(report.walk()):
            shape = bound.shape
            if shape.kind != "section" or bound.present or not shape.label.text or not shape.level:
                continue
            if bound.parent is not None and not bound.parent.present:
                continue
            text = f"{'#' * max(1, min(6, level_of(bound, shift)))} {shape.label.text}"
            demanded = report.demanded(shape.required)
            detail = "required" if demanded else "optional" if demanded is False else "required in some reports"
            yield self._item(text, place, number, detail)

    def _field(self, report: Report) -> tuple[list[str], types.Range] | None:
        """What a field at the position may say, and what of it would be replaced."""
        here = types.Range(self.at, self.at)
        for bound in report.walk():
            node = bound.node
            if not isinstance(node, FieldNode) or bound.value is None or node.tick is not None:
                continue
            place = self.units.span(report, bound.value.span)
            if not bound.value.text:
                label = self.units.span(report, node.label.span)
                place = here if label.start.line == self.at.line and label.end.character < self.at.character else place
            if place.start.line == place.end.line and overlap(place, here):
                texts = self._of_field(report, bound)
                return (texts, place) if texts else None
        return None

    def _of_field(self, report: Report, bound: Bound) -> list[str]:
        shape = bound.shape
        if bound in report.role("severity") and report.pack.severities:
            return list(report.pack.severities)
        role = next((name for name, shapes in report.pack.roles.items() if shape in shapes), "")
        kind = shape.type
        if role in ("duration", "detection-time") or (kind is not None and kind.kind == "duration"):
            return [pair.length for pair in lengths(report)]
        moment = role in ROLES and ROLES[role].type in _MOMENTS
        return self._of_type(report, kind, shape.slots, moment=moment)

    def _cell(self, report: Report) -> tuple[list[str], types.Range] | None:
        """What the cell of a table at the position may say, and what of it would be replaced."""
        here = types.Range(self.at, self.at)
        bounds = {bound.node: bound for bound in report.walk() if isinstance(bound.node, TableNode)}
        for table in report.outline.walk():
            if not isinstance(table, TableNode) or not overlap(self.units.span(report, table.span), here):
                continue
            for row in table.rows:
                for index, span in enumerate(row.cell_spans[: len(table.columns)]):
                    place = self.units.span(report, span)
                    if overlap(place, here):
                        text = row.cells[index]
                        place = self.units.span(report, trimmed(text)) if text.text.strip() else here
                        texts = self._of_cell(report, table, bounds.get(table), index)
                        return (texts, place) if texts and place.start.line == place.end.line else None
        return None

    def _of_cell(self, report: Report, table: TableNode, bound: Bound | None, index: int) -> list[str]:
        columns = bound.shape.columns if bound is not None else ()
        at = next((one for one, place in (bound.columns if bound is not None else {}).items() if place == index), None)
        column = columns[at] if at is not None else None
        label = table.columns[index]
        role = (column.role if column is not None else "") or report.lexicon.column_role(label.key, label.bare)
        if role == "owner":
            return list(self.owners())
        return self._of_type(
            report,
            column.type if column is not None else None,
            column.slots if column is not None else (),
            moment=role in ("due", "date", "time"),
        )

    def _of_type(self, report: Report, kind: SlotType | None, slots: tuple[Slot, ...], *, moment: bool) -> list[str]:
        """What a type takes: its options, or the time that it is in the form of its slot."""
        if kind is not None and kind.kind == "choice":
            return list(kind.options)
        timed = next((slot for slot in slots if slot.type.kind in _MOMENTS), None)
        if timed is None and not moment and (kind is None or kind.kind not in _MOMENTS):
            return []
        wanted = target(slots, report.pack.zones)
        now = at_instant(self.now, wanted, report.pack.zones)
        if timed is not None:
            return [spell(timed, now)]
        return [now.clock_text()] if kind is not None and kind.kind == "time" else [now.day.isoformat(), now.text]
