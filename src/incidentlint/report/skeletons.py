"""Skeletons: what a template has and a report does not, as edits that put it where it belongs.

A skeleton is the template's own text, with its slots: what it asks for is still asked for, by other rules, until
somebody writes it. No box of it is ticked, and no value filled in. A field or check item is written as the nearest one
of the report is, so that a table stays a table and a list a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TypeVar

from incidentlint.findings import Edit, Fix
from incidentlint.markdown import Prose, parse
from incidentlint.outline import FieldNode, ListNode, Node, Outline, SectionNode, TableNode, outline, trimmed
from incidentlint.packs import Pack
from incidentlint.report.bound import Bound
from incidentlint.report.heading_levels import level_of, relevelled, top_shift
from incidentlint.report.places import next_heading
from incidentlint.report.report import Report
from incidentlint.text import SourceText, Span

_Kind = TypeVar("_Kind", SectionNode, FieldNode, TableNode, ListNode)

_LINES = ("bold", "plain", "item", "row")
"""How fields are written that are one line: their like is written alike."""


AROUND = 50
"""So many fields on either side of a missing one are looked at for a line to be like."""


def section_skeleton(report: Report, bound: Bound) -> Fix | None:
    """The section as the template has it, before the heading before which it belongs, or at the end."""
    section = _in_template(report.pack, bound, SectionNode)
    if section is None or report.near(bound)[0]:
        return None
    read = _template(report.pack)
    source = read.document.source
    wanted = level_of(bound, top_shift(report))
    edits = relevelled(source, _and_below(section), wanted - section.level) if wanted != section.level else ()
    if wanted != section.level and not edits:
        return None
    text, shift = source[section.span], section.span.start
    for edit in reversed(edits):
        text = text[: edit.span.start - shift] + edit.text + text[edit.span.end - shift :]
    heading = next_heading(report, bound)
    return _fix(f"Add the section {section.label.text}", _before(report, heading, text.strip()))


def skeleton(report: Report, bound: Bound) -> Fix | None:
    """A table or list as the template has it, after what comes before it there."""
    table = bound.shape.kind == "table"
    node = _in_template(report.pack, bound, TableNode) if table else _in_template(report.pack, bound, ListNode)
    if node is None:
        return None
    source = _template(report.pack).document.source
    lines = source[Span(source.line_start(source.line_of(node.span.start)), node.span.end)]
    return _fix(f"Add the {'table' if table else 'checklist'}", _paragraph(report, bound, lines.rstrip()))


def field_skeleton(report: Report, bound: Bound) -> Fix | None:
    """A field or check item, in a line like that of the one next to it, with the template's slot for its value."""
    node = _in_template(report.pack, bound, FieldNode)
    if node is None or node.children or report.near(bound)[0]:
        return None
    source = _template(report.pack).document.source
    if node.tick is not None:
        text = " ".join(source[node.whole.span].split()) if node.whole else ""
        parts = ("[ ]", text, "") if text else None
    else:
        value = " ".join(source[_with_marks(node.value)].split()) if node.value.text else ""
        parts = ("", node.label.text, value) if value else None
    if parts is None:
        return None
    siblings = bound.parent.children if bound.parent else report.bound
    at = next(index for index, sibling in enumerate(siblings) if sibling is bound)
    for other in (*reversed(siblings[max(0, at - AROUND) : at]), *siblings[at + 1 : at + 1 + AROUND]):
        edit = _beside(report, other, parts, behind=other.shape.index < bound.shape.index)
        if edit is not None:
            return _fix(f"Add {node.label.text}", edit)
    if node.origin == "row":
        return None
    line = source.line_span(source.line_of(node.span.start))
    if source[line].strip(" \t\\") != source[node.span].strip(" \t\\"):
        return None
    return _fix(f"Add {node.label.text}", _paragraph(report, bound, source[line].rstrip(" \t\\")))


def _fix(title: str, edit: Edit | None) -> Fix | None:
    return Fix(title, "unsafe", (edit,)) if edit is not None else None


# --- The template ---


@lru_cache(maxsize=16)
def _template(pack: Pack) -> Outline:
    """A pack's template, read anew."""
    return outline(parse(SourceText(pack.text)), pack.shape.labels())


@lru_cache(maxsize=16)
def _lines_of(pack: Pack) -> dict[int, list[Node]]:
    """The nodes of a pack's template by the lines, from 1, on which they begin."""
    read = _template(pack)
    found: dict[int, list[Node]] = {}
    for node in read.walk():
        found.setdefault(read.document.source.line_of(node.span.start) + 1, []).append(node)
    return found


