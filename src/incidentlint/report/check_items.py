"""Check items: which text of a report stands for which item of the template, and what it says of it.

An item may be written with a task box or a box in another notation, or with none: as a bullet, a number, a line, a row
of a table. It is made only where it readably says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

import msgspec

from incidentlint.markdown import Code, Prose, prose_slice
from incidentlint.outline import (
    NO_LABEL,
    BoxMark,
    FieldNode,
    ListNode,
    Node,
    TableNode,
    TextNode,
    find_box,
    make_label,
    trimmed,
)
from incidentlint.report.told_checks import is_doubtful, points_elsewhere, said_of, takes_back
from incidentlint.template import ShapeNode
from incidentlint.text import Span, alike, normalise
from incidentlint.vocabulary import Lexicon, Texts, either, is_bare_waiver, key_of, split_name, waiver

CheckState = Literal["made", "open", "refused", "unread", "unboxed", "waived", "unreasoned", "denied", "elsewhere"]


class Check(msgspec.Struct, frozen=True):
    """What a report says of a check item.

    ``open`` has an empty box, ``refused`` says that it was not made, ``unread`` has a box that says nothing known,
    ``unboxed`` has none; ``waived`` does not apply for a `reason`, ``unreasoned`` for none; ``denied`` is ticked, and
    its text says that it was not made; the text of one ``elsewhere`` says only where that may be told. `span` is the
    place of the box, or of what says so; `written` is there.
    """

    state: CheckState
    span: Span
    written: str = ""
    reason: str = ""

    @property
    def made(self) -> bool:
        """Whether the check was made, or need not be."""
        return self.state in ("made", "waived", "elsewhere")


class ItemText(msgspec.Struct, frozen=True):
    """An item's text beside the template's label: the box before it, if there is one, and what comes after it."""

    mark: BoxMark | None
    rest: Prose
    exact: bool


def item_names(shape: ShapeNode) -> tuple[str, ...]:
    """What an item of the template may be called, with and without the sign that it ends in: ``Pager silenced;``."""
    names = (shape.label.key, shape.label.bare, *map(key_of, shape.aliases))
    names = (*names, shape.short) if shape.short else names
    return tuple(dict.fromkeys((*names, *(name.rstrip(" ;,") for name in names))))


def item_text(node: FieldNode, shape: ShapeNode, lexicon: Lexicon) -> ItemText | None:
    """An item's text beside the shape's label; None when the item has another label."""
    behind = _behind_label(lexicon.checks.said)
    whole = node.whole
    if whole is None:
        return None
    mark = None if node.tick is not None else find_box(whole)
    start = mark.end if mark else 0
    for name in item_names(shape):
        found = _match_label(whole, start, name, behind, runs_on=bool(shape.slots) and not shape.ends)
        if found is None:
            continue
        begin, end = found
        if mark is None and node.tick is None:
            junk = whole.text[:begin].strip(" \t\n*_~`-+•")
            if _BROKEN.search(junk):
                mark = BoxMark("unread", whole.text.index(junk), begin, junk)
        rest = prose_slice(whole, end, len(whole.text))
        return ItemText(mark, rest, not rest.text.strip())
    return None


_BROKEN = re.compile(r"[\[\](){}|xX]")
"""What is left of a box that was mistyped: ``x] Labels printed``."""

_LEAD = re.compile(r"[\s*_~`]*(?:\d{1,3}[.)]\s+|\([^\W_]{1,2}\)\s+|[-+•]\s*)?")
"""What may stand before an item's text: marks of emphasis and of an entry."""

_SKIP = re.compile(r"\s*+(?:(?:[:;?.!：、。]|[—–-]+(?=\s))\s*+)?")
"""What separates an item's text from what follows it."""

_JUNK = re.compile(r"[^\w\n]{0,8}(?:[xXvV][^\w\n]{1,3})?")


@lru_cache(maxsize=64)
def _behind_label(said: Texts) -> re.Pattern[str]:
    """What may follow an item's text: an explanation, or what is none of it: ``^id``, ``#tag``, ``@ana``, a date."""
    return re.compile(
        rf"\s*(?:$|[:;,.(?!：（、。]|[—–-]+(?:\s|$)|(?<=\s){either(said)}\s)|\s+[^\w\s-]|\s+\d|\s*\n", re.IGNORECASE
    )


