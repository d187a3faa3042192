"""The engine: rules x pack x text -> diagnostics. Pure: no files, no clock, no environment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import PurePosixPath

from incidentlint.checks import find_check
from incidentlint.engine.plan import STDIN, Plan, effective
from incidentlint.engine.suppress import Suppressions
from incidentlint.findings import (
    Claim,
    ClaimedReport,
    Diagnostic,
    Edit,
    FileResult,
    Finding,
    Fix,
    Place,
    PlacedEdit,
    PlacedFix,
    RelatedPlace,
)
from incidentlint.markdown import parse
from incidentlint.outline import Outline, outline
from incidentlint.packs import Pack
from incidentlint.report import NOWHERE, Match, Report, Surroundings, detect, read_report, waits
from incidentlint.rulebook import Rule, known_rules
from incidentlint.text import SourceText, Span, UndecodableError


class Linted:
    """A file's findings before suppression: what `run.py` adds cross-file findings to.

    `reports` are those of the file: one, or each incident of a file of several; `report` is the first.
    """

    def __init__(self, source: SourceText, path: str, claim: Claim, report: Report | None) -> None:
        """Hold a file's source, its claim and its report, if it is one; `waits` says why it may be incomplete yet."""
        self.source = source
        self.path = path
        self.claim = claim
        self.report = report
        self.reports: tuple[Report, ...] = (report,) if report else ()
        self.findings: list[tuple[Rule, Finding]] = []
        self.suppressions: Suppressions | None = None
        self.rules: tuple[Rule, ...] = ()
        self.waits = ""

    def rule(self, code: str) -> Rule | None:
        """The rule with a code, if it runs on this file."""
        return next((rule for rule in self.rules if rule.code == code), None)

    def add(self, rule: Rule, findings: Iterable[Finding]) -> None:
        """Note a rule's findings."""
        self.findings += [(rule, finding) for finding in findings]


def lint(
    source: SourceText, path: str, plan: Plan, *, location: str | None = None, around: Surroundings = NOWHERE
) -> FileResult:
    """Lint one text.

    `path` is the file's as users are shown it. `location` is where it lies below the project root, for the rules about
    file names and folders: empty when it lies below none, by default `path`. `around` is the file's folder.
    """
    return finish(check(source, path, plan, location=location, around=around))


def check(
    source: SourceText, path: str, plan: Plan, *, location: str | None = None, around: Surroundings = NOWHERE
) -> Linted:
    """Parse, choose the pack, match, and run the checks of one file; see `lint`."""
    document = parse(source)
    if plan.certain:
        pack = next(iter(plan.packs))
        match = Match(pack, "", outline(document, pack.shape.labels()))
    else:
        where = path if location is None else location or path
        match = detect(document, plan.packs, forced=plan.forced, path=where, around=around)
    linted = Linted(source, path, Claim(path, reason=match.reason), None)
    if match.pack is None:
        return linted
    linted.rules = effective(plan, match.pack, guessed=match.guessed)
    by_code = {rule.code: rule for rule in linted.rules}
    if match.lost:
        linted.claim = Claim(path, match.pack.name, "", match.reason)
        if "IR005" in by_code:
            linted.add(by_code["IR005"], [match.lost])
    elif match.misfit:
        if "IR004" in by_code:
            linted.add(by_code["IR004"], [match.misfit])
        linted.claim = Claim(path, "", "", match.reason)
    else:
        _run(linted, match, path if location is None else location, plan.now, around)
    if "IR002" in by_code and source.repairs:
        linted.add(by_code["IR002"], [_mojibake(source)])
    linted.suppressions = Suppressions(document, known_rules(match.pack.own_rules))
    return linted


def _mojibake(source: SourceText) -> Finding:
    """The damage of a whole file, at its first place, with the edits that repair all of it."""
    edits, shift = [], 0
    for repair in source.repairs:
        start = repair.start - shift
        edits.append(Edit(Span(start, start + len(repair.text)), repair.text))
        shift += repair.end - repair.start - len(repair.text)
    first = source.repairs[0]
    count = len(source.repairs)
    values = {
        "text": source.damaged(first),
        "right": first.text,
        "more": f", and {count - 1} more place{'s' if count > 2 else ''}" if count > 1 else "",
    }
    return Finding(edits[0].span, values, fix=Fix("Repair the damaged characters", "safe", tuple(edits)))


def _run(linted: Linted, match: Match, location: str, now: dt.datetime | None, around: Surroundings) -> None:
    assert match.pack is not None
    assert match.outline is not None
    file_name = PurePosixPath(location or linted.path).name
    file_name = "" if file_name == STDIN else file_name
    reports = [
        read_report(read, match.pack, location, file_name, now, guessed=match.guessed, around=around)
        for read in match.outlines()
    ]
    linted.report, linted.reports = reports[0], tuple(reports)
    claimed = tuple(_claimed(report) for report in reports)
    linted.claim = Claim(linted.path, match.pack.name, reports[0].severity, match.reason, claimed)
    for rule in linted.rules:
        if rule.check != "engine":
            function, params = find_check(rule.check, rule.params)
            for report in reports:
                linted.add(rule, function(report, params))
    linted.waits = waits(reports[0], now)


