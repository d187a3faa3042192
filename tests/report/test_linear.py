"""A template or a report of thousands of names is read with work that grows as it does: calls are counted, not time."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from incidentlint.report import near_names
from support import lint_text, pack_of

HEAD = "# Incident Report: [x]\n\n**Severity:** P0 / P1\n\n"
REPORT = "# Incident Report: x\n\n**Severity:** P1\n\n"
MOST = 2.6
"""How much more work twice as much may be; where each is compared with all, it is four times as much."""


def lines(n: int, line: str) -> str:
    return "".join(line.replace("#n", str(number)) for number in range(n))


def columns(n: int, name: str, cell: str) -> str:
    return f"|{lines(n, f' {name}#n |')}\n|{'---|' * n}\n|{f' {cell} |' * n}\n"


def below(head: str, template: str, report: str) -> Callable[[int], tuple[str, str]]:
    """A section of so many lines in a template, and one in a report."""
    return lambda n: (f"## A\n\n{head}{lines(n, template)}", f"## A\n\n{head}{lines(n, report)}")


def free(template: str, report: str) -> Callable[[int], tuple[str, str]]:
    return lambda n: (lines(n, template), lines(n, report))


ROWS = "| K | V |\n|---|---|\n"
TABLE = "| K#n | V |\n|---|---|\n| a#n | {} |\n\n"
SHAPES: dict[str, Callable[[int], tuple[str, str]]] = {
    "fields": free("**Field #n:** [v]\n", "**Field #n:** a\n"),
    "fields renamed": free("**Field #n:** [v]\n", "**Faeld #n:** a\n"),
    "fields missing": free("**Field #n:** [v]\n", ""),
    "sections": free("## Part #n\n\n[text]\n\n", "## Part #n\n\na\n\n"),
    "sections empty": lambda n: ("", f"## First\n\na\n\n## Last\n\nb\n\n{lines(4 * n, '## Part' + chr(10))}"),
    "sections renamed": free("## Part #n\n\n[text]\n\n", "## Pirt #n\n\na\n\n"),
    "rows renamed": below(ROWS, "| Key #n | [v] |\n", "| Kay #n | a |\n"),
    "rows of a sample": below(ROWS, "| [Key #n] | [v #n] |\n", "| Kay #n | a |\n"),
    "rows too short": below(ROWS, "| Key #n | [v] |\n", "| Kay #n |\n"),
    "columns": lambda n: (f"## A\n\n{columns(n, 'C', '[v]')}", f"## A\n\n{columns(n, 'C', 'v')}"),
    "items": below("", "- [ ] Item #n\n", "- [x] Item #n\n"),
    "items renamed": below("", "- [ ] Item #n\n", "- [x] Itom #n\n"),
    "entries": below("", "- [Item #n]\n", "- [Item #n]\n"),
    "prompts": free("[Write what happened, #n]\n\n", "[Write what happened, #n]\n\n"),
    "columns renamed": lambda n: (f"## A\n\n{columns(n, 'C', '[v]')}", f"## A\n\n{columns(n, 'D', 'v')}"),
    "tables": below("", TABLE.format("[v]"), TABLE.format("b")),
}


def calls(template: str, report: str) -> int:
    """How many functions of ours and others are called to read a template and lint a report."""
    count = 0

    def one_more(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(one_more)
    try:
        pack = pack_of(HEAD + template)
        lint_text(REPORT + report, (pack,))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", SHAPES)
def test_work_grows_as_the_texts_do(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_names, "COMPARED", 300)
    make = SHAPES[name]
    calls(*make(3))  # what is read once
    small, large = calls(*make(40)), calls(*make(80))
    assert large / small < MOST
