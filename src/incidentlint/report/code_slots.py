"""The lines of the template's blocks of code that ask to be filled in, and that a report kept in one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise

from incidentlint.markdown import Code, Prose, is_slot_tag
from incidentlint.outline import TextNode
from incidentlint.report.report import Report
from incidentlint.text import EASTERN, Span
from incidentlint.vocabulary import Prompts, begins_example, is_request, speaks_of_forms

_SLOT = re.compile(r"(?:[^\W\d_][\w ]{0,20}:\s*)?(<[^<>\n]{3,100}>|\{\{[^{}\n]{2,100}\}\}|\[[^\[\]\n]{3,100}\])")
"""A bracket that is all of a line, or all that is behind its label: ``<paste the trace>``, ``got: <response>``."""


def left_in_code(report: Report) -> Iterator[tuple[Span, str]]:
    """The brackets of such lines, each with its place."""
    if not report.policy.binds:
        return
    asked = _asked(report.pack.text)
    for proses in _code(report) if asked else ():
        for prose, line, start in _lines(proses):
            if line in asked and (match := _SLOT.fullmatch(line)) is not None:
                yield prose.source(start + match.start(1), start + match.end(1)), match[1]


@lru_cache(maxsize=64)
def _asked(template: str) -> frozenset[str]:
    """The lines of a template's blocks of code that are such brackets."""
    return frozenset(line for block in _blocks(template) for line in block if _SLOT.fullmatch(line) is not None)


def slots_in_lines(report: Report) -> Iterator[tuple[Span, str]]:
    """What is to be filled in within a line of code that is the template's so far; each with its place."""
    begun = _with_slots(report.pack.text) if report.policy.binds else {}
    for proses in _code(report) if begun else ():
        for prose, line, start in _lines(proses):
            yield from ((prose.source(start + a, start + b), line[a:b]) for a, b in _left(line, begun, report))


def _left(line: str, begun: dict[str, frozenset[_Piece]], report: Report) -> Iterator[tuple[int, int]]:
    """Where the template's slots are in a line of a report."""
    pieces = begun.get(line.split(maxsplit=1)[0], ()) if line else ()
    if pieces and not speaks_of_forms(line, report.pack.lexicon.words.prompts):
        for piece, first, last in islice(pieces, _MANY):
            at = line.find(piece)
            if at >= 0:
                yield at + first, at + last


_MANY = 100
"""Of more lines that begin alike only so many are looked for."""

_Piece = tuple[str, int, int]
"""A slot with what is right around it, and where it is in that."""


@lru_cache(maxsize=64)
def _with_slots(template: str) -> dict[str, frozenset[_Piece]]:
    """The slots among the words of a template's lines of code, by the first words of these."""
    found: dict[str, set[_Piece]] = {}
    for block in _blocks(template):
        for line in block:
            end = 0
            for start, last in _places(line) if len(line) <= _LONGEST else ():
                begin = max(end, start - _BEFORE)
                piece = line[begin : last + _BEHIND]
                found.setdefault(line.split(maxsplit=1)[0], set()).add((piece, start - begin, last - begin))
                end = last
    return {first: frozenset(pieces) for first, pieces in found.items()}


_BEFORE, _BEHIND = 12, 3
"""So many signs around a slot have to be the template's as well."""


def _places(line: str) -> Iterator[tuple[int, int]]:
    """Where the slots of a line of code are, which no language has as its own signs."""
    marked = "</" in line or "/>" in line or "`" in line  # of HTML, or of a pattern
    for match in _INSIDE.finditer(line):
        if match.lastgroup == "tag" and (marked or not is_slot_tag(match["tag"], alone=True)):
            continue
        if match.lastgroup == "stamp" and _IN_CALL.search(line, 0, match.start()) is not None:
            continue
        yield match.span()


_LONGEST = 400

