"""Gates: what a severity or an answer makes mandatory."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from incidentlint.checks.common import because, says_todo, value_of_cause
from incidentlint.checks.registry import NoParams
from incidentlint.facts import Facts, Stated, tokens
from incidentlint.findings import Finding, Level, Related
from incidentlint.grammars import find_dates, find_ranges
from incidentlint.markdown import Code, Prose
from incidentlint.outline import FieldNode, ListNode, SectionNode, TextNode, said_below, trimmed, walk
from incidentlint.report import (
    STATUS_PARTS,
    Bound,
    Report,
    Value,
    bare_status,
    box_of,
    does_not_apply,
    first_part,
    incident,
    is_explanation,
    is_final,
    is_ragged,
    left_open,
    owner_of,
    owner_span,
    says_done,
    statuses,
    wanted,
)
from incidentlint.text import Span, quoted, shorten
from incidentlint.vocabulary import is_bare_waiver, is_needless, is_unsigned, key_of, phrases


def ticked(report: Report, params: NoParams) -> Iterator[Finding]:
    """Boxes that must be ticked and are not; questions of which no box is ticked."""
    for bound in report.walk():
        shape = bound.shape
        asked = shape.kind == "list" and not (bound.parent is not None and bound.parent.shape.one_ticked)
        if shape.one_ticked and (shape.origin == "lead" or shape.kind == "section" or asked):
            yield from _none_ticked(report, bound)
        if not shape.box or not isinstance(bound.node, FieldNode) or bound.waived:
            continue
        if bound.check is None or bound.check.made or bound.check.state == "denied":
            continue
        if report.demanded(shape.ticked) is not True:
            continue
        if owner_of(report, bound) == "post-mortem" or (bound.parent is not None and not report.active(bound.parent)):
            continue
        demand = _demand(bound)
        place = value_of_cause(report, demand)
        related = (Related(place, "this makes it mandatory"),) if place else ()
        values = {
            "because": because(report, demand),
            "label": quoted(bound.label),
            "written": _short(bound.check.written),
        }
        yield Finding(bound.check.span, values, related, variant=_UNMADE[bound.check.state])
    for bound in left_open(report):
        if bound.check is not None:
            yield Finding(bound.check.span, {"label": quoted(bound.label)}, variant="alone", at_most="warning")
    for left in () if report.policy.binds else report.leftovers():
        if left.kind == "unticked":
            yield Finding(left.span, {"label": quoted(left.text)}, variant="form")


_UNMADE = {
    "open": "box", "refused": "refused", "unread": "unread", "unboxed": "unboxed", "unreasoned": "unreasoned",
}  # fmt: skip
"""What is said of a check that was not made, by its state."""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:37]}..."


def _demand(bound: Bound) -> bool | str:
    """The condition that a ticked box rests on: its own, else that of the section around it."""
    if isinstance(bound.shape.ticked, str):
        return bound.shape.ticked
    current = bound.parent
    while current is not None:
        if isinstance(current.shape.required, str):
            return current.shape.required
        current = current.parent
    return True


def _none_ticked(report: Report, bound: Bound) -> Iterator[Finding]:
    node = bound.node
    if not isinstance(node, (FieldNode, SectionNode, ListNode)) or not report.active(bound):
        return
    lists = [node] if isinstance(node, ListNode) else [each for each in node.children if isinstance(each, ListNode)]
    entries = [entry for each in lists for entry in each.children]
    boxes = [box for entry in entries if (box := box_of(entry)) is not None]
    items = [below for below in bound.walk() if below.shape.box]
    gone = [item for item in items if not item.present]
    if any(report.demanded(item.shape.ticked) is True for item in items):
        return
    # Below a heading the items that do not hold may go; below a lead the rule of missing items speaks.
    complete = not isinstance(node, FieldNode) or not 0 < len(gone) < len(items)
    if boxes and not any(boxes) and complete:
        # A list has no label: the text above it is its question, and its first item the place.
        owner, question = (entries[0], bound.shape.says[0]) if isinstance(node, ListNode) else (node, "")
        values = {"label": quoted(shorten(question or owner.label.text, 60)), "count": str(len(boxes))}
        yield Finding(owner.label.span, values, variant="none")


def status(report: Report, params: NoParams) -> Iterator[Finding]:
    """Ticks over a text that says that the check was not made; a status that is not that of the report any more."""
    yield from _goes_on(report)
    yield from _never_ended(report)
    yield from _too_early(report)
    for bound in report.walk():
        check = bound.check
        if check is not None and check.state == "denied" and not says_todo(report, bound):
            values = {"label": quoted(bound.label), "written": _short(check.written)}
            yield Finding(check.span, values, variant="ticked")
        elif check is not None and check.state == "elsewhere":
            values = {"label": quoted(bound.label), "written": _short(check.written)}
            yield Finding(check.span, values, at_most="info", variant="elsewhere")
    if not _all_signed(report):
        return
    for bound in report.role("status"):
        value = bound.value
        if value is not None and value.ok and _is_draft(report, value.text):
            values = {"label": quoted(bound.label), "written": _short(value.text)}
            yield Finding(value.span, values, variant="draft")


def _is_draft(report: Report, text: str) -> bool:
    """Whether a status says that the report is not ready, and nothing else beside it."""
    parts = [part.strip(" *_`.!") for part in STATUS_PARTS.split(" ".join(text.casefold().split()))]
    draft = phrases(report.lexicon.checks.draft)
    return any(parts) and all(draft.fullmatch(part) for part in parts if part)


def _all_signed(report: Report) -> bool:
    """Whether there are rows for signatures, and each is signed."""
    rows = [
        row for root in report.role("sign-off") for row in root.walk() if row.shape.origin == "row" and row.children
    ]
    return bool(rows) and all(
        row.present and all(_is_signed(report, cell.value) for cell in row.children) for row in rows
    )


def _goes_on(report: Report) -> Iterator[Finding]:
    """A status that says that the incident is not over, beside the moment in which it was."""
    facts = incident(report)
    for stated in statuses(report):
        most = _ongoing(report, stated.value.text)
        if most == "info" and (_has_state_between(report, stated.value.span) or _is_called_over(report, facts)):
            most = "error"
        ended = _end(report, facts) if most else None
        if most and ended is not None:
            values = {"label": quoted(stated.label), "written": bare_status(stated.value.text)}
            end = " ".join(report.source[ended].split())
            yield Finding(trimmed(stated.value), {**values, "end": end}, (Related(ended, "the end is here"),),
                at_most=most, variant="ongoing")  # fmt: skip


_OVER = {"resolved": ("resolved",), "closed": ("resolved", "closed")}
"""The ends that a status says that there were."""


def _never_ended(report: Report) -> Iterator[Finding]:
    """A status that says that it is over, beside an end that is told to be open still, or not to apply."""
    facts = incident(report)
    checks, told = report.lexicon.checks, {milestone.role for milestone in facts.milestones}
    going_on, no = phrases((*checks.ongoing, *checks.perhaps_ongoing)), phrases(checks.no)
    said_before = set()
    ends = list(_ends(facts))
    for stated in statuses(report):
        first = first_part(stated.value.text)
        status = facts.words.role_of(first)
        over = _OVER.get(status, _OVER["resolved"] if says_done(first, report.lexicon) else ())
        alone = bare_status(stated.value.text).casefold() == first  # `Closed (false alarm)` may have had no end
        if (first, alone) in said_before:
            continue
        said_before.add((first, alone))
        for end, role, said in ends if over else ():
            denied = role == status and no.fullmatch(said)  # `resolved: false`
            if role not in over or (role in told and not denied) or _is_told_invalid(report, end.value.span):
                continue
            if denied or going_on.fullmatch(said) or (alone and is_bare_waiver(said, report.lexicon)):
                written = bare_status(stated.value.text)
                values = {"label": quoted(stated.label), "written": written, "end": f"{quoted(end.label)} says {said}"}
                place = Related(trimmed(stated.value), "the status")
                yield Finding(trimmed(end.value), values, (place,), variant="over")
                return


def _ends(facts: Facts) -> Iterator[tuple[Stated, str, str]]:
    """The fields that may say when the incident was over, the milestone of each, and what it says."""
    for end in facts.stated:
        role = facts.words.role_of(end.label) or facts.words.called.get(key_of(end.label), "")
        if role in _OVER and end.origin != "cell":
            yield end, role, bare_status(end.value.text).casefold()


def _is_told_invalid(report: Report, place: Span) -> bool:
    """Whether a value is none that its template takes, which is another rule's finding."""
    if not report.policy.binds:
        return False
    values = (bound.value for bound in report.walk())
    told = report.once("invalid", lambda: sorted(v.span for v in values if v is not None and v.state == "invalid"))
    return any(map(place.covers, told[bisect_left(told, place) : bisect_left(told, Span(place.end, place.end + 1))]))


