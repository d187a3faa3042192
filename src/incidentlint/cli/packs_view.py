"""Packs as `incidentlint packs` shows them: what a pack is for, and what it demands of a report, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from incidentlint.authoring import any_of
from incidentlint.cli.packs_head import head_lines, path_of_template, when_words, wrapped
from incidentlint.packs import (
    NO_FOLDER,
    Pack,
    built_in_packs,
    installed_folder,
    installed_packs,
    load_built_in,
    load_folder,
)
from incidentlint.template import (
    Column,
    ShapeNode,
    SlotType,
)
from incidentlint.text import one_line, shorten
from incidentlint.toml_file import FileError
from incidentlint.tuples import NamedTuple

_CUT = 48
"""A slot's text is shown so far: it may be a whole paragraph."""

_WIDEST_NAME = 36
"""Names up to this length are set in a column of their own."""


_GUIDES = {
    "section": "instructions, to be removed",
    "example": "an example, to be removed",
    "format": "a note about the format, to be removed",
    "italic": "a note in italics, to be removed",
    "prompt": "a question or a request, to be answered and removed",
    "delete": "an instruction, to be deleted",
    "stays": "a hint, which may stay",
    "title": "says that this is a template, to be replaced",
    "value": "says that this is a template, to be replaced",
}


def list_packs(packs: Mapping[str, Pack]) -> str:
    """Return the packs by the names that they are called by, each with what it is for, and where to read on."""
    rows = [(one_line(name), one_line(pack.file.description)) for name, pack in packs.items()]
    width = max(len(name) for name, _ in rows)
    lines = [line for name, text in rows for line in wrapped(f"{name:<{width}}  {text}".rstrip(), width + 2)]
    return "".join(f"{line}\n" for line in [*lines, "", "incidentlint packs NAME shows what one of them requires."])


def list_all() -> tuple[str, tuple[str, ...]]:
    """The built-in packs and those of installed packages, and what is wrong with each of the latter that is not in
    order.
    """
    packs, wrong = {name: load_built_in(name) for name in built_in_packs()}, []
    for name in installed_packs():
        if name in built_in_packs():
            continue  # the built-in one is meant by the name
        try:
            found = installed_folder(name)
            if found is None:
                raise FileError(name, 0, NO_FOLDER)
            packs[name] = load_folder(found)
        except FileError as error:
            wrong.append(str(error))
    return list_packs(packs), tuple(wrong)


def describe_pack(pack: Pack, overview: Sequence[str] = ()) -> str:
    """All that a pack demands: a head, then the nodes in the template's order; an overview comes before the head."""
    about = one_line(pack.file.description)
    lines = [f"{one_line(pack.name)}: {about}" if about else one_line(pack.name), ""]
    lines += [*overview, *([""] if overview else []), *head_lines(pack), ""]
    lines += [_LEGEND if pack.policy.templated else _LEGEND_FREE, "", *_body(pack)]
    for variant in pack.variants:
        lines += ["", f"{path_of_template(variant.pack)}, for {any_of(variant.severities)}:", "", *_body(variant.pack)]
    return "".join(f"{line}\n" for line in lines)


def describe_whole(pack: Pack) -> str:
    """A pack as a person checks how it was read: the overview, what it demands, and what was not understood."""
    from incidentlint.authoring import read_template
    from incidentlint.cli.init_view import describe_reading, describe_suspects
    from incidentlint.cli.overview import overview_lines

    if pack.template is None:
        return describe_pack(pack)
    overview = ["  What is checked in a report", *(f"  {line}" for line in overview_lines(pack))]
    lines: list[str] = []
    if pack.name not in built_in_packs():
        reading, path = read_template(pack), path_of_template(pack)
        overview += describe_suspects(reading, path)
        lines = describe_reading(reading, path)
    return describe_pack(pack, overview) + "".join(f"{line}\n" for line in (["", *lines] if lines else []))


_LEGEND = "Everything below is required unless marked optional or conditional."

_LEGEND_FREE = "There is no template: these parts are known by their names. A section that is missing is info only."


# --- The nodes ---


class _Row(NamedTuple):
    """A line about a node: how deep it is, what it is called, what is to be said of it."""

    depth: int
    name: str
    facts: list[str]
    head: bool = False


