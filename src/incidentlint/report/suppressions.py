"""Suppression comments in the text: which findings a report's writer has answered for.

``<!-- incidentlint-disable-next-line IR403 -->``, ``<!-- incidentlint-disable IR4 -->`` up to
``<!-- incidentlint-enable IR4 -->``, ``<!-- incidentlint-disable-file IR801 -->``; several rules with commas, all
rules without any, a reason after ``--``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

import msgspec

from incidentlint.findings import Edit, Finding, Fix
from incidentlint.markdown import Comment, Document
from incidentlint.rulebook import Rule, UnknownRuleError, find_rules
from incidentlint.text import SourceText, Span

_COMMENT = re.compile(
    r"\s*incidentlint-(disable-next-line|disable-file|disable|enable)(?![\w-])([^\n]*)", re.IGNORECASE
)

_LOOKS_LIKE = re.compile(r"\s*incidentlint\b[-:\s]", re.IGNORECASE)

_REASON = re.compile(r"(?:^|\s)--(?:\s|$)")

_NAME = re.compile(r"[^\s,]+")


class Suppression(msgspec.Struct):
    """One rule name in one comment: the codes it covers, its lines (from 0, inclusive), and whether it was of use.

    `comment` is the whole comment, `name` the span of the rule's name in it (the comment's own without a name).
    `open` ones reach to the end of the file until a comment enables the rule again.
    """

    codes: frozenset[str]
    first: int
    last: int
    comment: Span
    name: Span
    text: str
    alone: bool
    open: bool = False
    used: bool = False


class _Ranges:
    """The suppressions of one rule, looked up by line."""

    def __init__(self, items: list[Suppression]) -> None:
        self.items = sorted(items, key=lambda item: item.first)
        self.firsts = [item.first for item in self.items]
        self.reach = list(accumulate((item.last for item in self.items), max))

    def innermost(self, line: int) -> Suppression | None:
        """The last suppression to begin at or before a line that still holds there."""
        index = bisect_right(self.firsts, line) - 1
        if index < 0 or self.reach[index] < line:
            return None
        return next(item for item in (self.items[i] for i in range(index, -1, -1)) if item.last >= line)


class Suppressions:
    """All suppressions of a document."""

    def __init__(self, document: Document, known: tuple[Rule, ...], ran: Iterable[str]) -> None:
        """Read the document's comments; `known` are the rules that there are, `ran` the codes of those that run."""
        self.known = known
        self.ran = frozenset(ran)
        self._always = frozenset(rule.code for rule in known if not rule.suppressible)
        self.source: SourceText = document.source
        self.items: list[Suppression] = []
        self.unknown: list[Finding] = []
        self.unexplained: list[Comment] = []
        self._open: list[Suppression] = []
        self._by_code: dict[str, _Ranges] = {}
        for comment in document.comments:
            self._read(comment)

    def _read(self, comment: Comment) -> None:
        match = _COMMENT.match(comment.text)
        if not match:
            if _LOOKS_LIKE.match(comment.text):
                word = comment.text.split()[0]
                self.unknown.append(Finding(comment.span, {"name": word}, variant="command"))
            return
        command = match[1].lower()
        names, *reason = _REASON.split(match[2], maxsplit=1)
        found = list(self._names(comment, names, match.start(2)))
        if command == "enable":
            self._close(comment, frozenset().union(*(codes for codes, _, _ in found)))
            return
        if not any(map(str.strip, reason)):
            self.unexplained.append(comment)
        first, last = self._lines(command, comment)
        for codes, span, text in found:
            item = Suppression(codes, first, last, comment.span, span, text, len(found) == 1, open=command == "disable")
            self.items.append(item)
            if item.open:
                self._open.append(item)

    def _names(self, comment: Comment, names: str, offset: int) -> Iterator[tuple[frozenset[str], Span, str]]:
        named = False
        for match in _NAME.finditer(names):
            named = True
            start = self.source.text.find(match.group(), comment.span.start + len("<!--") + offset)
            span = Span(start, start + len(match.group())) if start >= 0 else comment.span
            try:
                yield frozenset(rule.code for rule in find_rules(match.group(), self.known)), span, match.group()
            except UnknownRuleError as error:
                self.unknown.append(Finding(span, {"name": match.group(), "error": str(error)}, variant="rule"))
        if not named:
            yield frozenset(rule.code for rule in find_rules("ALL", self.known)), comment.span, ""

    def _lines(self, command: str, comment: Comment) -> tuple[int, int]:
        end = self.source.line_of(max(comment.span.start, comment.span.end - 1))
        final = self.source.line_count
        if command == "disable-file":
            return 0, final
        if command == "disable":
            return end, final
        line = end + 1
        while line < final - 1 and not self.source.line_text(line).strip(" \t>"):
            line += 1
        return line, line

    def _close(self, comment: Comment, codes: frozenset[str]) -> None:
        line = self.source.line_of(comment.span.start)
        still: list[Suppression] = []
        for item in self._open:
            if not item.codes & codes:
                still.append(item)
                continue
            if not item.codes <= codes:
                rest = msgspec.structs.replace(item, codes=item.codes - codes)
                self.items.append(rest)
                still.append(rest)
            item.codes, item.last = item.codes & codes, line
        self._open = still

    def covers(self, code: str, span: Span) -> bool:
        """Whether a finding of rule `code` at `span` is suppressed; notes which comment did it."""
        if code in self._always:
            return False
        if code not in self._by_code:
            self._by_code[code] = _Ranges([item for item in self.items if code in item.codes])
        item = self._by_code[code].innermost(self.source.line_of(span.start))
        if item is not None:
            item.used = True
        return item is not None

    def unused(self) -> Iterator[Suppression]:
        """Suppressions that suppressed nothing, of rules that ran."""
        used = {(item.comment, item.name) for item in self.items if item.used}
        for item in self.items:
            if (item.comment, item.name) in used or not self._needed(item) <= self.ran:
                continue
            used.add((item.comment, item.name))
            yield item

    def _needed(self, item: Suppression) -> frozenset[str]:
        """The rules that must have run before a suppression is unused: optional ones only when it names no other."""
        usual = frozenset(rule.code for rule in self.known if rule.code in item.codes and not rule.optional)
        return usual or item.codes

    def removal(self, item: Suppression) -> Fix:
        """The fix that takes a suppression out: the whole comment, or the rule's name where it names others too."""
        text = self.source.text
        if item.alone:
            start, end = item.comment
            line = self.source.line_span(self.source.line_of(start))
            if text[line.start : line.end].strip() == text[start:end] and end <= line.end:
                start, end = line.start, min(line.end + 1, len(text))
            return Fix("Remove the comment", "safe", (Edit(Span(start, end), ""),))
        start, end = item.name
        match = re.compile(r"[\s]*,?[ \t]*").match(text, end)
        return Fix(
            f"Remove {item.text}", "safe", (Edit(Span(start, match.end() if match and match.end() > end else end), ""),)
        )
