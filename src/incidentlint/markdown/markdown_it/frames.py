"""Lines that frame a block for a site generator or a browser, and are no text themselves.

``!!! note "Title"`` and ``=== "Tab"`` with an indented body, ``:::note`` and ``:::``, directives of MyST in a fence,
shortcodes of Hugo, ``{: .attributes}``, ``^anchor``, tags that only enclose: what is between them is the report's.
A frame is one line, pushed as a token of that name; what it encloses is read as if it stood there without it.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from incidentlint.markdown.markdown_it.lines import Line

FIRST = "!?=:{<^`~"
"""The signs that a frame may begin with."""

ENDS = ("paragraph", "reference", "blockquote", "list")
"""The rules whose blocks a frame ends."""

_INDENT = 4

_TITLED = re.compile(r'!!![ \t]+[\w-]+(?:[ \t][\w -]{0,80})?[ \t]*+(?:("[^"]*")[ \t]*+)?$')

_FOLDED = re.compile(
    r'(?:\?\?\?\+?[ \t]+[\w-]+(?:[ \t][\w -]{0,80})?[ \t]*+(?:"[^"]*"[ \t]*+)?|===[+!]?[ \t]+"[^"]*"[ \t]*+)$'
)

_LINE = re.compile(
    r":{3,}(?:[ \t]*[{\w][^\n]{0,200})?$|\{\{[<%][^{}]{0,400}[%>]\}\}[ \t]*$|\{%[^{}%]{0,400}%\}[ \t]*$"
    r"|\{:[^{}\n]{0,200}\}[ \t]*$|\^[A-Za-z0-9][\w-]{0,60}[ \t]*$"
)

_DIRECTIVE = re.compile(
    r"(`{3,}|~{3,})[ \t]*\{(?:admonition|note|tip|hint|warning|caution|danger|error|important|attention|seealso"
    r"|dropdown|details|aside|margin|sidebar|topic|card|tab-item|tab-set|div)\}[^`\n]{0,200}$"
)

_TAGS = re.compile(
    r"(?:</?(?:aside|div|details|section|article|main|center|tabs?)(?:[ \t][^<>]{0,300})?>[ \t]*){1,8}"
    r"(?:<summary>[^<>]{0,200}</summary>[ \t]*)?$",
    re.IGNORECASE,
)

_SUMMARY = re.compile(r"<summary>[^<>]{0,200}</summary>[ \t]*$", re.IGNORECASE)

_ELEMENT = re.compile(r"(?:</([A-Z][\w.]{0,60})>|<([A-Z][\w.]{0,60})(?:[ \t][^<>]{0,300})?>)[ \t]*$")

_CLOSED = re.compile(r"</([A-Z][\w.]{0,60})>")


def frame(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The rule of the parser: whether a frame begins at line `start`, which begins with one of `FIRST`; it is pushed
    unless `silent`.
    """
    begin, stop = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if state.is_code_block(start):
        return False
    line = state.src[begin:stop]
    if line[0] in "!?=":
        return _admonition(state, start, end, line, silent)
    if line[0] in "`~":
        return _directive(state, start, end, line, silent)
    if not (_LINE.match(line) or (line[0] == "<" and _is_tag(state, line))):
        return False
    if not silent:
        _push(state, start, shown=line[0] == "<" and "<summary" in line.lower())
        state.line = start + 1
        if line.startswith(":::") and len(line.strip(": \t")) > 0:
            _options(state, end)
    return True


def _push(state: StateBlock, line: int, *, shown: bool) -> None:
    token = state.push("frame", "", 0)
    token.map = [line, line + 1]
    token.meta["lines"] = [Line(state.bMarks[line] + state.tShift[line], state.eMarks[line])]
    token.meta["shown"] = shown


def _options(state: StateBlock, end: int) -> None:
    """Pass over the options right below the opening line of a directive: ``:class: wide``."""
    while state.line < end and re.match(r":[\w-]{1,40}:(?:[ \t]|$)", _text(state, state.line)):
        state.line += 1


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _is_tag(state: StateBlock, line: str) -> bool:
    """Whether a line is tags alone that enclose: of HTML, or of a component that is closed somewhere."""
    if _TAGS.match(line) or _SUMMARY.match(line):
        return True
    element = _ELEMENT.match(line)
    if element is None:
        return False
    if "elements" not in state.env:
        state.env["elements"] = frozenset(_CLOSED.findall(state.src))
    return (element[1] or element[2]) in state.env["elements"]


def _admonition(state: StateBlock, start: int, end: int, line: str, silent: bool) -> bool:
    titled = _TITLED.match(line)
    if titled is None and not _FOLDED.match(line):
        return False
    indent = state.blkIndent + _INDENT
    last = start + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= indent):
        last += 1
    while last > start + 1 and state.isEmpty(last - 1):
        last -= 1
    if last == start + 1 and not (titled and titled[1]):
        return False
    if not silent:
        _push(state, start, shown=last == start + 1)
        _enclosed(state, start + 1, last, _INDENT)
        state.line = last
    return True


def _directive(state: StateBlock, start: int, end: int, line: str, silent: bool) -> bool:
    opening = _DIRECTIVE.match(line)
    if opening is None:
        return False
    fence = opening[1]
    if len(fence) >= state.env.get(f"unclosed {fence[0]}", len(line) + 1):
        return False
    last = start + 1
    while last < end:
        text = _text(state, last).rstrip()
        if len(text) >= len(fence) and not text.strip(fence[0]):
            break
        last += 1
    else:
        state.env[f"unclosed {fence[0]}"] = len(fence)
        return False
    if not silent:
        _push(state, start, shown=False)
        state.line = start + 1
        _options(state, last)
        _enclosed(state, state.line, last, 0)
        _push(state, last, shown=False)
        state.line = last + 1
    return True


def _enclosed(state: StateBlock, start: int, end: int, indent: int) -> None:
    """Read the lines from `start` to `end` as blocks that are so much indented."""
    blocks, listed, most, parent = state.blkIndent, state.listIndent, state.lineMax, state.parentType
    state.blkIndent, state.listIndent, state.lineMax, state.parentType = blocks + indent, -1, end, "root"
    state.level += 1
    state.md.block.tokenize(state, start, end)
    state.level -= 1
    state.blkIndent, state.listIndent, state.lineMax, state.parentType = blocks, listed, most, parent
