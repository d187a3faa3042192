"""What holds of every text: spans nest and are sorted, places are exact, markdown-it agrees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from incidentlint.markdown.document import (
    Block,
    Code,
    Document,
    Html,
    Item,
    ListBlock,
    Paragraph,
    Quote,
    Row,
    Section,
    Table,
)
from incidentlint.markdown.markdown_it.inline import labelled, parsed
from incidentlint.markdown.markdown_it.lines import WHITE
from incidentlint.markdown.markdown_it.parser import _parsers
from incidentlint.markdown.parser import parse
from incidentlint.text.source import SourceText
from incidentlint.text.spans import Mapped, Span
from support import examples

FRAGMENTS = [
    *["# ", "## ", "#### ", "#", "######", "\n===\n", "---", "***", "* * *", "> ", ">", ">> ", "+++\n"],
    *["- ", "* ", "+ ", "1. ", "2) ", "10. ", "- [ ] ", "- [x] ", "* [X]", "[!NOTE]", "    ", "  ", " ", "\t"],
    *["\n"] * 4,
    *["\n\n", "```", "~~~", "```sql\n", "````", "`", "``", "` ", "<!--", "-->", "<!-- a -->", "<!-->"],
    *["<div>", "</div>", "<br>", "<pre>", "<short title>", "<https://a.b>", "<a@b.c>", "<", "*", "**", "***"],
    *["_", "__", "~~", "~~~", "~", "[", "]", "[a](b)", "[a][b]", "[a]", "![", "](c)", '![a](b "c")', "](", "(", ")"],
    *["[a]: /b\n", "[b]: <c> 'd'\n", "[^1]", "\\", "\\\\", "\\[", "\\*", "\\\n", "&amp;", "&nbsp;", "&#0;", "&", "&x;"],
    *["  \n", "a", "word", "b c", "é", "📋", "\u00a0", "\u2003", "\u0085", "\x0b", "\x1c", "0", ":", "Key: value"],
    *["|", "\\|", "| a | b |\n", "|---|---|\n", "| - |", "a | b", "|:-:|", "| `x \\| y` | z |\n", "\n| c | d |", "||"],
]
MARKDOWN = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)
TEXT = st.one_of(
    MARKDOWN,
    MARKDOWN.map(lambda text: "---\nid: a\n" + text + "\n---\n" + text),
    st.text(alphabet=st.sampled_from("# >-*+1.[]()`~|\\<!&;_ \t\nax=:"), max_size=60),
)
CELL = st.text(alphabet=st.sampled_from("ab \\`*|<>é\xa0-"), max_size=8)


def reference_parser(nesting: int) -> MarkdownIt:
    """Make markdown-it as it comes, but with our idea of addresses, which show in the text of autolinks."""
    md = MarkdownIt("commonmark", {"maxNesting": nesting}).enable(["table", "strikethrough"])
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return md


REFERENCE = reference_parser(20)

LABEL = st.text(alphabet=st.sampled_from("ab9é時 :.?)(!-*_~\\[<&\u00a0\x1c"), max_size=8)


@given(LABEL, LABEL)
def test_bold_label_is_what_the_parser_makes_of_it(label: str, value: str) -> None:
    raw = Mapped.at(f"**{label}**{value}", 7)
    short = labelled(raw)
    assert short in (None, parsed(_parsers()[1], {}, raw))


def test_bold_label_has_the_short_way() -> None:
    for text in ("**Owner:** Ana Cal", "**Time to detect (UTC):** 5 min", "**Impact**", "**Fast enough?** Yes!"):
        assert labelled(Mapped.at(text, 0)) is not None


REFERENCE_OF_BLOCKS = reference_parser(100)


def nodes(parent: Span, blocks: tuple[Block, ...]) -> Iterator[tuple[Span, list[Span]]]:
    """Each node's span with those of its children."""
    yield parent, [block.span for block in blocks]
    for block in blocks:
        if isinstance(block, Quote):
            yield from nodes(block.span, block.blocks)
        elif isinstance(block, ListBlock):
            yield block.span, [item.span for item in block.items]
            for item in block.items:
                yield from nodes(item.span, item.blocks)
                if item.box is not None:
                    yield item.span, [item.box, *(inner.span for inner in item.blocks)]
        elif isinstance(block, Table):
            rows = (block.header, *block.rows)
            yield block.span, [row.span for row in rows]
            for row in rows:
                yield row.span, [cell.span for cell in row.cells]
                for cell in row.cells:
                    yield cell.span, [cell.raw.span]
        elif isinstance(block, Code):
            yield block.span, [line.span for line in block.lines]
        elif isinstance(block, Paragraph | Html):
            yield block.span, [block.raw.span]


