"""What was read and compiled before, kept in one file: a start parses no rule, no words, no pack and no pattern again.

The file is made from the sources, which are the fallback: where it is not there, or is not of these sources and this
Python, everything is read from them. It is beside the package, as compiled modules are, and is as trusted as they are:
in ``__pycache__`` (or where ``PYTHONPYCACHEPREFIX`` says), where a run that read sources writes it, or in the package
itself, where a wheel brings it.

Patterns are kept as `re` compiles them. It has no public way to take them back: a program that is ours from its start
to its end puts a look into the snapshot before the compiler (`take_patterns`); a library does not.
"""

from __future__ import annotations

import array
import contextlib
import marshal
import os
import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from incidentlint.about import PACKAGE, __version__, data_root, sources
from incidentlint.modules import KeptModules, Module, compiled_modules
from incidentlint.regular import replace_file

_T = TypeVar("_T")

_Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""A compiled pattern: its flags, code, number of groups, and their names by number and the other way round."""

SHIPPED = "snapshot.bin"
"""The name of the file that a wheel brings."""

_MANY = 32
"""A run that compiled fewer patterns than this, and read no sources, has nothing worth writing."""

_MOST = 6_000
"""How many patterns are kept: those of packs of a user's own are among them."""


class Snapshot:
    """The values and patterns of a file, and those that this run added to them."""

    def __init__(
        self,
        stamp: bytes,
        values: dict[str, bytes],
        patterns: dict[tuple[str, int], _Code],
        modules: dict[str, Module] | None = None,
    ) -> None:
        """Take what was kept, and the stamp of the sources as they are."""
        self.stamp, self.values, self.patterns, self.modules = stamp, values, patterns, modules or {}
        self.root = data_root()
        self.live: dict[str, Any] = {}
        self.made: dict[str, Any] = {}
        self.compiled: dict[tuple[str, int], _Code] = {}

    def get(self, name: str, make: Callable[[], Any]) -> Any:
        """The value of a name: as it was read in this run, as it was kept, or made now."""
        if name in self.live:
            return self.live[name]
        data = self.values.get(name)
        if data is not None:
            try:
                value = self._unpickled(data)
            except Exception:  # whatever is wrong with what was kept, the sources are there
                del self.values[name]
                data = None
        if data is None:
            value = self.made[name] = make()
        self.live[name] = value
        return value

    def _unpickled(self, data: bytes) -> Any:
        import io

        try:
            from _pickle import Unpickler  # the rest of the module is not needed here, and costs more than a report
        except ImportError:
            from pickle import Unpickler

        snapshot = self

        class Reader(Unpickler):
            def persistent_load(self, pid: Any) -> Any:
                kind, name = pid
                if kind == "value":
                    return snapshot.get(name, _not_kept)
                place = f"{snapshot.root}{name}"
                if kind == "text":
                    return place
                from pathlib import Path

                return Path(place)

        return Reader(io.BytesIO(data)).load()

    def _pickled(self, value: Any) -> bytes:
        import io
        import pickle
        from pathlib import PurePath

        root = self.root
        others = [(name, live) for name, live in self.live.items() if live is not value]

        class Writer(pickle.Pickler):
            def persistent_id(self, obj: Any) -> Any:
                name = next((name for name, live in others if live is obj), None)
                if name is not None:
                    return "value", name
                kind = "text" if type(obj) is str else "path" if isinstance(obj, PurePath) else ""
                if kind and (text := str(obj)).startswith(root):
                    return kind, text[len(root) :]
                return None

        out = io.BytesIO()
        Writer(out, protocol=5).dump(value)
        return out.getvalue()

    def pattern(self, pattern: Any, flags: int) -> Any:
        """A compiled pattern: taken from what is kept, or compiled now and noted down."""
        matcher: Any = import_module("_sre")
        key = pattern, int(flags)  # Python 3.13 passes a kind of int of its own for "none"
        code = self.patterns.get(key) if type(pattern) is str else None
        if code is not None:
            words = array.array("I", code[1])
            return matcher.compile(pattern, code[0], words.tolist(), *code[2:])
        parts = _compiled(pattern, flags)
        if type(pattern) is str and len(self.patterns) + len(self.compiled) < _MOST:
            self.compiled[key] = (parts[0], array.array("I", parts[1]).tobytes(), *parts[2:])
        return matcher.compile(pattern, *parts)

    def data(self, stamp: bytes, modules: dict[str, Module]) -> bytes:
        """The contents of a file: all that was kept, with what was made and imported now."""
        values = {**self.values, **{name: self._pickled(value) for name, value in self.made.items()}}
        return marshal.dumps((stamp, values, {**self.patterns, **self.compiled}, {**self.modules, **modules}))


