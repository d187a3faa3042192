"""What a pack has checked and what not, and why: one line for each of the things that its users ask about."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from typing import Literal

from incidentlint.authoring import all_of, any_of, words
from incidentlint.cli.console import is_terminal
from incidentlint.output import counted
from incidentlint.packs import Pack
from incidentlint.template import Condition, Severity, ShapeNode
from incidentlint.text import one_line, shorten
from incidentlint.tuples import NamedTuple

State = Literal["checked", "in part", "not checked"]

_WIDTH = 110

_SHOWN = 3
"""So many names are shown of a kind; the whole list is a pack's description."""


_PARENTHESES = re.compile(r"\s?[(（][^()（）]*[)）]")


class Aspect(NamedTuple):
    """One of the things that can be checked: whether it is, and what is known of it, or why not."""

    name: str
    state: State
    text: str


def overview(pack: Pack) -> list[Aspect]:
    """What is checked in the reports of a pack: structure, placeholders, severity, times, owners, ids, names."""
    return [
        _structure(pack),
        _placeholders(pack),
        _severity(pack),
        _times(pack),
        _owners(pack),
        _ids(pack),
        _names(pack),
    ]


def overview_lines(pack: Pack) -> list[str]:
    """The overview, one line for each aspect: at a terminal as wide as a screen at most, else nothing is cut off."""
    seen = is_terminal(sys.stdout)

    def shown(text: str) -> str:
        return shorten(text, _WIDTH - 29, "…") if seen else text

    return [f"  {name:<12}  {state:<11}  {shown(one_line(text))}" for name, state, text in overview(pack)]


def _structure(pack: Pack) -> Aspect:
    nodes = [node for node in pack.shape.walk() if not (node.guide or node.sample) and node.origin != "cell"]
    required = list(pack.required())  # as they are counted in the reports
    counts = [(sum(1 for node in required if node.kind == kind), kind) for kind in ("section", "field")]
    boxes = [node for node in nodes if node.box and node.required is True and node.label.key]
    counts.append((len(boxes), "check item"))
    counts.append((sum(1 for node in pack.shape.walk() if node.kind == "table" and node.required is True), "table"))
    found = ", ".join(counted(count, kind) for count, kind in counts if count)
    if not found:
        return Aspect("structure", "not checked", "no section, field or table is required")
    left = [node.label.text for node in nodes if node.kind == "section" and node.required is False]
    return Aspect("structure", "checked", f"{found} required" + (f"; optional: {_some(left)}" if left else ""))


def _placeholders(pack: Pack) -> Aspect:
    count = len(pack.shape.slots())
    guides = sum(1 for node in pack.shape.walk() if node.guide)
    bare = sum(1 for node in pack.shape.walk() if is_bare(node))
    parts = [counted(count, "placeholder")] if count else []
    parts += [f"{counted(guides, 'instruction')} or example{'s' if guides > 1 else ''}"] if guides else []
    if not parts:
        return Aspect("placeholders", "not checked", "none was recognised, such as [Name] or YYYY-MM-DD")
    rest = f"; {counted(bare, 'section')} without any" if bare else ""
    return Aspect("placeholders", "in part" if bare else "checked", f"{', '.join(parts)}{rest}")


def is_bare(node: ShapeNode) -> bool:
    """Whether a node is a section of which the template says nothing but its heading."""
    return node.kind == "section" and node.required is True and not node.guide and not node.children


def _severity(pack: Pack) -> Aspect:
    nodes = pack.roles.get("severity", ())
    if not nodes:
        return Aspect("severity", "not checked", "no field for the severity was found")
    name = f'"{nodes[0].label.text}"'
    if not pack.severities:
        return Aspect("severity", "not checked", f"{name} lists no levels, such as P1 / P2 / P3")
    gated = list(_gates(pack))
    levels = f"{name}: {' / '.join(pack.severities)}"
    if not gated:
        return Aspect("severity", "in part", f"{levels}; nothing depends on it")
    return Aspect("severity", "checked", f"{levels}; {_some(gated)}")


def _gates(pack: Pack) -> Iterator[str]:
    """Yield what is demanded on a condition, with the condition."""
    for node in pack.shape.walk():
        demand = next((one for one in (node.required, node.ticked, node.value) if isinstance(one, str)), "")
        if demand and node.label.text:
            yield f'"{_bare(node)}" {_condition(pack.conditions[demand], pack)}'
    for variant in pack.variants:
        yield f"another template for {any_of(variant.severities)}"


def _condition(condition: Condition, pack: Pack) -> str:
    if isinstance(condition, Severity) and not condition.least:
        return f"for {any_of(condition.levels)}"
    return f"when {words(condition, pack.conditions)}"


def _times(pack: Pack) -> Aspect:
    found = [role for role in ("started", "detected", "declared", "resolved") if role in pack.roles]
    also = [role for role in ("duration", "timeline") if role in pack.roles]
    parts = [*(f'{role} is "{_bare(pack.roles[role][0])}"' for role in found), *also]
    begun = "started" in pack.roles or "detected" in pack.roles
    missing = [] if begun else ["start"]
    missing += [] if "resolved" in pack.roles else ["end"]
    why = [f"no field for the {' and the '.join(missing)}"] if missing else []
    why += [] if "timeline" in pack.roles else ["no timeline"]
    if not found and "timeline" not in pack.roles:
        return Aspect("times", "not checked", ", ".join(why))
    return Aspect("times", "in part" if why else "checked", "; ".join([*why, ", ".join(parts)]))


def _owners(pack: Pack) -> Aspect:
    roots = pack.roles.get("actions", ())
    if not roots:
        return Aspect("owners", "not checked", "no action items were found")
    name = all_of(tuple(f'"{_bare(root)}"' for root in roots))
    columns = [column for root in roots for node in root.walk() for column in node.columns]
    if not columns:
        return Aspect("owners", "in part", f"{name} has no table: only what an item itself calls owner or date")
    found = {column.role: column.label.text for column in reversed(columns)}
    known = [found[role] for role in ("owner", "due") if role in found]
    missing = [what for role, what in (("owner", "the owner"), ("due", "the due date")) if role not in found]
    why = f"no column for {' or '.join(missing)}"
    if not known:
        return Aspect("owners", "not checked", f"{name} has {why}")
    said = "; ".join([f"{name}: {', '.join(known)}", *([why] if missing else [])])
    return Aspect("owners", "in part" if missing else "checked", said)


def _ids(pack: Pack) -> Aspect:
    for node in pack.roles.get("id", ()):
        pattern = next((slot.text for slot in node.slots if slot.type.kind == "pattern"), "")
        if pattern:
            return Aspect("ids", "checked", f'"{node.label.text}" is {pattern}, and no two reports have the same')
        return Aspect(
            "ids", "in part", f'"{node.label.text}" has no pattern, such as INC-YYYY-NNN; each id is used once'
        )
    return Aspect("ids", "not checked", "no field for an id was found")


def _names(pack: Pack) -> Aspect:
    name, folder = pack.files.name, pack.files.folder
    if not (name or folder):
        return Aspect("file names", "not checked", "no pattern is known: [files] in a pack.toml says one")
    return Aspect("file names", "checked", f"{folder.rstrip('/')}/{name}" if folder else name)


def _bare(node: ShapeNode) -> str:
    """A node's label without its parentheses, which explain it."""
    return _PARENTHESES.sub("", node.label.text).strip() or node.label.text


def _some(names: Sequence[str]) -> str:
    rest = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{', '.join(names[:_SHOWN])}{rest}"
