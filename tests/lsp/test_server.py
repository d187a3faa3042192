"""The language server, asked by a client of the protocol over standard input and output."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.lsp.client import BaseLanguageClient

from incidentlint.lsp.actions import FIX_ALL
from incidentlint.project import Overrides, Resolver, Run, lint_paths

ROOT = Path(__file__).parents[2]
REPORT = """\
# Post-mortem: 😀 queue

**Start:** 2026-02-03 10:00 UTC
**End:** 2026-02-03 11:00 UTC
**Total 😀 duration:** 2 hours

## Summary

The queue stood still.

### Details

It did.
"""
BROKEN = REPORT.replace("stood still", "stood still â€” again")


class Editor(BaseLanguageClient):
    """A client that remembers what it was told."""

    def __init__(self) -> None:
        super().__init__("editor", "1")
        self.told: dict[str, list[types.Diagnostic]] = {}
        self.news = asyncio.Event()

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def told(params: types.PublishDiagnosticsParams) -> None:
            self.told[params.uri] = list(params.diagnostics)
            self.news.set()

        @self.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(params: types.RegistrationParams) -> None:
            self.registered = params.registrations

    async def next(self) -> dict[str, list[types.Diagnostic]]:
        await asyncio.wait_for(self.news.wait(), 60)
        self.news.clear()
        return self.told


def edit(folder: Path, work: Callable[[Editor], Awaitable[None]], capabilities: Any = None) -> None:
    """Start the server in a folder, do some work with it, and stop it."""

    async def run() -> None:
        editor = Editor()
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        await editor.start_io(sys.executable, "-m", "incidentlint", "lsp", cwd=folder, env=environment)
        given = capabilities or types.ClientCapabilities()
        await editor.initialize_async(
            types.InitializeParams(process_id=None, root_uri=folder.as_uri(), capabilities=given)
        )
        editor.initialized(types.InitializedParams())
        try:
            await work(editor)
        finally:
            await editor.shutdown_async(None)
            editor.exit(None)
            await editor.stop()

    asyncio.run(run())


def opened(editor: Editor, path: Path, text: str) -> str:
    uri = path.as_uri()
    language = "markdown" if path.suffix == ".md" else "toml"
    editor.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text)))
    return uri


def changed(editor: Editor, uri: str, version: int, text: str) -> None:
    editor.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(version, uri), [types.TextDocumentContentChangeWholeDocument(text)]
        )
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "postmortems").mkdir()
    return tmp_path


@pytest.fixture
def report(folder: Path) -> Path:
    return folder / "postmortems" / "2026-02-03-queue.md"


def test_what_is_found_follows_the_unsaved_text(folder: Path, report: Path) -> None:
    async def work(editor: Editor) -> None:
        uri = opened(editor, report, REPORT)  # not a byte of it is on disk
        (found,) = (await editor.next())[uri]
        assert (found.code, found.source, found.severity) == ("IR403", "incidentlint", types.DiagnosticSeverity.Error)
        # Two emoji are two units each of UTF-16; the place is in the line of one of them.
        assert found.range == types.Range(types.Position(4, 23), types.Position(4, 30))
        assert REPORT.splitlines()[4].encode("utf-16-le")[46:60].decode("utf-16-le") == "2 hours"
        assert found.related_information
        assert [one.location.range.start.line for one in found.related_information] == [2, 3]
        changed(editor, uri, 2, REPORT.replace("2 hours", "1 hour"))
        assert (await editor.next())[uri] == []
        changed(editor, uri, 3, REPORT)
        assert len((await editor.next())[uri]) == 1
        editor.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        assert (await editor.next())[uri] == []

    edit(folder, work)


@pytest.mark.once
def test_units_are_those_that_the_client_counts(folder: Path, report: Path) -> None:
    async def work(editor: Editor) -> None:
        uri = opened(editor, report, REPORT)
        (found,) = (await editor.next())[uri]
        assert found.range == types.Range(types.Position(4, 22), types.Position(4, 29))

    general = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf32])
    edit(folder, work, types.ClientCapabilities(general=general))


@pytest.mark.once
def test_fixes_are_offered(folder: Path, report: Path) -> None:
    async def work(editor: Editor) -> None:
        uri = opened(editor, report, BROKEN)
        found = (await editor.next())[uri]
        assert [one.code for one in found] == ["IR403", "IR002"]

        async def actions(at: types.Range, *only: str) -> list[types.CodeAction]:
            context = types.CodeActionContext([], only=list(only) or None)
            document = types.TextDocumentIdentifier(uri)
            asked = types.CodeActionParams(document, at, context)
            return [one for one in await editor.text_document_code_action_async(asked) or []  # type: ignore[misc]
                    if isinstance(one, types.CodeAction)]  # fmt: skip

        unsafe, own = await actions(found[0].range)
        assert own.title == "Suppress IR403 here"
        comment = "<!-- incidentlint-disable-next-line IR403 -->\n"
        assert applied(BROKEN, own) == BROKEN.replace("**Total", f"{comment}**Total")
        assert unsafe.title.endswith("(unsafe)")
        assert not unsafe.is_preferred
        safe, _own = await actions(found[1].range)
        assert (safe.is_preferred, safe.kind) == (True, types.CodeActionKind.QuickFix)
        assert applied(BROKEN, safe) == BROKEN.replace("â€”", "—")
        (everything,) = await actions(types.Range(types.Position(0, 0), types.Position(0, 0)), FIX_ALL)
        assert applied(BROKEN, everything) == BROKEN.replace("â€”", "—")
        (same,) = await actions(types.Range(types.Position(0, 0), types.Position(0, 0)), "source.fixAll")
        assert same.edit == everything.edit
        assert await actions(types.Range(types.Position(0, 0), types.Position(0, 0))) == []

    edit(folder, work)


def applied(text: str, action: types.CodeAction) -> str:
    """A text after an action, as a client makes it: positions are units of UTF-16."""
    assert action.edit
    assert action.edit.document_changes
    (change,) = action.edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    lines = text.split("\n")

    def offset(at: types.Position) -> int:
        before = lines[at.line].encode("utf-16-le")[: at.character * 2].decode("utf-16-le")
        return sum(len(line) + 1 for line in lines[: at.line]) + len(before)

    for one in sorted(change.edits, key=lambda one: offset(one.range.start), reverse=True):
        assert isinstance(one, types.TextEdit)
        text = text[: offset(one.range.start)] + one.new_text + text[offset(one.range.end) :]
    return text


@pytest.mark.once
def test_sections_and_reasons(folder: Path, report: Path) -> None:
    async def work(editor: Editor) -> None:
        uri = opened(editor, report, REPORT)
        await editor.next()
        document = types.TextDocumentIdentifier(uri)
        symbols: Any = await editor.text_document_document_symbol_async(types.DocumentSymbolParams(document))
        assert [one.name for one in symbols] == ["Post-mortem: 😀 queue", "Summary"]
        assert [one.name for one in symbols[1].children] == ["Details"]
        assert symbols[1].selection_range == types.Range(types.Position(6, 0), types.Position(6, 10))
        folds = await editor.text_document_folding_range_async(types.FoldingRangeParams(document))
        assert (6, 12) in [(one.start_line, one.end_line) for one in folds or []]
        assert (10, 12) in [(one.start_line, one.end_line) for one in folds or []]
        hover = await editor.text_document_hover_async(types.HoverParams(document, types.Position(4, 25)))
        assert hover
        assert isinstance(hover.contents, types.MarkupContent)
        assert hover.contents.value.startswith("**IR403 duration-mismatch**")
        assert "incidentlint rule IR403" in hover.contents.value
        assert not await editor.text_document_hover_async(types.HoverParams(document, types.Position(8, 2)))

    edit(folder, work)


@pytest.mark.once
def test_a_client_that_asks_is_not_told(folder: Path, report: Path) -> None:
    async def work(editor: Editor) -> None:
        uri = opened(editor, report, REPORT)
        asked = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
        found: Any = await editor.text_document_diagnostic_async(asked)
        assert [one.code for one in found.items] == ["IR403"]
        assert editor.told == {}

    document = types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities())
    edit(folder, work, types.ClientCapabilities(text_document=document))


@pytest.mark.once
def test_a_broken_configuration_is_seen_in_the_report_and_in_itself(folder: Path, report: Path) -> None:
    config = folder / "incidentlint.toml"
    config.write_text('ignore = ["IR403"]\n\nselekt = ["IR2"]\n')

    async def work(editor: Editor) -> None:
        uri = opened(editor, report, REPORT)
        (found,) = (await editor.next())[uri]
        assert found.range.start == types.Position(0, 0)
        assert "selekt" in found.message
        its = opened(editor, config, config.read_text())
        (found,) = (await editor.next())[its]
        assert found.range.start.line == 2
        assert "selekt" in found.message
        config.write_text('ignore = ["IR403"]\n')
        editor.workspace_did_change_watched_files(
            types.DidChangeWatchedFilesParams([types.FileEvent(its, types.FileChangeType.Changed)])
        )
        while any((await editor.next()).values()):
            pass
        assert editor.told == {uri: [], its: []}

    edit(folder, work)


@pytest.mark.once
def test_a_client_that_can_is_asked_to_watch(folder: Path, report: Path) -> None:
    async def work(editor: Editor) -> None:
        opened(editor, report, REPORT)
        await editor.next()
        (registration,) = editor.registered
        assert registration.method == types.WORKSPACE_DID_CHANGE_WATCHED_FILES

    watching = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    workspace = types.WorkspaceClientCapabilities(did_change_watched_files=watching)
    edit(folder, work, types.ClientCapabilities(workspace=workspace))


@pytest.mark.once
def test_it_finds_what_the_command_finds(folder: Path) -> None:
    cases = sorted((ROOT / "tests" / "cases").rglob("*.md")) + sorted((ROOT / "examples").rglob("*.md"))
    paths = [folder / "postmortems" / f"{number}-{path.name}" for number, path in enumerate(cases)]
    for path, case in zip(paths, cases, strict=True):
        path.write_bytes(case.read_bytes())
    (folder / "notes.txt").write_text("no report")

    async def work(editor: Editor) -> None:
        run = Run()
        lint_paths([str(folder)], Resolver(Overrides()), run)
        by_path = {result.path: result for result in run.results}
        assert sum(len(result.diagnostics) for result in run.results) > 10
        for path in paths:
            uri = opened(editor, path, path.read_text(encoding="utf-8"))
            told = (await editor.next())[uri]
            expected = [(one.code, one.place.line) for one in by_path[str(path)].diagnostics]
            assert [(one.code, one.range.start.line + 1) for one in told] == expected, path
        uri = opened(editor, folder / "notes.txt", "**Duration:** 2 hours")
        assert (await editor.next())[uri] == []

    edit(folder, work)


PACK = """\
# INC-[YYYY]-[NNN]: [Title]

