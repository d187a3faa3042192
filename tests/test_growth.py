"""What an input holds in its thousands costs by its length: lines of Python that run are counted, no time is."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from incidentlint.cli.main import main
from incidentlint.markdown import parse
from incidentlint.outline import outline
from incidentlint.report import Report, is_replaced
from incidentlint.text.source import SourceText
from support import is_linear, lint_text, pack_of

FEW = 40
"""So many of each kind are read at first, then twice and four times as many, each with names of their own."""

MOST = 2.8
"""The second step is twice the first one: it costs twice as much where the work is linear, and four times where each
is compared with all others."""


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python run for some work; a turn of a loop is one more, in a comprehension too."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def growth(work: Callable[[int], object], few: int = FEW) -> float:
    """How much more the second doubling costs than the first: 2 is linear, 4 is quadratic.

    What is a hundredth of all work is none: it depends on what was read before.
    """
    work(few // 2)  # what is read once for all
    one, two, four = (lines_run(lambda number=number: work(number)) for number in (few, 2 * few, 4 * few))  # type: ignore[misc]
    return (four - two) / max(1, one // 100, two - one)


def test_what_takes_time_by_the_square_is_known() -> None:
    assert is_linear(lambda number: re.search(r"(?<!x)x++$", "x" * number + "."), 1_500)
    assert not is_linear(lambda number: re.search(r"x+$", "x" * number + "."), 1_500)


def word(number: int) -> str:
    """A word of letters alone for a number."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def rows(number: int, key: str) -> str:
    return "| Item | Value |\n|---|---|\n" + "".join(
        f"| {key} {each} | [what] |\n" for each in range(number, 2 * number)
    )


def steps(number: int, day: str) -> str:
    return "| Step | Day | Time |\n|---|---|---|\n" + "".join(
        f"| Step {each} | {day} | {'' if each % 3 else '[who]'} |\n" for each in range(number, 2 * number)
    )


def cells(number: int, row: str) -> str:
    return "| Team | Lead | Channel | Note |\n|---|---|---|---|\n" + "".join(
        f"| Team {each} | {row} |\n" for each in range(number, 2 * number)
    )


def actions(number: int) -> str:
    return "| Action | Owner | Due |\n|---|---|---|\n" + "| [what] | [who] | YYYY-MM-DD |\n" * number


def items(number: int, name: str) -> str:
    return "".join(f"- [ ] {name} {each} is done\n" for each in range(number, 2 * number))


def fields(number: int, name: str, value: str) -> str:
    return "".join(f"**{name} {each}:** {value}\n" for each in range(number, 2 * number))


def sections(number: int, name: str) -> str:
    return "".join(f"## {name} {each}\n\n[what happened]\n\n" for each in range(number, 2 * number))


