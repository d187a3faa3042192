"""What `incidentlint init` records of how a template is read, and what is read otherwise since."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from incidentlint.authoring.condition_words import any_of, words
from incidentlint.authoring.setup.toml_edit import bare, quoted
from incidentlint.packs import Pack
from incidentlint.template import Named, ShapeNode
from incidentlint.text import shorten
from incidentlint.toml_file import convert, parse_toml

RECORD = "reading.toml"
"""The file beside ``pack.toml`` that the record is in."""

_HEAD = """\
# How incidentlint reads {template}, as recorded by incidentlint init.
# incidentlint init --check fails where the template or pack is read otherwise; incidentlint init records it anew.
"""

_T = TypeVar("_T")


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a pack demands, by the names that its template gives: levels of severity, the required sections and fields,
    the columns of tables, the node of each role, and what is demanded on a condition.
    """

    levels: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    columns: dict[str, tuple[str, ...]] = {}
    roles: dict[str, tuple[str, ...]] = {}
    gates: dict[str, str] = {}


def record_of(pack: Pack) -> Record:
    """The record of a pack as it is read now."""
    nodes = [node for node in pack.shape.walk() if not (node.guide or node.sample) and node.origin != "cell"]
    named = [node for node in nodes if node.label.key and node.kind in ("section", "field")]
    required = [node for node in named if node.required is True]
    tables = [node for node in pack.shape.walk() if any(column.label.key for column in node.columns)]
    return Record(
        pack.severities,
        _names(node for node in required if node.kind == "section"),
        _names(node for node in required if node.kind == "field"),
        {_short(" > ".join(table.path)): tuple(column.label.text for column in table.columns) for table in tables},
        {role: _names(roots) for role, roots in pack.roles.items()},
        {**{_short(node.name): gate for node in named if (gate := _gate(node, pack))}, **_variants(pack)},
    )


def _names(nodes: Iterator[ShapeNode] | Sequence[ShapeNode]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_short(node.name) for node in nodes))


def _short(name: str) -> str:
    return shorten(" ".join(name.split()), 100, "…")


def _gate(node: ShapeNode, pack: Pack) -> str:
    """What is demanded of a node under a condition: ``required when severity is P0``; empty for nothing."""
    demands = (("required", node.required), ("ticked", node.ticked), ("with a value", node.value))
    said = [
        f"{what} when {words(Named(demand), pack.conditions)}" for what, demand in demands if isinstance(demand, str)
    ]
    return "; ".join(said)


def _variants(pack: Pack) -> dict[str, str]:
    """The other templates of a pack, each with the severities that it is for."""
    return {
        variant.pack.template.name: f"the template for {any_of(variant.severities)}"
        for variant in pack.variants
        if variant.pack.template is not None
    }


# --- Its file ---


def record_text(record: Record, template: str) -> str:
    """The text of the file; `template` is what it is of."""
    parts = [_HEAD.format(template=template)]
    parts += [
        f"{key} = [\n{''.join(f'    {quoted(name)},{chr(10)}' for name in names)}]\n"
        for key, names in (("levels", record.levels), ("sections", record.sections), ("fields", record.fields))
        if names
    ]
    lists = (("columns", record.columns), ("roles", record.roles))
    parts += [_table(name, table, lambda names: f"[{', '.join(map(quoted, names))}]") for name, table in lists if table]
    parts += [_table("gates", record.gates, quoted)] if record.gates else []
    return "\n".join(parts)


def _table(name: str, table: Mapping[str, _T], value: Callable[[_T], str]) -> str:
    return f"[{name}]\n" + "".join(f"{bare(key)} = {value(entry)}\n" for key, entry in table.items())


def read_record(text: str, shown: str) -> Record:
    """The record in the text of its file, which messages call `shown`. Raises `FileError`."""
    return convert(parse_toml(text, shown), Record, text, shown)


# --- What is different ---


def differences(old: Record, new: Record) -> Iterator[str]:
    """Yield what is read otherwise now than it was recorded, a line for each thing that vanished or was gained."""
    if old.levels != new.levels:
        yield f"the levels of severity are {_list(new.levels)}; recorded are {_list(old.levels)}"
    for role in dict.fromkeys((*old.roles, *new.roles)):
        yield from _role(role, old.roles.get(role, ()), new.roles.get(role, ()))
    for name in dict.fromkeys((*old.gates, *new.gates)):
        was, now = old.gates.get(name, ""), new.gates.get(name, "")
        if was != now:
            said = f"{now}; recorded is: {was or 'nothing on a condition'}" if now else f"no longer {was}"
            yield f'"{name}" is {said}'
    for kind, before, after in (("section", old.sections, new.sections), ("field", old.fields, new.fields)):
        yield from (f'the {kind} "{name}" is no longer required' for name in before if name not in after)
        yield from (f'the {kind} "{name}" is required now' for name in after if name not in before)
    for name in dict.fromkeys((*old.columns, *new.columns)):
        yield from _columns(name, old.columns.get(name, ()), new.columns.get(name, ()))


def _role(role: str, was: tuple[str, ...], now: tuple[str, ...]) -> Iterator[str]:
    if not now:
        yield f"nothing has the role {role} any more; recorded is {_list(was)}"
    elif was != now:
        yield f"the role {role} is that of {_list(now)}; recorded is {_list(was)}"


def _columns(name: str, was: tuple[str, ...], now: tuple[str, ...]) -> Iterator[str]:
    where = f'of "{name}"' if name else "at the head"
    if not now:
        yield f"there is no table {where} any more; recorded are its columns {_list(was)}"
    elif was != now:
        yield f"the columns of the table {where} are {_list(now)}; recorded are {_list(was)}"


def _list(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names) or "none"