_PENDING = 60
"""What says that a part will be written once something is known is not longer."""


def _too_early(report: Report) -> Iterator[Finding]:
    """A status that says that the report is final, over a part that is still being looked into."""
    pending = phrases(report.lexicon.checks.pending)
    for stated in statuses(report):
        if not is_final(report, stated):
            continue
        for part in _parts_told(report):
            said = " ".join(part.text.split()).strip(" *_`.!")
            if len(said) < _PENDING and pending.match(said):
                values = {"label": quoted(stated.label), "written": bare_status(stated.value.text), "said": said}
                place = trimmed(part)
                yield Finding(
                    trimmed(stated.value), values, (Related(place, "this is not known yet"),), variant="early"
                )


def _parts_told(report: Report) -> Iterator[Prose]:
    """What is all that the summary, the impact, the cause, or a sub-section of these says."""
    for bound in (bound for role in ("summary", "impact", "cause") for bound in report.role(role)):
        node = bound.node
        below = (part for part in walk(node.children) if isinstance(part, SectionNode)) if node is not None else ()
        for part in (node, *below):
            texts = list(said_below(part)) if part is not None else []
            if len(texts) == 1:
                yield texts[0]


def _ongoing(report: Report, text: str) -> Level | None:
    """How sure it is that a status says that the incident goes on; None where it does not."""
    words = report.lexicon.checks
    first = first_part(text)
    if phrases(words.ongoing).fullmatch(first):
        return "error" if not report.policy.binds else "info"
    return "info" if phrases(words.perhaps_ongoing).fullmatch(first) else None


