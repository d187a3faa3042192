"""Structure: the sections that the template demands, and where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.checks.common import because, has_value_behind, name_of, value_of_cause
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding, Fix, Level, Related
from incidentlint.outline import FieldNode, SectionNode, TextNode, own_texts, said_below
from incidentlint.report import (
    DEEPEST,
    Bound,
    Report,
    absent_fields,
    belongs,
    heading_line,
    is_end,
    is_left_empty,
    is_named,
    is_replaced,
    level_of,
    near_line,
    owner_span,
    sections_of_another_form,
    to_level,
    top_shift,
    wanted,
)
from incidentlint.text import Span, normalise, quoted
from incidentlint.vocabulary import is_needless, key_of, phrases, split_name, words_of


def missing_section(report: Report, params: NoParams) -> Iterator[Finding]:
    """Sections that every report needs, at the heading before which they belong."""
    if sum(bound.present and bound.shape.kind == "section" for bound in report.walk()) < report.policy.least_sections:
        return
    missing, demanded = sections_of_another_form(report)
    if missing:
        names = ", ".join(name_of(bound) for bound in missing[:_NAMED])
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        values = {"missing": str(len(missing)), "demanded": str(demanded), "names": names + more}
        yield Finding(owner_span(report, report.bound[0]), values, variant="form")
        return
    for bound in report.walk():
        if (
            bound.shape.kind == "section"
            and bound.shape.required is True
            and not bound.present
            and wanted(report, bound)
            and not report.is_unread(bound)
            and not _is_in_front_matter(bound)
            and bound.shape.label.key not in report.once("run-in heads", lambda: _run_in_heads(report))
        ):
            name = report.near(bound)[0]
            renamed = _is_renamed(split_name(name)[2], bound.shape.label.key) if name else is_named(report, bound)
            yield _missing(report, bound, name, told=renamed or is_replaced(report, bound))
    for bound, name, told in absent_fields(report):
        if bound.shape.origin == "heading":  # a section of the template for one value
            yield _missing(report, bound, name, told=told)


def _missing(report: Report, bound: Bound, name: str, *, told: bool) -> Finding:
    """That a section is missing, where perhaps another `name` was meant, or what it asks for is `told` elsewhere."""
    from incidentlint.report import section_skeleton

    near = f"; did you mean {quoted(name)}?" if name else ""
    values = {"section": name_of(bound), "near": near, "line": str(bound.shape.line)}
    place, fix = near_line(report, bound) or belongs(report, bound), section_skeleton(report, bound)
    return Finding(place, values, fix=fix, at_most="info" if told else "error", variant="missing")


_NAMED = 3
"""So many sections are named of those that a report of another form lacks."""


def _is_renamed(name: str, key: str) -> bool:
    """Whether a heading is a section's name with words before or behind it, or some of its own: ``Fix applied``."""
    told, own = words_of(name).split(), words_of(key).split()
    return is_end(told, own) or is_end(own, told)


def _run_in_heads(report: Report) -> frozenset[str]:
    """The keys of what stands before a text on its line, marked and with a full stop: ``**6.1 Stop.** Done.``."""
    return frozenset(
        key_of(prose.text[mark.start : mark.end])
        for node in report.outline.walk()
        for prose in own_texts(node, code=False)
        for mark in prose.marks
        if mark.kind in ("strong", "emphasis") and prose.text[mark.end - 1 : mark.end] in (".", "。")
        if len(prose.text) > mark.end
    )


def _is_in_front_matter(bound: Bound) -> bool:
    """Whether all that a missing section has to hold are fields, and the front matter has them."""
    fields = [below for below in bound.walk() if below.shape.kind == "field" and below.shape.required is True]
    nodes = [field.node for field in fields if field.shape.origin != "cell"]
    return bool(nodes) and all(isinstance(node, FieldNode) and node.origin == "front-matter" for node in nodes)


def gated_section(report: Report, params: NoParams) -> Iterator[Finding]:
    """Sections and fields that a condition makes mandatory, at the value that does."""
    for bound in report.walk():
        shape = bound.shape
        if not isinstance(shape.required, str) or report.demanded(shape.required) is not True:
            continue
        if (bound.parent is not None and not report.active(bound.parent)) or report.is_unread(bound):
            continue
        headed = shape.kind == "section" or shape.origin == "heading"
        node = f"section {name_of(bound)}" if headed else f"field {name_of(bound)}"
        values = {"section": name_of(bound), "node": node, "because": because(report, shape.required)}
        if bound.present:
            if bound.waived:
                wrong = _is_offered_to_others(report, bound) or _is_of_other_level(report, bound.waived)
                most: Level = "error" if wrong else "info"
                yield Finding(bound.span, {**values, "reason": bound.waived}, at_most=most, variant="waived")
            elif said := _bare_waiver(report, bound):
                yield Finding(bound.span, {**values, "reason": said}, variant="waived")
            continue
        place = value_of_cause(report, shape.required) or belongs(report, bound)
        there = Related(belongs(report, bound), f"{name_of(bound)} belongs before here")
        related = (there,) if headed else ()
        near = f"; did you mean {quoted(name)}?" if (name := report.near(bound)[0]) else ""
        from incidentlint.report import field_skeleton, section_skeleton

        fix = section_skeleton(report, bound) if headed else field_skeleton(report, bound)
        yield Finding(place, {**values, "near": near}, related, fix, variant="missing")


