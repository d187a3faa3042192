"""The engine: rules x packs x bytes -> a result. Pure: no files, no clock, no environment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from incidentlint.checks import Check, Neighbours, find_check
from incidentlint.engine.plan import Plan, effective
from incidentlint.engine.read import Reading, read_file, recent
from incidentlint.findings import (
    Diagnostic,
    FileResult,
    Finding,
    Fix,
    Level,
    Place,
    PlacedEdit,
    PlacedFix,
    RelatedPlace,
    ReportResult,
    lighter,
)
from incidentlint.packs import Pack
from incidentlint.report import NOWHERE, Report, Suppressions, Surroundings, waits
from incidentlint.rulebook import Rule, known_rules
from incidentlint.text import SourceText, Span

Ask = Callable[[Report], Neighbours]
"""What the other files of a project answer about a report."""


class Found(msgspec.Struct, frozen=True):
    """A finding with its rule; `waits` says why its report may be incomplete yet."""

    rule: Rule
    finding: Finding
    waits: str = ""


def lint(
    data: bytes,
    path: str,
    plan: Plan,
    *,
    location: str | None = None,
    around: Surroundings = NOWHERE,
    ask: Ask | None = None,
) -> FileResult:
    """Lint the bytes of one file.

    `path` is the file's as users are shown it. `location` is where it is below the project root, for the rules about
    file names and folders: empty when it is below none, by default `path`. `around` is the file's folder. `ask`
    answers for the other files of the project; without it the rules that compare files with each other are silent.
    """
    reading = read_file(data, path, plan, location=location, around=around)
    result = judge(recent(reading, plan.since), plan, ask)
    for report in reading.reports:
        report.close()
    return result


def judge(reading: Reading, plan: Plan, ask: Ask | None = None) -> FileResult:
    """Run the rules on a file that was read: check, arbitrate, suppress, place, sort."""
    return result_of(reading, find(reading, plan, ask), plan.docs_url)


def find(reading: Reading, plan: Plan, ask: Ask | None = None) -> list[Found]:
    """What the rules find in a file that was read, less what gives way to another finding and what is suppressed."""
    recognised = reading.recognised
    pack = recognised.pack if recognised else None
    found: list[Found] = []
    if pack is not None or reading.error is not None:
        checks = _checks_of(plan, pack)
        found = one_each(checks.of_file(reading, ask))
        if reading.document is not None and pack is not None:
            suppressions = Suppressions(reading.document, known_rules(pack.own_rules), checks.codes)
            found = _left(found, checks, suppressions)
    return found


class _Checks:
    """The checks of the rules that run, by the type of what they are about."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.by_subject: dict[type, list[tuple[Rule, Check]]] = {}
        self.codes: set[str] = set()
        for rule in rules:
            check = find_check(rule.check, rule.params)
            self.by_subject.setdefault(check.subject, []).append((rule, check))
            self.codes.add(rule.code)

    def of(self, subject: object, waits: str = "") -> Iterator[Found]:
        """What the rules about one thing find."""
        for rule, check in self.by_subject.get(type(subject), ()):
            for finding in check.function(subject, check.params):
                yield Found(rule, finding, waits)

    def of_file(self, reading: Reading, ask: Ask | None) -> Iterator[Found]:
        """What all rules find in a file but those about its suppressions, which come last."""
        if reading.error is not None:
            yield from self.of(reading.error)
            return
        assert reading.document is not None
        yield from self.of(reading.recognised)
        for report in reading.reports:
            waiting = waits(report, report.now)
            yield from self.of(report, waiting)
            if ask is not None and Neighbours in self.by_subject:
                yield from self.of(ask(report), waiting)
        yield from self.of(reading.document.source)


_MADE: list[tuple[Plan, Pack | None, _Checks]] = []
_MOST = 16


def _checks_of(plan: Plan, pack: Pack | None) -> _Checks:
    """The checks of the reports of a pack; those that were asked for last are remembered."""
    checks = next((checks for known, of, checks in _MADE if known is plan and of is pack), None)
    if checks is None:
        checks = _Checks(effective(plan, pack))
        _MADE.append((plan, pack, checks))
        del _MADE[:-_MOST]
    return checks


