"""The rules of a pack's own: TOML files in its folder ``rules``, each for one of the public checks.

They have the form of the package's own rules. All that they name is looked up when the pack is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from string import Formatter

import msgspec

from incidentlint.about import data_folder
from incidentlint.grammars import read_duration
from incidentlint.near import hint
from incidentlint.packs.lookup import Lookup
from incidentlint.packs.sources import Sources
from incidentlint.regular import entries_of, is_dir
from incidentlint.rulebook import PUBLIC, ColumnValue, Params, Rule, Use
from incidentlint.template import ShapeNode, Steps, find_node, find_rows, near_or_all
from incidentlint.text import whole_pattern, word_pattern
from incidentlint.toml_file import FileError, convert, place_of, read_toml
from incidentlint.vocabulary import key_of

_CODE = re.compile(r"[A-Z]{2,8}[0-9]{3}")

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class OwnRule(msgspec.Struct, frozen=True):
    """A rule of a pack's own, with its typed parameters and its file; `holder` is the number of the pack file that it
    is beside.
    """

    rule: Rule
    params: Params
    shown: str
    text: str
    holder: int = 0

    def error(self, at: Steps, message: str, *, value: bool = True) -> FileError:
        """The error at a key of the file, or at its value."""
        line, column = place_of(self.text, at, value=value)
        return FileError(self.shown, line, message, column)


def read_own_rules(sources: Sources) -> tuple[OwnRule, ...]:
    """The rules of a pack and of those that it extends, by code; of two with one code the pack's own holds.

    Raises `FileError`.
    """
    found: dict[str, OwnRule] = {}
    for number in range(len(sources.chain) - 1, -1, -1):
        folder = sources.chain[number].folder / "rules"
        seen: dict[str, str] = {}
        listed = [entry.name for entry in entries_of(folder)] if is_dir(folder) else []
        for path in (folder / name for name in listed if name.endswith(".toml")):
            data, text = read_toml(path)
            shown = str(path)
            own = OwnRule(convert(data, Rule, text, shown), Params(), shown, text, number)
            own = _checked(own)
            if own.rule.code in seen:
                raise own.error(("code",), f"the code {own.rule.code} is also that of {seen[own.rule.code]}")
            seen[own.rule.code] = path.name
            found[own.rule.code] = own
    names: dict[str, OwnRule] = {}
    for own in found.values():
        other = names.setdefault(own.rule.name, own)
        if other is not own:
            raise own.error(("name",), f"the name {own.rule.name!r} is also that of {other.rule.code}")
    return tuple(found[code] for code in sorted(found))


@cache
def _built_in_names() -> dict[str, str]:
    """The names of the package's rules with their codes: their files are called by both."""
    stems = (path.stem.partition("-") for path in (data_folder() / "core").glob("IR*.toml"))
    return {name: code for code, _, name in stems}


def _checked(own: OwnRule) -> OwnRule:
    """A rule whose facts are in order, with its parameters. Raises `FileError`."""
    rule = own.rule
    if not _CODE.fullmatch(rule.code) or (not rule.is_own):
        raise own.error(
            ("code",), f"code: {rule.code!r} is not 2 to 8 capital letters (other than IR) and three digits: ACME001"
        )
    if not _NAME.fullmatch(rule.name):
        raise own.error(("name",), f"name: {rule.name!r} is not small letters and digits with dashes: ticket-number")
    taken = _built_in_names().get(rule.name)
    if taken:
        raise own.error(("name",), f"name: {rule.name!r} is the name of {taken}")
    kind = PUBLIC.get(rule.check)
    if kind is None:
        hint = near_or_all(rule.check, tuple(PUBLIC))
        raise own.error(("check",), f"check: unknown check {rule.check!r}{hint}")
    params = convert(rule.params, kind, own.text, own.shown, ("params",))
    key, problem = params.problem()
    if problem:
        raise own.error(("params", key), f"params.{key}: {problem}")
    _check_message(own, kind)
    for name, examples in (("bad", rule.bad), ("good", rule.good)):
        for number, example in enumerate(examples):
            for key, given in (("fixed", example.fixed is not None), ("files", bool(example.files))):
                if given:
                    raise own.error(
                        (name, number, key), f"{key}: custom checks fix nothing and read no other files", value=False
                    )
    return msgspec.structs.replace(own, params=params)


