"""Inline Markdown to `Prose`: markdown-it's own inline parser, made to tell where each token is.

markdown-it's tokens have no columns. Here every rule that succeeds leaves its range in `Token.map`, which inline
tokens do not use; the tokens are not joined afterwards, so each still has its own place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import Ruler
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    html_inline,
    image,
    link,
    link_pairs,
    newline,
    strikethrough,
    text,
)
from markdown_it.token import Token
from markdown_it.utils import EnvType

from incidentlint.markdown.document import Mark, MarkKind, Prose
from incidentlint.markdown.markdown_it.lines import place
from incidentlint.text import Mapped, Piece, Span
from incidentlint.tuples import NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# Without one of these a text is its own rendering. A closing bracket or `!` alone does nothing.
_MARKUP = re.compile(r"[\\`*_\[<&\n~](?:(?<!~)|~)")

_STRIKES = frozenset(("del", "s", "strike"))

_PAIRS: dict[str, MarkKind] = {"strong": "strong", "em": "emphasis", "s": "strike", "link": "link"}


class _State(StateInline):
    """An inline state that knows where its pending text began.

    Pending text is always a verbatim stretch of the source: every rule that changes text pushes a token first.
    """

    begin = -1

    def append_pending(self, text: str) -> None:
        if self.begin < 0:
            self.begin = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802
        token = super().pushPending()
        token.map = [self.begin, self.begin + len(token.content)]
        self.begin = -1
        return token


# A rule of markdown-it, and what notes the ranges of the tokens that it pushed, given where it began,
# how many tokens there were, and where text pending before it began.
_Rule = Callable[[StateInline, bool], bool]

_Note = Callable[[_State, int, int, int], None]


def _note_last(state: _State, start: int, _count: int, _begin: int) -> None:
    state.tokens[-1].map = [start, state.pos]


def _note_backtick(state: _State, start: int, count: int, _begin: int) -> None:
    # A run of backticks without its partner pushes nothing: it stays pending text.
    if len(state.tokens) > count:
        state.tokens[-1].map = [start, state.pos]


def _note_break(state: _State, start: int, count: int, begin: int) -> None:
    # The spaces before the newline were cut off the pending text: they belong to the break.
    before = state.tokens[-2] if len(state.tokens) - count == 2 else None
    if before is not None and before.map is not None:
        start = before.map[1]
    elif begin >= 0:
        start = begin
    state.tokens[-1].map = [start, state.pos]
    state.begin = -1


def _note_run(state: _State, start: int, count: int, _begin: int) -> None:
    for token in state.tokens[count:]:
        if token.map is None:
            token.map = [start, start + len(token.content)]
            start += len(token.content)


def _note_link(state: _State, start: int, count: int, _begin: int) -> None:
    opened = state.tokens[count]
    if opened.type != "link_open":
        opened = state.tokens[count + 1]
    opened.map = [start, start + 1]
    state.tokens[-1].map = [state.pos - 1, state.pos]
    if opened.info == "auto":
        state.tokens[-2].map = [start + 1, state.pos - 1]


def _closing(rule: _Rule) -> _Rule:
    """Try `rule`, a link's or an image's, only before a closing bracket.

    markdown-it looks for the bracket anew from each opening one, for as many levels as it nests.
    """

    def closing(state: StateInline, silent: bool) -> bool:
        # Named for HTML, it keeps the last place of any string.
        return state.html_terminator_last("]") > state.pos and rule(state, silent)

    return closing


_FORM = re.compile(r"_{2,4}(?:[:./-]_{2,4}){1,2}(?![\w*])")
"""The form of a time or date to be filled in by hand: ``__:__``, ``__/__/____``."""


def _form(state: StateInline, silent: bool) -> bool:
    """Such a form is what it shows; to CommonMark it is a colon in bold, which nobody means."""
    match = _FORM.match(state.src, state.pos)
    if match is None or (state.pos and (before := state.src[state.pos - 1]) and (before == "_" or before.isalnum())):
        return False
    if not silent:
        if isinstance(state, _State):
            state.append_pending(match.group())
        else:
            state.pending += match.group()
    state.pos = match.end()
    return True


def _mark(state: StateInline, silent: bool) -> bool:
    """A star in parentheses marks what has to be filled in: ``Plant (*):``. To CommonMark two of them are emphasis."""
    at = state.pos
    if not at or state.src[at - 1] != "(" or state.src[at + 1 : at + 2] != ")":
        return False
    if not silent:
        if isinstance(state, _State):
            state.append_pending("*")
        else:
            state.pending += "*"
    state.pos += 1
    return True


def _note_nothing(_state: _State, _start: int, _count: int, _begin: int) -> None:
    """What is pending text has its place."""


# By first character, which is how every rule begins: one look-up instead of eleven calls.
_RULES: dict[str, tuple[tuple[_Rule, _Note], ...]] = {
    "\n": ((newline, _note_break),),
    "\\": ((escape, _note_last),),
    "`": ((backtick, _note_backtick),),
    "~": ((strikethrough.tokenize, _note_run),),
    "*": ((_mark, _note_nothing), (emphasis.tokenize, _note_run)),
    "_": ((_form, _note_nothing), (emphasis.tokenize, _note_run)),
    "[": ((_closing(link), _note_link),),
    "!": ((_closing(image), _note_last),),
    "<": ((autolink, _note_link), (html_inline, _note_last)),
    "&": ((entity, _note_last),),
}


def _markup(state: StateInline, silent: bool) -> bool:
    """All rules of inline Markdown but plain text, as one."""
    start = state.pos
    for rule, note in _RULES.get(state.src[start], ()):
        if silent or not isinstance(state, _State):
            if rule(state, silent):
                return True
            continue
        count, begin = len(state.tokens), state.begin
        if rule(state, False):
            note(state, start, count, begin)
            return True
    return False


_SIGNS = re.compile(r"[\n!#$%&*+\-:<=>@\[\\\]^_`{}~]")
"""The signs at which markdown-it's rule for text stops, so that others are asked."""


