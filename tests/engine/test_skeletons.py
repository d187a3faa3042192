"""Skeletons of what is missing: they are the template's, stand where they belong, and still fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidentlint.engine import Plan, fix, lint
from incidentlint.rulebook import choose
from support import built_in, pack_of

CASES = Path(__file__).parents[1] / "cases"
TEMPLATE = """
# Incident: [Title]

**Severity:** P0 / P1 / P2
**Reported by:** [Name]
**Team:** [Team]

## 1. Impact

| Metric | Value |
| --- | --- |
| Users | [N users] |
| Revenue | [Amount] |

### Customers

[Who noticed]

## 2. Checks

- [ ] Balances verified
- [ ] Refunds sent (by whom: [Name])

## 3. Actions

| Action | Owner |
| --- | --- |
| [Action] | [Name] |
"""
REPORT = """
# Incident: slow search

**Severity:** P1
**Reported by:** Jana
**Team:** Search

## 1. Impact

| Metric | Value |
| --- | --- |
| Users | 12 users |
| Revenue | $900 |

### Customers

Everybody.

## 2. Checks

* [x] Balances verified
* [x] Refunds sent (by whom: Omar)

## 3. Actions

| Action | Owner |
| --- | --- |
| Add the index | Jana |
"""


def mended(report: str) -> tuple[str, list[str]]:
    plan = Plan(choose(("IR1", "IR2"), (), ()), (pack_of(TEMPLATE, ""),), certain=True)
    done = fix(report.encode(), "report.md", plan, unsafe=True)
    assert fix(done.data, "report.md", plan, unsafe=True).data == done.data
    return done.data.decode(), [diagnostic.code for diagnostic in done.result.diagnostics]


@pytest.mark.parametrize(
    ("gone", "there", "found"),
    [
        ("**Severity:** P1\n", "**Severity:** P0 / P1 / P2\n", ["IR202"]),
        ("**Reported by:** Jana\n", "**Reported by:** [Name]\n", ["IR201"]),
        ("| Revenue | $900 |\n", "| Revenue | [Amount] |\n", ["IR201"]),
        ("| Users | 12 users |\n", "| Users | [N users] |\n", ["IR201"]),
        ("* [x] Balances verified\n", "* [ ] Balances verified\n", []),
        ("* [x] Refunds sent (by whom: Omar)\n", "* [ ] Refunds sent (by whom: [Name])\n", []),
        ("### Customers\n\nEverybody.\n\n", "### Customers\n\n[Who noticed]\n\n", ["IR201"]),
        (
            "| Action | Owner |\n| --- | --- |\n| Add the index | Jana |\n",
            "| Action | Owner |\n| --- | --- |\n| [Action] | [Name] |\n",
            ["IR201", "IR201"],
        ),
    ],
)
def test_what_is_missing_is_put_where_it_belongs(gone: str, there: str, found: list[str]) -> None:
    assert REPORT.count(gone) == 1
    left = "We fixed it.\n" if gone.startswith("| Action") else ""
    text, codes = mended(REPORT.replace(gone, left))
    expected = REPORT.replace(gone, f"{left}\n{there}" if left else there)
    assert text == expected
    assert codes == found


@pytest.mark.parametrize("shift", [1, 2])
def test_a_section_has_the_level_that_it_has_in_the_report(shift: int) -> None:
    report = REPORT.replace("\n#", "\n" + "#" * (shift + 1)).replace("\n" + "#" * (shift + 1) + " Inc", "\n# Inc")
    start, end = report.index("##" + "#" * shift + " 1. "), report.index("##" + "#" * shift + " 2. ")
    text, codes = mended(report[:start] + report[end:])
    assert f"\n##{'#' * shift} 1. Impact\n" in text
    assert f"\n###{'#' * shift} Customers\n" in text
    assert "IR106" not in codes


def test_a_renamed_section_is_not_added_beside_itself() -> None:
    report = REPORT.replace("## 3. Actions", "## 3. Acitons")
    assert mended(report) == (report, ["IR101"])


@pytest.mark.parametrize("name", ["bilko-p0.md", "letsgobelize-p1.md"])
@pytest.mark.parametrize("share", [1, 3])
def test_parts_of_whole_reports(name: str, share: int) -> None:
    lines = (CASES / name).read_text(encoding="utf-8").split("\n")
    headings = [number for number, line in enumerate(lines) if line.startswith("## ")]
    start, end = headings[share], headings[share + 1]
    report = "\n".join(lines[:start] + lines[end:]).encode()
    plan = Plan(choose((), (), ()), built_in())
    before = lint(report, name, plan)
    done = fix(report, name, plan, unsafe=True)
    assert "IR101" in {one.code for one in before.diagnostics}
    assert [one.code for one in done.fixed] == ["IR101"]
    codes = {diagnostic.code for diagnostic in done.result.diagnostics if diagnostic.level == "error"}
    assert codes & {"IR201", "IR202", "IR203"}
    assert done.data.count(b"[x]") == report.count(b"[x]")
