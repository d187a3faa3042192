"""Hashes that are another one of the report but for two signs, and the report's own id in paths, form and end."""

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
        ("Fixed in `{}`.\n\n- Commit: `7c21f0e`\n- Branch of 7c21f0e\n", "7c21f0e", "7c12f0e"),
        (
            "| Commit | What |\n|---|---|\n| {} | guard |\n\nReverted 9b3f41d, then 9b3f41d again.\n",
            "9b3f41d",
            "9bf341d",
        ),
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
        "Built 7c21f0e, then 7c12f0e.\n",  # each once
        "Built 7c21f0e, 7c21f0e, then 7c22f0e.\n",
        "Built 7c21f0e and 7c21f0e.\n\n```\n7c12f0e\n```\n",
        "Follow-ups are PAY-4512, PAY-4515 and PAY-4521. PAY-4512 blocks the release.",
        "Fixed in #4512. Tests came with #4521. We reverted #4512.",
        "CVE-2026-4512 and CVE-2026-4521; CVE-2026-4512 was worse.",
        "T-1044 and T-1404, T-1044 again.",
        "ORD-10234 and ORD-10324, then ORD-10234.",
        "node-1012 and node-1021 fell; node-1012 came back.",
        "| PR | What |\n|---|---|\n| #3412 | guard |\n| #3421 | test |\n\nWe reverted #3421.",
        "**Ticket:** PAY-12345\n\nDuplicate: PAY-12354",
        "SW-DC2R13 and SW-DC2R31 fell.",
        "RK-A12B03 and RK-A12B30, then RK-A12B03.",
        "SKU-AB12C3 and SKU-AB21C3, then SKU-AB12C3.",
        "From 12feb2026 to 21feb2026, and 12feb2026 again.",
        "At 7f3a1c2d4e10, 7f3a1c2d4e10 and 7f3a1c2d4e20.",
        "At 7ffe1a20 and 7ffe1a02, 7ffe1a20 again.",
        "3f2b8c1d-0000-4000-8000-000000000012, 3f2b8c1d-0000-4000-8000-000000000021, "
        "3f2b8c1d-0000-4000-8000-000000000012",
        "Log 0000000100000a2b, 0000000100000ab2, 0000000100000a2b.",
        "Spans 00f067aa0ba902b7 and 00f067aa0ba920b7, 00f067aa0ba902b7 again.",
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
        ("INC-2026-041", "evidence/INC-2026-041/cpu.png", "runbooks/INC-2026-014/app.md", ""),
        ("INC-2026-041", "evidence/INC-2026-042/cpu.png", "evidence/INC-2026-042/app.log", ""),
        ("INC-2026-041", "cpu.png", "app.log", "\nSee `evidence/INC-2026-014/a.png`, `evidence/INC-2026-014/b.png`.\n"),
        ("INC-2026-041", "cpu.png", "app.log", "\nA repeat of INC-2026-014.\n"),
        ("INC-2026-1041", "cpu.png", "app.log", ""),
        ("INC-2026-041", "cpu.png", "app.log", "\nEnd of PM-2026-014\n"),
    ],
)
def test_other_ids_in_paths_and_at_the_end(own: str, one: str, other: str, end: str) -> None:
    assert told(own, one, other, end) == []
