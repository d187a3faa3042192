"""Values: those that say nothing yet, and those that the template's slot does not take."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from incidentlint.checks.cells import empty_cells, is_in_words, is_sentence, says_that_nothing_is
from incidentlint.checks.common import says_todo, shown
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding, Level
from incidentlint.markdown import Code, Prose
from incidentlint.outline import FieldNode, ListNode, SectionNode, TableNode, TextNode, own_texts, trimmed
from incidentlint.report import (
    Bound,
    Report,
    Value,
    bare_waiver,
    does_not_apply,
    is_answered_below,
    is_underway,
    may_be_waived,
    name_of_owner,
    owner_of,
    owner_of_cell,
    residue,
    tables_asked,
    text_behind,
    wanted,
)
from incidentlint.template import Column
from incidentlint.text import Span, SpanSet, normalise, quoted, shorten
from incidentlint.vocabulary import (
    Texts,
    all_slot_names,
    is_nothing,
    is_todo,
    is_total,
    leading_none,
    literal,
    phrases,
    words_of,
)


def empty_value(report: Report, params: NoParams) -> Iterator[Finding]:
    """Fields and cells that hold nothing, where the template has a slot; an empty item that is all there is."""
    if report.policy.demands:
        yield from _empty_slots(report)
        yield from _empty_entries_besides(report)
        return
    for left in report.leftovers():
        if left.kind in ("empty-entry", "empty-value"):
            variant = "nothing" if left.kind == "empty-entry" else "empty"
            yield Finding(left.span, {"label": left.owner, "text": left.text}, variant=variant)


def _empty_entries_besides(report: Report) -> Iterator[Finding]:
    """Empty items that are all that a section holds, where the template has neither list, table nor field."""
    known = SpanSet(
        bound.node.span
        for bound in report.walk()
        if bound.node is not None and (bound.shape.kind in ("list", "table", "field") or bound.shape.min)
    )
    for left in report.leftovers():
        if left.kind == "empty-entry" and not known.overlaps(left.span):
            yield Finding(left.span, {"label": left.owner, "text": left.text}, variant="nothing")


def _is_dots(entry: FieldNode) -> bool:
    """Whether an item says nothing but dots, as a template has them for an answer."""
    text = entry.whole.text.strip(" *_`[]()<>{}") if entry.whole is not None else ""
    return bool(text) and not text.strip(".…") and not entry.children


def _empty_slots(report: Report) -> Iterator[Finding]:
    for bound in report.walk():
        value, shape = bound.value, bound.shape
        if shape.kind != "field" or value is None or value.state != "empty" or not _demands_value(report, bound):
            continue
        row = bound.parent.children if bound.parent is not None and shape.origin == "cell" else ()
        beside = [cell.value for cell in row if cell is not bound and cell.value is not None]
        if row and says_that_nothing_is(value, beside, report.lexicon, shape.type):
            continue
        if value.problem:
            if not may_be_waived(report, bound):
                values = {"label": quoted(bound.label), "wanted": value.wanted}
                yield Finding(value.span, values, variant="bare", at_most=_most_of_bare(report, bound))
        elif not (_is_told_behind(report, bound) or is_answered_below(report, bound) or _is_in_label(bound)):
            yield Finding(bound.span, {"label": quoted(bound.label)}, variant="empty")
    for bound in report.walk():
        bare = bare_waiver(report, bound)
        if bare is not None and report.active(bound) and bound.shape.required is not False:  # else it might be left out
            values = {"label": quoted(bound.label), "wanted": "N/A - <reason>"}
            yield Finding(trimmed(bare), values, variant="bare", at_most=_most_of_bare(report, bound))
    for bound in report.walk():
        if bound.shape.kind == "table" and bound.shape.sample:
            yield from empty_cells(report, bound)
        elif bound.shape.kind == "list" and bound.shape.sample and isinstance(bound.node, ListNode):
            counted = bool(bound.shape.min) and wanted(report, bound)
            yield from _empty_entries(bound.node, quoted(bound.parent.label) if bound.parent else "", counted=counted)


def _most_of_bare(report: Report, bound: Bound) -> Level:
    """How grave N/A without a reason is: an information where the template has nothing but a blank for any text."""
    shape = bound.shape
    meant = shape.roles or isinstance(shape.required, str) or shape.box
    alone = shape.origin != "cell" or (bound.parent is not None and len(bound.parent.children) == 1)
    blank = (
        shape.kind == "field"
        and alone
        and all(slot.type.kind == "blank" or is_todo(slot.text, report.lexicon) for slot in shape.slots)
    )
    return "error" if meant or not blank else "info"


def _is_in_label(bound: Bound) -> bool:
    """Whether a value is where its label has the form of it: ``Start (2026-05-04 10:00):``."""
    told = _NOTE.search(bound.node.label.text) if isinstance(bound.node, FieldNode) else None
    form = _NOTE.search(bound.shape.label.text)
    return told is not None and form is not None and told[0] != form[0] and any(map(str.isdigit, told[0]))


_NOTE = re.compile(r"[(（][^()（）]{2,60}[)）]\s*\Z")


def _is_told_behind(report: Report, bound: Bound) -> bool:
    """Whether a comment of its writer's says why a key of the front matter is empty: ``closed: # not closed yet``.

    Or a block of code follows right behind a label: ``- Query:``.
    """
    if not isinstance(bound.node, FieldNode):
        return False
    if bound.node.origin != "front-matter":
        return bound.node.origin != "cell" and text_behind(report, bound.node).lstrip().startswith(("```", "~~~"))
    line = report.source[report.source.line_span(report.source.line_of(bound.span.start))]
    comment = line.partition(" #")[2].strip()
    return bool(comment) and comment not in report.pack.text


def _empty_entries(node: ListNode, owner: str, *, counted: bool) -> Iterator[Finding]:
    """The empty items among others, and dots that are all of an `owner`'s list, unless it is `counted` as too short."""
    filled = [
        entry for entry in node.children if entry.children or not is_nothing(entry.whole.text if entry.whole else "")
    ]
    for entry in node.children:
        if entry not in filled and filled:
            yield Finding(entry.span, {"label": "this item"}, variant="empty")
    if not counted and node.children and all(map(_is_dots, node.children)):
        yield Finding(trimmed(node.children[0].value), {"label": owner or "this item"}, variant="empty")


