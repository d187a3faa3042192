"""JSON Schemas of configuration, packs and rules, for editors: ``make generate``.

They are made from the types that the files are read into, so they can allow nothing else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from incidentlint.packs.pack_file import PackFile
from incidentlint.project import Config
from incidentlint.records import Record
from incidentlint.rulebook import SETTINGS, Rule
from incidentlint.vocabulary import MILESTONES, ROLES

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TITLES = {
    "config": ("incidentlint.toml", "The configuration of incidentlint, also [tool.incidentlint] in pyproject.toml."),
    "pack": ("pack.toml", "A pack: a template, and what it cannot say about itself."),
    "rule": (
        "A rule of incidentlint",
        "A file in rules/core, or in the folder rules of a pack: one rule, with its examples.",
    ),
    "record": ("A report", "What `incidentlint export` writes of each report."),
}

NAMES = tuple(_TITLES)


_CONDITION: dict[str, Any] = {
    "title": "Condition",
    "description": "Severity, a field's answer or presence; any, all, not of others; or the name of one.",
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "additionalProperties": False,
            "minProperties": 1,
            "properties": {
                "severity": {"$ref": "#/$defs/Values"},
                "at-least": {"type": "string"},
                "field": {"type": "string"},
                "is": {"$ref": "#/$defs/Values"},
                "not": {"anyOf": [{"$ref": "#/$defs/Values"}, {"$ref": "#/$defs/Condition"}]},
                "present": {"type": "boolean"},
                "any": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Condition"}},
                "all": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Condition"}},
            },
        },
    ],
}

_VALUES: dict[str, Any] = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}


def schema(name: str) -> dict[str, Any]:
    """The schema of a kind of file, ``config``, ``pack`` or ``rule``, or of a ``record``."""
    kind = {"config": Config, "pack": PackFile, "rule": Rule, "record": Record}[name]
    (root,), found = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    definitions: dict[str, Any] = dict(found)
    main: dict[str, Any] = definitions.pop(root["$ref"].rpartition("/")[2])
    for definition in (main, *definitions.values()):
        definition["description"] = " ".join(definition.get("description", "").split()).replace("``", "`")
    if name == "pack":
        _complete_pack(main, definitions)
    if name != "record":
        for definition in (main, *definitions.values()):
            for value in definition.get("properties", {}).values():
                _without_null(value)
    _name_keys(msgspec.inspect.type_info(kind), {"": main, **definitions})
    title, description = _TITLES[name]
    main.update(title=title, description=description)
    return {"$schema": _DIALECT, **main, "$defs": dict(sorted(definitions.items()))}


def _without_null(value: dict[str, Any]) -> None:
    """Forbid null, which TOML has not: a key that says nothing is left out."""
    if value.get("default", "") is None:
        del value["default"]
    kept = [part for part in value.get("anyOf", ()) if part != {"type": "null"}]
    if len(kept) == 1:
        del value["anyOf"]
        value.update(kept[0])
    elif kept:
        value["anyOf"] = kept


def _name_keys(found: Any, definitions: dict[str, dict[str, Any]], name: str = "") -> None:
    """Say which keys a table may have; msgspec says it from 0.23 on only, and elsewhere."""
    for field in found.fields:
        for one in _parts(field.type):
            if isinstance(one, msgspec.inspect.StructType):
                _name_keys(one, definitions, one.cls.__name__)
            elif isinstance(one, msgspec.inspect.DictType) and isinstance(one.key_type, msgspec.inspect.LiteralType):
                value = definitions[name]["properties"][field.encode_name]
                value.pop("propertyNames", None)
                value["propertyNames"] = {"enum": sorted(map(str, one.key_type.values))}


def _parts(found: Any) -> Iterator[Any]:
    """A type without what describes it, or the types that it may be, and those of its items and values."""
    match found:
        case msgspec.inspect.Metadata():
            yield from _parts(found.type)
        case msgspec.inspect.UnionType():
            for one in found.types:
                yield from _parts(one)
        case msgspec.inspect.VarTupleType() | msgspec.inspect.ListType():
            yield from _parts(found.item_type)
        case msgspec.inspect.DictType():
            yield found
            yield from (one for one in _parts(found.value_type) if not isinstance(one, msgspec.inspect.DictType))
        case _:
            yield found


def _complete_pack(main: dict[str, Any], definitions: dict[str, Any]) -> None:
    """What the types of a pack leave to its reader: roles, milestones, levels, conditions."""
    properties = main["properties"]
    properties["roles"]["propertyNames"] = {"enum": list(ROLES)}
    properties["rules"]["additionalProperties"] = {"enum": list(SETTINGS)}
    properties["conditions"]["additionalProperties"] = {"$ref": "#/$defs/Condition"}
    definitions["Deadline"]["properties"]["after"] = {"anyOf": [{"enum": list(MILESTONES)}, {"type": "string"}]}
    definitions["Deadline"]["properties"]["by"] = {"enum": list(ROLES)}
    definitions.update(Condition=_CONDITION, Values=_VALUES)


def text(name: str) -> str:
    """The schema's file."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Write the schemas into a folder, ``schema`` unless named; with ``--check`` say which are not fresh."""
    folder = Path(next((argument for argument in arguments if not argument.startswith("-")), "schema"))
    stale = []
    for name in NAMES:
        path = folder / f"{name}.schema.json"
        if path.is_file() and path.read_text(encoding="utf-8") == text(name):
            continue
        stale.append(str(path))
        if "--check" not in arguments:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text(name), encoding="utf-8", newline="\n")
    if stale and "--check" in arguments:
        sys.stderr.write(f"not fresh: {', '.join(stale)} (make generate)\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
