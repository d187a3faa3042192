"""What fixing or formatting would change in a file, as a unified diff that `patch` takes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any

from incidentlint.output.formats import Look
from incidentlint.text import SourceText, escaped, one_line

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_STYLES: dict[str, dict[str, Any]] = {
    "---": {"bold": True},
    "+++": {"bold": True},
    "@@": {"fg": "cyan"},
    "-": {"fg": "red"},
    "+": {"fg": "green"},
}


def as_diff(path: str, before: bytes, after: bytes, look: Look, *, escape: bool) -> str:
    """Return the difference between two versions of a file; empty where there is none.

    `path` is the file's as users are shown it. Control characters are escaped for a terminal (`escape`), and kept for
    a program that applies the difference.
    """
    lines = _unified(path, _LINE.findall(_text(before)), _LINE.findall(_text(after)))
    return "".join(_painted(line, look, escape=escape) for line in lines)


def _unified(path: str, before: list[str], after: list[str]) -> Iterator[str]:
    shown = one_line(path)
    for line in difflib.unified_diff(before, after, shown, shown):
        yield line
        if not line.endswith("\n"):
            yield "\n\\ No newline at end of file\n"


def _painted(line: str, look: Look, *, escape: bool) -> str:
    body = line.rstrip("\r\n")
    end = line[len(body) :]
    style = next((style for start, style in _STYLES.items() if line.startswith(start)), None)
    shown = "".join(char if char == "\t" else escaped(char) for char in body) if escape else body
    return (look.paint(shown, **style) if style else shown) + end


def _text(data: bytes) -> str:
    """The text of a file that was fixed: bytes that are no text never are."""
    return SourceText.decode(data).original
