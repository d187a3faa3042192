"""The actions of a report: the cells of their tables, and the parts of their lists' items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest

from incidentlint.grammars import find_dates
from incidentlint.markdown import Prose, prose_slice
from incidentlint.outline import FieldNode, ListNode, Node, SectionNode, TableNode, trimmed
from incidentlint.report.action_items import (
    AT,
    LINKS,
    blank_part,
    is_group,
    is_to_do,
    labels_of,
    lacks,
    parts_of,
    says_done,
    state_of_part,
    stripped,
    unowned_part,
    without_label,
)
from incidentlint.report.action_records import Told, of_part, records_of, told_of_records
from incidentlint.report.bound import Bound
from incidentlint.report.report import Report
from incidentlint.report.values import State, Value
from incidentlint.text import Span, SpanSet, quoted, shorten
from incidentlint.vocabulary import (
    Lexicon,
    is_name_of_value,
    is_nobody,
    is_nothing,
    key_of,
    names_anyone,
    phrases,
)


def asks_for_person(report: Report) -> bool | None:
    """Whether the template wants a person for the owner of an action, in so many words; None where it says ``[name]``.

    False where it takes whom its reports name.
    """
    answers = report.lexicon.words.answers
    texts = [
        text
        for root in report.role("actions")
        for shape in root.shape.walk()
        for text in (
            *shape.says,
            *shape.prompts,
            *(slot.text for slot in shape.slots if shape.kind == "list"),
            *(slot.text for column in shape.columns if column.role == "owner" for slot in column.slots),
        )
    ]
    if any(phrases(answers.persons).search(text) for text in texts):
        return True
    asked = (text.strip("[]<>{}_*() ") for text in texts)
    owners = report.lexicon.columns["owner"]
    named = [
        text for text in asked if is_name_of_value(text, report.lexicon.words.prompts) and key_of(text) not in owners
    ]
    return None if named and not any(phrases(answers.teams).search(text) for text in texts) else False


def action_tables(report: Report) -> Iterator[Bound]:
    """The tables of actions."""
    for root in report.role("actions"):
        for bound in root.walk():
            if bound.shape.kind == "table" and isinstance(bound.node, TableNode):
                yield bound


def told_of_actions(report: Report, role: str) -> Iterator[Told]:
    """What the tables and lists of actions say of one thing: `role` is that of its column, ``owner`` or ``due``."""
    for bound in action_tables(report):
        yield from _cells(report, bound, role)
    if report.policy.demands:
        for root in report.role("actions"):
            asking = {bound.node for bound in root.walk() if role in bound.shape.asks}
            records = tuple(records_of(root.node, report.lexicon)) if root.node is not None else ()
            labelled = any(shape.label.key in report.lexicon.columns[role] for shape in root.shape.walk())
            yield from told_of_records(records, role, asked=labelled)
            known = SpanSet(node.span for node, _ in records)
            lists = list(_lists((root.node,) if root.node is not None else (), report.lexicon))
            alone = role == "owner" and _is_only_gap(lists, role, report.lexicon)
            labels = {bound.node: _asks(bound, role, report.lexicon) for bound in root.walk() if _is_named(bound)}
            for node in lists:
                if not known.overlaps(node.span):
                    yield from _items(report, node, role, labels, asked=node in asking, alone=alone)
        yield from _gaps(report, role)
        if role == "owner":
            for table in _tables_of_actions(report):
                yield from _unowned_rows(table, report.lexicon)
    else:
        yield from _gaps(report, role)
        yield from _gaps_of_lists(report, role)
        if role == "owner":
            yield from _unowned(report)


def _unowned(report: Report) -> Iterator[Told]:
    """The actions of no known template, in tables and lists, of which their owner's place says that there is none."""
    lexicon = report.lexicon
    for table in _tables_of_actions(report):
        yield from _unowned_rows(table, lexicon)
    likely = phrases(lexicon.words.likely.get("actions", ()))
    for section in report.outline.walk_sections():
        key = section.label.key
        for items in _lists(section.children, lexicon) if key in lexicon.roles["actions"] or likely.search(key) else ():
            people = any(AT.search(entry.whole.text) for entry in items.children if entry.whole is not None)
            for entry in items.children:
                labelled = parts_of(entry, lexicon).get("owner")
                if entry.whole is None or (entry.tick is True and labelled is None):
                    continue
                part = labelled or unowned_part(entry.whole, lexicon, people=people) or _anyone(entry.whole)
                blank = labelled is not None and labelled[0].text.strip() != "" and is_nothing(labelled[0].text)
                if part is not None and (blank or _is_unowned(part[0].text, lexicon)):
                    action = quoted(shorten(LINKS.split(entry.whole.text, maxsplit=1)[0], 50))
                    yield Told(Value("ok", part[0], trimmed(part[0])), trimmed(part[0]), action)


