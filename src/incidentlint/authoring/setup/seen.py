"""The reports that follow a template, read: what they have for each of its nodes, which `evidence` and its neighbours
count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incidentlint.markdown import parse
from incidentlint.outline import outline
from incidentlint.packs import Pack
from incidentlint.report import Bound, Report
from incidentlint.template import ShapeNode
from incidentlint.text import SourceText

TWO = 2
"""What one report alone says is no habit."""


class Seen:
    """The reports of a pack, and what stands in each of them for the nodes of its shape."""

    def __init__(self, pack: Pack, sources: Sequence[SourceText]) -> None:
        """Read the reports."""
        labels = pack.shape.labels()
        self.pack = pack
        self.reports = [Report(outline(parse(source), labels), pack) for source in sources]
        self.bounds = [{bound.shape.index: bound for bound in report.walk()} for report in self.reports]

    def placed(self, node: ShapeNode) -> list[tuple[Bound, Report]]:
        """What stands for a node in the reports that have the section that it is in, if it is in one."""
        pairs = ((each.get(node.index), report) for each, report in zip(self.bounds, self.reports, strict=True))
        return [(bound, report) for bound, report in pairs if bound is not None and _has_place(bound)]

    def valued(self, node: ShapeNode) -> list[Bound]:
        """What stands for a field, in the reports that have a value there."""
        found = (each.get(node.index) for each in self.bounds)
        return [bound for bound in found if bound is not None and bound.value is not None]

    def demanded(self) -> Iterator[ShapeNode]:
        """The nodes that each report is to have: sections, fields, and the items of lists that need no tick."""
        yield from self.pack.required()
        yield from (
            node for node in self.pack.shape.walk() if node.box and node.required is True and node.ticked is False
        )


def _has_place(bound: Bound) -> bool:
    """Whether a report has the section that a node is in, if it is in one."""
    above = bound.parent
    while above is not None and above.shape.kind != "section":
        above = above.parent
    return above is None or above.present