def _bare_waiver(report: Report, bound: Bound) -> str:
    """What a section or field says where that is only that it was not needed, for no reason; else ``""``."""
    if isinstance(bound.node, FieldNode):
        return _needless_value(report, bound)
    kept = {normalise(text) for text in bound.shape.says}
    below = said_below(bound.node) if isinstance(bound.node, SectionNode) else []
    texts = [text for text in below if normalise(text.text) not in kept]
    alone = len(texts) == 1 and len(texts[0].text) < _SHORT and is_needless(texts[0].text, report.lexicon)
    return " ".join(texts[0].text.split()) if alone else ""


def _needless_value(report: Report, bound: Bound) -> str:
    """What a field says where that is only that it was not needed, or N/A that its slot offers to other levels."""
    value = bound.value
    if value is None or value.state not in ("ok", "waived") or len(value.text) > _SHORT:
        return ""
    offered = value.state == "waived" and any(
        phrases(report.lexicon.words.gates.otherwise).search(slot.text) for slot in bound.shape.slots
    )
    needless = value.state == "ok" and not value.answer and is_needless(value.text, report.lexicon)
    return " ".join(value.text.split()) if offered or needless else ""


_SHORT = 40
"""A text of so many signs may be that something was not needed."""

_FEW_WORDS = 4
"""A reason of more words tells more than a level."""


def _is_offered_to_others(report: Report, bound: Bound) -> bool:
    """Whether a template offers what a section says to other levels, and not for a case: ``If no data was lost``."""
    if not bound.offered:
        return False
    said = normalise(bound.waived).rstrip(" .。")
    levels = [level.casefold() for level in report.pack.scale.levels]
    case = phrases(report.lexicon.words.gates.in_case)
    other = phrases(report.lexicon.words.gates.otherwise)
    parts = ([*_SENTENCE.split(says)] for says in bound.shape.says)
    texts = (  # `Required for P0. Otherwise write "none needed".`: what is otherwise, the sentence before says
        f"{before} {text}" if other.match(text) else text
        for sentences in parts
        for before, text in zip(("", *sentences), sentences, strict=False)
        if said in normalise(text)
    )
    return any(any(level in text.casefold() for level in levels) or not case.search(text) for text in texts)


_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n\n")


def _is_of_other_level(report: Report, reason: str) -> bool:
    """Whether all that a reason says is a level of severity that the report does not have: ``rank C``, ``only P1``."""
    if not report.severity or len(reason.split()) > _FEW_WORDS:
        return False
    levels = "|".join(re.escape(level) for level in report.pack.scale.levels)
    named = {*re.findall(rf"(?<![A-Za-z0-9])(?:{levels})(?![A-Za-z0-9])", reason)} if levels else set()
    return bool(named) and report.severity not in named


def section_order(report: Report, params: NoParams) -> Iterator[Finding]:
    """The first heading of each level that is where the template has another."""
    parents: list[tuple[list[Bound], object]] = [(report.bound, None)]
    parents += [(bound.children, bound.node) for bound in report.walk() if isinstance(bound.node, SectionNode)]
    for bounds, owner in parents:
        home = owner.sections if isinstance(owner, SectionNode) else report.outline.sections
        headings = {section.heading for section in home}
        bound_sections = [
            b
            for b in bounds
            if isinstance(b.node, SectionNode) and b.shape.kind != "title" and b.node.heading in headings
        ]
        places = [bound.node.span.start for bound in bound_sections if bound.node is not None]
        by_place = sorted(range(len(places)), key=places.__getitem__)
        moved = _first_out_of_order(by_place)
        if moved is None:
            continue
        index, after = moved
        first, second = bound_sections[index], bound_sections[after]
        assert isinstance(first.node, SectionNode)
        assert isinstance(second.node, SectionNode)
        before = first.node.heading.start < second.node.heading.start
        yield Finding(
            heading_line(report, first.node),
            {"section": name_of(first), "other": name_of(second), "where": "before" if before else "after"},
            (
                Related(
                    heading_line(report, second.node),
                    f"the template has {name_of(second)} {'first' if before else 'later'}",
                ),
            ),
        )


def _first_out_of_order(order: list[int]) -> tuple[int, int] | None:
    """The first number that must move for the sequence to ascend, and one that it is on the wrong side of.

    As few as can be move: those outside a longest ascending subsequence, of several the one that begins latest, so that
    the earliest culprit is named.
    """
    lengths = [1] * len(order)
    for i in range(len(order)):
        lengths[i] = 1 + max((lengths[j] for j in range(i) if order[j] < order[i]), default=0)
    kept: set[int] = set()
    need, limit = max(lengths, default=0), len(order) + 1
    for i in range(len(order) - 1, -1, -1):
        if lengths[i] == need and order[i] < limit:
            kept.add(i)
            need, limit = need - 1, order[i]
    for position, number in enumerate(order):
        if position not in kept:
            wrong = [other for other in order[position + 1 :] if other < number]
            wrong += [other for other in order[:position] if other > number]
            return number, wrong[0]
    return None