def _anyone(whole: Prose) -> tuple[Prose, Span] | None:
    """A part of an item before a date, or its bold beginning, that is no one in particular: ``Anyone, by 18 May``."""
    starts = [0, *(match.end() for match in _SENTENCES_AND_LINKS.finditer(whole.text))]
    for start, following in zip_longest(starts, starts[1:]):
        end = following or len(whole.text)
        first, last = stripped(whole.text, start, end)
        bold = next((m.end for m in whole.marks if m.kind == "strong" and m.start <= first < m.end), None)
        if start == 0:
            if bold is None:
                continue
            first, last = stripped(whole.text, first, bold)
        elif not find_dates(whole.text[end : end + _REACH]):
            continue
        if names_anyone(whole.text[first:last]):
            return prose_slice(whole, first, last), whole.source(first, last)
    return None


_SENTENCES_AND_LINKS = re.compile(r"\s[—–-]{1,3}\s|[;|(.]\s?|,\s")

_REACH = 40
"""Signs behind an owner in which the date of an action is."""


def _tables_of_actions(report: Report) -> list[TableNode]:
    """The tables that no template asks for below a heading for actions, or with the columns of them."""
    return report.once("tables of actions", lambda: list(_read_tables(report)))


def _read_tables(report: Report) -> Iterator[TableNode]:
    lexicon, asked, within = report.lexicon, tables_asked(report), SpanSet()
    likely = phrases(lexicon.words.likely.get("actions", ()))
    for node in report.outline.walk():
        if isinstance(node, SectionNode):
            headed = node.label.key in lexicon.roles["actions"]
            if headed or likely.search(node.label.key):
                within.add(node.span)
            for table in node.children:
                if isinstance(table, TableNode) and not asked.overlaps(table.span):
                    roles = {lexicon.column_role(column.key) for column in table.columns}
                    below = roles >= {"action", "owner"} and within.overlaps(table.span)
                    if headed or below or roles >= {"action", "owner", "due"}:
                        yield table


def tables_asked(report: Report) -> SpanSet:
    """The places of the tables of a report, and of their rows, that its template asks for."""
    return report.once(
        "tables asked for",
        lambda: SpanSet(
            bound.node.span
            for bound in report.walk()
            if bound.node is not None and (isinstance(bound.node, TableNode) or bound.shape.origin in ("row", "cell"))
        ),
    )


def _unowned_rows(table: TableNode, lexicon: Lexicon) -> Iterator[Told]:
    roles = [lexicon.column_role(column.key) for column in table.columns]
    if not {"action", "owner"} <= {*roles}:
        return
    for row in table.rows:
        told = dict(zip(roles, row.cells, strict=False))
        owner, action = told.get("owner"), told.get("action")
        if owner is not None and action is not None and _is_unowned(owner.text, lexicon):
            place = trimmed(owner)
            yield Told(Value("ok", owner, place), place, quoted(shorten(action.text.strip(), 50)))


def _is_unowned(text: str, lexicon: Lexicon) -> bool:
    """Whether an owner is surely nobody, and neither missing nor a mark that is reported in any cell: ``TBD``."""
    mark = text.strip(" *_`[]().") in lexicon.words.answers.undecided
    return not is_nothing(text) and not mark and is_nobody(text, lexicon, surely=True)