class InlineParser(ParserInline):
    """markdown-it's inline parser with its rules after one dispatcher and every token placed."""

    def __init__(self) -> None:
        """Set up the rules of CommonMark and strikethrough."""
        # markdown-it's own would make two rulers more, and compile the signs of its rules in another order each time.
        self._extra_terminator_chars = set()
        self.terminator_re = _SIGNS
        self.ruler = Ruler()
        self.ruler.push("text", text)
        self.ruler.push("markup", _markup)
        self.ruler2 = Ruler()
        # Fragments are not joined: a joined token would have lost the places of its parts.
        self.ruler2.push("balance_pairs", link_pairs)
        self.ruler2.push("strikethrough", strikethrough.postProcess)
        self.ruler2.push("emphasis", emphasis.postProcess)

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Parse `src` into `tokens`; also called by the image rule for the alternative text."""
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _Run(NamedTuple):
    """A run of rendered text: where it begins there, and the range of the raw text that it renders."""

    start: int
    low: int
    high: int
    verbatim: bool


class _Style:
    """A mark in the making."""

    __slots__ = ("end", "high", "kind", "low", "start", "target")

    def __init__(self, kind: MarkKind, start: int, low: int, target: str = "") -> None:
        self.kind: MarkKind = kind
        self.start = self.end = start
        self.low = self.high = low
        self.target = target


class _Rendering:
    """Rendered text, its runs and styles, in offsets of the raw text."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.parts: list[str] = []
        self.runs: list[_Run] = []
        self.styles: list[_Style] = []
        self.length = 0

    def put(self, text: str, low: int, high: int, verbatim: bool) -> None:
        """Add `text`, which renders `raw[low:high]`."""
        if not text:
            return
        last = self.runs[-1] if self.runs else None
        if verbatim and last is not None and last.verbatim and last.high == low:
            self.runs[-1] = _Run(last.start, last.low, high, True)
        else:
            self.runs.append(_Run(self.length, low, high, verbatim))
        self.parts.append(text)
        self.length += len(text)

    def add(self, tokens: list[Token], offset: int) -> None:
        """Add the tokens of a text that is at `offset` of the raw text."""
        opened: dict[str, list[_Style]] = {}
        struck: list[_Style] = []
        for token in tokens:
            if token.map is None:
                continue
            low, high = token.map[0] + offset, token.map[1] + offset
            kind = token.type
            if kind == "text":
                self.put(token.content, low, high, True)
            elif kind == "text_special":
                self.put(token.content, low, high, token.content == self.raw[low:high])
            elif kind in ("softbreak", "hardbreak"):
                self.put("\n", low, high, high - low == 1)
            elif kind == "code_inline":
                self._code(token, low, high)
            elif kind == "html_inline":
                target = "!--" if token.content.startswith("<!--") else token.content[1:-1]
                self._open("html", low, target).high = high
                self._strike(target.casefold(), struck, high)
            elif kind == "image":
                style = self._open("image", low, str(token.attrs.get("src", "")))
                self.add(token.children or [], low + 2)
                style.end, style.high = self.length, high
            else:
                self._pair(token, low, high, opened)

    def _open(self, kind: MarkKind, low: int, target: str = "") -> _Style:
        style = _Style(kind, self.length, low, target)
        self.styles.append(style)
        return style

    def _pair(self, token: Token, low: int, high: int, opened: dict[str, list[_Style]]) -> None:
        name = token.type.rpartition("_")[0]
        # Of the two characters of `**` the token has the inner one, the outer one is an emptied text token.
        outer = 1 if name == "strong" else 0
        if token.nesting > 0:
            kind: MarkKind = "autolink" if token.info == "auto" else _PAIRS[name]
            style = self._open(kind, low - outer, str(token.attrs.get("href", "")))
            opened.setdefault(name, []).append(style)
        else:
            style = opened[name].pop()
            style.end, style.high = self.length, high + outer

    def _strike(self, tag: str, struck: list[_Style], high: int) -> None:
        """Cross out what is between the tags that do, as `~~` does; `struck` are those that are open."""
        if tag in _STRIKES:
            struck.append(_Style("strike", self.length, high))
        elif struck and tag[:1] == "/" and tag[1:] in _STRIKES:
            style = struck.pop()
            style.end, style.high = self.length, high
            self.styles.append(style)

    def _code(self, token: Token, low: int, high: int) -> None:
        style = self._open("code", low)
        start, end = low + len(token.markup), high - len(token.markup)
        if len(token.content) == end - start - 2:
            start, end = start + 1, end - 1
        for index, line in enumerate(self.raw[start:end].split("\n")):
            if index:
                self.put(" ", start - 1, start, False)
            self.put(line, start, start + len(line), True)
            start += len(line) + 1
        style.end, style.high = self.length, high

    def prose(self, raw: Mapped) -> Prose:
        """Map the rendering of `raw`, whose text this is, to the source."""
        marks = tuple(
            Mark(style.kind, style.start, style.end, raw.source(style.low, style.high), style.target)
            for style in self.styles
        )
        if not self.runs:
            return Prose("", place(raw.span.start).pieces, marks, raw.span)
        pieces: list[Piece] = []
        base = raw.pieces[0].source.start if len(raw.pieces) == 1 and raw.pieces[0].verbatim else None
        for start, low, high, verbatim in self.runs:
            if base is not None:
                pieces.append(Piece(start, Span(base + low, base + high), verbatim))
            elif verbatim:
                parts = raw.slice(low, high).pieces
                pieces += [Piece(start + part.start, part.source, part.verbatim) for part in parts]
            else:
                pieces.append(Piece(start, raw.source(low, high), False))
        return Prose("".join(self.parts), tuple(pieces), marks, raw.span)


