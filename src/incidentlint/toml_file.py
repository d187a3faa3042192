"""Where a key is in a TOML file: errors in packs, rules and configuration point at their lines.

`tomllib` gives values without positions, so a key is looked up again when there is something to say about it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from incidentlint.near import hint
from incidentlint.regular import from_here, read_regular

_T = TypeVar("_T")

Steps = tuple[str | int, ...]
"""The way to a value: keys of tables, numbers of elements."""


_SYNTAX_PLACE = re.compile(r"\s*\(at line (\d+), column (\d+)\)|\s*\(at end of document\)")


_LONG_NUMBER = re.compile(r"[+-]?\d[\d_]{1000}")
"""Where a number is that has more digits than Python reads."""


DEEPEST = 32
"""Parts of a dotted key. Python's reader takes memory that grows with their square."""


class FileError(Exception):
    """A file of the user's that is wrong: `str(error)` is ``path:line:column: what is wrong, and what is right``.

    A path below the current folder is relative to it.
    """

    def __init__(self, path: str, line: int, message: str, column: int = 0) -> None:
        path = from_here(path)
        place = f"{path}:{line}" if line else path
        super().__init__(f"{place}:{column}: {message}" if line and column else f"{place}: {message}")
        self.path, self.line, self.column, self.message = path, line, column, message


def read_toml(path: Path, shown: str = "") -> tuple[dict[str, Any], str]:
    """The data and the text of a TOML file. Raises `FileError` for a file that cannot be read or parsed."""
    shown = shown or str(path)
    try:
        data = read_regular(path)
    except OSError as error:
        raise FileError(shown, 0, f"cannot be read: {error.strerror or error}") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise FileError(
            shown, line, f"is not UTF-8: byte 0x{data[error.start]:02x}; save it as UTF-8", column
        ) from None
    return parse_toml(text, shown), text


def parse_toml(text: str, shown: str) -> dict[str, Any]:
    """The data of a TOML text. Raises `FileError` at the place of a syntax error."""
    import tomllib

    _refuse_deep(text, shown)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _SYNTAX_PLACE.search(str(error))
        line = int(match[1]) if match and match[1] else text.count("\n") + 1
        column = int(match[2]) if match and match[2] else len(text) - text.rfind("\n")
        message = _SYNTAX_PLACE.sub("", str(error))
        raise FileError(shown, line, f"not valid TOML: {message[:1].lower()}{message[1:]}", column) from None
    except RecursionError:
        raise FileError(shown, 1, "not valid TOML: nested too deeply", 1) from None
    except ValueError:
        number = _LONG_NUMBER.search(text)
        start = number.start() if number else 0
        column = start - text.rfind("\n", 0, start)
        raise FileError(
            shown, text.count("\n", 0, start) + 1, "not valid TOML: the number is too long", column
        ) from None


def _refuse_deep(text: str, shown: str) -> None:
    """Raise `FileError` at the first key of too many parts."""
    if text.count(".") < DEEPEST:
        return
    for found in _DOTTED.finditer(text):
        if found.group().count(".") >= DEEPEST and len(_PART.findall(found.group())) > DEEPEST:
            start = found.start()
            line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
            raise FileError(shown, line, f"not valid TOML: a key has more than {DEEPEST} parts", column)


def line_of(text: str, path: Steps) -> int:
    """The line, from 1, of the key at `path` in a TOML text; that of the nearest key above it when it is not found."""
    return place_of(text, path)[0]


def place_of(text: str, path: Steps, *, value: bool = False) -> tuple[int, int]:
    """The line and column, from 1, of the key at `path`, or of its value; of the nearest above it that is there."""
    scanner = _scanned(text)
    for depth in range(len(path), 0, -1):
        steps = path[:depth]
        first, second = (scanner.values, scanner.keys) if value else (scanner.keys, scanner.values)
        offset = first.get(steps, second.get(steps, -1))
        if offset >= 0:
            begin = text.rfind("\n", 0, offset) + 1
            return text.count("\n", 0, offset) + 1, offset - begin + 1
    return 1, 1


def value_span(text: str, path: Steps) -> tuple[int, int] | None:
    """Where the value at `path` begins and ends in a TOML text, as offsets; None where it is not a value of a key."""
    scanner = _Scanner(text)
    start = scanner.values.get(path)
    if start is None:
        return None
    scanner.pos = start
    with suppress(IndexError):
        scanner.skip_value(path)
    return start, scanner.pos


def header_end(text: str, path: Steps) -> int | None:
    """The offset after the line of a table's ``[header]`` in a TOML text; None for a table without one."""
    start = _Scanner(text).headers.get(path)
    if start is None:
        return None
    end = text.find("\n", start)
    return len(text) if end < 0 else end + 1


_SPACE = re.compile(r"[ \t]*")

_GAP = re.compile(r"(?:[\s,]|#[^\n]*)*")

_BARE_KEY = re.compile(r"[\w-]+")

_BARE_VALUE = re.compile(r"[^,\]}#\n]*")


