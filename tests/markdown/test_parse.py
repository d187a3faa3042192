"""Markdown to `Document`, construct by construct."""

from __future__ import annotations

import subprocess
import sys

import pytest

from incidentlint.markdown.document import (
    Block,
    Break,
    Code,
    Document,
    Html,
    Item,
    ListBlock,
    Mark,
    Paragraph,
    Prose,
    Quote,
    Table,
)
from incidentlint.markdown.parser import parse
from incidentlint.text.source import SourceText
from incidentlint.text.spans import Mapped, Position, Span


def read(text: str) -> Document:
    return parse(SourceText(text))


def blocks(text: str) -> tuple[Block, ...]:
    return read(text).root.blocks


def only(text: str) -> Block:
    (block,) = blocks(text)
    return block


def paragraph(text: str) -> Paragraph:
    block = only(text)
    assert isinstance(block, Paragraph)
    return block


def table(text: str) -> Table:
    block = only(text)
    assert isinstance(block, Table)
    return block


def items(text: str) -> tuple[Item, ...]:
    block = only(text)
    assert isinstance(block, ListBlock)
    return block.items


def prose(text: str, suffix: str = "") -> Prose:
    document = read(text + suffix)
    block = document.root.blocks[0]
    assert isinstance(block, Paragraph)
    return document.prose(block.raw)


def marks(text: str, suffix: str = "") -> list[tuple[str, str, str, str]]:
    """Kind, rendered text, source and target of each mark."""
    whole = SourceText(text + suffix)
    found = prose(text, suffix)
    return [(mark.kind, found.text[mark.start : mark.end], whole[mark.span], mark.target) for mark in found.marks]


def outline(document: Document) -> list[tuple[int, str]]:
    return [(section.level, section.title.text) for section in document.sections()][1:]


def cells(text: str) -> list[list[str]]:
    found = table(text)
    return [[cell.raw.text for cell in row.cells] for row in (found.header, *found.rows)]


def first(raw: Mapped, document: Document, part: str) -> Position:
    start = raw.text.index(part)
    return document.source.position(raw.source(start, start + len(part)).start)


# Sections


def test_sections_nest_by_level_and_skips_are_kept() -> None:
    document = read("intro\n\n# A\n\na\n\n## B\n\n#### C\n\nc\n\n## D\n# E\n")
    root = document.root
    assert outline(document) == [(1, "A"), (2, "B"), (4, "C"), (2, "D"), (1, "E")]
    assert [child.title.text for child in root.children] == ["A", "E"]
    assert [child.title.text for child in root.children[0].children] == ["B", "D"]
    assert [child.title.text for child in root.children[0].children[0].children] == ["C"]
    assert len(root.blocks) == 1


def test_span_of_a_section_reaches_to_the_end_of_its_last_sub_section() -> None:
    document = read("# A\n\na\n\n## B\n\nb  \n\n# C\n")
    source = document.source
    assert [source[section.span] for section in document.sections()] == [
        "# A\n\na\n\n## B\n\nb  \n\n# C",
        "# A\n\na\n\n## B\n\nb",
        "## B\n\nb",
        "# C",
    ]


def test_root_of_an_empty_file() -> None:
    root = read("").root
    assert (root.level, root.heading, root.span, root.blocks, root.children) == (0, Span(0, 0), Span(0, 0), (), ())


@pytest.mark.parametrize(
    ("text", "level", "title"),
    [
        ("# A", 1, "A"),
        ("###   A b   ###  ", 3, "A b"),
        ("# A #b", 1, "A #b"),
        ("# A\\#", 1, "A\\#"),
        ("#", 1, ""),
        ("## ##", 2, ""),
        ("   # A", 1, "A"),
        ("#\tA\t#\t", 1, "A"),
        ("# 📋 Title", 1, "📋 Title"),
        ("### **What Happened:**", 3, "**What Happened:**"),
        ("A\n===", 1, "A"),
        ("A\nb\n---  ", 2, "A\nb"),
        ("  A  \n  b\n ===", 1, "A  \nb"),
    ],
)
def test_heading(text: str, level: int, title: str) -> None:
    document = read("\n" + text + "\n")
    (section,) = document.root.children
    assert (section.level, section.title.text) == (level, title)
    assert document.source[section.heading] == text.strip()
    if title:
        assert document.source[section.title.span].split() == title.split()


