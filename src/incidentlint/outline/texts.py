"""The texts of nodes: one walker for all that asks what somebody wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from incidentlint.markdown import Code, Prose
from incidentlint.outline.nodes import FieldNode, Node, SectionNode, TableNode, TextNode, walk


def own_texts(
    node: Node, *, code: bool = True, titles: bool = False, cells: bool = False, values: bool = False
) -> tuple[Prose, ...]:
    """The texts that a node says itself; what is in the nodes below it is theirs.

    Lines of paragraphs and items with their labels, and as asked for lines of `code`, `titles` of sections, `cells` of
    tables, and `values` of fields that are no item and no paragraph (front matter, ballot boxes).
    """
    if isinstance(node, FieldNode):  # as most nodes are
        if node.whole is not None:
            return (node.whole,)
        # A row and its cells are the table's.
        return (node.value,) if values and node.origin not in ("row", "cell") else ()
    if isinstance(node, TextNode):
        return () if node.children or (not code and isinstance(node.block, Code)) else node.lines
    if isinstance(node, SectionNode):
        return (node.title,) if titles else ()
    if isinstance(node, TableNode):
        return tuple(cell for row in node.rows for cell in row.cells) if cells else ()
    return ()


def texts(
    nodes: Iterable[Node], *, code: bool = True, titles: bool = False, cells: bool = False, values: bool = False
) -> Iterator[Prose]:
    """The texts of nodes and of all below them, in document order; see `own_texts`."""
    for node in walk(nodes):
        yield from own_texts(node, code=code, titles=titles, cells=cells, values=values)


def said(section: SectionNode) -> Iterator[Prose]:
    """All texts of a section, its sub-sections left out: paragraphs, items, cells and lines of code."""
    return texts((child for child in section.children if not isinstance(child, SectionNode)), cells=True)


def whole_texts(nodes: Iterable[Node]) -> Iterator[str]:
    """The texts of nodes as a whole: a paragraph as one text, a field with its label, and its value."""
    for node in nodes:
        if isinstance(node, TextNode) and not node.children:
            found = [" ".join(line.text for line in node.lines)]
        elif isinstance(node, FieldNode):
            found = [node.whole.text if node.whole is not None else "", node.value.text]
        else:
            found = []
        yield from (text for text in found if text.strip())


def said_below(node: Node) -> Iterator[Prose]:
    """What is written right below a section or lead, its own value first: paragraphs and items that are not empty.

    Sub-sections and the cells of tables are left out.
    """
    if isinstance(node, FieldNode) and node.value.text.strip():
        yield node.value
    stack = list(reversed(node.children))
    while stack:
        child = stack.pop()
        if not isinstance(child, SectionNode):
            for prose in own_texts(child):
                if prose.text.strip():
                    yield prose
            if not _is_in_rows(child):
                stack += reversed(child.children)


def _is_in_rows(node: Node) -> bool:
    """Whether what is below a node are the rows of a table, whose texts are those of its cells."""
    if not isinstance(node, TableNode) or not node.children:
        return False
    first = node.children[0]
    return isinstance(first, FieldNode) and first.origin == "row"
