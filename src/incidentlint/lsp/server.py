"""The server: which question of an editor is answered by what.

It speaks the Language Server Protocol, https://microsoft.github.io/language-server-protocol/, by pygls.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar, cast

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import TextDocument

from incidentlint.about import __version__
from incidentlint.lsp.actions import FIX_ALL, fix_all, quick_fixes, suppressions
from incidentlint.lsp.checker import Checked, Checker
from incidentlint.lsp.completion import TRIGGERS, Completer
from incidentlint.lsp.diagnostics import diagnostics, failed
from incidentlint.lsp.hints import hints
from incidentlint.lsp.hovers import hover
from incidentlint.lsp.others import ENDS, ID_CHARACTERS, Named, Others
from incidentlint.lsp.positions import Units
from incidentlint.lsp.sections import folds, symbols
from incidentlint.project import SUFFIXES, UserError
from incidentlint.report import Report
from incidentlint.text import Encoding

_T = TypeVar("_T")

WATCHED = ("**/*.md", "**/*.markdown", "**/*.toml")
"""Files on which what is found depends: neighbours, templates, packs and configuration."""

_ACTIONS = (types.CodeActionKind.QuickFix, FIX_ALL)


class Server(LanguageServer):
    """One editor's server: its open texts, and what was found in them."""

    def __init__(self) -> None:
        """Know nothing yet."""
        super().__init__("incidentlint", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Incremental)
        self._checker = Checker()
        self._others = Others()
        self._checked: dict[str, tuple[int | None, Checked]] = {}
        self._reports: dict[str, tuple[int | None, tuple[Report, ...]]] = {}

    def forget(self) -> None:
        """Read configuration, packs and neighbours anew: some file was changed."""
        self._checker = Checker()
        self._checked.clear()
        self._reports.clear()

    def document(self, uri: str) -> TextDocument:
        """A text as the editor shows it."""
        return self.workspace.get_text_document(uri)

    def units(self, uri: str) -> Units:
        """How the columns of a text are counted."""
        return self.units_of(self.document(uri).source)

    def units_of(self, text: str) -> Units:
        """How the columns of any text are counted."""
        agreed = self.workspace.position_encoding
        return Units(text, cast("Encoding", getattr(agreed, "value", agreed) or "utf-16"))

    def checked(self, uri: str) -> Checked | None:
        """What is found in a text as it is now; None for what is no Markdown file."""
        path = to_fs_path(uri)
        if path is None or not path.lower().endswith(SUFFIXES):
            return None
        return self._latest(self._checked, uri, lambda text: self._checker.check(path, text))

    def _latest(self, kept: dict[str, tuple[int | None, _T]], uri: str, make: Callable[[str], _T]) -> _T:
        """What is made of a text, once for each of its versions."""
        document = self.document(uri)
        known = kept.get(uri)
        if known is None or known[0] != document.version or document.version is None:
            known = kept[uri] = document.version, make(document.source)
        return known[1]

    def fixed(self, uri: str) -> str:
        """A text with all safe fixes."""
        return self._checker.fixed(to_fs_path(uri) or "", self.document(uri).source)

    def suppressed(self, uri: str, line: int) -> str:
        """A text with a comment that suppresses what is found in a line, from 1."""
        return self._checker.suppressed(to_fs_path(uri) or "", self.document(uri).source, line)

    def reports(self, uri: str) -> tuple[Report, ...]:
        """The reports in a text."""
        path = to_fs_path(uri)
        return self._latest(self._reports, uri, lambda text: self._checker.reports(path, text)) if path else ()

    def formatted(self, uri: str) -> str:
        """A text in the order of mdformat; as it is, with a message, where it is better left alone."""
        text = self.document(uri).source
        try:
            made, why = self._checker.formatted(to_fs_path(uri) or "", text)
        except UserError as error:
            made, why = text, str(error)
        if why:
            said = types.ShowMessageParams(types.MessageType.Warning, f"Not formatted: {why}")
            self.window_show_message(said)
        return made

    def owners(self, uri: str) -> list[str]:
        """Who owns actions in the reports beside a text."""
        return self._others.owners(to_fs_path(uri) or "", self._checker)

    def named(self, uri: str, at: types.Position, *, stated: bool) -> list[types.Location]:
        """Where what a text has at a position is an incident's id: where reports state it, or where it is at all."""
        name, _ = self.units(uri).word(at, ID_CHARACTERS)
        name = name.strip(ENDS)
        if not any(char.isdigit() for char in name):
            return []
        look = self._others.stating if stated else self._others.naming
        return [self._location(one) for one in look(name, to_fs_path(uri) or "", self._checker, self._shown)]

    def _shown(self, path: str) -> str | None:
        """The text of a file that is open."""
        return next((one.source for one in self.workspace.text_documents.values() if to_fs_path(one.uri) == path), None)

    def _location(self, one: Named) -> types.Location:
        return types.Location(from_fs_path(one.path) or "", self.units_of(one.text).range(one.place))

    def found(self, uri: str) -> list[types.Diagnostic]:
        """What there is to show for a text, a report's or a configuration's."""
        checked = self.checked(uri)
        if checked is not None:
            return diagnostics(checked, self.units(uri), uri)
        error = self._checker.broken(to_fs_path(uri) or "")
        return [failed(error.message, error.line, error.column)] if error is not None else []

    @property
    def pulls(self) -> bool:
        """Whether the editor asks for what is found itself."""
        asks = self.client_capabilities.text_document
        return asks is not None and asks.diagnostic is not None

    def publish(self, uri: str) -> None:
        """Tell the editor what is found in a text, unless it asks for it."""
        if not self.pulls:
            self._publish(uri, self.found(uri), self.document(uri).version)

    def publish_all(self) -> None:
        """Tell the editor of all texts that are open, or to ask again."""
        if self.pulls:
            workspace = self.client_capabilities.workspace
            if workspace is not None and workspace.diagnostics is not None and workspace.diagnostics.refresh_support:
                self.workspace_diagnostic_refresh(None)
        for uri in list(self.workspace.text_documents):
            self.publish(uri)

    def clear(self, uri: str) -> None:
        """Take back what was told of a text that was closed."""
        self._checked.pop(uri, None)
        self._reports.pop(uri, None)
        if not self.pulls:
            self._publish(uri, [], None)

    def _publish(self, uri: str, found: list[types.Diagnostic], version: int | None) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))


