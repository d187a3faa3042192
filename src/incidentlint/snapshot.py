"""What was read and compiled before, kept in one file: a start parses no rule, no words, no pack and no pattern again.

The file is made from the sources, which are the fallback: where it is not there, or is not of these sources and this
Python, everything is read from them. It is beside the package, as compiled modules are, and is as trusted as they are:
in ``__pycache__`` (or where ``PYTHONPYCACHEPREFIX`` says), where a run that read sources writes it, or in the package
itself, where a wheel brings it.

Patterns are kept as `re` compiles them. It has no public way to take them back: a program that is ours from its start
to its end puts a look into the snapshot before the compiler (`take_patterns`); a library does not.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
from collections.abc import Callable
from functools import cache, wraps
from importlib import import_module
from time import perf_counter
from typing import Any, TypeVar

from incidentlint.about import PACKAGE, __version__, data_root, sources
from incidentlint.modules import KeptModules, Module, compiled_modules
from incidentlint.regular import replace_file

_T = TypeVar("_T")

_Part = bytes | tuple[int, int]
"""What is kept: as bytes, or where they begin and end in the file, of which only what is asked for is read."""

_Code = tuple[int, _Part, int, dict[str, int], tuple[str | None, ...]]
"""A compiled pattern: its flags, code, number of groups, and their names by number and the other way round."""

SHIPPED = "snapshot.bin"
"""The name of the file that a wheel brings."""

_COSTLY = 0.01
"""A run that compiled patterns for fewer seconds than this, and read no sources, has nothing worth writing."""

_MOST = 6_000
"""How many patterns, and how many texts, are kept: those of packs of a user's own are among them."""

_ASCII, _UNICODE = 256, 32
"""Flags of `re`, whose own take long to import. A text's pattern has the second one unless it has the first."""


class Snapshot:
    """What a file keeps, and what this run added to it."""

    def __init__(
        self,
        stamp: bytes,
        values: dict[str, _Part],
        patterns: dict[tuple[Any, int], _Code],
        modules: dict[str, Module] | None = None,
        texts: dict[str, str] | None = None,
        file: Any = b"",
    ) -> None:
        """Take what was kept, the bytes of its file, and the stamp of the sources as they are."""
        self.stamp, self.values, self.patterns, self.modules = stamp, values, patterns, modules or {}
        self.texts, self.file = texts or {}, file
        self.found: tuple[int, int, int] | None = None
        self.root = data_root()
        self.live: dict[str, Any] = {}
        self.made: dict[str, Any] = {}
        self.compiled: dict[tuple[Any, int], _Code] = {}
        self.seconds = 0.0
        self.matchers: dict[tuple[Any, int], Any] = {}

    def part(self, part: _Part) -> Any:
        """What is kept, as bytes or a view of those of the file."""
        return self.file[slice(*part)] if isinstance(part, tuple) else part

    def get(self, name: str, make: Callable[[], Any]) -> Any:
        """The value of a name: as it was read in this run, as it was kept, or made now."""
        if name in self.live:
            return self.live[name]
        data = self.values.get(name)
        if data is not None:
            try:
                value = self._unpickled(self.part(data))
            except Exception:  # whatever is wrong with what was kept, the sources are there
                del self.values[name]
                data = None
        if data is None:
            value = self.made[name] = make()
        self.live[name] = value
        return value

    def text(self, given: str, make: Callable[[], str]) -> str:
        """The text that is made of what is `given`, as it was kept, or made now and noted down."""
        found = self.texts.get(given)
        if found is None:
            found = make()
            if len(self.texts) < _MOST:
                self.texts[given] = found
        return found

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

    def matcher(self, pattern: Any, flags: Any, otherwise: Callable[[Any, Any], Any]) -> Any:
        """A compiled pattern for some flags as `re` has them; what is not kept is compiled `otherwise`."""
        if type(pattern) is not str and type(pattern) is not bytes:
            return otherwise(pattern, flags)
        key = _key(pattern, flags)
        found = self.matchers.get(key)
        if found is None:
            if key not in self.patterns:
                return otherwise(pattern, flags)
            found = self.matchers[key] = self.pattern(pattern, key[1])
        return found

    def pattern(self, pattern: Any, flags: int) -> Any:
        """A compiled pattern: taken from what is kept, or compiled now and noted down."""
        matcher: Any = import_module("_sre")
        key = _key(pattern, flags)
        code = self.patterns.get(key)
        if code is not None:
            return matcher.compile(pattern, code[0], memoryview(self.part(code[1])).cast("I").tolist(), *code[2:])
        begun = perf_counter()
        parts = _compiled(pattern, flags)
        self.seconds += perf_counter() - begun
        if len(self.patterns) + len(self.compiled) < _MOST:
            words = b"".join(word.to_bytes(4, sys.byteorder) for word in parts[1])
            self.compiled[key] = (parts[0], words, *parts[2:])
        return matcher.compile(pattern, *parts)

    def is_worth_writing(self) -> bool:
        """Whether this run read sources, or compiled what took long."""
        return bool(self.made) or not self.modules or self.seconds >= _COSTLY

    def data(self, stamp: bytes, modules: dict[str, Module]) -> bytes:
        """The contents of a file: all that was kept, with what was made and imported now."""
        parts: list[bytes] = []
        length = 0

        def placed(part: _Part) -> tuple[int, int]:
            nonlocal length
            start = length
            parts.append(self.part(part))
            length += len(parts[-1])
            return start, length

        made = {name: self._pickled(value) for name, value in self.made.items()}
        values = {name: placed(part) for name, part in {**self.values, **made}.items()}
        patterns = {
            key: (code[0], placed(code[1]), *code[2:]) for key, code in {**self.patterns, **self.compiled}.items()
        }
        kept = {name: (*module[:-1], placed(module[-1])) for name, module in {**self.modules, **modules}.items()}
        index = marshal.dumps((stamp, length, values, patterns, kept, self.texts))
        return b"".join((_MARK, len(index).to_bytes(4, "big"), index, *parts))


