"""The outline: what a document says, read from its AST. One reader for templates and reports.

Five kinds of nodes: Section, Field, Table, List, Text. A Field is the one concept for ``**Label:** value``,
``- **Label:** value``, ``Label: value``, a row of a two-column table, a front-matter key, a check item, a bold lead
over a block and a ballot line. Fields that nobody looks for are text all the same: nodes say where they are, and a
section's blocks stay at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from incidentlint.markdown import (
    Block,
    Break,
    Code,
    Document,
    Html,
    Item,
    ListBlock,
    Paragraph,
    Prose,
    Quote,
    Row,
    Section,
    Table,
    is_slot_block,
    prose_parts,
    prose_slice,
)
from incidentlint.outline.box_lines import list_of_boxes
from incidentlint.outline.boxes import plain_box
from incidentlint.outline.callouts import is_open, title_of_callout
from incidentlint.outline.code_lines import as_prose, read_code
from incidentlint.outline.item_names import names_in_code, names_of_blanks, slotted_label
from incidentlint.outline.label_places import (
    LabelAt,
    bold_labels,
    coded_labels,
    is_ballot_line,
    plain_labels,
)
from incidentlint.outline.labels import NO_LABEL, Label, make_label, stripped, trimmed
from incidentlint.outline.matter import keys_of
from incidentlint.outline.nodes import (
    FieldNode,
    ListNode,
    Node,
    Origin,
    Outline,
    SectionNode,
    TableNode,
    TableRow,
    TextNode,
    walk,
)
from incidentlint.outline.row_values import fields_of_row, repeats, row_value, with_heads
from incidentlint.outline.texts import own_texts
from incidentlint.outline.titles import is_title
from incidentlint.text import Piece, Span
from incidentlint.vocabulary import Prompts, is_request, key_of


def outline(document: Document, labels: frozenset[str] = frozenset(), *, template: Prompts | None = None) -> Outline:
    """Read a document's outline.

    `labels` are keys of names that are known (a template's), which decides two things that a document alone does not:
    whether an H1 after the title is a section, and whether ``A: x B: y`` on one line is two fields. Of a template,
    `template` are the words by which it asks: there a label with nothing after it is a field to be filled in.
    """
    reader = _Reader(document, labels, template)
    root = document.root
    preamble: list[Node] = list(keys_of(document.front_matter))
    preamble += reader.nodes(root.blocks)
    titles: list[SectionNode] = []
    sections: list[SectionNode] = []
    for number, child in enumerate(root.children):
        section = reader.section(child)
        if not is_title(root.children, number, section.label.key, labels):
            sections.append(section)
            continue
        titles.append(section)
        preamble += [node for node in section.children if not isinstance(node, SectionNode)]
        sections += list(section.sections)
    return Outline(document, tuple(titles), tuple(preamble), tuple(sections), len(document.source.text))


_BALLOT_BEHIND = re.compile(r"[☐⬜☑☒🗹]")

_NOTHING = re.compile(r"[\s\u200b\ufeff_*]{0,40}(?:[—–-]{0,3}|[?]{1,5}|[.…]{1,6})[\s\u200b\ufeff_*]{0,40}")
"""What a paragraph says that says nothing: dashes, dots, question marks, blanks that are not seen."""

_BETWEEN = re.compile(r"(?<=\s)[|·•│/][ \u00a0]{0,3}$")
"""What is between two fields on one line."""

_TAGS = re.compile(r"<!--.{0,4000}?-->|<[^<>]{0,2000}>|&[a-z]{2,8};", re.DOTALL)


def _is_html_text(html: str) -> bool:
    """Whether an HTML block is a slot or holds a text that a reader sees."""
    return is_slot_block(html) or re.search(r"\w", _TAGS.sub(" ", html)) is not None


class _Reader:
    """Turns blocks into nodes."""

    def __init__(self, document: Document, labels: frozenset[str], template: Prompts | None) -> None:
        self.document = document
        self.labels = labels
        self.prompts = template
        self.template = template is not None

    def section(self, section: Section) -> SectionNode:
        """The node of a section and all below it; headings nest as deep as Markdown has levels."""
        title = self.document.prose(section.title)
        children = [*self.nodes(section.blocks), *(self.section(child) for child in section.children)]
        empty = not section.children and all(
            isinstance(block, Break)
            or (isinstance(block, Html) and (block.comment or not _is_html_text(block.raw.text)))
            or (not self.template and isinstance(block, Paragraph) and _NOTHING.fullmatch(self._said(block)))
            for block in section.blocks
        )
        return SectionNode(
            span=section.span,
            label=make_label(title),
            level=section.level,
            heading=section.heading,
            title=title,
            children=tuple(children),
            empty=empty,
        )

    def _said(self, block: Paragraph) -> str:
        return self.document.prose(block.raw).text

    def nodes(self, blocks: tuple[Block, ...]) -> list[Node]:
        """The nodes of consecutive blocks; a lead takes the blocks that it introduces."""
        found: list[Node] = []
        index = 0
        while index < len(blocks):
            block = blocks[index]
            index += 1
            made = self.block(block)
            if isinstance(block, Quote):
                found += made
                continue
            last = made[-1] if made else None
            if isinstance(last, FieldNode) and last.origin in ("bold", "plain", "lead") and not last.value.text.strip():
                taken, index = self._below_lead(blocks, index)
                answer = None if taken else self._answer(last, blocks[index : index + 1])
                if answer is not None:
                    taken, index = blocks[index : index + 1], index + 1
                if taken or last.origin == "bold":
                    nodes = self.nodes(taken) if answer is None else [answer]
                    end = taken[-1].span.end if taken else last.span.end
                    made[-1] = msgspec.structs.replace(
                        last, origin="lead", children=tuple(nodes), span=Span(last.span.start, end)
                    )
                elif last.origin == "plain" and isinstance(block, Paragraph) and len(made) == 1:
                    if not self._is_blank(last):
                        made = [self._text(block)]
            found += made
        return found

    def _answer(self, lead: FieldNode, below: tuple[Block, ...]) -> TextNode | None:
        """The paragraph below a question that begins with an answer in bold: ``**No:** the alert was late``."""
        if not self.labels or not lead.label.text.endswith("?") or not below or not isinstance(below[0], Paragraph):
            return None
        first = self.paragraph(below[0])[:1]
        known = not first or not isinstance(first[0], FieldNode) or first[0].label.key in {*self.labels, ""}
        return None if known else self._text(below[0])

    def _below_lead(self, blocks: tuple[Block, ...], index: int) -> tuple[tuple[Block, ...], int]:
        """The blocks from `index` on that belong to a lead just before: paragraphs, or other blocks, not both."""
        start = index
        while index < len(blocks) and isinstance(blocks[index], Html):
            index += 1
        if index == len(blocks) or isinstance(blocks[index], Break):
            return (), start
        first = blocks[index]
        index += 1
        if isinstance(first, Paragraph):
            if is_ballot_line(first.raw.text):
                return blocks[start:index], index
            if self._is_fields(first):
                return (), start
            while index < len(blocks) and isinstance(blocks[index], Paragraph) and not self._is_fields(blocks[index]):
                index += 1
        else:
            while index < len(blocks) and isinstance(blocks[index], (ListBlock, Quote, Code, Table)):
                if isinstance(first, (ListBlock, Quote)) and type(blocks[index]) is not type(first):
                    break
                index += 1
        return blocks[start:index], index

    def _is_blank(self, node: FieldNode) -> bool:
        """Whether a label with nothing after it is a field to be filled in, and no lead to what follows."""
        return node.label.key in self.labels or (self.template and len(node.label.text.split()) <= 4)

    def _is_fields(self, block: Block) -> bool:
        return isinstance(block, Paragraph) and any(isinstance(node, FieldNode) for node in self.paragraph(block))

    def block(self, block: Block) -> list[Node]:
        """The nodes of one block."""
        if isinstance(block, Paragraph):
            return self.paragraph(block)
        if isinstance(block, Table):
            return [self.table(block)]
        if isinstance(block, ListBlock):
            return [self.list(block)]
        if isinstance(block, Code):
            return [read_code(block, self.labels, template=self.template)]
        if isinstance(block, Quote):
            callout = self._callout(block)
            if callout is not None:
                return [callout]
            children = tuple(self.nodes(block.blocks))
            lines = tuple(line for node in walk(children) for line in own_texts(node))
            return [TextNode(span=block.span, lines=lines, block=block, children=children)]
        if isinstance(block, Html) and not block.comment and is_slot_block(block.raw.text):
            prose = as_prose(block.raw)
            return [TextNode(span=block.span, lines=(prose,), block=block)]
        return []

    def _callout(self, block: Quote) -> FieldNode | None:
        """The lead that the title of a box is, in a template where its value is open, in a report where it is known."""
        title = title_of_callout(block, self.document)
        if title is None:
            return None
        label, below = make_label(title), block.blocks[1:]
        if label.key not in self.labels and not (self.template and is_open(below, self.document)):
            return None
        empty = stripped(title, len(title.text), len(title.text))
        return FieldNode(
            span=block.span, label=label, value=empty, origin="lead", children=tuple(self.nodes(below)), whole=title
        )

    def _text(self, block: Paragraph) -> TextNode:
        prose = self.document.prose(block.raw)
        return TextNode(span=block.span, lines=(prose,), block=block, italic=prose.italic)

    def paragraph(self, block: Paragraph) -> list[Node]:
        """The fields of a paragraph, or its text."""
        prose = self.document.prose(block.raw)
        if not prose.text.strip() or (not self.template and _NOTHING.fullmatch(prose.text)):
            return []
        if is_ballot_line(prose.text):
            return [FieldNode(span=block.span, label=Label("", "", "", "", block.span), value=prose, origin="ballot")]
        if (listed := list_of_boxes(prose, block.span, self.document.source.text)) is not None:
            return [listed]
        starts = bold_labels(prose, self.labels, template=self.template) or plain_labels(prose, self.labels)
        if starts and not starts[0].bold and self._is_said(prose, starts[0]):
            starts = []
        if not starts and (starts := coded_labels(prose)):
            prose = msgspec.structs.replace(prose, marks=tuple(m for m in prose.marks if m.kind != "code"))
        if not starts:
            return [self._text(block)]
        nodes: list[Node] = []
        if prose.text[: starts[0].start].strip():
            lead = prose_slice(prose, 0, starts[0].start)
            nodes.append(TextNode(span=trimmed(lead), lines=(lead,), block=block))
        return [*nodes, *self._fields_at(prose, starts)]

    def _fields_at(self, prose: Prose, starts: list[LabelAt]) -> list[FieldNode]:
        """The fields of a text, whose labels begin at `starts`."""
        wholes = prose_parts(prose, [start.start for start in starts]) if starts else []
        fields = [self._field(whole, start, follows=True) for whole, start in zip(wholes[:-1], starts, strict=False)]
        return [*fields, *(self._field(whole, start) for whole, start in zip(wholes[-1:], starts[-1:], strict=True))]

    def _is_said(self, prose: Prose, at: LabelAt) -> bool:
        """Whether a template's text with a colon is a sentence: in italics, or a request (``Two sentences: ...``).

        A question with boxes behind it is a field, though it asks.
        """
        if self.prompts is None or is_ballot_line(prose.text[at.value :]):
            return False
        return (prose.italic or is_request(prose.text[at.start : at.end], self.prompts)) and bool(
            prose.text[at.value :].strip()
        )

    def _field(self, whole: Prose, at: LabelAt, *, follows: bool = False) -> FieldNode:
        """The field whose label and value `whole` is; where another one `follows` on its line, a sign is between."""
        end = _BETWEEN.search(whole.text) if follows else None
        value = stripped(whole, at.value - at.start, max(at.value - at.start, end.start()) if end else len(whole.text))
        label = make_label(whole.slice(at.sign, at.end - at.start), at.span)
        stop = value.span.end if value.text else at.span.end
        origin: Origin = "bold" if at.bold else "plain"
        return FieldNode(span=Span(at.span.start, stop), label=label, value=value, origin=origin, whole=whole)

    def table(self, block: Table) -> TableNode:
        """The node of a table; a two-column one also says fields."""
        header, rows = with_heads(self._row(block.header), tuple(map(self._row, block.rows)))
        columns = tuple(make_label(cell, cell.full) for cell in header.cells)
        if self._is_facts(rows, columns):
            fields = tuple(fields_of_row(header, rows[0]))
            return TableNode(span=block.span, columns=columns, rows=rows, header=header, children=fields, pairs=True)
        if self._is_pairs(rows, columns):
            heads = repeats(columns) or not any(label.key for label in columns[1:])
            fields = tuple(self._pairs(rows if heads else (header, *rows)))
            return TableNode(span=block.span, columns=columns, rows=rows, header=header, children=fields, pairs=True)
        if len(columns) == 1 and not self.template:
            cells = [cell for row in (header, *rows) for cell in row.cells[:1]]
            told = [node for cell in cells for node in self._fields_at(cell, bold_labels(cell, self.labels))]
            return TableNode(span=block.span, columns=columns, rows=rows, header=header, children=tuple(told))
        labelled = (header, *rows) if len(columns) == 2 else rows
        fields = tuple(
            self._row_field(columns, row) for row in labelled if len(row.cells) > 1 and row.cells[0].text.strip()
        )
        return TableNode(span=block.span, columns=columns, rows=rows, header=header, children=fields)

    def _is_facts(self, rows: tuple[TableRow, ...], columns: tuple[Label, ...]) -> bool:
        """Whether a table's heads are the labels of fields, and its only row their values."""
        if self.template or len(rows) != 1 or len(columns) < 2 or len(rows[0].cells) != len(columns):
            return False
        known = sum(1 for label in columns if label.key in self.labels)
        values = [key_of(cell.text) for cell in rows[0].cells[0::2]]
        return known >= max(2, (len(columns) + 1) // 2) and self.labels.isdisjoint(values)

    def _is_pairs(self, rows: tuple[TableRow, ...], columns: tuple[Label, ...]) -> bool:
        """Whether a table's rows are labels and values by turns: ``| Start | 09:10 | Detected by | an alert |``.

        A single word in the first row is the table's own name.
        """
        if len(columns) < 4 or len(columns) % 2 or not columns[0].key:
            return False
        if repeats(columns):
            return True
        if self.labels and not any(label.key for label in columns[1:]):
            keys = [key_of(row.cells[0].text) for row in rows if len(row.cells) == len(columns)]
            return bool(keys) and keys[0] in self.labels
        if self.labels:
            heads = columns[0].key in self.labels and (columns[2].key in self.labels or not columns[2].key)
            return heads or self._is_turns(rows, len(columns))
        return not any(label.key for label in columns[1::2])

    def _is_turns(self, rows: tuple[TableRow, ...], width: int) -> bool:
        """Whether a table's rows are known labels by turns, whatever its head says, such as the name of the form."""
        whole = [row for row in rows if len(row.cells) == width]
        keys = [[key_of(cell.text) for cell in row.cells[0::2]] for row in whole]
        known = [[key in self.labels for key in row] for row in keys]
        told = sum(bool(key) for row in keys for key in row)
        return any(row.count(True) > 1 for row in known) and sum(map(sum, known)) * 3 >= told * 2

    def _pairs(self, rows: tuple[TableRow, ...]) -> Iterator[FieldNode]:
        for row in rows:
            for label, value in zip(row.cells[0::2], row.cells[1::2], strict=False):
                if label.text.strip():
                    span = Span(label.full.start, max(label.full.end, value.span.end))
                    yield FieldNode(span=span, label=make_label(label, trimmed(label)), value=value, origin="row")

    def _row_field(self, columns: tuple[Label, ...], row: TableRow) -> FieldNode:
        """A row as a field: labelled by its first cell, with the second as value, or a field for each further cell."""
        cells: list[FieldNode] = []
        if len(columns) > 2 and len(row.cells) == len(columns):
            places = zip(columns[1:], row.cells[1:], row.cell_spans[1:], strict=True)
            cells = [FieldNode(span=span, label=label, value=cell, origin="cell") for label, cell, span in places]
        label = make_label(row.cells[0], trimmed(row.cells[0]))
        value = (
            row.cells[1] if len(columns) == 2 else row_value(row.cells) if cells else prose_slice(row.cells[0], 0, 0)
        )
        return FieldNode(span=row.span, label=label, value=value, origin="row", children=tuple(cells))

    def _row(self, row: Row) -> TableRow:
        cells = tuple(self.document.prose(cell.raw) for cell in row.cells)
        return TableRow(row.span, cells, tuple(cell.span for cell in row.cells))

    def list(self, block: ListBlock) -> ListNode:
        """The node of a list: each item is a field, without a label where it has none."""
        labels = self.labels
        if self.template:
            firsts = (item.blocks[0] for item in block.items if item.blocks)
            proses = [self.document.prose(one.raw) for one in firsts if isinstance(one, Paragraph)]
            labels |= names_in_code(proses) | names_of_blanks(proses)
        return ListNode(span=block.span, children=tuple(self._item(item, labels) for item in block.items))

    def _item(self, item: Item, labels: frozenset[str]) -> FieldNode:
        first = item.blocks[0] if item.blocks else None
        if isinstance(first, Html) and not first.comment and is_slot_block(first.raw.text):
            prose = as_prose(first.raw)  # `- <optional>`
        elif isinstance(first, Paragraph):
            prose = self.document.prose(first.raw)
        else:
            empty = Prose("", (_place(item.span.end),), (), Span(item.span.end, item.span.end))
            children = tuple(self.nodes(item.blocks))
            return FieldNode(
                span=item.span,
                label=NO_LABEL,
                value=empty,
                origin="item",
                children=children,
                tick=item.tick,
                box=item.box,
                whole=empty,
            )
        box = plain_box(prose, self.document.source.text) if item.tick is None else None
        if box is not None and not _BALLOT_BEHIND.search(prose.text, box[2]):
            ticked, start, end = box
            item = msgspec.structs.replace(item, tick=ticked, box=prose.source(start, end))
            prose = prose_slice(prose, end + len(prose.text[end:]) - len(prose.text[end:].lstrip()), len(prose.text))
        children = tuple(self.nodes(item.blocks[1:]))
        starts = bold_labels(prose, labels, template=self.template)
        if not starts and item.tick is None:
            starts = plain_labels(prose, self.labels or labels | slotted_label(prose, template=self.template))[:1]
        if starts and not prose.text[: starts[0].start].strip():
            field = self._field(prose_slice(prose, starts[0].start, len(prose.text)), starts[0])
            return msgspec.structs.replace(
                field, origin="item", span=item.span, children=children, tick=item.tick, box=item.box, whole=prose
            )
        label = make_label(prose) if item.tick is not None else NO_LABEL
        value = prose if item.tick is None else prose_slice(prose, len(prose.text), len(prose.text))
        return FieldNode(
            span=item.span,
            label=label,
            value=value,
            origin="item",
            children=children,
            tick=item.tick,
            box=item.box,
            whole=prose,
        )


def _place(offset: int) -> Piece:
    return Piece(0, Span(offset, offset), True)
