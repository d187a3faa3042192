"""Legends: what a template says of its levels of severity beside the form, one after another, with what each means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from incidentlint.outline import FieldNode, ListNode, Node, Outline, TableNode, TextNode
from incidentlint.template.reading import begins_with_moment
from incidentlint.text import GAPLESS
from incidentlint.vocabulary import Lexicon, either, is_scale, own_scale, phrases

_HEAD = re.compile(r"\W*([^\W_][\w -]{0,20}?)[*_`\s]*(?:[=:(（：–—]|\s-\s|→)")
"""A level and what leads to its meaning: ``P1 = everyone``, ``**Sev 2** - a region``, ``Rot: Versand steht``."""

_PARTS = re.compile(r"[,;\n·•|]|(?<=[.!?])\s|\s(?=[A-Z]\d?\s?[:：])|(?<=[】\]])")


def legend_of(template: Outline, lexicon: Lexicon) -> tuple[str, ...]:
    """The levels of the fullest legend in a template, in its order, of equal ones the first; none where it has none."""
    texts = (levels_said(comment.text, lexicon) for comment in template.document.comments)
    nodes = (_levels_of(node, lexicon) for node in template.walk())
    return max((*nodes, *texts), key=len, default=())


def is_legend(table: TableNode, lexicon: Lexicon) -> bool:
    """Whether a table explains levels of severity, and leaves nothing to be filled in; none who does what by when."""
    if _is_of_actions(table, lexicon):
        return False
    return bool(_levels_of(table, lexicon) or _names_levels(table, lexicon)) and all(
        cell.text.strip(" .…") and not _BRACKET.match(cell.text.strip()) for row in table.rows for cell in row.cells
    )


def _is_of_actions(table: TableNode, lexicon: Lexicon) -> bool:
    """Whether a table says who does what by when: its P0 is the first thing to do."""
    taken = {label for role in ("owner", "due") for label in lexicon.columns[role]}
    return any(label.key in taken for label in table.columns)


_BRACKET = re.compile(r"[\[{]|<(?=[^\W\d_])")
"""How a slot begins; `< 100` is a number of users."""

_LONGEST = 4
"""Words of a level in a column of its own."""


def _names_levels(table: TableNode, lexicon: Lexicon) -> bool:
    """Whether a column says that it is of levels, each there once."""
    if len(table.columns) < 2 or len(table.rows) < 2:
        return False
    if any(begins_with_moment(cell.text) for row in table.rows for cell in row.cells):
        return False
    called = phrases((*lexicon.roles["severity"], *lexicon.words.likely.get("severity", ())), "", r"(?:\s?\d)?")
    for number, label in enumerate(table.columns):
        cells = [row.cells[number].text.strip() for row in table.rows if len(row.cells) > number]
        named = called.fullmatch(label.key) and label.key not in lexicon.roles["impact"]
        named = named or (not label.key and all(map(called.fullmatch, cells)))
        if named and len({*cells}) == len(table.rows):
            return all(len(cell.split()) <= _LONGEST for cell in cells)
    return False


def is_quoted_legend(quote: TextNode, lexicon: Lexicon) -> bool:
    """Whether all labels in a quote are levels of severity: ``> **P0**: nobody``, ``> P0: now. P1: later``.

    So are those of a list below a label: ``> Priority:`` and ``> - P0: nobody``.
    """
    texts = "\n".join(line.text for line in quote.lines)
    below = (node for child in quote.children for node in (child, *getattr(child, "children", ())))
    listed = any(_levels_of(node, lexicon) for node in below if isinstance(node, ListNode))
    return bool(quote.children) and (listed or bool(_levels_of(quote, lexicon) or levels_said(texts, lexicon)))


def fields_of_legend(nodes: Sequence[Node], lexicon: Lexicon) -> set[int]:
    """The numbers of those nodes that are a legend: fields one after another, all that are called as levels are.

    None of them leaves anything to be filled in: ``**Red**: money is lost. **Amber**: a part fails.`` So is a field
    that explains what a column of a table beside it takes: ``Priority: high (2 weeks), low (3 months)``.
    """
    columns = {column.key for node in nodes if isinstance(node, TableNode) for column in node.columns}
    found = {number for number, node in enumerate(nodes) if _is_of_column(node, columns)}
    run: list[int] = []
    for number, node in enumerate((*nodes, None)):
        if isinstance(node, FieldNode) and node.origin in ("bold", "plain") and _explains(node.value.text):
            run.append(number)
            continue
        found |= {*_levels_among(run, [nodes[index].label.bare for index in run], lexicon)}
        run = []
    return found


def _levels_among(run: list[int], keys: list[str], lexicon: Lexicon) -> list[int]:
    """The longest part of a run of fields, by their numbers, whose labels are the levels of one scale."""
    for size in range(min(len(run), _MOST_LEVELS), 1, -1):
        for first in range(len(run) - size + 1):
            if are_levels(keys[first : first + size], lexicon):
                return run[first : first + size]
    return []


_MOST_LEVELS = 8
"""No scale of severity has more."""


def _is_of_column(node: Node, columns: set[str]) -> bool:
    if not isinstance(node, FieldNode) or node.origin not in ("bold", "plain") or node.label.key not in columns:
        return False
    parts = [part for part in _LISTED.split(node.value.text.strip(" .。")) if part.strip()]
    return len(parts) > 1 and all(map(_EXPLAINED.fullmatch, parts)) and not _OPEN.search(node.value.text)


_LISTED = re.compile(r"[,;/|·•、，；・\n](?![^(（]{0,80}[)）])")
"""Between the words of a list, outside of parentheses."""

_EXPLAINED = re.compile(
    r"\W{0,4}[\w][\w -]{0,30}(?:\s?[(（][^()（）]{1,80}[)）]|\s?[=:：→]\s?\S[^=]{0,80}|\s[–—-]\s.{1,80})\W{0,2}"
)


def are_levels(keys: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether labels are levels of one scale, words that all of them share aside: ``priority high``."""
    labels = [key.split() for key in keys]
    shared = set.intersection(*map(set, labels))
    names = [" ".join(word for word in label if word not in shared) for label in labels]
    whole = [" ".join(label) for label in labels]
    return any(len({*all_}) == len(all_) and is_scale(all_, lexicon) for all_ in (names, whole))


