"""What an editor shows, made of results and reports. Pure."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from lsprotocol import types

from incidentlint.findings import Diagnostic, Level, PlacedFix
from incidentlint.lsp.checker import Checked
from incidentlint.lsp.positions import Units, key, overlap
from incidentlint.outline import SectionNode
from incidentlint.report import Report
from incidentlint.rulebook import Rule, load_rules

SOURCE = "incidentlint"

SEVERITIES: dict[Level, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{SOURCE}"


def diagnostics(checked: Checked, units: Units, uri: str) -> list[types.Diagnostic]:
    """What is found, and at the top of the text why it could not be linted."""
    return [*map(failed, checked.failures), *(_diagnostic(one, units, uri) for one in checked.result.diagnostics)]


def failed(message: str, line: int = 1, column: int = 1) -> types.Diagnostic:
    """An error of a file that could not be used, at a line and a column from 1."""
    place = types.Position(max(line, 1) - 1, max(column, 1) - 1)
    error = types.DiagnosticSeverity.Error
    return types.Diagnostic(types.Range(place, place), message, severity=error, source=SOURCE)


def _diagnostic(found: Diagnostic, units: Units, uri: str) -> types.Diagnostic:
    related = [
        types.DiagnosticRelatedInformation(types.Location(uri, units.range(one.place)), one.message)
        if one.path == found.path
        else types.DiagnosticRelatedInformation(_elsewhere(one.path, one.place.line), one.message)
        for one in found.related
    ]
    return types.Diagnostic(
        units.range(found.place),
        f"{found.message}\n{found.help}" if found.help else found.message,
        severity=SEVERITIES[found.level],
        code=found.code,
        code_description=types.CodeDescription(found.url) if found.url else None,
        source=SOURCE,
        related_information=related or None,
    )


def _elsewhere(path: str, line: int) -> types.Location:
    """A line of another file: its text is not at hand, so columns are not counted."""
    begin = types.Position(line - 1, 0)
    return types.Location(Path(os.path.abspath(path)).as_uri(), types.Range(begin, begin))


def quick_fixes(
    checked: Checked, units: Units, uri: str, asked: types.Range, version: int | None
) -> Iterator[types.CodeAction]:
    """The fixes of the findings in a range; an unsafe one says so."""
    for found in checked.result.diagnostics:
        if found.fix is None or not overlap(units.range(found.place), asked):
            continue
        safe = found.fix.safety == "safe"
        yield types.CodeAction(
            found.fix.title if safe else f"{found.fix.title} (unsafe)",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[_diagnostic(found, units, uri)],
            is_preferred=safe,
            edit=_change(uri, version, _edits(found.fix, units)),
        )


def fix_all(before: str, after: str, units: Units, uri: str, version: int | None) -> types.CodeAction | None:
    """All safe fixes at once; None where there are none."""
    if before == after:
        return None
    edit = types.TextEdit(types.Range(types.Position(0, 0), units.end()), after)
    title = "Make all safe fixes of incidentlint"
    return types.CodeAction(title, kind=FIX_ALL, edit=_change(uri, version, [edit]))


def _edits(fix: PlacedFix, units: Units) -> list[types.TextEdit]:
    return [types.TextEdit(units.range(edit.place), edit.text) for edit in fix.edits]


def _change(uri: str, version: int | None, edits: Sequence[types.TextEdit]) -> types.WorkspaceEdit:
    document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, list(edits))])


def hover(checked: Checked, units: Units, at: types.Position, rules: Sequence[Rule] = ()) -> types.Hover | None:
    """Why the findings at a position are some, and what to do; None where there is none."""
    known = {rule.code: rule for rule in (*load_rules(), *rules)}
    point = types.Range(at, at)
    here = [one for one in checked.result.diagnostics if overlap(units.range(one.place), point)]
    if not here:
        return None
    parts = [_explained(one, known.get(one.code)) for one in here]
    found = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(parts))
    return types.Hover(found, units.range(here[0].place))


def _explained(found: Diagnostic, rule: Rule | None) -> str:
    name = f"[{found.code}]({found.url})" if found.url else found.code
    why = " ".join(rule.why.split()) if rule is not None else ""
    return "\n\n".join(part for part in (f"**{name} {found.name}**", why, found.help) if part)


def symbols(reports: Sequence[Report], units: Units) -> list[types.DocumentSymbol]:
    """The sections of the reports, as they are in one another."""
    return [_symbol(section, report, units) for report in reports for section in _tops(report)]


def _tops(report: Report) -> tuple[SectionNode, ...]:
    return (*report.outline.titles, *report.outline.sections)


def _symbol(section: SectionNode, report: Report, units: Units) -> types.DocumentSymbol:
    place = report.source.position
    start, end = place(section.span.start), place(section.span.end)
    head, tail = place(section.heading.start), place(section.heading.end)
    selection = types.Range(units.position(head.line, head.column), units.position(tail.line, tail.column))
    whole = types.Range(units.position(start.line, start.column), units.position(end.line, end.column))
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