def duplicate_section(report: Report, params: NoParams) -> Iterator[Finding]:
    """Sections that appear twice, at the second."""
    for bound in report.walk():
        if bound.shape.kind != "section" or bound.node is None:
            continue
        for copy in bound.duplicates:
            if isinstance(copy, SectionNode):
                first = Related(bound.span, "the first one, which is checked")
                name = name_of(bound) if report.policy.closed else quoted(copy.label.text)
                yield Finding(heading_line(report, copy), {"section": name}, (first,))
    if not report.policy.closed:
        yield from _repeated_section(report)


def _repeated_section(report: Report) -> Iterator[Finding]:
    """Top sections of no known role with one title; one with a number in it may stand for an entry of many."""
    taken = _known_headings(report)
    seen: dict[tuple[int, str], SectionNode] = {}
    for section in report.outline.sections:
        if section.heading in taken or not section.label.key or any(char.isdigit() for char in section.title.text):
            continue
        first = seen.setdefault((section.level, section.label.key), section)
        if first is not section:
            related = (Related(heading_line(report, first), "the first one"),)
            yield Finding(heading_line(report, section), {"section": quoted(section.label.text)}, related)


def _known_headings(report: Report) -> set[Span]:
    """The headings of the sections that the template has, those that are there twice as well."""
    nodes = [node for bound in report.walk() for node in (bound.node, *bound.duplicates)]
    return {node.heading for node in nodes if isinstance(node, SectionNode)}


def unexpected_section(report: Report, params: NoParams) -> Iterator[Finding]:
    """Sections that the template does not have, but for those that are perhaps a missing one under another name."""
    known = _known_headings(report)
    missing = (bound for bound in report.walk() if bound.shape.kind == "section" and not bound.present)
    near = {near_line(report, bound) for bound in missing if bound.shape.required is True}
    for section in report.outline.walk_sections():
        if (
            section.heading not in known
            and heading_line(report, section) not in near
            and not report.is_guide(section.span)
        ):
            yield Finding(heading_line(report, section), {"section": quoted(section.label.text)})


def empty_section(report: Report, params: NoParams) -> Iterator[Finding]:
    """Headings with nothing below them."""
    if report.policy.demands:
        yield from _empty_sections(report)
        return
    for left in report.leftovers():
        if left.kind == "empty-section":
            yield Finding(left.span, {"section": left.owner}, variant="empty" if left.owner else "unnamed")


def _empty_sections(report: Report) -> Iterator[Finding]:
    for bound in report.walk():
        node = bound.node
        if not isinstance(node, SectionNode) or bound.shape.kind == "title" or has_value_behind(node.title.text):
            continue
        variant = "empty" if is_left_empty(bound) else "hint"
        if variant == "hint" and not _keeps_hints_only(report, bound, node):
            continue
        most: Level = "error" if report.demanded(bound.shape.required) is True else "info"
        yield Finding(heading_line(report, node), {"section": name_of(bound)}, at_most=most, variant=variant)


def _keeps_hints_only(report: Report, bound: Bound, node: SectionNode) -> bool:
    """Whether a section that a condition demands keeps no more than how its template's texts begin.

    ``(Only for P0.)`` where the template has ``(Only for P0.) Reported on ____``.
    """
    shape = bound.shape
    if not isinstance(shape.required, str) or report.demanded(shape.required) is not True or not report.active(bound):
        return False
    # What is asked below a label, that label's answer says.
    asks = [normalise(slot.text) for below in shape.children if below.kind == "text" for slot in below.slots]
    texts = [
        normalise(" ".join(line.text for line in child.lines)) for child in node.children if isinstance(child, TextNode)
    ]
    others = [child for child in node.children if not isinstance(child, TextNode)]
    if not asks or not texts or not all(isinstance(child, FieldNode) and child.label.key for child in others):
        return False
    said = [normalise(text) for text in shape.says]
    return all(
        text and any(hint.startswith(text) for hint in said) and not any(ask and ask in text for ask in asks)
        for text in texts
    )


def heading_level(report: Report, params: NoParams) -> Iterator[Finding]:
    """Headings on another level than the template's, seen from the section that they are in."""
    shift = top_shift(report)
    for bound in report.walk():
        node, shape = bound.node, bound.shape
        if not isinstance(node, SectionNode) or shape.kind != "section" or not shape.level:
            continue
        expected = level_of(bound, shift)
        if node.level not in (expected, shape.level + shift) and 1 <= expected <= DEEPEST:
            values = {"section": name_of(bound), "level": str(node.level), "expected": str(expected)}
            advice = f"Make it a level-{expected} heading: {'#' * expected} {node.label.text}"
            edits = to_level(report, bound, expected)
            fix = Fix(f"Make it a level-{expected} heading", "safe", edits) if edits else None
            yield Finding(heading_line(report, node), values, fix=fix, help=advice)
