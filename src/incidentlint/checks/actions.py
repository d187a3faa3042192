"""Action items: who does what by when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from incidentlint.checks.common import proses
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Edit, Finding, Fix
from incidentlint.outline import find_box
from incidentlint.report import (
    Bound,
    Report,
    Value,
    action_tables,
    asks_for_person,
    residue,
    says_done,
    told_of_actions,
)
from incidentlint.text import Span, quoted, shorten
from incidentlint.vocabulary import is_nobody, is_team


def owner(report: Report, params: NoParams) -> Iterator[Finding]:
    """Actions that nobody owns: no name, or one that is nobody's."""
    seen = set()
    for value, place, action in told_of_actions(report, "owner"):
        seen.add(place)
        if value.state in ("slot", "unresolved") or _is_unfilled(report, value, place):
            continue
        if not value.text.strip(" *_`@.") or value.state in ("empty", "todo"):
            yield Finding(place, {"action": action, "text": value.text}, variant="none" if not value.text else "nobody")
        elif value.state != "waived" and is_nobody(value.text, report.lexicon, surely=not report.policy.demands):
            yield Finding(place, {"action": action, "text": value.text}, variant="nobody")
        elif (
            value.state == "ok"
            and is_team(value.text, report.lexicon)
            and (person := asks_for_person(report)) is not False
        ):
            values = {"action": action, "text": value.text}
            yield Finding(place, values, at_most="error" if person else "info", variant="nobody")
    for left in report.leftovers():
        if left.kind == "nobody" and left.span not in seen:
            yield Finding(left.span, {"action": left.owner, "text": left.text}, variant="nobody")


def due(report: Report, params: NoParams) -> Iterator[Finding]:
    """Actions without a date: none, or words such as ASAP."""
    from incidentlint.grammars import names_period, value_dates

    periods = report.lexicon.words.answers.periods
    for value, place, action in told_of_actions(report, "due"):
        if value.state in ("slot", "unresolved", "waived"):
            continue
        empty = not value.text or value.state == "empty"
        if not empty and (
            value_dates(value.text) or _SHORT_DAY.fullmatch(value.text) or names_period(value.text, periods)
        ):
            continue
        from incidentlint.template import has_slot

        if has_slot(value.text) or _is_unfilled(report, value, place):
            continue
        if empty or not says_done(value.text, report.lexicon):
            yield Finding(place, {"action": action, "text": value.text}, variant="words" if value.text else "none")


_SHORT_DAY = re.compile(r"\d{1,2}\s?[./月월-]\s?\d{1,2}\s?[.日일]?")
"""A day without its year: ``24.10.``, ``10/24``, ``10月24日``."""


def _is_unfilled(report: Report, value: Value, place: Span) -> bool:
    """Whether what is missing is a slot that was left on its line, and told as one."""
    return not value.text and report.source.line_of(place.start) in report.once(
        "lines of slots", lambda: _lines_of_slots(report)
    )


def _lines_of_slots(report: Report) -> frozenset[int]:
    """The lines that a slot of the template was left on."""
    line_of = report.source.line_of
    slots = (piece.span for piece in residue(report) if piece.kind == "slot")
    return frozenset(
        line for span in slots for line in range(line_of(span.start), line_of(max(span.start, span.end - 1)) + 1)
    )


def numbering(report: Report, params: NoParams) -> Iterator[Finding]:
    """Action numbers that do not count 1, 2, 3; those of a further table may go on where the one before it ended."""
    last = 0
    for bound in action_tables(report):
        index = next((i for i, column in enumerate(bound.shape.columns) if column.role == "number"), None)
        if index is None or index not in bound.columns:
            continue
        cells = [(row.number, row.values[index]) for row in report.rows(bound)]
        if not all(re.fullmatch(r"\d{1,4}", value.text) for _, value in cells):
            continue
        further = last if cells and int(cells[0][1].text) == last + 1 else 0
        wrong = [(place + further, value) for place, value in cells if int(value.text) != place + further]
        last = int(cells[-1][1].text) if cells else last
        if wrong:
            place, value = wrong[0]
            fix = None if _is_quoted(report, bound, wrong) else _renumbered(report, wrong)
            yield Finding(value.span, {"number": value.text, "expected": str(place)}, fix=fix)


def _renumbered(report: Report, wrong: list[tuple[int, Value]]) -> Fix | None:
    """The fix that writes the right numbers, with as many digits; none where they cannot be put in their place."""
    edits = [
        Edit(value.span, str(place).zfill(len(value.text) if value.text[0] == "0" else 1)) for place, value in wrong
    ]
    if any(report.source[value.span] != value.text for _, value in wrong):
        return None
    return Fix("Number the rows 1, 2, 3", "safe", tuple(edits))


def _is_quoted(report: Report, bound: Bound, wrong: list[tuple[int, Value]]) -> bool:
    """Whether the report quotes one of the numbers outside of the table: `#3`, `action 3`."""
    numbers = {int(value.text) for _, value in wrong}
    columns = {column.label.key for column in bound.shape.columns if column.role in ("number", "action")}
    words = {word.removesuffix("s") for word in (*columns, *report.lexicon.roles["actions"])} - {""}
    before = "|".join(map(re.escape, sorted({*words, "#"})))
    pattern = re.compile(rf"(?:{before})s?[ ]?#?(\d{{1,4}})(?!\w)", re.IGNORECASE)
    for prose in proses(report):
        if bound.node is not None and bound.node.span.covers(prose.span):
            continue
        if any(int(number) in numbers for number in pattern.findall(prose.text)):
            return True
    return False


def overdue(report: Report, params: NoParams) -> Iterator[Finding]:
    """Open actions whose date has passed; none without the time that it is, or a column that tells what is open."""
    from incidentlint.grammars import value_dates

    if report.clock is None:
        return
    for bound in action_tables(report):
        due, status = report.column(bound, "due"), report.column(bound, "status")
        what = report.column(bound, "action")
        if due is None or status is None:
            continue
        for row in report.rows(bound):
            value, state = row.values[due], row.values[status]
            days = [date.days() for date in value_dates(value.text) if date.valid]
            if len(days) != 1 or not days[0] or _is_over(state, report) or says_done(value.text, report.lexicon):
                continue
            if report.clock.begun(max(days[0]), 2 * _A_DAY):
                action = quoted(shorten(row.values[what].text, 50)) if what is not None else ""
                values = {"action": action or f"in row {row.number}", "date": value.text, "status": state.text}
                yield Finding(value.span, values)


_A_DAY = dt.timedelta(days=1)
"""How long a day is, and how much later at most it ends in other zones."""


def _is_over(status: Value, report: Report) -> bool:
    """Whether a status says that nothing is left to do; of an empty one nobody knows."""
    box = find_box(status.prose)
    ticked = box is not None and box.state in ("ticked", "waived")
    return not status.text or ticked or says_done(status.text, report.lexicon)
