"""Packs as `incidentlint packs` shows them: what a pack demands, node by node, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..conditions import AllOf, Answer, AnyOf, Condition, Named, Not, Present, Severity, Unknown
from ..config import shown_path
from ..installed_packs import installed_folder, installed_packs
from ..locate import FileError
from ..output.cells import one_line
from ..packs import Pack, built_in_packs, load_built_in, load_folder
from ..shape import Column, Demand, ShapeNode

_CUT = 48
"""A slot's text is shown so far: it may be a whole paragraph."""

_KINDS = {"row": "row", "cell": "cell", "item": "item", "ballot": "ballot", "heading": "heading", "lead": "lead"}
_GUIDES = {
    "section": "guide: instructions, to be removed",
    "example": "guide: an example, to be removed",
    "format": "guide: a note about the format, to be removed",
    "italic": "guide: a note in italics, to be removed",
    "title": "guide: it says that this is a template, to be replaced",
    "value": "guide: it says that this is a template, to be replaced",
}


def list_packs(packs: Sequence[Pack]) -> str:
    """Return the packs, each with its template and what it calls its files."""
    return "\n".join("".join(f"{line}\n" for line in _entry(pack)) for pack in packs)


def list_all() -> tuple[str, str]:
    """The built-in packs and those of installed packages, and what is wrong with one of the latter."""
    packs, wrong = [load_built_in(name) for name in built_in_packs()], ""
    for name in installed_packs():
        if name in built_in_packs():
            continue  # the built-in one is meant by the name
        try:
            found = installed_folder(name)
            if found is None:
                raise FileError(name, 0, "an installed package says that it brings this pack, but has no such folder")
            packs.append(load_folder(found))
        except FileError as error:
            wrong = wrong or str(error)
    return list_packs(packs), wrong


def _entry(pack: Pack) -> Iterator[str]:
    sections = sum(1 for node in pack.shape.walk() if node.kind == "section" and not node.guide)
    yield one_line(pack.name)
    yield f"  template   {_template(pack)}{' for all other severities' if pack.variants else ''}"
    for variant in pack.variants:
        yield f"             {_path(variant.pack)} for {_or(variant.severities)}"
    yield f"  sections   {sections}"
    yield f"  file name  {one_line(pack.files.name) or 'any'}"
    yield f"  folder     {one_line(pack.files.folder) or 'any'}"


def _template(pack: Pack) -> str:
    if pack.name in built_in_packs() and load_built_in(pack.name) is pack:
        return "built-in"
    return _path(pack)


def _path(pack: Pack) -> str:
    return one_line(shown_path(str(pack.template))) if pack.template else "none"


def describe_pack(pack: Pack) -> str:
    """All that a pack demands."""
    lines = [*_head(pack), "", *_tree(pack)]
    for variant in pack.variants:
        lines += ["", f"{_path(variant.pack)} for {_or(variant.severities)}:", "", *_tree(variant.pack)]
    return "".join(f"{line}\n" for line in lines)


def _head(pack: Pack) -> Iterator[str]:
    yield from _entry(pack)
    for source in pack.sources.chain[1:]:
        yield f"  extends    {one_line(source.file.name or source.folder.name)}"
    if pack.severities:
        yield f"  severity   {', '.join(map(one_line, pack.severities))} (the gravest first)"
    for number, rule in enumerate(pack.own_rules):
        yield f"  {'rules' if not number else '':<10} {rule.code} {one_line(rule.name)}"
    if pack.zones:
        zones = (f"{one_line(name)} is {zone}" for name, zone in pack.zones.items())
        yield f"  zones      {', '.join(zones)}"
    for role in ("duration", *(role for role in pack.file.durations if role != "duration")):
        begin, end = pack.duration_of(role)
        yield f"  {role:<10} from {begin} to {end}"
    for total in pack.totals:
        yield f"  total      {one_line(total.total)} is {one_line(' + '.join(total.parts))}"
    companion = pack.files.companion
    if companion:
        when = f" when {_named(companion.when, pack)}" if companion.when else ""
        yield f"  companion  {one_line(companion.name)}{when}"
    for name, deadline in (("complete", pack.deadlines.complete), ("authority", pack.deadlines.authority)):
        if deadline:
            when = f", when {_named(deadline.when, pack)}" if deadline.when else ""
            what = f"within {deadline.within} after {deadline.after}, by {deadline.by}{when}"
            yield f"  deadline   {name}: {what}"


def _tree(pack: Pack) -> Iterator[str]:
    """Yield the nodes with their line in the template, below what they stand in."""
    nodes = [*([pack.shape.title] if pack.shape.title else []), *pack.shape.nodes]
    for node in sorted(nodes, key=lambda node: node.line):
        yield from _node(node, 0, pack)


def _node(node: ShapeNode, depth: int, pack: Pack) -> Iterator[str]:
    yield _line(str(node.line), depth, _kind(node), _name(node), _facts(node, pack))
    samples = node.kind == "table" and node.sample
    for column in node.columns:
        facts = _column_facts(column, node) if samples else []
        yield _line("", depth + 1, "column", one_line(column.label.text), facts)
    for child in node.children:
        # The cells of a table's sample row are its columns, told above.
        if not samples:
            yield from _node(child, depth + 1, pack)


