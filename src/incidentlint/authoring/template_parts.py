"""What of a template a new report must not keep: its header, its instructions, its examples, what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.authoring.draft_text import demands
from incidentlint.markdown import Paragraph, Quote
from incidentlint.outline import FieldNode, SectionNode, TextNode
from incidentlint.report import Report
from incidentlint.template import template_slots
from incidentlint.text import Span
from incidentlint.vocabulary import phrases


class TemplateParts:
    """The parts of a template, read as a report of its own pack, that are not the report's."""

    def __init__(self, report: Report) -> None:
        """Take the template."""
        self.report = report
        self.pack = report.pack
        self.source = report.source

    def title(self) -> SectionNode | None:
        """The title of the template's report."""
        shape = self.pack.shape.title
        bound = self.report.of(shape) if shape is not None else None
        return bound.node if bound is not None and isinstance(bound.node, SectionNode) else None

    def calls_itself(self, before: str, after: str) -> re.Pattern[str]:
        """What a template calls itself, between two expressions."""
        return phrases(self.pack.lexicon.words.guide.templates, before, after)

    def cuts(self) -> Iterator[Span]:
        """The places of guide text that goes without harm to what is around it."""
        head = self.header()
        if head is not None:
            yield head
        yield from self.prefaces()
        for guide in self.report.guides:
            yield self.lines(self.guide(guide))
        for _, node in self.report.guide_blocks:
            span = self.block(node)
            if span is not None:
                yield span
        for bound in self.report.walk():
            if bound.shape.guide == "value" and bound.value is not None:
                prose = bound.value.prose
                note = self.calls_itself(r"\s*[(\[][^()\[\]]*", r"[^()\[\]]*[)\]]").search(prose.text)
                if note and (prose.text[: note.start()] + prose.text[note.end() :]).strip():
                    yield prose.source(*note.span())
                elif isinstance(bound.node, FieldNode) and bound.node.origin == "front-matter":
                    yield from self.entry(bound.node)

    def prefaces(self) -> Iterator[Span]:
        """Yield the lines around the title that introduce the template, and hold nothing that a report must have."""
        root = self.report.document.root
        said = self.calls_itself(r"[\s>*_]{0,10}(?:[\w'’]{1,30}\s){0,5}", r"(?!\w)")
        kept = [bound.node.span for bound in self.report.walk() if bound.node is not None and demands(bound.shape)]
        for section in (root, *root.children[:1]):
            for block in section.blocks:
                if isinstance(block, (Paragraph, Quote)) and said.match(self.source[block.span]):
                    if not any(block.span.covers(span) for span in kept):
                        yield self.lines(block.span)

    def entry(self, node: FieldNode) -> Iterator[Span]:
        """The line of a front matter's entry that speaks of the template, if it is one of several and one line."""
        line = self.source.line_of(node.span.start)
        matter = self.report.document.front_matter
        if matter and len(matter.entries) > 1 and not self.source.line_text(line + 1).startswith((" ", "\t", "- ")):
            yield Span(self.source.line_start(line), self.source.line_start(line + 1))

    def guide(self, span: Span) -> Span:
        """A guide section up to the first field in it that is to be filled in: that is no instruction."""
        sections = (node for node in self.report.outline.walk_sections() if node.heading.start == span.start)
        section = next(sections, None)
        for node in section.children if section is not None else ():
            if isinstance(node, FieldNode) and node.origin in ("bold", "plain") and node.span.start < span.end:
                if template_slots(node.value, self.pack.lexicon, whole=True):
                    return Span(span.start, self.source.line_start(self.source.line_of(node.span.start)))
        return span

    def header(self) -> Span | None:
        """What comes before the title of a report in a template that has a title of its own, and is not demanded."""
        title = self.title()
        if title is None or not self.pack.shape.constant_titles or self.report.outline.titles[0] is title:
            return None
        line = self.source.line_of(title.heading.start) + 1
        if any(demands(node) for node in self.pack.shape.nodes if node.line < line):
            return None
        matter = self.report.document.front_matter
        start = self.source.line_start(self.source.line_of(matter.span.end) + 1) if matter else 0
        text = self.source.text  # the blank lines below front matter are its own
        return Span(start + len(text[start:]) - len(text[start:].lstrip()) if matter else 0, title.heading.start)

    def block(self, node: FieldNode) -> Span | None:
        """The lines of an example or a format, unless they hold anything else, or are all that says what to write."""
        span = self.lines(node.span)
        before = self.source.text[span.start : node.span.start]
        behind = self.source.text[node.span.end : span.end]
        whole = self.quote_of(node)
        if whole is not None:
            span = self.lines(whole)
        elif re.search(r"[^\s*_]", before) or re.search(r"[^\s*_]", behind):
            return None
        for section in self.report.outline.walk_sections():
            if section.span.covers(node.span) and not any(child.span.covers(node.span) for child in section.sections):
                if all(self.lines(child.span).overlaps(span) for child in section.children):
                    return None
        return span

    def quote_of(self, node: FieldNode) -> Span | None:
        """The quote that holds a node and nothing else."""
        for other in self.report.outline.walk():
            if isinstance(other, TextNode) and isinstance(other.block, Quote) and other.children == (node,):
                return other.span
        return None

    def lines(self, span: Span) -> Span:
        """The whole lines of a place, with the empty ones after it."""
        start = self.source.line_start(self.source.line_of(span.start))
        last = self.source.line_of(max(span.start, span.end - 1)) + 1
        while last < self.source.line_count and not self.source.line_text(last).strip():
            last += 1
        return Span(start, self.source.line_start(last))