def test_no_headings() -> None:
    assert outline(read("#A\n\n    # b\n\n####### c\n\n```\n# d\n```\n\n<!--\n# e\n-->\n\n\\# f\n")) == []


def test_headings_in_quotes_and_lists_are_paragraphs() -> None:
    document = read("> # A\n\n- ## B\n\n  c\n  ===\n")
    assert outline(document) == []
    quote, listing = document.root.blocks
    assert isinstance(quote, Quote)
    assert isinstance(listing, ListBlock)
    found = (*quote.blocks, *listing.items[0].blocks)
    assert [block.raw.text for block in found if isinstance(block, Paragraph)] == ["A", "B", "c"]


# Paragraphs and places


def test_paragraph_is_without_prefixes_and_each_character_has_its_place() -> None:
    text = "> one\n>   two\nlazy  \n> - three\n>   four \t\n"
    document = read(text)
    quote = document.root.blocks[0]
    assert isinstance(quote, Quote)
    top, listing = quote.blocks
    assert isinstance(top, Paragraph)
    assert isinstance(listing, ListBlock)
    inner = listing.items[0].blocks[0]
    assert isinstance(inner, Paragraph)
    assert top.raw.text == "one\ntwo\nlazy"
    assert inner.raw.text == "three\nfour"
    assert [first(top.raw, document, word) for word in ("one", "two", "lazy")] == [(1, 3), (2, 5), (3, 1)]
    assert [first(inner.raw, document, word) for word in ("three", "four")] == [(4, 5), (5, 5)]
    assert document.source[quote.span] == text.rstrip()


def test_paragraph_without_prefixes_is_one_piece() -> None:
    assert len(paragraph("one\ntwo\nthree").raw.pieces) == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_and_byte_order_mark(newline: str) -> None:
    text = "\ufeff# A\n\n> b\n> c\n\n| d |\n| - |\n| e |\n".replace("\n", newline)
    document = read(text)
    (section,) = document.root.children
    quote, grid = section.blocks
    assert isinstance(quote, Quote)
    assert isinstance(grid, Table)
    inner = quote.blocks[0]
    assert isinstance(inner, Paragraph)
    assert document.source.position(section.title.span.start) == (1, 3)
    assert first(inner.raw, document, "c") == (4, 3)
    assert document.source.position(grid.rows[0].cells[0].raw.span.start) == (8, 3)


def test_blocks_are_in_document_order() -> None:
    text = "a\n\n- b\n\n> c\n\n```\nd\n```\n\n<div>\n\n---\n\n| e |\n|---|\n\n    f\n"
    kinds = [type(block) for block in blocks(text)]
    assert kinds == [Paragraph, ListBlock, Quote, Code, Html, Break, Table, Code]


# Tables


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| a | b |", ["a", "b"]),
        ("a | b", ["a", "b"]),
        ("| a | b", ["a", "b"]),
        ("a | b |", ["a", "b"]),
        ("| a |", ["a"]),
        ("| a | b | c | d |", ["a", "b", "c", "d"]),
        ("| a \\| b | c |", ["a | b", "c"]),
        ("| `a \\| b` | c |", ["`a | b`", "c"]),
        ("| `a | b` | c |", ["`a", "b`", "c"]),
        ("| a \\\\| b |", ["a \\| b"]),
        ("| \\| | \\|\\| |", ["|", "||"]),
        ("|  |   |", ["", ""]),
        ("|| b |", ["", "b"]),
        ("| a ||", ["a", ""]),
        ("|", []),
        ("|\ta\t|b|", ["a", "b"]),
        ("  | a | b |  ", ["a", "b"]),
        ("just text", ["just text"]),
    ],
)
def test_row(row: str, expected: list[str]) -> None:
    assert cells(f"| h | i |\n| --- | --- |\n{row}\n")[1:] == [expected]


def test_cells_have_exact_places() -> None:
    text = "| h | i |\n| - | - |\n| a \\| b |    |\n"
    source = SourceText(text)
    left, right = table(text).rows[0].cells
    assert source[left.span] == " a \\| b "
    assert source[left.raw.span] == "a \\| b"
    assert source[left.raw.source(2, 3)] == "\\|"
    assert [piece.verbatim for piece in left.raw.pieces] == [True, False, True]
    assert source[right.span] == "    "
    assert right.raw.span == Span(right.span.start + 2, right.span.start + 2)


