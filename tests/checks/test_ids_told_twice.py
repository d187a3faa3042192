"""Ids and hashes that are another one of the report but for a slip, and the report's own id in paths, form and end."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text, pack_of

REST = "\n**Started:** 2026-05-12 08:05 UTC\n\n## Summary\n\nThe lifts stood still.\n\n"


def found(text: str) -> list[str]:
    told = lint_text(f"# The lifts stood still\n{REST}{text}", [load_built_in("generic")], path="incidents/lifts.md")
    return [one.message for one in told if one.code == "IR706"]


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        ("Fixed in `{}`.\n\n- Commit: `7c21f0e`\n", "7c21f0e", "7c12f0e"),
        (
            "| Commit | What |\n|---|---|\n| {} | guard |\n\nReverted 9b3f41d, then 9b3f41d again.\n",
            "9b3f41d",
            "9b3e41d",
        ),
        ("Fix 7c21f0e.\n\n- 提交: {}d9a8b7c6e5f4a3b2c1d0e9f8a7b6c5d4e\n", "7c21f0e", "7c12f0e"),
        ("- Folder: `runs/JOB-4F7A92/`\n- Log: `runs/{}/log.txt`\n", "JOB-4F7A92", "JOB-4F7A29"),
        ("OPS-20417 is done.\n\n- Ticket: {}\n- See OPS-20417\n", "OPS-20417", "OPS-20471"),
        ("- Order: {}\n\nWe paid order ORD-30417 twice.\n", "ORD-30417", "ORD-30471"),
        ("Fixed in #20417.\n\n- [x] {} merged\n- [x] #20417 released\n", "#20417", "#20471"),
    ],
)
def test_a_slip_in_what_is_told_twice(text: str, right: str, slip: str) -> None:
    assert found(text.format(right)) == []
    assert len(found(text.format(slip))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Fixed in #3217 and #3271.\n",  # two of many
        "Fixed in #217, #217 and #271.\n",
        "Tickets: OPS-20417, OPS-20418, OPS-20418\n",
        "We read INC-2025 and INC-2052.\n\n- Year: INC-2025\n",
        "Built 7c21f0e, then 7c21f0f.\n",  # made up by counting
        "Built a000001, then a000010.\n",
        "Of 7123456 rows 7123465 rows were read, 7123456 twice.\n",
    ],
)
def test_ids_of_other_things(text: str) -> None:
    assert found(text) == []


TEMPLATE = """# {slot}: [Title]

**Severity:** SEV1 / SEV2

## Evidence

- Graphs: `path/to/graphs`
- Logs: `path/to/logs`
"""


def told(own: str, one: str, other: str, end: str = "", slot: str = "INC-YYYY-NNN") -> list[str]:
    report = f"# {own}: no lifts\n\n**Severity:** SEV2\n\n## Evidence\n\n- Graphs: `{one}`\n- Logs: `{other}`\n{end}"
    pack = pack_of(TEMPLATE.format(slot=slot))
    return [each.message for each in lint_text(report, [pack]) if each.code == "IR706"]


@pytest.mark.parametrize(
    ("own", "one", "other", "end"),
    [
        ("INC-2026-041", "evidence/INC-2026-014/cpu.png", "evidence/INC-2026-014/app.log", ""),
        ("INC-2026-041", "evidence/INC-2026-041/cpu.png", "evidence/INC-2026-014/app.log", ""),
        ("INC-2026-041", "cpu.png", "app.log", "\n**End of INC-2026-042.**\n"),
        ("INC-2026-041", "cpu.png", "app.log", "\nEnd INC-2025-041\n"),
        ("INC-2026-41", "cpu.png", "app.log", ""),
        ("INC-26-041", "cpu.png", "app.log", ""),
    ],
)
def test_the_own_id_elsewhere(own: str, one: str, other: str, end: str) -> None:
    assert len(told(own, one, other, end)) == 1


@pytest.mark.parametrize(
    ("own", "one", "other", "end"),
    [
        (
            "INC-2026-041",
            "evidence/INC-2026-041/cpu.png",
            "evidence/INC-2026-041/app.log",
            "\n**End of INC-2026-041**\n",
        ),
        ("INC-2026-041", "cpu.png", "app.log", "\nSee INC-2026-014.\n"),
        (
            "INC-2026-041",
            "cpu.png",
            "app.log",
            "\nThis was seen before in [INC-2026-014](../INC-2026-014/README.md).\n",
        ),
        ("INC-2026-041", "../INC-2026-007/cpu.png", "../INC-2026-007/app.log", ""),  # what was seen before
        ("INC-2026-1041", "cpu.png", "app.log", ""),
        ("INC-2026-041", "cpu.png", "app.log", "\nEnd of PM-2026-014\n"),
    ],
)
def test_other_ids_in_paths_and_at_the_end(own: str, one: str, other: str, end: str) -> None:
    assert told(own, one, other, end) == []
