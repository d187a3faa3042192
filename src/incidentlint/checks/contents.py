"""Contents: the fields, tables, items and texts that the template demands of its sections."""

from __future__ import annotations

from collections.abc import Iterator

from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding, Level, Related
from incidentlint.markdown import Quote
from incidentlint.near import nearest
from incidentlint.outline import FieldNode, ListNode, Node, TableNode, TextNode
from incidentlint.report import (
    Bound,
    Report,
    absent_fields,
    count_entries,
    entries_span,
    is_text,
    is_told_in_rows,
    owner_span,
    residue,
    says_none,
    trim_row,
    wanted,
)
from incidentlint.text import Span, count_sentences, quoted
from incidentlint.vocabulary import key_of


def missing_field(report: Report, params: NoParams) -> Iterator[Finding]:
    """Fields that the template demands, at the heading of the section that should have them."""
    title = report.bound[0] if report.bound and report.bound[0].shape.kind == "title" else None
    if title is not None and not title.present and title.shape.required and not _has_title(report):
        yield Finding(report.source.line_span(0), {"field": "the title", "where": "", "near": ""})
    for bound, name, told in absent_fields(report):
        if bound.shape.origin != "heading":
            from incidentlint.report import field_skeleton

            near = f"; did you mean {quoted(name)}?" if name else ""
            yield Finding(
                owner_span(report, bound),
                {"field": f"field {quoted(bound.shape.label.text)}", "where": _where(bound), "near": near},
                fix=field_skeleton(report, bound),
                at_most="info" if told else "error",
            )


def _has_title(report: Report) -> bool:
    """Whether the front matter has a title, or one heading of a lower level is over all others."""
    matter = report.document.front_matter
    if matter and matter.title:
        return True
    tops = report.outline.sections
    return len(tops) == 1 and any(tops[0].sections) and tops[0].label.key not in report.pack.shape.labels()


def duplicate_field(report: Report, params: NoParams) -> Iterator[Finding]:
    """Fields that appear twice in one place, at the second.

    What divides a timeline may be there for each day, and what is told of an action for each of them. A list of which
    the template shows one entry has as many as there are.
    """
    for bound in report.walk():
        if bound.shape.kind == "field" and not bound.shape.sample and bound.duplicates:
            told = _is_of_entries(bound) or _is_an_entry(bound)
            for copy in bound.duplicates:
                if isinstance(copy, FieldNode) and not told:
                    first = Related(bound.span, "the first one, which is checked")
                    most: Level = "info" if is_text(bound.shape) and not bound.shape.slots else "error"
                    yield Finding(copy.label.span, {"field": quoted(bound.label)}, (first,), at_most=most)


def _is_of_entries(bound: Bound) -> bool:
    """Whether a field is in a timeline, or among actions."""
    above = bound.parent
    while above is not None and not _ENTRIES.intersection(above.shape.roles):
        above = above.parent
    return above is not None


_ENTRIES = frozenset(("timeline", "actions"))


def _is_an_entry(bound: Bound) -> bool:
    """Whether a field tells several things in one line, and is all that its section asks for: ``Alert: <a>, <b>``."""
    return len(bound.shape.slots) > 1 and bound.parent is not None and len(bound.parent.shape.children) == 1


def missing_table(report: Report, params: NoParams) -> Iterator[Finding]:
    """Tables that the template demands, at the heading of the section that should have them."""
    for bound in report.walk():
        shape = bound.shape
        if shape.kind != "table" or bound.present or shape.required is not True or not wanted(report, bound):
            continue
        if any(child.present for child in bound.children) or says_none(report, bound):
            continue
        columns = ", ".join(column.label.text for column in shape.columns)
        values = {"columns": columns, "where": _where(bound)}
        if is_told_in_rows(report, bound):
            yield Finding(owner_span(report, bound), values, at_most="info", variant="told")
            continue
        from incidentlint.report import skeleton

        yield Finding(owner_span(report, bound), values, fix=skeleton(report, bound), variant="missing")


def _where(bound: Bound) -> str:
    """The nearest named node that something missing belongs to, for a message."""
    parent = bound.parent
    while parent is not None and not parent.shape.label.text:
        parent = parent.parent
    return f" in {quoted(parent.shape.label.text)}" if parent is not None else ""