def test_table_without_outer_bars() -> None:
    assert cells("h | i\n--- | ---\na | b\n") == [["h", "i"], ["a", "b"]]


def test_header_only_table_ends_with_its_delimiter_row() -> None:
    text = "| h |\n|---|\n"
    found = table(text)
    assert (found.rows, found.span) == ((), Span(0, len(text) - 1))


@pytest.mark.parametrize(
    "text",
    [
        "- | h | i |\n  |---|---|\n  | a | b |\n",
        "> | h | i |\n> |---|---|\n> | a | b |\n",
        "1. x\n\n   > | h | i |\n   > |---|---|\n   > | a | b |\n",
    ],
)
def test_table_in_containers(text: str) -> None:
    document = read(text)
    stack: list[Block] = list(document.root.blocks)
    found = None
    while stack:
        block = stack.pop()
        if isinstance(block, Table):
            found = block
        elif isinstance(block, Quote):
            stack += block.blocks
        elif isinstance(block, ListBlock):
            stack += [inner for item in block.items for inner in item.blocks]
    assert found is not None
    assert [[cell.raw.text for cell in row.cells] for row in (found.header, *found.rows)] == [["h", "i"], ["a", "b"]]
    assert document.source[found.rows[0].span] == "| a | b |"


def test_no_tables() -> None:
    for text in ("| a | b |\n|---|\n", "a\n---|", "| a |\n\n|---|", "    | a |\n    |---|\n", "```\n| a |\n|---|\n```"):
        assert not any(isinstance(block, Table) for block in blocks(text)), text


# Lists


def test_ordered_list_has_written_numbers() -> None:
    assert [item.number for item in items("3. a\n1. b\n007. c\n")] == [3, 1, 7]
    assert [item.number for item in items("* a\n* b\n")] == [None, None]


@pytest.mark.parametrize(
    ("text", "tick", "raw"),
    [
        ("- [ ] a", False, "a"),
        ("- [x] a", True, "a"),
        ("* [X]  a", True, "a"),
        ("+ [ ]\ta", False, "a"),
        ("1. [x] a", True, "a"),
        ("2) [ ] a", False, "a"),
        ("- [ ]", False, ""),
        ("- [x]\n  a", True, "a"),
        ("- [x]a", None, "[x]a"),
        ("- [y] a", None, "[y] a"),
        ("- [] a", None, "[] a"),
        ("- [  ] a", None, "[  ] a"),
        ("- [10 pages] a", None, "[10 pages] a"),
        ("- a [x] b", None, "a [x] b"),
        ("- [x](y) a", None, "[x](y) a"),
    ],
)
def test_task_box(text: str, tick: bool | None, raw: str) -> None:
    (item,) = items(text)
    (block,) = item.blocks
    assert isinstance(block, Paragraph)
    assert (item.tick, block.raw.text) == (tick, raw)
    if tick is None:
        assert item.box is None
    else:
        assert item.box is not None
        assert SourceText(text)[item.box] in ("[ ]", "[x]", "[X]")
        assert item.box.end <= block.span.start


def test_task_box_only_at_the_start_of_the_first_paragraph() -> None:
    (item,) = items("- a\n\n  [x] b\n")
    assert item.tick is None
    (item,) = items("- ```\n  [x] a\n  ```\n\n  [x] b\n")
    assert item.tick is None


def test_lists_nest_and_items_hold_blocks() -> None:
    text = "- a\n  - b\n    1. c\n  ```sql\n  d\n  ```\n  > e\n-\n-\n  f\n"
    outer = items(text)
    source = SourceText(text)
    assert [type(block) for block in outer[0].blocks] == [Paragraph, ListBlock, Code, Quote]
    assert [source[item.span] for item in outer[1:]] == ["-", "-\n  f"]
    inner = outer[0].blocks[1]
    assert isinstance(inner, ListBlock)
    assert source[inner.span] == "- b\n    1. c"