def _demands_value(report: Report, bound: Bound) -> bool:
    shape = bound.shape
    if report.demanded(shape.required) is not True or shape.one_ticked or shape.sample:
        return False
    if owner_of(report, bound) != "values":
        return False
    if shape.box:
        return report.demanded(shape.value) is True or _has_a_blank(bound)
    row = bound.parent if shape.origin == "cell" else None
    if row is not None and (_answers_none(report, row) or does_not_apply(report, row)):
        return False
    return bool(shape.slots or shape.type) and (bound.parent is None or report.active(bound.parent))


def _answers_none(report: Report, row: Bound) -> bool:
    """Whether a row says No in one of its cells, or why it does not apply: the others have nothing to say then."""
    for cell in row.children:
        value, kind = cell.value, cell.shape.type
        choice = value is not None and value.ok and kind is not None and kind.kind == "choice"
        if value is not None and (value.state == "waived" or (choice and leading_none(value.text, report.lexicon))):
            return True
    return False


def _has_a_blank(bound: Bound) -> bool:
    """Whether a check that was made still has the template's blank after its label."""
    node = bound.node
    if not isinstance(node, FieldNode) or node.whole is None or node.children or not bound.shape.ends or bound.waived:
        return False
    made = bound.check is not None and bound.check.made
    return made and bool(bound.shape.slots) and (node.whole.text.rstrip(" *_—–-.…").endswith((":", "：")))


def todo(report: Report, params: NoParams) -> Iterator[Finding]:
    """TBD, TODO and FIXME as a whole value, a row, a line, or in brackets."""
    seen = SpanSet()
    underway = is_underway(report)
    for value, label in _todo_values(report):
        if not report.is_guide(value) and seen.claim(value):
            text = report.source[value]
            reasoned = underway and _WITH_REASON.match(text) is not None  # `to follow, when the disk is replaced`
            values = {"text": _said(text), "owner": label or "this line"}
            yield Finding(value, values, at_most="info" if reasoned else "error")
    for place, label in _undecided_parts(report) if report.policy.closed else ():
        if not report.is_guide(place) and seen.claim(place):
            yield Finding(place, {"text": report.source[place], "owner": label})
    told = [piece.span for piece in residue(report)]  # in the order of the text, none within another
    for left in report.leftovers():
        before = bisect_right(told, left.span.start, key=lambda span: span.start)
        if before and told[before - 1] != left.span and told[before - 1].covers(left.span):
            continue  # a part of what was left of the template
        if left.kind == "todo" and not report.is_guide(left.span) and seen.claim(left.span):
            yield Finding(left.span, {"text": _said(left.text), "owner": left.owner or "this line"})


_WITH_REASON = re.compile(
    r"(?![A-Z]{3})[^\W\d_][^\n,;:(（、。—–]{0,30}(?:[,;:(（、。]|\s[—–-]\s)\s?(?:\S+\s+\S+\s+\S|[^\x00-\u2e7f]{5})"
)
"""A word for what is still to come in small letters, and several words more that say why."""


