"""What a project says of mdformat: ``.mdformat.toml``, or ``[tool.mdformat]`` in ``pyproject.toml``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal

import msgspec

from incidentlint.project import Globs, slashed, upward
from incidentlint.toml_file import FileError, convert, read_toml


class Style(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The options of mdformat, with its own names. What it checks itself (`validate`) is always checked here."""

    wrap: int | Literal["keep", "no"] = "keep"
    number: bool = False
    end_of_line: Literal["lf", "crlf", "keep"] = "keep"
    validate: bool = True
    exclude: tuple[str, ...] = ()
    plugin: dict[str, dict[str, Any]] = {}
    extensions: tuple[str, ...] = ()
    codeformatters: tuple[str, ...] = ()


class Styles:
    """The options for each folder: those of the nearest file upward that has some."""

    def __init__(self) -> None:
        """Begin without any."""
        self._known: dict[str, tuple[Style, str]] = {}

    def of(self, path: str) -> Style:
        """The options for a file, by its absolute path. Raises `FileError` for a file of options that is wrong."""
        return self._nearest(os.path.dirname(path))[0]

    def excludes(self, path: str) -> bool:
        """Whether the options for a file leave it out. Raises `FileError`."""
        style, folder = self._nearest(os.path.dirname(path))
        globs = Globs(style.exclude, slashed(folder)) if style.exclude else None
        return globs is not None and globs.covering(slashed(path)) is not None

    def _nearest(self, folder: str) -> tuple[Style, str]:
        if folder not in self._known:
            found = next(((style, here) for here in upward(folder) if (style := _read(here)) is not None), None)
            self._known[folder] = found or (Style(), folder)
        return self._known[folder]


def _read(folder: str) -> Style | None:
    """The options that are in a folder."""
    own, project = Path(folder, ".mdformat.toml"), Path(folder, "pyproject.toml")
    if own.is_file():
        data, text = read_toml(own)
        return _checked(convert(data, Style, text, str(own)), str(own))
    if project.is_file():
        data, text = read_toml(project)
        tool = data.get("tool")
        given = tool.get("mdformat") if isinstance(tool, dict) else None
        if isinstance(given, dict):
            return _checked(convert(given, Style, text, str(project), ("tool", "mdformat")), str(project))
    return None


def _checked(style: Style, shown: str) -> Style:
    """Options whose extensions and formatters are installed. Raises `FileError`."""
    from mdformat import plugins

    if isinstance(style.wrap, int) and style.wrap < 2:
        raise FileError(shown, 0, f"wrap: {style.wrap} is no width of a line")
    for kind, names, there in (
        ("extension", style.extensions, plugins.PARSER_EXTENSIONS),
        ("code formatter", style.codeformatters, plugins.CODEFORMATTERS),
    ):
        for name in names:
            if name not in there:
                raise FileError(shown, 0, f"mdformat has no {kind} {name!r} installed")
    return style
