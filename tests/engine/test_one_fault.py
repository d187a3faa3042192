"""One fault is one finding: a slip anywhere in a complete report has one finding at most that fails a run.

The slips are made of what the report was matched to: the fields, cells, sections and boxes of every pack's examples.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentlint.findings import Diagnostic
from incidentlint.markdown.parser import parse
from incidentlint.outline.nodes import FieldNode, SectionNode, TableNode
from incidentlint.outline.read import outline
from incidentlint.packs import load_built_in
from incidentlint.report.bound import Bound
from incidentlint.report.report import Report, read_report
from incidentlint.rulebook.rule import Example, Rule
from incidentlint.rulebook.selection import choose, load_rules
from incidentlint.text.source import SourceText
from incidentlint.text.spans import Span
from support import corners, examples, lint_text, marked, pack_of

EXAMPLES = Path(__file__).parents[2] / "examples"

COMPLETE = {
    "bilko": (
        "docs/operations/incidents/INCIDENT-2026-05-19-database-disk-full.md",
        "docs/operations/incidents/INCIDENT-2026-06-08-invoice-emails-delayed.md",
    ),
    "letsgobelize": (
        "docs/incident-reports/2026/INC-2026-02-07-001-tours-double-booked.md",
        "docs/incident-reports/2026/INC-2026-03-03-001-photos-missing.md",
    ),
    "srebook": ("docs/postmortems/2026-03-12-search-index-empty.md",),
    "pagerduty": ("docs/postmortems/2026-05-06-alerts-delivered-late.md",),
    "atlassian": ("docs/postmortems/2026-02-17-attachments-unavailable.md",),
    "mybinder": ("docs/incident-reports/2026-04-22-registry-full.md",),
    "azure-pir": ("docs/reviews/2026-01-28-message-queues-north-europe.md",),
    "cstate": ("content/issues/2026-06-03-package-mirror-slow.md",),
    "incidentio": (
        "docs/post-mortems/2026-07-09-invoices-sent-twice.md",
        "docs/post-mortems/2026-08-18-report-export-slow.md",
    ),
}


RULES = choose((), (), ())


class Slip(NamedTuple):
    """A change to a report: the place, what is there then, and whether it must be found."""

    kind: str
    what: str
    span: Span
    text: str
    found: bool = False


@cache
def report_of(pack: str, path: str) -> Report:
    source = SourceText.decode((EXAMPLES / pack / path).read_bytes())
    loaded = load_built_in(pack)
    return read_report(outline(parse(source), loaded.shape.labels()), loaded, path, Path(path).name)


def of_fields(report: Report) -> Iterator[Slip]:
    for bound in report.walk():
        value, shape = bound.value, bound.shape
        if value is None or not value.ok or not value.text or value.box is not None or shape.kind == "title":
            continue
        demanded = shape.required is True and shape.kind == "field" and not shape.box and report.active(bound)
        for slot in shape.slots[:1]:
            # One of a choice may be an option, and in front matter brackets without quotes are a list.
            alone = slot.text.startswith(("[", "<")) and slot.type.kind != "choice"
            plain = isinstance(bound.node, FieldNode) and bound.node.origin not in ("cell", "front-matter")
            yield Slip("slot", shape.label.text, value.span, slot.text, demanded and alone and plain)
        yield Slip("todo", shape.label.text, value.span, "TBD")
        yield Slip("empty", shape.label.text, value.span, "")


def of_cells(report: Report) -> Iterator[Slip]:
    for bound in report.walk():
        if bound.shape.kind != "table" or not bound.shape.sample or not isinstance(bound.node, TableNode):
            continue
        for row in report.rows(bound)[:1]:
            for index, cell in row.values.items():
                column = bound.shape.columns[index]
                for slot in column.slots[:1]:
                    yield Slip("slot in a cell", column.label.text, cell.span, slot.text)
                yield Slip("empty cell", column.label.text, cell.span, "")
                yield Slip("todo in a cell", column.label.text, cell.span, "TBD")
            last = row.row.cell_spans[-1]
            yield Slip(
                "ragged row", bound.shape.label.text or "a table", Span(last.start, last.end + 1), "", found=True
            )


def of_sections(report: Report) -> Iterator[Slip]:
    for bound in report.walk():
        node = bound.node
        if not isinstance(node, SectionNode) or bound.shape.kind != "section" or _holds_others(report, bound):
            continue
        whole, demanded = report.source[node.span], bound.shape.required is True
        name = node.title.text
        yield Slip("section gone", name, node.span, "", demanded and report.active(bound))
        yield Slip("section empty", name, Span(node.heading.end, node.span.end), "\n\n")
        yield Slip("section twice", name, Span(node.span.end, node.span.end), f"\n{whole}\n")
        yield Slip("section todo", name, Span(node.heading.end, node.span.end), "\n\nTBD\n\n")


def _holds_others(report: Report, bound: Bound) -> bool:
    """Whether more lies in a section than the template has there: the metadata after a document history."""
    own = {below.shape.index for below in bound.walk()}
    assert bound.node is not None
    others = (other.node for other in report.walk() if other.shape.index not in own and other.node is not None)
    return any(bound.node.span.covers(node.span) for node in others if node.span != bound.node.span)


def of_boxes(report: Report) -> Iterator[Slip]:
    for bound in report.walk():
        if isinstance(bound.node, FieldNode) and bound.node.tick and bound.node.box is not None:
            yield Slip("unticked", bound.shape.label.text, bound.node.box, "[ ]")


def slips(report: Report) -> Iterator[Slip]:
    for made in (of_fields, of_cells, of_sections, of_boxes):
        yield from made(report)


def failing(report: Report, slip: Slip) -> list[Diagnostic]:
    text = report.source.text
    changed = text[: slip.span.start] + slip.text + text[slip.span.end :]
    found = lint_text(changed, [report.pack], rules=RULES, path=report.path)
    return [one for one in found if one.level != "info"]


@cache
def slips_of(pack: str, path: str) -> list[Slip]:
    return list(slips(report_of(pack, path)))


@pytest.mark.parametrize(("pack", "path"), [(pack, path) for pack, paths in COMPLETE.items() for path in paths])
@examples(12)
@given(data=st.data())
def test_one_slip_is_one_finding(pack: str, path: str, data: st.DataObject) -> None:
    slip = data.draw(st.sampled_from(slips_of(pack, path)))
    found = [f"{one.place.line} {one.code} {one.message}" for one in failing(report_of(pack, path), slip)]
    assert len(found) <= 1
    assert found or not slip.found


TWO_FAULTS = {
    ("IR003", "IR008"): "a comment that suppresses nothing, and does not say why",
    ("IR209", "IR409"): "a day that is too early, in another notation",
    ("IR209", "IR605"): "a day that has passed, in another notation",
    ("IR402", "IR410"): "a moment that is too early, without its zone",
    ("IR402", "IR411"): "a moment that is too early, in another zone",
}
"""What two rules may find at one place: the moment is wrong, and so is how it is written."""

EVERY_RULE = choose((), (), tuple(rule.code for rule in load_rules()))


@pytest.mark.parametrize(
    ("rule", "example"),
    [
        pytest.param(rule, example, id=f"{rule.code}-{number}")
        for rule in EVERY_RULE
        for number, example in enumerate(rule.bad, start=1)
        if not example.files
    ],
)
def test_a_place_has_one_finding_of_all_rules(rule: Rule, example: Example) -> None:
    """With every rule on, what a rule shows of itself is found at its place by it, or by one that goes before it."""
    template = rule.example.template if example.template is None else example.template
    pack = pack_of(template, rule.example.pack if example.pack is None else example.pack)
    text, _ = marked(example.report)
    path = example.path or rule.example.path
    found: dict[tuple[int, ...], set[str]] = {}
    for one in lint_text(text, (pack,), rules=EVERY_RULE, path=path, as_of=example.as_of):
        if one.level != "info":
            found.setdefault(corners(one.place), set()).add(one.code)
    assert [codes for codes in found.values() if len(codes) > 1 and tuple(sorted(codes)) not in TWO_FAULTS] == []
