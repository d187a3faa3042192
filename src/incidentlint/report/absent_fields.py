"""The fields that a report lacks, and those of them that it tells in another way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.outline import FieldNode, ListNode, SectionNode, TableNode, said_below
from incidentlint.report.bound import Bound
from incidentlint.report.demands import wanted
from incidentlint.report.named_lines import is_named
from incidentlint.report.near_names import is_end
from incidentlint.report.owners import owner_of
from incidentlint.report.report import Report
from incidentlint.report.rewritten import has_its_own_head, is_replaced, is_rewritten
from incidentlint.template import ShapeNode
from incidentlint.vocabulary import inflected, is_for_others, phrases, words_of


def absent_fields(report: Report) -> list[tuple[Bound, str, bool]]:
    """The fields that are missing, each with the name that was perhaps meant, and whether they are told anyhow.

    Of the origin heading are the sections that a template has for one value.
    """
    return report.once("absent fields", lambda: [*_read(report)])


def _read(report: Report) -> Iterator[tuple[Bound, str, bool]]:
    if has_its_own_head(report):
        return
    for bound in report.walk():
        shape = bound.shape
        if shape.kind != "field" or shape.required is not True or bound.present or shape.sample:
            continue
        if shape.box or shape.origin in ("cell", "ballot") or owner_of(report, bound) != "values":
            continue
        if _is_flow(bound.parent) or is_for_others(shape.label.text, report.lexicon) or _is_counted_away(report, bound):
            continue
        if not wanted(report, bound) or _table_is_missing(bound) or report.is_unread(bound):
            continue
        name = report.near(bound)[0]
        if name and _DIGITS.sub("", words_of(name)).strip() == words_of(shape.label.key):
            continue  # what stands for a number in the label is one: ``Why it took ○ minutes``
        there = not name and is_named(report, bound)
        told = there or _is_result_told(bound) or _is_shortened(name, shape.label.key) or _stands_alone(bound)
        told = told or is_replaced(report, bound)
        told = told or _says_all(shape) or _is_free(report, bound) or _is_all_of_section(bound)
        told = told or (is_text(shape) and is_rewritten(report, bound)) or _is_told_by_another_name(report, bound)
        yield bound, name, told


def _is_flow(above: Bound | None) -> bool:
    """Whether a key of front matter has all that is below it on its line: ``incident: {id: INC-12, team: yard}``."""
    node = above.node if above is not None else None
    return isinstance(node, FieldNode) and node.origin == "front-matter" and node.value.text.lstrip().startswith("{")


_DIGITS = re.compile(r"\d+")


def _is_counted_away(report: Report, bound: Bound) -> bool:
    """Whether a field is one of several that are called alike and counted, and the report has names for all of them.

    ``1. Factor 1: [Description]``, ``2. Factor 2: [Description]`` stand for the factors that there were.
    """
    above, name = bound.parent, _DIGITS.sub("", bound.shape.label.key)
    if above is None or above.node is None or name == bound.shape.label.key:
        return False
    present = report.once(f"counted fields {above.shape.index}", lambda: _counted_fields(above))
    return present.get(name) == {False}


def _counted_fields(above: Bound) -> dict[str, set[bool]]:
    """Whether fields that differ but for their number are there, by their names, which several have."""
    found: dict[str, list[bool]] = {}
    for child in above.children:
        if child.shape.kind == "field":
            found.setdefault(_DIGITS.sub("", child.shape.label.key), []).append(child.present)
    return {name: set(present) for name, present in found.items() if len(present) > 1}


def _is_shortened(name: str, key: str) -> bool:
    """Whether a label has only some of the words of a field's key, its last ones: ``Approved`` for ``Report approved``.

    Or its first ones, if they are several: ``Signs of trouble`` for ``Signs of trouble that were missed``.

    ``Zatwierdził`` for ``Raport zatwierdził/-a``.
    """
    words = words_of(name).split()
    return any(is_end(words, words_of(form).split(), first=len(words) > 1) for form in (key, *inflected(key)))


def _is_told_by_another_name(report: Report, bound: Bound) -> bool:
    """Whether a label that the template has not tells the same moment: ``Service restored`` for ``Resolved``."""
    roles = set(bound.shape.roles) & _MOMENTS
    if not roles:
        return False
    known = report.pack.shape.labels()
    names = {name for role in roles for name in report.lexicon.roles[role]}
    fields = (node for node in report.outline.fields if node.value.text.strip())
    return any(node.label.key in names and node.label.key not in known for node in fields)


_MOMENTS = frozenset(("started", "detected", "resolved"))


def _says_all(shape: ShapeNode) -> bool:
    """Whether a field has words in its template and nothing to be filled in: it may be a hint, or a legend's level."""
    nodes = [*shape.walk()]
    told = any(node.constant for node in nodes)
    return told and not shape.roles and not any(node.slots or node.box or node.columns for node in nodes)


