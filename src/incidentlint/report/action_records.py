"""Actions that have each a heading or lead of their own, and what is said of one."""

from __future__ import annotations

from collections.abc import Iterator

from incidentlint.markdown import Prose, prose_slice
from incidentlint.outline import FieldNode, Node, SectionNode, trimmed
from incidentlint.report.action_items import fields_of, labelled_parts
from incidentlint.report.values import State, Value
from incidentlint.text import Span, quoted, shorten
from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import Lexicon, is_nothing


class Told(NamedTuple):
    """Who owns an action, or when it is due: the value, its place (of none: where it belongs), and the action."""

    value: Value
    place: Span
    action: str


def of_part(prose: Prose, label: Span, action: str, state: State) -> Told:
    """What a part of an action says, at its label where it says nothing."""
    return Told(Value(state, prose, trimmed(prose)), label if state == "empty" else trimmed(prose), action)


Record = tuple[SectionNode | FieldNode, dict[str, tuple[Prose, Span]]]
"""An action with a heading or lead of its own, and its labelled parts by the roles of columns."""


def records_of(root: Node, lexicon: Lexicon) -> Iterator[Record]:
    """The actions below a heading that have each a heading or lead of their own: ``### Action 2: Add an alert``."""
    for node in root.children if isinstance(root, (SectionNode, FieldNode)) else ():
        if isinstance(node, (SectionNode, FieldNode)) and node.label.key:
            parts = labelled_parts(fields_of(node.children), lexicon)
            if len(parts) > 1 and not parts.keys().isdisjoint(("owner", "due")):
                yield node, parts


def told_of_records(records: tuple[Record, ...], role: str, *, asked: bool) -> Iterator[Told]:
    """What actions with headings say of one thing; one without its label says nothing, where that is `asked` for."""
    for node, parts in records:
        name = node.title if isinstance(node, SectionNode) else node.label
        action = quoted(shorten(name.text, 50))
        if role in parts:
            yield of_part(*parts[role], action, "empty" if is_nothing(parts[role][0].text) else "ok")
        elif asked:
            place = trimmed(node.title) if isinstance(node, SectionNode) else node.label.span
            nothing = node.title if isinstance(node, SectionNode) else node.value
            yield Told(Value("empty", prose_slice(nothing, 0, 0), place), place, action)