def _string(three: str, one: str) -> str:
    """The expression of a string; how often the quotes at its end are there."""
    return (
        rf'"""(?:[^"\\]++|\\[\s\S]|"(?!""))*+"{three}|"(?:[^"\\\n]++|\\.)*+"{one}'
        rf"|'''(?:[^']++|'(?!''))*+'{three}|'[^'\n]*+'{one}"
    )


_STRING = re.compile(_string("{3,5}+", ""))

_ANY_STRING = _string("{0,5}+", "?+")
"""One that is closed or not: what is looked through once is never begun again."""

_PART = re.compile(rf"#[^\n]*+|{_ANY_STRING}|[\w-]++")

_DOTTED = re.compile(rf"#[^\n]*+|(?:{_ANY_STRING}|[\w-]++)(?:[ \t]*+\.[ \t]*+(?:{_ANY_STRING}|[\w-]++))*+")
"""A comment, or a key of any number of parts, or what is not told from one: a text or a number."""


class _Scanner:
    """Where the keys and values of a valid TOML text begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pos = 0
        self.keys: dict[Steps, int] = {}
        self.values: dict[Steps, int] = {}
        self.arrays: dict[Steps, int] = {}
        self.headers: dict[Steps, int] = {}
        import tomllib

        with suppress(IndexError, RecursionError, tomllib.TOMLDecodeError):  # no valid TOML: what was found has to do
            self._document()

    def _document(self) -> None:
        prefix: Steps = ()
        while True:
            self._skip(_GAP)
            if self.pos >= len(self.text):
                return
            if self.text[self.pos] == "[":
                prefix = self._header()
            else:
                self._pair(prefix)

    def _skip(self, what: re.Pattern[str]) -> str:
        match = what.match(self.text, self.pos)
        if match is None:
            raise IndexError
        self.pos = match.end()
        return match.group()

    def _header(self) -> Steps:
        start = self.pos
        array = self.text.startswith("[[", start)
        self.pos += 2 if array else 1
        names = self._names()
        path: Steps = ()
        for number, (name, _) in enumerate(names, start=1):
            path = (*path, name)
            self.keys.setdefault(path, start)
            if array and number == len(names):
                self.arrays[path] = self.arrays.get(path, -1) + 1
            if path in self.arrays:
                path = (*path, self.arrays[path])
                self.keys.setdefault(path, start)
        self.headers[path] = start
        self._skip(_SPACE)
        self.pos += 2 if array else 1
        return path

    def _names(self) -> list[tuple[str, int]]:
        """The parts of a dotted key, each with its offset."""
        names: list[tuple[str, int]] = []
        while True:
            self._skip(_SPACE)
            start = self.pos
            if self.text[start] in "\"'":
                import tomllib

                names.append((tomllib.loads(f"k = {self._skip(_STRING)}")["k"], start))
            else:
                names.append((self._skip(_BARE_KEY), start))
            self._skip(_SPACE)
            if self.text[self.pos] != ".":
                return names
            self.pos += 1

    def _pair(self, prefix: Steps) -> None:
        path = prefix
        for name, start in self._names():
            path = (*path, name)
            self.keys.setdefault(path, start)
        self.pos += 1  # the equals sign
        self._skip(_SPACE)
        self.skip_value(path)

    def skip_value(self, path: Steps) -> None:
        """Go after the value that begins here, which is that of the key at `path`."""
        self.values[path] = self.pos
        char = self.text[self.pos]
        if char in "\"'":
            self._skip(_STRING)
        elif char in "[{":
            self.pos += 1
            number = 0
            while True:
                self._skip(_GAP)
                if self.text[self.pos] in "]}":
                    self.pos += 1
                    return
                if char == "[":
                    self.skip_value((*path, number))
                    number += 1
                else:
                    self._pair(path)
        else:
            self._skip(_BARE_VALUE)


@lru_cache(maxsize=8)
def _scanned(text: str) -> _Scanner:
    """A file's scan: there may be something to say of each of its entries."""
    return _Scanner(text)


_BAD_PATH = re.compile(r" - at `(?:key in )?\$?(.*?)`\Z", re.DOTALL)

_UNKNOWN = re.compile(r"Object contains unknown field `(.*?)`(?= - at |\Z)", re.DOTALL)

_NO_CHOICE = re.compile(r"Invalid enum value '?(.*?)'?\Z", re.DOTALL)

_MISSING = re.compile(r"Object missing required field `(.*?)`\Z", re.DOTALL)

_KINDS = {"array": "a list", "object": "a table", "str": "a text", "bool": "true or false", "int": "a whole number",
          "float": "a number", "date": "a date", "datetime": "a date", "time": "a time"}  # fmt: skip


def convert(data: object, kind: type[_T], text: str, shown: str, at: Steps = ()) -> _T:
    """`data` (parsed TOML) as a Struct; it is `at` a key of the text. Raises `FileError` at the first wrong key."""
    try:
        return msgspec.convert(data, kind, strict=True)
    except msgspec.ValidationError as error:
        message = str(error)
        place = _BAD_PATH.search(message)
        steps = _steps(place[1], data, kind, message) if place else ()
        message = _BAD_PATH.sub("", message)
        unknown = _UNKNOWN.match(message)
        if unknown:
            steps = (*steps, unknown[1])
            names = _field_names(_type_at(kind, steps[:-1])) or _field_names(kind)
            message = f"unknown key {unknown[1]!r}{hint(unknown[1], sorted(names), list_all=True)}"
        else:
            name = ".".join(str(step) for step in steps)
            said = _said(message, _type_at(kind, steps)) + _meaning(message, kind, steps)
            message = f"{name}: {said}" if name else said
        line, column = place_of(text, (*at, *steps), value=not unknown)
        raise FileError(shown, line, message, column) from None


