"""The checks that rules of a pack's own may name: `rulebook/custom_checks.py` has their names and parameters.

What the parameters name was looked up when the pack was loaded. A node that this template has not, because the rule was
written for another one, is silent.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from incidentlint.checks.common import cause, name_of, value_of_cause, written_texts
from incidentlint.findings import Finding, Related
from incidentlint.grammars import Point, Stamp, find_stamps, make_point, read_duration
from incidentlint.markdown import Prose, unstruck
from incidentlint.outline import FieldNode, SectionNode
from incidentlint.report import (
    Bound,
    Report,
    Statement,
    Value,
    bare_waiver,
    belongs,
    chronology,
    is_after,
    is_left_empty,
    owner_span,
    says_only_none,
)
from incidentlint.rulebook import (
    ColumnValue,
    DateOrder,
    FieldValue,
    ForbiddenText,
    RequiredText,
    RequiredWhen,
    WordCount,
)
from incidentlint.template import AmbiguousPathError, UnknownPathError, find_rows, has_slot
from incidentlint.text import Span, SpanSet, normalise, shorten, whole_pattern, word_pattern
from incidentlint.vocabulary import ORDER, is_none, key_of

_ADDRESS = re.compile(r"\b(?:https?|ftp)://\S+|\bwww\.\S+|[\w.+-]{1,64}@[\w-]{1,64}\.\w+", re.IGNORECASE)

_WORD = re.compile(r"[^\W_](?:[\w'’.-]*\w)?")

_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


_words = lru_cache(maxsize=512)(word_pattern)

_whole = lru_cache(maxsize=512)(whole_pattern)


def _bounds(report: Report, path: str) -> list[Bound]:
    """What is in the report for the nodes that a path names."""
    try:
        shapes = find_rows(report.shape, path) if "*" in path else [report.shape.find(path)]
    except (UnknownPathError, AmbiguousPathError):
        return []
    return [bound for bound in map(report.of, shapes) if bound is not None]


def _holds(report: Report, when: str) -> bool:
    return not when or report.demanded(when) is True


def _within(report: Report, spans: SpanSet) -> Iterator[Prose]:
    return (prose for prose in written_texts(report) if spans.has(prose.source(0, 1).start))


def _section_span(bound: Bound) -> Span:
    assert bound.node is not None
    return bound.node.span


def _fixed(report: Report) -> SpanSet:
    """The places of the template's own words: the labels of what was found."""
    return report.once("labels", lambda: SpanSet(_labels(report)))


def _labels(report: Report) -> Iterator[Span]:
    for bound in report.walk():
        node = bound.node
        if isinstance(node, SectionNode) and not bound.shape.sample and bound.shape.kind != "title":
            yield node.title.span
        elif isinstance(node, FieldNode) and node.label.key and not bound.shape.sample:
            yield node.label.span


def forbidden_text(report: Report, params: ForbiddenText) -> Iterator[Finding]:
    """Words that are where they must not, each place once."""
    if not _holds(report, params.when):
        return
    texts: list[Prose] = written_texts(report)
    if params.sections:
        bounds = [bound for path in params.sections for bound in _bounds(report, path) if bound.present]
        texts = list(_within(report, SpanSet(_section_span(bound) for bound in bounds)))
    patterns = [(pattern, _words(pattern, exact=params.exact)) for pattern in params.words]
    constants = report.once("constants", lambda: {node.constant for node in report.shape.walk() if node.constant})
    taken = SpanSet()
    for prose in texts:
        if normalise(prose.text) in constants:
            continue
        found = [(*match.span(), pattern) for pattern, regex in patterns for match in regex.finditer(prose.text)]
        if not found:
            continue
        left_out = SpanSet(Span(*match.span()) for match in _ADDRESS.finditer(prose.text))
        for mark in prose.marks:
            if mark.kind in ("code", "autolink"):
                left_out.add(Span(mark.start, mark.end))
        for start, end, pattern in sorted(found, key=lambda item: (item[0], -item[1])):
            span = prose.source(start, end)
            if left_out.overlaps(Span(start, end)):
                continue
            if not _fixed(report).overlaps(span) and taken.claim(span):
                said = " ".join(prose.text[start:end].split())
                yield Finding(span, {"text": said, "pattern": pattern, "section": _section_at(report, span)})


def _section_at(report: Report, span: Span) -> str:
    """The heading of the innermost section around a place."""
    around = [section for section in report.outline.walk_sections() if section.span.covers(span)]
    inner = max(around, key=lambda section: section.span.start, default=None)
    return inner.label.text if inner is not None else "the head of the report"


