"""A severity that was raised, lowered, doubted or waived, and levels with two names."""

from __future__ import annotations

from functools import cache

import pytest

from incidentlint.findings import Diagnostic
from incidentlint.packs.pack import Pack
from support import lint_text, pack_of

TEMPLATE = """\
# Incident: [Title]

**Severity:** {}

## Timeline

| Time | Event |
|---|---|
| HH:MM | [Event] |

## Checks

- [ ] Gates counted
"""

REPORT = """\
# Incident: the yard was shut

**Severity:** {}

## Timeline

| Time | Event |
|---|---|
| 08:05 | The gate does not open |
| 08:40 | {} |

## Checks

- [ ] Gates counted
"""

PACK = """\
name = "yard"
template = "t.md"
languages = []
conditions.high = { severity = ["L1"] }
nodes.Checks = { required = "high", ticked = "high" }
"""


@cache
def yard(slot: str = "L1 / L2 / L3") -> Pack:
    return pack_of(TEMPLATE.format(slot), PACK)


def found(severity: str, event: str = "A van is sent", slot: str = "L1 / L2 / L3") -> list[Diagnostic]:
    return list(lint_text(REPORT.format(severity, event), (yard(slot),)))


def codes(severity: str, event: str = "A van is sent", slot: str = "L1 / L2 / L3") -> list[str]:
    return [it.code for it in found(severity, event, slot) if it.level != "info"]


@pytest.mark.parametrize(
    "severity",
    [
        "L2 (raised to L1)", "L3, later L1", "L2 → L1", "L2 -> L1", "L2, escalated to L1 at 08:40",
        "L3 at first; raised to L2, then L1",
        "initially L3, then L1", "L1 (raised from L2)", "L1 (was L3)",
        "L-2, bumped to L-1", "~~L2~~ L1", "L3 → L2 → L1",
    ],
)  # fmt: skip
def test_what_was_raised_counts_as_raised(severity: str) -> None:
    assert codes(severity) == ["IR302"]


@pytest.mark.parametrize("severity", ["L3 (was L1)", "L2, downgraded from L1", "L2 (lowered from L1)"])
def test_what_was_lowered_counts_as_written_first(severity: str) -> None:
    assert not codes(severity)
    assert [it.code for it in found(severity)] == ["IR307"]


def test_lowered_from_the_level_that_is_written_first() -> None:
    assert codes("L1, downgraded to L3") == ["IR302"]


@pytest.mark.parametrize("severity", ["L1 or L2, not decided", "L1/L2 (tbd)", "L2 or L3, ask Ines"])
def test_what_nobody_has_chosen(severity: str) -> None:
    assert codes(severity) == ["IR202"]


@pytest.mark.parametrize("severity", ["L1 or L2, later confirmed as L1", "L1 (not L2)", "L1, would be L2 at night"])
def test_what_was_chosen_in_the_end(severity: str) -> None:
    assert codes(severity) == ["IR302"]


@pytest.mark.parametrize("severity", ["L2 or L1", "L1, L2", "L2 and L1", "L2 (L1 in the harbour)", "L1 - L2"])
def test_what_cannot_be_told_apart(severity: str) -> None:
    assert codes(severity) == ["IR202"]


@pytest.mark.parametrize("severity", ["N/A - see ticket", "Not applicable: it was short", "n/a (too short)"])
def test_a_severity_is_not_waived(severity: str) -> None:
    assert codes(severity) == ["IR207"]


@pytest.mark.parametrize(
    "severity", ["L2 (not L1)", "L2 - would be L1 if longer than a day", "L2, see the rules for L1"]
)
def test_another_level_in_passing(severity: str) -> None:
    assert not found(severity)


@pytest.mark.parametrize(
    "event",
    ["Raised to L1", "Severity changed from L2 to L1", "Ana escalates to L1", "Severity set to L1", "Raised: L2 → L1"],
)
def test_a_row_that_raises_it(event: str) -> None:
    assert codes("L2", event) == ["IR307"]


@pytest.mark.parametrize(
    "event",
    ["Escalated to L1 on-call", "Not raised to L1", "Considered raising to L1", "Lowered to L3", "Raised the L1 gate"],
)
def test_a_row_that_does_not(event: str) -> None:
    assert not codes("L2", event)


@pytest.mark.parametrize(
    "event",
    [
        "Incident declared (L1) by Ana Cal", "L1 declared", "Declared an L1 incident", "Incident declared, severity L1",
        "Incident declared: L1", "Ana declares an L-1", "It is now an L1", "Severity L2 → L1",
    ],
)  # fmt: skip
def test_a_row_that_declares_it(event: str) -> None:
    assert codes("L2", event) == ["IR307"]
    assert not codes("L2 (was L1 until 09:00)", event)


@pytest.mark.parametrize(
    "event",
    [
        "Incident declared (L3)", "Incident declared; L1 on-call paged", "Should it be declared an L1?",
        "Incident declared by the L1 gate's guard", "Cause of L1 declared known", "Rule L1 opened in the console",
    ],
)  # fmt: skip
def test_a_row_that_declares_something_else(event: str) -> None:
    assert not codes("L2", event)


@pytest.mark.parametrize(
    ("language", "event"),
    [
        ("de", "Auf L1 hochgestuft"), ("de", "Störung als L1 ausgerufen"), ("fr", "Incident passé en L1"),
        ("es", "Escalado a L1"), ("pt", "Gravidade elevada para L1"), ("it", "Gravità portata a L1"),
        ("nb", "Hevet til L1"), ("sr", "Podignuto na L1"), ("ja", "重大度をL2からL1に変更"), ("zh", "升级为L1"),
        ("ko", "L1로 상향"),
    ],
)  # fmt: skip
def test_a_row_of_another_language(language: str, event: str) -> None:
    pack = pack_of(TEMPLATE.format("L1 / L2 / L3"), PACK.replace("[]", f'["{language}"]'))
    assert [it.code for it in lint_text(REPORT.format("L2", event), (pack,))] == ["IR307"]


@pytest.mark.parametrize(
    ("language", "severity"), [("de", "L2, später L1"), ("fr", "L2, puis L1"), ("nb", "L2 (hevet til L1)")]
)
def test_a_field_of_another_language(language: str, severity: str) -> None:
    pack = pack_of(TEMPLATE.format("L1 / L2 / L3"), PACK.replace("[]", f'["{language}"]'))
    assert [it.code for it in lint_text(REPORT.format(severity, "x"), (pack,))] == ["IR302"]


@pytest.mark.parametrize(
    "slot", ["[L1/High | L2/Low]", "L1 - High / L2 - Low", "[High (L1) / Low (L2)]", "[L1 (High) / L2 (Low)]"]
)
@pytest.mark.parametrize("severity", ["L1", "High", "L1/High", "L1 - High", "High (L1)", "L1 (High)"])
def test_a_level_with_two_names(slot: str, severity: str) -> None:
    assert codes(severity, slot=slot) == ["IR302"]
