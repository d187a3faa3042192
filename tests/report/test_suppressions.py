"""Suppression comments, any number of them: which holds where, and with how much work."""

from __future__ import annotations

import sys

import pytest

from incidentlint.engine.lint import lint
from incidentlint.engine.plan import Plan
from incidentlint.findings import Diagnostic
from incidentlint.rulebook.selection import choose
from support import built_in

HEAD = "# Incident Report: x\n\n**Severity:** P1\n\n"


def found(text: str, *codes: str) -> list[Diagnostic]:
    return [*lint((HEAD + text).encode(), "x.md", Plan(choose(codes, (), ()), built_in())).diagnostics]


def unused(text: str) -> list[int]:
    """The lines below the head of the comments that are of no use."""
    return [one.place.line - 4 for one in found(text, "IR003", "IR206")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["disable IR206 --", "", "T", "", "enable IR206", "", "disable-next-line IR206 --", "T"], []),
        (["disable IR206 --", "", "disable-next-line IR206 --", "T", ""], [1]),  # the inner one is of use
        (["disable --", "", "enable IR4", "", "T"], []),
        (["disable IR206 --", "", "enable IR206", "", "disable IR206 --", "", "T"], [1]),
        (["disable-file IR206 --", "", "disable-next-line IR206 --", "", "a", "", "T"], [3]),
        (["disable IR206 IR206 --", "", "T"], [1]),
    ],
)
def test_the_last_that_holds_is_the_one_of_use(lines: list[str], expected: list[int]) -> None:
    text = [
        line.replace("T", "**Owner:** TBD") if "able" not in line else f"<!-- incidentlint-{line} r -->"
        for line in lines
    ]
    assert unused("\n".join(text) + "\n") == expected


def test_a_name_that_is_written_twice_has_two_places() -> None:
    places = [one.place.column for one in found("<!-- incidentlint-disable IRX, a IRX -- r -->\n", "IR006")]
    assert places == [27, 32, 34]


def test_only_some_unknown_names_get_a_guess() -> None:
    comments = "".join(f"<!-- incidentlint-disable timeline-ordr{number} -- r -->\n\n" for number in range(60))
    said = [one.message for one in found(comments, "IR006")]
    assert len(said) == 60
    assert sum("did you mean" in message for message in said) == 20


SHAPES = {
    "next lines": lambda n: "<!-- incidentlint-disable-next-line IR206 -- r -->\n**A:** TBD\n\n" * n,
    "never closed": lambda n: "<!-- incidentlint-disable IR206 -- r -->\n\n" * n + "**A:** TBD\n\n" * n,
    "closed again": lambda n: "<!-- incidentlint-disable -- r -->\n\n" * n + "<!-- incidentlint-enable IR4 -->\n\n" * n,
    "unknown": lambda n: "<!-- incidentlint-disable abcdefgh -- r -->\n\n" * (n + 30),
    "names": lambda n: f"<!-- incidentlint-disable {'IR403 ' * n} -- r -->\n",
    "empty lines": lambda n: "<!-- incidentlint-disable-next-line IR206 -- r --> " * n + "\n" * n,
}


@pytest.mark.parametrize("name", SHAPES)
def test_work_grows_as_the_comments_do(name: str) -> None:
    counts = []
    for size in (5, 60, 120):
        count = 0

        def one_more(frame: object, event: str, argument: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        sys.setprofile(one_more)
        try:
            found(SHAPES[name](size), "IR003", "IR006", "IR206")
        finally:
            sys.setprofile(None)
        counts.append(count)
    assert counts[2] / counts[1] < 2.6