def table_columns(report: Report, params: NoParams) -> Iterator[Finding]:
    """Columns of the template that a table does not have, at its header row."""
    for bound in report.walk():
        shape, table = bound.shape, bound.node
        if shape.kind != "table" or not isinstance(table, TableNode) or (len(shape.columns) <= 2 and not shape.sample):
            continue
        absent = [index for index in range(len(shape.columns)) if index not in bound.columns]
        missing = [shape.columns[index].label.text for index in absent if shape.columns[index].label.text]
        if len(absent) == 1 and _counts_other(bound, table, absent[0]):
            continue
        if missing and _owner_is_there(bound):
            values = {
                "missing": ", ".join(map(quoted, missing)),
                "columns": ", ".join(column.label.text for column in shape.columns if column.label.text),
                "s": "s" if len(missing) > 1 else "",
            }
            spared = all(shape.columns[index].optional for index in absent)  # what no row has to say need not be there
            spared = spared or _are_respelt(bound, table, missing)
            level: Level = "info" if spared else "error"
            yield Finding(trim_row(report, table.header), values, at_most=level, variant="missing")
        for index, place in bound.columns.items() if _owner_is_there(bound) else ():
            column, label = shape.columns[index], table.columns[place]
            names = {column.label.key, column.label.bare, *map(key_of, column.aliases)}
            if label.key not in names and label.bare not in names:
                values = {"name": label.text, "wanted": column.label.text}
                told = column.role in ("time", "event")  # whatever they are called, they tell when, and what
                yield Finding(label.span, values, at_most="info" if told else "error", variant="renamed")


def _are_respelt(bound: Bound, table: TableNode, missing: list[str]) -> bool:
    """Whether a table has all missing columns with a letter or two changed, as where the template mistyped them."""
    others = [label.key for place, label in enumerate(table.columns) if place not in bound.columns.values()]
    return all(nearest(key_of(name), others, least=_ALIKE) for name in missing)


_ALIKE = 0.9


def _counts_other(bound: Bound, table: TableNode, index: int) -> bool:
    """Whether a table counts something else where the template has a column: its figures are called what they are of.

    All other columns are the template's, and this one has no role.
    """
    columns = bound.shape.columns
    cells = [row.cells[index].text.strip(" *_~≈") for row in table.rows if len(row.cells) > index]
    return (
        len(table.columns) == len(columns)
        and index not in bound.columns.values()
        and not columns[index].role
        and bool(table.columns[index].key)
        and len(cells) > 1
        and all(cell[:1].isdigit() or not cell.strip("-–—") for cell in cells)
    )


def _owner_is_there(bound: Bound) -> bool:
    """Whether the report has the section or lead that a table belongs to: without it another table is no copy of it."""
    owner = bound.parent
    while owner is not None and not owner.shape.label.key:
        owner = owner.parent
    return owner is None or owner.present


