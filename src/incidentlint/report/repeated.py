"""What a report repeats of its template word for word, where the template's words ask or are an example.

So do its links that lead nowhere, and its comments where a value belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from incidentlint.markdown import Prose
from incidentlint.outline import FieldNode, ListNode, SectionNode, TableNode, TextNode, own_texts, said, walk
from incidentlint.report.bound import Bound
from incidentlint.report.report import Report
from incidentlint.template import row_texts
from incidentlint.text import SourceText, Span, normalise
from incidentlint.vocabulary import begins_example, is_own_todo, is_unfinished, marks_example, states

Repeated = Literal["slot", "example"]


def repeated(report: Report) -> Iterator[tuple[Bound | None, Prose, Repeated]]:
    """Cells and items that are the template's own, with what they are in, and what they are there.

    A cell is left that says that it is an example, or that only begins what is to be said (``Acknowledged by``); an
    item of a section whose texts all ask is left where others beside it are the report's own. So is one of a list below
    the same heading that only begins what is to be said.
    """
    begun = report.shape.begun if report.policy.binds else frozenset()
    if begun:
        from incidentlint.template import lists_by_heading

        for key, node in lists_by_heading(report.outline):
            for item in _left_items(node, frozenset(text for heading, text in begun if heading == key)):
                if item.whole is not None:
                    yield None, item.whole, "slot"
    for bound in report.walk():
        if isinstance(bound.node, TableNode) and (bound.shape.rows or bound.shape.examples):
            yield from _cells(report, bound, bound.node)
        elif isinstance(bound.node, SectionNode) and bound.shape.prompts:
            yield from _items(report, bound, bound.node)


def _cells(report: Report, bound: Bound, table: TableNode) -> Iterator[tuple[Bound, Prose, Repeated]]:
    words = report.lexicon.words.prompts
    samples = {text for row in bound.shape.examples for text in row if begins_example(text, words)}
    begun = {text for row in bound.shape.rows for text in row if is_unfinished(text, words)}
    for row in table.rows:
        for cell in row.cells:
            text = normalise(cell.text)
            if text in samples or text in begun:
                yield bound, cell, "example" if text in samples else "slot"


def _items(report: Report, bound: Bound, section: SectionNode) -> Iterator[tuple[Bound, Prose, Repeated]]:
    texts = {normalise(prose.text) for prose in said(section) if prose.text.strip()}
    if texts <= bound.shape.prompts:
        return  # the section says nothing else, which is reported as a whole
    for node in walk(section.children):
        if isinstance(node, FieldNode) and node.origin == "item" and node.tick is None and node.whole is not None:
            text = normalise(node.whole.text)
            if text not in bound.shape.prompts or text.count(" ") <= 1:
                continue
            from incidentlint.template import is_linked

            if not is_linked(node.whole, report.lexicon) and not states(text, report.lexicon.words.prompts):
                yield bound, node.whole, "example"


def _left_items(node: ListNode, begun: frozenset[str]) -> Iterator[FieldNode]:
    """The items of a report's list that say no more than those of the template.

    A question is left where another of the list is answered, on its line or below it: else an answer may be elsewhere.
    """
    wholes = [(item, normalise(item.whole.text)) for item in node.children if item.whole is not None]
    bare = [(item, text) for item, text in wholes if text in begun and not item.children]
    if not bare:
        return
    left = {text for _, text in bare}
    answered = any(_is_answered(item, text, begun) for item, text in wholes if text not in left or item.children)
    for item, text in bare:
        if answered or not text.endswith(_QUESTION):
            yield item


def _is_answered(item: FieldNode, text: str, begun: frozenset[str]) -> bool:
    """Whether an item is a question of the template with an answer behind or below it."""
    if text in begun:
        return bool(item.children)
    end = min((at for sign in _QUESTION if (at := text.find(sign)) >= 0), default=-1)
    return text[: end + 1] in begun


_QUESTION = ("?", "؟")


def _is_sample_itself(report: Report, *, whole: bool) -> bool:
    """Whether a report has its template's title, which has no slot: a template may be made of one that is told.

    A short title is any report's, but where it has the `whole` table of the template.
    """
    title = report.shape.title
    if title is None or title.guide or not (whole or len(title.constant.split()) >= _TELLING):
        return False
    return bool(title.constant) and title.constant in (normalise(top.title.text) for top in report.outline.titles)


_TELLING = 5
"""Words of a title that names one incident."""


def left_rows(report: Report, bound: Bound, table: TableNode) -> Iterator[tuple[Prose, bool]]:
    """The cells, one of each row, that tell a template's example; with each, whether its row may be fixed."""
    words, examples = report.lexicon.words.prompts, bound.shape.examples
    left = [row for row in table.rows if row_texts(row) in examples] if examples else []
    own = bool(left) and _is_sample_itself(report, whole=len(left) == len(table.rows))
    fixed = any(column.slots for column in bound.shape.columns) or len(left) == len(table.rows)
    for row in left:
        worded = next((cell for cell in row.cells if marks_example(cell.text.strip(" *_`"), words)), None)
        cell = worded or max(row.cells, key=lambda cell: len(cell.text))
        if worded is not None or not own:
            yield cell, fixed and worded is None and not cell.italic