def test_items_on_one_line() -> None:
    text = "- 10) * a"
    (item,) = items(text)
    (inner,) = item.blocks
    assert isinstance(inner, ListBlock)
    assert inner.items[0].number == 10
    assert [item.span.start, inner.items[0].span.start] == [0, 2]


def test_an_item_that_holds_a_definition_only() -> None:
    (item,) = items("- [a]: /b\n")
    assert (item.span, item.blocks) == (Span(0, 1), ())


# Code, quotes, HTML, breaks


@pytest.mark.parametrize(
    ("text", "info", "lines"),
    [
        ("```\na\n\n  b\n```", "", ["a", "", "  b"]),
        ("~~~ sql x \na\n~~~~", "sql x", ["a"]),
        ("````\n```\n````", "", ["```"]),
        ("```\na", "", ["a"]),
        ("```\na\n", "", ["a"]),
        ("```", "", []),
        ("```\n```", "", []),
        ("```\n    ```\n", "", ["    ```"]),
        ("  ```\n  a\n    b\n c\n  ```", "", ["a", "  b", "c"]),
        ("    a\n\n      b\n\n", "", ["a", "", "  b"]),
        ("\ta\n", "", ["a"]),
        ("  ```\n\ta\n  ```", "", ["  a"]),
        ("```\n``` x\n```", "", ["``` x"]),
    ],
)
def test_code(text: str, info: str, lines: list[str]) -> None:
    code = only(text)
    assert isinstance(code, Code)
    assert (code.info, [line.text for line in code.lines]) == (info, lines)


def test_code_in_containers_has_places() -> None:
    document = read("> - ```sql\n>   a\n>\n>     b\n>   ```\n>   after\n")
    quote = document.root.blocks[0]
    assert isinstance(quote, Quote)
    listing = quote.blocks[0]
    assert isinstance(listing, ListBlock)
    code, after = listing.items[0].blocks
    assert isinstance(code, Code)
    assert isinstance(after, Paragraph)
    assert [line.text for line in code.lines] == ["a", "", "  b"]
    assert document.source.position(code.lines[0].span.start) == (2, 5)
    assert document.source.position(code.lines[2].source(2, 3).start) == (4, 7)


def test_an_unclosed_fence_ends_with_its_container() -> None:
    quote, after = blocks("> ```\n> a\n\nb\n")
    assert isinstance(quote, Quote)
    (code,) = quote.blocks
    assert isinstance(code, Code)
    assert [line.text for line in code.lines] == ["a"]
    assert isinstance(after, Paragraph)


def test_alert() -> None:
    document = read("> [!NOTE]\n> a\n> b\n")
    (quote,) = document.root.blocks
    assert isinstance(quote, Quote)
    (inner,) = quote.blocks
    assert isinstance(inner, Paragraph)
    assert (quote.alert, inner.raw.text) == ("NOTE", "a\nb")
    assert first(inner.raw, document, "a") == (2, 3)


@pytest.mark.parametrize(
    ("text", "alert", "count"),
    [
        ("> [!warning]  \n>\n> a\n", "WARNING", 1),
        ("> [!TIP]\n", "TIP", 0),
        ("> [!NOTE] a\n", "NOTE", 1),
        ("> [!info]- a\n> b\n", "INFO", 2),
        ("> [!tip]+\n> b\n", "TIP", 1),
        ("> a\n> [!NOTE]\n", "", 1),
        ("> [!]\n", "", 1),
    ],
)
def test_alert_line(text: str, alert: str, count: int) -> None:
    quote = only(text)
    assert isinstance(quote, Quote)
    assert (quote.alert, len(quote.blocks)) == (alert, count)


def test_sections_in_an_alert() -> None:
    (one, two, three) = read("# a\n\n> [!NOTE] t\n> b\n>\n> # c\n> d\n\n# e\n").root.children
    assert [block.raw.text for block in one.blocks if isinstance(block, Paragraph)] == ["t", "b"]
    assert [section.title.text for section in (one, two, three)] == ["a", "c", "e"]
    assert [type(block) for block in two.blocks] == [Paragraph]


