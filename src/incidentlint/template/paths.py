"""Paths: names of nodes of a shape, and what is near to a name that there is not."""

from __future__ import annotations

from collections.abc import Callable

from incidentlint.near import hint, nearest
from incidentlint.template.shape import AmbiguousPathError, Shape, ShapeNode, UnknownPathError
from incidentlint.toml_file import FileError
from incidentlint.vocabulary import bare_key, key_of

Steps = tuple[str | int, ...]


def near_or_all(name: str, names: tuple[str, ...]) -> str:
    """The hint for a name that there is not: the nearest that there is, else all."""
    return hint(name, names, list_all=True)


def find_node(
    shape: Shape, path: str, lacks: Callable[[str], None], fail: Callable[[str], FileError]
) -> ShapeNode | None:
    """The one node that a path names. `lacks` is told that there is none, `fail` that there are several."""
    try:
        return shape.find(path)
    except UnknownPathError:
        near = near_names(path, shape)
        hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
        lacks(f"the template has no {path!r}{hint}")
        return None
    except AmbiguousPathError as error:
        raise fail(str(error)) from None


def find_rows(shape: Shape, path: str) -> list[ShapeNode]:
    """The nodes that a path with ``*`` names: those in every row, a sample or of its own name."""
    parts = [part.strip() for part in path.split(">")]

    def names(part: str, node_name: str) -> bool:
        return part == "*" or key_of(part) in (key_of(node_name), bare_key(node_name))

    found = []
    for node in shape.walk():
        own = [*node.path, node.label.text]
        rows = node.origin in ("row", "cell") or node.sample
        if rows and len(own) >= len(parts) and all(map(names, parts, own[-len(parts) :])):
            found.append(node)
    return found


_NEAR = 0.6
"""How alike names are that one may have been meant for the other, from 0 to 1."""


def near_names(path: str, shape: Shape) -> list[str]:
    """The paths of the nodes, two at most, that a path may have been meant for: alike, or with a word more or less."""
    from difflib import SequenceMatcher

    wanted = key_of(path.rpartition(">")[2])
    scored: list[tuple[float, ShapeNode]] = []
    for node in shape.walk():
        key = node.label.key
        parent = shape.parent(node)
        if key and "*" not in node.path and not (parent is not None and parent.sample):
            score = SequenceMatcher(None, wanted, key).ratio()
            score = max(score, 0.7 + score / 10 if _has_words(wanted, key) or _has_words(key, wanted) else 0.0)
            scored.append((score, node))
    scored.sort(key=lambda item: -item[0])
    names = [(score, _shortest_name(node, shape)) for score, node in scored[:8] if score >= _NEAR]
    found = list(dict.fromkeys(name for score, name in names if score >= names[0][0] - 0.1))
    return found[:2]


def _has_words(some: str, all_of_them: str) -> bool:
    """Whether a name has all words of another, in the singular or the plural."""
    words = all_of_them.split()
    return all(any(word.removesuffix("s") == other.removesuffix("s") for other in words) for word in some.split())


def _shortest_name(node: ShapeNode, shape: Shape) -> str:
    """The shortest path that names a node and no other."""
    parts = [*node.path, node.label.text]
    for size in range(1, len(parts)):
        path = " > ".join(parts[-size:])
        try:
            if shape.find(path).index == node.index:
                return path
        except (AmbiguousPathError, UnknownPathError):
            continue
    return node.name


def near_column(name: str, node: ShapeNode) -> str:
    """The column of a table that a name may have been meant for, or empty."""
    names = {column.label.key: column.label.text for column in node.columns}
    return names.get(nearest(key_of(name), names, least=_NEAR), "")
