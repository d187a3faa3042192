"""Text to `Document` with markdown-it-py: blocks at once, inline Markdown when it is asked for.

markdown-it's block tokens carry lines only. While its rules run they know exactly where each line's content begins
inside its containers, so every rule is wrapped and leaves that in `Token.meta`; nothing is searched for afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from types import FunctionType
from typing import TYPE_CHECKING, Any, Literal, cast

from markdown_it import helpers
from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from incidentlint.markdown.document import Document
from incidentlint.markdown.markdown_it import numbered
from incidentlint.markdown.markdown_it.build import Builder
from incidentlint.markdown.markdown_it.frames import ENDS, FIRST, frame
from incidentlint.markdown.markdown_it.inline import InlineParser, inline_comments, prose
from incidentlint.markdown.markdown_it.lines import Line
from incidentlint.text import SourceText

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# How deep containers may nest; what is deeper is not read. A level takes three frames, Python gives a thousand;
# markdown-it's own default, 20, is only ten nested lists. For brackets it is enough, and the time grows with it.
_MAX_NESTING = 100

_MAX_BRACKETS = 20


_BlockRule = Callable[[StateBlock, int, int, bool], bool]

_Indent = Callable[[StateBlock, int], int]


# How each rule's blocks begin, None where any character may.
_FIRST: dict[str, str | None] = {
    "frame": FIRST,
    "numbered": numbered.FIRST,
    "table": None,
    "code": None,
    "fence": "`~",
    "blockquote": ">",
    "hr": "-*_",
    "list": "-+*0123456789",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
    "lheading": None,
    "paragraph": None,
}

# How many columns a rule takes off its lines; other rules take all leading white space.
_INDENT: dict[str, _Indent] = {
    "fence": lambda state, start: state.sCount[start],
    "code": lambda state, start: state.blkIndent + 4,
    "html_block": lambda state, start: state.blkIndent,
}

# Tokens that say nothing that the first token of their block does not say.
_UNREAD = frozenset(
    [
        "inline",
        "paragraph_close",
        "heading_close",
        "table_close",
        *(f"{tag}_{side}" for tag in ("thead", "tbody", "tr", "th", "td") for side in ("open", "close")),
    ]
)

# These push no token of their own or, for a list, need no lines.
_UNRECORDED = frozenset(["reference", "list"])


class _Rules(Ruler[_BlockRule]):
    """Rules that are asked by the first sign of a line: a chain of ten is one, which calls the two or three that may.

    markdown-it calls each rule of a chain at each line, and the rule looks at the sign.
    """

    def __init__(self) -> None:
        """Begin without rules."""
        super().__init__()
        self._chains: dict[str, list[_BlockRule]] = {}

    def getRules(self, chainName: str = "") -> list[_BlockRule]:  # noqa: N802, N803
        """The one rule of a chain."""
        found = self._chains.get(chainName)
        if found is None:
            found = self._chains[chainName] = [self._one(super().getRules(chainName))]
        return found

    def _one(self, rules: list[_BlockRule]) -> _BlockRule:
        names = {rule.fn: rule.name for rule in self.__rules__}
        firsts = [_FIRST[names[rule]] for rule in rules]
        by_sign = {
            sign: tuple(rule for rule, first in zip(rules, firsts, strict=True) if first is None or sign in first)
            for sign in "".join(filter(None, firsts))
        }
        others = tuple(rule for rule, first in zip(rules, firsts, strict=True) if first is None)

        def one(state: StateBlock, start: int, end: int, silent: bool) -> bool:
            at = state.bMarks[start] + state.tShift[start]
            for rule in by_sign.get(state.src[at : at + 1], others):  # noqa: SIM110  half the calls of a generator
                if rule(state, start, end, silent):
                    return True
            return False

        return one


class _Markdown:
    """What the rules of markdown-it ask of the parser that they belong to.

    Addresses are as they are written: nothing is rendered, so nothing need be safe or encoded.
    """

    def __init__(self, nesting: int, inline: InlineParser) -> None:
        """Take how deep to nest, and the rules of inline Markdown; those of blocks are CommonMark's and tables."""
        options: Any = {"maxNesting": nesting, "html": True}
        self.options = OptionsDict(options)
        self.helpers = helpers
        self.block = ParserBlock()
        self.inline = inline

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


class _State(StateBlock):
    """A block state that keeps only the tokens that are read, and notes where each list item's marker is."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType) -> None:
        """Take the whole text of a document."""
        super().__init__(src, md, env, [])
        self._scrap = Token("", "", 0)

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token; of a table, which would have three for each cell, only the first."""
        if ttype in _UNREAD:
            self.level += nesting
            return self._scrap
        token = super().push(ttype, tag, nesting)
        if ttype == "list_item_open":
            # The list rule has not yet moved this line's start after the marker.
            at = self.bMarks[self.line] + self.tShift[self.line]
            token.meta["lines"] = [Line(at, self.eMarks[self.line])]
        return token


