"""Packs: a template, and what it cannot say about itself.

A pack is a folder with a ``pack.toml`` and a template, or a bare template. Loading one reads the template's shape and
lays the pack's overrides over it; whatever is wrong is told with the file and line where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from .conditions import AllOf, Answer, AnyOf, Condition, Named, Not, Present, Severity
from .labels import key_of
from .lexicon import Lexicon, load_lexicon, rules_folder
from .locate import FileError, convert, line_of, read_toml
from .outline import outline
from .parse import parse
from .shape import GENERIC_ROLES, AmbiguousPathError, Shape, ShapeNode, UnknownPathError, generic_shape, read_shape
from .slots import SlotType
from .template_gates import read_gates
from .text import SourceText, UndecodableError

Demand = bool | str
ROLES = (
    "id", "title", "severity", "status", "started", "detected", "declared", "resolved", "duration", "detection-time",
    "report-date", "summary", "impact", "timeline", "cause", "actions", "users", "loss", "revisions", "sign-off",
    "post-mortem", "authority-notified",
)  # fmt: skip
MILESTONES = ("started", "detected", "declared", "resolved")


class Companion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file that must lie beside the report when a condition holds."""

    name: str
    when: str = ""


class Files(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a pack's reports are named, and where they lie: slot patterns."""

    name: str = ""
    folder: str = ""
    companion: Companion | None = None


class NodeOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a pack changes about one node of its template."""

    required: Demand | None = None
    ticked: Demand | None = None
    value: Demand | None = None
    type: str | None = None
    options: tuple[str, ...] | None = None
    open: bool | None = None
    explain: tuple[str, ...] | None = None
    min: int | None = None
    max: int | None = None
    rows: str | None = None
    guide: bool | None = None
    columns: dict[str, tuple[str, ...]] | None = None


class Total(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure that is the sum of others."""

    total: str
    parts: tuple[str, ...]


class Deadline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What must be done `within` a duration `after` a milestone, as the role `by` records it, when `when` holds."""

    within: str
    after: str
    by: str
    when: str = ""


class Deadlines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The deadlines that there are: the report's own, and the authority's."""

    complete: Deadline | None = None
    authority: Deadline | None = None


class PackFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The typed form of a ``pack.toml``.

    `generic` packs have no template: their nodes are the roles of the lexicon.
    """

    name: str = ""
    template: str = ""
    generic: bool = False
    extends: str = ""
    files: Files = Files()
    zones: dict[str, str] = {}
    roles: dict[str, str | tuple[str, ...]] = {}
    durations: dict[str, tuple[str, str]] = {}
    conditions: dict[str, dict[str, Any]] = {}
    nodes: dict[str, NodeOptions] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    rules: dict[str, str] = {}
    totals: tuple[Total, ...] = ()
    deadlines: Deadlines = Deadlines()


class Pack:
    """A pack, loaded: its shape and all that rules ask of it."""

    def __init__(self, file: PackFile, shape: Shape, name: str, template: Path | None, lexicon: Lexicon) -> None:
        """Hold the parts; `conditions` and `roles` are filled while loading."""
        self.name = name
        self.file = file
        self.shape = shape
        self.template = template
        self.lexicon = lexicon
        self.files = file.files
        self.zones = file.zones
        self.deadlines = file.deadlines
        self.totals = file.totals
        self.conditions: dict[str, Condition] = {}
        self.roles: dict[str, tuple[ShapeNode, ...]] = {}
        self.severities: tuple[str, ...] = ()
        self.generic = file.generic

    def duration_of(self, role: str) -> tuple[str, str]:
        """From which milestone to which a duration counts: by default from the start, else the detection."""
        given = self.file.durations.get(role)
        if given:
            return given
        return ("started" if "started" in self.roles else "detected", "resolved")

    def durations_of(self, role: str) -> tuple[tuple[str, str], ...]:
        """The pairs of milestones that a duration may count between: one, unless nobody said which."""
        if not self.generic:
            return (self.duration_of(role),)
        return tuple((start, "resolved") for start in ("started", "detected", "declared"))

    def required(self) -> Iterator[ShapeNode]:
        """The sections and fields that every report of this pack has: what detection counts."""
        for node in self.shape.walk():
            if node.kind in ("section", "field") and node.required is True and node.label.key and node.origin != "cell":
                if not node.box and not _is_conditional(node):
                    yield node


def _is_conditional(node: ShapeNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.required is not True and parent.kind == "section":
            return True
        parent = parent.parent
    return False


@cache
def built_in_packs() -> tuple[str, ...]:
    """The names of the packs that the package brings."""
    return tuple(sorted(path.parent.name for path in rules_folder().glob("*/pack.toml")))


@cache
def load_built_in(name: str) -> Pack:
    """A pack that the package brings. Raises `KeyError` for an unknown name."""
    if name not in built_in_packs():
        raise KeyError(name)
    return load_folder(rules_folder() / name)


def load_pack(given: str) -> Pack:
    """The pack that a user names: a built-in one, a folder with a ``pack.toml``, or a template.

    Raises `FileError` for one that is not there or not in order.
    """
    if given in built_in_packs():
        return load_built_in(given)
    path = Path(given)
    if path.is_dir():
        return load_folder(path)
    if path.is_file():
        if path.name == "pack.toml":
            return load_folder(path.parent)
        return load_template(path)
    near = get_close_matches(given, built_in_packs(), 1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(built_in_packs())}"
    raise FileError(given, 0, f"no such pack, folder or template; {hint}")


def load_folder(folder: Path) -> Pack:
    """The pack in a folder. Raises `FileError`."""
    path = folder / "pack.toml"
    shown = str(path)
    data, text = read_toml(path, shown)
    file = convert(data, PackFile, text, shown)
    if file.generic:
        pack = Pack(file, generic_shape(load_lexicon()), file.name or folder.name, None, load_lexicon())
        _Compiler(pack, text, shown).run()
        return pack
    template = folder / (file.template or "template.md")
    if not file.template and not template.is_file():
        raise FileError(shown, 1, "no 'template': name the Markdown file that reports are filled in from")
    if not template.is_file():
        raise FileError(shown, line_of(text, ("template",)), f"template {file.template!r} is not there")
    return compile_pack(file, _read_template(template), text, shown, template)


def load_template(path: Path) -> Pack:
    """A bare template as a pack. Raises `FileError`."""
    return compile_pack(PackFile(name=path.stem), _read_template(path), "", str(path), path)


def _read_template(path: Path) -> SourceText:
    try:
        return SourceText.decode(path.read_bytes(), str(path))
    except OSError as error:
        raise FileError(str(path), 0, f"cannot be read: {error.strerror or error}") from None
    except UndecodableError as error:
        raise FileError(str(path), error.line, str(error)) from None


def compile_pack(file: PackFile, template: SourceText, text: str, shown: str, path: Path | None = None) -> Pack:
    """Lay a pack's overrides over its template's shape. `text` is the pack file's, for lines. Raises `FileError`."""
    lexicon = load_lexicon()
    read = outline(parse(template), template=True)
    shape = read_shape(read, lexicon)
    if not shape.nodes and shape.title is None:
        raise FileError(
            template.path or shown, 1, "the template has no headings, fields or slots: nothing to check reports against"
        )
    pack = Pack(file, shape, file.name or (path.parent.name if path else "pack"), path, lexicon)
    _Compiler(pack, text, shown).run()
    return pack


class _Compiler:
    def __init__(self, pack: Pack, text: str, shown: str) -> None:
        self.pack, self.text, self.shown = pack, text, shown
        self.file, self.shape, self.lexicon = pack.file, pack.shape, pack.lexicon

    def run(self) -> None:
        """All overrides, in an order in which each finds what it needs."""
        if self.file.extends:
            self.fail(("extends",), "'extends' is not supported yet")
        self.pack.conditions.update(read_gates(self.shape, self.levels()))
        for path, names in self.file.aliases.items():
            node = self.node(path, ("aliases", path))
            node.aliases = (*node.aliases, *names)
        for path, options in self.file.nodes.items():
            for node in self.nodes(path, ("nodes", path)):
                self.override(node, options, ("nodes", path))
        self.roles()
        self.column_roles()
        for name, data in self.file.conditions.items():
            self.pack.conditions[name] = self.condition(data, ("conditions", name))
        self.check_names()
        self.check_rest()

    def levels(self) -> tuple[str, ...]:
        """The levels of severity that the template lists, before the pack says anything about them."""
        given = self.file.roles.get("severity")
        found = (
            self.node(given if isinstance(given, str) else given[0], ("roles", "severity"))
            if given
            else self.by_label("severity", self.lexicon.roles["severity"])
        )
        return found.type.options if found is not None and found.type is not None else ()

    def fail(self, at: tuple[str | int, ...], message: str) -> FileError:
        """Raise the error at the line of a key."""
        raise FileError(self.shown, line_of(self.text, at), message)

    def node(self, path: str, at: tuple[str | int, ...]) -> ShapeNode:
        """The one node that a path names."""
        try:
            return self.shape.find(path)
        except (AmbiguousPathError, UnknownPathError) as error:
            raise self.fail(at, str(error)) from None

    def nodes(self, path: str, at: tuple[str | int, ...]) -> list[ShapeNode]:
        """The nodes that a path names: one, or with ``*`` any number."""
        if "*" in path:
            found = self.shape.find_all(path)
            if found:
                return found
        return [self.node(path, at)]

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
        if options.min is not None:
            target.min = options.min
        if options.max is not None:
            target.max = options.max
        if options.rows is not None:
            if options.rows not in ("fixed", "sample"):
                self.fail((*at, "rows"), f'rows is "fixed" or "sample", not {options.rows!r}')
            target.sample = options.rows == "sample"
        for name, others in (options.columns or {}).items():
            column = next((column for column in target.columns if column.label.key == key_of(name)), None)
            if column is None:
                self.fail((*at, "columns"), f"{node.name!r} has no column {name!r}")
            else:
                column.aliases = (*column.aliases, *others)

    def tick(self, node: ShapeNode, ticked: Demand, at: tuple[str | int, ...]) -> None:
        """A demand for ticks: on a box for itself, on a section or list for all its boxes."""
        boxes = [below for below in node.walk() if below.box]
        if not boxes:
            self.fail((*at, "ticked"), f"{node.name!r} has no check boxes")
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
            node.type = SlotType(options.type)  # type: ignore[arg-type]
        if options.options is not None:
            node.type = SlotType("choice", options=options.options, closed=not options.open)
        if options.explain is not None and node.type:
            node.type = msgspec.structs.replace(node.type, explain=options.explain)

    def roles(self) -> None:
        """The node or nodes of each role: the pack's, else the lexicon's where exactly one label fits."""
        for role, given in self.file.roles.items():
            if role not in ROLES:
                near = get_close_matches(role, ROLES, 1)
                self.fail(
                    ("roles", role),
                    f"unknown role {role!r}"
                    + (f"; did you mean {near[0]!r}?" if near else f"; roles are {', '.join(ROLES)}"),
                )
            paths = (given,) if isinstance(given, str) else given
            self.pack.roles[role] = tuple(self.node(path, ("roles", role)) for path in paths)
        for role, labels in self.lexicon.roles.items():
            if role not in self.pack.roles and not (self.pack.generic and role not in GENERIC_ROLES):
                found = self.by_label(role, labels)
                if found:
                    self.pack.roles[role] = (found,)
        for role, nodes in self.pack.roles.items():
            for node in nodes:
                node.roles = (*node.roles, role)
                if node.type is None and node.kind == "field":
                    node.type = _ROLE_TYPES.get(role)
                elif node.type is not None and node.type.kind == "text" and role in _ROLE_TYPES:
                    node.type = msgspec.structs.replace(_ROLE_TYPES[role], lenient=True)
        severity = self.pack.roles.get("severity")
        if severity and severity[0].type:
            self.pack.severities = severity[0].type.options

    def by_label(self, role: str, labels: tuple[str, ...]) -> ShapeNode | None:
        kinds = ("section", "field") if role in _SECTION_ROLES else ("field",)
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
                raise self.fail(at, f"no condition {data!r} in [conditions]")
            return Named(data)
        if not isinstance(data, dict):
            raise self.fail(at, 'a condition is a table such as { severity = ["P0"] }, or the name of one')
        known = {"severity", "field", "is", "not", "present", "any", "all"}
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
            made = tuple(self.condition(part, at) for part in parts)
            return AnyOf(made) if key == "any" else AllOf(made)
        if "severity" in data:
            return self.severity(data["severity"], at)
        if "field" in data:
            return self.answer(data, at)
        if "not" in data:
            return Not(self.condition(data["not"], at))
        raise self.fail(at, "a condition needs one of severity, field, any, all, not")

    def severity(self, levels: object, at: tuple[str | int, ...]) -> Condition:
        names = [levels] if isinstance(levels, str) else levels
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise self.fail(at, "'severity' takes a list of levels")
        for name in names:
            if self.pack.severities and name not in self.pack.severities:
                self.fail(at, f"no severity {name!r}; the template has {' / '.join(self.pack.severities)}")
        if not self.pack.severities:
            self.fail(at, "the template has no severity with options")
        return Severity(tuple(names))

    def answer(self, data: dict[str, Any], at: tuple[str | int, ...]) -> Condition:
        field = data["field"]
        if not isinstance(field, str):
            raise self.fail(at, "'field' takes the path of a field")
        self.node(field, at)
        if "present" in data:
            return Present(field, negated=not data["present"])
        key = "is" if "is" in data else "not"
        words = data.get(key)
        words = [words] if isinstance(words, str) else words
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise self.fail(at, "a field's condition needs 'is', 'not' (a list of answers) or 'present'")
        return Answer(field, tuple(words), negated=key == "not")

    def check_names(self) -> None:
        """Names of conditions that nodes and deadlines use are there, and no condition rests on itself."""
        for node in self.shape.walk():
            for demand in (node.required, node.ticked, node.value):
                if isinstance(demand, str) and demand not in self.pack.conditions:
                    self.fail(("nodes",), f"{node.name}: no condition {demand!r} in [conditions]")
        for name in self.file.conditions:
            self._circle(name, (name,))
        companion = self.file.files.companion
        if companion and companion.when and companion.when not in self.file.conditions:
            self.fail(("files", "companion"), f"no condition {companion.when!r} in [conditions]")

    def _circle(self, name: str, seen: tuple[str, ...]) -> None:
        stack: list[Condition] = [self.pack.conditions[name]]
        while stack:
            part = stack.pop()
            if isinstance(part, Named):
                if part.name in seen:
                    self.fail(("conditions", seen[0]), f"condition {seen[0]!r} rests on itself")
                self._circle(part.name, (*seen, part.name))
            elif isinstance(part, AnyOf | AllOf):
                stack += part.parts
            elif isinstance(part, Not):
                stack.append(part.part)

    def check_rest(self) -> None:
        """Zones, durations, totals, deadlines."""
        from .zones import is_iana

        for name, zone in self.file.zones.items():
            if not is_iana(zone):
                self.fail(("zones", name), f'{zone!r} is no IANA time zone (such as "Europe/Oslo")')
        for role, ends in self.file.durations.items():
            for end in ends:
                if end not in MILESTONES:
                    self.fail(("durations", role), f"unknown milestone {end!r}; there are {', '.join(MILESTONES)}")
        for index, total in enumerate(self.file.totals):
            for path in (total.total, *total.parts):
                self.node(path, ("totals", index))
        for name in ("complete", "authority"):
            deadline: Deadline | None = getattr(self.file.deadlines, name)
            if deadline:
                self.deadline(name, deadline)

    def deadline(self, name: str, deadline: Deadline) -> None:
        from .durations import read_duration

        at = ("deadlines", name)
        read = read_duration(deadline.within)
        if read is None or read.end != len(deadline.within):
            self.fail(at, f"'within' is a duration such as \"48h\", not {deadline.within!r}")
        if deadline.after not in MILESTONES:
            self.fail(at, f"unknown milestone {deadline.after!r}; there are {', '.join(MILESTONES)}")
        if deadline.by not in ROLES:
            self.fail(at, f"'by' is a role, not {deadline.by!r}")
        if deadline.when and deadline.when not in self.file.conditions:
            self.fail(at, f"no condition {deadline.when!r} in [conditions]")


_SECTION_ROLES = ("summary", "impact", "timeline", "cause", "actions", "revisions", "sign-off")
_DATE = SlotType("date")
_ROLE_TYPES = {
    "report-date": _DATE,
    "started": SlotType("date-time"),
    "detected": SlotType("date-time"),
    "declared": SlotType("date-time"),
    "resolved": SlotType("date-time"),
    "duration": SlotType("duration"),
    "detection-time": SlotType("duration"),
}


def _main_block(node: ShapeNode) -> ShapeNode:
    """The table or list that a section's entry limits hold for."""
    if node.kind in ("table", "list"):
        return node
    for child in node.children:
        if child.kind in ("table", "list"):
            return child
    return node
