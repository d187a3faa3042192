"""Checklists: items of the template that are gone."""

from __future__ import annotations

from collections.abc import Iterator

from incidentlint.checks.common import is_all_of_section
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding, Level
from incidentlint.outline import FieldNode, said_below
from incidentlint.report import (
    Bound,
    Report,
    are_alternatives,
    are_for_this_one,
    is_named,
    is_of_other_box,
    is_reworded,
    is_rewritten,
    names_item,
    owner_of,
    owner_span,
    says_none,
    wanted,
)
from incidentlint.text import quoted
from incidentlint.vocabulary import is_for_others, leading_none, waiver


def missing_item(report: Report, params: NoParams) -> Iterator[Finding]:
    """Items of a checklist that are gone; of one that was replaced whole, one finding."""
    for bound in report.walk():
        if bound.shape.kind != "list" or not any(child.box for child in bound.shape.children):
            continue
        items = [child for child in bound.children if child.shape.box and child.shape.required is True]
        absent = [item for item in items if not item.present]
        mandatory = any(report.demanded(item.shape.ticked) is True for item in items)
        none = mandatory and _is_told_none(report, bound)
        if not mandatory and is_of_other_box(bound):
            continue
        if not absent or not (none or wanted(report, bound)):
            continue
        if not mandatory and _is_chosen_in_words(report, bound):
            continue
        if len(absent) < len(items) and not mandatory and (are_alternatives(bound) or _offers_none(report, bound)):
            continue
        if len(absent) == len(items) and (len(items) > 1 or (bound.present and not mandatory)):
            if says_none(report, bound) and not none:
                continue
            where = owner_span(report, bound)
            values = {"count": str(len(items)), "item": quoted(items[0].shape.label.text)}
            other = bound.present or not is_all_of_section(bound)
            weak = not mandatory and (other or all(is_named(report, item) for item in absent))
            from incidentlint.report import skeleton

            fix = None if bound.present else skeleton(report, bound)
            variant = "replaced" if bound.present else "all"
            yield Finding(where, values, fix=fix, at_most="info" if weak else "error", variant=variant)
            continue
        offered = not mandatory and are_for_this_one(report, bound)
        for item in absent:
            if not mandatory and is_for_others(item.shape.label.text, report.lexicon):
                continue
            needless = isinstance(item.shape.ticked, str) and report.demanded(item.shape.ticked) is False
            if owner_of(report, item) != "post-mortem" and not needless:
                values = {"item": quoted(item.shape.label.text)}
                other = is_named(report, item) or is_rewritten(report, item) or is_reworded(report, item)
                spared = offered or (not mandatory and other)
                most: Level = "info" if spared else "error"
                from incidentlint.report import field_skeleton

                fix = field_skeleton(report, item)
                yield Finding(owner_span(report, bound), values, fix=fix, at_most=most, variant="one")


def _is_chosen_in_words(report: Report, bound: Bound) -> bool:
    """Whether the label above the boxes of a list has one of them behind it: ``Component: Session lock``."""
    owner = bound.parent.node if bound.parent is not None else None
    return isinstance(owner, FieldNode) and any(
        names_item(owner.value, child.shape, report.lexicon) for child in bound.children if child.shape.box
    )


def _offers_none(report: Report, bound: Bound) -> bool:
    """Whether the last box of a list says that none of the others holds, which each have a blank: they may go.

    ``Police, told on ____``, ``Insurer, told on ____``, ``No notice needed``.
    """
    boxes = [child for child in bound.children if child.shape.box]
    *others, last = boxes or [bound]
    none = len(boxes) > _TWO and leading_none(last.shape.label.text, report.lexicon) is not False
    made = any(box.check is not None and box.check.made for box in boxes)
    return none and made and all(box.shape.slots or box.shape.value for box in others)


_TWO = 2


def _is_told_none(report: Report, bound: Bound) -> bool:
    """Whether the place of a list says None and nothing else: no reason why mandatory checks were not made."""
    owner = bound.parent
    if owner is None or owner.node is None or not report.active(owner):
        return False
    texts, words = [line.text for line in said_below(owner.node)], report.lexicon
    return len(texts) == 1 and leading_none(texts[0], words) is True and waiver(texts[0], words) is None