def one_each(found: Iterable[Found]) -> list[Found]:
    """One fault is one finding: of several at one place that of the first claim stays, and none is said twice."""
    claimed: dict[Span, int] = {}
    seen: set[tuple[str, Span, str]] = set()
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: one.rule.claims or _LAST):
        rule, finding = one.rule, one.finding
        key = (rule.code, finding.span, rule.says(finding.variant, finding.values))
        if key in seen:
            continue
        seen.add(key)
        if rule.claims and claimed.setdefault(finding.span, rule.claims) != rule.claims:
            continue
        kept.append(one)
    return kept


_LAST = 1_000
"""After all claims: rules that leave no place to another."""


def _left(found: list[Found], checks: _Checks, suppressions: Suppressions) -> list[Found]:
    """The findings that no comment suppresses, with those about the comments themselves."""

    def seen(some: list[Found]) -> list[Found]:
        return [one for one in some if not suppressions.covers(one.rule.code, one.finding.span)]

    left = seen(found)
    return left + seen(list(checks.of(suppressions)))


def result_of(reading: Reading, found: list[Found], docs_url: str) -> FileResult:
    """A file's result: what was found placed and sorted, beside what the file is."""
    source = reading.document.source if reading.document else None
    diagnostics = sorted(
        (_diagnostic(reading.path, source, one, docs_url) for one in found),
        key=lambda d: (d.place.line, d.place.column, d.code, d.message),
    )
    numbers = {line for one in diagnostics for line in _lines_of(one)}
    lines = {number: source.original_line(number - 1) for number in numbers} if source else {}
    secrets = [one.finding.span for one in found if one.finding.secret]
    if source and secrets:
        from incidentlint.engine.mask import masked

        diagnostics, lines = masked(diagnostics, lines, source, secrets)
    reason = str(reading.error) if reading.recognised is None else reading.recognised.reason
    until = _until(reading, found)
    return FileResult(
        reading.path, _reports(reading), reason, tuple(diagnostics), lines, too_old=reading.too_old, until=until
    )


def _until(reading: Reading, found: list[Found]) -> float:
    """The moment from which the clock says something else; see `FileResult`."""
    clocks = [report.clock for report in reading.reports if report.clock is not None]
    if clocks and any(map(_may_wait, found)):  # how long it may wait is told
        return clocks[0].told().timestamp()
    return min((clock.until.timestamp() for clock in clocks if clock.until is not None), default=0)


def _lines_of(found: Diagnostic) -> Iterator[int]:
    """The lines of its own file that a diagnostic names, from 1: output shows them, and counts in them."""
    places = [found.place, *(other.place for other in found.related if other.path == found.path)]
    places += [edit.place for edit in found.fix.edits] if found.fix else []
    for place in places:
        yield from (place.line, place.end_line)


def _reports(reading: Reading) -> tuple[ReportResult, ...]:
    recognised = reading.recognised
    if recognised is not None and recognised.pack is not None and recognised.lost is not None:
        return (ReportResult(1, "", "", recognised.pack.name),)
    return tuple(ReportResult(report.line, report.id, report.severity, report.pack.name) for report in reading.reports)


def _may_wait(found: Found) -> bool:
    return found.rule.waits and bool(found.waits) and not found.finding.final


def level_of(found: Found) -> Level:
    """How grave a finding is: what a report may lack until its deadline is a note."""
    return "info" if _may_wait(found) else lighter(found.rule.level, found.finding.at_most)


def _diagnostic(path: str, source: SourceText | None, found: Found, docs_url: str) -> Diagnostic:
    rule, finding = found.rule, found.finding
    waits = f" ({found.waits})" if _may_wait(found) else ""
    related = tuple(
        RelatedPlace(other.path or path, other.place or _place(source, other.span), other.message)
        for other in finding.related
    )
    return Diagnostic(
        path=path,
        place=finding.place or _place(source, finding.span),
        code=rule.code,
        name=rule.name,
        level=level_of(found),
        message=rule.says(finding.variant, finding.values) + waits,
        help=rule.advice(finding.help, docs_url),
        url=rule.url(docs_url),
        related=related,
        fix=_placed_fix(source, finding.fix),
    )


def _place(source: SourceText | None, span: Span) -> Place:
    if source is None:
        return Place(1, 1, 1, 1)
    start, end = source.position(span.start), source.position(max(span.start, span.end))
    return Place(start.line, start.column, end.line, end.column)


def _placed_fix(source: SourceText | None, fix: Fix | None) -> PlacedFix | None:
    if fix is None:
        return None
    edits = tuple(PlacedEdit(_place(source, edit.span), edit.text) for edit in fix.edits)
    return PlacedFix(fix.title, fix.safety, edits)
