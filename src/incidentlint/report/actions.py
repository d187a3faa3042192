"""The actions of a report: the cells of their tables, and the parts of their lists' items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, zip_longest

from incidentlint.grammars import find_dates
from incidentlint.markdown import Prose, prose_slice, unstruck
from incidentlint.outline import FieldNode, ListNode, Node, SectionNode, TableNode, trimmed
from incidentlint.report.bound import Bound
from incidentlint.report.report import Report
from incidentlint.report.values import State, Value
from incidentlint.text import Span, quoted, shorten
from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import (
    Lexicon,
    is_name_of_value,
    is_nobody,
    is_nothing,
    is_team,
    is_todo,
    key_of,
    leading_none,
    literal,
    names_anyone,
    phrases,
)


class Told(NamedTuple):
    """Who owns an action, or when it is due: the value, its place (of none: where it belongs), and the action."""

    value: Value
    place: Span
    action: str


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
            for node in _lists((root.node,) if root.node is not None else ()):
                yield from _items(report, node, role, asked=node in asking)
    else:
        yield from _gaps(report, role)
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
        for items in _lists(section.children) if key in lexicon.roles["actions"] or likely.search(key) else ():
            people = any(_AT.search(entry.whole.text) for entry in items.children if entry.whole is not None)
            for entry in items.children:
                labelled = _parts(entry, lexicon).get("owner")
                if entry.whole is None or (entry.tick is True and labelled is None):
                    continue
                part = labelled or _nobody(entry.whole, lexicon, people=people) or _anyone(entry.whole)
                blank = labelled is not None and labelled[0].text.strip() != "" and is_nothing(labelled[0].text)
                if part is not None and (blank or _is_unowned(part[0].text, lexicon)):
                    action = quoted(shorten(_LINKS.split(entry.whole.text, maxsplit=1)[0], 50))
                    yield Told(Value("ok", part[0], trimmed(part[0])), trimmed(part[0]), action)


def _anyone(whole: Prose) -> tuple[Prose, Span] | None:
    """A part of an item before a date, or its bold beginning, that is no one in particular: ``Anyone, by 18 May``."""
    starts = [0, *(match.end() for match in _SENTENCES_AND_LINKS.finditer(whole.text))]
    for start, following in zip_longest(starts, starts[1:]):
        end = following or len(whole.text)
        first, last = _stripped(whole.text, start, end)
        bold = next((m.end for m in whole.marks if m.kind == "strong" and m.start <= first < m.end), None)
        if start == 0:
            if bold is None:
                continue
            first, last = _stripped(whole.text, first, bold)
        elif not find_dates(whole.text[end : end + _REACH]):
            continue
        if names_anyone(whole.text[first:last]):
            return prose_slice(whole, first, last), whole.source(first, last)
    return None


_SENTENCES_AND_LINKS = re.compile(r"\s[—–-]{1,3}\s|[;|(.]\s?|,\s")

_REACH = 40
"""Signs behind an owner in which the date of an action is."""


def _tables_of_actions(report: Report) -> Iterator[TableNode]:
    """The tables of a report of no known template that are below a heading for actions, or have columns of them."""
    lexicon = report.lexicon
    for node in report.outline.walk():
        if isinstance(node, SectionNode):
            headed = node.label.key in lexicon.roles["actions"]
            for table in node.children:
                if isinstance(table, TableNode):
                    roles = {lexicon.column_role(column.key) for column in table.columns}
                    if headed or roles >= {"action", "owner", "due"}:
                        yield table


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
    """The rows that name an action, in tables of no known template: a role's cell, the action's name, all cells."""
    for table in _tables_of_actions(report):
        roles = [report.lexicon.column_role(column.key) for column in table.columns]
        if {"action", "owner", role} <= {*roles}:
            at, what = roles.index(role), roles.index("action")
            rows = [(row.cells, row.cells[what].text.strip()) for row in table.rows if len(row.cells) == len(roles)]
            yield [(cells[at], quoted(shorten(name, 50)), cells) for cells, name in rows if not is_nothing(name)]


def _gaps(report: Report, role: str) -> Iterator[Told]:
    """The cells of tables of actions of no known template that say nothing, where another row's says something."""
    for rows in _rows(report, role):
        empty = [row for row in rows if is_nothing(row[0].text)]
        for cell, action, cells in empty if len(empty) < len(rows) else ():
            if not any(says_done(each.text, report.lexicon) for each in cells):
                yield Told(Value("empty", cell, trimmed(cell)), trimmed(cell), action)