def _check_message(own: OwnRule, kind: type[Params]) -> None:
    """A message uses values that its check has, and there is one for each variant."""
    variants = kind.variants
    message = own.rule.message
    if isinstance(message, str):
        common = [value for value in next(iter(variants.values())) if all(value in v for v in variants.values())]
        _check_text(own, message, tuple(common), ("message",))
        return
    for name in message:
        if name not in variants or not name:
            names = tuple(variant for variant in variants if variant)
            hint = near_or_all(name, names) if names else "; its message is one text"
            raise own.error(("message", name), f"message: {own.rule.check} has no variant {name!r}{hint}", value=False)
    for variant, values in variants.items():
        if variant not in message:
            what = f" for the variant {variant!r}" if variant else ""
            raise own.error(("message",), f"message: missing{what}", value=False)
        _check_text(own, message[variant], values, ("message", variant))


def _check_text(own: OwnRule, text: str, values: tuple[str, ...], at: Steps) -> None:
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        raise own.error(at, f"message: {error}; write a literal brace twice") from None
    if not text.strip():
        raise own.error(at, "message: is empty: say what is wrong, and what would be right")
    for _, name, form, conversion in parts:
        if name is None:
            continue
        if name in values and (form or conversion):
            raise own.error(at, f"message: braces hold the name of one value: {{{name}}}")
        if name not in values:
            meant = hint(name, values, show="{{{}}}".format, list_all=True)
            raise own.error(at, f"message: {own.rule.check} has no value {{{name}}}{meant}")


def check_uses(own: OwnRule, lookup: Lookup) -> None:
    """All that a rule's parameters name is there. Raises `FileError`.

    What the template lacks is no error where the rule was written for another template too; see `Lookup`.
    """
    for use in own.params.uses():
        at = ("params", *use.at)
        name = ".".join(str(step) for step in use.at if isinstance(step, str))
        if use.kind in ("words", "pattern"):
            try:
                (word_pattern if use.kind == "words" else whole_pattern)(use.name)
            except ValueError as error:
                raise own.error(at, f"{name}: {use.name!r} {error}") from None
        elif use.kind == "duration":
            read = read_duration(use.name)
            if read is None or read.end != len(use.name) or read.approx or read.bound:
                raise own.error(at, f'{name}: a duration such as "48h", not {use.name!r}')
        elif use.kind == "condition":
            if use.name not in lookup.file.conditions:
                raise own.error(at, f"{name}: {lookup.no_condition(use.name)}")
        else:
            _check_path(own, use, at, lookup)


def _check_path(own: OwnRule, use: Use, at: Steps, lookup: Lookup) -> None:
    """A node that a rule names is there, and of the right kind."""
    name = str(use.at[0])

    def lacks(message: str, key: str = "") -> None:
        if own.holder > lookup.reach:
            return
        steps = (*at[:-1], key) if key else at
        error = own.error(steps, f"{key or name}: {message}")
        lookup.miss((own.shown, *at, key) if key else (own.shown, *at), error)

    def fail(message: str) -> FileError:
        return own.error(at, f"{name}: {message}")

    shape = lookup.shape
    rows = find_rows(shape, use.name) if "*" in use.name else []
    nodes: list[ShapeNode | None] = [*rows] or [find_node(shape, use.name, lacks, fail)]
    for node in nodes:
        if node is None:
            continue
        if use.kind == "section" and not (node.kind == "section" or node.origin in ("lead", "heading")):
            raise fail(f"{use.name!r} is not a section")
        if use.kind == "field" and node.kind != "field":
            raise fail(f"{use.name!r} is a {node.kind}, not a field")
        if use.kind == "table":
            _check_column(own, node, lacks)


def _check_column(own: OwnRule, node: ShapeNode, lacks: Callable[[str, str], None]) -> None:
    """The table has the column."""
    assert isinstance(own.params, ColumnValue)
    tables = [below for below in node.walk() if below.kind == "table"]
    names = {key for table in tables for column in table.columns for key in (column.label.key, column.label.bare)}
    if key_of(own.params.column) in names:
        return
    shown = list(dict.fromkeys(column.label.text for table in tables for column in table.columns))
    if not shown:
        lacks(f"there is no table in {own.params.table!r}", "table")
        return
    near = near_or_all(own.params.column, tuple(shown))
    lacks(f"{own.params.table!r} has no column {own.params.column!r}{near}", "column")
