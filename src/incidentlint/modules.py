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
from _thread import RLock
from collections.abc import Callable, Container, Sequence
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType
from typing import Any

Module = tuple[str, int, int, str, Any]
"""A module that is kept: its file with size and time, the folder that it is found in, and its code or where it is."""

_LATER = frozenset(
    "inspect ipaddress traceback markdown_it "
    "msgspec.inspect msgspec.json msgspec.msgpack msgspec.toml msgspec.yaml".split()
)
"""Modules that others import, and that a `check` asks nothing of."""

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
        """Where a module comes from that is run later, or is kept as its file is; None for any other."""
        if name in _LATER:
            return self._later(name, path)
        return self._spec(name, path)

    def _later(self, name: str, path: Sequence[str] | None) -> ModuleSpec | None:
        spec = self._spec(name, path) or _found(name, path, self)
        if spec is not None and spec.loader is not None:
            loader: Any = _Later(spec.loader)
            spec.loader = loader
        return spec

    def _spec(self, name: str, path: Sequence[str] | None) -> ModuleSpec | None:
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
        return spec

    def create_module(self, spec: ModuleSpec) -> None:
        """Leave it to Python what a module is."""

    def exec_module(self, module: ModuleType) -> None:
        """Run a module.

        Its specification has no location: of one that has, Python looks for the place where it would be compiled to.
        """
        vars(module)["__file__"] = module.__spec__.origin if module.__spec__ else None
        exec(self.get_code(module.__name__), vars(module))  # noqa: S102 - what Python's own loader does

    def get_code(self, name: str) -> CodeType:
        """The code of a module that is kept."""
        code: CodeType = marshal.loads(self._read(self._kept[name][4]))  # noqa: S302 - as trusted as a .pyc beside it
        return code


class _Later:
    """Runs a module when it is first asked for a name: to import it costs next to nothing until then."""

    def __init__(self, loader: Any) -> None:
        self.real = loader
        self._lock = RLock()
        self._running = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def create_module(self, spec: ModuleSpec) -> Any:
        return self.real.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        names = vars(module)

        def ask(name: str) -> Any:
            below = names.get("__path__")
            if below is not None and _found(f"{module.__name__}.{name}", below) is not None:
                raise AttributeError(name)  # a module of the package, which is then imported
            with self._lock:
                if not self._running and "__getattr__" in names:
                    self._running = True
                    del names["__getattr__"]
                    self.real.exec_module(module)
            if name in names:
                return names[name]
            raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")

        names["__getattr__"] = ask


def _found(name: str, path: Sequence[str] | None, but: object = None) -> ModuleSpec | None:
    """Where a module comes from by the finders of this process, `but` one."""
    found = (finder.find_spec(name, path) for finder in sys.meta_path if finder is not but)
    return next(filter(None, found), None)


def compiled_modules() -> dict[str, Module]:
    """The modules of this run that can be kept, and are not yet."""
    found: dict[str, Module] = {}
    for name, module in list(sys.modules.items()):
        package, _, below = name.partition(".")
        spec = getattr(module, "__spec__", None)
        if package not in _PACKAGES or not below or spec is None or not (spec.origin or "").endswith(".py"):
            continue
        loader = spec.loader.real if isinstance(spec.loader, _Later) else spec.loader
        if isinstance(loader, KeptModules):
            continue
        stat, code = _stat(spec.origin), _code(loader, name, spec.origin)
        if stat is not None and code is not None:
            own = os.path.dirname(spec.origin)
            folder = os.path.dirname(own) if _is_package(spec.origin) else own
            found[name] = spec.origin, *stat, folder, marshal.dumps(code)
    return found


def _code(loader: Any, name: str, file: str) -> CodeType | None:
    """The code of a module. A dataclass without a docstring is given its name as one.

    Python would show its signature there. To make that, `inspect` is imported, which takes as long as half of Python.
    """
    if not hasattr(loader, "get_code"):
        return None  # a loader of another program, which makes the code anew each time
    source: str | None = loader.get_source(name)
    if source is None or "@dataclass" not in source:
        code: CodeType | None = loader.get_code(name)
        return code
    import ast

    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.decorator_list and not ast.get_docstring(node):
            node.body.insert(0, ast.copy_location(ast.Expr(ast.Constant(node.name)), node))
    compiled: CodeType = compile(ast.fix_missing_locations(tree), file, "exec", dont_inherit=True)
    return compiled


def _is_package(file: str) -> bool:
    return os.path.basename(file) == "__init__.py"


def _stat(file: str) -> tuple[int, int] | None:
    """The size and the time of a file."""
    try:
        stat = os.stat(file)
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns
