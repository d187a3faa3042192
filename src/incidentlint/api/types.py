"""The public types of findings and packs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from incidentlint.packs import Pack as LoadedPack


class Error(Exception):
    """What every error of this interface is: something that was asked for and cannot be done, said in `str(error)`."""


class PackError(Error):
    """A pack that is not there or not in order: ``path:line: what is wrong``."""


class UnknownRuleError(Error, ValueError):
    """A name in `select`, `extend_select` or `ignore` that is no rule's code, beginning of codes, or name."""


class InvalidTimeError(Error, ValueError):
    """An `as_of` that says no moment."""


class DecodeError(Error, ValueError):
    """Bytes that are no text; `line` and `column` are where. `lint` has a finding for them instead, IR001."""

    def __init__(self, message: str, line: int, column: int) -> None:
        """Take the message and the place of the first byte that is no text."""
        super().__init__(message)
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class RelatedPlace:
    """Another place that a finding rests on. Lines and columns as in `Diagnostic`."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of what is between two positions. Lines and columns as in `Diagnostic`."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding, sorted and apart. `safe` ones change no statement of the report."""

    title: str
    safety: Literal["safe", "unsafe"]
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding, with the keys of JSON output.

    Lines and columns count from 1, columns in Unicode code points of the text as it was given; the end is exclusive. A
    finding about the whole text is at 1:1. `path` is the one that was given, empty without one. `url` is the
    address of the rule's page where a configuration says where the documentation is: empty here, where none is read.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    name: str
    level: Literal["error", "warning", "info"]
    message: str
    help: str
    related: tuple[RelatedPlace, ...]
    fix: Fix | None
    url: str = ""


class Pack:
    """A pack that was loaded: `load_pack` returns it, `lint` and `read` take it. It cannot be changed."""

    __slots__ = ("_pack",)

    def __init__(self, pack: LoadedPack) -> None:
        """Not for scripts: `load_pack` makes packs."""
        self._pack = pack

    @property
    def name(self) -> str:
        """The pack's name."""
        return self._pack.name

    @property
    def severities(self) -> tuple[str, ...]:
        """The levels of severity, most severe first; empty where the pack has none."""
        return self._pack.severities

    def __repr__(self) -> str:
        """The pack's name in brackets."""
        return f"<incidentlint.Pack {self.name!r}>"
