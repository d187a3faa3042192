"""Changes to a user's TOML file, made in its text: comments, order and layout stay as they are.

Each change is read back before it is handed out, and must say what was meant and nothing else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any, Literal

from incidentlint.toml_file import Steps, header_end, parse_toml, value_span


class EditError(ValueError):
    """A file whose form leaves no place for a change: it says what to write by hand."""


def quoted(text: str) -> str:
    """A text as a TOML string."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in plain) + '"'


def listed(values: Sequence[str]) -> str:
    """One text as a TOML string, several as a list of them."""
    if len(values) == 1:
        return quoted(values[0])
    return f"[{', '.join(map(quoted, values))}]"


def newline_of(text: str) -> str:
    """The newline that a text is written with."""
    return "\r\n" if "\r\n" in text else "\n"


def add_reports(text: str, at: Steps, files: Sequence[str], packs: Sequence[str], comment: str) -> str:
    """The text of a configuration with one more ``[[reports]]`` below the table `at`. Raises `EditError`.

    It comes after those that are there already, since the first that matches a file holds for it.
    """
    data = parse_toml(text, "")
    table = data
    for step in at:
        table = table.setdefault(str(step), {})
    value = files[0] if len(files) == 1 else list(files)
    table.setdefault("reports", []).append({"files": value, "pack": packs[0] if len(packs) == 1 else list(packs)})
    name = ".".join(map(str, (*at, "reports")))
    block = f"[[{name}]]\nfiles = {listed(files)}\npack = {listed(packs)}\n"
    commented = "".join(f"# {line}\n" for line in comment.splitlines()) + block
    span = value_span(text, (*at, "reports"))
    entry = f"{{ files = {listed(files)}, pack = {listed(packs)} }}"
    if span is not None:
        return _first(_as_last(text, span, entry), data, block)
    tries = [_appended(text, commented)]
    table_span = value_span(text, at) if at else None
    if table_span is not None:  # an inline table takes no ``[[...]]`` after it
        end = table_span[1] - 1
        tries += [f"{text[:end].rstrip()}{comma} reports = [{entry}] {text[end:]}" for comma in (",", "")]
    return _first(tries, data, f"reports = [{entry}]\n")


def extend_entry(text: str, at: Steps, key: Literal["files", "pack"], more: Sequence[str]) -> str:
    """The text of a configuration with more globs or packs in the entry `at`. Raises `EditError`."""
    data = parse_toml(text, "")
    entry: Any = data
    for step in at:
        entry = entry[step]
    given = entry[key]
    entry[key] = [*([given] if isinstance(given, str) else given), *more]
    span = value_span(text, (*at, key))
    by_hand = f"{key} = {listed(entry[key])}\n"
    if span is None:
        raise EditError(by_hand)
    if isinstance(given, str):
        return _first([text[: span[0]] + listed(entry[key]) + text[span[1] :]], data, by_hand)
    return _first(_as_last(text, span, ", ".join(map(quoted, more))), data, by_hand)


def add_key(text: str, table: str, key: str, value: str, comment: str = "") -> str:
    """The text with ``key = value`` in a table, which is made where there is none. Raises `EditError`."""
    data = parse_toml(text, "")
    data.setdefault(table, {})[key] = value
    line = f"{bare(key)} = {quoted(value)}{f'  # {comment}' if comment else ''}\n"
    end = header_end(text, (table,))
    if end is None:
        return _first([_appended(text, f"[{table}]\n{line}")], data, f"[{table}]\n{line}")
    head = text[:end] if text[:end].endswith("\n") else f"{text[:end]}{newline_of(text)}"
    return _first([head + line.replace("\n", newline_of(text)) + text[end:]], data, f"[{table}]\n{line}")


def add_setting(text: str, at: Steps, key: str, value: str, comment: str) -> str:
    """The text of a configuration with ``key = value`` in the table `at`, before all else in it. Raises `EditError`."""
    data = parse_toml(text, "")
    table = data
    for step in at:
        table = table.setdefault(str(step), {})
    table[key] = value
    newline, by_hand = newline_of(text), f"{bare(key)} = {quoted(value)}\n"
    lines = f"# {comment}\n{by_hand}".replace("\n", newline)
    end = header_end(text, at) if at else len(text) - len(text.removeprefix("\ufeff"))
    if end is None:
        raise EditError(by_hand)
    gap = newline if at else ""
    return _first(
        [text[:end] + lines + newline * (not at) + text[end:], text[:end] + gap + lines + text[end:]], data, by_hand
    )


def bare(key: str) -> str:
    """A key as TOML writes it: in quotes where it has to be."""
    plain = key and all(char.isascii() and (char.isalnum() or char in "-_") for char in key)
    return key if plain else quoted(key)


def _appended(text: str, block: str) -> str:
    newline = newline_of(text)
    body = text.rstrip()
    start = f"{body}{newline}{newline}" if body.strip("\ufeff") else text[: len(body)]
    return start + block.replace("\n", newline)


def _as_last(text: str, span: tuple[int, int], item: str) -> list[str]:
    """The text with one more item in the list at a place, in several ways: a line of its own where the list has lines.

    The comma after the item before is there, or is put after it, or before the new item.
    """
    end = span[1] - 1
    inside = text[span[0] + 1 : end]
    tries, behind = [], span[0] + 1 + len(inside.rstrip())
    if "\n" in inside and not text[:end].rpartition("\n")[2].strip():
        last = inside.rstrip().rpartition("\n")[2]
        indent = last[: len(last) - len(last.lstrip())]
        start = end - len(text[:end].rpartition("\n")[2])
        tries = [
            _inserted(text, start, f"{indent}{item},\n"),
            _inserted(_inserted(text, start, f"{indent}{item},\n"), behind, ","),
        ]
    return [
        *tries,
        _inserted(text, end, item),
        _inserted(text, behind, f", {item}"),
        _inserted(text, end, f"\n, {item}\n"),
    ]


def _inserted(text: str, offset: int, part: str) -> str:
    return text[:offset] + part.replace("\n", newline_of(text)) + text[offset:]


def _first(tries: Sequence[str], wanted: dict[str, Any], by_hand: str) -> str:
    """The first of the texts that says what is wanted."""
    for text in tries:
        try:
            if tomllib.loads(text.removeprefix("\ufeff")) == wanted:
                return text
        except tomllib.TOMLDecodeError:
            continue
    raise EditError(by_hand)