def _is_free(report: Report, bound: Bound) -> bool:
    """Whether a field without a known meaning is not surely one that each report has.

    It is the only row of its table and so an example, a lead over boxes, has but dots behind it, or says in which case
    it holds.
    """
    shape, above = bound.shape, bound.parent
    if not is_text(shape):
        return False
    if shape.origin == "row" and above is not None and above.shape.kind == "table":
        return len(above.shape.children) == 1
    if shape.origin == "lead" and any(below.box for below in shape.walk()):
        return True
    dots = bool(shape.slots) and not any(slot.text.strip(".…") for slot in shape.slots)
    return dots or phrases(report.lexicon.words.gates.if_).match(shape.label.key) is not None


def _is_all_of_section(bound: Bound) -> bool:
    """Whether a line with a colon is all that a section of the template says, and the report's says something.

    It asks for what is below the heading: ``## Response`` over ``Actions to respond better:``.
    """
    above = bound.parent
    if above is None or not isinstance(above.node, SectionNode) or not is_text(bound.shape):
        return False
    alone = bound.shape.origin == "plain" and not bound.shape.slots and [*above.shape.children] == [bound.shape]
    return alone and any(line.text.strip() for line in said_below(above.node))


def is_text(shape: ShapeNode) -> bool:
    """Whether a field takes any text, whatever the report's severity, and means nothing that is known."""
    known = shape.roles or isinstance(shape.required, str) or shape.origin == "front-matter"
    return not known and (shape.type is None or shape.type.kind == "text")


def _stands_alone(bound: Bound) -> bool:
    """Whether the table or list that a label is above is there without it: what the label says, its head says too."""
    above = bound.parent.node if bound.parent is not None else None
    if not isinstance(above, SectionNode):
        return False
    if bound.shape.origin == "lead" and len(bound.children) == 1 and bound.children[0].shape.kind == "list":
        return any(isinstance(node, ListNode) for node in above.children)
    if not any(child.shape.kind == "table" for child in bound.children):
        return False
    heads = {column.label.key for child in bound.children for column in child.shape.columns}
    tables = (node for node in above.children if isinstance(node, TableNode))
    return any(2 * sum(column.key in heads for column in table.columns) > len(heads) for table in tables)


def _is_result_told(bound: Bound) -> bool:
    """Whether code that was to be run is missing, but a line says what came out of it: ``Query run, 0 rows``."""
    words, section = bound.shape.label.bare.split(), bound.parent.node if bound.parent is not None else None
    code = [child.shape.kind == "text" and child.shape.origin == "item" for child in bound.children]
    if section is None or not words or not code or not all(code):
        return False
    told = re.compile(rf"\b{re.escape(words[-1])}\b.*\d", re.IGNORECASE)
    return any(told.search(line.text) for line in said_below(section))


def _table_is_missing(bound: Bound) -> bool:
    """Whether a row is missing with its whole table, which is one finding."""
    table = bound.parent
    if table is None or table.shape.kind != "table" or table.present:
        return False
    return not any(row.present for row in table.children)
