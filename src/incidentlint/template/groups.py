"""Places beside each other that are named by the levels of one scale: each incident fills those that it needs.

``**Priority High**`` over a list and ``**Priority Low**`` over another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from incidentlint.template.legends import are_levels
from incidentlint.template.reading import Path
from incidentlint.template.shape import ShapeNode
from incidentlint.vocabulary import Lexicon, key_of


def with_groups(nodes: Sequence[ShapeNode], path: Path, lexicon: Lexicon) -> list[ShapeNode]:
    """The nodes of one place, of which no group of a scale is required."""
    places = [number for number, node in enumerate(nodes) if _form(node)]
    groups = [nodes[number] for number in places]
    if len(groups) < _FEWEST or not (_named_by_levels(groups, lexicon) or _are_of_actions(groups, path, lexicon)):
        return list(nodes)
    return [_without_demand(node) if number in places else node for number, node in enumerate(nodes)]


_FEWEST = 2


def _form(node: ShapeNode) -> tuple[object, ...]:
    """What the one sample list or table below a lead or heading has in each entry; nothing for other nodes."""
    named = node.kind == "section" or (node.kind == "field" and node.origin == "lead")
    only = node.children[0] if named and len(node.children) == 1 and not node.sample else None
    if only is None or not only.sample or only.kind not in ("list", "table"):
        return ()
    return (only.kind, *(column.label.key for column in only.columns), *(slot.text for slot in only.slots))


def _named_by_levels(nodes: Iterable[ShapeNode], lexicon: Lexicon) -> bool:
    return are_levels((node.label.bare for node in nodes), lexicon)


def _are_of_actions(groups: Sequence[ShapeNode], path: Path, lexicon: Lexicon) -> bool:
    """Whether leads divide the actions into kinds: each is over the same list or table."""
    within = any(key_of(label) in lexicon.roles["actions"] for label in path)
    leads = all(node.kind == "field" for node in groups)
    return within and leads and len({_form(node) for node in groups}) == 1


def _without_demand(node: ShapeNode) -> ShapeNode:
    return replace(node, required=False, why="a group that an incident may not need")