def due_of_actions(report: Report) -> Iterator[Told]:
    """When actions are due: what a template's tables and lists say, and the tables of a report without one."""
    yield from told_of_actions(report, "due")
    for cell, action, _ in chain.from_iterable(_rows(report, "due")):
        yield Told(Value("ok", cell, trimmed(cell)), trimmed(cell), action)


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
        for node in _lists((root.node,) if root.node is not None else ()):
            for entry in node.children:
                if entry.whole is not None and "reference" not in _parts(entry, report.lexicon):
                    first = _labels(_columns(report.lexicon)).search(entry.whole.text)
                    yield prose_slice(entry.whole, 0, first.start()) if first else entry.whole


def item_parts(entry: FieldNode, lexicon: Lexicon) -> dict[str, str]:
    """What an item of a list says of its action by the roles of columns: ``action``, and what has a label of its own.

    The due date may be without a colon.
    """
    whole = entry.whole if entry.whole is not None else entry.value
    parts = _parts(entry, lexicon)
    told = {role: prose.text for role, (prose, _) in parts.items() if not is_nothing(prose.text)}
    told = {role: text for role, text in told.items() if not is_todo(text, lexicon)}
    due = _due_date(whole, lexicon)
    if due is not None:
        told.setdefault("due", due[0].text)
    first = _labels(_columns(lexicon)).search(whole.text)
    start, end = _stripped(whole.text, 0, first.start() if first else len(whole.text))
    return {**told, "action": action_name(prose_slice(whole, start, end) if first and end > start else whole, lexicon)}


def item_tells(entry: FieldNode, role: str, lexicon: Lexicon) -> bool:
    """Whether an item of a list tells what the column of a role does: by a label, or a name or date without one."""
    if role in item_parts(entry, lexicon):
        return True
    text = entry.whole.text if entry.whole is not None else ""
    if role == "due":
        return bool(find_dates(text))
    named = any(_NAME.fullmatch(part.strip(_EDGES)) for part in _LINKS.split(text)[1:])
    return role == "owner" and (_AT.search(text) is not None or named or _PERSONS.search(text) is not None)


def action_name(prose: Prose, lexicon: Lexicon) -> str:
    """The text of an action without what is crossed out, unless only a word for done is left: ``~~Add it~~ Done``."""
    rest = unstruck(prose)
    return prose.text if says_done(rest, lexicon) else rest


def item_says_done(text: str, lexicon: Lexicon) -> bool:
    """Whether an item ends with a word for done in parentheses: ``We added an alert. (Completed)``."""
    last = text.rstrip(" .").rpartition("(")
    return last[0] != "" and last[2].endswith(")") and says_done(last[2], lexicon)


def says_done(text: str, lexicon: Lexicon) -> bool:
    """Whether a status or a due date begins with a word for done: ``✅ Done (#41)``."""
    return phrases(lexicon.words.answers.done, r"[\W_]*").match(text) is not None


def _lists(nodes: Iterable[Node]) -> Iterator[ListNode]:
    """The lists below headings and leads, those inside of items left out."""
    for node in nodes:
        if isinstance(node, ListNode):
            yield node
        elif isinstance(node, (SectionNode, FieldNode)):
            yield from _lists(node.children)


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