def required_text(report: Report, params: RequiredText) -> Iterator[Finding]:
    """A section that has none of some words."""
    if not _holds(report, params.when):
        return
    patterns = [_words(pattern, exact=params.exact) for pattern in params.words]
    for bound in _written(report, params.section):
        texts = list(_within(report, SpanSet([_section_span(bound)])))
        targets = [mark.target for prose in texts for mark in prose.marks if mark.kind in ("link", "image", "autolink")]
        said = [*(prose.text for prose in texts), *targets]
        if not any(regex.search(text) for regex in patterns for text in said):
            values = {"section": name_of(bound), "words": " or ".join(f'"{word}"' for word in params.words)}
            yield Finding(bound.span, values)


def _written(report: Report, path: str) -> Iterator[Bound]:
    """The sections of a path that a writer has filled: not left empty, waived, answered with None, nor with slots."""
    for bound in _bounds(report, path):
        if not bound.present or bound.waived or is_left_empty(bound) or says_only_none(report, bound):
            continue
        if bare_waiver(report, bound) is not None:
            continue
        if any(below.value is not None and below.value.state in _OPEN for below in bound.walk()):
            continue
        yield bound


_OPEN = ("slot", "unresolved", "todo")


def _is_right(text: str, values: tuple[str, ...], patterns: tuple[str, ...], *, exact: bool) -> bool:
    said = " ".join(text.split())
    same = said in values if exact else said.casefold() in {value.casefold() for value in values}
    return same or any(_whole(pattern, exact=exact).match(said) for pattern in patterns)


def _fits(value: Value, params: FieldValue | ColumnValue) -> bool:
    """Whether a value, what is crossed out of it aside, or the address of the one link that it is, is right."""
    said = [value.text, unstruck(value.prose)]
    links = [mark for mark in value.prose.marks if mark.kind in ("link", "autolink")]
    if len(links) == 1 and value.prose.text[links[0].start : links[0].end].strip() == value.text:
        said.append(links[0].target)
    return any(_is_right(text, params.values, params.patterns, exact=params.exact) for text in said)


def _wanted(params: FieldValue | ColumnValue) -> str:
    return " or ".join((*params.values, *params.patterns))


def _short(text: str) -> str:
    return shorten(text, 60)


def field_value(report: Report, params: FieldValue) -> Iterator[Finding]:
    """Fields with another value than they may have."""
    if not _holds(report, params.when):
        return
    for bound in _bounds(report, params.field):
        value = bound.value
        if bound.present and value is not None and value.ok and value.text and not _fits(value, params):
            values = {"field": bound.label, "value": _short(value.text), "wanted": _wanted(params)}
            yield Finding(value.span, values)


def column_value(report: Report, params: ColumnValue) -> Iterator[Finding]:
    """Cells with another value than they may have."""
    if not _holds(report, params.when):
        return
    wanted = key_of(params.column)
    for root in _bounds(report, params.table):
        for bound in root.walk():
            if bound.shape.kind != "table" or not bound.present:
                continue
            columns = bound.shape.columns
            index = next((i for i, c in enumerate(columns) if wanted in (c.label.key, c.label.bare)), None)
            if index is None or index not in bound.columns:
                continue
            for row in report.rows(bound):
                value = row.values[index]
                if value.ok and value.text and not has_slot(value.text) and not _fits(value, params):
                    yield Finding(
                        value.span,
                        {
                            "column": columns[index].label.text,
                            "value": _short(value.text),
                            "wanted": _wanted(params),
                            "row": str(row.number),
                        },
                    )


def required_when(report: Report, params: RequiredWhen) -> Iterator[Finding]:
    """Nodes that a condition demands and that are missing, or say nothing."""
    if report.demanded(params.when) is not True:
        return
    why = cause(report, params.when)
    place = value_of_cause(report, params.when)
    for bound in _bounds(report, params.node):
        if bound.waived or any(owner.waived for owner in _owners(bound)):
            continue
        values = {"cause": why, "node": name_of(bound)}
        if not bound.present:
            # With the section around it that is missing as well: where that is demanded it has its own finding.
            first = next((owner for owner in reversed(_owners(bound)) if not owner.present), bound)
            if report.demanded(first.shape.required) is not True:
                at = belongs(report, first) if first.shape.kind == "section" else owner_span(report, first)
                related = (Related(at, "it belongs here"),) if place else ()
                yield Finding(place or at, values, related, variant="missing")
        elif params.value and bound.value is not None and _says_nothing(report, bound, bound.value):
            span = bound.value.span if bound.value.text else bound.span
            related = (Related(place, "this makes it mandatory"),) if place else ()
            yield Finding(span, {**values, "value": bound.value.text or "empty"}, related, variant="value")


