"""The fields of front matter: its keys with their values, and the keys of a mapping below the one that names it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import msgspec

from incidentlint.markdown import Entry, Prose
from incidentlint.outline.labels import make_label
from incidentlint.outline.nodes import FieldNode
from incidentlint.text import Span

_GLUE = str.maketrans("_-", "  ")


class _Matter(Protocol):
    @property
    def entries(self) -> tuple[Entry, ...]: ...


def keys_of(matter: _Matter | None) -> Iterator[FieldNode]:
    """A field for each key, what is below it as its children: ``incident:`` over ``severity: SEV2``."""
    for entry in matter.entries if matter is not None else ():
        label = make_label(entry.key.slice(0, len(entry.key.text)))
        key, bare = label.key.translate(_GLUE), label.bare.translate(_GLUE)
        label = msgspec.structs.replace(label, key=key, bare=bare)
        value = Prose(entry.value.text, entry.value.pieces, (), entry.value.span)
        children = tuple(keys_of(entry))
        span = Span(entry.key.span.start, children[-1].span.end if children else entry.value.span.end)
        yield FieldNode(span=span, label=label, value=value, origin="front-matter", children=children)