_MARK = b"incidentlint 2\n"
"""What a file begins with; the length of its index follows in four bytes, the index, and what it tells of."""

_HEAD = len(_MARK) + 4


def _read(path: str, wanted: bytes) -> Snapshot | None:
    """What a file keeps, where it is in order and was made as is `wanted`. Raises what is raised where it is not."""
    with open(path, "rb") as opened:
        if os.name == "nt":  # what is mapped there cannot be replaced
            file: Any = opened.read()
        else:
            import mmap

            file = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
    begin = _HEAD + int.from_bytes(file[len(_MARK) : _HEAD], "big")
    if file[: len(_MARK)] != _MARK or begin > len(file):
        return None
    found, length, values, patterns, modules, texts = marshal.loads(file[_HEAD:begin])  # noqa: S302 - as trusted as a .pyc beside it
    if found != wanted or len(file) != begin + length:
        return None
    return Snapshot(wanted, values, patterns, modules, texts, memoryview(file)[begin:])


def _key(pattern: Any, flags: Any) -> tuple[Any, int]:
    """What a pattern is kept by: the same however it is told that a text's is one of Unicode."""
    number = int(flags)  # `re` has kinds of int of its own
    return pattern, number & ~_UNICODE if type(pattern) is str and not number & _ASCII else number


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
    state = _state(_written())
    stamp = marshal.dumps((_built(), root, sources()))
    shipped = marshal.dumps(_built())
    for path, wanted in ((_written(), stamp), (_shipped(), shipped)):
        if wanted is stamp or root.startswith(PACKAGE):
            try:
                found = _read(path, wanted)
            except (OSError, ValueError, EOFError, TypeError):
                continue
            if found is not None:
                found.stamp, found.found = stamp, state
                return found
    empty = Snapshot(stamp, {}, {})
    empty.found = state
    return empty


def kept_text(given: str, make: Callable[[], str]) -> str:
    """The text that is made of what is `given` and nothing else: as it was kept, else what `make` gives."""
    return _opened().text(given, make)


def kept(name: str, make: Callable[[], _T]) -> _T:
    """The value of a name as it was made before from the same sources, else what `make` gives.

    It depends on nothing but the package's own sources. What it refers to is shared with other values that are kept.
    """
    value: _T = _opened().get(name, make)
    return value


def take_modules() -> None:
    """Take modules from the snapshot where they are kept as they are now, for the rest of this process."""
    snapshot = _opened()
    sys.meta_path.insert(0, KeptModules(snapshot.modules, snapshot.part, {file for file, _, _ in sources()}))


def take_patterns() -> None:
    """Take patterns from the snapshot where they are kept, for the rest of this process, whoever compiles them.

    Where Python has another compiler than is known here, each is compiled as ever.
    """
    compiler: Any = import_module("re._compiler")
    if not all(hasattr(compiler, name) for name in ("compile", "_code", "_parser")):
        return
    share_sets()
    snapshot = _opened()
    compiler.compile = snapshot.pattern
    regular: Any = import_module("re")
    otherwise = getattr(regular, "_compile", None)
    if otherwise is not None:  # it takes longer to look at the flags than it takes here to find a pattern
        regular._compile = wraps(otherwise)(lambda pattern, flags: snapshot.matcher(pattern, flags, otherwise))


def share_sets() -> None:
    """Have `re` work out once what each set of signs is, for the rest of this process.

    It does so for each place of a pattern and looks at each sign of a range: where a word ends in writing of thousands
    of signs is nine tenths of the work to compile phrases.
    """
    compiler: Any = import_module("re._compiler")
    make = getattr(compiler, "_optimize_charset", None)
    if make is None or hasattr(make, "__wrapped__"):
        return
    shared = cache(lambda signs: make(list(signs)))

    @wraps(make)
    def made(signs: Any, *case: Any) -> Any:
        # Sets for which case does not matter go through tables, and have few signs.
        return make(signs, *case) if any(case) else shared(tuple(signs))

    compiler._optimize_charset = made


def write(path: str = "") -> None:
    """Write down what this run read from sources, unless it was little; where that cannot be, nothing happens.

    With a `path` it is written there, as the file of a wheel. What another run wrote meanwhile stays: what this one
    would have added is added by the next.
    """
    snapshot = _opened()
    if path:
        replace_file(path, snapshot.data(marshal.dumps(_built()), {}))
    elif not sys.dont_write_bytecode and snapshot.is_worth_writing() and _may_be_written(snapshot):
        with contextlib.suppress(OSError):
            replace_file(_written(), snapshot.data(snapshot.stamp, compiled_modules()))


def _may_be_written(snapshot: Snapshot) -> bool:
    """Whether the file is as it was read, and another may be put in its place: to try that takes as long as that."""
    folder = os.path.dirname(_written())
    while not os.path.isdir(folder) and folder != os.path.dirname(folder):
        folder = os.path.dirname(folder)
    return os.access(folder, os.W_OK) and _state(_written()) == snapshot.found


def _state(path: str) -> tuple[int, int, int] | None:
    """What tells a file from the one that takes its place; None where there is none."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns
