"""Parts of a report that say by another name what a part of its template asks for that would be missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from incidentlint.outline import FieldNode, Node, SectionNode
from incidentlint.packs import Pack
from incidentlint.report.bound import Bound
from incidentlint.report.near_names import is_alike
from incidentlint.template import ShapeNode

Named = SectionNode | FieldNode

_STEM = 3
"""A word of more letters may have the ``s`` of a plural behind it: not ``bus``."""


class Meanings:
    """What else the parts of a report are called that no part of its template is bound to."""

    def __init__(self, pack: Pack, named: Iterable[Node], is_free: Callable[[Named], bool]) -> None:
        """Take the pack, the sections and fields of a report, and what says of one whether it may still be bound."""
        self.pack = pack
        self.is_free = is_free
        known = pack.shape.labels()
        self.nodes: list[Named] = [
            node for node in named if isinstance(node, (SectionNode, FieldNode)) and node.label.key not in known
        ]
        self.singulars: defaultdict[str, list[Named]] = defaultdict(list)
        for node in self.nodes:
            self.singulars[_singular(node.label.bare)].append(node)
        self.roles = {
            nodes[0].index: role for role, nodes in pack.roles.items() if len(nodes) == 1 and role in pack.lexicon.roles
        }

    def of(self, missing: Bound) -> Named | None:
        """The one part of the report that is called as the missing one in another number, or by a name of its role.

        ``Causes racines`` for ``Cause racine``; ``Date`` for ``Дата``, ``Next steps`` for ``Action items``. None where
        there are several, or where the role is that of several parts of the template.
        """
        shape = missing.shape
        alike = self.singulars.get(_singular(shape.label.bare), ())
        return self._only(shape, alike) or self._only(shape, self._of_role(shape))

    def _only(self, shape: ShapeNode, nodes: Iterable[Named]) -> Named | None:
        found = [node for node in nodes if is_alike(node, shape) and self.is_free(node)]
        return found[0] if len(found) == 1 else None

    def _of_role(self, shape: ShapeNode) -> Iterator[Named]:
        role = self.roles.get(shape.index)
        if role is None:
            return
        names = self.pack.lexicon.roles[role]
        if shape.label.key not in names and shape.label.bare not in names:
            return  # it got the role by its form, or by the pack: no name says what it is
        yield from (node for node in self.nodes if node.label.key in names)


def _singular(key: str) -> str:
    """A key with each of its words in the singular, as far as an ending shows it."""
    return " ".join(word.removesuffix("s") if len(word) > _STEM else word for word in key.split())