def _undecided_parts(report: Report) -> Iterator[tuple[Span, str]]:
    """The parts of lines that wait for a value behind a label of their own: ``Mail the shops. Who: TBD. By: May.``."""
    words = report.lexicon.words.answers.undecided
    pattern = _undecided(words, tuple(sorted(report.lexicon.columns["owner"])))
    checks = {bound.node for bound in report.walk() if bound.check is not None}  # what they wait for is told of them
    for node in report.outline.walk():
        if node in checks or (isinstance(node, FieldNode) and node.tick is True):
            continue
        for prose in own_texts(node, code=False):
            text = prose.text
            for match in pattern.finditer(text) if any(word in text for word in words) else ():
                place = match.span("todo")
                if prose.marked(*place, "code", "link") is None:
                    yield prose.source(*place), quoted(match["label"] or match["owner"])


@lru_cache(maxsize=64)
def _undecided(words: Texts, owners: Texts) -> re.Pattern[str]:
    """A label of one word, and what says behind it that its value is still to come.

    That of an owner may have no colon where a part of the text begins with it: ``Oil the gate - owner TBD``.
    """
    label = r"(?P<label>[^\W\d_]\w{1,30})[*_]{0,2}[:：]\s?"
    owner = rf"(?:[-–—,;(（]\s?(?P<owner>(?i:{literal(owners)}))(?:\s(?:=\s)?|=))"
    return re.compile(rf"(?:{label}|{owner})(?P<todo>{literal(words)})(?=[.,;|)）]|\s*$)")


def _undecided_cells(report: Report, table: TableNode) -> Iterator[tuple[Span, str]]:
    """The cells of a table that no template asks for that wait for a value; a ticket may come when it comes."""
    columns, undecided = report.lexicon.columns, report.lexicon.words.answers.undecided
    others = (*columns["status"], *columns["reference"])
    for row in table.rows:
        for head, cell in zip(table.columns, row.cells, strict=False):
            if cell.text.strip(" *_`[]().") in undecided and head.key not in others:
                yield trimmed(cell), quoted(head.text)


def _todo_values(report: Report) -> Iterator[tuple[Span, str]]:
    yield from _todo_bounds(report)
    undecided = report.lexicon.words.answers.undecided
    for cell, column in _cells(report, "todo"):
        if column.role != "status" or cell.text in undecided:  # "todo" is one there
            yield cell.span, quoted(column.label.text)
    yield from _marked_sections(report)
    explained = SpanSet(section.span for section in report.outline.walk_sections() if _explains(section, report))
    stays = {shape.constant for shape in report.shape.walk() if shape.guide == "stays"}  # says who is to write it
    labels = report.pack.shape.labels() if report.policy.closed else frozenset()  # `TODO:` may be one
    for node in report.outline.walk():
        if explained.overlaps(node.span):
            continue
        if isinstance(node, TableNode) and not (report.policy.closed and tables_asked(report).overlaps(node.span)):
            yield from _undecided_cells(report, node)
        if isinstance(node, TextNode) and not node.children and not isinstance(node.block, Code):
            for line in node.lines:
                if is_todo(line.text, report.lexicon) and normalise(line.text) not in stays:
                    yield trimmed(line), ""
                elif any(mark in line.text for mark in _marks(report)):
                    yield from _asked_in_text(line, report)
        elif isinstance(node, FieldNode) and node.tick is None and node.origin in ("bold", "item", "plain", "lead"):
            text = node.value.text
            if _defines(node, report):
                continue
            if text.strip() and is_todo(text, report.lexicon) and not _is_status(node, report):
                yield trimmed(node.value), quoted(node.label.text)
            elif ((not text.strip() and not node.children) or report.policy.closed) and (
                is_todo(node.label.text, report.lexicon) and (node.label.key not in labels or not text.strip())
            ):
                yield node.label.span, ""


_ASKED = re.compile(r"^[ \t]*+([^\W_][^:：?？.!;。\n]{2,100})[:：?？][ \t]*(\S[^\n]*)", re.MULTILINE)
"""What a line asks for, and what is said of it on the same line."""


def _asked_in_text(prose: Prose, report: Report) -> Iterator[tuple[Span, str]]:
    """The answers of lines among others that are no fields: ``Were keys exposed? TODO (yes or no)``."""
    for asked in _ASKED.finditer(prose.text):
        if is_todo(asked[2], report.lexicon):
            yield prose.source(*asked.span(2)), quoted(asked[1])


def _todo_bounds(report: Report) -> Iterator[tuple[Span, str]]:
    """The values of the template's own fields and items."""
    for bound in report.walk():
        unmade = bound.check is not None and not bound.check.made and report.demanded(bound.shape.ticked) is True
        if bound.value is None or not says_todo(report, bound) or _says_state(report, bound, bound.value):
            continue
        if _is_ours(report, bound) and not unmade:
            yield bound.value.span, name_of_owner(bound)


