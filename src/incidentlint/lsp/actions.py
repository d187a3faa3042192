"""What an editor may do about findings. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from lsprotocol import types

from incidentlint.findings import Diagnostic, PlacedFix
from incidentlint.lsp.checker import Checked
from incidentlint.lsp.diagnostics import SOURCE, diagnostic_of
from incidentlint.lsp.positions import Units, overlap, whole_lines

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
    title = "Make all safe fixes of incidentlint"
    return types.CodeAction(title, kind=FIX_ALL, edit=_change(uri, version, changed_lines(before, after, units)))


def suppressions(
    checked: Checked, units: Units, uri: str, asked: types.Range, version: int | None,
    before: str, suppressed: Callable[[int], str],
) -> Iterator[types.CodeAction]:  # fmt: skip
    """A comment that suppresses what is found in a line of a range; `suppressed` is the text with that of one line."""
    lines: dict[int, list[Diagnostic]] = {}
    for found in checked.result.diagnostics:
        if overlap(units.range(found.place), asked):
            lines.setdefault(found.place.line, []).append(found)
    for line, several in lines.items():
        edits = changed_lines(before, suppressed(line), units)
        if edits:
            codes = ", ".join(sorted({one.code for one in several}))
            yield types.CodeAction(
                f"Suppress {codes} here",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic_of(one, units, uri) for one in several],
                edit=_change(uri, version, edits),
            )


def changed_lines(before: str, after: str, units: Units) -> list[types.TextEdit]:
    """The edits of whole lines that make one text of another: what stays keeps its marks and the cursor."""
    old, new = whole_lines(before), whole_lines(after)

    def begin(line: int) -> types.Position:
        return types.Position(line, 0) if line < len(old) else units.end()

    return [
        types.TextEdit(types.Range(begin(first), begin(last)), "".join(new[start:end]))
        for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if kind != "equal"
    ]


def _edits(fix: PlacedFix, units: Units) -> list[types.TextEdit]:
    return [types.TextEdit(units.range(edit.place), edit.text) for edit in fix.edits]


def _change(uri: str, version: int | None, edits: Sequence[types.TextEdit]) -> types.WorkspaceEdit:
    document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, list(edits))])
