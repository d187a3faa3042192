"""Block tokens to sections and blocks.

Works on one flat list of tokens with a stack of its own, so that no document is too deep for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from incidentlint.markdown.document import (
    Block,
    Break,
    Code,
    Comment,
    Html,
    Item,
    ListBlock,
    Paragraph,
    Quote,
    Row,
    Section,
    Table,
)
from incidentlint.markdown.markdown_it.lines import WHITE, Line, join_lines, line_text, place
from incidentlint.markdown.markdown_it.tables import closes_container, shown_cells, split_row
from incidentlint.text import Mapped, Span

if TYPE_CHECKING:
    from markdown_it.token import Token


_BOX = re.compile(r"\[([ xX])\](?:\s+|$)")

_ALERT = re.compile(r"\[!([A-Za-z][\w-]*)\][+-]?[ \t]*+([^\n]*)(?:\n|$)")
"""The first line of an alert: its word, and Obsidian's title."""


class _Container:
    """A list, item or quote whose end has not come yet."""

    __slots__ = ("alert", "blocks", "box", "items", "tick", "token")

    def __init__(self, token: Token) -> None:
        self.token = token
        self.blocks: list[Block] = []
        self.items: list[Item] = []
        self.alert = ""
        self.box: Span | None = None
        self.tick: bool | None = None


class _Open:
    """A section whose end has not come yet."""

    __slots__ = ("blocks", "children", "heading", "level", "title")

    def __init__(self, level: int, heading: Span, title: Mapped) -> None:
        self.level = level
        self.heading = heading
        self.title = title
        self.blocks: list[Block] = []
        self.children: list[Section] = []

    def close(self) -> Section:
        end = self.heading.end
        if self.blocks:
            end = self.blocks[-1].span.end
        if self.children:
            end = self.children[-1].span.end
        span = Span(self.heading.start, end)
        return Section(self.level, self.heading, self.title, span, tuple(self.blocks), tuple(self.children))


def _lines(token: Token) -> list[Line]:
    lines: list[Line] = token.meta["lines"]
    return lines


_CONTAINERS = frozenset(("blockquote", "bullet_list", "ordered_list", "list_item"))


def _frames_of_sections(text: str, tokens: list[Token]) -> frozenset[int]:
    """The places of the tokens that open and close the alerts that hold sections.

    They are outside of all else, a heading is in them, and nothing but a heading or another quote comes after them: a
    section ends with its heading's next, and would take in what follows the alert.
    """
    found: list[int] = []
    start, depth, headed = 0, 0, False
    for index, token in enumerate(tokens):
        if not depth:
            start, headed = index, False
        headed = headed or (token.type == "heading_open" and depth == 1)
        if token.type.rpartition("_")[0] not in _CONTAINERS:
            continue
        depth += token.nesting
        if token.type != "blockquote_close" or depth or not headed:
            continue
        after = tokens[index + 1].type if index + 1 < len(tokens) else ""
        first = tokens[start + 1]
        is_alert = first.type == "paragraph_open" and _ALERT.match(text, _lines(first)[0].start)
        if is_alert and after in ("", "heading_open", "blockquote_open", "hr", "frame"):
            found += (start, index)
    return frozenset(found)