def _items(report: Report, node: ListNode, role: str, *, asked: bool) -> Iterator[Told]:
    """The parts of the items of a list; one that has labelled parts, but not this one of the others, has none.

    Neither has an owner the only one of several that names no `@person`, nor has one without what the template `asked`.
    """
    lexicon = report.lexicon
    read = [(entry, entry.whole, _parts(entry, lexicon)) for entry in node.children]
    usual = 2 * sum(role in parts for _, _, parts in read) >= len(read)
    named = sum(_AT.search(whole.text) is not None for _, whole, _ in read if whole is not None)
    usual = usual or (role == "owner" and named > 1 and named == len(read) - 1)
    for entry, whole, parts in read:
        if whole is None:
            continue
        action = quoted(shorten(_LINKS.split(whole.text, maxsplit=1)[0], 50))
        part = parts.get(role) or _without_label(entry, role, lexicon, people=named > 0)
        if part is not None:
            prose, label = part
            empty = is_nothing(prose.text)
            state: State = "empty" if empty else "todo" if is_todo(prose.text, lexicon) else "ok"
            yield Told(Value(state, prose, trimmed(prose)), label if empty else trimmed(prose), action)
            continue
        wanted = asked and not (role == "due" and entry.tick)  # what is done is no longer due
        known = usual and bool(parts or find_dates(whole.text))
        if _lacks(whole.text, role, lexicon, asked=wanted, usual=known):
            nothing = prose_slice(whole, len(whole.text), len(whole.text))
            yield Told(Value("empty", nothing, trimmed(whole)), trimmed(whole), action)


def _lacks(text: str, role: str, lexicon: Lexicon, *, asked: bool, usual: bool) -> bool:
    """Whether an item without a labelled part does not tell it either, but has to: `asked` for, or the `usual`."""
    if _may_tell(text, role, lexicon):
        return False
    return usual or (asked and leading_none(text, lexicon) is not True and not item_says_done(text, lexicon))


def _without_label(entry: FieldNode, role: str, lexicon: Lexicon, *, people: bool) -> tuple[Prose, Span] | None:
    """What an item says of one thing without its label: a date, or that nobody owns what is still to be done."""
    assert entry.whole is not None
    if role == "due":
        return _due_date(entry.whole, lexicon) or _last_date(entry.whole)
    return None if entry.tick is True else _nobody(entry.whole, lexicon, people=people)


def _nobody(whole: Prose, lexicon: Lexicon, *, people: bool) -> tuple[Prose, Span] | None:
    """A part of an item, behind its text, that says that nobody owns it: ``Rotate the key — @here, 2026-03-01``.

    Without a sign it may be a state: then a date follows, or others of the list name `people`.
    """
    links = [*_LINKS.finditer(whole.text)]
    for link, following in zip_longest(links, links[1:]):
        start, end = _stripped(whole.text, link.end(), following.start() if following else len(whole.text))
        said = whole.text[start:end]
        is_owner = said[:1] == "@" or people or _BEFORE_DATE.match(whole.text, end) is not None
        if len(said) < 2 or not is_owner:
            continue
        if is_nobody(said, lexicon, surely=True) or (people and is_team(said, lexicon)):
            return prose_slice(whole, start, end), whole.source(start, end)
    return None


_LINKS = re.compile(r"\s(?:[—–-]{1,3}|[=-]{1,2}>|[→⇒/])\s|[;|(]|,\s")
"""What is between the parts of an item."""

_BEFORE_DATE = re.compile(r"[\s,;|()*_–—-]{1,6}(?:20)?\d\d")

_EDGES = " \t\n,;|()*_—–-"

_AT = re.compile(r"@[^\s—–]")


def _columns(lexicon: Lexicon) -> tuple[tuple[str, frozenset[str]], ...]:
    """The labels of what an action says of itself."""
    roles = ("owner", "due", "status", "priority", "reference")
    return tuple((role, frozenset(labels)) for role, labels in lexicon.columns.items() if role in roles)


@lru_cache(maxsize=16)
def _labels(columns: tuple[tuple[str, frozenset[str]], ...]) -> re.Pattern[str]:
    groups = "|".join(f"(?P<{role}>{literal(labels)})" for role, labels in columns)
    return re.compile(rf"(?<!\w)(?:{groups})[*_]{{0,3}}[ ]?[:：][*_]{{0,3}}", re.IGNORECASE)