@pytest.mark.parametrize(
    "text", ["> [!NOTE]\n> # c\n\nd\n", "> # c\n", "- > [!NOTE]\n  > # c\n", "> > [!NOTE]\n> > # c\n"]
)
def test_a_heading_in_a_quote_begins_no_section(text: str) -> None:
    assert not read(text).root.children


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("<!-- a -->", True),
        ("<!-- a\n\nb -->  ", True),
        ("<!-- a --> <!-- b -->", True),
        ("<!-- a --> b", False),
        ("<table>\n<!-- a -->\n</table>", False),
        ("<!-- never closed\n\nb", True),
        ("<!-->", True),
        ("<br>", False),
    ],
)
def test_html(text: str, comment: bool) -> None:
    html = only(text)
    assert isinstance(html, Html)
    assert (html.comment, html.raw.text) == (comment, text.strip())


def test_break() -> None:
    text = "a\n\n * * *  \n"
    found = blocks(text)[1]
    assert isinstance(found, Break)
    assert SourceText(text)[found.span] == "* * *"


def test_setext_underline_is_no_break() -> None:
    assert outline(read("a\n---\n")) == [(2, "a")]


# Comments


def test_comments_in_any_container() -> None:
    text = (
        "# A <!-- 1 -->\n\n<!--2-->\n\nb <!-- 3\n4 --> c\n\n> <!-- 5\n> 6 -->\n\n"
        "- d <!--7-->\n  - <!-- 8 -->\n\n| e <!--9--> |\n|---|\n| <!-- 10 --> |\n\n"
        "<div>\n<!-- 11 --><!--12-->\n</div>\n"
    )
    document = read(text)
    assert [comment.text for comment in document.comments] == [
        " 1 ", "2", " 3\n4 ", " 5\n6 ", "7", " 8 ", "9", " 10 ", " 11 ", "12"
    ]  # fmt: skip
    for comment in document.comments:
        assert document.source[comment.span].startswith("<!--")
        assert document.source[comment.span].endswith("-->")
    assert [comment.span for comment in document.comments] == sorted(comment.span for comment in document.comments)


def test_what_is_no_comment() -> None:
    text = "`<!-- a -->`\n\n```\n<!-- b -->\n```\n\n    <!-- c -->\n\n\\<!-- d -->\n\ne <!-- f\n"
    assert read(text).comments == ()


def test_degenerate_comments() -> None:
    assert [comment.text for comment in read("a <!--> b <!---> c <!----> d\n\n<!-->\n").comments] == [""] * 4


# Front matter


def test_yaml() -> None:
    text = "---\nid: INC-1 # note\ntitle: \"[Improve] \\\"x\\\"\"\nowner: 'it''s'\ntags:\n  - a\nempty:\n---\n# A\n"
    document = read(text)
    front = document.front_matter
    assert front is not None
    assert [(entry.key.text, entry.value.text) for entry in front.entries] == [
        ("id", "INC-1"),
        ("title", '[Improve] "x"'),
        ("owner", "it's"),
        ("tags", "- a"),
        ("empty", ""),
    ]
    source = document.source
    assert [source.position(entry.value.span.start) for entry in front.entries] == [
        (2, 5), (3, 9), (4, 9), (6, 3), (7, 7)
    ]  # fmt: skip
    assert source[front.span] == text[: text.index("\n# A")]
    (section,) = document.root.children
    assert source.position(section.heading.start) == (9, 1)
    assert document.root.blocks == ()


def test_toml() -> None:
    front = read('+++\nid = "INC-1"\nn = 3 # three\nlist = [\n  "a",\n]\n[table]\nkey = 1\n+++\n').front_matter
    assert front is not None
    values = [(entry.key.text, entry.value.text) for entry in front.entries]
    assert values == [("id", "INC-1"), ("n", "3"), ("list", '"a",\n]')]
    front = read('+++\nseverity = "down"\naffected = ["Mirror"]\n+++\n').front_matter
    assert front is not None
    assert front.entries[1].value.text == '"Mirror"'


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("a: b: c", "b: c"),
        ("a: [P0 / P1]", "[P0 / P1]"),
        ("a: http://x#y", "http://x#y"),
        ("a: # note", ""),
        ("a: |", ""),
        ("a: >- # x", ""),
        ("a: 'b' # c", "b"),
        ("a: 'b' c", "'b' c"),
        ('a: ""', ""),
        ('"a": b', "b"),
        ("a:\tb  ", "b"),
    ],
)
def test_yaml_values(line: str, value: str) -> None:
    front = read(f"---\n{line}\n...\n").front_matter
    assert front is not None
    assert [(entry.key.text, entry.value.text) for entry in front.entries] == [("a", value)]


