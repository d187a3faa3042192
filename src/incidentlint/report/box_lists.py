"""Lists of boxes: what they offer, of which a report has what it needs, and what of a list of checks was forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from incidentlint.outline import FieldNode
from incidentlint.report.bound import Bound
from incidentlint.report.report import Report
from incidentlint.text import GAPLESS
from incidentlint.vocabulary import is_for_others, is_told, key_of, phrases


def is_of_other_box(bound: Bound) -> bool:
    """Whether boxes are below one that is not ticked: they are of what was not so."""
    above = bound.parent
    return above is not None and above.shape.box and isinstance(above.node, FieldNode) and above.node.tick is False


def are_alternatives(bound: Bound) -> bool:
    """Whether the boxes of a list answer a question above it: the one that holds may be kept alone."""
    owner = bound.parent
    return bound.shape.one_ticked or (owner is not None and owner.shape.kind == "section" and owner.shape.one_ticked)


def are_for_this_one(report: Report, bound: Bound) -> bool:
    """Whether the boxes of a list offer causes, steps or lessons, of which a report has those that it needs.

    Whole sentences in a section that each report tells anew are examples: ``- [ ] The alert fired at once.`` So are
    the boxes beside one for what is none of them: ``- [ ] Other: ____``.
    """
    above = bound.parent
    labels = [child.shape.label.text.rstrip() for child in bound.children if child.shape.box]
    told = above is not None and is_told(above.shape.label.key, report.lexicon.words.prompts)
    if told and len(labels) > 1 and all(label.endswith((".", "!", "。")) for label in labels):
        return True
    if len(labels) > 1 and any(is_for_others(label, report.lexicon) for label in labels):
        return True
    roots = [root for role in _OFFERING for root in report.role(role)]
    names = {name for role in _OFFERING for name in report.lexicon.roles[role]}
    while above is not None:
        if above.shape.label.key in names or any(root is above for root in roots):
            return True
        above = above.parent
    return False


_OFFERING = ("actions", "cause")


def left_open(report: Report) -> Iterator[Bound]:
    """The items of a checklist that were forgotten: few, with nothing said beside them, where all others are ticked.

    Its heading says that all of it is checked. What a list offers is no such item: causes, steps and lessons, what was
    hit or done, names of systems, boxes of which one is ticked.
    """
    checked = phrases(report.lexicon.checks.lists)
    for bound in report.walk():
        heading = bound.parent.shape.label.key if bound.parent is not None else ""
        if bound.shape.kind != "list" or checked.search(heading) is None:
            continue
        if are_alternatives(bound) or is_of_other_box(bound):
            continue
        items = [child for child in bound.children if child.shape.box and child.check is not None]
        left = [item for item in items if _is_forgotten(item)]
        if not left or len(items) < _CHECKS or _FEW * len(left) > len(items):
            continue
        if sum(item.check is not None and item.check.made for item in items) + len(left) < len(items):
            continue
        if not all(map(_is_statement, left)) or 2 * sum(map(_is_statement, items)) <= len(items):
            continue
        if not are_for_this_one(report, bound) and report.active(bound):
            yield from (item for item in left if report.demanded(item.shape.ticked) is not True)


_CHECKS, _FEW = 3, 3
"""Items of a list that is one of checks, and the part of them that may have been forgotten."""


def _is_forgotten(item: Bound) -> bool:
    if item.check is None or item.check.state != "open" or item.shape.slots or isinstance(item.shape.ticked, str):
        return False
    whole = item.node.whole if isinstance(item.node, FieldNode) else None
    return whole is not None and key_of(whole.text) == item.shape.label.key


def _is_statement(item: Bound) -> bool:
    """Whether an item says something, in some words: names of teams or systems are shorter."""
    label = item.shape.label.text
    words = sum(any(map(str.isalnum, word)) for word in label.split())
    return words >= _WORDS or (label > GAPLESS and len(label) >= _SIGNS)


_WORDS, _SIGNS = 3, 6