def _match_label(
    whole: Prose, start: int, key: str, behind: re.Pattern[str], *, runs_on: bool
) -> tuple[int, int] | None:
    """Where `key` is in a text that begins with it at `start`, and where what follows it begins: one of `behind`.

    The value of one that `runs_on` follows with nothing between: ``Fix deployed on 2026-03-10``.
    """
    text = whole.text
    if not key or not normalise(text):
        return None
    lead = _LEAD.match(text, start)
    begin = lead.end() if lead else start
    pattern = _label_pattern(key)
    match = pattern.match(text, begin)
    if match is None:
        junk = _JUNK.match(text, begin)
        match = pattern.match(text, junk.end()) if junk else None
    if match is None or not _is_behind(whole, match.end(), behind, runs_on=runs_on):
        return (start, len(text)) if split_name(text[start:])[1] == key else None
    rest = text[match.end() :]
    skip = _SKIP.match(rest)
    return match.start(), match.end() + (skip.end() if skip else 0)


@lru_cache(maxsize=1024)
def _label_pattern(key: str) -> re.Pattern[str]:
    """A label with any blanks, and with dashes and apostrophes in any form."""
    return re.compile(r"\s+".join("".join(map(alike, word)) for word in key.split()), re.IGNORECASE)


def _is_behind(whole: Prose, at: int, behind: re.Pattern[str], *, runs_on: bool) -> bool:
    """Whether what is at an index after an item's text leaves it that item."""
    rest = whole.text[at:]
    if behind.match(rest) is not None or (runs_on and rest[0].isspace()):
        return True
    return any(
        (mark.kind in ("link", "image", "autolink", "code") and mark.start in (at, at + 1))
        or (mark.kind in ("strike", "strong") and mark.end == at)
        for mark in whole.marks
    )


def line_items(nodes: Iterable[Node]) -> Iterator[FieldNode]:
    """Items that are no entries of a list: the lines of paragraphs, lines that run on in an entry, rows of tables."""
    for node in nodes:
        if isinstance(node, TextNode) and not node.children and not isinstance(node.block, Code):
            for prose in node.lines:
                yield from map(_item_of, _split(prose))
        elif isinstance(node, FieldNode) and node.origin in ("plain", "bold", "lead", "ballot"):
            yield from map(_item_of, _split(node.whole if node.whole is not None else node.value))
        elif isinstance(node, FieldNode) and node.origin == "item" and node.whole is not None:
            yield from map(_item_of, list(_split(node.whole))[1:])
        elif isinstance(node, TableNode):
            for row in node.rows:
                if row.cells and row.cells[0].text.strip():
                    yield _row_item(row.cells)


def _split(prose: Prose) -> Iterator[Prose]:
    start = 0
    for line in prose.text.split("\n"):
        if line.strip():
            yield prose_slice(prose, start, start + len(line))
        start += len(line) + 1


def _item_of(prose: Prose) -> FieldNode:
    """A line as an item; its box, if it is one of Markdown's that the line only lacks its bullet for."""
    return FieldNode(
        span=trimmed(prose),
        label=make_label(prose),
        value=prose_slice(prose, len(prose.text), len(prose.text)),
        origin="item",
        whole=prose,
    )


def _row_item(cells: tuple[Prose, ...]) -> FieldNode:
    """A row as an item: its first cell is the text, the others say what became of it."""
    item = _item_of(cells[0])
    told = [cell for cell in cells[1:] if cell.text.strip() or cell.marks]
    fields = (FieldNode(span=trimmed(cell), label=NO_LABEL, value=cell, origin="cell") for cell in told)
    return msgspec.structs.replace(item, children=tuple(fields))


def names_item(value: Prose, shape: ShapeNode, lexicon: Lexicon) -> bool:
    """Whether a value begins with an item of the template: ``Component: Session lock, on both hosts``."""
    return bool(value.text.strip()) and item_text(_item_of(value), shape, lexicon) is not None


def box_of(entry: FieldNode) -> bool | None:
    """Whether the box of an entry is ticked, in whatever notation; None without a box."""
    if entry.tick is not None or entry.whole is None:
        return entry.tick
    mark = find_box(entry.whole)
    return None if mark is None or mark.state == "word" else mark.state == "ticked"


def read_check(node: FieldNode, found: ItemText, lexicon: Lexicon) -> Check:
    """What an item says of its check."""
    place = node.box or (
        _label_place(node) if node.whole is None or found.mark is None else _mark_place(node, found.mark)
    )
    mark, rest = found.mark, found.rest
    state = _state(node, mark, lexicon)
    written = mark.written if mark else ""
    answer = said_of(rest.text, lexicon)
    if state is None:
        state = _told_behind(node, rest, lexicon) or answer
    reason = waiver(rest.text, lexicon)
    if reason is not None:
        return Check("waived", place, written, reason)
    if state == "ticked":
        return _of_tick(node, found, place, lexicon)
    if state == "waived" or (state in (None, "open") and _is_struck(node, rest)):
        words = "" if answer else _reason_behind(rest)
        return Check("waived" if words else "unreasoned", place, written, words)
    if state == "refused":
        return Check("refused", place, written or rest.text.strip())
    if state == "unread":
        return Check("unread", place, written)
    return Check("open" if state == "open" else "unboxed", place, written)


