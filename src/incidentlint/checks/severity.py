"""What a report says of its severity, beside the field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from incidentlint.checks.common import named, proses
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding, Level, Related
from incidentlint.markdown import Prose, prose_slice
from incidentlint.outline import TextNode, trimmed
from incidentlint.report import Report, SetLevel, Value, incident, level_entries, set_levels, stated_levels
from incidentlint.text import Span, quoted
from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import Scale, is_numbered, key_of, own_scale, phrases, words_of


def conflict(report: Report, params: NoParams) -> Iterator[Finding]:
    """A severity that was lowered, and one that an entry of the timeline raises above the field, or declares below it.

    Of no known template one that is another in the timeline, though nothing tells of a change.
    """
    if not report.policy.binds:
        yield from _swapped(report)
        yield from _of_own_scale(report)
        return
    bounds = report.role("severity")
    bound = bounds[0] if bounds else None
    if bound is None or bound.value is None or not bound.value.ok or not report.pack.scale or not report.severity:
        return
    label = quoted(bound.label)
    yield from _stated_twice(report)
    yield from _in_title(report)
    change = report.severity_change
    if change is not None and change.kind == "lowered":
        values = {"label": label, "level": change.holds, "other": change.other}
        yield Finding(bound.value.span, values, at_most="info", variant="lowered")
    rank = report.pack.scale.levels.index
    told = (change.holds, change.other) if change is not None else ()
    set_to = set_levels(report)
    if set_to and set_to[-1].level not in told and rank(set_to[-1].level) < rank(report.severity):
        last = set_to[-1]
        values = {"label": label, "level": report.severity, "other": last.level}
        variant, verb = ("declared", "declared") if last.declared else ("raised", "raised to")
        yield Finding(bound.value.span, values, (Related(last.span, f"{verb} {last.level} here"),), variant=variant)
    elif change is None:
        stated = _Stated(bound.label, report.severity, bound.value.span, report.pack.scale)
        yield from _declared_otherwise(report, stated, set_to, at_most="info")


def _in_title(report: Report) -> Iterator[Finding]:
    """A level that a title names by itself, and that is not the field's: ``P0 - Sign-in down``."""
    first = report.role("severity")[0]
    change = report.severity_change
    told = {report.severity, *((change.holds, change.other) if change is not None else ())}
    for title in report.outline.titles:
        found = [
            reading for reading in report.pack.scale.parts(title.title.text) if any(map(str.isdigit, reading.level))
        ]
        if len(found) == 1 and found[0].level not in told and first.value is not None:
            values = {"label": quoted(first.label), "level": report.severity, "other": found[0].level}
            span = title.title.source(found[0].start, found[0].end)
            yield Finding(span, values, (Related(first.value.span, quoted(first.label)),), variant="title")


def _stated_twice(report: Report) -> Iterator[Finding]:
    """A severity that two fields of such a name state, as of front matter and body, and not the same."""
    known, nouns = report.role("severity"), report.lexicon.roles["severity"]
    also = [b for b in report.walk() if b.shape.kind == "field" and not b.shape.sample and key_of(b.label) in nouns]
    stated = [*known, *(bound for bound in also if all(bound is not one for one in known))]
    graded = [(b, b.value, _level(report, b.value)) for b in stated if b.value is not None and b.value.ok]
    for bound, value, level in graded[1:]:
        first, before, other = graded[0]
        if level and other and level != other:
            values = {"label": quoted(bound.label), "level": level, "other": other}
            yield Finding(value.span, values, (Related(before.span, quoted(first.label)),), variant="twice")


def _level(report: Report, value: Value) -> str:
    """The level that a field says, ``""`` without one."""
    reading = None if value.answer else report.pack.scale.read(value.text)
    return value.answer or (reading.level if reading is not None else "")


_PART = re.compile(r"(?:[^/|·•–—,;\n]|(?<=\w)[–/](?=\w)){1,60}")
_PARTS = 6
"""So many parts of a line without labels are looked at."""


class _Stated(NamedTuple):
    """A severity: its label, its level, where it is, and the scale that it is of."""

    label: str
    level: str
    place: Span
    scale: Scale


def _swapped(report: Report) -> Iterator[Finding]:
    """A severity that is nothing but a state of the incident, and a state that is the level of a scale of numbers."""
    lexicon = report.lexicon
    answers = lexicon.words.answers
    states = lexicon.leftovers.states.union(map(words_of, (*answers.done, *answers.undone)))
    for each in incident(report).stated:
        label, value = each.label, each.value
        key, text = key_of(label), value.text.strip(" *_`.")
        if not text or each.origin in ("heading", "cell"):
            continue
        stated = own_scale(key, text, lexicon)[1]
        if key in lexicon.roles["severity"] and not stated and words_of(text) in states:
            yield Finding(trimmed(value), {"label": quoted(label), "level": text}, variant="state")
        elif key in lexicon.roles["status"] and _LEVEL.fullmatch(text):
            level = own_scale("", text, lexicon)[1]
            if level and is_numbered(level):
                yield Finding(trimmed(value), {"label": quoted(label), "level": text}, variant="level")