def _claimed(report: Report) -> ClaimedReport:
    value = report.role_value("id")
    titles = report.outline.titles
    line = report.source.line_of(titles[0].heading.start) + 1 if titles else 1
    return ClaimedReport(line, value.text if value and value.ok else "", report.severity, report.pack.name)


_CLAIMED_FIRST = (
    "IR111",
    "IR201",
    "IR202",
    "IR401",
    "IR303",
    "IR304",
    "IR305",
    "IR601",
    "IR602",
    "IR306",
    "IR206",
    "IR205",
    "IR207",
)
"""One place gets the first of these only (design, section 4: one fault is one finding)."""


def finish(linted: Linted) -> FileResult:
    """Suppress, place and sort a file's findings."""
    findings = _one_each(linted.findings)
    by_code = {rule.code: rule for rule in linted.rules}
    suppressions = linted.suppressions
    if suppressions is not None:
        findings = [(rule, finding) for rule, finding in findings if not suppressions.covers(rule.code, finding.span)]
        extra: list[tuple[Rule, Finding]] = []
        if "IR006" in by_code:
            extra += [(by_code["IR006"], finding) for finding in suppressions.unknown]
        if "IR003" in by_code:
            extra += [(by_code["IR003"], finding) for finding in suppressions.unused(frozenset(by_code))]
        findings += [(rule, finding) for rule, finding in extra if not suppressions.covers(rule.code, finding.span)]
    diagnostics = sorted(
        (_diagnostic(linted, rule, finding) for rule, finding in findings),
        key=lambda d: (d.place.line, d.place.column, d.code, d.message),
    )
    numbers = {diagnostic.place.line for diagnostic in diagnostics}
    related = (other for diagnostic in diagnostics for other in diagnostic.related)
    numbers |= {other.place.line for other in related if other.path == linted.path}
    lines = {number: linted.source.original_line(number - 1) for number in numbers}
    return FileResult(linted.claim, tuple(diagnostics), lines)


def _one_each(findings: list[tuple[Rule, Finding]]) -> list[tuple[Rule, Finding]]:
    """One fault is one finding: of several at one place the most severe kind stays, and no finding is repeated."""
    rank = {code: number for number, code in enumerate(_CLAIMED_FIRST)}
    kept: list[tuple[Rule, Finding]] = []
    seen: set[tuple[str, Span, str]] = set()
    order = sorted(range(len(findings)), key=lambda i: (rank.get(findings[i][0].code, len(rank)), i))
    spans: dict[int, set[Span]] = {}
    for index in order:
        rule, finding = findings[index]
        key = (rule.code, finding.span, rule.says(finding.variant, finding.values))
        if key in seen:
            continue
        seen.add(key)
        if rule.code in rank:
            if any(finding.span in places for number, places in spans.items() if number != rank[rule.code]):
                continue
            spans.setdefault(rank[rule.code], set()).add(finding.span)
        kept.append((rule, finding))
    return kept


def _diagnostic(linted: Linted, rule: Rule, finding: Finding) -> Diagnostic:
    source, path = linted.source, linted.path
    waiting = rule.waits and bool(linted.waits)
    related = tuple(
        RelatedPlace(other.path or path, other.place or _place(source, other.span), other.message)
        for other in finding.related
    )
    return Diagnostic(
        path=path,
        place=_place(source, finding.span),
        code=rule.code,
        name=rule.name,
        level="info" if finding.weak or waiting else rule.level,
        message=rule.says(finding.variant, finding.values) + (f" ({linted.waits})" if waiting else ""),
        help=rule.advice(finding.help),
        related=related,
        fix=_placed_fix(source, finding.fix),
    )


def _place(source: SourceText, span: Span) -> Place:
    start, end = source.position(span.start), source.position(max(span.start, span.end))
    return Place(start.line, start.column, end.line, end.column)


def _placed_fix(source: SourceText, fix: Fix | None) -> PlacedFix | None:
    if fix is None:
        return None
    edits = tuple(PlacedEdit(_place(source, edit.span), edit.text) for edit in fix.edits)
    return PlacedFix(fix.title, fix.safety, edits)


def undecodable(path: str, error: UndecodableError, plan: Plan) -> FileResult:
    """The result for a file whose bytes are no text."""
    rule = next((rule for rule in effective(plan, None) if rule.code == "IR001"), None)
    if rule is None:
        return FileResult(Claim(path, reason=str(error)))
    place = Place(error.line, error.column, error.line, error.column + 1)
    diagnostic = Diagnostic(
        path, place, rule.code, rule.name, rule.level, rule.says("", {"error": str(error)}), rule.advice()
    )
    return FileResult(Claim(path, reason=str(error)), (diagnostic,))


def outline_for(source: SourceText, pack: Pack) -> Outline:
    """The outline of a text, read with a pack's labels."""
    return outline(parse(source), pack.shape.labels())