def _of_tick(node: FieldNode, found: ItemText, place: Span, lexicon: Lexicon) -> Check:
    """What a ticked item says of its check: that it was made, unless its own words or a second box say otherwise."""
    rest = found.rest
    label = node.whole.text.removesuffix(rest.text) if node.whole is not None else node.label.text
    mine = None if "\n" in label else find_box(rest)  # a further line may be an item of its own
    boxes = (find_box(node.whole) if node.tick and node.whole is not None else None, mine)
    other = next((box for box in boxes if box is not None and box.state in ("open", "refused")), None)
    if other is not None:
        return Check("denied", place, other.written)
    for prose in (rest, *_told_below(node)):
        if takes_back(label, prose, lexicon):
            said = _said(prose)
            return Check("denied", trimmed(said), said.text)
    bare = is_bare_waiver(_said(rest).text, lexicon) and not is_doubtful(label, lexicon)
    if bare or (_is_struck(node, rest) and not _reason_behind(rest)):
        return Check("unreasoned", place)
    if points_elsewhere(rest, lexicon):
        said = _said(rest)
        return Check("elsewhere", trimmed(said), said.text)
    return Check("made", place)


def _told_below(node: FieldNode) -> Iterator[Prose]:
    """The other cells of an item's row, and what is below an item that has no box of its own."""
    for child in node.children:
        if isinstance(child, TextNode):
            yield from child.lines
        elif isinstance(child, FieldNode) and child.origin == "cell":
            yield child.value
        elif isinstance(child, ListNode):
            yield from (entry.whole for entry in child.children if entry.whole is not None and box_of(entry) is None)


def _reason_behind(rest: Prose) -> str:
    """The words after an item that does not apply, where they are enough to be a reason."""
    words = " ".join(re.sub(r"^[\s(\[:;,.*_~—–-]+", "", rest.text).rstrip(" )]*_~").split())
    return words if len(re.findall(r"[^\W\d_]{2,}", words)) > 1 else ""


_BEFORE_SAID = re.compile(r"\A[\s(\[:;,.*_~—–-]+")


def _said(rest: Prose) -> Prose:
    """The text after an item without the signs around it."""
    begin = len(rest.text) - len(_BEFORE_SAID.sub("", rest.text, count=1))
    blanks = "".join(filter(str.isspace, {*rest.text}))
    return prose_slice(rest, begin, max(begin, len(rest.text.rstrip(f"{blanks})]*_~."))))


def _state(node: FieldNode, mark: BoxMark | None, lexicon: Lexicon) -> str | None:
    if node.tick is not None:
        return "ticked" if node.tick else "open"
    if mark is None:
        return None
    if mark.state != "word":
        return mark.state
    return said_of(mark.written.strip("\\[](){} "), lexicon) or "unread"


def _told_behind(node: FieldNode, rest: Prose, lexicon: Lexicon) -> str | None:
    """What a box after the item's text says, or the other cells of its row."""
    told = [child for child in node.children if isinstance(child, FieldNode) and child.origin == "cell"]
    for prose in (rest, *(child.value for child in told)):
        mark = find_box(prose)
        if mark is not None and mark.state != "word":
            return mark.state
        word = mark.written.strip("\\[](){} ") if mark else prose.text
        if prose is not rest and re.fullmatch(r"\W*[xXvV]\W*", prose.text):
            return "ticked"
        said = said_of(word, lexicon) if prose is not rest or mark else None
        if said is not None:
            return said
    return None


_STRUCK_TAGS = frozenset(("s", "del", "strike"))


def _is_struck(node: FieldNode, rest: Prose) -> bool:
    """Whether the item's text is crossed out."""
    whole = node.whole
    if whole is None:
        return False
    start = len(whole.text) - len(whole.text.lstrip())
    end = len(whole.text) - len(rest.text)
    return (
        any(mark.kind == "strike" and mark.start <= start + 4 and mark.end > start + 2 for mark in whole.marks)
        or any(mark.kind == "html" and mark.start <= start and mark.target in _STRUCK_TAGS for mark in whole.marks)
    ) and end > 0


def _mark_place(node: FieldNode, mark: BoxMark) -> Span:
    assert node.whole is not None
    if mark.end > mark.start:
        return node.whole.source(mark.start, mark.end)
    tags = [tag.span for tag in node.whole.marks if tag.kind == "html" and tag.start == mark.start]
    return tags[0] if tags else _label_place(node)


def _label_place(node: FieldNode) -> Span:
    """An item's text, up to its line's end."""
    if node.whole is None or not node.whole.text.strip():
        return node.span
    text = node.whole.text
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return node.whole.source(start, len(text.rstrip()) if end < 0 else end)