def _is_called_over(report: Report, facts: Facts) -> bool:
    """Whether a question beside the status says that the incident is over: ``resolved: true``."""
    yes = phrases(report.lexicon.checks.made)
    ends = (each for each in facts.stated if facts.words.role_of(each.label) == "resolved" and each.origin != "cell")
    return any(yes.fullmatch(bare_status(each.value.text).casefold()) for each in ends)


def _has_state_between(report: Report, place: Span) -> bool:
    """Whether the template's status, which is at a place, offers a state between going on and closed: mitigated."""
    words = report.lexicon.checks
    unsettled = phrases((*words.ongoing, *words.perhaps_ongoing, *words.draft))
    options = next(
        (
            bound.shape.type.options
            for bound in report.role("status")
            if bound.value is not None and bound.shape.type is not None and bound.value.span.overlaps(place)
        ),
        (),
    )
    return any(not unsettled.fullmatch(option.casefold()) for option in options[1:-1])


def _end(report: Report, facts: Facts) -> Span | None:
    """Where a report tells when the incident ended: a label, from when to when, or the last row of the timeline."""
    for milestone in facts.milestones:
        if milestone.role == "resolved" and milestone.stamp.time is not None and milestone.stamp.valid:
            return milestone.span
    starts = report.lexicon.roles["started"]
    for stated in facts.stated:
        times = find_ranges(stated.value.text) if key_of(stated.label) in starts else ()
        if times:
            return stated.value.source(times[0].start, times[0].end)
    last = facts.all_rows[-1] if facts.all_rows else None
    if last is None or last.entry.event is None:
        return None
    told = "resolved" in last.tells or facts.words.endings & {*tokens(last.entry.event.text)}
    return last.entry.span if told else None


def post_mortem(report: Report, params: NoParams) -> Iterator[Finding]:
    """A post-mortem that is demanded has a date, and its box is ticked."""
    for bound in report.role("post-mortem"):
        shape = bound.shape
        if shape.box:
            demand = shape.value if report.demanded(shape.value) is True else shape.ticked
            if report.demanded(demand) is True and wanted(report, bound):
                yield from _post_mortem_item(report, bound, demand)
        elif bound.present and bound.value is not None and report.active(bound):
            yield from _post_mortem_field(bound, bound.value)


def _post_mortem_item(report: Report, bound: Bound, demand: bool | str) -> Iterator[Finding]:
    values = {"because": because(report, demand), "label": quoted(bound.label)}
    place = value_of_cause(report, demand)
    related = (Related(place, "this makes it mandatory"),) if place else ()
    node = bound.node
    if not isinstance(node, FieldNode):
        yield Finding(
            place or owner_span(report, bound),
            values,
            (Related(owner_span(report, bound), "it belongs here"),),
            variant="missing",
        )
        return
    if bound.waived:
        yield Finding(bound.span, {**values, "reason": bound.waived}, at_most="info", variant="waived")
    elif bound.check is not None and not bound.check.made and bound.check.state != "denied":
        yield Finding(bound.check.span, values, related, variant="unticked")
    elif report.demanded(bound.shape.value) is True and not _has_date(bound.value):
        span = bound.value.span if bound.value and bound.value.text else bound.span
        yield Finding(span, values, related, variant="undated")


