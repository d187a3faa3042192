"""Findings and diagnostics: what a check yields, and what a user is told."""

from __future__ import annotations

from typing import Literal

import msgspec

from incidentlint.text import Span

Level = Literal["error", "warning", "info"]

LEVELS: tuple[Level, ...] = ("error", "warning", "info")
"""From the most severe to the lightest."""


def lighter(one: Level, other: Level) -> Level:
    """The lighter of two levels."""
    return max(one, other, key=LEVELS.index)


Safety = Literal["safe", "unsafe"]


class Edit(msgspec.Struct, frozen=True):
    """Replace the text of a span."""

    span: Span
    text: str


class Fix(msgspec.Struct, frozen=True):
    """Edits that mend a finding, sorted and apart. `safe` ones change no statement of the report."""

    title: str
    safety: Safety
    edits: tuple[Edit, ...]


class Place(msgspec.Struct, frozen=True):
    """Lines and columns of the file as it is, from 1; columns in code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Related(msgspec.Struct, frozen=True):
    """Another place that a finding rests on; in another file when `path` and `place` say so."""

    span: Span
    message: str
    path: str = ""
    place: Place | None = None


class Finding(msgspec.Struct, frozen=True):
    """What a check found: a place, the values of the rule's message, other places, and perhaps a fix.

    `at_most` is the most severe level that it may have whatever its rule's is: ``info`` where the check is not sure, or
    where it does no harm. `variant` picks one of the rule's messages where it has several. `place` is where it is
    in a file whose bytes are no text: there is nothing that a span could be of. A `secret` is not shown: its text is
    masked wherever the file is quoted. A `final` one is not let off until the report is due: its own period has ended.
    """

    span: Span
    values: dict[str, str] = {}
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    at_most: Level = "error"
    variant: str = ""
    help: str = ""
    place: Place | None = None
    secret: bool = False
    final: bool = False


class RelatedPlace(msgspec.Struct, frozen=True):
    """A related place of a diagnostic."""

    path: str
    place: Place
    message: str


class PlacedEdit(msgspec.Struct, frozen=True):
    """An edit of a diagnostic's fix."""

    place: Place
    text: str


class PlacedFix(msgspec.Struct, frozen=True):
    """A diagnostic's fix."""

    title: str
    safety: Safety
    edits: tuple[PlacedEdit, ...]


class Diagnostic(msgspec.Struct, frozen=True):
    """A finding with its rule, level, message and path.

    `url` is where the rule's page is; empty where no configuration says where the documentation is.
    """

    path: str
    place: Place
    code: str
    name: str
    level: Level
    message: str
    help: str = ""
    url: str = ""
    related: tuple[RelatedPlace, ...] = ()
    fix: PlacedFix | None = None

    @property
    def in_full(self) -> str:
        """What is wrong and what to do about it, in one line."""
        return f"{self.message} {self.help}".strip()


class ReportResult(msgspec.Struct, frozen=True):
    """One report that a file holds: the line that it begins on, from 1, what identifies it, and its pack.

    `id` and `severity` are empty where the report states none that can be read.
    """

    line: int
    id: str
    severity: str
    pack: str


class FileResult(msgspec.Struct, frozen=True):
    """All that linting one file gave.

    `reports` are in the order of their lines, none for a file that is no report; `reason` says why it is one or is
    none. `lines` are the file's lines that text output shows, by number. `min_level` is the lightest level that the
    formats for people show. `too_old` says that all its reports were left out, since their incidents are before the day
    that the configuration begins with. `until` is the moment, in seconds since 1970, from which a clock would say
    something else of it; 0 where none ever will.
    """

    path: str
    reports: tuple[ReportResult, ...] = ()
    reason: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    lines: dict[int, str] = {}
    min_level: Level = "info"
    too_old: bool = False
    until: float = 0

    @property
    def shown(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that the formats for people show."""
        return tuple(diagnostic for diagnostic in self.diagnostics if not self._is_hidden(diagnostic))

    @property
    def hidden(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that they leave out."""
        return tuple(diagnostic for diagnostic in self.diagnostics if self._is_hidden(diagnostic))

    def _is_hidden(self, diagnostic: Diagnostic) -> bool:
        return LEVELS.index(diagnostic.level) > LEVELS.index(self.min_level)

    @property
    def pack(self) -> str:
        """The pack of the file's first report; empty for a file that is no report."""
        return self.reports[0].pack if self.reports else ""

    @property
    def severity(self) -> str:
        """The severity of the file's first report, as far as it is known."""
        return self.reports[0].severity if self.reports else ""