def _marked_sections(report: Report) -> Iterator[tuple[Span, str]]:
    """What sections of no known template say that say nothing but what is to be done: ``TODO: ask Ana``."""
    for section in report.outline.walk_sections():
        only = section.children[0] if len(section.children) == 1 and not report.policy.closed else None
        if not isinstance(only, FieldNode) or only.tick is not None or _explains(section, report):
            continue
        if only.label.text.strip() in _marks(report) and not _defines(only, report):
            yield only.span, quoted(section.label.text)


def _marks(report: Report) -> Texts:
    return report.lexicon.words.answers.marks


def _explains(section: SectionNode, report: Report) -> bool:
    """Whether a section explains marks and forms, as a glossary does."""
    return words_of(section.label.text) in all_slot_names().explaining


def _defines(node: FieldNode, report: Report) -> bool:
    """Whether a field says what its label stands for: ``TBD: to be decided``."""
    if node.label.text.strip() not in _marks(report):
        return False
    return is_todo(re.split(r"[;,]", node.value.text, maxsplit=1)[0], report.lexicon)


def _said(text: str) -> str:
    """A marker as a message quotes it: without a bracket whose other half is none of it."""
    bare = text.strip("[](){}")
    whole = text.count("[") == text.count("]") and text.count("(") == text.count(")")
    return shown(shorten(text if whole or not bare else bare, 60))


def _is_status(node: FieldNode, report: Report) -> bool:
    """Whether a field says how far something is: *todo* is a status."""
    labels = {*report.lexicon.roles["status"], *report.lexicon.columns["status"]}
    return not labels.isdisjoint((node.label.key, *node.label.key.split()))


def _says_state(report: Report, bound: Bound, value: Value) -> bool:
    """Whether a value says how far something is in words that elsewhere wait for one: ``Status: Pending``.

    Where the template offers a choice, its options say so.
    """
    kind = bound.shape.type
    if not isinstance(bound.node, FieldNode) or not _is_status(bound.node, report) or (kind and kind.options):
        return False
    return phrases(_marks(report)).match(value.text.strip(" *_`([")) is None


def invalid(report: Report, params: NoParams) -> Iterator[Finding]:
    """Values that are not what the template's slot takes."""
    for bound in report.walk():
        value = bound.value
        if value is not None and value.state == "invalid" and _is_ours(report, bound):
            spared = bound.shape.required is False and is_in_words(value, bound.shape.type)
            spared = spared or is_sentence(value, bound.shape.type)
            level: Level = "info" if spared else "error"  # `not used` where an hour may be told
            yield Finding(value.span, _invalid_values(value, quoted(bound.label)), at_most=level)
    clocks = ((cell, column) for cell, column in _cells(report, "ok") if column.type and column.type.kind == "time")
    timed = {column.label.key for cell, column in clocks if cell.stamp is not None}
    for cell, column in _cells(report, "invalid"):
        if is_total(cell.text, report.lexicon):
            continue  # the name of a sum, in any column before it
        # While an incident goes on, words say what is still to come: `pending`. Beside times they say when: `at night`.
        in_words = is_in_words(cell, column.type) and (is_underway(report) or column.label.key in timed)
        level = "info" if in_words or is_sentence(cell, column.type) else "error"
        yield Finding(cell.span, _invalid_values(cell, quoted(column.label.text)), at_most=level)


def unread(report: Report, params: NoParams) -> Iterator[Finding]:
    """Dates, times and lengths in a notation that is not known: nothing is concluded from them."""
    for bound in report.walk():
        value = bound.value
        if value is not None and value.state == "unread" and owner_of(report, bound) != "post-mortem":
            yield Finding(value.span, _invalid_values(value, quoted(bound.label)))
    for cell, column in _cells(report, "unread"):
        yield Finding(cell.span, _invalid_values(cell, quoted(column.label.text)))


def _is_ours(report: Report, bound: Bound) -> bool:
    """Whether what is wrong with a value is said here; a text that is no explanation has no other rule."""
    return owner_of(report, bound) in ("values", "explanation")


def _cells(report: Report, state: str) -> Iterator[tuple[Value, Column]]:
    """The cells of sample tables that are in a state and no other rule's, with their columns."""
    for bound in report.walk():
        if bound.shape.kind != "table" or not bound.shape.sample:
            continue
        for row in report.rows(bound):
            for index, cell in row.values.items():
                if cell.state == state and owner_of_cell(bound, index) == "values":
                    yield cell, bound.shape.columns[index]


def _invalid_values(value: Value, label: str) -> dict[str, str]:
    return {"label": label or "the value", "problem": value.problem, "wanted": value.wanted}
