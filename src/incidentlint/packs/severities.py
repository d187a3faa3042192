"""The levels of severity of a pack: the options of its slot, or those that the pack lists."""

from __future__ import annotations

from incidentlint.packs.lookup import Lookup
from incidentlint.template import Edits, Shape, SlotType
from incidentlint.vocabulary import LevelError, Lexicon, Scale, make_scale


def scale_of(shape: Shape, nodes: tuple[int, ...], lookup: Lookup, lexicon: Lexicon) -> Scale:
    """The levels, with their other names; `nodes` state the severity. Raises `FileError`."""
    table = lookup.file.severity
    if (table.levels or table.aliases) and not nodes:
        said = 'the template has no field for the severity: name it, [roles] severity = "..."'
        raise lookup.error(("severity",), said)
    kind = shape[nodes[0]].type if nodes else None
    try:
        return make_scale(table, _options(shape, nodes), lexicon, kind.also if kind else ())
    except LevelError as wrong:
        raise lookup.error(("severity", *wrong.at), str(wrong)) from None


def _options(shape: Shape, nodes: tuple[int, ...]) -> tuple[str, ...]:
    """What the severity offers, or else what the template explains beside it."""
    offered = next((kind.options for index in nodes if (kind := shape[index].type) and kind.options), ())
    return offered or (shape.legend if nodes else ())


def with_levels(shape: Shape, nodes: tuple[int, ...], levels: tuple[str, ...]) -> Shape:
    """The shape whose severity takes the levels that the pack lists, where its template offers no choice; else those
    of its legend.
    """
    kind = shape[nodes[0]].type if nodes else None
    levels = levels or (shape.legend if nodes else ())
    if not levels or (kind and kind.options):
        return shape
    return _typed(shape, nodes, SlotType("choice", options=levels, closed=True))


def with_severity_of(shape: Shape, nodes: tuple[int, ...], main: SlotType | None) -> Shape:
    """The shape of a further template: its levels are those of the main one, whatever of them it offers."""
    return _typed(shape, nodes, main) if main else shape


def _typed(shape: Shape, nodes: tuple[int, ...], kind: SlotType) -> Shape:
    edits = Edits(shape)
    for index in nodes:
        edits.change(shape[index], type=kind)
    return edits.shape()