def section_nodes(section: Section) -> Iterator[tuple[Span, list[Span]]]:
    inner = [section.heading, *(block.span for block in section.blocks), *(child.span for child in section.children)]
    yield section.span, inner
    yield section.heading, [section.title.span]
    yield from nodes(section.span, section.blocks)
    for child in section.children:
        yield from section_nodes(child)


def raws(document: Document) -> Iterator[Mapped]:
    """All inline Markdown of the document."""
    for section in document.sections():
        yield section.title
        stack: list[Block | Item | Row] = list(section.blocks)
        while stack:
            node = stack.pop()
            if isinstance(node, Paragraph):
                yield node.raw
            elif isinstance(node, Row):
                yield from (cell.raw for cell in node.cells)
            elif isinstance(node, Table):
                stack += [node.header, *node.rows]
            elif isinstance(node, ListBlock):
                stack += node.items
            elif isinstance(node, Quote | Item):
                stack += node.blocks


def inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def check_places(text: str, mapped: Mapped) -> None:
    """Check that the pieces cover the text in order and that verbatim ones are what is in the source."""
    starts = [piece.start for piece in mapped.pieces]
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    ends = [*starts[1:], len(mapped.text)]
    last = 0
    for piece, end in zip(mapped.pieces, ends, strict=True):
        assert piece.start < end or not mapped.text
        assert last <= piece.source.start <= piece.source.end <= len(text)
        last = piece.source.end
        if piece.verbatim:
            assert text[piece.source.start : piece.source.end] == mapped.text[piece.start : end]


def flat(tokens: list[Token]) -> str:
    """Join the text that markdown-it's inline tokens render."""
    parts = []
    for token in tokens:
        if token.type == "image":
            parts.append(flat(token.children or []))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type in ("text", "text_special", "code_inline"):
            parts.append(token.content)
    return "".join(parts)


def check(text: str) -> None:
    """Check all that holds of any document."""
    source = SourceText(text)
    document = parse(source)
    text = source.text
    for parent, children in section_nodes(document.root):
        last = parent.start
        for child in children:
            assert last <= child.start <= child.end <= parent.end, (parent, children)
            last = child.end
    for section in document.sections():
        for block in section.blocks:
            if isinstance(block, Code):
                for line in block.lines:
                    check_places(text, line)
            elif isinstance(block, Html):
                check_places(text, block.raw)
    env: dict[str, object] = {}
    REFERENCE.parse(text[document.root.span.start :], env)
    for raw in raws(document):
        check_places(text, raw)
        found = document.prose(raw)
        check_places(text, found)
        assert found.full == raw.span
        assert found.text == flat(REFERENCE.inline.parse(raw.text, REFERENCE, env, []))
        for mark in found.marks:
            assert 0 <= mark.start <= mark.end <= len(found.text)
            assert inside(mark.span, found.full)
            assert mark.span.start < mark.span.end
            inner = found.source(mark.start, mark.end)
            assert mark.start == mark.end or inside(inner, mark.span)
    comments = [comment.span for comment in document.comments]
    assert comments == sorted(comments)
    assert all(text.startswith("<!--", span.start) for span in comments)
    if document.front_matter is not None:
        for entry in document.front_matter.entries:
            check_places(text, entry.key)
            check_places(text, entry.value)
            assert inside(Span(entry.key.span.start, entry.value.span.end), document.front_matter.span)


