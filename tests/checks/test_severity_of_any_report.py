"""The severity and the status of a report that has no known template: one level in its head and its timeline."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

REPORT = """# No lifts on 2026-05-12

{head}

**Started:** 2026-05-12 08:05 UTC
**Resolved:** 2026-05-12 10:10 UTC

## Summary

The lifts stood still.

## Timeline (UTC)

- 08:05 - The first lift stops
- 08:20 - {row}
- 10:10 - All lifts run again
"""


def found(head: str, row: str, *, code: str = "IR307", report: str = REPORT) -> list[tuple[int, str]]:
    told = lint_text(report.format(head=head, row=row), [load_built_in("generic")], path="docs/incidents/lifts.md")
    return [(one.place.line, one.level) for one in told if one.code == code]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("**Severity:** SEV3", "Ana declares a SEV2 and takes the lead"),
        ("**Sev:** 3", "@ana opens INC-231 as sev 2"),
        ("- **Priority:** P2", "Confirmed in the log; declares P3"),
        ("**Classification:** Category B", "The desk classifies the event as category A"),
        ("**Severity:** High", "Incident declared with severity medium"),
        ("Sev 2 / resolved / written by Ana Kern", "Ana declares sev 3, Ben joins"),
        ("**Gravedad:** S2\n**Estado:** Cerrado", "Rubén abre el incidente con gravedad S3"),
        ("**Gravité :** majeure\n**Statut :** clos", "Ouverture de l'incident, gravité mineure"),
        ("**Schweregrad:** Hoch\n**Beginn:** 08:05 Uhr", "Vorfall mit Schweregrad Mittel eröffnet"),
    ],
)
def test_another_level_is_declared(head: str, row: str) -> None:
    line = 15 + head.count("\n")
    assert found(head, row) == [(line, "error")]


def test_people_are_not_what_is_declared() -> None:
    table = REPORT.replace("- 08:05 - The", "| Time | Who | What |\n| --- | --- | --- |\n| 08:05 | Ana | The")
    table = table.replace("- 08:20 -", "| 08:20 | Ben |").replace("- 10:10 -", "| 10:10 | Ben |")
    assert found("**Severity:** SEV-1", "Acknowledges, declares SEV-2", report=table) == [(17, "error")]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("**Severity:** SEV3", "Ana declares a SEV-3"),
        ("**Severity:** SEV2 (raised from SEV3)", "Ana declares a SEV3"),
        ("**Severity:** SEV1\n\nIt was raised from SEV2 to SEV1 at nine.", "Ana declares a SEV2"),
        ("**Severity:** SEV2", "Support opens a SEV1 ticket with the vendor"),
        ("**Severity:** SEV2", "SEV1 on-call is paged"),
        ("**Severity:** SEV2", "Ben asks whether it should be declared a SEV1"),
        ("**Severity:** SEV2", "Incident declared (P1 in the vendor's words)"),
        ("**Severity:** High", "The load is medium, the incident is declared"),
        ("**Gravité :** majeure\n**Statut :** clos", "Incident majeur déclaré"),
        ("**Severity:** Major\n**Priority:** P2", "Declared a P2"),
        ("**Severity:** SEV2", "Incident opened with severity 3\n- 08:40 - Severity is now 2"),
        ("**Severity:** SEV2\n**Initial severity:** SEV3", "Declared a SEV3"),
        ("**Severity:** SEV2\n**Severity at declaration:** SEV3", "Declared a SEV3"),
        ("**Severity:** SEV2\n**Customer severity:** Sev 1", "Ana takes the lead"),
        ("**Final severity:** SEV2\n**Severity (first):** SEV3", "Declared a SEV3"),
    ],
)
def test_one_level_or_that_of_something_else(head: str, row: str) -> None:
    assert found(head, row) == []


def test_two_severities_of_one_head() -> None:
    assert found("**Severity:** SEV2\n**Incident severity:** SEV3", "Ana takes the lead") == [(4, "error")]
    assert found("**Severity:** High\n**Criticality:** Medium", "Ana takes the lead") == []


@pytest.mark.parametrize(
    ("head", "level"),
    [
        ("**Status:** Investigating", "error"),
        ("- **State:** 🔴 ongoing", "error"),
        ("**Status:** not resolved yet, fix in test", "error"),
        ("**Status:** In progress", "info"),
        ("**Estado:** en investigación\n**Gravedad:** alta", "error"),
    ],
)
def test_a_status_that_goes_on_after_the_end(head: str, level: str) -> None:
    assert found(head, "Ana is paged", code="IR308") == [(3, level)]


@pytest.mark.parametrize(
    "status", ["Resolved", "Closed, still investigating the cause", "Final", "Monitoring", "Draft"]
)
def test_a_status_that_may_be_one_of_the_end(status: str) -> None:
    assert found(f"**Status:** {status}", "Ana is paged", code="IR308") == []
    going = REPORT.replace("**Resolved:** 2026-05-12 10:10 UTC\n", "").replace("All lifts run again", "Two lifts stand")
    assert found("**Status:** Investigating", "Ana is paged", code="IR308", report=going) == []


def test_a_scale_that_is_explained_states_no_severity() -> None:
    head = "# Incident: no lifts\n\n- **Severity:** SEV-1\n- **Status:** Resolved\n\n"
    legend = "## Severity definitions\n\n- **SEV-1** — All lifts\n- **SEV-2** — One lift\n- **SEV-3** — No lift\n\n"
    rows = "## Timeline\n\n- 08:05 the lifts stop\n- 09:40 the lifts go\n"
    told = lint_text(head + legend + rows, [load_built_in("generic")])
    assert not [one for one in told if one.code == "IR307"]
