"""Roles: which nodes and columns of a shape mean what, as the pack says or the lexicon knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from incidentlint.packs.lookup import Lookup
from incidentlint.template import Column, Edits, Shape, ShapeNode, SlotType, near_or_all
from incidentlint.text import GAPLESS
from incidentlint.vocabulary import (
    COLUMNS,
    ROLES,
    Lexicon,
    is_generic,
    key_of,
    keys_in_two,
    kinds_of,
    loose_key,
    phrases,
    words_of,
)

_DATE = SlotType("date")

_ROLE_TYPES: dict[str, SlotType] = {role.name: SlotType(role.type) for role in ROLES.values() if role.type}

Roles = dict[str, tuple[int, ...]]
"""The indices of each role's nodes."""


def find_roles(shape: Shape, lookup: Lookup, lexicon: Lexicon) -> Roles:
    """The node or nodes of each role: the pack's, else the lexicon's where a label fits. Raises `FileError`."""
    roles: Roles = {}
    for role in lookup.file.roles:
        if role not in ROLES:
            if role not in COLUMNS:
                raise lookup.error(("roles", role), f"unknown role {role!r}{near_or_all(role, (*ROLES, *COLUMNS))}")
            continue
        found = _given(role, lookup)
        if found:
            roles[role] = found
    named: tuple[int, ...] = ()
    for role, labels in lexicon.roles.items():
        if role not in roles and not (lookup.file.generic and not is_generic(role)):
            labelled = _by_label(shape, role, labels)
            if role == "id" and labelled and all(_asks_for_name(shape[index], lexicon) for index in labelled):
                named = labelled  # `Incident: [Name]` is no id
            elif labelled:
                roles[role] = labelled
    if named:
        roles.setdefault("title", named)
    if not lookup.file.generic:
        _add_by_form(roles, shape, lexicon)
    if "id" not in roles:
        dated = _dated_ids(shape, lexicon)
        if dated:
            roles["id"] = (dated[0].index,)
    return roles


def _asks_for_name(node: ShapeNode, lexicon: Lexicon) -> bool:
    """Whether a field asks for what the incident is called, in words, and neither it nor its label speaks of an id."""
    words = lexicon.words.slots
    texts = [slot.text.replace("_", " ") for slot in node.slots if slot.type.kind in ("text", "sentences")]
    about = {word for name in lexicon.words.gates.incidents for word in words_of(name).split()}
    ids = phrases((*words.ids, *words.counters))
    named = (
        phrases(words.titles).search(text) and not ({*words_of(text).split()} <= about or ids.search(text))
        for text in texts
    )
    return bool(texts) and len(texts) == len(node.slots) and all(named) and not ids.search(node.label.key)


def _add_by_form(roles: Roles, shape: Shape, lexicon: Lexicon) -> None:
    """Add what no label tells: further tables in which somebody owns what is to be done, the only timeline, the ends.

    `roles` are those that were found, and get those that are added.
    """
    if "started" not in roles and "resolved" not in roles:
        pairs = [pair for pair in pairwise(shape.flat) if _are_ends(*pair, lexicon)]
        if len(pairs) == 1:
            roles["started"], roles["resolved"] = ((node.index,) for node in pairs[0])
    told = {
        below.index
        for index in (*roles.get("actions", ()), *roles.get("timeline", ()))
        for below in shape[index].walk()
    }
    open_ = [node for node in shape.walk() if node.sample and not node.guide and node.index not in told]
    actions = [_holder(shape, node) for node in open_ if _is_of_actions(node, lexicon)]
    if actions:
        roles["actions"] = (*roles.get("actions", ()), *(node.index for node in actions))
    if "timeline" not in roles:
        timed = [_holder(shape, node) for node in open_ if node.kind in ("table", "list") and _is_timed(node, lexicon)]
        timed += [node for node in shape.walk() if node.index not in told and _is_log(node, lexicon)]
        if len(timed) == 1:
            roles["timeline"] = (timed[0].index,)


def _are_ends(first: ShapeNode, last: ShapeNode, lexicon: Lexicon) -> bool:
    """Whether two fields are the beginning and the end of a time by their labels: ``From`` and ``To``.

    The end may have nothing to tell that it is a time.
    """
    kinds = [node.type.kind if node.type is not None else "" for node in (first, last)]
    kinds[1] = kinds[0] if kinds[1] == "text" and not any(slot.text for slot in last.slots) else kinds[1]
    time = lexicon.words.time
    return (
        first.above == last.above
        and all(kind in ("date-time", "time") for kind in kinds)
        and first.label.key in _folded(time.from_)
        and last.label.key in _folded(time.to)
    )


def _folded(words: tuple[str, ...]) -> set[str]:
    return {word.casefold() for word in words}


def _holder(shape: Shape, node: ShapeNode) -> ShapeNode:
    """The section that a table or list is all of that can be filled in; itself where there is more, or no section."""
    above = shape.parent(node)
    alone = above is not None and above.kind == "section" and not above.sample
    return (
        above if alone and above is not None and all(child is node or child.guide for child in above.children) else node
    )