def _cut(state: StateBlock, line: int, indent: int) -> Line:
    """Line `line` without `indent` columns, counted as `StateBlock.getLines` does."""
    first = start = state.bMarks[line]
    end = state.eMarks[line]
    shift, columns, source = state.tShift[line], 0, state.src
    while first < end and columns < indent:
        sign = source[first]
        if sign == "\t":
            columns += 4 - (columns + state.bsCount[line]) % 4
        elif sign == " " or first - start < shift:
            columns += 1
        else:
            break
        first += 1
    return Line(first, end, max(0, columns - indent))


def _may_be_table(state: StateBlock, start: int, end: int) -> bool:
    """Whether the line below a table's first one begins with a sign of its ruler, before more is asked."""
    line = start + 1
    if line >= end:
        return False
    at = state.bMarks[line] + state.tShift[line]
    return at < state.eMarks[line] and state.src[at] in "|-:"


def _may_be_code(state: StateBlock, start: int, end: int) -> bool:
    """Whether a line is indented as code is."""
    return state.sCount[start] - state.blkIndent > 3


def _may_be_underlined(state: StateBlock, start: int, end: int) -> bool:
    """Whether a line that is no code has one right below it, which may make it a heading."""
    line = start + 1
    if line < end and state.bMarks[line] + state.tShift[line] < state.eMarks[line]:
        return True
    state.parentType = "paragraph"  # as the rule leaves it
    return False


# What most lines are not is asked before the rule is.
_MAY: dict[str, Callable[[StateBlock, int, int], bool]] = {
    "table": _may_be_table,
    "code": _may_be_code,
    "lheading": _may_be_underlined,
}


class _Silent:
    """A log of what markdown-it does at each line, which nobody reads."""

    debug = staticmethod("".format)  # takes anything, and makes nothing of it


def _split(row: str) -> list[str]:
    """The cells of a row; those of one with a backslash as markdown-it splits them, sign by sign."""
    return row.split("|") if "\\" not in row else escapedSplit(row)


def _quick(rule: Any) -> _BlockRule:
    """A rule of markdown-it that logs nothing, and splits the rows of tables at once."""
    names = {**rule.__globals__, "LOGGER": _Silent, "escapedSplit": _split}
    return FunctionType(rule.__code__, names, rule.__name__, rule.__defaults__, rule.__closure__)


def _recording(name: str, rule: _BlockRule) -> _BlockRule:
    """`rule`, which on success leaves the content of its lines in its token."""
    indent, may = _INDENT.get(name), _MAY.get(name)

    def recording(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if may is not None and not may(state, start, end):
            return False
        if silent:
            return rule(state, start, end, True)
        count = len(state.tokens)
        columns = indent(state, start) if indent is not None else 0
        if not rule(state, start, end, False):
            return False
        if name in _UNRECORDED:
            return True
        starts, shifts, ends, last = state.bMarks, state.tShift, state.eMarks, state.line - 1
        meta = state.tokens[count].meta
        # Of a container its bounds are enough; all lines of all nested ones would not be linear.
        inner = range(start + 1, state.line) if name != "blockquote" else (last,)
        meta["lines"] = [Line(starts[line] + shifts[line], ends[line]) for line in (start, *inner)]
        if indent is not None:
            meta["cut"] = [_cut(state, line, columns) for line in range(start, state.line)]
            meta["far"] = state.is_code_block(last)
        return True

    return recording


@cache
def _parsers() -> tuple[MarkdownIt, MarkdownIt]:
    """Build the one parser of blocks and the one of inline Markdown; they hold no state between documents."""
    rules = InlineParser()
    md, inline = _Markdown(_MAX_NESTING, rules), _Markdown(_MAX_BRACKETS, rules)
    ruler = _Rules()
    ruler.push("frame", frame, {"alt": list(ENDS)})
    ruler.push("numbered", _recording("numbered", numbered.numbered_heading), {"alt": []})
    for rule in md.block.ruler.__rules__:
        if rule.name in _FIRST:
            ruler.push(rule.name, _recording(rule.name, _quick(rule.fn)), {"alt": rule.alt})
    md.block.ruler = ruler
    return cast("MarkdownIt", md), cast("MarkdownIt", inline)


def parse(source: SourceText) -> Document:
    """Read the document that `source` holds; any text whatever is one."""
    md, inline = _parsers()
    text = source.text
    front = None
    if text.startswith(("---", "+++", "{")):
        from incidentlint.markdown.front_matter import read_front_matter

        front = read_front_matter(text)
    start = front.span.end if front is not None else 0
    env: EnvType = {}
    # Blanks of the same length stand for the front matter, so that offsets stay right.
    state = _State(" " * start + text[start:] if start else text, md, env)
    md.block.tokenize(state, 0, state.lineMax)
    comments = partial(inline_comments, inline, env) if "<!--" in text else None
    builder = Builder(text, state.tokens, comments)
    root = builder.build(start)
    return Document(source, root, front, tuple(builder.comments), partial(prose, inline, env))