def _rows(report: Report, role: str) -> Iterator[list[tuple[Prose, str, tuple[Prose, ...]]]]:
    """The rows that name an action, in tables that no template asks for: a role's cell, its name, all cells."""
    for table in _tables_of_actions(report):
        roles = [report.lexicon.column_role(column.key) for column in table.columns]
        if {"action", "owner", role} <= {*roles}:
            at, what = roles.index(role), roles.index("action")
            rows = [(row.cells, row.cells[what].text) for row in table.rows if len(row.cells) == len(roles)]
            yield [(cells[at], _named(name), cells) for cells, name in rows if not is_nothing(name.strip())]


def _gaps(report: Report, role: str) -> Iterator[Told]:
    """The cells of tables of actions that no template asks for that say nothing, where another row's says something.

    Of a row that is still to be done, as it says itself, they do in any case, where no template says what is asked.
    """
    for rows in _rows(report, role):
        empty = [row for row in rows if is_nothing(row[0].text)]
        for cell, action, cells in empty:
            undone = not report.policy.demands and any(_says_undone(each.text, report.lexicon) for each in cells)
            if (undone or len(empty) < len(rows)) and not any(says_done(each.text, report.lexicon) for each in cells):
                yield _told(cell, action, "empty")


def _says_undone(text: str, lexicon: Lexicon) -> bool:
    """Whether a cell is nothing but a state of what is still to be done: ``⏳ Pending``."""
    return phrases(lexicon.words.answers.undone, r"[\W_]*").fullmatch(text.strip(" *_`.")) is not None


def _gaps_of_lists(report: Report, role: str) -> Iterator[Told]:
    """The items of lists of actions whose label for a thing has nothing behind it, and headings over such labels.

    An unlabelled date is one where others have theirs: ``Order fuses (Eva, TBD)``.
    """
    lexicon = report.lexicon
    for section in report.outline.walk_sections():
        if section.label.key not in lexicon.roles["actions"]:
            continue
        for told in told_of_records(tuple(records_of(section, lexicon)), role, asked=False):
            if told.value.state == "empty":
                yield told
        for items in _lists(section.children, lexicon):
            open_items = [entry for entry in items.children if entry.whole is not None and entry.tick is not True]
            dated = sum(_ends_with_day(entry) for entry in open_items)
            for entry in open_items:
                yield from _gap_of_item(entry, role, lexicon, dated=2 * dated >= len(items.children))


def _gap_of_item(entry: FieldNode, role: str, lexicon: Lexicon, *, dated: bool) -> Iterator[Told]:
    """What an item lacks; that an owner is ``?`` is told of all who are nobody. `dated` says that most have a date."""
    assert entry.whole is not None
    part = parts_of(entry, lexicon).get(role)
    action = _named(LINKS.split(entry.whole.text, maxsplit=1)[0])
    if part is not None and entry.whole.span.covers(part[1]):
        said = part[0].text.strip(" )]")
        if not said or (role == "due" and is_nothing(said)):
            yield Told(Value("empty", prose_slice(part[0], 0, 0), part[1]), part[1], action)
    elif part is None and role == "due" and dated:
        last = [*_parts_of(entry.whole)][-1]
        if last.text.strip() in (*lexicon.words.answers.undecided, "?", "??"):
            yield _told(last, action)


def _parts_of(whole: Prose) -> Iterator[Prose]:
    """The parts of an item, as signs divide them."""
    cuts = [0, *(match.end() for match in LINKS.finditer(whole.text))]
    for start, end in zip_longest(cuts, cuts[1:]):
        yield prose_slice(whole, *stripped(whole.text, start, end or len(whole.text)))


def _ends_with_day(entry: FieldNode) -> bool:
    """Whether the last part of an item is a day."""
    return entry.whole is not None and bool(find_dates([*_parts_of(entry.whole)][-1].text))