def _line(number: str, depth: int, kind: str, name: str, facts: list[str]) -> str:
    begin = f"{number:>4}  {'  ' * depth}{kind:<7} "
    what = "; ".join(facts)
    link = "" if not name or not what else " " if name.endswith(("?", ":")) else ": "
    return f"{begin}{name}{link}{what}".rstrip()


def _kind(node: ShapeNode) -> str:
    if node.box:
        return "box"
    return _KINDS.get(node.origin, "field") if node.kind == "field" else node.kind


def _name(node: ShapeNode) -> str:
    if node.label.text:
        return one_line(node.label.text)
    if node.kind != "text":
        return ""
    return ", ".join(dict.fromkeys(_cut(slot.text) for slot in node.slots))


def _cut(text: str) -> str:
    text = one_line(" ".join(text.split()))
    return text if len(text) <= _CUT else f"{text[: _CUT - 2].rstrip()}…{text[-1] if text[-1] in ']>}' else ''}"


def _facts(node: ShapeNode, pack: Pack) -> list[str]:
    """Return what a node takes and what it must have."""
    if node.guide:
        return [_GUIDES[node.guide]]
    facts = [*_takes(node)]
    if node.kind in ("table", "list"):
        facts.append(_entries(node))
    elif node.sample:
        facts.append("a sample: one or more, of any name")
    required = _required(node, pack)
    if required:
        facts.append(required)
    if node.one_ticked:
        facts.append("exactly one ticked" if node.type else "at least one box ticked")
    if node.ticked:
        facts.append(f"must be ticked{_when(node.ticked, pack)}")
    if node.value:
        facts.append(f"must have a value{_when(node.value, pack)}")
    if node.aliases:
        facts.append(f"also called {' or '.join(map(one_line, node.aliases))}")
    if node.roles:
        facts.append(f"role {' and '.join(node.roles)}")
    return facts


def _takes(node: ShapeNode) -> Iterator[str]:
    if node.kind == "title":
        yield "any title" if node.slots else "this title"
    elif node.type:
        yield one_line(str(node.type))
    elif node.constant and node.kind in ("field", "text"):
        yield "any text"
    elif node.kind == "text" and node.slots:
        yield "slots to be filled in"
    if node.open and not (node.type and node.type.kind == "choice"):  # an open choice says so itself
        yield "any other text too"


def _entries(node: ShapeNode) -> str:
    what = "row" if node.kind == "table" else "item"
    limits = [f"at least {node.min}" if node.min else "", f"at most {node.max}" if node.max else ""]
    count = " and ".join(limit for limit in limits if limit)
    if node.sample:
        return f"sample {what}s{f', {count}' if count else ''}"
    return f"fixed {what}s{f', {count}' if count else ''}"


def _required(node: ShapeNode, pack: Pack) -> str:
    why = node.why
    if node.required is False and not why and node.kind in ("list", "text"):
        return ""  # what matters is whether its items are, and slots are to be filled in wherever they stand
    if node.required is False:
        return f"optional ({why})" if why == "the pack says so" else "optional"
    if node.kind == "text":
        why = ""
    elif why.startswith("it holds the slot ") and node.slots:
        why = f"it holds the slot {_cut(node.slots[0].text)}"
    if isinstance(node.required, str):
        return f"required when {_named(node.required, pack)}"
    return f"required ({why})" if why else "required"


def _when(demand: Demand, pack: Pack) -> str:
    return f" when {_named(demand, pack)}" if isinstance(demand, str) else ""


def _column_facts(column: Column, table: ShapeNode) -> list[str]:
    facts = [one_line(str(column.type))] if column.type else ["any text"]
    if table.sample:
        facts.append("in every row" if column.demanded else "may be empty")
    if column.aliases:
        facts.append(f"also called {' or '.join(map(one_line, column.aliases))}")
    if column.role:
        facts.append(f"role {column.role}")
    return facts


def _named(name: str, pack: Pack) -> str:
    return words(Named(name), pack.conditions)


def words(condition: Condition, named: dict[str, Condition], *, inner: bool = False) -> str:
    """Return a condition in words: ``severity is P0 or P1, or Financial records at risk is not None``."""
    match condition:
        case Severity(levels):
            return f"severity is {_or(levels)}"
        case Answer(field, answers, negated):
            return f"{one_line(field)} is {'not ' if negated else ''}{_or(answers)}"
        case Present(field, negated):
            return f"there is {'no ' if negated else ''}{one_line(field)}"
        case Named(name):
            return words(named[name], named, inner=inner)
        case AnyOf(parts) | AllOf(parts):
            link = ", or " if isinstance(condition, AnyOf) else ", and "
            said = link.join(words(part, named, inner=len(parts) > 1) for part in parts)
            return f"({said})" if inner and len(parts) > 1 else said
        case Not(part):
            return f"not ({words(part, named)})"
        case Unknown(field):
            return f"(never: the template has no {one_line(field)})"


def _or(names: tuple[str, ...]) -> str:
    shown = [one_line(name) for name in names]
    return " or ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


__all__ = ["describe_pack", "list_all", "list_packs", "words"]