def _body(pack: Pack) -> Iterator[str]:
    nodes = [*([pack.shape.title] if pack.shape.title else []), *pack.shape.nodes]
    rows = [row for node in sorted(nodes, key=lambda node: node.line) for row in _rows(node, 0, pack)]
    for (_, head), group in groupby(rows, key=lambda row: (row.depth, row.head)):
        block = list(group)
        width = max((len(row.name) for row in block if row.facts and len(row.name) <= _WIDEST_NAME), default=0)
        for row in block:
            yield from _rendered(row, 0 if head else width)


def _rendered(row: _Row, width: int) -> list[str]:
    indent = "  " * row.depth
    what = "; ".join(row.facts)
    if row.head or len(row.name) > _WIDEST_NAME:
        link = "" if not what else " " if row.name.endswith(("?", ":")) else ": "
        return wrapped(f"{indent}{row.name}{link}{what}", len(indent) + 4)
    return wrapped(f"{indent}{row.name:<{width}}  {what}".rstrip(), len(indent) + width + 2)


def _rows(node: ShapeNode, depth: int, pack: Pack) -> Iterator[_Row]:
    """Yield a node's line and those of what is in it."""
    if node.kind == "title":
        lost = [slot.text for slot in node.slots if slot.text.strip("<>") not in node.label.text]
        yield _Row(
            0, " ".join([f"# {_name(node)}", *map(_cut, lost)]), [_GUIDES["title"]] if node.guide else [], head=True
        )
    elif node.kind == "section":
        yield from _section(node, depth, pack)
    elif node.kind == "field":
        yield from _field(node, depth, pack)
    elif node.kind == "table" and node.sample:
        count = ", ".join(_entries(node))
        yield _Row(depth, f"{count} of {_columns(node)}" if node.required is True else f"{_columns(node)}, {count}", [])
    elif node.kind == "list" and node.sample:
        yield _Row(depth, "a list", [*_entries(node), *_item(node, pack)])
    elif node.kind == "text":
        if node.guide:
            # What merely asks for the section's text is not worth a line.
            if node.guide not in ("prompt", "italic", "stays"):
                yield _Row(depth, _GUIDES[node.guide].capitalize(), [])
        elif node.slots:
            yield _Row(depth, "text", [] if node.required is True else [f"with {_name(node)} filled in"])
    else:
        for child in node.children:
            yield from _rows(child, depth, pack)


def _section(node: ShapeNode, depth: int, pack: Pack) -> Iterator[_Row]:
    name = f"{'#' * (node.level or 2)} {_name(node)}"
    if node.guide:
        yield _Row(depth, name, [_GUIDES[node.guide]], head=True)
        return
    facts = _demands(node, pack)
    if node.sample:
        facts = ["a sample: any number, of any name"]
    ticked = _all_ticked(node)
    if ticked:
        facts.append("every box ticked")
    demanding = [child for child in node.children if not child.guide]
    only = demanding[0] if len(demanding) == 1 else None
    if only is not None and only.kind == "text" and only.required is True:
        facts += _takes(only)
    elif only is not None and only.kind == "list" and only.sample:
        facts.append(", ".join(["a list", *_entries(only), *_item(only, pack)]))
    elif not demanding and any(child.guide in ("prompt", "italic") for child in node.children):
        facts.append("text")
    else:
        only = None
    yield _Row(depth, name, [*facts, *_also(node)], head=True)
    for child in node.children:
        # Sections are told from each other by their marks.
        for row in _rows(child, depth if child.kind == "section" else depth + 2, pack) if child is not only else ():
            yield row._replace(facts=[fact for fact in row.facts if fact != "ticked"]) if ticked else row


def _all_ticked(node: ShapeNode) -> bool:
    boxes = [below for below in node.walk() if below.box]
    return len(boxes) > 1 and all(box.ticked is True for box in boxes)


def _field(node: ShapeNode, depth: int, pack: Pack) -> Iterator[_Row]:
    if node.guide:
        yield _Row(depth, _name(node), [_GUIDES[node.guide]])
        return
    children = node.children
    cells = [child for child in children if child.origin == "cell"]
    lists = [child for child in children if child.kind == "list" and child.sample]
    facts = [*_takes(node)]
    if cells:
        facts = [" | ".join(_cell(cell) for cell in cells)]
    elif len(lists) == len(children) == 1:
        facts = [", ".join(["a list", *_entries(lists[0]), *_item(lists[0], pack)])]
        children = ()
    if node.sample and node.label.text:
        facts.append("a sample: any number, of any name")
    facts += _demands(node, pack)
    name = f"[ ] {_name(node)}" if node.box else _name(node) or "boxes"
    yield _Row(depth, name, [*facts, *_also(node)])
    for child in children:
        if child.origin != "cell" and not (child.kind == "text" and node.type):
            yield from _rows(child, depth + 1, pack)


