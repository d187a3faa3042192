"""What an editor may do about findings. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types

from incidentlint.findings import PlacedFix
from incidentlint.lsp.checker import Checked
from incidentlint.lsp.diagnostics import SOURCE, diagnostic_of
from incidentlint.lsp.positions import Units, overlap

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{SOURCE}"


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
            diagnostics=[diagnostic_of(found, units, uri)],
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
