"""Suppression comments in the text: which findings a report's writer has answered for.

``<!-- incidentlint-disable-next-line IR403 -->``, ``<!-- incidentlint-disable IR4 -->`` up to
``<!-- incidentlint-enable IR4 -->``, ``<!-- incidentlint-disable-file IR801 -->``; several rules with commas, all
rules without any, a reason after ``--``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

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

GUESSES = 20
"""So many names that are no rule's get a guess what was meant: each is compared with all that there are."""


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
    """The suppressions of one rule, looked up by line: for each stretch of lines the last to begin that holds there."""

    def __init__(self, reach: Iterable[tuple[Suppression, int]]) -> None:
        """Take the suppressions, each with its last line, in the order of their comments."""
        begun = sorted(reach, key=lambda one: one[0].first)
        self.starts = sorted({line for item, last in begun for line in (item.first, last + 1)})
        self.holding: list[Suppression | None] = []
        heap: list[tuple[int, int]] = []
        following = 0
        for line in self.starts:
            while following < len(begun) and begun[following][0].first <= line:
                heappush(heap, (-following, begun[following][1]))
                following += 1
            while heap and heap[0][1] < line:
                heappop(heap)
            self.holding.append(begun[-heap[0][0]][0] if heap else None)

    def innermost(self, line: int) -> Suppression | None:
        """The last suppression to begin at or before a line that still holds there."""
        index = bisect_right(self.starts, line) - 1
        return self.holding[index] if index >= 0 else None


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
        self._steps: list[tuple[frozenset[str], Suppression | int]] = []
        self._next: dict[int, int] = {}
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
            line = self.source.line_of(comment.span.start)
            self._steps += ((codes, line) for codes, _, _ in found)
            return
        if not any(map(str.strip, reason)):
            self.unexplained.append(comment)
        first, last = self._lines(command, comment)
        for codes, span, text in found:
            item = Suppression(codes, first, last, comment.span, span, text, len(found) == 1, open=command == "disable")
            self.items.append(item)
            self._steps.append((codes, item))

    def _names(self, comment: Comment, names: str, offset: int) -> Iterator[tuple[frozenset[str], Span, str]]:
        named = False
        after = comment.span.start + len("<!--") + offset
        for match in _NAME.finditer(names):
            named = True
            start = self.source.text.find(match.group(), after)
            after = max(after, start + len(match.group()))
            span = Span(start, start + len(match.group())) if start >= 0 else comment.span
            try:
                guess = len(self.unknown) < GUESSES
                yield self._codes(match.group(), guess=guess), span, match.group()
            except UnknownRuleError as error:
                self.unknown.append(Finding(span, {"name": match.group(), "error": str(error)}, variant="rule"))
        if not named:
            yield self._codes("ALL"), comment.span, ""

    def _codes(self, name: str, *, guess: bool = True) -> frozenset[str]:
        return frozenset(rule.code for rule in find_rules(name, self.known, guess=guess))

    def _lines(self, command: str, comment: Comment) -> tuple[int, int]:
        end = self.source.line_of(max(comment.span.start, comment.span.end - 1))
        final = self.source.line_count
        if command == "disable-file":
            return 0, final
        if command == "disable":
            return end, final
        if end not in self._next:  # a line may have any number of comments, and any number of empty ones below it
            line = end + 1
            while line < final - 1 and not self.source.line_text(line).strip(" \t>"):
                line += 1
            self._next[end] = line
        return self._next[end], self._next[end]

    def _ranges(self, code: str) -> _Ranges:
        """The suppressions of a rule, those that reach to a comment that enables it up to that."""
        last: dict[int, int] = {}
        still: list[int] = []
        items: list[Suppression] = []
        for codes, step in self._steps:
            if code not in codes:
                continue
            if isinstance(step, int):
                last.update(dict.fromkeys(still, step))
                still = []
            else:
                if step.open:
                    still.append(len(items))
                items.append(step)
        return _Ranges((item, last.get(number, item.last)) for number, item in enumerate(items))

    def covers(self, code: str, span: Span) -> bool:
        """Whether a finding of rule `code` at `span` is suppressed; notes which comment did it."""
        if code in self._always:
            return False
        if code not in self._by_code:
            self._by_code[code] = self._ranges(code)
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