_LEVEL = re.compile(r"[^\W\d_]{1,8}[- ]?\d")


def _of_own_scale(report: Report) -> Iterator[Finding]:
    """A severity of no template's scale that the timeline, the title or another place of the head says otherwise."""
    stated = _stated(report)
    if not stated:
        return
    first = stated[0]
    if any(len({reading.level for reading in one.scale.named(report.source[one.place])}) > 1 for one in stated):
        return  # it tells of a change itself
    for other in stated[1:]:
        alike = is_numbered(other.level) or key_of(other.label) == key_of(first.label)
        if alike and other.level != first.level and other.level in first.scale.levels:
            values = {"label": quoted(other.label), "level": other.level, "other": first.level}
            yield Finding(other.place, values, (Related(first.place, quoted(first.label)),), variant="twice")
            return
    nouns = phrases(report.lexicon.roles["severity"])
    also = {  # `Initial severity`
        reading.level
        for label, value in _of_head(report)
        if nouns.search(label)
        for reading in first.scale.named(value.text)
    }
    set_to = stated_levels(report, level_entries(report), first.scale)
    if also.isdisjoint(told.level for told in set_to if told.level != first.level):
        yield from _declared_otherwise(report, first, set_to)


def _declared_otherwise(
    report: Report, stated: _Stated, set_to: Sequence[SetLevel], *, at_most: Level = "error"
) -> Iterator[Finding]:
    """A level that the timeline declares, where it never names the stated one and no text tells of a change.

    `set_to` are the levels that its entries set.
    """
    if not set_to or not all(told.declared for told in set_to) or len({told.level for told in set_to}) > 1:
        return
    scale, words, told = stated.scale, report.lexicon.changes, set_to[0]
    changed = phrases((*words.raised, *words.lowered))
    if not any(_names(entry, stated, report) for entry in level_entries(report)) and not any(
        changed.search(p.text) and scale.named(p.text) for p in proses(report)
    ):
        values = {
            "label": named(stated.label),
            "level": _shown(report, stated.place),
            "other": _shown(report, told.span),
        }
        yield Finding(told.span, values, (Related(stated.place, named(stated.label)),), at_most=at_most, variant="row")


def _names(entry: Prose, stated: _Stated, report: Report) -> bool:
    """Whether an entry names the stated level, or its number beside a word for a severity: ``Severity is now 2``."""
    if any(reading.level == stated.level for reading in stated.scale.named(entry.text)):
        return True
    number = re.search(rf"(?<![\w:.-]){re.escape(stated.level[-1:])}(?![\w:.%-])", entry.text)
    return number is not None and phrases(report.lexicon.roles["severity"]).search(entry.text) is not None


def _shown(report: Report, place: Span) -> str:
    return " ".join(report.source[place].split())


def _stated(report: Report) -> list[_Stated]:
    """The severities that the head of a report of no known template states, in the order of the text."""
    lexicon = report.lexicon
    likely = phrases(lexicon.words.likely.get("severity", ()))
    found = []
    for label, value in _of_head(report):
        key = key_of(label)
        if key and key not in lexicon.roles["severity"] and not likely.fullmatch(key):
            continue
        scale, level = own_scale(key, value.text, lexicon)
        if level and (key in lexicon.roles["severity"] or is_numbered(level)):
            found.append(_Stated(label or "the text", level, trimmed(value), scale))
    by_label: dict[str, list[_Stated]] = {}
    for one in found:
        by_label.setdefault(key_of(one.label), []).append(one)
    legends = {label for label, alike in by_label.items() if _is_legend(report, alike)}
    return [one for one in found if key_of(one.label) not in legends]


def _is_legend(report: Report, alike: list[_Stated]) -> bool:
    """Whether what one label states is a scale that is explained: several levels, line below line."""
    lines = [report.source.line_of(one.place.start) for one in alike]
    return len({one.level for one in alike}) >= _LEGEND and max(lines) - min(lines) < _BLOCK


def _of_head(report: Report) -> Iterator[tuple[str, Prose]]:
    """What labels state, and the parts of the lines above the first section that have none: ``Sev 2 / resolved``."""
    facts = incident(report)
    first_row = min((row.entry.span.start for row in facts.all_rows), default=0)
    for stated in facts.stated:
        if stated.origin not in ("heading", "cell") and stated.value.span.start < first_row:
            yield stated.label, stated.value
    for node in report.outline.preamble:
        if isinstance(node, TextNode) and not node.children:
            for line in node.lines:
                yield from (("", part) for part in _parts(line))


def _parts(line: Prose) -> Iterator[Prose]:
    for match in list(_PART.finditer(line.text[:_LONGEST_LINE]))[:_PARTS]:
        yield prose_slice(line, *match.span())


_BLOCK = 8
"""So few lines are one block."""
_LEGEND = 3
"""So many levels of one label are those of a scale that is explained."""
_LONGEST_LINE = 200
