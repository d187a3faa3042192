"""Complete reports in other forms are silent: metadata as formatters and editors write it, numbers of headings."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

TEMPLATE = """\
# Incident: [Title]

**Severity:** L1 / L2
**Started:** YYYY-MM-DD HH:MM UTC
**Lead:** [Name]

## 1. Cause

[What was behind it]

## 2. Times

| Time (UTC) | Event |
|---|---|
| HH:MM | [Event] |
"""

HEAD = "**Severity:** L2\n**Started:** 2026-05-12 08:05 UTC\n**Lead:** Mira Hall\n"

REPORT = f"""\
# Incident: the yard was shut

{HEAD}
## 1. Cause

A fuse.

## 2. Times

| Time (UTC) | Event |
|---|---|
| 08:05 | The gate does not open |
"""


def codes(old: str, new: str) -> list[str]:
    assert old in REPORT
    pack = pack_of(TEMPLATE, 'name = "yard"\ntemplate = "t.md"\n')
    return [it.code for it in lint_text(REPORT.replace(old, new), (pack,)) if it.level != "info"]


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        "**Severity:** L2 **Started:** 2026-05-12\n08:05 UTC **Lead:** Mira\nHall\n",
        "🔥 **Severity:** L2\n⏱ **Started:** 2026-05-12 08:05 UTC\n:bust: **Lead:** Mira Hall\n",
        "• **Severity:** L2\n• **Started:** 2026-05-12 08:05 UTC\n• **Lead:** Mira Hall\n",
        "**Severity** – L2\n**Started** - 2026-05-12 08:05 UTC\n**Lead** — Mira Hall\n",
        "Severity:: L2\nStarted:: 2026-05-12 08:05 UTC\nLead:: Mira Hall\n",
        "**Severity:** ~~L1~~ L2\n**Started:** ~~2026-05-12 07:05 UTC~~ 2026-05-12 08:05 UTC\n**Lead:** Mira Hall\n",
    ],
)
def test_metadata_in_other_forms(head: str) -> None:
    assert not codes(HEAD, head)


@pytest.mark.parametrize("number", ["I.", "A.", "Part 1:", "§ 1", "1)", "(A)", "Section I:"])
def test_numbers_of_headings(number: str) -> None:
    assert not codes("## 1. Cause", f"## {number} Cause")


@pytest.mark.parametrize("text", ["<aside>\nA fuse.\n</aside>", "<p>A fuse.</p>", "A fuse — the second one ..."])
def test_a_section_that_says_something(text: str) -> None:
    assert not codes("A fuse.", text)


@pytest.mark.parametrize("text", ["—", "...", "???", "&nbsp;", "<br>"])
def test_a_section_that_says_nothing(text: str) -> None:
    assert codes("A fuse.", text) == ["IR105"]


@pytest.mark.parametrize(
    "text", ["To be written.", "Work in progress", "TODO: ask Jonas", "**TBD:** the yard looks into it"]
)
def test_a_section_that_is_to_be_written(text: str) -> None:
    assert codes("A fuse.", text) in (["IR206"], ["IR201"])


@pytest.mark.parametrize("name", ["[Name", "Name]", "{Name}", "(Name)"])
def test_half_of_a_slot(name: str) -> None:
    assert codes("Mira Hall", name) == ["IR201"]


@pytest.mark.parametrize("time", ["XX:XX", "8:xx"])
def test_a_time_of_crosses(time: str) -> None:
    assert codes("| 08:05 |", f"| {time} |") == ["IR201"]
