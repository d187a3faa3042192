"""The interface for Python scripts: `lint`, `read` and `load_pack`, exported by the package itself.

Texts go in, plain values come out. No file is read but a pack's own, and no clock or configuration: what the command
line would find in a file without any configuration is what `lint` finds in its text, less the findings that compare
files with each other (duplicate ids, broken links, missing companions).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import PurePosixPath
from typing import Literal

from . import diagnostics as inner
from . import rules as inner_rules
from .clock import read_clock
from .config import Overrides, Resolver, printable, slashed
from .detection import detect
from .engine import Plan, undecodable
from .engine import lint as lint_source
from .facts import Action, Duration, Moment, Place, Report, TimelineEntry, facts_of
from .locate import FileError
from .packs import Pack as LoadedPack
from .parse import parse
from .report import read_report
from .text import SourceText, UndecodableError


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
    """Put `text` in the place of what stands between two positions. Lines and columns as in `Diagnostic`."""

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
    finding about the whole text stands at 1:1. `path` is the one that was given, empty without one.
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
        """The levels of severity, the gravest first; empty where the pack has none."""
        return self._pack.severities

    def __repr__(self) -> str:
        """The pack's name in brackets."""
        return f"<incidentlint.Pack {self.name!r}>"


def load_pack(pack: str | PathLike[str]) -> Pack:
    """Load a pack once, to use it for many texts.

    `pack` is the name of a built-in pack, the path of a pack's folder, or the path of a template.

    Raises `PackError` for one that is not there or not in order.
    """
    return Pack(next(iter(_plan(pack).packs)))


def lint(
    text: str | bytes,
    path: str | PathLike[str] | None = None,
    pack: str | PathLike[str] | Pack | None = None,
    *,
    select: str | Sequence[str] = (),
    extend_select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
    as_of: str | dt.datetime | dt.date | None = None,
) -> tuple[Diagnostic, ...]:
    """The findings of a report's text, in the order of their places. Empty for a text that is no report.

    `text` is Markdown, as text or as the bytes of a file. Bytes that are no text are a finding (IR001).
    `path` says where the text's file lies below the root of its project, for the rules about file names and folders
    and for recognising a report; it is not opened. Without a path those rules are silent.
    `pack` is what `load_pack` takes, or what it returned; the text is then held against it whatever it is. None
    chooses among the packs that are installed, or finds that the text is no report.
    `select`, `extend_select` and `ignore` are codes of rules (``IR403``), beginnings of codes (``IR4``) or names, one
    or several, as on the command line.
    `as_of` is the time that it is, for the rules that ask: a datetime (a naive one is UTC), a date (its whole day is
    over), or a text such as ``2026-03-11 09:00 CET``. None: nobody knows the time.

    Raises `PackError`, `UnknownRuleError` and `InvalidTimeError`.
    """
    plan = _plan(pack, select, extend_select, ignore, as_of)
    shown = _shown(path)
    try:
        result = lint_source(_source(text, shown), shown, plan, location=shown)
    except UndecodableError as error:
        result = undecodable(shown, error, plan)
    return tuple(_diagnostic(diagnostic) for diagnostic in result.diagnostics)


def read(
    text: str | bytes,
    path: str | PathLike[str] | None = None,
    pack: str | PathLike[str] | Pack | None = None,
) -> Report | None:
    """The facts that a report states: its id, severity, milestones, durations, timeline and actions.

    `text`, `path` and `pack` are those of `lint`. None for a text that is no report: no pack claims it, or nothing in
    it is the given pack's. What a report leaves open, or says in a way that cannot be read, is None or empty.

    Raises `PackError`, and `DecodeError` for bytes that are no text.
    """
    plan = _plan(pack)
    shown = _shown(path)
    try:
        document = parse(_source(text, shown))
    except UndecodableError as error:
        raise DecodeError(f"{shown or 'the text'}:{error.line}: {error}", error.line, error.column) from None
    match = detect(document, plan.packs, forced=plan.forced, path=shown)
    if match.pack is None or match.outline is None or match.lost is not None or match.misfit is not None:
        return None
    return facts_of(read_report(match.outline, match.pack, shown, PurePosixPath(shown).name))


def _plan(
    pack: str | PathLike[str] | Pack | None,
    select: str | Sequence[str] = (),
    extend_select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
    as_of: str | dt.datetime | dt.date | None = None,
) -> Plan:
    """What the command line would lint with, without any configuration."""
    overrides = Overrides(
        select=_names(select),
        ignore=_names(ignore),
        extend_select=_names(extend_select),
        packs=() if pack is None or isinstance(pack, Pack) else (fspath(pack),),
        now=None if as_of is None else _now(as_of),
    )
    try:
        loaded = (pack._pack,) if isinstance(pack, Pack) else ()
        choice = Resolver(overrides, isolated=True, packs=loaded).choice("report.md")
    except inner_rules.UnknownRuleError as error:
        raise UnknownRuleError(str(error)) from None
    except FileError as error:
        raise PackError(str(error)) from None
    if isinstance(choice, FileError):
        raise PackError(str(choice))
    return choice.plan


def _names(given: str | Sequence[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _now(given: str | dt.datetime | dt.date) -> dt.datetime:
    if isinstance(given, dt.datetime):
        return given if given.tzinfo is not None else given.replace(tzinfo=dt.UTC)
    found = read_clock(given if isinstance(given, str) else given.isoformat())
    if found is None:
        raise InvalidTimeError(f"as_of: {given!r} is no date and time such as '2026-03-11 09:00 CET'")
    return found


def _shown(path: str | PathLike[str] | None) -> str:
    return "" if path is None else printable(slashed(fspath(path)))


def _source(text: str | bytes, path: str) -> SourceText:
    """The text. Raises `UndecodableError`, for a text that cannot stand in a file as well."""
    return SourceText.decode(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text, path)


def _diagnostic(found: inner.Diagnostic) -> Diagnostic:
    return Diagnostic(
        found.path,
        *_corners(found.place),
        found.code,
        found.name,
        found.level,
        found.message,
        found.help,
        tuple(RelatedPlace(each.path, *_corners(each.place), each.message) for each in found.related),
        _fix(found.fix) if found.fix else None,
    )


def _fix(fix: inner.PlacedFix) -> Fix:
    return Fix(fix.title, fix.safety, tuple(Edit(*_corners(edit.place), edit.text) for edit in fix.edits))


def _corners(place: inner.Place) -> tuple[int, int, int, int]:
    return place.line, place.column, place.end_line, place.end_column


__all__ = [
    "Action",
    "DecodeError",
    "Diagnostic",
    "Duration",
    "Edit",
    "Error",
    "Fix",
    "InvalidTimeError",
    "Moment",
    "Pack",
    "PackError",
    "Place",
    "RelatedPlace",
    "Report",
    "TimelineEntry",
    "UnknownRuleError",
    "lint",
    "load_pack",
    "read",
]
