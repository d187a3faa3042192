"""Laying a pack over its template's shape: overrides, roles, conditions, and what its own rules name.

Whatever is wrong is told with the file and line where it stands: in the pack's own file, or in that of the pack that it
extends.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import msgspec

from incidentlint.packs.pack import Pack
from incidentlint.packs.pack_file import Deadline, Demand, NodeOptions
from incidentlint.template import (
    AllOf,
    Answer,
    AnyOf,
    Condition,
    Named,
    Not,
    Present,
    Severity,
    ShapeNode,
    SlotType,
    Steps,
    Unknown,
    find_node,
    find_rows,
    near_column,
    near_or_all,
    read_gates,
)
from incidentlint.toml_file import FileError
from incidentlint.vocabulary import MILESTONES, ROLES, LevelError, is_generic, key_of, kinds_of, make_scale


class Compiler:
    """Compiles one pack with one of its templates.

    `reach` is the number of the pack file that the template comes from. What the files behind it, which were written
    for another template, say of nodes that this one has not is left out. `missing` collects what a pack of several
    templates says of nodes that this one has not; without it that is an error.
    """

    def __init__(self, pack: Pack, reach: int = 0, missing: dict[Steps, FileError] | None = None) -> None:
        """Take the pack, whose shape, roles and conditions are filled."""
        self.pack, self.sources, self.reach, self.missing = pack, pack.sources, reach, missing
        self.file, self.shape, self.lexicon = pack.file, pack.shape, pack.lexicon

    def run(self) -> None:
        """All overrides, in an order in which each finds what it needs. Raises `FileError`."""
        is_main = self.pack.main is self.pack
        levels = self.levels(self.severity_nodes()) if is_main else self.pack.main.severities
        self.pack.conditions.update(read_gates(self.shape, levels))
        for path, names in self.file.aliases.items():
            node = self.node(path, ("aliases", path))
            if node is not None:
                node.aliases = (*node.aliases, *names)
        for path, options in self.file.nodes.items():
            for node in self.nodes(path, ("nodes", path)):
                self.override(node, options, ("nodes", path))
        self.roles()
        if is_main:
            self.levels(self.pack.roles.get("severity", ()))  # once more: [nodes] may have said what its options are
        else:
            self.adopt_severity(self.pack.main)
        self.column_roles()
        for name, data in self.file.conditions.items():
            self.pack.conditions[name] = self.condition(data, ("conditions", name))
        self.check_names()
        self.check_rest()

    def severity_nodes(self) -> tuple[ShapeNode, ...]:
        """The nodes that state the severity, before the other roles are known."""
        given = self.file.roles.get("severity")
        if given is not None:
            paths = (given,) if isinstance(given, str) else given
            found = [self.node(path, ("roles", "severity")) for path in paths]
            return tuple(node for node in found if node is not None)
        labelled = self.by_label("severity", self.lexicon.roles["severity"])
        return (labelled,) if labelled is not None else ()

    def levels(self, nodes: tuple[ShapeNode, ...]) -> tuple[str, ...]:
        """The levels of severity: the options of its slot, or those that the pack lists; with their aliases."""
        table = self.file.severity
        if (table.levels or table.aliases) and not nodes:
            self.fail(("severity",), 'the template has no field for the severity: name it, [roles] severity = "..."')
        kind = nodes[0].type if nodes else None
        try:
            self.pack.scale = make_scale(table, kind.options if kind else (), self.lexicon)
        except LevelError as error:
            self.fail(("severity", *error.at), str(error))
        if table.levels and not (kind and kind.options):
            for node in nodes:
                node.type = SlotType("choice", options=table.levels, closed=True)
        return self.pack.severities

    def adopt_severity(self, main: Pack) -> None:
        """The levels of a further template are those of the main one, whatever of them it offers."""
        self.pack.scale = main.scale
        theirs = main.roles.get("severity")
        for node in self.pack.roles.get("severity", ()):
            if theirs and theirs[0].type:
                node.type = theirs[0].type

    def fail(self, at: Steps, message: str) -> FileError:
        """Raise the error at the line of a key."""
        raise self.sources.error(at, message)

    def lacks(self, at: Steps, message: str) -> None:
        """The template has not what a key names: an error, unless the key was written for another template too."""
        if self.sources.holder(at) > self.reach:
            return
        error = self.sources.error(at, message)
        if self.missing is None:
            raise error
        self.missing.setdefault(at, error)

    def node(self, path: str, at: Steps) -> ShapeNode | None:
        """The one node that a path names; None where the template may lack it."""
        return find_node(self.shape, path, lambda message: self.lacks(at, message), lambda text: self.fail(at, text))

    def nodes(self, path: str, at: Steps) -> list[ShapeNode]:
        """The nodes that a path names: one, or with ``*`` any number."""
        if "*" in path:
            found = find_rows(self.shape, path)
            if found:
                return found
        node = self.node(path, at)
        return [node] if node is not None else []

    def override(self, node: ShapeNode, options: NodeOptions, at: tuple[str | int, ...]) -> None:
        """Lay a node's options over it."""
        if options.required is not None:
            node.required, node.why = options.required, "the pack says so"
        if options.guide is not None:
            node.guide = "section" if options.guide else ""
        if options.ticked is not None:
            self.tick(node, options.ticked, at)
        if options.value is not None:
            node.value = options.value
        if options.open is not None:
            node.open = options.open
            if node.type and options.open:
                node.type = msgspec.structs.replace(node.type, closed=False)
        self.override_type(node, options, at)
        target = _main_block(node)
        self.limits(node, target, options, at)
        if options.rows is not None:
            if options.rows not in ("fixed", "sample"):
                self.fail((*at, "rows"), f'rows is "fixed" or "sample", not {options.rows!r}')
            target.sample = options.rows == "sample"
        for name, others in (options.columns or {}).items():
            column = next((column for column in target.columns if column.label.key == key_of(name)), None)
            if column is None:
                near = near_column(name, target)
                hint = f"; did you mean {near!r}?" if near else ""
                self.lacks((*at, "columns", name), f"{node.name!r} has no column {name!r}{hint}")
            else:
                column.aliases = (*column.aliases, *others)

    def limits(self, node: ShapeNode, target: ShapeNode, options: NodeOptions, at: Steps) -> None:
        """How many entries a table or list has."""
        for key, limit in (("min", options.min), ("max", options.max)):
            if limit is not None and limit < 0:
                self.fail((*at, key), f"{key!r} is 0 or more, not {limit}")
            if limit is not None and target.kind not in ("table", "list"):
                self.lacks((*at, key), f"{node.name!r} has no table or list, whose entries {key!r} counts")
        if options.min is not None:
            target.min = options.min
        if options.max is not None:
            target.max = options.max
        if options.max and options.max < target.min:
            self.fail((*at, "max"), f"'max' is {options.max}, less than the {target.min} that there must be")

    def tick(self, node: ShapeNode, ticked: Demand, at: tuple[str | int, ...]) -> None:
        """A demand for ticks: on a box for itself, on a section or list for all its boxes."""
        boxes = [below for below in node.walk() if below.box]
        if not boxes:
            self.lacks((*at, "ticked"), f"{node.name!r} has no check boxes")
        for box in boxes:
            box.ticked = True if ticked == "all" else ticked

    def override_type(self, node: ShapeNode, options: NodeOptions, at: tuple[str | int, ...]) -> None:
        """The type of a node's value."""
        kinds = SlotType.__annotations__ and (
            "text",
            "sentences",
            "choice",
            "date",
            "date-time",
            "time",
            "duration",
            "pattern",
            "link",
            "blank",
        )
        if options.type is not None:
            if options.type not in kinds:
                near = get_close_matches(options.type, kinds, 1)
                self.fail(
                    (*at, "type"), f"unknown type {options.type!r}" + (f"; did you mean {near[0]!r}?" if near else "")
                )
            if options.type != "choice" or not (node.type and node.type.options):
                node.type = SlotType(options.type)  # type: ignore[arg-type]
            if node.type.kind == "choice" and not (node.type.options or options.options):
                self.fail((*at, "type"), "a choice needs its 'options'")
        if options.options is not None:
            if not all(map(str.strip, options.options or ("",))):
                self.fail((*at, "options"), "'options' takes a list of answers, none of them empty")
            node.type = SlotType("choice", options=options.options, closed=not options.open)
        if options.explain is not None and node.type:
            node.type = msgspec.structs.replace(node.type, explain=options.explain)

    def roles(self) -> None:
        """The node or nodes of each role: the pack's, else the lexicon's where exactly one label fits."""
        for role, given in self.file.roles.items():
            if role not in ROLES:
                self.fail(("roles", role), f"unknown role {role!r}{near_or_all(role, tuple(ROLES))}")
            if isinstance(given, str):
                found = [self.node(given, ("roles", role))]
            else:
                found = [self.node(path, ("roles", role, number)) for number, path in enumerate(given)]
            if any(node is not None for node in found):
                self.pack.roles[role] = tuple(node for node in found if node is not None)
        for role, labels in self.lexicon.roles.items():
            if role not in self.pack.roles and not (self.pack.generic and not is_generic(role)):
                labelled = self.by_label(role, labels)
                if labelled:
                    self.pack.roles[role] = (labelled,)
        for role, nodes in self.pack.roles.items():
            for node in nodes:
                node.roles = (*node.roles, role)
                if node.type is None and node.kind == "field":
                    node.type = _ROLE_TYPES.get(role)
                elif node.type is not None and node.type.kind == "text" and role in _ROLE_TYPES:
                    node.type = msgspec.structs.replace(_ROLE_TYPES[role], lenient=True)

    def by_label(self, role: str, labels: tuple[str, ...]) -> ShapeNode | None:
        """The first node with one of a role's labels."""
        kinds = kinds_of(role)
        for label in labels:
            for node in self.shape.walk():
                if (
                    node.kind in kinds
                    and label in (node.label.key, node.label.bare)
                    and not (node.sample or node.guide)
                ):
                    return node
        return None

    def column_roles(self) -> None:
        """What the columns of the tables mean; one of dates takes dates, where no slot says more."""
        for node in self.shape.walk():
            for column in node.columns:
                for role, labels in self.lexicon.columns.items():
                    if not column.role and (column.label.key in labels or column.label.bare in labels):
                        column.role = role
                if column.role == "date" and not any(slot.text for slot in column.slots):
                    column.type = _DATE
            if node.origin == "cell" and not node.slots and not node.constant and node.type is not None:
                if node.label.key in self.lexicon.columns["date"]:
                    node.type = _DATE

    def condition(self, data: object, at: tuple[str | int, ...]) -> Condition:
        """A condition of the pack file."""
        if isinstance(data, str):
            if data not in self.file.conditions:
                raise self.fail(at, self.no_condition(data))
            return Named(data)
        if not isinstance(data, dict):
            raise self.fail(at, 'a condition is a table such as { severity = ["P0"] }, or the name of one')
        if len(at) > _DEEPEST:
            raise self.fail(at, "conditions are nested too deeply; give the inner ones names")
        known = {"severity", "at-least", "field", "is", "not", "present", "any", "all"}
        for key in data:
            if key not in known:
                near = get_close_matches(key, known, 1)
                self.fail(
                    (*at, key), f"unknown key {key!r} in a condition" + (f"; did you mean {near[0]!r}?" if near else "")
                )
        if "any" in data or "all" in data:
            key = "any" if "any" in data else "all"
            parts = data[key]
            if not isinstance(parts, list) or not parts or len(data) > 1:
                raise self.fail(at, f"'{key}' stands alone and takes a list of conditions")
            made = tuple(self.condition(part, (*at, key, number)) for number, part in enumerate(parts))
            return AnyOf(made) if key == "any" else AllOf(made)
        for key in ("severity", "at-least"):
            if key in data:
                if len(data) > 1:
                    raise self.fail(at, f"'{key}' stands alone; put conditions together with 'any' or 'all'")
                at = (*at, key)
                return self.severity(data["severity"], at) if key == "severity" else self.at_least(data[key], at)
        if "field" in data:
            return self.answer(data, at)
        if "not" in data:
            if len(data) > 1:
                raise self.fail(at, "'not' of a condition stands alone; with 'field' it takes a list of answers")
            return Not(self.condition(data["not"], (*at, "not")))
        raise self.fail(at, "a condition needs one of severity, at-least, field, any, all, not")

    def severity(self, levels: object, at: tuple[str | int, ...]) -> Condition:
        """A condition on the report's severity."""
        names = [levels] if isinstance(levels, str) else levels
        if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
            raise self.fail(at, "'severity' takes a list of levels")
        return Severity(tuple(self.level(name, at) for name in names))

    def at_least(self, name: object, at: Steps) -> Condition:
        """A level, or a graver one."""
        if not isinstance(name, str):
            raise self.fail(at, "'at-least' takes one level")
        level = self.level(name, at)
        return Severity(self.pack.scale.at_least(level), least=level)

    def level(self, name: str, at: Steps) -> str:
        """The level that a name means, as the template spells it."""
        try:
            return self.pack.scale.level(name)
        except LevelError as error:
            raise self.fail(at, str(error)) from None

    def answer(self, data: dict[str, Any], at: tuple[str | int, ...]) -> Condition:
        """A condition on a field's answer or presence."""
        field = data["field"]
        if not isinstance(field, str):
            raise self.fail(at, "'field' takes the path of a field")
        keys = [key for key in ("is", "not", "present") if key in data]
        if len(keys) > 1:
            said = f"{keys[0]!r} and {keys[1]!r} do not stand together; put conditions together with 'any' or 'all'"
            raise self.fail((*at, keys[1]), said)
        key = keys[0] if keys else ""
        if key == "present":
            if not isinstance(data["present"], bool):
                raise self.fail((*at, "present"), "'present' is true or false")
            found = self.node(field, (*at, "field"))
            return Unknown(field) if found is None else Present(field, negated=not data["present"])
        words = data.get(key)
        words = [words] if isinstance(words, str) else words
        if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
            raise self.fail(at, "a field's condition needs 'is', 'not' (a list of answers) or 'present'")
        node = self.node(field, (*at, "field"))
        if node is None:
            return Unknown(field)
        if node.kind in ("table", "list") or (node.kind == "section" and not node.type):
            raise self.fail((*at, "field"), f"{field!r} is a {node.kind}, which has no answer; it may be 'present'")
        return Answer(field, tuple(words), negated=key == "not")

    def check_names(self) -> None:
        """Names of conditions that nodes and deadlines use are there, and no condition rests on itself."""
        for path, options in self.file.nodes.items():
            for key, demand in (("required", options.required), ("ticked", options.ticked), ("value", options.value)):
                if isinstance(demand, str) and demand not in self.pack.conditions and (key, demand) != _ALL:
                    self.fail(("nodes", path, key), self.no_condition(demand))
        sizes: dict[str, int] = {}
        for name in self.file.conditions:
            if self._size(name, (), sizes) > _LARGEST:
                self.fail(("conditions", name), f"condition {name!r} is put together of more than {_LARGEST} parts")
        companion = self.file.files.companion
        if companion and companion.when and companion.when not in self.file.conditions:
            self.fail(("files", "companion", "when"), self.no_condition(companion.when))

    def no_condition(self, name: str) -> str:
        """What to say of the name of a condition that there is not."""
        near = get_close_matches(name, self.file.conditions, 1)
        return f"no condition {name!r} in [conditions]" + (f"; did you mean {near[0]!r}?" if near else "")

    def _size(self, name: str, above: tuple[str, ...], sizes: dict[str, int]) -> int:
        """Of how many parts a condition is put together, those of the conditions that it names among them."""
        if name in above:
            self.fail(("conditions", name), f"condition {name!r} rests on itself")
        if len(above) > _DEEPEST:
            self.fail(("conditions", above[0]), f"condition {above[0]!r} is nested too deeply")
        if name not in sizes:
            size = 0
            stack: list[Condition] = [self.pack.conditions[name]]
            while stack and size <= _LARGEST:
                part = stack.pop()
                size += 1
                if isinstance(part, Named):
                    size += self._size(part.name, (*above, name), sizes)
                elif isinstance(part, AnyOf | AllOf):
                    stack += part.parts
                elif isinstance(part, Not):
                    stack.append(part.part)
            sizes[name] = size
        return sizes[name]

    def check_rest(self) -> None:
        """Zones, durations, totals, deadlines, detection."""
        from incidentlint.grammars import is_iana

        if not 0 <= self.file.detection.share <= 1:
            self.fail(("detection", "share"), f"'share' lies between 0 and 1, not {self.file.detection.share}")
        self.check_files()
        for name, zone in self.file.zones.items():
            if not is_iana(zone):
                self.fail(("zones", name), f'{zone!r} is no IANA time zone (such as "Europe/Oslo")')
        for role, ends in self.file.durations.items():
            if role not in _DURATIONS:
                self.fail(("durations", role), f"unknown duration {role!r}{near_or_all(role, _DURATIONS)}")
            for number, end in enumerate(ends):
                if end not in MILESTONES:
                    self.fail(("durations", role, number), f"unknown milestone {end!r}{near_or_all(end, MILESTONES)}")
            if MILESTONES.index(ends[0]) >= MILESTONES.index(ends[1]):
                self.fail(("durations", role), f"{ends[1]!r} does not come after {ends[0]!r}")
        for index, total in enumerate(self.file.totals):
            self.node(total.total, ("totals", index, "total"))
            if not total.parts:
                self.fail(("totals", index, "parts"), "'parts' names the fields that hold the parts")
            for number, path in enumerate(total.parts):
                self.node(path, ("totals", index, "parts", number))
        self.pack.totals = tuple(total for total in self.file.totals if self.has(total.total, *total.parts))
        for name in ("complete", "authority"):
            deadline: Deadline | None = getattr(self.file.deadlines, name)
            if deadline:
                self.deadline(name, deadline)

    def check_files(self) -> None:
        """A file's name is one, and a folder lies in the project: no report could follow anything else."""
        files = self.file.files
        if "/" in files.name:
            said = f"{files.name!r} is a path, not the name of a file; 'folder' says where reports lie"
            self.fail(("files", "name"), said)
        if files.folder.startswith(("/", "~")) or ".." in files.folder.split("/"):
            self.fail(("files", "folder"), f"{files.folder!r} is no folder below the root of the project")

    def has(self, *paths: str) -> bool:
        """Whether the template has all of some nodes."""
        return all(self.shape.find_all(path) for path in paths)

    def deadline(self, name: str, deadline: Deadline) -> None:
        """One deadline: its duration, its milestone, its role and its condition."""
        from incidentlint.grammars import read_duration

        at = ("deadlines", name)
        read = read_duration(deadline.within)
        if read is None or read.end != len(deadline.within) or read.approx or read.bound:
            self.fail((*at, "within"), f"'within' is a duration such as \"48h\", not {deadline.within!r}")
        if deadline.after not in MILESTONES:
            self.fail((*at, "after"), f"unknown milestone {deadline.after!r}{near_or_all(deadline.after, MILESTONES)}")
        if deadline.by not in ROLES:
            self.fail((*at, "by"), f"unknown role {deadline.by!r}{near_or_all(deadline.by, tuple(ROLES))}")
        if deadline.when and deadline.when not in self.file.conditions:
            self.fail((*at, "when"), self.no_condition(deadline.when))


_ALL = ("ticked", "all")

_DEEPEST = 60
"""How many steps a condition may be nested, and how many conditions may name each other in a row."""

_DURATIONS = ("duration",)
"""The roles whose milestones a pack may say."""

_LARGEST = 1000
"""Of how many parts a condition may be put together: each report asks all of them."""

_DATE = SlotType("date")

_ROLE_TYPES: dict[str, SlotType] = {role.name: SlotType(role.type) for role in ROLES.values() if role.type}


def _main_block(node: ShapeNode) -> ShapeNode:
    """The table or list that a section's entry limits hold for."""
    if node.kind in ("table", "list"):
        return node
    for child in node.children:
        if child.kind in ("table", "list"):
            return child
    return node