def _owners(bound: Bound) -> list[Bound]:
    """The named nodes that a node is in, the innermost first."""
    found = []
    current = bound.parent
    while current is not None:
        if current.shape.label.key:
            found.append(current)
        current = current.parent
    return found


def _says_nothing(report: Report, bound: Bound, value: Value) -> bool:
    """Whether a value is None, or an empty one that no other rule speaks of."""
    if value.state == "empty":
        return report.demanded(bound.shape.required) is not True
    return value.ok and is_none(value.text, report.lexicon)


class _Moment(msgspec.Struct, frozen=True):
    """A field's date or time."""

    bound: Bound
    stamp: Stamp
    span: Span
    point: Point

    @property
    def label(self) -> str:
        return self.bound.label

    @property
    def text(self) -> str:
        return " ".join(self.stamp.raw.split())


def _moment(report: Report, path: str) -> _Moment | None:
    """What a field says of time, if that can be compared: milestones that contradict each other cannot."""
    facts = chronology(report)
    for bound in _bounds(report, path)[:1]:
        value = bound.value
        if not bound.present or value is None or not value.ok:
            return None
        if any(role in ORDER and facts.milestone(role) is None for role in bound.shape.roles):
            return None
        found = [value.stamp] if value.stamp is not None else find_stamps(value.prose.text, facts.zones)[:1]
        for stamp in found:
            point = make_point(stamp, facts.zones, zone=facts.zone)
            if point is not None:
                return _Moment(bound, stamp, value.prose.source(stamp.start, stamp.end), point)
    return None


def date_order(report: Report, params: DateOrder) -> Iterator[Finding]:
    """A date that is too early or too late after another."""
    if not _holds(report, params.when):
        return
    moment, other = _moment(report, params.field), _moment(report, params.other)
    if moment is None or other is None:
        return
    for variant, limit in (("early", params.not_before), ("late", params.not_after)):
        read = read_duration(limit) if limit else None
        if read is None:
            continue
        wrong = _is_early if variant == "early" else _is_late
        if wrong(report, moment, other, read.seconds):
            values = {
                "field": moment.label,
                "value": moment.text,
                "other": other.label,
                "other_value": other.text,
                "limit": limit,
            }
            yield Finding(moment.span, values, (Related(other.span, f"{other.label} here"),), variant=variant)


def _is_early(report: Report, moment: _Moment, other: _Moment, seconds: int) -> bool:
    point, start = moment.point, other.point
    whole = point.whole_day or start.whole_day
    if not whole and point.group != start.group:
        return False
    try:
        if whole:
            return max(point.days) < min(start.days) + dt.timedelta(days=seconds // 86_400)
        return point.high < start.low + dt.timedelta(seconds=seconds)
    except OverflowError:
        return True  # the limit is after the end of the calendar


def _is_late(report: Report, moment: _Moment, other: _Moment, seconds: int) -> bool:
    if other.point.whole_day:
        last = dt.datetime.combine(max(other.point.days), dt.time(23, 59), dt.UTC)
        try:
            return min(moment.point.days) > (last + dt.timedelta(seconds=seconds)).date()
        except OverflowError:
            return False  # nothing is after the end of the calendar
    anchor = Statement("", other.label, other.stamp, other.span, other.bound, point=other.point)
    facts = chronology(report)
    return is_after(moment.point, anchor, seconds, facts.zone, facts.zones)


def word_count(report: Report, params: WordCount) -> Iterator[Finding]:
    """Sections with fewer or more words than they may have."""
    if not _holds(report, params.when):
        return
    for bound in _written(report, params.section):
        headings = SpanSet(section.title.span for section in report.outline.walk_sections())
        texts = [
            prose
            for prose in _within(report, SpanSet([_section_span(bound)]))
            if not headings.has(prose.source(0, 1).start)
        ]
        count = sum(_count(prose.text) for prose in texts)
        variant = "few" if count < params.min else "many" if params.max and count > params.max else ""
        if variant:
            limit = params.min if variant == "few" else params.max
            values = {"section": name_of(bound), "count": str(count), "limit": str(limit)}
            yield Finding(bound.span, values, variant=variant)


def _count(text: str) -> int:
    """The words of a text; of writing without gaps every character counts."""
    return len(_WORD.findall(_IDEOGRAPH.sub(" ", text))) + len(_IDEOGRAPH.findall(text))
