"""What a text announces and does not say: labels, questions and sentences with nothing behind them, and blank rows.

Its neighbours say theirs, or the words themselves leave no doubt that more was to follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from incidentlint.markdown import Paragraph, Prose
from incidentlint.outline import FieldNode, ListNode, Node, SectionNode, TableNode, TextNode, trimmed
from incidentlint.report.leftovers.empty import Empty
from incidentlint.report.leftovers.units import Group
from incidentlint.text import SourceText, shorten
from incidentlint.vocabulary import LeftoverWords, Lexicon, key_of, words_of

_PAIR = 2
_DASH = re.compile(r"\w[*_)`]{0,3} [–—-]\Z")
_DASHED = (" –", " —", " -")
_SEPARATED = re.compile(r"\w[*_)`]{0,3} [–—-] \S")
_LABELLED = (":", "：", "?", "？")
_FEWEST = 4
"""A sentence that breaks off has at least so many words."""


def find_hollow(groups: Sequence[Group], lexicon: Lexicon, source: SourceText) -> Iterator[Empty]:
    """The labels, sentences and rows of some groups that lack what they announce."""
    words = lexicon.leftovers
    for group in groups:
        own = group.section.children if group.section is not None else _nodes(group)
        nodes = [node for node in own if not isinstance(node, SectionNode)]
        yield from _broken_off(nodes, words)
        yield from _among_fields(nodes, lexicon, source)
        for node, after in zip_longest(nodes, nodes[1:]):
            if isinstance(node, ListNode) and not node.code:
                if not group.acting:
                    yield from _labels(node, after, source)
                yield from _dashes(node)
            elif isinstance(node, TableNode):
                yield from _rows(node)
            elif isinstance(node, FieldNode) and group.section is not None and not group.acting:
                yield from _lead(node, after, words)


def _nodes(group: Group) -> Sequence[Node]:
    return tuple(dict.fromkeys(unit.node for unit in group.units))


def _labels(node: ListNode, after: Node | None, source: SourceText) -> Iterator[Empty]:
    """Items of a label and nothing else, among items that have a value behind theirs: ``- Found by:``.

    Behind the last one nothing else follows, which it may be over.
    """
    told = [item for item in node.children if item.label.key and item.tick is None]
    valued = [item for item in told if item.value.text.strip() and _is_label(item, source)]
    if len(valued) < max(_PAIR, len(told) - len(valued)):
        return
    for item in told:
        bare = not item.value.text.strip() and not item.value.marks and not item.children
        if not bare or not _is_label(item, source) or (item is node.children[-1] and after is not None):
            continue
        if source[item.span].rstrip(" *_\n").endswith(_LABELLED):
            yield item.label.span, item.label.text, f'"{item.label.text}"', "empty-value"


def _is_label(item: FieldNode, source: SourceText) -> bool:
    """Whether a label is one by its form: with a colon behind it, or a question in bold."""
    behind = source.text[item.label.span.end : item.label.span.end + 4].lstrip("*_ ")
    return item.label.text.endswith(_LABELLED) or behind.startswith((":", "："))


def _dashes(node: ListNode) -> Iterator[Empty]:
    """Items that end with the dash before their value, where it is bold what is before it, or others have theirs."""
    wholes = [item.whole for item in node.children if item.whole is not None and not item.children]
    ended = [whole for whole in wholes if whole.text.rstrip().endswith(_DASHED)]
    others = sum(_SEPARATED.search(whole.text) is not None for whole in wholes) if ended else 0
    for whole in ended:
        text = whole.text.strip()
        bold = any(mark.kind == "strong" and not mark.start and mark.end >= len(text) - _PAIR for mark in whole.marks)
        if _DASH.search(text) and not text[:1].isdigit() and (bold or others >= _PAIR):
            label = text.rstrip(" –—-*_")
            yield trimmed(whole), label, f'"{shorten(label, 60)}"', "empty-value"


def _rows(node: TableNode) -> Iterator[Empty]:
    """Rows in which no cell says anything, among rows that say something; the last one may be kept for more."""
    blank = [row for row in node.rows[:-1] if not any(cell.text.strip() or cell.marks for cell in row.cells)]
    if len(node.columns) > 1 and len(node.rows) - len(blank) >= max(1, len(blank)):
        for row in blank:
            yield row.span, "", "a row of the table", "empty-value"


def _lead(node: FieldNode, after: Node | None, words: LeftoverWords) -> Iterator[Empty]:
    """A part of a report whose name stands in bold, with nothing below it before the next part: ``**Detection:**``."""
    if node.origin != "lead" or node.children or node.value.text.strip() or node.value.marks or node.tick is not None:
        return
    ends = after is None or (isinstance(after, FieldNode) and after.origin in ("lead", "bold"))
    if ends and words_of(node.label.text) in words.filled:
        yield node.label.span, node.label.text, f'"{node.label.text}"', "empty-value"


def _among_fields(nodes: Sequence[Node], lexicon: Lexicon, source: SourceText) -> Iterator[Empty]:
    """A known label alone in its paragraph, between labels of the same form that have their values: ``Involved:``."""
    for before, node, after in zip(nodes, nodes[1:], nodes[2:], strict=False):
        if not (isinstance(node, TextNode) and _is_told(before) and _is_told(after) and len(node.lines) == 1):
            continue
        text = node.lines[0].text.strip()
        key = key_of(text)
        known = key in lexicon.leftovers.persons or any(key in lexicon.roles[role] for role in _VALUED)
        behind = source.text[node.span.end : after.span.start].strip(" *_\n\t>")  # blocks of HTML are no nodes
        if known and not behind and text.endswith((":", "：")):
            yield trimmed(node.lines[0]), text.rstrip(":："), f'"{text.rstrip(":：")}"', "empty-value"


_VALUED = (
    "author",
    "severity",
    "status",
    "started",
    "detected",
    "declared",
    "resolved",
    "duration",
    "report-date",
    "id",
)
"""What a single value tells, and no list below."""


def _is_told(node: Node) -> bool:
    return isinstance(node, FieldNode) and node.origin == "plain" and bool(node.value.text.strip())


def _broken_off(nodes: Sequence[Node], words: LeftoverWords) -> Iterator[Empty]:
    """Sentences that end with a word behind which another one has to come: ``There were``, ``the cause of the``."""
    for node, after in pairwise((*nodes, None)):
        if isinstance(node, ListNode) and not node.code:
            for item, following in zip_longest(node.children, node.children[1:]):
                goes_on = following is not None and following.whole is not None and following.whole.text[:1].islower()
                if item.whole is not None and not item.children and not goes_on:
                    yield from _unfinished(item.whole, words)
        elif isinstance(node, TextNode) and isinstance(node.block, Paragraph) and node.lines:
            if after is None or isinstance(after, FieldNode) or _begins(after):
                yield from _unfinished(node.lines[-1], words)


def _begins(node: Node) -> bool:
    """Whether a node is a paragraph that begins a sentence of its own."""
    if not isinstance(node, TextNode) or not isinstance(node.block, Paragraph) or not node.lines:
        return False
    return node.lines[0].text[:1].isupper()


def _unfinished(prose: Prose, words: LeftoverWords) -> Iterator[Empty]:
    text = prose.text.rstrip()
    said = text.rpartition(". ")[2].split()
    if len(said) < _FEWEST or not said[-1].isalpha() or words.unfinished.isdisjoint((said[-1], " ".join(said[-2:]))):
        return
    if any(mark.end >= len(text) for mark in prose.marks) or said[-2].endswith((",", ";")):
        return  # a link, code, emphasis, an image; one of several conditions
    start = len(text) - len(text.split()[-1])
    yield prose.source(start, len(text)), said[-1], f'what comes after "{" ".join(said[-_FEWEST:])}"', "empty-value"


__all__ = ["find_hollow"]