_INSIDE = re.compile(
    r"(?<![\w<$&\\])<(?P<tag>[^\W\d_][\w -]{0,40}[^\W_])>(?![\w>(])"
    r"|(?<![\w/.%-])(?P<stamp>(?:YYYY|JJJJ|AAAA)[-/.]MM[-/.](?:DD|TT|JJ)(?:[ T]HH:MM(?::SS)?)?Z?"
    r"|HH:MM(?::SS)?)(?![\w/.:-])"
    r"|(?<![\w+])(?P<since>T\+[XYZN]{1,2})(?!\w)"
    r"|(?<![\w./-])(?P<version>v?[XN]\.[XYN](?:\.[XYZN])?)(?![\w.])"
    r"|(?<![\w./])(?P<number>[A-Z]{2,8}-(?:XXX+|NNN+))(?!\w)"
)
"""A slot in a line of code: ``<pod name>``, ``YYYY-MM-DD HH:MM``, ``T+X``, ``vX.Y.Z``, ``INC-XXX``."""

_IN_CALL = re.compile(r"[(,]\s?[\"']$")
"""What is before the form of a date that a function takes: ``to_char(day, 'YYYY-MM-DD')``."""


def prompts_in_code(report: Report) -> Iterator[tuple[Span, str]]:
    """The one line of a block of code that is all of the template's, and says what the block is for; with its place."""
    alone = _alone(report.pack.text) if report.policy.binds else ()
    for proses in _code(report) if alone else ():
        text = proses[0].text.strip() if len(proses) == 1 else ""
        if text in alone and _tells_what(text, report.pack.lexicon.words.prompts):
            at = proses[0].text.index(text)
            yield proses[0].source(at, at + len(text)), text


def examples_in_code(report: Report) -> Iterator[tuple[Span, str]]:
    """The remarks in code that what is below them is an example, where that is the template's still; with their places.

    ``# Example commands``, ``kubectl rollout restart deployment/some-service``.
    """
    known = _examples(report.pack.text, report.pack.lexicon.words.prompts) if report.policy.binds else ()
    for proses in _code(report) if known else ():
        lines = [(prose, line, start) for prose, line, start in _lines(proses) if line]
        for (prose, line, start), (_, behind, _) in pairwise(lines):
            if (line, behind) in known:
                yield prose.source(start, start + len(line)), line


def _code(report: Report) -> Iterator[Sequence[Prose]]:
    """What the blocks of code of a report hold, block by block."""
    for node in report.outline.walk():
        if isinstance(node, TextNode) and isinstance(node.block, Code):
            yield node.lines


def _lines(proses: Sequence[Prose]) -> Iterator[tuple[Prose, str, int]]:
    """The lines of a block of code without blanks around them, each with what it is in and where it begins there."""
    for prose in proses:
        start = 0
        for line in prose.text.splitlines(keepends=True):
            bare = line.strip()
            yield prose, bare, start + line.index(bare)
            start += len(line)


@lru_cache(maxsize=64)
def _examples(template: str, words: Prompts) -> frozenset[tuple[str, str]]:
    """Such remarks of a template, each with the line behind it."""
    return frozenset(
        (line, behind)
        for block in _blocks(template)
        for line, behind in pairwise(block)
        if (remark := _REMARK.match(line)) is not None and begins_example(line[remark.end() :], words)
    )


def _tells_what(text: str, words: Prompts) -> bool:
    """Whether a line of code is none: a remark alone, a request, or words in a script that no command is in."""
    remark = _REMARK.match(text)
    if remark is not None:
        return len(text[remark.end() :].split()) > 1 and _WORDS.fullmatch(text[remark.end() :]) is not None
    if _WORDS.fullmatch(text) is None:
        return False
    return _EASTERN.search(text) is not None or is_request(text, words)


_REMARK = re.compile(r"(?:[$%>] ?)?(?:#|//|--) ")
"""How a remark begins, perhaps behind the sign of a shell."""

_WORDS = re.compile(r"[\w\s/,、，。.:：()（）・·…'’-]{3,120}")
_EASTERN = re.compile(f"[{EASTERN}]")


@lru_cache(maxsize=64)
def _alone(template: str) -> frozenset[str]:
    """The lines of a template that are all that a block of code holds."""
    return frozenset(block[0] for block in _blocks(template) if len(block) == 1)


@lru_cache(maxsize=64)
def _blocks(template: str) -> tuple[tuple[str, ...], ...]:
    """The blocks of code of a template between fences: the lines of each that say something."""
    found: list[tuple[str, ...]] = []
    block: list[str] | None = None
    for line in map(str.strip, template.splitlines()):
        if line.startswith(("```", "~~~")):
            if block is not None:
                found.append(tuple(block))
            block = [] if block is None else None
        elif block is not None and line:
            block.append(line)
    return tuple(found)
