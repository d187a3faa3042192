"""Fixes: the edits that findings carry, made one round after the other until none is left. Pure.

An edit is made only if its finding is gone then, and the text, read again, says the same everywhere else; a safe one
also only if no rule finds more than before. What cannot be made so is left as it is, with its finding. The comments
that suppress findings are written in the same way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property

import msgspec

from incidentlint.engine.lint import Ask, Found, find, level_of, result_of
from incidentlint.engine.plan import Plan
from incidentlint.engine.read import Reading, read_file, recent
from incidentlint.engine.signature import Said, same_but, signature
from incidentlint.engine.suppressing import comments
from incidentlint.findings import FileResult, Fix, Safety
from incidentlint.report import NOWHERE, Surroundings
from incidentlint.text import SourceText, Span, SpanSet
from incidentlint.tuples import NamedTuple

ROUNDS = 100
"""So many rounds a file gets; fixes that are not at their end by then undo each other."""

READ = 8_000_000
"""So many signs of a file are read to try fixes, each line taken for 50 more: a report of usual length 400 times. What
is not tried by then is left as it is."""

_LINE = 50


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
    first, work = _begin(data, path, plan, location, around, ask)
    seen = {data}
    while work.round(_safe) or (unsafe and work.round(_unsafe)):
        if work.state.data in seen or len(seen) > ROUNDS:
            note = f"{path}: not fixed, because these fixes undo each other: {', '.join(sorted(work.last))}"
            return FixResult(data, (), first.result(), (note,))
        seen.add(work.state.data)
    notes = (f"{one.where(path)} is not fixed: {one.why}" for one in work.refused.values())
    return FixResult(work.state.data, tuple(work.fixed), work.state.result(), tuple(notes))


def suppress(
    data: bytes,
    path: str,
    plan: Plan,
    reason: str,
    *,
    known: Collection[str] = (),
    line: int | None = None,
    location: str | None = None,
    around: Surroundings = NOWHERE,
    ask: Ask | None = None,
) -> FixResult:
    """Write a comment with a reason for each finding in the bytes of one file that is more than a note.

    It stands above the line of the finding; where it cannot, as in the middle of a table, two stand around the block;
    and where that cannot be, one for the whole file at its head. Findings of rules whose codes are `known` get none.
    With a `line`, from 1, notes get one too, and what begins in other lines gets none.
    `path`, `location`, `around` and `ask` are those of `lint`.
    """
    _, work = _begin(data, path, plan, location, around, ask)

    def grave(state: _State) -> list[Found]:
        def is_meant(one: Found) -> bool:
            return level_of(one) != "info" if line is None else state.line(one) == line

        return [one for one in state.found if one.rule.code not in known and is_meant(one)]

    def offered(state: _State) -> Iterator[tuple[_Offer, ...]]:
        document = state.reading.document
        for found, fixes in comments(grave(state), document, reason) if document else ():
            text = document.source.line_text(state.line(found[0]) - 1) if document else ""
            yield tuple(_Offer(found, fix, (fix.title, text)) for fix in fixes)

    while work.round(offered):
        pass
    notes = [
        f"{_Refused(one.rule.code, work.state.line(one)).where(path)} is not suppressed: no comment can be put there"
        for one in grave(work.state)
    ]
    return FixResult(work.state.data, tuple(work.fixed), work.state.result(), tuple(notes))


def _begin(
    data: bytes, path: str, plan: Plan, location: str | None, around: Surroundings, ask: Ask | None
) -> tuple[_State, _Work]:
    """A file as it is, and the work on it."""

    def look(data: bytes) -> _State:
        reading = recent(read_file(data, path, plan, location=location, around=around), plan.since)
        return _State(data, reading, find(reading, plan, ask), plan.docs_url)

    first = look(data)
    return first, _Work(look, first)


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

    def line(self, found: Found) -> int:
        """The line of a finding, from 1."""
        return self.source.line_of(found.finding.span.start) + 1 if self.source else 1


class _Offer(NamedTuple):
    """Findings with the fix that mends them, and what names the two whatever their offsets.

    `number` counts, from 0, those of the same name.
    """

    found: tuple[Found, ...]
    fix: Fix
    name: tuple[str, str]
    number: int = 0

    @property
    def key(self) -> tuple[str, str, int]:
        return (*self.name, self.number)


class _Refused(NamedTuple):
    """A fix that was not made: whose, where, and why."""

    code: str
    line: int
    why: str = ""

    def where(self, path: str) -> str:
        return f"{path}:{self.line}: {self.code}"


def _safe(state: _State) -> Iterator[tuple[_Offer, ...]]:
    return _fixes(state, "safe")


def _unsafe(state: _State) -> Iterator[tuple[_Offer, ...]]:
    return _fixes(state, "unsafe")


def _fixes(state: _State, safety: Safety) -> Iterator[tuple[_Offer, ...]]:
    """The fixes of one kind that findings carry: each has one."""
    source = state.source
    for one in state.found if source else ():
        fix = one.finding.fix
        if source is not None and fix is not None and fix.edits and fix.safety == safety:
            words = (fix.title, source[one.finding.span], *(edit.text for edit in fix.edits))
            yield (_Offer((one,), fix, (one.rule.code, "\0".join(words))),)


def _numbered(offered: Iterator[tuple[_Offer, ...]]) -> Iterator[tuple[_Offer, ...]]:
    """The same fixes, told apart where several have one name: what is refused to one may do for the next."""
    names: Counter[tuple[str, str]] = Counter()
    for one in offered:
        yield tuple(offer._replace(number=names[offer.name]) for offer in one)
        names.update({offer.name for offer in one})


class _Work:
    """Round after round: all fixes that are apart at once, and where that fails one at a time."""

    def __init__(self, look: Callable[[bytes], _State], state: _State) -> None:
        self.look = look
        self.state = state
        self.left = READ
        self.fixed: list[Fixed] = []
        self.last: set[str] = set()
        self.refused: dict[tuple[str, str, int], _Refused] = {}

    def round(self, offered: Callable[[_State], Iterator[tuple[_Offer, ...]]]) -> bool:
        """Make the fixes that the present text offers; whether any was made.

        What is `offered` is for each fault its fixes, the best first.
        """
        while offers := self._offers(offered(self.state)):
            why = self._made(offers)
            if not why:
                return True
            for offer in offers:
                # After one success the offsets of the others are old: the next round offers them again.
                if len(offers) > 1:
                    why = self._made([offer])
                    if not why:
                        return True
                found = offer.found[0]
                self.refused[offer.key] = _Refused(found.rule.code, self.state.line(found), why)
        return False

    def _offers(self, offered: Iterator[tuple[_Offer, ...]]) -> list[_Offer]:
        """One fix for each fault in the order of their places; of those that overlap or touch, the first."""
        left = ([offer for offer in one if offer.key not in self.refused] for one in _numbered(offered))
        taken, apart = SpanSet(), []
        for offer in sorted(
            (offers[0] for offers in left if offers), key=lambda offer: (offer.fix.edits[0].span, offer.key)
        ):
            spans = [edit.span for edit in offer.fix.edits]
            wide = [Span(max(span.start - 1, 0), span.end + 1) for span in spans]
            if not any(map(taken.overlaps, wide)):
                apart.append(offer)
                for span in spans:
                    taken.add(span)
        return apart

    def _made(self, offers: Sequence[_Offer]) -> str:
        """Make fixes together, if all is well afterwards; why they were not made, empty if they were."""
        source = self.state.source
        assert source is not None  # what is no text has no offers
        if self.left <= 0:
            return "there are too many of them"
        edits = sorted((edit.span, edit.text) for offer in offers for edit in offer.fix.edits)
        try:
            data = source.splice(source.byte_edits(edits))
        except ValueError:
            return "its edits overlap"
        self.left -= len(data) + _LINE * source.line_count
        after = self.look(data)
        if after.source is None or not same_but(self.state.said, after.said, edits):
            return "the rest of the report would be read differently"
        mended = Counter(found.rule.code for offer in offers for found in offer.found)
        if data == self.state.data or any(after.counts[code] >= self.state.counts[code] for code in mended):
            return "it would still be found"
        more = after.counts - self.state.counts
        if more and offers[0].fix.safety == "safe":
            return f"{', '.join(sorted(more))} would be found then"
        for offer in offers:
            for one in offer.found:
                rule, fix = one.rule, offer.fix
                self.fixed.append(Fixed(rule.code, rule.name, fix.title, fix.safety, self.state.line(one)))
        self.last = set(mended)
        self.state = after
        return ""
