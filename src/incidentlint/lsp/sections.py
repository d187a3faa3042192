"""The sections of a text, as an outline and as what can be folded. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from incidentlint.lsp.positions import Units, key
from incidentlint.outline import SectionNode
from incidentlint.report import Report


def symbols(reports: Sequence[Report], units: Units) -> list[types.DocumentSymbol]:
    """The sections of the reports, as they are in one another."""
    return [_symbol(section, report, units) for report in reports for section in _tops(report)]


def _tops(report: Report) -> tuple[SectionNode, ...]:
    return (*report.outline.titles, *report.outline.sections)


def _symbol(section: SectionNode, report: Report, units: Units) -> types.DocumentSymbol:
    selection, whole = units.span(report, section.heading), units.span(report, section.span)
    if key(whole.end) < key(selection.end):  # a title covers its heading alone
        whole = types.Range(whole.start, selection.end)
    name = section.title.text.strip() or "(no title)"
    children = [_symbol(child, report, units) for child in section.sections]
    return types.DocumentSymbol(name, types.SymbolKind.String, whole, selection, children=children)


def folds(reports: Sequence[Report], units: Units) -> list[types.FoldingRange]:
    """The sections of the reports as what can be folded."""
    found: list[types.FoldingRange] = []
    stack = symbols(reports, units)
    while stack:
        symbol = stack.pop()
        stack += symbol.children or ()
        last = symbol.range.end.line - (symbol.range.end.character == 0)
        if last > symbol.range.start.line:
            found.append(types.FoldingRange(symbol.range.start.line, last, kind=types.FoldingRangeKind.Region))
    return sorted(found, key=lambda one: one.start_line)
