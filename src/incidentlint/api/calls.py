"""The interface for Python scripts: `lint`, `read` and `load_pack`, exported by the package itself.

Texts go in, plain values come out. No file is read but a pack's own, and no clock or configuration: what the command
line would find in a file without any configuration is what `lint` finds in its text, less the findings that compare
files with each other (duplicate ids, broken links, missing companions).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from os import PathLike, fspath

from incidentlint import findings as inner
from incidentlint import rulebook as inner_rules
from incidentlint.api.facts import facts_of
from incidentlint.api.types import (
    DecodeError,
    Diagnostic,
    Edit,
    Fix,
    InvalidTimeError,
    Pack,
    PackError,
    RelatedPlace,
    UnknownRuleError,
)
from incidentlint.api.values import Report
from incidentlint.engine import Plan, read_file
from incidentlint.engine import lint as lint_bytes
from incidentlint.grammars import read_clock
from incidentlint.project import Overrides, Resolver, printable, slashed
from incidentlint.text import UndecodableError
from incidentlint.toml_file import FileError


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
    `path` says where the text's file is below the root of its project, for the rules about file names and folders
    and for recognising a report; it is not opened. Without a path those rules are silent.
    `pack` is what `load_pack` takes, or what it returned; the text is then checked against it whatever it is. None
    chooses among the packs that are installed, or finds that the text is no report.
    `select`, `extend_select` and `ignore` are codes of rules (``IR403``), beginnings of codes (``IR4``) or names, one
    or several, as on the command line.
    `as_of` is the time that it is, for the rules that ask: a datetime (a naive one is UTC), a date (its whole day is
    over), or a text such as ``2026-03-11 09:00 CET``. None: nobody knows the time.

    Raises `PackError`, `UnknownRuleError` and `InvalidTimeError`.
    """
    plan = _plan(pack, select, extend_select, ignore, as_of)
    shown = _shown(path)
    result = lint_bytes(_bytes(text), shown, plan, location=shown)
    return tuple(_diagnostic(diagnostic) for diagnostic in result.diagnostics)


def read(
    text: str | bytes,
    path: str | PathLike[str] | None = None,
    pack: str | PathLike[str] | Pack | None = None,
) -> Report | None:
    """The facts that a report states: its id, severity, milestones, durations, timeline and actions.

    `text`, `path` and `pack` are those of `lint`. None for a text that is no report: no pack claims it, or nothing in
    it is the given pack's. What a report leaves open, or says in a way that cannot be read, is None or empty.

    Of a file of several incidents this is the first; `read_all` gives all of them.

    Raises `PackError`, and `DecodeError` for bytes that are no text.
    """
    return next(iter(read_all(text, path, pack)), None)


def read_all(
    text: str | bytes,
    path: str | PathLike[str] | None = None,
    pack: str | PathLike[str] | Pack | None = None,
) -> tuple[Report, ...]:
    """The facts of all reports of a text: one, each incident of a log of incidents, or none; see `read`.

    Raises `PackError`, and `DecodeError` for bytes that are no text.
    """
    shown = _shown(path)
    reading = read_file(_bytes(text), shown, _plan(pack), location=shown)
    error = reading.error
    if isinstance(error, UndecodableError):
        raise DecodeError(f"{shown or 'the text'}:{error.line}: {error}", error.line, error.column)
    return tuple(facts_of(report) for report in reading.reports)


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
        raise InvalidTimeError(f"as_of: {given!r} is not a date and time such as '2026-03-11 09:00 CET'")
    return found


def _shown(path: str | PathLike[str] | None) -> str:
    return "" if path is None else printable(slashed(fspath(path)))


def _bytes(text: str | bytes) -> bytes:
    """The bytes of a file with the text; those of one that cannot be in a file are no text."""
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text


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