@examples(150)
@given(TEXT)
def test_any_text(text: str) -> None:
    check(text)


@examples(50)
@given(st.text(max_size=80))
def test_any_characters(text: str) -> None:
    check(text.replace("\0", ""))


def table_cells(tokens: list[Token]) -> list[list[str]]:
    rows: list[list[str]] = []
    for before, token in pairwise(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif before.type in ("th_open", "td_open"):
            rows[-1].append(token.content)
    return rows


@examples(100)
@given(st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=5), st.sampled_from(["", "> ", "  "]))
def test_cells_are_those_of_markdown_it(rows: list[list[str]], prefix: str) -> None:
    lines = ["| h | i |", "|---|---|", *("| " + " | ".join(row) + " |" for row in rows)]
    text = "".join(f"{prefix}{line}\n" for line in lines)
    ours = [
        [cell.raw.text for cell in row.cells]
        for block in parse(SourceText(text)).root.blocks
        for table in (block.blocks if isinstance(block, Quote) else (block,))
        if isinstance(table, Table)
        for row in (table.header, *table.rows)
    ]
    theirs = table_cells(REFERENCE.parse(text))
    assert len(ours) == len(theirs)
    for own, other in zip(ours, theirs, strict=True):
        assert [*own, "", ""][:2] == other


def without_indentation(text: str) -> str:
    return "\n".join(line.lstrip(" \t") for line in text.split("\n")).strip(WHITE)


def their_blocks(tokens: list[Token]) -> list[tuple[str, str]]:
    """Kind and text of each block of markdown-it, in document order."""
    found = []
    before = ""
    for token in tokens:
        if before in ("paragraph_open", "heading_open"):
            found.append(("text", without_indentation(token.content)))
        elif before == "th_open":
            found.append(("head", token.content))
        elif token.type in ("fence", "code_block"):
            found.append(("code", token.content.removesuffix("\n")))
        elif token.type == "html_block":
            found.append(("html", token.content.strip(WHITE)))
        elif token.type in ("hr", "blockquote_open", "bullet_list_open", "ordered_list_open", "list_item_open"):
            found.append((token.type, ""))
        before = token.type
    return found


def our_blocks(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield "text", block.raw.text
        elif isinstance(block, Table):
            yield from (("head", cell.raw.text) for cell in block.header.cells)
        elif isinstance(block, Code):
            yield "code", "\n".join(line.text for line in block.lines)
        elif isinstance(block, Html):
            yield "html", block.raw.text
        elif isinstance(block, Quote):
            yield "blockquote_open", ""
            yield from our_blocks(block.blocks)
        elif isinstance(block, ListBlock):
            yield ("ordered_list_open" if block.ordered else "bullet_list_open"), ""
            for item in block.items:
                yield "list_item_open", ""
                yield from our_blocks(item.blocks)
        else:
            yield "hr", ""


def our_sections(section: Section) -> Iterator[tuple[str, str]]:
    if section.level:
        yield "text", section.title.text
    yield from our_blocks(section.blocks)
    for child in section.children:
        yield from our_sections(child)


@examples(150)
@given(TEXT)
def test_blocks_are_those_of_markdown_it(text: str) -> None:
    # Boxes, alerts, frames such as `:::` and tags that enclose are ours alone; front matter is another test's.
    text = re.sub(r"\[([ xX]|!\w+)\]", "[y]", text).replace("div>", "table>")
    document = parse(SourceText(text))
    assume(document.front_matter is None)
    ours = list(our_sections(document.root))
    assume(not any(kind == "html" and "<" not in shown for kind, shown in ours))
    assert ours == their_blocks(REFERENCE_OF_BLOCKS.parse(document.source.text))