FORMS: dict[str, tuple[Callable[[int], str], Callable[[int], str]]] = {
    "rows": (lambda number: rows(number, "Key"), lambda number: rows(number, "Key").replace("[what]", "x y")),
    "rows of other names": (lambda number: rows(number, "Key"), lambda number: rows(number, "Kay")),
    "cells left empty": (lambda number: steps(number, "dd-mm-yyyy"), lambda number: steps(number, "02-03-2026")),
    "cells that say what holds": (
        lambda number: cells(number, " | Email | "),
        lambda number: cells(number, "x | y | z"),
    ),
    "cells of a word": (lambda number: cells(number, "name | [where] | y"), lambda number: cells(number, "x | y | z")),
    "cells of some words": (
        lambda number: cells(number, "who leads it | [where] | y"),
        lambda number: cells(number, "x | y | z"),
    ),
    "actions left as they are": (actions, actions),
    "items": (lambda number: items(number, "Step"), lambda number: items(number, "Step").replace("[ ]", "[x]")),
    "items of other names": (lambda number: items(number, "Step"), lambda number: items(number, "Stop")),
    "fields": (lambda number: fields(number, "Key", "[what]"), lambda number: fields(number, "Key", "a value")),
    "fields of other names": (
        lambda number: fields(number, "Key", "[what]"),
        lambda number: fields(number, "Kay", "a"),
    ),
    "sections": (lambda number: sections(number, "Part"), lambda number: sections(number, "Part").replace("[", "")),
    "sections of other names": (lambda number: sections(number, "Part"), lambda number: sections(number, "Port")),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_template_and_its_report(form: str) -> None:
    template, report = FORMS[form]

    def work(number: int) -> None:
        pack = pack_of(f"# [Title]\n\n## Facts\n\n{template(number)}")
        lint_text(f"# Report\n\n## Facts\n\n{report(number)}", [pack], path="docs/incidents/report.md")

    assert growth(work) < MOST


def test_what_stands_in_the_place_of_missing_parts() -> None:
    def left_out(number: int, kept: int, value: str) -> str:
        names = (f"Zq{word(each)}" for each in range(number, 2 * number) if not kept or each % kept)
        return "# A\n\n## Facts\n\n" + "".join(f"**{name}:** {value}\n\n" for name in names)

    def read(number: int) -> Report:
        pack = pack_of(left_out(number, 0, "[what]"))
        return Report(outline(parse(SourceText.decode(left_out(number, 3, "a").encode())), pack.shape.labels()), pack)

    reports = {number: read(number) for number in (50, 100, 200, 400)}

    def work(number: int) -> None:
        missing = [bound for bound in reports[number].walk() if bound.lacking]
        assert len(missing) >= number // 3
        assert not any(is_replaced(reports[number], bound) for bound in missing)

    assert growth(work, 100) < MOST


REPORTS: dict[str, Callable[[int], str]] = {
    "rows of a timeline": lambda number: (
        "## Timeline\n\n| Time | Event |\n|---|---|\n"
        + "".join(
            f"| 2026-03-02 {each // 60:02}:{each % 60:02} UTC | Step {each} |\n" for each in range(number, 2 * number)
        )
    ),
    "actions": lambda number: (
        "## Action items\n\n| Action | Owner | Due |\n|---|---|---|\n"
        + "".join(f"| Mend part {each} | A. Person | 2026-04-0{1 + each % 9} |\n" for each in range(number, 2 * number))
    ),
    "lengths that name their ends": lambda number: (
        "## Facts\n\n"
        + "".join(
            f"- **Length {each} (part {each} began → part {each} over):** 5 min\n" for each in range(number, 2 * number)
        )
        + "\n## Timeline\n\n"
        + "".join(f"- 2026-03-02 {each // 60:02}:{each % 60:02}: step {each}\n" for each in range(number, 2 * number))
    ),
    "lengths that name words": lambda number: (
        "".join(f"- **Begin{word(each)}:** 2026-03-02 07:40\n" for each in range(number, 2 * number))
        + "".join(f"- **Length {each} (n{word(each)} → x{word(each)}):** 5 min\n" for each in range(number, 2 * number))
    ),
    "fields beside rows": lambda number: (
        "".join(f"**Moment {each}:** 2026-03-02 {each // 60:02}:{each % 60:02}\n" for each in range(number, 2 * number))
        + "\n## Timeline\n\n"
        + "".join(f"- 2026-03-02 {each // 60:02}:{each % 60:02}: step {each}\n" for each in range(number, 2 * number))
    ),
    "approvals": lambda number: (
        "## Approvals\n\n| Role | Name | Date |\n|---|---|---|\n"
        + "".join(f"| Head of part {each} | A. Person | 2026-04-02 |\n" for each in range(number, 2 * number))
    ),
    "copies": lambda number: "## Summary\n\n**Severity:** P1\n\nIt was down from 10:00 to 10:20.\n\n" * number,
    "comments": lambda number: "".join(
        f"<!-- incidentlint: ignore ZZ{each} -- x -->\n\ntext\n\n" for each in range(number, 2 * number)
    ),
    "headings": lambda number: "## A\n" * number,
    "front matter": lambda number: (
        "---\nk:\n" + "".join(f"  k{each}: v\n" for each in range(number, 2 * number)) + "---\n\n# R\n"
    ),
    "moments of a paragraph": lambda number: " ".join(
        f"It was {each // 60:02}:{each % 60:02} UTC." for each in range(number, 2 * number)
    ),
    "placeholders": lambda number: "\n\n".join(f"It was [Name {each}]." for each in range(number, 2 * number)),
    "links": lambda number: "\n\n".join(
        f"[x{each}](other-{each}.md) and [y][{each}]" for each in range(number, 2 * number)
    ),
    "ids": lambda number: "".join(f"**Incident ID:** INC-{each}\n" for each in range(number, 2 * number)),
    "ids in code": lambda number: "**Incident ID:** INC-2041\n\n`" + "INC-2014/" * number + "`\n",
    "statuses": lambda number: "**Status:** Resolved\n" * number,
    "slots in boxes": lambda number: "## Checklist\n\n" + "- [ ] Told [Name] HH:MM\n" * number,
    "incidents": lambda number: "".join(
        f"# Incident INC-{each}\n\n**Severity:** P1\n\n**Date:** 2026-03-02\n\n## Timeline\n\n- 10:15 it\n\n"
        for each in range(number, 2 * number)
    ),
}


@pytest.mark.parametrize("shape", REPORTS)
@pytest.mark.parametrize("pack", ["generic", "bilko"])
def test_a_report(shape: str, pack: str) -> None:
    text = REPORTS[shape]
    chosen = [pack_of("", pack)]
    assert growth(lambda number: lint_text(f"{text(number)}", chosen, path="docs/incidents/report.md")) < MOST


LOGS: dict[str, Callable[[int], str]] = {
    "moments": lambda number: "".join(
        f"**Start Time:** 2026-03-{1 + each % 28:02} 10:{each % 60:02}\n\n" for each in range(number)
    ),
    "ends": lambda number: "".join(f"- **Resolved:** 2026-03-02 10:{each % 60:02}\n" for each in range(number)),
    "days": lambda number: "".join(
        f"- **Detected:** {2000 + each % 40}-{1 + each // 40 % 12:02}-{1 + each % 28:02}\n" for each in range(number)
    ),
    "lengths": lambda number: "".join(f"- **Duration:** {each % 50} minutes\n" for each in range(number)),
    "rows around a length": lambda number: (
        "**Duration:** 5 minutes\n\n## Timeline\n\n"
        + "".join(f"- {each // 60 % 24:02}:{each % 60:02} - step\n" for each in range(number))
    ),
}
"""What a report has some of, and none has hundreds of: where each is compared with all others, few of them are."""


@pytest.mark.parametrize("shape", LOGS)
def test_a_log(shape: str) -> None:
    text, chosen = LOGS[shape], [pack_of("", "generic")]
    assert growth(lambda number: lint_text(f"# Incident: x\n\n{text(number)}", chosen), few=350) < MOST


@pytest.mark.parametrize(
    "piece", ["(1 ", "(1) ", "1 + 1 = 2 ", "[x] ", "[Name] ", "{% if %} ", "HH:MM ", "YYYY-MM-DD ", "____ "]
)
def test_a_line(piece: str) -> None:
    """What looks at all that is before it in its text takes no line of Python more: it is timed."""
    plan = [pack_of("", "generic")]
    assert is_linear(lambda number: lint_text(f"# Incident: x\n\n**Loss:** x {piece * number}\n", plan), 1_200)


CONFIGURATIONS: dict[str, Callable[[int], dict[str, str]]] = {
    "entries": lambda number: {
        "incidentlint.toml": "".join(
            f'[[reports]]\nfiles = "a{each}/*.md"\npack = "generic"\n' for each in range(number, 2 * number)
        )
    },
    "globs": lambda number: {
        "incidentlint.toml": f"exclude = {[f'a{each}/*.md' for each in range(number, 2 * number)]}\n"
    },
    "codes of files": lambda number: {
        "incidentlint.toml": "[per-file-ignores]\n"
        + "".join(f'"a{each}/*.md" = ["IR2"]\n' for each in range(number, 2 * number))
    },
    "what git ignores": lambda number: {
        ".gitignore": "".join(f"a{each}/*.txt\n" for each in range(number, 2 * number))
    },
    "parts of a key": lambda number: {"incidentlint.toml": ".".join(["a"] * number) + " = 1\n"},
    "reports of one id": lambda number: {
        f"docs/incidents/{each}.md": f"# Incident INC-2026-0001\n\n**Severity:** P1\n\nPart {each}\n"
        for each in range(number, 2 * number)
    },
    "files that are no reports": lambda number: {
        f"docs/{each}.md": f"# Page {each}\n" for each in range(number, 2 * number)
    },
}


@pytest.mark.parametrize("shape", CONFIGURATIONS)
def test_a_checkout(shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def work(number: int) -> None:
        folder = tmp_path / str(number)
        (folder / ".git").mkdir(parents=True, exist_ok=True)
        (folder / "report.md").write_text("# Incident: x\n", encoding="utf-8")
        for name, text in CONFIGURATIONS[shape](number).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        monkeypatch.chdir(folder)
        main(["check", "--no-cache", "--jobs", "1", "-q", "."])

    assert growth(work) < MOST
