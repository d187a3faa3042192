"""Where a key stands in a TOML file: errors in packs, rules and configuration point at their lines.

`tomllib` gives values without positions, so a key is looked up again when there is something to say about it.
"""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import msgspec

_T = TypeVar("_T")

_HEADER = re.compile(r"\s*\[(\[)?\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_KEY_PART = re.compile(r'"((?:[^"\\]|\\.)*)"|\'([^\']*)\'|([\w-]+)')
_SYNTAX_PLACE = re.compile(r"\s*\(at line (\d+), column (\d+)\)|\s*\(at end of document\)")


class FileError(Exception):
    """A file of the user's that is wrong: `str(error)` is ``path:line: what is wrong, and what would be right``."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")
        self.path, self.line, self.message = path, line, message


def read_toml(path: Path, shown: str = "") -> tuple[dict[str, Any], str]:
    """The data and the text of a TOML file. Raises `FileError` for a file that cannot be read or parsed."""
    shown = shown or str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise FileError(shown, 0, f"cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise FileError(shown, 0, f"is not UTF-8 (byte {error.start})") from None
    return parse_toml(text, shown), text


def parse_toml(text: str, shown: str) -> dict[str, Any]:
    """The data of a TOML text. Raises `FileError` at the line of a syntax error."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _SYNTAX_PLACE.search(str(error))
        line = int(match[1]) if match and match[1] else text.count("\n") + 1
        message = _SYNTAX_PLACE.sub("", str(error))
        raise FileError(shown, line, f"not valid TOML: {message[:1].lower()}{message[1:]}") from None


def line_of(text: str, path: tuple[str | int, ...]) -> int:
    """The line, from 1, of the key at `path` in a TOML text; that of the nearest key above it when it is not found."""
    best, best_depth = 1, 0
    prefix: list[str | int] = []
    counts: dict[tuple[str, ...], int] = {}
    in_string = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if in_string:
            if in_string in line:
                in_string = ""
            continue
        header = _HEADER.match(line)
        if header and not line.lstrip().startswith("#"):
            prefix = list(_split_key(header[2]))
            if header[1]:
                name = tuple(str(part) for part in prefix)
                counts[name] = counts.get(name, -1) + 1
                prefix.append(counts[name])
            found = tuple(prefix)
        else:
            key, equals, rest = line.partition("=")
            if not equals or key.lstrip().startswith("#"):
                continue
            found = (*prefix, *_split_key(key))
            for quote in ('"""', "'''"):
                if rest.count(quote) % 2:
                    in_string = quote
        depth = _common(found, path)
        if (depth > best_depth and depth == len(found)) or (depth > best_depth and depth == len(path)):
            best, best_depth = number, depth
    return best


def _split_key(key: str) -> list[str]:
    return [next(part for part in match.groups() if part is not None) for match in _KEY_PART.finditer(key)]


def _common(found: tuple[str | int, ...], path: tuple[str | int, ...]) -> int:
    depth = 0
    for one, other in zip(found, path, strict=False):
        if one != other:
            break
        depth += 1
    return depth


_BAD_PATH = re.compile(r" - at `\$?(.*?)`$")
_UNKNOWN = re.compile(r"Object contains unknown field `(.*?)`")


def convert(data: object, kind: type[_T], text: str, shown: str, at: tuple[str | int, ...] = ()) -> _T:
    """`data` (parsed TOML) as a Struct. Raises `FileError` at the line of the first wrong key."""
    try:
        return msgspec.convert(data, kind, strict=True)
    except msgspec.ValidationError as error:
        message = str(error)
        place = _BAD_PATH.search(message)
        steps = (*at, *(_steps(place[1]) if place else ()))
        message = _BAD_PATH.sub("", message)
        unknown = _UNKNOWN.match(message)
        if unknown:
            steps = (*steps, unknown[1])
            near = get_close_matches(unknown[1], _field_names(kind, data, place[1] if place else ""), 1)
            message = f"unknown key {unknown[1]!r}" + (f"; did you mean {near[0]!r}?" if near else "")
        else:
            name = ".".join(str(step) for step in steps)
            message = f"{name}: {message[:1].lower()}{message[1:]}" if name else message
        raise FileError(shown, line_of(text, steps), message) from None


def _steps(path: str) -> tuple[str | int, ...]:
    steps: list[str | int] = []
    for name, index in re.findall(r"\.([\w-]+)|\[(\d+|\.\.\.)\]", path):
        if name:
            steps.append(name)
        elif index != "...":
            steps.append(int(index))
    return tuple(steps)


def _field_names(kind: type, data: object, path: str) -> list[str]:
    """All field names of the Struct and of the Structs in it: what a wrong key may have meant."""
    names: list[str] = []
    seen: set[type] = set()
    stack: list[Any] = [kind]
    while stack:
        current = stack.pop()
        if isinstance(current, type) and issubclass(current, msgspec.Struct):
            if current in seen:
                continue
            seen.add(current)
            names += list(current.__struct_encode_fields__)
            stack += [field.type for field in msgspec.structs.fields(current)]
        else:
            stack += list(getattr(current, "__args__", ()))
    return names
