"""What the keys of a pack file name in its template, and where it is told that they name nothing."""

from __future__ import annotations

from incidentlint.near import hint
from incidentlint.packs.pack_file import PackFile
from incidentlint.packs.sources import Sources
from incidentlint.template import Shape, ShapeNode, Steps, find_node, find_rows
from incidentlint.toml_file import FileError

_TABLES = frozenset(("aliases", "nodes", "roles", "texts"))
"""Tables in which a line names what the template has: it fails once that is renamed there."""

_A_LINE = 2
"""A table and its key are a line by themselves."""


class Lookup:
    """Looks up the nodes that a pack names in one of its templates.

    `reach` is the number of the pack file that the template comes from. What the files after it, which were written
    for another template, say of nodes that this one has not is left out. `missing` collects what a pack of several
    templates says of nodes that this one has not; without it that is an error.
    """

    def __init__(
        self,
        file: PackFile,
        sources: Sources,
        shape: Shape,
        reach: int = 0,
        missing: dict[Steps, FileError] | None = None,
    ) -> None:
        """Take what the pack files say together, the files, and the shape as read from the template: what a pack
        changes of it changes no path.
        """
        self.file, self.sources, self.shape = file, sources, shape
        self.reach, self.missing = reach, missing

    def error(self, at: Steps, message: str) -> FileError:
        """The error at the line of a key."""
        return self.sources.error(at, message)

    def lacks(self, at: Steps, message: str) -> None:
        """The template has not what a key names: an error, unless the key was written for another template too."""
        if self.sources.holder(at) <= self.reach:
            if at[0] in _TABLES and len(at) == _A_LINE:
                advice = "name what it has instead, or delete this line"
                message = f"{message} {advice.capitalize()}" if message.endswith("?") else f"{message}; {advice}"
            self.miss(at, self.sources.error(at, message))

    def miss(self, at: Steps, error: FileError) -> None:
        """Raise an error, or keep it for the case that no other template has the node either."""
        if self.missing is None:
            raise error
        self.missing.setdefault(at, error)

    def node(self, path: str, at: Steps) -> ShapeNode | None:
        """The one node that a path names; None where the template may lack it. Raises `FileError`."""
        return find_node(self.shape, path, lambda text: self.lacks(at, text), lambda text: self.error(at, text))

    def nodes(self, path: str, at: Steps) -> list[ShapeNode]:
        """The nodes that a path names: one, or with ``*`` any number. Raises `FileError`."""
        found = find_rows(self.shape, path) if "*" in path else []
        if found:
            return found
        node = self.node(path, at)
        return [node] if node is not None else []

    def has(self, *paths: str) -> bool:
        """Whether the template has all of some nodes."""
        return all(self.shape.find_all(path) for path in paths)

    def no_condition(self, name: str) -> str:
        """What to say of the name of a condition that there is not."""
        return f"no condition {name!r} in [conditions]{hint(name, self.file.conditions)}"
