"""Whether a report has parts of its own in the place of those of its template that are missing, one or most of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import TypeGuard

from incidentlint.outline import FieldNode, ListNode, Node, SectionNode, TableNode
from incidentlint.report.bound import Bound
from incidentlint.report.near_names import is_alike
from incidentlint.report.report import Report
from incidentlint.vocabulary import key_of, words_of

_SEVERAL = 3
"""So many parts of its own stand for one that is missing; further ones stand for one each."""


def is_rewritten(report: Report, bound: Bound) -> bool:
    """Whether the table, list or section that a missing part belongs to has parts of its own instead of what is gone.

    Who writes rows, items or labels of one's own has read the template's and left out what did not fit: as many as are
    missing, several for a single one, or more than are kept where most are missing.
    """
    above = bound.parent
    if above is None or above.node is None:
        return False
    own, gone, kept = report.once(f"own parts {above.shape.index}", lambda: _count(report, above))
    return own >= (_SEVERAL if gone == 1 else gone) or (gone >= _SEVERAL and own > max(1, kept))


def _count(report: Report, above: Bound) -> tuple[int, int, int]:
    """How many parts of a node are its report's own, and how many of the template's are missing and are there.

    Where none is there, items without labels are parts too.
    """
    known = _bound_nodes(report)
    fields = [child.present for child in above.children if child.shape.kind == "field"]
    parts = _parts(above, named=any(fields))
    own = sum(node not in known and not report.is_guide(node.span) for node in parts)
    return own, fields.count(False), fields.count(True)


def _bound_nodes(report: Report) -> frozenset[Node]:
    """What the template's parts are bound to."""
    return report.once("bound nodes", lambda: frozenset(each.node for each in report.walk() if each.node is not None))


def _parts(above: Bound, *, named: bool) -> Iterator[FieldNode]:
    """The rows, items and labelled lines that are right in a node; `named`: those items that have a label."""
    node = above.node
    for child in node.children if isinstance(node, (SectionNode, FieldNode, ListNode, TableNode)) else ():
        if isinstance(child, ListNode):
            yield from (item for item in child.children if item.label.key or not named)
        elif isinstance(child, FieldNode) and child.origin != "cell":
            if child.label.key or (isinstance(node, ListNode) and not named):
                yield child


def is_replaced(report: Report, bound: Bound) -> bool:
    """Whether the report has parts of its own right where a part is missing, that are this part by another name.

    The place is between the parts beside it that are there. In another script as many as are missing are translations:
    ``Ошибка`` and ``Error``, both before ``Анализ``. One there that shares most of its words is the same part, as
    ``Why recovery took as long as it did`` and ``Why recovery is slow``, unless it is more like another missing one.
    """
    missing, own = _gap(report, bound)
    latin = _is_latin(bound.shape.label.key)
    if own and len(own) >= len(missing) and all(_is_latin(key) is not latin for key in own):
        return True
    label = bound.shape.label.key
    if label not in missing:
        return False
    if len(missing) == len(own) == 1 and _WIDE.search(label) and _words(label) & _words(own[0]):
        return True  # a word of two signs says more than one of three letters
    return any(_likeness(key, label) and label == max(missing, key=lambda name: _likeness(key, name)) for key in own)


def is_reworded(report: Report, item: Bound) -> bool:
    """Whether an item of the list that a missing one belongs to, and none of its template's, shares most of its words.

    Where a list has very many items of its own, none of them is looked at.
    """
    above = item.parent
    if above is None or not isinstance(above.node, ListNode):
        return False
    items = above.node.children
    own = report.once(f"words of items {above.shape.index}", lambda: _words_of_items(report, items))
    label = _words(item.shape.label.key)
    return any(len(words & label) >= max(_SEVERAL, _MOST * len(label)) for words in own)


def _words_of_items(report: Report, items: tuple[FieldNode, ...]) -> list[frozenset[str]]:
    known = _bound_nodes(report)
    own = [item.whole.text[:_LONGEST] for item in items if item.whole is not None and item not in known]
    return [_words(key_of(text)) for text in own] if len(own) <= _MANY else []


_LONGEST = 400
"""Signs of an item in which it says what it is of."""


_MOST = 0.6
"""The part of an item's words that another one has which is the same in other words."""


def _gap(report: Report, bound: Bound) -> tuple[list[str], list[str]]:
    """The keys of the parts that are missing beside a missing one, and of the report's own in their place.

    Where very many are missing, or there, no more is said than that.
    """
    above = bound.parent.shape.index if bound.parent is not None else -1
    gaps = report.once(f"gaps {above} {bound.shape.kind}", lambda: _read_gaps(report, bound))
    missing, level, nodes = gaps[bound.shape.index]
    if len(missing) > _MANY:
        return missing, []
    own = (node for node in nodes if is_alike(node, bound.shape))
    return missing, [
        node.label.key
        for node in own
        if (level in (None, node.level) if isinstance(node, SectionNode) else node.origin == bound.shape.origin)
    ]


