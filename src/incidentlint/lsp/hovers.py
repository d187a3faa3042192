"""What an editor tells of the words under the pointer: findings, rules, and what was read there. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types

from incidentlint.findings import Diagnostic
from incidentlint.lsp.checker import Checked
from incidentlint.lsp.positions import Units, key, overlap
from incidentlint.lsp.times import lengths
from incidentlint.outline import FieldNode
from incidentlint.report import Bound, Report, incident
from incidentlint.rulebook import Rule, load_rules
from incidentlint.template import Severity, SlotType, decided_by


def hover(
    checked: Checked, reports: Sequence[Report], units: Units, at: types.Position, rules: Sequence[Rule] = ()
) -> types.Hover | None:
    """What there is to tell of a position; None where that is nothing.

    Findings come first: why they are some and what to do. Then what a rule's code means, what a field was read as, and
    which times the moments give.
    """
    known = {rule.code: rule for rule in (*load_rules(), *rules)}
    point = types.Range(at, at)
    parts: list[tuple[str, types.Range]] = []
    for one in checked.result.diagnostics:
        place = units.range(one.place)
        if overlap(place, point):
            parts.append((_explained(one, known.get(one.code)), place))
    word, place = units.word(at, "")
    if not parts and word in known:
        parts.append((f"**{word} {known[word].name}**\n\n{' '.join(known[word].why.split())}", place))
    for report in reports:
        parts += [(said, place) for said, place in _facts(report, units) if overlap(place, point)]
    if not parts:
        return None
    text = "\n\n---\n\n".join(said for said, _ in parts)
    smallest = min((place for _, place in parts), key=_size)
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), smallest)


def _size(place: types.Range) -> tuple[int, int]:
    (line, column), (end_line, end_column) = key(place.start), key(place.end)
    return end_line - line, end_column - column


def _explained(found: Diagnostic, rule: Rule | None) -> str:
    name = f"[{found.code}]({found.url})" if found.url else found.code
    why = " ".join(rule.why.split()) if rule is not None else ""
    return "\n\n".join(part for part in (f"**{name} {found.name}**", why, found.help) if part)


def _facts(report: Report, units: Units) -> Iterator[tuple[str, types.Range]]:
    """What was read, with its place: fields, the severity, moments and lengths."""
    for bound in report.walk():
        if isinstance(bound.node, FieldNode) and bound.node.label.text and bound.shape.type is not None:
            yield _asked(report, bound, bound.shape.type), units.span(report, bound.node.label.span)
    for bound in report.role("severity"):
        if bound.value is not None and bound.value.ok:
            yield _severity(report), units.span(report, bound.value.span)
    between = list(lengths(report))
    facts = incident(report)
    for one in facts.milestones:
        told = [str(pair) for pair in between if one.span in (pair.first.span, pair.last.span)]
        yield _listed(f'**"{one.label}"** is when the incident was {one.role}.', told), units.span(report, one.span)
    for length in facts.lengths:
        yield _listed("The times of the report:", [str(pair) for pair in between]), units.span(report, length.span)


def _asked(report: Report, bound: Bound, kind: SlotType) -> str:
    """What the template asks for in a field."""
    demanded = report.demanded(bound.shape.required)
    how = "required" if demanded else "optional" if demanded is False else "required in some reports"
    return f'**"{bound.label}"**: {kind}; {how}.'


def _listed(head: str, items: Sequence[str]) -> str:
    return "\n".join((head, "", *(f"- {item}" for item in items))).strip()


def _severity(report: Report) -> str:
    """A severity among the levels, and what the report must have since it is this one."""
    level, levels = report.severity, report.pack.severities
    if level not in levels:
        return f"**{level}**"
    asked = [bound.label for bound in _gated(report)]
    among = f"**{level}** is level {levels.index(level) + 1} of {len(levels)}: {', '.join(levels)}."
    return _listed(f"{among}\n\nIt makes these mandatory:" if asked else among, asked)


def _gated(report: Report) -> Iterator[Bound]:
    """The sections and fields that have to be there because of the severity."""
    conditions = report.pack.conditions
    for bound in report.walk():
        demand = bound.shape.required
        if isinstance(demand, str) and bound.shape.label.text:
            if isinstance(decided_by(conditions[demand], report, conditions), Severity):
                yield bound
