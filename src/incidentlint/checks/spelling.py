"""Spelling: what a report says as the template asks for it, but writes otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.checks.registry import NoParams
from incidentlint.findings import Edit, Finding, Fix
from incidentlint.report import Report, Value
from incidentlint.template import Slot
from incidentlint.text import Span, quoted
from incidentlint.tuples import NamedTuple

_BULLET = re.compile(r"[\s>]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}")

_FILLING = re.compile(r"[\W_]")

_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")

_ISO = "YYYY-MM-DD"

_CLOCK = re.compile(r"\dT\d|:")
"""What is in a date that is written with its time as one word, as programs do."""


class _Other(NamedTuple):
    """A place that is written otherwise than `right`, and what it is."""

    span: Span
    right: str
    owner: str


def other_spelling(report: Report, params: NoParams) -> Iterator[Finding]:
    """Options, dates and boxes that are written otherwise than in the template, though they say the same."""
    seen: set[Span] = set()
    for found in (*_values(report), *_boxes(report)):
        written = report.source[found.span]
        if written != found.right and found.span not in seen and not report.is_guide(found.span):
            seen.add(found.span)
            fix = Fix(f"Write {found.right}", "safe", (Edit(found.span, found.right),))
            yield Finding(found.span, {"written": written, "right": found.right, "owner": found.owner}, fix=fix)


def _values(report: Report) -> Iterator[_Other]:
    for bound in report.walk():
        shape, value = bound.shape, bound.value
        if shape.kind == "field" and value is not None and value.ok and value.box is None:
            yield from _value(report, value, shape.slots, quoted(bound.label), level="severity" in shape.roles)
        elif shape.kind == "table" and shape.sample:
            for row in report.rows(bound):
                for index, cell in row.values.items():
                    column = shape.columns[index]
                    if cell.ok:
                        yield from _value(report, cell, column.slots, quoted(column.label.text))


def _value(
    report: Report, value: Value, slots: tuple[Slot, ...], owner: str, *, level: bool = False
) -> Iterator[_Other]:
    """The option or date of a value."""
    text = value.prose.text
    if value.answer and value.answer.isascii():
        start = len(text) - len(text.lstrip())
        reading = report.pack.scale.read(text) if level else None
        end = start + len(value.answer)
        if reading is not None and _same(text[reading.start : reading.end], reading.level):
            start, end = reading.start, reading.end
        if _same(text[start:end], value.answer) and not text[end : end + 1].isalnum():
            yield from _verbatim(report, value, start, end, value.answer, owner)
    date = value.stamp.date if value.stamp is not None else None
    if date is not None and date.weekday is None and not date.ambiguous and any(_ISO in slot.text for slot in slots):
        days = date.days()
        if len(days) == 1 and text[date.start : date.end] == date.raw and not _CLOCK.search(date.raw):
            yield from _verbatim(report, value, date.start, date.end, days[0].isoformat(), owner)


def _verbatim(report: Report, value: Value, start: int, end: int, right: str, owner: str) -> Iterator[_Other]:
    """A part of a value, if it is in the source as it is read."""
    span = value.prose.source(start, end)
    if report.source[span] == value.prose.text[start:end]:
        yield _Other(span, right, owner)


def _same(written: str, right: str) -> bool:
    """Whether two spellings of an option differ in case, padding and zeros before a number alone."""
    return _bare(written) == _bare(right) != ""


def _bare(text: str) -> str:
    return _FILLING.sub("", _LEADING_ZEROS.sub("", _FILLING.sub("-", text).replace("-", " "))).casefold()


def _boxes(report: Report) -> Iterator[_Other]:
    """Boxes of list items that Markdown does not read as such: ``[ x ]``, ``[]``, an escaped one."""
    source = report.source
    for node in report.outline.fields:
        if node.box is None or node.origin != "item":
            continue
        written = source[node.box]
        before = source[Span(source.line_start(source.line_of(node.box.start)), node.box.start)]
        if "[" in written[:2] and "\n" not in written and _BULLET.fullmatch(before):
            if written not in ("[ ]", "[x]", "[X]"):
                yield _Other(node.box, "[x]" if node.tick else "[ ]", "the box")