def _is_of_actions(table: ShapeNode, lexicon: Lexicon) -> bool:
    """Whether a table says who does what, or who does something by when; one that begins with times does not.

    So do the items of a list that ask for both.
    """
    if table.kind == "list":
        return {"owner", "due"} <= table.asks and not _is_timed(table, lexicon)
    keys = [key for column in table.columns for key in (column.label.key, *map(key_of, column.aliases))]
    dated = any(column.type is not None and column.type.kind == "date" for column in table.columns[1:])
    named = {role for role in ("owner", "due", "action") for key in keys if key in lexicon.columns[role]}
    return "owner" in named and (len(named) > 1 or dated) and not _is_timed(table, lexicon)


def _is_timed(node: ShapeNode, lexicon: Lexicon) -> bool:
    """Whether the rows of a table, or the items of a list, begin with times, or with their day."""
    if node.kind == "list":
        return bool(node.slots) and not node.slots[0].start and node.slots[0].type.kind in _CLOCKS
    if len(node.columns) < _FEWEST:
        return False
    dated = node.columns[0].label.key in lexicon.columns["date"]  # `| Day | Clock | What |`
    return any(
        (column.type is not None and column.type.kind in _CLOCKS) or column.label.key in lexicon.columns["time"]
        for column in node.columns[: 2 if dated else 1]
    )


def _is_log(section: ShapeNode, lexicon: Lexicon) -> bool:
    """Whether all that a section asks for are texts that begin with times: several, or a time and its event."""
    asked = [child for child in section.children if not child.guide]
    if section.kind != "section" or section.sample or not asked or not all(map(_begins_with_time, asked)):
        return False
    slots = [slot for child in asked for slot in child.slots]
    events = sum(key_of(slot.text.strip("[]<>{}")) in lexicon.columns["event"] for slot in slots)
    return events > 0 or sum(slot.type.kind in _CLOCKS for slot in slots) > 1


_CLOCKS = ("time", "date-time")

_FEWEST = 2
"""Columns of a table of what happened when."""


def _begins_with_time(node: ShapeNode) -> bool:
    return node.kind == "text" and bool(node.slots) and not node.slots[0].start and node.slots[0].type.kind in _CLOCKS


def find_severity(shape: Shape, lookup: Lookup, lexicon: Lexicon) -> tuple[int, ...]:
    """The nodes that state the severity, which the gates that a template states are read with."""
    if "severity" in lookup.file.roles:
        return _given("severity", lookup)
    return _by_label(shape, "severity", lexicon.roles["severity"])


def _given(role: str, lookup: Lookup) -> tuple[int, ...]:
    """The nodes that the pack says are a role's."""
    given = lookup.file.roles[role]
    if isinstance(given, str):
        found = [lookup.node(given, ("roles", role))]
    else:
        found = [lookup.node(path, ("roles", role, number)) for number, path in enumerate(given)]
    return tuple(node.index for node in found if node is not None)


def _by_label(shape: Shape, role: str, labels: tuple[str, ...]) -> tuple[int, ...]:
    """The first node with one of a role's labels, and its like where front matter and body both have it.

    Of the two, the one whose form says more comes first.
    """
    kinds = kinds_of(role)
    fitting = [node for node in shape.walk() if node.kind in kinds and not (node.sample or node.guide)]
    if "section" not in kinds:  # what a mapping of front matter is called names its keys: `incident:` is no id
        fitting = [node for node in fitting if not (node.origin == "front-matter" and node.children)]
    # What each row of a table says is of no row the incident's: when one of several was told.
    cells = Counter((node.label.key, node.path[:-1]) for node in fitting if node.origin == "cell")
    fitting = [node for node in fitting if node.origin != "cell" or cells[node.label.key, node.path[:-1]] == 1]
    kind = _ROLE_TYPES.get(role)
    if kind is not None and kind.kind in _CLOCKS:  # a box beside which no time is asked for is a state: `[ ] Resolved`
        fitting = [node for node in fitting if not node.box or node.slots]
        # nor is one of some words a time: `resolved: true | false` beside `Resolved on: YYYY-MM-DD`
        fitting = [node for node in fitting if node.type is None or node.type.kind != "choice"]
    if kind == _DATE:  # a section for some severities has a report of its own: to the board, to an authority
        fitting = [node for node in fitting if not shape.is_gated(node)]
    for found in _labelled(fitting, labels):
        if found:
            twins = [node for node in found if node.origin != found[0].origin == "front-matter" and not node.path]
            both = sorted((found[0], *twins[:1]), key=lambda node: node.type is None or node.type.kind == "text")
            return tuple(node.index for node in both)
    return ()


def _labelled(nodes: list[ShapeNode], labels: tuple[str, ...]) -> Iterator[list[ShapeNode]]:
    """The nodes that each label names; once none names any as a whole, those of which it names one half."""
    called = [(node, (node.label.key, node.label.bare)) for node in nodes]
    yield from ([node for node, names in called if label in names] for label in labels)
    halves = [(node, two) for node in nodes if (two := keys_in_two(node.label.bare))]
    yield from ([node for node, names in halves if label in names] for label in labels)


