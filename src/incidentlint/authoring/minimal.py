"""A new report without the sections that its severity does not need."""

from __future__ import annotations

from incidentlint.markdown import parse
from incidentlint.outline import SectionNode, outline
from incidentlint.packs import Pack
from incidentlint.report import Report
from incidentlint.text import SourceText


def without_needless(text: str, pack: Pack) -> str:
    """The text without the sections whose condition is false."""
    report = Report(outline(parse(SourceText(text)), pack.shape.labels()), pack)
    spans = [
        bound.node.span
        for bound in report.walk()
        if bound.shape.kind == "section"
        and isinstance(bound.shape.required, str)
        and isinstance(bound.node, SectionNode)
        and report.demanded(bound.shape.required) is False
    ]
    for span in sorted(spans, reverse=True):
        text = f"{text[: span.start]}{text[span.end :].lstrip()}"
    return text