def _said(message: str, kind: Any) -> str:
    """What msgspec says, in the words of TOML."""
    wrong = _NO_CHOICE.match(message)
    if wrong:
        choices = [str(choice) for choice in _choices(kind)]
        return f"{wrong[1]!r} is not one of {', '.join(choices)}{hint(wrong[1], choices)}"
    if message == "Invalid RFC3339 encoded date":
        return "expected a date such as 2026-01-01"
    words = re.match(r"Expected `(.*?)`, got `(.*?)`$", message)
    if words:
        wanted = " or ".join(_KINDS.get(part, part) for part in words[1].split(" | ") if part != "null")
        return f"expected {wanted}, not {_KINDS.get(words[2], words[2])}"
    sized = re.match(r"Expected `array` of length (\d+), got (\d+)$", message)
    if sized:
        return f"expected a list of {sized[1]}, not of {sized[2]}"
    least = re.match(r"Expected `int` >= (\d+)$", message)
    if least:
        return f"expected a whole number, {least[1]} or more"
    missing = _MISSING.match(message)
    if missing:
        return f"{missing[1]!r} is missing"
    return f"{message[:1].lower()}{message[1:]}"


def _meaning(message: str, kind: Any, steps: Steps) -> str:
    """What the key is for that is missing or has a value of the wrong type, in parentheses; empty where nobody says."""
    missing = _MISSING.match(message)
    *above, last = (*steps, missing[1]) if missing else steps or ("",)
    if not missing and not message.startswith("Expected"):
        return ""
    owner = _type_at(kind, tuple(above))
    for part in (owner, *get_args(owner)):
        if isinstance(part, type) and issubclass(part, msgspec.Struct):
            names = {field.encode_name: field.name for field in msgspec.structs.fields(part)}
            hint = get_type_hints(part, include_extras=True).get(names.get(str(last), ""))
            for note in getattr(hint, "__metadata__", ()):
                if isinstance(note, msgspec.Meta) and note.description:
                    return f" ({last}: {note.description[:1].lower()}{note.description[1:].rstrip('.')})"
    return ""


def _steps(path: str, data: object, kind: type, message: str) -> Steps:
    """The steps of msgspec's path. It says ``[...]`` for a key of a free table: the one that alone is wrong too."""
    steps: list[str | int] = []
    here: Any = data
    for name, index in re.findall(r"\.([\w-]+)|\[(\d+|\.\.\.)\]", path):
        step: str | int
        if index == "...":
            step = next(iter(here), "") if isinstance(here, dict) else 0
            for key in here if isinstance(here, dict) else ():
                try:
                    msgspec.convert(_only(data, tuple(steps), key), kind, strict=True)
                except msgspec.ValidationError as error:
                    if str(error) == message:
                        step = key
                        break
        else:
            step = name or int(index)
        steps.append(step)
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
    return tuple(steps)


def _only(data: Any, steps: Steps, key: str) -> Any:
    """`data` with nothing but one key in the table at `steps`."""
    if not steps:
        return {key: data[key]}
    if isinstance(data, dict):
        return {**data, steps[0]: _only(data[steps[0]], steps[1:], key)}
    return [_only(item, steps[1:], key) if number == steps[0] else item for number, item in enumerate(data)]


def _type_at(kind: Any, steps: Steps) -> Any:
    """The type of the value at `steps` of a Struct, as far as it can be told."""
    kind = _bare(kind)
    for step in steps:
        parts = [part for part in (kind, *get_args(kind)) if part is not None]
        struct = next((part for part in parts if isinstance(part, type) and issubclass(part, msgspec.Struct)), None)
        if struct is not None and isinstance(step, str) and get_origin(kind) is not dict:
            kind = next((f.type for f in msgspec.structs.fields(struct) if f.encode_name == step), None)
        else:
            inner = [part for part in parts if get_origin(part) in (dict, tuple, list)]
            arguments = get_args(inner[0]) if inner else ()
            kind = (arguments[-1] if get_origin(inner[0]) is dict else arguments[0]) if arguments else None
        kind = _bare(kind)
    return kind


def _bare(kind: Any) -> Any:
    """A type without what is said of it."""
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def _choices(kind: Any) -> tuple[Any, ...]:
    if get_origin(kind) is Literal:
        return get_args(kind)
    return tuple(choice for part in get_args(kind) for choice in _choices(part))


def _field_names(kind: Any) -> list[str]:
    """The keys of a Struct, or of the one that a type may be."""
    for part in (kind, *get_args(kind)):
        if isinstance(part, type) and issubclass(part, msgspec.Struct):
            return list(part.__struct_encode_fields__)
    return []
