"""Placeholders: what of the template was left in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice, takewhile

from incidentlint.checks.common import shown
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding
from incidentlint.markdown import Code, Quote, html_texts
from incidentlint.outline import FieldNode, ListNode, Node, TextNode, trimmed
from incidentlint.report import Bound, Report, is_left_empty, residue
from incidentlint.text import Span, SpanSet, normalise, shorten
from incidentlint.vocabulary import deleted_marks


def unfilled(report: Report, params: NoParams) -> Iterator[Finding]:
    """Slots of the template, and whole values in brackets."""
    for piece in residue(report):
        if piece.kind == "slot":
            values = {"slot": shown(piece.text), "owner": _of(piece.owner) or " in the text"}
            yield Finding(piece.span, values, at_most="info" if piece.weak else "error")


def unresolved(report: Report, params: NoParams) -> Iterator[Finding]:
    """Choices that were not made, or made twice."""
    for piece in residue(report):
        if piece.kind == "choice":
            values = {
                "owner": piece.owner or "the choice",
                "problem": piece.problem,
                "wanted": piece.wanted,
                "text": piece.text,
            }
            yield Finding(piece.span, values)


def example(report: Report, params: NoParams) -> Iterator[Finding]:
    """Examples of the template."""
    for piece in residue(report):
        if piece.kind == "example":
            yield Finding(piece.span, {"text": piece.text}, at_most="info" if piece.weak else "error")
    for kind, node in report.guide_blocks:
        if kind == "example":
            yield Finding(node.label.span, {"text": node.label.text})


def instruction(report: Report, params: NoParams) -> Iterator[Finding]:
    """Instructions of the template: guide sections, formats, prompts beside real content, titles and values."""
    for piece in residue(report):
        if piece.kind == "instruction":
            yield Finding(piece.span, {"text": piece.text}, at_most="info" if piece.weak else "error")
    for guide in report.guides:
        line = report.source.line_span(report.source.line_of(guide.start))
        yield Finding(line, {"text": report.source[line].strip("# ")})
    for bound in report.walk() if report.document.comments else ():
        if is_left_empty(bound) and bound.node is not None:
            yield from _comments(report, bound, bound.node.span)
    for kind, node in report.guide_blocks:
        if kind == "format":
            quote = report.source.line_of(node.span.start)
            aside = report.source[report.source.line_span(quote)].startswith(">")
            kept = aside or node.origin == "plain"  # as an aside, or in plain letters, it may stay
            yield Finding(node.label.span, {"text": node.label.text}, at_most="info" if kept else "error")
    yield from _constant_guides(report)


def _comments(report: Report, bound: Bound, place: Span) -> Iterator[Finding]:
    """The template's comments in a section that says nothing else."""
    own = {normalise(text) for text in bound.shape.says}
    comments = report.document.comments
    first = bisect_left(comments, place.start, key=lambda comment: comment.span.start)
    for comment in takewhile(lambda comment: comment.span.start < place.end, islice(comments, first, None)):
        if place.covers(comment.span) and normalise(comment.text) in own:
            yield Finding(comment.span, {"text": shorten(comment.text.strip(), 60)}, at_most="info")


def _constant_guides(report: Report) -> Iterator[Finding]:
    for bound in report.walk():
        shape, value = bound.shape, bound.value
        if shape.guide in ("title", "value") and value is not None and normalise(value.text) == shape.constant:
            yield Finding(value.span, {"text": value.text})
    left = {
        shape.constant: shape.guide for shape in report.shape.walk() if shape.guide in ("italic", "prompt", "delete")
    }
    if not left:
        return
    # What says when its section is demanded does no harm where that is there.
    gates = {normalise(shape.gate) for shape in report.shape.walk() if shape.gate}
    left = {
        text: "prompt" if guide == "delete" and any(words in text for words in gates) else guide
        for text, guide in left.items()
    }
    # A section that says nothing else is unfilled, and what is a form's whatever its template: reported elsewhere.
    unfilled = SpanSet(piece.span for piece in residue(report))
    for span, text in html_texts(report.document):
        guide = left.get(normalise(text))
        if guide and not report.is_guide(span):
            yield Finding(span, {"text": shorten(text, 60)}, at_most="error" if guide == "delete" else "info")
    for comment in report.document.comments:  # readers of the page do not see it
        if left.get(normalise(comment.text)) == "delete" and not report.is_guide(comment.span):
            yield Finding(comment.span, {"text": shorten(comment.text.strip(), 60)}, at_most="warning")
    for node in report.outline.walk():
        for span, text, first in _wholes(node):
            guide = left.get(normalise(text))
            # A quote is claimed whole, before the paragraphs in it.
            if guide and not report.is_guide(span) and unfilled.claim(node.span):
                goes = guide == "delete" and not _lets_others_go(report, node, text)
                yield Finding(span, {"text": shorten(first, 60)}, at_most="error" if goes else "info")
                break


def _lets_others_go(report: Report, node: Node, text: str) -> bool:
    """Whether a quote above all sections says that texts in italics are to be deleted, and not it itself."""
    first = next(iter(report.outline.sections), None)
    quoted = isinstance(node, TextNode) and isinstance(node.block, Quote)
    above = first is None or node.span.start < first.heading.start
    return quoted and above and {*deleted_marks(text, report.lexicon.words.prompts)} == {"italic"}


def _wholes(node: Node) -> Iterator[tuple[Span, str, str]]:
    """The text of a paragraph, of a line with a colon, or of each item of a list: where, what, and its first line.

    Of a quote each paragraph too.
    """
    if isinstance(node, TextNode) and node.lines and not isinstance(node.block, Code):
        yield node.span, " ".join(line.text for line in node.lines), node.lines[0].text
        if len(node.lines) > 1:
            yield from ((trimmed(line), line.text, line.text) for line in node.lines)
    elif isinstance(node, FieldNode) and node.origin == "plain" and node.whole is not None:
        yield node.span, node.whole.text, node.whole.text
    elif isinstance(node, ListNode) and not node.code:
        for item in node.children:
            if item.whole is not None:
                yield trimmed(item.whole), item.whole.text, item.whole.text


def _of(owner: str) -> str:
    return f" in {owner}" if owner else ""
