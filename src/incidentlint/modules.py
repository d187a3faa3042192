"""Modules that were compiled before, found among those kept in one file and not one by one on the disk.

A `check` imports some 250 small modules. To search, open and read each costs Python more than to run it. So their code
is kept together, each with the size and the time of its file, as a ``.pyc`` has them: one that changed, or that lies
elsewhere, is left to Python's own finders. Python has no public way to keep code in another place than its own, but
one to find modules in any: `sys.meta_path`.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Container, Sequence
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType
from typing import Any

Module = tuple[str, int, int, str, Any]
"""A module that is kept: its file with size and time, the folder that it is found in, and its code or where it is."""

_PACKAGES = ("incidentlint", "markdown_it", "mdurl", "msgspec")
"""Whose modules are kept: what a `check` imports. The packages themselves are found as ever."""


class KeptModules:
    """Finds and loads the modules that are kept."""

    def __init__(self, kept: dict[str, Module], read: Callable[[Any], Any] = bytes, same: Container[str] = ()) -> None:
        """Take them by their names, what reads their code, and the files that are known to be the same as they were."""
        self._kept, self._read, self._same = kept, read, same

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where a module below one of the packages `path` comes from; None where it is not kept as its file is."""
        kept = self._kept.get(name)
        if kept is None or path is None:
            return None
        file, size, time, folder, _ = kept
        if folder not in path or (file not in self._same and _stat(file) != (size, time)):
            return None
        loader: Any = self
        spec = ModuleSpec(name, loader, origin=file, is_package=_is_package(file))
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(os.path.dirname(file))
        spec.has_location = True
        return spec

    def create_module(self, spec: ModuleSpec) -> None:
        """Leave it to Python what a module is."""

    def exec_module(self, module: ModuleType) -> None:
        """Run a module."""
        exec(self.get_code(module.__name__), vars(module))  # noqa: S102 - what Python's own loader does

    def get_code(self, name: str) -> CodeType:
        """The code of a module that is kept."""
        code: CodeType = marshal.loads(self._read(self._kept[name][4]))  # noqa: S302 - as trusted as a .pyc beside it
        return code


def compiled_modules() -> dict[str, Module]:
    """The modules of this run that can be kept."""
    found: dict[str, Module] = {}
    for name, module in list(sys.modules.items()):
        package, _, below = name.partition(".")
        spec = getattr(module, "__spec__", None)
        if package not in _PACKAGES or not below or spec is None or not (spec.origin or "").endswith(".py"):
            continue
        stat, code = _stat(spec.origin), spec.loader.get_code(name)
        if stat is not None and code is not None:
            own = os.path.dirname(spec.origin)
            folder = os.path.dirname(own) if _is_package(spec.origin) else own
            found[name] = spec.origin, *stat, folder, marshal.dumps(code)
    return found


def _is_package(file: str) -> bool:
    return os.path.basename(file) == "__init__.py"


def _stat(file: str) -> tuple[int, int] | None:
    """The size and the time of a file."""
    try:
        stat = os.stat(file)
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns
