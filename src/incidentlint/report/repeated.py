"""What a report repeats of its template word for word, where the template's words ask or are an example."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from incidentlint.markdown import Prose
from incidentlint.outline import FieldNode, SectionNode, TableNode, said, walk
from incidentlint.report.bound import Bound
from incidentlint.report.report import Report
from incidentlint.text import normalise
from incidentlint.vocabulary import begins_example, is_unfinished, states

Repeated = Literal["slot", "example"]


def repeated(report: Report) -> Iterator[tuple[Bound, Prose, Repeated]]:
    """Cells and items that are the template's own, with what they are in, and what they are there.

    A cell is left that says that it is an example, or that only begins what is to be said (``Acknowledged by``); an
    item of a section whose texts all ask is left where others beside it are the report's own.
    """
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
            if text in bound.shape.prompts and text.count(" ") > 1 and not states(text, report.lexicon.words.prompts):
                yield bound, node.whole, "example"