def _parts(entry: FieldNode, lexicon: Lexicon) -> dict[str, tuple[Prose, Span]]:
    """The labelled parts of an item by the roles of columns, each with the place of its label.

    ``Buy a pump - Owner: Jo Beck - Due: 2026-05-20``, or fields below the item.
    """
    parts: dict[str, tuple[Prose, Span]] = {}
    columns = _columns(lexicon)
    whole = entry.whole
    found = list(_labels(columns).finditer(whole.text)) if whole is not None else []
    for index, match in enumerate(found):
        assert whole is not None
        end = found[index + 1].start() if index + 1 < len(found) else len(whole.text)
        cut = _LINKS_OF_VALUES.search(whole.text, match.end(), end)
        start, end = _stripped(whole.text, match.end(), cut.start() if cut else end)
        comma = whole.text.find(", ", start, end)
        if comma > 0 and is_nobody(whole.text[start:comma], lexicon, surely=True):
            end = comma  # `Owner: unassigned, due 2026-05-29`
        parts.setdefault(match.lastgroup or "", (prose_slice(whole, start, end), whole.source(*match.span())))
    for field in _fields(entry.children):
        for role, labels in columns:
            if field.label.key in labels:
                parts.setdefault(role, (field.value, field.label.span))
    return parts


_LINKS_OF_VALUES = re.compile(r"\s[—–-]{1,3}\s|[;|)]")


def _fields(nodes: tuple[Node, ...]) -> Iterator[FieldNode]:
    for node in nodes:
        if isinstance(node, FieldNode):
            yield node
        elif isinstance(node, ListNode):
            yield from _fields(node.children)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    start += len(part) - len(part.lstrip(_EDGES))
    return start, max(start, end - (len(part) - len(part.rstrip(_EDGES))))


def _due_date(whole: Prose, lexicon: Lexicon) -> tuple[Prose, Span] | None:
    """The date after a label that no colon ends: ``Rotate the key -- Ana, due 2026-03-01``."""
    text = whole.text
    told = phrases(lexicon.columns["due"], "", r"[\s*_]{0,4}$")
    found = next((date for date in find_dates(text) if told.search(text[max(0, date.start - 40) : date.start])), None)
    if found is None:
        return None
    return prose_slice(whole, found.start, found.end), whole.source(found.start, found.end)


def _last_date(whole: Prose) -> tuple[Prose, Span] | None:
    """The date that ends an item after a person: ``Rotate the key — @ana, 2026-03-01``, ``... (Ana, 2026-03-01)``."""
    text = whole.text
    last = next(reversed(find_dates(text)), None) if "@" in text or text.rstrip(". ").endswith(")") else None
    if last is None or text[last.end :].strip(_EDGES + "."):
        return None
    before = text[: last.start]
    if "@" not in _PERSON.split(before)[-1] and not _NAMED.search(before):
        return None
    return prose_slice(whole, last.start, last.end), whole.source(last.start, last.end)


_NAMED = re.compile(r"\((?=[^\W\d_a-z])[^\W\d_]+(?:[ .'-][^\W\d_]+){0,3}, ?$")

_PERSON = re.compile(r"\s[—–-]{1,3}\s|[;|(]")


def _may_tell(text: str, role: str, lexicon: Lexicon) -> bool:
    """Whether an item may say something without a label: a person after its text, or any date."""
    if role == "due":
        return bool(find_dates(text))
    if _PERSONS.search(text) or _AT.search(text):
        return True
    first = _labels(_columns(lexicon)).search(text)
    before = text[: first.start()] if first else text
    said = [part for part in _LINKS.split(before) if part.strip(_EDGES + "@")]
    return any(not find_dates(part) and not _TICKET.fullmatch(part.strip(_EDGES)) for part in said[1:])


_CAPITALISED = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]+"

_PERSONS = re.compile(rf"^\W*{_CAPITALISED}(?: {_CAPITALISED}){{0,2}}\s?[:：]|(?<=\w ){_CAPITALISED} {_CAPITALISED}")
"""What may be a person: before a colon, or two words in capitals in a sentence."""

_NAME = re.compile(rf"{_CAPITALISED}(?:[ .'-]{{1,2}}{_CAPITALISED}){{0,3}}")
"""A part that is a name and nothing else."""

_TICKET = re.compile(r"#\d+|[A-Z]{2,10}-\d+")