def is_listed_legend(node: ListNode, lexicon: Lexicon, used: frozenset[str] = frozenset()) -> bool:
    """Whether all items of a list explain levels of severity, codes, or words that tables use, `used`.

    They leave nothing to be filled in.
    """
    labels = [item.label.text.strip(" *_`") for item in node.children]
    coded = not node.is_checklist and (are_codes(labels) or _are_used(labels, used))
    return (coded or bool(_levels_of(node, lexicon))) and all(
        _explains(item.value.text if item.label.key else item.whole.text) for item in node.children if item.whole
    )


def words_of_tables(template: Outline) -> frozenset[str]:
    """What cells of a template's tables say beside the first, and the options of which they offer several."""
    tables = (node for node in template.walk() if isinstance(node, TableNode))
    cells = (cell.text for table in tables for row in table.rows for cell in row.cells[1:])
    return frozenset(part.strip(" *_`[]{}()<>").casefold() for cell in cells for part in _OR.split(cell))


_OR = re.compile(r"\s?[/|]\s?")


def _are_used(labels: list[str], used: frozenset[str]) -> bool:
    return len(labels) > 1 and all(label and label.casefold() in used for label in labels)


_CODE = re.compile(r"([A-Z]{1,3})[ -]?(\d)")


def are_codes(labels: list[str]) -> bool:
    """Whether labels are codes of one kind, counted from 0 or 1: ``G1``, ``G2``, ``G3``."""
    codes = [match for label in labels if (match := _CODE.fullmatch(label))]
    if len(codes) != len(labels) or len(codes) < 2 or len({match[1] for match in codes}) > 1:
        return False
    numbers = [int(match[2]) for match in codes]
    return numbers[0] in (0, 1) and numbers == [*range(numbers[0], numbers[0] + len(numbers))]


def _explains(text: str) -> bool:
    """Whether a text has words, and neither brackets nor a blank."""
    signs = sum(char > GAPLESS for char in text)
    worded = len(text.split()) > 1 or (signs >= _FEWEST_SIGNS and text.lstrip()[:1] not in _WIDE)
    return worded and not _OPEN.search(text)


_OPEN = re.compile(r"[\[<{_…?]|\.\.\.")

_WIDE = ("「", "『", "【", "〔", "《", "（")
"""How slots begin where signs are wide."""

_FEWEST_SIGNS = 4
"""Of a script that is written without gaps, in more than one word."""


def levels_said(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The levels that a text explains one after another: ``P1 = everyone, P2 = many``."""
    joins = either((*lexicon.words.slots.or_, *lexicon.words.gates.and_))
    parts = (part for one in _PARTS.split(text) for part in re.split(rf"(?<=[)）])\s+{joins}\s+", one))
    return _scale(_heads(parts), lexicon)


def _levels_of(node: Node, lexicon: Lexicon) -> tuple[str, ...]:
    if isinstance(node, TableNode) and len(node.columns) > 1 and not _is_of_actions(node, lexicon):
        heads = [row.cells[0].text.strip(" *_`") for row in node.rows if row.cells]
        return _scale(heads, lexicon) or _numbered(node.columns[0].bare or node.columns[0].key, heads, lexicon)
    if isinstance(node, ListNode) and not node.is_checklist:
        texts = [item.whole.text for item in node.children if item.whole is not None]
        heads = _heads(texts)
        return _scale(heads, lexicon) if len(heads) == len(texts) else ()
    if isinstance(node, TextNode) and node.children:
        return _scale([child.label.text for child in node.children if child.label.key], lexicon)
    if isinstance(node, TextNode):
        return levels_said("\n".join(line.text for line in node.lines), lexicon)
    return ()


def _numbered(label: str, heads: list[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The heads, where a label that names a severity makes levels of them: 1, 2 and 3 below ``Level``."""
    apart = len({*heads}) == len(heads) > 1
    return tuple(heads) if apart and all(own_scale(label, head, lexicon)[1] for head in heads) else ()


def _heads(parts: Iterable[str]) -> list[str]:
    return [match[1] for part in parts if (match := _HEAD.match(part))]


def _scale(heads: list[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The heads, where they are levels of one scale, and each is there once."""
    return tuple(heads) if len({*heads}) == len(heads) > 1 and is_scale(heads, lexicon) else ()