def ragged_row(report: Report, params: NoParams) -> Iterator[Finding]:
    """Rows with more or fewer cells than the header, which a reader sees shifted or cut.

    Where all rows agree with each other the header is the odd one, which is one finding.
    """
    known = {bound.node.span for bound in report.walk() if isinstance(bound.node, TableNode)}
    for table in report.outline.tables:
        if report.is_guide(table.span):
            continue
        width = len(table.columns)
        counts = {len(row.cells) for row in table.rows}
        if len(counts) == 1 and len(table.rows) > 1 and width not in counts and table.span in known:
            values = {"columns": _count(width, "column"), "cells": _count(counts.pop(), "cell")}
            first = Related(trim_row(report, table.rows[0]), "the first row")
            yield Finding(trim_row(report, table.header), values, (first,), variant="header")
            continue
        acting = any(report.lexicon.column_role(column.key) in ("owner", "due") for column in table.columns)
        # Elsewhere a last cell may be left out; of a table of which no row is whole the header may be odd.
        filled = table.span in known or (width in counts and acting)
        for row in table.rows:
            count = len(row.cells)
            if count > width or (count < width and filled and (count > 1 or table.span in known)):
                extra = count - width
                values = {
                    "cells": _count(count, "cell"),
                    "columns": _count(width, "column"),
                    "extra": "the extra cell is" if extra == 1 else f"the {extra} extra cells are",
                }
                header = Related(trim_row(report, table.header), f"the header has {_count(width, 'column')}")
                yield Finding(trim_row(report, row), values, (header,), variant="many" if count > width else "few")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def too_few_entries(report: Report, params: NoParams) -> Iterator[Finding]:
    """Tables and lists with fewer entries than the template demands."""
    for bound in report.walk():
        shape = bound.shape
        if shape.kind not in ("table", "list") or not (shape.min or shape.max) or not wanted(report, bound):
            continue
        if shape.kind == "table" and not bound.present:
            continue
        if says_none(report, bound):
            continue
        count = count_entries(bound)
        owner = bound.parent.shape.label.text if bound.parent else ""
        values = {"count": f"{count} {'entry' if count == 1 else 'entries'}", "owner": quoted(owner) or "the table"}
        if count < shape.min and not _is_cut_off(report, bound):
            if bound.node is not None and count + _left_in(report, bound.node.span) >= shape.min:
                continue  # what was left of the template in its place is told
            yield Finding(entries_span(report, bound), {**values, "bound": f"at least {shape.min}"})
        elif shape.max and count > shape.max:
            yield Finding(owner_span(report, bound), {**values, "bound": f"at most {shape.max}"})


def _left_in(report: Report, place: Span) -> int:
    """How many pieces of the template were left in a place."""
    return sum(place.covers(piece.span) for piece in residue(report))


def _is_cut_off(report: Report, bound: Bound) -> bool:
    """Whether the rows of a table begin as lists do, so that a parser sees none: ``1. | Oil the pump | Ada``."""
    if not isinstance(bound.node, TableNode) or bound.node.rows:
        return False
    line = report.source.line_span(report.source.line_of(bound.node.span.end - 1) + 1)
    return "|" in report.source[line]


def length(report: Report, params: NoParams) -> Iterator[Finding]:
    """Texts with fewer or more sentences than the template asks for; one more than one or two does little harm."""
    for bound in report.walk():
        kind = bound.shape.type
        if kind is None or kind.kind != "sentences" or not bound.present:
            continue
        lines = _sentence_texts(bound)
        if not lines or (bound.value is not None and bound.value.state != "ok"):
            continue
        counts = [count_sentences(line.text, report.lexicon.words.sentences.abbreviations) for line in lines]
        low, high = map(sum, zip(*counts, strict=True))
        if high < kind.min or low > kind.max:
            wanted = f"{kind.min}" if kind.min == kind.max else f"{kind.min} to {kind.max}"
            span = Span(lines[0].source(0, 1).start, lines[-1].span.end)
            count = low if low > kind.max else high
            values = {
                "name": _text_owner(bound),
                "count": str(count),
                "wanted": wanted,
                "s": "" if count == 1 else "s",
            }
            close = kind.max - kind.min < _LEEWAY and count in (kind.min - 1, kind.max + 1)
            yield Finding(span, values, at_most="info" if close else "error")


_LEEWAY = 2
"""A template that asks for three to five sentences has given leeway; one that asks for one or two has not."""


def _text_owner(bound: Bound) -> str:
    current: Bound | None = bound
    while current is not None and not current.shape.label.text:
        current = current.parent
    return quoted(current.shape.label.text) if current else "the text"


def _sentence_texts(bound: Bound) -> list:  # type: ignore[type-arg]
    """The paragraphs whose sentences count; none where lists or tables are beside them."""
    if isinstance(bound.node, FieldNode):
        if bound.node.value.text.strip():
            return [bound.node.value]
        nodes: tuple[Node, ...] = bound.node.children
    else:
        parent = bound.parent.node if bound.parent else None
        nodes = tuple(parent.children) if parent else ()
    texts = [node for node in nodes if isinstance(node, TextNode) and not isinstance(node.block, Quote)]
    if any(isinstance(node, (ListNode, TableNode)) for node in nodes):
        return []
    slots = {slot.text for slot in bound.shape.slots}
    lines = [line for node in texts for line in node.lines]
    return [line for line in lines if line.text.strip().strip("*_") not in slots]