_MANY = 50

_Gap = tuple[list[str], int | None, list[SectionNode | FieldNode]]
"""The keys of what is missing between two parts that are there, the level of these, the report's own nodes there."""


def _read_gaps(report: Report, bound: Bound) -> dict[int, _Gap]:
    """The gaps that the parts beside one of a template leave in a report, by the missing parts' shapes."""
    around = bound.parent.children if bound.parent is not None else report.bound
    beside = [other for other in around if other.shape.kind == bound.shape.kind]
    level = next((node.level for other in beside if isinstance(node := other.node, SectionNode)), None)
    own = report.once("nodes of its own", lambda: _own_nodes(report))
    starts = [node.span.start for node in own]
    gaps: dict[int, _Gap] = {}
    first, last = _place(report, bound)
    behind = 0
    for there, group in groupby(beside, key=lambda other: other.present):
        parts = [*group]
        behind += len(parts)
        if there:
            first = parts[-1].span.start
            continue
        end = beside[behind].span.start if behind < len(beside) else last
        begin = bisect_left(starts, first)
        nodes = own[begin : min(bisect_left(starts, end), begin + 2 * _MANY)]
        gap = ([part.shape.label.key for part in parts if part.lacking], level, nodes)
        gaps.update((part.shape.index, gap) for part in parts)
    return gaps


def _place(report: Report, bound: Bound) -> tuple[int, int]:
    """Where the nearest node that a missing part belongs to begins and ends: the whole report, if there is none."""
    above = bound.parent
    while above is not None and above.node is None:
        above = above.parent
    node = above.node if above is not None else None
    return (node.span.start, node.span.end) if node is not None else (0, len(report.document.raw))


def _own_nodes(report: Report) -> list[SectionNode | FieldNode]:
    """The sections and fields that nothing of the template is bound to, by their places."""
    known = _bound_nodes(report)
    own = [node for node in filter(_is_named, report.outline.walk()) if node not in known]
    return sorted(own, key=lambda node: node.span.start)


def _is_named(node: Node) -> TypeGuard[SectionNode | FieldNode]:
    return isinstance(node, (SectionNode, FieldNode)) and bool(node.label.key)


def _is_latin(name: str) -> bool:
    return all(letter < _OTHER_SCRIPTS for letter in name if letter.isalpha())


_OTHER_SCRIPTS = "\u0370"
"""The first letter of a script that is not Latin: Greek."""


def _likeness(name: str, key: str) -> float:
    """The part of their words that two names share; 0 where that is one word, or less than half of the shorter one."""
    told, own = _words(name), _words(key)
    shared = len(told & own)
    return shared / len(told | own) if shared >= _TWO and 2 * shared >= min(len(told), len(own)) else 0


@lru_cache(maxsize=1024)
def _words(name: str) -> frozenset[str]:
    """The words of three letters of a name; of a script without blanks each two signs that are no letters of endings.

    ``調べる操作`` and ``調べた操作`` share ``操作``.
    """
    found: set[str] = set()
    for word in words_of(name).split():
        if word.isascii() or not _WIDE.search(word):
            found.update((word,) if len(word) >= _LETTERS else ())
        else:
            found.update(run[at : at + 2] for run in _WIDE.findall(word) for at in range(len(run) - 1))
    return frozenset(found)


_WIDE = re.compile(r"[\u30a0-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,80}")
"""Signs of Chinese, Katakana and Korean."""

_TWO, _LETTERS = 2, 3


_FEWEST = 4
"""So many sections must be missing at least: a report that lacks fewer is told each of them."""


def sections_of_another_form(report: Report) -> tuple[list[Bound], int]:
    """The top sections that are missing, and of how many, in a report that was written after another form.

    Such a one lacks more than half of what its template demands of every report, and has for each of two that it lacks
    at least one of its own. A draft has none of its own, and is told what it lacks one by one. No sections, and 0, for
    any other report.
    """
    return report.once("another form", lambda: _read_form(report))


def has_its_own_head(report: Report) -> bool:
    """Whether a report of another form has none of the fields of its template either."""
    fields = any(bound.present for bound in report.walk() if bound.shape.kind == "field" and bound.at_top)
    return bool(sections_of_another_form(report)[0]) and not fields


def _read_form(report: Report) -> tuple[list[Bound], int]:
    demanded = [bound for bound in report.bound if bound.shape.kind == "section" and bound.shape.required is True]
    missing = [bound for bound in demanded if not bound.present and not report.is_unread(bound)]
    if len(missing) < _FEWEST or 2 * len(missing) <= len(demanded):
        return [], 0
    known = _bound_nodes(report)
    own = sum(node not in known and not report.is_guide(node.span) for node in report.outline.sections)
    return (missing, len(demanded)) if 2 * own >= len(missing) else ([], 0)