def _name(node: ShapeNode) -> str:
    if node.label.text:
        return one_line(node.label.text)
    return ", ".join(dict.fromkeys(_cut(slot.text) for slot in node.slots))


def _cut(text: str) -> str:
    text = one_line(" ".join(text.split()))
    return text if len(text) <= _CUT else f"{shorten(text, _CUT - 1, '…')}{text[-1] if text[-1] in ']>}' else ''}"


def _columns(table: ShapeNode) -> str:
    return f"| {' | '.join(_column(column) for column in table.columns)} |"


def _column(column: Column) -> str:
    facts = [_type(column.type)] if column.type and column.type.kind != "text" else []
    if column.slots and column.optional:
        facts.append("may be empty")
    return one_line(column.label.text) + (f": {', '.join(facts)}" if facts else "")


def _cell(cell: ShapeNode) -> str:
    if cell.type is None or cell.type.kind in ("text", "blank"):
        return one_line(cell.label.text)
    return f"{one_line(cell.label.text)}: {_type(cell.type)}"


def _type(kind: SlotType) -> str:
    """What a slot takes: ``P0, P1 or P2``, ``date-time with time zone``, ``1 sentence``."""
    if kind.kind == "choice":
        options = any_of(kind.options) if kind.closed else f"{', '.join(map(one_line, kind.options))}, or other words"
        return options + (f" ({any_of(kind.explain)} with an explanation)" if kind.explain else "")
    if kind.kind == "pattern":
        return one_line(kind.pattern)
    return one_line(str(kind)) if kind.kind != "blank" else "filled in"


def _takes(node: ShapeNode) -> Iterator[str]:
    if node.type:
        yield _type(node.type)
        if node.open and node.type.kind != "choice":
            yield "other words too"
    elif node.constant:
        yield "text"


def _entries(node: ShapeNode) -> list[str]:
    """How many rows or items there must be, where one is not enough or any number too many."""
    what = "rows" if node.kind == "table" else "items"
    limits = [f"at least {node.min}" if node.min > 1 else "", f"at most {node.max}" if node.max else ""]
    count = " and ".join(limit for limit in limits if limit)
    if node.required is not True:
        return ["optional"]
    if node.kind == "table":
        return [f"{count or 'one or more'} {what}"]
    return [f"{count} {what}"] if count else []


_ITEM = re.compile(r"[\s>]{0,20}(?:(?:[-*+•]|\d{1,3}[.)])\s)?\s{0,8}(?P<text>(?!```|~~~)\S.*)")


def _item(node: ShapeNode, pack: Pack) -> list[str]:
    """The item of a template's list that stands for those of a report; nothing where it is empty."""
    lines = pack.text.splitlines()
    found = _ITEM.match(lines[node.line - 1]) if node.line <= len(lines) else None
    text = one_line(found["text"]).strip() if found else ""
    return [f'such as "{_cut(text)}"'] if re.search(r"\w", text) else []


def _demands(node: ShapeNode, pack: Pack) -> list[str]:
    """Whether and when a node must be there, ticked, or have a value."""
    facts = []
    # Of a gate in the label itself the words are there to be read.
    said = f" ({one_line(node.why)})" if node.gate and node.gate not in node.label.text else ""
    if node.required is False:
        facts.append(f"optional{said}")
    elif isinstance(node.required, str):
        facts.append(f"required{when_words(node.required, pack)}{said}")
    if node.one_ticked:
        facts.append("exactly one ticked" if node.type else "at least one box ticked")
    if node.ticked:
        facts.append(f"ticked{when_words(node.ticked, pack)}")
    if node.value and node.value != node.ticked:
        facts.append(f"with a value{when_words(node.value, pack)}")
    elif node.value:
        facts[-1] = facts[-1].replace("ticked", "ticked, with a value,", 1)
    return facts


def _also(node: ShapeNode) -> Iterator[str]:
    if node.aliases:
        yield f"also called {any_of(node.aliases)}"