def _dated_ids(shape: Shape, lexicon: Lexicon) -> list[ShapeNode]:
    """The fields that are called an id, in whatever words, and take a pattern with the day of the incident in it.

    One whose label is but a word of one takes any pattern that is not a tracker's: ``Code: INC-###``.
    """
    labels = [label.split() for label in lexicon.roles["id"]]
    firsts, lasts = {words[0] for words in labels}, {words[-1] for words in labels}
    trackers = tuple(f"{name}-" for name in lexicon.words.slots.trackers)

    def is_id(node: ShapeNode, pattern: str) -> bool:
        words = loose_key(node.label.bare).split() or [""]
        if "YYYY" in pattern and words[-1] in lasts:
            return True
        word = words[0] if len(words) == 1 and not pattern.startswith(trackers) else ""
        glued = word > GAPLESS and any(label.endswith(word) for label in lasts)
        return word in firsts or word in lasts or glued

    return [
        node
        for node in shape.walk()
        if node.kind == "field" and not (node.sample or node.guide) and node.label.key
        and node.type is not None and node.type.kind == "pattern" and is_id(node, node.type.pattern)
    ]  # fmt: skip


def with_roles(shape: Shape, roles: Roles) -> Shape:
    """The shape whose nodes have their roles, and the types that go with them."""
    edits = Edits(shape)
    for role, indices in roles.items():
        for node in map(shape.__getitem__, indices):
            now = edits.current(node)
            kind = now.type
            if kind is not None and kind.kind == "time" and _ROLE_TYPES.get(role) == SlotType("duration"):
                kind = SlotType("duration", lenient=True)  # hh:mm is a length there
            if kind is None and node.kind == "field":
                kind = _ROLE_TYPES.get(role)
            elif kind is not None and kind.kind == "text" and role in _ROLE_TYPES:
                kind = replace(_ROLE_TYPES[role], lenient=True)
            edits.change(node, roles=(*now.roles, role), type=kind)
    return edits.shape()


def with_column_roles(shape: Shape, lookup: Lookup, lexicon: Lexicon) -> Shape:
    """The shape whose columns have their roles, the pack's first; one of dates takes dates, where no slot says more.

    Raises `FileError`.
    """
    edits = Edits(shape)
    given = _given_columns(shape, lookup)
    for node in shape.walk():
        if node.columns:
            columns = tuple(_with_role(column, lexicon) for column in node.columns)
            edits.change(node, columns=_with_due(_as_given(columns, given.get(node.index, {}))))
        if node.origin == "cell" and not node.slots and not node.constant and node.type is not None:
            if node.label.key in lexicon.columns["date"]:
                edits.change(node, type=_DATE)
    return edits.shape()


def _as_given(columns: tuple[Column, ...], given: dict[int, str]) -> tuple[Column, ...]:
    """The columns with the roles that the pack gives to some of them, which no other then has by its label."""
    freed = (replace(column, role="") if column.role in given.values() else column for column in columns)
    return tuple(replace(column, role=given.get(number, column.role)) for number, column in enumerate(freed))


def _given_columns(shape: Shape, lookup: Lookup) -> dict[int, dict[int, str]]:
    """The roles that the pack gives to columns, by the index of the table and the number of the column.

    A column is named by its label, where that is not enough with that of its section: ``Next steps > Who``.
    """
    found: dict[int, dict[int, str]] = {}
    for role, given in lookup.file.roles.items():
        for path in ((given,) if isinstance(given, str) else given) if role not in ROLES else ():
            *above, label = (key_of(part) for part in path.split(">"))
            places = [
                (table.index, number)
                for table in shape.walk()
                for number, column in enumerate(table.columns)
                if label in (column.label.key, column.label.bare)
                and above == [key_of(part) for part in table.path[len(table.path) - len(above) :]]
            ]
            if not places:
                lookup.lacks(("roles", role), f"the template has no column {path!r}")
            for index, number in places:
                found.setdefault(index, {})[number] = role
    return found


def _with_due(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns of a table in which somebody owns something: its one date is when that is due."""
    named = {column.role for column in columns}
    free = [column for column in columns[1:] if column.role in ("", "date", "time")]
    dated = [column for column in free if column.type and column.type.kind == "date"]
    if "owner" not in named or "due" in named or len(dated) != 1:
        return columns
    return tuple(replace(column, role="due") if column is dated[0] else column for column in columns)


def _with_role(column: Column, lexicon: Lexicon) -> Column:
    role = lexicon.column_role(column.label.key, column.label.bare, *keys_in_two(column.label.bare))
    role = role or next(filter(None, (lexicon.column_role(key, key) for key in map(key_of, column.aliases))), "")
    dated = role == "date" and not any(slot.text for slot in column.slots)
    return replace(column, role=role, type=_DATE if dated else column.type)