def _compiled(pattern: Any, flags: int) -> tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]:
    """What `re` gives to the matcher for a pattern. Raises `re.error`."""
    compiler: Any = import_module("re._compiler")
    parsed = compiler._parser.parse(pattern, flags)
    code = compiler._code(parsed, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    return flags | state.flags, code, state.groups - 1, dict(state.groupdict), tuple(names)


def _not_kept() -> Any:
    raise KeyError("a value that another one refers to is not kept")


def _built() -> tuple[str, int, int]:
    """What a file is made by: the package's version and Python's."""
    matcher: Any = import_module("_sre")
    return __version__, sys.hexversion, matcher.MAGIC


def _shipped() -> str:
    return os.path.join(PACKAGE, SHIPPED)


def _written() -> str:
    """Where a run writes what it read: beside the compiled form of this module."""
    spec = globals().get("__spec__")
    compiled = spec.cached if spec is not None else None
    if not compiled:
        from importlib.util import cache_from_source

        compiled = cache_from_source(os.path.abspath(__file__))
    return f"{compiled.removesuffix('.pyc')}.bin"


@cache
def _opened() -> Snapshot:
    """The snapshot that is in order: the file of the sources as they are, else that of the wheel, else an empty one."""
    root = data_root()
    stamp = marshal.dumps((_built(), root, sources()))
    shipped = marshal.dumps(_built())
    for path, wanted in ((_written(), stamp), (_shipped(), shipped)):
        try:
            with open(path, "rb") as file:
                found, values, patterns, modules = marshal.loads(file.read())  # noqa: S302 - as trusted as a .pyc beside it
        except (OSError, ValueError, EOFError, TypeError):
            continue
        if found == wanted and (wanted is stamp or root.startswith(PACKAGE)):
            return Snapshot(stamp, values, patterns, modules)
    return Snapshot(stamp, {}, {})


def kept(name: str, make: Callable[[], _T]) -> _T:
    """The value of a name as it was made before from the same sources, else what `make` gives.

    It depends on nothing but the package's own sources. What it refers to is shared with other values that are kept.
    """
    value: _T = _opened().get(name, make)
    return value


def take_modules() -> None:
    """Take modules from the snapshot where they are kept as they are now, for the rest of this process."""
    sys.meta_path.insert(0, KeptModules(_opened().modules))


def take_patterns() -> None:
    """Take patterns from the snapshot where they are kept, for the rest of this process, whoever compiles them.

    Where Python has another compiler than is known here, each is compiled as ever.
    """
    compiler: Any = import_module("re._compiler")
    if all(hasattr(compiler, name) for name in ("compile", "_code", "_parser")):
        compiler.compile = _opened().pattern


def write(path: str = "") -> None:
    """Write down what this run read from sources, unless it was little; where that cannot be, nothing happens.

    With a `path` it is written there, as the file of a wheel.
    """
    snapshot = _opened()
    if path:
        replace_file(path, snapshot.data(marshal.dumps(_built()), {}))
    elif not sys.dont_write_bytecode and (snapshot.made or not snapshot.modules or len(snapshot.compiled) >= _MANY):
        with contextlib.suppress(OSError):
            replace_file(_written(), snapshot.data(snapshot.stamp, compiled_modules()))