def due_of_actions(report: Report) -> Iterator[Told]:
    """When actions are due: what a template's tables and lists say, and the tables of a report without one."""
    yield from told_of_actions(report, "due")
    for cell, action, _ in chain.from_iterable(_rows(report, "due")):
        yield _told(cell, action)


def due_elsewhere(report: Report) -> Iterator[list[Told]]:
    """When is due what tables with owners and dates, and lists whose items label their owners, tell anywhere else.

    Those of one table or list are together.
    """
    lexicon = report.lexicon
    known = SpanSet(root.node.span for root in report.role("actions") if root.node is not None)
    for node in report.outline.walk():
        if isinstance(node, TableNode) and not known.overlaps(node.span):
            roles = [lexicon.column_role(column.key) for column in node.columns]
            if "owner" in roles[1:] and roles.count("due") == 1 and not roles[0]:
                at = roles.index("due")
                cells = [(row.cells[at], row.cells[0].text) for row in node.rows if len(row.cells) == len(roles)]
                yield [_told(cell, _named(name)) for cell, name in cells if not is_nothing(cell.text)]
        elif isinstance(node, ListNode) and not known.overlaps(node.span):
            yield [*_labelled_items(node, lexicon)]


def _labelled_items(node: ListNode, lexicon: Lexicon) -> Iterator[Told]:
    """When the items of a list are due that label their owner: ``Add a test (owner: Ana Cal, due 2026-05-20)``."""
    for entry in node.children:
        text = entry.whole.text if entry.whole is not None else ""
        if not ((":" in text or "：" in text or "=" in text) and _LABELLED.search(text) and find_dates(text)):
            continue
        parts = parts_of(entry, lexicon)
        if "owner" in parts and (due := parts.get("due") or without_label(entry, "due", lexicon)):
            yield _told(due[0], _named(LINKS.split(text, maxsplit=1)[0]))


_LABELLED = re.compile(r"\w[*_]{0,3}(?: ?[:：]|=)")


def _told(prose: Prose, action: str, state: State = "ok") -> Told:
    place = trimmed(prose)
    return Told(Value(state, prose, place), place, action)


def _named(action: str) -> str:
    """An action as messages name it."""
    return quoted(shorten(action.strip(), 50))


def action_texts(report: Report) -> Iterator[Prose]:
    """The texts of the actions in tables and lists, without those that have a ticket or page of their own beside it."""
    for bound in action_tables(report):
        what, reference = report.column(bound, "action"), report.column(bound, "reference")
        if what is None:
            continue
        for row in report.rows(bound):
            if reference is None or is_nothing(row.values[reference].text):
                yield row.values[what].prose
    for root in report.role("actions"):
        for node in _lists((root.node,) if root.node is not None else (), report.lexicon):
            for entry in node.children:
                if entry.whole is not None and "reference" not in parts_of(entry, report.lexicon):
                    first = labels_of(report.lexicon).search(entry.whole.text)
                    yield prose_slice(entry.whole, 0, first.start()) if first else entry.whole


def _lists(nodes: Iterable[Node], lexicon: Lexicon) -> Iterator[ListNode]:
    """The lists below headings and leads, those inside of items left out unless the item only says what they are."""
    for node in nodes:
        if isinstance(node, ListNode):
            yield node
            for entry in node.children:
                if is_group(entry, lexicon):
                    yield from _lists(entry.children, lexicon)
        elif isinstance(node, (SectionNode, FieldNode)):
            yield from _lists(node.children, lexicon)


def _cells(report: Report, bound: Bound, role: str) -> Iterator[Told]:
    index = report.column(bound, role)
    what = report.column(bound, "action")
    if what is None:
        what = next((at for at in bound.columns if bound.shape.columns[at].role == ""), None)
    if index is None:
        return
    for row in report.rows(bound):
        value = row.values[index]
        action = row.values[what].text if what is not None else ""
        place = value.span if value.text else row.row.cell_spans[bound.columns[index]]
        yield Told(value, place, quoted(shorten(action, 50)) or f"in row {row.number}")


def _is_only_gap(lists: list[ListNode], role: str, lexicon: Lexicon) -> bool:
    """Whether of several items, in lists below headings of their own, all but one label what they say of one thing."""
    items = [parts_of(entry, lexicon) for node in lists for entry in node.children if entry.whole is not None]
    return len(lists) > 1 and len(items) > _A_FEW and sum(role in parts for parts in items) == len(items) - 1


def _is_named(bound: Bound) -> bool:
    """Whether the template names an item of a list of actions, which is not one of several alike."""
    shape = bound.shape
    return shape.kind == "field" and not shape.sample and not shape.box and bound.node is not None


def _asks(bound: Bound, role: str, lexicon: Lexicon) -> bool:
    """Whether the label of an item says that it tells who or when too: ``Actions with owner and due date:``."""
    key = bound.shape.label.key
    return key not in lexicon.columns[role] and phrases(lexicon.columns[role]).search(key) is not None


def _items(
    report: Report, node: ListNode, role: str, labels: dict[Node | None, bool], *, asked: bool, alone: bool = False
) -> Iterator[Told]:
    """The parts of the items of a list; one that has labelled parts, but not this one of the others, has none.

    Neither has an owner the only one of several that names no `@person`, nor a date the only one of several that has
    none, nor has one without what the template `asked`, or that is `alone` without it in all lists. `labels` are the
    items that the template names, each with whether its label asks for it: what others of them tell is not usual.
    """
    lexicon = report.lexicon
    read = [
        (entry, entry.whole, _parts(entry, labels, lexicon)) for entry in node.children if not is_group(entry, lexicon)
    ]
    usual = 2 * sum(role in parts for _, _, parts in read) >= len(read)
    named = sum(AT.search(whole.text) is not None for _, whole, _ in read if whole is not None)
    usual = usual or (role == "owner" and named > 1 and named == len(read) - 1)
    dated = [entry for entry, whole, _ in read if whole is not None and find_dates(whole.text)] if role == "due" else []
    # The dates of what is done tell when that was.
    due = len(read) > _A_FEW and len(dated) == len(read) - 1 and any(entry.tick is not True for entry in dated)
    others = (alone or due) and not any(entry in labels for entry, _, _ in read)
    boxed = 2 * sum(entry.tick is not None for entry in node.children) > len(read)
    for entry, whole, parts in read:
        if whole is None:
            continue
        action = quoted(shorten(LINKS.split(whole.text, maxsplit=1)[0], 50))
        part = parts.get(role) or without_label(entry, role, lexicon, people=named > 0, asked=asked)
        if part is not None:
            yield of_part(*part, action, state_of_part(part[0].text, lexicon))
            continue
        if boxed and entry.tick is None:
            continue  # what it says is no action: `Training: not needed this time`
        told = labels.get(entry, False)
        wanted = (asked or told) and not entry.tick  # what is done is no longer due, and whose it was is history
        blank = blank_part(whole, role, lexicon) if wanted else None
        if blank is not None:
            yield Told(Value("empty", blank, trimmed(blank)), trimmed(blank), action)
            continue
        alike = usual and bool(parts or find_dates(whole.text))
        known = alike or (others and is_to_do(entry, whole.text, lexicon))
        text = entry.value.text if told else whole.text
        if lacks(text, role, lexicon, asked=wanted, usual=known, labelled=bool(parts)):
            nothing = prose_slice(whole, len(whole.text), len(whole.text))
            yield Told(Value("empty", nothing, trimmed(whole)), trimmed(whole), action)


def _parts(entry: FieldNode, labels: dict[Node | None, bool], lexicon: Lexicon) -> dict[str, tuple[Prose, Span]]:
    """The labelled parts of an item; what is only in the label that the template gives it labels none."""
    parts, own = parts_of(entry, lexicon), entry.label.span
    if not labels.get(entry, False):
        return parts
    return {role: part for role, part in parts.items() if part[1] == own or not own.covers(part[1])}


_A_FEW = 2
"""Of so many items each may be told in its own way."""