def prose(md: MarkdownIt, env: EnvType, raw: Mapped) -> Prose:
    """Render the inline Markdown `raw` as a reader sees it; `env` has the document's reference definitions."""
    if not _MARKUP.search(raw.text):
        return Prose(raw.text, raw.pieces, (), raw.span)
    return labelled(raw) or parsed(md, env, raw)


_LABELLED = re.compile(
    r"\*\*(?P<label>(?=[^\W_])[^*_`\\\[<&~\n]*(?<=[^\W_]|[:.?)]))\*\*(?P<rest>(?: [^*_`\\\[<&~\n]*)?)"
)
"""A text in bold at the start, with nothing of Markdown in it or after it: by the rules of CommonMark these stars open
and close, whatever the words are.
"""


def labelled(raw: Mapped) -> Prose | None:
    """The rendering of ``**Label:** value``, as most texts with any markup are; None of another text."""
    match = _LABELLED.fullmatch(raw.text)
    if match is None or len(raw.pieces) > 1 or not raw.pieces[0].verbatim:
        return None
    label, rest = match["label"], match["rest"]
    base = raw.pieces[0].source.start
    pieces = [Piece(0, Span(base + match.start("label"), base + match.end("label")), True)]
    if rest:
        pieces.append(Piece(len(label), Span(base + match.start("rest"), base + match.end()), True))
    bold = Mark("strong", 0, len(label), Span(base, base + match.start("rest")))
    return Prose(label + rest, tuple(pieces), (bold,), raw.span)


def parsed(md: MarkdownIt, env: EnvType, raw: Mapped) -> Prose:
    """The rendering of any text, by the rules of markdown-it."""
    rendering = _Rendering(raw.text)
    rendering.add(md.inline.parse(raw.text, md, env, []), 0)
    return rendering.prose(raw)


def inline_comments(md: MarkdownIt, env: EnvType, raw: str) -> list[Span]:
    """Find the ranges of the HTML comments in the inline Markdown `raw`."""
    rendering = _Rendering(raw)
    rendering.add(md.inline.parse(raw, md, env, []), 0)
    return [Span(style.low, style.high) for style in rendering.styles if (style.kind, style.target) == ("html", "!--")]