def _post_mortem_field(bound: Bound, value: Value) -> Iterator[Finding]:
    undated = value.state in ("empty", "todo", "invalid", "unread") or (value.ok and value.stamp is None)
    if undated and not find_dates(value.text):
        span = value.span if value.text else bound.span
        yield Finding(span, {"because": "", "label": quoted(bound.label)}, variant="undated")


def _has_date(value: Value | None) -> bool:
    return value is not None and value.state not in ("empty", "slot", "todo") and bool(find_dates(value.text))


def sign_off(report: Report, params: NoParams) -> Iterator[Finding]:
    """Rows of the sign-off that are not signed, one finding a row."""
    for root in report.role("sign-off"):
        for bound in root.walk():
            if bound.shape.origin != "row" or not bound.shape.children:
                continue
            table = bound.parent
            if (
                report.demanded(bound.shape.required) is not True
                or table is None
                or not table.present
                or not report.active(table)
            ):
                continue
            yield from _unsigned(report, bound)


def _unsigned(report: Report, bound: Bound) -> Iterator[Finding]:
    role = quoted(bound.label)
    if not isinstance(bound.node, FieldNode):
        if not is_ragged(report, bound):
            yield Finding(owner_span(report, bound), {"role": role}, variant="absent")
        return
    said = [cell.value.text for cell in bound.children if cell.present and cell.value is not None]
    if any(is_needless(text, report.lexicon) for text in said):
        return
    missing = [
        cell
        for cell in bound.children
        if cell.present
        and not _is_signed(report, cell.value)
        and (cell.shape.required is True or _is_name(report, cell))
    ]
    if missing and not does_not_apply(report, bound, signed=True):
        first = missing[0]
        names = ", ".join(quoted(cell.shape.label.text) for cell in missing)
        span = first.value.span if first.value is not None and first.value.text else first.span
        yield Finding(span, {"role": role, "missing": names}, variant="cells")


def _is_name(report: Report, cell: Bound) -> bool:
    """Whether a cell is the signer's name, which the template may give."""
    return cell.shape.label.key in report.lexicon.columns["name"]


def _is_signed(report: Report, value: Value | None) -> bool:
    """Whether a cell holds a name, date or signature; None is none."""
    if value is None or value.state in ("empty", "slot", "todo", "unresolved", "invalid"):
        return False
    return not is_unsigned(value.text, report.lexicon)


def explained(report: Report, params: NoParams) -> Iterator[Finding]:
    """Answers that need an explanation and have none."""
    for bound in report.walk():
        value, shape = bound.value, bound.shape
        if value is None or shape.type is None or shape.type.kind != "choice" or not value.ok:
            continue
        if shape.origin == "ballot":
            yield from _ballot_explained(report, bound, value)
        elif value.answer in shape.type.explain and value.explanation is None:
            if owner_of(report, bound) != "authority" and not _is_followed_by_text(report, bound):
                yield Finding(value.span, {"label": quoted(bound.label), "answer": value.answer})


def _is_followed_by_text(report: Report, bound: Bound) -> bool:
    """Whether a paragraph or quote is right below an answer: its explanation."""
    section = bound.parent.node if bound.parent else None
    nodes = section.children if section is not None else report.outline.preamble
    places = [number for number, node in enumerate(nodes) if node is bound.node]
    after = nodes[places[0] + 1 : places[0] + 2] if places else ()
    return any(isinstance(node, TextNode) and not isinstance(node.block, Code) and bool(node.lines) for node in after)


def _ballot_explained(report: Report, bound: Bound, value: Value) -> Iterator[Finding]:
    siblings = bound.parent.children if bound.parent else []
    for sibling in siblings:
        if (
            not is_explanation(report, sibling.shape)
            or value.explanation is not None
            or not report.active(bound.parent or bound)
        ):
            continue
        if not sibling.present:
            empty = not _has_other_text(bound)
        else:
            empty = sibling.value.state == "empty" if sibling.value is not None else not _has_text(sibling)
        if empty:
            label = bound.parent.label if bound.parent else ""
            place: Span = value.box or value.span
            yield Finding(place, {"label": quoted(label), "answer": value.answer or value.text})


def _has_other_text(bound: Bound) -> bool:
    """Whether a paragraph or quote is beside a ballot line: an explanation without its label."""
    section = bound.parent.node if bound.parent else None
    return section is not None and any(
        isinstance(node, TextNode) and node is not bound.node and bool(node.lines) for node in section.children
    )


def _has_text(bound: Bound) -> bool:
    node = bound.node
    if not isinstance(node, FieldNode):
        return False
    return bool(node.value.text.strip()) or any(
        not isinstance(child, TextNode) or any(line.text.strip() for line in child.lines) for child in node.children
    )