def make_server() -> Server:
    """A server that answers all that is answered here."""
    server = Server()
    _texts(server)
    _questions(server)
    _readings(server)
    return server


def serve() -> None:
    """Serve the editor on standard input and output until it says to stop."""
    make_server().start_io()


def _texts(server: Server) -> None:
    """What happens to texts and files."""

    @server.feature(types.INITIALIZED)
    def watch(_params: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace is not None else None
        if watching is None or not watching.dynamic_registration:
            return
        watchers = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registration = types.Registration("watched", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        server.client_register_capability(types.RegistrationParams([registration]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(_params: types.DidSaveTextDocumentParams) -> None:
        server.forget()
        server.publish_all()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.clear(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def moved(_params: types.DidChangeWatchedFilesParams) -> None:
        server.forget()
        server.publish_all()


def _questions(server: Server) -> None:
    """What an editor asks of what is wrong with a text, and does about it."""

    @server.feature(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=False, identifier="incidentlint"),
    )
    def pulled(params: types.DocumentDiagnosticParams) -> types.RelatedFullDocumentDiagnosticReport:
        return types.RelatedFullDocumentDiagnosticReport(server.found(params.text_document.uri))

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(list(_ACTIONS)))
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        checked = server.checked(uri)
        if checked is None:
            return []
        units, document = server.units(uri), server.document(uri)
        only = params.context.only
        made: list[types.CodeAction] = []
        if _wanted(types.CodeActionKind.QuickFix.value, only):
            made += quick_fixes(checked, units, uri, params.range, document.version)
            made += suppressions(
                checked, units, uri, params.range, document.version,
                document.source, lambda line: server.suppressed(uri, line),
            )  # fmt: skip
        if only and _wanted(FIX_ALL, only):
            whole = fix_all(document.source, server.fixed(uri), units, uri, document.version)
            made += [whole] if whole is not None else []
        return made

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def formatted(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        uri = params.text_document.uri
        before, after = server.document(uri).source, server.formatted(uri)
        whole = types.Range(types.Position(0, 0), server.units(uri).end())
        return [types.TextEdit(whole, after)] if before != after else []


def _readings(server: Server) -> None:
    """What an editor asks of what a text says."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def told(params: types.HoverParams) -> types.Hover | None:
        uri = params.text_document.uri
        checked = server.checked(uri)
        if checked is None:
            return None
        return hover(checked, server.reports(uri), server.units(uri), params.position)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=list(TRIGGERS)))
    def offered(params: types.CompletionParams) -> list[types.CompletionItem]:
        uri = params.text_document.uri
        now = dt.datetime.now().astimezone()
        return Completer(server.units(uri), params.position, now, lambda: server.owners(uri)).items(server.reports(uri))

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def hinted(params: types.InlayHintParams) -> list[types.InlayHint]:
        uri = params.text_document.uri
        return list(hints(server.reports(uri), server.units(uri), params.range))

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def defined(params: types.DefinitionParams) -> list[types.Location]:
        return server.named(params.text_document.uri, params.position, stated=True)

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def referred(params: types.ReferenceParams) -> list[types.Location]:
        uri, at = params.text_document.uri, params.position
        found = server.named(uri, at, stated=False)
        if params.context.include_declaration:
            return found
        own = server.named(uri, at, stated=True)
        return [one for one in found if one not in own]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outlined(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        uri = params.text_document.uri
        return symbols(server.reports(uri), server.units(uri))

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folded(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        uri = params.text_document.uri
        return folds(server.reports(uri), server.units(uri))


def _wanted(kind: str, only: Any) -> bool:
    """Whether an action of a kind is asked for: by its kind, a kind above it, or none at all."""
    names = [str(getattr(one, "value", one)) for one in only or ()]
    return not names or any(kind == name or kind.startswith(f"{name}.") for name in names)