class Builder:
    """Builds the sections of one document; `comments` are all its HTML comments afterwards."""

    def __init__(self, text: str, tokens: list[Token], inline_comments: Callable[[str], list[Span]] | None) -> None:
        """Take the text, its block tokens with their lines, and what finds comments, None if there are none."""
        self.comments: list[Comment] = []
        self._text = text
        self._tokens = tokens
        self._inline_comments = inline_comments
        self._containers: list[_Container] = []
        self._sections: list[_Open] = []
        self._in_frame = False  # whether the next block is the first of an alert that holds sections

    def build(self, start: int) -> Section:
        """Build the root section; `start` is where its blocks may begin."""
        self._sections = [_Open(0, Span(start, start), place(start))]
        frames = _frames_of_sections(self._text, self._tokens)
        leaves = {
            "paragraph_open": self._paragraph,
            "heading_open": self._heading,
            "table_open": self._table,
            "fence": self._fence,
            "code_block": self._code,
            "html_block": self._html,
            "hr": self._break,
            "frame": self._frame,
        }
        for index, token in enumerate(self._tokens):
            read = leaves.get(token.type)
            if index in frames:
                self._in_frame = token.nesting > 0
            elif read is not None:
                read(token)
            elif token.nesting > 0:
                self._containers.append(_Container(token))
            else:
                self._close(self._containers.pop())
        self._close_sections(1)
        return self._sections[0].close()

    def _put(self, block: Block) -> None:
        (self._containers[-1].blocks if self._containers else self._sections[-1].blocks).append(block)

    def _close_sections(self, level: int) -> None:
        """Close all sections of `level` and below it."""
        while self._sections[-1].level >= level:
            section = self._sections.pop().close()
            self._sections[-1].children.append(section)

    def _close(self, container: _Container) -> None:
        token = container.token
        if token.type == "list_item_open":
            start = _lines(token)[0].start
            end = start + len(token.info) + 1
            if container.blocks:
                end = max(end, container.blocks[-1].span.end)
            number = int(token.info) if token.info else None
            item = Item(Span(start, end), tuple(container.blocks), number, container.tick, container.box)
            self._containers[-1].items.append(item)
        elif token.type == "blockquote_open":
            start, end = _lines(token)[0].start, _lines(token)[-1].end
            while end > start and self._text[end - 1] in WHITE:
                end -= 1
            if container.blocks:
                end = max(end, container.blocks[-1].span.end)
            self._put(Quote(Span(start, end), tuple(container.blocks), container.alert))
        else:
            items = tuple(container.items)
            span = Span(items[0].span.start, items[-1].span.end)
            self._put(ListBlock(span, token.type == "ordered_list_open", items))

    def _paragraph(self, token: Token) -> None:
        raw = join_lines(self._text, _lines(token))
        self._note_comments(raw)
        container = self._containers[-1] if self._containers else None
        if container is not None and not container.blocks:
            if container.token.type == "list_item_open" and container.box is None:
                raw = self._box(container, raw)
            elif container.token.type == "blockquote_open" and not container.alert:
                container.alert, raw = self._alert(raw)
                if container.alert and not raw.text:
                    return
        elif self._in_frame:
            self._in_frame = False
            raw = self._alert(raw)[1]
            if not raw.text:
                return
        self._put(Paragraph(raw.span, raw))

    def _alert(self, raw: Mapped) -> tuple[str, Mapped]:
        """The word of the alert that a paragraph begins, else empty, and what is below it; a title is put first."""
        alert = _ALERT.match(raw.text)
        if alert is None:
            return "", raw
        if alert[2].strip():
            title = raw.slice(alert.start(2), alert.start(2) + len(alert[2].rstrip()))
            self._put(Paragraph(title.span, title))
        return alert[1].upper(), raw.slice(alert.end(), len(raw.text))

    @staticmethod
    def _box(container: _Container, raw: Mapped) -> Mapped:
        box = _BOX.match(raw.text)
        if box is None:
            return raw
        container.box = raw.source(0, 3)
        container.tick = box.group(1) != " "
        return raw.slice(box.end(), len(raw.text))

    def _heading(self, token: Token) -> None:
        lines = _lines(token)
        title = self._atx(token, lines[0]) if token.markup[0] == "#" else join_lines(self._text, lines[:-1])
        end = lines[-1].end
        while self._text[end - 1] in WHITE:
            end -= 1
        span = Span(lines[0].start, end)
        self._note_comments(title)
        if self._containers:
            self._put(Paragraph(span, title))
            return
        level = int(token.tag[1])
        self._close_sections(level)
        self._sections.append(_Open(level, span, title))

    def _atx(self, token: Token, line: Line) -> Mapped:
        start, end = line.start + len(token.markup), line.end
        content = self._text[start:end].rstrip(" \t")
        # The closing hashes count only after white space.
        bare = content.rstrip("#")
        if bare[-1:] in (" ", "\t", ""):
            content = bare
        title = content.strip(WHITE)
        if not title:
            return place(start)
        return Mapped.at(title, start + len(content) - len(content.lstrip(WHITE)))

    def _table(self, token: Token) -> None:
        rows = [split_row(self._text, line.start, line.end) for line in _lines(token)]
        header, body = rows[0], tuple(rows[2:])
        if self._inline_comments is not None:
            for row in (header, *body):
                self._note_row_comments(row)
        body = tuple(shown_cells(row, len(header.cells)) for row in body if not closes_container(row))
        self._put(Table(Span(header.span.start, rows[-1].span.end), header, body))

    def _note_row_comments(self, row: Row) -> None:
        for cell in row.cells:
            self._note_comments(cell.raw)

    def _fence(self, token: Token) -> None:
        lines, cut = _lines(token), token.meta["cut"]
        last = self._text[lines[-1].start : lines[-1].end].rstrip(" \t")
        sign, least = token.markup[0], len(token.markup)
        # The rule took the first line that can close the block; if the last line could, it did.
        closed = len(lines) > 1 and len(last) >= least and not last.strip(sign) and not token.meta["far"]
        self._put_code(token, lines, cut[1:-1] if closed else cut[1:])

    def _code(self, token: Token) -> None:
        self._put_code(token, _lines(token), token.meta["cut"])

    def _put_code(self, token: Token, lines: list[Line], content: list[Line]) -> None:
        mapped = tuple(line_text(self._text, line) for line in content)
        # An indented block's first line may begin with white space that belongs to it.
        start = min(lines[0].start, mapped[0].span.start) if mapped else lines[0].start
        self._put(Code(Span(start, lines[-1].end), token.info.strip(), mapped))

    def _frame(self, token: Token) -> None:
        raw = join_lines(self._text, _lines(token))
        self._put(Html(raw.span, raw, not token.meta["shown"]))

    def _html(self, token: Token) -> None:
        raw = join_lines(self._text, token.meta["cut"])
        if raw.text.lstrip()[:6].lower().startswith(("<table", "<dl")):
            from incidentlint.markdown.markdown_it.html_tables import read_html_table

            table = read_html_table(raw)
            if table is not None:
                self._put(table)
                return
        rest: list[str] = []
        at = 0
        text = raw.text
        while (start := text.find("<!--", at)) >= 0:
            rest.append(text[at:start])
            end, at = _comment_end(text, start)
            self.comments.append(Comment(raw.source(start, at), text[start + 4 : end]))
        rest.append(text[at:])
        self._put(Html(raw.span, raw, at > 0 and not "".join(rest).strip()))

    def _break(self, token: Token) -> None:
        start, end = _lines(token)[0][:2]
        self._put(Break(Span(start, start + len(self._text[start:end].rstrip(WHITE)))))

    def _note_comments(self, raw: Mapped) -> None:
        if self._inline_comments is None or "<!--" not in raw.text:
            return
        for start, end in self._inline_comments(raw.text):
            inner = raw.text[start + 4 : max(start + 4, end - 3)]
            self.comments.append(Comment(raw.source(start, end), inner))


def _comment_end(text: str, start: int) -> tuple[int, int]:
    """Where the inner text of the comment at `start` ends, and where the comment does.

    One that is never closed reaches to the end, as browsers read it.
    """
    for short in ("<!-->", "<!--->"):
        if text.startswith(short, start):
            return start + 4, start + len(short)
    end = text.find("-->", start + 4)
    return (len(text), len(text)) if end < 0 else (end, end + 3)