@pytest.mark.parametrize(
    "text",
    [
        "---\nid: a\n",
        "---\n---\n",
        "---\n# only a comment\n---\n",
        "---\nsome prose\n---\n",
        "---\n\n**Severity:** P1\n---\n",
        "\n---\nid: a\n---\n",
        "---- \nid: a\n---\n",
        "+++\nid: a\n+++\n",
        "---\nid = a\n---\n",
        "# A\n---\nid: a\n---\n",
    ],
)
def test_no_front_matter(text: str) -> None:
    assert read(text).front_matter is None


# Inline


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("plain! text] > 3", "plain! text] > 3"),
        ("**a** *b* __c__ _d_ ***e***", "a b c d e"),
        ("~~a~~ b", "a b"),
        ("`a` ``b ` c`` ` d `", "a b ` c d"),
        ("`  a `  `  `", " a    "),
        ("[a](b) [c](<d> 'e')", "a c"),
        ("![alt *x*](b)", "alt x"),
        ("<https://a.b/c%20d>", "https://a.b/c%20d"),
        ("<a@b.c>", "a@b.c"),
        ("a\\[b\\]", "a[b]"),
        ("a\\b", "a\\b"),
        ("a&nbsp;b &amp; &#65; &unknown;", "a\xa0b & A &unknown;"),
        ("a\nb", "a\nb"),
        ("a  \nb", "a\nb"),
        ("a\\\nb", "a\nb"),
        ("a `b\nc` d", "a b c d"),
        ("a <b>c</b> <!-- d --> e", "a c  e"),
        ("pages[i] [10 pages] [^1]", "pages[i] [10 pages] [^1]"),
        ("[ ] [x] a", "[ ] [x] a"),
        ("snake_case_name 2 * 3 * 4", "snake_case_name 2 * 3 * 4"),
        ("**a", "**a"),
        ("[a](javascript:b)", "a"),
    ],
)
def test_rendering(text: str, rendered: str) -> None:
    assert prose(text).text == rendered


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **b** c", [("strong", "b", "**b**", "")]),
        ("__b__", [("strong", "b", "__b__", "")]),
        ("*b*", [("emphasis", "b", "*b*", "")]),
        ("***b***", [("emphasis", "b", "***b***", ""), ("strong", "b", "**b**", "")]),
        ("~~b~~", [("strike", "b", "~~b~~", "")]),
        ("`` b ``", [("code", "b", "`` b ``", "")]),
        ("[a **b**](c.md#d 'e')", [("link", "a b", "[a **b**](c.md#d 'e')", "c.md#d"), ("strong", "b", "**b**", "")]),
        ("[a](b%20c)", [("link", "a", "[a](b%20c)", "b%20c")]),
        ("![a](b)", [("image", "a", "![a](b)", "b")]),
        ("[![a](b)](c)", [("link", "a", "[![a](b)](c)", "c"), ("image", "a", "![a](b)", "b")]),
        ("<https://a.b>", [("autolink", "https://a.b", "<https://a.b>", "https://a.b")]),
        ("<a@b.c>", [("autolink", "a@b.c", "<a@b.c>", "mailto:a@b.c")]),
        ("a <short title> b", [("html", "", "<short title>", "short title")]),
        ("a <incident-start> b", [("html", "", "<incident-start>", "incident-start")]),
        ("a <b>c</b>", [("html", "", "<b>", "b"), ("html", "", "</b>", "/b")]),
        ("a <!-- b -->", [("html", "", "<!-- b -->", "!--")]),
        ("a <br/> b", [("html", "", "<br/>", "br/")]),
    ],
)
def test_marks(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert marks(text) == expected


def test_a_tag_that_is_none_stays_text() -> None:
    assert prose("a <incident_start> b <x").text == "a <incident_start> b <x"


def test_reference_links() -> None:
    definitions = "\n\n[ref]: /target 'title'\n"
    assert marks("[text][ref] and [Ref] and [ref][]", definitions) == [
        ("link", "text", "[text][ref]", "/target"),
        ("link", "Ref", "[Ref]", "/target"),
        ("link", "ref", "[ref][]", "/target"),
    ]
    assert len(blocks("[ref]: /target\n")) == 0
    assert marks("[ref]") == []


def test_places_of_rendered_text() -> None:
    text = "a \\[b\\] &amp; **c** `d`"
    found = prose(text)
    source = SourceText(text)
    assert found.text == "a [b] & c d"
    assert [source[found.source(index, index + 1)] for index in range(len(found.text))] == [
        "a", " ", "\\[", "b", "\\]", " ", "&amp;", " ", "c", " ", "d"
    ]  # fmt: skip
    assert found.full == Span(0, len(text))
    assert source[found.source(8, 11)] == "c** `d"


def test_places_across_prefixes() -> None:
    document = read("> a `b\n> c` **d\n> e**\n")
    quote = document.root.blocks[0]
    assert isinstance(quote, Quote)
    inner = quote.blocks[0]
    assert isinstance(inner, Paragraph)
    found = document.prose(inner.raw)
    assert found.text == "a b c d\ne"
    assert first(found, document, "c") == (2, 3)
    assert first(found, document, "e") == (3, 3)
    assert document.source[found.marks[1].span] == "**d\n> e**"


def test_escaped_bars_in_cells() -> None:
    text = "| h |\n|---|\n| `a \\| b` **c\\|d** |\n"
    document = read(text)
    found = document.prose(table(text).rows[0].cells[0].raw)
    assert found.text == "a | b c|d"
    assert document.source[found.source(2, 3)] == "\\|"
    assert [mark.kind for mark in found.marks] == ["code", "strong"]
    assert found.marked(0, 1, "code") == Mark("code", 0, 5, found.marks[0].span)


def test_prose_of_nothing() -> None:
    text = "| h |\n|---|\n|  |\n"
    document = read(text)
    raw = table(text).rows[0].cells[0].raw
    assert document.prose(raw).text == ""
    assert document.prose(raw).span == document.prose(raw).full == raw.span


def test_html_only_prose_is_empty_at_its_start() -> None:
    found = prose("<b></b>")
    assert (found.text, found.span, found.full) == ("", Span(0, 0), Span(0, 7))


# Size and depth


@pytest.mark.parametrize(
    "text",
    [
        "> " * 5000 + "a",
        ">" * 5000 + "a",
        "- " * 5000 + "a",
        "1. > " * 5000 + "a",
        "[" * 5000 + "a" + "]" * 5000,
        "![" * 3000 + "a" + "](b)" * 3000,
        "[" * 3000 + "a" + "](b)" * 3000,
        "*a **a " * 3000 + "b" + " a** a*" * 3000,
        "# a\n" * 10000,
        "<" * 20000,
        "`" * 20000,
        "|" * 20000 + "\n" + "|-" * 20000,
        "&" * 20000,
        "~" * 20001,
        "<!--" * 5000 + "\n\na " + "<!--" * 5000,
    ],
    ids=lambda text: text[:5],
)
def test_hostile_texts(text: str) -> None:
    document = read(text)
    for section in document.sections():
        document.prose(section.title)
        for block in section.blocks:
            if isinstance(block, Paragraph):
                document.prose(block.raw)


def test_the_parser_is_imported_when_it_is_needed() -> None:
    code = "import sys, incidentlint.markdown; sys.exit('markdown_it' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("1. Summary\n----------\n\nIt stopped.\n\n2) Cause\n--------\n\nA valve.\n", ["1. Summary", "2) Cause"]),
        ("Report\n======\n\n1. Summary\n==========\n", ["Report", "1. Summary"]),
        ("1. a step\n2. another step\n-----------\n", []),  # the end of a list, and a break
        ("1. a step\n---\n", []),
        ("text\n1. Summary\n----------\n", []),
        ("- x\n\n  1. Summary\n  ----------\n", []),
        ("1. Summary of all that was seen in the night\n-----\n", []),
    ],
)
def test_numbered_titles_over_a_line(text: str, titles: list[str]) -> None:
    root = parse(SourceText(text)).root
    assert [section.title.text for section in root.walk() if section.level] == titles
