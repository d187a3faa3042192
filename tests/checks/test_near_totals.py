"""Figures that are a total but for a slip: below a number, beside a column, at the end of a label, in a list."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text


def _found(body: str) -> list[tuple[int, str]]:
    told = lint_text(f"# Postmortem\n\n## Impact\n\n{body}", [load_built_in("generic")])
    return [(one.place.line, one.level) for one in told if one.code == "IR501"]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("Records damaged: 18,940\nRestored: 18,762\nLost: 214\n", 5),
        ("- Total: 1,146\n- Recovered over the air: 0\n- Recovered by hand: 1,130\n- Lost: 43\n", 5),
        ("**Failed orders:** 19,805\n\n| Country | Failed orders |\n|---|---|\n| ES | 14,195 |\n| PT | 4,710 |\n"
         "| Total | 18,905 |\n", 5),
        ("| What | Before | During | Change |\n|---|---|---|---|\n| Limit | 1,450 | 6,210 | +4,670 |\n"
         "| Rate | 41.0 | 78.5 | +37.5 |\n| Time | 88 | 90 | +2 |\n", 7),
        ("| Item | Number |\n|---|---|\n| Flights cancelled | 14 |\n| Flights late | 57 |\n"
         "| Flights affected in total | 81 |\n", 9),
        ("| Group | Persons |\n|---|---|\n| Students | 14,200 |\n| Staff | 2,350 |\n| Together | 16,700 |\n", 9),
        ("- Tickets: 2,047\n  - By phone 1,389\n  - In the forum 685\n", 5),
        ("- Customers: 1,284\n  - Of these: Standard 920, Pro 317, Enterprise 65\n", 6),
        ("- Workspaces affected: 318\n  - free: 251\n  - paid: 76\n", 5),
        ("- 318 workspaces were affected\n  - free: 251\n  - paid: 76\n", 5),
        ("- Orders: 214\n- Of which cancelled: 2\n- Of which late: 9\n- Of which in time: 213\n", 8),
    ],
)  # fmt: skip
def test_a_slip_is_found(body: str, line: int) -> None:
    assert _found(body) == [(line, "error")]


@pytest.mark.parametrize(
    "body",
    [
        "Records damaged: 18,976\nRestored: 18,762\nLost: 214\n",
        "Requests: 18,940\nOrders: 9,762\nVisitors: 2,314\n",
        "Customers: 940\nStandard: 762\nPro: 214\n",
        "**Failed orders:** 18,905\n\n| Country | Failed orders |\n|---|---|\n| ES | 14,195 |\n| PT | 4,710 |\n"
        "| Total | 18,905 |\n",
        "**Failed orders:** 19,000\n\n| Country | Failed orders |\n|---|---|\n| ES | 14,195 |\n| PT | 4,710 |\n"
        "| Total | 18,905 |\n",
        "| What | Before | During | Limit |\n|---|---|---|---|\n| Limit | 1,450 | 6,210 | 4,670 |\n"
        "| Rate | 41 | 78 | 50 |\n| Time | 88 | 90 | 100 |\n",
        "| Item | Number |\n|---|---|\n| Flights cancelled | 14 |\n| Flights late | 57 |\n"
        "| Flights affected in total | 71 |\n",
        "- Workspaces affected: 318\n  - free: 251\n  - paid: 70\n",
        "- Tickets: 2,047\n  - By phone 1,389\n  - Answered within 10 minutes\n",
        "- Tickets: 2,047\n  - By phone 1,389\n  - Of them closed at once 685\n  - Reopened 12\n",
        "- Customers: 1,302\n  - Of these: Standard 920, Pro 317, Enterprise 65\n",
        "- Customers: 1,302\n  - Since: 2019, in 3 regions, on 12 servers\n",
    ],
)
def test_what_is_no_total_is_left_alone(body: str) -> None:
    assert _found(body) == []


@pytest.mark.parametrize(("total", "found"), [("11", []), ("12", ["error"])])
def test_a_list_without_blanks_ends_with_its_total(total: str, found: list[str]) -> None:
    report = f"# 障害報告\n\n## 影響\n\n電話4件、メール7件、合計{total}件。\n\n## 原因\n\nディスク障害。\n"
    told = lint_text(report, [load_built_in("generic")])
    assert [one.level for one in told if one.code == "IR501"] == found


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ("3,870 customers, of which 2,540 on the web, of which 1,420 in the app", ["error"]),
        ("3,870, of which 2,540 on the web and 1,420 in the app", ["error"]),
        ("3,960, of which 2,540 on the web and 1,420 in the app", []),
        ("3,960, of which 2,540 on the web and 420 in the app", []),
        ("3,870, of which 2,540 on the web and 3,120 in Spain", []),
    ],
)
def test_parts_that_are_more_than_the_whole_by_a_slip(figures: str, found: list[str]) -> None:
    told = lint_text(f"# Postmortem\n\n## Impact\n\n- **Customers hit:** {figures}\n", [load_built_in("generic")])
    assert [one.level for one in told if one.code == "IR501"] == found


def test_a_part_of_its_own_table() -> None:
    table = "| Part | Faults |\n|---|---|\n| gate | 394 |\n| motor | 539 |\n| belt | 1 |\n| **Total** | **934** |\n"
    assert _found(table.replace("| Faults |", "| Faults | Load |").replace("|---|---|", "|---|---|---|")) == []
    assert _found(table) == []