def _in_template(pack: Pack, bound: Bound, kind: type[_Kind]) -> _Kind | None:
    """The node of the template that a node of the shape was read from."""
    wanted = bound.shape
    there = [node for node in _lines_of(pack).get(wanted.line, ()) if isinstance(node, kind)]
    named = [node for node in there if node.label.key == wanted.label.key]
    return next(iter(named or (there if len(there) == 1 else [])), None)


def _and_below(section: SectionNode) -> Iterator[SectionNode]:
    yield section
    for below in section.sections:
        yield from _and_below(below)


# --- Where it goes ---


def _before(report: Report, section: SectionNode | None, text: str) -> Edit:
    """A block before a heading, or at the end."""
    source = report.source
    if section is not None:
        start = source.line_start(source.line_of(section.heading.start))
        return Edit(Span(start, start), f"{text}\n\n")
    end = len(source.text.rstrip())
    return Edit(Span(end, end), f"\n\n{text}")


def _paragraph(report: Report, bound: Bound, text: str) -> Edit | None:
    """A block of its own after the nearest node that the template has before it, else at the end of the owner's."""
    source = report.source
    siblings = bound.parent.children if bound.parent else report.bound
    before = [other.node for other in siblings if other.shape.index < bound.shape.index and other.node is not None]
    owner = bound.parent.node if bound.parent else None
    own = [child for child in owner.children if not isinstance(child, SectionNode)] if owner is not None else []
    after = [node for node in before if not isinstance(node, SectionNode) and (owner is None or node in own)][-1:]
    after = after or own[-1:]
    if after:
        at = source.line_span(source.line_of(max(after[0].span.start, _end(source, after[0].span) - 1))).end
    elif isinstance(owner, SectionNode):
        at = owner.heading.end
    elif owner is None and report.outline.titles:
        at = report.outline.titles[0].heading.end
    else:
        return None
    return Edit(Span(at, at), f"\n\n{text}")


def _beside(report: Report, other: Bound, parts: tuple[str, str, str], *, behind: bool) -> Edit | None:
    """A line with a box, a label and a value like that of another field of the report; None where it is no line."""
    source, node = report.source, other.node
    if not isinstance(node, FieldNode) or node.origin not in _LINES or node.children or other.shape.kind != "field":
        return None
    box, label, value = parts
    line = source.line_span(source.line_of(node.span.start))
    if source.line_of(max(node.span.start, _end(source, node.span) - 1)) != source.line_of(node.span.start):
        return None
    if box:
        if node.box is None or node.whole is None:
            return None
        text = f"{source[Span(line.start, node.box.start)]}{box} {label}"
    else:
        place, name = _with_marks(node.value), source[node.label.span]
        if node.tick is not None or not node.value.text or not line.covers(place) or node.label.text not in name:
            return None
        name = _named(name.replace(node.label.text, label, 1), question=name.endswith("?"))
        between = source[Span(node.label.span.end, place.start)]
        before, rest = source[Span(line.start, node.label.span.start)], source[Span(place.end, line.end)]
        text = f"{before}{name}{between}{value}{rest}"
    return _line(source, line, text, behind=behind, apart=node.origin in ("bold", "plain"))


def _named(name: str, *, question: bool) -> str:
    """A label written like another, which was a `question` and had no colon."""
    name = name.replace("?:", "?")
    return f"{name}:" if question and not name.endswith("?") else name


def _line(source: SourceText, line: Span, text: str, *, behind: bool, apart: bool) -> Edit:
    """A line before or after another; those that are `apart` from each other keep an empty line between them."""
    number = source.line_of(line.start)
    above = source.line_text(number - 1) if number else ""
    below = source.line_text(number + 1) if number + 1 < source.line_count else ""
    newline = "\n\n" if apart and not above.strip() and not below.strip() else "\n"
    if not behind:
        return Edit(Span(line.start, line.start), f"{text}{newline}")
    if apart and newline == "\n":  # the last line of a paragraph needs no break at its end, until another follows
        for mark in ("  ", "\\"):
            if above.endswith(mark) and not source[line].endswith(mark):
                return Edit(Span(line.end, line.end), f"{mark}\n{text}")
    return Edit(Span(line.end, line.end), f"{newline}{text}")


def _with_marks(prose: Prose) -> Span:
    """Where a text is, with the marks around it."""
    end = len(prose.text.rstrip())
    around = [mark.span for mark in prose.marks if mark.start == 0 and mark.end >= end]
    whole = trimmed(prose)
    return (
        Span(min(whole.start, *(s.start for s in around)), max(whole.end, *(s.end for s in around)))
        if around
        else whole
    )


def _end(source: SourceText, span: Span) -> int:
    """Where a node ends, without the white space after it."""
    return span.start + len(source[span].rstrip())
