"""Fixes: the edits that findings carry, made one round after the other until none is left. Pure.

An edit is made only if its finding is gone then, and the text, read again, says the same everywhere else; a safe one
also only if no rule finds more than before. What cannot be made so is left as it is, with its finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec

from incidentlint.engine.lint import Ask, Found, find, result_of
from incidentlint.engine.plan import Plan
from incidentlint.engine.read import Reading, read_file
from incidentlint.engine.signature import Said, same_but, signature
from incidentlint.findings import FileResult, Fix, Safety
from incidentlint.report import NOWHERE, Surroundings
from incidentlint.text import SourceText, Span, SpanSet

ROUNDS = 100
"""So many rounds a file gets; fixes that are not at their end by then undo each other."""

READINGS = 400
"""So often a file is read to try fixes one at a time; what is not tried by then is left as it is."""


class Fixed(msgspec.Struct, frozen=True):
    """A fix that was made: the rule, what was done, and the line of the finding, from 1, when it was made."""

    code: str
    name: str
    title: str
    safety: Safety
    line: int


class FixResult(msgspec.Struct, frozen=True):
    """What fixing a file gave: its bytes afterwards, the fixes made, what is still found, and what went wrong.

    `notes` say which fixes were not made though they were allowed, and why.
    """

    data: bytes
    fixed: tuple[Fixed, ...]
    result: FileResult
    notes: tuple[str, ...] = ()


def fix(
    data: bytes,
    path: str,
    plan: Plan,
    *,
    unsafe: bool = False,
    location: str | None = None,
    around: Surroundings = NOWHERE,
    ask: Ask | None = None,
) -> FixResult:
    """Make the safe fixes of all findings in the bytes of one file, and the unsafe ones if they are allowed.

    `path`, `location`, `around` and `ask` are those of `lint`. Fixes that do not come to an end are not made at all.
    """

    def look(data: bytes) -> _State:
        reading = read_file(data, path, plan, location=location, around=around)
        return _State(data, reading, find(reading, plan, ask), plan.docs_url)

    first = look(data)
    work, seen = _Work(look, first), {data}
    while work.round("safe") or (unsafe and work.round("unsafe")):
        if work.state.data in seen or len(seen) > ROUNDS:
            note = f"{path}: not fixed, because these fixes undo each other: {', '.join(sorted(work.last))}"
            return FixResult(data, (), first.result(), (note,))
        seen.add(work.state.data)
    return FixResult(work.state.data, tuple(work.fixed), work.state.result(), tuple(work.notes))


class _State:
    """A file at one point of the work: its bytes, how they are read, and what is found."""

    def __init__(self, data: bytes, reading: Reading, found: list[Found], docs_url: str) -> None:
        self.docs_url = docs_url
        self.data = data
        self.reading = reading
        self.found = found
        self.counts = Counter(one.rule.code for one in found)

    @property
    def source(self) -> SourceText | None:
        """The text; None for bytes that are none."""
        return self.reading.document.source if self.reading.document else None

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """All that the text says."""
        return signature(self.reading.document) if self.reading.document else ()

    def result(self) -> FileResult:
        """What is found, as it is reported."""
        return result_of(self.reading, self.found, self.docs_url)


class _Offer(NamedTuple):
    """A finding with its fix, and what names the two whatever their offsets."""

    found: Found
    fix: Fix
    key: tuple[str, str]


class _Work:
    """Round after round: all fixes that are apart at once, and where that fails one at a time."""

    def __init__(self, look: Callable[[bytes], _State], state: _State) -> None:
        self.look = look
        self.state = state
        self.readings = READINGS
        self.fixed: list[Fixed] = []
        self.notes: list[str] = []
        self.last: set[str] = set()
        self.refused: set[tuple[str, str]] = set()

    def round(self, safety: Safety) -> bool:
        """Make the fixes of one kind that the present text offers; whether any was made."""
        offers = self._offers(safety)
        if not offers:
            return False
        why = self._made(offers)
        if not why:
            return True
        for offer in offers:
            # After one success the offsets of the others are old: the next round offers them again.
            if len(offers) > 1:
                why = self._made([offer]) if self.readings > 0 else "there are too many of them"
                if not why:
                    return True
            self._refuse(offer, why)
        return False

    def _offers(self, safety: Safety) -> list[_Offer]:
        """The fixes in the order of their places; of those that overlap or touch, the first."""
        source, offered = self.state.source, []
        for one in self.state.found if source else ():
            fix = one.finding.fix
            if source is not None and fix is not None and fix.edits and fix.safety == safety:
                words = (fix.title, source[one.finding.span], *(edit.text for edit in fix.edits))
                offered.append(_Offer(one, fix, (one.rule.code, "\0".join(words))))
        taken, apart = SpanSet(), []
        for offer in sorted(offered, key=lambda offer: (offer.fix.edits[0].span, offer.key)):
            spans = [edit.span for edit in offer.fix.edits]
            wide = [Span(max(span.start - 1, 0), span.end + 1) for span in spans]
            if offer.key not in self.refused and not any(map(taken.overlaps, wide)):
                apart.append(offer)
                for span in spans:
                    taken.add(span)
        return apart

    def _made(self, offers: Sequence[_Offer]) -> str:
        """Make fixes together, if all is well afterwards; why they were not made, empty if they were."""
        source = self.state.source
        assert source is not None  # what is no text has no offers
        edits = sorted((edit.span, edit.text) for offer in offers for edit in offer.fix.edits)
        try:
            data = source.splice(source.byte_edits(edits))
        except ValueError:
            return "its edits overlap"
        self.readings -= 1
        after = self.look(data)
        if after.source is None or not same_but(self.state.said, after.said, edits):
            return "the rest of the report would be read differently"
        codes = {offer.found.rule.code for offer in offers}
        if data == self.state.data or any(after.counts[code] >= self.state.counts[code] for code in codes):
            return "it would still be found"
        more = after.counts - self.state.counts
        if more and offers[0].fix.safety == "safe":
            return f"{', '.join(sorted(more))} would be found then"
        for found, fix, _ in offers:
            line = source.line_of(found.finding.span.start) + 1
            self.fixed.append(Fixed(found.rule.code, found.rule.name, fix.title, fix.safety, line))
        self.last = codes
        self.state = after
        return ""

    def _refuse(self, offer: _Offer, why: str) -> None:
        self.refused.add(offer.key)
        assert self.state.source is not None
        line = self.state.source.line_of(offer.found.finding.span.start) + 1
        code, path = offer.found.rule.code, self.state.reading.path
        self.notes.append(f"{path}:{line}: {code} is not fixed: {why}")