def left_entries(report: Report, bound: Bound, node: ListNode) -> dict[Span, bool]:
    """The places of the entries that are a template's examples; with each, whether it may be fixed."""
    words = report.lexicon.words.prompts
    wholes = [(entry.span, entry.whole) for entry in node.children if entry.whole is not None]
    left = [(span, whole) for span, whole in wholes if (normalise(whole.text.strip()),) in bound.shape.examples]
    own = bool(left) and _is_sample_itself(report, whole=len(left) == len(node.children))
    fixed = bool(bound.shape.slots) or len(left) == len(node.children)
    said = {span: whole.italic or marks_example(whole.text.strip(), words) for span, whole in left}
    return {span: fixed and not says for span, says in said.items() if says or not own}


def left_links(report: Report) -> Iterator[tuple[Span, str]]:
    """The template's links that lead nowhere: by their address, and where they have none by what they are called."""
    links = report.shape.links if report.policy.binds else frozenset()
    targets = {target for _, target in links if target.strip("#")}
    for node in report.outline.walk() if links else ():
        for prose in own_texts(node, code=False, titles=True, cells=True, values=True):
            for mark in prose.marks:
                target = mark.target.strip()
                text = prose.text[mark.start : mark.end]
                named = (normalise(text), target) in links and not isinstance(node, TextNode)
                if mark.kind == "link" and (target in targets or named):
                    yield mark.span, text


def left_comments(report: Report) -> Iterator[tuple[Span, str]]:
    """The labels, each with a comment behind it for what is still to be written: ``Cause: <!-- TODO -->``.

    Readers of the page see the label, and nothing behind or below it: the next line is a heading's or another such
    label's. A demanded value that is empty is told of otherwise.
    """
    source = report.source
    bounds = report.walk() if report.document.comments else ()
    empty = {source.line_of(bound.span.start) for bound in bounds if _is_told_empty(bound)}
    for comment in report.document.comments if report.policy.binds else ():
        number = source.line_of(comment.span.start)
        line = source.line_span(number)
        before = source[Span(line.start, comment.span.start)].rstrip(" *_") if comment.span.start > line.start else ""
        ends = not source[Span(min(comment.span.end, line.end), line.end)].strip()
        answers = ends and number not in empty and before.endswith(_LEADS)
        if answers and is_own_todo(comment.text.strip(), report.lexicon) and _is_last(source, number):
            label = before.lstrip(_MARKS)
            yield Span(line.start + len(before) - len(label), comment.span.end), label.replace("*", "")


def _is_last(source: SourceText, number: int) -> bool:
    """Whether a line has no more below it: a heading follows, the next label with the same marks, or nothing."""
    line = source[source.line_span(number)]
    below = map(source.line_span, range(number + 1, source.line_count + 1))
    following = next((text for span in below if (text := source[span]).strip()), "")
    begins, next_begins = (_BEGINS.match(text) for text in (line, following))
    if not following or following.startswith("#"):
        return True
    if begins is None or next_begins is None or len(begins["space"]) < len(next_begins["space"]):
        return False
    if begins["item"] is not None:
        return next_begins["item"] is not None
    return begins["bold"] is not None and begins["bold"] == next_begins["bold"]


_BEGINS = re.compile(r"(?P<space>[ >]{0,20})(?P<item>(?:[-*+]|\d{1,3}[.)]) )?(?P<bold>\*\*|__)?")


def _is_told_empty(bound: Bound) -> bool:
    shape, value = bound.shape, bound.value
    return shape.kind == "field" and shape.required is not False and value is not None and value.state == "empty"


_MARKS = " \t-*+>_0123456789.)"
"""What a line begins with before its words."""

_LEADS = (":", "：", "?", "？", " —", " –", " -", "→", "=>")
"""Signs behind which an answer is written."""