**Incident ID:** [INC-YYYY-NNN]
**Severity:** [P0 | P1 | P2]
**Start:** [YYYY-MM-DD HH:MM UTC]
**End:** [YYYY-MM-DD HH:MM UTC]
**Total duration:** [X hours Y minutes]

## Summary

[What happened?]

## Money (P0 only)

[What was lost?]

## Action items

| Action | Owner | Due |
| --- | --- | --- |
| [What] | [Name] | [YYYY-MM-DD] |
"""
TYPED = """\
# INC-2026-002: Queue

**Incident ID:** INC-2026-002
**Severity:** P0
**Start:** 2026-02-03 10:00 UTC
**End:** 2026-02-03 11:35 UTC
**Total duration:** [X hours Y minutes]

## Summary

The queue stood still, as in INC-2026-001.

#

## Action items

| Action | Owner | Due |
| --- | --- | --- |
| Buy a pump | A | [YYYY-MM-DD] |
"""


@pytest.fixture
def templated(folder: Path) -> Path:
    """A project with a template of its own and one report."""
    pack = folder / "packs" / "own"
    pack.mkdir(parents=True)
    (pack / "template.md").write_text(PACK)
    (pack / "pack.toml").write_text('name = "own"\ntemplate = "template.md"\n')
    (folder / "incidentlint.toml").write_text('[[reports]]\nfiles = ["postmortems/*.md"]\npack = "packs/own"\n')
    first = TYPED.replace("002", "001").replace("| A |", "| Åse Berg |").replace(", as in INC-2026-001", "")
    (folder / "postmortems" / "2026-01-02-first.md").write_text(first, encoding="utf-8")
    return folder


@pytest.mark.once
def test_what_can_be_written_is_offered(templated: Path) -> None:
    async def work(editor: Editor) -> None:
        path = templated / "postmortems" / "2026-02-03-second.md"
        uri = opened(editor, path, TYPED)
        await editor.next()

        async def offered(line: int, column: int) -> list[str]:
            place = types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(line, column))
            items: Any = await editor.text_document_completion_async(place)
            for one in items or ():  # the protocol: in one line, and the position is in it
                assert one.text_edit.range.start.line == one.text_edit.range.end.line == line
                assert one.text_edit.range.start.character <= column <= one.text_edit.range.end.character
            return [one.text_edit.new_text for one in items or ()]

        assert await offered(3, 15) == ["P0", "P1", "P2"]
        assert await offered(6, 25) == ["1 hour 35 minutes"]
        assert await offered(12, 1) == ["## Money (P0 only)"]
        assert await offered(18, 16) == ["Åse Berg"]
        (due,) = await offered(18, 22)
        assert abs((dt.date.today() - dt.date.fromisoformat(due)).days) <= 1
        (moment,) = await offered(4, 12)
        assert dt.datetime.strptime(moment, "%Y-%m-%d %H:%M UTC")
        assert await offered(10, 5) == []

    edit(templated, work)


def test_what_was_read_is_told(templated: Path) -> None:
    typed = TYPED.replace("[X hours Y minutes]", "2 hours 5 minutes")

    async def work(editor: Editor) -> None:
        uri = opened(editor, templated / "postmortems" / "2026-02-03-second.md", typed)
        await editor.next()
        document = types.TextDocumentIdentifier(uri)

        async def told(line: int, column: int) -> str:
            found = await editor.text_document_hover_async(types.HoverParams(document, types.Position(line, column)))
            assert found
            assert isinstance(found.contents, types.MarkupContent)
            return found.contents.value

        assert await told(4, 4) == '**"Start"**: date-time with time zone; required.'
        assert "level 1 of 3: P0, P1, P2" in await told(3, 15)
        assert "- Money (P0 only)" in await told(3, 15)
        said = await told(6, 22)
        assert said.startswith("**IR403 duration-mismatch**")
        assert '"Start" 10:00 to "End" 11:35 is 1 hour 35 minutes' in said
        whole = types.Range(types.Position(0, 0), types.Position(30, 0))
        hints = await editor.text_document_inlay_hint_async(types.InlayHintParams(document, whole))
        assert [(one.label, one.position) for one in hints or ()] == [
            ('1 hour 35 minutes after "Start"', types.Position(5, 29))
        ]

    edit(templated, work)


@pytest.mark.once
def test_an_id_leads_to_its_report(templated: Path) -> None:
    async def work(editor: Editor) -> None:
        path = templated / "postmortems" / "2026-02-03-second.md"
        uri = opened(editor, path, TYPED)
        await editor.next()
        document, at = types.TextDocumentIdentifier(uri), types.Position(10, 38)
        first = (templated / "postmortems" / "2026-01-02-first.md").as_uri()
        found: Any = await editor.text_document_definition_async(types.DefinitionParams(document, at))
        assert [(one.uri, one.range.start.line) for one in found] == [(first, 2)]
        context = types.ReferenceContext(include_declaration=False)
        named: Any = await editor.text_document_references_async(types.ReferenceParams(context, document, at))
        assert [(one.uri, one.range.start.line) for one in named] == [(first, 0), (uri, 10)]
        nothing = types.DefinitionParams(document, types.Position(10, 5))
        assert not await editor.text_document_definition_async(nothing)

    path = templated / "postmortems" / "2026-02-03-second.md"
    path.write_text("not yet saved")
    edit(templated, work)


def test_a_text_is_formatted(folder: Path, report: Path) -> None:
    async def work(editor: Editor) -> None:
        uri = opened(editor, report, REPORT.replace("## Summary", "Summary\n---"))
        await editor.next()
        options = types.FormattingOptions(4, insert_spaces=True)
        asked = types.DocumentFormattingParams(types.TextDocumentIdentifier(uri), options)
        (made,) = await editor.text_document_formatting_async(asked) or []
        assert "\n## Summary\n" in made.new_text
        changed(editor, uri, 2, made.new_text)
        assert not await editor.text_document_formatting_async(asked)

    edit(folder, work)
